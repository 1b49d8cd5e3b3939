"""How the surface is drawn."""

from __future__ import annotations

from dataclasses import replace

from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.scene.model import CHARTS, Display, Scene
from landscape_app.store import Store


class DisplayPanel(StorePanel):
    """Writes ``scene.display``."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Display"))
        self.form = ParamForm(store.scene.display, hidden=(*CHARTS, "count"))  # chosen at the charts
        self.form.changed.connect(self._set)
        self.bind(self.form)
        self.content.addWidget(self.form)

    def follow(self, scene: Scene) -> None:
        """Show the scene's display."""
        self.form.set_instance(scene.display)

    def _set(self, display: Display, field: str) -> None:
        self.store.update(replace(self.store.scene, display=display), merge=f"display.{field}")
