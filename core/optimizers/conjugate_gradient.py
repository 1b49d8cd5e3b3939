"""Nonlinear conjugate gradients.

Sources: Fletcher and Reeves, Computer J. 7 (1964) 149; Polak and Ribière, Rev. Française Inform. Rech. Opér. 16 (1969)
35; Nocedal and Wright, Numerical Optimization (2006), section 5.2, algorithm 5.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array, IntArray
from core.linesearch.strong_wolfe import StrongWolfe
from core.optimizers._quasi_newton import angle
from core.optimizers._searching import Known, LineSearched, constant_field, dot, search_field, short, slope_ratio
from core.optimizers.base import Evaluate, Info, Lr
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class _State(NamedTuple):
    known: Known
    before: Array  # (n, d) the gradient of the last step
    p: Array  # (n, d)
    alpha: Array  # (n,)
    slope: Array  # (n,)
    since: IntArray  # (n,) steps since p was −g


@register("optimizer", "conjugate_gradient")
@dataclass(frozen=True)
class ConjugateGradient(LineSearched):
    """p_k = −g_k + β_k p_{k−1}, x ← x + αp, p₀ = −g₀.

    FR: β = g_k'g_k / g_{k−1}'g_{k−1} (N&W 5.41a). PR+: β = max(0, g_k'(g_k − g_{k−1}) / g_{k−1}'g_{k−1}) (5.44, 5.45).
    On quadratics with exact search both are the linear method, which ends in d steps. Only searches for strong Wolfe
    steps with c₂ < ½, or exact ones, are offered: with them FR's directions descend (lemma 5.6). PR+'s may not; a
    direction that does not is replaced by −g. First trial: N&W (3.60), at the first step min(1, 1/‖g‖).
    ``info``: ``beta`` (n,), 0 after a restart, ``restarted`` (n,) 1 or 0, ``theta`` (n,) the angle between p and −g.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Conjugate gradients")
    order = 78

    search: str = search_field(
        "strong_wolfe",
        QT_TRANSLATE_NOOP("optimizers", "Line search, strong Wolfe or exact"),
        ("strong_wolfe", "more_thuente", "exact"),
    )
    c2: float = constant_field(
        StrongWolfe,
        "c2",
        default=0.1,
        label=QT_TRANSLATE_NOOP("optimizers", "Curvature, below ½"),
        high=0.5,
        slider=(1e-3, 0.49),
    )
    formula: str = param(
        "PR+",
        label=QT_TRANSLATE_NOOP("optimizers", "Formula for β"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "How much of the last direction is kept; Polak and Ribière's forgets it where steps get short"
        ),
        choices=("FR", "PR+"),
        words=(
            QT_TRANSLATE_NOOP("optimizers", "Fletcher and Reeves"),
            QT_TRANSLATE_NOOP("optimizers", "Polak and Ribière, cut off"),
        ),
    )
    restart: int = param(
        0,
        label=QT_TRANSLATE_NOOP("optimizers", "Restart after"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "After this many steps the direction is the negative gradient again; 0: never"
        ),
        low=0,
        high=1000,
        slider=(0, 50),
    )

    def init(self, x: Array) -> _State | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: _State | None, lr: Lr) -> tuple[Array, _State, Info]:
        n = len(x)
        if state is None:
            known = self.begin(x, evaluate)
            g = known.g
            beta, since, restarted = np.zeros(n), np.zeros(n, dtype=np.int64), np.zeros(n)
            p, slope, first = -g, -dot(g, g), short(g)
        else:
            known = state.known
            g = known.g
            beta = self._beta(g, state.before)
            p = beta[:, None] * state.p - g
            again = ~(dot(p, g) < 0) | (self.restart > 0) & (state.since + 1 >= self.restart)
            beta = np.where(again, 0.0, beta)
            p = np.where(again[:, None], -g, p)
            since, restarted = np.where(again, 0, state.since + 1), again.astype(np.float64)
            slope = dot(p, g)
            first = slope_ratio(state.alpha, state.slope, slope, short(g))
        new, known, info = self.go(x, p, known, evaluate, first)
        info |= {"beta": beta, "restarted": restarted, "theta": angle(g, p)}
        return new, _State(known, g, p, info["alpha"], slope, since), info

    def _beta(self, g: Array, before: Array) -> Array:
        whole = dot(before, before)
        if self.formula == "FR":
            return dot(g, g) / whole
        return np.maximum(0.0, dot(g, g - before) / whole)
