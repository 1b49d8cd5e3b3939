"""Plains with a hole or with trenches: a gradient that says nothing almost everywhere.

Sources: Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs (1992); both as in Surjanovic and
Bingham, Virtual Library of Simulation Experiments (2013), and Jamil and Yang, Int. J. Mathematical Modelling and
Numerical Optimisation 4 (2013) 150, arXiv:1308.4008.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d, root_1d
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_PI = math.pi


@register("objective", "easom")
@dataclass(frozen=True)
class Easom(Objective):
    """−cos x cos y exp(−(x − π)² − (y − π)²): one narrow hole of depth 1 in a plain."""

    label = QT_TRANSLATE_NOOP("objectives", "Easom")
    group = "minima"
    order = 61
    formula = "-cos(x) cos(y) exp(-(x - pi)^2 - (y - pi)^2)"
    source = "Surjanovic and Bingham (2013); Jamil and Yang (2013), no. 50"

    def _factors(self, x: Array) -> tuple[Array, Array, Array]:
        """cos t exp(−t²), t = x − π, with its derivatives, in each coordinate: (..., 2). cos x cos y has no sign."""
        t = x - _PI
        sin, cos, e = np.sin(t), np.cos(t), np.exp(-(t * t))
        return cos * e, -e * (sin + 2 * t * cos), e * (4 * t * sin + (4 * (t * t) - 3) * cos)

    def value(self, x: Array) -> Array:
        p, _, _ = self._factors(x)
        out: Array = -(p[..., 0] * p[..., 1])
        return out

    def gradient(self, x: Array) -> Array:
        p, dp, _ = self._factors(x)
        g = np.empty_like(x)
        g[..., 0] = -(dp[..., 0] * p[..., 1])
        g[..., 1] = -(p[..., 0] * dp[..., 1])
        return g

    def hessian(self, x: Array) -> Array:
        p, dp, ddp = self._factors(x)
        return hessian_2d(x, -ddp[..., 0] * p[..., 1], -dp[..., 0] * dp[..., 1], -p[..., 0] * ddp[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Far narrower than the usual ±100, where the hole cannot be seen."""
        return ((-1.0, 7.0), (-1.0, 7.0))

    @property
    def start(self) -> tuple[float, ...]:
        """On the rim: a little further out the slope leads away."""
        return (2.2, 4.2)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Pairs of roots of 2t cos t + sin t, and pairs of zeros of cos t, where both factors change sign."""
        side = root_1d(
            lambda t: 2 * t * math.cos(t) + math.sin(t), lambda t: 3 * math.cos(t) - 2 * t * math.sin(t), 1.84
        )
        # the factor: 1 at 0, its maximum; negative minima at ±side
        kinds: tuple[CriticalKind, ...] = ("minimum", "maximum", "minimum")
        at = {pair: kinds[(pair[0] != 0) + (pair[1] != 0)] for pair in product((0.0, side, -side), repeat=2)}
        at |= dict.fromkeys(product((0.5 * _PI, -0.5 * _PI), repeat=2), "saddle")
        return critical(self, [((_PI + s, _PI + t), kind) for (s, t), kind in at.items()])


@register("objective", "michalewicz")
@dataclass(frozen=True)
class Michalewicz(Objective):
    """−sin x sin²⁰(x²/π) − sin y sin²⁰(2y²/π): trenches in a plain, lowest where two of them cross."""

    label = QT_TRANSLATE_NOOP("objectives", "Michalewicz")
    group = "minima"
    order = 65
    formula = "-sin(x) sin(x^2 / pi)^20 - sin(y) sin(2 y^2 / pi)^20"
    source = "Michalewicz (1992); Surjanovic and Bingham (2013), m = 10"
    lists = "minima"

    def _factors(self, x: Array) -> tuple[Array, Array, Array]:
        """p = −sin t sin²⁰ θ, θ = i t²/π, with its derivatives, in each coordinate t = x_i: (..., 2)."""
        i = np.array([1.0, 2.0])
        theta, dtheta = i * (x * x) / _PI, (2 / _PI) * (i * x)
        s, c = np.sin(theta), np.cos(theta)
        s2 = s * s
        s4 = s2 * s2
        s16 = s4 * s4 * (s4 * s4)
        s18, s20 = s16 * s2, s16 * s4
        w1 = 20 * (s18 * s * c * dtheta)
        w2 = 20 * (s18 * ((19 * (c * c) - s2) * (dtheta * dtheta) + (2 / _PI) * (i * (s * c))))
        sin, cos = np.sin(x), np.cos(x)
        return -sin * s20, -cos * s20 - sin * w1, sin * s20 - 2 * (cos * w1) - sin * w2

    def value(self, x: Array) -> Array:
        p, _, _ = self._factors(x)
        out: Array = p[..., 0] + p[..., 1]
        return out

    def gradient(self, x: Array) -> Array:
        return self._factors(x)[1]

    def hessian(self, x: Array) -> Array:
        _, _, second = self._factors(x)
        return hessian_2d(x, second[..., 0], 0.0, second[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((0.0, _PI), (0.0, _PI))

    @property
    def start(self) -> tuple[float, ...]:
        """On the wall of the trench along x, off that along y."""
        return (2.5, 1.3)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The two minima of the domain; the plain is flat to the 20th power along y = 0, π/√2, π and x = 0, π."""
        deep = self._polished(np.array([2.2, 0.5 * _PI]))
        return critical(self, [(deep, "minimum"), (self._polished(np.array([2.2, 2.7])), "minimum")])

    def _polished(self, x: Array) -> tuple[float, ...]:
        for _ in range(12):
            _, slope, bend = self._factors(x)
            x = x - slope / bend
        return (float(x[0]), float(x[1]))

    @property
    def f_star(self) -> None:
        """Unknown: beyond the domain both trenches go deeper, together to nearly −2."""
        return None
