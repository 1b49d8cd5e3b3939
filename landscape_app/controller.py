"""(old, new) -> what is stale -> a job -> snapshots -> views.

Bursts of changes are coalesced to one job a frame. A job that began less than ``PATIENCE_SECONDS`` ago is let finish
first, so that a slider being turned shows whole results on its way instead of none; the last value always wins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from core.trajectory import Trajectory
from landscape_app.courtesy import GUI
from landscape_app.jobs import RunKey, compute, run_keys, surface_key
from landscape_app.results import RunData, Snapshot
from landscape_app.runner import Runner
from landscape_app.scene.model import Scene, build
from landscape_app.store import Store

FRAME_MS = 16
PATIENCE_SECONDS = 0.25
LANE = "scene"


class Controller(QObject):
    """Keeps ``snapshot`` up to date with the store; changes neither store nor views."""

    snapshot_changed = Signal(object)  # Snapshot
    busy_changed = Signal(bool)
    failed = Signal(object)  # the exception of a job

    def __init__(self, store: Store, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self.snapshot: Snapshot | None = None
        self.jobs_started = 0
        self._known: dict[RunKey, Trajectory] = {}
        self._began = 0.0
        self._working_on: Scene | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        store.changed.connect(self._on_changed)
        runner.produced.connect(self._on_produced)
        runner.finished.connect(self._on_finished)
        runner.failed.connect(self._on_failed)
        self._timer.start(0)

    @property
    def busy(self) -> bool:
        """Whether the snapshot is not yet the whole truth of the store's scene."""
        return self._timer.isActive() or self._runner.busy(LANE)

    def _on_changed(self, old: Scene, new: Scene) -> None:
        idle = not self.busy
        if idle and self.snapshot is not None and surface_key(old) == surface_key(new) and build(old) == build(new):
            self._publish(self._restyled(self.snapshot, new))
            return
        if not self._timer.isActive():
            self._timer.start(FRAME_MS)
        if idle:
            self.busy_changed.emit(True)

    @staticmethod
    def _restyled(snapshot: Snapshot, scene: Scene) -> Snapshot:
        runs = tuple(RunData(run.index, scene.runs[run.index], run.trajectory) for run in snapshot.runs)
        return Snapshot(scene, snapshot.surface, runs, snapshot.done)

    def _begin(self) -> None:
        left = PATIENCE_SECONDS - (time.perf_counter() - self._began)
        if self._runner.busy(LANE) and left > 0:
            self._timer.start(max(1, min(FRAME_MS, int(left * 1000))))
            return
        scene = self._store.scene
        surface = None
        if self.snapshot is not None and surface_key(self.snapshot.scene) == surface_key(scene):
            known = self.snapshot.surface
            surface = known if known is not None and known.whole else None
        self._began = time.perf_counter()
        self._working_on = scene
        self.jobs_started += 1
        self._runner.start(LANE, self._job(scene, surface))

    def _job(self, scene: Scene, surface: object) -> Callable[[], Iterator[Snapshot | None]]:
        known = dict(self._known)
        return lambda: compute(scene, surface, known)  # type: ignore[arg-type]

    def _on_produced(self, lane: str, items: list[Snapshot]) -> None:
        if lane == LANE:
            snapshot = items[-1]
            if snapshot.done:
                keys = run_keys(build(snapshot.scene))
                self._known = {keys[run.index]: run.trajectory for run in snapshot.runs}
            self._publish(snapshot)

    def _on_finished(self, lane: str) -> None:
        if lane == LANE and not self._timer.isActive():
            self.busy_changed.emit(False)

    def _on_failed(self, lane: str, error: Exception) -> None:
        if lane == LANE:
            self.busy_changed.emit(False)
            self.failed.emit(error)

    def _publish(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        with GUI.first():
            self.snapshot_changed.emit(snapshot)
