"""The convex quadratic of every convergence theorem, with its condition number and rotation as parameters.

Source: Boyd and Vandenberghe, Convex Optimization (2004), section 9.3.2; Nocedal and Wright, Numerical
Optimization (2006), section 3.3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import constant_hessian
from core.objectives._fields import angle_field, center_x_field, center_y_field, kappa_field, largest_field
from core.objectives.base import CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_HALF_WIDTH = 5.0  # of the rectangle shown round the centre
_START = (4.0, 2.0)  # along the flattest and the steepest eigenvector: both errors are seen to shrink


@register("objective", "quadratic")
@dataclass(frozen=True)
class Quadratic(Objective):
    """f(x) = ½ xᵀQx − bᵀx with b = Qc, so that the minimiser is the centre c and f* = −½ cᵀQc.

    The eigenvalues of Q are spaced evenly in log from L = ``largest`` down to μ = L/κ. The smallest and the largest
    belong to the plane of the first two coordinates, so that the map shows the whole κ: the eigenvector of the
    smallest lies at ``angle`` from the x axis, that of the largest at right angles to it. The others, descending,
    lie along the remaining axes. c is (center_x, center_y, 0, ..., 0).
    """

    label = QT_TRANSLATE_NOOP("objectives", "Quadratic")
    group = "convex"
    order = 10
    formula = "1/2 x^T Q x - b^T x"
    source = "Boyd and Vandenberghe (2004), section 9.3.2"
    is_quadratic = True

    kappa: float = kappa_field(
        10.0, QT_TRANSLATE_NOOP("objectives", "Ratio of the largest to the smallest curvature, L/μ")
    )
    angle: float = angle_field(
        30.0, QT_TRANSLATE_NOOP("objectives", "Angle from the x axis to the direction of smallest curvature")
    )
    center_x: float = center_x_field(0.0, QT_TRANSLATE_NOOP("objectives", "First coordinate of the minimiser"), 5.0)
    center_y: float = center_y_field(0.0, QT_TRANSLATE_NOOP("objectives", "Second coordinate of the minimiser"), 5.0)
    largest: float = largest_field(
        QT_TRANSLATE_NOOP("objectives", "Largest eigenvalue of Q: the gradient's Lipschitz constant")
    )
    dim: int = param(
        2,
        label=QT_TRANSLATE_NOOP("objectives", "Dimensions"),
        help=QT_TRANSLATE_NOOP("objectives", "Number of variables; the map shows the first two"),
        symbol="d",
        low=2,
        high=1000,
        scale="log",
        slider=(2, 100),
    )

    @cached_property
    def eigenvalues(self) -> Array:
        """(d,): smallest, largest, then the others descending."""
        spaced = self.largest * self.kappa ** (-np.arange(self.dim) / (self.dim - 1))
        out: Array = np.concatenate([[self.largest / self.kappa, self.largest], spaced[1:-1]])
        return out

    @cached_property
    def _block(self) -> tuple[float, float, float]:
        """q11, q12, q22 of the first two coordinates: R diag(smallest, largest) Rᵀ."""
        small, large = self.largest / self.kappa, self.largest
        c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return small * c * c + large * s * s, (small - large) * c * s, small * s * s + large * c * c

    @cached_property
    def _lowest(self) -> float:
        q11, q12, q22 = self._block
        x, y = self.center_x, self.center_y
        return -0.5 * (x * (q11 * x + q12 * y) + y * (q12 * x + q22 * y)) + 0.0  # + 0.0: no minus zero

    @cached_property
    def center(self) -> tuple[float, ...]:
        """The minimiser c, (d,)."""
        return (float(self.center_x), float(self.center_y)) + (0.0,) * (self.dim - 2)

    @cached_property
    def Q(self) -> Array:  # noqa: N802 (the paper's symbol)
        """The Hessian, (d, d)."""
        Q = np.diag(self.eigenvalues)  # noqa: N806
        q11, q12, q22 = self._block
        Q[:2, :2] = [[q11, q12], [q12, q22]]
        return Q

    @cached_property
    def b(self) -> Array:
        """b = Qc, (d,)."""
        out: Array = np.einsum("ij,j->i", self.Q, np.array(self.center))
        return out

    def value(self, x: Array) -> Array:
        return self.value_gradient(x)[0]

    def gradient(self, x: Array) -> Array:
        return self.hvp(x, x - np.array(self.center))

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        """½ (x−c)ᵀQ(x−c) + f*, which is exact near c where ½xᵀQx − bᵀx cancels, and Q(x−c)."""
        if self.dim > 2:
            y = np.ascontiguousarray(x - np.array(self.center))
            g = self.hvp(x, y)
            value: Array = 0.5 * np.einsum("...i,...i->...", y, g) + self._lowest
            return value, g
        q11, q12, q22 = self._block
        y0, y1 = x[..., 0] - self.center_x, x[..., 1] - self.center_y
        g0, g1 = q11 * y0 + q12 * y1, q12 * y0 + q22 * y1
        g = np.empty_like(x)
        g[..., 0], g[..., 1] = g0, g1
        return 0.5 * (y0 * g0 + y1 * g1) + self._lowest, g

    def hessian(self, x: Array) -> Array:
        """Q at every point: a read-only view."""
        return constant_hessian(x, self.Q)

    def hvp(self, x: Array, p: Array) -> Array:
        """Qp in O(d): a 2-by-2 block and a diagonal."""
        q11, q12, q22 = self._block
        p0, p1 = p[..., 0], p[..., 1]
        out = p * self.eigenvalues if self.dim > 2 else np.empty_like(p)
        out[..., 0] = q11 * p0 + q12 * p1
        out[..., 1] = q12 * p0 + q22 * p1
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return tuple((c - _HALF_WIDTH, c + _HALF_WIDTH) for c in self.center)

    @property
    def start(self) -> tuple[float, ...]:
        """Turns with the axes, so that the story stays the same; 1 in every further coordinate."""
        c, s = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        flat, steep = _START
        x, y = self.center_x + flat * c - steep * s, self.center_y + flat * s + steep * c
        return (x, y) + (1.0,) * (self.dim - 2)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint(self.center, self._lowest, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return float(self.largest)

    @property
    def mu(self) -> float:
        return float(self.largest / self.kappa)
