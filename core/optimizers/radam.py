"""RAdam: Adam that is plain momentum until its second moment can be trusted.

Source: Liu, Jiang, He, Chen, Liu, Gao and Han, ICLR (2020), arXiv:1908.03265, algorithm 2; in the form of
torch.optim.RAdam.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers import _moments
from core.optimizers._fields import beta1_field, beta2_field, eps_field, lr_field, per_row
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_TRUSTED = 5.0  # rho_t above which the variance of 1/√v is finite and torch rectifies


class State(NamedTuple):
    """Adam's moments and t, the steps taken."""

    moments: _moments.Moments
    t: int


@register("optimizer", "radam")
@dataclass(frozen=True)
class RAdam(Optimizer):
    """ρ_t = ρ_∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), ρ_∞ = 2/(1 − β₂) − 1; x ← x − α m̂ while ρ_t ≤ 5, then x ← x − α r m̂ l.

    r = √((ρ_t − 4)(ρ_t − 2)ρ_∞/((ρ_∞ − 4)(ρ_∞ − 2)ρ_t)) and l = √(1 − β₂ᵗ)/(√v + ε). As in torch the bound is 5 and ε
    stands beside the uncorrected root; the paper's bound is 4 and it has no ε. ``info``: ``rho`` (n,) is ρ_t and
    ``r`` (n,), which is 0 while nothing is divided.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "RAdam")
    order = 55

    lr: float = lr_field(0.02)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()

    def init(self, x: Array) -> State:
        """m = v = 0, t = 0."""
        return State(_moments.start(x, self.beta1, self.beta2), 0)

    def step(self, x: Array, evaluate: Evaluate, state: State, lr: Lr) -> tuple[Array, State, Info]:
        g = evaluate.gradient(x)
        t = state.t + 1
        moments, m_hat, _ = _moments.update(state.moments, g, self.beta1, self.beta2)
        rho_inf = np.asarray(2 / (1 - self.beta2) - 1)
        rho = rho_inf - 2 * t * moments.beta2_t / (1 - moments.beta2_t)
        trusted = rho > _TRUSTED
        known, most = np.maximum(rho, _TRUSTED), np.maximum(rho_inf, _TRUSTED)  # no root of a negative number
        r = np.where(trusted, np.sqrt((known - 4) * (known - 2) * most / ((most - 4) * (most - 2) * known)), 0.0)
        numerator = np.asarray(r * np.sqrt(1 - moments.beta2_t), x.dtype)
        scale = np.where(trusted, numerator / (np.sqrt(moments.v) + self.eps), np.asarray(1, x.dtype))
        info = {"gradient": g, "m": moments.m, "v": moments.v, "m_hat": m_hat}
        info |= {"rho": per_row(rho, len(x)), "r": per_row(r, len(x))}
        return x - lr * m_hat * scale, State(moments, t), info
