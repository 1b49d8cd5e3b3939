"""Adam with plain L2: the decay goes into the gradient and so through the moments.

Source: Loshchilov and Hutter, ICLR (2019), arXiv:1711.05101, algorithm 2, "Adam with L2 regularization"; in the form
of torch.optim.Adam(weight_decay=λ).
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

COUPLED = QT_TRANSLATE_NOOP("optimizers", "λx is added to the gradient before the moments: the gradient of ½λ‖x‖²")


@register("optimizer", "adam_l2")
@dataclass(frozen=True)
class AdamL2(Optimizer):
    """g_λ = g + λx, then Adam's step with g_λ for g: m ← β₁m + (1 − β₁)g_λ, v ← β₂v + (1 − β₂)g_λ² ...

    It minimises f + ½λ‖x‖², where AdamW does not; but coordinates with large gradients are shrunk less, since the
    decay is divided by √v̂ as well. ``info``: ``g_l2`` is g_λ.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Adam with L2")
    order = 52

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()
    weight_decay: float = weight_decay_field(COUPLED)

    def init(self, x: Array) -> _moments.Moments:
        """m = v = 0, t = 0."""
        return _moments.start(x, self.beta1, self.beta2)

    def step(
        self, x: Array, evaluate: Evaluate, state: _moments.Moments, lr: Lr
    ) -> tuple[Array, _moments.Moments, Info]:
        g = evaluate.gradient(x)
        g_l2 = g + self.weight_decay * x
        state, m_hat, v_hat = _moments.update(state, g_l2, self.beta1, self.beta2)
        x = x - lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, state, {"gradient": g, "g_l2": g_l2, "m": state.m, "v": state.v, "m_hat": m_hat, "v_hat": v_hat}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        _moments.advance(columns, steps, work, self.lr, self.beta1, self.beta2, self.eps, 1.0, l2=self.weight_decay)
