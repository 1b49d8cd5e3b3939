"""What is under the pointer: the gradient as an arrow uphill, f as a number, or what a critical point's sign means."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.surface import Surface
from landscape_app.render.frame import Mark
from landscape_app.scene.model import Scene
from landscape_app.views import strokes
from landscape_app.views.map_signs import SIGN
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of
from landscape_app.views.words import number

_BETWEEN = "    "  # the parts of what the chip says
REACH = SIGN + 3.0  # how near a sign the pointer must come, logical pixels


class Probe(Layer):
    """Reads the surface drawn: the numbers are the picture's, not a new evaluation of f."""

    def __init__(self, plot: Plot, state: MapState) -> None:
        super().__init__(plot, 20)
        self._state = state

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """An arrow and a chip of numbers, or a ring round the sign and a chip of words."""
        s = self._state
        if s.cursor is None or s.surface is None or s.scene is None:
            return
        mark, read = self.mark_under(pixels), self.reading()
        if mark is not None:
            self._ring(painter, *pixels.point(mark.x, mark.y))
        elif read is not None and s.held is None:
            self._arrow(painter, pixels, s.surface, *read[1:])
        text = self.words(pixels)
        if text:
            self._chip(painter, pixels, text)

    def words(self, pixels: Pixels) -> str:
        """What the chip says; empty where there is nothing to say."""
        s = self._state
        if s.cursor is None or s.scene is None:
            return ""
        mark, read = self.mark_under(pixels), self.reading()
        if mark is not None:
            place = f"({number(mark.x, 4)}, {number(mark.y, 4)})"
            return _BETWEEN.join((self.name_of(mark, s.scene), f"f = {number(mark.f, 5)}", f"x = {place}"))
        if read is None:
            return ""
        f, gx, gy = read
        x, y = (number(v, _digits(v, scale)) for v, scale in zip(s.cursor, (pixels.sx, pixels.sy), strict=True))
        return _BETWEEN.join((f"({x}, {y})", f"f {number(f, 4)}", f"∇f ({number(gx)}, {number(gy)})"))

    def reading(self) -> tuple[float, float, float] | None:
        """f and its gradient under the pointer, from the finest surface that reaches there."""
        s = self._state
        if s.cursor is None:
            return None
        for surface in (s.detail, s.surface):
            read = read_off(surface, *s.cursor) if surface is not None else None
            if read is not None:
                return read
        return None

    def mark_under(self, pixels: Pixels) -> Mark | None:
        """The critical point that the pointer is on."""
        s = self._state
        if s.cursor is None or s.held is not None:
            return None
        cx, cy = pixels.point(*s.cursor)
        for mark in s.marks:
            x, y = pixels.point(mark.x, mark.y)
            if math.hypot(x - cx, y - cy) <= REACH:
                return mark
        return None

    def name_of(self, mark: Mark, scene: Scene) -> str:
        """What a critical point is, in words. On the edge of a domain f has no minimum, only its lowest value there."""
        kind: str = mark.kind
        if kind == "global":
            if (mark.x, mark.y) not in {p.x[:2] for p in scene.objective.critical_points}:
                kind = "edge"
            elif not scene.objective.bounded_below:
                kind = "lowest"
        names: dict[str, str] = {
            "global": self.tr("global minimum"),
            "lowest": self.tr("lowest local minimum"),
            "edge": self.tr("lowest point of the domain"),
            "minimum": self.tr("local minimum"),
            "saddle": self.tr("saddle"),
            "maximum": self.tr("local maximum"),
            "degenerate": self.tr("degenerate critical point"),
        }
        return names[kind]

    def _ring(self, painter: QPainter, x: float, y: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#10141b", 4.0), ("#ffffff", 2.0)):
            painter.setPen(strokes.stroke(colour, width))
            painter.drawEllipse(QPointF(x, y), REACH + 3, REACH + 3)

    def _arrow(self, painter: QPainter, pixels: Pixels, surface: Surface, gx: float, gy: float) -> None:
        assert self._state.cursor is not None
        cx, cy = pixels.point(*self._state.cursor)
        dx, dy = gx * pixels.sx, -gy * pixels.sy
        size = math.hypot(dx, dy)
        if not size > 0 or not math.isfinite(size):
            return
        ux, uy = dx / size, dy / size
        slope = math.hypot(gx, gy)
        length = 16 + 44 * slope / (slope + _usual_slope(surface))
        tip = QPointF(cx + ux * length, cy + uy * length)
        for colour, width in (("#ffffff", 4.4), ("#10141b", 2.0)):
            painter.setPen(strokes.stroke(colour, width))
            painter.drawLine(QPointF(cx, cy), tip)
        painter.setPen(strokes.stroke("#ffffff", 1.2))
        painter.setBrush(QColor("#10141b"))
        painter.drawPolygon(strokes.arrowhead(tip.x() + ux * 3, tip.y() + uy * 3, ux, uy, 8.5))
        painter.drawEllipse(QPointF(cx, cy), 3, 3)

    def _chip(self, painter: QPainter, pixels: Pixels, text: str) -> None:
        assert self._state.cursor is not None
        theme = self._state.theme
        font = font_of(theme, 1.0)
        metrics = QFontMetricsF(font)
        room = pixels.width - 34
        if metrics.horizontalAdvance(text) > room:  # a line for each part
            text = "\n".join(text.split(_BETWEEN))
        lines = [metrics.elidedText(t, Qt.TextElideMode.ElideRight, room) for t in text.split("\n")]
        w = max(metrics.horizontalAdvance(t) for t in lines) + 18
        h = len(lines) * metrics.height() + 8
        left, top = 8.0, pixels.height - h - 8
        cx, cy = pixels.point(*self._state.cursor)
        if cx < left + w + 16 and cy > top - 16:  # never under the pointer
            top = 8.0
        painter.setPen(strokes.stroke(theme.line, 1.0))
        painter.setBrush(strokes.faded(theme.panel, 0.93))
        painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, w, h), 6, 6)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(left, top, w, h), Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def _digits(value: float, scale: float) -> int:
    """Significant digits that tell one pixel's place from the next but few, ``scale`` pixels being a unit."""
    return min(9, max(3, math.ceil(math.log10(max(abs(value) * scale, 1.0)))))


