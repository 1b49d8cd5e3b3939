"""Axes, signs of critical points and labels of runs in the 3-D view, painted over the picture; and both together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from core.arrays import Array
from landscape_app.render import labels
from landscape_app.render.drape import box_points
from landscape_app.render.frame import Frame, Mark, PathData
from landscape_app.render.marks import draw_marker, draw_sign
from landscape_app.render.mesh import COARSE
from landscape_app.render.overlay_shapes import paint_key, paint_shapes
from landscape_app.render.projection import FLOOR, NO_LIMIT, Projection, drawn_sheet
from landscape_app.render.renderer import Renderer, ball_at, ball_radius
from landscape_app.render.ticks import height_ticks, nice_ticks, tick_texts
from landscape_app.theme import Theme

_TICK = 5.0  # length in logical pixels
_END_ON = 0.95  # cosine to the line of sight from which an axis is too foreshortened to be read
_GAP = 4.0  # from a tick to its number
_BEHIND = 0.28  # opacity of a sign that the surface hides
_LEAST = 230.0  # width in logical pixels below which a picture has no room for labels


def compose(
    renderer: Renderer,
    frame: Frame,
    size: tuple[int, int],
    device_ratio: float = 1.0,
    *,
    samples: int = 4,
    resolution: float = 1.0,
    taken: Sequence[QRectF] = (),
) -> QImage:
    """The finished picture of ``size`` device pixels: surface, runs, axes. What the window shows and an export writes.

    ``resolution`` below 1 draws the 3-D part smaller and stretches it (labels stay sharp). Labels of runs keep clear of
    the rectangles ``taken``, in logical pixels. Raises NoOpenGL.
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
        paint_overlay(painter, frame, picture.projection, logical, taken)
    finally:
        painter.end()
    return image


def paint_overlay(
    painter: QPainter, frame: Frame, projection: Projection, rect: QRectF, taken: Sequence[QRectF] = ()
) -> None:
    """Axes with ticks, signs and labels, in the theme's colours, over a picture that fills ``rect``."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setClipRect(rect)
    canvas = _Canvas(painter, frame, projection, rect)
    canvas.taken.extend(taken)
    if frame.display.axes:
        _Axes(canvas).paint()
    if frame.overlay:
        canvas.taken.append(paint_key(painter, frame, rect, canvas.font(0.86), canvas.taken, taken))
        canvas.taken.extend(paint_shapes(painter, frame, projection, rect, canvas.pixels, canvas.font(0.86)))
    _Signs(canvas).paint()
    painter.restore()


class _Canvas:
    """What one painting of the overlay shares: where box points lie, and which places are written on."""

    def __init__(self, painter: QPainter, frame: Frame, projection: Projection, rect: QRectF) -> None:
        self.painter, self.frame, self.projection, self.rect = painter, frame, projection, rect
        self.theme: Theme = frame.theme
        self._base = QFont(painter.font())
        self.taken: list[QRectF] = []

    def font(self, factor: float) -> QFont:
        """The font that the painter came with, at the theme's size times ``factor``."""
        font = QFont(self._base)
        font.setPixelSize(max(7, round(self.theme.font_size * 4 / 3 * factor)))
        return font

    def pixels(self, points: Array) -> Array:
        """Box points (k, 3) in the painter's coordinates, (k, 2)."""
        pixels, _ = self.projection.project(points)
        width, height = self.projection.size
        scale = np.array([self.rect.width() / width, self.rect.height() / height])
        out: Array = pixels * scale + np.array([self.rect.x(), self.rect.y()])
        return out


