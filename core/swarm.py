"""Many starts at once, where only the end matters: no history, no noise, no stopping rules."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array
from core.clipping import Clipping
from core.columns import Advances, Work
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer
from core.tiles import Executor, mapped

_BLOCK = 32_768  # starts at a time: long enough to hide NumPy's cost a call, short enough to share between threads


def swarm(
    objective: Objective,
    method: Optimizer,
    starts: Array,
    steps: int,
    dtype: DTypeLike = np.float64,
    executor: Executor | None = None,
    clip: Clipping | None = None,
) -> Array:
    """The points (n, d) that ``steps`` steps of ``method`` reach from ``starts`` (n, d); may hold non-finite values.

    Goes in place where the method can ``advance`` and its hyper-parameters are numbers. ``dtype`` float32 is about
    twice as fast and good enough where the points are only drawn. ``executor`` takes the blocks side by side (NumPy
    lets go of the interpreter lock); the numbers are the same with and without it. ``clip`` is as in a run.
    """
    clip = clip if method.uses_lr else None
    starts = np.asarray(starts)
    swept = any(np.ndim(getattr(method, field.name)) for field in dataclasses.fields(method))
    if swept or not isinstance(method, Advances):
        with np.errstate(all="ignore"):
            return _stepped(objective, method, starts.astype(dtype), steps, clip)
    blocks = [starts[first : first + _BLOCK] for first in range(0, len(starts), _BLOCK)]
    task = partial(_advanced, objective, method, steps, dtype, clip)
    ends = list(mapped(task, blocks, executor))
    return np.concatenate(ends) if ends else np.empty(starts.shape, dtype)


def _advanced(
    objective: Objective, method: Advances, steps: int, dtype: DTypeLike, clip: Clipping | None, starts: Array
) -> Array:
    columns = np.array(starts.T, dtype=dtype, order="C")
    with np.errstate(all="ignore"):
        method.advance(columns, steps, Work(objective, columns.shape[1], dtype, clip))
    return columns.T


def _stepped(objective: Objective, method: Optimizer, x: Array, steps: int, clip: Clipping | None) -> Array:
    evaluate = Evaluate(objective, len(x), clip)
    state = method.init(x)
    lr = getattr(method, "lr", 0.0)
    for _ in range(steps):
        x, state, _ = method.step(x, evaluate, state, lr)
    return x
