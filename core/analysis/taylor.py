"""The local model of f: Taylor's polynomial of order 1 or 2 (Nocedal and Wright, 2006, eq. 2.14).

m(p) = f(x) + ∇f(x)ᵀp  (+ ½ pᵀ∇²f(x) p). Newton's step goes to where the gradient of the second one is zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective


@dataclass(frozen=True, eq=False)
class Taylor:
    """About ``x`` (d,): ``value``, ``gradient`` (d,) and ``hessian`` (d, d), which is None in a model of order 1."""

    x: Array
    value: float
    gradient: Array
    hessian: Array | None

    def __call__(self, points: Array) -> Array:
        """m at ``points`` (..., d), shape (...)."""
        p = np.asarray(points, dtype=np.float64) - self.x
        out: Array = self.value + np.einsum("...i,i->...", p, self.gradient)
        if self.hessian is not None:
            out = out + 0.5 * np.einsum("...i,ij,...j->...", p, self.hessian, p)
        return out

    def lowest(self) -> Array | None:
        """Where the model of order 2 is lowest, (d,); None where it has no lowest point."""
        if self.hessian is None or np.min(np.linalg.eigvalsh(self.hessian)) <= 0:
            return None
        out: Array = self.x - np.linalg.solve(self.hessian, self.gradient)
        return out


def taylor(objective: Objective, x: Array, order: int) -> Taylor | None:
    """The model of ``order`` 1 or 2 about ``x`` (d,); None where f or a derivative of it is not finite there."""
    if order not in (1, 2):
        raise ValueError(f"order must be 1 or 2, got {order}")
    x = np.asarray(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        value, gradient = objective.value_gradient(x)
        hessian = objective.hessian(x) if order == 2 else None
    parts = (x, value, gradient, 0.0 if hessian is None else hessian)
    if not all(np.isfinite(part).all() for part in parts):
        return None
    return Taylor(x, float(value), np.asarray(gradient), hessian)
