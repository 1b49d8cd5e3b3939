"""One variable: the map x ↦ x − αf'(x), its cobweb, and the tangent.

Source: Strogatz, Nonlinear Dynamics and Chaos (2015), section 10.1.
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective


def map_curve(objective: Objective, x: Array, alpha: float) -> Array:
    """x − αf'(x) at the points ``x`` (m,), for an objective of one variable; (m,)."""
    with np.errstate(all="ignore"):
        out: Array = x - alpha * objective.gradient(x[:, None])[:, 0]
    return out


def cobweb(xs: Array) -> Array:
    """The staircase of the points ``xs`` (k+1,): (2k+1, 2), corners (x_i, x_i), (x_i, x_{i+1}), the end (x_k, x_k).

    Steps of gradient descent with a constant α put every second corner on ``map_curve``; those of other methods do
    not, and that shows their memory.
    """
    corners = np.repeat(np.asarray(xs, dtype=np.float64), 2)
    return np.stack([corners[:-1], np.concatenate([corners[:1], corners[2:]])], axis=1)


def tangent(objective: Objective, at: float, x: Array) -> Array:
    """f(at) + f'(at)(x − at) at the points ``x`` (m,), for an objective of one variable; (m,)."""
    point = np.array([at])
    with np.errstate(all="ignore"):
        value, slope = objective.value_gradient(point)
        out: Array = value + slope[0] * (x - at)
    return out
