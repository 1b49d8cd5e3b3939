"""Mini-batches: which samples a run sees at each step, and the finite sum as a method sees it through them.

The dice are as in :mod:`core.noise`: every row of a run has a generator of its own, seeded by (seed, stream, row), so
what it draws depends neither on the chunk size nor on the rows beside; "same dice" leaves the stream out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

import numpy as np

from core.arrays import Array, IntArray
from core.clipping import Clipping
from core.noise import Noise
from core.objectives.base import Objective
from core.objectives.finite_sums import FiniteSum, Sample
from core.optimizers.base import Evaluate, Optimizer
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

_STEPS = 256  # drawn at once with replacement,
_DRAWS = 1 << 16  # or fewer: so many samples at most, whatever the rows are
_PURPOSE = 1  # the last word of the seed: other dice than those of the noise
_ALL = slice(None)


@dataclass(frozen=True)
class Batching:
    """Which samples the gradient of a step is the mean over.

    ``batch`` is b, 0 for all n. Without replacement: epochs, each a fresh shuffle cut into ⌈n/b⌉ batches, the last one
    short where b does not divide n; its mean is over its own size (torch's DataLoader with shuffle=True and
    drop_last=False). With replacement: b independent samples at every step, always b. b ≥ n without replacement is
    the full gradient.
    """

    batch: int = param(
        0,
        label=QT_TRANSLATE_NOOP("batches", "Batch size"),
        help=QT_TRANSLATE_NOOP("batches", "How many samples the gradient of a step is the mean over; 0: all of them"),
        symbol="b",
        low=0,
        high=5000,
        slider=(0, 100),
    )
    replacement: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("batches", "With replacement"),
        help=QT_TRANSLATE_NOOP(
            "batches", "Off: epochs of shuffled samples, each seen once; on: every sample drawn from all of them"
        ),
    )

    def __post_init__(self) -> None:
        check_params(self)

    def active(self, n: int) -> bool:
        """Whether a sum of ``n`` samples is seen in parts."""
        return self.batch > 0 and (self.replacement or self.batch < n)

    def per_epoch(self, n: int) -> int:
        """Steps until ``n`` samples are used up."""
        return -(-n // self.batch) if self.active(n) else 1


class BatchStream:
    """The batches of one run of ``rows`` rows: call ``at(k)`` for steps k = 0, 1, 2 ... in order."""

    def __init__(self, batching: Batching, noise: Noise, stream: int, rows: int, n: int) -> None:
        run = 0 if noise.same_dice else stream + 1
        self._rngs = [np.random.default_rng([noise.seed, run, row, _PURPOSE]) for row in range(rows)]
        self._batching = batching
        self._n = n
        many = max(1, min(_STEPS, _DRAWS // batching.batch))
        self._length = many if batching.replacement else batching.per_epoch(n)  # steps that are drawn at once
        self._block = -1
        self._drawn: IntArray = np.empty((rows, 0), dtype=np.int64)

    def at(self, k: int) -> IntArray:
        """The samples of step ``k``, (rows, b), b smaller in the last batch of an epoch."""
        block = k // self._length
        while self._block < block:
            self._block += 1
            self._drawn = np.stack([self._draw(rng) for rng in self._rngs])
        first = (k - block * self._length) * self._batching.batch
        return self._drawn[:, first : first + self._batching.batch]

    def _draw(self, rng: np.random.Generator) -> IntArray:
        if self._batching.replacement:
            return rng.integers(self._n, size=self._length * self._batching.batch)
        return rng.permutation(self._n)


class BatchEvaluate(Evaluate):
    """The objective as a method sees it in mini-batches: as with noise, in its gradients alone; the rest is exact.

    ``see(k)`` takes the batch of step k; however often a method asks within a step, it asks the same batch.
    ``samples`` (rows,) counts gradients of single samples.
    """

    __slots__ = ("_batch", "_batches", "_sum", "samples")

    def __init__(self, objective: FiniteSum, rows: int, clip: Clipping | None, batches: BatchStream) -> None:
        super().__init__(objective, rows, clip)
        self.counts = np.zeros((4, rows), dtype=np.int64)
        self.values, self.gradients, self.hessians, self.samples = self.counts
        self._sum = objective
        self._batches = batches
        self._batch: Sample = objective.sample(np.arange(objective.n))

    def see(self, k: int) -> None:
        """Go on to the batch of step ``k``."""
        self._batch = self._sum.sample(self._batches.at(k))

    def gradient(self, x: Array, rows: slice = _ALL) -> Array:
        """The mean gradient over the batch, plus this step's noise, then clipped, ``(n, d)``."""
        batch = self._batch.rows(rows)
        self.gradients[rows] += 1
        self.samples[rows] += batch.y.shape[-1]
        g = batch.gradient(x)
        if self.noise is not None:
            g = g + self.noise[rows]
        return g if self.clip is None else self.clip(g)


def in_batches(objective: Objective, method: Optimizer, batching: Batching) -> TypeGuard[FiniteSum]:
    """Whether ``method`` sees ``objective`` in parts: a finite sum, and no line search that would compare them."""
    return method.uses_lr and isinstance(objective, FiniteSum) and batching.active(objective.n)


def evaluate_in_batches(
    objective: FiniteSum, batching: Batching, noise: Noise, stream: int, rows: int, clip: Clipping | None
) -> BatchEvaluate:
    """What a run of ``rows`` rows sees of it."""
    return BatchEvaluate(objective, rows, clip, BatchStream(batching, noise, stream, rows, objective.n))
