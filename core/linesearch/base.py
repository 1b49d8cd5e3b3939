"""What a line search returns, and the record that it keeps of its trials."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Phi = Callable[[float], float]
Status = Literal["found", "at_limit", "failed"]


@dataclass(frozen=True)
class Result:
    """``alpha`` and how it was found; 0 where the search failed.

    ``at_limit``: phi still falls at the largest alpha allowed, which is returned.
    """

    alpha: float
    value: float  # phi(alpha)
    status: Status
    trials: tuple[tuple[float, float], ...]  # (alpha, phi(alpha)) in the order tried; alpha = 0 is not among them
    values: int  # evaluations of phi
    derivatives: int  # evaluations of phi'


class Trials:
    """phi, its derivative and the record of what was asked of them."""

    def __init__(self, phi: Phi, dphi: Phi | None = None) -> None:
        self._phi = phi
        self._dphi = dphi
        self.seen: list[tuple[float, float]] = []
        self.derivatives = 0

    def value(self, alpha: float) -> float:
        """phi(alpha), recorded."""
        value = float(self._phi(alpha))
        self.seen.append((alpha, value))
        return value

    def slope(self, alpha: float) -> float:
        """phi'(alpha), counted."""
        assert self._dphi is not None
        self.derivatives += 1
        return float(self._dphi(alpha))

    def result(self, alpha: float, value: float, status: Status) -> Result:
        """The end of the search."""
        return Result(alpha, value, status, tuple(self.seen), len(self.seen), self.derivatives)


def descends(value: float, slope: float) -> bool:
    """Whether a search can begin: phi(0) is finite and phi'(0) < 0."""
    return math.isfinite(value) and math.isfinite(slope) and slope < 0
