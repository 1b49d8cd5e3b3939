"""Saddles: where the gradient vanishes and yet the way goes on down.

Source: closed forms; the monkey saddle after Hilbert and Cohn-Vossen, Geometry and the Imagination (1952), section 29.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import constant_hessian, critical, hessian_2d
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_SADDLE_HESSIAN = np.array([[2.0, 0.0], [0.0, -2.0]])


@register("objective", "saddle")
@dataclass(frozen=True)
class Saddle(Objective):
    """x² − y²: a strict saddle at 0, unbounded below."""

    label = QT_TRANSLATE_NOOP("objectives", "Saddle")
    group = "saddle"
    order = 30
    formula = "x^2 - y^2"
    source = "closed form"
    is_quadratic = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = x0 * x0 - x1 * x1
        return out

    def gradient(self, x: Array) -> Array:
        g = np.empty_like(x)
        g[..., 0] = 2 * x[..., 0]
        g[..., 1] = -2 * x[..., 1]
        return g

    def hessian(self, x: Array) -> Array:
        return constant_hessian(x, _SADDLE_HESSIAN)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.0, 2.0), (-2.0, 2.0))

    @property
    def start(self) -> tuple[float, ...]:
        """A little off the stable manifold y = 0: in towards the saddle first, then away."""
        return (1.8, 0.01)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0, 0.0), 0.0, "saddle"),)

    @property
    def bounded_below(self) -> bool:
        return False

    @property
    def L(self) -> float:  # noqa: N802
        return 2.0


@register("objective", "monkey_saddle")
@dataclass(frozen=True)
class MonkeySaddle(Objective):
    """x³ − 3xy² = Re (x + iy)³: three ways down from 0, where the Hessian is the zero matrix."""

    label = QT_TRANSLATE_NOOP("objectives", "Monkey saddle")
    group = "saddle"
    order = 31
    formula = "x^3 - 3 x y^2"
    source = "Hilbert and Cohn-Vossen (1952), section 29"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = x0 * (x0 * x0 - 3 * (x1 * x1))
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        g = np.empty_like(x)
        g[..., 0] = 3 * (x0 * x0 - x1 * x1)
        g[..., 1] = -6 * (x0 * x1)
        return g

    def hessian(self, x: Array) -> Array:
        a, b = 6 * x[..., 0], -6 * x[..., 1]
        return hessian_2d(x, a, b, -a)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-1.5, 1.5), (-1.5, 1.5))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.3, 0.1)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0, 0.0), 0.0, "degenerate"),)

    @property
    def bounded_below(self) -> bool:
        return False


@register("objective", "degenerate_saddle")
@dataclass(frozen=True)
class DegenerateSaddle(Objective):
    """x³ + y²: at 0 the Hessian diag(0, 2) is singular and looks like a minimum's, but x < 0 goes on down."""

    label = QT_TRANSLATE_NOOP("objectives", "Degenerate saddle")
    group = "saddle"
    order = 32
    formula = "x^3 + y^2"
    source = "closed form"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = x0 * x0 * x0 + x1 * x1
        return out

    def gradient(self, x: Array) -> Array:
        x0 = x[..., 0]
        g = np.empty_like(x)
        g[..., 0] = 3 * (x0 * x0)
        g[..., 1] = 2 * x[..., 1]
        return g

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, 6 * x[..., 0], 0.0, 2.0)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-1.5, 1.5), (-1.5, 1.5))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.2, 1.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0, 0.0), 0.0, "degenerate"),)

    @property
    def bounded_below(self) -> bool:
        return False


@register("objective", "saddle_between_minima")
@dataclass(frozen=True)
class SaddleBetweenMinima(Objective):
    """x² − y² + y⁴/4: the saddle at 0 stands between minima at (0, ±√2) of value −1."""

    label = QT_TRANSLATE_NOOP("objectives", "Saddle between two minima")
    group = "saddle"
    order = 33
    formula = "x^2 - y^2 + y^4 / 4"
    source = "Nesterov, Introductory Lectures on Convex Optimization (2004), example 1.2.2, scaled"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        yy = x1 * x1
        out: Array = x0 * x0 + yy * (0.25 * yy - 1)
        return out

    def gradient(self, x: Array) -> Array:
        x1 = x[..., 1]
        g = np.empty_like(x)
        g[..., 0] = 2 * x[..., 0]
        g[..., 1] = x1 * (x1 * x1 - 2)
        return g

    def hessian(self, x: Array) -> Array:
        x1 = x[..., 1]
        return hessian_2d(x, 2.0, 0.0, 3 * (x1 * x1) - 2)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.2, 2.2), (-2.2, 2.2))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.8, 0.01)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        r = math.sqrt(2)
        return critical(self, [((0.0, -r), "minimum"), ((0.0, r), "minimum"), ((0.0, 0.0), "saddle")])
