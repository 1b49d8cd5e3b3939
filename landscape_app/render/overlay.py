"""Axes, ticks and labels of the 3-D view, painted with QPainter over the picture; and the two together."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from core.arrays import Array
from landscape_app.render.frame import Frame
from landscape_app.render.projection import FLOOR, Projection
from landscape_app.render.renderer import Renderer
from landscape_app.render.ticks import height_ticks, nice_ticks, tick_texts
from landscape_app.theme import Theme

_TICK = 5.0  # length in logical pixels
_END_ON = 0.95  # cosine to the line of sight from which an axis is too foreshortened to be read
_GAP = 4.0  # from a tick to its number


def compose(
    renderer: Renderer,
    frame: Frame,
    size: tuple[int, int],
    device_ratio: float = 1.0,
    *,
    samples: int = 4,
    resolution: float = 1.0,
) -> QImage:
    """The finished picture of ``size`` device pixels: surface, runs, axes. What the window shows and an export writes.

    ``resolution`` below 1 draws the 3-D part smaller and stretches it (labels stay sharp). Raises NoOpenGL.
    """
    small = max(1, round(size[0] * resolution)), max(1, round(size[1] * resolution))
    picture = renderer.render(frame, small, samples=samples, device_ratio=device_ratio * resolution)
    if small == size:
        image = picture.to_qimage()
        image = image if image.isNull() else image.copy()  # its own memory: the caller may keep it
    else:
        image = picture.to_qimage().scaled(
            *size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    image.setDevicePixelRatio(device_ratio)
    painter = QPainter(image)
    try:
        logical = QRectF(0.0, 0.0, size[0] / device_ratio, size[1] / device_ratio)
        paint_overlay(painter, frame, picture.projection, logical)
    finally:
        painter.end()
    return image


def paint_overlay(painter: QPainter, frame: Frame, projection: Projection, rect: QRectF) -> None:
    """Axes with ticks and labels, in the theme's colours, over a picture that fills ``rect``."""
    if not frame.display.axes:
        return
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setClipRect(rect)
    _Axes(painter, frame, projection, rect).paint()
    painter.restore()


