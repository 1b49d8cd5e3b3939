"""What of an overlay is painted over the 3-D picture: heads and names of arrows, words; and its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from core.arrays import Array
from landscape_app.render.drape import box_points
from landscape_app.render.frame import Frame
from landscape_app.render.key import KeyPlate, Swatch, key_rows
from landscape_app.render.mesh import COARSE
from landscape_app.render.projection import NO_LIMIT, Projection, drawn_sheet
from landscape_app.shapes import Arrow, Note
from landscape_app.theme import Theme

HEAD = 8.0  # pixels of an arrow's head
_SHORTEST = 3.0  # pixels: of a shorter arrow nothing is painted
_BEHIND = 0.28  # opacity of what the surface hides
_WIDEST = 0.38  # of the picture that a key may take before its rows are broken and it is written smaller
_BROKEN, _NARROWEST = 0.46, 15.0  # of it, and ems, that one with broken rows may take
_WIDE = 0.6  # of it, where nothing narrower is low enough
_HIGHEST = 0.25  # of its height: a higher one is left out
_HIGHER = 0.3  # of it, for one whose rows are broken: it is narrow
_SMALLEST, _SIZES = 10, (1.0, 0.9, 0.8, 0.7)  # pixels of its letters, and shares of their usual size
_NEAR_TIP = 0.85  # of an arrow: from there to the tip is its direction on the ground


def paint_shapes(
    painter: QPainter,
    frame: Frame,
    projection: Projection,
    rect: QRectF,
    pixels: Callable[[Array], Array],
    font: QFont,
) -> list[QRectF]:
    """Over a picture that fills ``rect``; ``pixels`` gives where box points (k, 3) lie in it. Where words lie."""
    words = _Words(painter, rect, frame.theme, font)
    arrows = [shape for shape in frame.overlay if isinstance(shape, Arrow)]
    notes = [shape for shape in frame.overlay if isinstance(shape, Note)]
    if arrows or notes:
        limit = COARSE if frame.moving and max(frame.surface.f.shape) > COARSE else NO_LIMIT
        places = [p for a in arrows for p in (a.tail, _between(a, _NEAR_TIP), a.tip)] + [n.at for n in notes]
        xy = box_points(np.array(places, dtype=np.float64), frame.surface.x, frame.surface.y)
        with np.errstate(invalid="ignore"):
            on = np.column_stack([xy, drawn_sheet(frame.surface, projection.heights, limit).height(xy)])
        at = pixels(on)
        clear = projection.sees(frame.surface, on, limit)
        scale = max(1.0, frame.theme.line_width / 2.2)
        for i, arrow in enumerate(arrows):
            painter.setOpacity(arrow.opacity * (1.0 if clear[3 * i + 2] else _BEHIND))
            _arrow(painter, arrow, at[3 * i : 3 * i + 3], scale, words)
        for note, place, ok in zip(notes, at[3 * len(arrows) :], clear[3 * len(arrows) :], strict=True):
            if np.isfinite(place).all():
                painter.setOpacity(1.0 if ok else 0.7)
                words.write(place[0] + 6, place[1] - 6, note.text, note.colour)
        painter.setOpacity(1.0)
    return words.placed


def paint_key(
    painter: QPainter, frame: Frame, rect: QRectF, font: QFont, taken: Sequence[QRectF], barred: Sequence[QRectF]
) -> QRectF:
    """The key of the overlay, in a corner clear of the controls ``barred`` and the texts ``taken``; where it lies."""
    rows = key_rows(frame.overlay, frame.theme)
    if not rows:
        return QRectF()
    plate = KeyPlate(rows, frame.theme, font, rect.width() - 16.0)
    if plate.size.width() > _WIDEST * rect.width():
        plate = _narrower(rows, frame.theme, rect, font)
    if plate.size.height() > (_HIGHER if plate.broken else _HIGHEST) * rect.height():  # it hides more than it tells
        return QRectF()
    place = plate.place(rect.adjusted(8.0, 8.0, -8.0, -8.0), taken, barred)
    plate.paint(painter, place)
    return QRectF(place, plate.size)


def _narrower(rows: Sequence[tuple[Swatch | None, str]], theme: Theme, rect: QRectF, font: QFont) -> KeyPlate:
    """In the largest letters in which the rows, whole or else broken, are neither too wide nor too high."""
    sizes = dict.fromkeys(max(_SMALLEST, round(share * font.pixelSize())) for share in _SIZES)
    for broken, wide in ((False, False), (True, False), (True, True)):
        for size in sizes:
            font = QFont(font)
            font.setPixelSize(size)
            most = max(_BROKEN * rect.width(), _NARROWEST * size) if broken else _WIDEST * rect.width()
            room = min(max(most, _WIDE * rect.width()) if wide else most, rect.width() - 16.0)
            plate = KeyPlate(rows, theme, font, room if broken else rect.width() - 16.0, broken)
            high = (_HIGHER if broken else _HIGHEST) * rect.height()
            if plate.size.height() <= high and plate.size.width() <= room:
                return plate
    return KeyPlate(rows, theme, font, rect.width() - 16.0)


def _between(arrow: Arrow, share: float) -> tuple[float, float]:
    (x0, y0), (x1, y1) = arrow.tail, arrow.tip
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def _arrow(painter: QPainter, arrow: Arrow, at: Array, scale: float, words: _Words) -> None:
    tail, before, tip = at
    way = tip - before
    length, whole = float(np.hypot(*way)), float(np.hypot(*(tip - tail)))
    if not (np.isfinite(at).all() and whole >= _SHORTEST and length > 0):
        return
    u = way / length
    side = np.array([-u[1], u[0]])
    size = min(HEAD * scale, 0.5 * whole)
    corners = (tip + 0.35 * size * u, tip - size * u + 0.62 * size * side, tip - 0.6 * size * u,
               tip - size * u - 0.62 * size * side)  # fmt: skip
    head = QPainterPath()
    head.addPolygon(QPolygonF([QPointF(*c) for c in corners]))
    head.closeSubpath()
    painter.strokePath(head, _pen(words.theme, 2.2))
    painter.fillPath(head, QColor(arrow.colour))
    if arrow.label:
        left = tip[0] + 6 if u[0] >= 0 else tip[0] - 6 - words.metrics.horizontalAdvance(arrow.label)
        words.write(left, tip[1] + words.metrics.capHeight() * (0.5 + u[1]), arrow.label, arrow.colour)


class _Words:
    """Words in a halo, each moved up or down to where it neither leaves the picture nor lies on another."""

    def __init__(self, painter: QPainter, rect: QRectF, theme: Theme, font: QFont) -> None:
        self._painter, self._rect, self.theme = painter, rect, theme
        self._font = QFont(font)
        self._font.setBold(True)
        self.metrics = QFontMetricsF(self._font)
        self.placed: list[QRectF] = []

    def write(self, x: float, y: float, text: str, colour: str) -> None:
        """Lines of ``text``; the last one's baseline begins at (x, y), if there is room."""
        lines, metrics, room = text.split("\n"), self.metrics, self._rect
        row = metrics.height()
        wide, high = max(metrics.horizontalAdvance(line) for line in lines), row * len(lines)
        left = max(room.left() + 4, min(x, room.right() - wide - 6))
        top = y - metrics.ascent() - high + row
        places = [QRectF(left, top + shift * row, wide, high) for shift in (0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0)]
        for place in places:
            place.moveTop(max(room.top() + 2, min(place.top(), room.bottom() - high - 2)))
        free = (p for p in places if not any(p.intersects(other) for other in self.placed))
        place = next(free, places[0])
        self.placed.append(place)
        for i, line in enumerate(lines):
            path = QPainterPath()
            path.addText(QPointF(place.left(), place.top() + metrics.ascent() + i * row), self._font, line)
            self._painter.strokePath(path, _pen(self.theme, 3.6))
            self._painter.fillPath(path, QColor(colour))


def _pen(theme: Theme, width: float) -> QPen:
    halo = QColor("#10141b" if theme.dark else "#ffffff")
    halo.setAlphaF(0.85)
    pen = QPen(halo, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
