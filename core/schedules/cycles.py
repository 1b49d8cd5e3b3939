"""Schedules that climb and fall: one-cycle, cyclic, cosine with warm restarts.

Sources: Smith, WACV (2017), arXiv:1506.01186 (cyclic); Smith and Topin (2018), arXiv:1708.07120 (one-cycle);
Loshchilov and Hutter, SGDR, ICLR (2017); in the forms of torch's CyclicLR, OneCycleLR, CosineAnnealingWarmRestarts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.params import param
from core.registry import register
from core.schedules.base import Schedule, share_field, steps_field
from core.words import QT_TRANSLATE_NOOP


def _divisor(default: float, label: str, help: str) -> float:
    value: float = param(default, label=label, help=help, low=1.0, high=1e12, scale="log", slider=(1.0, 1e4))
    return value


@register("schedule", "one_cycle")
@dataclass(frozen=True)
class OneCycle(Schedule):
    """Up along a cosine from 1/d to 1 in the first share p of T steps, then down to 1/(d·e) (OneCycleLR, 'cos').

    The method's learning rate is the highest one (torch's max_lr). Momentum is left alone, where torch by default
    cycles it too. After step T − 1 it stays at its last value.
    """

    label = QT_TRANSLATE_NOOP("schedules", "One cycle")
    formula = "1/d ↗ 1 ↘ 1/(d e)"
    order = 70

    length: int = steps_field(
        300,
        QT_TRANSLATE_NOOP("schedules", "Schedule length"),
        QT_TRANSLATE_NOOP("schedules", "Steps of the whole cycle"),
        "T",
    )
    rise: float = param(
        0.3,
        label=QT_TRANSLATE_NOOP("schedules", "Rising share"),
        help=QT_TRANSLATE_NOOP("schedules", "Share of the cycle in which the learning rate climbs"),
        symbol="p",
        low=0.0,
        high=1.0,
        low_open=True,
        high_open=True,
    )
    start_divisor: float = _divisor(
        25.0,
        QT_TRANSLATE_NOOP("schedules", "Start divisor d"),
        QT_TRANSLATE_NOOP("schedules", "The cycle begins at the learning rate divided by this"),
    )
    end_divisor: float = _divisor(
        1e4,
        QT_TRANSLATE_NOOP("schedules", "End divisor e"),
        QT_TRANSLATE_NOOP("schedules", "The cycle ends at its start divided by this"),
    )

    def rule(self, k: IntArray) -> Array:
        low, last = 1 / self.start_divisor, 1 / (self.start_divisor * self.end_divisor)
        peak, end = self.rise * self.length - 1, self.length - 1.0
        at = np.minimum(np.asarray(k, dtype=np.float64), end)
        rising = np.clip(at / peak, 0.0, 1.0) if peak > 0 else np.ones_like(at)
        falling = np.clip((at - peak) / (end - peak), 0.0, 1.0) if end > peak else np.ones_like(at)
        up = 1 + (low - 1) * (1 + np.cos(np.pi * rising)) / 2
        down = last + (1 - last) * (1 + np.cos(np.pi * falling)) / 2
        return np.where(at <= peak, up, down)


@register("schedule", "cyclic")
@dataclass(frozen=True)
class Cyclic(Schedule):
    """A zigzag between c and 1, half a period up and half a period down (CyclicLR).

    ``triangular`` keeps its height, ``triangular2`` halves it each period, ``exp_range`` shrinks it by γ^k. The
    method's learning rate is the highest one (torch's max_lr).
    """

    label = QT_TRANSLATE_NOOP("schedules", "Cyclic")
    formula = "α (c + (1 − c) zigzag(k))"
    order = 80

    half_period: int = steps_field(
        50,
        QT_TRANSLATE_NOOP("schedules", "Half period"),
        QT_TRANSLATE_NOOP("schedules", "Steps on the way up, and as many on the way down"),
        "s",
    )
    floor: float = share_field(
        0.1,
        QT_TRANSLATE_NOOP("schedules", "Floor"),
        QT_TRANSLATE_NOOP("schedules", "Lowest share of the learning rate"),
        "c",
    )
    mode: str = param(
        "triangular",
        label=QT_TRANSLATE_NOOP("schedules", "Mode"),
        help=QT_TRANSLATE_NOOP("schedules", "triangular: always as high; triangular2: half as high each period; "
                               "exp_range: shrinking by γ a step"),
        choices=("triangular", "triangular2", "exp_range"),
        words=(
            QT_TRANSLATE_NOOP("schedules", "always as high"),
            QT_TRANSLATE_NOOP("schedules", "half as high each time"),
            QT_TRANSLATE_NOOP("schedules", "shrinking by γ a step"),
        ),
    )  # fmt: skip
    gamma: float = share_field(
        0.999,
        QT_TRANSLATE_NOOP("schedules", "Shrinking a step"),
        QT_TRANSLATE_NOOP("schedules", "γ of exp_range; the other modes do not use it"),
        "γ",
        low_open=True,
    )

    def rule(self, k: IntArray) -> Array:
        k = np.asarray(k)
        period = np.floor_divide(k, 2 * self.half_period)
        zigzag = 1 - np.abs(k / self.half_period - 2 * period - 1)
        height: Array | float = 1.0
        if self.mode == "triangular2":
            height = 0.5 ** period.astype(np.float64)
        elif self.mode == "exp_range":
            height = self.gamma ** k.astype(np.float64)
        out: Array = self.floor + (1 - self.floor) * zigzag * height
        return out


@register("schedule", "cosine_restarts")
@dataclass(frozen=True)
class CosineRestarts(Schedule):
    """The cosine decay again and again, each period m times as long as the last (CosineAnnealingWarmRestarts)."""

    label = QT_TRANSLATE_NOOP("schedules", "Cosine with restarts")
    formula = "α (c + (1 − c)(1 + cos πt/Tᵢ)/2)"
    order = 41

    first: int = steps_field(
        50,
        QT_TRANSLATE_NOOP("schedules", "First period"),
        QT_TRANSLATE_NOOP("schedules", "Steps until the first restart"),
        "T₀",
    )
    growth: int = param(
        2,
        label=QT_TRANSLATE_NOOP("schedules", "Growth"),
        help=QT_TRANSLATE_NOOP("schedules", "How many times as long the next period is"),
        symbol="m",
        low=1,
        high=10,
    )
    floor: float = share_field(
        0.0,
        QT_TRANSLATE_NOOP("schedules", "Floor"),
        QT_TRANSLATE_NOOP("schedules", "Share of the learning rate at the end of a period"),
        "c",
    )

    def rule(self, k: IntArray) -> Array:
        k = np.asarray(k)
        if self.growth == 1:
            t, period = np.mod(k, self.first), np.full(k.shape, float(self.first))
        else:
            # Starts of the periods T₀(mⁱ − 1)/(m − 1), as whole numbers: a logarithm misses some.
            starts = [0]
            while starts[-1] <= (int(k.max()) if k.size else 0):
                starts.append(starts[-1] + self.first * self.growth ** (len(starts) - 1))
            bounds = np.array(starts)
            i = np.searchsorted(bounds, k, side="right") - 1
            t, period = k - bounds[i], (bounds[i + 1] - bounds[i]).astype(np.float64)
        out: Array = self.floor + (1 - self.floor) * (1 + np.cos(np.pi * (t / period))) / 2
        return out
