"""The loss of a small network on a plane through its weight space, as an objective of two variables.

The network is trained first, with one of the core's own methods; the plane goes through its last weights. What then
runs on the objective moves two numbers inside that plane: it is not training.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import registry
from core.arrays import Array, IntArray
from core.nn.cut import DIRECTIONS, MEMBERS, Course, Cut, Trained
from core.nn.journal import known_epochs
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.setup import Setup, prepared
from core.nn.slice_grid import slice_tiles
from core.nn.slices import Slice
from core.objectives.base import Objective
from core.params import param
from core.registry import register
from core.tiles import Executor
from core.words import QT_TRANSLATE_NOOP, CoreError

_LEAST = 1e-12  # added to a loss before its logarithm is taken
_VALUES = 5.0  # how far a plane of two weights reaches, in the weights' own numbers, times ``reach``
_NO_SHARE = QT_TRANSLATE_NOOP("errors", "{name} must be a loss: a regression has no share of wrong answers, got {got}")


@register("objective", "network_slice")
@dataclass(frozen=True)
class NetworkSlice(Setup, Objective):
    """f(a, b) = loss(w + a u + b v): w the trained weights, u and v two directions in weight space."""

    label = QT_TRANSLATE_NOOP("objectives", "Slice of a network's loss")
    group = "network"
    order = 10
    formula = "loss(w + a u + b v)"
    source = "Li, Xu, Taylor, Studer and Goldstein (2018), arXiv:1712.09913"
    finest = 121
    lists = "lowest"  # and not even that: nobody knows the minima of a slice

    directions: str = param(
        "filter",
        section=QT_TRANSLATE_NOOP("sections", "Slice"),
        label=QT_TRANSLATE_NOOP("objectives", "Directions"),
        help=QT_TRANSLATE_NOOP("objectives", "Which plane through weight space is shown"),
        choices=DIRECTIONS,
        words=(
            QT_TRANSLATE_NOOP("objectives", "random, normalised by filter"),
            QT_TRANSLATE_NOOP("objectives", "random, normalised by layer"),
            QT_TRANSLATE_NOOP("objectives", "random, as drawn"),
            QT_TRANSLATE_NOOP("objectives", "principal components of the training"),
            QT_TRANSLATE_NOOP("objectives", "principal components of three trainings"),
            QT_TRANSLATE_NOOP("objectives", "top eigenvectors of the Hessian"),
            QT_TRANSLATE_NOOP("objectives", "through three trained networks"),
            QT_TRANSLATE_NOOP("objectives", "the bend between two networks"),
            QT_TRANSLATE_NOOP("objectives", "two chosen weights"),
        ),
    )
    biases: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("objectives", "Turn the biases too"),
        help=QT_TRANSLATE_NOOP("objectives", "Off: the biases stay as they were trained, as Li et al. draw it"),
        when=("directions", ("filter", "layer", "none")),
    )
    first: str = param(
        "W1[1,1]",
        label=QT_TRANSLATE_NOOP("objectives", "First weight"),
        help=QT_TRANSLATE_NOOP("objectives", "Such as W1[2,1], layer 1 into unit 2 from unit 1, or b1[2]"),
        high=20,
        when=("directions", ("weights",)),
    )
    second: str = param(
        "W1[1,2]",
        label=QT_TRANSLATE_NOOP("objectives", "Second weight"),
        help=QT_TRANSLATE_NOOP("objectives", "Another one; a click on an edge of the network picks it too"),
        high=20,
        when=("directions", ("weights",)),
    )
    shows: str = param(
        "train",
        label=QT_TRANSLATE_NOOP("objectives", "Height is"),
        help=QT_TRANSLATE_NOOP("objectives", "What is seen over the plane; wrong: 1 − accuracy"),
        choices=("train", "train_data", "test", "train_wrong", "test_wrong"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "the training loss"),
            QT_TRANSLATE_NOOP("objectives", "the training loss without its penalty"),
            QT_TRANSLATE_NOOP("objectives", "the test loss"),
            QT_TRANSLATE_NOOP("objectives", "the share of training samples that is wrong"),
            QT_TRANSLATE_NOOP("objectives", "the share of test samples that is wrong"),
        ),
    )
    height: str = param(
        "plain",
        label=QT_TRANSLATE_NOOP("objectives", "Height drawn"),
        help=QT_TRANSLATE_NOOP("objectives", "The logarithm shows a valley's floor, a clipped loss hides its walls"),
        choices=("plain", "log", "clipped"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "as it is"),
            QT_TRANSLATE_NOOP("objectives", "as its logarithm, base 10"),
            QT_TRANSLATE_NOOP("objectives", "clipped"),
        ),
    )
    cap: float = param(
        2.0,
        label=QT_TRANSLATE_NOOP("objectives", "Clipped at"),
        help=QT_TRANSLATE_NOOP("objectives", "What is higher is drawn as high as this"),
        low=0.0,
        low_open=True,
        high=1e9,
        scale="log",
        slider=(1e-2, 1e2),
        when=("height", ("clipped",)),
    )
    reach: float = param(
        1.2,
        label=QT_TRANSLATE_NOOP("objectives", "Reach"),
        help=QT_TRANSLATE_NOOP("objectives", "Half the width of the plane, in lengths of its directions"),
        low=0.0,
        low_open=True,
        high=100.0,
        scale="log",
        slider=(0.1, 5.0),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.shows.endswith("wrong") and self.classes == 0:
            raise CoreError(_NO_SHARE, field="shows", name="shows", got=self.shows)
        if self.directions == "weights":
            self.cut.entries(self.alone)

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        smooth = registry.get("activation", self.activation).is_smooth and self.cost != "hinge" and self.l1 == 0
        return bool(smooth) and self.height != "clipped" and not self.shows.endswith("wrong")

    @property
    def cut(self) -> Cut:
        """Which plane."""
        return Cut(self.directions, self.biases, self.first, self.second)  # type: ignore[arg-type]

    @cached_property
    def trained(self) -> Trained:
        """The training and its plane; computed when first asked for, a fraction of a second for the default."""
        for trained in _training(self.training):
            if trained is not None:
                return trained
        raise AssertionError("a training ends with what has come of it")

    @property
    def known(self) -> Trained | None:
        """The training if it is there already; computes nothing."""
        return _KNOWN.get(self.training)

    @property
    def so_far(self) -> Course | None:
        """Its training as far as it has come; computes nothing, None where it has not begun."""
        epochs = known_epochs(self)
        return Course(*prepared(self.alone), epochs) if epochs else None

    @property
    def members(self) -> int:
        """How many trainings the plane needs."""
        return MEMBERS.get(self.directions, 1)

    @cached_property
    def training(self) -> NetworkSlice:
        """What training and plane depend on: the same network, however its plane is shown."""
        plain = replace(self, reach=1.0, shows="train", height="plain", cap=2.0)
        return plain if self.directions == "weights" else replace(plain, first="W1[1,1]", second="W1[1,2]")

    @cached_property
    def _shown(self) -> NetworkLoss:
        """The loss that ``shows`` asks for, or whose accuracy it does."""
        trained = self.trained
        if self.shows.startswith("test"):
            return replace(trained.loss, data=trained.test, penalty=Penalty())
        return replace(trained.loss, penalty=Penalty()) if self.shows == "train_data" else trained.loss

    @cached_property
    def _slice(self) -> Slice:
        return Slice(self._shown, self.trained.plane, self.domain)

    def value(self, x: Array) -> Array:
        if self.shows.endswith("wrong"):
            points = np.ascontiguousarray(x.reshape(-1, 2))
            wrong = 1.0 - self._shown.accuracy(self.trained.plane.at(points)).reshape(x.shape[:-1])
            return self._drawn(wrong)
        return self._drawn(self._slice.value(x))

    def gradient(self, x: Array) -> Array:
        if self.shows.endswith("wrong"):  # a staircase: flat wherever it has a slope
            return np.zeros(x.shape)
        g = self._slice.gradient(x)
        if self.height == "plain":
            return g
        f = self._slice.value(x)[..., None]
        if self.height == "clipped":
            return np.where(f > self.cap, 0.0, g)
        return np.asarray(g / ((f + _LEAST) * np.log(10)))

    def hessian(self, x: Array) -> Array:
        if self.shows.endswith("wrong"):
            return np.zeros((*x.shape, 2))
        H = self._slice.hessian(x)  # noqa: N806 (the usual symbol)
        if self.height == "plain":
            return H
        f = self._slice.value(x)[..., None, None]
        if self.height == "clipped":
            return np.where(f > self.cap, 0.0, H)
        g, f = self._slice.gradient(x), f + _LEAST
        return np.asarray((H / f - g[..., :, None] * g[..., None, :] / f**2) / np.log(10))

    def _drawn(self, f: Array) -> Array:
        if self.height == "log":
            return np.asarray(np.log10(f + _LEAST))
        return np.minimum(f, self.cap) if self.height == "clipped" else f

    def grid(self, x: Array, y: Array, executor: Executor | None = None) -> Iterator[tuple[IntArray, Array]]:
        """f on a grid for pictures, float32: no rows while it trains, then rows and their values, coarse first."""
        for _ in _training(self.training):
            yield np.arange(0), np.empty((0, len(x)))
        for tile in slice_tiles(self._shown, self.trained.plane, x, y, executor=executor):
            yield tile.rows, self._drawn(1.0 - tile.accuracy if self.shows.endswith("wrong") else tile.loss)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        reach = float(self.reach)
        if self.directions == "weights":
            return ((-_VALUES * reach, _VALUES * reach),) * 2
        if self.directions in ("three", "bend"):  # the networks lie at (0, 0), (1, 0) and above
            return ((0.5 - reach, 0.5 + reach),) * 2
        return ((-reach, reach),) * 2

    @property
    def start(self) -> tuple[float, ...]:
        (left, right), (low, high) = self.domain
        return (left + 0.125 * (right - left), high - 0.125 * (high - low))


_KNOWN: OrderedDict[NetworkSlice, Trained] = OrderedDict()
_MOST_KNOWN = 32


def _training(objective: NetworkSlice) -> Iterator[Trained | None]:
    """None after every epoch, and what has come of them last; at once where it is known already."""
    known = _KNOWN.get(objective)
    if known is not None:
        yield known
        return
    for trained in objective.cut.train(objective.alone):
        if trained is not None:
            _KNOWN[objective] = trained
            while len(_KNOWN) > _MOST_KNOWN:
                _KNOWN.popitem(last=False)
        yield trained
