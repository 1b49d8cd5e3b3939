"""Exact line search: the closed form on quadratics, elsewhere a safeguarded search for phi' = 0.

Sources: Nocedal and Wright, Numerical Optimization (2006), equation 3.26 (quadratics) and section 3.5 (bracketing by
values and slopes); Dowell and Jarratt, BIT 11 (1971) 168 (the Illinois rule, which keeps regula falsi from stalling).
"""

from __future__ import annotations

import math

import numpy as np

from core.arrays import Array
from core.linesearch.base import Phi, Result, Trials, descends

_ROUNDING = 1e-10  # a rise of f below this share of |phi(0)| may be rounding: the slope decides
_SLOPE = 1e-10  # |phi'(alpha)| below this share of |phi'(0)| is zero
_WIDTH = 1e-11  # a bracket narrower than this share of its end is a point
_MOST_TRIALS = 200


def quadratic_step(gg: Array, gqg: Array, alpha_max: float | Array) -> Array:
    """argmin of f(x − alpha g) over (0, alpha_max] for a quadratic: g'g / g'Qg, each (n,).

    Where g'Qg <= 0 the ray goes down for ever: alpha_max. Where g = 0 there is nowhere to go: 0.
    """
    with np.errstate(all="ignore"):
        alpha = np.where(gqg > 0, np.minimum(gg / gqg, alpha_max), alpha_max)
    out: Array = np.where(gg > 0, alpha, np.where(gg == 0, 0.0, np.nan))
    return out


def search(
    phi: Phi, dphi: Phi, value: float, slope: float, first: float = 1.0, alpha_max: float = 1e10, tol: float = _SLOPE
) -> Result:
    """A local minimiser of phi over (0, alpha_max], to |phi'(alpha)| <= tol |phi'(0)| or 1e-11 of alpha itself.

    ``value`` is phi(0), ``slope`` phi'(0) < 0, ``first`` the first trial: a small one finds the nearest minimiser.
    Fails where the slope is not negative, phi(0) is not finite, or no alpha lowers phi.
    """
    trials = Trials(phi, dphi)
    if not descends(value, slope):
        return trials.result(0.0, value, "failed")
    # low: phi'(low) < 0 and phi(low) is the lowest seen. high: a minimiser lies before it, as phi'(high) >= 0,
    # or phi(high) > phi(low), or phi(high) is not finite; only the first gives a slope to interpolate with.
    low, f_low, d_low = 0.0, value, slope
    high, d_high = math.inf, math.nan
    alpha = min(first, alpha_max)
    kept = 0  # which end was kept last: -1 low, +1 high
    while len(trials.seen) < _MOST_TRIALS:
        f, d = trials.value(alpha), trials.slope(alpha)
        usable = math.isfinite(f) and math.isfinite(d) and f <= f_low + _ROUNDING * abs(value)
        if usable and abs(d) <= tol * abs(slope):
            return trials.result(alpha, f, "found")
        if usable and d < 0:
            if alpha >= alpha_max:
                return trials.result(alpha, f, "at_limit")
            low, f_low, d_low = alpha, f, d
            d_high = d_high / 2 if kept == 1 else d_high  # Illinois
            kept = 1
        else:
            high, d_high = alpha, d if d > 0 and math.isfinite(d) else math.nan
            d_low = d_low / 2 if kept == -1 else d_low
            kept = -1
        if math.isinf(high):
            alpha = min(2 * alpha, alpha_max)
            kept = 0
            continue
        if high - low <= _WIDTH * high or high < 1e-300:
            break
        middle = low + (high - low) * (d_low / (d_low - d_high))
        # A bisection now and then, so that the bracket shrinks whatever the slopes are.
        alpha = middle if low < middle < high and len(trials.seen) % 8 else 0.5 * (low + high)
    return trials.result(low, f_low, "found" if low > 0 else "failed")
