"""Adam (Kingma and Ba, ICLR 2015, arXiv:1412.6980, algorithm 1) with torch.optim.Adam's conventions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from core import registry
from core.arrays import Array
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.optimizers.fields import beta1_field, beta2_field, eps_field, lr_field
from core.words import QT_TRANSLATE_NOOP


class AdamState(NamedTuple):
    """Adam's memory."""

    t: int  # steps taken
    m: Array  # (n, d) running mean of g
    v: Array  # (n, d) running mean of g*g


@registry.register("optimizer", "adam")
@dataclass(frozen=True)
class Adam(Optimizer):
    """m ← β₁m + (1−β₁)g,  v ← β₂v + (1−β₂)g²,  x ← x − lr m̂ / (√v̂ + ε),  m̂ = m/(1−β₁ᵗ),  v̂ = v/(1−β₂ᵗ).

    ε stands outside the root and after bias correction, as in algorithm 1 and torch; the paper's section 2 also
    gives a form with ε̂ before the correction, which differs.
    """

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "Adam")
    order: ClassVar[int] = 70

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()

    def init(self, x: Array) -> AdamState:
        """Both moments at zero."""
        return AdamState(0, np.zeros_like(x), np.zeros_like(x))

    def step(self, x: Array, evaluate: Evaluate, state: AdamState, lr: Lr) -> tuple[Array, AdamState, Info]:
        """One step; x is (n, d)."""
        direction, state, info = self._direction(evaluate.gradient(x), state)
        return x - lr * direction, state, info

    def _direction(self, g: Array, state: AdamState) -> tuple[Array, AdamState, Info]:
        """m̂ / (√v̂ + ε), the new memory, and the terms."""
        t = state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * (g * g)
        m_hat = m / (1 - self.beta1**t)
        v_hat = v / (1 - self.beta2**t)
        direction = m_hat / (np.sqrt(v_hat) + self.eps)
        return direction, AdamState(t, m, v), {"gradient": g, "m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat}
