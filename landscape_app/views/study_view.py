"""The page of a study: its plots in a row, what they say in a sentence, and a button where the work is long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.objectives.network_slice import NetworkSlice
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.small_plot import Plot, Scales, paint

_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_GAP = 14.0
_NARROW = 52.0  # pixels to a point of the letters


class StudyView(QWidget):
    """Subclasses give ``plots`` and ``told`` from what was found; further controls go into ``bar``.

    ``networks_shown(((colour, weights), …))``: which weight vectors a page shows, for the picture to point at.
    """

    start_wanted = Signal()
    stop_wanted = Signal()
    networks_shown = Signal(object)

    name: ClassVar[str] = ""  # of the study
    by_hand: ClassVar[bool] = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.theme: Theme = LIGHT
        self.head = 0.0
        self.found: Any = None
        self.objective: NetworkSlice | None = None
        self.busy = False
        self._why = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.clicked.connect(lambda: (self.stop_wanted if self.busy else self.start_wanted).emit())
        self.button.setVisible(self.by_hand)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(8, 0, 8, 0)
        self.bar.addWidget(self.words, 1)
        self.bar.addWidget(self.button)
        self.canvas = _Canvas(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self._column.addLayout(self.bar)
        self._column.addWidget(self.canvas, 1)
        self._narrow = False
        self._tell()

    # What a page is given ---------------------------------------------------------------------------------------

    def set_found(self, found: Any) -> None:
        """What the study has found so far; None where nothing."""
        self.found = found
        self._tell()

    def set_objective(self, objective: NetworkSlice | None, why: str = "") -> None:
        """The slice shown, and why there is nothing to study of it."""
        self.objective, self._why = objective, why
        self._tell()

    def set_busy(self, busy: bool) -> None:
        """Whether the study is at work."""
        self.busy = busy
        self._tell()

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        self.head = head
        self.canvas.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self.theme = theme
        self.canvas.update()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where letters are large for the width, the words stand over the controls, not squeezed beside them."""
        narrow = self.width() < _NARROW * self.theme.font_size
        if narrow != self._narrow:
            self._narrow = narrow
            (self.bar if not narrow else self._column).insertWidget(0, self.words, 0 if narrow else 1)
            side = 8 if narrow else 0
            self.words.setContentsMargins(side, 0, side, 0)

    # What a page gives ------------------------------------------------------------------------------------------

    def plots(self) -> Sequence[Plot]:
        """The plots of what was found, side by side."""
        return ()

    def told(self) -> str:
        """What was found, in a sentence or two."""
        return ""

    def start_text(self) -> str:
        """What the button says."""
        return self.tr("Start")

    def nothing(self) -> str:
        """What stands in the middle while there is nothing to see."""
        if self._why:
            return self._why
        if self.objective is None:
            return self.tr("Choose the surface “Slice of a network's loss” to see the network here.")
        if self.by_hand and not self.busy:
            return ""
        return self.tr("Computing …")

    def paint(self, painter: QPainter, where: QRectF) -> list[Scales | None]:
        """Draw what was found into ``where``; a page that is no row of plots overrides it."""
        return paint_row(painter, where, self.plots(), self.theme)

    def paint_all(self, painter: QPainter, where: QRectF) -> None:
        """The canvas: the ground, and what was found or a word in its place (films call it too)."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(where, QColor(self.theme.plot))
        font = QFont(QApplication.font())
        font.setPointSizeF(self.theme.font_size)
        painter.setFont(font)
        if self.found is None:
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(where.adjusted(16, 8, -16, -8), _CENTRE, self.nothing())
        else:
            self.scales = self.paint(painter, where.adjusted(8, 4, -8, -4))

    def _tell(self) -> None:
        told = self.told() if self.found is not None else ""
        if self.busy and self.found is not None:
            told = self.tr("{percent} % done. ").format(percent=round(100 * self.found.share)) + told
        self.words.setText(told)
        self.words.setVisible(bool(told))
        self.setAccessibleDescription(told or self.nothing())
        self.button.setText(self.tr("Stop") if self.busy else self.start_text())
        self.button.setEnabled(self.objective is not None and not self._why)
        self.canvas.update()


class _Canvas(QWidget):
    def __init__(self, owner: StudyView) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setMinimumHeight(90)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(600, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        painter = QPainter(self)
        self._owner.paint_all(painter, QRectF(self.rect()))


def paint_row(painter: QPainter, where: QRectF, plots: Sequence[Plot], theme: Theme) -> list[Scales | None]:
    """Plots side by side, equally wide."""
    if not plots:
        return []
    width = (where.width() - _GAP * (len(plots) - 1)) / len(plots)
    return [
        paint(painter, QRectF(where.left() + i * (width + _GAP), where.top(), width, where.height()), plot, theme)
        for i, plot in enumerate(plots)
    ]
