"""Rates, bounds, critical step sizes and best parameters, each with the assumptions under which it holds.

Sources: Polyak, Introduction to Optimization (1987); Nesterov, Introductory Lectures (2004), sections 1.2.3, 2.1.5 and
2.2; Lessard, Recht and Packard, SIAM J. Optim. 26 (2016) 57; Luenberger, Linear and Nonlinear Programming (1984) for
exact search; Mandt, Hoffman and Blei, JMLR 18 (2017) 134 for the noise.

L: the gradient's Lipschitz constant, mu: strong convexity, kappa = L/mu, alpha: constant step, beta: momentum,
h: a Hessian eigenvalue, R = ‖x₀ − x*‖, gap = f₀ − f*, k: steps taken, sigma: noise per coordinate.
"""

from __future__ import annotations

import cmath
import math
from typing import Literal

from core.words import QT_TRANSLATE_NOOP, CoreError

Regime = Literal["monotone", "oscillating", "sign_flipping", "diverging"]

_POSITIVE = QT_TRANSLATE_NOOP("errors", "{name} must be greater than 0, got {got}")
_NEGATIVE = QT_TRANSLATE_NOOP("errors", "h must be less than 0, got {got}")
_ORDER = QT_TRANSLATE_NOOP("errors", "mu must be at most L = {L}, got {got}")
_MOMENTUM = QT_TRANSLATE_NOOP("errors", "beta must be at least 0 and less than 1, got {got}")
_BELOW = QT_TRANSLATE_NOOP("errors", "alpha must be greater than 0 and less than {limit}, got {got}")


def _positive(name: str, value: float) -> None:
    if not value > 0:
        raise CoreError(_POSITIVE, field=name, name=name, got=f"{value:g}")


def _curvatures(L: float, mu: float) -> None:  # noqa: N803
    _positive("L", L)
    _positive("mu", mu)
    if mu > L:
        raise CoreError(_ORDER, field="mu", L=f"{L:g}", got=f"{mu:g}")


def _momentum(beta: float) -> None:
    if not 0 <= beta < 1:
        raise CoreError(_MOMENTUM, field="beta", got=f"{beta:g}")


# Critical steps: the constant step at which a quadratic with largest eigenvalue L begins to diverge.


def gd_critical_step(L: float) -> float:  # noqa: N803
    """2/L."""
    _positive("L", L)
    return 2 / L


def heavy_ball_critical_step(L: float, beta: float) -> float:  # noqa: N803
    """2 (1 + β) / L."""
    _positive("L", L)
    _momentum(beta)
    return 2 * (1 + beta) / L


def nesterov_critical_step(L: float, beta: float) -> float:  # noqa: N803
    """2 (1 + β) / ((1 + 2β) L), for torch's look-ahead form and the two-sequence form alike."""
    _positive("L", L)
    _momentum(beta)
    return 2 * (1 + beta) / ((1 + 2 * beta) * L)


# Best parameters.


def gd_best_step(L: float, mu: float) -> float:  # noqa: N803
    """2 / (L + μ): the smallest ρ = max(|1 − αμ|, |1 − αL|), which is (κ − 1)/(κ + 1)."""
    _curvatures(L, mu)
    return 2 / (L + mu)


def heavy_ball_best(L: float, mu: float) -> tuple[float, float]:  # noqa: N803
    """α = 4/(√L + √μ)², β = ((√κ − 1)/(√κ + 1))². Quadratics only."""
    _curvatures(L, mu)
    root_L, root_mu = math.sqrt(L), math.sqrt(mu)  # noqa: N806
    return 4 / (root_L + root_mu) ** 2, ((root_L - root_mu) / (root_L + root_mu)) ** 2


def nesterov_best(L: float, mu: float) -> tuple[float, float]:  # noqa: N803
    """α = 1/L, β = (√κ − 1)/(√κ + 1), for L-smooth, μ-strongly convex f."""
    _curvatures(L, mu)
    root_L, root_mu = math.sqrt(L), math.sqrt(mu)  # noqa: N806
    return 1 / L, (root_L - root_mu) / (root_L + root_mu)


# Factors per step on quadratics.


def gd_rate(alpha: float, L: float, mu: float) -> float:  # noqa: N803
    """ρ = max(|1 − αμ|, |1 − αL|): ‖x − x*‖ shrinks by at least this factor at each step."""
    _curvatures(L, mu)
    return max(abs(1 - alpha * mu), abs(1 - alpha * L))


def heavy_ball_factor(alpha: float, h: float, beta: float) -> float:
    """Asymptotic factor in the eigendirection of ``h``: the larger root of z² − (1 + β − αh) z + β in modulus."""
    return _largest_root(1 + beta - alpha * h, beta)


def nesterov_factor(alpha: float, h: float, beta: float) -> float:
    """The same for z² − (1 + β)(1 − αh) z + β(1 − αh)."""
    return _largest_root((1 + beta) * (1 - alpha * h), beta * (1 - alpha * h))


