"""A network's loss as an objective of all its weights: every method of the core runs on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.nn.network_loss import NetworkLoss
from core.objectives.base import Objective


@dataclass(frozen=True, eq=False)
class NetworkObjective(Objective):
    """f(w) over all d weights; with an L1 penalty a composite: ``smooth`` is f without it, ``prox`` its shrinking."""

    group = "network"

    loss: NetworkLoss

    @property
    def dim(self) -> int:
        return self.loss.dim

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        return self.loss.mlp.activation.is_smooth and self.loss.penalty.l1 == 0

    def value(self, x: Array) -> Array:
        return self.loss.value(x)

    def gradient(self, x: Array) -> Array:
        return self.loss.gradient(x)

    def hessian(self, x: Array) -> Array:
        points = x.reshape(-1, self.dim)
        return np.stack([self.loss.hessian(w) for w in points]).reshape(*x.shape, self.dim)

    def hvp(self, x: Array, p: Array) -> Array:
        return self.loss.hvp(x, p)

    @cached_property
    def smooth(self) -> Objective:
        if self.loss.penalty.l1 == 0:
            return self
        return NetworkObjective(replace(self.loss, penalty=replace(self.loss.penalty, l1=0.0)))

    def prox(self, x: Array, t: float | Array) -> Array:
        """Soft thresholding of the weights by t λ₁: exact zeros, which a subgradient step does not give."""
        penalty = self.loss.penalty
        on = 1.0 if penalty.biases else self.loss.mlp.is_weight
        out: Array = np.sign(x) * np.maximum(np.abs(x) - t * penalty.l1 * on, 0.0)
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-1.0, 1.0),) * self.dim

    @property
    def start(self) -> tuple[float, ...]:
        return (0.0,) * self.dim
