"""The critical points of the surface shown, found in the background while somebody looks at their list."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.analysis.find_critical import find_critical
from landscape_app.jobs import surface_key
from landscape_app.runner import Runner
from landscape_app.scene.model import Scene
from landscape_app.store import Store

LANE = "points"


class Points(QObject):
    """``changed(points)`` as they are found, () when another surface comes; ``busy_changed(bool)``."""

    changed = Signal(object)  # tuple[FoundPoint, ...]
    busy_changed = Signal(bool)
    failed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner = Runner(self)  # of its own: a search must not keep the race waiting
        self._of: object = None
        self._wanted = False
        runner.produced.connect(self._on_produced)
        runner.finished.connect(lambda _lane: self.busy_changed.emit(False))
        runner.failed.connect(self._on_failed)
        store.changed.connect(self._on_scene)

    def want(self, on: bool) -> None:
        """Somebody looks at the list, or no longer does."""
        self._wanted = on
        if on:
            self._search()

    def shutdown(self) -> None:
        """Drop what is searched and join the thread."""
        self._runner.shutdown()

    def _search(self) -> None:
        scene = self._store.scene
        key = surface_key(scene)
        if key == self._of:
            return
        self._of = key
        objective, domain = scene.objective, scene.view_domain
        self.changed.emit(())
        self.busy_changed.emit(True)
        self._runner.start(LANE, lambda: find_critical(objective, domain))

    def _on_scene(self, old: Scene, new: Scene) -> None:
        if surface_key(old) != surface_key(new):
            self._runner.cancel(LANE)
            self._of = None
            self.busy_changed.emit(False)
            self.changed.emit(())
            if self._wanted:
                self._search()

    def _on_produced(self, lane: str, items: list[object]) -> None:
        if lane == LANE and self._of == surface_key(self._store.scene):
            self.changed.emit(items[-1])

    def _on_failed(self, _lane: str, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.failed.emit(error)
