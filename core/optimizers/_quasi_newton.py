"""Quasi-Newton methods that keep an approximation of the inverse Hessian, differing in its update alone.

Source: Nocedal and Wright, Numerical Optimization (2006), section 6.1, algorithm 6.1.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array, BoolArray
from core.optimizers._matrices import apply
from core.optimizers._searching import AnyLineSearch, Known, dot, short
from core.optimizers.base import Evaluate, Info, Lr

_CURVED = 1e-10  # s'y must exceed this share of ‖s‖‖y‖: below it its sign is the sign of rounding
_SHOWN = 16  # most variables for which matrices are recorded


class _State(NamedTuple):
    known: Known
    H: Array  # (n, d, d)
    updated: BoolArray  # (n,) whether H has been updated: before that it is the identity


def curvature(s: Array, y: Array) -> tuple[Array, BoolArray]:
    """s'y (n,), and whether it is safely above 0, without which no positive definite matrix takes s to y."""
    sy = dot(s, y)
    return sy, sy > _CURVED * np.sqrt(dot(s, s) * dot(y, y))


@dataclass(frozen=True)
class QuasiNewton(AnyLineSearch):
    """p = −Hg, x ← x + αp; then, with s = x_{k+1} − x_k and y = g_{k+1} − g_k, H is updated so that Hy = s.

    H starts as the identity and is scaled to s'y/y'y (N&W 6.20) just before its first update. An update is left out
    unless s'y > 0, which Wolfe steps ensure and backtracking does not. Should rounding cost H its definiteness, so that
    p does not descend, H is the identity again. First trial: 1, but min(1, 1/‖g‖) at the first
    step. ``info``: ``s``, ``y`` (n, d), ``sy`` (n,), ``updated`` (n,) 1 or 0, ``theta`` (n,) the angle between p and
    −g in radians, and up to 16 variables ``H`` (n, d, d), which gave p, and ``H_new``.
    """

    def init(self, x: Array) -> _State | None:
        """Nothing yet."""
        return None

    def step(self, x: Array, evaluate: Evaluate, state: _State | None, lr: Lr) -> tuple[Array, _State, Info]:
        n, d = x.shape
        if state is None:
            known = self.begin(x, evaluate)
            state = _State(known, np.tile(np.eye(d), (n, 1, 1)), np.zeros(n, dtype=np.bool_))
            first = short(known.g)
        else:
            first = np.ones(n)
        g, H = state.known.g, state.H  # noqa: N806
        p = -apply(H, g)
        lost = ~(dot(p, g) < 0) & np.any(g != 0, axis=1)
        if lost.any():
            p = np.where(lost[:, None], -g, p)
            H = np.where(lost[:, None, None], np.eye(d), H)  # noqa: N806
            state = state._replace(updated=state.updated & ~lost)
        new, known, info = self.go(x, p, state.known, evaluate, first)
        s, y = new - x, known.g - g
        sy, curved = curvature(s, y)
        scale = np.where(state.updated, 1.0, sy / dot(y, y))
        with_y = self._update(np.where(state.updated[:, None, None], H, scale[:, None, None] * H), s, y, sy)
        H_new = np.where(curved[:, None, None], with_y, H)  # noqa: N806
        info |= {"s": s, "y": y, "sy": sy, "updated": curved.astype(np.float64), "theta": angle(g, p)}
        if d <= _SHOWN:
            info |= {"H": H, "H_new": H_new}
        return new, _State(known, H_new, state.updated | curved), info

    @abstractmethod
    def _update(self, H: Array, s: Array, y: Array, sy: Array) -> Array:  # noqa: N803
        """The updated H, (n, d, d); whatever where s'y is not above 0."""


def angle(g: Array, p: Array) -> Array:
    """Between p and −g, (n,), in radians; nan where one of them is 0."""
    out: Array = np.arccos(np.clip(-dot(g, p) / np.sqrt(dot(g, g) * dot(p, p)), -1.0, 1.0))
    return out
