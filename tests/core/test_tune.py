"""The best rate on the grid is the one that wins the race, and theory's where theory knows it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core import registry
from core.analysis.tune import By, Tuned, grid, tunable, tune
from core.experiment import Experiment, Run
from core.noise import Noise
from core.race import rank
from core.simulate import run_all
from core.stopping import Stopping

RATIO = float(np.max(grid()[1:] / grid()[:-1]))


def tuned(experiment: Experiment, by: By, run: int = 0, **more: int) -> Tuned:
    found = [item for item in tune(experiment, run, by, grid(), **more) if item is not None]
    return found[-1]


@pytest.mark.parametrize("kappa", [2.0, 10.0, 50.0])
def test_gradient_descents_is_two_over_the_sum_in_the_long_run(kappa: float) -> None:
    f = registry.create("objective", "quadratic", kappa=kappa)
    experiment = Experiment(f, (Run(registry.create("optimizer", "gradient_descent")),), stopping=Stopping())
    best = tuned(experiment, By(after=int(8 * kappa)))
    assert best.lr is not None
    # α a little above the best loses more than α as far below: the grid's own step is the tolerance
    assert 2 / (f.L + f.mu) / RATIO <= best.lr <= 2 / (f.L + f.mu) * 1.01
    assert not best.at_edge
    diverged = best.rates > 2 / f.L
    # past 2/L f grows; it is lost where it passed the bound
    assert np.all(~np.isfinite(best.scores[diverged]) | (best.scores[diverged] > f.value(np.array(f.start))))


@pytest.mark.parametrize("measure", ["value", "steps", "gradient_evaluations"])
@pytest.mark.parametrize("method", ["gradient_descent", "heavy_ball", "nesterov", "adam", "rmsprop"])
def test_no_rate_of_the_grid_wins_against_the_best(method: str, measure: str) -> None:
    f = registry.create("objective", "rosenbrock")
    rule = registry.create("optimizer", method)
    stopping = Stopping(max_steps=400, gradient_on=False)
    by = By(measure, 300, 1e-1)  # type: ignore[arg-type]
    best = tuned(Experiment(f, (Run(rule),), stopping=stopping), by)
    runs = tuple(Run(replace(rule, lr=float(rate))) for rate in best.rates)
    raced = run_all(Experiment(f, runs, stopping=stopping))
    ranking = rank(raced, measure, 300, 1e-1, f.f_star)  # type: ignore[arg-type]
    first = {s.index for s in ranking.standings if s.rank == 1}
    assert best.best in first
    for standing in ranking.standings:
        known = best.scores[standing.index]
        assert (known if np.isfinite(known) else None) == standing.score


def test_the_budget_is_kept() -> None:
    f = registry.create("objective", "quadratic", kappa=10.0)
    stopping = Stopping(max_gradients=25, max_steps=10_000)
    best = tuned(
        Experiment(f, (Run(registry.create("optimizer", "gradient_descent")),), stopping=stopping), By(after=3)
    )
    run = Run(registry.create("optimizer", "gradient_descent", lr=best.lr))
    (t,) = run_all(Experiment(f, (run,), stopping=replace(stopping, gradient_on=False)))
    assert t.steps == 25
    assert best.scores[best.best] == t.f[-1]


def test_with_noise_the_score_is_the_mean_over_the_same_seeds() -> None:
    f = registry.create("objective", "quadratic", kappa=5.0)
    run = Run(registry.create("optimizer", "sgd"))
    noise = Noise(sigma=0.5, seed=3)
    stopping = Stopping(max_steps=50, gradient_on=False)
    experiment = Experiment(f, (run,), noise=noise, stopping=stopping)
    best = tuned(experiment, By(after=50), seeds=6)
    assert best.seeds == 6
    i = best.best
    starts = (f.start,) * 6
    again = replace(run, method=replace(run.method, lr=float(best.rates[i])), starts=starts)  # type: ignore[call-arg]
    ends = [t.f[-1] for t in run_all(replace(experiment, runs=(again,)))]
    assert best.scores[i] == pytest.approx(np.mean(ends), rel=1e-12)
    quiet = tuned(replace(experiment, noise=Noise()), By(after=50))
    assert quiet.seeds == 1
    assert best.lr is not None
    assert quiet.lr is not None
    assert best.lr < quiet.lr, "noise asks for a smaller rate"


def test_a_line_search_has_nothing_to_tune() -> None:
    f = registry.create("objective", "quadratic")
    for method in ("newton", "bfgs", "gradient_descent_exact", "conjugate_gradient", "trust_region"):
        run = Run(registry.create("optimizer", method))
        assert not tunable(run)
        with pytest.raises(ValueError, match="no learning rate"):
            list(tune(Experiment(f, (run,)), 0, By(), grid()))


def test_where_no_rate_arrives_there_is_no_best() -> None:
    f = registry.create("objective", "rosenbrock")
    experiment = Experiment(f, (Run(registry.create("optimizer", "gradient_descent")),), stopping=Stopping(max_steps=5))
    best = tuned(experiment, By("steps", tolerance=1e-12))
    assert best.best == -1
    assert best.lr is None
    assert not best.at_edge


def test_an_edge_is_told() -> None:
    f = registry.create("objective", "quadratic", kappa=2.0, largest=0.01)
    best = tuned(Experiment(f, (Run(registry.create("optimizer", "gradient_descent")),)), By(after=50))
    assert best.lr == 10.0
    assert best.at_edge
