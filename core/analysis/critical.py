"""Tell a minimum from a saddle, a maximum and a plateau, by the Hessian and, where that is singular, by sampling f.

Source: the second-order conditions (Nocedal and Wright, Numerical Optimization, 2006, theorems 2.3 and 2.4). A run
stops near a critical point, not at it, so Newton's iteration first walks the rest of the way: at x = 10⁻⁴ the Hessian
of x³ + y² looks like a minimum's, at the limit 0 it is singular.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.stopping import Verdict

_NEAR = 1e-2  # a critical point is "near" within this share of the domain's width
_SINGULAR = 1e-7  # an eigenvalue below this share of the curvature scale is taken for 0
_FLAT = 1e-3  # f is flat if it varies by less than this share of its spread over the domain
_NEWTON_STEPS = 60  # a degenerate point halves the distance at each step: 60 reach the last bit
_RADII = (1e-2, 1e-3)  # of the sampling circles, shares of the domain's width
_DIRECTIONS = 64  # on each circle
_PLANES = 8  # circles lie in at most this many planes


@dataclass(frozen=True)
class _Scale:
    """What large and small mean for one objective."""

    width: float  # of the domain
    spread: float  # from the lowest value known to that of the objective's own start
    gradient: float  # largest ‖∇f‖ at the same points

    @property
    def curvature(self) -> float:
        """The Hessian that would explain the spread."""
        return self.spread / self.width**2


def classify(objective: Objective, x: Array) -> Verdict:
    """What the point ``x`` (d,) is, or is about to reach.

    ``"minimum"``, ``"saddle"`` or ``"maximum"``: a critical point of that kind lies within 1 % of the domain's width.
    ``"plateau"``: none does, yet f hardly varies about x. ``"undecided"``: neither, or the Hessian is singular and
    sampling f on small circles does not settle it. Never raises for finite or non-finite ``x``.
    """
    x = np.asarray(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        value, gradient = objective.value_gradient(x)
        if not (np.all(np.isfinite(x)) and np.isfinite(value) and np.all(np.isfinite(gradient))):
            return "undecided"
        scale = _scale(objective)
        if np.linalg.norm(gradient) <= 0.1 * scale.gradient or not np.any(gradient):
            limit = _walk_to_critical(objective, x, scale)
            if limit is not None:
                return _at_critical(objective, limit, scale)
        if not objective.is_smooth:
            return _at_kink(objective, x, scale)
        return "plateau" if _is_flat(objective, x, scale) else "undecided"


def _scale(objective: Objective) -> _Scale:
    low, high = np.array(objective.domain).T
    middle, start = 0.5 * (low + high), np.array(objective.start)
    alternate = np.where(np.arange(len(low)) % 2 == 0, low, high)
    points = np.stack([low, high, alternate, low + high - alternate, middle, start, 0.5 * (middle + start)])
    value, gradient = objective.value_gradient(points)
    lowest = objective.f_star if objective.f_star is not None else float(np.nanmin(value))
    # The corners are no measure: Beale's are 10,000 times higher than where its story is told.
    spread = float(objective.value(start)) - lowest
    norms = np.linalg.norm(gradient, axis=-1)
    norms = norms[np.isfinite(norms)]
    return _Scale(float(np.mean(high - low)), spread, float(np.max(norms)) if norms.size else 0.0)


def _walk_to_critical(objective: Objective, x: Array, scale: _Scale) -> Array | None:
    """Newton's limit from ``x``, or None where it leaves the neighbourhood or does not settle."""
    start, allowed = x, _NEAR * scale.width
    gradient = objective.gradient(x)
    for _ in range(_NEWTON_STEPS):
        if not np.any(gradient):
            return x
        hessian = objective.hessian(x)
        if not np.all(np.isfinite(hessian)):
            return None
        values, vectors = np.linalg.eigh(hessian)
        along = np.einsum("ij,i->j", vectors, gradient)
        # In a direction without curvature there is nowhere to walk: the pseudo-inverse leaves it alone.
        used = np.abs(values) > 1e-12 * max(float(np.max(np.abs(values))), scale.curvature)
        step = np.einsum("ij,j->i", vectors[:, used], along[used] / values[used])
        nearer = x - step
        if not np.linalg.norm(nearer - start) <= allowed:
            return None
        next_gradient = objective.gradient(nearer)
        if not np.linalg.norm(next_gradient) < np.linalg.norm(gradient):
            break  # the last bit, or no progress at all
        x, gradient = nearer, next_gradient
        if np.linalg.norm(step) <= 1e-15 * scale.width:
            break
    # What is left of ∇f must be rounding: moving by 1e-6 of the width would change it more.
    tolerance = 1e-9 * max(scale.gradient, scale.curvature * scale.width)
    return x if np.linalg.norm(gradient) <= tolerance else None


