"""The rotation test: each run once more on the turned surface, its path turned back and laid over its own."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from core.analysis.rotation import Turned, comparable, turned
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lenses.base import Lensed, Look
from landscape_app.scene.model import Scene, build
from landscape_app.shapes import Key, Overlay, Polyline, Shape

POINTS = 2_000  # of a path: more cannot be told apart
_ROUNDING = 1e-6  # of the width of the picture: nobody sees less

_ALL_DICE = QT_TRANSLATE_NOOP("lens", "every run throws dice: its noise would have to be turned as well")
_HEAD = QT_TRANSLATE_NOOP("lens", "turned by {angle}° and back, dashed:")
_SAME = QT_TRANSLATE_NOOP("lens", "{run}: the same path, {apart} apart")
_OTHER = QT_TRANSLATE_NOOP("lens", "{run}: another path, {apart} apart")
_LOST = QT_TRANSLATE_NOOP("lens", "{run}: one of the two has diverged")
_DICE = QT_TRANSLATE_NOOP("lens", "{run}: throws dice, so it is not turned")


class RotationLens(Lensed):
    """``prepare`` yields a tuple of :class:`Turned`, one a run that throws no dice, as they come."""

    name = "rotation"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.rotation != 0.0 and scene.objective.dim >= 2

    def why_not(self, scene: Scene) -> str:
        experiment = build(scene)
        some = any(comparable(experiment, i) for i in range(len(experiment.runs)))
        return super().why_not(scene) if some or not experiment.runs else _ALL_DICE

    def key(self, scene: Scene) -> Hashable:
        return build(scene), scene.lens.rotation

    def prepare(self, scene: Scene) -> Iterator[tuple[Turned, ...] | None]:
        experiment, found = build(scene), []
        for i in range(len(experiment.runs)):
            if comparable(experiment, i):
                found.append(turned(experiment, i, scene.lens.rotation))
                yield tuple(found)
        yield tuple(found)

    def draw(self, look: Look, data: Any) -> Overlay:
        known = {one.run: one for one in data}
        (x0, x1), (y0, y1) = look.scene.view_domain[:2]
        visible = _ROUNDING * max(x1 - x0, y1 - y0)
        width = look.theme.line_width
        shapes: list[Shape] = []
        rows: list[tuple[str, Sentence]] = []
        for run in look.snapshot.runs:
            if not run.spec.visible:
                continue
            one, colour = known.get(run.index), run.colour(look.theme)
            if one is None:
                if not comparable(build(replace(look.scene, runs=(run.spec,))), 0):
                    rows.append((colour, Sentence(_DICE, {"run": run.spec.title})))
                continue
            path = one.path[: int(min(max(look.head, 0.0), len(one.path) - 1)) + 1, :2]
            thin = path[:: max(1, len(path) // POINTS)]
            shapes += [
                Polyline(thin, look.theme.ink, width + 3.2, opacity=0.9),
                Polyline(thin, look.theme.plot, width + 1.6),
                Polyline(thin, colour, width, "dash"),
            ]
            words = _LOST if not np.isfinite(one.apart) else _SAME if one.apart <= visible else _OTHER
            rows.append((colour, Sentence(words, {"run": run.spec.title, "apart": f"{one.apart:.2g}"})))
        if not rows:
            return tuple(shapes)
        head = Sentence(_HEAD, {"angle": f"{look.scene.lens.rotation:g}"})
        return (*shapes, Key((("", head), *rows)))
