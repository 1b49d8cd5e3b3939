"""Saddle-free Newton: |H| in the place of H.

Sources: Dauphin, Pascanu, Gulcehre, Cho, Ganguli and Bengio, NeurIPS (2014), arXiv:1406.2572, algorithm 1; Greenstadt,
Math. Comput. 21 (1967) 360.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.optimizers._newton import ModifiedHessian
from core.optimizers._searching import search_field
from core.optimizers.modified_newton import delta_field
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "saddle_free_newton")
@dataclass(frozen=True)
class SaddleFreeNewton(ModifiedHessian):
    """p = −|H|⁻¹g, |H| = V diag(max(|λ|, δ)) V', x ← x + αp: away from saddles along negative curvature.

    The paper has no line search and no δ but a damping of |H| that is tried out, in a Krylov subspace; here the space
    is whole, and the search looks for α from 1 down.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Newton, saddle-free")
    order = 73

    search: str = search_field("backtracking")
    delta: float = delta_field()

    def _modified(self, eigenvalues: Array) -> Array:
        return np.maximum(np.abs(eigenvalues), self.delta)
