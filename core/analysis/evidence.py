"""Why did it stop? What a run's last point is, with the numbers that show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.analysis.critical import classify
from core.arrays import Array
from core.cycles import Cycle, find_cycle
from core.objectives.base import Objective
from core.stopping import Verdict
from core.trajectory import Trajectory

Ending = Literal[
    "minimum", "saddle", "maximum", "plateau", "cycle", "diverged", "budget", "steps", "failed", "undecided"
]
_PLAIN: tuple[Verdict, ...] = ("minimum", "saddle", "maximum", "plateau")


@dataclass(frozen=True, eq=False)
class Evidence:
    """Of the last record of a run. What cannot be had (a Hessian where x is not finite) is None."""

    ending: Ending
    verdict: Verdict  # of the point where the run stopped, whatever stopped it; "" where it diverged
    x: Array  # (d,)
    f: float
    grad_norm: float
    step_length: float  # of the last step; nan where there was none
    change: float  # f at the end less f a step before; nan likewise
    eigenvalues: Array | None  # (d,) of the Hessian, ascending
    cycle: Cycle | None
    outside: float  # distance from the end to the rectangle in view, 0 inside
    steps_outside: int  # records that lie outside of it
    farthest: float  # the largest distance of a record to it, 0 where all lie inside


def evidence(objective: Objective, domain: tuple[tuple[float, float], ...], t: Trajectory) -> Evidence:
    """What the last point of ``t`` is; ``domain`` ((low, high),) * d is the rectangle in view. Milliseconds."""
    with np.errstate(all="ignore"):
        x, f = t.x[-1], float(t.f[-1])
        away = _distance(t.x, domain)
        finite = bool(np.all(np.isfinite(x)))
        eigenvalues = _eigenvalues(objective, x) if finite else None
        rule = "" if t.stop is None else t.stop.rule
        lost = rule in ("diverged", "unbounded_below")
        cycle = None if lost else find_cycle(t.x)
        verdict: Verdict = "" if lost or cycle is not None else classify(objective, x)
        return Evidence(
            ending=_ending(rule, verdict, cycle),
            verdict=verdict,
            x=x,
            f=f,
            grad_norm=float(t.grad_norm[-1]),
            step_length=float(t.step_length[-1]),
            change=f - float(t.f[-2]) if t.steps else float("nan"),
            eigenvalues=eigenvalues,
            cycle=cycle,
            outside=float(away[-1]),
            steps_outside=int(np.sum(~(away == 0.0))),
            farthest=float(np.max(away)) if np.all(np.isfinite(away)) else float("inf"),
        )


def _ending(rule: str, verdict: Verdict, cycle: Cycle | None) -> Ending:
    if rule in ("diverged", "unbounded_below"):
        return "diverged"
    if cycle is not None:
        return "cycle"
    if rule in ("gradient", "step", "value") and verdict in _PLAIN:
        return verdict  # type: ignore[return-value]
    if rule in ("line_search_failed", "method_failed"):
        return "failed"
    return {"budget": "budget", "max_steps": "steps"}.get(rule, "undecided")  # type: ignore[return-value]


def _distance(x: Array, domain: tuple[tuple[float, float], ...]) -> Array:
    """From each of the points (m, d) to the box, (m,)."""
    low, high = np.array(domain, dtype=np.float64).T
    beyond = np.maximum(np.maximum(low - x, x - high), 0.0)
    out: Array = np.sqrt(np.einsum("md,md->m", beyond, beyond))
    return out


def _eigenvalues(objective: Objective, x: Array) -> Array | None:
    hessian = objective.hessian(x)
    if not np.all(np.isfinite(hessian)):
        return None
    return np.asarray(np.linalg.eigvalsh(hessian), dtype=np.float64)
