"""The triangles drawn: which grid points they join, and the height of the drawn sheet anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array, BoolArray, IntArray
from core.surface import Surface
from landscape_app.render.height import HeightMap, holes

COARSE = 128  # grid points a side at most while a hand moves the view (measured: shared/design.md)


def coarse_rows(n: int, limit: int) -> IntArray:
    """Indices of at most ``limit`` of n grid lines, both ends among them."""
    return np.arange(n) if n <= limit else np.round(np.linspace(0, n - 1, limit)).astype(np.int64)


@lru_cache(maxsize=8)
def _whole(nx: int, ny: int, limit: int) -> NDArray[np.uint32]:
    columns, rows = coarse_rows(nx, limit), coarse_rows(ny, limit)
    number = (rows[:, None] * nx + columns).astype(np.uint32)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]
    return np.ascontiguousarray(np.stack([a, b, c, b, d, c], axis=-1).reshape(-1, 3))


def triangles(nx: int, ny: int, hole: BoolArray, limit: int) -> NDArray[np.uint32]:
    """(m, 3) numbers of grid points; the diagonal goes from low right to high left; triangles at holes are left out."""
    index = _whole(nx, ny, limit)
    return index[~hole.ravel()[index].any(axis=1)] if hole.any() else index


@dataclass(frozen=True, eq=False)
class Sheet:
    """The drawn sheet in box coordinates: x (mx,), y (my,), z (my, mx) with nan in holes."""

    x: Array
    y: Array
    z: Array

    @property
    def cell(self) -> float:
        """The smaller side of a cell, about."""
        return float(2.0 / max(1, max(self.z.shape) - 1))

    def height(self, points: Array) -> Array:
        """z of the drawn triangles over ``points`` (k, 2); nan outside the rectangle and in holes, but for
        the cells along their edge. Shape (k,)."""
        i = np.clip(np.searchsorted(self.x, points[:, 0], side="right") - 1, 0, len(self.x) - 2)
        j = np.clip(np.searchsorted(self.y, points[:, 1], side="right") - 1, 0, len(self.y) - 2)
        u = (points[:, 0] - self.x[i]) / (self.x[i + 1] - self.x[i])
        v = (points[:, 1] - self.y[j]) / (self.y[j + 1] - self.y[j])
        a, b, c, d = self.z[j, i], self.z[j, i + 1], self.z[j + 1, i], self.z[j + 1, i + 1]
        with np.errstate(invalid="ignore"):
            low, high = a + u * (b - a) + v * (c - a), d + (1 - u) * (c - d) + (1 - v) * (b - d)
            inside = (np.abs(points) <= 1.0 + 1e-9).all(axis=1)
        z = np.where(u + v <= 1.0, low, high)
        if np.isnan(z).any():
            # A run may end on a wall, in a cell that is half hole: the nearest corner that is there carries it.
            corners = np.stack([a, b, c, d])
            away = np.stack([u**2 + v**2, (1 - u) ** 2 + v**2, u**2 + (1 - v) ** 2, (1 - u) ** 2 + (1 - v) ** 2])
            nearest = np.argmin(np.where(np.isnan(corners), np.inf, away), axis=0)
            z = np.where(np.isnan(z), corners[nearest, np.arange(len(z))], z)
        return np.where(inside, z, np.nan)


def to_unit(values: Array, axis: Array) -> Array:
    """Data coordinates to box coordinates -1 ... 1 along one axis of the surface."""
    low, high = float(axis[0]), float(axis[-1])
    return (np.asarray(values, dtype=float) - low) / (high - low) * 2.0 - 1.0


def sheet(surface: Surface, heights: HeightMap, limit: int) -> Sheet:
    """The sheet that ``triangles`` with the same limit draws."""
    rows, columns = coarse_rows(len(surface.y), limit), coarse_rows(len(surface.x), limit)
    z = heights.z(surface.f[np.ix_(rows, columns)])
    return Sheet(to_unit(surface.x[columns], surface.x), to_unit(surface.y[rows], surface.y), z)


def vertices(surface: Surface, heights: HeightMap) -> NDArray[np.float32]:
    """One row a grid point: x, y in the box, t, dt/dx, dt/dy (analytic, per unit of box). Shape (ny * nx, 5)."""
    ny, nx = surface.f.shape
    out = np.empty((ny, nx, 5), dtype=np.float32)
    out[..., 0] = to_unit(surface.x, surface.x)
    out[..., 1] = to_unit(surface.y, surface.y)[:, None]
    hole = holes(surface.f)
    f = np.where(hole, heights.low, surface.f)
    (x0, x1), (y0, y1) = surface.extent
    out[..., 2] = heights.t(f)
    slope = heights.slope(f)
    with np.errstate(all="ignore"):
        gx = slope * surface.gradient[..., 0] * ((x1 - x0) / 2)
        gy = slope * surface.gradient[..., 1] * ((y1 - y0) / 2)
    # A kink may give nan, a wall inf: neither may reach the shader.
    out[..., 3] = np.clip(np.nan_to_num(gx, nan=0.0, posinf=1e6, neginf=-1e6), -1e6, 1e6)
    out[..., 4] = np.clip(np.nan_to_num(gy, nan=0.0, posinf=1e6, neginf=-1e6), -1e6, 1e6)
    return out.reshape(-1, 5)
