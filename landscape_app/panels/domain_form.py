"""The rectangle shown: from where to where along each of the first two axes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from core.params import Param
from landscape_app.panels.number_box import NumberBox
from landscape_app.scene.model import Scene

Domain = tuple[tuple[float, float], ...]
LIMIT = 1e9


class DomainForm(QWidget):
    """``entered(domain)`` with the whole new rectangle, () for the surface's own."""

    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._domain: Domain = ()
        self.boxes: dict[tuple[int, int], NumberBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(3)
        self._names = [QLabel("x"), QLabel("y")]
        for axis, name in enumerate(("x", "y")):
            grid.addWidget(self._names[axis], axis, 0)
            for end, label in enumerate((self.tr("{} from"), self.tr("{} to"))):
                words = label.format(name)
                help = self.tr("Edge of the rectangle shown; the function goes on beyond it")
                param = Param(
                    words, "float", 0.0, words, help, name, -LIMIT, LIMIT, False, False, "linear", "", None, ()
                )
                box = NumberBox(param)
                box.entered.connect(lambda value, axis=axis, end=end: self._set(axis, end, value))
                self.boxes[axis, end] = box
                grid.addWidget(box, axis, 1 + 2 * end)
            grid.addWidget(QLabel("…"), axis, 2)
        self.reset = QPushButton(self.tr("Default"))
        self.reset.setToolTip(self.tr("Back to the rectangle that the surface proposes"))
        self.reset.setAccessibleName(self.tr("Rectangle of the surface's own"))
        self.reset.clicked.connect(lambda: self.entered.emit(()))
        grid.addWidget(self.reset, 0, 4)
        grid.setColumnStretch(5, 1)

    def follow(self, scene: Scene) -> None:
        """Show the rectangle in force; emits nothing."""
        self._domain = scene.view_domain
        for (axis, end), box in self.boxes.items():
            shown = axis < len(self._domain)
            box.setVisible(shown)
            self._names[axis].setVisible(shown)
            if shown:
                box.set_value(self._domain[axis][end])
        self.reset.setEnabled(bool(scene.domain))

    def _set(self, axis: int, end: int, value: float) -> None:
        pair = list(self._domain[axis])
        pair[end] = value
        if pair[0] >= pair[1]:  # the other edge moves along: a rectangle always has an inside
            width = self._domain[axis][1] - self._domain[axis][0]
            pair[1 - end] = value + (width if end == 0 else -width)
        rows = list(self._domain)
        rows[axis] = (pair[0], pair[1])
        self.entered.emit(tuple(rows))
