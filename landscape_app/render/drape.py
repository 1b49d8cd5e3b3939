"""A run's points laid on the drawn sheet: clipped to its rectangle, cut so finely that they follow its triangles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array, BoolArray
from landscape_app.render.mesh import Sheet, to_unit

_SAME = 1.5e-3  # of the box: points nearer along the path are drawn as one (a third of a pixel at 1280 wide)
_MOST = 20_000  # pieces of one path


@dataclass(frozen=True, eq=False)
class Draped:
    """A polyline in the box, perhaps in several parts."""

    points: Array  # (n, 3)
    step: Array  # (n,) the fractional step at each point, rising
    arc: Array  # (n,) length along the path, in the box
    joined: BoolArray  # (n - 1,) whether there is a line from point i to i + 1

    def until(self, head: float, trail: int) -> Draped:
        """The part from step head - trail (all, if trail is 0) up to the fractional step ``head``."""
        if len(self.step) == 0:
            return self
        first = head - trail if trail > 0 else -np.inf
        i, j = np.searchsorted(self.step, [first, head], side="right")
        i = max(0, int(i) - 1)
        part = slice(i, min(int(j) + 1, len(self.step)))
        points, step = self.points[part].copy(), self.step[part].copy()
        arc, joined = self.arc[part].copy(), self.joined[i : max(i, part.stop - 1)].copy()
        for end, limit in ((0, first), (-1, head)):
            if len(step) > 1 and (step[end] > limit if end else step[end] < limit):
                other = -2 if end else 1
                w = (limit - step[other]) / (step[end] - step[other])
                points[end] = points[other] + w * (points[end] - points[other])
                arc[end] = arc[other] + w * (arc[end] - arc[other])
                step[end] = limit
        if len(step) == 1 and step[0] > head:
            return Draped(points[:0], step[:0], arc[:0], joined[:0])
        return Draped(points, step, arc, joined)

    def segments(self) -> NDArray[np.float32]:
        """(m, 16), a row a line: before, from, to, after, each x, y, z, arc; a missing neighbour is the end itself."""
        if not self.joined.any():
            return np.empty((0, 16), dtype=np.float32)
        rows = np.column_stack([self.points, self.arc])
        i = np.flatnonzero(self.joined)
        before = np.where((i > 0) & self.joined[np.maximum(i - 1, 0)], i - 1, i)
        last = len(self.joined) - 1
        after = np.where((i < last) & self.joined[np.minimum(i + 1, last)], i + 2, i + 1)
        return np.hstack([rows[before], rows[i], rows[i + 1], rows[after]]).astype(np.float32)


def finite_part(points: Array) -> int:
    """How many points come before the first that is not finite."""
    bad = ~np.isfinite(points).all(axis=1)
    return int(np.argmax(bad)) if bad.any() else len(points)


def box_points(points: Array, x: Array, y: Array) -> Array:
    """Data points (k, d) to the box's x and y, (k, 2)."""
    return np.column_stack([to_unit(points[:, 0], x), to_unit(points[:, 1], y)])


def drape(points: Array, drawn: Sheet, *, broken: bool = False, most: int = _MOST) -> Draped:
    """Lay a run's points, (k, 2) in box coordinates and up to the first that is not finite, on the drawn sheet.

    ``broken``: a point that is not finite parts the line instead. In at most about ``most`` pieces.
    """
    if not broken:
        points = points[: finite_part(points)]
    nothing = Draped(np.empty((0, 3)), np.empty(0), np.empty(0), np.empty(0, dtype=bool))
    if len(points) < 2:
        return nothing
    step = np.arange(len(points), dtype=float)
    with np.errstate(over="ignore", invalid="ignore"):
        length = np.linalg.norm(np.diff(points, axis=0), axis=1)
        bins = np.floor(np.concatenate([[0.0], np.cumsum(np.fmin(length, 10.0))]) / _SAME)
    keep = np.concatenate([[True], np.diff(bins) > 0])
    keep[-1] = True
    points, step = points[keep], step[keep]
    a, b = points[:-1], points[1:]
    t0, t1 = _clip(a, b)
    inside = t1 > t0
    if not inside.any():
        return nothing
    a, d, t0, t1 = a[inside], (b - a)[inside], t0[inside], t1[inside]
    step0, dstep = step[:-1][inside], np.diff(step)[inside]
    length = np.linalg.norm(d, axis=1) * (t1 - t0)
    spacing = max(drawn.cell, float(length.sum()) / most)
    pieces = np.maximum(1, np.ceil(length / spacing)).astype(np.int64)
    owner = np.repeat(np.arange(len(a)), pieces + 1)
    begin = np.cumsum(pieces + 1) - (pieces + 1)
    number = np.arange(len(owner)) - begin[owner]
    t = t0[owner] + (t1 - t0)[owner] * (number / pieces[owner])
    xy = a[owner] + t[:, None] * d[owner]
    z = drawn.height(xy)
    index = np.flatnonzero(inside)
    follows = np.concatenate([[False], (np.diff(index) == 1) & (t1[:-1] == 1.0) & (t0[1:] == 0.0)])
    first = number == 0
    keep = ~(first & follows[owner]) & np.isfinite(z)
    joined = np.ones(len(owner), dtype=bool)  # to the one before
    joined[first & ~follows[owner]] = False
    whole = np.cumsum(~np.isfinite(z))  # a hole between two kept points parts them
    at = np.flatnonzero(keep)
    out = np.column_stack([xy[at], z[at]])
    link = joined[at[1:]] & (whole[at[1:]] == whole[at[:-1]])
    gaps = np.where(link, np.linalg.norm(np.diff(out, axis=0), axis=1), 0.0) if len(out) else np.empty(0)
    arc = np.concatenate([[0.0], np.cumsum(gaps)])[: len(out)]
    return Draped(out, (step0[owner] + t * dstep[owner])[at], arc, link)


def _clip(a: Array, b: Array) -> tuple[Array, Array]:
    """The part t0 ... t1 of each line a -> b within the rectangle [-1, 1]² (Liang and Barsky 1984); empty: t1 < t0."""
    t0, t1 = np.zeros(len(a)), np.ones(len(a))
    with np.errstate(all="ignore"):
        d = b - a
        for axis in (0, 1):
            low, high = (-1.0 - a[:, axis]) / d[:, axis], (1.0 - a[:, axis]) / d[:, axis]
            moves = d[:, axis] != 0
            t0 = np.where(moves, np.maximum(t0, np.minimum(low, high)), t0)
            t1 = np.where(moves, np.minimum(t1, np.maximum(low, high)), t1)
            t1 = np.where(~moves & (np.abs(a[:, axis]) > 1.0), -1.0, t1)
    return t0, t1
