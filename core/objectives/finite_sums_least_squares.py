"""Linear regression by least squares as a finite sum: the quadratic on which mini-batch noise has closed forms.

Source: Boyd and Vandenberghe, Convex Optimization (2004), section 1.2; Bottou, Curtis and Nocedal (2018), section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import datasets
from core.arrays import Array
from core.objectives._common import constant_hessian
from core.objectives.base import CriticalPoint
from core.objectives.finite_sums import GENERATED, LinearModelSum, square
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_TRUTH = np.array([1.5, -1.0])  # the weights that made the targets
_HALF_WIDTH = 4.0


@register("objective", "least_squares")
@dataclass(frozen=True)
class LeastSquares(LinearModelSum):
    """f(w) = (1/n) Σ ½ (a_iᵀw − y_i)² + (λ/2)‖w‖² = ½ (w − w*)ᵀH(w − w*) + f*, H = AᵀA/n + λI.

    Generated targets are y = Aw° + s ε with w° = (1.5, −1) and ε ~ N(0, 1): with s = 0 and λ = 0 the line goes
    through every point (interpolation). H has exactly the condition number κ for λ = 0.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Least squares")
    order = 200
    formula = "1/(2n) sum_i (a_i . w - y_i)^2 + (lambda / 2) |w|^2"
    source = "Bottou, Curtis and Nocedal (2018), section 4"
    is_quadratic = True

    data: str = param(
        "line",
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP(
            "objectives", "line: slope and intercept; features: two correlated features; own: rows of your own"
        ),
        choices=("line", "features", "own"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "points about a line"),
            QT_TRANSLATE_NOOP("objectives", "correlated features"),
            QT_TRANSLATE_NOOP("objectives", "your own"),
        ),
    )
    noise: float = param(
        0.5,
        label=QT_TRANSLATE_NOOP("objectives", "Noise of the targets"),
        help=QT_TRANSLATE_NOOP("objectives", "Standard deviation of the targets about the line; 0: it meets them all"),
        symbol="s",
        low=0.0,
        high=100.0,
        slider=(0.0, 3.0),
        when=GENERATED,
    )

    def made(self) -> tuple[Array, Array]:
        features = datasets.line_features if self.data == "line" else datasets.correlated_features
        a = features(self.samples, self.kappa, self.data_seed)
        exact = np.einsum("ij,j->i", a, _TRUTH)
        return a, exact + self.noise * datasets.errors(self.samples, self.data_seed)

    def loss_slope(self, t: Array, y: Array) -> tuple[Array, Array]:
        r = t - y
        return 0.5 * r * r, r

    def curvature(self, t: Array, y: Array) -> Array:
        return np.ones_like(t)

    @cached_property
    def H(self) -> Array:  # noqa: N802 (the paper's symbol)
        """The Hessian AᵀA/n + λI, (2, 2)."""
        a, _ = self.dataset
        out: Array = np.einsum("ij,ik->jk", a, a) / len(a) + self.weight_decay * np.eye(2)
        return out

    @cached_property
    def minimiser(self) -> Array:
        """w* = argmin, (2,), by QR of A stacked on √(nλ) I: no squared condition number."""
        a, y = self.dataset
        ridge = np.sqrt(len(a) * self.weight_decay) * np.eye(2)
        q, r = np.linalg.qr(np.concatenate([a, ridge]))
        out: Array = np.linalg.solve(r, q[: len(a)].T @ y)
        return out

    @cached_property
    def _lowest(self) -> float:
        return float(self._whole.value(self.minimiser))

    def value(self, x: Array) -> Array:
        return self.value_gradient(x)[0]

    def gradient(self, x: Array) -> Array:
        return self.hvp(x, x - self.minimiser)

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        """From w* in O(1), whatever n is; exact near w*, where the sum of squares cancels."""
        p = x - self.minimiser
        g = self.hvp(x, p)
        return 0.5 * (p[..., 0] * g[..., 0] + p[..., 1] * g[..., 1]) + self._lowest, g

    def hessian(self, x: Array) -> Array:
        """H at every point: a read-only view."""
        return constant_hessian(x, self.H)

    def hvp(self, x: Array, p: Array) -> Array:
        out = np.empty_like(p)
        (h00, h01), (_, h11) = self.H.tolist()
        p0, p1 = p[..., 0], p[..., 1]
        out[..., 0] = h00 * p0 + h01 * p1
        out[..., 1] = h01 * p0 + h11 * p1
        return out

    @cached_property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Generated data: about w°, so that the picture stands still while n and s change. Own data: about w*."""
        if not self.is_own:
            off = float(np.max(np.abs(self.minimiser - _TRUTH)))
            return square(_TRUTH, max(_HALF_WIDTH, 1.25 * off))
        # Half as wide again, along each axis, as the level of f(0), so that w = 0 is in view.
        level = float(self.value(np.zeros(2))) - self._lowest
        reach = 1.5 * np.sqrt(2 * level * np.diag(np.linalg.inv(self.H)))
        half = np.where(reach > 1e-6, reach, 1.0)
        return tuple((float(c - h), float(c + h)) for c, h in zip(self.minimiser, half, strict=True))

    @property
    def start(self) -> tuple[float, ...]:
        (x0, x1), (y0, y1) = self.domain
        return (x0 + 0.125 * (x1 - x0), y0 + 0.8 * (y1 - y0))

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        x, y = self.minimiser.tolist()
        return (CriticalPoint((x, y), float(self.value(self.minimiser)), "minimum"),)

    @cached_property
    def L(self) -> float:  # noqa: N802
        """The largest eigenvalue of H."""
        return float(np.linalg.eigvalsh(self.H)[1])

    @cached_property
    def mu(self) -> float:
        """The smallest eigenvalue of H; never 0, since features that are multiples of each other are refused."""
        return float(np.linalg.eigvalsh(self.H)[0])
