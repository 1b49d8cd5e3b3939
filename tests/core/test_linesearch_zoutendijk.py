"""Zoutendijk's sum stays under the ceiling of each search, on quadratics where L and f* are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import Array
from core.linesearch import zoutendijk as z
from core.linesearch.backtracking import Backtracking
from core.linesearch.base import LineSearch
from core.linesearch.exact import Exact
from core.linesearch.goldstein import Goldstein
from core.linesearch.more_thuente import MoreThuente
from core.linesearch.strong_wolfe import StrongWolfe
from core.linesearch.wolfe import Wolfe

_STEPS = 40


def test_the_angle_counts_and_the_length_of_the_direction_does_not() -> None:
    g = np.array([[3.0, 4.0], [0.0, 2.0], [1.0, 0.0], [5.0, 0.0]])
    p = np.array([[-3.0, -4.0], [1e200, -1e200], [0.0, 1e-200], [0.0, 0.0]])
    np.testing.assert_allclose(z.zoutendijk(g, p), [25, 27, 27, 27], rtol=1e-14)
    np.testing.assert_allclose(z.zoutendijk(g[:3], 7e-3 * p[:3]), [25, 27, 27], rtol=1e-14)


def test_runs_beside_each_other_are_summed_on_their_own() -> None:
    rng = np.random.default_rng(3)
    g, p = rng.normal(size=(2, 6, 3, 4))
    together = z.zoutendijk(g, p)
    assert together.shape == (6, 3)
    for i in range(3):
        cos = np.sum(g[:, i] * p[:, i], -1) / np.linalg.norm(g[:, i], axis=-1) / np.linalg.norm(p[:, i], axis=-1)
        np.testing.assert_array_equal(together[:, i], z.zoutendijk(g[:, i], p[:, i]))
        np.testing.assert_allclose(together[:, i], np.cumsum((cos * np.linalg.norm(g[:, i], axis=-1)) ** 2))


def bowl(seed: int) -> tuple[Array, Array]:
    """The eigenvalues of a diagonal quadratic ½x'Hx, f* = 0, and a start."""
    rng = np.random.default_rng(seed)
    return 10 ** rng.uniform(-2, 2, 3), rng.normal(size=3)


def descend(rule: LineSearch, h: Array, x: Array, first: float, newton: float) -> tuple[Array, Array, float]:
    """Gradients, directions and f₀ of a run along −(1 − newton)g − newton H⁻¹g, until it or the search ends."""
    gradients, directions = [], []
    f0 = float(0.5 * np.sum(h * x * x))
    for _ in range(_STEPS):
        g = h * x
        p = -(1 - newton) * g - newton * x
        found = rule.search(
            lambda a, x=x, p=p: float(0.5 * np.sum(h * (x + a * p) ** 2)),
            lambda a, x=x, p=p: float(np.sum(h * (x + a * p) * p)),
            first=first,
        )
        if found.status == "failed":
            break
        gradients.append(g)
        directions.append(p)
        x = x + found.alpha * p
    return np.array(gradients), np.array(directions), f0


@pytest.mark.parametrize("rule", [Wolfe(c1=0.1, c2=0.5), StrongWolfe(c1=0.3, c2=0.4), MoreThuente(c1=0.2, c2=0.6)])
@given(seed=st.integers(0, 10**6), power=st.floats(-3, 3), newton=st.floats(0, 1))
def test_wolfe_steps_stay_under_their_ceiling(
    rule: Wolfe | StrongWolfe | MoreThuente, seed: int, power: float, newton: float
) -> None:
    h, x = bowl(seed)
    g, p, f0 = descend(rule, h, x, 10**power, newton)
    assert 0 < z.zoutendijk(g, p)[-1] <= z.wolfe_ceiling(float(h.max()), f0, rule.c1, rule.c2)


@given(seed=st.integers(0, 10**6), power=st.floats(-3, 3), newton=st.floats(0, 1), c=st.floats(0.1, 0.45))
def test_goldstein_steps_stay_under_their_ceiling(seed: int, power: float, newton: float, c: float) -> None:
    h, x = bowl(seed)
    g, p, f0 = descend(Goldstein(c=c), h, x, 10**power, newton)
    assert 0 < z.zoutendijk(g, p)[-1] <= z.goldstein_ceiling(float(h.max()), f0, c)


@given(seed=st.integers(0, 10**6), newton=st.floats(0, 1))
def test_exact_steps_stay_under_their_ceiling(seed: int, newton: float) -> None:
    h, x = bowl(seed)
    g, p, f0 = descend(Exact(), h, x, 1e-3, newton)
    assert 0 < z.zoutendijk(g, p)[-1] <= z.exact_ceiling(float(h.max()), f0) * (1 + 1e-9)


@given(seed=st.integers(0, 10**6), alpha0=st.floats(1e-3, 1e3), rho=st.floats(0.1, 0.9), c1=st.floats(1e-3, 0.9))
def test_steepest_descent_with_backtracking_stays_under_its_ceiling(
    seed: int, alpha0: float, rho: float, c1: float
) -> None:
    h, x = bowl(seed)
    g, p, f0 = descend(Backtracking(rho=rho, c1=c1, max_trials=1000), h, x, alpha0, 0.0)
    assert 0 < z.zoutendijk(g, p)[-1] <= z.backtracking_ceiling(float(h.max()), f0, c1, rho, alpha0)


def test_the_ceiling_of_exact_search_is_reached_by_a_round_bowl() -> None:
    """One step ends at the minimum, and ‖g‖² = L²‖x‖² is 2L times ½L‖x‖²."""
    h, x = np.full(3, 4.0), np.array([1.0, -2.0, 2.0])
    g, p, f0 = descend(Exact(), h, x, 1e-3, 0.0)
    assert z.zoutendijk(g, p)[0] == pytest.approx(z.exact_ceiling(4.0, f0), rel=1e-12)


def test_short_steps_break_through_the_ceiling_of_wolfe() -> None:
    """Armijo alone allows them: from α₀ = 10⁻⁵ the curvature condition fails at every step, and so does the bound."""
    h, x = np.array([1.0, 1.0, 1.0]), np.array([1.0, 0.0, 0.0])
    g, p = np.tile(h * x, (2000, 1)), np.tile(-h * x, (2000, 1))  # to five figures: x hardly moves
    found = Backtracking(c1=0.1).search(lambda a: 0.5 * (1 - a) ** 2, lambda a: a - 1, first=1e-5)
    assert found.alpha == 1e-5
    assert z.zoutendijk(g, p)[-1] > z.wolfe_ceiling(1.0, 0.5, 0.1, 0.5)
    assert z.zoutendijk(g, p)[-1] < z.backtracking_ceiling(1.0, 0.5, 0.1, 0.5, 1e-5)


def test_the_ceilings_are_the_formulas() -> None:
    assert z.wolfe_ceiling(10.0, 3.0, 1e-4, 0.9) == pytest.approx(3e6)
    assert z.goldstein_ceiling(10.0, 3.0, 0.25) == pytest.approx(240)
    assert z.exact_ceiling(10.0, 3.0) == 60
    assert z.backtracking_ceiling(10.0, 3.0, 0.5, 0.5, 1.0) == pytest.approx(120)
    assert z.backtracking_ceiling(10.0, 3.0, 0.5, 0.5, 0.01) == pytest.approx(600)
    assert math.isinf(z.exact_ceiling(math.inf, 1.0))
