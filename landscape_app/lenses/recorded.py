"""A path that was recorded elsewhere, laid over the values that it belongs to, and how much they show of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.objectives.sampled_grid import SampledGrid
from core.recording import Recording
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.way import way
from landscape_app.scene.model import Scene
from landscape_app.shapes import Key, Overlay

HELD = QT_TRANSLATE_NOOP("lens", "the plane shows {explained} of its variance")
WALK = QT_TRANSLATE_NOOP("lens", "a random walk's own plane: {baseline}")
TOLD = QT_TRANSLATE_NOOP("lens", "recorded path, {count} points")
OFF = QT_TRANSLATE_NOOP("lens", "epoch {k}: {off} off the plane (at most {most})")
AT = QT_TRANSLATE_NOOP("lens", "epoch {k}")
BOTH = QT_TRANSLATE_NOOP("lens", "{name}: {true}, where it is drawn {seen}")
SEEN = QT_TRANSLATE_NOOP("lens", "{name} where it is drawn: {seen}")
TRUE = QT_TRANSLATE_NOOP("lens", "{name}: {true}")
LOGGED_BOTH = QT_TRANSLATE_NOOP("lens", "logged: training {train}, test {test}")
LOGGED_TRAIN = QT_TRANSLATE_NOOP("lens", "logged: training {train}")
LOGGED_TEST = QT_TRANSLATE_NOOP("lens", "logged: test {test}")


class Recorded(Lensed):
    """Drawn wherever opened data have one."""

    name = "recorded"

    def wanted(self, scene: Scene) -> bool:
        return isinstance(scene.objective, SampledGrid) and bool(scene.objective.path)

    def draw(self, look: Look, data: Any) -> Overlay:
        assert isinstance(look.scene.objective, SampledGrid)
        objective, ink = look.scene.objective, look.theme.ink
        recording = objective.recording
        points = np.asarray(objective.path) if recording is None else recording.points
        rows = [(ink, Sentence(TOLD, {"count": len(points)}))]
        if recording is not None:
            k = int(min(max(look.head, 0.0), len(points) - 1.0))
            rows += [("", said) for said in told(recording, k, objective.quantity_shown)]
        return (*way(points, look.head, ink, look.theme), Key(tuple(rows)))


def told(r: Recording, k: int, name: str) -> list[Sentence]:
    """How honest the picture is about record ``k``, ``name`` being the loss that is shown."""
    out: list[Sentence] = []
    if r.explained is not None:
        out.append(Sentence(HELD, {"explained": f"{100 * r.explained:.0f} %"}))
    if r.random_walk is not None:
        out.append(Sentence(WALK, {"baseline": f"{100 * r.random_walk:.0f} %"}))
    epoch = f"{r.epoch_of(k):g}"
    if r.off is not None:
        out.append(Sentence(OFF, {"k": epoch, "off": f"{r.off[k]:.2g}", "most": f"{r.most_off:.2g}"}))
    else:
        out.append(Sentence(AT, {"k": epoch}))
    known = {part: f"{of[name][k]:.3g}" for part, of in (("true", r.true), ("seen", r.seen)) if name in of}
    if known:
        words = BOTH if len(known) == 2 else TRUE if "true" in known else SEEN
        out.append(Sentence(words, {"name": name, **known}))
    logged = {part: f"{line[k]:.3g}" for part, line in r.logged.items()}
    if logged:
        words = LOGGED_BOTH if len(logged) == 2 else LOGGED_TRAIN if "train" in logged else LOGGED_TEST
        out.append(Sentence(words, dict(logged)))
    return out
