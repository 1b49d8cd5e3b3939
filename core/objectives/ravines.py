"""Valleys that turn, fork or end at a wall.

Sources: Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013), for Dixon–Price; Goodfellow, Bengio
and Courville, Deep Learning (2016), section 8.2.4, for cliffs. The bent ravine is our own construction, after
Rosenbrock's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d, softplus_sigmoid
from core.objectives.base import CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "dixon_price")
@dataclass(frozen=True)
class DixonPrice(Objective):
    """(x − 1)² + 2 (2y² − x)²: a valley that forks, with equal minima at (1, ±1/√2) and a saddle at (1/3, 0)."""

    label = QT_TRANSLATE_NOOP("objectives", "Dixon–Price")
    group = "valley"
    order = 75
    formula = "(x - 1)^2 + 2 (2 y^2 - x)^2"
    source = "Surjanovic and Bingham (2013)"
    log_height = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        p, q = x0 - 1, 2 * (x1 * x1) - x0
        out: Array = p * p + 2 * (q * q)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        q = 2 * (x1 * x1) - x0
        g = np.empty_like(x)
        g[..., 0] = 2 * (x0 - 1) - 4 * q
        g[..., 1] = 16 * (x1 * q)
        return g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        return hessian_2d(x, 6.0, -16 * x1, 96 * (x1 * x1) - 16 * x0)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual ±10, so that the fork can be seen."""
        return ((-1.5, 3.0), (-1.5, 1.5))

    @property
    def start(self) -> tuple[float, ...]:
        return (2.7, 0.15)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        half = math.sqrt(0.5)
        return critical(self, [((1.0, half), "minimum"), ((1.0, -half), "minimum"), ((1 / 3, 0.0), "saddle")])


_BEND_MINIMUM = 1.5  # x of the minimiser


@register("objective", "bent_ravine")
@dataclass(frozen=True)
class BentRavine(Objective):
    """½ (x − 3/2)² + ½κ (y − φ(x))², φ(x) = √(x² + w²): a ravine that comes down, turns a right angle and goes up.

    Its floor is a hyperbola with the bend at (0, w), rounded over the width w; the only critical point is the minimum
    0 at (3/2, φ(3/2)), beyond the bend.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Ravine with a bend")
    group = "valley"
    order = 76
    formula = "1/2 (x - 3/2)^2 + kappa / 2 (y - sqrt(x^2 + w^2))^2"
    source = "own construction, after Rosenbrock (1960)"
    log_height = True

    kappa: float = param(
        50.0,
        label=QT_TRANSLATE_NOOP("objectives", "Wall steepness κ"),
        help=QT_TRANSLATE_NOOP("objectives", "Curvature across the ravine, where that along it is 1"),
        symbol="κ",
        low=0.1,
        high=1e4,
        scale="log",
        slider=(1.0, 1000.0),
    )
    width: float = param(
        0.2,
        label=QT_TRANSLATE_NOOP("objectives", "Width of the bend w"),
        help=QT_TRANSLATE_NOOP("objectives", "Distance over which the ravine turns; small: a sharp corner"),
        symbol="w",
        low=0.01,
        high=10.0,
        scale="log",
        slider=(0.05, 2.0),
    )

    def _floor(self, x0: Array | float) -> tuple[Array, Array]:
        """φ and φ' at ``x0``."""
        height: Array = np.sqrt(x0 * x0 + self.width * self.width)
        return height, x0 / height

    def value(self, x: Array) -> Array:
        return self.value_gradient(x)[0]

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        x0, x1 = x[..., 0], x[..., 1]
        floor, slope = self._floor(x0)
        along, across = x0 - _BEND_MINIMUM, x1 - floor
        pull = self.kappa * across
        g = np.empty_like(x)
        g[..., 0] = along - pull * slope
        g[..., 1] = pull
        return 0.5 * (along * along + pull * across), g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        floor, slope = self._floor(x0)
        ratio = self.width / floor
        turn = (x1 - floor) * (ratio * ratio / floor)  # (y − φ) φ'', φ'' = w²/φ³
        return hessian_2d(x, 1 + self.kappa * (slope * slope - turn), -self.kappa * slope, self.kappa)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        top = float(self._floor(2.5)[0])
        return ((-2.5, 2.5), (top - 3.5, top + 0.5))

    @property
    def start(self) -> tuple[float, ...]:
        """High up on the wall of the arm without the minimum."""
        return (-1.8, float(self._floor(1.8)[0]) + 0.5)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return critical(self, [((_BEND_MINIMUM, float(self._floor(_BEND_MINIMUM)[0])), "minimum")])


