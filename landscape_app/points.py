"""The critical points of the surface shown, found in the background while somebody looks at their list."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.analysis.find_critical import find_critical
from landscape_app.jobs import surface_key
from landscape_app.scene.model import Scene
from landscape_app.store import Store
from landscape_app.working import Working

LANE = "points"


class Points(Working):
    """``changed(points)`` as they are found, () when another surface comes; ``busy_changed(bool)``."""

    changed = Signal(object)  # tuple[FoundPoint, ...]
    busy_changed = Signal(bool)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._of: object = None
        self._wanted = False
        store.changed.connect(self._on_scene)

    def want(self, on: bool) -> None:
        """Somebody looks at the list, or no longer does."""
        self._wanted = on
        if on:
            self._search()

    def _search(self) -> None:
        scene = self._store.scene
        key = surface_key(scene)
        if key == self._of:
            return
        self._of = key
        objective, domain = scene.objective, scene.view_domain
        self.changed.emit(())
        self.busy_changed.emit(True)
        self._start(LANE, lambda: find_critical(objective, domain))

    def _on_scene(self, old: Scene, new: Scene) -> None:
        if surface_key(old) != surface_key(new):
            self._cancel(LANE)
            self._of = None
            self.busy_changed.emit(False)
            self.changed.emit(())
            if self._wanted:
                self._search()

    def _on_produced(self, lane: str, items: list[object]) -> None:
        if lane == LANE and self._of == surface_key(self._store.scene):
            self.changed.emit(items[-1])

    def _on_finished(self, lane: str) -> None:
        self.busy_changed.emit(False)
