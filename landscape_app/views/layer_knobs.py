"""Buttons above the layers of the network's picture: a unit more or fewer, a layer more or fewer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from landscape_app.views.network_layout import NetworkLayout

_FEW_INPUTS = 6  # leave room below them
_NEW_UNITS = 4  # of a layer that is added to a network without any


class LayerKnobs(QObject):
    """``hidden_wanted(text)``: the hidden layers as a scene writes them, such as "8-8"."""

    hidden_wanted = Signal(str)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._hidden: list[int] = []
        self._columns: list[tuple[QToolButton, QLabel, QToolButton]] = []
        self.fewer = self._button("−", self.tr("Remove the last hidden layer"), self._remove_layer)
        self.layers = QLabel(self.tr("layers"), view)
        self.more = self._button("+", self.tr("Add a hidden layer before the output"), self._add_layer)

    def place(self, layout: NetworkLayout, height: float) -> None:
        """Put them above the columns of ``layout``, in a strip of ``height`` over its units."""
        self._hidden, side = list(layout.sizes[1:-1]), round(height) - 2
        while len(self._columns) < len(self._hidden):
            self._columns.append(self._column(len(self._columns)))
        seen = bool(layout.units)
        if seen:
            top = min(row[0].top() for row in layout.units) - height + 1
        wide = True
        if len(layout.units) > 1:
            wide = layout.units[1][0].center().x() - layout.units[0][0].center().x() > 3 * side + 6
        for i, (fewer, count, more) in enumerate(self._columns):
            shown = seen and i < len(self._hidden)
            for widget in (fewer, count, more):
                widget.setVisible(shown)
            if not shown:
                continue
            x = layout.units[i + 1][0].center().x()
            gap = side if wide else side - 6
            count.setText(str(self._hidden[i]))
            count.setGeometry(QRectF(x - gap / 2 - 2, top, gap + 4, side).toRect())
            fewer.setGeometry(QRectF(x - gap / 2 - side, top, side, side).toRect())
            more.setGeometry(QRectF(x + gap / 2, top, side, side).toRect())
            fewer.setEnabled(self._hidden[i] > 1)
        for widget in (self.fewer, self.layers, self.more):
            widget.setVisible(seen)
        if seen:
            left = layout.units[0][0].left() - 8
            if not wide and layout.sizes[0] <= _FEW_INPUTS:  # above the units is no room: below the inputs there is
                top = layout.bottom - side
            self.fewer.setGeometry(QRectF(left, top, side, side).toRect())
            width = self.layers.sizeHint().width() + 4
            room = layout.units[1][0].left()
            if self._hidden and self._columns[0][0].y() == round(top):
                room = self._columns[0][0].x()
            if left + 2 * side + width > room - 2:
                width = 0  # the buttons say it themselves, to whoever asks
            self.layers.setGeometry(QRectF(left + side, top, width, side).toRect())
            self.more.setGeometry(QRectF(left + side + width, top, side, side).toRect())
            self.fewer.setEnabled(bool(self._hidden))

    def column(self, layer: int) -> tuple[QToolButton, QToolButton]:
        """Fewer and more of hidden layer ``layer``, counted from 0."""
        return self._columns[layer][0], self._columns[layer][2]

    def _column(self, layer: int) -> tuple[QToolButton, QLabel, QToolButton]:
        said = self.tr("A unit fewer in hidden layer {layer}"), self.tr("A unit more in hidden layer {layer}")
        count = QLabel(self._view)
        count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return (
            self._button("−", said[0].format(layer=layer + 1), lambda: self._change(layer, -1)),
            count,
            self._button("+", said[1].format(layer=layer + 1), lambda: self._change(layer, 1)),
        )

    def _button(self, sign: str, said: str, called: object) -> QToolButton:
        button = QToolButton(self._view)
        button.setText(sign)
        button.setToolTip(said)
        button.setAccessibleName(said)
        button.setProperty("role", "flat")
        button.clicked.connect(called)
        button.hide()
        return button

    def _change(self, layer: int, by: int) -> None:
        hidden = list(self._hidden)
        hidden[layer] += by
        self._ask(hidden)

    def _add_layer(self) -> None:
        self._ask([*self._hidden, self._hidden[-1] if self._hidden else _NEW_UNITS])

    def _remove_layer(self) -> None:
        self._ask(self._hidden[:-1])

    def _ask(self, hidden: list[int]) -> None:
        self.hidden_wanted.emit("-".join(str(units) for units in hidden))
