"""Reduce on plateau: the learning rate is cut where f has not become better for a while.

Source: torch.optim.lr_scheduler.ReduceLROnPlateau, mode 'min'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array, IntArray
from core.params import param
from core.registry import register
from core.schedules.base import Schedule, share_field, steps_field
from core.words import QT_TRANSLATE_NOOP


class PlateauState(NamedTuple):
    """One entry a row, (n,): the best f so far, steps since, steps of rest left, and the factor in force."""

    best: Array
    bad: IntArray
    rest: IntArray
    factor: Array


@register("schedule", "reduce_on_plateau")
@dataclass(frozen=True)
class ReduceOnPlateau(Schedule):
    """The factor is multiplied by γ when f(x_k) was not below best·(1 − θ) for more than ``patience`` steps.

    f is the value at the point that a step reached, and counts for the steps after it; looking at it is not counted
    as an evaluation. With ``threshold_mode`` abs, better means below best − θ: the choice where f may be negative, for
    torch's relative rule asks such an f to rise. After a cut the rule rests for ``cooldown`` steps.
    """

    label = QT_TRANSLATE_NOOP("schedules", "Reduce on plateau")
    formula = "α ← γα where f stalls"
    order = 90
    adaptive = True

    gamma: float = share_field(
        0.1,
        QT_TRANSLATE_NOOP("schedules", "Factor"),
        QT_TRANSLATE_NOOP("schedules", "What the learning rate is multiplied with at each cut"),
        "γ",
        low_open=True,
    )
    patience: int = steps_field(
        10,
        QT_TRANSLATE_NOOP("schedules", "Patience"),
        QT_TRANSLATE_NOOP("schedules", "Steps without getting better that are let pass"),
        low=0,
    )
    threshold: float = param(
        1e-4,
        label=QT_TRANSLATE_NOOP("schedules", "Threshold"),
        help=QT_TRANSLATE_NOOP("schedules", "How much better counts as better"),
        symbol="θ",
        low=0.0,
        high=1e6,
        slider=(0.0, 0.1),
    )
    threshold_mode: str = param(
        "rel",
        label=QT_TRANSLATE_NOOP("schedules", "Threshold is"),
        help=QT_TRANSLATE_NOOP("schedules", "rel: a share of the best f; abs: an amount of f"),
        choices=("rel", "abs"),
        words=(QT_TRANSLATE_NOOP("schedules", "a share of f"), QT_TRANSLATE_NOOP("schedules", "an amount of f")),
    )
    cooldown: int = steps_field(
        0,
        QT_TRANSLATE_NOOP("schedules", "Cooldown"),
        QT_TRANSLATE_NOOP("schedules", "Steps of rest after a cut"),
        low=0,
    )
    floor: float = share_field(
        0.0,
        QT_TRANSLATE_NOOP("schedules", "Floor"),
        QT_TRANSLATE_NOOP("schedules", "Share of the learning rate below which it is not cut"),
    )

    def rule(self, k: IntArray) -> Array:
        """1: what f does is not known here; see :meth:`observe`."""
        return np.ones(np.shape(k))

    def begin(self, n: int) -> PlateauState:
        """The state of ``n`` rows before the first step."""
        zero = np.zeros(n, dtype=np.int64)
        return PlateauState(np.full(n, np.inf), zero, zero, np.ones(n))

    def observe(self, state: PlateauState, f: Array) -> PlateauState:
        """The state after the value ``f`` (n,) was seen."""
        edge = state.best * (1 - self.threshold) if self.threshold_mode == "rel" else state.best - self.threshold
        better = f < np.where(np.isinf(state.best), state.best, edge)
        best = np.where(better, f, state.best)
        bad = np.where(better, 0, state.bad + 1)
        resting = state.rest > 0
        rest = np.where(resting, state.rest - 1, 0)
        bad = np.where(resting, 0, bad)
        cut = bad > self.patience
        factor = np.where(cut, np.maximum(state.factor * self.gamma, self.floor), state.factor)
        return PlateauState(best, np.where(cut, 0, bad), np.where(cut, self.cooldown, rest), factor)
