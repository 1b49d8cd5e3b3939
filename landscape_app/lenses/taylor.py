"""The local model of f at the ball: tangent plane or quadratic, over a patch about it; and where it is lowest."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.analysis.taylor import taylor
from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP
from landscape_app.lenses.base import Lensed, Look
from landscape_app.scene.model import Scene
from landscape_app.shapes import Dots, Overlay, Patch, Polyline

REACH = 0.24  # of the domain's width, from the ball to each side
POINTS = 41  # of the patch, a side
_SECTION = QT_TRANSLATE_NOOP("lens", "f has more than two variables: the model at the ball is not over the plane shown")
_ORDERS = {"plane": 1, "quadratic": 2}


class TaylorLens(Lensed):
    """Computed in every frame: one value, gradient and Hessian."""

    name = "taylor"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.taylor in _ORDERS and scene.objective.dim == 2

    def why_not(self, scene: Scene) -> str:
        return _SECTION if scene.objective.dim > 2 else super().why_not(scene)

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None:
            return ()
        x = _ball(run.trajectory.x, look.head)
        domain = look.scene.view_domain
        if not all(low <= v <= high for v, (low, high) in zip(x.tolist(), domain, strict=True)):
            return ()
        model = taylor(look.scene.objective, x, _ORDERS[look.scene.lens.taylor])
        if model is None:
            return ()
        across, up = (np.linspace(*_ends(v, ends), POINTS) for v, ends in zip(x.tolist(), domain, strict=True))
        shapes: Overlay = (Patch(across, up, model(np.stack(np.meshgrid(across, up), axis=-1)), look.colour),)
        lowest = model.lowest()
        if lowest is None:
            return shapes
        way, there = np.stack([x, lowest]), lowest[None]
        return (
            *shapes,
            Polyline(way, look.theme.plot, 3.4, opacity=0.8),
            Polyline(way, look.theme.ink, 1.5, "dot"),
            Dots(there, look.theme.plot, 5.2, 0.9),
            Dots(there, look.theme.ink, 3.6),
        )


def _ends(v: float, ends: tuple[float, float]) -> tuple[float, float]:
    reach = REACH * (ends[1] - ends[0])
    return max(ends[0], v - reach), min(ends[1], v + reach)


def _ball(points: Array, head: float) -> Array:
    """Where the ball is at the fractional step ``head``."""
    head = min(max(head, 0.0), len(points) - 1.0)
    i = min(int(head), max(0, len(points) - 2))
    out: Array = points[i] if len(points) == 1 else points[i] + (head - i) * (points[i + 1] - points[i])
    return out
