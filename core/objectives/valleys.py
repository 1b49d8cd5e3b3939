"""Curved and flat valleys of polynomials.

Sources: Rosenbrock, Computer Journal 3 (1960) 175; Beale, On an iterative method for finding a local minimum (1958);
Booth and Matyas as in Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import constant_hessian, critical, hessian_2d
from core.objectives.base import CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "rosenbrock")
@dataclass(frozen=True)
class Rosenbrock(Objective):
    """(a − x)² + b (y − x²)²: a banana-shaped valley to the only critical point, (a, a²)."""

    label = QT_TRANSLATE_NOOP("objectives", "Rosenbrock")
    group = "valley"
    order = 70
    formula = "(a - x)^2 + b (y - x^2)^2"
    source = "Rosenbrock (1960)"
    log_height = True

    a: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Minimiser a"),
        help=QT_TRANSLATE_NOOP("objectives", "The minimum lies at (a, a²)"),
        symbol="a",
        low=-3.0,
        high=3.0,
        slider=(-1.5, 1.5),
    )
    b: float = param(
        100.0,
        label=QT_TRANSLATE_NOOP("objectives", "Valley steepness b"),
        help=QT_TRANSLATE_NOOP("objectives", "How steep the walls of the valley are against its floor"),
        symbol="b",
        low=0.1,
        high=1e4,
        scale="log",
        slider=(1.0, 1000.0),
    )

    def value(self, x: Array) -> Array:
        x0 = x[..., 0]
        u, t = self.a - x0, x[..., 1] - x0 * x0
        out: Array = u * u + self.b * (t * t)
        return out

    def gradient(self, x: Array) -> Array:
        x0 = x[..., 0]
        g = np.empty_like(x)
        w = np.multiply(x[..., 1] - x0 * x0, 2 * self.b, g[..., 1])
        np.multiply((self.a - x0) + x0 * w, -2.0, g[..., 0])
        return g

    def gradient_columns(self, columns: Array, out: Array, work: Array) -> None:
        """The gradient in place for swarms, see :mod:`core.columns`: all arrays are (2, n)."""
        x0, x1 = columns
        g0, g1 = out
        np.multiply(x0, x0, out=g1)
        np.subtract(x1, g1, out=g1)
        np.multiply(g1, 2 * self.b, out=g1)
        np.multiply(x0, g1, out=g0)
        np.subtract(x0, g0, out=g0)
        np.subtract(g0, self.a, out=g0)
        np.multiply(g0, 2.0, out=g0)

    def hessian(self, x: Array) -> Array:
        x0, b = x[..., 0], self.b
        return hessian_2d(x, 2 + 4 * b * (3 * (x0 * x0) - x[..., 1]), -4 * b * x0, 2 * b)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        half = max(2.0, abs(self.a) + 0.5)
        return ((-half, half), (-1.0, max(3.0, self.a * self.a + 1.0)))

    @property
    def start(self) -> tuple[float, ...]:
        """Rosenbrock's own."""
        return (-1.2, 1.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((float(self.a), float(self.a * self.a)), 0.0, "minimum"),)


