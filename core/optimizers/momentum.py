"""Heavy-ball momentum (Polyak, USSR Comput. Math. Math. Phys. 4, 1964), in torch.optim.SGD's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from core import registry
from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.optimizers.fields import lr_field, momentum_field
from core.theory import heavy_ball_critical_step
from core.words import QT_TRANSLATE_NOOP


@registry.register("optimizer", "heavy_ball")
@dataclass(frozen=True)
class HeavyBall(Optimizer):
    """b ← β b + g,  x ← x − lr b,  b = g at the first step (torch.optim.SGD, dampening 0).

    With a constant lr this is Polyak's x_{k+1} = x_k − lr ∇f(x_k) + β (x_k − x_{k−1}). When lr changes the two
    differ: torch scales the whole velocity by the new lr. Sutskever et al. (2013) put lr inside the velocity.
    """

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "Heavy ball")
    order: ClassVar[int] = 50

    lr: float = lr_field(0.1)
    momentum: float = momentum_field(0.9)

    def init(self, x: Array) -> Array:
        """The velocity b, (n, d), at rest."""
        return np.zeros_like(x)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        """One step; x is (n, d)."""
        g = evaluate.gradient(x)
        b = self.momentum * state + g
        return x - lr * b, b, {"gradient": g, "b": b}

    def critical_lr(self, objective: Objective) -> float | None:
        """2(1 + β)/L."""
        return None if objective.L is None else heavy_ball_critical_step(objective.L, self.momentum)
