"""The gradients that chance may give at the ball: drawn as the steps −αg to which they would lead."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from core.analysis.gradient_cloud import batch_factor, drawn_batches, means_of, sample_covariance
from core.arrays import Array, IntArray
from core.objectives.finite_sums import FiniteSum
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.chance import cased, looked_at, noise_of, outline, sees_batches, throws_dice
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Arrow, Dots, Note, Overlay
from landscape_app.terms import term_colour

COUNT = 240  # gradients drawn
_GATHERED = 30_000  # samples looked up a frame, at most: larger batches are drawn less often
_FEWEST = 40
_READABLE = 0.1  # of the view's diagonal: a smaller cloud is magnified
_DICE = 3  # the last word of the seed: other dice than those of the run

_NO_DICE = QT_TRANSLATE_NOOP("lens", "no cloud:\nthis run throws no dice")
_BATCHES = QT_TRANSLATE_NOOP("lens", "{count} batches of {b}; 1σ, 2σ")
_NOISE = QT_TRANSLATE_NOOP("lens", "{count} draws of the noise; 1σ, 2σ")
_TIMES = QT_TRANSLATE_NOOP("lens", "{words}\nlengths ×{times}")
_CLIPPED = QT_TRANSLATE_NOOP("lens", "{words}\nclipped: their mean is not the gradient")

_times: WeakKeyDictionary[Trajectory, float] = WeakKeyDictionary()


class CloudLens(Lensed):
    """``prepare`` throws the dice, the same for every step: which samples are in which batch. ``draw`` asks the
    samples for their gradients where the ball is.
    """

    name = "cloud"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.cloud

    def why_not(self, scene: Scene) -> str:
        run = looked_at(scene)
        return _NO_DICE if run is None or not throws_dice(scene, run) else super().why_not(scene)

    def key(self, scene: Scene) -> Hashable:
        run = looked_at(scene)
        if run is None or not sees_batches(scene, run):
            return None
        assert isinstance(scene.objective, FiniteSum)
        return scene.objective.n, run.batching, scene.noise.seed

    def prepare(self, scene: Scene) -> Iterator[IntArray]:
        run = looked_at(scene)
        assert run is not None
        assert isinstance(scene.objective, FiniteSum)
        count = int(np.clip(_GATHERED // run.batching.batch, _FEWEST, COUNT))
        rng = np.random.default_rng([scene.noise.seed, 0, _DICE])
        yield drawn_batches(scene.objective.n, run.batching, count, rng)

    def draw(self, look: Look, data: Any) -> Overlay:
        run = look.run
        if run is None:
            return ()
        t, scene, noise_colour = run.trajectory, look.scene, term_colour(look.theme, "noise")
        k = look.step_of(t)
        x, full = t.x[k], t.gradient[k]
        place = float(x[0]), float(x[1]) if len(x) > 1 else 0.0
        if len(x) < 2 or not np.all(np.isfinite(x)):
            return ()
        if not throws_dice(scene, run.spec):
            return (Note(place, said(_NO_DICE), noise_colour),)
        alpha = float(t.alpha[min(k + 1, t.steps)])
        if not np.isfinite(alpha):  # not one step has been taken yet
            return ()
        drawn, covariance = _cloud(scene, run.spec, x, full, data)
        middle = full
        words = said(_NOISE if data is None else _BATCHES).format(count=len(drawn), b=run.spec.batching.batch)
        if run.spec.clip.active:
            drawn = run.spec.clip(drawn)
            middle, covariance = np.mean(drawn, axis=0), np.cov(drawn.T)
            words = said(_CLIPPED).format(words=words)
        if not (np.all(np.isfinite(drawn)) and np.all(np.isfinite(full))):
            return ()
        times = _magnification(scene, run.spec, t, data)
        if times > 1:
            words = said(_TIMES).format(words=words, times=f"{times:g}")
        reach = alpha * times

        def tip(g: Array) -> tuple[float, float]:
            return place[0] - reach * float(g[0]), place[1] - reach * float(g[1])

        plane = covariance[:2, :2] * reach**2
        tips = x[:2] - reach * drawn[:, :2]
        rings = [outline(np.array(tip(middle)), plane, n) for n in (1, 2)]
        return (
            Dots(tips, look.theme.plot, 2.5, 0.6),
            Dots(tips, noise_colour, 1.7, 0.9),
            *cased(rings[1], noise_colour, look.theme, 1.6, "dash"),
            *cased(rings[0], noise_colour, look.theme, 2.0),
            Arrow(place, tip(np.mean(drawn, axis=0)), noise_colour, width=4.6),
            Arrow(
                place,
                tip(full),
                term_colour(look.theme, "gradient"),
                "−α∇f" if times == 1 else f"−α∇f ×{times:g}",
                width=2.0,
            ),
            Note(_top(rings[1]), words, noise_colour),
        )


def _cloud(scene: Scene, run: RunSpec, x: Array, full: Array, chosen: IntArray | None) -> tuple[Array, Array]:
    """The gradients drawn at ``x`` (d,), (B, d), and their exact covariance (d, d), before clipping."""
    sigma, d = noise_of(scene, run), len(x)
    covariance = sigma**2 * np.eye(d)
    if chosen is None:
        return full + sigma * _normals(scene.noise.seed, COUNT, d), covariance
    assert isinstance(scene.objective, FiniteSum)
    each = scene.objective.sample_gradients(x)
    drawn = means_of(each, chosen)
    if sigma > 0:
        drawn = drawn + sigma * _normals(scene.noise.seed, len(chosen), d)
    return drawn, covariance + sample_covariance(each) * batch_factor(scene.objective.n, run.batching)


@lru_cache(maxsize=4)
def _normals(seed: int, count: int, d: int) -> Array:
    return np.random.default_rng([seed, 1, _DICE]).standard_normal((count, d))


def _magnification(scene: Scene, run: RunSpec, t: Trajectory, chosen: IntArray | None) -> float:
    """1, 2, 5, 10 ...: one number for the whole run, by the scatter at its last record and the first step size."""
    found = _times.get(t)
    if found is None:
        with np.errstate(all="ignore"):
            _, covariance = _cloud(scene, run, t.x[-1], t.gradient[-1], chosen)
            spread = 2 * float(t.alpha[1]) * float(np.sqrt(np.trace(covariance[:2, :2])))
        (x0, x1), (y0, y1) = scene.view_domain[:2]
        wanted = _READABLE * float(np.hypot(x1 - x0, y1 - y0)) / spread if 0 < spread < np.inf else 1.0
        found = 1.0
        if wanted > 1.5:
            power = 10.0 ** np.floor(np.log10(wanted))
            found = float(power * max(n for n in (1, 2, 5) if n * power <= wanted * 1.001))
        _times[t] = max(1.0, found)
    return _times[t]


def _top(ring: Array) -> tuple[float, float]:
    """The highest point of an outline (n, 2): words stand clear of it."""
    x, y = ring[int(np.argmax(ring[:, 1]))].tolist()
    return float(x), float(y)
