"""Where SGD comes to rest about the minimum of a quadratic: the stationary covariance, beside what the run did.

Source: core.analysis.noise_ball and core.theory; per eigendirection ασ²/(h(2 − αh)), for heavy ball
ασ²(1 + β)/(h(1 − β)(2(1 + β) − αh)).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from core.analysis.noise_ball import least_squares_ball
from core.arrays import Array
from core.batches import Batching
from core.objectives.base import Objective
from core.objectives.finite_sums_least_squares import LeastSquares
from core.schedules.decays import Constant
from core.theory import heavy_ball_noise_variance, heavy_ball_rate
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.lenses.base import Lensed, Look
from landscape_app.lenses.chance import cased, looked_at, noise_of, outline, sees_batches, throws_dice
from landscape_app.results import RunData
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Note, Overlay, Shape
from landscape_app.terms import term_colour

METHODS = ("sgd", "gradient_descent", "heavy_ball")
_WINDOW = 40  # steps over which a run with a falling rate is measured
_FEWEST = 40  # records below which nothing is measured
_BIAS = 0.1  # of the variance: with more of the start left in it, the second half says nothing of the rest

_NO_DICE = QT_TRANSLATE_NOOP("lens", "no noise ball:\nthis run throws no dice, it comes to rest on the minimum")
_NO_QUADRATIC = QT_TRANSLATE_NOOP("lens", "no noise ball drawn:\nits formula needs a quadratic with one minimum")
_NO_SGD = QT_TRANSLATE_NOOP("lens", "no noise ball drawn:\nits formula is of SGD and heavy ball")
_CLIPPED = QT_TRANSLATE_NOOP("lens", "no noise ball drawn:\nits formula knows no clipping")
_SHUFFLED = QT_TRANSLATE_NOOP(
    "lens", "no noise ball drawn:\nbatches of one shuffle depend on each other;\ndraw with replacement"
)
_MOMENTUM = QT_TRANSLATE_NOOP("lens", "no noise ball drawn:\nits formula for batches is of SGD without momentum")
_OTHER_SUM = QT_TRANSLATE_NOOP("lens", "no noise ball drawn:\nits formula for batches is of least squares")
_INTERPOLATES = QT_TRANSLATE_NOOP("lens", "no noise ball:\nall samples are met exactly")
_UNSTABLE = QT_TRANSLATE_NOOP("lens", "no noise ball:\nat α = {alpha} the variance grows without limit")
_PREDICTED = QT_TRANSLATE_NOOP("lens", "noise ball, 1σ and 2σ\npredicted σ {predicted}")
_MEASURED = QT_TRANSLATE_NOOP("lens", "noise ball, 1σ and 2σ\npredicted σ {predicted}\nmeasured σ {measured}")
_BIASED = QT_TRANSLATE_NOOP("lens", "predicted σ {predicted}\nmeasured σ {measured}:\nthe start is not forgotten yet")
_FALLING = QT_TRANSLATE_NOOP(
    "lens", "noise ball at α = {alpha}\npredicted σ {predicted}\nlast {window} steps σ {measured}"
)
_FALLING_UNMEASURED = QT_TRANSLATE_NOOP("lens", "noise ball at α = {alpha}\npredicted σ {predicted}")

_second_halves: WeakKeyDictionary[Trajectory, float] = WeakKeyDictionary()


class NoiseBallLens(Lensed):
    """Drawn where the assumptions hold; where they do not, a note says which one fails.

    σ in the note is the root mean square over the coordinates: √(tr Σ / d), and √(mean ‖x − x*‖² / d) as measured.
    """

    name = "noise_ball"

    def wanted(self, scene: Scene) -> bool:
        return scene.lens.noise_ball

    def why_not(self, scene: Scene) -> str:
        run = looked_at(scene)
        return super().why_not(scene) if run is None else why_not(scene, run)

    def draw(self, look: Look, data: Any) -> Overlay:
        run, colour = look.run, term_colour(look.theme, "noise")
        if run is None or run.trajectory.x.shape[1] < 2:
            return ()
        t = run.trajectory
        k = look.step_of(t)
        others = self._others(look, run)
        fails = why_not(look.scene, run.spec)
        if fails:
            x, y = t.x[k, :2].tolist()
            return (*others, Note((x, y), said(fails), colour)) if np.isfinite(x + y) else others
        ball = _ball(look, run)
        if ball is None:
            return others
        center = np.array(look.scene.objective.minima[0])
        at = float(center[0]), float(center[1])
        if ball.covariance is None:
            return (*others, Note(at, said(_UNSTABLE).format(alpha=f"{ball.alpha:.3g}"), colour))
        rings = [outline(center[:2], ball.covariance, n) for n in (1, 2)]
        x, y = rings[1][int(np.argmax(rings[1][:, 1]))].tolist()
        return (
            *others,
            *cased(rings[1], colour, look.theme, 1.6, "dash"),
            *cased(rings[0], colour, look.theme, 2.2),
            Note((x, y), _words(look, run, center, ball), colour),
        )

    @staticmethod
    def _others(look: Look, run: RunData) -> Overlay:
        """The 1σ outlines of the other runs, to compare."""
        out: list[Shape] = []
        for other in look.snapshot.runs:
            if other is run or not other.spec.visible or why_not(look.scene, other.spec):
                continue
            ball = _ball(look, other)
            if ball is not None and ball.covariance is not None:
                center = np.array(look.scene.objective.minima[0][:2])
                colour = other.colour(look.theme)
                out.extend(cased(outline(center, ball.covariance, 1), colour, look.theme, 1.8))
        return tuple(out)


@dataclass(frozen=True, eq=False)
class _Ball:
    """At the rate ``alpha``: ``covariance`` (2, 2) of the first two coordinates, None where it has no limit, and
    ``size`` = √(tr Σ/d).
    """

    alpha: float
    beta: float
    covariance: Array | None
    size: float


def _ball(look: Look, run: RunData) -> _Ball | None:
    """The ball at the step size of the moment; None where there is none yet."""
    t, spec = run.trajectory, run.spec
    alpha = float(t.alpha[min(look.step_of(t) + 1, t.steps)])
    if not np.isfinite(alpha):
        return None
    batching = spec.batching if sees_batches(look.scene, spec) else Batching()
    beta = float(getattr(spec.method, "momentum", 0.0))
    found = _covariance(look.scene.objective, alpha, noise_of(look.scene, spec), beta, batching)
    return _Ball(alpha, beta, *(found or (None, 0.0)))


def why_not(scene: Scene, run: RunSpec) -> str:
    """The assumption that fails, in words; "" where all hold."""
    objective = scene.objective
    if not throws_dice(scene, run):
        return _NO_DICE
    if not objective.is_quadratic:
        return _NO_QUADRATIC if not sees_batches(scene, run) else _OTHER_SUM
    if len(objective.minima) != 1 or objective.mu is None or objective.mu <= 0:
        return _NO_QUADRATIC
    if run.method.id not in METHODS:
        return _NO_SGD
    if run.clip.active:
        return _CLIPPED
    if sees_batches(scene, run):
        if not isinstance(objective, LeastSquares):
            return _OTHER_SUM
        if objective.interpolates and noise_of(scene, run) == 0:
            return _INTERPOLATES
        if not run.batching.replacement:
            return _SHUFFLED
        if run.method.id == "heavy_ball":
            return _MOMENTUM
    return ""


@lru_cache(maxsize=256)
def _covariance(
    objective: Objective, alpha: float, sigma: float, beta: float, batching: Batching
) -> tuple[Array, float] | None:
    """The covariance of the first two coordinates, and √(tr Σ/d); None where there is no limit."""
    if batching.batch:
        assert isinstance(objective, LeastSquares)
        ball = least_squares_ball(objective, alpha, batching, sigma)
        return None if ball is None else (ball, float(np.sqrt(np.trace(ball) / 2)))
    h, v = _eigen(objective)
    if alpha * h[-1] >= 2 * (1 + beta):
        return None
    variances = np.array([heavy_ball_noise_variance(alpha, float(each), sigma, beta) for each in h])
    plane: Array = np.einsum("ik,k,jk->ij", v[:2], variances, v[:2])
    return plane, float(np.sqrt(np.mean(variances)))


@lru_cache(maxsize=4)
def _eigen(objective: Objective) -> tuple[Array, Array]:
    values, vectors = np.linalg.eigh(objective.hessian(np.array(objective.minima[0])))
    return values, vectors


def _words(look: Look, run: RunData, center: Array, ball: _Ball) -> str:
    t, k = run.trajectory, look.step_of(run.trajectory)
    size = f"{ball.size:.3g}"
    if type(run.spec.schedule) is not Constant or run.spec.schedule.warmup or run.spec.lr_changes:
        rate = f"{ball.alpha:.3g}"
        if k < _WINDOW:
            return said(_FALLING_UNMEASURED).format(alpha=rate, predicted=size)
        measured = _size(t.x[k - _WINDOW + 1 : k + 1], center)
        return said(_FALLING).format(alpha=rate, predicted=size, measured=f"{measured:.3g}", window=_WINDOW)
    if t.steps < _FEWEST or not (look.snapshot.done or t.stop is not None):
        return said(_PREDICTED).format(predicted=size)
    measured = _second_halves.get(t, -1.0)
    if measured < 0:
        measured = _second_halves[t] = _size(t.x[(t.steps + 1) // 2 :], center)
    slowest = _slowest(look.scene.objective, ball.alpha, ball.beta)
    left = float(np.sum((t.x[0] - center) ** 2)) * slowest ** (2 * (t.steps // 2)) / len(center)
    template = _BIASED if left > _BIAS * ball.size**2 else _MEASURED
    return said(template).format(predicted=size, measured=f"{measured:.3g}")


def _size(points: Array, center: Array) -> float:
    """√(mean ‖x − x*‖²/d) of points (m, d)."""
    return float(np.sqrt(np.mean((points - center) ** 2)))


def _slowest(objective: Objective, alpha: float, beta: float) -> float:
    """The factor a step of what is left of the start, in the slowest direction."""
    h, _ = _eigen(objective)
    return heavy_ball_rate(alpha, beta, float(h[-1]), float(h[0]))
