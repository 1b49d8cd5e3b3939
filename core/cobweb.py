"""Gradient descent in one variable as the iteration of a map: the cobweb of x ↦ x − α f'(x)."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective


def map_curve(objective: Objective, x: Array, alpha: float) -> Array:
    """x − α f'(x) at the points ``x`` (k,)."""
    out: Array = x - alpha * objective.gradient(x[:, None])[:, 0]
    return out


def cobweb(xs: Array) -> Array:
    """The staircase of iterates ``xs`` (k+1,): (2k+1, 2) points (x₀, x₀), (x₀, x₁), (x₁, x₁), (x₁, x₂) ...

    Vertical parts go to the map's curve, horizontal ones to the diagonal.
    """
    k = len(xs) - 1
    out = np.empty((2 * k + 1, 2))
    out[0::2, 0] = out[0::2, 1] = xs
    out[1::2, 0], out[1::2, 1] = xs[:-1], xs[1:]
    return out


def tangent(objective: Objective, at: float, x: Array) -> Array:
    """The tangent's values at ``x`` (k,): f(at) + f'(at)(x − at)."""
    point = np.array([[at]])
    out: Array = objective.value(point)[0] + objective.gradient(point)[0, 0] * (x - at)
    return out
