"""Normalised gradient descent: steps of a given length along −g.

Source: Nesterov, Introductory Lectures on Convex Optimization (2004), section 3.2.3; Shor, Minimization Methods for
Non-Differentiable Functions (1985).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.optimizers._fields import lr_field
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("optimizer", "normalized_gradient_descent")
@dataclass(frozen=True)
class NormalizedGradientDescent(Optimizer):
    """x ← x − α g/‖g‖: every step has the length α; where g = 0 it stays.

    It crosses plateaus that hold gradient descent up, and settles only where α falls. ``info``: ``u`` = g/‖g‖.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Normalised gradient descent")
    order = 25

    lr: float = lr_field(0.05)

    def init(self, x: Array) -> None:
        """No memory."""

    def step(self, x: Array, evaluate: Evaluate, state: None, lr: Lr) -> tuple[Array, None, Info]:
        g = evaluate.gradient(x)
        u = _divided(g, np.max(np.abs(g), axis=1, keepdims=True))  # first by the largest: squares then do not overflow
        u = _divided(u, np.sqrt(np.einsum("nd,nd->n", u, u))[:, None])
        return x - lr * u, None, {"gradient": g, "u": u}


def _divided(g: Array, size: Array) -> Array:
    """g/size by rows, and 0 where ``size`` (n, 1) is 0."""
    out: Array = np.divide(g, size, out=np.zeros_like(g), where=size != 0)
    return out
