"""Gradient descent with Polyak's step, for which f* must be known.

Source: Polyak, USSR Comput. Math. Math. Phys. 9 (1969) 14; Polyak, Introduction to Optimization (1987), section 5.3.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "polyak_step")
@dataclass(frozen=True)
class PolyakStep(Optimizer):
    """α_k = γ (f(x_k) − f*)/‖g_k‖², x ← x − α_k g: for convex f no step with γ ≤ 2 goes away from a minimiser.

    f* is the surface's own minimum value where that is known, else the field ``target``. Where f lies below f* the
    step is 0. On a surface with other minima than the lowest it does not settle in them: there g → 0 while f > f*.
    ``info``: ``gap`` (n,) is f − f*, ``alpha`` (n,) is 0 where g = 0.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Gradient descent, Polyak step")
    order = 13
    uses_lr = False
    stochastic = False

    gamma: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Share of the step"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "1 is Polyak's step; below 2 no step goes away from a minimum of a convex f"
        ),
        symbol="γ",
        low=0.0,
        low_open=True,
        high=2.0,
    )
    target: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Lowest value, if not known"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "f* where the surface does not state its own; the method heads for this value"
        ),
        symbol="f*",
        low=-1e9,
        high=1e9,
        slider=(-10.0, 10.0),
    )

    def init(self, x: Array) -> None:
        """Nothing yet; after the first step f*."""

    def step(
        self, x: Array, evaluate: Evaluate, state: float | Array | None, lr: Lr
    ) -> tuple[Array, float | Array, Info]:
        g, f = evaluate.gradient(x), evaluate.value(x)
        if state is None:
            known = evaluate.objective.f_star
            state = self.target if known is None else known
        gap = np.maximum(f[:, None] - state, 0.0)
        gg = np.einsum("nd,nd->n", g, g)[:, None]
        alpha = np.divide(self.gamma * gap, gg, out=np.zeros_like(gg), where=gg != 0)
        return x - alpha * g, state, {"gradient": g, "gap": gap[:, 0], "alpha": alpha[:, 0]}
