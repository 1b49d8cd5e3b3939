"""Gradient descent with a constant step: x_{k+1} = x_k - lr * grad f(x_k) (Cauchy 1847)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core import registry
from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.optimizers.fields import lr_field
from core.theory import gd_critical_step
from core.words import QT_TRANSLATE_NOOP


@registry.register("optimizer", "gradient_descent")
@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """x ← x − lr ∇f(x); sees the full gradient. torch.optim.SGD without momentum is the same formula."""

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "Gradient descent")
    order: ClassVar[int] = 10
    stochastic: ClassVar[bool] = False

    lr: float = lr_field(0.1)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        """One step; x is (n, d)."""
        g = evaluate.gradient(x)
        return x - lr * g, None, {"gradient": g}

    def critical_lr(self, objective: Objective) -> float | None:
        """2/L."""
        return None if objective.L is None else gd_critical_step(objective.L)
