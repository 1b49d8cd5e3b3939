"""The order of finish, by a stated measure, within a budget."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.stopping import Budget
from core.trajectory import Trajectory

Budgets = tuple[tuple[Budget, int], ...]

Measure = Literal["value", "steps", "gradient_evaluations", "function_evaluations"]


@dataclass(frozen=True)
class Standing:
    """One trajectory's place. Equal results share a rank, and the next one counts them: 1, 1, 3."""

    index: int  # of the trajectory in the sequence given
    rank: int
    score: float | None  # what was measured; None where the tolerance was not reached or the run diverged
    gap: float  # f − f* at the step where it is judged; nan where f is
    diverged: bool


@dataclass(frozen=True)
class Ranking:
    """Standings, the first first, and the f* against which gaps are taken."""

    standings: tuple[Standing, ...]
    f_star: float
    best_seen: bool  # f* was not known: it is the lowest f of these runs


def rank(
    trajectories: Sequence[Trajectory],
    measure: Measure = "value",
    after: int | None = None,
    tolerance: float = 1e-6,
    f_star: float | None = None,
    budgets: Budgets = (),
) -> Ranking:
    """Order the runs.

    ``value``: by f after ``after`` steps (None: all), or at its end where a run stopped earlier. The other measures:
    by the steps, gradient evaluations or function evaluations that it took to reach f − f* <= ``tolerance``; runs that
    have not come last, the nearest first. Runs that diverged (by then, for ``value``) come after all others.

    ``budgets`` (see ``core.stopping``) make it fair: a run is judged by the records that they pay for alone, so that
    one whose last step overdrew its budget has no advantage. For ``value``, ``after`` then says nothing.
    """
    if budgets:
        after = None
    lows = [float(np.min(t.f[np.isfinite(t.f)])) for t in trajectories if np.any(np.isfinite(t.f))]
    best_seen = f_star is None
    reference = min(lows, default=math.nan) if f_star is None else f_star
    judged = [_judge(t, measure, after, tolerance, reference, budgets) for t in trajectories]
    order = sorted(range(len(judged)), key=lambda i: judged[i][0])
    standings: list[Standing] = []
    for place, i in enumerate(order):
        key, score, gap = judged[i]
        tied = place > 0 and judged[order[place - 1]][0] == key
        number = standings[-1].rank if tied else place + 1
        standings.append(Standing(i, number, score, gap, key[0] == _DIVERGED))
    return Ranking(tuple(standings), reference, best_seen)


_REACHED, _UNREACHED, _DIVERGED = 0, 1, 2


def paid_for(t: Trajectory, budgets: Budgets) -> int:
    """The last record of ``t`` at which no budget is overdrawn: the start costs nothing."""
    last = t.steps
    for what, most in budgets:
        last = min(last, int(np.searchsorted(getattr(t, what), most, side="right")) - 1)
    return max(last, 0)


def _judge(
    t: Trajectory, measure: Measure, after: int | None, tolerance: float, f_star: float, budgets: Budgets
) -> tuple[tuple[int, float], float | None, float]:
    """(class, order within it), score and gap."""
    last = paid_for(t, budgets)
    if after is not None and measure == "value":
        last = min(after, last)
    numbers = np.flatnonzero(~np.isnan(t.f[: last + 1]))
    f = float(t.f[numbers[-1]]) if len(numbers) else math.nan
    gap = f - f_star
    diverged = t.stop is not None and t.stop.rule == "diverged" and t.stop.step <= last
    if diverged or math.isnan(f):
        return (_DIVERGED, 0.0), None, gap
    if measure == "value":
        return (_REACHED, f), f, gap
    there = np.flatnonzero(t.f[: last + 1] - f_star <= tolerance)
    if not len(there):
        return (_UNREACHED, gap), None, gap
    k = int(there[0])
    score = float({"steps": k, "gradient_evaluations": t.gradients[k], "function_evaluations": t.values[k]}[measure])
    return (_REACHED, score), score, float(t.f[k]) - f_star
