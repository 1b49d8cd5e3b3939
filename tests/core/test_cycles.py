"""A cycle is called one, with its period; convergence, rest, noise and divergence are not."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.cycles import EVERY, LONGEST, TURNS, find_cycle
from core.experiment import Experiment, Run
from core.noise import Noise
from core.simulate import collect, run_all, simulate
from core.stopping import Stopping
from core.theory import heavy_ball_best

LRP = registry.create("objective", "lessard_recht_packard")
BALL = Run(registry.create("optimizer", "heavy_ball", lr=1 / 9, momentum=4 / 9))
ON = Stopping(gradient_on=False, cycle_on=True, max_steps=600)


@given(st.integers(2, LONGEST), st.integers(0, 2**32 - 1), st.floats(1e-3, 1e3))
def test_any_cycle_has_its_shortest_period_and_its_points(period: int, seed: int, size: float) -> None:
    points = size * np.random.default_rng(seed).normal(size=(period, 2))
    x = np.tile(points, (TURNS + 2, 1))
    cycle = find_cycle(x)
    assert cycle is not None
    assert cycle.period == period
    np.testing.assert_array_equal(cycle.points, x[-period:])
    assert cycle.size == pytest.approx(np.linalg.norm(points - points.mean(axis=0), axis=1).max())


@given(st.integers(2, 20), st.floats(0.5, 1 - 1e-6))
def test_a_spiral_into_a_point_is_no_cycle(period: int, rate: float) -> None:
    k = np.arange(400)
    turn = 2 * np.pi * k / period
    assert find_cycle(rate ** k[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)) is None


@pytest.mark.parametrize("size", [1, 3, 7, 64, 256])
def test_heavy_ball_on_the_lessard_recht_packard_function_is_stopped_as_a_cycle_of_three(size: int) -> None:
    experiment = Experiment(LRP, (BALL,), stopping=ON)
    (t,) = collect(experiment, simulate(experiment, size))
    assert t.stop is not None
    assert (t.stop.rule, t.stop.step) == ("cycle", 80)
    assert "cycle of 3 points" in str(t.stop)
    # the paper's limit cycle
    np.testing.assert_allclose(np.sort(t.x[-3:, 0]), np.array([-2208, 792, 2592]) / 1225, atol=1e-8)


def test_the_rows_beside_change_nothing() -> None:
    starts = ((3.3,), (0.4,), (3.1,), (3.45,))
    together = run_all(Experiment(LRP, (Run(BALL.method, starts),), stopping=ON))
    for start, t in zip(starts, together, strict=True):
        (alone,) = run_all(Experiment(LRP, (Run(BALL.method, (start,)),), stopping=ON))
        assert t.stop == alone.stop
        np.testing.assert_array_equal(t.x, alone.x)
    rules = [t.stop.rule for t in together if t.stop is not None]
    assert rules == ["cycle", "max_steps", "cycle", "cycle"], "from 0.4 it converges"


@pytest.mark.parametrize("kappa", [2.0, 100.0, 1e4])
@pytest.mark.parametrize("method", registry.names("optimizer"))
def test_no_method_on_its_way_to_a_minimum_is_taken_for_one_that_cycles(method: str, kappa: float) -> None:
    f = registry.create("objective", "quadratic", kappa=kappa)
    fields = {"lr": 2 / (f.L + f.mu)} if method in ("gradient_descent", "sgd", "proximal_gradient") else {}
    if method == "heavy_ball":
        alpha, beta = heavy_ball_best(f.L, f.mu)
        fields = {"lr": alpha, "momentum": beta}
    (t,) = run_all(Experiment(f, (Run(registry.create("optimizer", method, **fields)),), stopping=ON))
    assert t.stop is not None
    if t.stop.rule == "cycle":  # steps of one length cannot settle: there the cycle is real
        assert method in ("sign_descent", "normalized_gradient_descent", "lion", "subgradient")
        cycle = find_cycle(t.x)
        assert cycle is not None
        assert t.x[-1] == pytest.approx(t.x[-1 - cycle.period], abs=1e-6 * cycle.size)


def test_at_the_critical_step_gradient_descent_swings_for_ever() -> None:
    f = registry.create("objective", "parabola_1d")
    (t,) = run_all(Experiment(f, (Run(registry.create("optimizer", "gradient_descent", lr=2 / f.L)),), stopping=ON))
    assert t.stop is not None
    assert t.stop.rule == "cycle"
    assert "cycle of 2 points" in str(t.stop)
    assert t.steps % EVERY == 0


def test_noise_repeats_nothing() -> None:
    f = registry.create("objective", "parabola_1d")
    run = Run(registry.create("optimizer", "sgd", lr=2 / f.L))
    (t,) = run_all(Experiment(f, (run,), noise=Noise(sigma=0.01), stopping=ON))
    assert t.stop is not None
    assert t.stop.rule == "max_steps"


def test_what_is_not_finite_or_too_short_has_no_cycle() -> None:
    assert find_cycle(np.full((100, 2), math.nan)) is None
    assert find_cycle(np.zeros((500, 2))) is None, "a rest is none"
    assert find_cycle(np.tile([[0.0], [1.0]], (3, 1))) is None, "two and a half turns are too few"
    away = np.concatenate([np.tile([[0.0], [1.0]], (20, 1)), [[math.inf]]])
    assert find_cycle(away) is None
