"""The bracket that weak Wolfe and Goldstein searches share: double until a step is too long, then halve."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from core.linesearch.base import Result, Trial, Trials
from core.words import Sentence

Verdict = Literal["too_short", "right", "too_long"]
Judge = Callable[[Trial], tuple[Trial, Verdict]]  # may ask for the slope at the trial, and returns it then


def bisect(trials: Trials, alpha: float, alpha_max: float, max_trials: int, judge: Judge, met: Sentence) -> Result:
    """The first trial that ``judge`` calls right; one where phi is not finite is too long."""
    low, high = 0.0, math.inf
    while len(trials.seen) < max_trials:
        trial = Trial(alpha, trials.value(alpha))
        verdict: Verdict = "too_long"
        if math.isfinite(trial.value):
            trial, verdict = judge(trial)
        if verdict == "right":
            return trials.found(trial, met)
        if verdict == "too_long":
            high = alpha
        elif alpha >= alpha_max:
            return trials.at_limit(trial)
        else:
            low = alpha
        alpha = min(2 * low, alpha_max) if math.isinf(high) else 0.5 * (low + high)
        if not low < alpha < high:
            return trials.collapsed(alpha)
    return trials.spent()
