"""NAdam: Adam with Nesterov's look-ahead.

Source: Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop (2016), algorithm 2; in the form of
torch.optim.NAdam.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers import _moments
from core.optimizers._fields import beta1_field, beta2_field, eps_field, lr_field, per_row
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_BASE = 0.96  # of the warm-up of the momentum: Dozat, section 4; torch has it fixed


class State(NamedTuple):
    """Adam's moments, t, the steps taken, and Π μ_i over them."""

    moments: _moments.Moments
    t: int
    mu_product: float | Array


@register("optimizer", "nadam")
@dataclass(frozen=True)
class NAdam(Optimizer):
    """μ_t = β₁(1 − ½ 0.96^{tψ}), m̂ = μ_{t+1} m/(1 − Π_{i≤t+1} μ_i) + (1 − μ_t) g/(1 − Π_{i≤t} μ_i), then Adam's step.

    m ← β₁m + (1 − β₁)g as in torch, with β₁ itself; the paper's algorithm has μ_t there as well. v and v̂ are Adam's.
    ψ = 0 holds μ at ½β₁; as ψ grows μ goes to β₁ at once. ``info``: ``mu`` (n,) is μ_t.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "NAdam")
    order = 54

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()
    momentum_decay: float = param(
        0.004,
        label=QT_TRANSLATE_NOOP("optimizers", "Momentum warm-up"),
        help=QT_TRANSLATE_NOOP("optimizers", "How fast the momentum rises from about half β₁ to β₁; 0 holds it there"),
        symbol="ψ",
        low=0.0,
        high=100.0,
        slider=(0.0, 0.1),
    )

    def init(self, x: Array) -> State:
        """m = v = 0, t = 0."""
        return State(_moments.start(x, self.beta1, self.beta2), 0, 1.0)

    def _mu(self, t: int) -> float | Array:
        power = np.power(_BASE, t * self.momentum_decay)
        return self.beta1 * (1 - 0.5 * (power if np.ndim(power) else float(power)))

    def step(self, x: Array, evaluate: Evaluate, state: State, lr: Lr) -> tuple[Array, State, Info]:
        g = evaluate.gradient(x)
        moments, _, v_hat = _moments.update(state.moments, g, self.beta1, self.beta2)
        t = state.t + 1
        mu, mu_next = self._mu(t), self._mu(t + 1)
        product = state.mu_product * mu
        m_hat = mu_next / (1 - product * mu_next) * moments.m + (1 - mu) / (1 - product) * g
        x = x - lr * m_hat / (np.sqrt(v_hat) + self.eps)
        info = {"gradient": g, "m": moments.m, "v": moments.v, "m_hat": m_hat, "v_hat": v_hat}
        return x, State(moments, t, product), info | {"mu": per_row(mu, len(x))}
