"""A fan of seeds on a chart: a shaded tube between two quantiles and the median as a strong line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from core.arrays import Array
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.polyline import pieces, thin

_CLIP = 40.0
_LARGEST = 1e300  # where seeds have diverged the tube leaves the chart at its top
Place = Callable[[Array, Array], Array]  # steps (m,), values (m,) -> pixels (m, 2)


def band_of(values: Array, base: float, lowest: float) -> Array:
    """Quantiles of f (3, m) over ``base``, no lower than a logarithmic axis shows and no higher than a pixel counts."""
    with np.errstate(all="ignore"):
        return np.clip(values - base, lowest, _LARGEST)


def draw_tube(painter: QPainter, band: Array, place: Place, colour: str) -> None:
    """The area between the lowest and the highest of ``band`` (3, m)."""
    steps = np.arange(band.shape[1], dtype=np.float64)
    low, high = (_finite(place(steps, band[i])) for i in (0, 2))
    around = np.concatenate([high, low[::-1]])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(strokes.faded(colour, 0.2))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in around.tolist()]))


def draw_median(
    painter: QPainter, band: Array, place: Place, theme: Theme, colour: str, size: tuple[float, float]
) -> None:
    """The middle of ``band`` (3, m), over a casing so that it stands out from the run's own curve."""
    points = place(np.arange(band.shape[1], dtype=np.float64), band[1])
    points = points[thin(points)]
    parts = pieces(points, (-_CLIP, -_CLIP, size[0] + _CLIP, size[1] + _CLIP))
    width = max(2.4, theme.line_width * 1.1)
    strokes.trace(painter, parts, strokes.stroke(theme.plot, width + 2.4))
    strokes.trace(painter, parts, strokes.stroke(colour, width))


def _finite(points: Array) -> Array:
    """Without what a logarithmic axis has no place for, within what Qt can fill."""
    kept = points[np.all(np.isfinite(points), axis=1)]
    out: Array = np.clip(kept, -1e5, 1e5)
    return out[thin(out)]
