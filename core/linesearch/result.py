"""What a line search found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "no_descent", "unbounded", "not_found"]


@dataclass(frozen=True)
class LineSearchResult:
    """``alpha`` is the accepted step (0 where the search failed); ``trials`` are all (α, φ(α)) looked at, in order."""

    alpha: float
    status: Status
    trials: tuple[tuple[float, float], ...]

    @property
    def failed(self) -> bool:
        """Whether no step was accepted."""
        return self.status != "ok"

    @property
    def values(self) -> int:
        """Evaluations of φ."""
        return len(self.trials)
