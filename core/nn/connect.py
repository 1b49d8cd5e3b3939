"""Ways between two trained networks: the straight line, and a bend of low loss.

Source: Garipov, Izmailov, Podoprikhin, Vetrov and Wilson, Loss Surfaces, Mode Connectivity, and Fast Ensembling of
DNNs (2018), arXiv:1802.10026: the quadratic Bézier curve (1−t)² w₀ + 2 t (1−t) θ + t² w₁, its middle θ trained on
the mean loss over t, uniform in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.nn.network_loss import NetworkLoss
from core.optimizers.adam import Adam
from core.optimizers.base import Evaluate

STEPS = 400  # of the bend's training
_SEED = 17
_CHUNK = 4_000_000  # numbers of all layers' outputs computed between two yields: some 50 ms
_STEP = 24  # values' worth of work in a step: eight networks forwards and backwards


@dataclass(frozen=True, eq=False)
class Bend:
    """A Bézier curve of weights from ``a`` to ``b`` by way of ``middle``, (d,) each."""

    a: Array
    middle: Array
    b: Array

    def at(self, t: Array) -> Array:
        """The weights (..., d) at ``t`` (...)."""
        t = np.asarray(t)[..., None]
        out: Array = (1 - t) ** 2 * self.a + 2 * t * (1 - t) * self.middle + t**2 * self.b
        return out

    @property
    def height(self) -> Array:
        """How far the bend strays from the straight line, as a weight vector (d,): θ − (a + b)/2."""
        return self.middle - 0.5 * (self.a + self.b)


def line(a: Array, b: Array) -> Bend:
    """The straight line from ``a`` to ``b``."""
    return Bend(a, 0.5 * (a + b), b)


def barrier(values: Array) -> float:
    """How much the losses (k,) along a way rise above the straight line between their ends, at most; 0 at least. It is
    infinite where a loss between is, and nan where that of an end is or none is known.
    """
    if np.isnan(values).any() or not np.isfinite(values[[0, -1]]).all():
        return float("nan")
    between = np.linspace(values[0], values[-1], len(values))
    return float(max(0.0, np.max(values - between)))


class _Middle(Evaluate):
    """∂/∂θ of the mean loss at some t: the chain rule's factor is 2 t (1 − t)."""

    __slots__ = ("_bend", "_loss", "t")

    def __init__(self, loss: NetworkLoss, bend: Bend) -> None:
        self._loss, self._bend, self.t = loss, bend, np.zeros(0)

    def gradient(self, x: Array, rows: slice = slice(None)) -> Array:
        bend = Bend(self._bend.a, x[0], self._bend.b)
        g = self._loss.gradient(bend.at(self.t))
        share = 2 * self.t * (1 - self.t) / len(self.t)
        out: Array = (share @ g)[None]
        return out


def numbers(loss: NetworkLoss) -> int:
    """Of all layers' outputs that one value of ``loss`` takes."""
    return max(1, len(loss.data) * sum(loss.mlp.sizes[1:]))


def pace(loss: NetworkLoss) -> int:
    """How many steps of :func:`bend` are some 50 ms: 1, 2, 5 or 10."""
    return next(n for n in (10, 5, 2, 1) if n == 1 or n * _STEP * numbers(loss) <= _CHUNK)


def bend(
    loss: NetworkLoss,
    a: Array,
    b: Array,
    steps: int = STEPS,
    lr: float = 0.02,
    points: int = 8,
    seed: int = 0,
    every: int | None = None,
) -> Iterator[Bend]:
    """The curve after each ``every`` steps (:func:`pace` if not given) of Adam on θ, from the straight line on;
    ``points`` values of t a step, one in each of as many equal parts of [0, 1].
    """
    every = every or pace(loss)
    rng = np.random.default_rng([seed, _SEED])
    now, method = line(a, b), Adam(lr=lr)
    evaluate = _Middle(loss, now)
    x = now.middle[None]
    memory = method.init(x)
    yield now
    for k in range(1, steps + 1):
        evaluate.t = (np.arange(points) + rng.random(points)) / points
        with np.errstate(all="ignore"):
            x, memory, _ = method.step(x, evaluate, memory, lr)
        if k % every == 0 or k == steps:
            yield Bend(a, x[0], b)
