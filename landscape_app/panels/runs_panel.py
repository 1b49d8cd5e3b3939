"""The runners of the race: a card each, and a button to add one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core import registry
from core.clipping import Clipping
from core.optimizers.base import Optimizer
from core.params import params_of
from landscape_app import icons
from landscape_app.panels.numbers import shown
from landscape_app.panels.param_form import ParamForm
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme, run_colour

MAX_RUNS = 32  # as many as a scene file may hold


class RunsPanel(QWidget):
    """Writes ``scene.runs``."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._theme = LIGHT
        self.cards: list[RunCard] = []
        self.add_button = QPushButton(self.tr("Add a method"))
        self.add_button.setToolTip(self.tr("Another runner from the same start"))
        menu = QMenu(self)
        for name in registry.names("optimizer"):
            label = registry.get("optimizer", name).label
            menu.addAction(label).triggered.connect(lambda _checked=False, name=name: self.add(name))
        self.add_button.setMenu(menu)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.add_button)
        store.changed.connect(lambda _old, new: self.follow(new))
        self.follow(store.scene)

    def follow(self, scene: Scene) -> None:
        """Show the scene's runs; a card is rebuilt only where its method is of another kind."""
        while len(self.cards) > len(scene.runs):
            card = self.cards.pop()
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(scene.runs):
            card = RunCard(self.store, len(self.cards))
            self.cards.append(card)
            self._layout.insertWidget(self._layout.count() - 1, card)
        for card in self.cards:
            card.follow(scene, self._theme)
        self.add_button.setEnabled(len(scene.runs) < MAX_RUNS)

    def set_theme(self, theme: Theme) -> None:
        """Colours of the palette and icons."""
        self._theme = theme
        self.add_button.setIcon(icons.icon("plus", theme.ink))
        self.follow(self.store.scene)

    def add(self, method: str) -> None:
        """Add a run of ``method`` with its defaults and dice of its own."""
        scene = self.store.scene
        spec = RunSpec(registry.create("optimizer", method), stream=_unused_stream(scene))
        self.store.update(replace(scene, runs=(*scene.runs, spec)))


def _unused_stream(scene: Scene) -> int:
    used = {run.stream for run in scene.runs}
    return next(number for number in range(len(used) + 1) if number not in used)


