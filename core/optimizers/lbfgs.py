"""Limited-memory BFGS.

Sources: Nocedal, Math. Comput. 35 (1980) 773; Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and
7.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array, BoolArray
from core.optimizers._quasi_newton import angle, curvature
from core.optimizers._searching import AnyLineSearch, Known, dot, short
from core.optimizers.base import Evaluate, Info, Lr
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class _Pairs(NamedTuple):
    """The last m pairs of every row, the newest last; rows of zeros stand for pairs that are not there yet."""

    s: Array  # (n, m, d)
    y: Array  # (n, m, d)
    rho: Array  # (n, m) 1/s'y, 0 for none
    gamma: Array  # (n,) s'y/y'y of the newest pair, 1 for none

    def direction(self, g: Array) -> Array:
        """−H_k g by the two-loop recursion (algorithm 7.4), H_k⁰ = γI."""
        q, alphas = g, []
        for i in reversed(range(self.s.shape[1])):
            alpha = self.rho[:, i] * dot(np.ascontiguousarray(self.s[:, i]), q)
            alphas.append(alpha)
            q = q - alpha[:, None] * self.y[:, i]
        r = self.gamma[:, None] * q
        for i, alpha in enumerate(reversed(alphas)):
            beta = self.rho[:, i] * dot(np.ascontiguousarray(self.y[:, i]), r)
            r = r + self.s[:, i] * (alpha - beta)[:, None]
        return -r

    def with_pair(self, s: Array, y: Array, sy: Array, rows: BoolArray) -> _Pairs:
        """The newest pair in the place of the oldest, in the rows chosen."""

        def pushed(old: Array, new: Array) -> Array:
            moved = np.concatenate([old[:, 1:], new[:, None]], axis=1)
            out: Array = np.where(rows.reshape(-1, *[1] * (old.ndim - 1)), moved, old)
            return out

        gamma = np.where(rows, sy / dot(y, y), self.gamma)
        return _Pairs(pushed(self.s, s), pushed(self.y, y), pushed(self.rho, 1 / sy), gamma)


class _State(NamedTuple):
    known: Known
    pairs: _Pairs


@register("optimizer", "lbfgs")
@dataclass(frozen=True)
class LBFGS(AnyLineSearch):
    """p = −Hg by two loops over the last m pairs s = x_{k+1} − x_k, y = g_{k+1} − g_k, from H⁰ = (s'y/y'y) I.

    With m ≥ k it is BFGS whose H⁰ is rescaled at every step (N&W 7.20). A pair without s'y > 0 is not kept. First
    trial: 1, but min(1, 1/‖g‖) at the first step. ``info``: ``s``, ``y`` (n, d), ``sy``, ``updated``, ``theta`` as in
    BFGS, ``gamma`` (n,), which p began with, and ``pairs`` (n,), of how many it was made.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "L-BFGS")
    order = 76

    memory: int = param(
        10,
        label=QT_TRANSLATE_NOOP("optimizers", "Pairs remembered"),
        help=QT_TRANSLATE_NOOP("optimizers", "How many of the last steps shape the direction; 3 to 20 are usual"),
        symbol="m",
        low=1,
        high=100,
        slider=(1, 20),
    )

    def init(self, x: Array) -> _State | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: _State | None, lr: Lr) -> tuple[Array, _State, Info]:
        n, d = x.shape
        if state is None:
            known, none = self.begin(x, evaluate), np.zeros((n, self.memory, d))
            state = _State(known, _Pairs(none, none, np.zeros((n, self.memory)), np.ones(n)))
            first = short(known.g)
        else:
            first = np.ones(n)
        g, pairs = state.known.g, state.pairs
        p = pairs.direction(g)
        new, known, info = self.go(x, p, state.known, evaluate, first)
        s, y = new - x, known.g - g
        sy, curved = curvature(s, y)
        info |= {"s": s, "y": y, "sy": sy, "updated": curved.astype(np.float64), "theta": angle(g, p)}
        info |= {"gamma": pairs.gamma, "pairs": np.count_nonzero(pairs.rho, axis=1).astype(np.float64)}
        return new, _State(known, pairs.with_pair(s, y, sy, curved)), info
