"""The theory against the iterations that it speaks of."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core import theory
from core.arrays import Array
from core.words import CoreError

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
curvature = st.floats(1e-2, 1e2)
momentum = st.floats(0, 0.95)


def heavy_ball(alpha: float, h: Array, beta: float, steps: int) -> Array:
    """|x_k| on ½hx² from x₀ = 1, torch's b ← βb + g: (steps + 1, ...)."""
    x, b = np.ones_like(h), np.zeros_like(h)
    out = [x]
    for _ in range(steps):
        b = beta * b + h * x
        x = x - alpha * b
        out.append(x)
    return np.array(out)


def nesterov(alpha: float, h: Array, beta: float, steps: int) -> Array:
    """The same with torch's step g + βb."""
    x, b = np.ones_like(h), np.zeros_like(h)
    out = [x]
    for _ in range(steps):
        g = h * x
        b = beta * b + g
        x = x - alpha * (g + beta * b)
        out.append(x)
    return np.array(out)


@given(L=curvature, beta=momentum)
@SETTINGS
def test_critical_steps_part_converging_from_diverging(L: float, beta: float) -> None:  # noqa: N803
    h = np.array([L])
    for step, run in (
        (theory.heavy_ball_critical_step(L, beta), heavy_ball),
        (theory.nesterov_critical_step(L, beta), nesterov),
    ):
        with np.errstate(all="ignore"):  # a diverging run overflows
            below, above = abs(run(0.99 * step, h, beta, 6000)), abs(run(1.01 * step, h, beta, 6000))
        assert below[-1] < 1e-6
        assert np.nanmax(above) > 1e3
    assert theory.gd_critical_step(L) == theory.heavy_ball_critical_step(L, 0.0) == theory.nesterov_critical_step(L, 0)


@given(L=curvature, kappa=st.floats(1, 1e4))
@SETTINGS
def test_best_parameters_are_the_best(L: float, kappa: float) -> None:  # noqa: N803
    mu = L / kappa
    best = theory.gd_best_step(L, mu)
    assert theory.gd_rate(best, L, mu) == pytest.approx((kappa - 1) / (kappa + 1), abs=1e-12)
    for factor in (0.9, 0.99, 1.01, 1.1):
        assert theory.gd_rate(best * factor, L, mu) > theory.gd_rate(best, L, mu)
    alpha, beta = theory.heavy_ball_best(L, mu)
    root = math.sqrt(kappa)
    assert theory.heavy_ball_rate(alpha, beta, L, mu) == pytest.approx((root - 1) / (root + 1), abs=1e-6)
    assert theory.heavy_ball_rate(alpha, beta, L, mu) == pytest.approx(math.sqrt(beta), abs=1e-6)
    for other in (0.5 * beta, 0.5 * (1 + beta)):
        assert theory.heavy_ball_rate(alpha, other, L, mu) >= math.sqrt(beta) - 1e-6
    step, momentum_ = theory.nesterov_best(L, mu)
    assert step * L == pytest.approx(1)
    # at λ = μ the roots are double, at 1 − 1/√κ; at λ = L both are 0
    assert theory.nesterov_rate(step, momentum_, L, mu) == pytest.approx(1 - 1 / root, abs=1e-6)


@given(h=curvature, beta=momentum, share=st.floats(0.01, 0.99))
@SETTINGS
def test_factors_are_the_measured_slopes(h: float, beta: float, share: float) -> None:
    for critical, factor, run in (
        (theory.heavy_ball_critical_step(h, beta), theory.heavy_ball_factor, heavy_ball),
        (theory.nesterov_critical_step(h, beta), theory.nesterov_factor, nesterov),
    ):
        rho = factor(share * critical, h, beta)
        assert rho < 1
        assume(rho > 0.2)
        x = np.abs(run(share * critical, np.array([h]), beta, 400))[:, 0]
        # the largest of the last 100 against the largest of 100 before: a slope free of the oscillation
        measured = (np.max(x[300:]) / np.max(x[150:250])) ** (1 / 150)
        if np.max(x[300:]) > 1e-250:
            assert measured == pytest.approx(rho, rel=0.03)


@given(L=curvature, kappa=st.floats(1, 1e3), share=st.floats(0.05, 0.99), seed=st.integers(0, 1000))
@SETTINGS
def test_gradient_descent_keeps_under_its_bound(L: float, kappa: float, share: float, seed: int) -> None:  # noqa: N803
    mu = L / kappa
    h = np.array([L, math.sqrt(L * mu), mu])
    x0 = np.random.default_rng(seed).standard_normal(3)
    alpha = share * theory.gd_critical_step(L)
    runs = heavy_ball(alpha, h, 0.0, 50) * x0
    gap, norms = 0.5 * np.sum(h * runs**2, axis=1), np.sum((h * runs) ** 2, axis=1)
    R = float(np.linalg.norm(x0))  # noqa: N806
    for k in range(51):
        assert gap[k] <= theory.gd_bound(k, alpha, L, mu, R) * (1 + 1e-9)
    if alpha <= 1 / L:
        for k in range(1, 51):
            assert np.min(norms[:k]) <= theory.gd_stationarity_bound(k, alpha, float(gap[0])) * (1 + 1e-9)


