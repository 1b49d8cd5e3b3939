"""Marks laid over a picture: the markers of runs and the signs of critical points. Needs Qt alone.

A global minimum is a filled star, a local one a hollow star, a saddle a cross, a maximum a hollow triangle, and a point
that the Hessian does not decide a diamond: told apart by their shapes, whatever the colours do.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

_DARK, _WHITE, _GOLD = "#15181e", "#ffffff", "#ffd54a"

# kind -> (shape, colour, filled, size)
_SIGNS = {
    "global": ("star", _GOLD, True, 1.2),
    "minimum": ("star", _GOLD, False, 1.15),
    "saddle": ("cross", _WHITE, True, 0.8),
    "maximum": ("triangle", _WHITE, False, 0.85),
    "degenerate": ("diamond", _WHITE, False, 0.85),
}


def _polygon(corners: int, turn: float = 0.0, inner: float = 0.0) -> QPolygonF:
    n = corners * (2 if inner else 1)
    out = QPolygonF()
    for i in range(n):
        r = inner if inner and i % 2 else 1.0
        a = -math.pi / 2 + turn + 2 * math.pi * i / n
        out.append(QPointF(r * math.cos(a), r * math.sin(a)))
    out.append(out.first())
    return out


def _cross(arm: float, turn: float) -> QPolygonF:
    corners = [(arm, arm), (1.0, arm), (1.0, -arm), (arm, -arm), (arm, -1.0), (-arm, -1.0), (-arm, -arm)]
    corners += [(-1.0, -arm), (-1.0, arm), (-arm, arm), (-arm, 1.0), (arm, 1.0), (arm, arm)]
    c, s = math.cos(turn), math.sin(turn)
    return QPolygonF([QPointF(c * x - s * y, s * x + c * y) for x, y in corners])


@lru_cache(maxsize=32)
def marker_shape(marker: str) -> QPainterPath:
    """The marker about (0, 0), of about unit radius and even optical weight."""
    path = QPainterPath()
    if marker == "circle":
        path.addEllipse(QPointF(0, 0), 0.92, 0.92)
    elif marker == "square":
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ((-0.82, -0.82), (0.82, -0.82), (0.82, 0.82),
                                                              (-0.82, 0.82), (-0.82, -0.82))]))  # fmt: skip
    elif marker == "triangle":
        path.addPolygon(_polygon(3).translated(0, 0.12))
        path = _scaled(path, 1.12)
    elif marker == "diamond":
        path = _scaled(_path(_polygon(4)), 1.08)
    elif marker == "plus":
        path = _path(_cross(0.36, 0.0))
    elif marker == "cross":
        path = _path(_cross(0.36, math.pi / 4))
    elif marker == "star":
        path = _scaled(_path(_polygon(5, inner=0.46)), 1.18)
    elif marker == "pentagon":
        path = _path(_polygon(5))
    else:
        raise ValueError(f"marker must be one of the known shapes, got {marker!r}")
    return path


def _path(polygon: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polygon)
    return path


def _scaled(path: QPainterPath, s: float) -> QPainterPath:
    return QTransform.fromScale(s, s).map(path)


def draw_marker(
    painter: QPainter,
    x: float,
    y: float,
    radius: float,
    marker: str,
    fill: str | QColor,
    edge: str | QColor,
    edge_width: float = 1.5,
) -> None:
    """The marker filled at (x, y), with a rim that keeps it apart from what lies beneath."""
    painter.save()
    painter.translate(x, y)
    painter.scale(radius, radius)
    pen = QPen(QColor(edge), edge_width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen if edge_width else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawPath(marker_shape(marker))
    painter.restore()


def draw_sign(painter: QPainter, x: float, y: float, radius: float, kind: str, opacity: float = 1.0) -> None:
    """The sign of a critical point at (x, y); ``kind`` is "global", "minimum", "saddle", "maximum" or "degenerate"."""
    shape, colour, filled, size = _SIGNS[kind]
    painter.save()
    painter.setOpacity(painter.opacity() * opacity)
    if filled:
        draw_marker(painter, x, y, radius * size, shape, colour, _DARK, 1.3)
    else:
        nothing = QColor(0, 0, 0, 0)
        draw_marker(painter, x, y, radius * size, shape, nothing, _DARK, 3.6)
        draw_marker(painter, x, y, radius * size, shape, nothing, colour, 1.6)
    painter.restore()
