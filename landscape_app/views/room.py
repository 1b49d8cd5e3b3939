"""How pictures share a room: what stands beside what, so that all are as large as they can be."""

from __future__ import annotations

import math

SURFACE, MAP = 1.4, 1.0  # width over height of what is seen: a surface in its box with its labels, a square map
_SLACK = 1.05  # by so much larger must pictures become before they change their places

_HOLE = 0.7  # the power of the share of places in use: a place that stays empty counts, and less than its room


def stacked_is_larger(width: float, height: float, stacked: bool = False) -> bool:
    """Whether a surface and a map, at one height, are larger in ``width`` x ``height`` one above the other.

    ``stacked`` is how they stand now: near the border between the two they stay so.
    """
    beside = min(height, width / (SURFACE + MAP))
    above = min(height / 2, width / max(SURFACE, MAP))
    return above * (_SLACK if stacked else 1 / _SLACK) > beside


def columns(count: int, width: float, height: float, shape: float, now: int = 0, head: float = 0.0) -> int:
    """Of a grid of ``count`` panes, in which pictures of ``shape``, width over height, are largest; a place that stays
    empty counts against it. ``now`` columns stay where others are hardly better; ``head`` of each pane's height is its
    title's.
    """

    count = max(1, count)

    def size(n: int) -> float:
        rows = -(-count // n)
        used = math.pow(count / (n * rows), _HOLE)
        return used * min(height / rows - head, width / n / shape) * (_SLACK if n == now else 1.0)

    return max(range(count, 0, -1), key=size)
