"""The rotation test: turn the surface and the start, run again, turn the path back.

g(y) = f(Rᵀy) with a rotation R has ∇g(y) = R∇f(Rᵀy) and ∇²g(y) = R∇²f(Rᵀy)Rᵀ. A method is rotation-equivariant where
its path on g from Rx₀, turned back, is its path on f: gradient descent, momentum, Newton and BFGS are, and methods that
scale each coordinate by itself (AdaGrad, RMSProp, Adam, sign descent) are not.

R turns the first two coordinates about the origin, the point towards which weight decay pulls; about another point the
paths of methods without decay would be the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.experiment import Experiment
from core.objectives.base import CriticalPoint, Objective
from core.simulate import run_all


@dataclass(frozen=True)
class Rotated(Objective):
    """``of`` turned by ``angle`` degrees, counter-clockwise, d >= 2."""

    of: Objective
    angle: float

    @cached_property
    def matrix(self) -> Array:
        """R (d, d)."""
        out = np.eye(self.of.dim)
        turn = np.deg2rad(self.angle)
        out[:2, :2] = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
        return out

    @property
    def dim(self) -> int:
        return self.of.dim

    def there(self, x: Array) -> Array:
        """R x, (..., d): from the surface to the turned one."""
        out: Array = np.einsum("ij,...j->...i", self.matrix, x)
        return out

    def back(self, y: Array) -> Array:
        """Rᵀ y, (..., d)."""
        out: Array = np.einsum("ji,...j->...i", self.matrix, y)
        return out

    def value(self, x: Array) -> Array:
        return self.of.value(self.back(x))

    def gradient(self, x: Array) -> Array:
        return self.there(self.of.gradient(self.back(x)))

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        f, g = self.of.value_gradient(self.back(x))
        return f, self.there(g)

    def hessian(self, x: Array) -> Array:
        out: Array = np.einsum("ij,...jk,lk->...il", self.matrix, self.of.hessian(self.back(x)), self.matrix)
        return out

    def hvp(self, x: Array, p: Array) -> Array:
        return self.there(self.of.hvp(self.back(x), self.back(p)))

    @property
    def smooth(self) -> Objective:
        smooth = self.of.smooth
        return self if smooth is self.of else Rotated(smooth, self.angle)

    def prox(self, x: Array, t: float | Array) -> Array:
        return self.there(self.of.prox(self.back(x), t))

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """The box about the turned rectangle."""
        (x0, x1), (y0, y1) = self.of.domain[:2]
        corners = np.array([[x0, y0], [x0, y1], [x1, y0], [x1, y1]]) @ self.matrix[:2, :2].T
        low, high = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return ((low[0], high[0]), (low[1], high[1]), *self.of.domain[2:])

    @property
    def start(self) -> tuple[float, ...]:
        return tuple(self.there(np.array(self.of.start)).tolist())

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return tuple(replace(p, x=tuple(self.there(np.array(p.x)).tolist())) for p in self.of.critical_points)

    @property
    def is_quadratic(self) -> bool:  # type: ignore[override]
        """As the surface itself."""
        return self.of.is_quadratic

    @property
    def is_smooth(self) -> bool:  # type: ignore[override]
        """As the surface itself."""
        return self.of.is_smooth

    @property
    def f_star(self) -> float | None:
        return self.of.f_star

    @property
    def bounded_below(self) -> bool:
        return self.of.bounded_below

    @property
    def L(self) -> float | None:  # noqa: N802
        return self.of.L

    @property
    def mu(self) -> float | None:
        return self.of.mu


@dataclass(frozen=True, eq=False)
class Turned:
    """Run ``run`` on the turned surface: its path turned back, and how far it is from the run's own at most."""

    run: int
    path: Array  # (k + 1, d)
    apart: float  # over the steps that both have, ‖·‖; inf where one of the two is not finite


def comparable(experiment: Experiment, run: int) -> bool:
    """Whether the test can be made: the run throws no dice, whose vectors would have to be turned as well."""
    spec = experiment.runs[run]
    return not ((spec.sees_noise and experiment.noise.sigma > 0) or spec.batching.batch > 0)


def turned(experiment: Experiment, run: int, angle: float, path: Array | None = None) -> Turned:
    """The test of one run of ``experiment``; ``path`` (k + 1, d) is the run's own, where it is known already."""
    alone = replace(experiment, runs=(experiment.runs[run],))
    if path is None:
        path = run_all(alone)[0].x
    objective = Rotated(experiment.objective, angle)
    start = tuple(objective.there(path[0]).tolist())
    other = replace(alone, objective=objective, runs=(replace(alone.runs[0], starts=(start,)),), start=start)
    back = objective.back(run_all(other)[0].x)
    common = min(len(path), len(back))
    with np.errstate(all="ignore"):
        apart = float(np.max(np.linalg.norm(path[:common] - back[:common], axis=1)))
    return Turned(run, back, apart if np.isfinite(apart) else np.inf)