class _Axes:
    """One painting of the three axes."""

    def __init__(self, painter: QPainter, frame: Frame, projection: Projection, rect: QRectF) -> None:
        self._painter, self._projection, self._rect = painter, projection, rect
        self._theme: Theme = frame.theme
        self._taken: list[QRectF] = []  # by numbers and names
        self._names: list[tuple[str, tuple[tuple[Array, Array], ...]]] = []
        self._small = self._font(1.0)
        self._large = self._font(1.15)
        self._large.setItalic(True)
        self._plan = abs(projection.back[2]) > 0.999  # seen from above: z has no length
        bottom = -1.0 if self._plan or self._sees(1) else 1.0
        self._front_y = bottom
        self._front_x = self._nearer_x()
        self._middle = self._pixels(np.array([[0.0, 0.0, 0.4 * projection.heights.scale]]))[0]

    def _sees(self, axis: int) -> bool:
        """Whether the side at -1 of an axis is the one towards the eye."""
        p = self._projection
        return bool((p.back if p.orthographic else p.eye)[axis] < 0)

    def _nearer_x(self) -> float:
        return -1.0 if self._plan or self._sees(0) else 1.0

    def _font(self, factor: float) -> QFont:
        font = QFont(self._painter.font())
        font.setPixelSize(max(7, round(self._theme.font_size * 4 / 3 * factor)))
        return font

    def _pixels(self, points: Array) -> Array:
        """Box points (k, 3) in the painter's coordinates, (k, 2)."""
        pixels, _ = self._projection.project(points)
        width, height = self._projection.size
        scale = np.array([self._rect.width() / width, self._rect.height() / height])
        out: Array = pixels * scale + np.array([self._rect.x(), self._rect.y()])
        return out

    def paint(self) -> None:
        self._lines_and_numbers()
        self._write_names()

    def _lines_and_numbers(self) -> None:
        (x0, x1), (y0, y1) = self._projection.extent
        x, y = nice_ticks(x0, x1), nice_ticks(y0, y1)
        ux, uy = (x - x0) / (x1 - x0) * 2 - 1, (y - y0) / (y1 - y0) * 2 - 1
        front = self._front_y
        self._axis(
            np.array([[-1, front, FLOOR], [1, front, FLOOR]]),
            np.column_stack([ux, np.full(len(ux), front), np.full(len(ux), FLOOR)]),
            tick_texts(x), "x", np.array([0.0, 1.0]),
        )  # fmt: skip
        side = self._front_x
        self._axis(
            np.array([[side, -1, FLOOR], [side, 1, FLOOR]]),
            np.column_stack([np.full(len(uy), side), uy, np.full(len(uy), FLOOR)]),
            tick_texts(y), "y", np.array([-1.0, 0.0]),
        )  # fmt: skip
        heights = self._projection.heights
        if self._plan or heights.scale < 0.05:
            return
        corners = np.array([[a, b, FLOOR] for a in (-1.0, 1.0) for b in (-1.0, 1.0)])
        places = self._pixels(corners)
        a, b, _ = corners[int(np.argmin(places[:, 0]))]
        f = height_ticks(heights)
        z = heights.z(f)
        # A few ticks may lie where the height is bent; all stay on the axis.
        shown = np.isfinite(z)
        self._axis(
            np.array([[a, b, FLOOR], [a, b, heights.scale]]),
            np.column_stack([np.full(shown.sum(), a), np.full(shown.sum(), b), z[shown]]),
            [t for t, ok in zip(tick_texts(f), shown, strict=True) if ok],
            "log f" if heights.log else "f",
            np.array([-1.0, 0.0]),
        )  # fmt: skip

    def _axis(self, ends: Array, ticks: Array, texts: list[str], name: str, fallback: Array) -> None:
        """One axis: its line, ticks outwards, numbers beyond them, the name beyond those."""
        line = self._pixels(ends)
        if not np.isfinite(line).all():
            return
        along = line[1] - line[0]
        length = float(np.hypot(*along))
        sight = (ends[1] - ends[0]) @ self._projection.back / np.linalg.norm(ends[1] - ends[0])
        if length < 48.0 or abs(sight) > _END_ON:
            return
        out = np.array([along[1], -along[0]]) / length
        centre = line.mean(axis=0)
        inward = float(out @ (self._middle - centre))
        if abs(inward) > 1e-6:
            out = -out * np.sign(inward)
        elif out @ fallback < 0:
            out = -out
        muted, ink = QColor(self._theme.muted), QColor(self._theme.ink)
        pen = QPen(muted, 1.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(*line[0]), QPointF(*line[1]))
        metrics = QFontMetricsF(self._small)
        self._painter.setFont(self._small)
        widest = 0.0
        last: QRectF | None = None
        for place, text in zip(self._pixels(ticks) if len(ticks) else [], texts, strict=False):
            if not np.isfinite(place).all():
                continue
            tip = place + _TICK * out
            self._painter.setPen(pen)
            self._painter.drawLine(QPointF(*place), QPointF(*tip))
            box = self._beside(tip, out, metrics.horizontalAdvance(text), metrics.height())
            widest = max(widest, self._depth(box, tip, out))
            if last is not None and box.intersects(last.adjusted(-3.0, 0.0, 3.0, 0.0)):
                continue
            last = box
            self._taken.append(box)
            self._painter.setPen(ink)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        # The name stands beyond the numbers; where there is no room for that, beyond either end of the axis.
        forth = along / length
        places = (
            (centre + (_TICK + 2 * _GAP + widest) * out, out),
            (line[1] + _TICK * forth, forth),
            (line[0] - _TICK * forth, -forth),
        )
        self._names.append((name, places))

    def _write_names(self) -> None:
        """Once all numbers stand, so that no name is written over one; a picture too small for a name has none."""
        metrics = QFontMetricsF(self._large)
        inside = self._rect.adjusted(2.0, 1.0, -2.0, -1.0)
        self._painter.setFont(self._large)
        self._painter.setPen(QColor(self._theme.ink))
        for name, places in self._names:
            for at, side in places:
                box = self._beside(at, side, metrics.horizontalAdvance(name) + 2.0, metrics.height())
                if inside.contains(box) and not any(box.intersects(other) for other in self._taken):
                    self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
                    self._taken.append(box)
                    break

    @staticmethod
    def _beside(at: Array, out: Array, width: float, height: float) -> QRectF:
        """A text's rectangle that touches ``at`` and lies on the side ``out`` of it."""
        reach = _GAP + abs(out[0]) * width / 2 + abs(out[1]) * height / 2
        centre = at + reach * out
        return QRectF(centre[0] - width / 2, centre[1] - height / 2, width, height)

    @staticmethod
    def _depth(box: QRectF, at: Array, out: Array) -> float:
        """How far a text reaches outwards from ``at``."""
        centre = np.array([box.center().x(), box.center().y()])
        return float((centre - at) @ out + abs(out[0]) * box.width() / 2 + abs(out[1]) * box.height() / 2)
