"""Backtracking to the Armijo condition phi(alpha) <= phi(0) + c1 alpha phi'(0).

Source: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal and Wright, Numerical Optimization (2006), algorithm 3.1.
"""

from __future__ import annotations

from core.linesearch.base import Phi, Result, Trials, descends

_SMALLEST = 1e-18  # of alpha0: x + alpha p is x again for all but absurd p


def search(phi: Phi, value: float, slope: float, alpha0: float = 1.0, rho: float = 0.5, c1: float = 1e-4) -> Result:
    """The first of alpha0, rho alpha0, rho² alpha0 ... that meets the Armijo condition.

    ``value`` is phi(0), ``slope`` phi'(0) < 0. Fails where the slope is not negative, phi(0) is not finite, or alpha
    falls below 1e-18 alpha0. A trial that is not finite does not meet the condition.
    """
    trials = Trials(phi)
    alpha = alpha0
    while descends(value, slope) and alpha >= _SMALLEST * alpha0:
        trial = trials.value(alpha)
        if trial <= value + c1 * alpha * slope:
            return trials.result(alpha, trial, "found")
        alpha *= rho
    return trials.result(0.0, value, "failed")
