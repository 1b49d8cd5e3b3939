"""Finer points of the part of a surface that the map shows, sampled in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.surface import Surface, sample_chunks
from landscape_app.jobs import SURFACE_POINTS, surface_key
from landscape_app.runner import Runner
from landscape_app.scene.model import Scene
from landscape_app.store import Store

LANE = "detail"
MARGIN = 0.2  # of the rectangle seen, on each side: a small move shows no edge

Rectangle = tuple[tuple[float, float], tuple[float, float]]


class Detail(QObject):
    """``changed(surface)``: of the rectangle asked for last, None where the whole surface serves."""

    changed = Signal(object)

    def __init__(self, store: Store, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._runner = store, runner
        self._of: object = None
        runner.produced.connect(self._on_produced)
        store.changed.connect(self._on_scene)

    def request(self, rectangle: Rectangle | None) -> None:
        """Sample ``rectangle``; None drops what was asked for."""
        scene = self._store.scene
        if rectangle is None or scene.objective.dim < 2:
            self._runner.cancel(LANE)
            self.changed.emit(None)
            return
        wide = tuple((a - MARGIN * (b - a), b + MARGIN * (b - a)) for a, b in rectangle)
        self._of = surface_key(scene)
        objective = scene.objective
        self._runner.start(LANE, lambda: sample_chunks(objective, wide, SURFACE_POINTS))

    def _on_scene(self, old: Scene, new: Scene) -> None:
        """Another surface: what is being sampled is of no use. The map asks again when it has the new one."""
        if surface_key(old) != surface_key(new):
            self._runner.cancel(LANE)
            self._of = None

    def _on_produced(self, lane: str, items: list[Surface]) -> None:
        if lane == LANE and self._of == surface_key(self._store.scene):
            self.changed.emit(items[-1])
