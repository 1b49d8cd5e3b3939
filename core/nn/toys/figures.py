"""Data sets small enough to see: the Playground's, moons, blobs.

Each is made by a seeded generator from n samples and a noise level; inputs lie in about [−6, 6]², as in TensorFlow
Playground (Smilkov et al. 2017, arXiv:1708.03788).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.nn.toys.base import REACH, Made
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


def _halves(n: int) -> IntArray:
    return np.arange(n) % 2


@register("toy", "circle")
@dataclass(frozen=True)
class Circle(Made):
    """A disc inside a ring; noise blurs where the label is read off, as in the Playground."""

    label = QT_TRANSLATE_NOOP("toys", "Circle")
    order = 10

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        inner = _halves(self.samples) == 0
        radius = np.where(inner, rng.uniform(0, 0.5, self.samples), rng.uniform(0.7, 1.0, self.samples))
        angle = rng.uniform(0, 2 * np.pi, self.samples)
        points = REACH * radius[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        read = points + self.noise * REACH * rng.uniform(-1, 1, points.shape)
        return points, (np.hypot(*read.T) < 0.5 * REACH).astype(np.int64)


@register("toy", "xor")
@dataclass(frozen=True)
class ExclusiveOr(Made):
    """Class 1 where the coordinates have one sign; a gap of 0.3 on each side of the axes."""

    label = QT_TRANSLATE_NOOP("toys", "Exclusive or")
    order = 20

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        points = rng.uniform(-REACH, REACH, (self.samples, 2))
        points += np.where(points > 0, 0.3, -0.3)
        read = points + self.noise * REACH * rng.uniform(-1, 1, points.shape)
        return points, (read[:, 0] * read[:, 1] >= 0).astype(np.int64)


@register("toy", "gaussians")
@dataclass(frozen=True)
class Gaussians(Made):
    """Two clouds about (2, 2) and (−2, −2); noise widens them."""

    label = QT_TRANSLATE_NOOP("toys", "Two Gaussians")
    order = 30

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = _halves(self.samples)
        center = np.where(y == 1, 2.0, -2.0)[:, None]
        return center + (0.7 + 3.5 * self.noise) * rng.normal(size=(self.samples, 2)), y


@register("toy", "spiral")
@dataclass(frozen=True)
class Spiral(Made):
    """Two arms of 1¾ turns each."""

    label = QT_TRANSLATE_NOOP("toys", "Spiral")
    order = 40

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = _halves(self.samples)
        along = (np.arange(self.samples) // 2 + 0.5) / ((self.samples + 1) // 2)
        angle = 1.75 * 2 * np.pi * along + np.pi * y
        points = REACH * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        return self._strewn(rng, points), y


@register("toy", "moons")
@dataclass(frozen=True)
class Moons(Made):
    """Two half circles, each reaching into the other."""

    label = QT_TRANSLATE_NOOP("toys", "Moons")
    order = 50

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = _halves(self.samples)
        t = np.pi * (np.arange(self.samples) // 2) / max(1, (self.samples + 1) // 2 - 1)
        upper = np.column_stack([np.cos(t), np.sin(t)])
        lower = np.column_stack([1 - np.cos(t), 0.5 - np.sin(t)])
        points = np.where((y == 0)[:, None], upper, lower)
        return self._strewn(rng, (points - [0.5, 0.25]) * 3.0), y


@register("toy", "blobs")
@dataclass(frozen=True)
class Blobs(Made):
    """k clouds evenly on a circle."""

    label = QT_TRANSLATE_NOOP("toys", "Blobs")
    order = 60

    groups: int = param(
        3,
        label=QT_TRANSLATE_NOOP("toys", "Classes"),
        help=QT_TRANSLATE_NOOP("toys", "How many clouds there are"),
        symbol="k",
        low=2,
        high=10,
    )

    @property
    def classes(self) -> int:
        return int(self.groups)

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = np.arange(self.samples) % self.groups
        angle = 2 * np.pi * y / self.groups + np.pi / 2
        centers = 3.5 * np.column_stack([np.cos(angle), np.sin(angle)])
        return centers + (0.6 + 2.5 * self.noise) * rng.normal(size=(self.samples, 2)), y


@register("toy", "plane_regression")
@dataclass(frozen=True)
class PlaneRegression(Made):
    """The target rises evenly along the diagonal, from −1 to 1."""

    label = QT_TRANSLATE_NOOP("toys", "Regression: plane")
    order = 70

    @property
    def classes(self) -> int:
        return 0

    def _make(self, rng: np.random.Generator) -> tuple[Array, Array]:
        points = rng.uniform(-6, 6, (self.samples, 2))
        read = points + self.noise * 6 * rng.uniform(-1, 1, points.shape)
        return points, np.clip((read[:, :1] + read[:, 1:]) / 10, -1, 1)


@register("toy", "hills_regression")
@dataclass(frozen=True)
class HillsRegression(Made):
    """Six hills and hollows of radius 2: the target falls evenly from ±1 at a centre to 0."""

    label = QT_TRANSLATE_NOOP("toys", "Regression: hills")
    order = 80

    @property
    def classes(self) -> int:
        return 0

    def _make(self, rng: np.random.Generator) -> tuple[Array, Array]:
        centers = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
        sign = np.array([1, -1, 1, -1, 1, -1])
        points = rng.uniform(-6, 6, (self.samples, 2))
        read = points + self.noise * 6 * rng.uniform(-1, 1, points.shape)
        height = sign * np.clip(1 - np.linalg.norm(read[:, None] - centers, axis=2) / 2, 0, 1)
        strongest = np.argmax(np.abs(height), axis=1)
        return points, height[np.arange(len(points)), strongest][:, None]
