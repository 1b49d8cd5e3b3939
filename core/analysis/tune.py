"""The best learning rate of a run on a grid, by the measure by which its race is won.

Without dice all rates go side by side, as rows of one run with the learning rate (n, 1). With dice each rate is given
the same seeds (common random numbers), and its score is the mean over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from core.arrays import Array
from core.experiment import Experiment, Run
from core.params import params_of
from core.race import Measure, paid_for
from core.record import Recorder
from core.simulate import simulate
from core.tiles import Executor, grown
from core.trajectory import Trajectory

RATES = 41
RANGE = (1e-4, 10.0)
SEEDS = 16
_TILE = 8  # rates side by side on an executor
_TIES = 4 * float(np.finfo(np.float64).eps)  # two values of f that differ by so little are equally low


@dataclass(frozen=True)
class By:
    """What is to be small: f after ``after`` steps, or the count until f − f* <= ``tolerance`` (see core.race).

    Where the experiment has budgets, f at the last record that they pay for.
    """

    measure: Measure = "value"
    after: int = 100
    tolerance: float = 1e-3


@dataclass(frozen=True, eq=False)
class Tuned:
    """Scores of the ``rates`` (m,): ``scores`` (m,) is inf where a run diverged or did not come near, nan where it
    is not known yet. ``best`` is the index of the best rate, -1 where there is none.
    """

    rates: Array
    scores: Array
    best: int
    seeds: int  # over which the scores are means

    @property
    def lr(self) -> float | None:
        """The best rate."""
        return None if self.best < 0 else float(self.rates[self.best])

    @property
    def at_edge(self) -> bool:
        """Whether the best rate is the first or the last of the grid: a better one may lie beyond."""
        return self.best in (0, len(self.rates) - 1)


def grid(low: float = RANGE[0], high: float = RANGE[1], count: int = RATES) -> Array:
    """``count`` rates from ``low`` to ``high``, evenly on a log axis, rounded to three digits."""
    return np.array([float(f"{rate:.3g}") for rate in np.geomspace(low, high, count)])


def tunable(run: Run) -> bool:
    """Whether the run has a learning rate of its own to tune."""
    return run.method.uses_lr and "lr" in params_of(type(run.method))


def tune(
    experiment: Experiment, run: int, by: By, rates: Array, seeds: int = SEEDS, executor: Executor | None = None
) -> Iterator[Tuned | None]:
    """Try every rate for run number ``run``, from its first start; yields None while at work and what is known.

    On an executor each rate is a tile of its own with dice, a few of them without; the numbers are the same. The
    schedule, the clipping and the batches are the run's own; its changes of the rate in mid-run are left out.
    Measured by f, the rules with an ε are off, so that every rate has the same steps.
    """
    spec = experiment.runs[run]
    if not tunable(spec):
        raise ValueError(f"{type(spec.method).__name__} has no learning rate")
    start = tuple(experiment.starts_of(spec)[0].tolist())
    stopping = experiment.stopping
    if by.measure == "value":
        stopping = replace(stopping, gradient_on=False, step_on=False, value_on=False, cycle_on=False)
        if not stopping.budgets:
            stopping = replace(stopping, max_steps=min(stopping.max_steps, by.after))
    alone = replace(experiment, runs=(replace(spec, lr_changes=()),), stopping=stopping)
    dice = (spec.sees_noise and experiment.noise.sigma > 0) or spec.batching.batch > 0
    together = 1 if dice else max(1, len(rates)) if executor is None else _TILE
    parts = [rates[first : first + together] for first in range(0, len(rates), together)]
    seeds = seeds if dice else 1
    results: list[list[Trajectory]] = []
    for found in grown(partial(_tile, alone, start, seeds), parts, executor):
        if found is None:
            yield None
            continue
        results += [list(found[i : i + seeds]) for i in range(0, len(found), seeds)]
        yield _judged(experiment, by, rates, results, seeds)


def _tile(
    alone: Experiment, start: tuple[float, ...], seeds: int, rates: Array
) -> Iterator[tuple[Trajectory, ...] | None]:
    """The trajectories of ``seeds`` rows of every one of ``rates`` (m,): of one rate many, or of many rates one."""
    rows = max(seeds, len(rates))
    lr: Any = rates[:, None] if seeds == 1 else float(rates[0])
    spec = alone.runs[0]
    method = replace(spec.method, lr=lr)  # type: ignore[call-arg]
    many = replace(alone, runs=(replace(spec, method=method, starts=(start,) * rows),))
    recorder = Recorder(many)
    for chunk in simulate(many, verdicts=False):
        recorder.add(chunk)
        yield None
    yield recorder.trajectories()


def _judged(experiment: Experiment, by: By, rates: Array, found: list[list[Trajectory]], seeds: int) -> Tuned:
    f_star = experiment.objective.f_star
    if f_star is None:
        lows = [np.min(t.f[np.isfinite(t.f)]) for row in found for t in row if np.any(np.isfinite(t.f))]
        f_star = float(min(lows, default=0.0))
    scores, ties = np.full(len(rates), np.nan), np.full(len(rates), np.inf)
    for i, row in enumerate(found):
        judged = np.array([_score(t, by, f_star, experiment) for t in row])
        scores[i], ties[i] = judged.mean(axis=0)
    known = np.isfinite(scores)
    if not known.any():
        return Tuned(rates, scores, -1, seeds)
    lowest = float(np.min(scores[known]))
    level = known & (scores <= lowest + _TIES * abs(lowest))
    return Tuned(rates, scores, int(np.argmin(np.where(level, ties, np.inf))), seeds)


def _score(t: Trajectory, by: By, f_star: float, experiment: Experiment) -> tuple[float, float]:
    """What is to be small, and what decides between equals."""
    budgets = experiment.stopping.budgets
    last = paid_for(t, budgets)
    if by.measure == "value" and not budgets:
        last = min(by.after, last)
    f = t.f[: last + 1]
    if t.stop is not None and t.stop.rule == "diverged" and t.stop.step <= last:
        return np.inf, np.inf
    if by.measure == "value":
        end = float(f[-1])
        if not np.isfinite(end):
            return np.inf, np.inf
        # equally low: the one that was as low first
        return end, float(np.argmax(f <= end + _TIES * abs(end)))
    there = np.flatnonzero(f - f_star <= by.tolerance)
    if not len(there):
        return np.inf, np.inf
    k = int(there[0])
    count = {"steps": k, "gradient_evaluations": t.gradients[k], "function_evaluations": t.values[k]}[by.measure]
    return float(count), float(f[k])
