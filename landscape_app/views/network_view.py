"""A network as one sees it: what it decides on the input plane with the data, its units with their responses and
edges, and how its training went. Draws what it is given, and says which weight a hand takes hold of.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.network_picture import NetworkPicture
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.decision import Samples, image_of, shares, signed
from landscape_app.views.layer_knobs import LayerKnobs
from landscape_app.views.network_layout import NetworkLayout, layout_of
from landscape_app.views.small_plot import Axis, Curve, Plot, paint

_PAD = 8.0
_KNOBS = 20.0  # pixels above the units, at least, for the numbers of units and their buttons
_TRAINED = QT_TRANSLATE_NOOP("network", "training")
_TESTED = QT_TRANSLATE_NOOP("network", "test")
_LOSS = QT_TRANSLATE_NOOP("network", "loss")
_EPOCH = QT_TRANSLATE_NOOP("network", "epoch")


class NetworkView(QWidget):
    """Decision, units and learning curves, side by side.

    ``weight_taken(name, place)`` when a weight or bias is clicked (or Return pressed on it), the place on the screen;
    ``hidden_wanted(text)`` when the hidden layers shall be others.
    """

    weight_taken = Signal(str, QPoint)
    hidden_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The network behind the slice"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = LIGHT
        self.picture: NetworkPicture | None = None
        self.corner = 0  # pixels of the headline's right end that a control lies over
        self.chosen = ""  # the weight or bias under the pointer, or come to by keys
        self._samples = Samples()
        self.knobs = LayerKnobs(self)
        self.knobs.hidden_wanted.connect(self.hidden_wanted)

    def set_picture(self, picture: NetworkPicture | None) -> None:
        """Another weight vector, or None where there is no network."""
        sizes = () if self.picture is None else self.picture.of.recipe.mlp.sizes
        self.picture = picture
        self.setAccessibleDescription("" if picture is None else f"{picture.what!s}: {picture.measures!s}")
        if (() if picture is None else picture.of.recipe.mlp.sizes) != sizes:
            self.chosen = ""
            self._place_knobs()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self._place_knobs()
        self.update()

    # Where things lie -------------------------------------------------------------------------------------------

    def _font(self) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(self._theme.font_size)
        return font

    @property
    def _strip(self) -> float:
        """Pixels above the units, for the numbers of units and their buttons."""
        return max(_KNOBS, QFontMetricsF(self._font()).height() + 4)

    def _parts(self, whole: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """The headline, the decision, the units, the curves; empty where there is no room."""
        line = QFontMetricsF(self._font()).height()
        head = QRectF(whole.left() + _PAD, whole.top() + 4, whole.width() - 2 * _PAD, line)
        top = head.bottom() + 4
        body = QRectF(head.left(), top, head.width(), whole.bottom() - top - _PAD)
        side = min(body.height(), body.width() * 0.32)
        if self.picture is None:
            side = 0.0
        curves = max(180.0, body.width() * 0.3)
        width = body.width() - side - curves - 4 * _PAD
        units = QRectF(body.left() + side + 2 * _PAD, body.top() + self._strip, width, body.height() - self._strip)
        return (
            head,
            QRectF(body.left(), body.top(), side, side),
            units if width > 120 else QRectF(),
            QRectF(body.right() - curves, body.top(), curves, body.height()),
        )

    @property
    def network_layout(self) -> NetworkLayout:
        """Where the units and edges lie now."""
        if self.picture is None:
            return NetworkLayout(())
        return layout_of(self._parts(QRectF(self.rect()))[2], self.picture.of.recipe.mlp.sizes)

    def _place_knobs(self) -> None:
        self.knobs.place(self.network_layout, self._strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        self._place_knobs()
        super().resizeEvent(event)

    # Painting ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        self.paint_all(QPainter(self), QRectF(self.rect()))

    def paint_all(self, painter: QPainter, whole: QRectF) -> None:
        """The network in ``whole`` (films call it too)."""
        theme, picture = self._theme, self.picture
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(whole, QColor(theme.plot))
        painter.setFont(self._font())
        if picture is None:
            painter.setPen(QColor(theme.muted))
            words = self.tr("Choose the surface “Slice of a network's loss” to see the network here.")
            painter.drawText(whole.adjusted(16, 8, -16, -8), _CENTRE, words)
            return
        head, plane, middle, curves = self._parts(whole)
        self._headline(painter, head, picture)
        if picture.responses is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(plane, image_of(shares(picture.responses.decision, theme)))
            self._samples.draw(painter, plane, picture.of, picture.responses, theme)
        elif plane.width() > 0:
            painter.setPen(QColor(theme.muted))
            words = self.tr("{count} inputs:\nno plane to draw them on").format(count=picture.of.recipe.mlp.sizes[0])
            painter.drawText(plane, _CENTRE, words)
        if not middle.isEmpty():
            layout = layout_of(middle, picture.of.recipe.mlp.sizes)
            _units(painter, layout, picture, theme)
            self._chosen(painter, layout, picture)
        _curves(painter, curves, picture, theme)

    def _headline(self, painter: QPainter, where: QRectF, picture: NetworkPicture) -> None:
        metrics = painter.fontMetrics()
        what = str(picture.what)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft, what)
        painter.setPen(QColor(self._theme.muted))
        left = metrics.horizontalAdvance(what) + 18
        room = int(where.width() - left - self.corner)
        rest = metrics.elidedText(str(picture.measures), Qt.TextElideMode.ElideRight, room)
        painter.drawText(where.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, rest)

    def _chosen(self, painter: QPainter, layout: NetworkLayout, picture: NetworkPicture) -> None:
        """The weight under the pointer, lit, with its name and value."""
        place = layout.place(self.chosen)
        if place is None:
            return
        theme = self._theme
        accent = QColor(theme.accent)
        for edge in layout.edges():
            if edge.name == self.chosen:
                painter.setPen(QPen(accent, 3.0))
                painter.drawLine(edge.begin, edge.end)
        painter.setBrush(accent)
        painter.setPen(QPen(QColor(theme.plot), 1.2))
        painter.drawEllipse(place, 4.0, 4.0)
        text = f"{self.chosen} = {picture.value(self.chosen):.3g}".replace("-", "−")
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
        left = min(max(place.x() - width / 2, 0.0), self.width() - width)
        top = place.y() - height - 8 if place.y() - height - 8 > 0 else place.y() + 8
        chip = QRectF(left, top, width, height)
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(accent, 1))
        painter.drawRoundedRect(chip, 5, 5)
        painter.setPen(QColor(theme.ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)

    # Hands ------------------------------------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        if name != self.chosen:
            self.chosen = name
            self.setCursor(Qt.CursorShape.PointingHandCursor if name else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the pointer is lit."""
        self._choose(self.network_layout.weight_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes hold of it."""
        name = self.network_layout.weight_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and name:
            self._choose(name)
            self.weight_taken.emit(name, event.globalPosition().toPoint())
        else:
            super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Called by Qt."""
        if not self.hasFocus():
            self._choose("")
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Called by Qt."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._choose("")
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the weights, Return takes hold of one."""
        names = self.network_layout.names()
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if way is not None and names:
            at = names.index(self.chosen) + way if self.chosen in names else 0
            self._choose(names[at % len(names)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            place = self.network_layout.place(self.chosen)
            if place is not None:
                self.weight_taken.emit(self.chosen, self.mapToGlobal(place.toPoint()))
        else:
            super().keyPressEvent(event)


_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def _units(painter: QPainter, layout: NetworkLayout, picture: NetworkPicture, theme: Theme) -> None:
    """One small picture for each unit, edges by the sign and size of their weights."""
    seen = picture.responses
    _edges(painter, layout, picture.weights, theme)
    for layer, row in enumerate(layout.units):
        for i, place in enumerate(row):
            painter.fillRect(place, QColor(theme.panel))
            if seen is not None:
                painter.drawImage(place, image_of(signed(_scaled(seen.units[layer][i]), theme)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawRect(place)
            if picture.is_dropped(layer, i):
                _cross_out(painter, place, theme)
        if layout.sizes[layer] > len(row):
            painter.setPen(QColor(theme.muted))
            more, beside = f"+{layout.sizes[layer] - len(row)}", row[-1].center().y() + 4
            painter.drawText(QPointF(row[-1].right() + 4, beside), more)


def _cross_out(painter: QPainter, place: QRectF, theme: Theme) -> None:
    veil = QColor(theme.plot)
    veil.setAlphaF(0.7)
    painter.fillRect(place, veil)
    painter.setPen(QPen(QColor(theme.warning), 2))
    painter.drawLine(place.topLeft(), place.bottomRight())
    painter.drawLine(place.topRight(), place.bottomLeft())


def _scaled(values: Array) -> Array:
    """Divided by the largest size, so that a unit's shape is seen whatever its scale."""
    largest = float(np.max(np.abs(values), initial=0.0))
    return values / largest if 0 < largest < np.inf else values * 0.0


def _edges(painter: QPainter, layout: NetworkLayout, weights: tuple[Array, ...], theme: Theme) -> None:
    largest = [float(np.nanmax(np.abs(W), initial=1e-12)) for W in weights]
    for edge in layout.edges():
        w = float(weights[edge.layer - 1][edge.j, edge.i])
        share = abs(w) / largest[edge.layer - 1]
        if share > 0.03:
            colour = QColor(theme.runs[0] if w > 0 else theme.runs[1])
            colour.setAlphaF(0.15 + 0.75 * share)
            painter.setPen(QPen(colour, 0.6 + 2.6 * share))
            painter.drawLine(edge.begin, edge.end)


def _curves(painter: QPainter, where: QRectF, picture: NetworkPicture, theme: Theme) -> None:
    """Training and test loss over the epochs, with the one that is shown."""
    epochs = picture.of.epochs
    k = np.arange(len(epochs), dtype=np.float64)
    train, test = (np.array([getattr(e, name) for e in epochs]) for name in ("train_data", "test"))
    curves = [Curve(k, train, theme.runs[0], said(_TRAINED), width=theme.line_width * 0.8)]
    if np.isfinite(test).any():
        curves.insert(0, Curve(k, test, theme.runs[1], said(_TESTED), "dash", theme.line_width * 0.8))
    plot = Plot(
        said(_LOSS),
        Axis(said(_EPOCH)),
        Axis(log=True),
        tuple(curves),
        cursor=float(picture.epoch),
    )
    paint(painter, where, plot, theme)
