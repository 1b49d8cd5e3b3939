"""Gradient descent with heavy-ball momentum.

Source: Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1, in the form of torch.optim.SGD.
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
from core.theory import heavy_ball_critical_step
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "heavy_ball")
@dataclass(frozen=True)
class HeavyBall(Optimizer):
    """b ← βb + g, x ← x − αb, with b = g at the first step (``torch.optim.SGD(momentum=β)``, dampening 0).

    Polyak writes x_{k+1} = x_k − α g_k + β (x_k − x_{k−1}): the same points while α is constant, since then
    x_k − x_{k−1} = −αb; where α changes, torch's buffer holds gradients and Polyak's difference holds steps.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Heavy ball")
    order = 30

    lr: float = lr_field(0.02)
    momentum: float = momentum_field(0.9)

    def init(self, x: Array) -> Array:
        """b = 0, (n, d): the first step then gives b = g."""
        return np.zeros_like(x)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        g = evaluate.gradient(x)
        b = self.momentum * state + g
        return x - lr * b, b, {"gradient": g, "b": b}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        b = work.memory("b")
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(b, self.momentum, out=b)
            np.add(b, g, out=b)
            np.multiply(b, self.lr, out=g)
            np.subtract(columns, g, out=columns)

    def critical_lr(self, objective: Objective) -> float | None:
        """2 (1 + β) / L."""
        L = quadratic_curvature(objective)  # noqa: N806
        return None if L is None or np.ndim(self.momentum) else heavy_ball_critical_step(L, self.momentum)
