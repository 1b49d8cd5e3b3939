"""The scenes that come with Landscape: each is whole, good to look at, and does what its caption says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from core.trajectory import Trajectory
from landscape_app import trace
from landscape_app.scene import presets as library
from landscape_app.scene.codec import dumps, load, loads
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import OPENING, Preset, find, preset, presets
from landscape_app.scene.values import SceneError

IDS = [p.id for p in presets()]


def raced(id: str) -> tuple[Scene, dict[str, Trajectory]]:
    """The preset's scene, and its runs by their shown names."""
    known = preset(id)
    assert known is not None
    scene = load(known.path)
    runs = trace.compute(scene)
    return scene, {scene.runs[t.run].title: t for t in runs}


def test_there_are_at_least_fourteen_and_the_opening_race_is_first() -> None:
    assert len(IDS) >= 14
    assert IDS[0] == OPENING
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("known", presets(), ids=IDS)
def test_a_preset_is_whole(known: Preset) -> None:
    scene = load(known.path)
    assert (scene.title, scene.caption) == (known.title, known.caption)
    assert 3 < len(known.title) <= 48
    assert 20 < len(known.caption) <= 260
    assert known.caption.endswith(".")
    assert re.fullmatch(r"[a-z0-9_]+", known.id)
    assert scene.runs or scene.objective.group == "network"
    assert all(r.visible for r in scene.runs)
    assert len({r.title for r in scene.runs}) == len(scene.runs)
    assert loads(dumps(scene)) == scene


@pytest.mark.parametrize("id", IDS)
def test_a_race_is_seen_whole_and_ends_soon(id: str) -> None:
    """Every run starts within the picture, moves, and (but for those that flee) stays there; the race is short."""
    scene, runs = raced(id)
    low, high = np.array(scene.view_domain).T
    for t in runs.values():
        assert t.stop is not None
        assert np.all((t.x[0] >= low) & (t.x[0] <= high))
        assert t.steps <= 500
        if t.stop.rule not in ("diverged", "unbounded_below"):
            outside = np.mean(np.any((t.x < low) | (t.x > high), axis=1))
            assert outside < 0.1, f"{id}: {outside:.0%} outside"


def test_presets_are_found_by_id_or_by_path() -> None:
    opening = presets()[0]
    assert find(OPENING) == find(OPENING.replace("_", "-")) == find(str(opening.path)) == opening.path
    with pytest.raises(SceneError, match=f"did you mean {OPENING}"):
        find(OPENING[:-1])
    with pytest.raises(SceneError, match=r"there is no file 'x.toml'"):
        find("x.toml")
    with pytest.raises(SceneError, match="landscape list presets"):
        find("zzz")
    with pytest.raises(SceneError, match="there is neither a file"):
        find("a\0b")


