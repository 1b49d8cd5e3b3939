"""A plane through weight space as an objective of two variables: the loss of a network on it.

Every view, method and analysis works on it; a method that runs inside the plane is not training: it moves two numbers,
not all weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.nn.network_loss import NetworkLoss
from core.nn.planes import Plane
from core.objectives.base import Objective


@dataclass(frozen=True, eq=False)
class Slice(Objective):
    """f(a, b) = loss(origin + a u + b v), with exact gradient and Hessian from the network's own."""

    group = "network"

    loss: NetworkLoss
    plane: Plane
    extent: tuple[tuple[float, float], ...] = ((-1.0, 1.0), (-1.0, 1.0))

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        return self.loss.mlp.activation.is_smooth and self.loss.penalty.l1 == 0

    def value(self, x: Array) -> Array:
        return self.loss.value(self._weights(x)).reshape(x.shape[:-1])

    def gradient(self, x: Array) -> Array:
        g = self.loss.gradient(self._weights(x))
        along = [np.einsum("nd,d->n", g, direction) for direction in (self.plane.u, self.plane.v)]
        return np.stack(along, axis=-1).reshape(x.shape)

    def hessian(self, x: Array) -> Array:
        w, basis = self._weights(x), np.stack([self.plane.u, self.plane.v])
        out = np.empty((len(w), 2, 2))
        for i, each in enumerate(w):
            out[i] = basis @ self.loss.hvp(each, basis).T
        out = 0.5 * (out + np.swapaxes(out, 1, 2))
        return out.reshape(*x.shape[:-1], 2, 2)

    def _weights(self, x: Array) -> Array:
        """Always rows (m, d), so that BLAS adds up in one order however many points are asked for."""
        return self.plane.at(np.ascontiguousarray(x.reshape(-1, 2)))

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return self.extent

    @property
    def start(self) -> tuple[float, ...]:
        return (self.extent[0][0] * 0.8, self.extent[1][1] * 0.8)
