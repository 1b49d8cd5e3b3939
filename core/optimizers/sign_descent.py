"""Sign descent: every coordinate goes by the learning rate, whatever the size of the gradient.

Source: Bernstein, Wang, Azizzadenesheli and Anandkumar, signSGD, ICML (2018), arXiv:1802.04434, algorithm 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers._fields import lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "sign_descent")
@dataclass(frozen=True)
class SignDescent(Optimizer):
    """x ← x − α sign(g): Adam with β₁ = β₂ = 0 and ε = 0, and Lion with β₁ = 0 and no decay.

    sign(0) = 0. It ends in a cycle of width α about a minimum. ``info``: ``u`` = sign(g).
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Sign descent")
    order = 26

    lr: float = lr_field(0.03)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        g = evaluate.gradient(x)
        u = np.sign(g)
        return x - lr * u, None, {"gradient": g, "u": u}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        for _ in range(steps):
            g = work.gradient(columns)
            np.sign(g, out=g)
            np.multiply(g, self.lr, out=g)
            np.subtract(columns, g, out=columns)
