"""Where many runs end and how sharp it is there, computed in the background while somebody looks."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.analysis.ends import From, Tally, ends, search_minima
from core.analysis.sharpness import Sharpness, measure
from core.arrays import Array
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene, build
from landscape_app.store import Store
from landscape_app.working import Working

COUNTS, SHARP = "counts", "sharp"
LEVEL = 0.5  # δ at first
T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """How many runs of each method, and where they start."""

    starts: From = "domain"
    count: int = 1000


@dataclass(frozen=True, eq=False)
class Counted:
    """What has been counted so far: ``tallies`` in the order of the scene's runs, ``share`` of the work is done."""

    scene: Scene
    wanted: Wanted
    wells: Array  # (w, d)
    tallies: tuple[Tally, ...]
    share: float


@dataclass(frozen=True, eq=False)
class Measured:
    """Sharpness at the minima, and where each run of the race shown ended (run index -> there)."""

    delta: float
    wells: tuple[Sharpness, ...] = ()
    runs: dict[int, Sharpness] = field(default_factory=dict)


def numbers_key(scene: Scene) -> Hashable:
    """What the ends depend on: everything but names, colours and views."""
    runs = tuple(
        (r.method, r.start, r.stream, r.noisy, r.schedule, r.lr_changes, r.clip, r.batching) for r in scene.runs
    )
    return scene.objective, scene.view_domain, scene.start_point, scene.noise, scene.stopping, runs


class Ends(Working):
    """``counted(Counted)`` as the tallies grow and ``measured(Measured)``; None where the scene has become another."""

    counted = Signal(object)
    measured = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._snapshot: Snapshot | None = None
        self._looked_at = False
        self._delta = LEVEL
        self._measured_of: object = None
        store.changed.connect(self._on_scene)

    @property
    def busy(self) -> bool:
        """Whether runs are being counted."""
        return self._works(COUNTS)

    def want(self, on: bool) -> None:
        """Somebody looks at the tables, or no longer does."""
        self._looked_at = on
        self._measure()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Results of the race: where its runs ended is measured when all have."""
        self._snapshot = snapshot
        self._measure()

    def set_level(self, delta: float) -> None:
        """How far above a minimum its pool is filled."""
        self._delta = delta
        self._measure()

    def start(self, wanted: Wanted) -> None:
        """Count the ends of the scene as it is now; a count in the making is dropped."""
        scene = self._store.scene
        self._start(COUNTS, lambda: _count(scene, wanted))
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Stop where it is; what is counted stays."""
        self._cancel(COUNTS)
        self.busy_changed.emit(False)

    def _measure(self) -> None:
        snapshot = self._snapshot
        if not self._looked_at or snapshot is None or not snapshot.done:
            return
        of = numbers_key(snapshot.scene), self._delta
        if of == self._measured_of:
            return
        self._measured_of = of
        delta = self._delta
        self._start(SHARP, lambda: _measure(snapshot, delta))

    def _on_scene(self, old: Scene, new: Scene) -> None:
        if numbers_key(old) == numbers_key(new):
            return
        self._measured_of = None
        self._cancel(SHARP)
        if self.busy:
            self.cancel()
        self.counted.emit(None)
        self.measured.emit(None)

    def _on_produced(self, lane: str, items: list[Counted | Measured]) -> None:
        (self.counted if lane == COUNTS else self.measured).emit(items[-1])

    def _on_finished(self, lane: str) -> None:
        if lane == COUNTS:
            self.busy_changed.emit(False)


def _count(scene: Scene, wanted: Wanted) -> Iterator[Counted | None]:
    experiment = build(scene)
    wells = yield from _whole(search_minima(scene.objective, scene.view_domain))
    whole = wanted.count * max(1, len(scene.runs))
    for tallies in ends(experiment, scene.view_domain, wanted.starts, wanted.count, wells):
        if tallies is None:
            yield None
            continue
        done = sum(wanted.count if t.total == 1 and not t.chance else t.total for t in tallies)
        yield Counted(scene, wanted, wells, tallies, done / whole)


def _measure(snapshot: Snapshot, delta: float) -> Iterator[Measured | None]:
    """One place after another, so that the first numbers come at once."""
    scene = snapshot.scene
    wells: list[Sharpness] = []
    runs: dict[int, Sharpness] = {}
    minima = yield from _whole(search_minima(scene.objective, scene.view_domain))
    for x in minima:
        wells.append((yield from _whole(measure(scene.objective, x, delta))))
        yield Measured(delta, tuple(wells), {})
    for run in snapshot.runs:
        last = run.trajectory.x[-1]
        if np.all(np.isfinite(last)):
            runs[run.index] = yield from _whole(measure(scene.objective, last, delta))
            yield Measured(delta, tuple(wells), dict(runs))
    yield Measured(delta, tuple(wells), runs)


def _whole(steps: Iterator[T | None]) -> Generator[None, None, T]:
    """What ``steps`` comes to, with a pause wherever it makes one."""
    last: T | None = None
    for item in steps:
        if item is None:
            yield None
        else:
            last = item
    assert last is not None, "a search ends with what it found"
    return last
