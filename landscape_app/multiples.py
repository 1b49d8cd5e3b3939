"""The panes of small multiples, computed in the background: every pane a snapshot of a scene of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from landscape_app.controller import PATIENCE_SECONDS
from landscape_app.jobs import compute, run_keys, surface_key
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene, build
from landscape_app.scene.panes import variants
from landscape_app.store import Store
from landscape_app.working import Working

LANE = "panes"
FRAME_MS = 16


@dataclass(frozen=True, eq=False)
class Multiples:
    """One moment of all panes: ``snapshots`` (of ``scene``'s variants, in order), None where one has not come yet."""

    scene: Scene
    snapshots: tuple[Snapshot | None, ...]

    @property
    def length(self) -> int:
        """Steps of the longest run of all."""
        return max((s.length for s in self.snapshots if s is not None), default=0)

    @property
    def done(self) -> bool:
        """Whether nothing more is coming."""
        return all(s is not None and s.done for s in self.snapshots)


class Panes(Working):
    """``changed(Multiples | None)``: None when the scene has no panes. Panes of two scenes are never mixed."""

    changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._kept: list[Snapshot] = []  # what the last panes showed, to be used again where it is still true
        self.current: Multiples | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._begin)
        store.changed.connect(lambda _old, _new: self._soon())
        self._soon()

    def shutdown(self) -> None:
        """Drop what is computed and join the thread."""
        self._timer.stop()
        super().shutdown()

    def _soon(self) -> None:
        if not self._store.scene.panes.vary:
            self._timer.stop()
            if self.current is not None:
                self.current = None
                self._cancel(LANE)
                self.busy_changed.emit(False)
                self.changed.emit(None)
        elif not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        left = PATIENCE_SECONDS - (time.perf_counter() - self._began)
        if self._works(LANE) and left > 0:
            self._timer.start()  # so that a slider being turned shows whole panes on its way
            return
        scene = self._store.scene
        scenes = variants(scene)
        if not scenes:
            self.current = None
            self.changed.emit(None)
            return
        kept = tuple(self._kept)
        self._began = time.perf_counter()
        self.busy_changed.emit(True)
        self._start(LANE, lambda: _computed(scene, scenes, kept))

    def _on_produced(self, lane: str, items: list[Multiples]) -> None:
        if self._store.scene.panes.vary:
            self.current = items[-1]
            if self.current.done:
                self._kept = [s for s in self.current.snapshots if s is not None]
            self.changed.emit(self.current)

    def _on_finished(self, lane: str) -> None:
        self.busy_changed.emit(False)


def _computed(scene: Scene, scenes: tuple[Scene, ...], kept: tuple[Snapshot, ...]) -> Iterator[Multiples | None]:
    surfaces = {surface_key(s.scene): s.surface for s in kept if s.surface is not None}
    runs = {key: data.trajectory for s in kept for key, data in zip(run_keys(build(s.scene)), s.runs, strict=True)}
    found: list[Snapshot | None] = [None] * len(scenes)
    for i, each in enumerate(scenes):
        for snapshot in compute(each, surfaces.get(surface_key(each)), runs):
            if snapshot is not None:
                found[i] = snapshot
                if snapshot.surface is not None:
                    surfaces[surface_key(each)] = snapshot.surface  # panes of one surface draw one and the same
            yield None
        yield Multiples(scene, tuple(found))
