"""Backtracking until Armijo's condition holds (Armijo 1966; Nocedal and Wright 2006, algorithm 3.1)."""

from __future__ import annotations

from collections.abc import Callable

from core.linesearch.result import LineSearchResult

_MAX_TRIALS = 200


def backtracking(
    phi: Callable[[float], float],
    phi_0: float,
    dphi_0: float,
    *,
    alpha_0: float = 1.0,
    rho: float = 0.5,
    c1: float = 1e-4,
) -> LineSearchResult:
    """The first α of α₀, ρα₀, ρ²α₀ ... with φ(α) ≤ φ(0) + c₁ α φ'(0).

    ``dphi_0`` = φ'(0) must be negative, else the status is "no_descent"; after 200 trials it is "not_found".
    """
    if not dphi_0 < 0:
        return LineSearchResult(0.0, "no_descent", ())
    alpha, trials = alpha_0, []
    for _ in range(_MAX_TRIALS):
        value = phi(alpha)
        trials.append((alpha, value))
        if value <= phi_0 + c1 * alpha * dphi_0:  # false for nan
            return LineSearchResult(alpha, "ok", tuple(trials))
        alpha *= rho
        if alpha == 0.0:
            break
    return LineSearchResult(0.0, "not_found", tuple(trials))
