"""A strongly convex function on which heavy ball, tuned for quadratics, never arrives.

Source: Lessard, Recht and Packard, Analysis and Design of Optimization Algorithms via Integral Quadratic Constraints,
SIAM J. Optimization 26 (2016) 57, arXiv:1408.3595, eq. (4.11).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "lessard_recht_packard")
@dataclass(frozen=True)
class LessardRechtPackard(Objective):
    """f'(x) = 25x for x < 1, x + 24 for 1 ≤ x < 2, 25x − 24 for x ≥ 2; f(0) = 0.

    μ = 1 and L = 25, so heavy ball's best parameters for quadratics are α = 1/9 and β = 4/9: with them it runs into
    a cycle of three points from every start in [3.07, 3.46]. f' is continuous; f'' jumps at 1 and 2 and is there
    taken from the right.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Lessard–Recht–Packard (1-D)")
    group = "convex"
    order = 23
    formula = "f'(x) = 25 x if x < 1, x + 24 if 1 <= x < 2, 25 x - 24 if x >= 2"
    source = "Lessard, Recht and Packard (2016), eq. (4.11)"
    is_smooth = False

    @property
    def dim(self) -> int:
        return 1

    def value(self, x: Array) -> Array:
        x0 = x[..., 0]
        half, t = 0.5 * (x0 * x0), x0.real
        out: Array = np.where(t < 1, 25 * half, np.where(t < 2, half + 24 * x0 - 12, 25 * half - 24 * x0 + 36))
        return out

    def gradient(self, x: Array) -> Array:
        t = x.real
        out: Array = np.where(t < 1, 25 * x, np.where(t < 2, x + 24, 25 * x - 24))
        return out

    def hessian(self, x: Array) -> Array:
        middle = (x.real >= 1) & (x.real < 2)
        out: Array = np.where(middle, 1.0, 25.0).astype(x.dtype)[..., None]
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-3.0, 4.0),)

    @property
    def start(self) -> tuple[float, ...]:
        """From here heavy ball cycles."""
        return (3.3,)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0,), 0.0, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return 25.0

    @property
    def mu(self) -> float:
        return 1.0
