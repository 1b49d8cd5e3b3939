"""A budget ends a run at the first record at which it is spent, whatever the chunks; the race is judged within it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.batches import Batching
from core.experiment import Experiment, Run
from core.objectives.finite_sums import FiniteSum
from core.race import paid_for, rank
from core.simulate import collect, run_all, simulate
from core.stopping import Stopping
from core.trajectory import Trajectory

METHODS = ("gradient_descent", "conjugate_gradient", "bfgs", "gradient_descent_backtracking", "trust_region", "adam")
FREE = Stopping(gradient_on=False, max_steps=120)


def runs_of(stopping: Stopping, size: int = 256, methods: tuple[str, ...] = METHODS) -> tuple[Trajectory, ...]:
    objective = registry.create("objective", "rosenbrock")
    runs = tuple(Run(registry.create("optimizer", m), ((-1.2, 1.0), (0.3, -0.5))) for m in methods)
    runs = tuple(replace(r, method=replace(r.method, lr=1e-3)) if hasattr(r.method, "lr") else r for r in runs)
    experiment = Experiment(objective, runs, stopping=stopping)
    return collect(experiment, simulate(experiment, size))


FREE_RUNS = runs_of(FREE)


@given(
    field=st.sampled_from(("max_gradients", "max_values")),
    most=st.integers(1, 300),
    size=st.sampled_from((1, 3, 8, 17, 64, 256)),
)
def test_a_run_ends_where_its_count_first_reaches_the_budget(field: str, most: int, size: int) -> None:
    what = field.removeprefix("max_")
    for free, t in zip(FREE_RUNS, runs_of(replace(FREE, **{field: most}), size), strict=True):
        spent = np.flatnonzero(getattr(free, what) >= most)
        assert t.stop is not None
        if len(spent) and spent[0] <= free.steps:
            earlier = free.stop is not None and free.stop.rule != "max_steps" and free.stop.step <= spent[0]
            assert t.stop.rule == ("budget" if not earlier else free.stop.rule)  # type: ignore[union-attr]
            assert t.steps == (free.stop.step if earlier else spent[0])  # type: ignore[union-attr]
        else:
            assert t.stop == free.stop
        np.testing.assert_array_equal(t.x, free.x[: t.steps + 1])
        np.testing.assert_array_equal(getattr(t, what), getattr(free, what)[: t.steps + 1])


def test_it_says_what_ran_out() -> None:
    (t,) = runs_of(replace(FREE, max_gradients=40), methods=("conjugate_gradient",))[:1]
    assert t.stop is not None
    assert t.stop.rule == "budget"
    assert f"{t.gradients[-1]} of 40 gradients" in str(t.stop)
    (t,) = runs_of(replace(FREE, max_values=30, max_gradients=10_000), methods=("bfgs",))[:1]
    assert f"{t.values[-1]} of 30 values of f" in str(t.stop)


def test_the_sample_budget_is_of_single_samples() -> None:
    objective = registry.create("objective", "least_squares")
    assert isinstance(objective, FiniteSum)
    runs = (
        Run(registry.create("optimizer", "sgd", lr=0.01), batching=Batching(batch=5)),
        Run(registry.create("optimizer", "sgd", lr=0.01)),
    )
    stopping = Stopping(gradient_on=False, max_steps=5000, max_samples=10 * objective.n)
    small, full = run_all(Experiment(objective, runs, stopping=stopping))
    assert full.steps == 10
    assert full.samples[-1] == 10 * objective.n
    assert small.samples[-1] >= 10 * objective.n > small.samples[-2]
    assert small.steps > 5 * full.steps
    assert "sample gradients" in str(small.stop)


def test_arriving_in_the_step_that_spends_the_last_counts_as_arriving() -> None:
    objective = registry.create("objective", "quadratic", kappa=1.0)
    run = Run(registry.create("optimizer", "gradient_descent", lr=1.0))
    (t,) = run_all(Experiment(objective, (run,), stopping=Stopping(max_gradients=1)))
    assert t.stop is not None
    assert (t.stop.rule, t.steps) == ("gradient", 1)


@pytest.mark.parametrize("most", [7, 20, 41, 100])
def test_the_race_is_judged_by_what_the_budget_pays_for(most: int) -> None:
    budgets = (("gradients", most),)
    runs = runs_of(replace(FREE, max_gradients=most))
    ranking = rank(runs, "value", after=3, budgets=budgets)
    for standing in ranking.standings:
        t = runs[standing.index]
        k = paid_for(t, budgets)
        assert t.gradients[k] <= most
        assert k == t.steps or t.gradients[k + 1] > most
        assert standing.diverged or standing.score == t.f[k]
    scores = [s.score for s in ranking.standings if s.score is not None]
    assert scores == sorted(scores)


def test_the_tolerance_must_be_reached_within_the_budget() -> None:
    t = run_all(
        Experiment(
            registry.create("objective", "quadratic", kappa=1.0),
            (Run(registry.create("optimizer", "gradient_descent", lr=0.5)),),
            stopping=replace(FREE, max_steps=40),
        )
    )[0]
    k = int(np.argmax(t.f <= 1e-3))
    assert rank((t,), "gradient_evaluations", tolerance=1e-3, f_star=0.0, budgets=(("gradients", k),)).standings[
        0
    ].score == float(k)
    late = rank((t,), "gradient_evaluations", tolerance=1e-3, f_star=0.0, budgets=(("gradients", k - 1),))
    assert late.standings[0].score is None
