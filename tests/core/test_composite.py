"""Composite objectives: their halves, their subgradient of least norm, and minimisers found by other means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import lsq_linear, minimize

from core import registry
from core.analysis.critical import classify
from core.arrays import Array
from core.objectives.composite import Composite
from core.params import params_of

NAMES = [n for n in registry.names("objective") if registry.get("objective", n).group == "composite"]
PENALTIES = ["lasso", "ridge", "elastic_net", "group_lasso"]
SETS = ["box_constrained", "ball_constrained"]
every = pytest.mark.parametrize("name", NAMES)


def make(name: str, **fields: Any) -> Any:
    return registry.create("objective", name, **fields)


def instances(name: str) -> st.SearchStrategy[Any]:
    """Objectives with any fields, the wild ones included."""
    known = params_of(registry.get("objective", name))
    fields: dict[str, st.SearchStrategy[float]] = {
        "kappa": st.floats(1, 1e4),
        "angle": st.floats(-180, 180),
        "center_x": st.floats(-50, 50),
        "center_y": st.floats(-50, 50),
        "largest": st.floats(0.01, 100),
    }
    fields |= {n: st.floats(0, 50) for n in known if n.startswith("penalty")}
    fields |= {n: st.floats(0.01, 50) for n in known if n.startswith("half") or n == "radius"}
    return st.fixed_dictionaries(fields).map(lambda values: make(name, **values))


def term(f: Any, x: Array) -> Any:
    """r, by the textbook."""
    ones, norm = np.sum(np.abs(x), axis=-1), np.linalg.norm(x, axis=-1)
    match f.id:
        case "lasso":
            return f.penalty * ones
        case "ridge":
            return 0.5 * f.penalty * norm**2
        case "elastic_net":
            return f.penalty * ones + 0.5 * f.penalty_l2 * norm**2
        case "group_lasso":
            return f.penalty * norm
        case "box_constrained":
            return np.where(np.all(np.abs(x) <= [f.half_x, f.half_y], axis=-1), 0.0, np.inf)
        case _:
            return np.where(norm <= f.radius, 0.0, np.inf)


def test_all_composites_of_the_issue_are_registered() -> None:
    assert {*PENALTIES, *SETS} <= set(NAMES)


@every
def test_f_is_least_squares_plus_its_term(name: str, rng: np.random.Generator) -> None:
    f = make(name, kappa=7.0, angle=-40.0, center_x=1.2, center_y=-0.7, largest=3.0)
    assert isinstance(f, Composite)
    A, b = f.smooth.A, f.smooth.b  # noqa: N806
    np.testing.assert_allclose(np.linalg.eigvalsh(A.T @ A), [3.0 / 7, 3.0], rtol=1e-12)
    np.testing.assert_allclose(A.T @ A, f.smooth.Q, atol=1e-14)
    np.testing.assert_allclose(A.T @ b, f.smooth.pull, atol=1e-14)
    turn = np.radians(-40.0)
    flat = np.array([np.cos(turn), np.sin(turn)])
    np.testing.assert_allclose(np.linalg.norm(A @ flat) ** 2, 3.0 / 7, rtol=1e-12)
    x = rng.uniform(-4, 4, (400, 2))
    x[:40, 0] = 0
    residual = x @ A.T - b
    np.testing.assert_allclose(f.value(x), 0.5 * np.sum(residual**2, axis=1) + term(f, x), rtol=1e-12)
    np.testing.assert_allclose(f.smooth.gradient(x), residual @ A, rtol=1e-11, atol=1e-12)
    assert f.smooth.L == 3.0
    assert f.smooth.mu == pytest.approx(3.0 / 7)
    assert f.smooth.value(np.array([1.2, -0.7])) == 0.0


@every
def test_L_is_told_only_where_the_gradient_has_one(name: str) -> None:  # noqa: N802
    f = make(name)
    assert (f.L is None) == (not f.is_smooth)
    assert f.is_smooth == f.is_quadratic == (name == "ridge")
    assert f.mu >= f.smooth.mu


@every
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_the_gradient_is_the_steepest_way_down_on_kinks_and_walls_too(name: str, data: Any, seed: int) -> None:
    """The subgradient g of least norm, and it alone: f'(x; −g) = −‖g‖², and f'(x; d) ≥ −‖g‖ for every unit d."""
    rng = np.random.default_rng(seed)
    f = data.draw(instances(name))
    x = _special_point(f, rng)
    g = f.gradient(x)
    e = 1e-7 * (1e-3 + float(np.linalg.norm(x)))
    turn = np.linspace(0, 2 * np.pi, 41)
    ways = np.concatenate([np.stack([np.cos(turn), np.sin(turn)], axis=1), np.eye(2), -np.eye(2)])
    size = float(np.linalg.norm(g))
    bend = float(np.max(np.abs(f.hessian(x)))) + f.smooth.L
    if hasattr(f, "penalty") and name != "ridge":
        bend += f.penalty / (1e-3 + float(np.linalg.norm(x)))
    rounding = 4 * bend * e + 1e-14 * (abs(float(f.value(x))) + f.smooth.L * 1e4) / e
    slopes = (f.value(x + e * ways) - f.value(x)) / e
    assert np.all(slopes >= -size - rounding)
    if size > 100 * rounding:
        along = x - e * g / size
        if name == "ball_constrained":
            along = f.prox(along, 1.0)  # the tangent leaves the disc
        assert (f.value(along) - f.value(x)) / e == pytest.approx(-size, abs=10 * rounding)


def _special_point(f: Any, rng: np.random.Generator) -> Array:
    """A point on a kink or a wall, or in the midst of the smooth part."""
    x: Array = rng.uniform(-3, 3, 2)
    if f.id == "box_constrained":
        half = np.array([f.half_x, f.half_y])
        x = half * rng.choice([-1.0, 1.0, 0.3, -0.6], 2)
    elif f.id == "ball_constrained":
        x = f.prox(x * (1e3 if rng.integers(2) else 1e-3), 1.0)
    elif f.id == "group_lasso":
        x = x * rng.integers(2)
    else:
        x = x * rng.integers(2, size=2)
    return x


@every
@given(data=st.data())
def test_the_minimiser_is_stationary_whatever_the_fields(name: str, data: Any) -> None:
    f = data.draw(instances(name))
    x = np.array(f.minima[0])
    size = f.smooth.L * (1 + np.linalg.norm(f.smooth.center)) + float(np.max(np.abs(f.hessian(x))))
    assert np.linalg.norm(f.gradient(x)) <= 1e-12 * size
    assert f.f_star == f.value(x)


@every
@given(data=st.data(), seed=st.integers(0, 2**32 - 1))
def test_nothing_is_lower_than_the_minimum(name: str, data: Any, seed: int) -> None:
    """And f rises by at least ½μ‖x − x*‖² from it."""
    f = data.draw(instances(name))
    rng = np.random.default_rng(seed)
    low = np.array(f.minima[0])
    x = np.concatenate([low + s * rng.normal(size=(200, 2)) for s in (1e-3, 0.1, 1.0, 30.0)] + [np.zeros((1, 2))])
    rise = f.value(x) - f.f_star
    assert np.all(rise >= 0.5 * f.mu * np.sum((x - low) ** 2, axis=1) * (1 - 1e-9) - 1e-11 * (1 + abs(f.f_star)))


def by_scipy(f: Any) -> Any:
    """The minimiser by bounded least squares or a quasi-Newton method with bounds, of a problem put otherwise."""
    A, b = f.smooth.A, f.smooth.b  # noqa: N806
    if f.id == "box_constrained":
        half = np.array([f.half_x, f.half_y])
        found: Array = lsq_linear(A, b, (-half, half), tol=1e-14).x
        return found
    if f.id == "ball_constrained":
        rim = minimize(
            lambda a: float(f.smooth.value(f.radius * np.array([np.cos(a[0]), np.sin(a[0])]))),
            [np.arctan2(f.center_y, f.center_x)],
            method="BFGS",
            options={"gtol": 1e-12},
        ).x[0]
        return f.radius * np.array([np.cos(rim), np.sin(rim)])
    l1 = 0.0 if f.id == "ridge" else f.penalty
    l2 = f.penalty if f.id == "ridge" else getattr(f, "penalty_l2", 0.0)

    def split(p: Array) -> tuple[float, Array]:
        """x = p₊ − p₋ with both ≥ 0, so that |x| is p₊ + p₋."""
        x = p[:2] - p[2:]
        residual = A @ x - b
        slope = A.T @ residual + l2 * x
        return 0.5 * residual @ residual + l1 * np.sum(p) + 0.5 * l2 * x @ x, np.concatenate([slope, -slope]) + l1

    options = {"ftol": 1e-16, "gtol": 1e-12, "maxiter": 5000}
    p: Array = minimize(split, np.ones(4), jac=True, method="L-BFGS-B", bounds=[(0, None)] * 4, options=options).x
    return p[:2] - p[2:]


@pytest.mark.parametrize("name", ["lasso", "ridge", "elastic_net", *SETS])
@pytest.mark.parametrize("seed", range(8))
def test_the_minimiser_is_scipys(name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    c = rng.uniform(2.5, 4, 2) * rng.choice([-1, 1], 2)
    f = make(name, kappa=rng.uniform(1, 20), angle=rng.uniform(-180, 180), center_x=c[0], center_y=c[1])
    np.testing.assert_allclose(f.minima[0], by_scipy(f), atol=2e-6)


@every
def test_the_lowest_point_of_a_fine_grid_is_next_to_the_minimiser(name: str) -> None:
    f = make(name)
    side = np.linspace(-4, 4, 1601)
    grid = np.stack(np.meshgrid(side, side), axis=-1)
    value = f.value(grid)
    best = grid[np.unravel_index(np.argmin(value), value.shape)]
    over = np.min(value) - f.f_star
    assert -1e-15 <= over < 0.01
    assert np.linalg.norm(best - f.minima[0]) <= np.sqrt(2 * max(over, 0) / f.mu) + 1e-9


def test_the_lasso_has_exact_zeros_and_ridge_has_none() -> None:
    assert make("lasso").minima[0][1] == 0.0
    assert make("elastic_net").minima[0][1] == 0.0
    assert 0.0 not in make("ridge").minima[0]
    assert 0.0 not in make("group_lasso").minima[0]


def test_the_penalty_from_which_everything_is_zero() -> None:
    """λ ≥ ‖Aᵀb‖∞ for the lasso, ‖Aᵀb‖₂ for the group: the dual norms."""
    pull = make("lasso").smooth.pull
    for name, critical in (("lasso", np.max(np.abs(pull))), ("group_lasso", np.linalg.norm(pull))):
        assert make(name, penalty=critical * (1 + 1e-9)).minima == ((0.0, 0.0),)
        assert make(name, penalty=critical * (1 - 1e-3)).minima != ((0.0, 0.0),)


def test_the_elastic_net_lies_between_lasso_and_ridge(rng: np.random.Generator) -> None:
    x = rng.uniform(-3, 3, (50, 2))
    for net, end in (
        (make("elastic_net", penalty=0.7, penalty_l2=0.0), make("lasso", penalty=0.7)),
        (make("elastic_net", penalty=0.0, penalty_l2=0.7), make("ridge", penalty=0.7)),
    ):
        np.testing.assert_array_equal(net.value(x), end.value(x))
        np.testing.assert_array_equal(net.gradient(x), end.gradient(x))
        assert net.minima == end.minima


def test_ridge_in_closed_form() -> None:
    f = make("ridge", penalty=0.8)
    expected = np.linalg.solve(f.smooth.Q + 0.8 * np.eye(2), f.smooth.pull)
    np.testing.assert_allclose(f.minima[0], expected, rtol=1e-13)
    np.testing.assert_allclose(np.linalg.eigvalsh(f.hessian(np.zeros(2))), [f.mu, f.L], rtol=1e-12)


@pytest.mark.parametrize("name", SETS)
def test_outside_a_set_f_has_no_value_and_no_slope(name: str, rng: np.random.Generator) -> None:
    f = make(name)
    x = rng.uniform(-4, 4, (500, 2))
    outside = np.isinf(term(f, x))
    assert 0 < outside.sum() < 500
    value, gradient = f.value_gradient(x)
    assert np.all(np.isposinf(value[outside]))
    assert np.all(np.isnan(gradient[outside]))
    np.testing.assert_array_equal(value[~outside], f.smooth.value(x[~outside]))
    np.testing.assert_array_equal(gradient[~outside], f.smooth.gradient(x[~outside]))
    assert np.all(np.isfinite(f.value(f.prox(x, 1.0))))


def test_a_set_that_holds_the_centre_changes_nothing() -> None:
    for f in (make("box_constrained", half_x=4.0, half_y=2.0), make("ball_constrained", radius=3.2)):
        np.testing.assert_allclose(f.minima[0], f.smooth.center, rtol=1e-12)


@every
def test_the_minimiser_is_known_for_a_minimum_and_the_hessian_is_not_asked_on_a_kink(name: str) -> None:
    f = make(name)
    x = np.array(f.minima[0])
    assert classify(f, x) == "minimum"
    if name in PENALTIES:
        assert classify(f, x + 1e-7) == "minimum"
