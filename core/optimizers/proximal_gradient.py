"""Proximal gradient, also called forward-backward splitting and, for the lasso, ISTA.

Sources: Beck and Teboulle, SIAM J. Imaging Sciences 2 (2009) 183, eq. (2.2) and theorem 3.1; Combettes and Wajs,
Multiscale Model. Simul. 4 (2005) 1168; Parikh and Boyd, Proximal Algorithms (2014), section 4.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers._fields import lr_field
from core.optimizers._proximal import curvatures, forward_backward, safe_lr
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "proximal_gradient")
@dataclass(frozen=True)
class ProximalGradient(Optimizer):
    """half = x − α ∇g(x), x ← prox_{αr}(half), for f = g + r: gradient descent where there is no r.

    With α ≤ 1/L, L being that of g: f(x_k) − f* ≤ ‖x₀ − x*‖²/(2αk). Converges for every α < 2/L. ``info``: ``half``
    (n, d), the point between the two halves of the step; ``gradient`` is ∇g.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Proximal gradient (ISTA)")
    order = 80
    stochastic = False
    splits = True

    lr: float = lr_field(0.1)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        taken = forward_backward(x, evaluate, lr)
        return taken.end, None, {"gradient": taken.gradient, "half": taken.half}

    def critical_lr(self, objective: Objective) -> float | None:
        """2/(L − λ) where r = ½λ‖x‖², so 2/L without r: there |1 − αL|/(1 + αλ) passes 1. None with a kink or a wall:
        beyond 2/L convergence is then no longer promised, and may still happen."""
        known = curvatures(objective)
        return 2 / (known[0] - known[1]) if known and known[0] > known[1] else None

    def safe_lr(self, objective: Objective) -> float | None:
        """1/L."""
        return safe_lr(objective)
