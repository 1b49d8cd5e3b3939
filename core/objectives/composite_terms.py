"""The term r of a composite objective g + r in the plane: what it costs, its prox and its subgradients.

Source: Parikh and Boyd, Proximal Algorithms (2014), chapter 6; the subdifferentials: Rockafellar, Convex Analysis
(1970), section 23.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from core import prox
from core.arrays import Array, BoolArray
from core.objectives._common import absolute, hessian_2d, reciprocal

_ROUNDING = 8 * float(np.finfo(np.float64).eps)  # relative: how far a projected point may lie from its sphere


class Term(ABC):
    """A closed convex r, simple enough for its prox to have a closed form. Points are ``(..., 2)``."""

    @abstractmethod
    def value(self, x: Array) -> Array:
        """r, shape (...); inf outside the set where r is finite."""

    @abstractmethod
    def prox(self, x: Array, t: float | Array) -> Array:
        """argmin over u of r(u) + ‖u − x‖²/(2t), (..., 2), for t > 0: a number or (..., 1)."""

    @abstractmethod
    def shortest(self, x: Array, slope: Array) -> Array:
        """The element of slope + ∂r(x) of least norm, (..., 2); nan where ∂r(x) is empty: outside the set."""

    @abstractmethod
    def hessian(self, x: Array) -> Array:
        """The second derivative, (..., 2, 2), where there is one; on a kink that of the smooth part alone."""


@dataclass(frozen=True)
class NormTerm(Term):
    """r(x) = λ₁‖x‖₁ + ½λ₂‖x‖²: L1, squared L2, and the elastic net of both."""

    l1: float
    l2: float

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        return self.l1 * (absolute(x0)[0] + absolute(x1)[0]) + 0.5 * self.l2 * (x0 * x0 + x1 * x1)

    def prox(self, x: Array, t: float | Array) -> Array:
        return prox.elastic_net(x, t * self.l1, t * self.l2)

    def shortest(self, x: Array, slope: Array) -> Array:
        """At x_i = 0 the subgradients are slope_i + λ₁[−1, 1]: the soft threshold picks the nearest to 0."""
        g = slope + self.l2 * x
        sign = np.sign(x.real)
        out: Array = np.where(sign == 0, prox.soft_threshold(g, self.l1), g + self.l1 * sign)
        return out

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, self.l2, 0.0, self.l2)


@dataclass(frozen=True)
class GroupTerm(Term):
    """r(x) = λ‖x‖₂, not squared: one kink, at the origin; there both coordinates are 0 or neither."""

    weight: float

    def value(self, x: Array) -> Array:
        return self.weight * prox.norm(x)[..., 0]

    def prox(self, x: Array, t: float | Array) -> Array:
        return prox.block_soft_threshold(x, t * self.weight)

    def shortest(self, x: Array, slope: Array) -> Array:
        """At 0 the subgradients are slope + λ times the unit disc."""
        size = prox.norm(x)
        out: Array = np.where(
            size == 0,
            prox.block_soft_threshold(slope, self.weight),
            slope + self.weight * (x * reciprocal(size)),
        )
        return out

    def hessian(self, x: Array) -> Array:
        """λ/‖x‖ across the radius and 0 along it."""
        inverse = reciprocal(prox.norm(x))
        n, bend = x * inverse, self.weight * inverse[..., 0]
        n0, n1 = n[..., 0], n[..., 1]
        return hessian_2d(x, bend * (n1 * n1), -bend * (n0 * n1), bend * (n0 * n0))


@dataclass(frozen=True)
class BoxTerm(Term):
    """r(x) = 0 where |x| ≤ a and |y| ≤ b, else inf; ``half`` is (a, b)."""

    half: tuple[float, float]

    def value(self, x: Array) -> Array:
        inside = np.all(np.abs(x.real) <= self.half, axis=-1)
        out: Array = np.where(inside, 0.0, np.inf)
        return out

    def prox(self, x: Array, t: float | Array) -> Array:
        return prox.project_box(x, np.negative(self.half), self.half)

    def shortest(self, x: Array, slope: Array) -> Array:
        """On a side r adds any push outwards, which cancels a slope that pulls f down out there."""
        u, half = x.real, np.array(self.half)
        held = ((u == half) & (slope.real < 0)) | ((u == -half) & (slope.real > 0))
        inside = np.all(np.abs(u) <= half, axis=-1, keepdims=True)
        out: Array = np.where(inside, np.where(held, 0.0, slope), np.nan)
        return out

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class BallTerm(Term):
    """r(x) = 0 where ‖x‖ ≤ R, else inf; a point within rounding of the circle lies on it."""

    radius: float

    def value(self, x: Array) -> Array:
        out: Array = np.where(self._inside(prox.norm(x.real))[..., 0], 0.0, np.inf)
        return out

    def prox(self, x: Array, t: float | Array) -> Array:
        return prox.project_ball(x, self.radius)

    def shortest(self, x: Array, slope: Array) -> Array:
        """On the circle r adds s·x/R for any s ≥ 0: of a slope that leads f down outside, the tangent is left."""
        size = prox.norm(x.real)
        n = x * reciprocal(size)
        along = (n * slope)[..., :1] + (n * slope)[..., 1:]
        held = (size >= self.radius * (1 - _ROUNDING)) & (along.real < 0)
        out: Array = np.where(self._inside(size), np.where(held, slope - along * n, slope), np.nan)
        return out

    def hessian(self, x: Array) -> Array:
        return hessian_2d(x, 0.0, 0.0, 0.0)

    def _inside(self, size: Array) -> BoolArray:
        out: BoolArray = size <= self.radius * (1 + _ROUNDING)
        return out