_EDGE = 1.0  # x of the middle of the cliff
_BOWL = 0.1  # curvature of the ground


@register("objective", "cliff")
@dataclass(frozen=True)
class Cliff(Objective):
    """(x² + y²)/20 + h σ((x − 1)/w), σ(t) = 1/(1 + e^−t): a gentle bowl with a cliff of height h across it.

    Whoever steps on to the wall, where the slope is up to h/4w, is thrown far beyond the minimum at its foot.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Cliff")
    group = "valley"
    order = 77
    formula = "(x^2 + y^2) / 20 + h / (1 + exp(-(x - 1) / w))"
    source = "after Goodfellow, Bengio and Courville (2016), section 8.2.4"

    height: float = param(
        2.0,
        label=QT_TRANSLATE_NOOP("objectives", "Height of the cliff h"),
        help=QT_TRANSLATE_NOOP("objectives", "How far it falls from the edge of the cliff to its foot"),
        symbol="h",
        low=0.0,
        high=1e3,
        slider=(0.0, 10.0),
    )
    width: float = param(
        0.06,
        label=QT_TRANSLATE_NOOP("objectives", "Width of the wall w"),
        help=QT_TRANSLATE_NOOP("objectives", "The smaller, the steeper: the largest slope is h/4w"),
        symbol="w",
        low=1e-3,
        high=1.0,
        scale="log",
        slider=(0.01, 0.5),
    )

    def _wall(self, x0: Array) -> tuple[Array, Array, Array]:
        """The cliff's part of f with its first and second derivative in x, shape of ``x0``."""
        t = (x0 - _EDGE) / self.width
        step, other = softplus_sigmoid(t)[1], softplus_sigmoid(-t)[1]
        slope = (self.height / self.width) * (step * other)  # σ' = σ (1 − σ), 1 − σ(t) = σ(−t)
        return self.height * step, slope, slope * ((other - step) / self.width)

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = (0.5 * _BOWL) * (x0 * x0 + x1 * x1) + self._wall(x0)[0]
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = _BOWL * x
        out[..., 0] += self._wall(x[..., 0])[1]
        return out

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, _BOWL + self._wall(x[..., 0])[2], 0.0, _BOWL)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Wider where a high, soft cliff pushes the minimum away from its foot."""
        half = max(4.0, 1.0 - self.critical_points[0].x[0])
        return ((-half, half), (-half, half))

    @property
    def start(self) -> tuple[float, ...]:
        """On the high ground, which slopes gently to the edge."""
        return (3.4, 2.6)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """y = 0 and the only root of x/10 + hσ'((x − 1)/w)/w.

        The sum is positive for x > 0, where both terms are; below, both grow with x, so bisection finds its root.
        """
        low, high = -1.0 - 2.5 * self.height / self.width, 0.0  # σ' <= 1/4
        while True:
            middle = 0.5 * (low + high)
            if middle in (low, high):
                return critical(self, [((high, 0.0), "minimum")])
            if float(self.gradient(np.array([middle, 0.0]))[0]) < 0:
                low = middle
            else:
                high = middle

    @property
    def L(self) -> float:  # noqa: N802
        """A bound: |σ''| is at most 1/(6√3)."""
        return float(_BOWL + self.height / (6 * math.sqrt(3) * self.width**2))
