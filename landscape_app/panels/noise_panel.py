"""Gradient noise: its size, its seed, the same dice for all."""

from __future__ import annotations

import random
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from core.noise import Noise
from core.params import params_of
from landscape_app import icons
from landscape_app.panels.number_box import NumberBox
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
        self.sigma = ParamForm(store.scene.noise, only=("sigma",))
        self.form = ParamForm(store.scene.noise, hidden=("sigma", "seed"))
        for form in (self.sigma, self.form):
            form.changed.connect(self._set)
            self.bind(form)
        known = params_of(Noise)["seed"]
        self.seed = NumberBox(known)
        self.seed.setToolTip(known.help)
        self.seed.entered.connect(lambda value: self._set_seed(int(value)))
        label = QLabel(known.label)
        label.setToolTip(known.help)
        label.setBuddy(self.seed)
        self.new_seed = QPushButton(self.tr("New seed"))
        self.new_seed.setToolTip(self.tr("Throw the dice again"))
        self.new_seed.clicked.connect(self._draw_seed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label, 1)
        row.addWidget(self.new_seed)
        row.addWidget(self.seed)
        who = QLabel(self.tr("Each run's card says whether that run sees the noise."))
        who.setWordWrap(True)
        who.setProperty("role", "muted")
        self.content.addWidget(self.sigma)
        self.content.addLayout(row)
        self.content.addWidget(self.form)
        self.content.addWidget(who)
        self.follow(store.scene)

    def follow(self, scene: Scene) -> None:
        """Show the scene's noise."""
        self.sigma.set_instance(scene.noise)
        self.form.set_instance(scene.noise)
        self.seed.set_value(scene.noise.seed)

    def set_theme(self, theme: Theme) -> None:
        """Icons in the theme's ink."""
        super().set_theme(theme)
        self.new_seed.setIcon(icons.icon("dice", theme.ink))

    def _set(self, noise: Noise, field: str) -> None:
        self.store.update(replace(self.store.scene, noise=noise), merge=f"noise.{field}")

    def _draw_seed(self) -> None:
        noise = self.store.scene.noise
        seed = (noise.seed + random.randrange(1, _SEEDS)) % _SEEDS if noise.seed < _SEEDS else random.randrange(_SEEDS)
        self._set_seed(seed)  # never the one in force

    def _set_seed(self, seed: int) -> None:
        scene = self.store.scene
        self.store.update(replace(scene, noise=replace(scene.noise, seed=seed)))
