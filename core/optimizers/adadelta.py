"""Adadelta: steps in the units of x, by the ratio of two running roots of mean squares.

Source: Zeiler, arXiv:1212.5701 (2012), algorithm 1; in the form of torch.optim.Adadelta.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.columns import Work
from core.optimizers._fields import eps_field, lr_field, rho_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

INSIDE = QT_TRANSLATE_NOOP("optimizers", "Added under both roots; it sets the length of the first steps, about √ε")


class Squares(NamedTuple):
    """v and u, the running means of g² and of Δ²; (n, d) each."""

    v: Array
    u: Array


@register("optimizer", "adadelta")
@dataclass(frozen=True)
class Adadelta(Optimizer):
    """v ← ρv + (1 − ρ)g², Δ = g √(u + ε)/√(v + ε), u ← ρu + (1 − ρ)Δ², x ← x − αΔ.

    The paper's rule is α = 1, torch's default here as well; u gathers Δ without α. ε stands inside both roots, and
    u = 0 at first, so the first step is about α√(ε/(1 − ρ)). ``info``: ``v``, ``u``, ``delta``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Adadelta")
    order = 45

    lr: float = lr_field(1.0)
    rho: float = rho_field(0.9)
    eps: float = eps_field(1e-6, INSIDE)

    def init(self, x: Array) -> Squares:
        """v = u = 0."""
        return Squares(np.zeros_like(x), np.zeros_like(x))

    def step(self, x: Array, evaluate: Evaluate, state: Squares, lr: Lr) -> tuple[Array, Squares, Info]:
        g = evaluate.gradient(x)
        v = self.rho * state.v + (1 - self.rho) * (g * g)
        delta = np.sqrt(state.u + self.eps) / np.sqrt(v + self.eps) * g
        u = self.rho * state.u + (1 - self.rho) * (delta * delta)
        return x - lr * delta, Squares(v, u), {"gradient": g, "v": v, "u": u, "delta": delta}

    def advance(self, columns: Array, steps: int, work: Work) -> None:
        """``steps`` steps in place, noise-free; see :mod:`core.columns`."""
        v, u, t = work.memory("v"), work.memory("u"), work.scratch
        for _ in range(steps):
            g = work.gradient(columns)
            np.multiply(g, g, out=t)
            np.multiply(t, 1 - self.rho, out=t)
            np.multiply(v, self.rho, out=v)
            np.add(v, t, out=v)
            np.add(v, self.eps, out=t)
            np.sqrt(t, out=t)
            np.divide(g, t, out=g)
            np.add(u, self.eps, out=t)
            np.sqrt(t, out=t)
            np.multiply(g, t, out=g)
            np.multiply(g, g, out=t)
            np.multiply(t, 1 - self.rho, out=t)
            np.multiply(u, self.rho, out=u)
            np.add(u, t, out=u)
            np.multiply(g, self.lr, out=g)
            np.subtract(columns, g, out=columns)
