"""Polylines made ready for a painter: cut at holes, clipped to a box, thinned to what a pixel can show.

Clipping matters beyond looks: Qt walks every dash of a segment, also of one that ends at 1e12 pixels.
Clipping is Liang and Barsky's (ACM Transactions on Graphics 3, 1984).
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array, IntArray

Box = tuple[float, float, float, float]


def thin(points: Array, step: float = 0.25) -> IntArray:
    """Indices (ascending) of ``points`` (n, 2) that remain when successive points on one spot of ``step`` are merged.

    The first and the last point always remain.
    """
    n = len(points)
    if n < 3:
        return np.arange(n)
    with np.errstate(invalid="ignore"):
        cell = np.round(points / step)
        moved = np.any(cell[1:] != cell[:-1], axis=1)  # nan differs from itself: holes remain
    moved[-1] = True
    return np.concatenate([[0], np.flatnonzero(moved) + 1])


def pieces(points: Array, box: Box) -> list[Array]:
    """The parts of the polyline ``points`` (n, 2) inside ``box`` (left, top, right, bottom), each (m, 2), m >= 2."""
    if len(points) < 2:
        return []
    a, b = points[:-1], points[1:]
    left, top, right, bottom = box
    with np.errstate(all="ignore"):
        d = b - a
        t0, t1 = np.zeros(len(a)), np.ones(len(a))
        keep = np.all(np.isfinite(a), axis=1) & np.all(np.isfinite(b), axis=1) & np.all(np.isfinite(d), axis=1)
        for p, q in (
            (-d[:, 0], a[:, 0] - left),
            (d[:, 0], right - a[:, 0]),
            (-d[:, 1], a[:, 1] - top),
            (d[:, 1], bottom - a[:, 1]),
        ):
            t = q / p
            t0 = np.where(p < 0, np.maximum(t0, t), t0)
            t1 = np.where(p > 0, np.minimum(t1, t), t1)
            keep &= ~((p == 0) & (q < 0))
        keep &= t0 <= t1
    if keep.all() and not t0.any() and (t1 == 1.0).all():
        return [points]
    starts = np.where(t0[:, None] > 0, a + t0[:, None] * np.where(np.isfinite(d), d, 0.0), a)
    ends = np.where(t1[:, None] < 1, a + t1[:, None] * np.where(np.isfinite(d), d, 0.0), b)
    out: list[Array] = []
    which = np.flatnonzero(keep)
    if not len(which):
        return out
    # a new piece begins where the segment before was dropped, or either side of the joint was clipped
    new = np.ones(len(which), dtype=bool)
    new[1:] = (np.diff(which) != 1) | (t1[which[:-1]] < 1) | (t0[which[1:]] > 0)
    groups = np.split(which, np.flatnonzero(new)[1:])
    out.extend(np.concatenate([starts[group[:1]], ends[group]]) for group in groups)
    return out


def at(points: Array, head: float) -> Array:
    """The point (d,) at fractional index ``head`` of ``points`` (n, d), held at both ends."""
    last = len(points) - 1
    head = min(max(head, 0.0), float(last))
    i = min(int(head), max(last - 1, 0))
    t = head - i
    if t == 0.0 or last == 0:
        point: Array = points[i]
        return point
    out: Array = points[i] + t * (points[i + 1] - points[i])
    return out


def until(points: Array, head: float, trail: int = 0) -> Array:
    """The polyline ``points`` (n, d) up to fractional index ``head``; of that the last ``trail`` steps, 0 for all."""
    last = len(points) - 1
    head = min(max(head, 0.0), float(last))
    whole = int(head)
    first = max(0, int(np.ceil(head)) - trail) if trail else 0
    body = points[first : whole + 1]
    return body if whole == head else np.concatenate([body, at(points, head)[None]])


def along(points: Array, spacing: float, first: float) -> tuple[Array, Array]:
    """Places every ``spacing`` along a polyline (n, 2) from ``first`` on: positions, directions (m, 2)."""
    d = np.diff(points, axis=0)
    length = np.hypot(d[:, 0], d[:, 1])
    total = np.concatenate([[0.0], np.cumsum(length)])
    marks = np.arange(first, total[-1], spacing)
    i = np.clip(np.searchsorted(total, marks, side="right") - 1, 0, len(d) - 1)
    ok = length[i] > 0
    i, marks = i[ok], marks[ok]
    unit = d[i] / length[i, None]
    return points[i] + (marks - total[i])[:, None] * unit, unit
