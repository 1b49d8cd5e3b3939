"""Everything that decides the training of a small network: data, network, loss, penalties, method, schedule, seed.

A :class:`Setup` is plain values, so that scenes can hold it and results can be kept by it; :func:`prepared` makes of
it the network, the data and the recipe of :mod:`core.nn.training`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from core import datasets, registry
from core.batches import Batching
from core.clipping import Clipping
from core.experiment import Run
from core.nn.mlp import MAX_LAYERS, MAX_UNITS, Mlp
from core.nn.network_loss import Data, Penalty
from core.nn.toys import own
from core.nn.toys.base import Toy
from core.nn.toys.own import TASKS
from core.nn.training import Dropout, Recipe
from core.params import Matrix, check_params, param
from core.schedules.base import Schedule
from core.words import QT_TRANSLATE_NOOP, CoreError

METHODS = (
    "sgd", "heavy_ball", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "amsgrad", "nadam", "radam",
    "adamax", "lion", "sign_descent", "normalized_gradient_descent", "proximal_gradient", "line_search_descent",
    "lbfgs",
)  # fmt: skip
SCHEDULES = (
    "constant", "step_decay", "exponential", "cosine", "cosine_restarts", "polynomial", "inverse_sqrt", "inverse_time",
    "one_cycle", "cyclic", "reduce_on_plateau",
)  # fmt: skip
_MADE = ("circle", "xor", "gaussians", "spiral", "moons", "blobs", "plane_regression", "hills_regression")  # data
DECOUPLED = ("adamw",)  # the penalty λ is their own weight decay and no part of the loss
WITH_MOMENTUM = ("heavy_ball", "nesterov")
_RECTIFIED = ("relu", "leaky_relu", "elu", "gelu", "silu", "softplus")
_SCALE = 5.0  # of the toys' figures: inputs are about 1 after it
_MOST_STEPS = 100_000  # of a training: some ten seconds
_UNITS, _LAYERS = MAX_UNITS // 8, MAX_LAYERS - 8  # of hidden layers
_HIDDEN = re.compile(r"(\d{1,4}(-\d{1,4})*)?")

_LONG = QT_TRANSLATE_NOOP(
    "errors", "{name} must be fewer, or the batches larger: the training may have {limit} steps, got {got}"
)
_SHAPE = QT_TRANSLATE_NOOP(
    "errors",
    "{name} must be units of 1 to {units} joined by hyphens, such as 8-8, in at most {layers} layers, got {got}",
)
_NO_LOSS = QT_TRANSLATE_NOOP("errors", "{name} must be one that these data can have ({needs}), got {got}")

_DATA = QT_TRANSLATE_NOOP("sections", "Data")
_NETWORK = QT_TRANSLATE_NOOP("sections", "Network")
_TRAINING = QT_TRANSLATE_NOOP("sections", "Training")
_REGULAR = QT_TRANSLATE_NOOP("sections", "Regularisation")


@dataclass(frozen=True)
class Setup:
    """How a network is made and trained; what is wrong with a value is one sentence (:class:`CoreError`)."""

    data: str = param(
        "moons",
        section=_DATA,
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP("objectives", "What the network is to learn"),
        choices=(
            "circle", "xor", "gaussians", "spiral", "moons", "blobs", "plane_regression", "hills_regression", "iris",
            "own",
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
            QT_TRANSLATE_NOOP("objectives", "your own"),
        ),
    )  # fmt: skip
    rows: datasets.Rows = param(
        (),
        kind="matrix",
        label=QT_TRANSLATE_NOOP("objectives", "Own data"),
        help=QT_TRANSLATE_NOOP(
            "objectives",
            "One row a sample: 1 to 16 inputs, then its class or number. Inputs and numbers to be learnt are "
            "standardised by the training samples' mean and deviation",
        ),
        when=("data", ("own",)),
    )
    task: str = param(
        "auto",
        label=QT_TRANSLATE_NOOP("objectives", "Last column"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "auto: classes where it has two different values or whole numbers from 0 to at most 9"
        ),
        choices=TASKS,
        words=(
            QT_TRANSLATE_NOOP("objectives", "as it looks"),
            QT_TRANSLATE_NOOP("objectives", "classes"),
            QT_TRANSLATE_NOOP("objectives", "numbers to be learnt"),
        ),
        when=("data", ("own",)),
    )
    samples: int = param(
        200,
        label=QT_TRANSLATE_NOOP("objectives", "Samples"),
        help=QT_TRANSLATE_NOOP("objectives", "How many samples, those kept for testing among them"),
        symbol="n",
        low=20,
        high=2000,
        scale="log",
        slider=(20, 500),
        when=("data", _MADE),
    )
    noise: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Noise of the data"),
        help=QT_TRANSLATE_NOOP("objectives", "How far samples stray from their figure"),
        low=0.0,
        high=1.0,
        slider=(0.0, 0.5),
        when=("data", _MADE),
    )
    held: float = param(
        0.3,
        label=QT_TRANSLATE_NOOP("objectives", "Kept for testing"),
        help=QT_TRANSLATE_NOOP("objectives", "The share of samples that training never sees"),
        low=0.0,
        high=0.9,
    )
    hidden: str = param(
        "8-8",
        section=_NETWORK,
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
        words=(  # as they are marked in core.nn.activations
            "Identity", "Binary step", "Logistic (sigmoid)", "Tanh", "ArcTan", "Softsign", "ISRU",
            "ReLU", "Leaky ReLU", "ELU", "GELU", "SiLU (swish)", "Softplus",
        ),
    )  # fmt: skip
    init: str = param(
        "auto",
        label=QT_TRANSLATE_NOOP("objectives", "First weights"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "auto: He's rule for ReLU and its kin, Xavier's for the others; biases begin at 0"
        ),
        choices=("auto", "xavier", "he", "zeros", "too_large"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "as the activation needs"),
            QT_TRANSLATE_NOOP("objectives", "Xavier (Glorot)"),
            QT_TRANSLATE_NOOP("objectives", "He"),
            QT_TRANSLATE_NOOP("objectives", "all zero"),
            QT_TRANSLATE_NOOP("objectives", "ten times too large"),
        ),
    )
    cost: str = param(
        "auto",
        label=QT_TRANSLATE_NOOP("objectives", "Loss"),
        help=QT_TRANSLATE_NOOP(
            "objectives",
            "auto: binary cross-entropy for two classes, softmax cross-entropy for more, ½ mean square for numbers",
        ),
        choices=("auto", "half_mean_square", "mean_square", "binary_cross_entropy", "softmax_cross_entropy", "hinge"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "as the data need"),
            QT_TRANSLATE_NOOP("objectives", "½ mean square"),
            QT_TRANSLATE_NOOP("objectives", "mean square"),
            QT_TRANSLATE_NOOP("objectives", "binary cross-entropy"),
            QT_TRANSLATE_NOOP("objectives", "softmax cross-entropy"),
            QT_TRANSLATE_NOOP("objectives", "hinge"),
        ),
    )
    method: str = param(
        "adam",
        section=_TRAINING,
        label=QT_TRANSLATE_NOOP("objectives", "Trained by"),
        help=QT_TRANSLATE_NOOP("objectives", "The method that trains the network"),
        choices=METHODS,
        words=(
            "SGD", "Heavy ball", "Nesterov", "AdaGrad", "Adadelta", "RMSProp", "Adam", "AdamW", "AMSGrad", "NAdam",
            "RAdam", "AdaMax", "Lion",
            QT_TRANSLATE_NOOP("objectives", "Sign descent"),
            QT_TRANSLATE_NOOP("objectives", "Normalised gradient descent"),
            QT_TRANSLATE_NOOP("objectives", "Proximal gradient"),
            QT_TRANSLATE_NOOP("objectives", "Gradient descent with line search"),
            "L-BFGS",
        ),
    )  # fmt: skip
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
    momentum: float = param(
        0.9,
        label=QT_TRANSLATE_NOOP("objectives", "Momentum"),
        help=QT_TRANSLATE_NOOP("objectives", "Of heavy ball and Nesterov"),
        symbol="β",
        low=0.0,
        high=1.0,
        high_open=True,
        when=("method", WITH_MOMENTUM),
    )
    schedule: str = param(
        "constant",
        label=QT_TRANSLATE_NOOP("objectives", "Schedule"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "How the learning rate changes along the training, whose length sets the schedule's own"
        ),
        choices=SCHEDULES,
        words=(
            QT_TRANSLATE_NOOP("objectives", "constant"),
            QT_TRANSLATE_NOOP("objectives", "steps, four of them"),
            QT_TRANSLATE_NOOP("objectives", "exponential, to a hundredth"),
            QT_TRANSLATE_NOOP("objectives", "cosine, to 0"),
            QT_TRANSLATE_NOOP("objectives", "cosine with two restarts"),
            QT_TRANSLATE_NOOP("objectives", "linear, to 0"),
            QT_TRANSLATE_NOOP("objectives", "1/√k"),
            QT_TRANSLATE_NOOP("objectives", "1/k"),
            QT_TRANSLATE_NOOP("objectives", "one cycle"),
            QT_TRANSLATE_NOOP("objectives", "cyclic, four times"),
            QT_TRANSLATE_NOOP("objectives", "reduced on a plateau"),
        ),
    )
    warmup: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Warm-up"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "The share of the training in which the learning rate climbs linearly from a tenth"
        ),
        low=0.0,
        high=0.5,
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
    clip: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Clip the gradient at"),
        help=QT_TRANSLATE_NOOP("objectives", "The largest norm of a gradient that is let through; 0: any"),
        low=0.0,
        high=1e6,
        slider=(0.0, 10.0),
    )
    epochs: int = param(
        80,
        label=QT_TRANSLATE_NOOP("objectives", "Epochs"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "How often the training goes through the data; more of them go on from its end"
        ),
        low=0,
        high=5000,
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
    weight_decay: float = param(
        0.0,
        section=_REGULAR,
        label=QT_TRANSLATE_NOOP("objectives", "L2 penalty λ"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "Weight of ½‖W‖² in the loss; biases go free. AdamW decays by αλ instead, biases too"
        ),
        symbol="λ",
        low=0.0,
        high=10.0,
        slider=(0.0, 0.1),
    )
    l1: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "L1 penalty λ₁"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "Weight of ‖W‖₁ in the loss; only the proximal method makes weights exactly 0"
        ),
        symbol="λ₁",
        low=0.0,
        high=10.0,
        slider=(0.0, 0.05),
    )
    dropout: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Dropout"),
        help=QT_TRANSLATE_NOOP("objectives", "The probability with which a hidden unit is left out of a training step"),
        symbol="p",
        low=0.0,
        high=1.0,
        high_open=True,
        slider=(0.0, 0.8),
    )
    patience: int = param(
        0,
        label=QT_TRANSLATE_NOOP("objectives", "Early stopping after"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "Epochs without a lower test loss after which training stops, back at the best; 0: never"
        ),
        low=0,
        high=1000,
        slider=(0, 100),
    )

    def __post_init__(self) -> None:
        check_params(self)
        if (
            not _HIDDEN.fullmatch(self.hidden)
            or not all(1 <= u <= _UNITS for u in self.units)
            or (len(self.units) > _LAYERS)
        ):
            raise CoreError(_SHAPE, field="hidden", name="hidden", units=_UNITS, layers=_LAYERS, got=repr(self.hidden))
        if self.data == "own" or len(self.rows):
            # Lists come from scene files; what is kept is compared by value and hashed once.
            task = self.task if self.data == "own" else "auto"
            object.__setattr__(self, "rows", own.checked(self.rows if len(self.rows) else own.EXAMPLE, task))
        steps = self.steps(round((1 - self.held) * self._samples))
        if steps > _MOST_STEPS:
            raise CoreError(_LONG, field="epochs", name="epochs", limit=f"{_MOST_STEPS:,}", got=f"{steps:,}")
        if self.cost not in ("auto", *self._costs):
            needs = ", ".join(self._costs)
            raise CoreError(_NO_LOSS, field="cost", name="cost", needs=needs, got=self.cost)

    @property
    def units(self) -> tuple[int, ...]:
        """Units of the hidden layers."""
        return tuple(int(units) for units in self.hidden.split("-") if units)

    @property
    def classes(self) -> int:
        """How many classes the data have; 0 for a regression."""
        if self.data == "own":
            return self._own_classes
        return {"plane_regression": 0, "hills_regression": 0, "blobs": 3, "iris": 3}.get(self.data, 2)

    @cached_property
    def _own_classes(self) -> int:
        assert isinstance(self.rows, Matrix)
        return own.classes_of(self.rows, self.task)

    @property
    def _samples(self) -> int:
        """Those for testing among them."""
        return {"iris": 150, "own": len(self.rows)}.get(self.data, int(self.samples))

    def steps(self, n: int) -> int:
        """Of the whole training on ``n`` samples."""
        return self.epochs * (-(-n // self.batch) if self.batch else 1)

    @property
    def _costs(self) -> tuple[str, ...]:
        """The losses that these data can have."""
        numbers = ("half_mean_square", "mean_square")
        return {0: numbers, 2: ("binary_cross_entropy", *numbers, "hinge")}.get(
            self.classes, ("softmax_cross_entropy",)
        )

    @property
    def alone(self) -> Setup:
        """The training alone, without what a slice adds to it."""
        return Setup(**{f.name: getattr(self, f.name) for f in fields(Setup)})

    @property
    def toy(self) -> Toy:
        """The data."""
        known: dict[str, Any] = {"seed": self.seed, "test_share": self.held}
        if self.data == "own":
            known |= {"rows": self.rows, "task": self.task}
        elif self.data in _MADE:
            known |= {"samples": self.samples, "noise": self.noise}
        made: Toy = registry.create("toy", self.data, **known)
        return made

    def rates(self, steps: int) -> Schedule:
        """The schedule of a training of ``steps`` steps."""
        warmup = round(self.warmup * steps)
        t = max(1, steps - warmup)
        own: dict[str, dict[str, Any]] = {
            "step_decay": {"every": max(1, -(-t // 4)), "gamma": 0.3},
            "exponential": {"gamma": 0.01 ** (1 / t)},
            "cosine": {"length": t},
            "cosine_restarts": {"first": max(1, -(-t // 7)), "growth": 2},
            "polynomial": {"length": t, "power": 1.0},
            "inverse_sqrt": {"scale": max(1, t // 50)},
            "inverse_time": {"scale": max(1, t // 50)},
            "one_cycle": {"length": t},
            "cyclic": {"half_period": max(1, t // 8)},
            "reduce_on_plateau": {"patience": max(1, t // 20), "gamma": 0.3},
        }
        made: Schedule = registry.create("schedule", self.schedule, warmup=warmup, **own.get(self.schedule, {}))
        return made


@lru_cache(maxsize=64)
def prepared(setup: Setup, member: int = 0) -> tuple[Recipe, Data, Data]:
    """The recipe, the training and the test data; ``member`` > 0 has other first weights and another shuffling, and
    the same data.
    """
    toy = setup.toy
    kind = setup.cost
    if kind == "auto":
        kind = {0: "half_mean_square", 2: "binary_cross_entropy"}.get(toy.classes, "softmax_cross_entropy")
    loss = registry.create("loss", kind)

    def ready(part: Data) -> Data:
        inputs = part.inputs / _SCALE if setup.data in _MADE else part.inputs
        if toy.classes != 2:
            return Data(inputs, part.targets)
        targets = part.targets[:, None].astype(np.float64)
        return Data(inputs, targets if loss.targets == "binary" else 2 * targets - 1, labels=True)

    train, test = (ready(part) for part in toy.split())
    outputs = toy.classes if toy.classes > 2 else 1
    mlp = Mlp((toy.dim, *setup.units, outputs), registry.create("activation", setup.activation))
    decoupled = setup.method in DECOUPLED
    recipe = Recipe(
        mlp,
        loss,
        _run(setup, decoupled, setup.steps(len(train))),
        Penalty(l1=setup.l1, l2=0.0 if decoupled else setup.weight_decay),
        Dropout(setup.dropout),
        start=setup.init if setup.init != "auto" else ("he" if setup.activation in _RECTIFIED else "xavier"),
        seed=setup.seed if member == 0 else int(np.random.SeedSequence([setup.seed, member]).generate_state(1)[0]),
        patience=setup.patience,
    )
    return recipe, train, test


def _run(setup: Setup, decoupled: bool, steps: int) -> Run:
    known: dict[str, Any] = {}
    if registry.get("optimizer", setup.method).uses_lr:
        known["lr"] = setup.lr
    if setup.method in WITH_MOMENTUM:
        known["momentum"] = setup.momentum
    if decoupled:
        known["weight_decay"] = setup.weight_decay
    return Run(
        registry.create("optimizer", setup.method, **known),
        schedule=setup.rates(steps),
        clip=Clipping("norm", setup.clip) if setup.clip > 0 else Clipping(),
        batching=Batching(setup.batch),
    )
