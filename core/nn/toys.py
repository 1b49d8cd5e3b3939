"""Data sets small enough to see: the Playground's, moons, blobs.

Each is made by a seeded generator from n samples and a noise level; inputs lie in about [−6, 6]², as in TensorFlow
Playground (Smilkov et al. 2017, arXiv:1708.03788). Classes are 0 … k−1; the regressions' targets lie in [−1, 1].
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.arrays import Array, IntArray
from core.nn.network_loss import Data
from core.params import check_params, param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_REACH = 5.0  # radius of the figures
_SPLIT = 7  # last word of a seed: which samples are kept for testing
_MADE = 8


@dataclass(frozen=True)
class Toy(ABC):
    """A family of data; ``classes`` is 0 for a regression."""

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""
    order: ClassVar[int] = 100

    samples: int = param(
        300,
        label=QT_TRANSLATE_NOOP("toys", "Samples"),
        help=QT_TRANSLATE_NOOP("toys", "How many samples, those for testing among them"),
        symbol="n",
        low=8,
        high=5000,
        scale="log",
        slider=(20, 1000),
    )
    noise: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("toys", "Noise"),
        help=QT_TRANSLATE_NOOP("toys", "How far samples stray from their figure: 0 none, 1 beyond recognition"),
        low=0.0,
        high=1.0,
        slider=(0.0, 0.5),
    )
    seed: int = param(
        0,
        label=QT_TRANSLATE_NOOP("toys", "Seed"),
        help=QT_TRANSLATE_NOOP("toys", "The same seed gives the same samples"),
        low=0,
        high=2**31 - 1,
        slider=(0, 100),
    )
    test_share: float = param(
        0.3,
        label=QT_TRANSLATE_NOOP("toys", "Kept for testing"),
        help=QT_TRANSLATE_NOOP("toys", "The share of samples that training never sees"),
        low=0.0,
        high=0.9,
    )

    def __post_init__(self) -> None:
        check_params(self)

    @property
    def classes(self) -> int:
        """How many classes; 0 for a regression."""
        return 2

    @property
    def dim(self) -> int:
        """Numbers a sample has."""
        return 2

    @abstractmethod
    def _make(self, rng: np.random.Generator) -> tuple[Array, Any]:
        """Inputs (n, dim); class numbers (n,), or targets (n, 1)."""

    def made(self) -> tuple[Array, Any]:
        """All samples: inputs (n, dim) and class numbers (n,) or targets (n, 1)."""
        return self._make(np.random.default_rng([self.seed, _MADE]))

    def split(self) -> tuple[Data, Data]:
        """Training and test samples; of every class the same share is kept, as nearly as whole numbers allow."""
        inputs, targets = self.made()
        rng = np.random.default_rng([self.seed, _SPLIT])
        test = np.zeros(len(inputs), dtype=np.bool_)
        groups = targets if self.classes else np.zeros(len(inputs), dtype=np.int64)
        for group in np.unique(groups):
            members = rng.permutation(np.flatnonzero(groups == group))
            test[members[: round(self.test_share * len(members))]] = True
        return Data(inputs[~test], targets[~test]), Data(inputs[test], targets[test])

    def _strewn(self, rng: np.random.Generator, points: Array) -> Array:
        """Every coordinate moved by up to ``noise`` times half the reach, evenly."""
        return points + self.noise * _REACH / 2 * rng.uniform(-1, 1, points.shape)


def _halves(n: int) -> IntArray:
    return np.arange(n) % 2


@register("toy", "circle")
@dataclass(frozen=True)
class Circle(Toy):
    """A disc inside a ring; noise blurs where the label is read off, as in the Playground."""

    label = QT_TRANSLATE_NOOP("toys", "Circle")
    order = 10

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        inner = _halves(self.samples) == 0
        radius = np.where(inner, rng.uniform(0, 0.5, self.samples), rng.uniform(0.7, 1.0, self.samples))
        angle = rng.uniform(0, 2 * np.pi, self.samples)
        points = _REACH * radius[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        read = points + self.noise * _REACH * rng.uniform(-1, 1, points.shape)
        return points, (np.hypot(*read.T) < 0.5 * _REACH).astype(np.int64)


@register("toy", "xor")
@dataclass(frozen=True)
class ExclusiveOr(Toy):
    """Class 1 where the coordinates have one sign; a gap of 0.3 on each side of the axes."""

    label = QT_TRANSLATE_NOOP("toys", "Exclusive or")
    order = 20

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        points = rng.uniform(-_REACH, _REACH, (self.samples, 2))
        points += np.where(points > 0, 0.3, -0.3)
        read = points + self.noise * _REACH * rng.uniform(-1, 1, points.shape)
        return points, (read[:, 0] * read[:, 1] >= 0).astype(np.int64)


@register("toy", "gaussians")
@dataclass(frozen=True)
class Gaussians(Toy):
    """Two clouds about (2, 2) and (−2, −2); noise widens them."""

    label = QT_TRANSLATE_NOOP("toys", "Two Gaussians")
    order = 30

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = _halves(self.samples)
        center = np.where(y == 1, 2.0, -2.0)[:, None]
        return center + (0.7 + 3.5 * self.noise) * rng.normal(size=(self.samples, 2)), y


@register("toy", "spiral")
@dataclass(frozen=True)
class Spiral(Toy):
    """Two arms of 1¾ turns each."""

    label = QT_TRANSLATE_NOOP("toys", "Spiral")
    order = 40

    def _make(self, rng: np.random.Generator) -> tuple[Array, IntArray]:
        y = _halves(self.samples)
        along = (np.arange(self.samples) // 2 + 0.5) / ((self.samples + 1) // 2)
        angle = 1.75 * 2 * np.pi * along + np.pi * y
        points = _REACH * along[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        return self._strewn(rng, points), y


@register("toy", "moons")
@dataclass(frozen=True)
class Moons(Toy):
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
class Blobs(Toy):
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
class PlaneRegression(Toy):
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
class HillsRegression(Toy):
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