def _largest_root(total: float, product: float) -> float:
    """Largest modulus of the roots with that sum and product."""
    root = cmath.sqrt(total * total - 4 * product)
    return max(abs(total + root), abs(total - root)) / 2


def heavy_ball_rate(alpha: float, beta: float, L: float, mu: float) -> float:  # noqa: N803
    """The slowest factor over [μ, L], which is at one of the ends. An asymptotic slope, not a bound."""
    _curvatures(L, mu)
    return max(heavy_ball_factor(alpha, mu, beta), heavy_ball_factor(alpha, L, beta))


def nesterov_rate(alpha: float, beta: float, L: float, mu: float) -> float:  # noqa: N803
    """The slowest factor over [μ, L], which is at one of the ends. An asymptotic slope, not a bound."""
    _curvatures(L, mu)
    return max(nesterov_factor(alpha, mu, beta), nesterov_factor(alpha, L, beta))


def heavy_ball_regime(alpha: float, h: float, beta: float) -> Regime:
    """How the coordinate of eigenvalue ``h`` > 0 moves: the phase map of heavy ball."""
    a, root = alpha * h, math.sqrt(beta)
    if a > 2 * (1 + beta):
        return "diverging"
    if a <= (1 - root) ** 2:
        return "monotone"
    return "sign_flipping" if a >= (1 + root) ** 2 else "oscillating"


def saddle_escape_factor(alpha: float, h: float, beta: float = 0.0) -> float:
    """What a step multiplies the distance from a saddle by along an eigenvector of eigenvalue ``h`` < 0: 1 + α|h| for
    gradient descent, for heavy ball the larger root of z² − (1 + β + α|h|) z + β."""
    if not h < 0:
        raise CoreError(_NEGATIVE, field="h", got=f"{h:g}")
    _momentum(beta)
    return _largest_root(1 + beta - alpha * h, beta)


# Bounds on f_k − f*.


def gd_bound(k: int, alpha: float, L: float, mu: float, R: float) -> float:  # noqa: N803
    """(L/2) ρ^{2k} R²: strongly convex quadratics for α < 2/L, smooth strongly convex f for α ≤ 2/(L + μ)."""
    return float(0.5 * L * gd_rate(alpha, L, mu) ** (2 * k) * R * R)


def exact_search_bound(k: int, kappa: float, gap: float) -> float:
    """((κ − 1)/(κ + 1))^{2k} (f₀ − f*): steepest descent with exact search on a quadratic."""
    return float(((kappa - 1) / (kappa + 1)) ** (2 * k) * gap)


def nesterov_convex_bound(k: int, L: float, R: float) -> float:  # noqa: N803
    """2LR²/(k + 1)²: convex L-smooth f, α = 1/L, the t_k momentum; speaks of x_k, not of the look-ahead."""
    return 2 * L * R * R / (k + 1) ** 2


def nesterov_strongly_convex_bound(k: int, L: float, mu: float, R: float, gap: float) -> float:  # noqa: N803
    """(1 − 1/√κ)^k (f₀ − f* + μR²/2): α = 1/L and β = (√κ − 1)/(√κ + 1); speaks of x_k."""
    _curvatures(L, mu)
    return float((1 - math.sqrt(mu / L)) ** k * (gap + 0.5 * mu * R * R))


def gd_stationarity_bound(k: int, alpha: float, gap: float) -> float:
    """Bound 2 (f₀ − f_inf)/(αk) on min ‖∇f‖² over the first ``k`` ≥ 1 points: L-smooth f, convex or not, α ≤ 1/L."""
    _positive("k", k)
    _positive("alpha", alpha)
    return 2 * gap / (alpha * k)


# Escape from a saddle along an eigenvalue −|h|, from a start off the stable manifold.


def gd_escape_factor(alpha: float, h: float) -> float:
    """1 + α|h|: growth per step."""
    return 1 + alpha * abs(h)


def heavy_ball_escape_factor(alpha: float, h: float, beta: float) -> float:
    """½ (s + √(s² − 4β)), s = 1 + β + α|h|: growth per step."""
    s = 1 + beta + alpha * abs(h)
    return 0.5 * (s + math.sqrt(s * s - 4 * beta))


# Additive gradient noise: stationary variance of x along an eigendirection.


def gd_noise_variance(alpha: float, h: float, sigma: float) -> float:
    """ασ² / (h (2 − αh)), 0 < αh < 2."""
    return heavy_ball_noise_variance(alpha, h, sigma, 0.0)


def heavy_ball_noise_variance(alpha: float, h: float, sigma: float, beta: float) -> float:
    """ασ² (1 + β) / (h (1 − β) (2 (1 + β) − αh)), 0 < αh < 2 (1 + β)."""
    _positive("h", h)
    limit = heavy_ball_critical_step(h, beta)
    if not 0 < alpha < limit:
        raise CoreError(_BELOW, field="alpha", limit=f"{limit:g}", got=f"{alpha:g}")
    return alpha * sigma**2 * (1 + beta) / (h * (1 - beta) * (2 * (1 + beta) - alpha * h))
