"""Shapes laid over the map: arrows, ellipses, clouds, other runs' paths."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPolygonF

from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of
from landscape_app.views.polyline import pieces

_CLIP = 60.0  # pixels outside the view after which lines are cut
_SHORTEST = 3.0  # pixels: a shorter arrow is a dot
_MOST = 1e5  # pixels: what lies farther off is not drawn


class Overlays(Layer):
    """Draws what it is given, in the order given."""

    def __init__(self, plot: Plot, state: MapState, z: float = 11.0) -> None:
        super().__init__(plot, z)
        self._state = state
        self._shapes: Overlay = ()

    def set_shapes(self, shapes: Overlay) -> None:
        """Other shapes."""
        self._shapes = shapes
        self.update()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called by Qt."""
        draw_shapes(painter, pixels, self._shapes, self._state.theme)


def draw_shapes(painter: QPainter, pixels: Pixels, shapes: Overlay, theme: Theme) -> None:
    """Paint ``shapes``; words come last, over everything."""
    scale = max(1.0, theme.line_width / 2.2)
    for shape in shapes:
        painter.setOpacity(getattr(shape, "opacity", 1.0))
        if isinstance(shape, Polyline):
            _polyline(painter, pixels, shape, scale)
        elif isinstance(shape, Dots):
            _dots(painter, pixels, shape, scale)
        elif isinstance(shape, Arrow):
            _arrow(painter, pixels, shape, scale, theme)
    painter.setOpacity(1.0)
    for shape in shapes:
        if isinstance(shape, Arrow) and shape.label:
            _label(painter, pixels, shape, theme)
        elif isinstance(shape, Note):
            x, y = pixels.point(*shape.at)
            if pixels.holds(x, y, 200.0):
                _words(painter, x + 6, y - 6, shape.text, shape.colour, theme)


def _polyline(painter: QPainter, pixels: Pixels, shape: Polyline, scale: float) -> None:
    with np.errstate(all="ignore"):
        p = pixels.forward(shape.points)
    if shape.closed and len(p):
        p = np.concatenate([p, p[:1]])
    if shape.fill and np.all(np.abs(p) < _MOST):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(shape.colour, shape.fill))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in p.tolist()]))
    box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
    strokes.trace(painter, pieces(p, box), strokes.stroke(shape.colour, shape.width * scale, shape.dash))


def _dots(painter: QPainter, pixels: Pixels, shape: Dots, scale: float) -> None:
    with np.errstate(all="ignore"):
        p = pixels.forward(shape.points)
        inside = (p[:, 0] > -9) & (p[:, 0] < pixels.width + 9) & (p[:, 1] > -9) & (p[:, 1] < pixels.height + 9)
    pen = strokes.stroke(shape.colour, 2 * shape.radius * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in p[inside].tolist()]))


def _ends(pixels: Pixels, shape: Arrow) -> tuple[float, float, float, float, float] | None:
    """Tail and tip in pixels and the length between, None where it cannot be drawn."""
    x0, y0 = pixels.point(*shape.tail)
    x1, y1 = pixels.point(*shape.tip)
    length = math.hypot(x1 - x0, y1 - y0)
    ends = (x0, y0, x1, y1, length)
    return ends if all(math.isfinite(v) and abs(v) < _MOST for v in ends) else None


def _arrow(painter: QPainter, pixels: Pixels, shape: Arrow, scale: float, theme: Theme) -> None:
    ends = _ends(pixels, shape)
    if ends is None:
        return
    x0, y0, x1, y1, length = ends
    if length < _SHORTEST:
        return
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    size = min(7.0 * scale, length * 0.5)
    head = strokes.arrowhead(x1 - ux * size, y1 - uy * size, ux, uy, size)
    casing = "#10141b" if theme.dark else "#ffffff"
    shaft = QPointF(x0, y0), QPointF(x1 - ux * size * 1.3, y1 - uy * size * 1.3)
    outline = QPainterPath()
    outline.addPolygon(head)
    outline.closeSubpath()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(strokes.stroke(casing, shape.width * scale + 2.4))
    painter.drawLine(*shaft)
    painter.strokePath(outline, strokes.stroke(casing, 2.4))
    painter.setPen(strokes.stroke(shape.colour, shape.width * scale))
    painter.drawLine(*shaft)
    painter.fillPath(outline, strokes.faded(shape.colour, 1.0))


def _label(painter: QPainter, pixels: Pixels, shape: Arrow, theme: Theme) -> None:
    ends = _ends(pixels, shape)
    if ends is None or ends[4] < _SHORTEST:
        return
    x0, y0, x1, y1, length = ends
    metrics = QFontMetricsF(font_of(theme, 0.5, bold=True))
    wide = metrics.horizontalAdvance(shape.label)
    x = x1 + 5 if x1 >= x0 else x1 - 5 - wide
    y = y1 + metrics.capHeight() / 2 + (y1 - y0) / length * metrics.capHeight()
    _words(painter, x, y, shape.label, shape.colour, theme)


def _words(painter: QPainter, x: float, y: float, text: str, colour: str, theme: Theme) -> None:
    halo = strokes.faded("#10141b" if theme.dark else "#ffffff", 0.85)
    strokes.halo_text(painter, x, y, text, font_of(theme, 0.5, bold=True), colour, halo, 3.6)
