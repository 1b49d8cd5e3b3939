"""Hands on the start of the 1-D view: dragged along the curve, nudged by the left and right arrow keys."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from core.objectives.base import Objective
from core.slice1d import Slice1D
from landscape_app.views.line_state import LineState
from landscape_app.views.plotting import Plot

REACH = 14.0  # how near the start a press must come to take it, pixels
NUDGE = 0.01  # of the range, an arrow key's step; with Shift a tenth of that


class LineHands(QObject):
    """Filters the plot's events; ``handle()`` says where the start lies on the plot's viewport."""

    started = Signal()
    moved = Signal(float, float)  # a point of the objective: (x, 0) where it has one variable
    finished = Signal()
    focused = Signal()

    def __init__(self, plot: Plot, state: LineState, handle: Callable[[], QPointF], parent: QObject) -> None:
        super().__init__(parent)
        self._plot, self._state, self._handle = plot, state, handle
        self._hold: tuple[float, float, Objective] | None = None  # offset, pixels a unit and line of the press
        self._keys_held = False
        plot.installEventFilter(self)
        plot.viewport().installEventFilter(self)
        plot.viewport().setMouseTracking(True)

    def discard(self) -> None:
        """Let go of the plot."""
        self._plot.viewport().removeEventFilter(self)
        self._plot.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse and keys of the plot."""
        if isinstance(event, QMouseEvent) and watched is self._plot.viewport():
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and watched is self._plot:
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and watched is self._plot:
            self._end_keys()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focused.emit()
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        plot, kind, start = self._plot, event.type(), self._state.start
        if start is None or self._state.objective is None:
            return False
        at = event.position()
        if kind == QEvent.Type.MouseMove and self._hold is not None:
            offset, sx, line = self._hold
            self._move_to(line, offset + plot.to_box(at).x() / sx)
            return True
        near = (self._handle() - at).manhattanLength() <= REACH
        if kind == QEvent.Type.MouseMove:
            plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor if near else Qt.CursorShape.ArrowCursor)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress and near:
            self._end_keys()
            # a line through a surface turns with its start: while the hand holds it, the line of the press counts
            sx = plot.pixels().sx
            self._hold = start - plot.to_box(at).x() / sx, sx, self._state.objective
            plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            plot.setFocus(Qt.FocusReason.MouseFocusReason)
            self.started.emit()
            return True
        elif kind == QEvent.Type.MouseButtonRelease and self._hold is not None:
            self._hold = None
            plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            self.finished.emit()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        s, known = self._state, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if side is None or s.start is None or s.objective is None or event.modifiers() & ~known:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress and self._hold is None:
            if not self._keys_held:
                self._keys_held = True
                self.started.emit()
            fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            self._move_to(s.objective, s.start + side * fine * NUDGE * float(s.grid[-1] - s.grid[0]))
        elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._end_keys()
        return True

    def _end_keys(self) -> None:
        if self._keys_held:
            self._keys_held = False
            self.finished.emit()

    def _move_to(self, line: Objective, s: float) -> None:
        if isinstance(line, Slice1D):
            ((low, high),) = line.domain
            x, y = line.point(np.array([min(max(s, low), high)]))[:2].tolist()
            self.moved.emit(x, y)
        else:
            self.moved.emit(min(max(s, float(self._state.grid[0])), float(self._state.grid[-1])), 0.0)