class _Signs:
    """Critical points, and each run's marker and name at its ball: colour is never the only sign."""

    def __init__(self, canvas: _Canvas) -> None:
        self._canvas, self._painter = canvas, canvas.painter
        frame = canvas.frame
        self._limit = COARSE if frame.moving and max(frame.surface.f.shape) > COARSE else NO_LIMIT
        self._sheet = drawn_sheet(frame.surface, canvas.projection.heights, self._limit)
        self._radius = ball_radius(frame.theme)
        self._font = canvas.font(0.92)

        found = [(path, ball_at(path.points, frame, self._sheet)) for path in frame.paths]
        balls = [(path, at) for path, at in found if at is not None]
        box = np.array([at for _, at in balls]).reshape(-1, 3)
        _, depth = canvas.projection.project(box)
        self._far_first = np.argsort(-np.nan_to_num(depth, nan=2.0), kind="stable").tolist()  # as they were drawn
        signs, at_signs = self._on_sheet(frame.marks)
        places = self._seen(np.vstack([box, at_signs]))
        self._balls = [(path, at, ok) for (path, _), (at, ok) in zip(balls, places, strict=False)]
        self._marks = [(mark, at, ok) for mark, (at, ok) in zip(signs, places[len(balls) :], strict=True)]

    def _on_sheet(self, marks: tuple[Mark, ...]) -> tuple[list[Mark], Array]:
        """The marks over the drawn sheet and their box points, (k, 3)."""
        surface = self._canvas.frame.surface
        xy = box_points(np.array([(m.x, m.y) for m in marks]).reshape(-1, 2), surface.x, surface.y)
        z = self._sheet.height(xy)
        shown = np.isfinite(z)
        return [m for m, ok in zip(marks, shown, strict=True) if ok], np.column_stack([xy, z])[shown]

    def paint(self) -> None:
        self._critical_points()
        if self._canvas.frame.display.labels:
            self._markers([self._balls[i][:2] for i in self._far_first if self._balls[i][2]])
            if self._canvas.rect.width() >= _LEAST:
                self._labels()

    def _seen(self, points: Array) -> list[tuple[QPointF, bool]]:
        """Where box points (k, 3) lie in the picture, and whether nothing hides them."""
        canvas = self._canvas
        clear = canvas.projection.sees(canvas.frame.surface, points, self._limit)
        return [(QPointF(*at), bool(ok)) for at, ok in zip(canvas.pixels(points).tolist(), clear, strict=True)]

    def _critical_points(self) -> None:
        for mark, at, clear in self._marks:
            covered = any((at - ball).manhattanLength() < 1.5 * self._radius for _, ball, ok in self._balls if ok)
            if not covered:  # by the ball that has come there
                draw_sign(self._painter, at.x(), at.y(), 0.95 * self._radius, mark.kind, 1.0 if clear else _BEHIND)

    def _labels(self) -> None:
        paths, r = self._canvas.frame.paths, self._radius
        names = dict(zip(map(id, paths), labels.short_names([p.label for p in paths]), strict=True))
        self._canvas.taken.extend(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r) for _, at, _ in self._balls)
        for path, at, clear in self._balls:
            self._label(path, names[id(path)], at, clear)

    def _markers(self, balls: list[tuple[PathData, QPointF]]) -> None:
        """The run's marker on its ball (a plain ball is the circle); of balls in one place, the nearest one's."""
        rim = "#0d0f14" if self._canvas.theme.dark else "#ffffff"
        for i, (path, at) in enumerate(balls):
            under = any((at - other).manhattanLength() < self._radius for _, other in balls[i + 1 :])
            if path.marker != "circle" and not under:
                draw_marker(self._painter, at.x(), at.y(), 0.6 * self._radius, path.marker, rim, rim, 0.0)

    def _label(self, path: PathData, name: str, at: QPointF, clear: bool) -> None:
        painter, theme = self._painter, self._canvas.theme
        metrics = QFontMetricsF(self._font)
        mark = 0.34 * metrics.height()
        height = metrics.height() + 3.0
        text = 2 * mark + 11.0  # where the name begins
        size = text + metrics.horizontalAdvance(name) + 7.0, height
        inside = self._canvas.rect.adjusted(3.0, 3.0, -3.0, -3.0)
        place = labels.place(at, self._radius, size, inside, self._canvas.taken)
        if place is None:
            return
        rect, colour = place.rect, QColor(path.colour)
        self._canvas.taken.append(rect)
        painter.save()
        painter.setOpacity(1.0 if clear else 0.72)
        painter.setPen(QPen(colour, 1.2))
        if place.leader is not None:
            way = place.leader - at
            rim = at + way * (self._radius / max(self._radius, float(np.hypot(way.x(), way.y()))))
            painter.drawLine(rim, place.leader)
        plate = QColor(theme.panel)
        plate.setAlphaF(0.9)
        painter.setBrush(plate)
        painter.drawRoundedRect(rect, 4.5, 4.5)
        draw_marker(painter, rect.left() + mark + 5.0, rect.center().y(), mark, path.marker, colour, plate, 0.0)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(rect.adjusted(text, 0.0, 0.0, 0.0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class _Axes:
    """One painting of the three axes."""

    def __init__(self, canvas: _Canvas) -> None:
        self._painter, self._projection, self._rect = canvas.painter, canvas.projection, canvas.rect
        self._theme, self._taken, self._pixels = canvas.theme, canvas.taken, canvas.pixels
        projection = canvas.projection
        self._names: list[tuple[str, tuple[tuple[Array, Array], ...]]] = []
        self._small = canvas.font(1.0)
        self._large = canvas.font(1.15)
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
            over = max(0.0, self._rect.left() + 1.0 - box.left()) - max(0.0, box.right() + 1.0 - self._rect.right())
            if abs(over) > _TICK + _GAP:
                continue  # no number is better than half of one
            box.translate(over, 0.0)
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
