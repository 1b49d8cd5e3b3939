"""AdaGrad: every coordinate's step is divided by the root of all its squared gradients so far.

Source: Duchi, Hazan and Singer, J. Mach. Learn. Res. 12 (2011) 2121, the diagonal form; in the form of
torch.optim.Adagrad.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers._fields import eps_field, lr_field, per_row
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class Sums(NamedTuple):
    """G (n, d), the sum of squared gradients, and k, the steps taken."""

    G: Array
    k: int


@register("optimizer", "adagrad")
@dataclass(frozen=True)
class AdaGrad(Optimizer):
    """G ← G + g², α_k = α/(1 + kη), x ← x − α_k g/(√G + ε), with G = G₀ before the first step and k = 0 in it.

    As in torch ε is outside the root and α may decay, by η; the paper has δI + diag(√G), which is the same ε, and a
    constant α. On a constant gradient the steps shrink as α/√k. ``info``: ``G``, and ``alpha`` (n,), which is α_k.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "AdaGrad")
    order = 44

    lr: float = lr_field(0.5)
    lr_decay: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Learning-rate decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "Step k uses the learning rate α/(1 + kη); 0 keeps it constant"),
        symbol="η",
        low=0.0,
        high=1e3,
        slider=(0.0, 1.0),
    )
    initial_accumulator_value: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Initial sum of squares"),
        help=QT_TRANSLATE_NOOP("optimizers", "Where G begins: more than 0 makes the first steps shorter"),
        symbol="G₀",
        low=0.0,
        high=1e6,
        slider=(0.0, 10.0),
    )
    eps: float = eps_field(1e-10)

    def init(self, x: Array) -> Sums:
        """G = G₀."""
        return Sums(np.zeros_like(x) + self.initial_accumulator_value, 0)

    def step(self, x: Array, evaluate: Evaluate, state: Sums, lr: Lr) -> tuple[Array, Sums, Info]:
        g = evaluate.gradient(x)
        G = state.G + g * g  # noqa: N806
        alpha = lr / (1 + state.k * self.lr_decay)
        x = x - alpha * g / (np.sqrt(G) + self.eps)
        return x, Sums(G, state.k + 1), {"gradient": g, "G": G, "alpha": per_row(alpha, len(x))}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        G, t = work.memory("G"), work.scratch  # noqa: N806
        if work.taken == 0:
            G.fill(self.initial_accumulator_value)
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(g, g, out=t)
            np.add(G, t, out=G)
            np.sqrt(G, out=t)
            np.add(t, self.eps, out=t)
            np.multiply(g, self.lr / (1 + work.taken * self.lr_decay), out=g)
            np.divide(g, t, out=g)
            np.subtract(columns, g, out=columns)
            work.taken += 1
