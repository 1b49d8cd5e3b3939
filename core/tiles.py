"""In which order the parts of a picture are computed, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol, TypeVar

import numpy as np

from core.arrays import IntArray

P = TypeVar("P")
R = TypeVar("R")


class Executor(Protocol):
    """Anything with the ``map`` of :mod:`concurrent.futures`: threads, processes, a Dask client's executor.

    What is left of it undone when the iterator is dropped is cancelled there, as those of the standard library do.
    """

    def map(self, fn: Callable[..., Any], /, *iterables: Iterable[Any]) -> Iterator[Any]:
        """``fn`` of each, in order."""


def mapped(task: Callable[[P], R], parts: Iterable[P], executor: Executor | None) -> Iterator[R]:
    """``task`` of each part, in order; without an executor here and now, one when it is asked for."""
    return executor.map(task, parts) if executor is not None else map(task, parts)


def grown(task: Callable[[P], Iterator[R | None]], parts: Iterable[P], executor: Executor | None) -> Iterator[R | None]:
    """The same of tasks that tell how far they are. Without an executor all that they yield, None too, so that whoever
    iterates can stop in the middle of one; on an executor the last of each.
    """
    if executor is not None:
        yield from executor.map(partial(_last, task), parts)
        return
    for part in parts:
        yield from task(part)


def _last(task: Callable[[P], Iterator[R | None]], part: P) -> R:
    last: R | None = None
    for item in task(part):
        last = last if item is None else item
    assert last is not None, "a task ends with what it found"
    return last


def spread(n: int) -> list[int]:
    """0 … n−1 in an order that halves the gaps again and again: by the number's bits read backwards."""
    bits = max(1, (n - 1).bit_length())
    return sorted(range(n), key=lambda i: int(f"{i:0{bits}b}"[::-1], 2))


def interleaved(count: int, rows: int) -> list[IntArray]:
    """``count`` rows in tiles of at most ``rows``, each spread over the whole picture, coarse first."""
    stride = max(1, -(-count // rows))
    return [np.arange(first, count, stride) for first in spread(stride)]
