"""The loss of logistic regression on points that a line separates: a ramp that runs out into a long plateau.

Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 4.4, with an L2 penalty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d, softplus_sigmoid
from core.objectives.base import CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

# Rows are a_i = y_i z_i: the point z_i times its class y_i = ±1. All have a positive product with (1, 1): separable.
_A = np.array([[2.0, 0.4], [0.6, 1.6], [1.4, 1.2], [1.2, -0.4], [-0.3, 1.0], [1.6, 0.2]])
_A0, _A1 = np.ascontiguousarray(_A[:, 0]), np.ascontiguousarray(_A[:, 1])
_MEAN = 1.0 / len(_A)
_MEAN_A0, _MEAN_A1 = _A0 * _MEAN, _A1 * _MEAN
_MEAN_00, _MEAN_01, _MEAN_11 = _A0 * _MEAN_A0, _A0 * _MEAN_A1, _A1 * _MEAN_A1
_ONES = np.full(len(_A), _MEAN)


@register("objective", "logistic_plateau")
@dataclass(frozen=True)
class LogisticPlateau(Objective):
    """f(w) = (1/m) Σ log(1 + exp(−a_iᵀw)) + (λ/2)‖w‖², m = 6 fixed points a_i.

    Uphill of the separating directions f falls like a ramp; past them it is flat, and only the weak penalty still
    has a slope: the gradient is tiny long before the minimum.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Logistic plateau")
    group = "valley"
    order = 74
    formula = "mean_i log(1 + exp(-a_i . w)) + (lambda / 2) |w|^2"
    source = "Hastie, Tibshirani and Friedman (2009), section 4.4"

    weight_decay: float = param(
        1e-3,
        label=QT_TRANSLATE_NOOP("objectives", "L2 penalty λ"),
        help=QT_TRANSLATE_NOOP("objectives", "Weight of ½‖w‖²; the smaller, the flatter the plateau"),
        symbol="λ",
        low=1e-5,
        high=1.0,
        scale="log",
    )

    def value(self, x: Array) -> Array:
        loss, _ = softplus_sigmoid(-_margins(x))
        out: Array = _weighted(loss, _ONES) + self._penalty(x)
        return out

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        loss, wrong = softplus_sigmoid(-_margins(x))  # wrong: the probability given to the other class, (..., m)
        g = np.empty_like(x)
        g[..., 0] = self.weight_decay * x[..., 0] - _weighted(wrong, _MEAN_A0)
        g[..., 1] = self.weight_decay * x[..., 1] - _weighted(wrong, _MEAN_A1)
        return _weighted(loss, _ONES) + self._penalty(x), g

    def hessian(self, x: Array) -> Array:
        _, wrong = softplus_sigmoid(-_margins(x))
        s = wrong * (1 - wrong)
        decay = self.weight_decay
        return hessian_2d(x, _weighted(s, _MEAN_00) + decay, _weighted(s, _MEAN_01), _weighted(s, _MEAN_11) + decay)

    def _penalty(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = (0.5 * self.weight_decay) * (x0 * x0 + x1 * x1)
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-6.0, 12.0), (-6.0, 12.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-4.0, -2.0)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The one minimum, by Newton's method with halved steps from 0 (f is strongly convex)."""
        w = np.zeros(2)
        f, g = self.value_gradient(w)
        for _ in range(200):
            p = np.linalg.solve(self.hessian(w), g)
            step = 1.0
            while step > 1e-3 and self.value(w - step * p) > f:
                step *= 0.5
            w = w - step * p
            f, g = self.value_gradient(w)
            if float(np.max(np.abs(p))) < 1e-14:
                break
        return critical(self, [((float(w[0]), float(w[1])), "minimum")])

    @property
    def L(self) -> float:  # noqa: N802
        """λ + ¼ λ_max(AᵀA/m): σ' is at most ¼, and is that at w = 0."""
        return self.weight_decay + 0.25 * float(np.linalg.eigvalsh(_A.T @ _A * _MEAN)[-1])

    @property
    def mu(self) -> float:
        """λ: the loss itself flattens out to no curvature."""
        return self.weight_decay


def _margins(x: Array) -> Array:
    """a_iᵀw, shape (..., m)."""
    out: Array = x[..., :1] * _A0 + x[..., 1:2] * _A1
    return out


def _weighted(terms: Array, weights: Array) -> Array:
    """Σ_i weights_i terms_i over the last axis; einsum over C-ordered rows, the same in every batch."""
    out: Array = np.einsum("...m,m->...", np.ascontiguousarray(terms), weights)
    return out