@given(kappa=st.floats(1.1, 1e3))
@SETTINGS
def test_exact_search_from_the_worst_start_meets_its_bound_with_equality(kappa: float) -> None:
    h, x = np.array([1.0, kappa]), np.array([kappa, 1.0])
    gap = first = 0.5 * float(np.sum(h * x * x))
    for k in range(20):
        assert gap == pytest.approx(theory.exact_search_bound(k, kappa, first), rel=1e-6)
        g = h * x
        x = x - np.sum(g * g) / np.sum(g * h * g) * g
        gap = 0.5 * float(np.sum(h * x * x))


@given(kappa=st.floats(1, 1e4), seed=st.integers(0, 1000))
@SETTINGS
def test_nesterov_s_iterates_keep_under_both_bounds(kappa: float, seed: int) -> None:
    L, mu = 1.0, 1 / kappa  # noqa: N806
    h = np.array([1.0, math.sqrt(mu), mu])
    x0 = np.random.default_rng(seed).standard_normal(3)
    R, gap = float(np.linalg.norm(x0)), 0.5 * float(np.sum(h * x0**2))  # noqa: N806
    alpha, beta = theory.nesterov_best(L, mu)
    for fixed in (True, False):
        x = y = x0
        t = 1.0
        for k in range(1, 200):
            new = y - alpha * h * y
            t_new = 0.5 * (1 + math.sqrt(1 + 4 * t * t))
            y = new + (beta if fixed else (t - 1) / t_new) * (new - x)
            x, t = new, t_new
            f = 0.5 * float(np.sum(h * x**2))
            bound = (
                theory.nesterov_strongly_convex_bound(k, L, mu, R, gap)
                if fixed
                else theory.nesterov_convex_bound(k, L, R)
            )
            assert f <= bound * (1 + 1e-9) + 1e-300


@given(h=curvature, beta=st.floats(0.05, 0.9), share=st.floats(0.001, 0.999))
@SETTINGS
def test_heavy_ball_regimes_show_in_the_signs(h: float, beta: float, share: float) -> None:
    alpha = share * theory.heavy_ball_critical_step(h, beta)
    regime = theory.heavy_ball_regime(alpha, h, beta)
    s, root = alpha * h, math.sqrt(beta)
    assume(min(abs(s - (1 - root) ** 2), abs(s - (1 + root) ** 2)) > 0.02)
    x = heavy_ball(alpha, np.array([h]), beta, 60)[:, 0]
    flips = np.diff(np.signbit(x[20:]))
    if regime == "monotone":
        assert not np.any(flips)
    elif regime == "sign_flipping":
        assert np.all(flips)
    else:
        assert regime == "oscillating"
        z = np.roots([1, -(1 + beta - s), beta])
        assert abs(z[0].imag) > 0
    assert theory.heavy_ball_regime(theory.heavy_ball_critical_step(h, beta) * 1.001, h, beta) == "diverging"


@given(h=curvature, beta=momentum, alpha=st.floats(1e-3, 1))
@SETTINGS
def test_escape_factors_are_the_growth_per_step(h: float, beta: float, alpha: float) -> None:
    x = heavy_ball(alpha, np.array([-h]), beta, 80)[:, 0]
    if theory.heavy_ball_escape_factor(alpha, h, beta) > 1.1:
        assert x[-1] / x[-2] == pytest.approx(theory.heavy_ball_escape_factor(alpha, h, beta), rel=1e-6)
    assert heavy_ball(alpha, np.array([-h]), 0.0, 1)[1, 0] == pytest.approx(theory.gd_escape_factor(alpha, h))


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_noise_variance_solves_the_stationary_equation(beta: float) -> None:
    alpha, h, sigma = 0.1, 2.0, 0.7
    # state (x, b): b' = βb + hx + ξ, x' = x − αb'
    A = np.array([[1 - alpha * h, -alpha * beta], [h, beta]])  # noqa: N806
    B = np.array([-alpha, 1.0]) * sigma  # noqa: N806
    C = np.linalg.solve(np.eye(4) - np.kron(A, A), np.outer(B, B).ravel())  # noqa: N806
    assert theory.heavy_ball_noise_variance(alpha, h, sigma, beta) == pytest.approx(C[0])
    assert theory.gd_noise_variance(alpha, h, sigma) == pytest.approx(alpha * sigma**2 / (h * (2 - alpha * h)))


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: theory.gd_critical_step(0.0), "L"),
        (lambda: theory.gd_best_step(1.0, 2.0), "mu"),
        (lambda: theory.gd_best_step(1.0, 0.0), "mu"),
        (lambda: theory.heavy_ball_critical_step(1.0, 1.0), "beta"),
        (lambda: theory.gd_noise_variance(3.0, 1.0, 1.0), "alpha"),
        (lambda: theory.gd_critical_step(float("nan")), "L"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(call: object, field: str) -> None:
    with pytest.raises(CoreError, match=f"^{field} must be ") as caught:
        call()  # type: ignore[operator]
    assert caught.value.field == field
