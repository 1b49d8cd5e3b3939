"""The function whose critical points are the cube roots of 1: on it Newton's method draws Newton's fractal.

Source: Cayley, Amer. J. Math. 2 (1879) 97, for the problem; Peitgen and Richter, The Beauty of Fractals (1986). The
gradient of Re F(z), written as a complex number, is the conjugate of F'(z), and Newton's step for it is that for
F'(z) = 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "newton_fractal")
@dataclass(frozen=True)
class NewtonFractal(Objective):
    """Re(z⁴/4 − z), z = x + iy: harmonic, so that all three critical points, z³ = 1, are saddles."""

    label = QT_TRANSLATE_NOOP("objectives", "Newton's fractal")
    group = "saddle"
    order = 34
    formula = "(x^4 - 6 x^2 y^2 + y^4) / 4 - x"
    source = "Peitgen and Richter, The Beauty of Fractals (1986)"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx, yy = x0 * x0, x1 * x1
        out: Array = 0.25 * (xx * xx - 6 * (xx * yy) + yy * yy) - x0
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx, yy = x0 * x0, x1 * x1
        g = np.empty_like(x)
        g[..., 0] = x0 * (xx - 3 * yy) - 1
        g[..., 1] = x1 * (yy - 3 * xx)
        return g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        bend = 3 * (x0 * x0 - x1 * x1)
        return hessian_2d(x, bend, -6 * (x0 * x1), -bend)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.0, 2.0), (-2.0, 2.0))

    @property
    def start(self) -> tuple[float, ...]:
        """Near a border of the basins: a hair decides among the three."""
        return (-1.2, 0.9)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        half = math.sqrt(3) / 2
        return critical(self, [((1.0, 0.0), "saddle"), ((-0.5, half), "saddle"), ((-0.5, -half), "saddle")])

    @property
    def bounded_below(self) -> bool:
        return False
