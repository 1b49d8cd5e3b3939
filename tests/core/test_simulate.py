"""The loop: numbers independent of chunks, rows and runs; the record true; silence when numbers overflow."""

from __future__ import annotations

import dataclasses
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import registry
from core.experiment import Experiment, Run
from core.noise import Noise
from core.simulate import collect, run_all, simulate
from core.stopping import Stopping
from core.trajectory import Trajectory

METHODS = registry.names("optimizer")
OBJECTIVES = registry.names("objective")
ARRAYS = ("x", "f", "gradient", "seen_gradient", "grad_norm", "step_length", "alpha", "values", "gradients", "hessians")


def assert_same(a: Trajectory, b: Trajectory) -> None:
    """Every bit."""
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)
    assert a.extras.keys() == b.extras.keys()
    for name in a.extras:
        np.testing.assert_array_equal(a.extras[name], b.extras[name], err_msg=name)
    assert str(a.stop) == str(b.stop)
    assert a.stop is not None
    assert b.stop is not None
    assert (a.stop.rule, a.stop.verdict, a.stop.step) == (b.stop.rule, b.stop.verdict, b.stop.step)


def fields_for(id: str, lr: float) -> dict[str, Any]:
    return {"lr": lr} if registry.get("optimizer", id).uses_lr else {}


