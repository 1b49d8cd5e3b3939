"""FISTA: proximal gradient with Nesterov's momentum.

Sources: Beck and Teboulle, SIAM J. Imaging Sciences 2 (2009) 183, eq. (4.1) to (4.3) and theorem 4.4; the restarts:
O'Donoghue and Candès, Found. Comput. Math. 15 (2015) 715, section 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers._fields import lr_field
from core.optimizers._proximal import curvatures, forward_backward, safe_lr
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class Momentum(NamedTuple):
    """The look-ahead y_{k+1} (n, d), its t_{k+1} (n, 1), and f(x_k) (n,), where the restart needs it."""

    y: Array
    t: Array
    f: Array | None


@register("optimizer", "fista")
@dataclass(frozen=True)
class Fista(Optimizer):
    """half = y_k − α ∇g(y_k), x_k = prox_{αr}(half), t_{k+1} = (1 + √(1 + 4t_k²))/2,
    y_{k+1} = x_k + (t_k − 1)/t_{k+1} (x_k − x_{k−1}), from y₁ = x₀ and t₁ = 1.

    With α ≤ 1/L: f(x_k) − f* ≤ 2‖x₀ − x*‖²/(α(k + 1)²). The trajectory holds x_k, of which that speaks; the gradients
    are seen at y_k. A restart sets t to 1 and y to x_k, by the gradient where (y_k − x_k)·(x_k − x_{k−1}) > 0, by the
    function where f(x_k) > f(x_{k−1}). ``info``: ``y`` and ``t`` (n,) of this step, ``half``, ``momentum`` (n,), the
    factor with which the next y is made: 0 at a restart.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "FISTA")
    order = 81
    stochastic = False
    splits = True
    looks_ahead = True

    lr: float = lr_field(0.1)
    restart: str = param(
        "none",
        label=QT_TRANSLATE_NOOP("optimizers", "Restart"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "When the momentum is thrown away: never, when it points uphill, or when f has risen"
        ),
        choices=("none", "gradient", "function"),
        words=(
            QT_TRANSLATE_NOOP("optimizers", "never"),
            QT_TRANSLATE_NOOP("optimizers", "by the gradient"),
            QT_TRANSLATE_NOOP("optimizers", "by the function"),
        ),
    )

    def init(self, x: Array) -> Momentum:
        """y₁ = x₀, t₁ = 1."""
        return Momentum(x, np.ones((len(x), 1), x.dtype), None)

    def step(self, x: Array, evaluate: Evaluate, state: Momentum, lr: Lr) -> tuple[Array, Momentum, Info]:
        y, t = state.y, state.t
        taken = forward_backward(y, evaluate, lr)
        new = taken.end
        moved, f, again = new - x, None, np.zeros((len(x), 1), dtype=np.bool_)
        if self.restart == "gradient":
            again = np.einsum("nd,nd->n", y - new, moved)[:, None] > 0
        elif self.restart == "function":
            before = evaluate.value(x) if state.f is None else state.f
            f = evaluate.value(new)
            again = (f > before)[:, None]
        t_next = np.where(again, 1.0, 0.5 * (1 + np.sqrt(1 + 4 * t * t))).astype(x.dtype)
        momentum = np.where(again, 0.0, (t - 1) / t_next).astype(x.dtype)
        info = {
            "gradient": taken.gradient,
            "y": y,
            "half": taken.half,
            "t": t[:, 0],
            "momentum": momentum[:, 0],
        }
        return new, Momentum(new + momentum * moved, t_next, f), info

    def critical_lr(self, objective: Objective) -> float | None:
        """4/(3L − λ) where r = ½λ‖x‖², so 4/(3L) without r: Nesterov's as his momentum goes to 1. None with a restart,
        a kink or a wall."""
        known = curvatures(objective) if self.restart == "none" else None
        return 4 / (3 * known[0] - known[1]) if known and 3 * known[0] > known[1] else None

    def safe_lr(self, objective: Objective) -> float | None:
        """1/L."""
        return safe_lr(objective)
