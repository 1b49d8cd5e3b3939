"""Soft thresholding after each step of a method: the proximal step for an L1 penalty, which gives exact zeros.

w ← sign(u) max(|u| − s λ₁, 0), u the method's own step on everything but the L1 term, s its step size. For SGD this is
the proximal stochastic gradient (Duchi and Singer, JMLR 10 (2009) 2899, FOBOS). Where a method divides by a root of
squared gradients, s differs from weight to weight: the prox is taken in the method's own metric, or the points at rest
would be those of another penalty (Yun, Lozano and Yang, Adaptive Proximal Gradient Methods for Structured Neural
Networks (2021), ProxGen). Momentum β makes s = α/(1 − β), the whole of what a constant gradient moves in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Array
from core.optimizers.base import Evaluate, Info, Lr, Optimizer

_Sizes = Callable[[Any, Info, Lr], Lr]


def _by_v_hat(method: Any, info: Info, lr: Lr) -> Lr:
    return np.asarray(lr / (np.sqrt(info["v_hat"]) + method.eps))


# s of every method that has one; the others' steps are no multiples of a gradient
_SIZES: dict[str, _Sizes] = {
    "sgd": lambda method, info, lr: lr,
    "gradient_descent": lambda method, info, lr: lr,
    "proximal_gradient": lambda method, info, lr: lr,
    "heavy_ball": lambda method, info, lr: lr / (1 - method.momentum),
    "nesterov": lambda method, info, lr: lr / (1 - method.momentum),
    "adam": _by_v_hat,
    "adamw": _by_v_hat,
    "amsgrad": _by_v_hat,
    "nadam": _by_v_hat,
    "rmsprop": lambda method, info, lr: lr / (np.sqrt(info["v"]) + method.eps) / (1 - method.momentum),
    "adagrad": lambda method, info, lr: info["alpha"][:, None] / (np.sqrt(info["G"]) + method.eps),
    "adamax": lambda method, info, lr: lr / info["u"],
}


def can_shrink(method: Optimizer) -> bool:
    """Whether soft thresholding is known for the method."""
    return method.id in _SIZES


@dataclass(frozen=True, eq=False)
class Shrinking(Optimizer):
    """``method`` on a loss without its L1 term, then soft thresholding by s ``l1`` where ``on`` (d,) is 1."""

    method: Optimizer
    l1: float
    on: Array

    @property
    def uses_lr(self) -> bool:  # type: ignore[override]
        return self.method.uses_lr

    @property
    def lr(self) -> float:
        """The method's."""
        return float(self.method.lr)  # type: ignore[attr-defined]

    def init(self, x: Array) -> Any:
        """The method's memory."""
        return self.method.init(x)

    def step(self, x: Array, evaluate: Evaluate, state: Any, lr: Lr) -> tuple[Array, Any, Info]:
        half, state, info = self.method.step(x, evaluate, state, lr)
        least = _SIZES[self.method.id](self.method, info, lr) * self.l1 * self.on
        return soft(half, least), state, {**info, "half": half}


def soft(x: Array, least: float | Array) -> Array:
    """sign(x) max(|x| − least, 0)."""
    out: Array = np.sign(x) * np.maximum(np.abs(x) - least, 0.0)
    return out
