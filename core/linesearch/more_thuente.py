"""A step that meets the strong Wolfe conditions, by Moré and Thuente's search.

Source: Moré and Thuente, ACM Trans. Math. Softw. 20 (1994) 286: the search and its updating algorithm of sections 2
and 3, the trial values of section 4; bounds on the extrapolation and the switch to phi as in MINPACK-2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.linesearch._interpolation import cubic, cubic_share, quadratic, secant
from core.linesearch._wolfe_search import WolfeSearch
from core.linesearch.base import Result, Trial, Trials
from core.linesearch.conditions import armijo, strong_curvature
from core.linesearch.strong_wolfe import FOUND
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_FARTHER = (1.1, 4.0)  # a longer trial goes on by at least and at most this many times the last advance
_TOWARDS = 0.66  # of the way to the other end: as far as case 3 goes inside a bracket
_SHRINKS = 0.66  # two trials must shrink the bracket to this share, or the next one bisects


@register("linesearch", "more_thuente")
@dataclass(frozen=True)
class MoreThuente(WolfeSearch):
    """α such that φ(α) ≤ φ(0) + c₁αφ'(0) and |φ'(α)| ≤ c₂|φ'(0)|, 0 < c₁ ≤ c₂ < 1 (μ and η in the paper).

    Keeps the best trial α_l and another end α_u; the interval between them holds a minimiser of
    ψ(α) = φ(α) − φ(0) − c₁αφ'(0), and of φ itself once a trial has ψ ≤ 0 and φ' ≥ 0. Each trial asks φ and φ'.
    c₂ = 0.9 is usual for Newton and quasi-Newton directions, 0.1 for conjugate gradients.
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Strong Wolfe (Moré and Thuente)")
    order = 50

    def _search(self, trials: Trials, alpha: float) -> Result:
        start = trials.start
        interval = _Interval(start, alpha, self.alpha_max)
        while len(trials.seen) < self.max_trials:
            trial = Trial(alpha, trials.value(alpha), trials.slope())
            if not (math.isfinite(trial.value) and math.isfinite(trial.slope)):
                alpha = interval.retreat(alpha)
            else:
                low_enough = armijo(start.value, start.slope, alpha, trial.value, self.c1)
                if low_enough and strong_curvature(start.slope, trial.slope, self.c2):
                    return trials.found(trial, FOUND)
                if alpha >= self.alpha_max and low_enough and trial.slope <= self.c1 * start.slope:
                    return trials.at_limit(trial)
                # On psi where phi falls, but too little. That is over once a trial r has psi <= 0 and phi' >= 0:
                # a later trial t < r no higher than the best has phi(t) <= phi(r), which is under the line.
                on_psi = not low_enough and trial.value <= interval.best.value
                alpha = interval.update(trial, self.c1 * start.slope if on_psi else 0.0)
            if interval.collapsed(alpha):
                return trials.collapsed(alpha)
        return trials.spent()


class _Interval:
    """The interval of uncertainty: the best trial, the other end, and how far the next trial may go."""

    def __init__(self, start: Trial, first: float, alpha_max: float) -> None:
        self.best = self.other = start  # the paper's alpha_l and alpha_u
        self._bracketed = False
        self._limits = (0.0, first + _FARTHER[1] * first)
        self._alpha_max = alpha_max
        self._wall = math.inf  # phi is not finite there
        self._widths = (math.inf, math.inf)

    def retreat(self, alpha: float) -> float:
        """The next trial after one where phi was not finite: half-way back to the best one."""
        self._wall = alpha
        return 0.5 * (self.best.alpha + alpha)

    def update(self, trial: Trial, tilt: float) -> float:
        """Take in a trial, return the next one. ``tilt`` is c1 phi'(0) to work on psi, 0 to work on phi."""
        best, other, t = (_tilted(each, tilt) for each in (self.best, self.other, trial))
        alpha = self._next(best, other, t)
        # The updating algorithm of section 2.
        if t.value > best.value:
            self._bracketed = True
            self.other = trial
        else:
            if t.slope * best.slope < 0:
                self._bracketed = True
                self.other = self.best
            self.best = trial
        return self._guarded(alpha)

    def collapsed(self, alpha: float) -> bool:
        """Whether rounding leaves no trial between the ends."""
        return alpha in (self.best.alpha, self.other.alpha)

    def _next(self, best: Trial, other: Trial, t: Trial) -> float:
        """The four cases of section 4."""
        if t.value > best.value:  # 1: a minimiser lies between best and t
            c, q = cubic(t, best), quadratic(best, t)
            return c if abs(c - best.alpha) < abs(q - best.alpha) else c + 0.5 * (q - c)
        if t.slope * best.slope < 0:  # 2: so it does here
            c, s = cubic(best, t), secant(best, t)
            return c if abs(c - t.alpha) > abs(s - t.alpha) else s
        if abs(t.slope) < abs(best.slope):  # 3: phi flattens; the cubic need not turn beyond t
            share = cubic_share(best, t)
            far = self._limits[1] if t.alpha > best.alpha else self._limits[0]
            c, s = t.alpha + share * (best.alpha - t.alpha) if share < 0 else far, secant(best, t)
            closer = abs(c - t.alpha) < abs(s - t.alpha)
            alpha = c if closer == self._bracketed else s
            if not self._bracketed:
                return alpha
            reach = t.alpha + _TOWARDS * (other.alpha - t.alpha)
            return min(alpha, reach) if t.alpha > best.alpha else max(alpha, reach)
        if self._bracketed:  # 4: phi falls no less steeply than before
            return cubic(other, t)
        return self._limits[1] if t.alpha > best.alpha else self._limits[0]

    def _guarded(self, alpha: float) -> float:
        best, other = self.best.alpha, self.other.alpha
        if self._bracketed:
            width = abs(other - best)
            low, high = min(best, other), max(best, other)
            if not low <= alpha <= high or width >= _SHRINKS * self._widths[0]:
                alpha = 0.5 * (best + other)
            self._widths = (self._widths[1], width)
            self._limits = (low, high)
        else:
            alpha = min(max(self._limits[0], alpha), self._limits[1], self._alpha_max)
            if alpha >= self._wall:
                alpha = 0.5 * (best + self._wall)
            advance = alpha - best
            self._limits = (alpha + _FARTHER[0] * advance, alpha + _FARTHER[1] * advance)
        return alpha


def _tilted(trial: Trial, tilt: float) -> Trial:
    """The trial as psi sees it, up to the constant phi(0)."""
    if tilt == 0:
        return trial
    return Trial(trial.alpha, trial.value - tilt * trial.alpha, trial.slope - tilt)
