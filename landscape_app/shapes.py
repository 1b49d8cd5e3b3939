"""What is laid over the plane of the first two variables: plain shapes in its coordinates, drawn alike by every view.

Widths and radii are logical pixels; colours are "#rrggbb".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array
from core.words import Sentence


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
    """Words at a place of the plane; ``way`` is the direction from it in which they go best, None up and right."""

    at: tuple[float, float]
    text: str
    colour: str
    way: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Swarm:
    """Thousands of soft dots at (n, 2), some perhaps not finite; dot i has the colour ``palette[which[i]]``.

    ``which`` (n,) uint8 is the same array from frame to frame as long as the colours are.
    """

    points: NDArray[np.float32]
    which: NDArray[np.uint8]
    palette: tuple[str, ...]
    radius: float = 2.0


@dataclass(frozen=True, eq=False)
class Patch:
    """A second surface over a part of the plane: f (ny, nx) over x (nx,) and y (ny,). Translucent in 3-D; on the map
    its level lines, at the levels of the surface shown.
    """

    x: Array
    y: Array
    f: Array
    colour: str


@dataclass(frozen=True)
class Key:
    """Rows of a legend in a corner: a colour ("" for none) and a sentence to be translated in the context "lens"."""

    rows: tuple[tuple[str, Sentence], ...]


Shape = Polyline | Arrow | Dots | Note | Swarm | Patch | Key
Overlay = tuple[Shape, ...]