def _at_critical(objective: Objective, x: Array, scale: _Scale) -> Verdict:
    """The verdict at a point where the gradient vanishes."""
    values, vectors = np.linalg.eigh(objective.hessian(x))
    tolerance = _SINGULAR * max(float(np.max(np.abs(values))), scale.curvature)
    if objective.is_quadratic:
        tolerance = 1e-12 * float(np.max(np.abs(values)))  # the Hessian is exact everywhere
    down, up = bool(np.any(values < -tolerance)), bool(np.any(values > tolerance))
    if down and up:
        return "saddle"
    if np.all(np.abs(values) > tolerance):
        return "minimum" if up else "maximum"
    if objective.is_quadratic:  # semidefinite, no higher terms: a whole flat of minima or maxima
        return "minimum" if up else ("maximum" if down else "plateau")
    rises, falls, everywhere = _signs_around(objective, x, vectors[:, np.argsort(np.abs(values))], scale)
    if rises and falls:
        return "saddle"
    if not rises and not falls:
        return "plateau"
    if everywhere:
        return "minimum" if rises else "maximum"
    return "undecided"


def _at_kink(objective: Objective, x: Array, scale: _Scale) -> Verdict:
    """Without derivatives only the values about ``x`` can tell: all higher, all lower, or no verdict."""
    rises, falls, everywhere = _signs_around(objective, x, np.eye(len(x)), scale)
    if everywhere and rises != falls:
        return "minimum" if rises else "maximum"
    return "plateau" if _is_flat(objective, x, scale) else "undecided"


def _signs_around(objective: Objective, x: Array, axes: Array, scale: _Scale) -> tuple[bool, bool, bool]:
    """Whether f rises, falls, and does one of both everywhere, on small circles round ``x``.

    ``axes`` (d, d) are columns, the flattest first; circles lie in the planes of the first column and each of the next.
    """
    d = len(x)
    angles = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    if d == 1:
        directions = np.array([[1.0], [-1.0]])
    else:
        first = np.cos(angles)[:, None] * axes[:, 0]
        directions = np.concatenate([first + np.sin(angles)[:, None] * axes[:, j] for j in range(1, min(d, _PLANES))])
    here = float(objective.value(x))
    rises = falls = False
    everywhere = True
    for radius in _RADII:
        change = objective.value(x + radius * scale.width * directions) - here
        largest = float(np.max(np.abs(change), where=np.isfinite(change), initial=0.0))  # inf: outside f's set
        rounding = 64 * np.finfo(np.float64).eps * max(abs(here), largest)
        rises |= bool(np.any(change > rounding))
        falls |= bool(np.any(change < -rounding))
        everywhere &= bool(np.all(np.abs(change) > rounding))
    return rises, falls, everywhere and rises != falls


def _is_flat(objective: Objective, x: Array, scale: _Scale) -> bool:
    """Whether f varies by next to nothing within 1 % of the domain's width."""
    reach = _NEAR * scale.width * np.eye(len(x))
    change = objective.value(np.concatenate([x + reach, x - reach])) - objective.value(x)
    return bool(np.all(np.abs(change) <= _FLAT * scale.spread))
