"""Backtracking to the Armijo condition phi(alpha) <= phi(0) + c1 alpha phi'(0).

Source: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal and Wright, Numerical Optimization (2006), algorithm 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.linesearch._fields import alpha_max_field, c1_field, max_trials_field
from core.linesearch.base import LineSearch, Phi, Result, Trial, Trials, refusal
from core.linesearch.conditions import armijo
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, Sentence

_SMALLEST = 1e-18  # of alpha0: x + alpha p is x again for all but absurd p
_NO_LIMIT = 10_000  # more than the 4,124 trials that rho = 0.99 takes down to that
_FOUND = Sentence(QT_TRANSLATE_NOOP("linesearch", "the step lowers f enough"))
_TOO_SHORT = Sentence(QT_TRANSLATE_NOOP("linesearch", "no step lowers f enough, however short"))


def search(
    phi: Phi,
    value: float,
    slope: float,
    alpha0: float = 1.0,
    rho: float = 0.5,
    c1: float = 1e-4,
    max_trials: int = _NO_LIMIT,
) -> Result:
    """The first of alpha0, rho alpha0, rho² alpha0 ... that meets the Armijo condition.

    ``value`` is phi(0), ``slope`` phi'(0) < 0. Fails where the slope is not negative, phi(0) is not finite, alpha
    falls below 1e-18 alpha0, or the trials are spent. Trials that are nan or +inf do not meet the condition; -inf does,
    so that a run that falls without end is seen to.
    """
    trials = Trials(phi)
    refused = refusal(trials.begin(value, slope), alpha0)
    return trials.failed(refused) if refused else _backtrack(trials, alpha0, rho, c1, max_trials)


def _backtrack(trials: Trials, alpha0: float, rho: float, c1: float, max_trials: int) -> Result:
    _, value, slope = trials.start
    alpha = alpha0
    while alpha >= _SMALLEST * alpha0:
        if len(trials.seen) == max_trials:
            return trials.spent()
        trial = trials.value(alpha)
        if armijo(value, slope, alpha, trial, c1):
            return trials.found(Trial(alpha, trial), _FOUND)
        alpha *= rho
    return trials.failed(_TOO_SHORT)


@register("linesearch", "backtracking")
@dataclass(frozen=True)
class Backtracking(LineSearch):
    """α is the first of α₀, ρα₀, ρ²α₀ ... such that φ(α) ≤ φ(0) + c₁αφ'(0); α₀ is the first trial.

    Asks φ' at 0 alone. A step can be as short as the first trial makes it: nothing here asks for progress. A trial of
    −∞ is accepted.
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Backtracking (Armijo)")
    order = 20

    rho: float = param(
        0.5,
        label=QT_TRANSLATE_NOOP("linesearch", "Shrink factor"),
        help=QT_TRANSLATE_NOOP("linesearch", "A step that does not lower f enough is shortened by this factor"),
        symbol="ρ",
        low=0.01,
        high=0.99,
    )
    c1: float = c1_field()
    alpha_max: float = alpha_max_field()
    max_trials: int = max_trials_field()

    def _search(self, trials: Trials, alpha: float) -> Result:
        return _backtrack(trials, alpha, self.rho, self.c1, self.max_trials)
