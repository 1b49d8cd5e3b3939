"""The dice: who shares them, that they are Gaussian of the stated σ, and the noise ball that they make."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core import registry
from core.experiment import Experiment, Run
from core.noise import Noise, NoiseStream
from core.params import ParameterError
from core.simulate import run_all
from core.stopping import Stopping
from core.theory import gd_noise_variance, heavy_ball_noise_variance


def drawn(noise: Noise, stream: int = 0, n: int = 3, steps: int = 600) -> Any:
    source = NoiseStream(noise, stream, n, 2)
    return np.array([source.at(k) for k in range(steps)])


def test_the_noise_is_gaussian_of_the_stated_width() -> None:
    draws = drawn(Noise(sigma=2.5), n=4, steps=20_000).reshape(-1)
    assert np.mean(draws) == pytest.approx(0, abs=4 * 2.5 / np.sqrt(len(draws)))
    assert np.std(draws) == pytest.approx(2.5, rel=0.01)
    assert np.mean(np.abs(draws) < 2.5) == pytest.approx(0.6827, abs=0.005)


def test_seed_stream_row_and_step_each_give_other_noise() -> None:
    base = drawn(Noise(sigma=1.0))
    np.testing.assert_array_equal(base, drawn(Noise(sigma=1.0)))
    assert not np.any(base == drawn(Noise(sigma=1.0, seed=1)))
    assert not np.any(base == drawn(Noise(sigma=1.0), stream=1))
    assert not np.any(base[:, 0] == base[:, 1])
    assert len(np.unique(base)) == base.size


def test_same_dice_gives_every_run_the_same_noise_at_the_same_step() -> None:
    """The noise is what a method saw less what is true at the point it came from."""
    f = registry.create("objective", "quadratic")
    runs = tuple(Run(registry.create("optimizer", m, lr=0.05), stream=i) for i, m in enumerate(("sgd", "adam")))
    stopping = Stopping(gradient_on=False, max_steps=300)
    for same in (True, False):
        experiment = Experiment(f, runs, noise=Noise(sigma=0.5, same_dice=same), stopping=stopping)
        a, b = (t.seen_gradient[1:] - t.gradient[:-1] for t in run_all(experiment))
        assert np.allclose(a, b, atol=1e-12) is same
        assert np.std(a) == pytest.approx(0.5, rel=0.1)


def test_who_sees_the_noise() -> None:
    f = registry.create("objective", "quadratic")
    gd, sgd = (registry.create("optimizer", m, lr=0.05) for m in ("gradient_descent", "sgd"))
    runs = (Run(gd), Run(sgd), Run(gd, noisy=True), Run(sgd, noisy=False))
    stopping = Stopping(gradient_on=False, max_steps=20)
    full, noisy, made_noisy, made_full = run_all(Experiment(f, runs, noise=Noise(sigma=1.0), stopping=stopping))
    np.testing.assert_array_equal(full.x, made_full.x)
    np.testing.assert_array_equal(noisy.x, made_noisy.x)
    assert not np.any(full.x[1:] == noisy.x[1:])
    np.testing.assert_array_equal(full.seen_gradient[1:], full.gradient[:-1])


@pytest.mark.parametrize(("id", "fields"), [("sgd", {}), ("heavy_ball", {"momentum": 0.7})])
@pytest.mark.parametrize("alpha_h", [0.1, 1.2])
def test_the_noise_ball_has_the_variance_of_theory(id: str, fields: dict[str, float], alpha_h: float) -> None:
    """ασ²/(h(2 − αh)) and, with momentum, ασ²(1+β)/(h(1−β)(2(1+β) − αh))."""
    h, sigma = 2.0, 0.8
    alpha = alpha_h / h
    f = registry.create("objective", "parabola_1d", h=h)
    run = Run(registry.create("optimizer", id, lr=alpha, **fields), starts=((0.0,),) * 50)
    stopping = Stopping(gradient_on=False, max_steps=3000)
    ends = run_all(Experiment(f, (run,), noise=Noise(sigma=sigma, seed=7), stopping=stopping))
    measured = np.var(np.concatenate([t.x[500:, 0] for t in ends]))
    expected = (
        heavy_ball_noise_variance(alpha, h, sigma, fields["momentum"]) if fields else gd_noise_variance(alpha, h, sigma)
    )
    assert measured == pytest.approx(expected, rel=0.05)


def test_negative_sigma_is_refused() -> None:
    with pytest.raises(ParameterError, match="sigma"):
        Noise(sigma=-1.0)
