"""Stochastic gradient descent: the same step on a noisy gradient (Robbins and Monro, Ann. Math. Stat. 22, 1951)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core import registry
from core.optimizers.fields import lr_field
from core.optimizers.gd import GradientDescent
from core.words import QT_TRANSLATE_NOOP


@registry.register("optimizer", "sgd")
@dataclass(frozen=True)
class StochasticGradientDescent(GradientDescent):
    """x ← x − lr g, with g the gradient plus noise: torch.optim.SGD with momentum 0."""

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "SGD")
    order: ClassVar[int] = 40
    stochastic: ClassVar[bool] = True

    lr: float = lr_field(0.1)
