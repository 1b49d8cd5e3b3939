"""What the charts can show of a run: arrays by step from its trajectory, with what theory says beside them.

Source of the sharpness beside 2/α: Cohen, Kaur, Li, Kolter and Talwalkar, ICLR 2021. Pure functions of a run and its
scene, remembered for as long as the run's trajectory lives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from core.arrays import Array
from core.linesearch import zoutendijk as sums
from core.objectives.base import Objective
from core.objectives.finite_sums import FiniteSum
from core.rates import is_constant
from core.trajectory import Trajectory
from landscape_app.results import RunData
from landscape_app.scene.model import Scene, build

MOST_DIRECTIONS = 6
_HESSIANS = 2e5  # entries times d: what the GUI thread may spend on the spectra of one run
_FINEST = 2048  # spectra of one run at most; between them a straight line
_PLAIN = ("gradient_descent", "sgd")


@dataclass(frozen=True, eq=False)
class Reference:
    """What theory says beside a curve: ``values`` (k+1,); a ``is_bound`` lies above the curve, others are compared."""

    label: str
    values: Array
    is_bound: bool = False


@dataclass(frozen=True, eq=False)
class Series:
    """One curve of a run: ``values`` (k+1,), nan where there is none; ``label`` tells several of one run apart."""

    values: Array
    label: str = ""
    references: tuple[Reference, ...] = ()


Made = tuple[Series, ...]
_kept: WeakKeyDictionary[Trajectory, dict[str, Made]] = WeakKeyDictionary()


def series(scene: Scene, run: RunData, quantity: str) -> Made:
    """The curves of ``quantity`` (one of CHARTED but "gap") for a run; () where it has none."""
    of_run = _kept.setdefault(run.trajectory, {})
    if quantity not in of_run:  # the rest of what is asked made the trajectory: where it differs, so does that
        with np.errstate(all="ignore"):
            of_run[quantity] = _MAKERS[quantity](scene, run)
    return of_run[quantity]


def counted(scene: Scene, run: RunData, count: str) -> Array:
    """Where on the bottom axis the records of a run stand, (k+1,), never falling: steps, or what they cost."""
    t = run.trajectory
    if count == "steps":
        return np.arange(t.steps + 1, dtype=np.float64)
    name = {"gradients": "gradients", "values": "values", "samples": "samples"}[count]
    out: Array = np.asarray(getattr(t, name), dtype=np.float64)
    if count == "samples" and isinstance(scene.objective, FiniteSum):
        out = out / scene.objective.n
    return out


def nearest_minimum(objective: Objective, x: Array) -> Array | None:
    """Of the known minima that which the run ends nearest to, (d,), as seen from its last finite point of ``x``
    (k+1, d); None where none is known, or where minima form curves of which single points are known."""
    minima = np.asarray(objective.minima, dtype=np.float64)
    finite = x[np.all(np.isfinite(x), axis=1)]
    if objective.has_minimum_curve or not minima.size or not len(finite):
        return None
    out: Array = minima[int(np.argmin(np.linalg.norm(minima - finite[-1], axis=1)))]
    return out


def eigenpairs(objective: Objective, x: Array) -> tuple[Array, Array]:
    """Eigenvalues (m,) rising and eigenvectors (d, m) of the Hessian at ``x`` (d,): all of them up to six, otherwise
    the extremes and some between, evenly by rank."""
    values, vectors = _spectrum(objective, tuple(x.tolist()))
    picked = np.unique(np.linspace(0, len(values) - 1, min(len(values), MOST_DIRECTIONS)).round().astype(int))
    return values[picked], vectors[:, picked]


@lru_cache(maxsize=32)
def _spectrum(objective: Objective, x: tuple[float, ...]) -> tuple[Array, Array]:
    hessian = objective.smooth.hessian(np.array(x))
    if not np.all(np.isfinite(hessian)):
        return np.empty(0), np.empty((len(x), 0))
    values, vectors = np.linalg.eigh(hessian)
    return values, vectors


def sharpness(objective: Objective, x: Array) -> Array:
    """The largest eigenvalue of the Hessian (of the smooth half) at each row of ``x`` (k+1, d)."""
    smooth, (rows, d) = objective.smooth, x.shape
    if smooth.is_quadratic:
        return np.full(rows, _spectrum(smooth, (0.0,) * d)[0][-1])
    most = int(min(_FINEST, max(2.0, _HESSIANS / d**3)))
    picked = np.unique(np.linspace(0, rows - 1, min(rows, most)).round().astype(int))
    hessians = smooth.hessian(x[picked])
    finite = np.all(np.isfinite(hessians), axis=(1, 2))
    hessians = np.where(finite[:, None, None], hessians, 0.0)
    if d == 2:
        a, b, c = hessians[:, 0, 0], hessians[:, 0, 1], hessians[:, 1, 1]
        top = 0.5 * (a + c) + np.hypot(0.5 * (a - c), b)
    else:
        top = np.asarray(np.linalg.eigvalsh(hessians)[:, -1], dtype=np.float64)
    out: Array = np.interp(np.arange(rows), picked, np.where(finite, top, np.nan))
    return out


def zoutendijk_ceiling(scene: Scene, run: RunData) -> float | None:
    """What Zoutendijk's sum can never exceed; None where no theorem speaks of the method, L or f* being unknown too."""
    objective, method = scene.objective, run.spec.method
    L, f_star = objective.L, objective.f_star  # noqa: N806
    noisy = scene.noise.sigma > 0 and build(scene).runs[run.index].sees_noise
    if L is None or not L > 0 or f_star is None or noisy:
        return None
    gap = float(run.trajectory.f[0]) - f_star
    search = getattr(method, "search", "")
    mu = objective.mu
    if method.id == "gradient_descent_exact":
        free = objective.is_quadratic and mu is not None and getattr(method, "alpha_max", 0.0) * mu >= 1
        return sums.exact_ceiling(L, gap) if free else None
    if method.id == "gradient_descent_backtracking":
        return sums.backtracking_ceiling(L, gap, *(float(getattr(method, n)) for n in ("c1", "rho", "alpha0")))
    if search in ("wolfe", "strong_wolfe", "more_thuente"):
        return sums.wolfe_ceiling(L, gap, float(getattr(method, "c1", np.nan)), float(getattr(method, "c2", np.nan)))
    if search == "goldstein":
        return sums.goldstein_ceiling(L, gap, float(getattr(method, "c", np.nan)))
    if search == "exact" and objective.is_quadratic:
        return sums.exact_ceiling(L, gap)
    if search == "backtracking" and method.id == "line_search_descent":
        return sums.backtracking_ceiling(L, gap, *(float(getattr(method, n)) for n in ("c1", "rho", "alpha0")))
    return None


