"""The subgradient method: no descent method, so the best point so far is kept.

Sources: Shor, Minimization Methods for Non-Differentiable Functions (1985), section 2.1; Nesterov, Introductory
Lectures on Convex Optimization (2004), section 3.2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers._fields import lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class Best(NamedTuple):
    """The best point so far, (n, d), and f there, (n,)."""

    x: Array
    f: Array


@register("optimizer", "subgradient")
@dataclass(frozen=True)
class Subgradient(Optimizer):
    """x ← x − α_k s, s in ∂f(x): of a composite f the subgradient of least norm, of a smooth one the gradient.

    For convex f min_j f(x_j) − f* ≤ (‖x₀ − x*‖² + Σ α_j²‖s_j‖²)/(2Σ α_j): a constant α reaches f* to within about
    αG²/2 and then hops to and fro over the kink; α/√(k + 1), which a schedule gives, goes on to f*. It takes no heed of
    a set that f is confined to. ``info``: ``x_best`` (n, d) and ``f_best`` (n,) of x_0 to x_{k+1}.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Subgradient method")
    order = 82
    stochastic = False

    lr: float = lr_field(0.1)

    def init(self, x: Array) -> None:
        """Nothing yet; after the first step the best point."""

    def step(self, x: Array, evaluate: Evaluate, state: Best | None, lr: Lr) -> tuple[Array, Best, Info]:
        s = evaluate.gradient(x)
        best = Best(x, evaluate.value(x)) if state is None else state
        new = x - lr * s
        f = evaluate.value(new)
        better = f < best.f
        best = Best(np.where(better[:, None], new, best.x), np.where(better, f, best.f))
        return new, best, {"gradient": s, "x_best": best.x, "f_best": best.f}
