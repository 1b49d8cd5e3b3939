"""The phase map against the eigenvalues of the 2 x 2 iteration matrix and against runs of the methods themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry, theory
from core.analysis.momentum_phase import (
    DIVERGING,
    MONOTONE,
    OSCILLATING,
    REGIMES,
    SIGN_FLIPPING,
    momentum_phase,
    phase_map,
    worst_phase,
)
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import Stopping


def _matrix(alpha: float, beta: float, lam: float, method: str) -> np.ndarray:
    """(x_k, x_{k−1}) to (x_{k+1}, x_k)."""
    q = 1 - alpha * lam
    total, product = (beta + q, beta) if method == "heavy_ball" else ((1 + beta) * q, beta * q)
    return np.array([[total, -product], [1.0, 0.0]])


@pytest.mark.parametrize("method", ["heavy_ball", "nesterov"])
@given(st.floats(1e-3, 5.0), st.floats(0.0, 0.99), st.floats(0.01, 2.0))
def test_rates_and_regimes_are_those_of_the_iteration_matrix(
    method: str, alpha: float, beta: float, lam: float
) -> None:
    phase = momentum_phase(alpha, beta, lam, method)
    roots = np.linalg.eigvals(_matrix(alpha, beta, lam, method))
    assert float(phase.rate) == pytest.approx(float(np.abs(roots).max()), rel=1e-6, abs=1e-7)
    if method == "heavy_ball":
        assert float(phase.rate) == pytest.approx(theory.heavy_ball_factor(alpha, lam, beta), rel=1e-9, abs=1e-12)
    regime = int(phase.regime)
    if abs(float(phase.rate) - 1) > 1e-6:
        assert (regime == DIVERGING) == (float(phase.rate) > 1)
    largest = roots[int(np.argmax(np.abs(roots)))]
    if regime != DIVERGING and abs(largest.imag) > 1e-5:
        assert regime == OSCILLATING
    if regime == MONOTONE:
        assert largest.real > -1e-7
    if regime == SIGN_FLIPPING:
        assert largest.real < 1e-7


@given(st.floats(1e-3, 5.0), st.floats(0.0, 0.99), st.floats(0.01, 2.0))
def test_heavy_balls_regimes_are_those_of_the_scalar_rule(alpha: float, beta: float, lam: float) -> None:
    edges = (1 - beta**0.5) ** 2, (1 + beta**0.5) ** 2, 2 * (1 + beta)
    if min(abs(alpha * lam - edge) for edge in edges) > 1e-9:
        known = theory.heavy_ball_regime(alpha, lam, beta)
        assert REGIMES[int(momentum_phase(alpha, beta, lam).regime)] == known


@pytest.mark.parametrize(
    ("method", "alpha", "beta"),
    [("heavy_ball", 0.1, 0.4), ("heavy_ball", 0.5, 0.8), ("heavy_ball", 2.9, 0.6), ("nesterov", 0.5, 0.8)],
)
def test_a_run_falls_at_the_rate_of_the_map(method: str, alpha: float, beta: float) -> None:
    f = registry.create("objective", "quadratic", kappa=5.0, angle=0.0)
    one = registry.create("optimizer", method, lr=alpha, momentum=beta)
    stopping = Stopping(max_steps=400, gradient_on=False)
    (t,) = run_all(Experiment(f, (Run(one),), start=(3.0, 2.0), stopping=stopping))
    rate = float(worst_phase(momentum_phase(alpha, beta, np.array([f.mu, f.L]), method)).rate)
    size = np.linalg.norm(t.x, axis=1)
    alive = np.flatnonzero(size > 1e-130)
    alive = alive[len(alive) // 2 :]
    slope = np.polyfit(alive, np.log(size[alive]), 1)[0]
    assert np.exp(slope) == pytest.approx(rate, rel=0.01)


@pytest.mark.parametrize("method", ["heavy_ball", "nesterov"])
def test_the_map_names_its_regions_inside_them_and_is_fastest_at_heavy_balls_best_pair(method: str) -> None:
    L, mu = 1.0, 0.04  # noqa: N806
    best = (theory.heavy_ball_best if method == "heavy_ball" else theory.nesterov_best)(L, mu)
    made = phase_map(method, np.array([mu, L]), best)
    for number, alpha, beta in made.middles:
        j, i = int(np.argmin(np.abs(made.beta - beta))), int(np.argmin(np.abs(made.alpha - alpha)))
        assert (made.regime[j - 2 : j + 3, i - 2 : i + 3] == number).all()
    assert {number for number, _, _ in made.middles} >= {OSCILLATING, DIVERGING}
    if method == "heavy_ball":
        least = theory.heavy_ball_rate(*best, L, mu)
        assert made.rate.min() >= least - 1e-9
        assert made.rate.min() < least + 0.05


def test_other_methods_have_no_phases() -> None:
    with pytest.raises(ValueError, match="heavy_ball, nesterov"):
        momentum_phase(0.1, 0.9, 1.0, "adam")
