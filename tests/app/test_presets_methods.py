"""What the captions of the presets on schedules, curvature and one's own formula say, as numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core import registry
from core.trajectory import Trajectory
from landscape_app.jobs import compute_now
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import find


@cache
def raced(id: str) -> tuple[Scene, dict[str, Trajectory]]:
    """A preset's scene and its trajectories by title."""
    snapshot = compute_now(codec.load(find(id)))
    return snapshot.scene, {run.spec.title: run.trajectory for run in snapshot.runs}


def _spread(t: Trajectory, first: int, last: int) -> float:
    return float(np.sqrt(np.mean(np.sum(t.x[first:last] ** 2, axis=1))))


def test_a_falling_rate_settles_where_a_constant_one_does_not() -> None:
    _, runs = raced("falling_rate")
    constant, inverse, cosine = (_spread(runs[name], 350, 401) for name in ("constant", "1/k", "cosine"))
    assert inverse < constant / 2
    assert cosine < constant / 2


def test_a_rate_cut_to_a_tenth_shrinks_the_ball_by_about_the_root_of_ten() -> None:
    _, runs = raced("rate_cut_midway")
    kept, cut = runs["α = 0.4"], runs["α cut to 0.04"]
    np.testing.assert_array_equal(kept.x[:121], cut.x[:121])
    assert set(np.unique(cut.alpha[1:])) == {0.04, 0.4}
    ratio = _spread(kept, 200, 361) / _spread(cut, 200, 361)
    assert 2 < ratio < 5


def test_the_edge_of_stability_ends_where_mathematics_says() -> None:
    _, runs = raced("edge_of_stability")
    for name, sharpness in (("α = 0.1", 16.1), ("α = 0.2", 2.04)):
        x = runs[name].x[-1]
        assert x[0] * x[1] == pytest.approx(1, abs=1e-4)
        assert np.sum(x**2) == pytest.approx(sharpness, abs=0.06)


def test_heavy_ball_goes_round_three_points_and_gradient_descent_converges() -> None:
    _, runs = raced("heavy_ball_cycles")
    x = runs["Heavy ball"].x[:, 0]
    np.testing.assert_allclose(x[60:70], x[63:73], atol=1e-9)
    assert abs(x[60] - x[61]) > 0.5
    assert abs(runs["Gradient descent"].x[-1, 0]) < 1e-2


def test_newton_climbs_and_the_others_find_minima() -> None:
    _, runs = raced("newton_climbs_too")
    verdicts = {name: t.stop.verdict for name, t in runs.items() if t.stop is not None}
    assert verdicts.pop("Newton") == "maximum"
    assert set(verdicts.values()) == {"minimum"}


def test_curvature_pays_in_rosenbrocks_valley() -> None:
    _, runs = raced("second_order_race")
    slow = runs.pop(next(name for name in runs if "backtracking" in name))
    assert slow.stop is not None
    assert slow.stop.rule == "max_steps"
    for name, t in runs.items():
        assert t.stop is not None
        assert t.stop.rule == "gradient", name
        assert t.steps < 70, name


def test_three_neighbours_end_at_three_saddles() -> None:
    _, runs = raced("newtons_fractal")
    ends = {tuple(np.round(t.x[-1], 6).tolist()) for t in runs.values()}
    roots = {(1.0, 0.0), (-0.5, 0.866025), (-0.5, -0.866025)}
    assert ends == roots
    assert all(t.stop is not None and t.stop.verdict == "saddle" for t in runs.values())


def test_two_steps_are_enough() -> None:
    _, runs = raced("conjugate_directions")
    steps = [t.steps for t in runs.values()]
    assert steps[0] > 20
    assert max(steps[1:]) <= 3


def test_the_typed_preset_is_a_formula_with_a_slider() -> None:
    scene, runs = raced("your_own_formula")
    assert scene.objective.id == registry.get("objective", "typed").id
    assert scene.objective.names == ("a",)  # type: ignore[attr-defined]
    assert all(t.stop is not None for t in runs.values())
