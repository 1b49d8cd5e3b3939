"""What each schedule of the learning rate does to the slice's own network."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core import registry
from core.arrays import Array, IntArray
from core.nn.rate_plans import SEEDS, Plan, Tried, plans, try_plans
from core.nn.setup import prepared
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.studies.base import Row, Study

_NO_EPOCHS = QT_TRANSLATE_NOOP("studies", "The training has no epochs.")
_NO_RATE = QT_TRANSLATE_NOOP("studies", "This method chooses its steps itself: no schedule has a say in it.")

_DRAWN = 201  # epochs of a curve, at most


@dataclass(frozen=True)
class End:
    """The loss after the last epoch, over the ``seeds`` that have come to it; +∞ where the training diverged."""

    low: float
    middle: float
    high: float
    seeds: int


@dataclass(frozen=True, eq=False)
class Scheduled:
    """Every plan as far as it was tried; an epoch has ``per_epoch`` steps. ``held``: samples are kept for testing.

    ``bands`` are lowest, median and highest loss over the seeds after the ``epochs`` (m,) that are drawn, (3, m) of
    every plan and part ("train", "test").
    """

    tried: tuple[Tried, ...]
    epochs: IntArray
    bands: dict[tuple[Plan, str], Array]
    per_epoch: int
    held: bool
    share: float

    @property
    def part(self) -> str:
        """Whose loss is compared: "test", or "train" where nothing is kept for testing."""
        return "test" if self.held else "train"

    def of(self, plan: Plan) -> Tried | None:
        """What came of it."""
        return next((each for each in self.tried if each.plan == plan), None)

    @cached_property
    def ends(self) -> dict[Plan, End]:
        """Of every plan of which a training has come to its end."""
        out = {}
        for each in self.tried:
            ends = each.ends(self.part)
            if len(ends):
                low, middle, high = over_seeds(ends[:, None])[:, 0].tolist()
                out[each.plan] = End(low, middle, high, len(ends))
        return out

    @property
    def best(self) -> Plan | None:
        """That with the lowest median at the end; None before, or where all have diverged."""
        finite = {plan: end.middle for plan, end in self.ends.items() if np.isfinite(end.middle)}
        return min(finite, key=lambda plan: finite[plan]) if finite else None

    def surely(self, better: Plan, worse: Plan) -> bool:
        """Whether every seed of the one ended below every seed of the other."""
        return self.ends[better].high < self.ends[worse].low

    def table(self) -> list[Row]:
        """One row an epoch of a training."""
        rows: list[Row] = [("schedule", "warm-up", "seed", "epoch", "training loss", "test loss")]
        for each in self.tried:
            for member in range(SEEDS):
                for k, (train, test) in enumerate(zip(each.train[member], each.test[member], strict=True)):
                    if not np.isnan(train):
                        rows.append((each.plan.schedule, each.plan.warmup, member, k, float(train), float(test)))
        return rows


def over_seeds(losses: Array) -> Array:
    """Lowest, median and highest of ``losses`` (s, k) over the seeds that have come so far, (3, k); nan where none."""
    out = np.full((3, losses.shape[1]), np.nan)
    known = np.any(~np.isnan(losses), axis=0)
    some = losses[:, known]
    out[:, known] = np.nanmin(some, axis=0), np.nanmedian(some, axis=0), np.nanmax(some, axis=0)
    return out


class SchedulesStudy(Study):
    """Whatever schedule the slice's own training has, unless it is one that is not tried anyway."""

    name = "schedules"

    def key(self, objective: NetworkSlice) -> Hashable:
        setup = objective.alone
        return replace(setup, schedule="constant", warmup=0.0, patience=0), plans(setup)

    def why_not(self, objective: NetworkSlice) -> str:
        if objective.epochs == 0:
            return _NO_EPOCHS
        return "" if registry.get("optimizer", objective.method).uses_lr else _NO_RATE

    def work(self, objective: NetworkSlice) -> Iterator[Scheduled | None]:
        setup = objective.alone
        _, train, test = prepared(setup)
        per_epoch = setup.steps(len(train)) // setup.epochs
        epochs = np.unique(np.linspace(0, setup.epochs, min(setup.epochs + 1, _DRAWN)).astype(np.int64))
        for found in try_plans(setup):
            if found is None:
                yield None
                continue
            tried, share = found
            bands = {
                (each.plan, part): over_seeds(getattr(each, part)[:, epochs])
                for each in tried
                for part in ("train", "test")
            }
            yield Scheduled(tried, epochs, bands, per_epoch, len(test) > 0, share)
