"""The curve of a schedule, edited by its handles: by the mouse or by the keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.schedules.base import Schedule
from core.schedules.decays import Constant
from core.schedules.drawn import Drawn
from landscape_app import schedule_edit
from landscape_app.panels.numbers import shown
from landscape_app.schedule_edit import Handle

_HEIGHT = 96
_REACH = 11.0  # pixels around a handle in which the mouse takes it
_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


class ScheduleCurve(QWidget):
    """``changed(schedule)``; ``editing_started`` and ``editing_finished`` frame a drag.

    A drawn curve takes a new knot by a double click, and loses one by a right click. With the keys: arrows move the
    chosen handle, Page Up and Down choose another, Insert and Delete add and remove a knot.
    """

    changed = Signal(object)
    editing_started = Signal()
    editing_finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._schedule: Schedule = Constant()
        self._steps, self._top = schedule_edit.span(self._schedule), 1.0
        self._held = ""  # the handle in hand
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Curve of the schedule"))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(240, _HEIGHT)

    def set_schedule(self, schedule: Schedule) -> None:
        """Follow the model; the axes stay while a handle is in hand."""
        self._schedule = schedule
        if not self._held:
            self._steps = schedule_edit.span(schedule)
            k = np.linspace(0, self._steps, 400).astype(np.int64)
            self._top = max(1.0, float(np.max(schedule.factor(k))))
        self._chosen = min(self._chosen, max(0, len(self.handles) - 1))
        tip = self.tr("Drag the handles. Page Up and Down choose one, arrows move it.")
        if isinstance(schedule, Drawn):
            tip += " " + self.tr("Double click: another knot. Right click, or Delete: take it out.")
        self.setToolTip(tip)
        self._describe()
        self.update()

    @property
    def handles(self) -> tuple[Handle, ...]:
        """What can be dragged."""
        return schedule_edit.handles(self._schedule, self._steps)

    @property
    def steps(self) -> int:
        """How many steps are shown."""
        return self._steps

    def place_of(self, k: float, factor: float) -> QPointF:
        """Where a point of the curve lies, logical pixels."""
        r = self._rect()
        return QPointF(r.left() + k / self._steps * r.width(), r.bottom() - factor / self._top * r.height())

    def _rect(self) -> QRectF:
        low = self.fontMetrics().height()
        return QRectF(10, 10, max(10.0, self.width() - 20.0), max(10.0, self.height() - 14.0 - low))

    def _at(self, at: QPointF) -> tuple[float, float]:
        r = self._rect()
        k = min(1.0, max(0.0, (at.x() - r.left()) / r.width())) * self._steps
        return k, max(0.0, (r.bottom() - at.y()) / r.height()) * self._top

    def _near(self, at: QPointF) -> int:
        """The handle there, -1 for none."""
        far = [(at - self.place_of(h.k, h.factor)).manhattanLength() for h in self.handles]
        best = int(np.argmin(far)) if far else -1
        return best if best >= 0 and far[best] <= _REACH else -1

    # hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle; the right button takes a knot out."""
        near = self._near(event.position())
        if near < 0:
            return
        self._chosen = near
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = self.handles[near].name
            self.editing_started.emit()
        elif event.button() == Qt.MouseButton.RightButton and not self._held:
            self._take_out(near)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The handle in hand follows, the way it goes."""
        if self._held:
            handle = next((h for h in self.handles if h.name == self._held), None)
            if handle is not None:
                k, factor = self._at(event.position())
                self._drag(handle, k if handle.across else handle.k, factor if handle.up else handle.factor)
            return
        near = self._near(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if near < 0 else Qt.CursorShape.SizeAllCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is one change."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = ""
            self.editing_finished.emit()
            self.set_schedule(self._schedule)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Another knot, or one less."""
        if event.button() == Qt.MouseButton.LeftButton and isinstance(self._schedule, Drawn):
            near = self._near(event.position())
            if near >= 0:
                self._take_out(near)
            else:
                self._change(schedule_edit.with_knot(self._schedule, *self._at(event.position())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The handle chosen is moved, or another one chosen."""
        key, handles = Qt.Key(event.key()), self.handles
        if not handles:
            event.ignore()
        elif key in _KEYS:
            across, up = _KEYS[key]
            handle = handles[self._chosen]
            self._drag(handle, handle.k + across * max(1, self._steps // 100), handle.factor + up * 0.02 * self._top)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._chosen = (self._chosen + (1 if key == Qt.Key.Key_PageDown else -1)) % len(handles)
            self._describe()
            self.update()
        elif key == Qt.Key.Key_Delete:
            self._take_out(self._chosen)
        elif key == Qt.Key.Key_Insert and isinstance(self._schedule, Drawn):
            at = self._steps * 0.5
            self._change(schedule_edit.with_knot(self._schedule, at, float(self._schedule.factor(np.array(at)))))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The handle chosen is ringed."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Not any more."""
        super().focusOutEvent(event)
        self.update()

    def _drag(self, handle: Handle, k: float, factor: float) -> None:
        self._change(schedule_edit.dragged(self._schedule, handle.name, k, factor, self._steps))

    def _take_out(self, index: int) -> None:
        name = self.handles[index].name if index < len(self.handles) else ""
        if isinstance(self._schedule, Drawn) and name.startswith("knot "):
            self._change(schedule_edit.without_knot(self._schedule, int(name.split()[1])))

    def _change(self, schedule: Schedule) -> None:
        if schedule != self._schedule:
            self.changed.emit(schedule)

    def _describe(self) -> None:
        handles = self.handles
        if handles:
            h = handles[self._chosen]
            words = self.tr("handle {i} of {all}: step {k}, factor {factor}")
            self.setAccessibleDescription(
                words.format(i=self._chosen + 1, all=len(handles), k=shown(h.k), factor=shown(round(h.factor, 3)))
            )

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Some hundreds of points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, r = self.palette(), self._rect()
        painter.setPen(QPen(palette.mid().color(), 1))
        painter.setBrush(palette.base())
        painter.drawRoundedRect(r.adjusted(-6, -6, 6, 3), 5, 5)
        painter.setPen(palette.placeholderText().color())
        below = QRectF(r.left() - 6, r.bottom() + 3, r.width() + 12, self.fontMetrics().height())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, str(self._steps))
        words = self.tr("step;  height {top}").format(top=shown(round(self._top, 2)))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)
        k = np.linspace(0, self._steps, max(2, int(r.width()))).astype(np.int64)
        k = k[np.diff(k, prepend=-1) > 0]
        f = self._schedule.factor(k)
        points = [self.place_of(a, b) for a, b in zip(k.tolist(), f.tolist(), strict=True)]
        painter.save()
        painter.setClipRect(r.adjusted(-6, -6, 6, 3))
        painter.setPen(QPen(palette.highlight().color(), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.restore()
        for i, handle in enumerate(self.handles):
            chosen = i == self._chosen and self.hasFocus()
            painter.setPen(QPen(palette.highlight().color(), 2))
            painter.setBrush(palette.highlight() if chosen else palette.base())
            painter.drawEllipse(self.place_of(handle.k, handle.factor), 5.0, 5.0)
        painter.end()
