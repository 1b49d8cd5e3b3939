"""Keeps the race as it was before the last change, while ``scene.lens.ghost`` asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from core.record import Recorder
from core.simulate import simulate
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import Scene, build
from landscape_app.store import Store
from landscape_app.working import Working

LANE = "ghost"


class Ghost(Working):
    """``changed(Snapshot | None)``: the race of ``Store.former``, the last one that had other numbers.

    The values on a slider's way are no race of their own: the ghost is that of where the drag began. After an undo it
    is that of the scene which was taken back. A change of the look alone leaves it as it is.
    """

    changed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._of: Scene | None = None  # the scene that a ghost would be of
        self._working: Scene | None = None  # the one that is computed or shown
        self.snapshot: Snapshot | None = None
        store.changed.connect(self._on_changed)

    def _on_changed(self, _old: Scene, new: Scene) -> None:
        former = self._store.former
        if former is None or type(former.objective) is not type(new.objective):
            self._of = None
        elif former != new and build(former) != build(new):
            self._of = former
        wanted = self._of if new.lens.ghost else None
        if wanted is self._working:
            return
        self._working = wanted
        self._cancel(LANE)
        if wanted is None:
            self._show(None)
        else:
            self._start(LANE, lambda: _race(wanted))

    def _on_produced(self, lane: str, items: list[Snapshot]) -> None:
        self._show(items[-1])

    def _show(self, snapshot: Snapshot | None) -> None:
        if snapshot is not self.snapshot:
            self.snapshot = snapshot
            self.changed.emit(snapshot)


def _race(scene: Scene) -> Iterator[Snapshot | None]:
    experiment = build(scene)
    recorder = Recorder(experiment)
    for chunk in simulate(experiment):
        recorder.add(chunk)
        yield None
    trajectories = recorder.trajectories() if experiment.runs else ()
    yield Snapshot(scene, None, tuple(RunData(i, scene.runs[i], t) for i, t in enumerate(trajectories)), True)
