"""Where axes, pixels and data meet: the one linear map between a view box's range and its pixels.

Data has y upwards, pixels have y downwards from the top left corner: that flip stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from core.arrays import Array

_MOST_UNEQUAL = 4.0  # sides of a domain: beyond, equal scales would leave a thin strip, and it fills its room instead


def equal_scales(domain: Sequence[Sequence[float]]) -> float | None:
    """Width over height at which a unit of x is as long as one of y, so that right angles are seen as such."""
    (x0, x1), (y0, y1) = domain[:2]
    ratio = float((x1 - x0) / (y1 - y0))
    return ratio if 1 / _MOST_UNEQUAL <= ratio <= _MOST_UNEQUAL else None


def fitted(room: QRectF, ratio: float) -> QRectF:
    """The largest rectangle of that width over height in the middle of ``room``."""
    width, height = min(room.width(), room.height() * ratio), min(room.height(), room.width() / ratio)
    return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)


@dataclass(frozen=True)
class Pixels:
    """A plot area of ``width`` x ``height`` logical pixels that shows [x0, x1] x [y0, y1]."""

    width: float
    height: float
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def sx(self) -> float:
        """Pixels a unit of x."""
        return self.width / (self.x1 - self.x0)

    @property
    def sy(self) -> float:
        """Pixels a unit of y."""
        return self.height / (self.y1 - self.y0)

    def forward(self, points: Array) -> Array:
        """Data points (..., 2) as pixels (..., 2)."""
        out = np.empty(np.shape(points))
        out[..., 0] = (points[..., 0] - self.x0) * self.sx
        out[..., 1] = (self.y1 - points[..., 1]) * self.sy
        return out

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One data point in pixels."""
        return (x - self.x0) * self.sx, (self.y1 - y) * self.sy

    def back(self, px: float, py: float) -> tuple[float, float]:
        """One pixel position as data."""
        return self.x0 + px / self.sx, self.y1 - py / self.sy

    def rect(self, data: QRectF) -> QRectF:
        """A rectangle of data (its ``top`` is the lowest y) in pixels."""
        x0, y0 = self.point(data.left(), data.bottom())
        x1, y1 = self.point(data.right(), data.top())
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a pixel position is in the plot area or at most ``margin`` beside it."""
        return -margin < x < self.width + margin and -margin < y < self.height + margin

    def transform(self) -> QTransform:
        """Data to pixels, for a painter."""
        return QTransform(self.sx, 0.0, 0.0, -self.sy, -self.x0 * self.sx, self.y1 * self.sy)
