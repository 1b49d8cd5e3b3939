"""Convex bowls that are no quadratics: one minimum, at 0.

Sources: Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013); Jamil and Yang, Int. J. Mathematical
Modelling and Numerical Optimisation 4 (2013) 150, arXiv:1308.4008; Huber, Annals of Mathematical Statistics 35
(1964) 73.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives._common import absolute, hessian_2d
from core.objectives.base import CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_AT_ZERO = (CriticalPoint((0.0, 0.0), 0.0, "minimum"),)


@register("objective", "zakharov")
@dataclass(frozen=True)
class Zakharov(Objective):
    """x² + y² + s² + s⁴, s = ½x + y: the sum over i of x_i², and s = Σ ½ i x_i squared and to the fourth."""

    label = QT_TRANSLATE_NOOP("objectives", "Zakharov")
    group = "convex"
    order = 20
    formula = "x^2 + y^2 + (x/2 + y)^2 + (x/2 + y)^4"
    source = "Surjanovic and Bingham (2013)"
    log_height = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        s = 0.5 * x0 + x1
        ss = s * s
        out: Array = x0 * x0 + x1 * x1 + ss * (1 + ss)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        s = 0.5 * x0 + x1
        slope = s * (2 + 4 * (s * s))
        g = np.empty_like(x)
        g[..., 0] = 2 * x0 + 0.5 * slope
        g[..., 1] = 2 * x1 + slope
        return g

    def hessian(self, x: Array) -> Array:
        s = 0.5 * x[..., 0] + x[..., 1]
        bend = 2 + 12 * (s * s)
        return hessian_2d(x, 2 + 0.25 * bend, 0.5 * bend, 2 + bend)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual [−5, 10]², and about the minimum."""
        return ((-5.0, 5.0), (-5.0, 5.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (4.0, 2.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return _AT_ZERO

    @property
    def mu(self) -> float:
        """2, along s = 0, where the two powers add nothing."""
        return 2.0


@register("objective", "sum_of_powers")
@dataclass(frozen=True)
class SumOfPowers(Objective):
    """|x|² + |y|³, the sum of different powers |x_i|^(i+1): at 0 the curvature vanishes along y."""

    label = QT_TRANSLATE_NOOP("objectives", "Sum of different powers")
    group = "convex"
    order = 21
    formula = "|x|^2 + |y|^3"
    source = "Surjanovic and Bingham (2013)"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = x0 * x0 + x1 * x1 * absolute(x1)[0]
        return out

    def gradient(self, x: Array) -> Array:
        x1 = x[..., 1]
        g = np.empty_like(x)
        g[..., 0] = 2 * x[..., 0]
        g[..., 1] = 3 * (x1 * absolute(x1)[0])
        return g

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, 2.0, 0.0, 6 * absolute(x[..., 1])[0])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-1.0, 1.0), (-1.0, 1.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-0.8, 0.9)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return _AT_ZERO


@register("objective", "huber")
@dataclass(frozen=True)
class Huber(Objective):
    """H(x) + κ H(y), H(t) = ½t² for |t| ≤ δ and δ(|t| − ½δ) beyond: a quadratic that goes over into straight slopes.

    H is continuously differentiable; its second derivative jumps from 1 to 0 at δ, and is taken as 1 there.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Huber")
    group = "convex"
    order = 22
    formula = "H(x) + kappa H(y), H(t) = t^2 / 2 if |t| <= delta, else delta (|t| - delta / 2)"
    source = "Huber (1964)"
    is_smooth = False

    delta: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Reach δ of the quadratic"),
        help=QT_TRANSLATE_NOOP("objectives", "Beyond this distance from 0 the slope grows no further"),
        symbol="δ",
        low=0.0,
        low_open=True,
        high=1e3,
        scale="log",
        slider=(0.05, 5.0),
    )
    kappa: float = param(
        4.0,
        label=QT_TRANSLATE_NOOP("objectives", "Weight κ along y"),
        help=QT_TRANSLATE_NOOP("objectives", "Curvature at 0 along y, where that along x is 1"),
        symbol="κ",
        low=1.0,
        high=1e4,
        scale="log",
        slider=(1.0, 100.0),
    )

    def value(self, x: Array) -> Array:
        d = self.delta
        size, _ = absolute(x)
        h = np.where(size.real <= d, 0.5 * (x * x), d * (size - 0.5 * d))
        out: Array = h[..., 0] + self.kappa * h[..., 1]
        return out

    def gradient(self, x: Array) -> Array:
        d = self.delta
        size, sign = absolute(x)
        g: Array = np.where(size.real <= d, x, d * sign)
        g[..., 1] *= self.kappa
        return g

    def hessian(self, x: Array) -> Array:
        inside = np.where(absolute(x)[0].real <= self.delta, 1.0, 0.0)
        return hessian_2d(x, inside[..., 0], 0.0, self.kappa * inside[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-5.0, 5.0), (-5.0, 5.0))

    @property
    def start(self) -> tuple[float, ...]:
        """Out on the straight slopes, where the gradient says nothing of the distance."""
        return (-4.2, 3.4)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return _AT_ZERO

    @property
    def L(self) -> float:  # noqa: N802
        return float(self.kappa)
