"""A schedule drawn by hand: a broken line through knots."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.arrays import Array, IntArray
from core.params import ParameterError, param
from core.registry import register
from core.schedules.base import Schedule
from core.words import QT_TRANSLATE_NOOP

_NEEDS = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")


@register("schedule", "drawn")
@dataclass(frozen=True)
class Drawn(Schedule):
    """Linear between the knots (k, factor), constant before the first and after the last."""

    label = QT_TRANSLATE_NOOP("schedules", "Drawn")
    formula = "(k, factor) …"
    order = 95

    knots: tuple[tuple[float, ...], ...] = param(
        ((0.0, 1.0), (100.0, 1.0), (300.0, 0.1)),
        label=QT_TRANSLATE_NOOP("schedules", "Knots"),
        help=QT_TRANSLATE_NOOP(
            "schedules", "Steps and factors, [[k, factor], ...], by rising k; drag them in the chart"
        ),
        low=0.0,
        high=1e6,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        ks = [knot[0] for knot in self.knots if len(knot) == 2]
        if not self.knots or len(ks) != len(self.knots) or any(b <= a for a, b in pairwise(ks)):
            needs = "one or more pairs [k, factor] with rising k"
            raise ParameterError(_NEEDS, field="knots", name="knots", needs=needs, got=str(self.knots)[:60])

    def rule(self, k: IntArray) -> Array:
        ks, factors = np.array(self.knots, dtype=np.float64).T
        out: Array = np.interp(np.asarray(k, dtype=np.float64), ks, factors)
        return out
