"""Logistic regression on two classes as a finite sum: convex, with noise that depends on where one is.

Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning (2009), section 4.4, with an L2 penalty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import datasets
from core.arrays import Array
from core.objectives._common import critical, softplus_sigmoid
from core.objectives.base import CriticalPoint
from core.objectives.finite_sums import GENERATED, OWN, LinearModelSum, square
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_TURN = 0.6  # radians from the x axis to the line through the class means
_EXAMPLE = ((0.5, 0.0), (1.0, 0.0), (1.5, 0.0), (2.0, 1.0), (2.5, 0.0), (3.0, 1.0), (3.5, 1.0), (4.0, 1.0))


@register("objective", "logistic_regression")
@dataclass(frozen=True)
class LogisticRegression(LinearModelSum):
    """f(w) = (1/n) Σ log(1 + exp(−y_i a_iᵀw)) + (λ/2)‖w‖², y_i = ±1.

    Generated: two Gaussian classes whose means are ``separation`` apart, symmetric about 0 (so no intercept); before
    the means are added the features have correlation (κ − 1)/(κ + 1). The penalty keeps the minimum finite where a
    line separates the classes. Own data have classes 0 and 1, or −1 and 1, in their last column.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Logistic regression")
    order = 201
    formula = "mean_i log(1 + exp(-y_i a_i . w)) + (lambda / 2) |w|^2"
    source = "Hastie, Tibshirani and Friedman (2009), section 4.4"
    has_classes = True

    kappa: float = param(
        3.0,
        label=QT_TRANSLATE_NOOP("objectives", "Condition number κ"),
        help=QT_TRANSLATE_NOOP("objectives", "Of the covariance of each class: how strongly the features correlate"),
        symbol="κ",
        low=1.0,
        high=1e4,
        scale="log",
        when=GENERATED,
    )
    weight_decay: float = param(
        0.01,
        label=QT_TRANSLATE_NOOP("objectives", "L2 penalty λ"),
        help=QT_TRANSLATE_NOOP("objectives", "Weight of ½‖w‖², added to the loss of every sample"),
        symbol="λ",
        low=1e-6,
        high=1e3,
        scale="log",
        slider=(1e-5, 1.0),
    )
    rows: datasets.Rows = param(
        _EXAMPLE,
        label=QT_TRANSLATE_NOOP("objectives", "Own data"),
        help=QT_TRANSLATE_NOOP("objectives", "One row a sample: one or two features, then the class, 0 or 1"),
        when=OWN,
    )
    data: str = param(
        "classes",
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP("objectives", "classes: two Gaussian clouds; own: rows of your own"),
        choices=("classes", "own"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "two classes"),
            QT_TRANSLATE_NOOP("objectives", "your own"),
        ),
    )
    separation: float = param(
        2.0,
        label=QT_TRANSLATE_NOOP("objectives", "Separation of the classes"),
        help=QT_TRANSLATE_NOOP("objectives", "Distance of the class means, in standard deviations of a feature"),
        low=0.0,
        high=20.0,
        slider=(0.0, 6.0),
        when=GENERATED,
    )

    def made(self) -> tuple[Array, Array]:
        cloud = datasets.correlated_features(self.samples, self.kappa, self.data_seed)
        y = np.where(np.arange(self.samples) % 2 == 0, 1.0, -1.0)
        y = y[np.random.default_rng([self.data_seed, 2]).permutation(self.samples)]
        mean = 0.5 * self.separation * np.array([math.cos(_TURN), math.sin(_TURN)])
        return cloud + y[:, None] * mean, y

    def loss_slope(self, t: Array, y: Array) -> tuple[Array, Array]:
        loss, wrong = softplus_sigmoid(-y * t)  # wrong: the probability given to the other class
        return loss, -y * wrong

    def curvature(self, t: Array, y: Array) -> Array:
        _, wrong = softplus_sigmoid(-y * t)
        return wrong * (1 - wrong)

    @cached_property
    def minimiser(self) -> Array:
        """w*, (2,), by Newton's method with halved steps from 0: f is strongly convex."""
        w = np.zeros(2)
        for _ in range(100):
            f, g = self.value_gradient(w)
            p = np.linalg.solve(self.hessian(w), g)
            step, decrement = 1.0, float(g @ p)
            while step > 1e-9 and not self.value(w - step * p) <= f - 0.25 * step * decrement:
                step *= 0.5
            if decrement <= 1e-16 * (1 + abs(float(f))):  # too near to be seen in f: take Newton's steps whole
                w = w - p
                return w - np.linalg.solve(self.hessian(w), self.gradient(w))
            w = w - step * p
        return w

    @cached_property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return square(self.minimiser, max(3.0, math.ceil(1.5 * float(np.max(np.abs(self.minimiser))))))

    @property
    def start(self) -> tuple[float, ...]:
        (x0, x1), (y0, y1) = self.domain
        return (x0 + 0.1 * (x1 - x0), y0 + 0.75 * (y1 - y0))

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        x, y = self.minimiser.tolist()
        return critical(self, [((x, y), "minimum")])

    @cached_property
    def L(self) -> float:  # noqa: N802
        """λ + ¼ λ_max(AᵀA/n): σ' is at most ¼, and is that at w = 0."""
        return float(self.weight_decay + 0.25 * self.moments[1])

    @property
    def mu(self) -> float:
        """λ: the loss itself flattens out to no curvature."""
        return float(self.weight_decay)
