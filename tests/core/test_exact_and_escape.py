"""The worst start of exact search, what is measured of it, and the way out of a saddle."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry, theory
from core.analysis.escape import escape
from core.analysis.exact_search import step_ratios, worst_start, zig_zag_ratio
from core.experiment import Experiment, Run
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory


def _run(f: Objective, method: Optimizer, start: tuple[float, ...], steps: int) -> Trajectory:
    stopping = Stopping(max_steps=steps, gradient_on=False)
    (t,) = run_all(Experiment(f, (Run(method),), start=start, stopping=stopping))
    return t


@pytest.mark.parametrize("kappa", [2.0, 9.0, 150.0])
@pytest.mark.parametrize("angle", [0.0, 25.0])
def test_from_the_worst_start_every_step_is_the_worst(kappa: float, angle: float) -> None:
    f = registry.create("objective", "quadratic", kappa=kappa, angle=angle)
    start = worst_start(f, 4.0)
    assert np.linalg.norm(np.subtract(start, f.minima[0])) == pytest.approx(4.0)
    t = _run(f, registry.create("optimizer", "gradient_descent_exact"), start, 12)
    np.testing.assert_allclose(step_ratios(t.f - f.f_star), zig_zag_ratio(kappa), rtol=1e-6)


def test_from_other_starts_no_step_is_worse(rng: np.random.Generator) -> None:
    f = registry.create("objective", "quadratic", kappa=30.0, angle=40.0)
    for start in rng.uniform(-4, 4, (20, 2)):
        t = _run(f, registry.create("optimizer", "gradient_descent_exact"), tuple(start), 25)
        assert step_ratios(t.f - f.f_star).max() <= zig_zag_ratio(30.0) * (1 + 1e-6)


def test_what_is_no_quadratic_has_no_worst_start() -> None:
    with pytest.raises(ValueError, match="quadratic"):
        worst_start(registry.create("objective", "himmelblau"), 1.0)


@pytest.mark.parametrize("beta", [0.0, 0.6])
def test_a_saddle_is_left_at_the_rate_of_theory(beta: float) -> None:
    f = registry.create("objective", "saddle")
    method = registry.create("optimizer", "heavy_ball", lr=0.1, momentum=beta)
    t = _run(f, method, (1.0, 1e-9), 60)
    found = escape(f, [p.x for p in f.critical_points if p.kind == "saddle"], t.x)
    assert found is not None
    assert abs(found.direction[1]) == pytest.approx(1.0)
    rate = theory.saddle_escape_factor(0.1, found.eigenvalue, beta)
    assert rate > 1
    assert found.measured == pytest.approx(rate, rel=1e-3)
    if beta == 0:
        assert rate == pytest.approx(1 + 0.1 * abs(found.eigenvalue))


def test_a_run_that_never_comes_near_measures_nothing() -> None:
    f = registry.create("objective", "himmelblau")
    saddles = [p.x for p in f.critical_points if p.kind == "saddle"]
    t = _run(f, registry.create("optimizer", "gradient_descent", lr=0.01), (3.1, 2.1), 5)
    found = escape(f, saddles, t.x)
    assert found is not None
    assert found.eigenvalue < 0
    assert found.measured is None
