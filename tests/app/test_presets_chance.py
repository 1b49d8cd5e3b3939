"""What the captions of the presets on chance say, as numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core.analysis.ends import Tally, ends, minima_of
from core.trajectory import Trajectory
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.every import overlay, prepared
from landscape_app.results import Snapshot
from landscape_app.scene import codec
from landscape_app.scene.model import Scene, build
from landscape_app.scene.presets import find
from landscape_app.shapes import Arrow, Dots, Note, Polyline
from landscape_app.theme import LIGHT


@cache
def raced(id: str) -> tuple[Snapshot, dict[str, Trajectory]]:
    """A preset's snapshot and its trajectories by title."""
    snapshot = compute_now(codec.load(find(id)))
    return snapshot, {run.spec.title: run.trajectory for run in snapshot.runs}


def _center(scene: Scene) -> np.ndarray:
    return np.array(scene.objective.minima[0])


def _rest(t: Trajectory, center: np.ndarray) -> float:
    """Root mean square distance in the second half."""
    return float(np.sqrt(np.mean(np.sum((t.x[t.steps // 2 :] - center) ** 2, axis=1))))


@pytest.mark.parametrize(
    "id", ["gradient_cloud", "fan_of_seeds", "noise_ball", "noise_ball_decay", "batch_size", "flat_and_sharp"]
)
def test_the_lens_of_the_preset_draws_at_every_step(id: str) -> None:
    snapshot, _ = raced(id)
    data = prepared(snapshot.scene)
    for head in (0, 10.5, snapshot.length):
        shapes = overlay(Look(snapshot, head, LIGHT), data)
        assert bool(shapes) == (id != "flat_and_sharp")
        assert not any("no " in s.text[:3] for s in shapes if isinstance(s, Note))


def test_the_mean_of_the_cloud_is_the_gradients_step_and_the_spread_stays() -> None:
    snapshot, _ = raced("gradient_cloud")
    data = prepared(snapshot.scene)
    spreads = []
    for head in (0, 150):
        shapes = overlay(Look(snapshot, head, LIGHT), data)
        tips = [s for s in shapes if isinstance(s, Dots)][-1].points
        full = [s for s in shapes if isinstance(s, Arrow)][-1]
        error = np.linalg.norm(tips.mean(axis=0) - full.tip)
        spreads.append(float(np.sqrt(np.trace(np.cov(tips.T)))))
        assert error < 3 * spreads[-1] / np.sqrt(len(tips))
    gradient = raced("gradient_cloud")[1]["all 60 samples"].grad_norm
    assert gradient[-1] < 1e-3 * gradient[0]
    assert spreads[1] > 0.2 * spreads[0]


def test_the_median_of_the_fan_is_smooth_and_each_path_is_not() -> None:
    snapshot, _ = raced("fan_of_seeds")
    fan = prepared(snapshot.scene)["fan"]
    assert fan.paths.shape[1] == 100

    def bends(path: np.ndarray) -> float:
        return float(np.median(np.linalg.norm(np.diff(path, 2, axis=0), axis=1)))

    single = [bends(fan.paths[:, seed]) for seed in range(100)]
    assert bends(fan.x[1]) < min(single) / 3
    ends_ = fan.paths[-1]
    assert np.all(np.linalg.norm(ends_, axis=1) < 2.5)
    assert np.all(ends_.std(axis=0) > 0.1)


def test_the_ball_is_long_where_the_bowl_is_flat_and_the_run_fills_it() -> None:
    snapshot, runs = raced("noise_ball")
    shapes = overlay(Look(snapshot, 100, LIGHT), {})
    ring = [s for s in shapes if isinstance(s, Polyline)][-1].points
    half = np.linalg.norm(ring, axis=1)
    _, vectors = np.linalg.eigh(snapshot.scene.objective.hessian(np.zeros(2)))
    along = ring[int(np.argmax(half))] / half.max()
    assert abs(along @ vectors[:, 0]) > 0.999
    (note,) = [s for s in shapes if isinstance(s, Note)]
    predicted, measured = (float(w) for w in note.text.split("predicted σ ")[1].split("\nmeasured σ "))
    assert measured == pytest.approx(predicted, rel=0.25)
    assert runs["SGD"].steps == 500


def test_with_the_falling_rate_the_ball_and_the_run_shrink() -> None:
    snapshot, runs = raced("noise_ball_decay")
    falling, constant = runs["falling rate"], runs["constant rate"]
    assert _rest(falling, np.zeros(2)) < 0.5 * _rest(constant, np.zeros(2))
    sizes = []
    for k in (20, 100, 400):
        ring = [s for s in overlay(Look(snapshot, k, LIGHT), {}) if isinstance(s, Polyline)][-1].points
        sizes.append(float(np.max(np.linalg.norm(ring, axis=1))))
    assert sizes[0] > 1.5 * sizes[1] > 2.2 * sizes[2]
    others = [
        [s for s in overlay(Look(snapshot, k, LIGHT), {}) if isinstance(s, Polyline)][1].points for k in (20, 400)
    ]
    np.testing.assert_allclose(others[0], others[1])


def test_four_times_the_samples_halve_the_ball() -> None:
    snapshot, runs = raced("batch_size")
    center = _center(snapshot.scene)
    one, four, sixteen = (_rest(runs[f"b = {b}"], center) for b in (1, 4, 16))
    assert 1.5 < one / four < 2.8
    assert 1.5 < four / sixteen < 2.8


def _tallies(starts: str, count: int) -> dict[str, Tally]:
    scene = raced("flat_and_sharp")[0].scene
    last: tuple[Tally, ...] = ()
    for item in ends(build(scene), scene.view_domain, starts, count):  # type: ignore[arg-type]
        last = item or last
    return {scene.runs[t.run].title: t for t in last}


def test_nine_of_ten_end_in_the_flat_well_whatever_the_method() -> None:
    scene = raced("flat_and_sharp")[0].scene
    flat = int(np.argmin(minima_of(scene.objective, scene.view_domain)[:, 0]))
    for tally in _tallies("domain", 500).values():
        assert 0.85 < tally.share(flat) < 1.0
        assert tally.interval(flat)[1] > 0.88
        assert tally.elsewhere == tally.diverged == 0


def test_from_inside_the_sharp_well_heavy_ball_alone_gets_out() -> None:
    scene = raced("flat_and_sharp")[0].scene
    sharp = int(np.argmax(minima_of(scene.objective, scene.view_domain)[:, 0]))
    tallies = _tallies("start", 500)
    assert tallies.pop("Heavy ball").interval(sharp)[1] < 0.5
    for tally in tallies.values():
        assert tally.share(sharp) == 1.0
