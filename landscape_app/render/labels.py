"""Short names for runs, and places for their labels where they cover nothing that must be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from PySide6.QtCore import QPointF, QRectF

LONGEST = 18  # characters of a label
_NEAR, _STEP, _RINGS = 5.0, 13.0, 4  # pixels from the ball's edge; how many rings outwards are tried
# Up and to the right first, straight up and down last: there the drop line and the path mostly are.
_SIDES = tuple(math.radians(a) for a in (-35, -145, 0, 180, 35, 145, -70, -110, 70, 110))


def short_names(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles without the words that all of them begin with, and no longer than ``LONGEST`` characters."""
    words = [title.split() for title in titles]
    alike = takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False))
    shared = len(list(alike)) if len(set(titles)) > 1 else 0
    shared = min(shared, min((len(w) for w in words), default=1) - 1)
    return tuple(_cut(" ".join(w[shared:])) for w in words)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,·(=") + "…"


@dataclass(frozen=True)
class Place:
    """Where a label stands, and where the line from its ball ends (None: it touches the ball's rim)."""

    rect: QRectF
    leader: QPointF | None


def place(
    at: QPointF, radius: float, size: tuple[float, float], inside: QRectF, taken: Sequence[QRectF]
) -> Place | None:
    """The first free place beside a ball at ``at``, the nearest ring first; None where there is none."""
    width, height = size
    for ring in range(_RINGS):
        for angle in _SIDES:
            c, s = math.cos(angle), math.sin(angle)
            reach = radius + _NEAR + ring * _STEP
            tip = QPointF(at.x() + reach * c, at.y() + reach * s)
            # the rectangle hangs at the tip by its nearest side
            left = tip.x() - width / 2 + c * width / 2
            rect = QRectF(left, tip.y() - height / 2 + s * height / 2, width, height)
            if inside.contains(rect) and not any(rect.intersects(other) for other in taken):
                return Place(rect, _nearest(rect, at) if ring else None)
    return None


def _nearest(rect: QRectF, at: QPointF) -> QPointF:
    x = min(max(at.x(), rect.left()), rect.right())
    y = min(max(at.y(), rect.top()), rect.bottom())
    return QPointF(x, y)
