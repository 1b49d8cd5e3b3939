"""A swarm on its way: many starts of one run, recorded so that they can be shown step by step.

Every start goes as the run itself would from there: the same method, schedule, clipping, batches and noise (row i of
the swarm throws the dice of row i). Where nothing of the last three is asked for and the method can advance in place,
it does, which is about ten times as fast; the points are the same. No stopping rule but divergence counts: a start
that has arrived stays where it is by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.analysis.basins import LOST, UNDECIDED, Attractor, label_ends
from core.arrays import Array, BoolArray, IntArray
from core.batches import in_batches
from core.columns import Advances, Work
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.rates import is_constant
from core.simulate import simulate
from core.stopping import Stopping

RECORDS = 500  # kept at most: of longer runs every second, third ... step
_CHUNK = 16  # steps of all rows that are held in full precision at once
_NEAR = 0.01  # of the domain's diagonal: this near an attractor a start counts as arrived
_STILL = 1e-4  # of the diagonal: an end that moved less than this over the last looks has settled
_LOOKS = 4  # of 50
_BATCHED = ("newton",)  # takes all starts in one step, though it has no learning rate
_TILE = 40  # starts of a method that goes row by row: a tile ends with the slowest of its own
_TURN = 200_000  # point-steps between two turns of whoever iterates


@dataclass(frozen=True, eq=False)
class SwarmPaths:
    """``points`` (r, n, 2) float32 after ``steps`` (r,) steps, the first two coordinates; may hold non-finite values.

    ``labels`` (n,): the number of the attractor at which a start ends, LOST or UNDECIDED; None while it is not known.
    ``radius``: this near its attractor a start has arrived.
    """

    points: NDArray[np.float32]
    steps: IntArray
    stride: int
    labels: IntArray | None
    attractors: tuple[Attractor, ...]
    radius: float

    @property
    def n(self) -> int:
        """How many starts."""
        return int(self.points.shape[1])

    def at(self, head: float) -> NDArray[np.float32]:
        """The points (n, 2) at the fractional step ``head``, on a line between two records; held at both ends."""
        i = int(np.clip(np.searchsorted(self.steps, head, side="right") - 1, 0, len(self.steps) - 1))
        here: NDArray[np.float32] = self.points[i]
        if i == len(self.steps) - 1 or head <= self.steps[i]:
            return here
        w = np.float32((head - self.steps[i]) / (self.steps[i + 1] - self.steps[i]))
        with np.errstate(all="ignore"):
            out: NDArray[np.float32] = here + w * (self.points[i + 1] - here)
        return out


def swarm_paths(
    objective: Objective,
    run: Run,
    starts: Array,
    steps: int,
    domain: tuple[tuple[float, float], ...],
    noise: Noise | None = None,
    records: int = RECORDS,
) -> Iterator[SwarmPaths | None]:
    """Paths of ``run`` from ``starts`` (n, d) over ``steps`` steps: None while at work, what there is now and then, and
    last the whole with its labels. At most ``records`` records are kept besides the starts; ``domain`` gives the scale.
    """
    noise = noise or Noise()
    stride = max(1, -(-steps // records))
    taken = np.unique([*range(0, steps + 1, stride), steps])
    points = np.empty((len(taken), len(starts), 2), dtype=np.float32)
    diagonal = math.hypot(*(high - low for low, high in domain[:2]))
    radius = _NEAR * diagonal
    dice = run.sees_noise and noise.sigma > 0
    plain = (
        isinstance(run.method, Advances)
        and not dice
        and not in_batches(objective, run.method, run.batching)
        and is_constant(run)
    )
    end = np.array(starts, dtype=np.float64)
    one_by_one = not run.method.uses_lr and run.method.id not in _BATCHED
    for rows in _tiles(len(starts), _TILE if one_by_one else len(starts)):
        going = (
            _advanced(objective, run, starts, steps)
            if plain
            else _simulated(objective, run, starts[rows], steps, noise)
        )
        i, done = 0, 0
        for k, x in going:
            done += len(x)
            due = done >= _TURN or one_by_one
            if i < len(taken) and k == taken[i]:
                with np.errstate(over="ignore"):
                    points[i, rows] = x[:, :2]
                i += 1
                if due and not one_by_one:
                    done = 0
                    yield SwarmPaths(points[:i], taken[:i], stride, None, (), radius)
            if due:
                done = 0
                yield None
        end[rows] = x
        with np.errstate(over="ignore"):
            points[i:, rows] = x[:, :2]  # every start of these ended before the last step
    with np.errstate(all="ignore"):
        lost = ~np.all(np.abs(end) <= Stopping().bound, axis=1)
        back = points[-1 - _LOOKS * max(1, len(taken) // 50) :]
        moved = np.abs(back - points[-1]).max(axis=(0, 2))
    settled = ~lost & ((moved <= _STILL * diagonal) | dice)  # what is shaken never rests
    labels, attractors = _labels(objective, end, lost, settled, radius)
    yield SwarmPaths(points, taken, stride, labels, attractors, radius)


def _tiles(n: int, size: int) -> list[slice]:
    return [slice(first, min(n, first + size)) for first in range(0, n, max(1, size))]


def _labels(
    objective: Objective, end: Array, lost: BoolArray, settled: BoolArray, radius: float
) -> tuple[IntArray, tuple[Attractor, ...]]:
    labels = np.where(lost, LOST, UNDECIDED)
    if objective.has_minimum_curve:  # no point of it is where "most" end
        return labels, ()
    at = np.flatnonzero(settled)
    return labels, label_ends(objective, labels, at, end[at], radius)


def _advanced(objective: Objective, run: Run, starts: Array, steps: int) -> Iterator[tuple[int, Array]]:
    columns = np.array(starts.T, dtype=np.float64, order="C")
    work = Work(objective, columns.shape[1], np.float64, run.clip if run.method.uses_lr else None)
    method = run.method
    assert isinstance(method, Advances)
    yield 0, columns.T
    for k in range(1, steps + 1):
        with np.errstate(all="ignore"):
            method.advance(columns, 1, work)
        yield k, columns.T


def _simulated(objective: Objective, run: Run, starts: Array, steps: int, noise: Noise) -> Iterator[tuple[int, Array]]:
    rows = replace(run, starts=tuple(map(tuple, starts.tolist())))
    # Whoever chooses its own step would search on and on where it has arrived.
    stopping = Stopping(gradient_on=not run.method.uses_lr, max_steps=steps)
    for chunk in simulate(Experiment(objective, (rows,), (), noise, stopping), _CHUNK):
        yield from enumerate(chunk.x, chunk.first)