def _recorded(name: str) -> Callable[[Scene, RunData], Made]:
    return lambda scene, run: (Series(getattr(run.trajectory, name)),)


def _distance(scene: Scene, run: RunData) -> Made:
    x = run.trajectory.x
    aim = nearest_minimum(scene.objective, x)
    return () if aim is None else (Series(np.linalg.norm(x - aim, axis=1)),)


def _eigen(scene: Scene, run: RunData) -> Made:
    """A curve an eigenvector of the Hessian at the minimum; dashed |1 − αλ|ᵏ for plain steps on a quadratic."""
    x, objective, method = run.trajectory.x, scene.objective, run.spec.method
    aim = nearest_minimum(objective, x)
    if aim is None:
        return ()
    values, vectors = eigenpairs(objective, aim)
    along = np.abs(np.einsum("kd,dm->km", x - aim, vectors))
    exact = objective.is_quadratic and method.id in _PLAIN and is_constant(build(scene).runs[run.index])
    exact = exact and not run.spec.clip.active
    lr, k = float(getattr(method, "lr", np.nan)), np.arange(len(x))
    out = []
    for i, h in enumerate(values.tolist()):
        theory = (Reference("|1 − αλ|ᵏ", along[0, i] * abs(1 - lr * h) ** k),) if exact and along[0, i] > 0 else ()
        # what is nothing but rounding has no place on a logarithmic axis
        kept = np.where(along[:, i] > 1e-15 * max(1.0, float(np.linalg.norm(aim))), along[:, i], np.nan)
        out.append(Series(kept, f"λ = {h:.3g}", theory))
    return tuple(out)


def _zoutendijk(scene: Scene, run: RunData) -> Made:
    t = run.trajectory
    if t.steps == 0:
        return ()
    total = np.concatenate([[np.nan], sums.zoutendijk(t.gradient[:-1], np.diff(t.x, axis=0))])
    top = zoutendijk_ceiling(scene, run)
    above = () if top is None else (Reference("ceiling", np.full(len(total), top), is_bound=True),)
    return (Series(total, "", above),)


def cosines(gradients: Array) -> Array:
    """cos of the angle between each row of ``gradients`` (k+1, d) and the one before, (k+1,); nan at 0 and beside a
    zero gradient."""
    size = np.max(np.abs(gradients), axis=1, keepdims=True)
    unit = gradients / size
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    return np.concatenate([[np.nan], np.clip(np.einsum("kd,kd->k", unit[1:], unit[:-1]), -1.0, 1.0)])


def _cosine(scene: Scene, run: RunData) -> Made:
    return (Series(cosines(run.trajectory.gradient)),)


def _sharpness(scene: Scene, run: RunData) -> Made:
    t = run.trajectory
    edge = 2 / t.alpha if run.spec.method.id in _PLAIN else np.full(len(t.f), np.nan)
    beside = (Reference("2/α", edge),) if np.any(np.isfinite(edge)) else ()
    return (Series(sharpness(scene.objective, t.x), "", beside),)


def _residuals(scene: Scene, run: RunData) -> Made:
    """ADMM's own; of the other methods that split, the length of the prox step, ‖x_k − x_{k−1}‖/α."""
    t = run.trajectory
    if "primal" in t.extras and "dual" in t.extras:
        return (
            Series(np.asarray(t.extras["primal"], dtype=np.float64), "primal"),
            Series(np.asarray(t.extras["dual"], dtype=np.float64), "dual"),
        )
    if not run.spec.method.splits:
        return ()
    before = t.extras["y"][1:] if "y" in t.extras else t.x[:-1]
    return (Series(np.concatenate([[np.nan], np.linalg.norm(t.x[1:] - before, axis=1) / t.alpha[1:]])),)


_MAKERS: dict[str, Callable[[Scene, RunData], Made]] = {
    "gradient": _recorded("grad_norm"),
    "step": _recorded("step_length"),
    "alpha": _recorded("alpha"),
    "distance": _distance,
    "eigen": _eigen,
    "zoutendijk": _zoutendijk,
    "cosine": _cosine,
    "sharpness": _sharpness,
    "residuals": _residuals,
}
