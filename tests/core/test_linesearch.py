"""The line searches alone, against SciPy and against the conditions that they promise."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from core.linesearch import backtracking, exact

Pair = tuple[Callable[[float], float], Callable[[float], float]]

UNIMODAL: dict[str, Pair] = {
    "parabola": (lambda a: (a - 3) ** 2, lambda a: 2 * (a - 3)),
    "quartic": (lambda a: (a - 2) ** 4 - a, lambda a: 4 * (a - 2) ** 3 - 1),
    "exponential": (lambda a: math.exp(min(a, 700)) - 5 * a, lambda a: math.exp(min(a, 700)) - 5),
    "log": (lambda a: a - math.log(a + 1e-3), lambda a: 1 - 1 / (a + 1e-3)),
    "far": (lambda a: math.hypot(1, a - 1e4), lambda a: (a - 1e4) / math.hypot(1, a - 1e4)),
    "near": (lambda a: (a - 1e-6) ** 2, lambda a: 2 * (a - 1e-6)),
}


@pytest.mark.parametrize("name", UNIMODAL)
@pytest.mark.parametrize("first", [1e-3, 1.0, 100.0])
def test_exact_search_finds_scipys_minimum(name: str, first: float) -> None:
    phi, dphi = UNIMODAL[name]
    found = exact.search(phi, dphi, phi(0.0), dphi(0.0), first)
    scipys = minimize_scalar(phi, bounds=(0.0, 2e4), method="bounded", options={"xatol": 1e-9})
    assert found.status == "found"
    assert phi(found.alpha) <= scipys.fun + 1e-9 * max(1.0, abs(scipys.fun))
    assert abs(dphi(found.alpha)) <= 1e-6 * abs(dphi(0.0))
    assert found.values == len(found.trials)
    assert found.values < 80


def test_a_parabola_takes_few_trials() -> None:
    phi, dphi = UNIMODAL["parabola"]
    assert exact.search(phi, dphi, 9.0, -6.0, 1.0).values <= 5


def test_regula_falsi_does_not_stall_on_a_lopsided_slope() -> None:
    """φ' of (α − 2)¹⁰ − α is flat on one side and steep on the other: 21 trials, 37 without the Illinois rule."""
    phi, dphi = lambda a: (a - 2) ** 10 - a, lambda a: 10 * (a - 2) ** 9 - 1
    found = exact.search(phi, dphi, phi(0.0), dphi(0.0), 1.0)
    assert abs(dphi(found.alpha)) < 1e-6
    assert found.values <= 25


def test_exact_search_stops_at_the_limit_while_phi_falls() -> None:
    phi, dphi = UNIMODAL["parabola"]
    found = exact.search(phi, dphi, 9.0, -6.0, 1.0, alpha_max=2.0)
    assert (found.alpha, found.status) == (2.0, "at_limit")
    falling = exact.search(lambda a: -a, lambda a: -1.0, 0.0, -1.0)
    assert (falling.alpha, falling.status) == (1e10, "at_limit")


def test_exact_search_survives_a_wall_of_infinities() -> None:
    phi = lambda a: (a - 1) ** 2 if a < 1.5 else math.inf  # noqa: E731
    dphi = lambda a: 2 * (a - 1) if a < 1.5 else math.nan  # noqa: E731
    assert exact.search(phi, dphi, 1.0, -2.0, 64.0).alpha == pytest.approx(1.0)


@given(seed=st.integers(0, 10**6))
def test_exact_search_on_any_wave_ends_lower_at_a_local_minimum(seed: int) -> None:
    a, w, p = np.random.default_rng(seed).uniform(0.5, 5, 3)
    phi = lambda s: float((s - p) ** 2 + a * np.cos(w * s))  # noqa: E731
    dphi = lambda s: float(2 * (s - p) - a * w * np.sin(w * s))  # noqa: E731
    found = exact.search(phi, dphi, phi(0.0), dphi(0.0), 0.3)
    if dphi(0.0) >= 0:
        assert found.status == "failed"
        return
    assert found.status == "found"
    assert phi(found.alpha) < phi(0.0)
    assert abs(dphi(found.alpha)) < 1e-6 * max(1, abs(dphi(0.0)))
    assert 2 - a * w * w * math.cos(w * found.alpha) > -1e-3


