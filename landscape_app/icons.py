"""Icons drawn by ourselves on a 24 x 24 grid, in the theme's ink, crisp at any pixel ratio."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from landscape_app.render.marks import draw_marker

SIZE = 24
_RATIO = 3.0


def _polygon(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.setBrush(painter.pen().color())
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _line(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _play(p: QPainter) -> None:
    _polygon(p, (8, 5.5), (18.5, 12), (8, 18.5))


def _pause(p: QPainter) -> None:
    p.fillRect(QRectF(7, 5.5, 3.6, 13), p.pen().color())
    p.fillRect(QRectF(13.4, 5.5, 3.6, 13), p.pen().color())


def _forward(p: QPainter) -> None:
    _line(p, (9, 6), (15, 12), (9, 18))


def _back(p: QPainter) -> None:
    _line(p, (15, 6), (9, 12), (15, 18))


def _end(p: QPainter) -> None:
    _line(p, (7, 6), (13, 12), (7, 18))
    _line(p, (17, 6), (17, 18))


def _start(p: QPainter) -> None:
    _line(p, (17, 6), (11, 12), (17, 18))
    _line(p, (7, 6), (7, 18))


def _rate(p: QPainter) -> None:
    _line(p, (4, 7), (12, 7), (12, 16), (20, 16))


def _loop(p: QPainter) -> None:
    p.drawArc(QRectF(5.5, 5.5, 13, 13), 50 * 16, 280 * 16)
    _polygon(p, (15.2, 3.2), (19.6, 7.6), (13.6, 8.8))


def _plus(p: QPainter) -> None:
    _line(p, (12, 6), (12, 18))
    _line(p, (6, 12), (18, 12))


def _remove(p: QPainter) -> None:
    _line(p, (7, 7), (17, 17))
    _line(p, (17, 7), (7, 17))


def _duplicate(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(5, 5, 10, 10), 2, 2)
    _line(p, (18.5, 9), (18.5, 18.5), (9, 18.5))


def _eye(p: QPainter) -> None:
    path = QPainterPath(QPointF(3.5, 12))
    path.quadTo(12, 2.5, 20.5, 12)
    path.quadTo(12, 21.5, 3.5, 12)
    p.drawPath(path)
    p.drawEllipse(QPointF(12, 12), 2.6, 2.6)


def _eye_off(p: QPainter) -> None:
    _eye(p)
    _line(p, (5, 19), (19, 5))


def _dice(p: QPainter) -> None:
    p.drawRoundedRect(QRectF(5, 5, 14, 14), 3, 3)
    p.setBrush(p.pen().color())
    for x, y in ((9, 9), (15, 9), (12, 12), (9, 15), (15, 15)):
        p.drawEllipse(QPointF(x, y), 0.7, 0.7)


def _down(p: QPainter) -> None:
    _line(p, (6, 9.5), (12, 15.5), (18, 9.5))


def _right(p: QPainter) -> None:
    _line(p, (9.5, 6), (15.5, 12), (9.5, 18))


def _home(p: QPainter) -> None:
    _line(p, (4, 12), (12, 5), (20, 12))
    _line(p, (6.5, 10.5), (6.5, 19), (17.5, 19), (17.5, 10.5))


def _cube(p: QPainter, face: tuple[tuple[float, float], ...]) -> None:
    """A box seen from the right above, one face of it filled."""
    _line(p, (4, 9), (9, 4), (20, 4), (20, 15), (15, 20), (4, 20), (4, 9))
    _line(p, (4, 9), (15, 9), (15, 20))
    _line(p, (15, 9), (20, 4))
    _polygon(p, *face)


def _front(p: QPainter) -> None:
    _cube(p, ((4, 9), (15, 9), (15, 20), (4, 20)))


def _side(p: QPainter) -> None:
    _cube(p, ((15, 9), (20, 4), (20, 15), (15, 20)))


def _top(p: QPainter) -> None:
    _cube(p, ((4, 9), (9, 4), (20, 4), (15, 9)))


def _log(p: QPainter) -> None:
    _line(p, (5, 5), (5, 19), (19.5, 19))
    path = QPainterPath(QPointF(7.5, 18))
    path.cubicTo(8, 9, 12, 8, 19, 7)
    p.drawPath(path)
    for y in (15.5, 10.5, 7.5, 5.8):
        _line(p, (3.2, y), (5, y))


def _taller(p: QPainter) -> None:
    _line(p, (12, 20), (12, 6))
    _line(p, (7.5, 10), (12, 5.5), (16.5, 10))
    _line(p, (6, 20), (18, 20))


def _flatter(p: QPainter) -> None:
    _line(p, (12, 4), (12, 16))
    _line(p, (7.5, 12), (12, 16.5), (16.5, 12))
    _line(p, (6, 20), (18, 20))


def _labels(p: QPainter) -> None:
    path = QPainterPath(QPointF(4, 12))
    for x, y in ((9, 6.5), (20, 6.5), (20, 17.5), (9, 17.5)):
        path.lineTo(x, y)
    path.closeSubpath()
    p.drawPath(path)
    _line(p, (11.5, 12), (16.5, 12))


_DRAWN: dict[str, Callable[[QPainter], None]] = {
    "play": _play,
    "pause": _pause,
    "forward": _forward,
    "back": _back,
    "end": _end,
    "rate": _rate,
    "start": _start,
    "loop": _loop,
    "plus": _plus,
    "remove": _remove,
    "duplicate": _duplicate,
    "eye": _eye,
    "eye_off": _eye_off,
    "dice": _dice,
    "down": _down,
    "right": _right,
    "home": _home,
    "front_view": _front,
    "side_view": _side,
    "top_view": _top,
    "log": _log,
    "taller": _taller,
    "flatter": _flatter,
    "labels": _labels,
}


def _blank() -> tuple[QPixmap, QPainter]:
    """An empty 24 x 24 picture and a painter on it, to be ended."""
    pixmap = QPixmap(int(SIZE * _RATIO), int(SIZE * _RATIO))
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter


def swatch(colour: str, marker: str, ground: str) -> QIcon:
    """A run's sign: a tile of its colour with its marker cut out in ``ground``."""
    pixmap, painter = _blank()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(1, 1, SIZE - 2, SIZE - 2), 5, 5)
    draw_marker(painter, SIZE / 2, SIZE / 2, 6.2, marker, ground, ground, 0.0)
    painter.end()
    return QIcon(pixmap)


