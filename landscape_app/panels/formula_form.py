"""The field in which a person types a surface: read as it is typed, its letters become sliders below it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from core.formula.reader import MAX_LENGTH, FormulaError
from core.objectives.typed import USUAL, Typed
from core.params import Param, params_of
from core.words import CoreError
from landscape_app.panels.number_field import NumberField

READ_AFTER_MS = 120  # after the last key


class FormulaForm(QWidget):
    """As :class:`ParamForm`: ``changed(instance, field)``; ``fields`` are the sliders by name.

    What cannot be read leaves the surface as it was: a sentence says why, and a mark under the text says where.
    """

    changed = Signal(object, str)
    editing_started = Signal()
    editing_finished = Signal()

    def __init__(self, instance: Typed) -> None:
        super().__init__()
        self.kind = Typed
        self.fields: dict[str, NumberField] = {}
        self._instance = instance
        param = params_of(Typed)["expression"]
        label = QLabel(param.label)
        self.box = QLineEdit()
        self.box.setMaxLength(MAX_LENGTH + 1)  # one more than is allowed, so that the error can say so
        self.box.setAccessibleName(param.label)
        self.box.setToolTip(param.help)
        self.box.setProperty("role", "formula")
        self.box.setClearButtonEnabled(False)
        label.setBuddy(self.box)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self.box.textEdited.connect(lambda: self._timer.start())
        self.box.editingFinished.connect(self._read)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        for widget in (label, self.box, self.problem):
            self._layout.addWidget(widget)
        self.set_instance(instance)

    def set_instance(self, instance: Typed) -> None:
        """Follow the model; emits nothing, and leaves alone who is typing just that formula."""
        self._instance = instance
        if self.box.text() != instance.expression and not self._timer.isActive():
            self.box.setText(instance.expression)
            self.box.setCursorPosition(0)
            self._say("", 0)
        wanted = instance.names
        for name in [n for n in self.fields if n not in wanted]:
            field = self.fields.pop(name)
            self._layout.removeWidget(field)
            field.hide()
            field.deleteLater()
        for name in wanted:
            if name not in self.fields:
                self.fields[name] = self._slider(name)
                self._layout.addWidget(self.fields[name])
        for name, value in zip(wanted, instance.values, strict=True):
            self.fields[name].set_value(value)

    def _slider(self, name: str) -> NumberField:
        known = params_of(Typed)["parameters"]
        param = Param(
            name, "float", USUAL, name, self.tr("A letter of the formula"), name, known.low, known.high, False, False,
            "linear", "", known.slider, (),
        )  # fmt: skip
        field = NumberField(param)
        field.value_changed.connect(lambda value: self._set(name, value))
        field.editing_started.connect(self.editing_started)
        field.editing_finished.connect(self.editing_finished)
        return field

    def _set(self, name: str, value: float) -> None:
        values = dict(zip(self._instance.names, self._instance.values, strict=True)) | {name: value}
        self._give(replace(self._instance, parameters=tuple(values.items())), name)

    def _give(self, instance: Typed, field: str) -> None:
        self._instance = instance
        self.changed.emit(instance, field)

    def _read(self) -> None:
        """Read what stands in the box; a good formula is the new surface, its known letters keep their values."""
        self._timer.stop()
        text = self.box.text()
        if text == self._instance.expression:
            self._say("", 0)
            return
        try:
            names = Typed(text, ()).names
            known = dict(self._instance.parameters)
            instance = Typed(text, tuple((name, known.get(name, USUAL)) for name in names))
        except FormulaError as error:
            self._say(str(error), error.at)
            return
        except CoreError as error:
            self._say(str(error), len(text))
            return
        self._say("", 0)
        self._give(instance, "expression")

    def _say(self, sentence: str, at: int) -> None:
        """The sentence below the box, the place marked in it; "" takes both away."""
        text = self.box.text()
        if sentence:
            # what stands before the place, the place itself, and no more: a caret one can see in any font
            before, here = text[max(0, at - 12) : at], text[at : at + 1] or "▯"
            sentence = f"…{before}▸{here}◂  {sentence}" if at > 12 else f"{before}▸{here}◂  {sentence}"
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if bool(self.box.property("invalid")) != bool(sentence):
            self.box.setProperty("invalid", bool(sentence))
            self.box.style().unpolish(self.box)
            self.box.style().polish(self.box)
