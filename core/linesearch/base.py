"""What a line search is, what it returns, and the record that it keeps of its trials."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from core.params import check_params
from core.words import QT_TRANSLATE_NOOP, Sentence

Phi = Callable[[float], float]
Status = Literal["found", "at_limit", "failed"]

_NOT_FINITE = QT_TRANSLATE_NOOP("linesearch", "the search cannot begin: φ(0) = {value} and φ'(0) = {slope}")
_NO_DESCENT = QT_TRANSLATE_NOOP("linesearch", "the direction does not go down: φ'(0) = {slope}")
_FIRST = QT_TRANSLATE_NOOP("linesearch", "the first trial step must be a number greater than 0, got {first}")
_SPENT = QT_TRANSLATE_NOOP("linesearch", "none of {trials} trial steps was accepted")
_ROUNDING = QT_TRANSLATE_NOOP("linesearch", "rounding hides the decrease: the steps left to try all lie at α = {alpha}")
_AT_LIMIT = QT_TRANSLATE_NOOP("linesearch", "φ still falls at the largest step allowed, α = {alpha}")


class Trial(NamedTuple):
    """One point of the search."""

    alpha: float
    value: float  # phi(alpha)
    slope: float = math.nan  # phi'(alpha); nan where it was not asked


@dataclass(frozen=True)
class Result:
    """``alpha`` and how it was found; 0 where the search failed.

    ``found``: what the search promises holds at alpha, as evaluated. ``at_limit``: phi still falls at the largest
    alpha allowed, which is returned. ``failed``: nothing was found; ``reason`` says why.
    """

    alpha: float
    value: float  # phi(alpha)
    slope: float  # phi'(alpha); nan where it was not asked
    status: Status
    reason: Sentence
    start: Trial  # alpha = 0
    trials: tuple[Trial, ...]  # in the order tried; alpha = 0 is not among them
    values: int  # evaluations of phi, that of phi(0) too where the search had to ask for it
    derivatives: int  # evaluations of phi', likewise


class Trials:
    """phi, its derivative and the record of what was asked of them; arithmetic that breaks down gives nan."""

    def __init__(self, phi: Phi, dphi: Phi | None = None) -> None:
        self._phi = phi
        self._dphi = dphi
        self.start = Trial(0.0, math.nan)
        self.seen: list[Trial] = []
        self.values = 0
        self.derivatives = 0

    def begin(self, value: float | None, slope: float | None) -> Trial:
        """alpha = 0, with phi(0) and phi'(0) asked where they are not known."""
        known = self._ask_value(0.0) if value is None else float(value)
        self.start = Trial(0.0, known, self._ask_slope(0.0) if slope is None else float(slope))
        return self.start

    def value(self, alpha: float) -> float:
        """phi(alpha), recorded as the next trial."""
        value = self._ask_value(alpha)
        self.seen.append(Trial(alpha, value))
        return value

    def slope(self) -> float:
        """phi' at the last trial, recorded with it."""
        alpha, value, _ = self.seen[-1]
        slope = self._ask_slope(alpha)
        self.seen[-1] = Trial(alpha, value, slope)
        return slope

    def found(self, at: Trial, reason: Sentence) -> Result:
        """The search ends at one of its trials, as it promised."""
        return self._result(at, "found", reason)

    def at_limit(self, at: Trial) -> Result:
        """The search ends at the largest alpha allowed."""
        return self._result(at, "at_limit", Sentence(_AT_LIMIT, {"alpha": f"{at.alpha:g}"}))

    def failed(self, reason: Sentence) -> Result:
        """The search ends with nothing: alpha = 0."""
        return self._result(self.start, "failed", reason)

    def spent(self) -> Result:
        """The search fails as it has had all the trials allowed."""
        return self.failed(Sentence(_SPENT, {"trials": len(self.seen)}))

    def collapsed(self, alpha: float) -> Result:
        """The search fails as its bracket has shrunk to the point ``alpha``."""
        return self.failed(Sentence(_ROUNDING, {"alpha": f"{alpha:g}"}))

    def _ask_value(self, alpha: float) -> float:
        self.values += 1
        try:
            return float(self._phi(alpha))
        except ArithmeticError:  # math.exp overflows with an exception
            return math.nan

    def _ask_slope(self, alpha: float) -> float:
        assert self._dphi is not None
        self.derivatives += 1
        try:
            return float(self._dphi(alpha))
        except ArithmeticError:
            return math.nan

    def _result(self, at: Trial, status: Status, reason: Sentence) -> Result:
        return Result(
            at.alpha, at.value, at.slope, status, reason, self.start, tuple(self.seen), self.values, self.derivatives
        )


def refusal(start: Trial, first: float) -> Sentence | None:
    """Why a search cannot begin: phi(0) or phi'(0) is not finite, phi'(0) >= 0, or no first trial. None: it can."""
    if not (math.isfinite(start.value) and math.isfinite(start.slope)):
        return Sentence(_NOT_FINITE, {"value": f"{start.value:g}", "slope": f"{start.slope:g}"})
    if start.slope >= 0:
        return Sentence(_NO_DESCENT, {"slope": f"{start.slope:g}"})
    if not (math.isfinite(first) and first > 0):
        return Sentence(_FIRST, {"first": f"{first:g}"})
    return None


class LineSearch(ABC):
    """A rule: a frozen dataclass with ``param()`` fields whose ``search`` finds a step along a ray.

    Registered under the kind ``linesearch``. A search never raises on a bad phi: values that are not finite, slopes
    that are wrong and rays that rise end in a :class:`Result` that says so.
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""  # QT_TRANSLATE_NOOP("linesearch", ...)
    order: ClassVar[int] = 100
    alpha_max: float
    max_trials: int

    def __post_init__(self) -> None:
        check_params(self)

    def search(
        self, phi: Phi, dphi: Phi, value: float | None = None, slope: float | None = None, first: float = 1.0
    ) -> Result:
        """A step alpha in (0, alpha_max] along phi(alpha) = f(x + alpha p).

        ``value`` is phi(0), ``slope`` phi'(0) = p'∇f(x); each is asked, and counted, where it is not given.
        ``first`` is the first trial: 1 for Newton and quasi-Newton directions. phi' is asked only where the rule
        needs it, and always at the trial just asked of phi.
        """
        trials = Trials(phi, dphi)
        alpha = min(float(first), self.alpha_max)
        refused = refusal(trials.begin(value, slope), alpha)
        return trials.failed(refused) if refused else self._search(trials, alpha)

    @abstractmethod
    def _search(self, trials: Trials, alpha: float) -> Result:
        """Search from a start that descends, ``alpha`` being the first trial."""
