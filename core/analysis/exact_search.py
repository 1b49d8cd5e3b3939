"""What exact line search does, measured on a run: the ratios of successive gaps, and how orthogonal the gradients are.

Sources: Akaike, Annals of the Institute of Statistical Mathematics 11 (1959) 1 (the start from which every step of
steepest descent is the worst); Luenberger, Linear and Nonlinear Programming (1984), section 8.2 (the ratio).
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective


def zig_zag_ratio(kappa: float) -> float:
    """((κ − 1)/(κ + 1))²: no step of steepest descent with exact search on a quadratic shrinks f − f* by less."""
    return float(((kappa - 1) / (kappa + 1)) ** 2)


def worst_start(objective: Objective, distance: float) -> tuple[float, ...]:
    """The point at ``distance`` from the minimiser from which steepest descent with exact search shrinks f − f* by the
    zig-zag ratio at every step: x* plus κ along the eigenvector of μ and 1 along that of L. ``objective`` must be a
    strongly convex quadratic with a known minimum, otherwise ValueError."""
    if not (objective.is_quadratic and objective.minima and objective.mu):
        raise ValueError("the worst start is that of a strongly convex quadratic with a known minimum")
    x = np.asarray(objective.minima[0], dtype=np.float64)
    values, vectors = np.linalg.eigh(objective.hessian(x))
    if not values[0] > 0:
        raise ValueError("the quadratic is not strongly convex")
    kappa = float(values[-1] / values[0])
    across = vectors[:, -1] if len(values) > 1 else np.zeros_like(x)
    aim = kappa * vectors[:, 0] * (1.0 if vectors[0, 0] >= 0 else -1.0) + across
    return tuple((x + distance * aim / np.linalg.norm(aim)).tolist())


def step_ratios(gap: Array) -> Array:
    """(f_{k+1} − f*)/(f_k − f*) from ``gap`` (k+1,), as far as it is above rounding: at most (k,)."""
    known = np.isfinite(gap) & (gap > 1e-13 * np.nanmax(np.abs(gap), initial=0.0))
    last = len(gap) if known.all() else int(np.argmin(known))
    kept = gap[:last]
    out: Array = kept[1:] / kept[:-1]
    return out
