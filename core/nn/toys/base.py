"""What a small data set is: inputs, class numbers 0 … k−1 or targets in [−1, 1], and which samples are kept back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.arrays import Array
from core.nn.network_loss import Data
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

REACH = 5.0  # radius of the figures
_SPLIT = 7  # last word of a seed: which samples are kept for testing
_MADE = 8


@dataclass(frozen=True)
class Toy(ABC):
    """A family of data; ``classes`` is 0 for a regression."""

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""
    order: ClassVar[int] = 100

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

    def _kept(self, members: int) -> int:
        """How many of a class's ``members`` are kept for testing."""
        return round(self.test_share * members)

    def split(self) -> tuple[Data, Data]:
        """Training and test samples; of every class the same share is kept, as nearly as whole numbers allow."""
        inputs, targets = self.made()
        rng = np.random.default_rng([self.seed, _SPLIT])
        test = np.zeros(len(inputs), dtype=np.bool_)
        groups = targets if self.classes else np.zeros(len(inputs), dtype=np.int64)
        for group in np.unique(groups):
            members = rng.permutation(np.flatnonzero(groups == group))
            test[members[: self._kept(len(members))]] = True
        return Data(inputs[~test], targets[~test]), Data(inputs[test], targets[test])


@dataclass(frozen=True)
class Made(Toy):
    """Data made by a generator, as many as wanted and as noisy."""

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

    def _strewn(self, rng: np.random.Generator, points: Array) -> Array:
        """Every coordinate moved by up to ``noise`` times half the reach, evenly."""
        return points + self.noise * REACH / 2 * rng.uniform(-1, 1, points.shape)
