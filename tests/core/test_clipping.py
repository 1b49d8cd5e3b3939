"""Gradient clipping: the same for every first-order method, row by row, and recorded as the method saw it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.noise import Noise
from core.params import ParameterError
from core.simulate import run_all
from core.stopping import Stopping
from core.swarm import swarm

METHODS = registry.names("optimizer")
WITH_LR = [m for m in METHODS if registry.get("optimizer", m).uses_lr]
OF_FIRST_ORDER = [m for m in WITH_LR if "newton" not in m]


def runs(run: Run, f: str = "rosenbrock", steps: int = 40, sigma: float = 0.0) -> tuple[Any, ...]:
    stopping = Stopping(gradient_on=False, max_steps=steps, bound=1e100)
    return run_all(Experiment(registry.create("objective", f), (run,), noise=Noise(sigma=sigma), stopping=stopping))


@given(seed=st.integers(0, 10**6), c=st.floats(1e-3, 1e3), d=st.integers(1, 5), size=st.floats(1e-3, 1e4))
def test_by_norm_keeps_the_direction_and_bounds_the_length(seed: int, c: float, d: int, size: float) -> None:
    g = np.random.default_rng(seed).normal(size=(6, d)) * size
    kept = g.copy()
    clipped = Clipping("norm", c)(g)
    np.testing.assert_array_equal(g, kept)
    norm, length = np.linalg.norm(g, axis=1), np.linalg.norm(clipped, axis=1)
    assert np.all(length <= c * (1 + 1e-12))
    np.testing.assert_allclose(length, np.minimum(norm, c * norm / (norm + 1e-6)), rtol=1e-12)
    np.testing.assert_allclose(clipped * norm[:, None], g * length[:, None], rtol=1e-9, atol=1e-12)


@given(seed=st.integers(0, 10**6), c=st.floats(1e-3, 1e3))
def test_by_value_cuts_each_coordinate_and_turns_the_gradient(seed: int, c: float) -> None:
    g = np.random.default_rng(seed).normal(size=(6, 3)) * 10
    clipped = Clipping("value", c)(g)
    assert np.all(np.abs(clipped) <= c)
    inside = np.abs(g) <= c
    np.testing.assert_array_equal(clipped[inside], g[inside])
    np.testing.assert_array_equal(np.sign(clipped), np.sign(g))


def test_no_number_is_made_up() -> None:
    g = np.array([[math.nan, 1.0], [0.0, 0.0]])
    for clip in ("norm", "value"):
        clipped = Clipping(clip, 0.5)(g)
        assert math.isnan(clipped[0, 0])
        np.testing.assert_array_equal(clipped[1], [0.0, 0.0])


@pytest.mark.parametrize("id", OF_FIRST_ORDER)
@pytest.mark.parametrize("clip", ["norm", "value"])
def test_every_method_sees_the_clipped_gradient_of_each_row_alone(id: str, clip: str) -> None:
    method, clipping = registry.create("optimizer", id, lr=0.01), Clipping(clip, 0.6)
    starts = ((-1.2, 1.0), (0.9, 0.8), (1.0, 1.0))
    for i, t in enumerate(runs(Run(method, starts, clip=clipping, noisy=False))):
        f = registry.create("objective", "rosenbrock")
        true = f.gradient(t.extras["y"][1:]) if method.looks_ahead else t.gradient[:-1]
        np.testing.assert_allclose(t.seen_gradient[1:], clipping(true), rtol=1e-12, atol=1e-15)
        alone = runs(Run(method, (starts[i],), clip=clipping, noisy=False))[0]
        np.testing.assert_array_equal(t.x, alone.x)


@pytest.mark.parametrize("id", OF_FIRST_ORDER)
def test_a_bound_that_is_never_met_by_value_changes_no_bit(id: str) -> None:
    method = registry.create("optimizer", id, lr=1e-4)
    plain, bounded = (runs(Run(method, clip=clip))[0] for clip in (Clipping(), Clipping("value", 1e9)))
    np.testing.assert_array_equal(plain.x, bounded.x)


def test_the_noise_is_clipped_with_the_gradient() -> None:
    method = registry.create("optimizer", "sgd", lr=0.01)
    t = runs(Run(method, clip=Clipping("norm", 0.3)), sigma=50.0)[0]
    np.testing.assert_allclose(np.linalg.norm(t.seen_gradient[1:], axis=1), 0.3, rtol=1e-3)
    assert np.all(t.step_length[1:] <= 0.003 * (1 + 1e-12))


def test_clipping_saves_gradient_descent_from_a_wall() -> None:
    """Rosenbrock from (−1.2, 1), α = 0.01: ‖∇f‖ = 233 throws it out; clipped at 1 it comes down."""
    method = registry.create("optimizer", "gradient_descent", lr=0.01)
    thrown, clipped = (runs(Run(method, clip=clip), steps=2000)[0] for clip in (Clipping(), Clipping("norm", 1.0)))
    assert not np.all(np.abs(thrown.x) < 1e3)
    assert clipped.f[-1] < 0.02


@pytest.mark.parametrize("id", [m for m in METHODS if m not in WITH_LR])
def test_a_line_search_is_left_alone(id: str) -> None:
    method = registry.create("optimizer", id)
    plain, bounded = (runs(Run(method, clip=c), steps=10)[0] for c in (Clipping(), Clipping("norm", 1e-3)))
    np.testing.assert_array_equal(plain.x, bounded.x)


@pytest.mark.parametrize("id", METHODS)
@pytest.mark.parametrize("clip", ["norm", "value"])
def test_a_clipped_swarm_ends_where_its_runs_end(id: str, clip: str, rng: np.random.Generator) -> None:
    method = registry.create("optimizer", id, **({"lr": 0.01} if id in WITH_LR else {}))
    starts, clipping = rng.uniform(-3, 3, (5, 2)), Clipping(clip, 0.7)
    ends = swarm(registry.create("objective", "himmelblau"), method, starts, 30, clip=clipping)
    run = Run(method, tuple(map(tuple, starts.tolist())), clip=clipping, noisy=False)
    np.testing.assert_allclose(ends, [t.x[-1] for t in runs(run, "himmelblau", 30)], rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize(("field", "value"), [("clip_at", 0.0), ("clip_at", -1.0), ("clip", "both")])
def test_values_outside_their_range_are_refused(field: str, value: Any) -> None:
    with pytest.raises(ParameterError, match=field):
        Clipping(**{field: value})
