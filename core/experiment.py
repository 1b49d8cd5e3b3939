"""A frozen Experiment: objective + runs + noise + stopping; plain data in, plain data out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.noise import Noise
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.stopping import Stopping
from core.words import QT_TRANSLATE_NOOP, CoreError


@dataclass(frozen=True)
class Run:
    """One method from one or many starts.

    ``starts`` are rows (n, d) as nested tuples, () for the experiment's own start. ``stream`` chooses the dice of
    the run's noise; ``noisy`` overrides whether the method sees noise (None: as ``method.stochastic`` says).
    """

    method: Optimizer
    starts: tuple[tuple[float, ...], ...] = ()
    stream: int = 0
    noisy: bool | None = None

    @property
    def sees_noise(self) -> bool:
        """Whether the gradients of this run carry the noise."""
        return self.method.stochastic if self.noisy is None else self.noisy


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


_START = QT_TRANSLATE_NOOP("errors", "the start of run {i} must be {d} finite numbers, got {got}")
