"""Who wins: the standings of a race by a stated measure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.trajectory import Trajectory

MEASURES = ("value", "steps", "gradients", "values")


@dataclass(frozen=True)
class Standing:
    """One run's place. ``score`` is what was measured, None where the run never got there or diverged."""

    run: int  # index into the sequence given
    rank: int  # 1 is first; equal scores share a rank
    score: float | None
    reached: int | None  # the step at which the tolerance was reached (None for "value")


@dataclass(frozen=True)
class Standings:
    """All places, best first; ``f_star`` is what f was compared with, ``known`` whether it is the true minimum."""

    places: tuple[Standing, ...]
    f_star: float
    known: bool


def rank(
    trajectories: Sequence[Trajectory],
    measure: str = "value",
    after: int = 100,
    tolerance: float = 1e-3,
    f_star: float | None = None,
) -> Standings:
    """Rank runs.

    ``"value"``: f after ``after`` steps, or at the end of a run that stopped earlier. ``"steps"``, ``"gradients"``,
    ``"values"``: steps, gradient or function evaluations until f − f* ≤ ``tolerance`` for the first time. Where f*
    is not known (None) the best value seen in the race takes its place. Diverged runs come last.
    """
    if measure not in MEASURES:
        raise ValueError(f"measure must be one of {', '.join(MEASURES)}, got {measure!r}")
    known = f_star is not None
    best = f_star if f_star is not None else _best_seen(trajectories)
    scores = [_score(t, measure, after, tolerance, best) for t in trajectories]
    order = sorted(range(len(scores)), key=lambda i: (scores[i][0] is None, scores[i][0] or 0.0, i))
    places: list[Standing] = []
    for position, i in enumerate(order, start=1):
        score, reached = scores[i]
        tied = bool(places) and places[-1].score == score
        places.append(Standing(i, places[-1].rank if tied else position, score, reached))
    return Standings(tuple(places), best, known)


def _best_seen(trajectories: Sequence[Trajectory]) -> float:
    values = [float(np.min(t.f, where=np.isfinite(t.f), initial=math.inf)) for t in trajectories]
    return min(values, default=math.inf)


def _score(
    trajectory: Trajectory, measure: str, after: int, tolerance: float, f_star: float
) -> tuple[float | None, int | None]:
    f = trajectory.f
    stop = trajectory.stop
    if measure == "value":
        value = float(f[min(after, len(f) - 1)])
        lost = stop is not None and stop.rule == "diverged" and stop.step <= after
        return (None if lost or not math.isfinite(value) else value), None
    near = np.flatnonzero(f - f_star <= tolerance)
    if not len(near):
        return None, None
    step = int(near[0])
    counts = {"steps": step, "gradients": trajectory.gradients[step], "values": trajectory.values[step]}
    return float(counts[measure]), step