def icon(name: str, colour: str) -> QIcon:
    """The icon ``name`` in ``colour`` ("#rrggbb"); KeyError for unknown names."""
    pixmap, painter = _blank()
    pen = QPen(QColor(colour), 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _DRAWN[name](painter)
    painter.end()
    return QIcon(pixmap)


def app_icon() -> QIcon:
    """The program's own sign: level lines of a valley, a path into it and a ball."""
    side = 256
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#2a1e5c"))
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(8, 8, side - 16, side - 16), 52, 52)
    painter.setClipPath(frame)
    for colour, rx, ry in (
        ("#e9e29a", 400, 400),
        ("#7fbf7b", 168, 128),
        ("#23978c", 128, 94),
        ("#1f6f97", 90, 63),
        ("#2f3f8f", 54, 35),
    ):
        painter.save()
        painter.translate(108, 152)
        painter.rotate(-28)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(0, 0), rx, ry)
        painter.restore()
    path = QPainterPath(QPointF(208, 52))
    path.cubicTo(196, 120, 150, 92, 112, 150)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor("#ffffff"), 13, c=Qt.PenCapStyle.RoundCap))
    painter.drawPath(path)
    painter.setPen(QPen(QColor("#ffffff"), 9))
    painter.setBrush(QColor("#ff8a47"))
    painter.drawEllipse(QPointF(110, 151), 22, 22)
    painter.end()
    return QIcon(pixmap)
