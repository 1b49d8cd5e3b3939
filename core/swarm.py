"""Many starts at once, where only the end matters: no history, no noise, no stopping rules."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array
from core.columns import Advances, Work
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer

_BLOCK = 8192  # starts at a time: the arrays of a block stay in the cache


def swarm(objective: Objective, method: Optimizer, starts: Array, steps: int, dtype: DTypeLike = np.float64) -> Array:
    """The points (n, d) that ``steps`` steps of ``method`` reach from ``starts`` (n, d); may hold non-finite values.

    Goes in place where the method can ``advance`` and its hyper-parameters are numbers. ``dtype`` float32 is about
    twice as fast and good enough where the points are only drawn.
    """
    starts = np.asarray(starts)
    swept = any(np.ndim(getattr(method, field.name)) for field in dataclasses.fields(method))
    with np.errstate(all="ignore"):
        if swept or not isinstance(method, Advances):
            return _stepped(objective, method, starts.astype(dtype), steps)
        out = np.empty(starts.shape, dtype)
        for first in range(0, len(starts), _BLOCK):
            columns = np.array(starts[first : first + _BLOCK].T, dtype=dtype, order="C")
            method.advance(columns, steps, Work(objective, columns.shape[1], dtype))
            out[first : first + _BLOCK] = columns.T
        return out


def _stepped(objective: Objective, method: Optimizer, x: Array, steps: int) -> Array:
    evaluate = Evaluate(objective, len(x))
    state = method.init(x)
    lr = getattr(method, "lr", 0.0)
    for _ in range(steps):
        x, state, _ = method.step(x, evaluate, state, lr)
    return x
