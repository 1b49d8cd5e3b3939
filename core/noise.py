"""Additive Gaussian gradient noise, seeded per run.

The draws of one row come from their own generator, seeded by (seed, stream, row), in fixed blocks of steps: they
depend neither on the chunk size nor on the rows beside. "Same dice" leaves the stream (the run) out of the seed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

_BLOCK = 256  # steps drawn at once


@dataclass(frozen=True)
class Noise:
    """g + sigma * N(0, I): standard deviation ``sigma`` per coordinate."""

    sigma: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("noise", "Noise σ"),
        help=QT_TRANSLATE_NOOP("noise", "Standard deviation of the Gaussian noise added to each gradient coordinate"),
        symbol="σ",
        low=0.0,
        high=1e6,
        slider=(0.0, 10.0),
    )
    seed: int = param(
        0,
        label=QT_TRANSLATE_NOOP("noise", "Seed"),
        help=QT_TRANSLATE_NOOP("noise", "The same seed gives the same noise"),
        low=0,
        high=2**31 - 1,
    )
    same_dice: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("noise", "Same dice"),
        help=QT_TRANSLATE_NOOP("noise", "Every method of the race sees the same noise at the same step"),
    )

    def __post_init__(self) -> None:
        check_params(self)


class NoiseStream:
    """The noise of one run of n rows: call ``at(k)`` for steps k = 0, 1, 2 ... in order."""

    def __init__(self, noise: Noise, stream: int, n: int, d: int) -> None:
        run = 0 if noise.same_dice else stream + 1
        self._sigma = noise.sigma
        self._rngs = [np.random.default_rng([noise.seed, run, row]) for row in range(n)]
        self._d = d
        self._block = -1
        self._draws: Array = np.empty((0, n, d))

    def at(self, k: int) -> Array:
        """The noise of step ``k``, shape (n, d)."""
        block = k // _BLOCK
        while self._block < block:
            self._block += 1
            draws = [rng.standard_normal((_BLOCK, self._d)) for rng in self._rngs]
            self._draws = self._sigma * np.stack(draws, axis=1)
        out: Array = self._draws[k - block * _BLOCK]
        return out
