"""Landmarks of global optimisation whose critical points have closed forms.

Sources: Branin, IBM J. Research and Development 16 (1972) 504; Goldstein and Price, Mathematics of Computation 25
(1971) 569; all four as in Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013), and Jamil and Yang,
Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150, arXiv:1308.4008.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_B, _C, _R, _S, _T = 5.1 / (4 * math.pi**2), 5 / math.pi, 6.0, 10.0, 1 / (8 * math.pi)  # Branin's, the usual


@register("objective", "branin")
@dataclass(frozen=True)
class Branin(Objective):
    """(y − bx² + cx − 6)² + 10 (1 − t) cos x + 10, b = 5.1/4π², c = 5/π, t = 1/8π: three equal minima 10t."""

    label = QT_TRANSLATE_NOOP("objectives", "Branin")
    group = "minima"
    order = 57
    formula = "(y - b x^2 + c x - 6)^2 + 10 (1 - t) cos(x) + 10, b = 5.1 / (4 pi^2), c = 5 / pi, t = 1 / (8 pi)"
    source = "Branin (1972); Surjanovic and Bingham (2013)"
    log_height = True

    def value(self, x: Array) -> Array:
        x0 = x[..., 0]
        p = x[..., 1] - (_B * x0 - _C) * x0 - _R
        c = np.cos(0.5 * x0)  # 1 + cos x = 2 cos² ½x: no cancellation near the minima
        out: Array = p * p + (2 * _S * (1 - _T)) * (c * c) + _S * _T
        return out

    def gradient(self, x: Array) -> Array:
        x0 = x[..., 0]
        p = x[..., 1] - (_B * x0 - _C) * x0 - _R
        g = np.empty_like(x)
        g[..., 0] = 2 * (p * (_C - 2 * _B * x0)) - (_S * (1 - _T)) * np.sin(x0)
        g[..., 1] = 2 * p
        return g

    def hessian(self, x: Array) -> Array:
        x0 = x[..., 0]
        p = x[..., 1] - (_B * x0 - _C) * x0 - _R
        slope = _C - 2 * _B * x0
        xx = 2 * (slope * slope) - 4 * _B * p - (_S * (1 - _T)) * np.cos(x0)
        return hessian_2d(x, xx, 2 * slope, 2.0)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-5.0, 10.0), (0.0, 15.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (0.5, 12.5)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """∂f/∂y = 0 on the parabola, where ∂f/∂x = 0 at whole multiples of π: odd ones are minima."""
        points: list[tuple[tuple[float, ...], CriticalKind]] = []
        for k in range(-1, 4):
            x = k * math.pi
            points.append(((x, (_B * x - _C) * x + _R), "minimum" if k % 2 else "saddle"))
        return critical(self, points)


@register("objective", "goldstein_price")
@dataclass(frozen=True)
class GoldsteinPrice(Objective):
    """(1 + (x+y+1)² (…)) (30 + (2x−3y)² (…)): values from 3 to a million, four minima.

    A product p(s) q(u) of two quartics of s = x + y and u = 2x − 3y, p' = 12 (s+1)(s−1)(s−2), q' = 12u (u−1)(u−3).
    Both are positive, so the critical points are where p' and q' vanish.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Goldstein–Price")
    group = "minima"
    order = 58
    formula = (
        "(1 + (x + y + 1)^2 (19 - 14 x + 3 x^2 - 14 y + 6 x y + 3 y^2))"
        " (30 + (2 x - 3 y)^2 (18 - 32 x + 12 x^2 + 48 y - 36 x y + 27 y^2))"
    )
    source = "Goldstein and Price (1971); Surjanovic and Bingham (2013)"
    log_height = True

    def _quartics(self, x: Array) -> tuple[Array, Array, Array, Array, Array, Array]:
        """p, p', p'' of s and q, q', q'' of u: (...) each."""
        x0, x1 = x[..., 0], x[..., 1]
        s, u = x0 + x1, 2 * x0 - 3 * x1
        t = s + 1
        return (
            1 + t * t * (19 + s * (3 * s - 14)),
            12 * (t * (s - 1) * (s - 2)),
            12 * (s * (3 * s - 4) - 1),
            30 + u * u * (18 + u * (3 * u - 16)),
            12 * (u * (u - 1) * (u - 3)),
            12 * (u * (3 * u - 8) + 3),
        )

    def value(self, x: Array) -> Array:
        p, _, _, q, _, _ = self._quartics(x)
        return p * q

    def gradient(self, x: Array) -> Array:
        p, dp, _, q, dq, _ = self._quartics(x)
        by_s, by_u = dp * q, p * dq
        g = np.empty_like(x)
        g[..., 0] = by_s + 2 * by_u
        g[..., 1] = by_s - 3 * by_u
        return g

    def hessian(self, x: Array) -> Array:
        p, dp, ddp, q, dq, ddq = self._quartics(x)
        ss, su, uu = ddp * q, dp * dq, p * ddq
        return hessian_2d(x, ss + 4 * su + 4 * uu, ss - su - 6 * uu, ss - 6 * su + 9 * uu)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.0, 2.0), (-2.0, 2.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-1.6, 0.4)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The pairs of roots: a maximum of one factor and a minimum of the other make a saddle."""
        kinds: tuple[CriticalKind, ...] = ("minimum", "saddle", "maximum")
        return critical(
            self,
            [
                (((3 * s + u) / 5, (2 * s - u) / 5), kinds[(s == 1) + (u == 1)])
                for s in (-1.0, 2.0, 1.0)
                for u in (3.0, 0.0, 1.0)
            ],
        )


@register("objective", "mccormick")
@dataclass(frozen=True)
class McCormick(Objective):
    """sin(x + y) + (x − y)² − 3x/2 + 5y/2 + 1: waves along a sloping valley, which goes down for ever."""

    label = QT_TRANSLATE_NOOP("objectives", "McCormick")
    group = "minima"
    order = 59
    formula = "sin(x + y) + (x - y)^2 - 1.5 x + 2.5 y + 1"
    source = "Surjanovic and Bingham (2013); Jamil and Yang (2013), no. 75"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        d = x0 - x1
        out: Array = np.sin(x0 + x1) + d * d - 1.5 * x0 + 2.5 * x1 + 1
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        c, d = np.cos(x0 + x1), 2 * (x0 - x1)
        g = np.empty_like(x)
        g[..., 0] = c + d - 1.5
        g[..., 1] = c - d + 2.5
        return g

    def hessian(self, x: Array) -> Array:
        s = np.sin(x[..., 0] + x[..., 1])
        return hessian_2d(x, 2 - s, -2 - s, 2 - s)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-1.5, 4.0), (-3.0, 4.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (0.6, 3.4)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """x − y = 1 and cos(x + y) = −½: two minima and the saddle between them."""
        third = math.pi / 3
        sums: tuple[tuple[float, CriticalKind], ...] = (
            (-2 * third, "minimum"),
            (2 * third, "saddle"),
            (4 * third, "minimum"),
        )
        return critical(self, [((0.5 * (s + 1), 0.5 * (s - 1)), kind) for s, kind in sums])

    @property
    def bounded_below(self) -> bool:
        """On x − y = 1 it is sin(x + y) + ½(x + y) and a constant."""
        return False

    @property
    def L(self) -> float:  # noqa: N802
        """The eigenvalues are 4, across the valley, and −2 sin(x + y)."""
        return 4.0


@register("objective", "three_hump_camel")
@dataclass(frozen=True)
class ThreeHumpCamel(Objective):
    """2x² − 1.05x⁴ + x⁶/6 + xy + y²: three minima, the middle one global."""

    label = QT_TRANSLATE_NOOP("objectives", "Three-hump camel")
    group = "minima"
    order = 60
    formula = "2 x^2 - 1.05 x^4 + x^6 / 6 + x y + y^2"
    source = "Surjanovic and Bingham (2013); Jamil and Yang (2013), no. 29"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx = x0 * x0
        out: Array = xx * (2 + xx * (xx / 6 - 1.05)) + x1 * (x0 + x1)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx = x0 * x0
        g = np.empty_like(x)
        g[..., 0] = x0 * (4 + xx * (xx - 4.2)) + x1
        g[..., 1] = x0 + 2 * x1
        return g

    def hessian(self, x: Array) -> Array:
        xx = x[..., 0] * x[..., 0]
        return hessian_2d(x, 4 + xx * (5 * xx - 12.6), 1.0, 2.0)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual ±5, so that the humps can be seen."""
        return ((-2.1, 2.1), (-2.1, 2.1))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.3, 1.7)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """y = −½x and x = 0 or x⁴ − 4.2x² + 3.5 = 0."""
        root = math.sqrt(2.1**2 - 3.5)
        outer, inner = math.sqrt(2.1 + root), math.sqrt(2.1 - root)
        signs = (1.0, -1.0)
        return critical(
            self,
            [
                ((0.0, 0.0), "minimum"),
                *(((s * outer, -0.5 * s * outer), "minimum") for s in signs),
                *(((s * inner, -0.5 * s * inner), "saddle") for s in signs),
            ],
        )
