"""Basins of attraction: which minimum each start of a grid reaches under a method, and in how many steps.

The grid is cut into tiles of rows that do not know of one another, so that any executor may take them; the numbers
are the same on each. Source of the picture: Strogatz, Nonlinear Dynamics and Chaos (1994), section 6.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import DTypeLike

from core.analysis.critical import classify
from core.arrays import Array, BoolArray, IntArray
from core.clipping import Clipping
from core.columns import Advances, Work
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer
from core.stopping import Verdict
from core.tiles import Executor, grown, interleaved

LOST = -1  # diverged, or not finite
UNDECIDED = -2  # still on its way after the last step
_LOOKS = 50  # how often the points are looked at on their way
_NEAR = 0.01  # of the domain's diagonal: this near its end a start counts as arrived
_STILL = 1e-4  # of the diagonal: a point that moves less than this in the last looks has settled
_BOUND = 1e3  # of the diagonal: farther out is lost
_THINNED = 0.8  # of the starts still moving: below this share those at rest are put aside
_MOST = 64  # attractors told apart


@dataclass(frozen=True, eq=False)
class Tile:
    """Rows of the grid: their numbers (r,), and for each start (r, nx): the end (r, nx, 2), whether it settled, and
    the steps after which it was always seen within 1 % of the domain of its end (-1 where it did not settle). It is
    looked at 50 times on its way; between two looks momentum may swing farther out.
    """

    rows: IntArray
    ends: Array
    settled: BoolArray
    steps: IntArray
    lost: BoolArray


@dataclass(frozen=True, eq=False)
class Attractor:
    """Where starts end: the point (2,), f there, and what it is."""

    x: Array
    value: float
    verdict: Verdict


@dataclass(frozen=True, eq=False)
class Basins:
    """Over the grid (ny, nx): the number of the attractor, LOST or UNDECIDED; steps until arrival, -1 for none."""

    x: Array
    y: Array
    labels: IntArray
    steps: IntArray
    attractors: tuple[Attractor, ...]


def basin_tiles(
    objective: Objective,
    method: Optimizer,
    x: Array,
    y: Array,
    steps: int = 500,
    dtype: DTypeLike = np.float64,
    executor: Executor | None = None,
    rows: int = 128,
    clip: Clipping | None = None,
) -> Iterator[Tile | None]:
    """Tiles of at most ``rows`` interleaved rows: the whole picture is there coarsely after the first ones.

    Without an executor also None now and then while at work on one, so that whoever iterates can stop.
    ``x`` (nx,), ``y`` (ny,): the starts' coordinates. Two variables only. Noise-free; ``clip`` is as in a run.
    """
    if objective.dim != 2:
        raise ValueError(f"basins need an objective of two variables, got {objective.dim}")
    parts = interleaved(len(y), rows)
    task = partial(_tile, objective, method, np.asarray(x), np.asarray(y), steps, dtype, clip)
    yield from grown(task, parts, executor)


def _tile(
    objective: Objective,
    method: Optimizer,
    x: Array,
    y: Array,
    steps: int,
    dtype: DTypeLike,
    clip: Clipping | None,
    rows: IntArray,
) -> Iterator[Tile | None]:
    shape = len(rows), len(x)
    starts = np.stack([np.broadcast_to(x, shape), np.broadcast_to(y[rows][:, None], shape)]).reshape(2, -1)
    every = max(1, -(-steps // _LOOKS))
    seen = [np.array(starts, dtype=np.float32)]
    for columns in _on_the_way(objective, method, starts.astype(dtype), steps, every, clip if method.uses_lr else None):
        if columns is not None:
            with np.errstate(over="ignore"):
                seen.append(columns.astype(np.float32))
        yield None
    with np.errstate(all="ignore"):
        lost, settled, arrived = _fates(np.stack(seen), x, y, every, steps)
    end = seen[-1]
    yield Tile(
        rows,
        end.T.astype(np.float64).reshape(*shape, 2),
        settled.reshape(shape),
        np.where(settled, arrived, -1).reshape(shape),
        lost.reshape(shape),
    )


def _fates(path: Array, x: Array, y: Array, every: int, steps: int) -> tuple[BoolArray, BoolArray, IntArray]:
    """Of the points ``path`` (looks, 2, n): which are lost, which have settled, and after how many steps, (n,) each."""
    end, diagonal = path[-1], float(np.hypot(np.ptp(x), np.ptp(y)))
    low, high = np.array([[x.min()], [y.min()]]), np.array([[x.max()], [y.max()]])
    lost = ~np.all(np.abs(end - 0.5 * (low + high)) <= _BOUND * diagonal, axis=0)
    back = path[max(0, len(path) - 4) : -1]
    settled = ~lost & np.all(np.abs(back - end) <= _STILL * diagonal, axis=(0, 1))
    near = np.sum(np.square(path - end), axis=1) <= (_NEAR * diagonal) ** 2
    # The last look at which it was not near its end, plus one.
    away = len(path) - np.argmax(~near[::-1], axis=0)
    arrived = np.where(near.all(axis=0), 0, np.minimum(away * every, steps))
    return lost, settled, arrived


def _on_the_way(
    objective: Objective, method: Optimizer, columns: Array, steps: int, every: int, clip: Clipping | None
) -> Iterator[Array | None]:
    """The points (2, n) after every ``every`` steps and after the last one; None after steps that take their time."""
    taken = 0
    if isinstance(method, Advances):
        yield from _advanced(objective, method, columns, steps, every, clip)
        return
    points: Array = np.ascontiguousarray(columns.T)
    evaluate, state, lr = Evaluate(objective, len(points), clip), method.init(points), getattr(method, "lr", 0.0)
    seen, rests = points, False
    while taken < steps:
        if not rests:
            with np.errstate(all="ignore"):
                points, state, _ = method.step(points, evaluate, state, lr)
        taken += 1
        look = taken % every == 0 or taken == steps
        if look:
            # Newton is there after a dozen steps: where no point moved between two looks, none will again.
            rests, seen = np.array_equal(points, seen, equal_nan=True), points
        yield points.T if look else None


def _advanced(
    objective: Objective, method: Advances, columns: Array, steps: int, every: int, clip: Clipping | None
) -> Iterator[Array]:
    """The points (2, n) at each look. A start whose point and memory are, to the last bit, what they were at the last
    look is left where it is: the rule gives the same again at every look to come, unless it counts its steps.
    """
    work = Work(objective, columns.shape[1], columns.dtype, clip)
    moving, live, before = np.arange(columns.shape[1]), columns, work.state(columns)
    for taken in range(0, steps, every):
        with np.errstate(all="ignore"):
            method.advance(live, min(every, steps - taken), work)
        if live is not columns:
            columns[:, moving] = live
        yield columns
        if work.taken or not len(moving):  # it counts its steps, as Adam does
            continue
        now = work.state(live)
        # Memory that came to be after the first steps has no former state: all are moving then.
        changed = np.any(now != before, axis=0) if now.shape == before.shape else np.ones(len(moving), dtype=np.bool_)
        before = now
        if np.count_nonzero(changed) < _THINNED * len(moving):
            work, moving, live = work.only(changed), moving[changed], np.ascontiguousarray(live[:, changed])
            before = before[:, changed]


def gather(objective: Objective, x: Array, y: Array, tiles: list[Tile]) -> Basins:
    """The picture so far: rows without a tile are UNDECIDED. Attractors: the known minima first, then others found."""
    shape = len(y), len(x)
    labels, steps = np.full(shape, UNDECIDED), np.full(shape, -1)
    ends = np.full((*shape, 2), np.nan)
    settled = np.zeros(shape, dtype=np.bool_)
    for tile in tiles:
        labels[tile.rows] = np.where(tile.lost, LOST, UNDECIDED)
        steps[tile.rows], ends[tile.rows], settled[tile.rows] = tile.steps, tile.ends, tile.settled
    radius = _NEAR * float(np.hypot(np.ptp(x), np.ptp(y)))
    at = np.flatnonzero(settled.ravel())
    attractors = label_ends(objective, labels.reshape(-1), at, ends.reshape(-1, 2)[at], radius)
    steps[labels < 0] = -1
    return Basins(np.asarray(x), np.asarray(y), labels, steps, attractors)


def label_ends(
    objective: Objective, labels: IntArray, at: IntArray, points: Array, radius: float
) -> tuple[Attractor, ...]:
    """Write to ``labels[at]`` where each end ``points`` (m, d) is: the number of the attractor within ``radius``.

    The known minima are the first attractors, others are found among the ends; UNDECIDED is what is at none.
    """
    attractors: list[Attractor] = []
    free = np.ones(len(at), dtype=np.bool_)
    for known in objective.critical_points:
        if known.kind != "minimum" or len(attractors) >= _MOST:
            continue
        free = _take(labels, at, points, free, np.asarray(known.x), radius, len(attractors))
        attractors.append(Attractor(np.asarray(known.x), known.value, "minimum"))
    while free.any() and len(attractors) < _MOST:
        # The cell with most free ends gives the next attractor: its median end.
        cells = np.floor(points[free] / radius).astype(np.int64)
        _, index, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
        group = points[free][index.ravel() == np.argmax(counts)]
        centre = np.median(group, axis=0)
        with np.errstate(all="ignore"):
            verdict = classify(objective, centre)
            value = float(objective.value(centre))
        if verdict == "undecided":  # no critical point: it crawls, and has not arrived
            free = _take(labels, at, points, free, centre, radius, UNDECIDED)
            continue
        free = _take(labels, at, points, free, centre, radius, len(attractors))
        attractors.append(Attractor(centre, value, verdict))
    labels[at[free]] = UNDECIDED
    return tuple(attractors)


def _take(
    labels: IntArray, at: IntArray, points: Array, free: BoolArray, centre: Array, radius: float, number: int
) -> BoolArray:
    """Give the free ends within ``radius`` of ``centre`` that number; what is free after it."""
    near = free & (np.linalg.norm(points - centre, axis=1) <= radius)
    labels[at[near]] = number
    left: BoolArray = free & ~near
    return left