def read_off(surface: Surface, x: float, y: float) -> tuple[float, float, float] | None:
    """f and its gradient at (x, y), bilinear from the grid; None outside it or beside a hole."""
    i, j = np.searchsorted(surface.x, x) - 1, np.searchsorted(surface.y, y) - 1
    if x == surface.x[0]:
        i = np.int64(0)
    if y == surface.y[0]:
        j = np.int64(0)
    if not (0 <= i < len(surface.x) - 1 and 0 <= j < len(surface.y) - 1):
        return None
    u = (x - surface.x[i]) / (surface.x[i + 1] - surface.x[i])
    v = (y - surface.y[j]) / (surface.y[j + 1] - surface.y[j])
    weights = np.array([[(1 - v) * (1 - u), (1 - v) * u], [v * (1 - u), v * u]])
    with np.errstate(all="ignore"):
        f = float(np.sum(weights * surface.f[j : j + 2, i : i + 2]))
        g = np.sum(weights[..., None] * surface.gradient[j : j + 2, i : i + 2], axis=(0, 1))
    if not (math.isfinite(f) and np.all(np.isfinite(g))):
        return None
    return f, float(g[0]), float(g[1])


def _usual_slope(surface: Surface) -> float:
    """A middling ‖∇f‖ of the picture, so that the arrow's length tells steep from flat."""
    g = surface.gradient[::8, ::8]
    with np.errstate(all="ignore"):
        size = np.hypot(g[..., 0], g[..., 1])
    size = size[np.isfinite(size)]
    return float(np.median(size)) + 1e-300 if len(size) else 1.0
