"""A line through an objective of many variables, as an objective of one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.words import QT_TRANSLATE_NOOP, CoreError

_LENGTH = QT_TRANSLATE_NOOP("errors", "{name} must be {d} finite numbers, got {got}")
_ZERO = QT_TRANSLATE_NOOP("errors", "the direction of a slice must not be 0")


@dataclass(frozen=True)
class Slice1D(Objective):
    """s ↦ f(origin + s · direction), with derivatives by the chain rule: ∇f · p and pᵀHp.

    The slice y = c of a function of (x, y) is ``Slice1D(f, (0, c), (1, 0))``; its variable then is x itself.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Slice")
    formula = "f(origin + s direction)"

    objective: Objective
    origin: tuple[float, ...]
    direction: tuple[float, ...]

    def __post_init__(self) -> None:
        for name in ("origin", "direction"):
            got = getattr(self, name)
            if len(got) != self.objective.dim or not np.all(np.isfinite(got)):
                raise CoreError(_LENGTH, field=name, name=name, d=self.objective.dim, got=str(got)[:60])
        if not any(self.direction):
            raise CoreError(_ZERO, field="direction")
        # What the objective is, its slice is.
        for name in ("is_quadratic", "is_smooth", "log_height"):
            object.__setattr__(self, name, getattr(self.objective, name))

    @property
    def dim(self) -> int:
        return 1

    def point(self, s: Array) -> Array:
        """The points (..., d) of the objective at ``s`` (..., 1)."""
        out: Array = np.array(self.origin) + s * np.array(self.direction)
        return out

    def value(self, x: Array) -> Array:
        return self.objective.value(self.point(x))

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        value, gradient = self.objective.value_gradient(self.point(x))
        return value, np.einsum("...i,i->...", gradient, np.array(self.direction))[..., None]

    def hessian(self, x: Array) -> Array:
        p = np.array(self.direction)
        out: Array = np.einsum("i,...ij,j->...", p, self.objective.hessian(self.point(x)), p)
        return out[..., None, None]

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """The part of the line inside the objective's rectangle; where it misses that, s from -1 to 1."""
        low, high = -math.inf, math.inf
        for (a, b), o, p in zip(self.objective.domain, self.origin, self.direction, strict=True):
            if p:
                ends = sorted(((a - o) / p, (b - o) / p))
                low, high = max(low, ends[0]), min(high, ends[1])
        return ((low, high),) if low < high else ((-1.0, 1.0),)

    @property
    def start(self) -> tuple[float, ...]:
        """The point of the line nearest to the objective's own start."""
        p = np.array(self.direction)
        along = np.dot(np.array(self.objective.start) - np.array(self.origin), p) / np.dot(p, p)
        return (float(along),)
