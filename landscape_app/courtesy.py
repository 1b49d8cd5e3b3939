"""Long work gives way while the window paints.

Every call into Qt lets go of the interpreter lock and must win it back from the thread that computes, up to a switch
interval each time: a picture of three hundred calls, ten milliseconds alone, took a quarter of a second beside a
training. So a worker waits between its items while the GUI thread is in the middle of something.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 0.1  # seconds that a worker waits: the work goes on even where a picture takes for ever
_SPELL = 0.012  # and it works for at least so long between two waits


class Courtesy:
    """``first`` is for the GUI thread, ``give_way`` for the others."""

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()
        self._depth = 0
        self._spell = threading.local()

    @contextmanager
    def first(self) -> Iterator[None]:
        """What is done inside comes first."""
        self._depth += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._idle.set()

    def give_way(self) -> None:
        """Wait until the GUI thread is done, unless this thread has only just waited."""
        if time.perf_counter() - getattr(self._spell, "began", 0.0) >= _SPELL:
            self._idle.wait(_LONGEST)
            self._spell.began = time.perf_counter()


GUI = Courtesy()
