"""Functions of one variable: for the tangent, the step and the cobweb of x ↦ x − αf'(x).

Source: closed forms; the tilted double well is the cusp of Thom and Zeeman (Poston and Stewart, Catastrophe Theory and
its Applications, 1978).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, root_1d
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "parabola_1d")
@dataclass(frozen=True)
class Parabola1D(Objective):
    """½hx²: gradient descent multiplies x by 1 − αh at every step, so it converges for α < 2/h."""

    label = QT_TRANSLATE_NOOP("objectives", "Parabola (1-D)")
    group = "convex"
    order = 14
    formula = "1/2 h x^2"
    source = "closed form"
    is_quadratic = True

    h: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Curvature h"),
        help=QT_TRANSLATE_NOOP("objectives", "Second derivative of the parabola"),
        symbol="h",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(0.01, 100.0),
    )

    @property
    def dim(self) -> int:
        return 1

    def value(self, x: Array) -> Array:
        x0 = x[..., 0]
        out: Array = (0.5 * self.h) * (x0 * x0)
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = self.h * x
        return out

    def hessian(self, x: Array) -> Array:
        return np.full((*x.shape, 1), self.h, dtype=x.dtype)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-3.0, 3.0),)

    @property
    def start(self) -> tuple[float, ...]:
        return (2.5,)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0,), 0.0, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return float(self.h)

    @property
    def mu(self) -> float:
        return float(self.h)


_FOLD = 2 / (3 * math.sqrt(3))  # |tilt| at which the shallower well and the top meet and vanish


@register("objective", "double_well_1d")
@dataclass(frozen=True)
class DoubleWell1D(Objective):
    """x⁴/4 − x²/2 + tx: two wells for |t| < 2/(3√3) ≈ 0.385, one beyond."""

    label = QT_TRANSLATE_NOOP("objectives", "Double well (1-D)")
    group = "minima"
    order = 56
    formula = "x^4 / 4 - x^2 / 2 + t x"
    source = "Poston and Stewart (1978), the cusp"

    tilt: float = param(
        0.1,
        label=QT_TRANSLATE_NOOP("objectives", "Tilt t"),
        help=QT_TRANSLATE_NOOP("objectives", "Slope added to the wells; beyond ±0.385 one of them vanishes"),
        symbol="t",
        low=-2.0,
        high=2.0,
        slider=(-0.6, 0.6),
    )

    @property
    def dim(self) -> int:
        return 1

    def value(self, x: Array) -> Array:
        x0 = x[..., 0]
        xx = x0 * x0
        out: Array = xx * (0.25 * xx - 0.5) + self.tilt * x0
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = x * (x * x - 1) + self.tilt
        return out

    def hessian(self, x: Array) -> Array:
        out: Array = (3 * (x * x) - 1)[..., None]
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.0, 2.0),)

    @property
    def start(self) -> tuple[float, ...]:
        return (1.8,)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Real roots of x³ − x + t: Viète's cosines, Cardano's cosh beyond the fold; polished by Newton."""
        t = self.tilt
        if abs(abs(t) - _FOLD) < 1e-14:
            side = math.copysign(1.0, t)
            twice, once = side / math.sqrt(3), -side * 2 / math.sqrt(3)
            return critical(self, [((once,), "minimum"), ((twice,), "degenerate")])
        if abs(t) > _FOLD:
            x = -math.copysign(2 / math.sqrt(3), t) * math.cosh(math.acosh(abs(t) / _FOLD) / 3)
            return critical(self, [((self._polished(x),), "minimum")])
        third = math.acos(-t / _FOLD) / 3
        roots = [self._polished(2 / math.sqrt(3) * math.cos(third - 2 * math.pi * k / 3)) for k in range(3)]
        kinds: tuple[CriticalKind, ...] = ("minimum", "maximum", "minimum")
        return critical(self, [((x,), kind) for x, kind in zip(sorted(roots), kinds, strict=True)])

    def _polished(self, x: float) -> float:
        return root_1d(lambda s: s * (s * s - 1) + self.tilt, lambda s: 3 * s * s - 1, x)
