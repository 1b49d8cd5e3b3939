"""A surface sampled on a regular grid: what every picture of an objective is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from core.arrays import Array, IntArray
from core.objectives.base import Objective


@dataclass(frozen=True, eq=False)
class Surface:
    """f and its gradient on a grid; row j of ``f`` is y[j], column i is x[i]. May hold non-finite values."""

    x: Array  # (nx,) ascending
    y: Array  # (ny,) ascending
    f: Array  # (ny, nx)
    gradient: Array  # (ny, nx, 2)

    @property
    def extent(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """((x low, x high), (y low, y high))."""
        return (float(self.x[0]), float(self.x[-1])), (float(self.y[0]), float(self.y[-1]))


@runtime_checkable
class HasGrid(Protocol):
    """An objective that is faster on a whole grid than point by point; the slopes are then differences."""

    def grid(self, x: Array, y: Array) -> Iterator[tuple[IntArray, Array]]:
        """Numbers of rows (r,) and f there (r, nx), until every row of ``y`` has come."""


def sample_chunks(
    objective: Objective, domain: tuple[tuple[float, float], ...], n: int, rows: int = 32
) -> Iterator[Surface | None]:
    """Sample ``n`` x ``n`` points, ``rows`` at a time, of the plane of the first two coordinates (the others are 0).

    No more points a side than the objective's ``finest``.

    Yields None while at work, so that a worker can stop between chunks, and the whole surface last.
    """
    (x0, x1), (y0, y1) = domain[:2]
    n = min(n, objective.finest)
    x, y = np.linspace(x0, x1, n), np.linspace(y0, y1, n)
    f, gradient = np.empty((n, n)), np.empty((n, n, 2))
    if isinstance(objective, HasGrid):
        for which, values in objective.grid(x, y):
            f[which] = values
            yield None
        with np.errstate(all="ignore"):
            gradient[..., 1], gradient[..., 0] = np.gradient(f, y, x)
        yield Surface(x, y, f, gradient)
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


def sample(objective: Objective, domain: tuple[tuple[float, float], ...] | None = None, n: int = 201) -> Surface:
    """The whole surface at once; ``domain`` defaults to the objective's own."""
    for surface in sample_chunks(objective, domain or objective.domain, n, rows=n):
        if surface is not None:
            return surface
    raise AssertionError("sample_chunks always ends with a surface")
