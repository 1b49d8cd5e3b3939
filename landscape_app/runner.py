"""Runs a generator off the GUI thread; drops results that nobody waits for any more.

One worker thread. A lane holds at most one job; starting another on the same lane makes the former stale: it is left
at its next item and nothing more of it is heard. Items are gathered for at least ``BATCH_SECONDS``, since a worker
that hands over often starves the GUI of the interpreter lock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from landscape_app.courtesy import GUI

BATCH_SECONDS = 0.016

Job = Callable[[], Iterator[Any]]


class Runner(QObject):
    """``produced(lane, items)``, ``finished(lane)`` and ``failed(lane, exception)`` arrive on the GUI thread."""

    produced = Signal(str, list)
    finished = Signal(str)
    failed = Signal(str, object)
    _arrived = Signal(str, int, object, object)  # lane, generation, items or None (the end), exception or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wake = threading.Condition()
        self._waiting: dict[str, tuple[int, Job]] = {}
        self._generation: dict[str, int] = {}
        self._busy: set[str] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="landscape-runner", daemon=True)
        self._thread.start()

    def start(self, lane: str, job: Job) -> None:
        """Run ``job`` on ``lane``; whatever that lane was doing is stale from now on."""
        with self._wake:
            generation = self._generation.get(lane, 0) + 1
            self._generation[lane] = generation
            self._waiting[lane] = (generation, job)
            self._busy.add(lane)
            self._wake.notify()

    def cancel(self, lane: str) -> None:
        """Drop the job of ``lane``, if any; nothing more of it is heard."""
        with self._wake:
            self._generation[lane] = self._generation.get(lane, 0) + 1
            self._waiting.pop(lane, None)
            self._busy.discard(lane)

    def busy(self, lane: str) -> bool:
        """Whether ``lane`` has a job that has not been delivered whole."""
        return lane in self._busy

    def shutdown(self) -> None:
        """Drop everything and join the thread."""
        with self._wake:
            self._closed = True
            self._waiting.clear()
            for lane in self._generation:
                self._generation[lane] += 1
            self._wake.notify()
        self._thread.join(timeout=5.0)

    def _stale(self, lane: str, generation: int) -> bool:
        return self._closed or self._generation.get(lane) != generation

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._waiting and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                lane = next(iter(self._waiting))
                generation, job = self._waiting.pop(lane)
            self._iterate(lane, generation, job)

    def _iterate(self, lane: str, generation: int, job: Job) -> None:
        batch: list[Any] = []
        last = time.perf_counter()
        try:
            for item in job():
                GUI.give_way()
                if self._stale(lane, generation):
                    return
                if item is not None:
                    batch.append(item)
                if batch and time.perf_counter() - last >= BATCH_SECONDS:
                    self._arrived.emit(lane, generation, batch, None)
                    batch, last = [], time.perf_counter()
        except Exception as error:
            if not self._stale(lane, generation):
                self._arrived.emit(lane, generation, None, error)
            return
        if not self._stale(lane, generation):
            if batch:
                self._arrived.emit(lane, generation, batch, None)
            self._arrived.emit(lane, generation, None, None)

    @Slot(str, int, object, object)
    def _deliver(self, lane: str, generation: int, items: list[Any] | None, error: Exception | None) -> None:
        if self._stale(lane, generation):
            return
        if items is not None:
            self.produced.emit(lane, items)
            return
        self._busy.discard(lane)
        if error is not None:
            self.failed.emit(lane, error)
        else:
            self.finished.emit(lane)
