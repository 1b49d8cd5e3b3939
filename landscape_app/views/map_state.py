"""What the map's layers draw from: plain data that the map writes and its layers read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.surface import Surface
from landscape_app.render.frame import Mark, marks_of
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.hatching import undefined


@dataclass(eq=False)
class MapState:
    """``detail`` is a finer surface of the rectangle seen, where that is a part of ``surface`` only."""

    scene: Scene | None = None
    surface: Surface | None = None
    detail: Surface | None = None
    runs: tuple[RunData, ...] = ()
    head: float = math.inf
    theme: Theme = LIGHT
    moving: bool = False  # a hand is on something: labels of level lines wait
    held: tuple[float, float] | None = None  # where a hand holds the start
    cursor: tuple[float, float] | None = None  # where the pointer is, in data

    @property
    def undefined(self) -> str:
        """Where f has no height in the plane shown: "nan", "inf" (nowhere nan), or "" where it has one everywhere."""
        return undefined(self.surface)

    @property
    def start(self) -> tuple[float, float] | None:
        """Where the start is drawn: in the hand, else in the scene; nowhere where no run starts."""
        if self.held is not None:
            return self.held
        if self.scene is None or not self.scene.runs or len(self.scene.start_point) < 2:
            return None
        return float(self.scene.start_point[0]), float(self.scene.start_point[1])

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The critical points, and a lowest point on the edge, that lie in the plane shown."""
        return () if self.scene is None else marks_of(self.scene.objective)

    def shown(self) -> list[RunData]:
        """The visible runs that have a place in the plane."""
        return [r for r in self.runs if r.spec.visible and len(r.trajectory.x) and r.trajectory.x.shape[1] >= 2]
