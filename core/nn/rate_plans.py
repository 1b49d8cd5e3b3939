"""The same network trained under other schedules of the learning rate: same data, first weights and shuffling.

Warm-up: Goyal et al. (2017), arXiv:1706.02677, section 2.2; cosine: Loshchilov and Hutter (2017), arXiv:1608.03983; one
cycle: Smith and Topin (2018), arXiv:1708.07120; 1/√k: Vaswani et al. (2017), arXiv:1706.03762, section 5.3. One
training is chance: each is repeated with other first weights and another shuffling, the same ones for all schedules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from core.arrays import Array, IntArray
from core.nn.setup import Setup, prepared
from core.nn.training import Epoch, Recipe, train_epochs
from core.rates import planned

SEEDS = 5
WARMUP = 0.1  # of the training, where a schedule is tried with one
_SCHEDULES = ("constant", "step_decay", "cosine", "inverse_sqrt", "one_cycle")
_CLIMBS = ("one_cycle",)  # by themselves
_FAR = 1e6
_POINTS = 200  # of a curve of learning rates, at most
_TOLD = 12  # how often the first training of all is told


@dataclass(frozen=True)
class Plan:
    """A schedule of :class:`Setup`, and the share of the training that its warm-up takes."""

    schedule: str
    warmup: float = 0.0


@dataclass(frozen=True, eq=False)
class Tried:
    """A plan as far as it was tried, k epochs and s ≤ :data:`SEEDS` seeds; nan where nothing is known yet, +∞ where
    the training has diverged: its loss is not finite, or a million times its first.

    ``rates`` (m,) hold at ``steps`` (m,); those of a schedule that watches the loss are of the first seed, at the
    ends of its epochs.
    """

    plan: Plan
    steps: IntArray
    rates: Array
    train: Array  # (s, k + 1), without the penalty
    test: Array  # (s, k + 1)

    def ends(self, part: str) -> Array:
        """The loss after the last epoch of every seed that came to it, (s,): of ``part`` "train" or "test"."""
        last = np.asarray(getattr(self, part)[:, -1])
        out: Array = last[~np.isnan(last)]
        return out


def plans(setup: Setup) -> tuple[Plan, ...]:
    """Those that are tried: the usual ones with and without warm-up, and the setup's own first where it is another."""
    usual = tuple(
        Plan(schedule, warmup)
        for schedule in _SCHEDULES
        for warmup in ((0.0,) if schedule in _CLIMBS else (0.0, WARMUP))
    )
    own = Plan(setup.schedule, setup.warmup)
    return usual if own in usual else (own, *usual)


def try_plans(setup: Setup) -> Iterator[tuple[tuple[Tried, ...], float] | None]:
    """None after every epoch; now and then what is known of every plan, and the share of the work done, 1 at last.

    All plans grow together with the first seed, then seed by seed. Nothing stops early.
    """
    setup = replace(setup.alone, patience=0)
    logs = [_Log(setup, plan) for plan in plans(setup)]
    told = {round(setup.epochs * i / _TOLD) for i in range(1, _TOLD)}
    whole = SEEDS * (setup.epochs + 1)
    for member in range(SEEDS):
        recipe, train, test = prepared(setup, member)
        runs = [train_epochs(log.of(recipe, len(train)), train, test, setup.epochs) for log in logs]
        for k in range(setup.epochs + 1):
            for log, run in zip(logs, runs, strict=True):
                log.add(member, k, next(run, None))
                yield None
            if member == 0 and k in told:
                yield tuple(log.so_far() for log in logs), (k + 1) / whole
        yield tuple(log.so_far() for log in logs), (member + 1) / SEEDS


@dataclass
class _Log:
    """What is kept of a plan."""

    setup: Setup
    plan: Plan
    train: Array = field(init=False)
    test: Array = field(init=False)
    steps: IntArray = field(init=False)
    rates: Array = field(init=False)
    adaptive: bool = False

    def __post_init__(self) -> None:
        self.train, self.test = np.full((2, SEEDS, self.setup.epochs + 1), np.nan)

    def of(self, recipe: Recipe, n: int) -> Recipe:
        """The training under this plan."""
        steps = self.setup.steps(n)
        planning = replace(self.setup, schedule=self.plan.schedule, warmup=self.plan.warmup)
        run = replace(recipe.run, schedule=planning.rates(steps))
        self.adaptive = type(run.schedule).adaptive
        if self.adaptive:
            per_epoch = steps // max(1, self.setup.epochs)
            self.steps = np.arange(self.setup.epochs + 1) * per_epoch
        else:
            self.steps = np.unique(np.linspace(0, max(0, steps - 1), min(_POINTS, max(1, steps))).astype(np.int64))
        if np.isnan(self.train[0, 0]):
            self.rates = planned(run, self.steps)
        return replace(recipe, run=run)

    def add(self, member: int, k: int, epoch: Epoch | None) -> None:
        """What came of epoch ``k``; None where the training has ended before it."""
        far = epoch is None or not epoch.train_data <= (_FAR * self.train[member, 0] if k else np.inf)
        self.train[member, k] = np.inf if epoch is None or far else epoch.train_data
        self.test[member, k] = np.inf if epoch is None or far else epoch.test
        if self.adaptive and member == 0 and epoch is not None and epoch.checkpoint is not None:
            self.rates[k] *= float(epoch.checkpoint.watched.factor[0])

    def so_far(self) -> Tried:
        """As far as it has come."""
        return Tried(self.plan, self.steps, self.rates.copy(), self.train.copy(), self.test.copy())
