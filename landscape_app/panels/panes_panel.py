"""Small multiples: which number is varied, and over which values."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from core.params import Param
from core.words import CoreError
from landscape_app.panels.numbers import shown, typed
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.scene.model import Panes, Scene
from landscape_app.scene.panes import Knob, checked, knobs
from landscape_app.store import Store

_FACTOR = 4.0  # from pane to pane, of a number on a log scale


class PanesPanel(StorePanel):
    """Writes ``scene.panes``."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Small multiples"))
        self.vary = QComboBox()
        self.vary.setObjectName("vary")
        self.vary.setAccessibleName(self.tr("Number that is varied from pane to pane"))
        self.vary.setToolTip(self.tr("The same scene several times, with one number varied"))
        self.vary.activated.connect(self._choose)
        label = QLabel(self.tr("Values"))
        self.values = QLineEdit()
        self.values.setAccessibleName(self.tr("Values of the panes"))
        self.values.setToolTip(self.tr("2 to 9 numbers separated by spaces, one for each pane"))
        self.values.editingFinished.connect(self._on_typed)
        label.setBuddy(self.values)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.form = ParamForm(store.scene.panes, only=("view",), inline=True)
        self.form.changed.connect(lambda panes, _field: self._set(panes))
        self._label = label
        for widget in (self.vary, label, self.values, self.problem, self.form):
            self.content.addWidget(widget)
        self.follow(store.scene)

    def follow(self, scene: Scene) -> None:
        """Show the scene's panes, and what there is to vary."""
        known = knobs(scene)
        rows = [("", self.tr("Off: one picture")), *((k.path, k.label) for k in known)]
        if rows != [(self.vary.itemData(i), self.vary.itemText(i)) for i in range(self.vary.count())]:
            self.vary.clear()
            for path, words in rows:
                self.vary.addItem(words, path)
        self.vary.setCurrentIndex(self.vary.findData(scene.panes.vary))
        on = bool(scene.panes.vary)
        for widget in (self._label, self.values, self.form):
            widget.setVisible(on)
        self.values.setText(" ".join(shown(v) for v in scene.panes.values))
        self.form.set_instance(scene.panes)
        self._tell(scene)

    def _tell(self, scene: Scene) -> None:
        try:
            checked(scene)
            self.problem.hide()
        except CoreError as error:
            self.problem.setText(str(error))
            self.problem.show()

    def _choose(self, row: int) -> None:
        path = str(self.vary.itemData(row))
        scene = self.store.scene
        knob = next((k for k in knobs(scene) if k.path == path), None)
        values = () if knob is None else spread_of(knob)
        self._set(replace(scene.panes, vary=path, values=values))

    def _on_typed(self) -> None:
        scene = self.store.scene
        try:
            values = tuple(typed(word) for word in self.values.text().replace(",", " ").split())
            panes = replace(scene.panes, values=values)
            checked(replace(scene, panes=panes))
        except (ValueError, CoreError) as error:
            self.problem.setText(str(error) if isinstance(error, CoreError) else self.values.toolTip())
            self.problem.show()
            return
        if panes != scene.panes:
            self._set(panes)
        else:
            self.problem.hide()

    def _set(self, panes: Panes) -> None:
        self.store.update(replace(self.store.scene, panes=panes))


def spread_of(knob: Knob) -> tuple[float, ...]:
    """Three values about the present one that tell a story: by factors on a log scale, over the slider otherwise."""
    known = knob.known
    low, high = known.slider or (known.low, known.high)
    if known.scale == "log":
        wide = _FACTOR if known.kind != "int" else 3.0
        values = [knob.value / wide, knob.value, knob.value * wide]
    elif low is not None and high is not None:
        values = [low + (high - low) * share for share in (0.1, 0.5, 0.9)]
    else:
        size = abs(knob.value) or 1.0
        values = [knob.value - size, knob.value, knob.value + size]
    kept = [min(max(v, _least(known)), _most(known)) for v in values]
    whole = [float(round(v)) if known.kind == "int" else float(f"{v:.3g}") for v in kept]
    return tuple(whole)


def _least(known: Param) -> float:
    low, opened = known.low, known.low_open
    return -math.inf if low is None else float(low) + (1e-9 if opened else 0.0)


def _most(known: Param) -> float:
    high, opened = known.high, known.high_open
    return math.inf if high is None else float(high) - (1e-3 if opened else 0.0)
