"""φ(α) of a step: the search made again ends where the run went, and the shaded steps are those that it accepts."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.optimizers.base import Optimizer
from core.stopping import Stopping
from core.trajectory import Trajectory
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.search_step import search_step, searches
from landscape_app.trace import compute


def _ways() -> list[tuple[str, str]]:
    """Every method that searches, with every search that it offers; "" where it has no choice."""
    found = []
    for name in registry.names("optimizer"):
        method = registry.create("optimizer", name)
        if searches(method):
            choice = {field.name: field for field in _choices(method)}.get("search")
            found += [(name, search) for search in (choice.choices if choice else ("",))]
    return found


def _choices(method: Optimizer) -> list:  # type: ignore[type-arg]
    from dataclasses import make_dataclass

    from core.params import params_of

    row = make_dataclass("row", ["name", "choices"])
    return [row(name, param.choices) for name, param in params_of(type(method)).items() if param.kind == "choice"]


def _run(objective: str, method: Optimizer, steps: int = 25, start: tuple[float, ...] = ()) -> tuple[Scene, Trajectory]:
    scene = Scene(
        registry.create("objective", objective), (RunSpec(method),), stopping=Stopping(max_steps=steps), start=start
    )
    return scene, compute(scene)[0]


@pytest.mark.parametrize(("name", "search"), _ways())
@pytest.mark.parametrize("objective", ["rosenbrock", "himmelblau", "quadratic"])
def test_the_search_made_again_ends_at_the_very_step_of_the_run(name: str, search: str, objective: str) -> None:
    method = registry.create("optimizer", name, **({"search": search} if search else {}))
    scene, t = _run(objective, method)
    assert t.steps > 0
    seen = 0
    for k in range(t.steps):
        step = search_step(scene.objective, method, t, k)
        if step is None:  # a row that stays where its gradient is 0
            assert not np.any(t.extras["p"][k + 1]) or not np.all(np.isfinite(t.extras["p"][k + 1]))
            continue
        seen += 1
        if step.kind == "formula":
            assert scene.objective.is_quadratic
            assert not step.trials
        elif step.failed:
            assert step.taken == 0
            assert step.accepted == -1
        else:
            assert step.accepted >= 0, (k, step.taken, step.trials)
            assert len(step.trials) == round(float(t.extras["trials"][k + 1]))
            assert step.trials[step.accepted].value == pytest.approx(float(t.f[k + 1]), rel=1e-12, abs=1e-300)
    assert seen


@pytest.mark.parametrize("search", ["backtracking", "wolfe", "strong_wolfe", "more_thuente", "goldstein"])
def test_the_step_accepted_lies_in_the_shade_and_the_rejected_ones_do_not(search: str) -> None:
    method = registry.create("optimizer", "line_search_descent", search=search)
    scene, t = _run("rosenbrock", method, 30)
    rejected = 0
    for k in range(t.steps):
        step = search_step(scene.objective, method, t, k, samples=4001)
        assert step is not None
        whole = next(band for band in step.bands if band.whole)
        edge = 2 * step.reach / 4000

        def inside(alpha: float, slack: float, whole=whole) -> bool:  # type: ignore[no-untyped-def]
            return any(low - slack <= alpha <= high + slack for low, high in whole.intervals)

        assert inside(step.taken, edge)
        for trial in step.trials[: step.accepted]:
            if trial.alpha <= step.reach:
                rejected += 1
                assert not inside(trial.alpha, -edge)
    assert rejected > 0


def test_on_a_parabola_goldsteins_steps_are_an_interval_about_the_exact_one() -> None:
    """Goldstein's strip on a quadratic is [2cα*, 2(1 − c)α*]."""
    method = registry.create("optimizer", "line_search_descent", search="goldstein", c=0.2)
    scene, t = _run("quadratic", method, 3)
    step = search_step(scene.objective, method, t, 0, samples=20001)
    assert step is not None
    p = t.extras["p"][1]
    exact = -step.start.slope / float(p @ scene.objective.hvp(t.x[:1], p[None])[0])
    ((low, high),) = step.bands[0].intervals
    assert low == pytest.approx(0.4 * exact, rel=1e-3)
    assert high == pytest.approx(min(1.6 * exact, step.reach), rel=1e-3)


def test_a_learning_rate_is_seen_against_the_best_step_along_the_same_way() -> None:
    method = registry.create("optimizer", "gradient_descent", lr=0.01)
    scene, t = _run("quadratic", method, 5)
    step = search_step(scene.objective, method, t, 0)
    assert step is not None
    assert step.kind == "fixed"
    assert step.taken == 0.01
    np.testing.assert_allclose(step.phi[0], t.f[0], rtol=1e-14)
    at = np.interp(0.01, step.alpha, step.phi)
    assert at == pytest.approx(float(t.f[1]), rel=1e-3)


def test_a_search_that_fails_says_why() -> None:
    """On a saddle's ridge Newton's direction rises: nothing is accepted."""
    method = registry.create("optimizer", "damped_newton")
    scene, t = _run("himmelblau", method, 5, start=(0.0, 0.0))
    step = search_step(scene.objective, method, t, 0)
    assert step is not None
    assert step.failed
    assert step.accepted == -1
    assert "go down" in str(step.why)


def test_at_the_end_it_is_the_last_step() -> None:
    method = registry.create("optimizer", "bfgs")
    scene, t = _run("rosenbrock", method, 4)
    last = search_step(scene.objective, method, t, 99)
    assert last is not None
    assert last.k == t.steps - 1