def test_reading_the_list_reads_no_scene(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landscape_app.scene.codec.loads", lambda _: pytest.fail("a scene was read"))
    assert len(library.presets()) == len(IDS)


# ---------------------------------------------------------------- the captions are true


def test_heavy_ball_finds_the_deeper_valley_of_the_opening_race() -> None:
    _, runs = raced(OPENING)
    deeper = runs["Heavy ball"].f[-1]
    for title in ("Gradient descent", "Nesterov", "Adam"):
        assert deeper < runs[title].f[-1] - 1
    assert all(t.stop is not None and t.stop.verdict == "minimum" for t in runs.values())


def test_in_a_round_bowl_gradient_descent_walks_straight() -> None:
    _, runs = raced("kappa_1")
    steps = np.diff(runs["Gradient descent"].x[:40], axis=0)
    turns = steps[:, 0] * steps[0, 1] - steps[:, 1] * steps[0, 0]
    assert np.allclose(turns, 0, atol=1e-12)


def test_in_an_oval_bowl_momentum_takes_about_half_the_steps() -> None:
    _, runs = raced("kappa_10")
    gd, nesterov, ball = (runs[t].steps for t in runs)
    assert nesterov < 0.6 * gd
    assert ball < 0.5 * gd


@pytest.mark.parametrize("id", ["kappa_100", "acceleration"])
def test_the_best_constant_step_leaves_98_percent(id: str) -> None:
    _, runs = raced(id)
    f = next(iter(runs.values())).f
    rate = np.sqrt(f[200] / f[199])  # f is quadratic in the error
    assert rate == pytest.approx(99 / 101, abs=1e-3)


def test_acceleration_is_of_the_order_of_the_root() -> None:
    _, runs = raced("acceleration")
    gd, nesterov, ball = (int(np.argmax(t.f < 1e-8)) or 10**6 for t in runs.values())
    assert max(nesterov, ball) < gd / 4


def test_three_learning_rates() -> None:
    _, small = raced("rate_too_small")
    _, right = raced("rate_right")
    scene, large = raced("rate_too_large")
    critical = 2 / (scene.objective.L or np.nan)
    lrs = [raced(id)[0].runs[0].method.lr for id in ("rate_too_small", "rate_right", "rate_too_large")]  # type: ignore[attr-defined]
    assert lrs[0] == pytest.approx(critical / 50)
    assert lrs[1] < critical < lrs[2] < 1.05 * critical
    stops = [t.stop.rule for r in (small, right, large) for t in r.values() if t.stop is not None]
    assert stops == ["max_steps", "gradient", "diverged"]


def test_the_zig_zag_is_orthogonal_and_as_slow_as_can_be() -> None:
    scene, runs = raced("zig_zag")
    (t,) = runs.values()
    g = t.gradient[:20]
    cosines = np.einsum("kd,kd->k", g[1:], g[:-1]) / (t.grad_norm[1:20] * t.grad_norm[:19])
    assert np.allclose(cosines, 0, atol=1e-9)
    kappa = scene.objective.kappa  # type: ignore[attr-defined]
    assert np.allclose(t.f[1:20] / t.f[:19], ((kappa - 1) / (kappa + 1)) ** 2)


def test_clipped_at_one_the_search_crawls() -> None:
    _, runs = raced("line_search_clipped")
    clipped, free = runs["α in (0, 1)"], runs["unbounded"]
    assert np.all(clipped.alpha[1:] == 1.0)
    assert np.all((free.alpha[1:] >= 10 - 1e-6) & (free.alpha[1:] <= 100 + 1e-6))
    assert free.steps * 10 < clipped.steps


def test_momentum_and_adam_leave_the_saddle_sooner() -> None:
    _, runs = raced("saddle_escape")
    left = {title: int(np.argmax(np.abs(t.x[:, 1]) > 0.7)) for title, t in runs.items()}
    assert 0 < left["Heavy ball"] < left["Gradient descent"]
    assert 0 < left["Adam"] < left["Gradient descent"]


def test_only_noise_falls_off_the_ridge() -> None:
    _, runs = raced("on_the_ridge")
    gd = runs["Gradient descent"]
    assert gd.stop is not None
    assert gd.stop.verdict == "saddle"
    assert np.all(gd.x[:, 1] == 0)
    assert abs(runs["SGD"].x[-1, 1]) > 1


def test_the_monkey_saddle_has_no_bottom() -> None:
    _, runs = raced("monkey_saddle")
    assert {t.stop.rule for t in runs.values() if t.stop is not None} == {"unbounded_below"}


def test_the_larger_step_ends_in_the_flat_well() -> None:
    scene, runs = raced("two_wells")
    small, large = runs["GD, small step"], runs["GD, large step"]
    curvature = [float(np.linalg.eigvalsh(scene.objective.hessian(t.x[-1]))[-1]) for t in (small, large)]
    assert curvature[0] > 10 * curvature[1]
    lrs = [r.method.lr for r in scene.runs]  # type: ignore[attr-defined]
    assert lrs[0] * curvature[0] < 2 < lrs[1] * curvature[0]


def test_noise_leaves_a_cloud_and_not_a_point() -> None:
    _, runs = raced("noise")
    for t in runs.values():
        assert np.all(t.x[-100:].std(axis=0) > 0.02)
        assert np.all(np.abs(t.x[-100:].mean(axis=0)) < 1)


def test_gradient_descent_creeps_along_rosenbrocks_valley() -> None:
    _, runs = raced("rosenbrock")
    for title in ("Heavy ball", "Nesterov", "Adam"):
        assert runs[title].f[-1] < runs["Gradient descent"].f[-1] / 100


def test_one_start_ends_in_three_of_four_basins() -> None:
    scene, runs = raced("himmelblau")
    minima = np.array(scene.objective.minima)
    ends = [int(np.linalg.norm(minima - runs[t].x[-1], axis=1).argmin()) for t in runs]
    assert len(minima) == 4
    assert len(set(ends)) == 3
    assert len({ends[0], ends[1], ends[3]}) == 3  # gradient descent, heavy ball, Adam


def test_decay_pulls_adamw_short_of_the_minimum() -> None:
    scene, runs = raced("weight_decay")
    (minimum,) = np.array(scene.objective.minima)
    assert np.allclose(runs["Adam"].x[-1], minimum, atol=1e-3)
    assert np.linalg.norm(runs["AdamW"].x[-1]) < 0.9 * np.linalg.norm(minimum)


def test_momentum_keeps_its_speed_on_the_plateau() -> None:
    _, runs = raced("plateau")
    level = 0.0330
    reached = {title: int(np.argmax(t.f < level)) for title, t in runs.items()}
    assert 0 < reached["Heavy ball"] < 0.6 * reached["Gradient descent"]


def test_the_cobweb_creeps_hops_and_flies() -> None:
    _, runs = raced("cobweb")
    creeps, hops, flies = (t.x[:, 0] for t in runs.values())
    assert np.all(creeps > 0)
    assert np.all(np.sign(hops[1:]) == -np.sign(hops[:-1]))
    assert abs(hops[-1]) < abs(hops[0])
    assert np.all(np.diff(np.abs(flies)) > 0)
