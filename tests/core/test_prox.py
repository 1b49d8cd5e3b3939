"""Proximal operators: each is the minimiser that it claims to be, firmly nonexpansive, and splits x as Moreau says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from core import prox
from core.arrays import Array

LOW, HIGH = np.array([-1.0, -0.3]), np.array([0.5, 2.0])
CENTER, RADIUS = np.array([0.4, -1.0]), 1.3


class Operator(NamedTuple):
    """r and its prox, for λ₁ = λ = 0.8 and λ₂ = 1.7."""

    r: Callable[[Array], Array]
    prox: Callable[[Array, Any], Array]


def inside(mask: Any) -> Any:
    return np.where(mask, 0.0, np.inf)


OPERATORS = {
    "l1": Operator(lambda u: 0.8 * np.sum(np.abs(u), -1), lambda x, t: prox.soft_threshold(x, 0.8 * t)),
    "squared_l2": Operator(lambda u: 0.85 * np.sum(u * u, -1), lambda x, t: prox.shrink(x, 1.7 * t)),
    "elastic_net": Operator(
        lambda u: 0.8 * np.sum(np.abs(u), -1) + 0.85 * np.sum(u * u, -1),
        lambda x, t: prox.elastic_net(x, 0.8 * t, 1.7 * t),
    ),
    "l2": Operator(lambda u: 0.8 * np.linalg.norm(u, axis=-1), lambda x, t: prox.block_soft_threshold(x, 0.8 * t)),
    "box": Operator(
        lambda u: inside(np.all((u >= LOW) & (u <= HIGH), axis=-1)), lambda x, t: prox.project_box(x, LOW, HIGH)
    ),
    "ball": Operator(
        lambda u: inside(np.linalg.norm(u - CENTER, axis=-1) <= RADIUS * (1 + 1e-14)),
        lambda x, t: prox.project_ball(x, RADIUS, CENTER),
    ),
}
every = pytest.mark.parametrize("op", OPERATORS.values(), ids=OPERATORS.keys())
numbers = st.floats(-5, 5)
points = st.tuples(numbers, numbers).map(np.array)
steps = st.floats(0.01, 20)


@every
@given(x=points, t=steps, seed=st.integers(0, 2**32 - 1))
def test_is_the_minimiser_by_the_growth_that_strong_convexity_asks(op: Operator, x: Array, t: float, seed: int) -> None:
    """F(u) = r(u) + ‖u − x‖²/(2t) ≥ F(p) + ‖u − p‖²/(2t) for every u: only the minimiser p has that."""
    rng = np.random.default_rng(seed)
    p = op.prox(x, t)
    u = np.concatenate([p + s * rng.normal(size=(40, 2)) for s in (1e-6, 1e-3, 0.1, 3.0)] + [np.zeros((1, 2)), x[None]])

    def F(u: Array) -> Any:  # noqa: N802
        return op.r(u) + np.sum((u - x) ** 2, axis=-1) / (2 * t)

    assert np.isfinite(F(p))
    rounding = 1e-12 * (1 + abs(float(F(p))))
    assert np.all(F(u) >= F(p) + np.sum((u - p) ** 2, axis=-1) / (2 * t) - rounding)


@pytest.mark.parametrize("op", [OPERATORS[n] for n in OPERATORS if n != "ball"])  # a curved wall stops the search
@pytest.mark.parametrize("x", [(2.0, -1.5), (0.3, 0.1), (-0.5, 3.0)])
@pytest.mark.parametrize("t", [0.2, 1.0, 4.0])
def test_is_what_a_simplex_search_finds(op: Operator, x: tuple[float, float], t: float) -> None:
    y = np.array(x)
    found = minimize(
        lambda u: float(op.r(u) + np.sum((u - y) ** 2) / (2 * t)),
        x0=[0.4, 0.1],
        method="Nelder-Mead",
        options={
            "xatol": 1e-10,
            "fatol": 1e-14,
            "maxiter": 4000,
            "initial_simplex": [[0.4, 0.1], [0.3, 0.0], [0.4, -0.2]],
        },
    )
    np.testing.assert_allclose(op.prox(y, t), found.x, atol=2e-6)


@every
@given(x=points, y=points, t=steps)
def test_is_firmly_nonexpansive(op: Operator, x: Array, y: Array, t: float) -> None:
    """‖Px − Py‖² ≤ (Px − Py)·(x − y), so distances never grow."""
    moved = op.prox(x, t) - op.prox(y, t)
    assert moved @ moved <= moved @ (x - y) + 1e-12
    assert np.linalg.norm(moved) <= np.linalg.norm(x - y) * (1 + 1e-12) + 1e-14


@given(x=points, t=steps, weight=st.floats(0.01, 5))
def test_moreaus_identity(x: Array, t: float, weight: float) -> None:
    """x = prox_{tr}(x) + t prox_{r*/t}(x/t): the conjugate of a norm is the indicator of its dual norm's ball."""
    pairs = [
        (prox.soft_threshold(x, t * weight), prox.project_box(x / t, -weight, weight)),
        (prox.block_soft_threshold(x, t * weight), prox.project_ball(x / t, weight)),
        (prox.shrink(x, t * weight), prox.shrink(x / t, 1 / (t * weight))),  # r* = ‖y‖²/(2λ)
        (prox.project_box(x, -weight, weight), prox.soft_threshold(x / t, weight / t)),
        (prox.project_ball(x, weight), prox.block_soft_threshold(x / t, weight / t)),
    ]
    for direct, dual in pairs:
        np.testing.assert_allclose(direct + t * dual, x, atol=1e-12)


@given(x=points, k=st.floats(0, 5))
def test_zeros_are_exact(x: Array, k: float) -> None:
    np.testing.assert_array_equal(prox.soft_threshold(x, k) == 0, np.abs(x) <= k)
    block = prox.block_soft_threshold(x, k)
    assert np.all(block == 0) == (prox.norm(x)[0] <= k)


@every
@given(seed=st.integers(0, 2**32 - 1))
def test_rows_are_alone_and_may_have_steps_of_their_own(op: Operator, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, t = rng.uniform(-4, 4, (3, 5, 2)), rng.uniform(0.1, 3, (3, 5, 1))
    whole = op.prox(x, t)
    assert whole.shape == x.shape
    for i, j in np.ndindex(3, 5):
        np.testing.assert_array_equal(op.prox(x[i, j], float(t[i, j, 0])), whole[i, j])


@every
def test_what_is_not_a_number_stays_none(op: Operator) -> None:
    with np.errstate(all="ignore"):
        assert np.isnan(op.prox(np.array([[np.nan, 1.0]]), 1.0)).any()


@given(x=points, radius=st.floats(0.01, 10))
def test_a_projection_onto_a_ball_lies_on_its_sphere_or_stays(x: Array, radius: float) -> None:
    p = prox.project_ball(x, radius, CENTER)
    away = np.linalg.norm(x - CENTER)
    if away <= radius:
        np.testing.assert_array_equal(p, x)
    else:
        assert np.linalg.norm(p - CENTER) == pytest.approx(radius, rel=1e-14, abs=1e-15)
        np.testing.assert_allclose((p - CENTER) / radius, (x - CENTER) / away, rtol=1e-11, atol=1e-14)
