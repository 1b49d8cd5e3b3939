"""A path that was recorded elsewhere, laid over the values that it belongs to."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.objectives.sampled_grid import SampledGrid
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.way import way
from landscape_app.scene.model import Scene
from landscape_app.shapes import Key, Overlay

TOLD = QT_TRANSLATE_NOOP("lens", "recorded path, {count} points")


class Recorded(Lensed):
    """Drawn wherever opened data have one."""

    name = "recorded"

    def wanted(self, scene: Scene) -> bool:
        return isinstance(scene.objective, SampledGrid) and bool(scene.objective.path)

    def draw(self, look: Look, data: Any) -> Overlay:
        assert isinstance(look.scene.objective, SampledGrid)
        points, ink = np.asarray(look.scene.objective.path), look.theme.ink
        return (*way(points, look.head, ink, look.theme), Key(((ink, Sentence(TOLD, {"count": len(points)})),)))
