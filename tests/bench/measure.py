"""How times are taken, and the rows of the table: a ratio against a peer, or a limit, in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One comparison. ``peer`` and ``ratio`` are None where the peer could not be had; ``note`` says why."""

    what: str
    ours: float  # seconds
    against: str
    peer: float | None  # seconds, or the limit
    aim: str
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's time ours is contained in."""
        return None if self.peer is None else self.peer / self.ours


def best(work: Callable[[], object], repeats: int = 5, warm: int = 1) -> float:
    """The least of ``repeats`` times in seconds, after ``warm`` runs that do not count."""
    for _ in range(warm):
        work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def typical(work: Callable[[int], object], count: int, warm: int = 2) -> float:
    """The median in seconds of ``count`` calls that are told their number, after ``warm`` that do not count."""
    times = []
    for i in range(warm + count):
        began = time.perf_counter()
        work(i)
        times.append(time.perf_counter() - began)
    return statistics.median(times[warm:])
