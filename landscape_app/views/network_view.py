"""A network as one sees it: what it decides on the input plane with the data, its units with their responses and
edges, and how its training went. Draws what it is given.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from core.arrays import Array
from core.words import Sentence
from landscape_app.network_picture import NetworkPicture
from landscape_app.theme import LIGHT, Theme

_MOST_UNITS = 16  # of a layer that are drawn; the others are counted
_PAD = 8.0
_PALE = 0.6  # of a colour at full decision: the samples stand out from their ground
_Rgb = NDArray[np.float64]


class NetworkView(QWidget):
    """Decision, units and learning curves, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("The network behind the slice"))
        self._theme = LIGHT
        self.picture: NetworkPicture | None = None

    def set_picture(self, picture: NetworkPicture | None) -> None:
        """Another weight vector, or None where there is no network."""
        self.picture = picture
        self.setAccessibleDescription("" if picture is None else f"{_said(picture.what)}: {_said(picture.measures)}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.plot))
        font = QFont(QApplication.font())
        font.setPointSizeF(self._theme.font_size)
        painter.setFont(font)
        picture = self.picture
        if picture is None:
            painter.setPen(QColor(self._theme.muted))
            words = self.tr("Choose the surface “Slice of a network's loss” to see the network here.")
            painter.drawText(QRectF(self.rect()).adjusted(16, 8, -16, -8), _CENTRE, words)
            return
        line = QFontMetricsF(font).height()
        head = QRectF(_PAD, 4, self.width() - 2 * _PAD, line)
        self._headline(painter, head, picture)
        body = QRectF(_PAD, head.bottom() + 4, self.width() - 2 * _PAD, self.height() - head.bottom() - 4 - _PAD)
        side = min(body.height(), body.width() * 0.32)
        if picture.responses is not None:
            _decision(painter, QRectF(body.left(), body.top(), side, side), picture, self._theme)
        else:
            side = 0.0
        curves = max(180.0, body.width() * 0.3)
        middle = QRectF(
            body.left() + side + 2 * _PAD, body.top(), body.width() - side - curves - 4 * _PAD, body.height()
        )
        if middle.width() > 120:
            _units(painter, middle, picture, self._theme)
        _curves(painter, QRectF(body.right() - curves, body.top(), curves, body.height()), picture, self._theme)

    def _headline(self, painter: QPainter, where: QRectF, picture: NetworkPicture) -> None:
        metrics = painter.fontMetrics()
        what = _said(picture.what)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft, what)
        painter.setPen(QColor(self._theme.muted))
        left = metrics.horizontalAdvance(what) + 18
        rest = metrics.elidedText(_said(picture.measures), Qt.TextElideMode.ElideRight, int(where.width() - left))
        painter.drawText(where.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, rest)


_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def _said(sentence: Sentence) -> str:
    return QCoreApplication.translate("network", sentence.template).format(**sentence.values)


def _rgb(colour: str) -> _Rgb:
    c = QColor(colour)
    return np.array([c.red(), c.green(), c.blue()], dtype=np.float64)


def _signed(values: Array, theme: Theme) -> NDArray[np.uint8]:
    """Values in −1 … 1 as colours from the second run's over the ground to the first's, (..., 3)."""
    t = np.nan_to_num(np.clip(values, -1, 1))[..., None]
    ground, low, high = _rgb(theme.plot), _rgb(theme.runs[1]), _rgb(theme.runs[0])
    mixed = ground + np.abs(t) * np.where(t < 0, low - ground, high - ground)
    out: NDArray[np.uint8] = mixed.astype(np.uint8)
    return out


def _shares(decision: Array, theme: Theme) -> NDArray[np.uint8]:
    """Shares of classes as colours: the classes' own, mixed by share and paled where nothing is decided."""
    k = decision.shape[-1]
    if k <= 2:
        value = decision[..., 0] if k == 1 else decision[..., 1] - decision[..., 0]
        return _signed(_PALE * value, theme)
    palette = np.stack([_rgb(theme.runs[i % len(theme.runs)]) for i in range(k)])
    share = np.nan_to_num(decision)
    sure = np.clip((share.max(axis=-1, keepdims=True) - 1 / k) / (1 - 1 / k), 0, 1)
    mixed = share @ palette
    ground = _rgb(theme.plot)
    out: NDArray[np.uint8] = (ground + _PALE * sure * (mixed - ground)).astype(np.uint8)
    return out


def _image(rgb: NDArray[np.uint8]) -> QImage:
    """Rows from below upwards, as a plane is drawn."""
    data = np.ascontiguousarray(rgb[::-1])
    h, w = data.shape[:2]
    return QImage(data.tobytes(), w, h, 3 * w, QImage.Format.Format_RGB888).copy()


def _decision(painter: QPainter, where: QRectF, picture: NetworkPicture, theme: Theme) -> None:
    seen = picture.responses
    assert seen is not None
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(where, _image(_shares(seen.decision, theme)))
    _samples(painter, where, picture, theme)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawRect(where)


def _samples(painter: QPainter, where: QRectF, picture: NetworkPicture, theme: Theme) -> None:
    """Training samples filled, test samples hollow."""
    seen, trained = picture.responses, picture.of
    assert seen is not None
    x0, x1, y0, y1 = seen.x[0], seen.x[-1], seen.y[0], seen.y[-1]
    radius = max(1.8, min(3.6, where.width() / 70))
    for part, hollow in ((trained.test, True), (trained.train, False)):
        colours = _sample_colours(part.targets, trained.recipe.loss.targets, theme)
        for (x, y), colour in zip(part.inputs.tolist(), colours, strict=True):
            p = QPointF(
                where.left() + (x - x0) / (x1 - x0) * where.width(),
                where.bottom() - (y - y0) / (y1 - y0) * where.height(),
            )
            painter.setPen(QPen(colour if hollow else QColor(theme.plot), 1.4 if hollow else 0.8))
            painter.setBrush(QColor(theme.plot) if hollow else colour)
            painter.drawEllipse(p, radius, radius)