class RunCard(QFrame):
    """One run: colour, name, eye, method and its parameters."""

    folded = Signal()

    def __init__(self, store: Store, index: int) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.store = store
        self.index = index
        self._theme = LIGHT
        self.form: ParamForm | None = None
        self.swatch = self._button(self.tr("Colour"), self._pick_colour)
        self.swatch.setFixedWidth(16)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the run"))
        self.name.setToolTip(self.tr("Name of the run; empty shows the method's name"))
        self.name.editingFinished.connect(self._rename)
        self.eye = self._button(self.tr("Show or hide"), self._toggle_visible)
        self.copy = self._button(self.tr("Duplicate"), self._duplicate)
        self.fold_button = self._button(self.tr("Fold the parameters away"), self._fold)
        self.remove = self._button(self.tr("Remove"), self._remove)
        top = QHBoxLayout()
        top.setSpacing(2)
        for widget in (self.swatch, self.name, self.eye, self.copy, self.remove, self.fold_button):
            top.addWidget(widget)
        self.method = QComboBox()
        self.method.setAccessibleName(self.tr("Method"))
        self.method.setToolTip(self.tr("The optimisation method"))
        for name in registry.names("optimizer"):
            self.method.addItem(registry.get("optimizer", name).label, name)
        self.method.activated.connect(self._choose_method)
        self.noisy = QCheckBox(self.tr("Sees gradient noise"))
        self.noisy.setToolTip(self.tr("Whether the gradients of this run carry the noise σ"))
        self.noisy.clicked.connect(self._set_noisy)
        self.clip = ParamForm(Clipping(), inline=True)
        self.clip.changed.connect(self._set_clip)
        self.clip.editing_started.connect(store.begin)
        self.clip.editing_finished.connect(store.end)
        self.body = QWidget()
        self._content = QVBoxLayout(self.body)
        self._content.setContentsMargins(0, 2, 0, 0)
        self._content.setSpacing(6)
        self._content.addWidget(self.method)
        self._content.addWidget(self.noisy)
        self._content.addWidget(self.clip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 7, 9, 8)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.body)

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

    def follow(self, scene: Scene, theme: Theme) -> None:
        """Show the run of ``scene`` at this card's place."""
        spec = scene.runs[self.index]
        self._theme = theme
        colour = run_colour(theme, self.index, spec.colour)
        self.swatch.setStyleSheet(f"QToolButton {{ background: {colour}; border-radius: 4px; border: none; }}")
        self.eye.setIcon(icons.icon("eye" if spec.visible else "eye_off", theme.ink if spec.visible else theme.muted))
        self.copy.setIcon(icons.icon("duplicate", theme.ink))
        self.remove.setIcon(icons.icon("remove", theme.ink))
        self.fold_button.setIcon(icons.icon("right" if self.body.isHidden() else "down", theme.ink))
        if not self.name.hasFocus():
            self.name.setText(spec.name)
        self.name.setPlaceholderText(spec.method.label)
        self.method.setCurrentIndex(self.method.findData(spec.method.id))
        self.noisy.setChecked(spec.method.stochastic if spec.noisy is None else spec.noisy)
        self.clip.set_instance(spec.clip)
        self.clip.setHidden(not spec.method.uses_lr)
        self.clip.number("clip_at").setHidden(not spec.clip.active)
        if self.form is None or self.form.kind is not type(spec.method):
            self._build_form(spec.method)
        elif self.form is not None:
            self.form.set_instance(spec.method)
        self._mark_critical(spec.method, scene)

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

    def _mark_critical(self, method: Optimizer, scene: Scene) -> None:
        if self.form is None or "lr" not in self.form.fields:
            return
        critical = method.critical_lr(scene.objective)
        text = (
            "" if critical is None else self.tr("Critical value {}: above it the run diverges").format(shown(critical))
        )
        self.form.number("lr").set_mark(critical, text)

    def _put(self, spec: RunSpec, merge: str | None = None) -> None:
        scene = self.store.scene
        runs = (*scene.runs[: self.index], spec, *scene.runs[self.index + 1 :])
        self.store.update(replace(scene, runs=runs), merge=merge)

    def _set_method(self, method: Optimizer, field: str) -> None:
        self._put(replace(self.spec, method=method), merge=f"runs.{self.index}.{field}")

    def _choose_method(self, index: int) -> None:
        name = self.method.itemData(index)
        old = self.spec.method
        if name == old.id:
            return
        known = params_of(registry.get("optimizer", name))
        # A field of the same name may mean another thing: then its label is another.
        kept = {
            field: getattr(old, field)
            for field, param in params_of(type(old)).items()
            if field in known and known[field].label == param.label
        }
        self._put(replace(self.spec, method=registry.create("optimizer", name, **kept), noisy=None))

    def _rename(self) -> None:
        if self.name.text() != self.spec.name:
            self._put(replace(self.spec, name=self.name.text()))

    def _toggle_visible(self) -> None:
        self._put(replace(self.spec, visible=not self.spec.visible))

    def _set_noisy(self, on: bool) -> None:
        self._put(replace(self.spec, noisy=None if on == self.spec.method.stochastic else on))

    def _set_clip(self, clip: Clipping, field: str) -> None:
        self._put(replace(self.spec, clip=clip), merge=f"runs.{self.index}.{field}")

    def _pick_colour(self) -> None:
        now = QColor(run_colour(self._theme, self.index, self.spec.colour))
        chosen = QColorDialog.getColor(now, self, self.tr("Colour of the run"))
        if chosen.isValid():
            self._put(replace(self.spec, colour=chosen.name()))

    def _duplicate(self) -> None:
        scene = self.store.scene
        spec = replace(self.spec, colour="", dash="", marker="", stream=_unused_stream(scene))
        if len(scene.runs) < MAX_RUNS:
            self.store.update(replace(scene, runs=(*scene.runs, spec)))

    def _remove(self) -> None:
        scene = self.store.scene
        self.store.update(replace(scene, runs=scene.runs[: self.index] + scene.runs[self.index + 1 :]))

    def _fold(self) -> None:
        self.body.setVisible(self.body.isHidden())
        self.follow(self.store.scene, self._theme)
