"""What a schedule is: the learning rate of step k is the method's own one times ``factor(k)``.

Steps count from 0: step k leads from x_k to x_{k+1}, as in torch, where ``scheduler.step()`` follows
``optimizer.step()``. The formulas are those of ``torch.optim.lr_scheduler`` unless a docstring says otherwise.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.arrays import Array, IntArray
from core.params import check_params, param
from core.words import QT_TRANSLATE_NOOP

MAX_STEPS = 1_000_000


def steps_field(default: int, label: str, help: str, symbol: str = "", low: int = 1) -> Any:
    """A number of steps."""
    return param(
        default,
        label=label,
        help=help,
        symbol=symbol,
        low=low,
        high=MAX_STEPS,
        scale="log" if low > 0 else "linear",
        unit=QT_TRANSLATE_NOOP("schedules", "steps"),
        slider=(max(low, 1), 1000) if low > 0 else (0, 200),
    )


def share_field(default: float, label: str, help: str, symbol: str = "", low_open: bool = False) -> Any:
    """A factor from 0 to 1."""
    return param(default, label=label, help=help, symbol=symbol, low=0.0, high=1.0, low_open=low_open)


@dataclass(frozen=True)
class Schedule(ABC):
    """A rule for the learning rate, with a linear warm-up in front of it if asked.

    In the warm-up of W steps the factor climbs linearly from ``warmup_from`` times the rule's first value to that
    value, which it reaches at step W; the rule's own clock starts there.
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""  # QT_TRANSLATE_NOOP("schedules", ...)
    formula: ClassVar[str] = ""
    order: ClassVar[int] = 100
    adaptive: ClassVar[bool] = False  # watches f: a factor a row, see core.schedules.plateau

    warmup: int = steps_field(
        0,
        QT_TRANSLATE_NOOP("schedules", "Warm-up"),
        QT_TRANSLATE_NOOP("schedules", "Steps in which the learning rate climbs linearly before the schedule begins"),
        "W",
        low=0,
    )
    warmup_from: float = share_field(
        0.1,
        QT_TRANSLATE_NOOP("schedules", "Warm-up from"),
        QT_TRANSLATE_NOOP("schedules", "Share of the full learning rate with which the warm-up begins"),
    )

    def __post_init__(self) -> None:
        check_params(self)

    def factor(self, k: IntArray) -> Array:
        """The multiplier of the learning rate at the steps ``k`` (any shape), warm-up included."""
        k = np.asarray(k)
        if self.warmup == 0:
            return self.rule(k)
        out = self.rule(np.maximum(k - self.warmup, 0))
        climb = self.warmup_from + (1 - self.warmup_from) * (k / self.warmup)
        return np.where(k < self.warmup, climb * out, out)

    @abstractmethod
    def rule(self, k: IntArray) -> Array:
        """The multiplier at steps ``k`` >= 0 counted from the end of the warm-up, same shape."""
