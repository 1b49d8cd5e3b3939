"""Swarms in place: what a method's ``advance(columns, steps, work)`` works on.

``columns`` is (d, n), C-ordered: every coordinate is one contiguous row of memory. A method may offer
``advance``, which changes ``columns`` in place by its own recurrence, without noise; ``work`` holds the gradient, the
method's memory and scratch, so that nothing is allocated in a step. A second call with the same ``work`` goes on.
An objective may offer ``gradient_columns(columns, out, work)``: the gradient of ``columns`` written to ``out``, with
``work`` (d, n) as scratch; else its ``gradient`` is copied.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array, BoolArray
from core.clipping import Clipping
from core.objectives.base import Objective


class Work:
    """The buffers of one block of a swarm; every array is (d, n)."""

    def __init__(
        self, objective: Objective, n: int, dtype: DTypeLike = np.float64, clip: Clipping | None = None
    ) -> None:
        self._objective = objective
        self._clip = clip if clip is not None and clip.active else None
        self._shape = (objective.dim, n)
        self._dtype = dtype
        self._memory: dict[str, Array] = {}
        self._gradient: Array = np.empty(self._shape, dtype)
        self.scratch: Array = np.empty(self._shape, dtype)  # free for use between two calls of ``gradient``
        self.taken = 0  # steps so far, for methods that count them

    def memory(self, name: str) -> Array:
        """The method's memory of that name: zeros at first, kept between calls."""
        if name not in self._memory:
            self._memory[name] = np.zeros(self._shape, self._dtype)
        return self._memory[name]

    def state(self, columns: Array) -> Array:
        """``columns`` and all memories, copied, (k d, n)."""
        return np.concatenate([columns, *self._memory.values()])

    def only(self, keep: BoolArray) -> Work:
        """The same work for those columns ``keep`` (n,) alone."""
        part = Work(self._objective, int(np.count_nonzero(keep)), self._dtype, self._clip)
        part._memory = {name: np.ascontiguousarray(memory[:, keep]) for name, memory in self._memory.items()}
        part.taken = self.taken
        return part

    def gradient(self, columns: Array) -> Array:
        """The gradient at ``columns``, clipped, in a buffer that the caller may change until the next call."""
        if isinstance(self._objective, HasGradientColumns):
            self._objective.gradient_columns(columns, self._gradient, self.scratch)
        else:
            np.copyto(self._gradient, self._objective.gradient(columns.T).T)
        if self._clip is not None:
            np.copyto(self._gradient, self._clip(self._gradient.T).T)
        return self._gradient


@runtime_checkable
class HasGradientColumns(Protocol):
    """An objective with a gradient in place."""

    def gradient_columns(self, columns: Array, out: Array, work: Array) -> None:
        """Write the gradient of ``columns`` (d, n) to ``out`` (d, n); ``work`` (d, n) is scratch."""


@runtime_checkable
class Advances(Protocol):
    """A method with steps in place."""

    def advance(self, columns: Array, steps: int, work: Any) -> None:
        """``steps`` steps of ``columns`` (d, n), in place."""
