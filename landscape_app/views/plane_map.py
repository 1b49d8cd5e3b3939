"""A map over the plane: basins of attraction, a sweep over two knobs, or the phases of momentum; a click asks for the
run at that place."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.analysis.basins import LOST, Basins
from core.analysis.momentum_phase import PhaseMap
from core.analysis.sweep import Sweep
from core.arrays import Array
from landscape_app.hues import attractor_colour as attractor_colour
from landscape_app.render.colormap import colormap
from landscape_app.render.marks import draw_sign
from landscape_app.render.ticks import nice_ticks, tick_texts
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import phase_map, strokes
from landscape_app.views.pixels import equal_scales, fitted
from landscape_app.views.plotting import font_of, rgba_image
from landscape_app.views.words import number

_VERDICTS = {"minimum": "minimum", "saddle": "saddle", "maximum": "maximum", "plateau": "degenerate"}

_PALE = 0.35  # the share that is left of a picture whose scene has changed


class PlaneMap(QWidget):
    """``picked(x, y)`` in the units of the axes where a hand clicks; a press and a drag stand between ``hand_down`` and
    ``hand_up``."""

    picked = Signal(float, float)
    hand_down = Signal()
    hand_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._data: Basins | Sweep | PhaseMap | None = None
        self._image: QImage | None = None
        self._names = ("x", "y")
        self._at: tuple[float, float] | None = None  # the run as it is now, axis units
        self._cursor: QPointF | None = None
        self._down = False
        self._outdated = False
        self._place = (0.5, 0.5)  # where the keyboard's cross stands, shares of the map
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 120)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Map over the plane: a click, or arrows and Enter, puts the run there"))

    # what it is given

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self._theme = theme
        self._image = None
        self.update()

    def set_map(self, data: Basins | Sweep | PhaseMap | None, at: tuple[float, float] | None) -> None:
        """The map so far, and where in it the run stands."""
        self._data, self._at, self._image = data, at, None
        self._outdated = False
        self._names = (_name(data.across), _name(data.down)) if isinstance(data, Sweep) else ("x", "y")
        if isinstance(data, PhaseMap):
            self._names = ("α", "β")
        self.update()

    def set_place(self, at: tuple[float, float] | None) -> None:
        """Where in the map the run stands now."""
        self._at = at
        self.update()

    @property
    def data(self) -> Basins | Sweep | PhaseMap | None:
        """The map that is shown."""
        return self._data

    @property
    def outdated(self) -> bool:
        """Whether what is shown was made of other settings."""
        return self._outdated

    def set_outdated(self, outdated: bool) -> None:
        """Whether the scene has other settings by now than those that the map was made of."""
        self._outdated = outdated
        self.update()

    @staticmethod
    def colours(data: Basins | Sweep | PhaseMap) -> list[str]:
        """Of the attractors, by number."""
        return [attractor_colour(i) for i in range(len(data.attractors))] if isinstance(data, Basins) else []

    # geometry

    @property
    def _axes(self) -> tuple[Array, Array]:
        assert self._data is not None
        if isinstance(self._data, Sweep):
            return self._data.across.values, self._data.down.values
        if isinstance(self._data, PhaseMap):
            return self._data.alpha, self._data.beta
        return self._data.x, self._data.y

    @property
    def _logs(self) -> tuple[bool, bool]:
        return (
            (_is_log(self._data.across.name), _is_log(self._data.down.name))
            if isinstance(self._data, Sweep)
            else (False, False)
        )

    @staticmethod
    def _left(metrics: QFontMetricsF) -> float:
        """Of the map: room for the numbers and the name of the axis."""
        return metrics.horizontalAdvance("−0.000") + 26

    def _rect(self) -> QRectF:
        metrics = QFontMetricsF(font_of(self._theme, 1.5))
        left = self._left(metrics)
        room = QRectF(
            left, 10, max(20.0, self.width() - left - 14), max(20.0, self.height() - metrics.height() * 2 - 20)
        )
        ratio = None
        if isinstance(self._data, Basins):  # a plane like that of the contour map, to one scale like it
            ratio = equal_scales(((self._data.x[0], self._data.x[-1]), (self._data.y[0], self._data.y[-1])))
        return room if ratio is None else fitted(room, ratio)

    def _share(self, values: Array, axis: int) -> Array:
        """Axis values as shares 0 ... 1 of the map's side."""
        ends = self._axes[axis]
        out: Array = (np.asarray(values) - ends[0]) / (ends[-1] - ends[0])
        if self._logs[axis]:
            out = np.log(np.asarray(values) / ends[0]) / math.log(ends[-1] / ends[0])
        return out

    def _value(self, share: float, axis: int) -> float:
        ends = self._axes[axis]
        share = min(1.0, max(0.0, share))
        if self._logs[axis]:
            return float(ends[0] * (ends[-1] / ends[0]) ** share)
        return float(ends[0] + share * (ends[-1] - ends[0]))

    def place_of(self, x: float, y: float) -> QPointF:
        """Where a point of the axes lies in this widget, logical pixels."""
        r = self._rect()
        across, down = float(self._share(np.array(x), 0)), float(self._share(np.array(y), 1))
        return QPointF(r.left() + across * r.width(), r.bottom() - down * r.height())

    def _shares_at(self, at: QPointF) -> tuple[float, float]:
        r = self._rect()
        return (at.x() - r.left()) / r.width(), (r.bottom() - at.y()) / r.height()

    # hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the run there."""
        if event.button() == Qt.MouseButton.LeftButton and self._data is not None and not self._down:
            self._down = True
            self.hand_down.emit()
            self._pick(*self._shares_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The run stays there."""
        if event.button() == Qt.MouseButton.LeftButton and self._down:
            self._down = False
            self.hand_up.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the map; with the button held the run follows."""
        self._cursor = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._down:
            self._pick(*self._shares_at(event.position()))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No more reading."""
        self._cursor = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move a cross, Enter puts the run there."""
        moves = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if self._data is None:
            super().keyPressEvent(event)
        elif move is not None:
            u, v = self._place[0] + 0.02 * move[0], self._place[1] + 0.02 * move[1]
            self._place = min(1.0, max(0.0, u)), min(1.0, max(0.0, v))
            r = self._rect()
            self._cursor = QPointF(r.left() + self._place[0] * r.width(), r.bottom() - self._place[1] * r.height())
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(*self._place)
        else:
            super().keyPressEvent(event)

    def _pick(self, u: float, v: float) -> None:
        self._place = min(1.0, max(0.0, u)), min(1.0, max(0.0, v))
        self.picked.emit(self._value(self._place[0], 0), self._value(self._place[1], 1))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, axes, signs of the attractors, the run, what is under the cursor."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.plot))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._data is None:
            painter.setPen(QColor(self._theme.muted))
            painter.setFont(font_of(self._theme, 0.5))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(20, 10, -20, -10), int(flags), self.tr("No map yet: press Draw."))
            return
        rect = self._rect()
        if self._image is None:
            self._image = rgba_image(self._pixels()[::-1])
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, isinstance(self._data, Basins) is False)
        painter.setOpacity(_PALE if self._outdated else 1.0)
        painter.drawImage(rect, self._image)
        painter.setOpacity(1.0)
        self._paint_axes(painter, rect)
        painter.setClipRect(rect)
        if isinstance(self._data, Basins):
            for one in self._data.attractors:
                at = self.place_of(float(one.x[0]), float(one.x[1]))
                draw_sign(painter, at.x(), at.y(), 7.0, _VERDICTS.get(one.verdict, "degenerate"))
        elif isinstance(self._data, PhaseMap):
            phase_map.paint_names(painter, self._data, self._theme, self.place_of, rect)
        if self._at is not None:
            at = self.place_of(*self._at)
            for colour, width in (("#ffffff", 4.0), ("#10141b", 2.0)):
                painter.setPen(strokes.stroke(colour, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(at, 8.0, 8.0)
        painter.setClipping(False)
        if self._outdated:
            self._paint_outdated(painter, rect)
        if self._cursor is not None and rect.contains(self._cursor):
            self._paint_reading(painter, rect, self._cursor)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect)

    def _paint_outdated(self, painter: QPainter, rect: QRectF) -> None:
        text = self.tr("Made before the last change: press Draw.")
        painter.setFont(font_of(self._theme, 0.5))
        words = painter.boundingRect(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.panel))
        painter.drawRoundedRect(words.adjusted(-10, -6, 10, 6), 6, 6)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)

    def _pixels(self) -> NDArray[np.uint8]:
        data = self._data
        if isinstance(data, Basins):
            return _basin_pixels(data, self._theme)
        if isinstance(data, PhaseMap):
            return phase_map.pixels(data, self._theme)
        assert data is not None
        return _sweep_pixels(data, self._theme)

    def _paint_axes(self, painter: QPainter, rect: QRectF) -> None:
        theme, font = self._theme, font_of(self._theme, 1.5)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        for axis in (0, 1):
            ends, log = self._axes[axis], self._logs[axis]
            values = _decades(ends) if log else nice_ticks(float(ends[0]), float(ends[-1]), 6 if axis == 0 else 4)
            texts = [number(float(v), power=True) for v in values] if log else tick_texts(values)
            for share, text in zip(self._share(values, axis).tolist(), texts, strict=True):
                painter.setPen(QColor(theme.muted))
                if axis == 0:
                    x = rect.left() + share * rect.width()
                    painter.drawLine(QPointF(x, rect.bottom()), QPointF(x, rect.bottom() + 4))
                    box = QRectF(x - 40, rect.bottom() + 5, 80, metrics.height())
                    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
                else:
                    y = rect.bottom() - share * rect.height()
                    painter.drawLine(QPointF(rect.left() - 4, y), QPointF(rect.left(), y))
                    box = QRectF(0, y - metrics.height() / 2, rect.left() - 7, metrics.height())
                    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(theme.ink))
        below = QRectF(rect.left(), rect.bottom() + 6 + metrics.height() * 0.75, rect.width(), metrics.height() + 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._names[0])
        painter.save()
        painter.translate(rect.left() - self._left(metrics) + metrics.height() * 0.8, rect.center().y())
        painter.rotate(-90)
        beside = QRectF(-100, -metrics.height() / 2, 200, metrics.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignCenter, self._names[1])
        painter.restore()

    def reading(self, at: QPointF) -> str:
        """What the map says at a place of this widget."""
        assert self._data is not None
        u, v = self._shares_at(at)
        (nx, ny) = len(self._axes[0]), len(self._axes[1])
        i, j = (min(n - 1, max(0, round(s * (n - 1)))) for s, n in ((u, nx), (v, ny)))
        if isinstance(self._data, PhaseMap):
            return phase_map.reading(self._data, self._value(u, 0), self._value(v, 1))
        where = f"{self._names[0]} {number(self._value(u, 0))}   {self._names[1]} {number(self._value(v, 1))}"
        if isinstance(self._data, Basins):
            label, steps = int(self._data.labels[j, i]), int(self._data.steps[j, i])
            if label >= 0:
                end = self._data.attractors[label]
                what = self.tr("to ({}, {}) in {} steps").format(
                    number(float(end.x[0])), number(float(end.x[1])), steps
                )
            else:
                what = self.tr("diverges") if label == LOST else self.tr("still on its way")
        else:
            steps, f = int(self._data.steps[j, i]), float(self._data.f[j, i])
            if steps >= 0:
                what = self.tr("within the tolerance in {} steps").format(steps)
            else:
                what = self.tr("diverges") if math.isinf(f) else self.tr("ends at f = {}").format(number(f))
        return f"{where}   {what}"

    def _paint_reading(self, painter: QPainter, rect: QRectF, at: QPointF) -> None:
        theme, font = self._theme, font_of(self._theme, 1.0)
        text = self.reading(at)
        metrics = QFontMetricsF(font)
        w, h = metrics.horizontalAdvance(text) + 18, metrics.height() + 8
        top = rect.top() + 6 if at.y() > rect.center().y() else rect.bottom() - h - 6
        left = min(max(rect.left() + 4, at.x() - w / 2), max(rect.left() + 4, rect.right() - w - 4))
        painter.setPen(strokes.stroke(theme.line, 1.0))
        painter.setBrush(strokes.faded(theme.panel, 0.93))
        painter.drawRoundedRect(QRectF(left, top, w, h), 6, 6)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(left, top, w, h), Qt.AlignmentFlag.AlignCenter, text)


