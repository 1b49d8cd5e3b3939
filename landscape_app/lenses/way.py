"""A path that is there already, drawn up to the play head, with a ball where it stands."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from landscape_app.shapes import Dots, Overlay, Polyline
from landscape_app.theme import Theme

_BALL = 6.0


def up_to(points: Array, head: float) -> Array:
    """The first ⌊head⌋ + 1 of ``points`` (k+1, 2), and the place between two of them where the head is."""
    head = min(max(head, 0.0), len(points) - 1.0)
    k = int(head)
    share = head - k
    if share == 0:
        return points[: k + 1]
    return np.concatenate([points[: k + 1], [(1 - share) * points[k] + share * points[k + 1]]])


def way(points: Array, head: float, colour: str, theme: Theme, dash: str = "solid") -> Overlay:
    """What is still to come is faint."""
    gone = up_to(points, head)
    return (
        Polyline(points, colour, 1.0, dash, opacity=0.35),
        Polyline(gone, theme.plot, 4.0, opacity=0.85),
        Polyline(gone, colour, 1.8, dash),
        Dots(points[: len(gone) - 1], colour, 1.8),
        Dots(gone[-1:], theme.plot, _BALL + 1.6),
        Dots(gone[-1:], colour, _BALL),
    )
