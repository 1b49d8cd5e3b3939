"""Hands on the map's start: dragged by its ring, nudged by the arrow keys. Reports where it is meant to go."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Plot

REACH = 14.0  # how near a press must come to take the start, logical pixels
NUDGE = 0.01  # of the view, an arrow key's step; with Shift a tenth of it

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Hands(QObject):
    """Filters the plot's events. ``started`` and ``finished`` frame the moves of one drag or of one held key.

    The start in the hand, ``state.held``, follows at once; the scene may follow later.
    """

    started = Signal()
    moved = Signal(float, float)
    finished = Signal()
    pointed = Signal()  # state.cursor or the focus has changed
    clicked = Signal(float, float)  # while ``asking``

    def __init__(self, plot: Plot, state: MapState, parent: QObject) -> None:
        super().__init__(parent)
        self._plot, self._state = plot, state
        self._grip = (0.0, 0.0)  # from the handle's centre to the press, pixels
        self._keys_held = False
        self.asking = False
        plot.installEventFilter(self)
        plot.viewport().installEventFilter(self)
        plot.viewport().setMouseTracking(True)

    def discard(self) -> None:
        """Let go of the plot."""
        self._plot.viewport().removeEventFilter(self)
        self._plot.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse and keys of the plot."""
        kind = event.type()
        if isinstance(event, QMouseEvent) and watched is self._plot.viewport():
            return self._mouse(kind, event)
        if kind == QEvent.Type.Leave and watched is self._plot.viewport():
            self._state.cursor = None
            self.pointed.emit()
        if isinstance(event, QKeyEvent) and watched is self._plot:
            return self._key(kind, event)
        if isinstance(event, QFocusEvent) and watched is self._plot:
            if kind == QEvent.Type.FocusOut:
                self._end_keys()
            self.pointed.emit()
        return super().eventFilter(watched, event)

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        p = self._plot.to_box(event.position())
        pixels, port = self._plot.pixels(), self._plot.viewport()
        left = event.button() == Qt.MouseButton.LeftButton
        dragging = self._state.held is not None and not self._keys_held
        if self.asking and left and kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            if pixels.holds(p.x(), p.y()):
                self.clicked.emit(*pixels.back(p.x(), p.y()))
            return True
        if kind == QEvent.Type.MouseButtonPress and left and self._hits(p, pixels):
            self._end_keys()
            self._take(p, pixels)
            return True
        if kind == QEvent.Type.MouseMove:
            if dragging:
                self._move_to(*pixels.back(p.x() - self._grip[0], p.y() - self._grip[1]))
                self._look_at(p, pixels)
                return True
            hit = event.buttons() == Qt.MouseButton.NoButton and self._hits(p, pixels)
            port.setCursor(Qt.CursorShape.OpenHandCursor if hit else Qt.CursorShape.CrossCursor)
            self._look_at(p, pixels)
        if kind == QEvent.Type.MouseButtonRelease and left and dragging:
            self._state.held = None
            port.setCursor(Qt.CursorShape.OpenHandCursor)
            self.finished.emit()
            self.pointed.emit()
            return True
        # a double click on the handle is no wish to reset the view
        return kind == QEvent.Type.MouseButtonDblClick and self._hits(p, pixels)

    def _take(self, p: QPointF, pixels: Pixels) -> None:
        start = self._state.start
        assert start is not None
        hx, hy = pixels.point(*start)
        self._grip = (p.x() - hx, p.y() - hy)
        self._state.held = start
        self._plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._plot.setFocus(Qt.FocusReason.MouseFocusReason)
        self.started.emit()
        self.pointed.emit()

    def _hits(self, p: QPointF, pixels: Pixels) -> bool:
        if self._state.start is None:
            return False
        hx, hy = pixels.point(*self._state.start)
        return math.hypot(p.x() - hx, p.y() - hy) <= REACH

    def _look_at(self, p: QPointF, pixels: Pixels) -> None:
        self._state.cursor = pixels.back(p.x(), p.y()) if pixels.holds(p.x(), p.y()) else None
        self.pointed.emit()

    def _key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if arrow is None or not plain or self._state.start is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # the arrows are the start's while the map has the focus, not the timeline's
            return True
        if kind == QEvent.Type.KeyPress:
            if self._state.held is None:
                self._keys_held, self._state.held = True, self._state.start
                self.started.emit()
            if self._keys_held:
                p = self._plot.pixels()
                step = NUDGE / 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else NUDGE
                x, y = self._state.held
                self._move_to(x + arrow[0] * step * (p.x1 - p.x0), y + arrow[1] * step * (p.y1 - p.y0))
            return True
        if kind == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._end_keys()
            return True
        return False

    def _end_keys(self) -> None:
        if self._keys_held:
            self._keys_held, self._state.held = False, None
            self.finished.emit()
            self.pointed.emit()

    def _move_to(self, x: float, y: float) -> None:
        """Never out of sight: a start that is lost could not be taken back."""
        p = self._plot.pixels()
        self._state.held = (min(max(x, p.x0), p.x1), min(max(y, p.y0), p.y1))
        self.pointed.emit()
        self.moved.emit(*self._state.held)
