"""The race as it was before the last change, faded."""

from __future__ import annotations

from typing import Any

import numpy as np

from landscape_app.lenses.base import Lensed, Look
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.shapes import Dots, Overlay, Polyline, Shape

POINTS = 2_000  # of a path: more cannot be told apart


class GhostLens(Lensed):
    """Runs that the change left alone have no ghost: it would lie under their own path."""

    name = "ghost"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.ghost

    def draw(self, look: Look, data: Any) -> Overlay:
        if look.ghost is None:
            return ()
        now = {run.index: run for run in look.snapshot.runs if run.spec.visible}
        width = look.theme.line_width
        shapes: list[Shape] = []
        for run in look.ghost.runs:
            other = now.get(run.index)
            if other is None or run.plane.shape[1] < 2 or _same(run, other):
                continue
            path = run.plane[: look.step_of(run.trajectory) + 1]
            thin = path[:: max(1, len(path) // POINTS)]
            colour = other.colour(look.theme)
            shapes += [
                Polyline(thin, look.theme.plot, width + 1.6, opacity=0.35),
                Polyline(thin, colour, width, opacity=0.5),
                Dots(path[-1:], look.theme.plot, 6.5, 0.6),
                Dots(path[-1:], colour, 5.0, 0.5),
            ]
        return tuple(shapes)


def _same(ghost: RunData, run: RunData) -> bool:
    """Whether both have gone the same way, as far as both are known."""
    common = min(len(ghost.plane), len(run.plane))
    return np.array_equal(ghost.plane[:common], run.plane[:common], equal_nan=True)
