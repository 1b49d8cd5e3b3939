"""Newton's method with a line search.

Source: Nocedal and Wright, Numerical Optimization (2006), section 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.optimizers._matrices import spectrum
from core.optimizers._newton import newton_direction, rising
from core.optimizers._searching import AnyLineSearch, Known, search_field
from core.optimizers.base import Evaluate, Info, Lr
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "damped_newton")
@dataclass(frozen=True)
class DampedNewton(AnyLineSearch):
    """p = −H⁻¹g, x ← x + αp with α from the line search, which tries 1 first: near a minimum that is Newton's step.

    Where H is not positive definite p may rise; then the run ends and says so (modified Newton goes on).
    ``info``: ``eigenvalues`` of H (n, d) ascending, and what the search leaves.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Newton, damped")
    order = 71

    search: str = search_field("backtracking")

    def init(self, x: Array) -> Known | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: Known | None, lr: Lr) -> tuple[Array, Known, Info]:
        known = self.begin(x, evaluate) if state is None else state
        h = spectrum(evaluate.hessian(x))
        p, why = newton_direction(h, known.g)
        because = rising(h, p, known.g) | why
        x, known, info = self.go(x, p, known, evaluate, np.ones(len(x)), because)
        return x, known, info | {"eigenvalues": h.values}
