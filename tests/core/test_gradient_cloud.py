"""The cloud of mini-batch gradients against enumeration and theory; the fan of seeds against its own runs."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.analysis.fan import QUANTILES, Fan, fan
from core.analysis.gradient_cloud import batch_factor, cloud, ellipse, every_batch, sample_covariance
from core.analysis.noise_ball import least_squares_ball
from core.batches import Batching
from core.experiment import Experiment, Run
from core.noise import Noise
from core.simulate import run_all, simulate
from core.stopping import Stopping
from core.words import CoreError

SUMS = ("least_squares", "logistic_regression", "robust_regression")


def make(id: str, **fields: Any) -> Any:
    return registry.create("objective", id, **fields)


# ---------------------------------------------------------------- the cloud


@pytest.mark.parametrize("id", SUMS)
@given(
    sizes=st.integers(4, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n))),
    replacement=st.booleans(),
    x=st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
)
def test_theory_is_what_all_batches_together_give(id: str, sizes: Any, replacement: bool, x: Any) -> None:
    """C/b with replacement, times (n − b)/(n − 1) without; the mean is the full gradient: no bias."""
    n, b = sizes
    if replacement and n**b > 50_000:
        b = 3
    f, batching = make(id, samples=n), Batching(b, replacement)
    each = f.sample_gradients(np.array(x))
    means = every_batch(each, batching)
    full = f.gradient(np.array(x))
    scale = 1 + np.max(np.abs(each))
    np.testing.assert_allclose(np.mean(means, axis=0), full, atol=1e-12 * scale)
    off = means - full
    exact = off.T @ off / len(means)
    np.testing.assert_allclose(sample_covariance(each) * batch_factor(n, batching), exact, atol=1e-12 * scale**2)


@pytest.mark.parametrize("batching", [Batching(1), Batching(5), Batching(5, True), Batching(29), Batching(60, True)])
def test_what_is_drawn_agrees_within_its_confidence_intervals(batching: Batching) -> None:
    f = make("least_squares", samples=30)
    x = np.array([-1.0, 2.0])
    z: list[Any] = []
    for seed in range(20):
        c = cloud(f, x, batching, count=2000, seed=seed)
        assert c.gradients.shape == (2000, 2)
        np.testing.assert_allclose(c.mean, f.gradient(x), atol=1e-12)
        z.extend((c.drawn_mean - c.mean) / c.drawn_mean_error)
        z.extend(((c.drawn_covariance - c.covariance) / c.drawn_covariance_error)[np.triu_indices(2)])
    off = np.abs(np.array(z))
    assert np.max(off) < 4.5
    assert np.mean(off < 1.96) == pytest.approx(0.95, abs=0.08)


def test_the_full_gradient_does_not_scatter() -> None:
    f = make("logistic_regression")
    x = np.array([0.5, -0.5])
    for batching in (Batching(), Batching(60), Batching(61)):
        c = cloud(f, x, batching, count=10)
        assert c.batch == 60
        assert np.all(c.covariance == 0)
        np.testing.assert_allclose(c.gradients, np.broadcast_to(f.gradient(x), (10, 2)), atol=1e-14)
    assert cloud(f, x, Batching(60, True)).covariance[0, 0] > 0


def test_at_the_minimum_of_a_model_that_interpolates_there_is_no_cloud() -> None:
    f = make("least_squares", noise=0.0)
    c = cloud(f, np.array(f.minima[0]), Batching(1))
    assert np.max(np.abs(c.gradients)) < 1e-12
    assert np.max(np.abs(cloud(f, np.array(f.start), Batching(1)).gradients)) > 1


def test_too_many_batches_to_enumerate_are_refused() -> None:
    each = np.zeros((5000, 2))
    for batching in (Batching(2500), Batching(4999, True)):
        with pytest.raises(CoreError, match="there are more than 200,000 different batches"):
            every_batch(each, batching)


@given(
    long=st.floats(0.1, 10),
    ratio=st.floats(0.05, 0.95),
    angle=st.floats(-1.5, 1.5),
    share=st.sampled_from([0.5, 0.9, 0.95, 0.99]),
)
def test_the_ellipse_has_the_covariance_s_axes_and_holds_its_share(
    long: float, ratio: float, angle: float, share: float
) -> None:
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    covariance = turn @ np.diag([long**2, (long * ratio) ** 2]) @ turn.T
    center = np.array([3.0, -1.0])
    e = ellipse(center, covariance, share)
    assert e.angle == pytest.approx(angle, abs=1e-6)
    assert e.axes[1] / e.axes[0] == pytest.approx(ratio, rel=1e-6)
    off = e.points() - center
    distance = np.einsum("ki,ij,kj->k", off, np.linalg.inv(covariance), off)
    np.testing.assert_allclose(distance, -2 * np.log(1 - share), rtol=1e-6)
    z = np.random.default_rng(0).standard_normal((20_000, 2)) @ np.linalg.cholesky(covariance).T
    inside = np.einsum("ki,ij,kj->k", z, np.linalg.inv(covariance), z) <= distance[0]
    assert np.mean(inside) == pytest.approx(share, abs=0.015)


# ---------------------------------------------------------------- the fan


def whole(experiment: Experiment, run: int = 0, **more: Any) -> Fan:
    return list(fan(experiment, run, **more))[-1]


def experiment(**fields: Any) -> Experiment:
    f = make("least_squares", **fields)
    run = Run(registry.create("optimizer", "sgd", lr=0.1), stream=3, batching=Batching(4))
    other = Run(registry.create("optimizer", "adam"))
    return Experiment(f, (other, run), noise=Noise(seed=5), stopping=Stopping(gradient_on=False, max_steps=200))


def test_row_0_is_the_run_itself_and_the_quantiles_are_those_of_the_rows() -> None:
    e = experiment()
    (t,) = [t for t in run_all(e) if t.run == 1]
    found = whole(e, 1, seeds=41)
    np.testing.assert_array_equal(found.paths[:, 0], t.x)
    assert found.steps == 200
    assert found.paths.shape == (201, 41, 2)
    value = np.sort(e.objective.value(found.paths), axis=1)
    np.testing.assert_array_equal(found.value[QUANTILES.index(0.5)], value[:, 20])
    distance = np.linalg.norm(found.paths - e.objective.minima[0], axis=-1)
    np.testing.assert_allclose(found.distance[2], np.median(distance, axis=1), rtol=1e-12)
    np.testing.assert_array_equal(found.x[2], np.median(found.paths, axis=1))
    for band in (found.value, found.distance, found.x):
        assert np.all(np.diff(band, axis=0) >= 0)
    gap, f_star = found.gap, e.objective.f_star
    assert gap is not None
    assert f_star is not None
    np.testing.assert_allclose(gap, found.value - f_star)
    assert np.all(gap >= -1e-12)
    # an epoch is 15 steps of 4
    np.testing.assert_array_equal(found.samples, 4 * np.arange(201))
    assert np.all(found.ended == 200)


def test_about_half_of_fresh_seeds_lie_in_the_middle_half() -> None:
    e = experiment()
    first = whole(e, 1, seeds=200)
    fresh = [whole(Experiment(e.objective, e.runs, noise=Noise(seed=99), stopping=e.stopping), 1, seeds=200)][0]
    value = e.objective.value(fresh.paths)[50:]
    inside = (value >= first.value[1, 50:, None]) & (value <= first.value[3, 50:, None])
    assert np.mean(inside) == pytest.approx(0.5, abs=0.06)
    outer = (value >= first.value[0, 50:, None]) & (value <= first.value[4, 50:, None])
    assert np.mean(outer) == pytest.approx(0.9, abs=0.05)


def test_it_grows_chunk_by_chunk_to_the_same_whole() -> None:
    e = experiment()
    parts = list(fan(e, 1, seeds=10, chunk_steps=16))
    assert [p.steps for p in parts][:2] == [8, 24]
    assert all(a.steps < b.steps for a, b in itertools.pairwise(parts))
    once = whole(e, 1, seeds=10, chunk_steps=256)
    for name in ("value", "distance", "x", "samples", "paths"):
        np.testing.assert_array_equal(getattr(parts[-1], name), getattr(once, name))


def test_larger_batches_and_smaller_steps_make_a_narrower_tube() -> None:
    f = make("least_squares", samples=100, noise=1.0)

    def width(batch: int, lr: float) -> float:
        run = Run(registry.create("optimizer", "sgd", lr=lr), (f.minima[0],), batching=Batching(batch, True))
        stopping = Stopping(gradient_on=False, max_steps=600)
        found = whole(Experiment(f, (run,), stopping=stopping), seeds=60)
        return float(np.mean(found.x[4, 300:] - found.x[0, 300:]))

    # ∝ √(α/b) for small α
    assert width(1, 0.02) / width(16, 0.02) == pytest.approx(4.0, rel=0.15)
    assert width(4, 0.1) > 1.8 * width(4, 0.02)


def test_lost_runs_are_infinitely_high_and_ended_ones_stay() -> None:
    f = make("least_squares", samples=30)
    run = Run(registry.create("optimizer", "sgd", lr=5 / f.L), batching=Batching(1))
    found = whole(Experiment(f, (run,), stopping=Stopping(max_steps=2000, bound=1e6)), seeds=20)
    assert np.all(found.ended >= 0)
    assert np.min(found.value[:, -1]) > 1e6
    assert not np.any(np.isnan(found.value))
    still = Run(registry.create("optimizer", "sgd", lr=0.1))
    calm = whole(Experiment(f, (still,), stopping=Stopping(max_steps=2000)), seeds=5)
    assert np.all(calm.value == calm.value[0])  # no dice, no fan
    assert np.all(calm.ended == calm.steps)


def test_additive_noise_alone_makes_a_fan_too() -> None:
    """It needs no finite sum; where f* is unknown there is no gap."""
    noise, stopping = Noise(sigma=0.5), Stopping(gradient_on=False, max_steps=60)
    sgd = Run(registry.create("optimizer", "sgd", lr=0.01))
    found = whole(Experiment(registry.create("objective", "himmelblau"), (sgd,), noise=noise, stopping=stopping))
    assert np.all(found.value[4, 1:] > found.value[0, 1:])
    saddle = whole(Experiment(registry.create("objective", "saddle"), (sgd,), noise=noise, stopping=stopping))
    assert saddle.gap is None
    assert np.all(np.isnan(saddle.distance))


def test_noise_added_to_batches_widens_the_ball_by_its_own_part() -> None:
    """600 runs side by side, taken at ten times long after the start, against the exact covariance."""
    objective, batching, alpha, sigma = make("least_squares", samples=30, noise=0.7), Batching(3, True), 0.1, 0.8
    starts = (tuple(objective.minimiser.tolist()),) * 600
    run = Run(registry.create("optimizer", "sgd", lr=alpha), starts, batching=batching)
    stopping = Stopping(gradient_on=False, max_steps=400)
    chunks = list(simulate(Experiment(objective, (run,), noise=Noise(sigma, 5), stopping=stopping)))
    x = np.concatenate([chunk.x for chunk in chunks])[200::20].reshape(-1, 2)
    ball = least_squares_ball(objective, alpha, batching, sigma)
    assert ball is not None
    np.testing.assert_allclose(np.cov(x.T), ball, atol=0.06 * float(np.trace(ball)))
    alone = least_squares_ball(objective, alpha, batching)
    assert alone is not None
    assert np.trace(alone) < 0.7 * np.trace(ball), "the added noise is seen at all"
