"""The training behind a slice of a network's loss, projected onto the plane, and how much of it that shows."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from core.arrays import Array
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lenses.base import Lensed, Look
from landscape_app.scene.model import Scene
from landscape_app.shapes import Dots, Key, Overlay, Polyline

PATH = QT_TRANSLATE_NOOP("lens", "the training, epoch by epoch")
HELD = QT_TRANSLATE_NOOP("lens", "the plane shows {explained} of its variance")
WALK = QT_TRANSLATE_NOOP("lens", "a random walk's own plane: {baseline}")
OFF = QT_TRANSLATE_NOOP("lens", "it began {off} off the plane")


@dataclass(frozen=True, eq=False)
class Shown:
    """Where the training's epochs lie on the plane, (k+1, 2), and how honest that is, in sentences."""

    points: Array
    told: tuple[Sentence, ...]


class Training(Lensed):
    """Drawn wherever the surface is a slice."""

    name = "training"

    def wanted(self, scene: Scene) -> bool:
        return isinstance(scene.objective, NetworkSlice)

    def key(self, scene: Scene) -> Hashable:
        assert isinstance(scene.objective, NetworkSlice)
        return scene.objective.training

    def prepare(self, scene: Scene) -> Iterator[Any]:
        assert isinstance(scene.objective, NetworkSlice)
        yield None
        h = scene.objective.trained.honesty
        told = (
            Sentence(PATH),
            Sentence(HELD, {"explained": _share(h.explained)}),
            Sentence(WALK, {"baseline": _share(h.baseline)}),
            Sentence(OFF, {"off": f"{h.off[0]:.2g}"}),
        )
        yield Shown(h.points, told)

    def draw(self, look: Look, data: Any) -> Overlay:
        ink, casing = look.theme.ink, look.theme.plot
        rows = tuple((ink if i == 0 else "", sentence) for i, sentence in enumerate(data.told))
        return (
            Polyline(data.points, casing, 4.0, opacity=0.85),
            Polyline(data.points, ink, 1.6),
            Dots(data.points, ink, 1.8),
            Key(rows),
        )


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"
