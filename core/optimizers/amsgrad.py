"""AMSGrad: Adam whose scaling never forgets its largest second moment.

Source: Reddi, Kale and Kumar, ICLR (2018), arXiv:1904.09237, algorithm 2; in the form of
torch.optim.Adam(amsgrad=True).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers import _moments
from core.optimizers._fields import beta1_field, beta2_field, eps_field, lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class State(NamedTuple):
    """Adam's moments and the largest v so far, (n, d)."""

    moments: _moments.Moments
    v_max: Array


@register("optimizer", "amsgrad")
@dataclass(frozen=True)
class AmsGrad(Optimizer):
    """m, v, m̂ as in Adam; v_max ← max(v_max, v), v̂ = v_max/(1 − β₂ᵗ), x ← x − α m̂/(√v̂ + ε).

    As in torch the maximum is taken of v before its bias correction, and both moments are corrected. The paper corrects
    neither, has no ε and projects; its α_t falls as 1/√t, which is a schedule here. ``info``: ``v_hat`` is v̂ above.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "AMSGrad")
    order = 53

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()

    def init(self, x: Array) -> State:
        """m = v = v_max = 0, t = 0."""
        return State(_moments.start(x, self.beta1, self.beta2), np.zeros_like(x))

    def step(self, x: Array, evaluate: Evaluate, state: State, lr: Lr) -> tuple[Array, State, Info]:
        g = evaluate.gradient(x)
        moments, m_hat, _ = _moments.update(state.moments, g, self.beta1, self.beta2)
        v_max = np.maximum(state.v_max, moments.v)
        v_hat = v_max / (1 - moments.beta2_t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + self.eps)
        info = {"gradient": g, "m": moments.m, "v": moments.v, "v_max": v_max, "m_hat": m_hat, "v_hat": v_hat}
        return x, State(moments, v_max), info

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        _moments.advance(columns, steps, work, self.lr, self.beta1, self.beta2, self.eps, 1.0, keep_max=True)
