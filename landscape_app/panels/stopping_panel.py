"""When a run ends: each rule with its switch and its own ε, the step limit, the bound."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox

from core.objectives.finite_sums import FiniteSum
from core.stopping import Stopping
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.scene.model import Scene
from landscape_app.store import Store

_RULES = ("gradient", "step", "value")


class StoppingPanel(StorePanel):
    """Writes ``scene.stopping``."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Stopping rules"))
        self.form = ParamForm(store.scene.stopping)
        self.form.changed.connect(self._set)
        self.bind(self.form)
        self.content.addWidget(self.form)
        self._enable(store.scene)

    def follow(self, scene: Scene) -> None:
        """Show the scene's rules."""
        self.form.set_instance(scene.stopping)
        self._enable(scene)

    def _enable(self, scene: Scene) -> None:
        stopping = scene.stopping
        sampled = isinstance(scene.objective, FiniteSum) or bool(stopping.max_samples)
        self.form.fields["max_samples"].setVisible(sampled)  # elsewhere a sample is a gradient
        for rule in _RULES:
            switch = self.form.fields[f"{rule}_on"]
            assert isinstance(switch, QCheckBox)
            self.form.fields[f"{rule}_eps"].setVisible(bool(getattr(stopping, f"{rule}_on")))

    def _set(self, stopping: Stopping, field: str) -> None:
        self.store.update(replace(self.store.scene, stopping=stopping), merge=f"stopping.{field}")
