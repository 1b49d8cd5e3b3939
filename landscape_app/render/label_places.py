"""Where words go that belong to places in a picture: beside them, off each other and off what is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Array

_WAYS = 12  # directions tried about a place
_GAPS = (8.0, 16.0, 28.0, 46.0)  # pixels between a place and its words
_MARGIN = 3.0  # pixels to the edge of the picture
_APART = 2.0  # pixels between two words
# what a place costs, in pixels of distance that one would walk to avoid it
_TURN = 9.0  # words on the other side than wished
_LINE = 5.0  # a point of something drawn under them
_MOST_LINE = 60.0
_WORDS = 400.0  # other words under them, all of them covered
_OUTSIDE = 900.0  # beyond the edge


@dataclass(frozen=True)
class Words:
    """A block ``wide`` x ``high`` pixels about the place (x, y), best in the direction (ux, uy), of length 1."""

    x: float
    y: float
    wide: float
    high: float
    ux: float
    uy: float


def placed(
    words: Sequence[Words], drawn: Array, width: float, height: float, scale: float = 1.0
) -> list[tuple[float, float]]:
    """The top left corner of each block in a picture ``width`` x ``height``; ``drawn`` (n, 2) are points to keep off.
    Where marks are larger by ``scale``, words stand farther off.

    One after the other, each where it costs least; what comes first has the choice.
    """
    turn = 2 * math.pi / _WAYS * np.arange(_WAYS)
    taken = np.zeros((0, 4))
    out = []
    for each in words:
        first = math.atan2(each.uy, each.ux)
        ways = np.tile(np.column_stack([np.cos(first + turn), np.sin(first + turn)]), (len(_GAPS), 1))
        gaps = scale * np.repeat(_GAPS, _WAYS)
        half = np.array([0.5 * each.wide, 0.5 * each.high])
        # from the place to the middle of a block that just touches the circle of the gap
        away = gaps + 1 / np.maximum(np.max(np.abs(ways) / half, axis=1), 1e-9)
        corner = np.array([each.x, each.y]) + ways * away[:, None] - half
        room = np.array([width - each.wide - _MARGIN, height - each.high - _MARGIN])
        inside = np.clip(corner, _MARGIN, np.maximum(room, _MARGIN))
        cost = gaps + _TURN * (1 - np.tile(np.cos(turn), len(_GAPS)))
        cost += _OUTSIDE * np.minimum(np.sum(np.abs(inside - corner), axis=1) / (each.wide + each.high), 1.0)
        low, high = inside, inside + 2 * half
        if len(drawn):
            hit = np.all((drawn > low[:, None]) & (drawn < high[:, None]), axis=2)
            cost += np.minimum(_LINE * np.count_nonzero(hit, axis=1), _MOST_LINE)
        if len(taken):
            shared = np.minimum(high[:, None], taken[:, 2:]) - np.maximum(low[:, None], taken[:, :2]) + _APART
            cost += _WORDS * np.sum(np.prod(np.maximum(shared, 0.0), axis=2), axis=1) / (each.wide * each.high)
        x, y = inside[int(np.argmin(cost))].tolist()
        taken = np.concatenate([taken, [[x, y, x + each.wide, y + each.high]]])
        out.append((x, y))
    return out
