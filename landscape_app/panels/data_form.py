"""What is shown of opened values: the file, which of its quantities, how to take them."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.objectives.sampled_grid import SampledGrid
from core.params import params_of
from core.words import CoreError
from landscape_app.panels.param_form import ParamForm


class DataForm(QWidget):
    """As :class:`ParamForm`: ``changed(instance, field)``; ``open_requested`` asks for another file."""

    changed = Signal(object, str)
    editing_started = Signal()
    editing_finished = Signal()
    open_requested = Signal()

    def __init__(self, instance: SampledGrid) -> None:
        super().__init__()
        self.kind = SampledGrid
        self._instance = instance
        self.file = QLabel()
        self.file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        self.open = QPushButton(self.tr("Open …"))
        self.open.setToolTip(self.tr("Open a file of values: .npz, .npy, .csv, or .h5 of loss-landscape"))
        self.open.setAccessibleName(self.tr("Open surface data"))
        self.open.clicked.connect(self.open_requested)
        known = params_of(SampledGrid)["quantity"]
        self.quantity = QComboBox()
        self.quantity.setAccessibleName(known.label)
        self.quantity.setToolTip(known.help)
        self.quantity.textActivated.connect(lambda name: self._set("quantity", name))
        self.quantity_label = QLabel(known.label)
        self.quantity_label.setBuddy(self.quantity)
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.form = ParamForm(instance, only=("clip",))
        self.form.changed.connect(self._on_form)
        self.form.editing_started.connect(self.editing_started)
        self.form.editing_finished.connect(self.editing_finished)
        log = params_of(SampledGrid)["log"]
        self.log = QCheckBox(log.label)
        self.log.setToolTip(log.help)
        self.log.toggled.connect(lambda on: self._set("log", bool(on)))
        self.fields = self.form.fields
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(_beside(self.file, self.open))
        layout.addWidget(self.facts)
        layout.addLayout(_beside(self.quantity_label, self.quantity))
        layout.addWidget(self.log)
        layout.addWidget(self.problem)
        layout.addWidget(self.form)
        self.path = QLabel()
        self.drop = QPushButton(self.tr("Take away"))
        self.drop.setToolTip(self.tr("Take the recorded path away"))
        self.drop.setAccessibleName(self.drop.toolTip())
        self.drop.clicked.connect(lambda: self._set("path", ()))
        layout.addLayout(_beside(self.path, self.drop))
        self.set_instance(instance)

    def set_instance(self, instance: SampledGrid) -> None:
        """Follow the model; emits nothing."""
        self._instance = instance
        name = instance.file or self.tr("Example values")
        self.file.setText(f"<b>{escape(name)}</b>")
        self.file.setToolTip(f"{instance.file}\nsha256 {instance.sha256}" if instance.file else "")
        columns, rows = instance.size
        words = self.tr("{columns} × {rows} values").format(columns=columns, rows=rows)
        if instance.holes:
            words += "  ·  " + self.tr("{count} without a value").format(count=instance.holes)
        self.facts.setText(words)
        names = instance.quantities
        if [self.quantity.itemText(i) for i in range(self.quantity.count())] != list(names):
            self.quantity.clear()
            self.quantity.addItems(list(names))
        self.quantity.setCurrentText(instance.quantity or names[0])
        self.quantity.setVisible(len(names) > 1)
        self.quantity_label.setVisible(len(names) > 1)
        self.log.blockSignals(True)
        self.log.setChecked(instance.log)
        self.log.blockSignals(False)
        self.problem.hide()
        self.path.setText(self.tr("Recorded path: {count} points").format(count=len(instance.path)))
        for widget in (self.path, self.drop):
            widget.setVisible(bool(instance.path))
        self.form.set_instance(instance)

    def _set(self, field: str, value: object) -> None:
        try:
            instance = replace(self._instance, **{field: value})  # type: ignore[arg-type]
        except CoreError as error:
            self.set_instance(self._instance)
            self.problem.setText(str(error))
            self.problem.show()
            return
        self._on_form(instance, field)

    def _on_form(self, instance: SampledGrid, field: str) -> None:
        self.set_instance(instance)
        self.changed.emit(instance, field)


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left, 1)
    row.addWidget(right)
    return row
