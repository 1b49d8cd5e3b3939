"""Controls for every ``param()`` field of a frozen dataclass; a change gives a new instance."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.params import Param, params_of
from core.words import CoreError, said
from landscape_app.explain import of_param
from landscape_app.panels.number_field import NumberField
from landscape_app.panels.numbers import shown, typed


class ParamForm(QWidget):
    """``changed(instance, field)``; ``editing_started`` and ``editing_finished`` frame a slider's drag.

    ``inline`` puts the label of a choice beside it: for short words.
    """

    changed = Signal(object, str)
    editing_started = Signal()
    editing_finished = Signal()

    def __init__(
        self, instance: Any, only: tuple[str, ...] = (), hidden: tuple[str, ...] = (), inline: bool = False
    ) -> None:
        super().__init__()
        self._instance = instance
        self._inline = inline
        self.kind = type(instance)
        self.fields: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for name, param in params_of(type(instance)).items():
            if (not only or name in only) and name not in hidden:
                if param.section:
                    heading = QLabel(said(param.section))
                    heading.setProperty("role", "heading")
                    layout.addWidget(heading)
                control = self._control(name, param)
                self.fields[name] = control
                layout.addWidget(control)
        self.set_instance(instance)

    def number(self, name: str) -> NumberField:
        """The number field of ``name``."""
        field = self.fields[name]
        assert isinstance(field, NumberField)
        return field

    def set_instance(self, instance: Any) -> None:
        """Follow the model; emits nothing. The instance is of the class the form was built for."""
        self._instance = instance
        known = params_of(type(instance))
        for name, control in self.fields.items():
            value = getattr(instance, name)
            if known[name].when is not None:
                control.setHidden(not known[name].counts(instance))
            control.blockSignals(True)
            if isinstance(control, NumberField):
                control.set_value(float(value))
            elif isinstance(control, QCheckBox):
                control.setChecked(bool(value))
            elif isinstance(control, _Choice):
                control.set_value(str(value))
            elif isinstance(control, (_Numbers, _Text)):
                control.set_value(value)
            control.blockSignals(False)

    def _control(self, name: str, param: Param) -> QWidget:
        if param.kind == "bool":
            check = QCheckBox(param.label)
            check.setToolTip(param.help)
            check.setWhatsThis(of_param(param))
            check.toggled.connect(lambda on: self._set(name, bool(on)))
            return check
        if param.kind == "choice":
            choice = _Choice(param, self._inline)
            choice.chosen.connect(lambda value: self._set(name, value))
            return choice
        if param.kind in ("vector", "matrix"):
            numbers = _Numbers(param)
            numbers.entered.connect(lambda value: self._set(name, value))
            return numbers
        if param.kind == "text":
            text = _Text(param)
            text.entered.connect(lambda value: self._set(name, value))
            return text
        field = NumberField(param)
        whole = param.kind == "int"
        field.value_changed.connect(lambda value: self._set(name, int(value) if whole else float(value)))
        field.editing_started.connect(self.editing_started)
        field.editing_finished.connect(self.editing_finished)
        return field

    def _set(self, name: str, value: Any) -> None:
        try:
            instance = dataclasses.replace(self._instance, **{name: value})
        except CoreError as error:
            self.set_instance(self._instance)
            self.fields[name].setToolTip(str(error))
            return
        self._instance = instance
        self.changed.emit(instance, name)


_LETTERS = 10  # of a choice that are seen at least: the list itself shows them whole


class _Choice(QWidget):
    """One of some words."""

    chosen = Signal(str)

    def __init__(self, param: Param, inline: bool) -> None:
        super().__init__()
        layout = QHBoxLayout(self) if inline else QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8 if inline else 2)
        label = QLabel(param.label)
        label.setToolTip(param.help)
        self._combo = QComboBox()
        for choice, word in zip(param.choices, param.words or param.choices, strict=True):
            self._combo.addItem(word, choice)
        if not inline:  # below its label it has the whole width, and long words must not ask for more
            self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self._combo.setMinimumContentsLength(_LETTERS)
        self._combo.setToolTip(param.help)
        self._combo.setWhatsThis(of_param(param))
        self._combo.setAccessibleName(param.label)
        label.setBuddy(self._combo)
        self._combo.textActivated.connect(
            lambda word: self.chosen.emit(self._combo.itemData(self._combo.findText(word)))
        )
        layout.addWidget(label, 1)
        layout.addWidget(self._combo)

    def set_value(self, value: str) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))


class _Text(QWidget):
    """A short text; what the model refuses is put back, and why is told where it was typed."""

    entered = Signal(str)

    def __init__(self, param: Param) -> None:
        super().__init__()
        self._value = str(param.default)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        label = QLabel(param.label)
        label.setToolTip(param.help)
        self.box = QLineEdit()
        self.box.setMaxLength(int(param.high or 200))
        self.box.setAccessibleName(param.label)
        self.box.setToolTip(param.help)
        self.box.setWhatsThis(of_param(param))
        label.setBuddy(self.box)
        self.box.editingFinished.connect(self._on_typed)
        layout.addWidget(label)
        layout.addWidget(self.box)

    def set_value(self, value: str) -> None:
        self._value = value
        self.box.setText(value)

    def _on_typed(self) -> None:
        if self.box.text() != self._value:
            self.entered.emit(self.box.text().strip())


_ROWS_WRITTEN = 24


class _Numbers(QWidget):
    """A vector "1, 2" or a matrix "1, 2; 2, 5"."""

    entered = Signal(object)

    def __init__(self, param: Param) -> None:
        super().__init__()
        self._matrix = param.kind == "matrix"
        self._written = ""
        self._value: Any = param.default
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        label = QLabel(param.label)
        label.setToolTip(param.help)
        self._box = QLineEdit()
        self._box.setAccessibleName(param.label)
        self._box.setToolTip(self.tr("Numbers separated by spaces, rows by semicolons"))
        label.setBuddy(self._box)
        self._box.editingFinished.connect(self._on_typed)
        layout.addWidget(label)
        layout.addWidget(self._box)

    def set_value(self, value: Any) -> None:
        self._value = value
        rows = value if self._matrix else (value,)
        many = self._matrix and len(rows) > _ROWS_WRITTEN  # a line has no room for them
        if many:
            text = self.tr("{rows} rows of {columns} numbers").format(rows=len(rows), columns=len(rows[0]))
        else:
            text = "; ".join(" ".join(shown(float(number)) for number in row) for row in rows)
        self._box.setText(text)
        self._box.setReadOnly(many)
        self._written = text

    def _on_typed(self) -> None:
        if self._box.text() == self._written:  # nobody typed: what is shown is rounded
            return
        try:
            rows = tuple(tuple(typed(number) for number in row.split()) for row in self._box.text().split(";"))
        except ValueError:
            self.set_value(self._value)
            return
        value: Any = rows if self._matrix else rows[0]
        if value != self._value:
            self.entered.emit(value)
