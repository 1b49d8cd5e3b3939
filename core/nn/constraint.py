"""The picture of L1 and L2: two weights, the data's loss over them, and the region that a penalty keeps them in.

All other weights are held. The minimiser w of D(w) + λ‖w‖₁, or of D(w) + (λ/2)‖w‖², is the lowest point of D within
the diamond ‖v‖₁ ≤ ‖w‖₁, or within the disc ‖v‖ ≤ ‖w‖: were there a lower one, it would make the sum lower too. So D's
level line through w touches the region from outside. Tibshirani, J. R. Stat. Soc. B 58 (1996) 267, figure 2; Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning (2009), figure 3.11.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array, BoolArray
from core.nn.mlp import Mlp
from core.nn.network_loss import NetworkLoss, Penalty
from core.nn.planes import Plane, of_weights
from core.nn.shrinking import soft
from core.nn.slice_grid import slice_tiles
from core.nn.slices import Slice

_COARSE, _FINE = 41, 121  # points along a side; odd, so that 0 is one of them
_ROOM = 2.2  # how far the picture reaches, in sizes of its minimum
_WIDER = 3  # times that the window doubles in search of the minimum
_ROUNDS = 80
_PATIENCE = 6  # rounds without going down
_FLAT = 1e-10  # a residual of the conditions for a minimum that counts as none
_LAMBDAS = 41
_WEAKEST, _STRONGEST = 3e-3, 1.05  # of the λ₁ that makes both weights 0


@dataclass(frozen=True, eq=False)
class Region:
    """Minimisers ``at`` (m, 2) for every λ, D there ``level`` (m,), and the region's size ``size`` (m,) ‖w‖."""

    at: Array
    level: Array
    size: Array


@dataclass(frozen=True, eq=False)
class Constraint:
    """``entries`` of the flat vector, D on a grid (ny, nx) over ``x`` and ``y``, its minimiser ``free`` (2,), and for
    every λ of ``lambdas`` (m,), rising, the two regions. Not ``inside``: D falls on and on, and ``free`` means nothing.
    """

    entries: tuple[int, int]
    x: Array
    y: Array
    loss: Array
    free: Array
    free_level: float
    inside: bool
    lambdas: Array
    l1: Region
    l2: Region


def moved_most(mlp: Mlp, start: Array, end: Array) -> tuple[int, int]:
    """The two weights into one unit that moved farthest together from ``start`` to ``end`` (d,); a network of one input
    and one unit a layer has no such pair, then the two weights that moved farthest.
    """
    moved = (end - start) ** 2 * mlp.is_weight
    best: tuple[float, tuple[int, int]] | None = None
    for b in mlp.blocks:
        if b.fan_in < 2:
            continue
        rows = mlp.weights(moved, b)
        two = np.sort(np.argsort(-rows, axis=1, kind="stable")[:, :2], axis=1)
        sums = np.take_along_axis(rows, two, axis=1).sum(axis=1)
        unit = int(np.argmax(sums))
        if best is None or sums[unit] > best[0]:
            first = b.first + unit * b.fan_in
            best = float(sums[unit]), (first + int(two[unit, 0]), first + int(two[unit, 1]))
    if best is not None:
        return best[1]
    i, j = np.sort(np.argsort(-moved, kind="stable")[:2]).tolist()
    return i, j


def constraint(loss: NetworkLoss, w: Array, entries: tuple[int, int]) -> Iterator[Constraint | None]:
    """None while at work and the picture last: D is ``loss`` without its penalty, the other weights those of ``w``."""
    bare = replace(loss, penalty=Penalty())
    plane = of_weights(w, *entries)
    on_plane = Slice(bare, plane)
    first = reach = 1.5 * max(1.0, float(np.max(np.abs(w[list(entries)]))))
    inside = False
    for _ in range(_WIDER):
        axis = np.linspace(-reach, reach, _COARSE)
        rough = np.empty((_COARSE, _COARSE))
        for tile in slice_tiles(bare, plane, axis, axis):
            rough[tile.rows] = tile.loss
            yield None
        row, column = divmod(int(np.argmin(rough)), _COARSE)
        lowest = np.array([[axis[column], axis[row]]])
        free = (yield from minimised(on_plane, lowest, np.zeros(1), np.zeros(1)))[0]
        inside = bool(np.max(np.abs(free)) <= reach)
        if inside:
            break
        reach *= 2
    if inside:
        reach = _ROOM * max(float(np.max(np.abs(free))), 0.1)
    grid = _Grid(bare, plane, reach)
    yield from grid.filled()
    at_zero = float(np.max(np.abs(on_plane.gradient(np.zeros(2)))))
    strongest = _STRONGEST * max(grid.strongest, at_zero)
    lambdas = np.geomspace(_WEAKEST * strongest, strongest, _LAMBDAS)
    l1, l2 = yield from _both(on_plane, grid, lambdas)
    if not inside:  # weaker penalties than these let the weights out of the picture
        out = np.max(np.abs(np.concatenate([l1, l2], axis=1)), axis=1) > first
        lambdas = np.geomspace(lambdas[min(int(np.sum(out)), _LAMBDAS - 2)], strongest, _LAMBDAS)
        l1, l2 = yield from _both(on_plane, grid, lambdas)
        grid = _Grid(bare, plane, 2.0 * first)
        yield from grid.filled()
    yield Constraint(
        entries,
        grid.axis,
        grid.axis,
        grid.loss,
        free,
        float(on_plane.value(free)),
        inside,
        lambdas,
        Region(l1, on_plane.value(l1), np.abs(l1).sum(axis=1)),
        Region(l2, on_plane.value(l2), np.hypot(l2[:, 0], l2[:, 1])),
    )


