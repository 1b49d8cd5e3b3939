"""The step at the play head along its ray, computed off the GUI thread while somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from landscape_app.results import RunData, Snapshot
from landscape_app.runner import Runner
from landscape_app.search_step import SearchStep, search_step

_LANE = "search"


@dataclass(frozen=True, eq=False)
class Searched:
    """``step`` is None where the run has no step to be seen along a ray."""

    run: RunData | None
    step: SearchStep | None


class Searching(QObject):
    """``changed(Searched)``; a new play head waits until the step before it is computed, so that none is starved."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._wanted = False
        self._stale = False
        self._runner: Runner | None = None  # made when first needed

    def want(self, on: bool) -> None:
        """Somebody looks at it, or no longer does."""
        self._wanted = on
        if on:
            self._follow()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Another scene, or more of its results."""
        self._snapshot = snapshot
        self._follow()

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        moved = int(head) != int(self._head)
        self._head = head
        if moved:
            self._follow()

    def shutdown(self) -> None:
        """Drop what is computed and join the thread."""
        if self._runner is not None:
            self._runner.shutdown()

    def _follow(self) -> None:
        if not self._wanted or self._snapshot is None:
            return
        if self._runner is None:
            self._runner = Runner(self)
            self._runner.produced.connect(lambda _lane, items: self.changed.emit(items[-1]))
            self._runner.finished.connect(lambda _lane: self._next())
            self._runner.failed.connect(self._on_failed)
        self._stale = True
        if not self._runner.busy(_LANE):
            self._next()

    def _next(self) -> None:
        if not self._stale or self._snapshot is None or self._runner is None:
            return
        self._stale = False
        snapshot, step = self._snapshot, int(max(self._head, 0.0))
        self._runner.start(_LANE, lambda: _compute(snapshot, step))

    def _on_failed(self, _lane: str, error: Exception) -> None:
        self.failed.emit(error)
        self._next()


def _compute(snapshot: Snapshot, step: int) -> Iterator[Searched]:
    run = snapshot.looked_at
    if run is None:
        yield Searched(None, None)
        return
    yield Searched(run, search_step(snapshot.scene.objective, run.spec.method, run.trajectory, step))
