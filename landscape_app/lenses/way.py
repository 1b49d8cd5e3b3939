"""A path that is there already, drawn up to the play head, with a ball where it stands."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from landscape_app.shapes import Dots, Overlay, Polyline
from landscape_app.theme import Theme

_BALL = 6.0
_MOST, _MOST_DOTS = 800, 200  # points of a line and dots that are drawn: long paths must not cost a frame


def thinned(points: Array, most: int) -> Array:
    """About ``most`` of ``points`` (n, 2) at most, evenly, the last one among them."""
    stride = -(-len(points) // most)
    return points if stride <= 1 else np.concatenate([points[:-1:stride], points[-1:]])


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
    line, every = thinned(gone, _MOST), -(-len(points) // _MOST_DOTS)
    return (
        Polyline(thinned(points, _MOST), theme.plot, 2.6, opacity=0.35),
        Polyline(thinned(points, _MOST), colour, 1.0, dash, opacity=0.5),
        Polyline(line, theme.plot, 4.0, opacity=0.85),
        Polyline(line, colour, 1.8, dash),
        Dots(points[: len(gone) - 1 : every], colour, 1.8),
        Dots(gone[-1:], theme.plot, _BALL + 1.6),
        Dots(gone[-1:], colour, _BALL),
    )
