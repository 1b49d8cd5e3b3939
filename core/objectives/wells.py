"""Two wells of chosen depth and curvature: does a method prefer the flat one, and why?

Source: own construction, a smooth minimum (log-sum-exp; Boyd and Vandenberghe 2004, section 3.1.5) of two round
quadratics, so that the curvature at the bottom of each well is the one asked for. The question is Hochreiter and
Schmidhuber's, Flat Minima, Neural Computation 9 (1997) 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_MARGIN = 2.0  # shown beyond the wells
_GRID = 4096  # cells in which roots are bracketed along the line between the wells


@register("objective", "flat_and_sharp_wells")
@dataclass(frozen=True)
class FlatAndSharpWells(Objective):
    """f = −τ log(exp(−q_s/τ) + exp(−q_f/τ)), q_s = ½h_s‖x − c_s‖² − Δ, q_f = ½h_f‖x − c_f‖².

    The sharp well stands at c_s = (s/2, 0), the flat one at c_f = (−s/2, 0). Where one quadratic is several τ below
    the other, f equals it to many digits: the wells have curvature h_s and h_f and depth −Δ and 0.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Flat and sharp wells")
    group = "minima"
    order = 55
    formula = "-tau log(exp(-q_s / tau) + exp(-q_f / tau)), q_s = h_s |x - c_s|^2 / 2 - D, q_f = h_f |x - c_f|^2 / 2"
    source = "smooth minimum of two quadratics; Hochreiter and Schmidhuber (1997) for the question"

    sharp_curvature: float = param(
        20.0,
        label=QT_TRANSLATE_NOOP("objectives", "Sharp curvature"),
        help=QT_TRANSLATE_NOOP("objectives", "Hessian eigenvalue at the bottom of the sharp well, on the right"),
        symbol="h_s",
        low=0.01,
        high=1e4,
        scale="log",
        slider=(1.0, 200.0),
    )
    flat_curvature: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Flat curvature"),
        help=QT_TRANSLATE_NOOP("objectives", "Hessian eigenvalue at the bottom of the flat well, on the left"),
        symbol="h_f",
        low=0.01,
        high=1e4,
        scale="log",
        slider=(0.1, 20.0),
    )
    depth_difference: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "Depth difference"),
        help=QT_TRANSLATE_NOOP("objectives", "How much deeper the sharp well is; negative: shallower"),
        symbol="Δ",
        low=-100.0,
        high=100.0,
        slider=(-4.0, 4.0),
    )
    separation: float = param(
        4.0,
        label=QT_TRANSLATE_NOOP("objectives", "Separation"),
        help=QT_TRANSLATE_NOOP("objectives", "Distance between the bottoms of the wells"),
        symbol="s",
        low=0.1,
        high=100.0,
        slider=(1.0, 8.0),
    )
    smoothing: float = param(
        0.25,
        label=QT_TRANSLATE_NOOP("objectives", "Ridge smoothing"),
        help=QT_TRANSLATE_NOOP("objectives", "Height over which the ridge between the wells is rounded off"),
        symbol="τ",
        low=0.01,
        high=10.0,
        scale="log",
        slider=(0.05, 2.0),
    )

    def _parts(self, x: Array) -> tuple[Array, Array, Array, Array, Array]:
        """x − c_s and x − c_f in the first coordinate, the second coordinate, f, weight of the sharp well: (...)."""
        half = 0.5 * self.separation
        u, w, y = x[..., 0] - half, x[..., 0] + half, x[..., 1]
        yy = y * y
        sharp = 0.5 * self.sharp_curvature * (u * u + yy) - self.depth_difference
        flat = 0.5 * self.flat_curvature * (w * w + yy)
        gap = (flat - sharp) / self.smoothing
        in_sharp = gap.real > 0  # the branch by the real part, each branch analytic: the complex step goes through
        small = np.exp(np.where(in_sharp, -gap, gap))
        value = np.where(in_sharp, sharp, flat) - self.smoothing * np.log1p(small)
        return u, w, y, value, np.where(in_sharp, 1.0, small) / (1.0 + small)

    def value(self, x: Array) -> Array:
        return self._parts(x)[3]

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        u, w, y, value, weight = self._parts(x)
        sharp, flat = weight * self.sharp_curvature, (1 - weight) * self.flat_curvature
        g = np.empty_like(x)
        g[..., 0] = sharp * u + flat * w
        g[..., 1] = (sharp + flat) * y
        return value, g

    def hessian(self, x: Array) -> Array:
        u, w, y, _, weight = self._parts(x)
        hs, hf = self.sharp_curvature, self.flat_curvature
        mean = weight * hs + (1 - weight) * hf
        dx, dy = hs * u - hf * w, (hs - hf) * y  # difference of the two gradients
        ridge = weight * (1 - weight) / self.smoothing
        return hessian_2d(x, mean - ridge * (dx * dx), -ridge * (dx * dy), mean - ridge * (dy * dy))

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        half = 0.5 * self.separation + _MARGIN
        return ((-half, half), (-half, half))

    @property
    def start(self) -> tuple[float, ...]:
        """On the slope of the sharp well, off its axis."""
        return (0.5 * self.separation + 0.3, 0.4)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """All of them: the gradient is a weighted sum of x − c_s and x − c_f, so it vanishes between the wells only.

        Sign changes of its first coordinate on a fine grid, each bisected to the last bit.
        """
        half = 0.5 * self.separation
        ends = np.linspace(-half, half, _GRID + 1)
        slope = self._slope(ends)
        # At a bottom the other well's pull can underflow to 0; a minimum stands there all the same.
        slope[0] = min(slope[0], -1e-300)
        slope[-1] = max(slope[-1], 1e-300)
        slope[slope == 0] = 1e-300
        cells = np.flatnonzero(np.signbit(slope[:-1]) != np.signbit(slope[1:]))
        roots = [self._bisect(float(ends[i]), float(ends[i + 1]), bool(slope[i] < 0)) for i in cells]
        return critical(self, [((x, 0.0), self._kind(x)) for x in roots])

    def _slope(self, x: Array) -> Array:
        """∂f/∂x at (x, 0), shape (k,)."""
        return self.gradient(np.stack([x, np.zeros_like(x)], axis=-1))[:, 0]

    def _bisect(self, low: float, high: float, rising: bool) -> float:
        for _ in range(100):
            middle = 0.5 * (low + high)
            if middle in (low, high):
                break
            slope = float(self._slope(np.array([middle]))[0])
            if slope == 0:
                return middle
            low, high = (middle, high) if (slope < 0) == rising else (low, middle)
        ends = np.array([low, high])
        return float(ends[np.argmin(np.abs(self._slope(ends)))])

    def _kind(self, x: float) -> CriticalKind:
        """Across the line between the wells f always curves up; along it the sign decides."""
        along, across = np.diag(self.hessian(np.array([x, 0.0])))
        if abs(along) <= 1e-9 * across:
            return "degenerate"
        return "minimum" if along > 0 else "saddle"

    @cached_property
    def _ridge(self) -> float:
        """The largest downward curvature that the ridge can add: sup w(1 − w)‖∇q_s − ∇q_f‖²/τ, w the weight.

        Call the sharper well a, the flatter b, with curvatures a > b, and δ = q_a − q_b. The weights give
        w(1 − w) = ¼ sech²(δ/2τ); completing the square gives ‖∇q_a − ∇q_b‖² = 2(a − b)(δ + K) with δ >= −K. So it
        is a function of δ alone, largest where 1/(δ + K) = tanh(δ/2τ)/τ. Equal curvatures: K -> ∞, δ = 0.
        """
        tau, s = self.smoothing, self.separation
        b, a = sorted((self.sharp_curvature, self.flat_curvature))
        if a == b:
            return 0.25 * (a * s) ** 2 / tau
        deeper = self.depth_difference if self.sharp_curvature > self.flat_curvature else -self.depth_difference
        K = 0.5 * a * b * s * s / (a - b) + deeper  # noqa: N806
        low = max(0.0, -K)
        high = low + 50 * tau  # there 1/(δ + K) <= 1/50τ < tanh(25)/τ
        for _ in range(200):
            delta = 0.5 * (low + high)
            rises = (delta + K) * math.tanh(delta / (2 * tau)) < tau
            low, high = (delta, high) if rises else (low, delta)
        return 0.5 * (a - b) * (high + K) / tau / math.cosh(min(high / (2 * tau), 350.0)) ** 2

    @property
    def L(self) -> float:  # noqa: N802
        """A bound: the sharper curvature, or that of the ridge between the wells where it is larger."""
        hs, hf = self.sharp_curvature, self.flat_curvature
        return max(hs, hf, self._ridge - min(hs, hf))
