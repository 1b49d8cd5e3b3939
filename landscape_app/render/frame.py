"""A frame of the 3-D view as plain frozen data: what ``Renderer.render(frame, size)`` draws."""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array
from core.objectives.base import Objective
from core.surface import Surface
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState, Display
from landscape_app.shapes import Overlay
from landscape_app.theme import Theme


@dataclass(frozen=True, eq=False)
class PathData:
    """One run: the points it visited (k+1, 2), their f (k+1,), and how it is drawn."""

    points: Array
    values: Array
    colour: str  # "#rrggbb"
    dash: str
    marker: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A critical point; ``kind`` is its own or, for a minimum that no listed one lies below, "global"."""

    x: float
    y: float
    f: float
    kind: str


@dataclass(frozen=True, eq=False)
class Frame:
    """``surface`` is compared by identity: the same object is uploaded once. ``head`` is a fractional step."""

    surface: Surface
    paths: tuple[PathData, ...]
    head: float
    display: Display
    camera: CameraState
    theme: Theme
    start: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()
    moving: bool = False  # a hand is on it: draw coarse
    overlay: Overlay = ()


def marks_of(objective: Objective) -> tuple[Mark, ...]:
    """The critical points, and a lowest point on the edge, that lie in the plane of the first two variables."""
    lowest = objective.global_minima
    return tuple(
        Mark(p.x[0], p.x[1], p.value, "global" if p in lowest else p.kind)
        for p in objective.landmarks
        if len(p.x) >= 2 and not any(p.x[2:])
    )


def frame_of(
    snapshot: Snapshot,
    theme: Theme,
    head: float,
    *,
    camera: CameraState | None = None,
    moving: bool = False,
    overlay: Overlay = (),
) -> Frame | None:
    """The frame of a snapshot's visible runs at ``head``; None where there is no surface (one variable)."""
    scene, surface = snapshot.scene, snapshot.surface
    if surface is None:
        return None
    paths = tuple(
        PathData(
            run.plane,
            run.trajectory.f,
            run.colour(theme),
            run.dash,
            run.marker,
            run.spec.title,
        )
        for run in snapshot.runs
        if run.spec.visible
    )
    start = scene.start_point
    return Frame(
        surface,
        paths,
        head,
        scene.display,
        camera or scene.camera,
        theme,
        (start[0], start[1]) if scene.runs else None,
        marks_of(scene.objective),
        moving,
        overlay,
    )
