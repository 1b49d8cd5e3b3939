"""A frozen Experiment: objective + runs + noise + stopping; plain data in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.batches import Batching
from core.clipping import Clipping
from core.noise import Noise
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.schedules.base import Schedule
from core.schedules.decays import Constant
from core.stopping import Stopping
from core.words import QT_TRANSLATE_NOOP, CoreError


@dataclass(frozen=True)
class Run:
    """One method from one or many starts.

    ``starts`` are rows (n, d) as nested tuples, () for the experiment's own start. ``stream`` chooses the dice of
    the run's noise; ``noisy`` overrides whether the method sees noise (None: as ``method.stochastic`` says).
    ``lr_changes`` are pairs (step, learning rate), by rising step: from that step on the method's learning rate is
    that one. ``schedule`` multiplies the learning rate in force. ``clip`` cuts the gradients
    that the method sees. ``batching`` makes them those of mini-batches, where the objective is a finite sum (it says
    nothing of other objectives). Where a line search chooses the step, none of the four counts.
    """

    method: Optimizer
    starts: tuple[tuple[float, ...], ...] = ()
    stream: int = 0
    noisy: bool | None = None
    schedule: Schedule = Constant()
    lr_changes: tuple[tuple[int, float], ...] = ()
    clip: Clipping = Clipping()
    batching: Batching = Batching()

    def __post_init__(self) -> None:
        before = 0
        for step, lr in self.lr_changes:
            if step <= before or not (np.isfinite(lr) and lr > 0):
                raise CoreError(_CHANGES, field="lr_changes", got=str(self.lr_changes)[:60])
            before = step

    @property
    def sees_noise(self) -> bool:
        """Whether the gradients of this run carry the noise."""
        return self.method.stochastic if self.noisy is None else self.noisy

    @property
    def throws_dice(self) -> bool:
        """Whether its numbers may depend on the seed."""
        return self.sees_noise or self.batching.batch > 0


@dataclass(frozen=True)
class Experiment:
    """Everything that decides the numbers."""

    objective: Objective
    runs: tuple[Run, ...]
    start: tuple[float, ...] = ()
    noise: Noise = Noise()
    stopping: Stopping = Stopping()

    def __post_init__(self) -> None:
        for i, run in enumerate(self.runs):
            for start in run.starts or (self.start or self.objective.start,):
                if len(start) != self.objective.dim or not np.all(np.isfinite(start)):
                    raise CoreError(_START, field=f"runs[{i}].starts", i=i, d=self.objective.dim, got=str(start)[:60])

    def starts_of(self, run: Run) -> Array:
        """The starts of a run, (n, d)."""
        return np.asarray(run.starts or (self.start or self.objective.start,), dtype=np.float64)


_CHANGES = QT_TRANSLATE_NOOP(
    "errors",
    "lr_changes must be pairs [step, learning rate], by rising step from 1 on and with rates above 0, got {got}",
)
_START = QT_TRANSLATE_NOOP("errors", "the start of run {i} must be {d} finite numbers, got {got}")
