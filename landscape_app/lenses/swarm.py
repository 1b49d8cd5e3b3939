"""Thousands of starts of one run, spread over the plane, that move at once; coloured by where they end."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.analysis.swarm_paths import SwarmPaths, swarm_paths
from core.arrays import Array
from core.spread import spread
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.hues import attractor_colour
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.chance import looked_at, run_key
from landscape_app.scene.model import Scene, build
from landscape_app.shapes import Key, Overlay, Swarm

MOST_STEPS = 5_000
ROW_BY_ROW = 400  # starts of a method that searches along lines, one start after the other
PATIENCE = 0.25  # seconds after which an unfinished swarm is shown, in the run's colour
_LISTED = 4  # attractors named in the key
_BATCHED = ("newton",)

_STARTS = QT_TRANSLATE_NOOP("lens", "of {n} starts")
_FEWER = QT_TRANSLATE_NOOP("lens", "of {n} starts (a line search goes one by one)")
_IN = QT_TRANSLATE_NOOP("lens", "{count} in {at}")
_AT = {
    "saddle": QT_TRANSLATE_NOOP("lens", "{count} at the saddle {at}"),
    "maximum": QT_TRANSLATE_NOOP("lens", "{count} at the maximum {at}"),
    "plateau": QT_TRANSLATE_NOOP("lens", "{count} at the flat point {at}"),
}
_AWAY = QT_TRANSLATE_NOOP("lens", "{count} outside")
_LIMIT = QT_TRANSLATE_NOOP("lens", "shown to step {k}")


@dataclass(frozen=True, eq=False)
class Swarmed:
    """What is drawn from: ``which`` (n,) is 0 for no known end, 1 for lost, 2 + i for attractor i."""

    paths: SwarmPaths
    which: NDArray[np.uint8]
    centres: NDArray[np.float32]  # (n, 2) of the attractor at which a start ends, nan for none
    domain: Array  # (2, 2) low and high

    @classmethod
    def of(cls, paths: SwarmPaths, scene: Scene) -> Swarmed:
        """Colours and ends of ``paths``."""
        labels = np.full(paths.n, -2) if paths.labels is None else paths.labels
        at = np.full((len(paths.attractors) + 1, 2), np.nan, dtype=np.float32)  # the last row: none
        for i, one in enumerate(paths.attractors):
            at[i] = one.x[:2]
        return cls(paths, (labels + 2).astype(np.uint8), at[np.maximum(labels, -1)], np.array(scene.view_domain[:2]).T)

    def arrived(self, points: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which of the dots ``points`` (n, 2) are at their ends, (n,)."""
        with np.errstate(all="ignore"):
            off = points - self.centres
            near: NDArray[np.bool_] = off[:, 0] ** 2 + off[:, 1] ** 2 <= self.paths.radius**2
        return near


class SwarmLens(Lensed):
    """``prepare`` yields :class:`Swarmed`."""

    name = "swarm"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.swarm > 0 and scene.objective.dim >= 2

    def key(self, scene: Scene) -> Hashable:
        run = looked_at(scene)
        if run is None or not run.visible:
            return None
        return run_key(scene, run), scene.view_domain, scene.lens.swarm

    def prepare(self, scene: Scene) -> Iterator[Swarmed | None]:
        run = build(scene).runs[scene.lens.run]
        n = count_of(scene)
        starts = np.tile(np.asarray(run.starts[0] if run.starts else scene.start_point, dtype=np.float64), (n, 1))
        starts[:, :2] = spread(n, scene.view_domain[:2], scene.noise.seed)
        steps = min(scene.stopping.max_steps, MOST_STEPS)
        due = time.perf_counter() + PATIENCE
        for paths in swarm_paths(scene.objective, run, starts, steps, scene.view_domain[:2], scene.noise):
            if paths is not None and (paths.labels is not None or time.perf_counter() > due):
                yield Swarmed.of(paths, scene)
            else:
                yield None

    def draw(self, look: Look, data: Any) -> Overlay:
        if not isinstance(data, Swarmed):
            return ()
        points = data.paths.at(look.head)
        attractors = range(len(data.paths.attractors))
        palette = (look.colour, look.theme.muted, *(attractor_colour(i) for i in attractors))
        radius = float(np.clip(2.4 * (2_000 / data.paths.n) ** 0.25, 1.5, 3.2))
        return Swarm(points, data.which, palette, radius), self._key(look, data, points)

    def _key(self, look: Look, data: Swarmed, points: NDArray[np.float32]) -> Key:
        """How many starts are where at this moment; places in the order of how many will come."""
        n, paths = data.paths.n, data.paths
        fewer = n < look.scene.lens.swarm
        first = (look.colour if paths.labels is None else "", Sentence(_FEWER if fewer else _STARTS, {"n": f"{n:,}"}))
        rows: list[tuple[str, Sentence]] = [first]
        if paths.labels is not None:
            kinds = len(paths.attractors) + 2
            here = np.bincount(data.which[data.arrived(points)], minlength=kinds)[2:]
            final = np.bincount(data.which, minlength=kinds)[2:]
            for i in [i for i in np.argsort(-final, kind="stable").tolist() if final[i]][:_LISTED]:
                one = paths.attractors[i]
                values = {"count": f"{here[i]:,}", "at": _place(one.x)}
                rows.append((attractor_colour(i), Sentence(_AT.get(one.verdict, _IN), values)))
            with np.errstate(invalid="ignore"):
                inside = np.all((points >= data.domain[0]) & (points <= data.domain[1]), axis=1)
            away = n - int(np.count_nonzero(inside))
            if away:
                rows.append((look.theme.muted, Sentence(_AWAY, {"count": f"{away:,}"})))
        if look.scene.stopping.max_steps > MOST_STEPS:
            rows.append(("", Sentence(_LIMIT, {"k": f"{MOST_STEPS:,}"})))
        return Key(tuple(rows))


def count_of(scene: Scene) -> int:
    """How many starts there are of those asked for."""
    method = scene.runs[scene.lens.run].method
    few = not method.uses_lr and method.id not in _BATCHED
    return min(scene.lens.swarm, ROW_BY_ROW) if few else scene.lens.swarm


def _place(x: Array) -> str:
    texts = (f"{v:.3g}" for v in (np.round(x[:2], 6) + 0.0).tolist())
    return "(" + ", ".join(texts).replace("-", "−") + ")"
