"""AdaMax: Adam with the running maximum of |g| in place of the second moment.

Source: Kingma and Ba, ICLR (2015), arXiv:1412.6980, algorithm 2; in the form of torch.optim.Adamax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers._fields import beta1_field, eps_field, lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

BESIDE = QT_TRANSLATE_NOOP("optimizers", "Added to |g| before the maximum, so that nothing divides by 0")


class State(NamedTuple):
    """m and u (n, d), and β₁ᵗ."""

    m: Array
    u: Array
    beta1_t: float | Array


@register("optimizer", "adamax")
@dataclass(frozen=True)
class AdaMax(Optimizer):
    """m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), m̂ = m/(1 − β₁ᵗ), x ← x − α m̂/u.

    The paper has no ε; torch adds it to |g|. u needs no correction for its start.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "AdaMax")
    order = 56

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = param(
        0.999,
        label=QT_TRANSLATE_NOOP("optimizers", "Decay of the maximum"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the largest gradient of each coordinate is forgotten"),
        symbol="β₂",
        low=0.0,
        high=1.0,
        high_open=True,
    )
    eps: float = eps_field(1e-8, BESIDE)

    def init(self, x: Array) -> State:
        """m = u = 0, t = 0."""
        return State(np.zeros_like(x), np.zeros_like(x), 1.0)

    def step(self, x: Array, evaluate: Evaluate, state: State, lr: Lr) -> tuple[Array, State, Info]:
        g = evaluate.gradient(x)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * state.u, np.abs(g) + self.eps)
        beta1_t = state.beta1_t * self.beta1
        m_hat = m / (1 - beta1_t)
        return x - lr * m_hat / u, State(m, u, beta1_t), {"gradient": g, "m": m, "u": u, "m_hat": m_hat}
