"""What the captions of the scenes on searches and changing rates claim."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.trajectory import Trajectory
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.search_step import search_step
from landscape_app.trace import compute

SCENES = Path(__file__).parents[2] / "assets" / "scenes"


def _opened(name: str) -> tuple[Scene, tuple[Trajectory, ...]]:
    scene = codec.load(SCENES / f"{name}.toml")
    return scene, compute(scene)


def test_the_fifth_trial_a_thousandth_of_the_first_is_accepted_and_later_the_first_often_is() -> None:
    scene, (t,) = _opened("81-strong_wolfe")
    steps = [search_step(scene.objective, scene.runs[0].method, t, k) for k in range(t.steps)]
    first = steps[0]
    assert first is not None
    assert first.trials[0].alpha == 1
    assert first.trials[0].value == pytest.approx(2e11, rel=0.06)
    assert first.accepted == 4
    assert first.taken == pytest.approx(1e-3, rel=0.5)
    assert "strong Wolfe" in str(first.why)
    at_once = [step is not None and step.accepted == 0 for step in steps[4:]]
    assert np.mean(at_once) > 0.5


def test_slowed_once_the_ball_rests_lower_slowed_too_soon_it_freezes_on_its_way() -> None:
    _, (constant, once, twice) = _opened("82-rate_cut_by_hand")
    np.testing.assert_array_equal(once.alpha[1:81], 0.1)
    np.testing.assert_allclose(once.alpha[81:], 0.01)
    np.testing.assert_allclose(twice.alpha[111:], 0.001)
    last = slice(200, None)
    assert np.mean(once.f[last]) < 0.1 * np.mean(constant.f[last])
    assert np.mean(twice.f[last]) > 2 * np.mean(once.f[last])
    assert np.max(twice.step_length[last]) < 0.1 * np.max(constant.step_length[last])
    assert twice.f[110] > 2 * np.mean(once.f[last])


def test_the_drawn_rate_ends_at_less_than_half_the_height_in_tiny_steps() -> None:
    _, (constant, drawn) = _opened("83-drawn_schedule")
    lr = 0.3
    np.testing.assert_allclose(drawn.alpha[[1, 21, 121]], [0.1 * lr, lr, lr])
    assert drawn.alpha[-1] == pytest.approx(0.02 * lr)
    assert np.mean(drawn.f[260:]) < 0.5 * np.mean(constant.f[260:])
    assert np.median(drawn.step_length[260:]) < 0.05 * np.median(constant.step_length[260:])
