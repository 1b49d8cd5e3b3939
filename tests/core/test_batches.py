"""Mini-batches: who sees which samples, that nothing depends on chunks or on rows beside, what is counted."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.analysis.noise_ball import least_squares_ball, stationary_covariance
from core.batches import Batching, BatchStream
from core.bounds import promises
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.noise import Noise
from core.params import ParameterError
from core.simulate import collect, run_all, simulate
from core.stopping import Stopping
from core.theory import gd_noise_variance
from core.trajectory import Trajectory

SUMS = ("least_squares", "logistic_regression", "robust_regression")
METHODS = registry.names("optimizer")
WITH_LR = [m for m in METHODS if registry.get("optimizer", m).uses_lr]
EVERY = ("x", "f", "gradient", "seen_gradient", "alpha", "values", "gradients", "hessians", "samples")


def make(id: str, **fields: Any) -> Any:
    return registry.create("objective", id, **fields)


def going(steps: int) -> Stopping:
    return Stopping(gradient_on=False, max_steps=steps, bound=1e100)


def drawn(batching: Batching, n: int, steps: int, rows: int = 3, stream: int = 0, **noise: Any) -> list[Any]:
    source = BatchStream(batching, Noise(**noise), stream, rows, n)
    return [source.at(k) for k in range(steps)]


# ---------------------------------------------------------------- the draws


@given(n=st.integers(2, 60), b=st.integers(1, 60), seed=st.integers(0, 1000))
def test_without_replacement_every_epoch_sees_each_sample_once(n: int, b: int, seed: int) -> None:
    batching = Batching(b)
    if not batching.active(n):
        assert b >= n
        return
    length = -(-n // b)
    assert batching.per_epoch(n) == length
    steps = drawn(batching, n, 3 * length, seed=seed)
    for epoch in range(3):
        parts = steps[epoch * length : (epoch + 1) * length]
        assert [part.shape[1] for part in parts] == [b] * (n // b) + [n % b] * (n % b > 0)
        for row in np.concatenate(parts, axis=1):
            assert sorted(row.tolist()) == list(range(n))


@given(n=st.integers(1, 40), b=st.integers(1, 90), seed=st.integers(0, 1000))
def test_with_replacement_every_step_draws_b_of_all(n: int, b: int, seed: int) -> None:
    steps = drawn(Batching(b, True), n, 20, seed=seed)
    assert all(part.shape == (3, b) for part in steps)
    assert all(np.all((part >= 0) & (part < n)) for part in steps)


def test_draws_with_replacement_are_uniform_and_independent() -> None:
    n, steps = 10, 4000
    found = np.stack(drawn(Batching(5, True), n, steps, rows=1))[:, 0]
    counts = np.bincount(found.ravel(), minlength=n)
    expected = steps * 5 / n
    # chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand
    assert np.sum((counts - expected) ** 2 / expected) < 27.9
    assert np.mean(found[:, 0] == found[:, 1]) == pytest.approx(1 / n, abs=0.02)


def test_seed_stream_and_row_each_throw_other_dice_and_same_dice_leave_the_stream_out() -> None:
    for batching in (Batching(7), Batching(7, True)):
        base = np.stack(drawn(batching, 1001, 143))
        np.testing.assert_array_equal(base, np.stack(drawn(batching, 1001, 143)))
        for other in ({"seed": 1}, {"stream": 1}):
            assert np.mean(base == np.stack(drawn(batching, 1001, 143, **other))) < 0.02
        assert np.mean(base[:, 0] == base[:, 1]) < 0.02
        shared = [np.stack(drawn(batching, 1001, 143, stream=s, same_dice=True)) for s in (0, 5)]
        np.testing.assert_array_equal(shared[0], shared[1])


def test_the_dice_of_the_batches_are_not_those_of_the_noise() -> None:
    """With the noise on or off, a run sees the same samples."""
    f = make("least_squares")
    sgd = registry.create("optimizer", "sgd", lr=0.0001)
    seen = []
    for sigma in (0.0, 1e-9):
        run = Run(sgd, batching=Batching(3))
        (t,) = run_all(Experiment(f, (run,), noise=Noise(sigma=sigma), stopping=going(50)))
        seen.append(t.seen_gradient[1:])
    np.testing.assert_allclose(seen[0], seen[1], atol=1e-7)
    assert np.all(seen[0] != seen[1])


@pytest.mark.parametrize(("field", "value"), [("batch", -1), ("batch", 5001), ("batch", 1.5), ("replacement", 1)])
def test_what_cannot_be_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ParameterError, match=rf"^{field} must "):
        Batching(**{field: value})


# ---------------------------------------------------------------- in a run


def assert_same(a: Trajectory, b: Trajectory) -> None:
    for name in EVERY:
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)
    for name in a.extras:
        np.testing.assert_array_equal(a.extras[name], b.extras[name], err_msg=name)


@pytest.mark.parametrize("f", SUMS)
@given(
    id=st.sampled_from(METHODS),
    n=st.integers(4, 40),
    b=st.integers(0, 45),
    replacement=st.booleans(),
    same=st.booleans(),
    sigma=st.sampled_from([0.0, 0.2]),
    size=st.integers(1, 70),
    seed=st.integers(0, 1000),
)
def test_numbers_depend_neither_on_chunks_nor_on_rows_nor_on_runs(
    f: str, id: str, n: int, b: int, replacement: bool, same: bool, sigma: float, size: int, seed: int
) -> None:
    objective = make(f, samples=n)
    low, high = np.array(objective.domain).T
    starts = tuple(tuple(row) for row in np.random.default_rng(seed).uniform(low, high, (3, 2)).tolist())
    fields = {"lr": 0.05} if registry.get("optimizer", id).uses_lr else {}
    run = Run(registry.create("optimizer", id, **fields), starts, stream=4, batching=Batching(b, replacement))
    rest: Any = {"noise": Noise(sigma=sigma, seed=seed, same_dice=same), "stopping": Stopping(max_steps=40)}
    other = Run(registry.create("optimizer", "adam"), starts[:2], stream=1, batching=Batching(2))
    many = Experiment(objective, (other, run), **rest)
    together = collect(many, simulate(many, chunk_steps=size))[2:]
    for a, c in zip(together, run_all(Experiment(objective, (run,), **rest)), strict=True):
        assert_same(a, c)
    alone = dataclasses.replace(run, starts=starts[:1])
    assert_same(run_all(Experiment(objective, (alone,), **rest))[0], together[0])


@pytest.mark.parametrize("f", SUMS)
@pytest.mark.parametrize("id", WITH_LR)
@pytest.mark.parametrize("batching", [Batching(7), Batching(7, True)])
def test_a_method_sees_the_mean_over_its_batch_where_it_looks(f: str, id: str, batching: Batching) -> None:
    objective = make(f, samples=24)
    runs = (Run(registry.create("optimizer", id, lr=0.01), stream=2, batching=batching),)
    (t,) = run_all(Experiment(objective, runs, stopping=going(30)))
    batches = [part[0] for part in drawn(batching, 24, 30, rows=1, stream=2)]
    for k in range(t.steps):
        at = t.extras["y"][k + 1] if runs[0].method.looks_ahead else t.x[k]
        expected = objective.sample(batches[k]).gradient(at)
        np.testing.assert_allclose(t.seen_gradient[k + 1], expected, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(t.gradient, objective.gradient(t.x), rtol=1e-13)  # the record stays true
    sizes = np.array([len(batch) for batch in batches])
    asked = np.diff(t.gradients)
    np.testing.assert_array_equal(np.diff(t.samples), asked * sizes[: t.steps])


@pytest.mark.parametrize("id", WITH_LR)
def test_b_equal_to_n_without_replacement_is_the_full_gradient(id: str) -> None:
    f = make("least_squares", samples=12)
    method = registry.create("optimizer", id, lr=0.02)
    full, all_of_them, more = run_all(
        Experiment(f, tuple(Run(method, batching=Batching(b)) for b in (0, 12, 40)), stopping=going(30))
    )
    assert_same(full, all_of_them)
    assert_same(full, more)
    np.testing.assert_array_equal(full.samples, 12 * full.gradients)
    resampled = run_all(Experiment(f, (Run(method, batching=Batching(12, True)),), stopping=going(30)))[0]
    assert np.any(resampled.seen_gradient[1:] != full.seen_gradient[1:])


def test_the_mean_over_an_epoch_is_the_full_gradient_where_b_divides_n() -> None:
    """A learning rate that moves nothing: every batch is seen at the start."""
    f = make("logistic_regression", samples=24)
    still = registry.create("optimizer", "sgd", lr=1e-300)
    for b in (1, 2, 3, 6, 8, 12):
        length = 24 // b
        (t,) = run_all(Experiment(f, (Run(still, batching=Batching(b)),), stopping=going(5 * length)))
        epochs = t.seen_gradient[1:].reshape(5, length, 2)
        np.testing.assert_allclose(np.mean(epochs, axis=1), np.broadcast_to(t.gradient[0], (5, 2)), atol=1e-13)
        assert t.samples[length] == 24


def test_a_short_last_batch_is_kept_and_is_a_mean_of_its_own() -> None:
    """b = 5 of 12: 5, 5 and 2. The size-weighted mean over the epoch is the full gradient, the plain one is not."""
    f = make("least_squares", samples=12)
    still = registry.create("optimizer", "sgd", lr=1e-300)
    (t,) = run_all(Experiment(f, (Run(still, batching=Batching(5)),), stopping=going(6)))
    assert t.samples.tolist() == [0, 5, 10, 12, 17, 22, 24]
    weights = np.array([5, 5, 2]) / 12
    for epoch in t.seen_gradient[1:].reshape(2, 3, 2):
        np.testing.assert_allclose(weights @ epoch, t.gradient[0], atol=1e-13)
        assert not np.allclose(np.mean(epoch, axis=0), t.gradient[0], atol=1e-3)


def test_the_noise_comes_on_top_and_clipping_last() -> None:
    f = make("least_squares", samples=20)
    sgd = registry.create("optimizer", "sgd", lr=1e-300)
    plain = Run(sgd, batching=Batching(4))
    noisy, clipped = plain, dataclasses.replace(plain, clip=Clipping("value", 0.3))
    noise = Noise(sigma=0.5, seed=3)
    (a,) = run_all(Experiment(f, (plain,), stopping=going(400), noise=Noise(seed=3)))
    (b,) = run_all(Experiment(f, (noisy,), stopping=going(400), noise=noise))
    (c,) = run_all(Experiment(f, (clipped,), stopping=going(400), noise=noise))
    assert np.std((b.seen_gradient - a.seen_gradient)[1:]) == pytest.approx(0.5, rel=0.1)
    np.testing.assert_array_equal(c.seen_gradient[1:], np.clip(b.seen_gradient[1:], -0.3, 0.3))


@pytest.mark.parametrize("id", [m for m in METHODS if m not in WITH_LR])
def test_where_a_line_search_chooses_the_step_the_gradient_is_the_full_one(id: str) -> None:
    f = make("logistic_regression")
    method = registry.create("optimizer", id)
    batched, full = (
        run_all(Experiment(f, (Run(method, batching=b),), stopping=Stopping(max_steps=10)))[0]
        for b in (Batching(3), Batching())
    )
    assert_same(batched, full)


def test_what_is_no_finite_sum_knows_no_batches() -> None:
    f = registry.create("objective", "rosenbrock")
    adam = registry.create("optimizer", "adam")
    a, b = run_all(Experiment(f, (Run(adam), Run(adam, batching=Batching(3, True))), stopping=going(30)))
    assert_same(a, b)
    np.testing.assert_array_equal(a.samples, a.gradients)


def test_theorems_about_exact_gradients_promise_nothing_of_mini_batches() -> None:
    f = make("least_squares", samples=20)
    gd = registry.create("optimizer", "gradient_descent", lr=1 / f.L)

    def promised(objective: Any, batching: Batching) -> int:
        return sum(p.curve is not None for p in promises(objective, Run(gd, batching=batching), f.start))

    full = promised(f, Batching())
    assert full > 0
    assert promised(f, Batching(20)) == full
    assert promised(f, Batching(19)) == promised(f, Batching(20, True)) == 0
    # no finite sum: the batch size says nothing
    q = registry.create("objective", "quadratic", kappa=10.0, largest=f.L)
    assert promised(q, Batching(1)) == promised(q, Batching()) > 0


def test_a_run_throws_dice_in_batches_too() -> None:
    gd = registry.create("optimizer", "gradient_descent")
    assert not Run(gd).throws_dice
    assert Run(gd, noisy=True).throws_dice
    assert Run(gd, batching=Batching(1)).throws_dice


# ---------------------------------------------------------------- what becomes of it


def spread_at_the_end(f: Any, alpha: float, batching: Batching, rows: int = 60, steps: int = 2500) -> tuple[Any, Any]:
    """E[(x − x*)(x − x*)ᵀ] over rows and the later steps, and its standard error from row to row."""
    run = Run(registry.create("optimizer", "sgd", lr=alpha), (f.minima[0],) * rows, batching=batching)
    ends = run_all(Experiment(f, (run,), stopping=going(steps), noise=Noise(seed=11)))
    off = np.stack([t.x[500:] for t in ends]) - f.minima[0]
    each = np.einsum("rki,rkj->rij", off, off) / off.shape[1]
    return np.mean(each, axis=0), np.std(each, axis=0) / np.sqrt(rows)


@pytest.mark.parametrize(("b", "share"), [(1, 0.1), (1, 0.4), (4, 0.3), (12, 1.2)])
def test_the_ball_of_sgd_on_least_squares_is_that_of_theory(b: int, share: float) -> None:
    f = make("least_squares", samples=30, kappa=4.0, noise=1.0)
    batching = Batching(b, True)
    alpha = share / f.L
    expected = least_squares_ball(f, alpha, batching)
    assert expected is not None
    measured, error = spread_at_the_end(f, alpha, batching)
    assert np.all(np.abs(measured - expected) <= 4.5 * error + 1e-3 * np.max(expected))
    assert np.max(error) < 0.1 * np.max(expected)


def test_for_small_steps_each_eigendirection_has_the_one_dimensional_variance() -> None:
    """αC/(h(2 − αh)) along eigenvectors that H and C share; the ball shrinks as 1/b."""
    H, C = np.diag([0.5, 2.0]), np.diag([3.0, 0.7])  # noqa: N806
    for alpha in (0.01, 0.3, 0.9):
        sigma = stationary_covariance(H, C, alpha)
        assert sigma is not None
        expected = [gd_noise_variance(alpha, h, c**0.5) for h, c in zip(np.diag(H), np.diag(C), strict=True)]
        np.testing.assert_allclose(sigma, np.diag(expected), atol=1e-12)
    assert stationary_covariance(H, C, 1.0) is None
    f = make("least_squares", samples=200, noise=1.0)
    one, ten = (least_squares_ball(f, 1e-4, Batching(b, True)) for b in (1, 10))
    assert one is not None
    assert ten is not None
    np.testing.assert_allclose(one, 10 * ten, rtol=2e-3)
    each = f.sample_gradients(f.minimiser)
    additive = stationary_covariance(f.H, each.T @ each / f.n, 1e-4)
    assert additive is not None
    np.testing.assert_allclose(one, additive, rtol=2e-3)


def test_the_multiplicative_noise_can_have_no_limit_where_the_mean_has() -> None:
    f = make("least_squares", samples=30, kappa=4.0)
    alpha = 1.9 / f.L
    assert alpha < 2 / f.L
    assert least_squares_ball(f, alpha, Batching(1, True)) is None
    full = least_squares_ball(f, alpha, Batching(0))
    assert full is not None
    assert np.all(full == 0)


def test_shuffled_epochs_end_nearer_than_independent_draws() -> None:
    f = make("least_squares", samples=32, kappa=2.0, noise=1.0)
    alpha = 0.05 / f.L
    shuffled, _ = spread_at_the_end(f, alpha, Batching(2))
    independent, _ = spread_at_the_end(f, alpha, Batching(2, True))
    assert np.trace(shuffled) < 0.5 * np.trace(independent)


@pytest.mark.parametrize("batching", [Batching(1), Batching(1, True), Batching(7), Batching(16, True)])
def test_where_the_model_interpolates_there_is_no_ball(batching: Batching) -> None:
    for noise in (0.0, 0.5):
        f = make("least_squares", samples=30, kappa=2.0, noise=noise)
        run = Run(registry.create("optimizer", "sgd", lr=0.1 / f.L), batching=batching)
        (t,) = run_all(Experiment(f, (run,), stopping=going(6000)))
        distance = np.linalg.norm(t.x[-1000:] - f.minima[0], axis=1)
        if noise:
            assert np.median(distance) > 1e-3
        else:
            assert np.max(distance) < 1e-12
