"""Gradient descent with a constant step.

Source: Cauchy, Comptes rendus 25 (1847) 536; Nesterov, Introductory Lectures on Convex Optimization (2004), 1.2.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.objectives.base import Objective
from core.optimizers._fields import lr_field, quadratic_curvature
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.theory import gd_critical_step
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "gradient_descent")
@dataclass(frozen=True)
class GradientDescent(Optimizer):
    """x ← x − α ∇f(x); ``torch.optim.SGD`` without momentum, on the full gradient.

    Converges on a quadratic for α < 2/L.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Gradient descent")
    order = 10
    stochastic = False

    lr: float = lr_field(0.1)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        g = evaluate.gradient(x)
        return x - lr * g, None, {"gradient": g}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(g, self.lr, out=g)
            np.subtract(columns, g, out=columns)

    def critical_lr(self, objective: Objective) -> float | None:
        """2/L."""
        L = quadratic_curvature(objective)  # noqa: N806
        return None if L is None else gd_critical_step(L)
