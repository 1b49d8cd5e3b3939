"""Find the critical points of f in a rectangle: Newton's iteration on ∇f = 0 from many starts at once.

Source: Nocedal and Wright, Numerical Optimization (2006), section 11.1; the step is cut to a share of the domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.analysis.critical import classify
from core.arrays import Array
from core.objectives.base import Objective
from core.stopping import Verdict

STARTS = 24  # a side
_STEPS = 80
_LONGEST = 0.1  # of a step, as a share of the domain's diagonal
_SAME = 1e-6  # two limits nearer than this share of the diagonal are one point
_TINY = 1e-9  # ∇f at a limit, as a share of its median size over the starts


@dataclass(frozen=True, eq=False)
class FoundPoint:
    """A critical point: ``x`` (d,), f there, ‖∇f‖ that is left, the Hessian's eigenvalues ascending (d,), the verdict.

    ``vectors`` (d, d) holds the eigenvectors as columns: of a saddle, the first ones lead down.
    """

    x: Array
    value: float
    grad_norm: float
    eigenvalues: Array
    vectors: Array
    verdict: Verdict

    @property
    def sharpness(self) -> float:
        """λ_max."""
        return float(self.eigenvalues[-1])

    @property
    def trace(self) -> float:
        """Σ λ."""
        return float(np.sum(self.eigenvalues))


def find_critical(
    objective: Objective, domain: tuple[tuple[float, float], ...] = (), starts: int = STARTS
) -> Iterator[tuple[FoundPoint, ...]]:
    """Yield what is known so far, lowest first, a little more each time; the last is all that was found.

    ``starts`` per axis (two variables at most; beyond, ``starts``² random ones). A continuum of critical points gives
    as many of its points as starts came to it, at most 200. Kinks are not critical points: there ∇f does not vanish.
    """
    box = np.array(domain or objective.domain, dtype=np.float64)
    points = _starts(box, starts)
    diagonal = float(np.linalg.norm(box[:, 1] - box[:, 0]))
    with np.errstate(all="ignore"):
        size = float(np.nanmedian(np.linalg.norm(objective.gradient(points), axis=-1)))
        limits = np.empty((0, len(box)))
        found: list[FoundPoint] = []
        for part in np.array_split(points, max(1, len(points) // 128)):
            ends = _newton(objective, part, _LONGEST * diagonal)
            for x in _settled(objective, ends, box, size):
                if len(limits) and np.min(np.linalg.norm(limits - x, axis=1)) <= _SAME * diagonal * 10:
                    continue
                if len(limits) >= 200:
                    break
                limits = np.vstack([limits, x])
                found.append(_described(objective, x))
            found.sort(key=lambda p: (round(p.value, 9), *p.x.tolist()))
            yield tuple(found)


def _starts(box: Array, starts: int) -> Array:
    if len(box) > 2:
        rng = np.random.default_rng(0)
        return rng.uniform(box[:, 0], box[:, 1], (starts * starts, len(box)))
    # Off the grid's centre, so that no start lies on a symmetry axis where Newton stays.
    axes = [low + (high - low) * (np.arange(starts) + 0.4637) / starts for low, high in box]
    return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, len(box))


def _newton(objective: Objective, x: Array, longest: float) -> Array:
    """Newton's limits from the rows of ``x``; a step is no longer than ``longest`` and lowers ‖∇f‖ or is halved."""
    g = objective.gradient(x)
    for _ in range(_STEPS):
        values, vectors = np.linalg.eigh(np.nan_to_num(objective.hessian(x)))
        top = np.max(np.abs(values), axis=-1, keepdims=True)
        inverse = np.where(np.abs(values) > 1e-13 * np.maximum(top, 1e-300), 1 / values, 0.0)
        along = np.einsum("nij,ni->nj", vectors, g)
        step = np.einsum("nij,nj->ni", vectors, inverse * along)
        length = np.linalg.norm(step, axis=-1, keepdims=True)
        step = step * np.minimum(1.0, longest / np.maximum(length, 1e-300))
        now = np.linalg.norm(g, axis=-1)
        best, best_g, best_norm = x, g, now
        for share in (1.0, 0.5, 0.125):
            trial = x - share * step
            trial_g = objective.gradient(trial)
            norm = np.linalg.norm(trial_g, axis=-1)
            better = (norm < best_norm) if share < 1.0 else np.isfinite(norm) & (norm < now)
            best = np.where(better[:, None], trial, best)
            best_g = np.where(better[:, None], trial_g, best_g)
            best_norm = np.where(better, norm, best_norm)
        if np.array_equal(best, x):
            break
        x, g = best, best_g
    return x


def _settled(objective: Objective, x: Array, box: Array, size: float) -> Array:
    """The rows where the gradient vanishes, inside the box."""
    norm = np.linalg.norm(objective.gradient(x), axis=-1)
    slack = 1e-9 * (box[:, 1] - box[:, 0])
    inside = np.all((x >= box[:, 0] - slack) & (x <= box[:, 1] + slack), axis=-1)
    out: Array = x[inside & (norm <= _TINY * max(size, 1e-12))]
    return out


def _described(objective: Objective, x: Array) -> FoundPoint:
    value, gradient = objective.value_gradient(x)
    values, vectors = np.linalg.eigh(objective.hessian(x))
    verdict = classify(objective, x)
    return FoundPoint(x, float(value), float(np.linalg.norm(gradient)), values, vectors, verdict)