@pytest.mark.parametrize(
    ("value", "slope"), [(1.0, 0.0), (1.0, 2.0), (math.nan, -1.0), (1.0, math.nan), (math.inf, -1)]
)
def test_a_search_that_cannot_begin_says_so(value: float, slope: float) -> None:
    def never(alpha: float) -> float:
        raise AssertionError(f"asked at {alpha}")

    for found in (exact.search(never, never, value, slope), backtracking.search(never, value, slope)):
        assert (found.status, found.alpha, found.values) == ("failed", 0.0, 0)


def test_a_search_that_finds_nothing_lower_says_so() -> None:
    for found in (
        exact.search(lambda a: a, lambda a: 1.0, 0.0, -1.0),  # a slope that is not true
        backtracking.search(lambda a: a, 0.0, -1.0),
        backtracking.search(lambda a: math.nan, 1.0, -1.0),
        exact.search(lambda a: math.nan, lambda a: math.nan, 1.0, -1.0),
    ):
        assert (found.status, found.alpha) == ("failed", 0.0)
        assert found.values > 0


@given(
    curvature=st.floats(1e-3, 1e6),
    rho=st.floats(0.05, 0.95),
    c1=st.floats(1e-4, 0.9),
    alpha0=st.floats(1e-2, 1e2),
)
def test_backtracking_takes_the_first_trial_that_meets_armijo(
    curvature: float, rho: float, c1: float, alpha0: float
) -> None:
    phi = lambda a: 0.5 * curvature * a * a - a  # noqa: E731
    found = backtracking.search(phi, 0.0, -1.0, alpha0, rho, c1)
    assert found.status == "found"
    assert phi(found.alpha) <= -c1 * found.alpha
    for alpha, value, _ in found.trials[:-1]:
        assert value > -c1 * alpha
    np.testing.assert_allclose([t.alpha for t in found.trials], alpha0 * rho ** np.arange(found.values), rtol=1e-9)


def test_the_closed_form_on_quadratics() -> None:
    gg, gqg = np.array([4.0, 4.0, 4.0, 0.0, np.nan]), np.array([2.0, 0.0, -1.0, 0.0, 1.0])
    steps = exact.quadratic_step(gg, gqg, 10.0)
    np.testing.assert_array_equal(steps, [2.0, 10.0, 10.0, 0.0, np.nan])


@given(seed=st.integers(0, 10**6))
def test_the_closed_form_along_any_direction_is_where_the_search_ends(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, x, p = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    q = a.T @ a + np.eye(3)
    slope, curvature = float(p @ q @ x), float(p @ q @ p)
    step = exact.quadratic_step(np.array([-slope]), np.array([curvature]), 1e10)[0]
    if slope > 0:
        assert math.isnan(step)
        return
    found = exact.Exact().search(
        lambda s: float(0.5 * (x + s * p) @ q @ (x + s * p)), lambda s: float(p @ q @ (x + s * p))
    )
    assert found.status == "found"
    assert found.alpha == pytest.approx(step, rel=1e-6)


def test_a_lower_trial_is_enough_for_the_function_but_not_for_the_rule() -> None:
    """From a slope of −10⁻¹⁶ that turns to 1 at 10⁻¹², 200 trials end before the turn is known to 1e-11 of itself."""
    turn = 1e-12
    phi = lambda a: -1e-16 * a if a < turn else a - turn - 1e-16 * turn  # noqa: E731
    dphi = lambda a: -1e-16 if a < turn else 1.0  # noqa: E731
    settled = exact.search(phi, dphi, 0.0, -1e-16, 1.0)
    assert (settled.status, settled.values) == ("found", 200)
    assert 0 < settled.alpha < turn
    assert settled.value < 0
    assert "not shown to be a minimiser" in str(settled.reason)
    spent = exact.Exact().search(phi, dphi, 0.0, -1e-16, 1.0)
    assert (spent.status, spent.alpha, spent.trials) == ("failed", 0.0, settled.trials)
