"""The loss of a small network on a plane through its weight space, as an objective of two variables.

The network is trained first, with one of the core's own methods; the plane goes through its last weights. What then
runs on the objective moves two numbers inside that plane: it is not training.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from core import registry
from core.arrays import Array, IntArray
from core.batches import Batching
from core.experiment import Run
from core.nn.mlp import MAX_LAYERS, MAX_UNITS, Mlp
from core.nn.network_loss import Data, NetworkLoss, Penalty
from core.nn.planes import Honesty, Plane, honesty, principal_plane, random_plane
from core.nn.slice_grid import slice_tiles
from core.nn.slices import Slice
from core.nn.spectrum import lanczos
from core.nn.training import Epoch, Recipe, losses, train_epochs
from core.objectives.base import Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, CoreError

_SCALE = 5.0  # of the toys' figures: inputs are about 1 after it
_PLANES = ("filter", "layer", "none", "principal", "hessian")
_METHODS = ("sgd", "heavy_ball", "nesterov", "rmsprop", "adam", "adamw")
_MOST_STEPS = 100_000  # of a training: some ten seconds
_HIDDEN = re.compile(r"(\d{1,4}(-\d{1,4})*)?")

_LONG = QT_TRANSLATE_NOOP(
    "errors", "{name} must be fewer, or the batches larger: the training may have {limit} steps, got {got}"
)
_LAYERS = QT_TRANSLATE_NOOP(
    "errors",
    "{name} must be units of 1 to {units} joined by hyphens, such as 8-8, in at most {layers} layers, got {got}",
)


@dataclass(frozen=True, eq=False)
class Trained:
    """A training, the plane through its end, and how honestly that shows it."""

    recipe: Recipe
    train: Data
    test: Data
    epochs: tuple[Epoch, ...]
    plane: Plane
    honesty: Honesty

    @property
    def loss(self) -> NetworkLoss:
        """The training loss."""
        return losses(self.recipe, self.train)


@register("objective", "network_slice")
@dataclass(frozen=True)
class NetworkSlice(Objective):
    """f(a, b) = loss(w + a u + b v): w the trained weights, u and v two directions in weight space.

    The training loss is binary cross-entropy for two classes, softmax cross-entropy for more, half the mean square for
    a regression, plus (λ/2)‖W‖².
    """

    label = QT_TRANSLATE_NOOP("objectives", "Slice of a network's loss")
    group = "network"
    order = 10
    formula = "loss(w + a u + b v)"
    source = "Li, Xu, Taylor, Studer and Goldstein (2018), arXiv:1712.09913"
    finest = 121
    lists = "lowest"  # and not even that: nobody knows the minima of a slice

    data: str = param(
        "moons",
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP("objectives", "What the network is to learn"),
        choices=(
            "circle",
            "xor",
            "gaussians",
            "spiral",
            "moons",
            "blobs",
            "plane_regression",
            "hills_regression",
            "iris",
        ),
        words=(
            QT_TRANSLATE_NOOP("objectives", "circle"),
            QT_TRANSLATE_NOOP("objectives", "exclusive or"),
            QT_TRANSLATE_NOOP("objectives", "two Gaussians"),
            QT_TRANSLATE_NOOP("objectives", "spiral"),
            QT_TRANSLATE_NOOP("objectives", "moons"),
            QT_TRANSLATE_NOOP("objectives", "three blobs"),
            QT_TRANSLATE_NOOP("objectives", "regression: plane"),
            QT_TRANSLATE_NOOP("objectives", "regression: hills"),
            QT_TRANSLATE_NOOP("objectives", "irises"),
        ),
    )
    samples: int = param(
        200,
        label=QT_TRANSLATE_NOOP("objectives", "Samples"),
        help=QT_TRANSLATE_NOOP("objectives", "How many samples; three in ten are kept for testing"),
        symbol="n",
        low=20,
        high=2000,
        scale="log",
        slider=(20, 500),
    )
    noise: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Noise of the data"),
        help=QT_TRANSLATE_NOOP("objectives", "How far samples stray from their figure"),
        low=0.0,
        high=1.0,
        slider=(0.0, 0.5),
    )
    hidden: str = param(
        "8-8",
        label=QT_TRANSLATE_NOOP("objectives", "Hidden layers"),
        help=QT_TRANSLATE_NOOP("objectives", "Units of each hidden layer, joined by hyphens; empty: none"),
        high=60,
    )
    activation: str = param(
        "tanh",
        label=QT_TRANSLATE_NOOP("objectives", "Activation"),
        help=QT_TRANSLATE_NOOP("objectives", "Of the hidden layers"),
        choices=(
            "identity", "binary_step", "logistic", "tanh", "arctan", "softsign", "isru", "relu", "leaky_relu", "elu",
            "gelu", "silu", "softplus",
        ),
    )  # fmt: skip
    weight_decay: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "L2 penalty λ"),
        help=QT_TRANSLATE_NOOP("objectives", "Weight of ½‖W‖² in the loss; biases go free"),
        symbol="λ",
        low=0.0,
        high=10.0,
        slider=(0.0, 0.1),
    )
    method: str = param(
        "adam",
        label=QT_TRANSLATE_NOOP("objectives", "Trained by"),
        help=QT_TRANSLATE_NOOP("objectives", "The method that trains the network before the slice is cut"),
        choices=_METHODS,
        words=("SGD", "Heavy ball", "Nesterov", "RMSProp", "Adam", "AdamW"),
    )
    lr: float = param(
        0.02,
        label=QT_TRANSLATE_NOOP("objectives", "Learning rate"),
        help=QT_TRANSLATE_NOOP("objectives", "Of the training"),
        symbol="α",
        low=0.0,
        low_open=True,
        high=100.0,
        scale="log",
        slider=(1e-4, 1.0),
    )
    batch: int = param(
        10,
        label=QT_TRANSLATE_NOOP("objectives", "Batch size"),
        help=QT_TRANSLATE_NOOP("objectives", "Samples in a step of the training; 0: all of them"),
        symbol="b",
        low=0,
        high=2000,
        slider=(0, 100),
    )
    epochs: int = param(
        80,
        label=QT_TRANSLATE_NOOP("objectives", "Epochs"),
        help=QT_TRANSLATE_NOOP("objectives", "How often the training goes through the data"),
        low=0,
        high=2000,
        slider=(0, 300),
    )
    seed: int = param(
        0,
        label=QT_TRANSLATE_NOOP("objectives", "Seed"),
        help=QT_TRANSLATE_NOOP("objectives", "Of the data, the first weights, the shuffling and the random directions"),
        low=0,
        high=2**31 - 1,
        slider=(0, 100),
    )
    directions: str = param(
        "filter",
        label=QT_TRANSLATE_NOOP("objectives", "Directions"),
        help=QT_TRANSLATE_NOOP("objectives", "Which plane through weight space is shown"),
        choices=_PLANES,
        words=(
            QT_TRANSLATE_NOOP("objectives", "random, normalised by filter"),
            QT_TRANSLATE_NOOP("objectives", "random, normalised by layer"),
            QT_TRANSLATE_NOOP("objectives", "random, as drawn"),
            QT_TRANSLATE_NOOP("objectives", "principal components of the training"),
            QT_TRANSLATE_NOOP("objectives", "top eigenvectors of the Hessian"),
        ),
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
        units = [int(u) for u in self.hidden.split("-") if u] if _HIDDEN.fullmatch(self.hidden) else [0]
        if not all(1 <= u <= MAX_UNITS // 8 for u in units) or len(units) > MAX_LAYERS - 8:
            raise CoreError(
                _LAYERS,
                field="hidden",
                name="hidden",
                units=MAX_UNITS // 8,
                layers=MAX_LAYERS - 8,
                got=repr(self.hidden),
            )
        if _steps(self) > _MOST_STEPS:
            raise CoreError(_LONG, field="epochs", name="epochs", limit=f"{_MOST_STEPS:,}", got=f"{_steps(self):,}")

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        return bool(registry.get("activation", self.activation).is_smooth)

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
    def training(self) -> NetworkSlice:
        """What the training depends on: the same network, however much of its plane is shown."""
        return replace(self, reach=1.0)

    @cached_property
    def _slice(self) -> Slice:
        return Slice(self.trained.loss, self.trained.plane, self.domain)

    def value(self, x: Array) -> Array:
        return self._slice.value(x)

    def gradient(self, x: Array) -> Array:
        return self._slice.gradient(x)

    def hessian(self, x: Array) -> Array:
        return self._slice.hessian(x)

    def grid(self, x: Array, y: Array) -> Iterator[tuple[IntArray, Array]]:
        """f on a grid for pictures, float32: no rows while it trains, then rows and their values, coarse first."""
        for _ in _training(self.training):
            yield np.arange(0), np.empty((0, len(x)))
        for tile in slice_tiles(self.trained.loss, self.trained.plane, x, y):
            yield tile.rows, tile.loss

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-float(self.reach), float(self.reach)),) * 2

    @property
    def start(self) -> tuple[float, ...]:
        return (-0.75 * float(self.reach), 0.75 * float(self.reach))


def _steps(objective: NetworkSlice) -> int:
    n = 105 if objective.data == "iris" else objective.samples
    return objective.epochs * (-(-n // objective.batch) if objective.batch else 1)


def recipe_of(objective: NetworkSlice) -> tuple[Recipe, Data, Data]:
    """How the network of ``objective`` is trained, and on what."""
    fields: dict[str, Any] = {"seed": objective.seed}
    if objective.data != "iris":
        fields |= {"samples": objective.samples, "noise": objective.noise}
    toy = registry.create("toy", objective.data, **fields)
    kind = {0: "half_mean_square", 2: "binary_cross_entropy"}.get(toy.classes, "softmax_cross_entropy")

    def ready(part: Data) -> Data:
        inputs = part.inputs if objective.data == "iris" else part.inputs / _SCALE
        targets = part.targets[:, None].astype(np.float64) if toy.classes == 2 else part.targets
        return Data(inputs, targets)

    train, test = (ready(part) for part in toy.split())
    hidden = tuple(int(units) for units in objective.hidden.split("-") if units)
    outputs = toy.classes if toy.classes > 2 else 1
    mlp = Mlp((toy.dim, *hidden, outputs), registry.create("activation", objective.activation))
    run = Run(registry.create("optimizer", objective.method, lr=objective.lr), batching=Batching(objective.batch))
    start = "he" if objective.activation in ("relu", "leaky_relu", "elu", "gelu", "silu") else "xavier"
    penalty = Penalty(l2=objective.weight_decay)
    return Recipe(mlp, registry.create("loss", kind), run, penalty, start=start, seed=objective.seed), train, test


_KNOWN: OrderedDict[NetworkSlice, Trained] = OrderedDict()
_MOST_KNOWN = 8


def _training(objective: NetworkSlice) -> Iterator[Trained | None]:
    """None after every epoch, and what has come of them last; at once where it is known already."""
    if objective not in _KNOWN:
        recipe, train, test = recipe_of(objective)
        epochs: list[Epoch] = []
        for epoch in train_epochs(recipe, train, test, objective.epochs):
            if np.all(np.isfinite(epoch.w)):
                epochs.append(epoch)
            yield None
        path = np.stack([epoch.w for epoch in epochs])
        plane = _plane(objective, recipe, train, path)
        told = honesty(plane, path, objective.seed)
        _KNOWN[objective] = Trained(recipe, train, test, tuple(epochs), plane, told)
        while len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.popitem(last=False)
    yield _KNOWN[objective]


def _plane(objective: NetworkSlice, recipe: Recipe, train: Data, path: Array) -> Plane:
    w, kind = path[-1], objective.directions
    if kind == "principal" and len(path) > 2:
        plane, _ = principal_plane([path])
        far = np.maximum(np.max(np.abs(plane.project(path)[0]), axis=0), 1e-12)
        return Plane(w, plane.u * far[0], plane.v * far[1])  # the path reaches to ±1
    if kind == "hessian":
        loss = losses(recipe, train)
        top = lanczos(lambda v: loss.hvp(w, v), loss.dim, 2).vectors * max(float(np.linalg.norm(w)), 1.0)
        return Plane(w, top[0], top[1])
    return random_plane(recipe.mlp, w, objective.seed, "filter" if kind == "principal" else kind)  # type: ignore[arg-type]