@pytest.mark.parametrize("id", METHODS)
@settings(max_examples=settings().max_examples // 2)  # of each method
@given(
    f=st.sampled_from(OBJECTIVES),
    seed=st.integers(0, 1000),
    lr=st.sampled_from([1e-3, 0.02, 0.3]),
    sigma=st.sampled_from([0.0, 0.3]),
    same=st.booleans(),
    size=st.integers(1, 70),
    rules=st.booleans(),
)
def test_numbers_depend_neither_on_chunks_nor_on_rows_nor_on_runs(
    id: str, f: str, seed: int, lr: float, sigma: float, same: bool, size: int, rules: bool
) -> None:
    objective = registry.create("objective", f)
    rng = np.random.default_rng(seed)
    low, high = np.array(objective.domain).T
    starts = tuple(tuple(row) for row in rng.uniform(low, high, (3, objective.dim)).tolist())
    run = Run(registry.create("optimizer", id, **fields_for(id, lr)), starts, stream=5, noisy=sigma > 0)
    stopping = Stopping(gradient_eps=1e-3, step_on=rules, step_eps=1e-4, value_on=rules, max_steps=60)
    noise = Noise(sigma=sigma, seed=seed, same_dice=same)
    other = Run(registry.create("optimizer", "adam"), starts[:2], stream=2)
    many = Experiment(objective, (other, run), noise=noise, stopping=stopping)
    together = collect(many, simulate(many, chunk_steps=size))[2:]
    assert [(t.run, t.row) for t in together] == [(1, 0), (1, 1), (1, 2)]
    alone = run_all(Experiment(objective, (run,), noise=noise, stopping=stopping))
    first_row = run_all(
        Experiment(objective, (dataclasses.replace(run, starts=starts[:1]),), noise=noise, stopping=stopping)
    )
    for a, b in zip(together, alone, strict=True):
        assert_same(a, b)
    assert_same(first_row[0], together[0])


@pytest.mark.parametrize("f", OBJECTIVES)
def test_the_record_is_true(f: str) -> None:
    objective = registry.create("objective", f)
    runs = tuple(Run(registry.create("optimizer", id, **fields_for(id, 1e-3))) for id in METHODS)
    for t in run_all(Experiment(objective, runs, stopping=Stopping(max_steps=40))):
        np.testing.assert_array_equal(t.x[0], objective.start)
        np.testing.assert_allclose(t.f, objective.value(t.x), rtol=1e-14)
        np.testing.assert_allclose(t.gradient, objective.gradient(t.x), rtol=1e-14)
        np.testing.assert_allclose(t.grad_norm, np.linalg.norm(t.gradient, axis=1), rtol=1e-14)
        np.testing.assert_allclose(t.step_length[1:], np.linalg.norm(np.diff(t.x, axis=0), axis=1), rtol=1e-14)
        method = runs[t.run].method
        if not (method.looks_ahead or (method.splits and objective.smooth is not objective)):
            np.testing.assert_array_equal(t.seen_gradient[1:], t.gradient[:-1])
        for nothing in (t.seen_gradient[0], t.alpha[0], t.step_length[0], *(a[0] for a in t.extras.values())):
            assert np.all(np.isnan(nothing))
        assert (t.values[0], t.gradients[0], t.hessians[0]) == (0, 0, 0)
        # a method need not ask again where it has stayed, nor at its last point
        assert np.all(np.diff(t.gradients) >= 0)
        assert t.gradients[-1] >= (1 + np.count_nonzero(t.step_length[1:-1]) if t.steps else 0)
        if registry.names("optimizer")[t.run] in ("gradient_descent", "sgd"):
            np.testing.assert_allclose(t.x[1:], t.x[:-1] - t.alpha[1:, None] * t.seen_gradient[1:], rtol=1e-14)


def test_chunks_come_by_turns_and_are_padded_with_the_last_record() -> None:
    objective = registry.create("objective", "quadratic", kappa=1.0)
    starts = ((0.0, 0.0), (1e-3, 0.0), (3.0, 0.0))
    runs = (
        Run(registry.create("optimizer", "gradient_descent", lr=0.5), starts),
        Run(registry.create("optimizer", "adam")),
    )
    chunks = list(simulate(Experiment(objective, runs, stopping=Stopping(max_steps=100)), chunk_steps=4))
    assert [c.run for c in chunks[:6]] == [0, 1, 0, 1, 0, 1]
    mine = [c for c in chunks if c.run == 0]
    first = 0
    for chunk in mine:
        assert chunk.first == first
        first += len(chunk.f)
        assert all(len(a) == len(chunk.f) for a in (chunk.x, chunk.alpha, chunk.values, chunk.hessians))
    assert mine[0].stops[0].step == 0
    stop = next(c.stops[1] for c in mine if 1 in c.stops)
    assert 0 < stop.step < next(c.stops[2] for c in mine if 2 in c.stops).step
    joined = np.concatenate([c.x[:, 1] for c in mine])
    np.testing.assert_array_equal(joined[stop.step :], np.broadcast_to(joined[stop.step], joined[stop.step :].shape))
    counted = np.concatenate([c.gradients[:, 1] for c in mine])
    assert counted[-1] == stop.step
    assert [c.done for c in mine] == [False] * (len(mine) - 1) + [True]


@pytest.mark.parametrize("id", METHODS)
@pytest.mark.parametrize("f", OBJECTIVES)
def test_overflow_is_silent_and_ends_with_a_reason(id: str, f: str) -> None:
    objective = registry.create("objective", f)
    big = {"lr": 1e60} if registry.get("optimizer", id).uses_lr else {}
    starts = (objective.start, (1e200,) * objective.dim)
    run = Run(registry.create("optimizer", id, **big), starts)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trajectories = run_all(Experiment(objective, (run,), stopping=Stopping(max_steps=300, bound=1e100)))
    for t in trajectories:
        assert t.stop is not None
        assert str(t.stop)
        assert t.stop.step == t.steps


def test_no_error_state_leaks_to_whoever_iterates() -> None:
    before = np.geterr()
    objective = registry.create("objective", "rosenbrock")
    for _ in simulate(Experiment(objective, (Run(registry.create("optimizer", "adam")),)), chunk_steps=10):
        assert np.geterr() == before


def test_nothing_to_run_and_no_chunks() -> None:
    objective = registry.create("objective", "rosenbrock")
    assert run_all(Experiment(objective, ())) == ()
    with pytest.raises(ValueError, match="chunk_steps"):
        next(simulate(Experiment(objective, ()), chunk_steps=0))


def test_many_dimensions() -> None:
    objective = registry.create("objective", "quadratic", dim=30, kappa=50.0)
    runs = tuple(Run(registry.create("optimizer", id, **fields_for(id, 0.3))) for id in METHODS)
    # steps of one length do not settle, Adadelta begins with tiny ones
    hard = {"sign_descent", "normalized_gradient_descent", "lion", "adadelta"}
    for id, t in zip(METHODS, run_all(Experiment(objective, runs, stopping=Stopping(max_steps=2000))), strict=True):
        assert t.f[-1] < (0.1 if id in hard else 1e-3) * t.f[0]
