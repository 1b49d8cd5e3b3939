"""What the pyqtgraph views share: a themed plot whose axes are pyqtgraph's, with layers painted in pixels over it.

A layer is a child of the view box, so it is clipped by it and speaks its pixels. A cached layer keeps its picture
until its key, its size or the range changes: moving the play head repaints only the layers that follow it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsItem, QWidget

from landscape_app.theme import Theme
from landscape_app.views.pixels import Pixels, fitted
from landscape_app.views.words import number

pg.setConfigOptions(antialias=True)

MOST_TICKS = 9
LONGEST_NAME = 0.25  # of its axis
EDGE = 15.0  # how far a label may reach beyond its axis, logical pixels
FRAME = (2.0, 8.0, 12.0, 2.0)  # around the axes: left, top, right, bottom, logical pixels
MARGIN = 7  # around an axis' texts, logical pixels


def font_of(theme: Theme, smaller: float = 0.0, bold: bool = False) -> QFont:
    """The application's font in the theme's size, ``smaller`` points below it."""
    font = QFont(QApplication.font())
    font.setPointSizeF(max(6.0, theme.font_size - smaller))
    font.setBold(bold)
    return font


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis of few, round ticks; with ``decades`` its values are log10 and its labels powers of ten."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.decades = False
        self.whole = False  # only whole numbers get a tick
        self.name = ""  # written at the right end of a bottom axis, in the ticks' row
        self.short_name = ""  # in its place where the axis is short
        self.enableAutoSIPrefix(False)
        self.setZValue(0.5)

    def tickValues(
        self,
        minVal: float,  # noqa: N803 (pyqtgraph's own name)
        maxVal: float,  # noqa: N803
        size: float,
    ) -> list[tuple[float, list[float]]]:
        """Levels of ticks; only the first is labelled."""
        span = maxVal - minVal
        if not span > 0 or not math.isfinite(span):
            return []
        across = self.orientation in ("bottom", "top")
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        room = metrics.horizontalAdvance("−00") * 1.5 if across else metrics.height() * 2.1
        most = max(2, min(MOST_TICKS, int(size / room)))
        if self.decades:
            return self._decades(minVal, maxVal, most)
        while True:
            step, values = self._round(minVal, maxVal, most)
            widest = max((metrics.horizontalAdvance(t) for t in self.tickStrings(values, 1.0, step)), default=0.0)
            if not across or most <= 2 or widest * 1.35 * len(values) <= size:
                return [(step, values)]
            most -= 1

    def _round(self, low: float, high: float, most: int) -> tuple[float, list[float]]:
        """A step of 1, 2 or 5 times a power of ten that gives at most about ``most`` ticks, and those."""
        raw = (high - low) / most
        base = 10.0 ** math.floor(math.log10(raw))
        step = next(m * base for m in (1, 2, 5, 10) if m * base >= raw * 0.999)
        if self.whole:
            step = max(1.0, step)
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        return step, [i * step for i in range(first, last + 1)]

    def _decades(self, low: float, high: float, most: int) -> list[tuple[float, list[float]]]:
        first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
        stride = max(1, math.ceil((last - first + 1) / most))
        if last - first < 1:  # less than two decades in sight: 1, 2, 5 between them
            values = [e + math.log10(m) for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
            return [(0.3, [v for v in values if low <= v <= high])]
        major = [float(e) for e in range(first, last + 1) if e % stride == 0]
        minor = [float(e) for e in range(first, last + 1) if e % stride]
        return [(float(stride), major), (1.0, minor)]

    def boundingRect(self) -> QRectF:
        """Wide enough for the labels of ticks that lie on the plot's corners."""
        across = self.orientation in ("bottom", "top")
        rect: QRectF = super().boundingRect()
        return rect.adjusted(-EDGE, 0, EDGE, 0) if across else rect.adjusted(0, -EDGE, 0, EDGE)

    def generateDrawSpecs(self, p: QPainter) -> Any:
        """pyqtgraph's lines and texts, the last ticks' labels giving way to the axis' name."""
        specs = super().generateDrawSpecs(p)
        if not self.name or specs is None:
            return specs
        axis, ticks, texts = specs
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        name = self.name
        if self.short_name and metrics.horizontalAdvance(name) > LONGEST_NAME * self.size().width():
            name = self.short_name
        wide = metrics.horizontalAdvance(name)
        top = 4 + self.style["tickTextOffset"][1]
        here = QRectF(self.size().width() - wide + EDGE - 6, top, wide, self.size().height() - top)
        texts = [t for t in texts if t[0].right() < here.left() - 6]
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip
        return axis, ticks, [*texts, (here, flags, name)]

    def widest(self, length: float) -> float:
        """How wide the labels of an axis of that many pixels are."""
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        low, high = self.range
        levels = self.tickValues(low, high, length)[:1]
        return max((metrics.horizontalAdvance(t) for step, at in levels for t in self.tickStrings(at, 1.0, step)),
                   default=0.0)  # fmt: skip

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Labels of one level."""
        if self.decades:
            return [number(10.0**v, power=True) for v in values]
        largest = max((abs(v) for v in values), default=0.0)
        digits = max(6, 2 + math.ceil(math.log10(largest / spacing))) if largest > 0 and spacing > 0 else 6
        return [number(0.0 if abs(v) < spacing * 1e-6 else v, digits=digits) for v in values]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A themed plot with no menus: ``view_changed`` hooks are the owner's business."""

    def __init__(self, parent: QWidget | None = None, view_box: pg.ViewBox | None = None) -> None:
        self.bottom, self.left = Axis("bottom"), Axis("left")
        box = view_box or pg.ViewBox(enableMenu=False)
        super().__init__(parent, viewBox=box, axisItems={"bottom": self.bottom, "left": self.left}, enableMenu=False)
        self.box = box
        self.hideButtons()
        self.setMenuEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFrameShape(self.Shape.NoFrame)
        self.box.disableAutoRange()
        self.box.setDefaultPadding(0.0)
        self.plotItem.layout.setContentsMargins(*FRAME)
        self._ratio: float | None = None
        self._left_width = 0  # for the widest label foreseen
        self.box.sigRangeChanged.connect(self._fit_left)

    def style_from(self, theme: Theme, left_sample: str, smaller: float = 1.0, grid: int = 0) -> None:
        """Take colours and fonts; ``left_sample`` is the widest text of the left axis, ``grid`` the lines' alpha."""
        self.setBackground(theme.plot)
        font = font_of(theme, smaller)
        metrics = QFontMetricsF(font)
        for axis in (self.bottom, self.left):
            axis.setPen(QPen(QColor(theme.line), 1))
            axis.setTextPen(QPen(QColor(theme.muted)))
            axis.setTickFont(font)
            axis.setStyle(tickLength=4, tickTextOffset=4, maxTickLevel=1, maxTextLevel=0, hideOverlappingLabels=False)
            axis.setGrid(grid or False)
        self._left_width = math.ceil(metrics.horizontalAdvance(left_sample)) + MARGIN + 4
        self.left.setWidth(self._left_width)
        self._fit_left()
        self.bottom.setHeight(math.ceil(metrics.height()) + MARGIN + 2)
        self._fit_box()
        self.box.setBorder(QPen(QColor(theme.line), 1))

    def set_ratio(self, ratio: float | None) -> None:
        """Width over height of the plot area, which then lies in the middle of its room; None: all the room."""
        self._ratio = ratio
        self._fit_box()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Qt's, and pyqtgraph's own call with None."""
        if hasattr(self, "_ratio"):
            self._fit_box()
        super().resizeEvent(event)

    def _fit_box(self) -> None:
        left, top, right, bottom = FRAME
        room = QRectF(0, 0, self.width() - self.left.width(), self.height() - self.bottom.height())
        room.adjust(left, top, -right, -bottom)
        if self._ratio is not None and room.width() > 0 and room.height() > 0:
            box = fitted(room, self._ratio)
            left, right = left + box.left() - room.left(), right + room.right() - box.right()
            top, bottom = top + box.top() - room.top(), bottom + room.bottom() - box.bottom()
        self.plotItem.layout.setContentsMargins(left, top, right, bottom)

    def _fit_left(self, *_: object) -> None:
        """Zoomed far in, labels have more digits than was foreseen."""
        if self._left_width:
            needed = math.ceil(self.left.widest(max(self.box.boundingRect().height(), 1.0))) + MARGIN + 4
            width = max(self._left_width, needed)
            if width != self.left.width():
                self.left.setWidth(width)
                self._fit_box()

    def pixels(self) -> Pixels:
        """The present map between data and the view box's pixels."""
        (x0, x1), (y0, y1) = self.box.viewRange()
        rect = self.box.boundingRect()
        return Pixels(max(rect.width(), 1.0), max(rect.height(), 1.0), x0, x1, y0, y1)

    def to_box(self, position: QPointF) -> QPointF:
        """A position in this widget, in the view box's pixels."""
        at: QPointF = self.box.mapFromScene(self.mapToScene(position.toPoint()))
        return at

    def settle(self) -> None:
        """Do now the layout that Qt would do at the next turn of the event loop."""
        self.plotItem.layout.activate()

    def discard(self) -> None:
        """Take it apart in an order that leaves nothing for the interpreter's exit."""
        self.hide()  # the mouse leaves while there is still something to leave
        self.scene().hoverItems.clear()
        self.box.sigStateChanged.disconnect(self.plotItem.viewStateChanged)
        for item in list(self.box.childItems()):
            if isinstance(item, Layer):
                item.setParentItem(None)
                self.scene().removeItem(item)
        self.close()
        self.deleteLater()


