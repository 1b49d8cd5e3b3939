"""An objective along a line: f(origin + t direction) as an objective of one variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.words import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Slice1D(Objective):
    """t ↦ f(origin + t · direction), with derivatives by the chain rule; ``reach`` is the domain (low, high) of t."""

    label: ClassVar[str] = QT_TRANSLATE_NOOP("objectives", "Slice along a line")

    objective: Objective
    origin: tuple[float, ...]
    direction: tuple[float, ...]
    reach: tuple[float, float] = (-1.0, 1.0)

    @property
    def dim(self) -> int:
        """1."""
        return 1

    def points(self, t: Array) -> Array:
        """The points of the plane, (..., d), for t of shape (..., 1)."""
        out: Array = np.asarray(self.origin) + t * np.asarray(self.direction)
        return out

    def value(self, x: Array) -> Array:
        """f along the line."""
        return self.objective.value(self.points(x))

    def gradient(self, x: Array) -> Array:
        """⟨∇f, direction⟩, shape (..., 1)."""
        g = self.objective.gradient(self.points(x))
        out: Array = np.einsum("...d,d->...", g, np.asarray(self.direction))[..., None]
        return out

    def hessian(self, x: Array) -> Array:
        """direction' H direction, shape (..., 1, 1)."""
        p = np.asarray(self.direction)
        h = self.objective.hessian(self.points(x))
        out: Array = np.einsum("i,...ij,j->...", p, h, p)[..., None, None]
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """The reach of t."""
        return (self.reach,)

    @property
    def start(self) -> tuple[float, ...]:
        """The origin, t = 0."""
        return (0.0,)
