"""One weight of the network set by hand: a small sheet over the network, its point moving on the surface meanwhile."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.objectives.network_slice import NetworkSlice
from core.params import Param
from core.words import CoreError
from landscape_app.panels.number_field import NumberField
from landscape_app.store import Store

_NAME = re.compile(r"(?:W(\d+)\[(\d+),(\d+)\]|b(\d+)\[(\d+)\])")
_LIMIT = 1e6  # as of scene.lens.weights


class WeightPopup(QFrame):
    """Writes ``lens.weights``, or makes the weight an axis of the plane; closes by a click beside it or Escape."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._store = store
        self.name = ""
        self._trained = 0.0
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.field: NumberField | None = None
        self.back = QPushButton(self.tr("As trained"))
        self.all_back = QPushButton(self.tr("All as trained"))
        self.across = QPushButton(self.tr("Horizontal axis"))
        self.up = QPushButton(self.tr("Vertical axis"))
        self.across.setToolTip(self.tr("Show the plane of two weights, with this one along its horizontal axis"))
        self.up.setToolTip(self.tr("Show the plane of two weights, with this one along its vertical axis"))
        self.back.clicked.connect(lambda: self._set(None))
        self.all_back.clicked.connect(self._reset)
        self.across.clicked.connect(lambda: self._make_axis("first", "second"))
        self.up.clicked.connect(lambda: self._make_axis("second", "first"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 10, 12, 12)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.place)
        grid = QGridLayout()
        for i, button in enumerate((self.back, self.all_back, self.across, self.up)):
            button.setAutoDefault(False)
            grid.addWidget(button, i // 2, i % 2)
        self._layout.addLayout(grid)
        store.changed.connect(lambda _old, _new: self._follow())

    def show_at(self, name: str, trained: float, at: QPoint) -> None:
        """Open for the weight ``name``, which training gave the value ``trained``, beside ``at`` (of the screen)."""
        self.name, self._trained = name, trained
        self.heading.setText(name)
        self.place.setText(self._told(name))
        if self.field is not None:
            self._layout.removeWidget(self.field)
            self.field.deleteLater()
        reach = max(4.0, 2.0 * abs(trained))
        self.field = NumberField(
            Param(
                name="value", kind="float", default=trained, label=self.tr("Value"),
                help=self.tr("The network shown has this value; its training keeps its own"), symbol="",
                low=-_LIMIT, high=_LIMIT, low_open=False, high_open=False, scale="linear", unit="",
                slider=(-reach, reach), choices=(),
            )
        )  # fmt: skip
        self.field.value_changed.connect(self._set)
        self.field.editing_started.connect(self._store.begin)
        self.field.editing_finished.connect(self._store.end)
        self._layout.insertWidget(2, self.field)
        self._follow()
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = min(max(at.x() + 12, screen.left()), screen.right() - self.width())
        y = min(max(at.y() - self.height() - 8, screen.top()), screen.bottom() - self.height())
        self.move(x, y)
        self.show()
        self.field.box.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.box.selectAll()

    @property
    def value(self) -> float:
        """The weight as it is shown."""
        return dict(self._store.scene.lens.weights).get(self.name, self._trained)

    def _follow(self) -> None:
        if self.field is None:
            return
        weights = dict(self._store.scene.lens.weights)
        self.field.blockSignals(True)
        self.field.set_value(self.value)
        self.field.blockSignals(False)
        self.back.setEnabled(self.name in weights)
        self.all_back.setEnabled(bool(weights))

    def _set(self, value: float | None) -> None:
        scene = self._store.scene
        others = tuple(pair for pair in scene.lens.weights if pair[0] != self.name)
        weights = others if value is None else (*others, (self.name, float(value)))
        self._store.update(replace(scene, lens=replace(scene.lens, weights=weights)), merge=f"lens.weights.{self.name}")

    def _reset(self) -> None:
        scene = self._store.scene
        self._store.update(replace(scene, lens=replace(scene.lens, weights=())))

    def _make_axis(self, field: str, other: str) -> None:
        """The plane of two weights through the trained network, this one its ``field``."""
        scene = self._store.scene
        objective = scene.objective
        if not isinstance(objective, NetworkSlice):
            return
        axes = {field: self.name, other: getattr(objective, other)}
        if axes[other] == self.name:  # the two change places
            axes[other] = getattr(objective, field)
        try:
            wanted = replace(objective, directions="weights", **axes)
        except CoreError:  # the other one is no weight of this network, or this one itself
            axes[other] = "W1[1,1]" if self.name != "W1[1,1]" else "b1[1]"
            wanted = replace(objective, directions="weights", **axes)
        if wanted.directions != objective.directions:
            scene = replace(scene, start=(), domain=(), runs=tuple(replace(r, start=()) for r in scene.runs))
        self._store.update(replace(scene, objective=wanted))
        self.hide()

    def _told(self, name: str) -> str:
        found = _NAME.fullmatch(name)
        assert found is not None
        layer, to, from_, bias_layer, unit = found.groups()
        if bias_layer:
            return self.tr("the bias of unit {unit} in layer {layer}").format(unit=unit, layer=bias_layer)
        return self.tr("into unit {to} of layer {layer}, from unit {from_} before it").format(
            to=to, layer=layer, from_=from_
        )
