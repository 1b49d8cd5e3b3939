"""Stochastic gradient descent: gradient descent on noisy gradients.

Source: Robbins and Monro, Ann. Math. Statist. 22 (1951) 400, with a constant step.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers._fields import lr_field, quadratic_curvature
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.theory import gd_critical_step
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "sgd")
@dataclass(frozen=True)
class Sgd(Optimizer):
    """x ← x − α (∇f(x) + ξ), ξ ~ N(0, σ²I): ``torch.optim.SGD`` without momentum, the noise set by the experiment.

    Without noise it is gradient descent. With it, x does not settle: along an eigendirection of curvature h its
    variance goes to ασ²/(h(2 − αh)).
    """

    label = QT_TRANSLATE_NOOP("optimizers", "SGD")
    order = 20

    lr: float = lr_field(0.1)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        g = evaluate.gradient(x)
        return x - lr * g, None, {"gradient": g}

    def critical_lr(self, objective: Objective) -> float | None:
        """2/L: beyond it mean and variance diverge."""
        L = quadratic_curvature(objective)  # noqa: N806
        return None if L is None else gd_critical_step(L)