def _name(knob: object) -> str:
    name = getattr(knob, "name", "")
    return {"lr": "α", "momentum": "β", "x": "x₀"}.get(name, name)


def _is_log(name: str) -> bool:
    return name == "lr"


def _decades(ends: Array) -> Array:
    low, high = math.ceil(math.log10(ends[0]) - 1e-9), math.floor(math.log10(ends[-1]) + 1e-9)
    return 10.0 ** np.arange(low, high + 1, dtype=np.float64)


def _rgb(colour: str) -> NDArray[np.float64]:
    q = QColor(colour)
    return np.array([q.red(), q.green(), q.blue()], dtype=np.float64)


def _basin_pixels(data: Basins, theme: Theme) -> NDArray[np.uint8]:
    """A hue for each attractor, darker where it takes longer; lost is black or white, undecided grey."""
    out = np.empty((*data.labels.shape, 4), dtype=np.uint8)
    out[..., 3] = 255
    out[..., :3] = _rgb(theme.line)
    out[data.labels == LOST, :3] = _rgb("#26282e" if not theme.dark else "#000000")
    longest = max(2, int(data.steps.max()))
    with np.errstate(invalid="ignore"):
        shade = 1.0 - 0.5 * np.log1p(np.maximum(data.steps, 0)) / math.log1p(longest)
    for i in range(len(data.attractors)):
        here = data.labels == i
        out[here, :3] = (_rgb(attractor_colour(i)) * shade[here, None]).astype(np.uint8)
    return out


