"""Lion: the sign of a momentum, with decoupled weight decay.

Source: Chen, Liang, Huang, Real, Wang, Liu, Pham, Dong, Luong, Hsieh, Lu and Le, Symbolic Discovery of Optimization
Algorithms, NeurIPS (2023), arXiv:2302.06675, algorithm 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers._fields import lr_field, weight_decay_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "lion")
@dataclass(frozen=True)
class Lion(Optimizer):
    """c = β₁m + (1 − β₁)g, x ← (1 − αλ)x − α sign(c), m ← β₂m + (1 − β₂)g.

    The paper's x ← x − α(sign(c) + λx), the same numbers. Without decay every step moves each coordinate by α, unless
    c is 0 there: α√d in length, however flat f is, so it settles only where α falls. ``info``: ``c``, ``u`` = sign(c)
    and ``m``, the momentum after the step.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Lion")
    order = 60

    lr: float = lr_field(0.03)
    beta1: float = param(
        0.9,
        label=QT_TRANSLATE_NOOP("optimizers", "Weight of the momentum"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "Share of the momentum, beside the gradient, in what the sign is taken of"
        ),
        symbol="β₁",
        low=0.0,
        high=1.0,
        high_open=True,
    )
    beta2: float = param(
        0.99,
        label=QT_TRANSLATE_NOOP("optimizers", "Momentum decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the momentum forgets"),
        symbol="β₂",
        low=0.0,
        high=1.0,
        high_open=True,
    )
    weight_decay: float = weight_decay_field()

    def init(self, x: Array) -> Array:
        """m = 0, (n, d)."""
        return np.zeros_like(x)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        g = evaluate.gradient(x)
        c = self.beta1 * state + (1 - self.beta1) * g
        u = np.sign(c)
        m = self.beta2 * state + (1 - self.beta2) * g
        return x * (1 - lr * self.weight_decay) - lr * u, m, {"gradient": g, "c": c, "u": u, "m": m}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        m, c, t = work.memory("m"), work.memory("c"), work.scratch
        decay = 1 - self.lr * self.weight_decay
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(m, self.beta1, out=c)
            np.multiply(g, 1 - self.beta1, out=t)
            np.add(c, t, out=c)
            np.multiply(m, self.beta2, out=m)
            np.multiply(g, 1 - self.beta2, out=g)
            np.add(m, g, out=m)
            np.sign(c, out=c)
            np.multiply(c, self.lr, out=c)
            if decay != 1.0:
                np.multiply(columns, decay, out=columns)
            np.subtract(columns, c, out=columns)
