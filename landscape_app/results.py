"""What the views are given to draw: one scene's surface and runs, as far as they are computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from core.arrays import Array
from core.objectives.network_slice import NetworkSlice
from core.objectives.sampled_grid import SampledGrid
from core.surface import Surface
from core.trajectory import Trajectory
from landscape_app.scene.model import DASHES, MARKERS, RunSpec, Scene
from landscape_app.theme import Theme, run_colour


@dataclass(frozen=True, eq=False)
class RunData:
    """One run's trajectory so far (``trajectory.stop`` is None while it is being computed)."""

    index: int  # position in scene.runs
    spec: RunSpec
    trajectory: Trajectory

    @cached_property
    def plane(self) -> Array:
        """The first two coordinates, (k+1, 2): the same array every time, so that pictures may keep what it gives."""
        return self.trajectory.x[:, :2]

    def colour(self, theme: Theme) -> str:
        """ "#rrggbb" in this theme."""
        return run_colour(theme, self.index, self.spec.colour)

    @property
    def dash(self) -> str:
        """One of DASHES."""
        return self.spec.dash or DASHES[self.index % len(DASHES)]

    @property
    def marker(self) -> str:
        """One of MARKERS."""
        return self.spec.marker or MARKERS[self.index % len(MARKERS)]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A scene with its results: everything in it belongs together, so no view can show a stale mixture.

    ``surface`` is None for objectives of one variable. ``done`` says that nothing more is coming for this scene.
    """

    scene: Scene
    surface: Surface | None
    runs: tuple[RunData, ...]
    done: bool

    @property
    def looked_at(self) -> RunData | None:
        """The run that the scene's lens is on, hidden or not; None while nothing is known of it."""
        return next((run for run in self.runs if run.index == self.scene.lens.run), None)

    @property
    def length(self) -> int:
        """Steps of the longest run, or epochs of the training behind the surface, or points of its recorded path."""
        objective, told = self.scene.objective, 0
        if isinstance(objective, NetworkSlice):
            known = objective.known
            told = len(known.epochs) - 1 if known is not None else 0
        elif isinstance(objective, SampledGrid):
            told = max(0, len(objective.path) - 1)
        return max([told, *(run.trajectory.steps for run in self.runs)])
