"""One number: its name, a slider, a box. It knows its Param and refuses what that refuses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from core.params import Param, ParameterError
from landscape_app.explain import of_param
from landscape_app.panels.numbers import shown, typed
from landscape_app.panels.slider import RealSlider

BOX_WIDTH = 84
MOST_WHOLE = 10_000_000  # whole numbers on a slider: of a seed's two milliards nobody can choose one by hand


class NumberField(QWidget):
    """``value_changed(value)`` as it changes; ``editing_started`` and ``editing_finished`` frame a drag."""

    value_changed = Signal(float)
    editing_started = Signal()
    editing_finished = Signal()

    def __init__(self, param: Param, label: str = "", help: str = "") -> None:
        super().__init__()
        self._param = param
        self.setWhatsThis(of_param(param))
        self._value: float = float(param.default)
        name = label or param.label
        tip = help or param.help
        if param.unit:
            name = f"{name} ({param.unit})"
        self.label = QLabel(name)
        self.label.setWhatsThis(self.whatsThis())
        self.label.setToolTip(
            self.tr("{help}\nDouble-click: back to {default}").format(help=tip, default=shown(float(param.default)))
        )
        self.label.installEventFilter(self)
        self.box = QLineEdit()
        self.box.setFixedWidth(BOX_WIDTH)
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setAccessibleName(name)
        self.box.setToolTip(tip)
        self.box.setWhatsThis(self.whatsThis())
        self._tip = tip
        self.label.setBuddy(self.box)
        self.box.textEdited.connect(self._on_typing)
        self.box.editingFinished.connect(self._on_typed)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(1)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.box, 0, 1)
        layout.setColumnStretch(0, 1)
        self.slider: RealSlider | None = None
        span = param.slider or ((param.low, param.high) if param.low is not None and param.high is not None else None)
        if span is not None and not (param.kind == "int" and span[1] - span[0] > MOST_WHOLE):
            log = param.scale == "log"
            self.slider = RealSlider(span[0], span[1], log=log, whole=param.kind == "int")
            self.slider.setAccessibleName(name)
            self.slider.setToolTip(tip)
            self.slider.setWhatsThis(self.whatsThis())
            self.slider.grabbed.connect(self.editing_started)
            self.slider.released.connect(self.editing_finished)
            self.slider.moved.connect(self._on_slid)
            layout.addWidget(self.slider, 1, 0, 1, 2)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.hide()
        layout.addWidget(self.note, 2, 0, 1, 2)
        self._show()

    def value(self) -> float:
        """The value in force."""
        return self._value

    def set_value(self, value: float) -> None:
        """Follow the model; emits nothing and does not disturb somebody who is typing the same number."""
        self._value = float(value)
        if self.slider is not None:
            self.slider.set_value(self._value)
        if not self.box.hasFocus() or self._typed_value() != self._value:
            self._show()

    def set_mark(self, value: float | None, text: str = "", *, past: bool = False) -> None:
        """A tick on the slider at a critical value, with ``text`` below it; in the warning colour where ``past`` it."""
        if self.slider is not None:
            self.slider.set_mark(value, text)
        role = "error" if past else "muted"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().unpolish(self.note)
            self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setHidden(value is None or not text)

    def _typed_value(self) -> float | None:
        try:
            return typed(self.box.text())
        except ValueError:
            return None

    def _show(self) -> None:
        self.box.setText(shown(self._value))
        self._complain("")

    def _complain(self, sentence: str) -> None:
        if bool(self.box.property("invalid")) != bool(sentence):
            self.box.setProperty("invalid", bool(sentence))
            self.box.style().unpolish(self.box)
            self.box.style().polish(self.box)
        self.box.setToolTip(sentence or self._tip)

    def _checked(self) -> float | None:
        try:
            value = typed(self.box.text())
        except ValueError:
            self._complain(self.tr("A number is needed here, such as 0.05 or 1e-3."))
            return None
        if self._param.kind == "int" and value != int(value):
            self._complain(self.tr("A whole number is needed here."))
            return None
        try:
            self._param.check(int(value) if self._param.kind == "int" else value)
        except (ParameterError, OverflowError, ValueError) as error:
            self._complain(str(error))
            return None
        self._complain("")
        return value

    def _on_typing(self) -> None:
        self._checked()

    def _on_typed(self) -> None:
        value = self._checked()
        if value is None:
            self._show()
        elif value != self._value and self.box.text() != shown(self._value):
            self._change(value)

    def _on_slid(self, value: float) -> None:
        self._change(value)

    def _change(self, value: float) -> None:
        self._value = value
        if self.slider is not None:
            self.slider.set_value(value)
        self._show()
        self.value_changed.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on the name goes back to the default."""
        if watched is self.label and event.type() == QEvent.Type.MouseButtonDblClick:
            self._change(float(self._param.default))
            return True
        return super().eventFilter(watched, event)
