"""The slope of a convergence curve: least squares on the tail of log10(f - f*).

A straight line on semi-log axes is linear (geometric) convergence, gap_k ~ C rho^k; on log-log axes it is sublinear,
gap_k ~ C k^slope (Nocedal and Wright, Numerical Optimization, 2nd ed., 2006, appendix A.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import Array

FitScale = Literal["semilog", "loglog"]
MIN_POINTS = 4  # fewer points than this say nothing about a slope


@dataclass(frozen=True)
class Fit:
    """log10(gap) = intercept + slope * u, where u is k ("semilog") or log10(k) ("loglog"), on ``first`` to ``last``."""

    scale: FitScale
    slope: float
    intercept: float
    first: int  # first step that took part
    last: int  # last step that took part

    @property
    def rate(self) -> float:
        """rho, the factor a step on semi-log axes; meaningless on log-log axes."""
        return float(10.0**self.slope)

    def value(self, k: Array) -> Array:
        """The fitted gap at the steps ``k``."""
        u = k if self.scale == "semilog" else np.log10(k)
        out: Array = 10.0 ** (self.intercept + self.slope * u)
        return out


def fit_tail(gap: Array, scale: FitScale) -> Fit | None:
    """Fit the last half of the finite, positive entries of ``gap`` (k+1,), entry k being f(x_k) - f*.

    None where fewer than ``MIN_POINTS`` points are left. Step 0 has no logarithm and stays out of "loglog".
    """
    steps = np.flatnonzero(np.isfinite(gap) & (gap > 0))
    if scale == "loglog":
        steps = steps[steps > 0]
    steps = steps[len(steps) // 2 :]
    if len(steps) < MIN_POINTS:
        return None
    u = steps.astype(np.float64) if scale == "semilog" else np.log10(steps)
    v = np.log10(gap[steps])
    du = u - u.mean()
    slope = float(np.einsum("i,i->", du, v) / np.einsum("i,i->", du, du))
    return Fit(scale, slope, float(v.mean() - slope * u.mean()), int(steps[0]), int(steps[-1]))