class Layer(pg.GraphicsObject):  # type: ignore[misc]
    """Something painted in the view box's pixels; subclasses write ``draw``."""

    def __init__(self, plot: Plot, z: float) -> None:
        super().__init__()
        self.plot = plot
        self.setParentItem(plot.box)
        self.setZValue(z)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, False)
        plot.box.sigRangeChanged.connect(self._changed)
        plot.box.sigResized.connect(self._resized)

    def _changed(self, *_: object) -> None:
        self.update()

    def _resized(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()

    def boundingRect(self) -> QRectF:
        """The view box."""
        return QRectF(self.plot.box.boundingRect())

    def paint(self, painter: QPainter, *_: object) -> None:
        """Called by Qt."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.plot.pixels())

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Paint; coordinates are the view box's pixels."""
        raise NotImplementedError


class CachedLayer(Layer):
    """A layer that is painted once and then copied, until ``stale()`` is called or the view changes."""

    def __init__(self, plot: Plot, z: float) -> None:
        super().__init__(plot, z)
        self._picture: QImage | None = None
        self._key: object = None

    def stale(self) -> None:
        """What it shows has changed."""
        self._picture = None
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Called by Qt."""
        pixels = self.plot.pixels()
        ratio = painter.deviceTransform().m11()  # of a widget painted on a picture, its device knows another one
        # whole device pixels from the corner's fraction on, so that the copy stays sharp
        corner = painter.deviceTransform().map(QPointF(0, 0))
        fx, fy = (corner.x() % 1.0), (corner.y() % 1.0)
        key = (pixels, ratio, fx, fy)
        if self._picture is None or key != self._key:
            picture = QImage(
                math.ceil(pixels.width * ratio) + 1,
                math.ceil(pixels.height * ratio) + 1,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(picture)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.setTransform(QTransform(ratio, 0, 0, ratio, fx, fy))
            self.draw(inner, pixels)
            inner.end()
            self._picture, self._key = picture, key
        painter.drawImage(
            QRectF(-fx / ratio, -fy / ratio, self._picture.width() / ratio, self._picture.height() / ratio),
            self._picture,
        )


def rgba_image(rgba: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> QImage:
    """A (h, w, 4) uint8 array, first row on top, as an image of its own memory."""
    data = np.ascontiguousarray(rgba)
    h, w = data.shape[:2]
    return QImage(data.data, w, h, 4 * w, QImage.Format.Format_RGBA8888).copy()


def grab(widget: QWidget, width: int, height: int, ratio: float = 1.0) -> QImage:
    """``widget`` painted at ``width`` x ``height`` device pixels, shown or not; its own size is put back."""
    before = widget.size()
    widget.resize(round(width / ratio), round(height / ratio))
    widget.ensurePolished()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    widget.grab()  # lays out children that were never shown
    for plot in widget.findChildren(Plot):
        plot.settle()
    widget.render(image)
    if before != widget.size():
        widget.resize(before)
    return image
