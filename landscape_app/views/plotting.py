"""What the pyqtgraph views share: a themed plot whose axes are pyqtgraph's, with layers painted in pixels over it.

A layer is a child of the view box, so it is clipped by it and speaks its pixels. A cached layer keeps its picture
until its key, its size or the range changes: moving the play head repaints only the layers that follow it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QApplication, QGraphicsItem, QWidget

from landscape_app.theme import Theme
from landscape_app.views.pixels import Pixels
from landscape_app.views.words import number

pg.setConfigOptions(antialias=True)

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
        font = self.style["tickFont"] or QApplication.font()
        metrics = QFontMetricsF(font)
        room = metrics.horizontalAdvance("−0.00") * 1.2 if across else metrics.height() * 2.1
        most = max(2, int(size / room))
        if self.decades:
            return self._decades(minVal, maxVal, most)
        raw = span / most
        base = 10.0 ** math.floor(math.log10(raw))
        step = next(m * base for m in (1, 2, 5, 10) if m * base >= raw * 0.999)
        if self.whole:
            step = max(1.0, step)
        first = math.ceil(minVal / step - 1e-9)
        last = math.floor(maxVal / step + 1e-9)
        return [(step, [i * step for i in range(first, last + 1)])]

    def _decades(self, low: float, high: float, most: int) -> list[tuple[float, list[float]]]:
        first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
        stride = max(1, math.ceil((last - first + 1) / most))
        if last - first < 1:  # less than two decades in sight: 1, 2, 5 between them
            values = [e + math.log10(m) for e in range(math.floor(low), math.ceil(high) + 1) for m in (1, 2, 5)]
            return [(0.3, [v for v in values if low <= v <= high])]
        major = [float(e) for e in range(first, last + 1) if e % stride == 0]
        minor = [float(e) for e in range(first, last + 1) if e % stride]
        return [(float(stride), major), (1.0, minor)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Labels of one level."""
        if self.decades:
            return [number(10.0**v, power=True) for v in values]
        return [number(0.0 if abs(v) < spacing * 1e-6 else v, digits=6) for v in values]


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
        self.plotItem.layout.setContentsMargins(2, 8, 12, 2)

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
        self.left.setWidth(math.ceil(metrics.horizontalAdvance(left_sample)) + MARGIN + 4)
        self.bottom.setHeight(math.ceil(metrics.height()) + MARGIN + 2)
        self.box.setBorder(QPen(QColor(theme.line), 1))

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
        ratio = painter.device().devicePixelRatio()
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
