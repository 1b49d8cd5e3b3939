"""The schedule of a run's learning rate: which one, its curve with handles, and its numbers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core import registry
from core.params import params_of
from core.schedules.base import Schedule
from core.schedules.decays import Constant
from landscape_app import schedule_edit
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.schedule_curve import ScheduleCurve


class ScheduleForm(QWidget):
    """``changed(schedule, field)``; ``editing_started`` and ``editing_finished`` frame a slider's drag."""

    changed = Signal(object, str)
    editing_started = Signal()
    editing_finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._schedule: Schedule = Constant()
        self.form: ParamForm | None = None
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Schedule of the learning rate"))
        self.kind.setToolTip(self.tr("How the learning rate changes from step to step; the number above is its height"))
        for name in registry.names("schedule"):
            cls = registry.get("schedule", name)
            self.kind.addItem(cls.label, name)
        self.kind.activated.connect(self._choose)
        label = QLabel(self.tr("Schedule"))
        label.setBuddy(self.kind)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label)
        top.addWidget(self.kind, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addLayout(top)
        self.curve = ScheduleCurve()
        self.curve.changed.connect(lambda schedule: self._set(schedule, "curve"))
        self.curve.editing_started.connect(self.editing_started)
        self.curve.editing_finished.connect(self.editing_finished)
        self.draw = QPushButton(self.tr("Edit as drawn"))
        self.draw.setToolTip(self.tr("Turn the curve into knots that can be dragged freely"))
        self.draw.clicked.connect(
            lambda: self.changed.emit(schedule_edit.as_drawn(self._schedule, self.curve.steps), "kind")
        )
        self._layout.addWidget(self.curve)
        self._layout.addWidget(self.draw)

    def set_schedule(self, schedule: Schedule) -> None:
        """Follow the model; emits nothing. The numbers of a constant rate without warm-up are not worth their room."""
        self._schedule = schedule
        self.kind.setCurrentIndex(self.kind.findData(schedule.id))
        if self.form is None or self.form.kind is not type(schedule):
            self._build(schedule)
        else:
            self.form.set_instance(schedule)
        assert self.form is not None
        self.form.setHidden(schedule == Constant())
        self.curve.set_schedule(schedule)
        self.curve.setHidden(schedule == Constant())
        self.draw.setHidden(schedule == Constant() or schedule.id == "drawn" or schedule.adaptive)
        self.form.fields["warmup_from"].setHidden(schedule.warmup == 0)

    def _build(self, schedule: Schedule) -> None:
        if self.form is not None:
            self._layout.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        own = [name for name in params_of(type(schedule)) if name not in ("warmup", "warmup_from")]
        self.form = ParamForm(schedule, only=(*own, "warmup", "warmup_from"))
        self.form.changed.connect(self._set)
        self.form.editing_started.connect(self.editing_started)
        self.form.editing_finished.connect(self.editing_finished)
        self._layout.addWidget(self.form)

    def _choose(self, index: int) -> None:
        name = self.kind.itemData(index)
        if name != self._schedule.id:
            warm = {"warmup": self._schedule.warmup, "warmup_from": self._schedule.warmup_from}
            self.changed.emit(registry.create("schedule", name, **warm), "kind")

    def _set(self, schedule: Schedule, field: str) -> None:
        self.changed.emit(schedule, field)
