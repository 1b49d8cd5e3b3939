"""Promises are kept wherever they are made, and are made nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core import registry, theory
from core.arrays import Array
from core.bounds import Promise, promises, subgradient_bound
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

STEPS = 120
STOPPING = Stopping(max_steps=STEPS, gradient_on=False)
KNOWING_L = [
    name
    for name in registry.names("objective")
    if registry.create("objective", name).L is not None and registry.create("objective", name).f_star is not None
]


def _run(objective: Any, run: Run, start: tuple[float, ...]) -> Trajectory:
    (t,) = run_all(Experiment(objective, (run,), start=start, stopping=STOPPING))
    return t


def _measured(objective: Any, t: Trajectory, promise: Promise) -> Array:
    """The quantity that ``promise`` speaks of, at the steps 1 ... k."""
    if promise.quantity == "gap":
        return t.f[1:] - objective.f_star
    if promise.quantity == "gap_of_x_k":
        return objective.value(t.extras["x_k"][1:]) - objective.f_star
    least: Array = np.minimum.accumulate(t.grad_norm[:-1] ** 2)
    return least


def _kept(objective: Any, run: Run, start: tuple[float, ...]) -> list[str]:
    """The bounds that were made and kept; fails on a broken one."""
    t = _run(objective, run, start)
    kept = []
    for promise in promises(objective, run, start):
        assert (promise.curve is not None) == promise.holds
        if promise.curve is None or promise.kind == "slope":
            continue
        k = np.arange(1.0, len(t.f))
        ceiling = promise.curve(k)
        scale = 1e-12 * (1 + abs(objective.f_star) + abs(t.f[0]))
        broken = _measured(objective, t, promise) > ceiling * (1 + 1e-9) + scale
        assert not broken.any(), (promise.id, k[broken][:3])
        kept.append(promise.id)
    return kept


@pytest.mark.parametrize("name", KNOWING_L)
@given(data=st.data())
def test_gradient_descent_keeps_every_bound_on_every_objective_with_a_known_l(name: str, data: st.DataObject) -> None:
    objective = registry.create("objective", name)
    low, high = np.array(objective.domain).T
    start = tuple(data.draw(st.floats(a, b)) for a, b in zip(low.tolist(), high.tolist(), strict=True))
    alpha = data.draw(st.floats(0.01, 2.2)) / objective.L
    kept = _kept(objective, Run(registry.create("optimizer", "gradient_descent", lr=alpha)), start)
    if alpha <= 1 / objective.L:
        assert "gd_stationary" in kept


@given(
    kappa=st.floats(1.0, 1e4),
    angle=st.floats(-180, 180),
    share=st.floats(0.01, 1.999),
    x=st.floats(-5, 5),
    y=st.floats(-5, 5),
)
def test_gradient_descent_on_quadratics(kappa: float, angle: float, share: float, x: float, y: float) -> None:
    objective = registry.create("objective", "quadratic", kappa=kappa, angle=angle)
    run = Run(registry.create("optimizer", "gradient_descent", lr=share / objective.L))
    kept = _kept(objective, run, (x, y))
    assert "gd_strongly_convex" in kept
    assert ("gd_convex" in kept) == (share <= 1)


@given(kappa=st.floats(1.0, 1e3), angle=st.floats(-180, 180), x=st.floats(-5, 5), y=st.floats(-5, 5))
def test_exact_search_and_nesterov_on_quadratics(kappa: float, angle: float, x: float, y: float) -> None:
    objective = registry.create("objective", "quadratic", kappa=kappa, angle=angle)
    assert _kept(objective, Run(registry.create("optimizer", "gradient_descent_exact")), (x, y)) == ["exact_quadratic"]
    alpha, beta = theory.nesterov_best(objective.L, objective.mu)
    best = Run(registry.create("optimizer", "nesterov", lr=alpha, momentum=beta))
    assert _kept(objective, best, (x, y)) == ["nesterov_strongly_convex"]


def test_the_exact_bound_is_attained_from_the_worst_start() -> None:
    kappa = 10.0
    objective = registry.create("objective", "quadratic", kappa=kappa, angle=0.0)
    run = Run(registry.create("optimizer", "gradient_descent_exact"))
    start = (kappa, 1.0)
    t = _run(objective, run, start)
    (promise,) = promises(objective, run, start)
    assert promise.curve is not None
    k = np.arange(20.0)
    np.testing.assert_allclose(t.f[:20] - objective.f_star, promise.curve(k), rtol=1e-9)


@pytest.mark.parametrize("method", ["heavy_ball", "nesterov"])
@given(kappa=st.floats(2.0, 60.0), share=st.floats(0.05, 0.9), beta=st.floats(0.0, 0.8))
def test_the_asymptotic_slope_is_the_slope_in_the_long_run(
    method: str, kappa: float, share: float, beta: float
) -> None:
    """Measured over many steps, the mean factor tends to ρ² (up to the polynomial of a double root)."""
    objective = registry.create("objective", "quadratic", kappa=kappa, angle=20.0)
    rule = registry.create("optimizer", method, lr=1.0, momentum=beta)
    rule = registry.create("optimizer", method, lr=share * rule.critical_lr(objective), momentum=beta)
    run, start = Run(rule), (2.0, 1.3)
    promise = next(p for p in promises(objective, run, start) if p.kind == "slope")
    assert promise.factor is not None
    assume(promise.factor < 0.97)
    t = _run(objective, run, start)
    gap = t.f - objective.f_star
    alive = np.flatnonzero(gap > 1e-22 * gap[0])
    assume(alive[-1] >= 40)
    k = int(alive[-1])
    measured = (gap[k] / gap[0]) ** (1 / k)
    assert measured == pytest.approx(promise.factor, rel=0.25)
    assert measured < 1


def test_promises_name_what_is_missing() -> None:
    objective = registry.create("objective", "himmelblau")
    listed = promises(objective, Run(registry.create("optimizer", "gradient_descent", lr=0.01)), (0.0, 0.0))
    assert {p.id for p in listed} == {"gd_convex", "gd_strongly_convex", "gd_stationary"}
    assert not any(p.holds for p in listed)
    assert any(not a.holds and "Lipschitz" in a.text for a in listed[0].assumptions)


@pytest.mark.parametrize(
    "fields",
    [{"schedule": registry.create("schedule", "cosine")}, {"lr_changes": ((5, 0.01),)}, {"noisy": True}],
)
def test_a_rate_that_moves_and_noise_void_the_promise(fields: dict[str, Any]) -> None:
    objective = registry.create("objective", "quadratic", kappa=5.0)
    run = Run(registry.create("optimizer", "gradient_descent", lr=0.5 / objective.L), **fields)
    sigma = 0.3 if "noisy" in fields else 0.0
    assert not any(p.holds for p in promises(objective, run, (1.0, 1.0), sigma))


def test_adam_promises_nothing() -> None:
    assert (
        promises(registry.create("objective", "quadratic"), Run(registry.create("optimizer", "adam")), (1.0, 1.0)) == ()
    )


@given(st.sampled_from(["lasso", "ridge", "elastic_net", "group_lasso", "box_constrained"]), st.data())
def test_ista_and_fista_keep_the_bounds_of_beck_and_teboulle(name: str, data: st.DataObject) -> None:
    f = registry.create("objective", name, kappa=data.draw(st.floats(1.5, 500.0)), angle=data.draw(st.floats(0, 90)))
    start = data.draw(st.tuples(st.floats(-4, 4), st.floats(-4, 4)))
    share = data.draw(st.floats(0.05, 1.0))
    for method, made in (("proximal_gradient", "ista_convex"), ("fista", "fista_convex")):
        run = Run(registry.create("optimizer", method, lr=share / f.smooth.L))
        assert _kept(f, run, start) == [made]


def test_ista_and_fista_promise_nothing_beyond_1_over_l_or_with_a_restart() -> None:
    f = registry.create("objective", "lasso", kappa=20.0)
    for run in (
        Run(registry.create("optimizer", "proximal_gradient", lr=1.2 / f.smooth.L)),
        Run(registry.create("optimizer", "fista", lr=1.0 / f.smooth.L, restart="gradient")),
    ):
        (promise,) = promises(f, run, (1.0, 1.0))
        assert promise.curve is None
    # a bound on f(x_k) needs convexity
    (promise,) = promises(registry.create("objective", "himmelblau"), run, (1.0, 1.0))
    assert not promise.holds


@given(st.sampled_from(["lasso", "elastic_net", "group_lasso", "quadratic"]), st.data())
def test_the_best_value_of_subgradient_steps_stays_under_its_ceiling(name: str, data: st.DataObject) -> None:
    f = registry.create("objective", name)
    start = data.draw(st.tuples(st.floats(-4, 4), st.floats(-4, 4)))
    t = _run(f, Run(registry.create("optimizer", "subgradient", lr=data.draw(st.floats(1e-3, 0.9)))), start)
    assume(t.steps > 1)
    away = min(float(np.linalg.norm(t.x[0] - np.asarray(m))) for m in f.minima)
    ceiling = subgradient_bound(t.alpha[1:], np.linalg.norm(t.seen_gradient[1:], axis=1), away)
    best = np.minimum.accumulate(t.f[:-1]) - f.f_star
    assert np.all(best <= ceiling * (1 + 1e-9) + 1e-12)
