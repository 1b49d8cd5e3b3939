"""A surface sampled on a regular grid: what every picture of an objective is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array, IntArray
from core.objectives.base import Objective
from core.tiles import Executor


@dataclass(frozen=True, eq=False)
class Surface:
    """f and its gradient on a grid; row j of ``f`` is y[j], column i is x[i]. May hold non-finite values."""

    x: Array  # (nx,) ascending
    y: Array  # (ny,) ascending
    f: Array  # (ny, nx)
    gradient: Array  # (ny, nx, 2)
    whole: bool = True  # False while rows are still to come: they are drawn between those that are there

    @property
    def extent(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((x low, x high), (y low, y high))."""
        return (float(self.x[0]), float(self.x[-1])), (float(self.y[0]), float(self.y[-1]))


@runtime_checkable
class HasGrid(Protocol):
    """An objective that is faster on a whole grid than point by point; the slopes are then differences."""

    def grid(self, x: Array, y: Array, executor: Executor | None = None) -> Iterator[tuple[IntArray, Array]]:
        """Numbers of rows (r,) and f there (r, nx), coarse first, until every row of ``y`` has come."""


def sample_chunks(
    objective: Objective,
    domain: tuple[tuple[float, float], ...],
    n: int,
    rows: int = 32,
    executor: Executor | None = None,
) -> Iterator[Surface | None]:
    """Sample ``n`` x ``n`` points, ``rows`` at a time, of the plane of the first two coordinates (the others are 0).

    No more points a side than the objective's ``finest``.

    Yields None while at work, so that a worker can stop between chunks, and the whole surface last; before it, where
    the objective has a grid of its own, the surface as far as it is known, whenever twice as many rows have come.
    ``executor`` computes the tiles of such a grid.
    """
    (x0, x1), (y0, y1) = domain[:2]
    n = min(n, objective.finest)
    x, y = np.linspace(x0, x1, n), np.linspace(y0, y1, n)
    f, gradient = np.empty((n, n)), np.empty((n, n, 2))
    if isinstance(objective, HasGrid):
        known, told = np.zeros(n, dtype=np.bool_), 0
        for which, values in objective.grid(x, y, executor):
            f[which], known[which] = values, True
            count = int(known.sum())
            if 2 * told < count < n and count > 1:
                told = count
                yield _surface(x, y, _between(f, known), whole=False)
            else:
                yield None
        yield _surface(x, y, f, whole=True)
        return
    with np.errstate(all="ignore"):
        for j in range(0, n, rows):
            points = np.zeros((len(y[j : j + rows]), n, objective.dim))
            points[..., 0] = x
            points[..., 1] = y[j : j + rows, None]
            value, g = objective.value_gradient(points)
            f[j : j + rows], gradient[j : j + rows] = value, g[..., :2]
            yield None
    yield Surface(x, y, f, gradient)


def _surface(x: Array, y: Array, f: Array, whole: bool) -> Surface:
    gradient = np.empty((*f.shape, 2))
    with np.errstate(all="ignore"):
        gradient[..., 1], gradient[..., 0] = np.gradient(f, y, x)
    return Surface(x, y, f, gradient, whole)


def _between(f: Array, known: NDArray[np.bool_]) -> Array:
    """``f`` with the rows that are not known drawn straight between those that are, and level beyond them."""
    rows, at = np.flatnonzero(known), np.arange(len(f))
    above = np.clip(np.searchsorted(rows, at), 1, len(rows) - 1)
    low, high = rows[above - 1], rows[above]
    share = np.clip((at - low) / (high - low), 0.0, 1.0)[:, None]
    with np.errstate(all="ignore"):
        out: Array = (1 - share) * f[low] + share * f[high]
    return out


def sample(objective: Objective, domain: tuple[tuple[float, float], ...] | None = None, n: int = 201) -> Surface:
    """The whole surface at once; ``domain`` defaults to the objective's own."""
    for surface in sample_chunks(objective, domain or objective.domain, n, rows=n):
        if surface is not None and surface.whole:
            return surface
    raise AssertionError("sample_chunks always ends with a surface")
