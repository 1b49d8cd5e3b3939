"""A box for one typed number that knows its Param and says what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from core.params import Param, ParameterError
from landscape_app.panels.numbers import shown, typed


class NumberBox(QLineEdit):
    """``entered(value)`` when a good number, other than the last, was typed and left.

    With ``reverts`` a bad one gives way to the last good one as the box is left; else it stays, and ``problem`` says
    why.
    """

    entered = Signal(float)

    def __init__(self, param: Param, *, reverts: bool = True) -> None:
        super().__init__()
        self._param = param.changed(name=param.label)
        self._reverts = reverts
        self._value = float(param.default)
        self.setFixedWidth(84)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(param.label)
        self.textChanged.connect(lambda: self._complain(self.problem()))
        self.editingFinished.connect(self._leave)
        self.set_value(self._value)

    def value(self) -> float:
        """The last good number."""
        return self._value

    def typed_value(self) -> float:
        """The number as it stands in the box. Raises ValueError where there is none."""
        return typed(self.text())

    def set_value(self, value: float) -> None:
        """Follow the model; emits nothing and leaves alone somebody who is typing that very number."""
        self._value = float(value)
        if not self.hasFocus() or self.problem() or typed(self.text()) != self._value:
            self.setText(shown(self._value))
        self._complain(self.problem())

    def problem(self) -> str:
        """Why the text is no good; empty where it is."""
        try:
            value = typed(self.text())
        except ValueError:
            return self.tr("{name} must be a number, such as 0.05 or 1e-3.").format(name=self._param.label)
        whole = self._param.kind == "int"
        try:
            self._param.check(int(value) if whole and value.is_integer() else value)
        except ParameterError as error:
            return f"{error}."
        return ""

    def _complain(self, sentence: str) -> None:
        if bool(self.property("invalid")) != bool(sentence):
            self.setProperty("invalid", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(sentence or self._param.help)

    def _leave(self) -> None:
        if self.problem():
            if self._reverts:
                self.setText(shown(self._value))
        elif self.text() != shown(self._value):
            value = typed(self.text())
            changed, self._value = value != self._value, value
            if changed:
                self.entered.emit(value)
