"""A step that meets Goldstein's conditions, by doubling and bisection.

Sources: Goldstein, Numer. Math. 10 (1967); Nocedal and Wright, Numerical Optimization (2006), equation 3.11.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.linesearch._bisection import Verdict, bisect
from core.linesearch._fields import alpha_max_field, max_trials_field
from core.linesearch.base import LineSearch, Result, Trial, Trials
from core.linesearch.conditions import armijo, long_enough
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, Sentence

_FOUND = Sentence(QT_TRANSLATE_NOOP("linesearch", "both Goldstein conditions hold"))


@register("linesearch", "goldstein")
@dataclass(frozen=True)
class Goldstein(LineSearch):
    """α such that φ(0) + (1 − c)αφ'(0) ≤ φ(α) ≤ φ(0) + cαφ'(0), 0 < c < 1/2.

    A trial above the upper line is too long, one below the lower line too short; between a short and a long step φ
    crosses the strip, as it is continuous. Asks φ' at 0 alone. The strip may leave out every minimiser of φ; on a
    quadratic it holds the exact step α* for every c, and is [2cα*, 2(1 − c)α*].
    """

    label = QT_TRANSLATE_NOOP("linesearch", "Goldstein")
    order = 60

    c: float = param(
        0.25,
        label=QT_TRANSLATE_NOOP("linesearch", "Strip"),
        help=QT_TRANSLATE_NOOP(
            "linesearch", "The decrease must lie between this share of the promised one and the rest"
        ),
        symbol="c",
        low=0.0,
        low_open=True,
        high=0.5,
        high_open=True,
        slider=(0.01, 0.49),
    )
    alpha_max: float = alpha_max_field()
    max_trials: int = max_trials_field()

    def _search(self, trials: Trials, alpha: float) -> Result:
        _, value, slope = trials.start

        def judge(trial: Trial) -> tuple[Trial, Verdict]:
            if not armijo(value, slope, trial.alpha, trial.value, self.c):
                return trial, "too_long"
            return trial, "right" if long_enough(value, slope, trial.alpha, trial.value, self.c) else "too_short"

        return bisect(trials, alpha, self.alpha_max, self.max_trials, judge, _FOUND)
