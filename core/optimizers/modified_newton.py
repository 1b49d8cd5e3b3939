"""Newton's method with a Hessian made positive definite.

Source: Nocedal and Wright, Numerical Optimization (2006), section 3.4, equations 3.41 (floor) and 3.43 (shift).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Array
from core.optimizers._newton import ModifiedHessian
from core.optimizers._searching import search_field
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


def delta_field(default: float = 1e-2) -> Any:
    """δ."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Lowest curvature"),
        help=QT_TRANSLATE_NOOP("optimizers", "No eigenvalue used is below this; a tiny one allows very long steps"),
        symbol="δ",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-8, 10.0),
    )


@register("optimizer", "modified_newton")
@dataclass(frozen=True)
class ModifiedNewton(ModifiedHessian):
    """p = −B⁻¹g, x ← x + αp; B = H + τI with τ = max(0, δ − λ_min), or each eigenvalue of H raised to at least δ.

    Where no eigenvalue is below δ both are Newton's direction.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Newton, modified")
    order = 72

    search: str = search_field("backtracking")
    modification: str = param(
        "shift",
        label=QT_TRANSLATE_NOOP("optimizers", "Modification"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "All eigenvalues are raised by as much until the lowest is δ, or only those below δ"
        ),
        choices=("shift", "floor"),
        words=(
            QT_TRANSLATE_NOOP("optimizers", "Shift all eigenvalues"),
            QT_TRANSLATE_NOOP("optimizers", "Raise the low ones"),
        ),
    )
    delta: float = delta_field()

    def _modified(self, eigenvalues: Array) -> Array:
        if self.modification == "floor":
            return np.maximum(eigenvalues, self.delta)
        return eigenvalues + np.maximum(0.0, self.delta - eigenvalues[:, :1])
