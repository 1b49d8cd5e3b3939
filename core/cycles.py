"""Tells when a run goes round in a cycle: x comes back to where it was, period after period.

Source: the definition. A run has period p at record k where x_{k−j} and x_{k−j−p} differ by no more than ε times the
size of the cycle for the last ``TURNS`` periods. Heavy ball on the function of Lessard, Recht and Packard,
SIAM J. Optimization 26 (2016) 57, eq. (4.11), has p = 3.

Convergence is none: a run that contracts by ρ a step differs by 1 − ρᵖ of its size after p steps, far above ε unless
ρ is 1 to nine digits, and what is left of a run that has arrived is below the smallest size that counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray

LONGEST = 64  # the longest period looked for
TURNS = 3  # a cycle has been gone round so often before it is called one
EVERY = 16  # records: whether x comes back is asked at every 16th record, wherever chunks begin
MEMORY = LONGEST * (TURNS + 1)  # records before the present one that are looked at
EPSILON = 1e-9  # of the size of the cycle
SMALLEST = 1e-6  # a cycle smaller than this share of 1 + ‖x‖ is rounding about a fixed point


@dataclass(frozen=True, eq=False)
class Cycle:
    """``period`` in steps; ``size`` is the largest distance of its points from their mean; ``points`` (period, d)."""

    period: int
    size: float
    points: Array


def find_cycle(x: Array, longest: int = LONGEST) -> Cycle | None:
    """The shortest cycle in which the records ``x`` (k + 1, d) end, or None. Period 1, a rest, is no cycle."""
    with np.errstate(all="ignore"):
        last = len(x) - 1
        most = min(longest, last // (TURNS + 1))
        if most < 2 or not np.all(np.isfinite(x[-1])):
            return None
        periods = np.arange(2, most + 1)
        away = _norms(x[last - periods] - x[last])
        reach = _norms(x[last - most + 1 :] - x[last]).max()
        # cheap and necessary: the size of a cycle is at most the reach of its points from one of them
        for p in periods[away <= EPSILON * reach].tolist():
            cycle = _cycle_of(x, p)
            if cycle is not None:
                return cycle
    return None


def _cycle_of(x: Array, p: int) -> Cycle | None:
    points = x[len(x) - p :]
    mean = np.mean(points, axis=0)
    size = float(np.max(_norms(points - mean)))
    if not size > SMALLEST * (1.0 + float(_norms(mean))):
        return None
    turns = x[len(x) - (TURNS + 1) * p :]
    apart = float(np.max(_norms(turns[p:] - turns[:-p])))
    return Cycle(p, size, points) if apart <= EPSILON * size else None


def _norms(v: Array) -> Array:
    out: Array = np.sqrt(np.einsum("...d,...d->...", v, v))
    return out


def first_cycles(x: Array, memory: int, first: int) -> tuple[IntArray, dict[int, Cycle]]:
    """Of records ``x`` (memory + m, n, d), of which the last m are numbered from ``first`` and the others came
    before: the index among the m at which each of the n rows is first seen in a cycle, -1 for none, and the cycles.
    """
    m, n = len(x) - memory, x.shape[1]
    at = np.full(n, -1)
    cycles: dict[int, Cycle] = {}
    for k in range(-first % EVERY, m, EVERY):
        window = x[max(0, memory + k - MEMORY) : memory + k + 1]
        if len(window) < 2 * (TURNS + 1) + 1:
            continue
        for row in _returning(window):
            if at[row] < 0 and (cycle := find_cycle(window[:, row])) is not None:
                at[row], cycles[row] = k, cycle
    return at, cycles


def _returning(window: Array) -> list[int]:
    """The rows of ``window`` (w, n, d) whose last record lies near one before: few, so that they can go one by one."""
    most = min(LONGEST, (len(window) - 1) // (TURNS + 1))
    last = window[-1]
    before = window[-most - 1 : -2]
    away = _norms(before - last)
    reach = _norms(window[-most:] - last).max(axis=0)
    moves = reach > 0.5 * SMALLEST * (1.0 + _norms(last))
    rows: list[int] = np.flatnonzero((away <= EPSILON * reach).any(axis=0) & moves).tolist()
    return rows