def _sample_colours(targets: Array, kind: str, theme: Theme) -> list[QColor]:
    if kind == "numbers":
        return [QColor(*rgb) for rgb in _signed(np.asarray(targets)[:, 0], theme).tolist()]
    if kind == "classes":
        return [QColor(theme.runs[int(c) % len(theme.runs)]) for c in targets]
    return [QColor(theme.runs[0] if y[0] > 0 else theme.runs[1]) for y in targets]


def _units(painter: QPainter, where: QRectF, picture: NetworkPicture, theme: Theme) -> None:
    """One small picture for each unit, edges by the sign and size of their weights."""
    sizes, seen = picture.of.recipe.mlp.sizes, picture.responses
    shown = [min(units, _MOST_UNITS) for units in sizes]
    most = max(shown)
    side = min(46.0, where.height() / (most * 1.18), where.width() / (len(sizes) * 1.8))
    if side < 4:
        return
    places: list[list[QRectF]] = []
    for layer, units in enumerate(shown):
        x = where.left() + (where.width() - side) * (layer / (len(shown) - 1))
        gap = min(side * 0.3, (where.height() - units * side) / max(1, units))
        top = where.center().y() - (units * side + (units - 1) * gap) / 2
        places.append([QRectF(x, top + i * (side + gap), side, side) for i in range(units)])
    _edges(painter, places, picture.weights, theme)
    for layer, row in enumerate(places):
        for i, place in enumerate(row):
            painter.fillRect(place, QColor(theme.panel))
            if seen is not None:
                painter.drawImage(place, _image(_signed(_scaled(seen.units[layer][i]), theme)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawRect(place)
        if sizes[layer] > len(row):
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(row[-1].left(), row[-1].bottom() + 12), f"+{sizes[layer] - len(row)}")


def _scaled(values: Array) -> Array:
    """Divided by the largest size, so that a unit's shape is seen whatever its scale."""
    largest = float(np.max(np.abs(values), initial=0.0))
    return values / largest if 0 < largest < np.inf else values * 0.0


def _edges(painter: QPainter, places: list[list[QRectF]], weights: tuple[Array, ...], theme: Theme) -> None:
    for (left, right), W in zip(pairwise(places), weights, strict=True):  # noqa: N806 (the paper's symbol)
        largest = float(np.nanmax(np.abs(W), initial=1e-12))
        for j, end in enumerate(right):
            for i, begin in enumerate(left):
                share = abs(float(W[j, i])) / largest
                if not share > 0.03:
                    continue
                colour = QColor(theme.runs[0] if W[j, i] > 0 else theme.runs[1])
                colour.setAlphaF(0.15 + 0.75 * share)
                painter.setPen(QPen(colour, 0.6 + 2.6 * share))
                a = QPointF(begin.right(), begin.center().y())
                painter.drawLine(a, QPointF(end.left(), end.center().y()))


def _curves(painter: QPainter, where: QRectF, picture: NetworkPicture, theme: Theme) -> None:
    """Training and test loss over the epochs, on a log scale."""
    epochs = picture.of.epochs
    train, test = (np.array([getattr(e, name) for e in epochs]) for name in ("train_data", "test"))
    values = np.concatenate([train, test])
    values = values[np.isfinite(values) & (values > 0)]
    metrics = painter.fontMetrics()
    title = QCoreApplication.translate("network", "loss over {n} epochs").format(n=len(epochs) - 1)
    painter.setPen(QColor(theme.muted))
    painter.drawText(QPointF(where.left(), where.top() + metrics.ascent()), title)
    plot = where.adjusted(44, metrics.height() + 4, -4, -4)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plot)
    if not len(values) or len(epochs) < 2:
        return
    low, high = np.log10(values.min()), np.log10(values.max())
    low, high = (low - 0.05, high + 0.05) if high > low else (low - 0.5, high + 0.5)
    painter.setPen(QColor(theme.muted))
    for value, y in ((10**high, plot.top() + metrics.ascent()), (10**low, plot.bottom())):
        painter.drawText(QRectF(where.left(), y - metrics.ascent(), 40, metrics.height()), _RIGHT, f"{value:.1g}")
    names = (QCoreApplication.translate("network", "training"), QCoreApplication.translate("network", "test"))
    for line, colour, dash, name in (
        (test, theme.runs[1], Qt.PenStyle.DashLine, names[1]),
        (train, theme.runs[0], Qt.PenStyle.SolidLine, names[0]),
    ):
        with np.errstate(all="ignore"):
            y = plot.bottom() - (np.log10(line) - low) / (high - low) * plot.height()
        x = plot.left() + np.arange(len(line)) / (len(line) - 1) * plot.width()
        good = np.isfinite(y)
        painter.setPen(QPen(QColor(colour), theme.line_width * 0.8, dash))
        painter.drawPolyline(
            QPolygonF([QPointF(a, b) for a, b in zip(x[good].tolist(), y[good].tolist(), strict=True)])
        )
        row = plot.top() + (metrics.height() if name == names[1] else 0) + metrics.ascent() + 4
        painter.drawLine(QPointF(plot.right() - 92, row - 4), QPointF(plot.right() - 70, row - 4))
        painter.setPen(QColor(theme.ink))
        painter.drawText(QPointF(plot.right() - 64, row), name)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
