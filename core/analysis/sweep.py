"""Heat maps over two knobs: a method's fields and the start's coordinates, on a grid, all at once or in tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import numpy as np

from core.arrays import Array, IntArray
from core.clipping import Clipping
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer
from core.tiles import Executor, grown, interleaved

_BOUND = 1e6  # ‖x‖ past this is lost, as in the default stopping rules


@dataclass(frozen=True, eq=False)
class Knob:
    """A field of the method (``lr``, ``momentum`` ...) or a coordinate of the start (number ``index``), its values."""

    kind: Literal["field", "start"]
    name: str
    values: Array  # (n,)
    index: int = 0


@dataclass(frozen=True, eq=False)
class Sweep:
    """Over the grid (len(down), len(across)): f after the last step, and the steps to f − f* ≤ tolerance (-1: never).

    ``f`` is inf where the run was lost, nan where it is not known yet. ``steps`` is all -1 where f* is unknown.
    """

    across: Knob
    down: Knob
    f: Array
    steps: IntArray


@dataclass(frozen=True, eq=False)
class _Rows:
    """Of some rows of the grid (r,): f and steps as in a sweep, (r, len(across))."""

    rows: IntArray
    f: Array
    steps: IntArray


def sweep(
    objective: Objective,
    method: Optimizer,
    across: Knob,
    down: Knob,
    start: tuple[float, ...],
    steps: int = 300,
    tolerance: float = 1e-6,
    every: int = 25,
    clip: Clipping | None = None,
    executor: Executor | None = None,
    rows: int = 8,
) -> Iterator[Sweep]:
    """Yield the map after every ``every`` steps, the last one after ``steps``. Noise-free; one rate for all steps;
    ``clip`` is as in a run.

    On an executor tiles of at most ``rows`` interleaved rows go all their steps at once, and the map is yielded as they
    come, coarse first: f is nan where none has come. The numbers are the same.
    """
    nx, ny = len(across.values), len(down.values)
    task = partial(_tile, objective, method, across, down, start, steps, tolerance, every, clip)
    f, reached = np.full((ny, nx), np.nan), np.full((ny, nx), -1)
    parts = interleaved(ny, ny if executor is None else rows)
    for part in grown(task, parts, executor):
        if part is not None:
            f[part.rows], reached[part.rows] = part.f, part.steps
            yield Sweep(across, down, f.copy(), reached.copy())


def _tile(
    objective: Objective,
    method: Optimizer,
    across: Knob,
    down: Knob,
    start: tuple[float, ...],
    steps: int,
    tolerance: float,
    every: int,
    clip: Clipping | None,
    rows: IntArray,
) -> Iterator[_Rows]:
    shape = len(rows), len(across.values)
    n = shape[0] * shape[1]
    x = np.tile(np.asarray(start, dtype=np.float64), (n, 1))
    fields: dict[str, Array] = {}
    grids = np.meshgrid(across.values, down.values[rows])
    for knob, grid in zip((across, down), grids, strict=True):
        if knob.kind == "start":
            x[:, knob.index] = grid.ravel()
        else:
            fields[knob.name] = grid.reshape(n, 1)
    rule = replace(method, **fields)
    f_star = objective.f_star
    reached = np.full(n, -1)
    with np.errstate(all="ignore"):
        lr = getattr(rule, "lr", 0.0)
        evaluate, state = Evaluate(objective, n, clip), rule.init(x)
        for k in range(1, steps + 1):
            x, state, _ = rule.step(x, evaluate, state, lr)
            if f_star is not None:
                f = objective.value(x)
                reached = np.where((reached < 0) & (f - f_star <= tolerance), k, reached)
            if k % every == 0 or k == steps:
                f = objective.value(x)
                lost = ~(np.isfinite(f) & (np.linalg.norm(x, axis=1) <= _BOUND))
                yield _Rows(rows, np.where(lost, np.inf, f).reshape(shape), np.where(lost, -1, reached).reshape(shape))
