"""Heat maps over two knobs: a method's fields and the start's coordinates, on a grid, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.arrays import Array, IntArray
from core.clipping import Clipping
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer

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

    ``f`` is inf where the run was lost. ``steps`` is all -1 where f* is unknown.
    """

    across: Knob
    down: Knob
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
) -> Iterator[Sweep]:
    """Yield the map after every ``every`` steps, the last one after ``steps``.

    Noise-free; one rate for all steps; ``clip`` is as in a run.
    """
    nx, ny = len(across.values), len(down.values)
    n = nx * ny
    x = np.tile(np.asarray(start, dtype=np.float64), (n, 1))
    fields: dict[str, Array] = {}
    grids = np.meshgrid(across.values, down.values)
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
                yield Sweep(
                    across, down, np.where(lost, np.inf, f).reshape(ny, nx), np.where(lost, -1, reached).reshape(ny, nx)
                )
