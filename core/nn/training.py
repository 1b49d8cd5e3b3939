"""Training a network, epoch by epoch: streaming, and resumable from any epoch with the same result.

Every epoch shuffles with dice of its own, seeded by (seed, stream, epoch), so that nothing before it must be drawn
again; an optimiser's memory is never changed in place, so that a checkpoint is a copy of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from core.arrays import Array, BoolArray, IntArray
from core.experiment import Run
from core.nn.initial import initial
from core.nn.losses import Loss
from core.nn.mlp import Mlp
from core.nn.network_loss import Data, NetworkLoss, Penalty
from core.nn.objective import NetworkObjective
from core.optimizers.base import Evaluate
from core.params import check_params, param
from core.rates import planned
from core.schedules.plateau import ReduceOnPlateau
from core.words import QT_TRANSLATE_NOOP

_SHUFFLE, _DROP = 11, 12  # last words of the seeds
_ALL = slice(None)


@dataclass(frozen=True)
class Dropout:
    """Inverted dropout: in training every hidden unit's output is 0 with probability p, else divided by 1 − p."""

    p: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("training", "Dropout"),
        help=QT_TRANSLATE_NOOP("training", "The probability with which a hidden unit is left out of a training step"),
        symbol="p",
        low=0.0,
        high=1.0,
        high_open=True,
        slider=(0.0, 0.8),
    )

    def __post_init__(self) -> None:
        check_params(self)

    def masks(self, mlp: Mlp, samples: int, rng: np.random.Generator) -> list[Array]:
        """What multiplies the hidden layers' outputs, (samples, units) each; none where p is 0."""
        if self.p == 0:
            return []
        return [(rng.random((samples, units)) >= self.p) / (1 - self.p) for units in mlp.sizes[1:-1]]


