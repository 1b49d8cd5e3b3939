"""The critical points found: place, value, ∇f = 0 shown, what the Hessian says, and how fast a saddle is left."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from core.analysis.find_critical import FoundPoint
from core.theory import gd_escape_factor
from landscape_app.panels.numbers import shown
from landscape_app.panels.quiet import SeenPanel
from landscape_app.scene.model import Scene

_FEW = 2  # eigenvalues that a row has room for


class PointsPanel(SeenPanel):
    """``looked_at(bool)`` as it is shown or hidden; ``chosen(x)`` where a row is double-clicked: start there."""

    chosen = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[FoundPoint, ...] = ()
        self._busy = False
        self._alpha: float | None = None
        self.message = QLabel()
        self.message.setProperty("role", "muted")
        self.message.setContentsMargins(12, 4, 12, 0)
        self.message.setWordWrap(True)  # a sentence must not make the window wider than the screen
        heads = [
            self.tr("what"), self.tr("place"), "f", "‖∇f‖", self.tr("eigenvalues"), self.tr("sharpness"),
            self.tr("trace"), self.tr("way out"),
        ]  # fmt: skip
        self.table = QTableWidget(0, len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(self.tr("Critical points of the surface"))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setToolTip(self.tr("Double-click or Enter: put the start just beside the point"))
        self.table.activated.connect(lambda index: self._choose(index.row()))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.message)
        layout.addWidget(self.table, 1)

    def follow(self, scene: Scene) -> None:
        """The learning rate with which a saddle is left: that of the first gradient descent of the race."""
        rates = [r.method.lr for r in scene.runs if r.method.id in ("gradient_descent", "sgd")]  # type: ignore[attr-defined]
        alpha = float(rates[0]) if rates else None
        if alpha != self._alpha:
            self._alpha = alpha
            self.set_points(self._points)

    def set_busy(self, busy: bool) -> None:
        """Whether the search goes on."""
        self._busy = busy
        self._tell()

    def set_points(self, points: tuple[FoundPoint, ...]) -> None:
        """What is found so far, lowest first."""
        self._points = points
        words = {
            "minimum": self.tr("minimum"), "saddle": self.tr("saddle"), "maximum": self.tr("maximum"),
            "plateau": self.tr("plateau"), "undecided": self.tr("undecided"),
        }  # fmt: skip
        self.table.setRowCount(len(points))
        for i, point in enumerate(points):
            values = [shown(float(v)) for v in point.eigenvalues]
            few = ", ".join(values if len(values) <= _FEW else [values[0], "…", values[-1]])
            cells = (
                words.get(point.verdict, point.verdict), "(" + ", ".join(shown(float(v)) for v in point.x) + ")",
                shown(point.value), f"{point.grad_norm:.1e}", few, shown(point.sharpness), shown(point.trace),
                self._way_out(point),
            )  # fmt: skip
            for j, text in enumerate(cells):
                item = QTableWidgetItem(text.replace("-", "−"))
                if 2 <= j < 7:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(i, j, item)
        self._tell()

    def _way_out(self, point: FoundPoint) -> str:
        """Of a saddle: the direction in which f falls fastest, and the growth of a step along it."""
        lowest = float(point.eigenvalues[0])
        if point.verdict != "saddle" or lowest >= 0:
            return ""
        way = "(" + ", ".join(shown(round(float(v), 4)) for v in point.vectors[:, 0]) + ")"
        if self._alpha is None:
            return way
        return self.tr("{way}, ×{factor} a step at α = {alpha}").format(
            way=way, factor=shown(gd_escape_factor(self._alpha, lowest)), alpha=shown(self._alpha)
        )

    def _tell(self) -> None:
        found = len(self._points)
        if self._busy:
            text = self.tr("Searching …  {} found").format(found)
        else:
            text = self.tr("{} critical points in view, by Newton's method from 576 starts; kinks are not among them.")
            text = text.format(found)
        self.message.setText(text)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._points):
            point = self._points[row]
            if len(point.x) == 2:
                # Beside it, along the lowest curvature: on the point itself no method would move.
                x = point.x + 0.02 * point.vectors[:, 0] * max(1.0, float(np.max(np.abs(point.x))))
                self.chosen.emit(float(x[0]), float(x[1]))
