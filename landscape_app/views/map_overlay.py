"""Shapes laid over the map: arrows, ellipses, clouds, other runs' paths."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPolygonF

from core.arrays import Array
from landscape_app.render.label_places import Words, placed
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of
from landscape_app.views.polyline import pieces

_CLIP = 60.0  # pixels outside the view after which lines are cut
_SHORTEST = 3.0  # pixels: a shorter arrow is a dot
_NEAR = 200.0  # pixels outside the view up to which a place still has its words, at the edge
_EVERY = 8.0  # pixels between the points of an arrow that words keep off
_MOST_POINTS = 48  # of a line
_PAD = 6.0  # pixels around words, for their outline
_UP_RIGHT = (0.8, -0.6)
_BROADEST, _SMALLEST = 0.42, 0.68  # of the map: broader words are written smaller; the share of their size they keep
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
    _all_words(painter, pixels, shapes, theme)


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


def _all_words(painter: QPainter, pixels: Pixels, shapes: Overlay, theme: Theme, share: float = 1.0) -> None:
    """Labels beside the tips, on beyond them; notes above their places and to the right; all off each other.

    ``share`` is that of their usual size.
    """
    font = font_of(theme, theme.font_size - share * (theme.font_size - 0.5), bold=True)
    metrics = QFontMetricsF(font)
    texts: list[tuple[list[str], str]] = []
    words: list[Words] = []

    def wanted(text: str, colour: str, x: float, y: float, ux: float, uy: float) -> None:
        lines = text.split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        texts.append((lines, colour))
        words.append(Words(x, y, wide, metrics.height() * len(lines), ux, uy))

    for shape in shapes:
        if isinstance(shape, Arrow) and shape.label:
            ends = _ends(pixels, shape)
            if ends is not None and ends[4] >= _SHORTEST and pixels.holds(ends[2], ends[3], _NEAR):
                x0, y0, x1, y1, length = ends
                wanted(shape.label, shape.colour, x1, y1, (x1 - x0) / length, (y1 - y0) / length)
    for shape in shapes:
        if isinstance(shape, Note):
            x, y = pixels.point(*shape.at)
            if pixels.holds(x, y, _NEAR):
                ux, uy = _UP_RIGHT
                if shape.way is not None:
                    wx, wy = pixels.sx * shape.way[0], -pixels.sy * shape.way[1]
                    ux, uy = (wx / math.hypot(wx, wy), wy / math.hypot(wx, wy)) if wx or wy else _UP_RIGHT
                wanted(shape.text, shape.colour, x, y, ux, uy)
    if not words:
        return
    much = max(block.wide for block in words) / (_BROADEST * pixels.width)
    if much > 1.0 and share == 1.0:  # on a small map they would hide what they are about
        _all_words(painter, pixels, shapes, theme, max(_SMALLEST, 1 / much))
        return
    ratio = painter.device().devicePixelRatio()
    places = placed(words, _drawn(pixels, shapes), pixels.width, pixels.height, max(1.0, theme.line_width / 2.6))
    for (lines, colour), (left, top) in zip(texts, places, strict=True):
        picture = _written(tuple(lines), colour, font.toString(), theme.plot, theme.dark, ratio)
        painter.drawImage(QPointF(round(left - _PAD), round(top - _PAD)), picture)


@lru_cache(maxsize=96)
def _written(lines: tuple[str, ...], colour: str, font_name: str, ground: str, dark: bool, ratio: float) -> QImage:
    """A block of words with _PAD pixels around it, over a soft outline, or where there are many on a plate.

    Kept, since the outline takes a hundred times as long to draw as the picture to copy, and words seldom change.
    """
    font = QFont()
    font.fromString(font_name)
    metrics = QFontMetricsF(font)
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    width, height = wide + 2 * _PAD, metrics.height() * len(lines) + 2 * _PAD
    picture = QImage(math.ceil(width * ratio), math.ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(lines) > 1:  # much to read needs a quiet ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(ground, 0.8))
        painter.drawRoundedRect(QRectF(1, 2, width - 2, height - 4), 5, 5)
    halo = strokes.faded("#10141b" if dark else "#ffffff", 0.85)
    for i, line in enumerate(lines):
        y = _PAD + i * metrics.height() + metrics.ascent()
        strokes.halo_text(painter, _PAD, y, line, font, colour, halo, 3.6)
    painter.end()
    return picture


def _drawn(pixels: Pixels, shapes: Overlay) -> Array:
    """Points on the arrows and the lines that are in sight, (n, 2) pixels: words keep off them."""
    found = []
    for shape in shapes:
        if isinstance(shape, Arrow):
            ends = _ends(pixels, shape)
            if ends is not None:
                part = np.linspace(0.0, 1.0, min(40, 2 + int(ends[4] / _EVERY)))[:, None]
                found.append(np.array(ends[:2]) * (1 - part) + np.array(ends[2:4]) * part)
        elif isinstance(shape, Polyline) and shape.opacity == 1.0:
            with np.errstate(all="ignore"):
                found.append(pixels.forward(shape.points[:: 1 + len(shape.points) // _MOST_POINTS]))
    if not found:
        return np.zeros((0, 2))
    p = np.concatenate(found)
    return p[(p[:, 0] > 0) & (p[:, 0] < pixels.width) & (p[:, 1] > 0) & (p[:, 1] < pixels.height)]
