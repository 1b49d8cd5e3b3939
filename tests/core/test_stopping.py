"""Every run ends, at the first step where a rule holds, with the reason in words."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from core import registry
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import PRIORITY, Stopping
from core.trajectory import Trajectory

DEFAULT = Stopping()
OFF = Stopping(gradient_on=False)


def end(
    f: str, method: str, start: tuple[float, ...], stopping: Stopping = DEFAULT, **fields: Any
) -> tuple[Trajectory, Any]:
    run = Run(registry.create("optimizer", method, **fields), (start,))
    t = run_all(Experiment(registry.create("objective", f), (run,), stopping=stopping))[0]
    assert t.stop is not None
    assert t.stop.step == t.steps
    return t, t.stop


def test_the_gradient_rule_stops_at_the_first_small_gradient() -> None:
    t, stop = end("quadratic", "gradient_descent", (3.0, 1.0), Stopping(gradient_eps=1e-4, max_steps=10_000), lr=1.0)
    assert (stop.rule, stop.verdict) == ("gradient", "minimum")
    assert t.grad_norm[-1] < 1e-4
    assert np.all(t.grad_norm[:-1] >= 1e-4)
    assert str(stop) == (
        f"Stopped at step {t.steps}: ‖∇f‖ = {t.grad_norm[-1]:.2g} is below ε = 0.0001. "
        "The Hessian there is positive definite: a minimum."
    )


def test_the_step_rule_stops_at_the_first_short_step() -> None:
    stopping = dataclasses.replace(OFF, step_on=True, step_eps=1e-5, max_steps=10_000)
    t, stop = end("quadratic", "gradient_descent", (3.0, 1.0), stopping, lr=1.0)
    assert (stop.rule, stop.verdict) == ("step", "minimum")
    assert t.step_length[-1] <= 1e-5
    assert np.all(t.step_length[1:-1] > 1e-5)
    assert "‖Δx‖" in str(stop)


def test_the_value_rule_stops_at_the_first_small_change() -> None:
    stopping = dataclasses.replace(OFF, value_on=True, value_eps=1e-6, max_steps=10_000)
    t, stop = end("quadratic", "gradient_descent", (3.0, 1.0), stopping, lr=1.0)
    change = np.abs(np.diff(t.f))
    assert stop.rule == "value"
    assert change[-1] <= 1e-6
    assert np.all(change[:-1] > 1e-6)
    assert "|Δf|" in str(stop)


def test_a_tiny_learning_rate_fools_the_step_rule_and_the_verdict_tells() -> None:
    stopping = dataclasses.replace(OFF, step_on=True, step_eps=1e-8)
    t, stop = end("rosenbrock", "gradient_descent", (-1.2, 1.0), stopping, lr=1e-12)
    assert (stop.rule, stop.step) == ("step", 1)
    assert t.grad_norm[-1] > 100
    assert stop.verdict == "undecided"


def test_the_step_limit() -> None:
    t, stop = end("rosenbrock", "gradient_descent", (-1.2, 1.0), Stopping(max_steps=137), lr=1e-4)
    assert (stop.rule, stop.step, stop.verdict, t.steps) == ("max_steps", 137, "", 137)
    assert str(stop).startswith("Reached the step limit, 137")


def test_divergence_at_the_first_point_past_the_bound() -> None:
    stopping = Stopping(bound=100.0)
    t, stop = end("quadratic", "gradient_descent", (1.0, 2.0), stopping, lr=2.5)
    norms = np.linalg.norm(t.x, axis=1)
    assert (stop.rule, stop.verdict) == ("diverged", "")
    assert norms[-1] > 100
    assert np.all(norms[:-1] <= 100)
    assert "past the bound 100" in str(stop)


def test_divergence_to_numbers_that_are_not_finite() -> None:
    _, stop = end("rosenbrock", "gradient_descent", (-1.2, 1.0), Stopping(bound=1e100), lr=1e100)
    assert stop.rule == "diverged"
    assert "no longer finite" in str(stop)


@pytest.mark.parametrize("method", ["gradient_descent", "heavy_ball", "nesterov", "gradient_descent_exact"])
@pytest.mark.parametrize("f", ["saddle", "monkey_saddle"])
@pytest.mark.parametrize("bound", [1e6, 1e100])
def test_a_run_down_a_function_without_lower_bound_is_unbounded_below_not_diverged(
    f: str, method: str, bound: float
) -> None:
    t, stop = end(f, method, (1.0, 0.4), Stopping(max_steps=5000, bound=bound))
    assert stop.rule == "unbounded_below"
    assert str(stop).startswith("Unbounded below")
    assert np.nanmin(t.f) < t.f[0]


def test_sinking_and_then_no_number_at_all_is_unbounded_below() -> None:
    """x² − y² = ∞ − ∞ at the second step; at the first it was below the start."""
    t, stop = end("saddle", "gradient_descent", (1e-3, 1.0), Stopping(bound=1e100), lr=1e95)
    assert (stop.rule, stop.step) == ("unbounded_below", 2)
    assert np.isnan(t.f[2])
    assert t.f[1] < t.f[0]
    _, stop = end("saddle", "gradient_descent", (1.0, 1.0), Stopping(bound=1e100), lr=1e160)
    assert (stop.rule, stop.step) == ("diverged", 1)


def test_climbing_out_of_a_function_without_lower_bound_is_divergence() -> None:
    """x² − y² along y = 0 with α past its critical value: f goes up."""
    t, stop = end("saddle", "gradient_descent", (1.0, 0.0), lr=1.5)
    assert stop.rule == "diverged"
    assert t.f[-1] > t.f[0]


@pytest.mark.parametrize(
    ("f", "start", "verdict", "word"),
    [
        ("saddle", (0.0, 0.0), "saddle", "indefinite: a saddle"),
        ("saddle_between_minima", (0.0, 0.0), "saddle", "a saddle"),
        ("monkey_saddle", (0.0, 0.0), "saddle", "does not decide; f falls one way"),
        ("degenerate_saddle", (0.0, 0.0), "saddle", "does not decide; f falls one way"),
        ("himmelblau", (3.0, 2.0), "minimum", "positive definite"),
        ("double_well_1d", (0.1010312578823816,), "maximum", "negative definite: a maximum"),
    ],
)
@pytest.mark.parametrize("method", registry.names("optimizer"))
def test_a_start_at_a_critical_point_stops_there_and_is_told_what_it_is(
    f: str, start: tuple[float, ...], verdict: str, word: str, method: str
) -> None:
    t, stop = end(f, method, start)
    assert (stop.rule, stop.step, stop.verdict) == ("gradient", 0, verdict)
    assert t.steps == 0
    assert str(stop).startswith("Stopped at the start:")
    assert word in str(stop)


def test_a_saddle_is_reached_along_its_stable_manifold() -> None:
    _, stop = end("saddle_between_minima", "gradient_descent", (1.5, 0.0))
    assert (stop.rule, stop.verdict) == ("gradient", "saddle")
    assert stop.step > 0
    _, stop = end("saddle_between_minima", "gradient_descent", (1.5, 1e-3))
    assert (stop.rule, stop.verdict) == ("gradient", "minimum")


def test_near_a_degenerate_saddle_the_hessian_looks_like_a_minimums_and_is_not_believed() -> None:
    t, stop = end("degenerate_saddle", "gradient_descent", (1.2, 1.0), Stopping(gradient_eps=1e-5, max_steps=10**5))
    hessian = registry.create("objective", "degenerate_saddle").hessian(t.x[-1])
    assert np.all(np.linalg.eigvalsh(hessian) > 0)
    assert stop.verdict == "saddle"
    assert "The Hessian does not decide" in str(stop)


def test_a_plateau_is_no_minimum() -> None:
    f = registry.create("objective", "logistic_plateau")
    low, high = np.array(f.domain).T
    corners = [tuple(c) for c in (low, high, [low[0], high[1]], [high[0], low[1]])]
    stopping = Stopping(gradient_eps=float(np.min(np.linalg.norm(f.gradient(np.array(corners)), axis=-1))) * 1.01)
    flattest = min(corners, key=lambda c: float(np.linalg.norm(f.gradient(np.array(c)))))
    _, stop = end("logistic_plateau", "gradient_descent", flattest, stopping)
    assert (stop.rule, stop.step) == ("gradient", 0)
    assert stop.verdict == "plateau"
    assert "plateau" in str(stop)


def test_a_failed_line_search_ends_the_run_where_it_stands() -> None:
    """c₁ near 1 cannot be met on f = ½x² unless α < 2(1 − c₁): noise as large as the gradient makes it worse."""
    from core.noise import Noise

    f = registry.create("objective", "quadratic")
    run = Run(registry.create("optimizer", "gradient_descent_backtracking", c1=0.9), noisy=True)
    t = run_all(Experiment(f, (run,), noise=Noise(sigma=50.0), stopping=Stopping(max_steps=200)))[0]
    assert t.stop is not None
    assert t.stop.rule == "line_search_failed"
    assert "line search found no step" in str(t.stop)
    np.testing.assert_array_equal(t.x[-1], t.x[-2])
    assert t.alpha[-1] == 0


def test_where_rules_fire_together_the_first_by_priority_is_named() -> None:
    assert PRIORITY.index("diverged") < PRIORITY.index("line_search_failed") < PRIORITY.index("gradient")
    everything = Stopping(gradient_eps=1.0, step_on=True, step_eps=10.0, value_on=True, value_eps=10.0, max_steps=1)
    start = (1.5, 0.0)
    assert end("parabola_1d", "gradient_descent", (1.5,), everything, lr=0.5)[1].rule == "gradient"
    without = dataclasses.replace(everything, gradient_on=False)
    assert end("quadratic", "gradient_descent", start, without)[1].rule == "step"
    without = dataclasses.replace(without, step_on=False)
    assert end("quadratic", "gradient_descent", start, without)[1].rule == "value"
    without = dataclasses.replace(without, value_on=False)
    assert end("quadratic", "gradient_descent", start, without)[1].rule == "max_steps"
    tight = dataclasses.replace(everything, bound=0.1)
    assert end("parabola_1d", "gradient_descent", (1.5,), tight, lr=0.5)[1].rule == "diverged"


def test_only_the_gradient_rule_looks_at_the_start() -> None:
    loose = Stopping(gradient_on=False, step_on=True, step_eps=1e5, value_on=True, value_eps=1e5, bound=0.1)
    assert end("quadratic", "gradient_descent", (3.0, 1.0), loose)[1].step == 1
