"""Robust regression with a redescending loss as a finite sum: not convex, a valley for each line that points lie on.

Source: Geman and McClure, Bull. Int. Stat. Inst. 52 (1987) 5; Barron, CVPR (2019), arXiv:1701.03077, α = −2.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core import datasets
from core.arrays import Array
from core.objectives._common import critical
from core.objectives.base import CriticalPoint
from core.objectives.finite_sums import GENERATED, LinearModelSum, square
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_TRUTH = np.array([1.5, -1.0])  # slope and intercept of the majority
_OTHER = np.array([-1.5, 1.0])  # and of the others
_HALF_WIDTH = 4.0
_GRID = 61  # points along each side of the grid whose own minima are starts of the search
_PAIRS = 400  # further starts: lines through two of the points
_KEEP = 40  # of each kind, the lowest ones are followed down
_SETTLE = 300  # reweighted fits at most
_RIDGE = 1e-10  # of the trace: where one point alone has weight, the fit is not determined


@register("objective", "robust_regression")
@dataclass(frozen=True)
class RobustRegression(LinearModelSum):
    """f(w) = (1/n) Σ ½ r_i²/(1 + r_i²/c²) + (λ/2)‖w‖², r_i = a_iᵀw − y_i.

    Generated: most targets lie about the line w° = (1.5, −1), the share ``outliers`` about (−1.5, 1). A point far
    from a line costs at most c²/2 and pulls with hardly any force, so each group may have a minimum of its own.
    The minima are found numerically; that the lowest is among them is tested, not proved.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Robust regression")
    order = 202
    formula = "mean_i r_i^2 / (2 (1 + r_i^2 / c^2)) + (lambda / 2) |w|^2, r_i = a_i . w - y_i"
    source = "Geman and McClure (1987); Barron (2019)"
    lists = "lowest"

    kappa: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Condition number κ"),
        help=QT_TRANSLATE_NOOP("objectives", "Of AᵀA/n: 1 with the feature's mean at 0, more the farther it is"),
        symbol="κ",
        low=1.0,
        high=1e4,
        scale="log",
        when=GENERATED,
    )
    data: str = param(
        "lines",
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP("objectives", "lines: points about two lines; own: rows of your own"),
        choices=("lines", "own"),
        words=(
            QT_TRANSLATE_NOOP("objectives", "two lines"),
            QT_TRANSLATE_NOOP("objectives", "your own"),
        ),
    )
    outliers: float = param(
        0.35,
        label=QT_TRANSLATE_NOOP("objectives", "Share of outliers"),
        help=QT_TRANSLATE_NOOP("objectives", "Share of the points that lie about the other line"),
        low=0.0,
        high=0.5,
        when=GENERATED,
    )
    noise: float = param(
        0.3,
        label=QT_TRANSLATE_NOOP("objectives", "Noise of the targets"),
        help=QT_TRANSLATE_NOOP("objectives", "Standard deviation of the targets about their line"),
        symbol="s",
        low=0.0,
        high=10.0,
        slider=(0.0, 2.0),
        when=GENERATED,
    )
    width: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Width of the loss c"),
        help=QT_TRANSLATE_NOOP("objectives", "Residuals well above c hardly count; for a large c it is least squares"),
        symbol="c",
        low=0.2,
        high=100.0,
        scale="log",
        slider=(0.2, 10.0),
    )

    def made(self) -> tuple[Array, Array]:
        n = self.samples
        a = datasets.line_features(n, self.kappa, self.data_seed)
        others = np.random.default_rng([self.data_seed, 3]).permutation(n) < round(self.outliers * n)
        exact = np.where(others, np.einsum("ij,j->i", a, _OTHER), np.einsum("ij,j->i", a, _TRUTH))
        return a, exact + self.noise * datasets.errors(n, self.data_seed)

    def loss_slope(self, t: Array, y: Array) -> tuple[Array, Array]:
        r = t - y
        weight = 1 / (1 + r * r / self.width**2)
        return 0.5 * r * r * weight, r * weight * weight

    def curvature(self, t: Array, y: Array) -> Array:
        u = ((t - y) / self.width) ** 2
        out: Array = (1 - 3 * u) / (1 + u) ** 3
        return out

    @cached_property
    def _view(self) -> tuple[tuple[float, float], ...]:
        """What is searched: about the two lines, or about the least-squares fit of own data."""
        if not self.is_own:
            return square(np.zeros(2), _HALF_WIDTH)
        a, y = self.dataset
        fit = np.array(np.linalg.lstsq(a, y, rcond=None)[0], dtype=np.float64)
        return square(fit, max(2.0, 2 * float(np.max(np.abs(fit)))))

    @cached_property
    def _minima(self) -> Array:
        """(m, 2), the lowest first: reweighted least squares from a grid and from lines through pairs of points.

        ½r²/(1 + r²/c²) is concave in r², so its tangent there is a quadratic above it: each fit lowers f.
        """
        lowest = [at[np.argsort(self.value(at), kind="stable")[:_KEEP]] for at in (self._low_on_grid(), self._pairs())]
        w = np.concatenate(lowest)
        a, y = self.dataset
        for _ in range(_SETTLE):
            r = np.einsum("mj,ij->mi", w, a) - y
            weight = (1 + r * r / self.width**2) ** -2 / len(y)
            normal = np.einsum("mi,ij,ik->mjk", weight, a, a, optimize=True) + self.weight_decay * np.eye(2)
            normal += _RIDGE * np.einsum("mjj->m", normal)[:, None, None] * np.eye(2)
            p = np.linalg.solve(normal, self.gradient(w)[..., None])[..., 0]
            w = w - p
            if np.max(np.abs(p)) < 1e-9:
                break
        e = np.linalg.eigvalsh(self.hessian(w))
        w = w[e[:, 0] > 1e-6 * self.L]
        for _ in range(3):
            w = w - np.linalg.solve(self.hessian(w), self.gradient(w)[..., None])[..., 0]
        g = self.gradient(w)
        w = w[np.max(np.abs(g), axis=1) <= 1e-12 * (1 + self.L)]
        w = w[np.argsort(self.value(w), kind="stable")]
        kept: list[Array] = []
        for point in w:
            if all(np.max(np.abs(point - other)) > 1e-2 for other in kept):
                kept.append(point)
        return np.array(kept).reshape(-1, 2)

    def _low_on_grid(self) -> Array:
        """The points of a grid that are lower than their eight neighbours, (m, 2)."""
        (x0, x1), (y0, y1) = self._view
        grid = np.stack(np.meshgrid(np.linspace(x0, x1, _GRID), np.linspace(y0, y1, _GRID)), axis=-1)
        f = self.value(grid)
        walled = np.pad(f, 1, constant_values=np.inf)
        near = np.lib.stride_tricks.sliding_window_view(walled, (3, 3)).reshape(_GRID, _GRID, 9)
        out: Array = grid[f <= np.min(near, axis=-1)]
        return out

    def _pairs(self) -> Array:
        """Lines through two points, (m, 2): of all pairs, or of some drawn at random."""
        a, y = self.dataset
        if len(y) * (len(y) - 1) // 2 <= _PAIRS:
            pairs = np.array(list(itertools.combinations(range(len(y)), 2)))
        else:
            pairs = np.random.default_rng(0).integers(len(y), size=(_PAIRS, 2))
        two, targets = a[pairs], y[pairs]
        good = np.abs(np.linalg.det(two)) > 1e-6 * self.moments[1]
        out: Array = np.linalg.solve(two[good], targets[good][..., None])[..., 0]
        return out

    @cached_property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """The part searched, and as far as the lowest minimum needs."""
        if not len(self._minima):
            return self._view
        best = self._minima[0]
        return tuple(
            (min(low, round(float(b) - 1.0, 1)), max(high, round(float(b) + 1.0, 1)))
            for (low, high), b in zip(self._view, best, strict=True)
        )

    @property
    def start(self) -> tuple[float, ...]:
        """On the side of the outliers: the nearest valley is the wrong one."""
        (x0, x1), (y0, y1) = self.domain
        return (x0 + 0.1 * (x1 - x0), y0 + 0.45 * (y1 - y0))

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        low, high = np.array(self.domain).T
        seen = [w for w in self._minima if np.all((w >= low) & (w <= high))]
        return critical(self, [((float(w[0]), float(w[1])), "minimum") for w in seen])

    @cached_property
    def L(self) -> float:  # noqa: N802
        """λ + λ_max(AᵀA/n): −¼ ≤ φ'' ≤ 1."""
        return float(self.weight_decay + self.moments[1])