@dataclass(frozen=True, eq=False)
class Recipe:
    """Everything that decides a training but the data. ``run`` gives the method, its schedule, batches and clipping."""

    mlp: Mlp
    loss: Loss
    run: Run
    penalty: Penalty = Penalty()
    dropout: Dropout = Dropout()
    start: str = "xavier"  # one of core.nn.initial.RULES
    gain: float = 1.0
    seed: int = 0
    patience: int = 0  # epochs without a lower test loss after which it stops early; 0: it does not


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Where a training stands after ``epoch`` epochs and ``step`` steps."""

    epoch: int
    step: int
    w: Array  # (d,)
    memory: Any  # the method's
    watched: Any  # the plateau schedule's, or None
    best: float = np.inf  # the lowest test loss
    best_epoch: int = 0
    best_w: Array | None = None


@dataclass(frozen=True, eq=False)
class Epoch:
    """What is known after an epoch; number 0 is the start. Losses are means without dropout."""

    number: int
    step: int
    w: Array  # (d,)
    train: float  # with the penalty
    train_data: float  # without it
    test: float  # without it; nan where no sample is kept for testing
    train_accuracy: float
    test_accuracy: float
    gradient_norms: Array  # (L,) ‖∂f/∂W⁽ˡ⁾‖ of the whole training loss: vanishing and exploding are seen here
    checkpoint: Checkpoint | None  # None in journals, which keep the last alone
    stopped_early: bool


def losses(recipe: Recipe, train: Data) -> NetworkLoss:
    """The training loss."""
    return NetworkLoss(recipe.mlp, train, recipe.loss, recipe.penalty)


def train_epochs(
    recipe: Recipe, train: Data, test: Data, epochs: int, resume: Checkpoint | None = None
) -> Iterator[Epoch]:
    """The start (unless it resumes) and then every epoch, ``epochs`` of them counted from the very start.

    It ends early where the loss is no longer finite, or by ``patience``.
    """
    whole = losses(recipe, train)
    at = resume or _begin(recipe)
    if resume is None:
        yield _told(recipe, whole, test, at, False)
    while at.epoch < epochs:
        with np.errstate(all="ignore"):
            at = _epoch(recipe, whole, at)
            told = _told(recipe, whole, test, at, False)
        at, over = _judged(recipe, told, at)
        yield replace(told, checkpoint=at, stopped_early=over)
        if over or not np.isfinite(told.train):
            return


def _begin(recipe: Recipe) -> Checkpoint:
    w = initial(recipe.mlp, recipe.start, recipe.seed, recipe.gain)
    schedule = recipe.run.schedule
    watched = schedule.begin(1) if isinstance(schedule, ReduceOnPlateau) else None
    return Checkpoint(0, 0, w, recipe.run.method.init(w[None]), watched)


def _epoch(recipe: Recipe, whole: NetworkLoss, at: Checkpoint) -> Checkpoint:
    """One pass over the training data."""
    run, n = recipe.run, len(whole.data)
    x, memory, step, watched = at.w[None], at.memory, at.step, at.watched
    rng = _dropping(recipe, at.epoch)
    evaluate = _Batch(NetworkObjective(whole), 1, run.clip if run.method.uses_lr else None)
    batches = batches_of(recipe, n, at.epoch)
    rates = planned(run, np.arange(step, step + len(batches)))
    for indices, rate in zip(batches, rates, strict=True):
        lr = np.asarray(rate)
        if watched is not None:
            lr = lr * watched.factor[:, None]
        evaluate.see(indices, recipe.dropout.masks(recipe.mlp, len(indices), rng))
        x, memory, _ = run.method.step(x, evaluate, memory, lr)
        step += 1
        if watched is not None and step > run.schedule.warmup:
            assert isinstance(run.schedule, ReduceOnPlateau)
            watched = run.schedule.observe(watched, whole.value(x))
    return replace(at, epoch=at.epoch + 1, step=step, w=x[0], memory=memory, watched=watched)


def batches_of(recipe: Recipe, n: int, epoch: int) -> list[IntArray]:
    """The samples of each step of an epoch; where a line search chooses the step, all at once."""
    batching = recipe.run.batching
    if not (recipe.run.method.uses_lr and batching.active(n)):
        return [np.arange(n)]
    rng = np.random.default_rng([recipe.seed, recipe.run.stream, epoch, _SHUFFLE])
    steps = batching.per_epoch(n)
    if batching.replacement:
        return list(rng.integers(n, size=(steps, batching.batch)))
    return np.array_split(rng.permutation(n), np.arange(batching.batch, n, batching.batch))


def dropout_masks(recipe: Recipe, n: int, epoch: int) -> list[BoolArray]:
    """Which units are kept, (units,) of every hidden layer, for the first sample of the first batch that the training
    sees on ``n`` samples after ``epoch`` whole epochs; none where there is no dropout.
    """
    first = batches_of(recipe, n, epoch)[0]
    return [mask[0] > 0 for mask in recipe.dropout.masks(recipe.mlp, len(first), _dropping(recipe, epoch))]


def _dropping(recipe: Recipe, epoch: int) -> np.random.Generator:
    return np.random.default_rng([recipe.seed, recipe.run.stream, epoch, _DROP])


class _Batch(Evaluate):
    """The loss as the method sees it: over a batch, with dropout."""

    __slots__ = ("_part",)

    def __init__(self, objective: NetworkObjective, n: int, clip: Any) -> None:
        super().__init__(objective, n, clip)
        self._part: tuple[NetworkLoss, list[Array]] = (objective.loss, [])

    def see(self, indices: IntArray, masks: list[Array]) -> None:
        """The batch of the next step."""
        whole = self.objective.loss  # type: ignore[attr-defined]
        part = whole if len(indices) == len(whole.data) and not masks else _only(whole, indices)
        self._part = part, masks

    def gradient(self, x: Array, rows: slice = _ALL) -> Array:
        return self._gradient(x, rows, self._part[0])

    def smooth_gradient(self, x: Array, rows: slice = _ALL) -> Array:
        part = self._part[0]
        return self._gradient(x, rows, replace(part, penalty=replace(part.penalty, l1=0.0)))

    def _gradient(self, x: Array, rows: slice, part: NetworkLoss) -> Array:
        self.gradients[rows] += 1
        # One weight vector goes as a vector: matrices of two dimensions are NumPy's fastest.
        g = part.gradient_with(x[0] if len(x) == 1 else x, self._part[1])
        g = g[None] if len(x) == 1 else g
        return g if self.clip is None else self.clip(g)


def _only(whole: NetworkLoss, indices: IntArray) -> NetworkLoss:
    return NetworkLoss(whole.mlp, whole.data.only(indices), whole.loss, whole.penalty)


def _told(recipe: Recipe, whole: NetworkLoss, test: Data, at: Checkpoint, early: bool) -> Epoch:
    w = at.w
    passed = recipe.mlp.passed(w, whole.data.inputs)
    gradient = whole.gradient_of(w, passed)
    train, train_right = _measured(whole, passed.outputs)
    test_loss = test_right = np.nan
    if len(test):
        test_loss, test_right = _measured(replace(whole, data=test), recipe.mlp.forward(w, test.inputs))
    penalty = float(whole.penalty.value(w, recipe.mlp.is_weight))
    norms = np.array([np.linalg.norm(gradient[b.weights]) for b in recipe.mlp.blocks])
    return Epoch(at.epoch, at.step, w, train + penalty, train, test_loss, train_right, test_right, norms, at, early)


def _measured(loss: NetworkLoss, outputs: Array) -> tuple[float, float]:
    """The mean loss and the accuracy of ``outputs`` (n, k)."""
    return float(loss.loss.each(outputs, loss.data.targets).mean()), float(loss.right(outputs))


def _judged(recipe: Recipe, told: Epoch, at: Checkpoint) -> tuple[Checkpoint, bool]:
    """The checkpoint with the best weights so far, and whether patience has run out."""
    if told.test < at.best:
        at = replace(at, best=told.test, best_epoch=told.number, best_w=told.w)
    over = recipe.patience > 0 and told.number - at.best_epoch >= recipe.patience
    return at, over
