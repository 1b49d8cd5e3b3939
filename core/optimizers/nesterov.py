"""Nesterov's accelerated gradient with constant momentum.

Sources: Nesterov, Soviet Math. Doklady 27 (1983) 372; Sutskever, Martens, Dahl and Hinton, ICML (2013), in the form of
torch.optim.SGD(nesterov=True).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.objectives.base import Objective
from core.optimizers._fields import lr_field, momentum_field, quadratic_curvature
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.theory import nesterov_critical_step
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "nesterov")
@dataclass(frozen=True)
class Nesterov(Optimizer):
    """b ← βb + g, y ← y − α (g + βb), with b = g at the first step; g is the gradient at y.

    torch's iterate, which the trajectory holds, is Nesterov's look-ahead y_k. His x_k, of which the bounds speak, is
    x_{k+1} = y_k − α g(y_k), and then y_{k+1} = x_{k+1} + β (x_{k+1} − x_k), x_0 = y_0. ``info`` has both: ``x_k``
    and ``y_k`` are those of the new index k.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Nesterov")
    order = 40

    lr: float = lr_field(0.02)
    momentum: float = momentum_field(0.9)

    def init(self, x: Array) -> Array:
        """b = 0, (n, d): the first step then gives b = g."""
        return np.zeros_like(x)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        g = evaluate.gradient(x)
        b = self.momentum * state + g
        y = x - lr * (g + self.momentum * b)
        return y, b, {"gradient": g, "b": b, "x_k": x - lr * g, "y_k": y}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        b, t = work.memory("b"), work.scratch
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(b, self.momentum, out=b)
            np.add(b, g, out=b)
            np.multiply(b, self.momentum, out=t)
            np.add(g, t, out=g)
            np.multiply(g, self.lr, out=g)
            np.subtract(columns, g, out=columns)

    def critical_lr(self, objective: Objective) -> float | None:
        """2 (1 + β) / ((1 + 2β) L)."""
        L = quadratic_curvature(objective)  # noqa: N806
        return None if L is None or np.ndim(self.momentum) else nesterov_critical_step(L, self.momentum)
