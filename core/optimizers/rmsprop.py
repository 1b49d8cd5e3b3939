"""RMSProp: steps divided by the root of a running mean of the squared gradient.

Sources: Tieleman and Hinton, Coursera: Neural Networks for Machine Learning (2012), lecture 6.5; the centred form:
Graves, arXiv:1308.0850 (2013), equations 38 to 45; in the form of torch.optim.RMSprop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers._fields import eps_field, lr_field, momentum_field, rho_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


class Means(NamedTuple):
    """v and m, the running means of g² and (centred) g, and the momentum buffer b; (n, d) each."""

    v: Array
    m: Array
    b: Array


@register("optimizer", "rmsprop")
@dataclass(frozen=True)
class RmsProp(Optimizer):
    """v ← ρv + (1 − ρ)g², b ← βb + g/(√v + ε), x ← x − αb; centred: m ← ρm + (1 − ρ)g and √(v − m²) for √v.

    ρ is torch's ``alpha`` (0.99 there; Hinton's lecture has 0.9). As in torch v = 0 at first, without correction, so
    that the first step has length α/√(1 − ρ), and ε is outside the root (Graves has it inside). v − m² is a variance:
    where rounding makes it negative it counts as 0, for which torch has nan. ``info``: ``v``, ``b``, centred ``m``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "RMSProp")
    order = 46

    lr: float = lr_field(0.02)
    rho: float = rho_field(0.99)
    eps: float = eps_field()
    momentum: float = momentum_field(
        0.0, QT_TRANSLATE_NOOP("optimizers", "Share of the last scaled step that is kept; 0 is plain RMSProp")
    )
    centered: bool = param(
        False,
        label=QT_TRANSLATE_NOOP("optimizers", "Centred"),
        help=QT_TRANSLATE_NOOP("optimizers", "Divides by the gradient's standard deviation instead of its size"),
    )

    def init(self, x: Array) -> Means:
        """v = m = b = 0."""
        return Means(np.zeros_like(x), np.zeros_like(x), np.zeros_like(x))

    def step(self, x: Array, evaluate: Evaluate, state: Means, lr: Lr) -> tuple[Array, Means, Info]:
        g = evaluate.gradient(x)
        v = self.rho * state.v + (1 - self.rho) * (g * g)
        m = self.rho * state.m + (1 - self.rho) * g if self.centered else state.m
        square = np.maximum(v - m * m, 0.0) if self.centered else v
        b = self.momentum * state.b + g / (np.sqrt(square) + self.eps)
        info = {"gradient": g, "v": v, "b": b} | ({"m": m} if self.centered else {})
        return x - lr * b, Means(v, m, b), info

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        v, t = work.memory("v"), work.scratch
        m = work.memory("m") if self.centered else v
        b = work.memory("b") if self.momentum else None
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(g, g, out=t)
            np.multiply(t, 1 - self.rho, out=t)
            np.multiply(v, self.rho, out=v)
            np.add(v, t, out=v)
            if self.centered:
                np.multiply(g, 1 - self.rho, out=t)
                np.multiply(m, self.rho, out=m)
                np.add(m, t, out=m)
                np.multiply(m, m, out=t)
                np.subtract(v, t, out=t)
                np.maximum(t, 0.0, out=t)
                np.sqrt(t, out=t)
            else:
                np.sqrt(v, out=t)
            np.add(t, self.eps, out=t)
            np.divide(g, t, out=g)
            if b is not None:
                np.multiply(b, self.momentum, out=b)
                np.add(b, g, out=b)
                np.copyto(g, b)
            np.multiply(g, self.lr, out=g)
            np.subtract(columns, g, out=columns)
