"""One step of a run seen along its ray: φ(α) = f(x + αp), what a search accepts there, and the trials it made."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from core.arrays import Array, BoolArray
from core.linesearch.along import Ray
from core.linesearch.base import LineSearch, Result, Trial
from core.linesearch.conditions import armijo, curvature, goldstein, strong_curvature, strong_wolfe, wolfe
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Optimizer
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, Sentence

Kind = Literal["search", "formula", "fixed"]

SAMPLES = 241
_BEYOND = 1.3  # the axis ends so far behind the farthest point that must be seen
_DOUBLINGS = 4
_FAR = 8.0  # times the step taken: trials farther out are told in words

ARMIJO = QT_TRANSLATE_NOOP("search", "Armijo")
_CURVATURE = QT_TRANSLATE_NOOP("search", "curvature")
_BOTH = QT_TRANSLATE_NOOP("search", "acceptable")
_UPPER = QT_TRANSLATE_NOOP("search", "Goldstein, upper: c")
_LOWER = QT_TRANSLATE_NOOP("search", "Goldstein, lower: 1 − c")
TANGENT = QT_TRANSLATE_NOOP("search", "tangent")
_NOISE = QT_TRANSLATE_NOOP("search", "The search saw noisy or clipped gradients: its trials cannot be made again.")
_CLOSED = QT_TRANSLATE_NOOP("search", "f is quadratic: the exact step has a formula and needs no trials.")
_FIXED = QT_TRANSLATE_NOOP("search", "Along the step taken, by its learning rate.")


class Line(NamedTuple):
    """φ(0) + slope · α."""

    name: str  # to be translated in the context "search"
    slope: float


class Band(NamedTuple):
    """Where on the α axis a condition holds; ``whole`` says that this is what the search asks for, all in all."""

    name: str
    intervals: tuple[tuple[float, float], ...]
    whole: bool


@dataclass(frozen=True, eq=False)
class SearchStep:
    """The step from record ``k`` to record ``k + 1``; α in units of the direction ``p``."""

    k: int
    kind: Kind
    taken: float  # α of the run; 0 where its search failed
    start: Trial  # α = 0: φ(0), φ'(0)
    alpha: Array  # (m,) rising from 0
    phi: Array  # (m,), inf or nan where f is
    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    trials: tuple[Trial, ...] = ()  # in the order made; the one accepted is the last of those at ``taken``
    why: Sentence | None = None  # what the search said at its end, or why there are no trials
    failed: bool = False

    @property
    def reach(self) -> float:
        """The largest α shown."""
        return float(self.alpha[-1])

    @property
    def best(self) -> tuple[float, float] | None:
        """(α, φ) of the lowest point shown, None where it is at an end: φ only rises, or still falls."""
        inside = np.where(np.isfinite(self.phi), self.phi, np.inf)
        i = int(np.argmin(inside))
        return (float(self.alpha[i]), float(inside[i])) if 0 < i < len(inside) - 1 else None

    @property
    def accepted(self) -> int:
        """The number of the trial accepted, -1 for none."""
        same = [i for i, trial in enumerate(self.trials) if trial.alpha == self.taken and not self.failed]
        return same[-1] if same else -1

    @property
    def beyond(self) -> int:
        """How many trials lie to the right of what is shown."""
        return sum(trial.alpha > self.reach for trial in self.trials)


def searches(method: Optimizer) -> bool:
    """Whether the method searches along a line for its step."""
    return hasattr(method, "rule")


def search_step(
    objective: Objective, method: Optimizer, t: Trajectory, step: int, samples: int = SAMPLES
) -> SearchStep | None:
    """What is seen of the step that leads on from record ``step``; at the last record that of the last one taken.

    None where there is no step, or no ray to look along: the method stays, or has no step size (a trust region). φ is
    that of f itself, whatever noise the method sees. The search is run again from the first trial that was recorded;
    it is believed only where it ends at the very α of the run.
    """
    if t.steps == 0:
        return None
    k = min(max(step, 0), t.steps - 1)
    x, taken = t.x[k], float(t.alpha[k + 1])
    rule: LineSearch | None = getattr(method, "rule")(t.row) if searches(method) else None  # noqa: B009
    p = t.extras["p"][k + 1] if rule is not None else _way(x, t.x[k + 1], taken)
    if p is None or not (np.all(np.isfinite(p)) and np.all(np.isfinite(x)) and np.any(p)) or not math.isfinite(taken):
        return None
    g = t.extras["gradient"][k + 1] if "gradient" in t.extras and rule is not None else t.gradient[k]
    start = Trial(0.0, float(t.f[k]), float(np.einsum("nd,nd->n", p[None], g[None])[0]))
    again = _again(objective, rule, t, k, p, start)
    believed = again is not None and again.alpha == taken
    trials = again.trials if again is not None and believed else ()
    failed = rule is not None and taken == 0
    reach = _reach(taken, trials) if rule is not None else _past_the_bottom(objective, x, p, taken)
    alpha = np.linspace(0.0, reach, samples)
    points = x + alpha[:, None] * p
    with np.errstate(all="ignore"):
        phi = np.asarray(objective.value(points), dtype=np.float64)
        dphi = objective.gradient(points) @ p
    lines, bands = _conditions(rule, start, alpha, phi, dphi)
    seen = SearchStep(k, _kind(rule, objective), taken, start, alpha, phi, lines, bands, trials, None, failed)
    return replace(seen, why=_why(seen.kind, again if believed else None))


def _kind(rule: LineSearch | None, objective: Objective) -> Kind:
    if rule is None:
        return "fixed"
    return "formula" if rule.id == "exact" and objective.is_quadratic else "search"


def _why(kind: Kind, again: Result | None) -> Sentence:
    if kind == "fixed":
        return Sentence(_FIXED)
    if kind == "formula":
        return Sentence(_CLOSED)
    return Sentence(_NOISE) if again is None else again.reason


def _way(x: Array, end: Array, taken: float) -> Array | None:
    """The direction of a step without a search, in units in which α is the learning rate."""
    return (end - x) / taken if math.isfinite(taken) and taken > 0 else None


def _again(
    objective: Objective, rule: LineSearch | None, t: Trajectory, k: int, p: Array, start: Trial
) -> Result | None:
    """The search of that step made once more, None where there was none."""
    if rule is None or _kind(rule, objective) != "search":
        return None
    ray = Ray(Evaluate(objective, 1), t.x[k], p)
    with np.errstate(all="ignore"):
        return rule.search(ray.phi, ray.dphi, start.value, start.slope, float(t.extras["first"][k + 1]))


def _past_the_bottom(objective: Objective, x: Array, p: Array, taken: float) -> float:
    """Twice the step taken, or farther where φ still falls there, yet so near that the step can be seen."""
    reach = 2.0 * taken
    for _ in range(_DOUBLINGS):
        with np.errstate(all="ignore"):
            phi = objective.value(x + np.linspace(0.0, reach, 33)[:, None] * p)
        if not int(np.argmin(np.where(np.isfinite(phi), phi, np.inf))) >= 28:
            break
        reach *= 2.0
    return reach


def _reach(taken: float, trials: tuple[Trial, ...]) -> float:
    tried = [trial.alpha for trial in trials if 0 < trial.alpha < math.inf]
    if taken <= 0:
        return _BEYOND * (max(tried) if tried else 1.0)
    near = [alpha for alpha in tried if alpha <= _FAR * taken]
    return max(2.0 * taken, _BEYOND * max(near, default=0.0))


def _conditions(
    rule: LineSearch | None, start: Trial, alpha: Array, phi: Array, dphi: Array
) -> tuple[tuple[Line, ...], tuple[Band, ...]]:
    """The lines to be under or over, and the steps that pass, by the rule's own conditions."""
    _, f0, s0 = start
    c1, c2, c = (getattr(rule, name, None) for name in ("c1", "c2", "c"))
    a, f, s = alpha.tolist(), phi.tolist(), dphi.tolist()

    def band(name: str, holds: Callable[[int], bool], whole: bool) -> Band:
        return Band(name, _runs(alpha, np.array([i > 0 and holds(i) for i in range(len(a))])), whole)

    tangent = Line(TANGENT, s0)
    if c is not None and c1 is None:
        lines = (Line(_UPPER, c * s0), Line(_LOWER, (1 - c) * s0), tangent)
        return lines, (band(_BOTH, lambda i: goldstein(f0, s0, a[i], f[i], c), True),)
    if c1 is None:
        return (tangent,), ()
    below = (Line(ARMIJO, c1 * s0), tangent)
    enough = band(ARMIJO, lambda i: armijo(f0, s0, a[i], f[i], c1), c2 is None)
    if c2 is None:
        return below, (enough,)
    strong = getattr(rule, "id", "") != "wolfe"
    bends, both = (strong_curvature, strong_wolfe) if strong else (curvature, wolfe)
    return below, (
        enough,
        band(_CURVATURE, lambda i: bends(s0, s[i], c2), False),
        band(_BOTH, lambda i: both(f0, s0, a[i], f[i], s[i], c1, c2), True),
    )


def _runs(alpha: Array, holds: BoolArray) -> tuple[tuple[float, float], ...]:
    """Intervals of α in which ``holds``, to half a sample."""
    if not holds.any():
        return ()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(np.int8)))
    half = 0.5 * float(alpha[1] - alpha[0])
    ends = alpha[-1]
    return tuple(
        (max(0.0, float(alpha[first]) - half), min(float(ends), float(alpha[last - 1]) + half))
        for first, last in edges.reshape(-1, 2).tolist()
    )
