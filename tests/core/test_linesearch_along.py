"""Searches along the rows of a run: what is counted, what is kept, and that rows are strangers to each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core import registry
from core.arrays import Array
from core.linesearch.along import Ray, Stepped, search_rows
from core.linesearch.backtracking import Backtracking
from core.linesearch.base import LineSearch
from core.linesearch.strong_wolfe import StrongWolfe
from core.optimizers.base import Evaluate

NAMES = registry.names("linesearch")
ROSENBROCK: Any = registry.create("objective", "rosenbrock")
STARTS = np.array([[-1.2, 1.0], [2.0, -1.0], [1.0, 1.0], [0.3, 3.0]])  # the third is the minimum


def along_minus_g(rule: LineSearch, x: Array, evaluate: Evaluate) -> Stepped:
    g = ROSENBROCK.gradient(x)
    return search_rows(rule, x, -g, ROSENBROCK.value(x), g, evaluate, np.full(len(x), 0.1))


def test_a_ray_is_lazy_and_keeps_its_gradients() -> None:
    evaluate = Evaluate(ROSENBROCK, 3)
    x, p = np.array([0.5, -0.25]), np.array([2.0, 1.0])
    ray = Ray(evaluate, x, p, 1)
    assert evaluate.counts.sum() == 0
    assert ray.phi(0.5) == ROSENBROCK.value(x + 0.5 * p)
    assert ray.dphi(0.5) == pytest.approx(float(ROSENBROCK.gradient(x + 0.5 * p) @ p))
    np.testing.assert_array_equal(ray.gradient(0.5), ROSENBROCK.gradient(x + 0.5 * p)[None])
    np.testing.assert_array_equal(ray.gradient(0.25), ROSENBROCK.gradient(x + 0.25 * p)[None])
    np.testing.assert_array_equal(evaluate.counts, [[0, 1, 0], [0, 2, 0], [0, 0, 0]])


@pytest.mark.parametrize("alpha", [-0.3, 0.0, 0.2, 1.1])
def test_the_slope_is_that_of_the_values(alpha: float) -> None:
    ray = Ray(Evaluate(ROSENBROCK, 1), np.array([0.5, -0.25]), np.array([2.0, 1.0]))
    h = 1e-6
    assert ray.dphi(alpha) == pytest.approx((ray.phi(alpha + h) - ray.phi(alpha - h)) / (2 * h), rel=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_rows_end_where_their_searches_say(name: str) -> None:
    evaluate = Evaluate(ROSENBROCK, len(STARTS))
    out = along_minus_g(registry.create("linesearch", name), STARTS, evaluate)
    assert not out.failed.any()
    assert out.results[2] is None
    assert out.alpha[2] == 0
    np.testing.assert_array_equal(out.x[2], STARTS[2])
    moved = [0, 1, 3]
    np.testing.assert_array_equal(
        out.x[moved], STARTS[moved] - out.alpha[moved, None] * ROSENBROCK.gradient(STARTS)[moved]
    )
    np.testing.assert_array_equal(out.f, ROSENBROCK.value(out.x))
    np.testing.assert_array_equal(out.g, ROSENBROCK.gradient(out.x))
    assert (out.f[moved] < ROSENBROCK.value(STARTS)[moved]).all()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_counted_is_what_the_searches_asked(name: str) -> None:
    evaluate = Evaluate(ROSENBROCK, len(STARTS))
    out = along_minus_g(registry.create("linesearch", name), STARTS, evaluate)
    for i, result in enumerate(out.results):
        if result is None:
            assert evaluate.counts[:, i].sum() == 0
            continue
        told = any(trial.alpha == result.alpha and not np.isnan(trial.slope) for trial in result.trials)
        assert evaluate.values[i] == result.values
        assert evaluate.gradients[i] == result.derivatives + (not told)


@pytest.mark.parametrize("name", NAMES)
def test_rows_do_not_know_each_other(name: str) -> None:
    rule = registry.create("linesearch", name)
    together = along_minus_g(rule, STARTS, Evaluate(ROSENBROCK, len(STARTS)))
    for i in range(len(STARTS)):
        alone = along_minus_g(rule, STARTS[i : i + 1], Evaluate(ROSENBROCK, 1))
        for name_of in ("x", "f", "g", "alpha", "failed"):
            np.testing.assert_array_equal(getattr(alone, name_of)[0], getattr(together, name_of)[i])


def test_a_row_whose_direction_rises_stays_and_says_so() -> None:
    evaluate = Evaluate(ROSENBROCK, 2)
    x = STARTS[:2]
    g = ROSENBROCK.gradient(x)
    out = search_rows(StrongWolfe(), x, np.stack([g[0], -g[1]]), ROSENBROCK.value(x), g, evaluate, np.ones(2))
    assert out.failed.tolist() == [True, False]
    np.testing.assert_array_equal(out.x[0], x[0])
    np.testing.assert_array_equal(out.g[0], g[0])
    assert out.results[0] is not None
    assert "does not go down" in str(out.results[0].reason)
    assert evaluate.counts[:, 0].sum() == 0


def test_nothing_that_was_handed_in_is_changed() -> None:
    x, g, f = STARTS.copy(), ROSENBROCK.gradient(STARTS), ROSENBROCK.value(STARTS)
    before = [each.copy() for each in (x, g, f)]
    search_rows(StrongWolfe(), x, -g, f, g, Evaluate(ROSENBROCK, len(x)), np.ones(len(x)))
    for each, was in zip((x, g, f), before, strict=True):
        np.testing.assert_array_equal(each, was)


def test_it_takes_the_steps_of_the_optimiser_with_backtracking() -> None:
    """The same arithmetic as ``gradient_descent_backtracking``, to the bit."""
    method = registry.create("optimizer", "gradient_descent_backtracking")
    evaluate = Evaluate(ROSENBROCK, len(STARTS))
    x, state = STARTS, method.init(STARTS)
    y, f, g = STARTS, ROSENBROCK.value(STARTS), ROSENBROCK.gradient(STARTS)
    for _ in range(20):
        x, state, info = method.step(x, evaluate, state, 0.0)
        out = search_rows(Backtracking(), y, -g, f, g, Evaluate(ROSENBROCK, len(y)), np.ones(len(y)))
        y, f, g = out.x, out.f, out.g
        np.testing.assert_array_equal(x, y)
        np.testing.assert_array_equal(info["alpha"], out.alpha)


@pytest.mark.parametrize("name", ["wolfe", "strong_wolfe", "more_thuente"])
def test_bfgs_on_these_steps_meets_its_secant_condition_and_ends_at_the_minimum(name: str) -> None:
    """Wolfe steps give sᵀy > 0 (Nocedal and Wright 6.7), so that the update below never divides by less."""
    evaluate = Evaluate(ROSENBROCK, 1)
    rule = registry.create("linesearch", name)
    x = STARTS[:1]
    f, g, inverse = ROSENBROCK.value(x), ROSENBROCK.gradient(x), np.eye(2)
    for _ in range(60):
        out = search_rows(rule, x, -(g @ inverse), f, g, evaluate, np.ones(1))
        if out.failed[0] or np.linalg.norm(out.g) < 1e-10:
            break
        s, y = out.x - x, out.g - g
        sy = float(np.sum(s * y))
        assert sy > 0
        left = np.eye(2) - s.T @ y / sy
        inverse = left @ inverse @ left.T + s.T @ s / sy
        x, f, g = out.x, out.f, out.g
    np.testing.assert_allclose(out.x, [[1.0, 1.0]], atol=1e-8)
    assert evaluate.values[0] < 150
