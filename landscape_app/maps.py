"""Maps over the plane, made in the background: basins of attraction, sweeps of two knobs of one run, and the phases
of momentum."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.analysis.basins import Basins, Tile, basin_tiles, gather
from core.analysis.momentum_phase import METHODS, PhaseMap, phase_map
from core.analysis.sweep import Knob, Sweep, sweep
from core.objectives.base import Objective
from core.params import params_of
from core.theory import heavy_ball_best, nesterov_best
from landscape_app.quantities import eigenpairs
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store
from landscape_app.working import Working

LANE = "maps"
BASIN_POINTS = 256  # a side
SWEEP_POINTS = 72
RATES = (1e-4, 10.0)
_BATCHED = ("newton",)  # takes all starts in one step, though nothing is done in place
Kind = Literal["basins", "rate_start", "rate_momentum", "phase"]


@dataclass(frozen=True)
class Wanted:
    """Which map, of which run, over how many steps."""

    kind: Kind
    run: int
    steps: int


@dataclass(frozen=True, eq=False)
class MapResult:
    """What a map shows so far; ``share`` of the work is done."""

    wanted: Wanted
    scene: Scene
    picture: Basins | Sweep | PhaseMap
    share: float


def kinds_of(run: RunSpec | None, objective: Objective) -> tuple[Kind, ...]:
    """The maps that can be made of ``run``; the phases of momentum are those of a strongly convex quadratic."""
    if run is None:
        return ()
    phases = run.method.id in METHODS and objective.is_quadratic and objective.L and objective.mu
    last: tuple[Kind, ...] = ("phase",) if phases and objective.mu is not None and objective.mu > 0 else ()
    if objective.dim != 2:
        return last
    kinds: tuple[Kind, ...] = ("basins",)
    if run.method.uses_lr:
        kinds += ("rate_start",)
        if "momentum" in params_of(type(run.method)):
            kinds += ("rate_momentum",)
    return kinds + last


def place_of(scene: Scene, wanted: Wanted) -> tuple[float, float] | None:
    """Where the run stands in the map's axes; None where the scene no longer has it."""
    if wanted.run >= len(scene.runs):
        return None
    run = scene.runs[wanted.run]
    start = run.start or scene.start_point
    lr = float(getattr(run.method, "lr", np.nan))
    if wanted.kind == "basins":
        return (start[0], start[1]) if len(start) >= 2 else None
    return lr, start[0] if wanted.kind == "rate_start" else float(getattr(run.method, "momentum", np.nan))


def made_of(scene: Scene, wanted: Wanted) -> Hashable:
    """What that map of ``scene`` depends on: where this differs, the map is of another scene. None where it has no
    such run.
    """
    if wanted.run >= len(scene.runs):
        return None
    run = scene.runs[wanted.run]
    if wanted.kind == "phase":
        return scene.objective, run.method.id
    if wanted.kind == "basins":
        return scene.objective, scene.view_domain[:2], run.method, run.clip
    start = run.start or scene.start_point
    knobs = {"lr": 1.0} | ({"momentum": 0.0} if wanted.kind == "rate_momentum" else {})
    if not set(knobs) <= set(params_of(type(run.method))):
        return None
    of = scene.objective, replace(run.method, **knobs), run.clip, scene.ranking.tolerance
    return (*of, start) if wanted.kind == "rate_momentum" else (*of, start[1:], scene.view_domain[0])


def moved(scene: Scene, wanted: Wanted, x: float, y: float) -> Scene:
    """The scene with the run put at (x, y) of the map's axes; unchanged where it no longer has that run."""
    if wanted.run >= len(scene.runs):
        return scene
    run = scene.runs[wanted.run]
    start = run.start or scene.start_point
    if wanted.kind == "basins":
        start = (x, y, *start[2:])
    else:
        fields = {"lr": x} | ({"momentum": y} if wanted.kind in ("rate_momentum", "phase") else {})
        if not set(fields) <= set(params_of(type(run.method))):
            return scene
        run = replace(run, method=replace(run.method, **fields))
        if wanted.kind == "rate_start":
            start = (y, *start[1:])
    if run.start:
        run = replace(run, start=start)
    runs = (*scene.runs[: wanted.run], run, *scene.runs[wanted.run + 1 :])
    return replace(scene, runs=runs, start=scene.start if run.start else start)


class Maps(Working):
    """``changed(MapResult)`` again and again while a map grows; ``busy_changed(bool)``; ``failed(exception)``."""

    changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store

    @property
    def busy(self) -> bool:
        """Whether a map is being made."""
        return self._works(LANE)

    def start(self, wanted: Wanted) -> None:
        """Make that map of the scene as it is now; another one in the making is dropped."""
        scene = self._store.scene
        self._start(LANE, lambda: _job(scene, wanted))
        self.busy_changed.emit(True)

    def cancel(self) -> None:
        """Stop where it is; what is shown stays."""
        self._cancel(LANE)
        self.busy_changed.emit(False)

    def _on_produced(self, lane: str, items: list[MapResult]) -> None:
        self.changed.emit(items[-1])

    def _on_finished(self, lane: str) -> None:
        self.busy_changed.emit(False)


def _job(scene: Scene, wanted: Wanted) -> Iterator[MapResult | None]:
    if wanted.kind == "phase":
        yield MapResult(wanted, scene, _phases(scene.objective, scene.runs[wanted.run].method.id), 1.0)
        return
    yield from (_basins if wanted.kind == "basins" else _sweep)(scene, wanted, scene.runs[wanted.run])


def _phases(objective: Objective, method: str) -> PhaseMap:
    assert objective.L is not None
    assert objective.mu is not None
    at = np.asarray(objective.start, dtype=np.float64)
    eigenvalues, _ = eigenpairs(objective, at)
    best = (heavy_ball_best if method == "heavy_ball" else nesterov_best)(objective.L, objective.mu)
    return phase_map(method, np.unique(eigenvalues.round(12)), best)


def _basins(scene: Scene, wanted: Wanted, run: RunSpec) -> Iterator[MapResult | None]:
    method = run.method
    (x0, x1), (y0, y1) = scene.view_domain[:2]
    # What goes row by row gets fewer starts, or a map would take minutes.
    n = BASIN_POINTS if method.uses_lr else BASIN_POINTS // (2 if method.id in _BATCHED else 8)
    x, y = np.linspace(x0, x1, n), np.linspace(y0, y1, n)
    tiles: list[Tile] = []
    dtype = np.float32 if method.uses_lr else np.float64
    for tile in basin_tiles(scene.objective, method, x, y, wanted.steps, dtype, rows=64, clip=run.clip):
        if tile is None:
            yield None
            continue
        tiles.append(tile)
        done = sum(len(t.rows) for t in tiles)
        yield MapResult(wanted, scene, gather(scene.objective, x, y, tiles), done / n)


def _sweep(scene: Scene, wanted: Wanted, run: RunSpec) -> Iterator[MapResult]:
    across = Knob("field", "lr", np.geomspace(*RATES, SWEEP_POINTS))
    if wanted.kind == "rate_momentum":
        down = Knob("field", "momentum", np.linspace(0.0, 0.99, SWEEP_POINTS))
    else:
        low, high = scene.view_domain[0]
        down = Knob("start", "x", np.linspace(low, high, SWEEP_POINTS), 0)
    start, tolerance = run.start or scene.start_point, scene.ranking.tolerance
    grown = sweep(scene.objective, run.method, across, down, start, wanted.steps, tolerance, clip=run.clip)
    for i, found in enumerate(grown, start=1):
        yield MapResult(wanted, scene, found, min(1.0, 25 * i / wanted.steps))
