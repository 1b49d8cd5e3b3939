"""The heading of a run's card: its name, what it is set to, and a click that unfolds it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from landscape_app.theme import LIGHT, Theme

_PAD = 4
_SMALL = 0.88  # size of the second line, as a share of the first
_CHEVRON = 14  # pixels kept for the sign of the fold
_LEAST = 72  # pixels: below that a name says nothing


class RunTitle(QAbstractButton):
    """``clicked`` by mouse, Space or Enter; the keys of a list besides: ``walked(-1 or 1)``, ``command(name)``."""

    walked = Signal(int)
    command = Signal(str)  # "remove", "duplicate" or "rename"

    def __init__(self) -> None:
        super().__init__()
        self._detail = ""
        self._shown = True
        self._theme = LIGHT
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space and the arrows to the timeline
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_run(self, title: str, detail: str, shown: bool, theme: Theme) -> None:
        """The name, the line below it, and whether the run is drawn; emits nothing."""
        if (title, detail, shown, theme) != (self.text(), self._detail, self._shown, self._theme):
            self._detail, self._shown, self._theme = detail, shown, theme
            self.setText(title)
            whole = f"{title}: {detail}" if detail else title
            self.setAccessibleName(whole if shown else self.tr("{run} (hidden)").format(run=whole))
            self.setToolTip(
                self.tr("{run}\nClick: unfold alone; with Ctrl: beside the others.\n"
                        "Keys: ↑ ↓ go, Enter unfolds, F2 renames, Ctrl+D duplicates, Delete removes").format(run=whole)
            )  # fmt: skip
            self.update()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height() + QFontMetrics(self._small()).height() + 2 * _PAD - 2
        return QSize(160, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.sizeHint().height())

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Delete:
            self.command.emit("remove")
        elif key == Qt.Key.Key_F2:
            self.command.emit("rename")
        elif control and key == Qt.Key.Key_D:
            self.command.emit("duplicate")
        elif key == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the timeline's arrows

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.underMouse() or self.hasFocus():
            ink = QColor(theme.ink)
            ink.setAlpha(14 if self.underMouse() else 0)
            painter.setPen(QPen(QColor(theme.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        first = QFont(self.font())
        first.setBold(self.isChecked())
        metrics = QFontMetrics(first)
        width = self.width() - 2 * _PAD - _CHEVRON
        small = QFontMetrics(self._small())
        top = (self.height() - metrics.height() - (small.height() - 2 if self._detail else 0)) // 2
        painter.setFont(first)
        painter.setPen(QColor(theme.ink if self._shown else theme.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elided = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(_PAD, top, width, metrics.height()), left, elided)
        painter.setFont(self._small())
        painter.setPen(QColor(theme.muted))
        elided = small.elidedText(self._detail, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(_PAD, top + metrics.height() - 2, width, small.height()), left, elided)
        painter.setPen(QPen(QColor(theme.muted), 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        x, y, half = self.width() - _PAD - _CHEVRON / 2 + 1, self.height() / 2, 3.5
        corners = ((-half, -half / 2), (0.0, half / 2), (half, -half / 2))  # down: unfolded; else to the right
        points = [QPointF(x + a, y + b) if self.isChecked() else QPointF(x + b, y + a) for a, b in corners]
        painter.drawPolyline(points)
        painter.end()
