"""Why a run stopped: the kind of end, and numbers that can be checked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core import registry
from core.analysis.evidence import Evidence, evidence
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import Stopping

DEFAULT = Stopping()


def end_of(f: str, method: str, start: tuple[float, ...], stopping: Stopping = DEFAULT, **fields: Any) -> Evidence:
    objective = registry.create("objective", f)
    run = Run(registry.create("optimizer", method, **fields), (start,))
    (t,) = run_all(Experiment(objective, (run,), stopping=stopping))
    return evidence(objective, objective.domain, t)


def test_a_minimum_has_positive_eigenvalues_and_no_gradient() -> None:
    found = end_of("himmelblau", "gradient_descent", (3.5, 1.0), lr=0.01)
    assert (found.ending, found.verdict) == ("minimum", "minimum")
    assert found.grad_norm < 1e-6
    assert found.eigenvalues is not None
    assert np.all(found.eigenvalues > 0)
    np.testing.assert_allclose(found.eigenvalues, np.linalg.eigvalsh([[74.0, 20.0], [20.0, 34.0]]), rtol=1e-6)
    assert found.outside == found.farthest == 0
    assert found.steps_outside == 0


def test_a_saddle_has_eigenvalues_of_both_signs() -> None:
    found = end_of("saddle_between_minima", "gradient_descent", (1.5, 0.0))
    assert found.ending == "saddle"
    assert found.eigenvalues is not None
    assert found.eigenvalues[0] < 0 < found.eigenvalues[-1]


def test_a_cycle_is_seen_though_no_rule_asked() -> None:
    found = end_of("lessard_recht_packard", "heavy_ball", (3.3,), Stopping(max_steps=200), lr=1 / 9, momentum=4 / 9)
    assert found.ending == "cycle"
    assert found.cycle is not None
    assert found.cycle.period == 3
    assert found.grad_norm > 1


@pytest.mark.parametrize(
    ("stopping", "ending"),
    [(Stopping(max_steps=3), "steps"), (Stopping(max_gradients=3), "budget"), (Stopping(max_values=3), "steps")],
)
def test_limits_are_told_apart(stopping: Stopping, ending: str) -> None:
    found = end_of(
        "rosenbrock", "gradient_descent", (-1.2, 1.0), Stopping(**{**vars(stopping), "max_steps": 3}), lr=1e-4
    )
    assert found.ending == ending


def test_who_flees_is_out_of_view_by_the_distance_to_the_rectangle() -> None:
    found = end_of("saddle", "gradient_descent", (1.0, 0.5), Stopping(bound=100.0), lr=0.2)
    assert found.ending == "diverged"
    assert found.verdict == ""
    low, high = np.array(registry.create("objective", "saddle").domain).T
    beyond = np.maximum(np.maximum(low - found.x, found.x - high), 0)
    assert found.outside == pytest.approx(np.linalg.norm(beyond))
    assert found.farthest == pytest.approx(found.outside)
    assert found.steps_outside > 0


def test_numbers_that_are_not_finite_are_no_error() -> None:
    found = end_of("quadratic", "gradient_descent", (1.0, 1.0), Stopping(bound=1e100), lr=1e200)
    assert found.ending == "diverged"
    assert found.cycle is None
