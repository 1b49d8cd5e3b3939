"""AdamW: Adam with decoupled weight decay.

Source: Loshchilov and Hutter, ICLR (2019), arXiv:1711.05101, algorithm 2; in the form of torch.optim.AdamW.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers import _moments
from core.optimizers._fields import beta1_field, beta2_field, eps_field, lr_field, weight_decay_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "adamw")
@dataclass(frozen=True)
class AdamW(Optimizer):
    """x ← (1 − αλ)x, then Adam's step with the gradient at the x before the decay.

    As in torch the decay is αλ; the paper decays by ηλ with a schedule η apart from α. On test functions the default
    λ is 0 (torch's 0.01 would move the minimum towards the origin), and then it is Adam.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "AdamW")
    order = 51

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()
    weight_decay: float = weight_decay_field()

    def init(self, x: Array) -> _moments.Moments:
        """m = v = 0, t = 0."""
        return _moments.start(x, self.beta1, self.beta2)

    def step(
        self, x: Array, evaluate: Evaluate, state: _moments.Moments, lr: Lr
    ) -> tuple[Array, _moments.Moments, Info]:
        g = evaluate.gradient(x)
        state, m_hat, v_hat = _moments.update(state, g, self.beta1, self.beta2)
        x = x * (1 - lr * self.weight_decay) - lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, state, {"gradient": g, "m": state.m, "v": state.v, "m_hat": m_hat, "v_hat": v_hat}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        decay = 1 - self.lr * self.weight_decay
        _moments.advance(columns, steps, work, self.lr, self.beta1, self.beta2, self.eps, decay)
