"""BFGS.

Sources: Broyden, J. Inst. Math. Appl. 6 (1970) 76; Fletcher, Computer J. 13 (1970) 317; Goldfarb, Math. Comput. 24
(1970) 23; Shanno, Math. Comput. 24 (1970) 647; Nocedal and Wright, Numerical Optimization (2006), algorithm 6.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.arrays import Array
from core.optimizers._matrices import apply, outer
from core.optimizers._quasi_newton import QuasiNewton
from core.optimizers._searching import dot
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "bfgs")
@dataclass(frozen=True)
class BFGS(QuasiNewton):
    """H ← (I − ρsy')H(I − ρys') + ρss', ρ = 1/s'y (N&W 6.17); p = −Hg, x ← x + αp."""

    label = QT_TRANSLATE_NOOP("optimizers", "BFGS")
    order = 75

    def _update(self, H: Array, s: Array, y: Array, sy: Array) -> Array:  # noqa: N803
        """The product, multiplied out: H − ρ(s(Hy)' + (Hy)s') + ρ(1 + ρy'Hy)ss'."""
        rho = (1 / sy)[:, None, None]
        Hy = apply(H, y)  # noqa: N806
        cross = outer(s, Hy)
        bend = 1 + rho * dot(y, Hy)[:, None, None]
        return H - rho * (cross + cross.swapaxes(1, 2)) + rho * bend * outer(s, s)
