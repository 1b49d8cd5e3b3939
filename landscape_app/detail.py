"""Finer points of the part of a surface that the map shows, sampled in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.surface import Surface, sample_chunks
from landscape_app.controller import Controller
from landscape_app.jobs import SURFACE_POINTS
from landscape_app.results import Snapshot
from landscape_app.runner import Runner

LANE = "detail"
MARGIN = 0.15  # of the rectangle seen, on each side: a small move shows no edge

Rectangle = tuple[tuple[float, float], tuple[float, float]]


class Detail(QObject):
    """``changed(whole, detail)``: a finer surface of the rectangle asked for last, and the surface that it refines.

    It is sampled from the scene of the snapshot that is shown, not from the newest one, so that both are of one f;
    when the surface shown changes, what was asked for is dropped. One job at a time: while it runs, the last wish
    waits, so that a long drag gets its pictures on the way.
    """

    changed = Signal(object, object)

    def __init__(self, controller: Controller, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller, self._runner = controller, runner
        self._whole: Surface | None = None  # what the running job refines
        self._next: Rectangle | None = None
        controller.snapshot_changed.connect(self._on_snapshot)
        runner.produced.connect(self._on_produced)
        runner.finished.connect(self._on_finished)

    def request(self, rectangle: Rectangle | None) -> None:
        """Sample ``rectangle``; None drops what was asked for and takes the detail away."""
        snapshot = self._controller.snapshot
        if snapshot is None or snapshot.surface is None:
            return
        if rectangle is None:
            self._drop()
            self.changed.emit(snapshot.surface, None)
        elif self._runner.busy(LANE):
            self._next = rectangle
        else:
            self._start(snapshot, rectangle)

    def _start(self, snapshot: Snapshot, rectangle: Rectangle) -> None:
        self._whole, self._next = snapshot.surface, None
        objective = snapshot.scene.objective
        wide = tuple((a - MARGIN * (b - a), b + MARGIN * (b - a)) for a, b in rectangle)
        self._runner.start(LANE, lambda: sample_chunks(objective, wide, SURFACE_POINTS))

    def _drop(self) -> None:
        self._runner.cancel(LANE)
        self._whole = self._next = None

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.surface is not self._whole:
            self._drop()

    def _on_produced(self, lane: str, items: list[Surface]) -> None:
        if lane == LANE and items[-1].whole:
            self.changed.emit(self._whole, items[-1])

    def _on_finished(self, lane: str) -> None:
        snapshot = self._controller.snapshot
        if lane == LANE and self._next is not None and snapshot is not None and snapshot.surface is not None:
            self._start(snapshot, self._next)
