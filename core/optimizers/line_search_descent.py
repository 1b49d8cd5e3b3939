"""Gradient descent with any line search.

Source: Nocedal and Wright, Numerical Optimization (2006), chapter 3; the first trials are those of their section 3.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers._searching import AnyLineSearch, Known, dot, search_field, slope_ratio
from core.optimizers.base import Evaluate, Info, Lr
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class _State(NamedTuple):
    known: Known
    alpha: Array | None  # (n,) of the last step; None before it
    slope: Array  # (n,) of the last search at 0


@register("optimizer", "line_search_descent")
@dataclass(frozen=True)
class LineSearchDescent(AnyLineSearch):
    """x ← x + αp with p = −g and α from the line search chosen.

    The first trial is α₀ at the first step, then α_{k−1} g'g_{k−1}/g'g_k (N&W 3.60); backtracking, which can only
    shorten a step, always begins with α₀.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Gradient descent, any line search")
    order = 14

    search: str = search_field("wolfe")
    alpha0: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "First trial step of the run"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "What the first search tries first; backtracking begins every search with it"
        ),
        symbol="α₀",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-3, 100.0),
    )

    def init(self, x: Array) -> _State | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: _State | None, lr: Lr) -> tuple[Array, _State, Info]:
        known = self.begin(x, evaluate) if state is None else state.known
        p = -known.g
        slope = dot(p, known.g)
        first = np.broadcast_to(np.ravel(self.alpha0), (len(x),))
        if state is not None and state.alpha is not None and self.search != "backtracking":
            first = slope_ratio(state.alpha, state.slope, slope, first)
        x, known, info = self.go(x, p, known, evaluate, first)
        return x, _State(known, info["alpha"], slope), info
