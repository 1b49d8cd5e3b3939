"""A slider over real numbers, linear or logarithmic, with an optional mark (a critical value)."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

_STEPS = 100.0  # arrow keys divide the range into this many steps
_PAGE = 10  # PageUp is this many arrow steps
_RADIUS = 7.0
_GRIP = 6.0  # pixels around the mark in which it tells its tool tip


class RealSlider(QWidget):
    """``moved(value)`` while a hand or a key moves it; ``grabbed`` and ``released`` frame a drag."""

    moved = Signal(float)
    grabbed = Signal()
    released = Signal()

    def __init__(self, low: float, high: float, *, log: bool = False, whole: bool = False) -> None:
        super().__init__()
        self._low, self._high, self._log, self._whole = low, high, log, whole
        self._value = low
        self._mark: float | None = None
        self._mark_text = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def value(self) -> float:
        """The value shown, which may lie outside the range of the slider."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show ``value``; emits nothing."""
        if value != self._value:
            self._value = value
            self.update()

    def set_mark(self, value: float | None, text: str = "") -> None:
        """A tick at ``value`` with a tool tip, or none."""
        self._mark, self._mark_text = value, text
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    def share(self, value: float) -> float:
        """Where ``value`` lies, 0 to 1."""
        if self._log:
            low, high, at = math.log(self._low), math.log(self._high), math.log(max(value, 1e-300))
        else:
            low, high, at = self._low, self._high, value
        return min(1.0, max(0.0, (at - low) / (high - low)))

    def at(self, share: float) -> float:
        """The value at ``share``, rounded to what a pixel can tell."""
        share = min(1.0, max(0.0, share))
        if self._log:
            value = math.exp(math.log(self._low) + share * (math.log(self._high) - math.log(self._low)))
        else:
            value = self._low + share * (self._high - self._low)
        if self._whole:
            return float(round(value))
        rounded = float(f"{value:.3g}")
        return min(self._high, max(self._low, rounded))

    def _x(self, share: float) -> float:
        return _RADIUS + 1 + share * (self.width() - 2 * _RADIUS - 2)

    def _go(self, value: float) -> None:
        value = min(self._high, max(self._low, value))
        if value != self._value:
            self._value = value
            self.update()
            self.moved.emit(value)

    def _drag(self, x: float) -> None:
        self._go(self.at((x - _RADIUS - 1) / max(1.0, self.width() - 2 * _RADIUS - 2)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.grabbed.emit()
            self._drag(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        one, page = 1.0, float(_PAGE)
        steps = {
            Qt.Key.Key_Left: -one,
            Qt.Key.Key_Down: -one,
            Qt.Key.Key_Right: one,
            Qt.Key.Key_Up: one,
            Qt.Key.Key_PageDown: -page,
            Qt.Key.Key_PageUp: page,
        }.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        target = self.at(self.share(self._value) + steps / _STEPS)
        if self._whole and target == self._value:
            target = self._value + math.copysign(1, steps)
        self._go(target)

    def event(self, event: QEvent) -> bool:
        """A tool tip of its own over the mark."""
        mark = self._mark
        if isinstance(event, QHelpEvent) and mark is not None and abs(event.x() - self._x(self.share(mark))) < _GRIP:
            QToolTip.showText(event.globalPos(), self._mark_text, self)
            return True
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        active = self.isEnabled()
        accent = palette.highlight().color() if active else palette.mid().color()
        middle = self.height() / 2
        x = self._x(self.share(self._value))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.mid())
        painter.drawRoundedRect(QRectF(_RADIUS, middle - 2, self.width() - 2 * _RADIUS, 4), 2, 2)
        painter.setBrush(accent)
        painter.drawRoundedRect(QRectF(_RADIUS, middle - 2, x - _RADIUS, 4), 2, 2)
        if self._mark is not None and self._low <= self._mark <= self._high:
            painter.setPen(QPen(palette.windowText().color(), 2))
            at = self._x(self.share(self._mark))
            painter.drawLine(QPointF(at, middle - 8), QPointF(at, middle + 8))
        painter.setPen(QPen(accent, 2))
        painter.setBrush(QColor(palette.button().color()))
        painter.drawEllipse(QPointF(x, middle), _RADIUS - 1, _RADIUS - 1)
        if self.hasFocus():
            ring = QColor(accent)
            ring.setAlpha(90)
            painter.setPen(QPen(ring, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, middle), _RADIUS + 1.5, _RADIUS + 1.5)
        painter.end()
