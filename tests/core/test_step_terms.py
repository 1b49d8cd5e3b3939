"""The terms of a step lead from x_k to x_{k+1}, for every method that there is."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.analysis.step_terms import StepTerms, step_terms, taken_apart
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

METHODS = registry.names("optimizer")
TERMS = {"gradient", "noise", "momentum", "scale", "rate", "decay"}
# the fields that bring further terms into play
VARIANTS: dict[str, dict[str, object]] = {
    "adamw": {"weight_decay": 0.3},
    "adam_l2": {"weight_decay": 0.3},
    "lion": {"weight_decay": 0.3},
    "rmsprop": {"momentum": 0.8, "centered": True},
    "adagrad": {"lr_decay": 0.1, "initial_accumulator_value": 0.5},
    "conjugate_gradient": {"formula": "FR", "search": "exact"},
    "fista": {"restart": "gradient"},
    "admm": {"relaxation": 1.6},
}
CASES: list[tuple[str, dict[str, object]]] = [(id, {}) for id in METHODS] + list(VARIANTS.items())


def _run(
    f: Objective, method: Optimizer, sigma: float = 0.0, clip: Clipping | None = None, steps: int = 25
) -> Trajectory:
    stopping = Stopping(max_steps=steps)
    run = Run(method, noisy=sigma > 0, clip=clip or Clipping())
    return run_all(Experiment(f, (run,), f.start, Noise(sigma=sigma), stopping))[0]


def _leads_there(terms: StepTerms, t: Trajectory, k: int) -> None:
    total = sum((part.vector for part in terms.parts), np.zeros(t.x.shape[1]))
    size = max(float(np.max(np.abs(t.x[k]))), *(float(np.max(np.abs(p.vector))) for p in terms.parts))
    np.testing.assert_allclose(total, t.x[k + 1] - t.x[k], rtol=1e-9, atol=1e-12 * size)


@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau", "quadratic", "lasso", "box_constrained"])
@pytest.mark.parametrize(("id", "fields"), CASES)
def test_the_terms_add_up_to_the_step(id: str, fields: dict[str, object], surface: str) -> None:
    f, method = registry.create("objective", surface), registry.create("optimizer", id, **fields)
    t = _run(f, method)
    for k in range(t.steps):
        if np.all(np.isfinite(t.x[k : k + 2])) and np.all(np.isfinite(t.gradient[k])):
            terms = step_terms(f, method, t, k)
            assert {p.term for p in terms.parts + terms.beside} <= TERMS
            _leads_there(terms, t, k)


@pytest.mark.parametrize(("id", "fields"), CASES)
def test_noise_and_clipping_are_a_term_of_their_own(id: str, fields: dict[str, object]) -> None:
    f, method = registry.create("objective", "himmelblau"), registry.create("optimizer", id, **fields)
    t = _run(f, method, 0.7, Clipping("norm", 2.0), steps=8)
    for k in range(t.steps):
        _leads_there(step_terms(f, method, t, k), t, k)


def test_every_method_is_taken_apart() -> None:
    assert all(taken_apart(registry.create("optimizer", id)) for id in METHODS)


def test_the_gradient_part_is_the_true_gradient_and_the_noise_the_rest() -> None:
    f, method = registry.create("objective", "himmelblau"), registry.create("optimizer", "sgd", lr=0.01)
    t = _run(f, method, 3.0)
    terms = step_terms(f, method, t, 4)
    down, chance = terms.parts
    np.testing.assert_array_equal(down.vector, -0.01 * f.gradient(t.x[4]))
    np.testing.assert_allclose(chance.vector, -0.01 * (t.seen_gradient[5] - f.gradient(t.x[4])))
    assert np.linalg.norm(chance.vector) > 0


def test_what_momentum_adds_is_beta_times_the_last_step() -> None:
    f = registry.create("objective", "rosenbrock")
    method = registry.create("optimizer", "heavy_ball", lr=1e-3, momentum=0.8)
    t = _run(f, method)
    for k in range(1, 20):
        kept = next(p for p in step_terms(f, method, t, k).parts if p.term == "momentum")
        np.testing.assert_allclose(kept.vector, 0.8 * (t.x[k] - t.x[k - 1]), rtol=1e-9)


def test_adams_scale_evens_out_the_coordinates() -> None:
    f = registry.create("objective", "quadratic", kappa=100.0, angle=0.0)
    method = registry.create("optimizer", "adam")
    terms = step_terms(f, method, _run(f, method), 0)
    new, kept = terms.parts
    np.testing.assert_allclose(np.abs(new.vector), 0.1, rtol=1e-6)  # the first step is α in each coordinate
    np.testing.assert_array_equal(kept.vector, 0.0)
    assert terms.scale is not None
    ratio = np.abs(terms.beside[0].vector)
    assert ratio.max() / ratio.min() > 10  # while the raw gradient's are far apart


def test_a_refused_trial_is_beside_a_step_of_length_0() -> None:
    f = registry.create("objective", "rosenbrock")
    method = registry.create("optimizer", "trust_region", radius=50.0)
    t = _run(f, method, steps=40)
    k = int(np.flatnonzero(t.extras["accepted"][1:] == 0)[0])
    terms = step_terms(f, method, t, k)
    np.testing.assert_array_equal(terms.parts[0].vector, 0.0)
    np.testing.assert_array_equal(terms.beside[0].vector, t.extras["p"][k + 1])
    assert np.linalg.norm(terms.beside[0].vector) > 0


def test_there_is_no_step_after_the_last() -> None:
    f, method = registry.create("objective", "himmelblau"), registry.create("optimizer", "sgd")
    t = _run(f, method, steps=3)
    with pytest.raises(IndexError, match="3 steps"):
        step_terms(f, method, t, 3)
