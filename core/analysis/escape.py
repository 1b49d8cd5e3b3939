"""How a run leaves a saddle: the direction of escape, and the factor a step measured where f is still its own Hessian.

Source: Lee, Simchowitz, Jordan and Recht, Conference on Learning Theory (2016); near a saddle the coordinate along an
eigenvector of λ < 0 grows by 1 + α|λ| a step of gradient descent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective

_NEAR = 0.1  # of the objective's half-width: where a saddle still looks like its quadratic
_FEW = 3  # ratios from which a factor can be told


@dataclass(frozen=True)
class Escape:
    """``saddle`` and unit ``direction`` (d,), the most negative ``eigenvalue``, and ``measured``, the median factor by
    which the coordinate along it grew while the run was near; None where it was not near long enough."""

    saddle: tuple[float, ...]
    direction: tuple[float, ...]
    eigenvalue: float
    measured: float | None


def escape(objective: Objective, saddles: Sequence[tuple[float, ...]], x: Array) -> Escape | None:
    """Of the strict saddle among ``saddles`` that the run ``x`` (k+1, d) comes nearest to; None where there is none."""
    with np.errstate(all="ignore"):
        away = np.stack([np.linalg.norm(x - np.asarray(s), axis=1) for s in saddles])
        away = np.where(np.isfinite(away), away, np.inf)
        at = np.asarray(saddles[int(np.argmin(away.min(axis=1)))], dtype=np.float64)
        values, vectors = np.linalg.eigh(objective.hessian(at))
        if not values[0] < 0:
            return None
        direction = vectors[:, 0] * (1.0 if vectors[int(np.argmax(np.abs(vectors[:, 0]))), 0] >= 0 else -1.0)
        along = np.abs((x - at) @ direction)
        low, high = np.asarray(objective.domain, dtype=np.float64).T
        limit = np.inf if objective.is_quadratic else _NEAR * 0.5 * float(np.min(high - low))
        near = (away.min(axis=0) < limit) & (along > 1e-14)
        both = near[1:] & near[:-1]
        # near the end of its stay the part along λ dominates what momentum began with
        ratios = (along[1:] / along[:-1])[both]
    ratios = ratios[np.isfinite(ratios)]
    measured = float(np.median(ratios[len(ratios) // 2 :])) if len(ratios) >= _FEW else None
    # -0 would be shown with its sign
    return Escape(tuple((at + 0.0).tolist()), tuple((direction.round(12) + 0.0).tolist()), float(values[0]), measured)
