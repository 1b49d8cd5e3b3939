"""One run with many seeds at once: their paths, and the median over them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np

from core.analysis.fan import Fan, fan
from core.arrays import IntArray
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.chance import looked_at, run_key, throws_dice
from landscape_app.scene.model import Scene, build
from landscape_app.shapes import Dots, Note, Overlay, Polyline

QUANTILES = (0.1, 0.5, 0.9)
_SHOWN = 40  # paths drawn whole; where the other seeds are is drawn as dots
_POINTS = 3_000  # of all paths together: more cannot be painted in a frame
_CHUNK = 64  # steps, so that the picture grows soon

_NO_DICE = QT_TRANSLATE_NOOP("lens", "no fan: this run throws no dice,\nevery seed gives the same path")
_WORDS = QT_TRANSLATE_NOOP("lens", "median of {seeds} seeds")
_WORDS_SOME = QT_TRANSLATE_NOOP("lens", "median of {seeds} seeds,\n{shown} of their paths drawn")


class FanLens(Lensed):
    """``prepare`` yields :class:`Fan` as it grows."""

    name = "fan"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.fan > 0

    def why_not(self, scene: Scene) -> str:
        run = looked_at(scene)
        return _NO_DICE if run is None or not throws_dice(scene, run) else super().why_not(scene)

    def key(self, scene: Scene) -> Hashable:
        run = looked_at(scene)
        if run is None or not throws_dice(scene, run):
            return None
        return run_key(scene, run), scene.lens.fan, scene.lens.run

    def prepare(self, scene: Scene) -> Iterator[Fan]:
        yield from fan(build(scene), scene.lens.run, scene.lens.fan, QUANTILES, _CHUNK)

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None or run.trajectory.x.shape[1] < 2:
            return ()
        if data is None:
            x, y = run.plane[look.step_of(run.trajectory)].tolist()
            return (Note((x, y), said(_NO_DICE), look.colour),) if np.isfinite(x + y) else ()
        k = min(int(max(look.head, 0.0)), data.steps)
        seeds = data.paths.shape[1]
        shown = min(seeds, _SHOWN)
        paths = data.paths[_kept(k, _POINTS // shown), :shown, :2]
        holes = np.full((1, shown, 2), np.nan)
        joined = np.concatenate([paths, holes]).transpose(1, 0, 2).reshape(-1, 2)
        median = data.x[QUANTILES.index(0.5), _kept(k, 600), :2]
        hair = 1.0 / max(1.0, look.theme.line_width / 2.2)  # one pixel wide: more takes Qt ten times as long
        ends = data.paths[k, :, :2]
        x, y = float(median[-1, 0]), float(np.max(ends[:, 1]))
        words = said(_WORDS if shown == seeds else _WORDS_SOME).format(seeds=seeds, shown=shown)
        shapes: Overlay = (
            Polyline(joined, look.colour if look.theme.dark else look.theme.plot, hair, opacity=0.5),
            Dots(ends, look.theme.plot, 3.0, 0.7),
            Dots(ends, look.colour, 2.1),
            Polyline(median, look.theme.plot, 6.0, opacity=0.85),
            Polyline(median, look.colour, 3.4),
        )
        return (*shapes, Note((x, y), words, look.colour)) if np.isfinite(x + y) else shapes


def _kept(k: int, points: int) -> IntArray:
    """Steps 0 … k, of which at most about ``points`` remain: every 2ʲ-th one, so that they change seldom, and k."""
    stride = 1
    while (k + 1) // stride > max(points, 8):
        stride *= 2
    steps = np.arange(0, k + 1, stride)
    return steps if steps[-1] == k else np.append(steps, k)