def minimised(on_plane: Slice, x: Array, l1: Array, l2: Array) -> Generator[None, None, Array]:
    """Returns minimisers (m, 2) of D(x) + ``l1`` ‖x‖₁ + ½ ``l2`` ‖x‖² for as many strengths (m,), downhill from ``x``
    (m, 2); yields None between rounds.

    A proximal gradient step finds which coordinates are 0, a Newton step moves the others; neither goes uphill. At a
    kink of D (ReLU) it stops where neither goes on.
    """
    x, pace, idle = x.copy(), np.ones(len(x)), np.zeros(len(x))
    left = np.arange(len(x))
    for _ in range(_ROUNDS):
        x[left], pace[left], fallen = _round(on_plane, x[left], pace[left], l1[left], l2[left])
        slope = on_plane.gradient(x[left]) + l2[left, None] * x[left]
        rest = np.max(np.abs(x[left] - soft(x[left] - slope, l1[left, None])), axis=1)
        idle[left] = np.where(fallen, 0, idle[left] + 1)
        left = left[(rest > _FLAT) & (idle[left] < _PATIENCE)]
        if not len(left):
            break
        yield None
    return x + 0.0  # no −0


def _round(on_plane: Slice, x: Array, pace: Array, l1: Array, l2: Array) -> tuple[Array, Array, BoolArray]:
    """The next points, paces, and whether each went down."""

    def total(at: Array) -> Array:
        out: Array = on_plane.value(at) + l1 * np.abs(at).sum(axis=1) + 0.5 * l2 * np.sum(at * at, axis=1)
        return out

    before = total(x)
    h = on_plane.hessian(x) + l2[:, None, None] * np.eye(2)
    curvature = np.maximum(np.max(np.abs(np.linalg.eigvalsh(h)), axis=1), 1e-12)
    t = pace / curvature
    z = soft(x - t[:, None] * (on_plane.gradient(x) + l2[:, None] * x), (t * l1)[:, None])
    after = total(z)
    worse = ~(after <= before)
    z[worse], pace = x[worse], np.where(worse, 0.25 * pace, np.minimum(1.0, 2 * pace))
    after = np.where(worse, before, after)

    # The Hessian of x serves z too: they draw together.
    on = z != 0
    g = np.where(on, on_plane.gradient(z) + l2[:, None] * z + l1[:, None] * np.sign(z), 0.0)
    values, vectors = np.linalg.eigh(np.where(on[:, :, None] & on[:, None, :], h, np.eye(2)))
    values = np.maximum(np.abs(values), 1e-12)  # every curvature made positive
    step = np.einsum("nij,nj,nkj,nk->ni", vectors, 1 / values, vectors, g)
    newton = z - np.where(on, step, 0.0)
    there = total(newton)
    better = there <= after + 1e-15 * (1 + np.abs(after))
    fallen = np.where(better, there, after) < before - 1e-13 * (1 + np.abs(before))
    return np.where(better[:, None], newton, z), pace, fallen


class _Grid:
    """D on a square of half the width ``reach`` around the origin."""

    def __init__(self, loss: NetworkLoss, plane: Plane, reach: float) -> None:
        self._of = loss, plane
        self.axis = np.linspace(-reach, reach, _FINE)
        self.loss = np.empty((_FINE, _FINE))

    def filled(self) -> Iterator[None]:
        for tile in slice_tiles(*self._of, self.axis, self.axis):
            self.loss[tile.rows] = tile.loss
            yield None

    @property
    def strongest(self) -> float:
        """The least λ₁ for which none of its points is better than 0: max (D(0) − D(v))/‖v‖₁."""
        middle, size = _FINE // 2, self._size(1)
        with np.errstate(all="ignore"):
            fall = (self.loss[middle, middle] - self.loss) / size
        fall[middle, middle] = 0.0
        return max(float(np.nanmax(fall)), 1e-9)

    def lowest(self, l1: Array, l2: Array) -> Array:
        """Its lowest point for every pair of strengths, (m, 2)."""
        size, square = self._size(1).ravel(), self._size(2).ravel()
        best = [int(np.argmin(self.loss.ravel() + a * size + 0.5 * b * square)) for a, b in zip(l1, l2, strict=True)]
        rows, columns = np.divmod(best, _FINE)
        return np.stack([self.axis[columns], self.axis[rows]], axis=1)

    def _size(self, power: int) -> Array:
        sides = np.abs(self.axis) ** power
        return np.asarray(sides[None] + sides[:, None])


def _both(on_plane: Slice, grid: _Grid, lambdas: Array) -> Generator[None, None, tuple[Array, Array]]:
    """The minimisers with L1 and with L2."""
    none = np.zeros(len(lambdas))
    l1 = yield from _solved(on_plane, grid, lambdas, none)
    l2 = yield from _solved(on_plane, grid, none, lambdas)
    return l1, l2


def _solved(on_plane: Slice, grid: _Grid, l1: Array, l2: Array) -> Generator[None, None, Array]:
    """From the grid's lowest points, and once more from the best that was found for any strength: kinks of ReLU hold
    one of them up now and then.
    """
    x = yield from minimised(on_plane, grid.lowest(l1, l2), l1, l2)
    size, square = np.abs(x).sum(axis=1), np.sum(x * x, axis=1)
    totals = on_plane.value(x) + l1[:, None] * size + 0.5 * l2[:, None] * square
    return (yield from minimised(on_plane, x[np.argmin(totals, axis=1)], l1, l2))
