"""Schedules against torch's numbers, closed forms, and what a run does with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.experiment import Experiment, Run
from core.noise import Noise
from core.rates import planned
from core.schedules.plateau import ReduceOnPlateau
from core.simulate import collect, run_all, simulate
from core.stopping import Stopping
from core.words import CoreError

SCHEDULES = registry.names("schedule")
AT = np.array([0, 1, 10, 37, 99])

# torch 2.13, torch.optim.lr_scheduler with a base rate of 1: the rate used in the steps of AT.
TORCH: dict[str, tuple[str, dict[str, Any], list[float]]] = {
    "StepLR": (
        "step_decay",
        {"every": 7, "gamma": 0.3},
        [1.0, 1.0, 0.3, 0.00243, 4.782968999999998e-08],
    ),
    "ExponentialLR": (
        "exponential",
        {"gamma": 0.97},
        [1.0, 0.97, 0.7374241268949281, 0.32400683201884195, 0.049023204046809966],
    ),
    "CosineAnnealingLR": (
        "cosine",
        {"length": 150, "floor": 0.05},
        [1.0, 0.9998958246505516, 0.9896201103485578, 0.8643745228255817, 0.2961670048016853],
    ),
    "PolynomialLR": (
        "polynomial",
        {"length": 120, "power": 1.7},
        [1.0, 0.985874687304263, 0.8625006806803106, 0.534348554337251, 0.05166122294692096],
    ),
    "OneCycleLR": (
        "one_cycle",
        {"length": 100},
        [0.040000000000000036, 0.042813780565907456, 0.29516394846410077, 0.9681175628501273, 4e-06],
    ),
    "CyclicLR": (
        "cyclic",
        {"half_period": 13, "floor": 0.2},
        [0.2, 0.2615384615384617, 0.8153846153846154, 0.8769230769230774, 0.5076923076923081],
    ),
    "CyclicLR triangular2": (
        "cyclic",
        {"half_period": 13, "floor": 0.2, "mode": "triangular2"},
        [0.2, 0.2615384615384617, 0.8153846153846154, 0.5384615384615388, 0.2384615384615385],
    ),
    "CyclicLR exp_range": (
        "cyclic",
        {"half_period": 13, "floor": 0.2, "mode": "exp_range", "gamma": 0.99},
        [0.2, 0.2609230769230771, 0.7565428153900335, 0.666703996588299, 0.3137629654306852],
    ),
    "CosineAnnealingWarmRestarts": (
        "cosine_restarts",
        {"first": 9, "growth": 2, "floor": 0.1},
        [1.0, 0.9728616793536587, 0.9931634888554937, 0.8392544243589427, 0.55],
    ),
    "LinearLR then ExponentialLR": (
        "exponential",
        {"gamma": 0.97, "warmup": 20, "warmup_from": 0.25},
        [0.25, 0.2875, 0.6249999999999999, 0.595826043858805, 0.09015026486477029],
    ),
}


@pytest.mark.parametrize("name", TORCH)
def test_torch_gives_the_same_rates(name: str) -> None:
    id, fields, expected = TORCH[name]
    schedule = registry.create("schedule", id, **fields)
    np.testing.assert_allclose(schedule.factor(AT), expected, rtol=1e-12)


def test_reduce_on_plateau_cuts_when_torch_does() -> None:
    """A hand count: better at steps 0 and 1, then four that are not; patience 3 cuts at the fourth."""
    rule = ReduceOnPlateau(gamma=0.5, patience=3, threshold=0.0)
    state, seen = rule.begin(1), []
    for f in (10.0, 9.0, 9.0, 9.5, 9.2, 9.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0):
        state = rule.observe(state, np.array([f]))
        seen.append(float(state.factor[0]))
    assert seen == [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]


def test_reduce_on_plateau_rests_and_has_a_floor() -> None:
    rule = ReduceOnPlateau(gamma=0.5, patience=0, threshold=0.0, cooldown=2, floor=0.2)
    state, seen = rule.begin(2), []
    for _ in range(8):
        state = rule.observe(state, np.array([1.0, np.nan]))
        seen.append(state.factor.tolist())
    first = [row[0] for row in seen]
    assert first == [1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2]
    assert seen[0][1] == 0.5, "a value that is no number is no improvement"


@pytest.mark.parametrize("id", SCHEDULES)
@given(warmup=st.integers(0, 30), start=st.floats(0, 1), k=st.integers(0, 5000))
def test_every_schedule_is_finite_not_negative_and_elementwise(id: str, warmup: int, start: float, k: int) -> None:
    schedule = registry.create("schedule", id, warmup=warmup, warmup_from=start)
    some = schedule.factor(np.arange(k, k + 5))
    assert some.shape == (5,)
    assert np.all(np.isfinite(some))
    assert np.all(some >= 0)
    for i in range(5):
        assert schedule.factor(np.array([k + i]))[0] == some[i]


@pytest.mark.parametrize("id", SCHEDULES)
def test_the_warm_up_climbs_to_the_rule_without_a_jump(id: str) -> None:
    plain, warm = registry.create("schedule", id), registry.create("schedule", id, warmup=20, warmup_from=0.25)
    first = plain.factor(np.array([0]))[0]
    assert warm.factor(np.array([0]))[0] == pytest.approx(0.25 * first)
    np.testing.assert_array_equal(warm.factor(np.arange(20, 60)), plain.factor(np.arange(40)))
    np.testing.assert_allclose(np.diff(warm.factor(np.arange(21))), 0.75 * first / 20)


def test_gradient_descent_multiplies_the_factors_of_its_steps() -> None:
    """On ½hx², x_k = x₀ Π (1 − α_i h)."""
    schedule = registry.create("schedule", "cosine", length=40, warmup=5)
    run = Run(registry.create("optimizer", "gradient_descent", lr=0.3), schedule=schedule, lr_changes=((17, 0.1),))
    objective = registry.create("objective", "quadratic", kappa=4.0)
    stopping = Stopping(max_steps=60, gradient_on=False)
    (t,) = run_all(Experiment(objective, (run,), start=(1.0, 1.0), stopping=stopping))
    k = np.arange(60)
    alpha = np.where(k < 17, 0.3, 0.1) * schedule.factor(k)
    np.testing.assert_allclose(t.alpha[1:], alpha, rtol=1e-15)
    np.testing.assert_array_equal(planned(run, k), t.alpha[1:])
    h = np.linalg.eigvalsh(objective.hessian(np.zeros(2)))
    centre = np.array(objective.minima[0])
    basis = np.linalg.eigh(objective.hessian(np.zeros(2)))[1]
    start = basis.T @ (np.array([1.0, 1.0]) - centre)
    expected = np.prod(1 - alpha[:, None] * h, axis=0) * start
    np.testing.assert_allclose(basis.T @ (t.x[-1] - centre), expected, rtol=1e-9)


@pytest.mark.parametrize("id", SCHEDULES)
@given(size=st.integers(1, 50), seed=st.integers(0, 99))
def test_a_scheduled_run_does_not_depend_on_the_chunks_nor_on_its_rows(id: str, size: int, seed: int) -> None:
    schedule = registry.create("schedule", id, warmup=3)
    objective = registry.create("objective", "himmelblau")
    starts = tuple(tuple(row) for row in np.random.default_rng(seed).uniform(-4, 4, (3, 2)).tolist())
    method = registry.create("optimizer", "heavy_ball", lr=0.01)

    def race(rows: tuple[tuple[float, ...], ...]) -> Experiment:
        run = Run(method, rows, schedule=schedule, lr_changes=((11, 0.002), (23, 0.005)))
        return Experiment(objective, (run,), noise=Noise(sigma=0.0), stopping=Stopping(max_steps=60))

    whole = run_all(race(starts))
    cut = collect(race(starts), simulate(race(starts), size))
    for a, b in zip(whole, cut, strict=True):
        np.testing.assert_array_equal(a.x, b.x)
        np.testing.assert_array_equal(a.alpha, b.alpha)
    for row, start in enumerate(starts):
        (alone,) = run_all(race((start,)))
        np.testing.assert_array_equal(alone.x, whole[row].x)
        np.testing.assert_array_equal(alone.alpha, whole[row].alpha)


def test_a_plateau_cuts_the_rate_of_its_own_row_alone() -> None:
    """Oscillating at α = 2/h, f stands still; from the other start it falls."""
    rule = registry.create("schedule", "reduce_on_plateau", gamma=0.5, patience=4)
    objective = registry.create("objective", "quadratic", kappa=1.0, angle=0.0)
    centre = objective.minima[0]
    run = Run(
        registry.create("optimizer", "gradient_descent", lr=2.0 / objective.L),
        ((centre[0] + 1.0, centre[1]), centre),
        schedule=rule,
    )
    stopping = Stopping(max_steps=30, gradient_on=False)
    swinging, _ = run_all(Experiment(objective, (run,), stopping=stopping))
    assert swinging.alpha[1] == 2.0 / objective.L
    assert swinging.alpha[-1] < swinging.alpha[1]
    assert swinging.f[-1] < 1e-6 * swinging.f[0], "once the rate is cut, it falls"


def test_a_falling_rate_lets_sgd_converge_where_a_constant_one_does_not() -> None:
    """The noise ball of variance about ασ²/2h shrinks with α (Robbins and Monro)."""
    objective = registry.create("objective", "quadratic", kappa=1.0)
    starts = tuple((float(i % 7), 1.0) for i in range(64))
    stopping = Stopping(max_steps=3000, gradient_on=False)
    spread = {}
    for id in ("constant", "inverse_time"):
        run = Run(registry.create("optimizer", "sgd", lr=0.3), starts, schedule=registry.create("schedule", id))
        ends = run_all(Experiment(objective, (run,), noise=Noise(sigma=1.0, seed=3), stopping=stopping))
        spread[id] = np.mean([np.sum((t.x[-1] - objective.minima[0]) ** 2) for t in ends])
    assert spread["inverse_time"] < spread["constant"] / 20


@pytest.mark.parametrize(
    "changes", [((0, 0.1),), ((5, 0.1), (5, 0.2)), ((5, 0.0),), ((5, float("nan")),), ((9, -1.0),)]
)
def test_changes_that_make_no_sense_are_refused(changes: tuple[tuple[int, float], ...]) -> None:
    with pytest.raises(CoreError, match="lr_changes"):
        Run(registry.create("optimizer", "sgd"), lr_changes=changes)


@pytest.mark.parametrize("knots", [(), ((0.0,),), ((3.0, 1.0), (3.0, 0.5)), ((5.0, 1.0), (1.0, 1.0))])
def test_knots_rise(knots: tuple[tuple[float, ...], ...]) -> None:
    with pytest.raises(CoreError, match="knots"):
        registry.create("schedule", "drawn", knots=knots)
    drawn = registry.create("schedule", "drawn", knots=((10.0, 1.0), (20.0, 0.0)))
    np.testing.assert_allclose(drawn.factor(np.array([0, 10, 15, 20, 99])), [1, 1, 0.5, 0, 0])
