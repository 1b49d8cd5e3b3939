"""Gradient noise: its size, its seed, the same dice for all."""

from __future__ import annotations

import random
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton

from core.noise import Noise
from landscape_app import icons
from landscape_app.panels.param_form import ParamForm
from landscape_app.panels.section import StorePanel
from landscape_app.scene.model import Scene
from landscape_app.store import Store
from landscape_app.theme import Theme

_SEEDS = 10_000  # "new seed" draws below this: short enough to say aloud in class


class NoisePanel(StorePanel):
    """Writes ``scene.noise``."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, self.tr("Gradient noise"))
        self.form = ParamForm(store.scene.noise)
        self.form.changed.connect(self._set)
        self.bind(self.form)
        self.new_seed = QPushButton(self.tr("New seed"))
        self.new_seed.setToolTip(self.tr("Throw the dice again"))
        self.new_seed.clicked.connect(self._draw_seed)
        who = QLabel(self.tr("SGD, momentum and Adam see the noise; gradient descent and line searches do not."))
        who.setWordWrap(True)
        who.setProperty("role", "muted")
        for widget in (self.form, self.new_seed, who):
            self.content.addWidget(widget)

    def follow(self, scene: Scene) -> None:
        """Show the scene's noise."""
        self.form.set_instance(scene.noise)

    def set_theme(self, theme: Theme) -> None:
        """Icons in the theme's ink."""
        super().set_theme(theme)
        self.new_seed.setIcon(icons.icon("dice", theme.ink))

    def _set(self, noise: Noise, field: str) -> None:
        self.store.update(replace(self.store.scene, noise=noise), merge=f"noise.{field}")

    def _draw_seed(self) -> None:
        scene = self.store.scene
        seed = random.randrange(_SEEDS)
        self.store.update(replace(scene, noise=replace(scene.noise, seed=seed)))
