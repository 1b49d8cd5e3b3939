"""Where axes, pixels and data meet: data -> box -> clip -> pixel, and back.

Pixels are device pixels with (0, 0) at the upper left corner of the picture and y downwards; clip space has y up: the
flip is here, and in the renderer's matrix (``flipped``), nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from core.arrays import Array, BoolArray
from core.surface import Surface
from landscape_app.render import camera
from landscape_app.render.frame import Frame
from landscape_app.render.height import HeightMap
from landscape_app.render.mesh import Sheet, sheet, to_unit

FLOOR = -0.07  # of the box, a little under the lowest point so that the sheet never touches it
NO_LIMIT = 1 << 30
_LOOK = 128  # points of a line of sight at which it is compared with the sheet
_GRAZE = 0.01  # of the box: a sheet less than this in the way hides nothing


@dataclass(frozen=True, eq=False)
class Projection:
    """The projection that a picture was drawn with."""

    matrix: Array  # (4, 4) box -> clip, y up
    size: tuple[int, int]  # width, height in device pixels
    extent: tuple[tuple[float, float], tuple[float, float]]
    heights: HeightMap
    eye: Array  # (3,) in the box
    back: Array  # (3,) unit vector towards the eye
    orthographic: bool
    device_ratio: float = 1.0

    @classmethod
    def of(cls, frame: Frame, size: tuple[int, int], device_ratio: float = 1.0) -> Projection:
        """The projection of a frame on a picture of ``size`` device pixels."""
        scale = frame.display.height_scale
        return cls(
            camera.projection(frame.camera, size[0] / size[1], scale),
            size,
            frame.surface.extent,
            HeightMap.of(frame.surface, frame.display),
            camera.eye(frame.camera, scale),
            camera.axes(frame.camera)[2],
            frame.camera.orthographic,
            device_ratio,
        )

    @property
    def flipped(self) -> Array:
        """The matrix with y down, for a framebuffer whose first row is the top of the picture."""
        return np.diag([1.0, -1.0, 1.0, 1.0]) @ self.matrix

    def to_box(self, x: Array, y: Array, f: Array) -> Array:
        """Data to box coordinates, (k, 3)."""
        (x0, x1), (y0, y1) = self.extent
        unit = [to_unit(np.atleast_1d(x), np.array([x0, x1])), to_unit(np.atleast_1d(y), np.array([y0, y1]))]
        return np.column_stack([*unit, self.heights.z(np.atleast_1d(f))])

    def project(self, points: Array) -> tuple[Array, Array]:
        """Pixels (k, 2) and depths (k,), 0 near ... 1 far, of box points (k, 3); nan behind the eye."""
        points = np.atleast_2d(points)
        clip = np.column_stack([points, np.ones(len(points))]) @ self.matrix.T
        with np.errstate(all="ignore"):
            ndc = clip[:, :3] / np.where(clip[:, 3:] > 1e-9, clip[:, 3:], np.nan)
        width, height = self.size
        pixels = np.column_stack([(ndc[:, 0] + 1) * width / 2, (1 - ndc[:, 1]) * height / 2])
        return pixels, (ndc[:, 2] + 1) / 2

    def project_data(self, x: Array, y: Array, f: Array) -> tuple[Array, Array]:
        """Pixels (k, 2) and depths (k,) of data points."""
        return self.project(self.to_box(x, y, f))

    def ray(self, pixel: tuple[float, float]) -> tuple[Array, Array]:
        """Start (3,) and direction (3,), of length 1, of the line of sight through a pixel, in the box."""
        ndc = np.array([2 * pixel[0] / self.size[0] - 1, 1 - 2 * pixel[1] / self.size[1]])
        inverse = np.linalg.inv(self.matrix)
        near, far = (inverse @ np.array([*ndc, z, 1.0]) for z in (-1.0, 1.0))
        a, b = near[:3] / near[3], far[:3] / far[3]
        direction = (b - a) / np.linalg.norm(b - a)
        return a, direction

    def sees(self, surface: Surface, points: Array, limit: int = NO_LIMIT) -> BoolArray:
        """Whether nothing of the sheet drawn with ``limit`` is between box points (k, 3) on it and the eye: (k,)."""
        points = np.atleast_2d(points)
        way = np.broadcast_to(self.back, points.shape) if self.orthographic else self.eye - points
        way = way / np.linalg.norm(way, axis=1, keepdims=True)
        ground = drawn_sheet(surface, self.heights, limit).height
        length = 2.0 * np.sqrt(2.0) + self.heights.scale  # out of the box in any direction
        t = np.linspace(0.0, 1.0, _LOOK + 1)[1:] ** 1.5 * length  # (m,) denser near the point, where it grazes
        line = points[:, None, :] + t[:, None] * way[:, None, :]
        above = line[..., 2] - ground(line[..., :2].reshape(-1, 2)).reshape(line.shape[:2])
        with np.errstate(invalid="ignore"):
            clear = np.abs(above) > _GRAZE
            # Where the line leaves the sheet, upwards or downwards, is the side that is looked at: it must stay there.
            side = np.take_along_axis(above, np.argmax(clear, axis=1)[:, None], axis=1)
            out: BoolArray = ~(clear & (above * side < 0)).any(axis=1)
        return out

    def pick(self, surface: Surface, pixel: tuple[float, float]) -> tuple[float, float] | None:
        """(x, y) of the surface's nearest point under a pixel, or None where there is only background."""
        start, direction = self.ray(pixel)
        top = max(self.heights.scale, 1e-9)
        low, high = np.array([-1.0, -1.0, -1e-6]), np.array([1.0, 1.0, top * 1.2 + 1e-6])
        with np.errstate(all="ignore"):
            t0, t1 = (low - start) / direction, (high - start) / direction
        first = max(0.0, float(np.nanmax(np.minimum(t0, t1))))
        last = float(np.nanmin(np.maximum(t0, t1)))
        if not last > first:
            return None
        drawn = drawn_sheet(surface, self.heights, NO_LIMIT)

        def above(t: Array) -> Array:
            p = start + t[:, None] * direction
            return p[:, 2] - drawn.height(np.clip(p[:, :2], -1.0, 1.0))

        for _ in range(3):  # each round narrows the bracket 512 times
            t = np.linspace(first, last, 513)
            sign = np.sign(above(t))
            crossing = np.flatnonzero((sign[1:] != sign[:-1]) & np.isfinite(sign[1:]) & np.isfinite(sign[:-1]))
            if crossing.size == 0:
                return None
            first, last = t[crossing[0]], t[crossing[0] + 1]
        p = start + (first + last) / 2 * direction
        (x0, x1), (y0, y1) = self.extent
        return float(x0 + (p[0] + 1) / 2 * (x1 - x0)), float(y0 + (p[1] + 1) / 2 * (y1 - y0))


_SHEETS: WeakKeyDictionary[Surface, dict[tuple[HeightMap, int], Sheet]] = WeakKeyDictionary()


def drawn_sheet(surface: Surface, heights: HeightMap, limit: int) -> Sheet:
    """``mesh.sheet``, of which a surface remembers the last few."""
    known = _SHEETS.setdefault(surface, {})
    if (heights, limit) not in known:
        if len(known) > 3:
            known.clear()
        known[heights, limit] = sheet(surface, heights, limit)
    return known[heights, limit]
