"""What is laid over the plane of the first two variables: plain shapes in its coordinates, drawn alike by every view.

Widths and radii are logical pixels; colours are "#rrggbb".
"""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array


@dataclass(frozen=True, eq=False)
class Polyline:
    """Points (n, 2) joined; ``fill`` in 0 … 1 is the opacity of the inside of a closed one."""

    points: Array
    colour: str
    width: float = 1.8
    dash: str = "solid"
    closed: bool = False
    fill: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, eq=False)
class Arrow:
    """From ``tail`` to ``tip``; ``label`` is written beside the tip."""

    tail: tuple[float, float]
    tip: tuple[float, float]
    colour: str
    label: str = ""
    width: float = 2.6
    opacity: float = 1.0


@dataclass(frozen=True, eq=False)
class Dots:
    """Filled circles at (n, 2)."""

    points: Array
    colour: str
    radius: float = 2.2
    opacity: float = 1.0


@dataclass(frozen=True, eq=False)
class Note:
    """Words at a place of the plane."""

    at: tuple[float, float]
    text: str
    colour: str


Shape = Polyline | Arrow | Dots | Note
Overlay = tuple[Shape, ...]
