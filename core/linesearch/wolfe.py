"""A step that meets the weak Wolfe conditions, by doubling and bisection.

Sources: Wolfe, SIAM Review 11 (1969) 226; Lewis and Overton, Math. Program. 141 (2013) 135, algorithm 2.6.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.linesearch._bisection import Verdict, bisect
from core.linesearch._wolfe_search import WolfeSearch
from core.linesearch.base import Result, Trial, Trials
from core.linesearch.conditions import armijo, curvature
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, Sentence

_FOUND = Sentence(QT_TRANSLATE_NOOP("linesearch", "both Wolfe conditions hold"))


@register("linesearch", "wolfe")
@dataclass(frozen=True)
class Wolfe(WolfeSearch):
    """α such that φ(α) ≤ φ(0) + c₁αφ'(0) and φ'(α) ≥ c₂φ'(0), 0 < c₁ ≤ c₂ < 1.

    Lewis and Overton's bracket: Armijo fails at its upper end; at its lower end Armijo holds and φ still falls too
    steeply. Doubles while there is no upper end, bisects after that. Needs no smoothness beyond a slope at the trials,
    so that it serves kinked functions; asks φ' only where Armijo holds. Their conditions are strict, these are
    Nocedal and Wright's (3.6). c₂ = 0.9 is usual for Newton and quasi-Newton directions.
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Wolfe (weak)")
    order = 30

    def _search(self, trials: Trials, alpha: float) -> Result:
        _, value, slope = trials.start

        def judge(trial: Trial) -> tuple[Trial, Verdict]:
            if not armijo(value, slope, trial.alpha, trial.value, self.c1):
                return trial, "too_long"
            trial = trial._replace(slope=trials.slope())
            if curvature(slope, trial.slope, self.c2):
                return trial, "right"
            return trial, "too_short" if math.isfinite(trial.slope) else "too_long"

        return bisect(trials, alpha, self.alpha_max, self.max_trials, judge, _FOUND)
