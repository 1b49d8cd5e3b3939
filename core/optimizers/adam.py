"""Adam: steps scaled by running moments of the gradient.

Source: Kingma and Ba, ICLR (2015), arXiv:1412.6980, algorithm 1; in the form of torch.optim.Adam.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers import _moments
from core.optimizers._fields import beta1_field, beta2_field, eps_field, lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "adam")
@dataclass(frozen=True)
class Adam(Optimizer):
    """m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), x ← x − α m̂/(√v̂ + ε).

    ε is outside the root and after the bias correction, as in the paper's algorithm 1 and in torch; the paper's
    section 2 also offers a form that corrects α alone, in which ε weighs more in the first steps.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Adam")
    order = 50

    lr: float = lr_field(0.1)
    beta1: float = beta1_field()
    beta2: float = beta2_field()
    eps: float = eps_field()

    def init(self, x: Array) -> _moments.Moments:
        """m = v = 0, t = 0."""
        return _moments.start(x, self.beta1, self.beta2)

    def step(
        self, x: Array, evaluate: Evaluate, state: _moments.Moments, lr: Lr
    ) -> tuple[Array, _moments.Moments, Info]:
        g = evaluate.gradient(x)
        state, m_hat, v_hat = _moments.update(state, g, self.beta1, self.beta2)
        x = x - lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return x, state, {"gradient": g, "m": state.m, "v": state.v, "m_hat": m_hat, "v_hat": v_hat}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        _moments.advance(columns, steps, work, self.lr, self.beta1, self.beta2, self.eps, 1.0)
