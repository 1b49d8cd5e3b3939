"""Exact line search: the closed form on quadratics, elsewhere a safeguarded search for phi' = 0.

Sources: Nocedal and Wright, Numerical Optimization (2006), equation 3.26 (quadratics) and section 3.5 (bracketing by
values and slopes); Dowell and Jarratt, BIT 11 (1971) 168 (the Illinois rule, which keeps regula falsi from stalling).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.linesearch._fields import alpha_max_field, max_trials_field
from core.linesearch.base import LineSearch, Phi, Result, Trials, refusal
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, Sentence

_ROUNDING = 1e-10  # a rise of f below this share of |phi(0)| may be rounding: the slope decides
_SLOPE = 1e-10  # |phi'(alpha)| below this share of |phi'(0)| is zero
_WIDTH = 1e-11  # a bracket narrower than this share of its end is a point
_MOST_TRIALS = 200
_FOUND = Sentence(QT_TRANSLATE_NOOP("linesearch", "the slope along the ray is 0: a minimiser of φ"))
_LOWEST = Sentence(QT_TRANSLATE_NOOP("linesearch", "the lowest of the trials, though not shown to be a minimiser of φ"))
_NARROW = Sentence(
    QT_TRANSLATE_NOOP("linesearch", "the bracket around a minimiser of φ is as narrow as rounding allows")
)


def quadratic_step(gg: Array, gqg: Array, alpha_max: float | Array) -> Array:
    """argmin of f(x − alpha g) over (0, alpha_max] for a quadratic: g'g / g'Qg, each (n,).

    Where g'Qg <= 0 the ray goes down for ever: alpha_max. Where g = 0 there is nowhere to go: 0. Along any other p the
    two are −p'g and p'Qp; where p does not descend the step is nan.
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
    Fails where the slope is not negative, phi(0) is not finite, or no alpha lowers phi. Where phi is so rough, or its
    slope so small, that 200 trials do not settle on a minimiser, the lowest of those that fall is taken as found.
    """
    trials = Trials(phi, dphi)
    first = min(first, alpha_max)
    refused = refusal(trials.begin(value, slope), first)
    return trials.failed(refused) if refused else _minimise(trials, first, alpha_max, tol, _MOST_TRIALS, True)


def _minimise(trials: Trials, alpha: float, alpha_max: float, tol: float, max_trials: int, settle: bool) -> Result:
    """``settle``: whether a lower point is good enough where the trials are spent."""
    # low: phi'(low) < 0 and phi(low) is the lowest seen. high: a minimiser lies before it, as phi'(high) >= 0,
    # or phi(high) > phi(low), or phi(high) is not finite; only the first gives a slope to interpolate with.
    low = trials.start
    _, value, slope = low
    f_low, d_low = value, slope
    high, d_high = math.inf, math.nan
    kept = 0  # which end was kept last: -1 low, +1 high
    while len(trials.seen) < max_trials:
        f, d = trials.value(alpha), trials.slope()
        usable = math.isfinite(f) and math.isfinite(d) and f <= f_low + _ROUNDING * abs(value)
        if usable and abs(d) <= tol * abs(slope):
            return trials.found(trials.seen[-1], _FOUND)
        if usable and d < 0:
            low = trials.seen[-1]
            f_low = f
            if alpha >= alpha_max:
                return trials.at_limit(low)
            d_low = d
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
        if high - low.alpha <= _WIDTH * high or high < 1e-300:
            return trials.found(low, _NARROW) if low.alpha > 0 else trials.collapsed(high)
        middle = low.alpha + (high - low.alpha) * (d_low / (d_low - d_high))
        # A bisection now and then, so that the bracket shrinks whatever the slopes are.
        alpha = middle if low.alpha < middle < high and len(trials.seen) % 8 else 0.5 * (low.alpha + high)
    return trials.found(low, _LOWEST) if settle and low.alpha > 0 else trials.spent()


@register("linesearch", "exact")
@dataclass(frozen=True)
class Exact(LineSearch):
    """α is a local minimiser of φ over (0, α_max]: |φ'(α)| ≤ tol |φ'(0)|, or known to 1e-11 of itself.

    Doubles the first trial until φ' changes sign or φ rises, then interpolates φ' (Illinois) with a bisection now and
    then; a short first trial finds the nearest minimiser. On a quadratic two trials suffice; :func:`quadratic_step`
    needs none.
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Exact")
    order = 10

    tol: float = param(
        _SLOPE,
        label=QT_TRANSLATE_NOOP("linesearch", "Tolerance"),
        help=QT_TRANSLATE_NOOP("linesearch", "Share of the first slope that counts as 0"),
        low=0.0,
        high=0.1,
        scale="log",
        slider=(1e-12, 1e-2),
    )
    alpha_max: float = alpha_max_field()
    max_trials: int = max_trials_field(_MOST_TRIALS)

    def _search(self, trials: Trials, alpha: float) -> Result:
        return _minimise(trials, alpha, self.alpha_max, self.tol, self.max_trials, False)
