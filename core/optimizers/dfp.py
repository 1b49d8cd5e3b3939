"""DFP, the first quasi-Newton method.

Sources: Davidon, Argonne National Laboratory report ANL-5990 (1959); Fletcher and Powell, Computer J. 6 (1963) 163;
Nocedal and Wright, Numerical Optimization (2006), equation 6.15.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array
from core.linesearch.strong_wolfe import StrongWolfe
from core.optimizers._matrices import apply, outer
from core.optimizers._quasi_newton import QuasiNewton
from core.optimizers._searching import constant_field, dot
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "dfp")
@dataclass(frozen=True)
class DFP(QuasiNewton):
    """H ← H − Hyy'H/y'Hy + ss'/s'y (N&W 6.15); p = −Hg, x ← x + αp.

    With exact searches its points are those of BFGS (Dixon 1972). After loose ones it mends a bad H far more slowly
    (N&W, p. 145), hence c₂ = 0.1.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "DFP")
    order = 77

    c2: float = constant_field(StrongWolfe, "c2", default=0.1)

    def _update(self, H: Array, s: Array, y: Array, sy: Array) -> Array:  # noqa: N803
        Hy = apply(H, y)  # noqa: N806
        return H - outer(Hy, Hy) / dot(y, Hy)[:, None, None] + outer(s, s) / sy[:, None, None]
