"""Draws what was laid out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from landscape_app.typeset.layout import Bracket, Glyphs, Laid, Rule, Stroke, font


def paint(painter: QPainter, box: Laid, x: float, y: float, colour: Callable[[str], QColor]) -> None:
    """``box`` with the left end of its baseline at (x, y); ``colour`` gives that of a term, "" the ink."""
    painter.save()
    painter.translate(x, y)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark, dx, dy in box.each():
        ink = colour(mark.term)
        if isinstance(mark, Glyphs):
            painter.setPen(ink)
            painter.setFont(font(mark.italic, mark.size))
            painter.drawText(QPointF(mark.x + dx, mark.y + dy), mark.text)
        elif isinstance(mark, Rule):
            painter.fillRect(QRectF(mark.x + dx, mark.y + dy, mark.width, mark.height), ink)
        elif isinstance(mark, Stroke):
            pen = QPen(ink, mark.thick)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(px + dx, py + dy) for px, py in mark.points]))
        else:
            painter.fillPath(_round(mark).translated(dx, dy), ink)
    painter.restore()


def _round(mark: Bracket) -> QPainterPath:
    """A crescent: thick in the middle, thin at the ends."""
    bulge = 0.86 * mark.width
    tip, belly = (mark.x + bulge, mark.x) if mark.opens else (mark.x + mark.width - bulge, mark.x + mark.width)
    thick = 1.7 * mark.thick if mark.opens else -1.7 * mark.thick
    thin = 0.35 * thick
    top, bottom = mark.y, mark.y + mark.height
    reach = min(0.32 * mark.height, 1.6 * mark.width)
    path = QPainterPath(QPointF(tip - thin, top))
    path.cubicTo(QPointF(belly, top + reach * 0.6), QPointF(belly, top + reach), QPointF(belly, (top + bottom) / 2))
    path.cubicTo(QPointF(belly, bottom - reach), QPointF(belly, bottom - reach * 0.6), QPointF(tip - thin, bottom))
    path.lineTo(tip, bottom)
    inner = belly + thick
    path.cubicTo(
        QPointF(inner, bottom - reach * 0.7), QPointF(inner, bottom - reach), QPointF(inner, (top + bottom) / 2)
    )
    path.cubicTo(QPointF(inner, top + reach), QPointF(inner, top + reach * 0.7), QPointF(tip, top))
    path.closeSubpath()
    return path
