"""What the views are given to draw: the runs as far as they are computed, with how to draw them."""

from __future__ import annotations

from dataclasses import dataclass

from core.trajectory import Trajectory
from landscape_app.scene.model import DASHES, MARKERS, RunSpec
from landscape_app.theme import Theme, run_colour


@dataclass(frozen=True, eq=False)
class RunData:
    """One run's trajectory so far (``trajectory.stop`` is None while it is being computed)."""

    index: int  # position in scene.runs
    spec: RunSpec
    trajectory: Trajectory

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
