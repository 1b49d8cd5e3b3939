"""A step that meets the strong Wolfe conditions, by bracketing and zooming.

Source: Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5 (bracket) and 3.6 (zoom), with the cubic
interpolation of equation 3.59 and the safeguards of their section 3.5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.linesearch._interpolation import cubic, quadratic
from core.linesearch._wolfe_search import WolfeSearch
from core.linesearch.base import Result, Trial, Trials
from core.linesearch.conditions import armijo, strong_curvature
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, Sentence

_FARTHER = (2.0, 10.0)  # a longer trial is at least and at most this many times the present one
_MARGIN = 0.1  # of the bracket, kept from its ends
_TIE = 1e-15  # values as close as this share are equal to rounding: the slopes decide
_SHRINKS = 2 / 3  # two trials must shrink the bracket to this share, or the next one bisects (Moré and Thuente)
FOUND = Sentence(QT_TRANSLATE_NOOP("linesearch", "both strong Wolfe conditions hold"))


@register("linesearch", "strong_wolfe")
@dataclass(frozen=True)
class StrongWolfe(WolfeSearch):
    """α such that φ(α) ≤ φ(0) + c₁αφ'(0) and |φ'(α)| ≤ c₂|φ'(0)|, 0 < c₁ ≤ c₂ < 1.

    Lengthens the trial until the interval behind it holds such steps, then shrinks that interval around them, each
    trial at the minimiser of a cubic (or a parabola, where a slope is not known) kept off the ends. φ' is asked only
    where Armijo holds and φ is the lowest so far. c₂ = 0.9 is usual for Newton and quasi-Newton directions, 0.1 for
    conjugate gradients, which need c₂ < 1/2.
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Strong Wolfe (Nocedal and Wright)")
    order = 40

    def _search(self, trials: Trials, alpha: float) -> Result:
        """Algorithm 3.5; ``low`` is its alpha_{i-1}."""
        low = start = trials.start
        while len(trials.seen) < self.max_trials:
            trial = self._tried(trials, alpha, low)
            if not _falls(trial):
                return self._zoom(trials, low, trial)
            if strong_curvature(start.slope, trial.slope, self.c2):
                return trials.found(trial, FOUND)
            if trial.slope >= 0:
                return self._zoom(trials, trial, low)
            if alpha >= self.alpha_max:
                return trials.at_limit(trial)
            alpha = min(_longer(low, trial), self.alpha_max)
            low = trial
        return trials.spent()

    def _zoom(self, trials: Trials, low: Trial, high: Trial) -> Result:
        """Algorithm 3.6: Armijo holds at ``low``, the lowest trial so far, and φ falls from there towards ``high``."""
        start = trials.start
        widths = (math.inf, math.inf)
        while len(trials.seen) < self.max_trials:
            width = abs(high.alpha - low.alpha)
            alpha = _between(low, high) if width <= _SHRINKS * widths[0] else 0.5 * (low.alpha + high.alpha)
            if alpha in (low.alpha, high.alpha):
                return trials.collapsed(alpha)
            widths = (widths[1], width)
            trial = self._tried(trials, alpha, low)
            if not _falls(trial):
                high = trial
                continue
            if strong_curvature(start.slope, trial.slope, self.c2):
                return trials.found(trial, FOUND)
            if trial.slope * (high.alpha - low.alpha) >= 0:
                high = low
            low = trial
        return trials.spent()

    def _tried(self, trials: Trials, alpha: float, low: Trial) -> Trial:
        """The trial at alpha, with its slope where Armijo holds and φ is below ``low``."""
        start, value = trials.start, trials.value(alpha)
        enough = math.isfinite(value) and armijo(start.value, start.slope, alpha, value, self.c1)
        if not enough or value > low.value + _TIE * abs(low.value):
            return Trial(alpha, value)
        slope = trials.slope()
        return Trial(alpha, value, slope if math.isfinite(slope) else math.nan)


def _falls(trial: Trial) -> bool:
    """Whether the slope was asked for and is a number: then Armijo holds, and φ is the lowest so far."""
    return not math.isnan(trial.slope)


def _longer(before: Trial, trial: Trial) -> float:
    """The next trial of the bracketing phase: where the cubic turns, within limits."""
    turn = cubic(before, trial)
    near, far = _FARTHER[0] * trial.alpha, _FARTHER[1] * trial.alpha
    return min(max(turn, near), far) if turn > trial.alpha else far


def _between(low: Trial, high: Trial) -> float:
    """A trial inside the bracket, at least a tenth of its width from either end."""
    width = high.alpha - low.alpha
    if not math.isfinite(high.value):
        return low.alpha + 0.5 * width
    turn = cubic(low, high)  # nan too where the slope at high was not asked
    if math.isnan(turn):
        turn = quadratic(low, high)
    share = (turn - low.alpha) / width
    return low.alpha + width * (min(max(share, _MARGIN), 1 - _MARGIN) if math.isfinite(share) else 0.5)
