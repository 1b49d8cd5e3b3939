"""Dashes and markers of runs, drawn alike in every view: colour is never the only sign. Needs no pyqtgraph."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from core.arrays import Array
from landscape_app.render.marks import draw_marker as draw_marker
from landscape_app.render.marks import marker_shape as marker_shape

_STRETCH = 400.0  # pixels drawn in one stroke at most, give or take a segment
_STRETCH_POINTS = 48

# lengths in pen widths, as Qt counts them; flat caps
_DASHES = {
    "solid": (),
    "dash": (4.5, 2.2),
    "dot": (1.2, 1.6),
    "dashdot": (4.5, 1.8, 1.2, 1.8),
    "dashdotdot": (4.5, 1.6, 1.2, 1.6, 1.2, 1.6),
}


def stroke(colour: str | QColor, width: float, dash: str = "solid", alpha: float = 1.0) -> QPen:
    """A pen of ``width`` logical pixels."""
    c = QColor(colour)
    c.setAlphaF(alpha)
    pen = QPen(c, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pattern = _DASHES[dash]
    if pattern:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(list(pattern))
    else:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def faded(colour: str | QColor, alpha: float) -> QColor:
    """The colour at ``alpha``."""
    c = QColor(colour)
    c.setAlphaF(alpha)
    return c


def arrowhead(x: float, y: float, dx: float, dy: float, size: float) -> QPolygonF:
    """A swept arrowhead centred at (x, y) that points along the unit vector (dx, dy)."""
    return QPolygonF(
        [
            QPointF(x + dx * size, y + dy * size),
            QPointF(x - dx * size * 0.8 - dy * size * 0.72, y - dy * size * 0.8 + dx * size * 0.72),
            QPointF(x - dx * size * 0.35, y - dy * size * 0.35),
            QPointF(x - dx * size * 0.8 + dy * size * 0.72, y - dy * size * 0.8 - dx * size * 0.72),
        ]
    )


def polyline(painter: QPainter, points: Array) -> None:
    """The points (n, 2), joined, in the painter's pen."""
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))


def path_of(parts: list[Array]) -> QPainterPath:
    """Polylines (n, 2) as one path."""
    path = QPainterPath()
    for part in parts:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in np.asarray(part).tolist()]))
    return path


def trace(painter: QPainter, parts: list[Array], pen: QPen) -> None:
    """Draw polylines (n, 2) in an opaque ``pen``, a stretch at a time, the dashes running on from one to the next.

    Qt fills the outline of a whole stroke at once, at a cost that grows with the square of its overlaps: a zig-zag
    over the whole map takes ten times as long in one piece.
    """
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashed = pen.style() == Qt.PenStyle.CustomDashLine
    for part in parts:
        step = np.hypot(*np.diff(part, axis=0).T)
        total = np.concatenate([[0.0], np.cumsum(step)])
        stretch = np.floor(total / _STRETCH) + len(part) * (np.arange(len(part)) // _STRETCH_POINTS)
        ends = [0, *(np.flatnonzero(np.diff(stretch[:-1])) + 1).tolist(), len(part) - 1]
        for first, last in pairwise(ends):
            if dashed:
                pen.setDashOffset(float(total[first]) / pen.widthF())
                painter.setPen(pen)
            polyline(painter, part[first : last + 1])


def halo_text(
    painter: QPainter, x: float, y: float, text: str, font: QFont, ink: str | QColor, halo: str | QColor, width: float
) -> None:
    """Text whose baseline begins at (x, y), over a soft outline ``width`` wide."""
    path = QPainterPath()
    path.addText(QPointF(x, y), font, text)
    pen = QPen(QColor(halo), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(ink))
