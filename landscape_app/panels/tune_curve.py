"""The score over the learning rate, as small as a word."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.analysis.tune import Tuned
from core.arrays import Array
from landscape_app.theme import LIGHT, Theme

_DECADES = 16.0  # of the score that are told apart: below is rounding


class TuneCurve(QWidget):
    """Both axes are logarithmic; rates that did not arrive are hatched, a ring marks the best, a line the old rate."""

    def __init__(self) -> None:
        super().__init__()
        self._tuned: Tuned | None = None
        self._heights: Array = np.empty(0)
        self._was: float | None = None
        self._colour, self._theme = LIGHT.ink, LIGHT
        self.setMinimumSize(90, 26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(180, round(28 * self._theme.font_size / LIGHT.font_size))

    def show_tuned(self, tuned: Tuned, floor: float, was: float | None, colour: str, theme: Theme) -> None:
        """``floor`` is the score that none can be below; ``was`` the rate before; ``colour`` the run's."""
        self._tuned, self._was, self._colour, self._theme = tuned, was, colour, theme
        self._heights = heights(tuned.scores, floor)
        self.update()

    def _place(self, rate: float, box: QRectF) -> float:
        assert self._tuned is not None
        low, high = np.log10(self._tuned.rates[[0, -1]])
        return float(box.left() + (np.log10(rate) - low) / (high - low) * box.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole curve anew: it has some dozens of points."""
        tuned = self._tuned
        if tuned is None or len(tuned.rates) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(QColor(self._theme.plot))
        painter.drawRoundedRect(frame, 4, 4)
        box = frame.adjusted(6, 5, -6, -5)
        self._paint_lost(painter, frame, box)
        if self._was is not None and tuned.rates[0] <= self._was <= tuned.rates[-1]:
            x = self._place(self._was, box)
            painter.setPen(QPen(QColor(self._theme.muted), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, frame.top() + 1), QPointF(x, frame.bottom() - 1))
        painter.setPen(QPen(QColor(self._colour), 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = QPolygonF()
        for rate, height in zip(tuned.rates.tolist(), self._heights.tolist(), strict=True):
            if np.isfinite(height):
                points.append(QPointF(self._place(rate, box), box.bottom() - height * box.height()))
                continue
            painter.drawPolyline(points)
            points = QPolygonF()
        painter.drawPolyline(points)
        if tuned.best >= 0:
            at = QPointF(
                self._place(float(tuned.rates[tuned.best]), box),
                box.bottom() - float(self._heights[tuned.best]) * box.height(),
            )
            painter.setPen(QPen(QColor(self._theme.plot), 1.6))
            painter.setBrush(QColor(self._colour))
            painter.drawEllipse(at, 4.0, 4.0)
        painter.end()

    def _paint_lost(self, painter: QPainter, frame: QRectF, box: QRectF) -> None:
        assert self._tuned is not None
        places = [self._place(rate, box) for rate in self._tuned.rates.tolist()]
        half = (places[1] - places[0]) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self._theme.warning)
        shade.setAlphaF(0.16)
        painter.setBrush(shade)
        for place, lost in zip(places, np.isposinf(self._tuned.scores).tolist(), strict=True):
            if lost:
                left, right = max(frame.left() + 1, place - half), min(frame.right() - 1, place + half)
                painter.drawRect(QRectF(left, frame.top() + 1, right - left, frame.height() - 2))


def heights(scores: Array, floor: float) -> Array:
    """Scores (m,) on a log axis from 0 (lowest) to 1; nan for those that are not finite."""
    with np.errstate(all="ignore"):
        over = np.where(np.isfinite(scores), scores - floor, np.nan)
        if not np.any(np.isfinite(over)):
            return over
        highest = float(np.nanmax(over))
        if highest <= 0:
            return np.where(np.isfinite(over), 0.0, np.nan)
        logs = np.log10(np.maximum(over, highest * 10.0**-_DECADES))
        low, high = float(np.nanmin(logs)), float(np.nanmax(logs))
        return np.where(np.isfinite(logs), (logs - low) / (high - low) if high > low else 0.5, np.nan)
