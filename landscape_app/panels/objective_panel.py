"""Which surface: the list of objectives, the formula, the parameters, what is known of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from core import registry
from core.objectives.base import Objective
from core.objectives.finite_sums import LinearModelSum
from core.objectives.network_slice import NetworkSlice
from core.objectives.sampled_grid import SampledGrid
from core.objectives.typed import Typed
from landscape_app.panels.data_form import DataForm
from landscape_app.panels.domain_form import DomainForm
from landscape_app.panels.formula_form import FormulaForm
from landscape_app.panels.formula_text import formula_html
from landscape_app.panels.numbers import shown
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.panels.shelves import fill_combo
from landscape_app.scene.model import Scene, with_objective
from landscape_app.store import Store


class ObjectivePanel(StorePanel):
    """Writes ``scene.objective``; a new kind of objective takes start and domain back to its own."""

    open_data_requested = Signal()
    open_samples_requested = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Surface"))
        self.combo = QComboBox()
        self.combo.setAccessibleName(self.tr("Surface"))
        self.combo.setToolTip(self.tr("The function to be minimised"))
        self.combo.setMaxVisibleItems(20)
        self._fill()
        self.combo.activated.connect(self._choose)
        self.formula = QLabel()
        self.formula.setProperty("role", "formula")
        self.formula.setWordWrap(True)
        self.formula.setTextFormat(Qt.TextFormat.RichText)
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        self.samples = QPushButton(self.tr("Samples from a CSV file …"))
        self.samples.clicked.connect(self.open_samples_requested)
        self.form: ParamForm | FormulaForm | DataForm | None = None
        self.domain = DomainForm()
        self.domain.entered.connect(self._set_domain)
        for widget in (self.combo, self.formula, self.samples, self.facts, self.domain):
            self.content.addWidget(widget)
        self.follow(store.scene)

    def _fill(self) -> None:
        groups = {
            "convex": self.tr("Convex"),
            "saddle": self.tr("Saddles"),
            "minima": self.tr("Many minima"),
            "valley": self.tr("Valleys and plateaus"),
            "stress": self.tr("Stress tests"),
            "composite": self.tr("Penalties and constraints"),
            "data": self.tr("Sums over data"),
            "network": self.tr("Networks"),
            "own": self.tr("Your own"),
        }
        by_group: dict[str, list[tuple[str, str]]] = {}
        for name in registry.names("objective"):
            kind = registry.get("objective", name)
            by_group.setdefault(kind.group, []).append((kind.label, name))
        fill_combo(self.combo, [(groups.get(group, group.capitalize()), of) for group, of in by_group.items()])

    def follow(self, scene: Scene) -> None:
        """Show the scene's objective; the controls are rebuilt only for another kind."""
        objective = scene.objective
        self.combo.setCurrentIndex(self.combo.findData(objective.id))
        self.formula.setText(formula_html(objective.formula))
        self.formula.setHidden(isinstance(objective, (Typed, SampledGrid)))
        self.domain.follow(scene)
        self.formula.setToolTip(objective.source)
        facts = self._facts(objective)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        learns = isinstance(objective, NetworkSlice)
        self.samples.setVisible(learns or isinstance(objective, LinearModelSum))
        self.samples.setToolTip(
            self.tr("One sample a line: 1 to 16 inputs, then its class (a number or a word) or the number to be learnt")
            if learns
            else self.tr("One sample a line: a feature and its target, or two features and a target")
        )
        if self.form is not None and self.form.kind is type(objective):
            self.form.set_instance(objective)  # type: ignore[arg-type]
            return
        if self.form is not None:
            self.content.removeWidget(self.form)
            self.form.deleteLater()
        self.form = self._form_of(objective)
        self.form.changed.connect(self._set)
        self.bind(self.form)
        self.content.insertWidget(3 if learns else 2, self.form)  # a network's is long: the button stays in sight
        self.form.setVisible(bool(self.form.fields) or isinstance(objective, Typed))

    def _form_of(self, objective: Objective) -> ParamForm | FormulaForm | DataForm:
        if isinstance(objective, Typed):
            return FormulaForm(objective)
        if isinstance(objective, SampledGrid):
            form = DataForm(objective)
            form.open_requested.connect(self.open_data_requested)
            return form
        return ParamForm(objective)

    def _facts(self, objective: Objective) -> str:
        words: list[str] = []
        if objective.L is not None:
            words.append(f"L = {shown(objective.L)}")
        if objective.mu is not None:
            words.append(f"μ = {shown(objective.mu)}")
            if objective.L is not None:
                words.append(f"κ = {shown(objective.L / objective.mu)}")
        if objective.f_star is not None:
            words.append(f"f* = {shown(objective.f_star)}")
        else:
            if objective.global_minima:
                words.append(self.tr("lowest in view {}").format(shown(objective.global_minima[0].value)))
            if not objective.bounded_below:
                words.append(self.tr("no lower bound"))
        kinds = [point.kind for point in objective.critical_points]
        if objective.has_minimum_curve:
            minima = (1, "", self.tr("curves of minima"))
        elif objective.lists == "lowest":
            minima = (len(objective.global_minima), self.tr("{} global minima"), self.tr("1 global minimum"))
        else:
            minima = (kinds.count("minimum"), self.tr("{} minima"), self.tr("1 minimum"))
        counted = [
            minima,
            (kinds.count("saddle"), self.tr("{} saddles"), self.tr("1 saddle")),
            (kinds.count("maximum"), self.tr("{} maxima"), self.tr("1 maximum")),
        ]
        words += [one if count == 1 else many.format(count) for count, many, one in counted if count]
        # each fact stays on one line, and a minus is no hyphen
        return "  ·  ".join(word.replace(" ", "\u00a0").replace("-", "−") for word in words)

    def _set_domain(self, domain: tuple[tuple[float, float], ...]) -> None:
        self.store.update(replace(self.store.scene, domain=domain))

    def _choose(self, index: int) -> None:
        name = self.combo.itemData(index)
        if name and name != self.store.scene.objective.id:
            self.store.update(with_objective(self.store.scene, registry.create("objective", name)))

    def _set(self, objective: Objective, field: str) -> None:
        scene = self.store.scene
        if objective.dim != scene.objective.dim:
            self.store.update(with_objective(scene, objective), merge=f"objective.{field}")
        else:
            self.store.update(replace(scene, objective=objective), merge=f"objective.{field}")
