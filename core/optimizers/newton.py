"""Newton's method, pure.

Source: Nocedal and Wright, Numerical Optimization (2006), section 3.3, theorem 3.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Array
from core.optimizers._matrices import spectrum
from core.optimizers._newton import newton_direction
from core.optimizers.base import Evaluate, Info, Lr, Optimizer, no_failures, reasons
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "newton")
@dataclass(frozen=True)
class Newton(Optimizer):
    """x ← x − H⁻¹g: to the critical point of the quadratic model, be that a minimum, a saddle or a maximum.

    Near a critical point with a regular Hessian the error is squared at each step. Nothing makes f go down. A singular
    Hessian ends the run. ``info``: ``p`` = −H⁻¹g, ``eigenvalues`` of H (n, d) ascending, ``failed``, ``why``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Newton")
    order = 70
    uses_lr = False
    stochastic = False

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        g = evaluate.gradient(x)
        h = spectrum(evaluate.hessian(x))
        p, why = newton_direction(h, g)
        failed = np.isin(np.arange(len(x)), list(why)) if why else no_failures(len(x))
        info: dict[str, Any] = {
            "gradient": g,
            "p": p,
            "alpha": np.ones(len(x)),
            "eigenvalues": h.values,
            "failed": failed,
        }
        if why:
            info["why"] = reasons(len(x), why)
        return x + p, None, info
