"""What the searches for Wolfe steps have in common: their constants."""

from __future__ import annotations

from dataclasses import dataclass

from core.linesearch._fields import alpha_max_field, c1_field, c2_field, max_trials_field
from core.linesearch.base import LineSearch
from core.params import ParameterError
from core.words import QT_TRANSLATE_NOOP

_ORDERED = QT_TRANSLATE_NOOP("errors", "c2 must be at least c1 = {c1}, got {got}")


@dataclass(frozen=True)
class WolfeSearch(LineSearch):
    """0 < c₁ ≤ c₂ < 1: with c₁ > c₂ no step need meet both conditions."""

    c1: float = c1_field()
    c2: float = c2_field()
    alpha_max: float = alpha_max_field()
    max_trials: int = max_trials_field()

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.c1 > self.c2:
            raise ParameterError(_ORDERED, field="c2", c1=f"{self.c1:g}", got=f"{self.c2:g}")
