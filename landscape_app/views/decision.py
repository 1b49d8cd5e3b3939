"""What a network decides on the input plane, as an image, and the samples over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from core.arrays import Array
from core.nn.cut import Course
from core.nn.responses import Responses
from landscape_app.theme import Theme

_PALE = 0.6  # of a colour at full decision: the samples stand out from their ground
_Rgb = NDArray[np.float64]


def shares(decision: Array, theme: Theme) -> NDArray[np.uint8]:
    """Shares of classes as colours: the classes' own, mixed by share and paled where nothing is decided."""
    k = decision.shape[-1]
    if k <= 2:
        value = decision[..., 0] if k == 1 else decision[..., 1] - decision[..., 0]
        return signed(_PALE * value, theme)
    palette = np.stack([_rgb(theme.runs[i % len(theme.runs)]) for i in range(k)])
    share = np.nan_to_num(decision)
    sure = np.clip((share.max(axis=-1, keepdims=True) - 1 / k) / (1 - 1 / k), 0, 1)
    mixed = share @ palette
    ground = _rgb(theme.plot)
    out: NDArray[np.uint8] = (ground + _PALE * sure * (mixed - ground)).astype(np.uint8)
    return out


def signed(values: Array, theme: Theme) -> NDArray[np.uint8]:
    """Values in −1 … 1 as colours from the second run's over the ground to the first's, (..., 3)."""
    t = np.nan_to_num(np.clip(values, -1, 1))[..., None]
    ground, low, high = _rgb(theme.plot), _rgb(theme.runs[1]), _rgb(theme.runs[0])
    mixed = ground + np.abs(t) * np.where(t < 0, low - ground, high - ground)
    out: NDArray[np.uint8] = mixed.astype(np.uint8)
    return out


def image_of(rgb: NDArray[np.uint8]) -> QImage:
    """Rows from below upwards, as a plane is drawn."""
    data = np.ascontiguousarray(rgb[::-1])
    h, w = data.shape[:2]
    return QImage(data.tobytes(), w, h, 3 * w, QImage.Format.Format_RGB888).copy()


class Samples:
    """Training samples filled, test samples hollow: painted once for a size, since weights do not move them."""

    def __init__(self) -> None:
        self._key: object = None
        self._pixmap = QPixmap()

    def draw(self, painter: QPainter, where: QRectF, of: Course, seen: Responses, theme: Theme) -> None:
        """Over the decision in ``where``, and the frame around it."""
        ratio = painter.device().devicePixelRatioF() * painter.worldTransform().m11()
        key = (where.size().toTuple(), of.train, of.test, theme, ratio)
        if key != self._key:
            self._key = key
            self._pixmap = QPixmap((where.size() * ratio).toSize())
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            brush = QPainter(self._pixmap)
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            _draw_samples(brush, QRectF(0, 0, where.width(), where.height()), of, seen, theme)
            brush.end()
        painter.drawPixmap(where, self._pixmap, QRectF(self._pixmap.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(where)


def _draw_samples(painter: QPainter, where: QRectF, trained: Course, seen: Responses, theme: Theme) -> None:
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
        return [QColor(*rgb) for rgb in signed(np.asarray(targets)[:, 0], theme).tolist()]
    if kind == "classes":
        return [QColor(theme.runs[int(c) % len(theme.runs)]) for c in targets]
    return [QColor(theme.runs[0] if y[0] > 0 else theme.runs[1]) for y in targets]


def _rgb(colour: str) -> _Rgb:
    c = QColor(colour)
    return np.array([c.red(), c.green(), c.blue()], dtype=np.float64)
