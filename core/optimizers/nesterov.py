"""Nesterov's accelerated gradient (Dokl. Akad. Nauk SSSR 269, 1983), in torch.optim.SGD(nesterov=True)'s form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from core import registry
from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.optimizers.fields import lr_field, momentum_field
from core.theory import nesterov_critical_step
from core.words import QT_TRANSLATE_NOOP


@registry.register("optimizer", "nesterov")
@dataclass(frozen=True)
class Nesterov(Optimizer):
    """b ← β b + g,  y ← y − lr (g + β b),  b = g at the first step.

    torch's iterate is the paper's look-ahead point y_k, at which the gradient is taken. The paper's own sequence is
    x_{k+1} = y_k − lr ∇f(y_k), y_{k+1} = x_{k+1} + β (x_{k+1} − x_k); it is recorded as ``x_paper`` = y + lr β b.
    The published bounds speak of x_k.
    """

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "Nesterov")
    order: ClassVar[int] = 60

    lr: float = lr_field(0.1)
    momentum: float = momentum_field(0.9)

    def init(self, x: Array) -> Array:
        """The velocity b, (n, d), at rest."""
        return np.zeros_like(x)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        """One step; x is (n, d), the paper's y."""
        g = evaluate.gradient(x)
        b = self.momentum * state + g
        look_ahead = self.momentum * b
        y = x - lr * (g + look_ahead)
        return y, b, {"gradient": g, "b": b, "x_paper": y + lr * look_ahead}

    def critical_lr(self, objective: Objective) -> float | None:
        """2(1 + β)/((1 + 2β)L)."""
        return None if objective.L is None else nesterov_critical_step(objective.L, self.momentum)
