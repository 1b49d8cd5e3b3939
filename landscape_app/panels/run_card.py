"""One run of the race: its heading, and unfolded its method and the method's parameters."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core import registry
from core.batches import Batching
from core.clipping import Clipping
from core.objectives.finite_sums import FiniteSum
from core.optimizers.base import Optimizer
from core.params import params_of
from core.schedules.base import Schedule
from core.words import CoreError
from landscape_app import icons
from landscape_app.panels.numbers import shown
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.run_title import RunTitle
from landscape_app.panels.schedule_form import ScheduleForm
from landscape_app.panels.shelves import fill_combo, method_shelves
from landscape_app.scene.model import MARKERS, RunSpec, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme, run_colour

MAX_RUNS = 32  # as many as a scene file may hold
_ICON = 18  # pixels at 10 points
_MOST_NAME = 80  # characters of a name


class RunCard(QFrame):
    """Writes ``scene.runs[index]``; ``unfold_asked(index, alone)`` when its heading is used."""

    unfold_asked = Signal(int, bool)
    walked = Signal(int, int)  # index, -1 or 1
    duplicated = Signal(int)
    removed = Signal(int)

    def __init__(self, store: Store, index: int) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.store = store
        self.index = index
        self._theme = LIGHT
        self._dressed: tuple[object, ...] = ()
        self.form: ParamForm | None = None
        self._build_top()
        self._build_body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(7, 4, 5, 4)
        layout.setSpacing(2)
        layout.addLayout(self._top)
        layout.addWidget(self.body)

    def _build_top(self) -> None:
        self.swatch = self._button(self.tr("Colour of the run"), self._pick_colour)
        self.title = RunTitle()
        self.title.clicked.connect(self._ask_unfold)
        self.title.walked.connect(lambda way: self.walked.emit(self.index, way))
        self.title.command.connect(self._command)
        self.eye = self._button(self.tr("Show or hide"), self._toggle_visible)
        self.copy = self._button(self.tr("Duplicate"), self._duplicate)
        self.remove = self._button(self.tr("Remove"), self._remove)
        self._top = QHBoxLayout()
        self._top.setSpacing(1)
        self._top.addWidget(self.swatch)
        self._top.addWidget(self.title, 1)
        for button in (self.eye, self.copy, self.remove):
            self._top.addWidget(button)

    def _build_body(self) -> None:
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Method"))
        self.method.setToolTip(self.tr("The optimisation method"))
        self.method.setMaxVisibleItems(20)
        self.method.setMinimumContentsLength(12)
        self.method.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill_combo(self.method, method_shelves())
        self.method.activated.connect(self._choose_method)
        self.noisy = QCheckBox(self.tr("Sees gradient noise"))
        self.noisy.setToolTip(self.tr("Whether the gradients of this run carry the noise σ"))
        self.noisy.clicked.connect(self._set_noisy)
        self.clip = ParamForm(Clipping(), inline=True)
        self.clip.changed.connect(self._set_clip)
        self.clip.editing_started.connect(self.store.begin)
        self.clip.editing_finished.connect(self.store.end)
        self.schedule = ScheduleForm()
        self.schedule.changed.connect(self._set_schedule)
        self.schedule.editing_started.connect(self.store.begin)
        self.schedule.editing_finished.connect(self.store.end)
        self.batching = ParamForm(Batching(), inline=True)
        self.batching.changed.connect(self._set_batching)
        self.batching.editing_started.connect(self.store.begin)
        self.batching.editing_finished.connect(self.store.end)
        self.name = QLineEdit()
        self.name.setMaxLength(_MOST_NAME)
        self.name.setAccessibleName(self.tr("Name of the run"))
        self.name.setToolTip(self.tr("Name of the run; empty shows the method's name"))
        self.name.editingFinished.connect(self._rename)
        label = QLabel(self.tr("Name"))
        label.setBuddy(self.name)
        naming = QHBoxLayout()
        naming.setSpacing(8)
        naming.addWidget(label)
        naming.addWidget(self.name, 1)
        self.body = QWidget()
        self.body.hide()
        self._content = QVBoxLayout(self.body)
        self._content.setContentsMargins(3, 2, 5, 6)
        self._content.setSpacing(6)
        self._content.addWidget(self.method)
        self._content.addWidget(self.schedule)
        self._content.addWidget(self.batching)
        self._content.addWidget(self.noisy)
        self._content.addWidget(self.clip)
        self._content.addLayout(naming)

    def _button(self, tip: str, called: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(lambda: called())
        return button

    @property
    def spec(self) -> RunSpec:
        """The run that this card shows."""
        return self.store.scene.runs[self.index]

    @property
    def unfolded(self) -> bool:
        """Whether the parameters are shown."""
        return not self.body.isHidden()

    def unfold(self, on: bool) -> None:
        """Show or hide the parameters."""
        self.body.setVisible(on)
        self.title.setChecked(on)

    def follow(self, scene: Scene, theme: Theme) -> None:
        """Show the run of ``scene`` at this card's place."""
        spec = scene.runs[self.index]
        self._theme = theme
        self._dress(spec)
        self.title.show_run(spec.title, _summary(spec), spec.visible, theme)
        if not self.name.hasFocus():
            self.name.setText(spec.name)
            self.name.setCursorPosition(0)
            self.name.setCursorPosition(0)
        self.name.setPlaceholderText(spec.method.label)
        self.method.setCurrentIndex(self.method.findData(spec.method.id))
        self.noisy.setChecked(spec.method.stochastic if spec.noisy is None else spec.noisy)
        self.clip.set_instance(spec.clip)
        self.clip.setHidden(not spec.method.uses_lr)
        self.clip.number("clip_at").setHidden(not spec.clip.active)
        self.schedule.set_schedule(spec.schedule)
        self.schedule.setHidden(not spec.method.uses_lr)
        self.batching.set_instance(spec.batching)
        self.batching.setHidden(not (isinstance(scene.objective, FiniteSum) and spec.method.uses_lr))
        if self.form is None or self.form.kind is not type(spec.method):
            self._build_form(spec.method)
        else:
            self.form.set_instance(spec.method)
        self._mark_critical(spec.method, scene)

    def _dress(self, spec: RunSpec) -> None:
        """Icons and swatch: painted anew only where they differ, for this comes with every turn of a slider."""
        colour = run_colour(self._theme, self.index, spec.colour)
        marker = spec.marker or MARKERS[self.index % len(MARKERS)]
        now = (self._theme, colour, marker, spec.visible)
        if now == self._dressed:
            return
        self._dressed = now
        ink, muted = self._theme.ink, self._theme.muted
        size = round(_ICON * self._theme.font_size / LIGHT.font_size)
        for button in (self.swatch, self.eye, self.copy, self.remove):
            button.setIconSize(QSize(size, size))
        self.swatch.setIcon(icons.swatch(colour, marker, self._theme.panel))
        self.eye.setIcon(icons.icon("eye" if spec.visible else "eye_off", ink if spec.visible else muted))
        self.copy.setIcon(icons.icon("duplicate", ink))
        self.remove.setIcon(icons.icon("remove", ink))

    def _build_form(self, method: Optimizer) -> None:
        if self.form is not None:
            self._content.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = ParamForm(method)
        self.form.changed.connect(self._set_method)
        self.form.editing_started.connect(self.store.begin)
        self.form.editing_finished.connect(self.store.end)
        self._content.insertWidget(1, self.form)
        parts = (self.form, self.schedule, self.batching)
        inside = [w for part in parts for w in part.findChildren(QWidget)]
        inside += [self.noisy, *self.clip.findChildren(QWidget)]
        here = self.window()  # the lists that open below a choice are windows of their own
        focusable = [w for w in inside if w.window() is here and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        chain = [self.method, *focusable, self.name]
        for before, after in itertools.pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _mark_critical(self, method: Optimizer, scene: Scene) -> None:
        if self.form is None or "lr" not in self.form.fields:
            return
        critical = method.critical_lr(scene.objective)
        if critical is None:
            self.form.number("lr").set_mark(None)
            return
        past = method.lr > critical  # type: ignore[attr-defined]
        words = self.tr("Past the critical {}: it diverges") if past else self.tr("Critical {}: beyond it diverges")
        self.form.number("lr").set_mark(critical, words.format(shown(critical)), past=past)

    # What the hand asks for -------------------------------------------------------------------------------------

    def _ask_unfold(self) -> None:
        control = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.unfold_asked.emit(self.index, not control)

    def _command(self, name: str) -> None:
        if name == "rename":
            if not self.unfolded:
                self.unfold_asked.emit(self.index, True)
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()
        else:
            {"remove": self._remove, "duplicate": self._duplicate}[name]()

    def _put(self, spec: RunSpec, merge: str | None = None) -> None:
        scene = self.store.scene
        runs = (*scene.runs[: self.index], spec, *scene.runs[self.index + 1 :])
        self.store.update(replace(scene, runs=runs), merge=merge)

    def _set_method(self, method: Optimizer, field: str) -> None:
        self._put(replace(self.spec, method=method), merge=f"runs.{self.index}.{field}")

    def _choose_method(self, index: int) -> None:
        name = self.method.itemData(index)
        old = self.spec.method
        if name is None or name == old.id:
            return
        known = params_of(registry.get("optimizer", name))
        # A field of the same name may mean another thing: then its label is another.
        kept = {
            field: getattr(old, field)
            for field, param in params_of(type(old)).items()
            if field in known and known[field].label == param.label
        }
        try:
            method = registry.create("optimizer", name, **kept)
        except CoreError:  # values that do not go together there
            method = registry.create("optimizer", name)
        self._put(replace(self.spec, method=method, noisy=None))

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name != self.spec.name:
            self._put(replace(self.spec, name=name))

    def _toggle_visible(self) -> None:
        self._put(replace(self.spec, visible=not self.spec.visible))

    def _set_noisy(self, on: bool) -> None:
        self._put(replace(self.spec, noisy=None if on == self.spec.method.stochastic else on))

    def _set_clip(self, clip: Clipping, field: str) -> None:
        self._put(replace(self.spec, clip=clip), merge=f"runs.{self.index}.{field}")

    def _set_schedule(self, schedule: Schedule, field: str) -> None:
        merge = None if field == "kind" else f"runs.{self.index}.schedule.{field}"
        self._put(replace(self.spec, schedule=schedule), merge=merge)

    def _set_batching(self, batching: Batching, field: str) -> None:
        self._put(replace(self.spec, batching=batching), merge=f"runs.{self.index}.{field}")

    def _pick_colour(self) -> None:
        now = QColor(run_colour(self._theme, self.index, self.spec.colour))
        chosen = QColorDialog.getColor(now, self, self.tr("Colour of the run"))
        if chosen.isValid():
            self._put(replace(self.spec, colour=chosen.name()))

    def _duplicate(self) -> None:
        scene = self.store.scene
        if len(scene.runs) < MAX_RUNS:
            spec = replace(self.spec, colour="", dash="", marker="", stream=unused_stream(scene))
            self.store.update(replace(scene, runs=(*scene.runs, spec)))
            self.duplicated.emit(len(scene.runs))

    def _remove(self) -> None:
        scene = self.store.scene
        index = self.index
        self.store.update(replace(scene, runs=scene.runs[:index] + scene.runs[index + 1 :]))
        self.removed.emit(index)


def unused_stream(scene: Scene) -> int:
    """Dice that no run of ``scene`` throws yet."""
    used = {run.stream for run in scene.runs}
    return next(number for number in range(len(used) + 1) if number not in used)


def _summary(spec: RunSpec) -> str:
    """The method, where the run is called otherwise, and the numbers it is set to."""
    words = [spec.method.label] if spec.name and spec.name != spec.method.label else []
    for name, param in params_of(type(spec.method)).items():
        value = getattr(spec.method, name)
        if param.kind in ("float", "int") and param.symbol and param.counts(spec.method):
            words.append(f"{param.symbol} = {shown(float(value))}")
    if spec.method.uses_lr and spec.schedule.id != "constant":
        words.append(spec.schedule.label)
    return ",  ".join(words)