@register("objective", "beale")
@dataclass(frozen=True)
class Beale(Objective):
    """Σ (c_k − x + x y^k)², c = (1.5, 2.25, 2.625): a flat valley between steep corners."""

    label = QT_TRANSLATE_NOOP("objectives", "Beale")
    group = "valley"
    order = 71
    formula = "(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2"
    source = "Beale (1958)"
    log_height = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        yy = x1 * x1
        r1, r2, r3 = 1.5 + x0 * (x1 - 1), 2.25 + x0 * (yy - 1), 2.625 + x0 * (yy * x1 - 1)
        out: Array = r1 * r1 + r2 * r2 + r3 * r3
        return out

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        x0, x1 = x[..., 0], x[..., 1]
        yy = x1 * x1
        p1, p2, p3 = x1 - 1, yy - 1, yy * x1 - 1
        r1, r2, r3 = 1.5 + x0 * p1, 2.25 + x0 * p2, 2.625 + x0 * p3
        g = np.empty_like(x)
        g[..., 0] = 2 * (r1 * p1 + r2 * p2 + r3 * p3)
        g[..., 1] = 2 * x0 * (r1 + 2 * x1 * r2 + 3 * yy * r3)
        return r1 * r1 + r2 * r2 + r3 * r3, g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        yy = x1 * x1
        p1, p2, p3 = x1 - 1, yy - 1, yy * x1 - 1
        r1, r2, r3 = 1.5 + x0 * p1, 2.25 + x0 * p2, 2.625 + x0 * p3
        q2, q3 = 2 * x1, 3 * yy
        xx = 2 * (p1 * p1 + p2 * p2 + p3 * p3)
        xy = 2 * (r1 + q2 * r2 + q3 * r3 + x0 * (p1 + q2 * p2 + q3 * p3))
        yy_ = 2 * x0 * (x0 * (1 + q2 * q2 + q3 * q3) + 2 * r2 + 6 * x1 * r3)
        return hessian_2d(x, xx, xy, yy_)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-4.5, 4.5), (-4.5, 4.5))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.0, 1.0)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Closed forms, and one saddle found by multi-start Newton to 1e-12, checked by the tests."""
        return critical(
            self,
            [((3.0, 0.5), "minimum"), ((0.0, 1.0), "saddle"), ((0.10053793732415833, -2.6445135850231254), "saddle")],
        )


_BOOTH_HESSIAN = np.array([[10.0, 8.0], [8.0, 10.0]])  # eigenvalues 2 and 18


@register("objective", "booth")
@dataclass(frozen=True)
class Booth(Objective):
    """(x + 2y − 7)² + (2x + y − 5)²: a quadratic with κ = 9 and its minimum 0 at (1, 3)."""

    label = QT_TRANSLATE_NOOP("objectives", "Booth")
    group = "valley"
    order = 72
    formula = "(x + 2 y - 7)^2 + (2 x + y - 5)^2"
    source = "Surjanovic and Bingham (2013)"
    is_quadratic = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        p, q = x0 + 2 * x1 - 7, 2 * x0 + x1 - 5
        out: Array = p * p + q * q
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        p, q = x0 + 2 * x1 - 7, 2 * x0 + x1 - 5
        g = np.empty_like(x)
        g[..., 0] = 2 * (p + 2 * q)
        g[..., 1] = 2 * (2 * p + q)
        return g

    def hessian(self, x: Array) -> Array:
        return constant_hessian(x, _BOOTH_HESSIAN)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-10.0, 10.0), (-10.0, 10.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-6.0, 8.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((1.0, 3.0), 0.0, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return 18.0

    @property
    def mu(self) -> float:
        return 2.0


_MATYAS_HESSIAN = np.array([[0.52, -0.48], [-0.48, 0.52]])  # eigenvalues 0.04 and 1


@register("objective", "matyas")
@dataclass(frozen=True)
class Matyas(Objective):
    """0.26 (x² + y²) − 0.48 xy: a quadratic with κ = 25, flat along x = y."""

    label = QT_TRANSLATE_NOOP("objectives", "Matyas")
    group = "valley"
    order = 73
    formula = "0.26 (x^2 + y^2) - 0.48 x y"
    source = "Surjanovic and Bingham (2013)"
    is_quadratic = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = 0.26 * (x0 * x0 + x1 * x1) - 0.48 * (x0 * x1)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        g = np.empty_like(x)
        g[..., 0] = 0.52 * x0 - 0.48 * x1
        g[..., 1] = 0.52 * x1 - 0.48 * x0
        return g

    def hessian(self, x: Array) -> Array:
        return constant_hessian(x, _MATYAS_HESSIAN)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-10.0, 10.0), (-10.0, 10.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (8.0, 5.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((0.0, 0.0), 0.0, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return 1.0

    @property
    def mu(self) -> float:
        return 0.04