def _sweep_pixels(data: Sweep, theme: Theme) -> NDArray[np.uint8]:
    """Few steps are bright; where the tolerance was never met, grey by the final f; lost is dark."""
    out = np.empty((*data.f.shape, 4), dtype=np.uint8)
    out[..., 3] = 255
    table = colormap(theme.colormap)
    met = data.steps >= 0
    lost = ~np.isfinite(data.f)
    finite = data.f[~lost]
    low = float(finite.min()) if finite.size else 0.0
    with np.errstate(all="ignore"):
        height = np.log1p(data.f - low)
        top = float(np.nanmax(np.where(lost, np.nan, height))) if finite.size else 1.0
        grey = 232 - 120 * np.clip(np.where(lost, 0, height) / (top or 1.0), 0, 1)
    if theme.dark:
        grey = 250 - grey
    out[..., :3] = np.asarray(grey, dtype=np.uint8)[..., None]
    if met.any():
        steps = np.log(np.maximum(data.steps[met], 1))
        span = float(steps.max() - steps.min()) or 1.0
        place = 1.0 - (steps - steps.min()) / span
        out[met, :3] = table[np.clip(40 + place * 215, 0, 255).astype(np.uint8)]
    out[lost, :3] = _rgb("#26282e" if not theme.dark else "#000000")
    return out
