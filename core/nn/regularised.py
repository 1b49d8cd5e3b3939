"""The same network trained without and with each way of regularising it: same data, first weights and shuffling.

L1 and L2: Goodfellow, Bengio and Courville, Deep Learning (2016), section 7.1; early stopping 7.8; dropout: Srivastava
et al., JMLR 15 (2014) 1929; elastic net: Zou and Hastie, J. R. Stat. Soc. B 67 (2005) 301.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.arrays import Array
from core.nn.journal import follow
from core.nn.setup import Setup, prepared
from core.nn.shrinking import Shrinking, can_shrink
from core.nn.training import Epoch, train_epochs

Way = Literal["none", "l1", "l1_prox", "l2", "elastic", "dropout", "early"]
WAYS: tuple[Way, ...] = ("none", "l1", "l1_prox", "l2", "elastic", "dropout", "early")
NEARLY = 1e-3  # |w| below it is nearly zero

_L1, _L2, _P = 0.001, 0.003, 0.2  # where the setup has none of its own
_KEPT = 4_000_000  # numbers of weights kept, of all ways together


@dataclass(frozen=True)
class Strengths:
    """How strongly each way regularises; ``patience`` 0 is early stopping that waits to the end."""

    l1: float
    l2: float
    dropout: float
    patience: int


def strengths(setup: Setup) -> Strengths:
    """The setup's own where it has them, else usual ones."""
    return Strengths(setup.l1 or _L1, setup.weight_decay or _L2, setup.dropout or _P, setup.patience)


@dataclass(frozen=True, eq=False)
class Course:
    """One way as far as it has come, k epochs: losses without penalty and dropout, (k+1,) each.

    ``weights`` (m, d) are those after the epochs ``kept`` (m,); ``at`` is the epoch whose network it yields, the last
    but for early stopping.
    """

    way: Way
    train: Array
    test: Array
    kept: Array
    weights: Array
    at: int

    @property
    def gap(self) -> float:
        """Test loss − training loss of the network that comes of it."""
        return float(self.test[self.at] - self.train[self.at])

    @property
    def end(self) -> Array:
        """The weights that come of it, (d,)."""
        return self.weights_at(self.at)

    def weights_at(self, epoch: float) -> Array:
        """The weights kept nearest to ``epoch`` (the earlier of two), (d,)."""
        out: Array = self.weights[int(np.argmin(np.abs(self.kept - epoch)))]
        return out


def ways(setup: Setup) -> tuple[Way, ...]:
    """Those that can be had: soft thresholding is not known for every method, dropout needs hidden units."""
    shrinks = can_shrink(prepared(setup)[0].run.method)
    return tuple(way for way in WAYS if (way != "l1_prox" or shrinks) and (way != "dropout" or setup.units))


def plain(setup: Setup) -> Setup:
    """Without any regularisation; the proximal gradient is then SGD, which it has to be where L1 is in the loss."""
    method = "sgd" if setup.method == "proximal_gradient" else setup.method
    return replace(setup.alone, method=method, weight_decay=0.0, l1=0.0, dropout=0.0, patience=0)


def varied(setup: Setup, way: Way) -> Setup:
    """The training of a way; of soft thresholding and early stopping that which they are made of."""
    known, bare = strengths(setup), plain(setup)
    if way == "l1":
        return replace(bare, l1=known.l1)
    if way == "l2":
        return replace(bare, weight_decay=known.l2)
    if way == "elastic":
        return replace(bare, l1=known.l1, weight_decay=known.l2)
    return replace(bare, dropout=known.dropout) if way == "dropout" else bare


def shrunk(setup: Setup) -> Iterator[Epoch]:
    """The training with soft thresholding: every step of the method on the data's loss alone, then the prox."""
    recipe, train, test = prepared(plain(setup))
    method = Shrinking(recipe.run.method, strengths(setup).l1, recipe.mlp.is_weight)
    yield from train_epochs(replace(recipe, run=replace(recipe.run, method=method)), train, test, setup.epochs)


def side_by_side(setup: Setup) -> Iterator[tuple[Course, ...] | None]:
    """None after every epoch of every way, and all of them now and then, the whole last; all grow together.

    Early stopping is the unregularised training, gone back to its best epoch: it costs nothing.
    """
    trained = [way for way in ways(setup) if way != "early"]
    stride = max(1, -(-setup.epochs * prepared(setup)[0].mlp.d * len(trained) // _KEPT))
    logs: dict[Way, _Log] = {way: _Log(stride, strengths(setup).patience) for way in trained}
    runs = {way: shrunk(setup) if way == "l1_prox" else follow(varied(setup, way)) for way in trained}
    told = {round(setup.epochs * i / 16) for i in range(2, 16)}
    for k in range(setup.epochs + 1):
        for way, run in runs.items():
            epoch = next(run, None)
            if epoch is not None and np.all(np.isfinite(epoch.w)):
                logs[way].add(epoch)
            yield None
        if k in told:
            yield _courses(logs)
    yield _courses(logs)


def _courses(logs: dict[Way, _Log]) -> tuple[Course, ...]:
    return (*(log.course(way) for way, log in logs.items()), logs["none"].early())


class _Log:
    """What is kept of a training: every ``stride``-th epoch's weights, the last and the best."""

    def __init__(self, stride: int, patience: int) -> None:
        self.stride, self.patience = stride, patience
        self.train: list[float] = []
        self.test: list[float] = []
        self.weights: dict[int, Array] = {}
        self.last: tuple[int, Array] = (0, np.zeros(0))
        self.best: tuple[int, Array] = (0, np.zeros(0))
        self.waits = True  # whether early stopping has not stopped yet

    def add(self, epoch: Epoch) -> None:
        k = epoch.number
        self.train.append(epoch.train_data)
        self.test.append(epoch.test)
        self.last = k, epoch.w
        if k % self.stride == 0:
            self.weights[k] = epoch.w
        if k == 0 or (self.waits and epoch.test < self.test[self.best[0]]):
            self.best = k, epoch.w
        elif self.patience and k - self.best[0] >= self.patience:
            self.waits = False

    def course(self, way: Way) -> Course:
        """Up to its last epoch."""
        return self._until(way, *self.last)

    def early(self) -> Course:
        """Up to its best."""
        return self._until("early", *self.best)

    def _until(self, way: Way, at: int, w: Array) -> Course:
        known = {k: each for k, each in self.weights.items() if k <= at} | {at: w}
        kept = np.array(list(known))
        return Course(way, np.array(self.train), np.array(self.test), kept, np.stack(list(known.values())), at)
