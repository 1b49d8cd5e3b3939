"""Schedules that only fall: constant, step, exponential, cosine, polynomial, 1/√k, 1/k.

Sources: ``torch.optim.lr_scheduler`` (StepLR, ExponentialLR, CosineAnnealingLR, PolynomialLR); cosine: Loshchilov and
Hutter, SGDR, ICLR (2017); 1/√k and 1/k: Robbins and Monro, Ann. Math. Stat. 22 (1951) 400, and Nemirovski and others,
SIAM J. Optim. 19 (2009) 1574.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.params import param
from core.registry import register
from core.schedules.base import Schedule, share_field, steps_field
from core.words import QT_TRANSLATE_NOOP

_LENGTH = QT_TRANSLATE_NOOP("schedules", "Schedule length")
_LENGTH_HELP = QT_TRANSLATE_NOOP("schedules", "Steps until the schedule has come to its end, where it stays")
_FLOOR = QT_TRANSLATE_NOOP("schedules", "Floor")
_FLOOR_HELP = QT_TRANSLATE_NOOP("schedules", "Share of the learning rate that is left at the end")


@register("schedule", "constant")
@dataclass(frozen=True)
class Constant(Schedule):
    """factor(k) = 1."""

    label = QT_TRANSLATE_NOOP("schedules", "Constant")
    formula = "α"
    order = 10

    def rule(self, k: IntArray) -> Array:
        return np.ones(np.shape(k))


@register("schedule", "step_decay")
@dataclass(frozen=True)
class StepDecay(Schedule):
    """factor(k) = γ^⌊k/s⌋ (StepLR)."""

    label = QT_TRANSLATE_NOOP("schedules", "Step")
    formula = "α γ^⌊k/s⌋"
    order = 20

    every: int = steps_field(
        100,
        QT_TRANSLATE_NOOP("schedules", "Every"),
        QT_TRANSLATE_NOOP("schedules", "Steps between two cuts of the learning rate"),
        "s",
    )
    gamma: float = share_field(
        0.5,
        QT_TRANSLATE_NOOP("schedules", "Factor"),
        QT_TRANSLATE_NOOP("schedules", "What the learning rate is multiplied with at each cut"),
        "γ",
        low_open=True,
    )

    def rule(self, k: IntArray) -> Array:
        out: Array = self.gamma ** np.floor_divide(k, self.every).astype(np.float64)
        return out


@register("schedule", "exponential")
@dataclass(frozen=True)
class Exponential(Schedule):
    """factor(k) = γ^k (ExponentialLR)."""

    label = QT_TRANSLATE_NOOP("schedules", "Exponential")
    formula = "α γ^k"
    order = 30

    gamma: float = param(
        0.99,
        label=QT_TRANSLATE_NOOP("schedules", "Factor a step"),
        help=QT_TRANSLATE_NOOP("schedules", "What the learning rate is multiplied with after every step"),
        symbol="γ",
        low=0.0,
        low_open=True,
        high=1.0,
        slider=(0.9, 1.0),
    )

    def rule(self, k: IntArray) -> Array:
        out: Array = self.gamma ** np.asarray(k, dtype=np.float64)
        return out


@register("schedule", "cosine")
@dataclass(frozen=True)
class Cosine(Schedule):
    """factor(k) = c + (1 − c)(1 + cos(πk/T))/2 (CosineAnnealingLR); it stays at c after step T.

    torch's own formula climbs again after T, as the cosine does.
    """

    label = QT_TRANSLATE_NOOP("schedules", "Cosine")
    formula = "α (c + (1 − c)(1 + cos πk/T)/2)"
    order = 40

    length: int = steps_field(300, _LENGTH, _LENGTH_HELP, "T")
    floor: float = share_field(0.0, _FLOOR, _FLOOR_HELP, "c")

    def rule(self, k: IntArray) -> Array:
        at = np.minimum(k, self.length) / self.length
        out: Array = self.floor + (1 - self.floor) * (1 + np.cos(np.pi * at)) / 2
        return out


@register("schedule", "polynomial")
@dataclass(frozen=True)
class Polynomial(Schedule):
    """factor(k) = c + (1 − c)(1 − min(k, T)/T)^p (PolynomialLR, with c = 0); p = 1 is a linear decay."""

    label = QT_TRANSLATE_NOOP("schedules", "Polynomial")
    formula = "α (c + (1 − c)(1 − k/T)^p)"
    order = 50

    length: int = steps_field(300, _LENGTH, _LENGTH_HELP, "T")
    power: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("schedules", "Power"),
        help=QT_TRANSLATE_NOOP("schedules", "1 falls along a line, 2 along a parabola"),
        symbol="p",
        low=0.0,
        low_open=True,
        high=20.0,
        slider=(0.2, 4.0),
    )
    floor: float = share_field(0.0, _FLOOR, _FLOOR_HELP, "c")

    def rule(self, k: IntArray) -> Array:
        left = 1 - np.minimum(k, self.length) / self.length
        out: Array = self.floor + (1 - self.floor) * left**self.power
        return out


@register("schedule", "inverse_sqrt")
@dataclass(frozen=True)
class InverseSqrt(Schedule):
    """factor(k) = 1/√(1 + k/s): with s = 1 the α/√(k + 1) under which SGD on convex f attains O(1/√k)."""

    label = QT_TRANSLATE_NOOP("schedules", "1/√k")
    formula = "α/√(1 + k/s)"
    order = 60

    scale: int = steps_field(
        1,
        QT_TRANSLATE_NOOP("schedules", "Time scale"),
        QT_TRANSLATE_NOOP("schedules", "Steps before the decay makes itself felt"),
        "s",
    )

    def rule(self, k: IntArray) -> Array:
        out: Array = 1 / np.sqrt(1 + np.asarray(k) / self.scale)
        return out


@register("schedule", "inverse_time")
@dataclass(frozen=True)
class InverseTime(Schedule):
    """factor(k) = 1/(1 + k/s): Σα = ∞ and Σα² < ∞, the conditions of Robbins and Monro; SGD then converges."""

    label = QT_TRANSLATE_NOOP("schedules", "1/k")
    formula = "α/(1 + k/s)"
    order = 61

    scale: int = steps_field(
        20,
        QT_TRANSLATE_NOOP("schedules", "Time scale"),
        QT_TRANSLATE_NOOP("schedules", "Steps before the decay makes itself felt"),
        "s",
    )

    def rule(self, k: IntArray) -> Array:
        out: Array = 1 / (1 + np.asarray(k) / self.scale)
        return out
