"""The step at the play head along its ray, computed off the GUI thread while somebody looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from landscape_app.results import RunData, Snapshot
from landscape_app.search_step import SearchStep, search_step
from landscape_app.working import Working

_LANE = "search"


@dataclass(frozen=True, eq=False)
class Searched:
    """``step`` is None where the run has no step to be seen along a ray."""

    run: RunData | None
    step: SearchStep | None


class Searching(Working):
    """``changed(Searched)``; a new play head waits until the step before it is computed, so that none is starved."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._wanted = False
        self._stale = False

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

    def _follow(self) -> None:
        if not self._wanted or self._snapshot is None:
            return
        self._stale = True
        if not self._works(_LANE):
            self._next()

    def _next(self) -> None:
        if not self._stale or self._snapshot is None:
            return
        self._stale = False
        snapshot, step = self._snapshot, int(max(self._head, 0.0))
        self._start(_LANE, lambda: _compute(snapshot, step))

    def _on_produced(self, lane: str, items: list[Searched]) -> None:
        self.changed.emit(items[-1])

    def _on_finished(self, lane: str) -> None:
        self._next()


def _compute(snapshot: Snapshot, step: int) -> Iterator[Searched]:
    run = snapshot.looked_at
    if run is None:
        yield Searched(None, None)
        return
    yield Searched(run, search_step(snapshot.scene.objective, run.spec.method, run.trajectory, step))
