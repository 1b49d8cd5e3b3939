"""What several families share: filling 2-by-2 Hessians, naming critical points, the stable logistic function."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from core.arrays import Array
from core.objectives.base import CriticalKind, CriticalPoint, Objective


def hessian_2d(x: Array, xx: Array | float, xy: Array | float, yy: Array | float) -> Array:
    """The symmetric ``(..., 2, 2)`` array of three second derivatives, each ``(...)`` or a number."""
    out = np.empty((*x.shape, 2), dtype=x.dtype)
    out[..., 0, 0] = xx
    out[..., 0, 1] = xy
    out[..., 1, 0] = xy
    out[..., 1, 1] = yy
    return out


def constant_hessian(x: Array, matrix: Array) -> Array:
    """``matrix`` (d, d) at every point of ``x`` (..., d): a read-only view, ``(..., d, d)``."""
    out: Array = np.broadcast_to(matrix, (*x.shape[:-1], *matrix.shape))
    return out


def critical(
    objective: Objective, points: Iterable[tuple[tuple[float, ...], CriticalKind]]
) -> tuple[CriticalPoint, ...]:
    """Critical points with their values, as ``objective`` itself computes them."""
    return tuple(CriticalPoint(x, float(objective.value(np.array(x))), kind) for x, kind in points)


def absolute(u: Array) -> tuple[Array, Array]:
    """|u| and its derivative, shape of ``u``: −1, +1 and, by convention, 0 at the kink, the mean of its two sides.

    The branch is chosen by the real part, so the complex step goes through.
    """
    sign = np.sign(u.real)
    return sign * u, sign


def reciprocal(u: Array) -> Array:
    """1/u, and by convention 0 where u = 0: what a one-sided infinite slope is taken for."""
    zero = u == 0
    out: Array = np.where(zero, 0.0, 1.0 / np.where(zero, 1.0, u))
    return out


def root_1d(f: Callable[[float], float], df: Callable[[float], float], x: float) -> float:
    """The simple root of ``f`` near ``x``: Newton's iteration, from a start that the caller knows to be close."""
    for _ in range(50):
        step = f(x) / df(x)
        x -= step
        if abs(step) <= 1e-15 * max(1.0, abs(x)):
            break
    return x


def softplus_sigmoid(t: Array) -> tuple[Array, Array]:
    """log(1 + e^t) and 1 / (1 + e^-t), shape of ``t``, without overflow.

    The branch is chosen by the real part and each branch is analytic, so the complex step goes through.
    """
    positive = t.real > 0
    small = np.exp(np.where(positive, -t, t))  # |small| <= 1
    softplus: Array = np.where(positive, t, 0.0) + np.log1p(small)
    sigmoid: Array = np.where(positive, 1.0, small) / (1.0 + small)
    return softplus, sigmoid
