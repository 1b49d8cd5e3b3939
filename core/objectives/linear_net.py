"""The smallest network with a loss surface of its own: two linear layers of one neuron, one example.

Sources: Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural
networks (2014), arXiv:1312.6120; for descent at the edge of stability on it, Chen and Bruna, Beyond the Edge of
Stability via Two-step Gradient Updates (2023), arXiv:2206.04172.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives._common import hessian_2d
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "two_layer_linear")
@dataclass(frozen=True)
class TwoLayerLinear(Objective):
    """½ (xy − 1)²: the loss of the network y·x·1 with target 1.

    A saddle at 0 with eigenvalues ±1; every point of the hyperbola xy = 1 is a global minimiser, with Hessian
    eigenvalues 0 along it and x² + y² (the sharpness) across it, at least 2. Gradient descent can rest only where
    x² + y² ≤ 2/α.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Two-layer linear network")
    group = "saddle"
    order = 36
    formula = "1/2 (x y - 1)^2"
    source = "Saxe, McClelland and Ganguli (2014); Chen and Bruna (2023)"
    log_height = True
    has_minimum_curve = True

    def value(self, x: Array) -> Array:
        r = x[..., 0] * x[..., 1] - 1
        out: Array = 0.5 * (r * r)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        r = x0 * x1 - 1
        g = np.empty_like(x)
        g[..., 0] = r * x1
        g[..., 1] = r * x0
        return g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        return hessian_2d(x, x1 * x1, 2 * (x0 * x1) - 1, x0 * x0)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-4.5, 4.5), (-4.5, 4.5))

    @property
    def start(self) -> tuple[float, ...]:
        """Down towards the saddle, past it, and out to the hyperbola."""
        return (-2.4, 2.6)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The saddle, and of each branch of minimisers the flattest point."""
        return (
            CriticalPoint((1.0, 1.0), 0.0, "minimum"),
            CriticalPoint((-1.0, -1.0), 0.0, "minimum"),
            CriticalPoint((0.0, 0.0), 0.5, "saddle"),
        )
