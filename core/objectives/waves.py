"""Waves upon bowls: very many minima.

Sources: Griewank, J. Optimization Theory and Applications 34 (1981) 11; Schwefel, Numerical Optimization of Computer
Models (1981); all as in Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013), and Jamil and Yang,
Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013) 150, arXiv:1308.4008.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from core.arrays import Array
from core.objectives._common import absolute, critical, hessian_2d, reciprocal, root_1d
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_PI = math.pi


@register("objective", "levy_13")
@dataclass(frozen=True)
class Levy13(Objective):
    """sin² 3πx + (x − 1)² (1 + sin² 3πy) + (y − 1)² (1 + sin² 2πy): ripples upon a bowl, the minimum 0 at (1, 1)."""

    label = QT_TRANSLATE_NOOP("objectives", "Lévy 13")
    group = "minima"
    order = 62
    formula = "sin(3 pi x)^2 + (x - 1)^2 (1 + sin(3 pi y)^2) + (y - 1)^2 (1 + sin(2 pi y)^2)"
    source = "Surjanovic and Bingham (2013)"
    lists = "lowest"

    def value(self, x: Array) -> Array:
        u, v = x[..., 0] - 1, x[..., 1] - 1
        # sin² 3πx has period 1/3: counted from the minimum, which is then exactly 0
        a, b, c = np.sin(3 * _PI * u), np.sin(3 * _PI * v), np.sin(2 * _PI * v)
        out: Array = a * a + u * u * (1 + b * b) + v * v * (1 + c * c)
        return out

    def gradient(self, x: Array) -> Array:
        u, v = x[..., 0] - 1, x[..., 1] - 1
        b, c = np.sin(3 * _PI * v), np.sin(2 * _PI * v)
        g = np.empty_like(x)
        g[..., 0] = 3 * _PI * np.sin(6 * _PI * u) + 2 * (u * (1 + b * b))
        waves = 3 * _PI * (u * u * np.sin(6 * _PI * v)) + 2 * _PI * (v * v * np.sin(4 * _PI * v))
        g[..., 1] = waves + 2 * (v * (1 + c * c))
        return g

    def hessian(self, x: Array) -> Array:
        u, v = x[..., 0] - 1, x[..., 1] - 1
        b, c = np.sin(3 * _PI * v), np.sin(2 * _PI * v)
        pi2 = _PI * _PI
        xx = 18 * pi2 * np.cos(6 * _PI * u) + 2 * (1 + b * b)
        xy = 6 * _PI * (u * np.sin(6 * _PI * v))
        waves = 18 * pi2 * (u * u * np.cos(6 * _PI * v)) + 8 * pi2 * (v * v * np.cos(4 * _PI * v))
        return hessian_2d(x, xx, xy, waves + 8 * _PI * (v * np.sin(4 * _PI * v)) + 2 * (1 + c * c))

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual ±10, so that the ripples can be seen."""
        return ((-1.0, 3.0), (-1.0, 3.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (2.4, -0.4)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint((1.0, 1.0), 0.0, "minimum"),)


@register("objective", "griewank")
@dataclass(frozen=True)
class Griewank(Objective):
    """1 + (x² + y²)/4000 − cos x cos(y/√2): even ripples upon a bowl so wide that it hardly shows."""

    label = QT_TRANSLATE_NOOP("objectives", "Griewank")
    group = "minima"
    order = 63
    formula = "1 + (x^2 + y^2) / 4000 - cos(x) cos(y / sqrt(2))"
    source = "Griewank (1981); Surjanovic and Bingham (2013)"
    lists = "minima"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1] * math.sqrt(0.5)
        a, b = np.sin(0.5 * x0), np.sin(0.5 * x1)
        # 1 − cos x cos y = 2 sin² ½x + 2 cos x sin² ½y: no cancellation near 0
        out: Array = (x0 * x0 + 2 * (x1 * x1)) / 4000 + 2 * (a * a + np.cos(x0) * (b * b))
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1] * math.sqrt(0.5)
        g = x / 2000
        g[..., 0] += np.sin(x0) * np.cos(x1)
        g[..., 1] += math.sqrt(0.5) * (np.cos(x0) * np.sin(x1))
        return g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1] * math.sqrt(0.5)
        c, s = np.cos(x0) * np.cos(x1), np.sin(x0) * np.sin(x1)
        return hessian_2d(x, 5e-4 + c, -math.sqrt(0.5) * s, 5e-4 + 0.5 * c)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual ±600, where the ripples cannot be seen."""
        return ((-10.0, 10.0), (-10.0, 10.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (7.6, -6.6)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The 17 minima of the domain: near (jπ, kπ√2), j + k even, where Newton's method finds them."""
        near = [(j, k) for j, k in product(range(-3, 4), range(-2, 3)) if (j + k) % 2 == 0]
        points = [self._polished(np.array([j * _PI, k * _PI * math.sqrt(2)])) for j, k in near]
        return critical(self, [(point, "minimum") for point in points])

    def _polished(self, x: Array) -> tuple[float, ...]:
        for _ in range(6):
            x = x - np.linalg.solve(self.hessian(x), self.gradient(x))
        return (float(x[0]), float(x[1]))

    @property
    def L(self) -> float:  # noqa: N802
        """At 0: elsewhere |cos x cos y| + |sin x sin y| ≤ 1 keeps the eigenvalues lower."""
        return 1 + 5e-4


_SCHWEFEL_SHIFT = 2 * 418.98288727243369  # makes the minimum 0; usually rounded to 418.9829 for each variable


@register("objective", "schwefel")
@dataclass(frozen=True)
class Schwefel(Objective):
    """2 · 418.9829 − x sin √|x| − y sin √|y|: the global minimum lies far from the next best.

    Continuously differentiable; on the axes the second derivative is infinite and is taken as 0.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Schwefel")
    group = "minima"
    order = 64
    formula = "837.9658 - x sin(sqrt(|x|)) - y sin(sqrt(|y|))"
    source = "Schwefel (1981); Surjanovic and Bingham (2013)"
    is_smooth = False
    lists = "minima"

    def value(self, x: Array) -> Array:
        t = x * np.sin(np.sqrt(absolute(x)[0]))
        out: Array = _SCHWEFEL_SHIFT - (t[..., 0] + t[..., 1])
        return out

    def gradient(self, x: Array) -> Array:
        s = np.sqrt(absolute(x)[0])
        out: Array = -np.sin(s) - 0.5 * (s * np.cos(s))
        return out

    def hessian(self, x: Array) -> Array:
        size, sign = absolute(x)
        s = np.sqrt(size)
        second = -0.25 * (sign * reciprocal(s) * (3 * np.cos(s) - s * np.sin(s)))
        return hessian_2d(x, second[..., 0], 0.0, second[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-500.0, 500.0), (-500.0, 500.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-240.0, 340.0)

    @property
    def bounded_below(self) -> bool:
        """The waves grow outwards."""
        return False

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The 49 minima of the domain: pairs of (−1)ᵏs², s the root of tan s = −½s in (½π, π) + kπ."""
        sizes = [
            root_1d(
                lambda s: math.sin(s) + 0.5 * s * math.cos(s),
                lambda s: 1.5 * math.cos(s) - 0.5 * s * math.sin(s),
                (k + 0.5) * _PI + 0.3,
            )
            for k in range(7)
        ]
        roots = [(1 if k % 2 == 0 else -1) * s * s for k, s in enumerate(sizes)]
        return critical(self, [(pair, "minimum") for pair in product(sorted(roots), repeat=2)])
