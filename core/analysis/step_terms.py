"""The terms of one step, each as the displacement that it contributes: head to tail they lead from x_k to x_{k+1}.

Built from what a run records (:mod:`core.trajectory`): every method's docstring states the recurrence that is taken
apart here. A gradient seen is split into the true one and ξ, whatever chance or clipping made of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.trajectory import Trajectory


class Part(NamedTuple):
    """``term`` is what kind of thing it is: gradient, noise, momentum, scale, rate or decay."""

    term: str
    symbol: str  # as in the formula
    vector: Array  # (d,)


class StepTerms(NamedTuple):
    """``parts`` add up to x_{k+1} − x_k; ``beside`` are what to compare them with.

    ``scale`` (d,) is the factor D that the method gives each coordinate, None where it has none.
    """

    parts: tuple[Part, ...]
    beside: tuple[Part, ...] = ()
    scale: Array | None = None
    scale_symbol: str = ""


@dataclass(frozen=True, eq=False)
class _Step:
    """The step from record k to record k + 1, and what was recorded of it."""

    objective: Objective
    method: Optimizer
    t: Trajectory
    k: int

    @property
    def x(self) -> Array:
        out: Array = self.t.x[self.k]
        return out

    @property
    def end(self) -> Array:
        out: Array = self.t.x[self.k + 1]
        return out

    @property
    def alpha(self) -> float:
        return float(self.t.alpha[self.k + 1])

    @property
    def seen(self) -> Array:
        out: Array = self.t.seen_gradient[self.k + 1]
        return out

    @property
    def true(self) -> Array:
        """∇f(x_k)."""
        out: Array = self.t.gradient[self.k]
        return out

    def get(self, name: str) -> Array:
        """What the step made of ``name``."""
        out: Array = self.t.extras[name][self.k + 1]
        return out

    def before(self, name: str) -> Array:
        """What the step before it left, 0 for the first."""
        out: Array = self.t.extras[name][self.k] if self.k else np.zeros_like(self.get(name))
        return out

    def field(self, name: str) -> float:
        return float(getattr(self.method, name))

    def along(self, factor: float | Array, gradient: str, noise: str, true: Array | None = None) -> tuple[Part, ...]:
        """−α ``factor`` times the gradient seen, in its two parts."""
        g = self.true if true is None else true
        reach = -self.alpha * np.asarray(factor)
        xi = self.seen - g
        parts = (Part("gradient", gradient, reach * g),)
        return (*parts, Part("noise", noise, reach * xi)) if np.any(xi != 0) else parts

    @property
    def raw(self) -> tuple[Part, ...]:
        """What gradient descent would do at the same rate."""
        return (Part("gradient", "−α∇f", -self.alpha * self.true),)


def _descent(s: _Step) -> StepTerms:
    return StepTerms(s.along(1.0, "−α∇f", "−αξ"))


def _heavy_ball(s: _Step) -> StepTerms:
    kept = Part("momentum", "−αβb", -s.alpha * (s.get("b") - s.seen))
    return StepTerms((*s.along(1.0, "−α∇f", "−αξ"), kept))


def _nesterov(s: _Step) -> StepTerms:
    kept = Part("momentum", "−αβb", -s.alpha * s.field("momentum") * s.get("b"))
    return StepTerms((*s.along(1.0, "−α∇f", "−αξ"), kept))


def _conjugate(s: _Step) -> StepTerms:
    kept = Part("momentum", "αβp", s.alpha * (s.get("p") + s.seen))
    return StepTerms((*s.along(1.0, "−α∇f", "−αξ"), kept))


def _moments(s: _Step, divisor: Array, symbol: str) -> StepTerms:
    """Adam and its kin: −α m̂/divisor; D holds the correction of m̂ as well, so that D(β₁m + (1 − β₁)g) = m̂/divisor."""
    beta1 = s.field("beta1")
    scale = 1 / ((1 - beta1 ** (s.k + 1)) * divisor)
    new = s.along((1 - beta1) * scale, "−αD(1−β₁)∇f", "−αD(1−β₁)ξ")
    kept = Part("momentum", "−αDβ₁m", -s.alpha * scale * beta1 * s.before("m"))
    return StepTerms((*new, kept), s.raw, scale, symbol)


def _adam(s: _Step) -> StepTerms:
    return _moments(s, np.sqrt(s.get("v_hat")) + s.field("eps"), "D = 1/((1−β₁ᵗ)(√v̂+ε))")


def _adamw(s: _Step) -> StepTerms:
    out = _adam(s)
    decay = s.field("weight_decay")
    return out._replace(parts=(*out.parts, Part("decay", "−αλx", -s.alpha * decay * s.x))) if decay else out


def _adam_l2(s: _Step) -> StepTerms:
    out = _adam(s)
    decay = s.field("weight_decay")
    if not decay or out.scale is None:
        return out
    pull = Part("decay", "−αD(1−β₁)λx", -s.alpha * (1 - s.field("beta1")) * out.scale * decay * s.x)
    return out._replace(parts=(*out.parts, pull))


def _adamax(s: _Step) -> StepTerms:
    return _moments(s, s.get("u"), "D = 1/((1−β₁ᵗ)u)")


def _radam(s: _Step) -> StepTerms:
    r = float(s.get("r"))
    if r == 0:
        return _moments(s, np.ones_like(s.x), "D = 1/(1−β₁ᵗ)")
    correction = np.sqrt(1 - s.field("beta2") ** (s.k + 1))
    return _moments(s, (np.sqrt(s.get("v")) + s.field("eps")) / (r * correction), "D = rl/(1−β₁ᵗ)")


def _nadam(s: _Step) -> StepTerms:
    """The two terms of Dozat's m̂; the first holds the momentum with this step's gradient in it."""
    mu = s.t.extras["mu"][1 : s.k + 2]
    weight = (1 - mu[-1]) / (1 - np.prod(mu))
    scale = 1 / (np.sqrt(s.get("v_hat")) + s.field("eps"))
    new = s.along(weight * scale, "−αD(1−μ)∇f", "−αD(1−μ)ξ")
    ahead = Part("momentum", "−αDμm", -s.alpha * scale * (s.get("m_hat") - weight * s.seen))
    return StepTerms((*new, ahead), s.raw, scale, "D = 1/(√v̂+ε)")


def _rmsprop(s: _Step) -> StepTerms:
    v = s.get("v")
    if "m" in s.t.extras:
        v = np.maximum(v - s.get("m") ** 2, 0.0)
    scale = 1 / (np.sqrt(v) + s.field("eps"))
    parts = s.along(scale, "−αD∇f", "−αDξ")
    beta = s.field("momentum")
    if beta:
        parts = (*parts, Part("momentum", "−αβb", -s.alpha * beta * s.before("b")))
    return StepTerms(parts, s.raw, scale, "D = 1/(√v+ε)")


def _adagrad(s: _Step) -> StepTerms:
    scale = 1 / (np.sqrt(s.get("G")) + s.field("eps"))
    return StepTerms(s.along(scale, "−αD∇f", "−αDξ"), s.raw, scale, "D = 1/(√G+ε)")


def _adadelta(s: _Step) -> StepTerms:
    eps = s.field("eps")
    scale = np.sqrt(s.before("u") + eps) / np.sqrt(s.get("v") + eps)
    return StepTerms(s.along(scale, "−αD∇f", "−αDξ"), s.raw, scale, "D = √(u+ε)/√(v+ε)")


def _normalised(s: _Step) -> StepTerms:
    size = float(np.sqrt(np.einsum("d,d->", s.seen, s.seen)))
    factor = 1 / size if size > 0 else 0.0
    return StepTerms(s.along(factor, "−α∇f/‖g‖", "−αξ/‖g‖"), s.raw)


def _sign(s: _Step) -> StepTerms:
    return StepTerms((Part("scale", "−α sign(g)", -s.alpha * s.get("u")),), s.raw)


def _lion(s: _Step) -> StepTerms:
    parts: tuple[Part, ...] = (Part("scale", "−α sign(c)", -s.alpha * s.get("u")),)
    decay = s.field("weight_decay")
    if decay:
        parts = (*parts, Part("decay", "−αλx", -s.alpha * decay * s.x))
    return StepTerms(parts, s.raw)


def _direction(symbol: str) -> Callable[[_Step], StepTerms]:
    """Methods that step αp along a direction of their own."""

    def rule(s: _Step) -> StepTerms:
        return StepTerms((Part("scale", symbol, s.alpha * s.get("p")),), (Part("gradient", "−∇f", -s.true),))

    return rule


def _trust_region(s: _Step) -> StepTerms:
    beside: tuple[Part, ...] = (Part("gradient", "−∇f", -s.true),)
    if s.alpha == 0:  # a step tried and refused
        beside = (Part("rate", "p", s.get("p")), *beside)
    return StepTerms((Part("scale", "p", s.alpha * s.get("p")),), beside)


def _proximal(s: _Step) -> StepTerms:
    half = s.get("half")
    name = "−α∇f" if s.objective.smooth is s.objective else "−α∇g"
    parts = s.along(1.0, name, "−αξ", s.objective.smooth.gradient(s.x))
    return StepTerms((*parts, Part("decay", "prox", s.end - half)))


def _fista(s: _Step) -> StepTerms:
    y = s.get("y")
    name = "−α∇f" if s.objective.smooth is s.objective else "−α∇g"
    down = s.along(1.0, name, "−αξ", s.objective.smooth.gradient(y))
    return StepTerms((Part("momentum", "y − x", y - s.x), *down, Part("decay", "prox", s.end - s.get("half"))))


def _admm(s: _Step) -> StepTerms:
    u, half = s.before("u"), s.get("half")
    parts = (Part("gradient", "x − z", half - u - s.x), Part("momentum", "u", u))
    return StepTerms((*parts, Part("decay", "prox", s.end - half)))


_NEWTON, _SHIFTED = _direction("−αH⁻¹∇f"), _direction("−αB⁻¹∇f")
_RULES: dict[str, Callable[[_Step], StepTerms]] = {
    "gradient_descent": _descent,
    "sgd": _descent,
    "subgradient": _descent,
    "polyak_step": _descent,
    "gradient_descent_exact": _descent,
    "gradient_descent_backtracking": _descent,
    "line_search_descent": _descent,
    "heavy_ball": _heavy_ball,
    "nesterov": _nesterov,
    "conjugate_gradient": _conjugate,
    "adam": _adam,
    "adamw": _adamw,
    "adam_l2": _adam_l2,
    "amsgrad": _adam,
    "adamax": _adamax,
    "radam": _radam,
    "nadam": _nadam,
    "rmsprop": _rmsprop,
    "adagrad": _adagrad,
    "adadelta": _adadelta,
    "normalized_gradient_descent": _normalised,
    "sign_descent": _sign,
    "lion": _lion,
    "newton": _NEWTON,
    "damped_newton": _NEWTON,
    "modified_newton": _SHIFTED,
    "saddle_free_newton": _SHIFTED,
    "bfgs": _SHIFTED,
    "dfp": _SHIFTED,
    "lbfgs": _SHIFTED,
    "trust_region": _trust_region,
    "proximal_gradient": _proximal,
    "fista": _fista,
    "admm": _admm,
}


def _refused(s: _Step) -> bool:
    """Whether ADMM stayed where it was, having no x-step."""
    if s.method.id != "admm":
        return False
    return "z" not in s.t.extras or not np.array_equal(s.get("z"), s.end)


def taken_apart(method: Optimizer) -> bool:
    """Whether the method's steps are known term by term; of others the step is one part, beside −∇f."""
    return method.id in _RULES


def step_terms(objective: Objective, method: Optimizer, t: Trajectory, k: int) -> StepTerms:
    """The terms of the step from record ``k`` to ``k`` + 1, 0 ≤ k < t.steps."""
    if not 0 <= k < t.steps:
        raise IndexError(f"there is no step from record {k}: the run has {t.steps} steps")
    step = _Step(objective, method, t, k)
    with np.errstate(all="ignore"):
        if taken_apart(method) and not _refused(step):
            return _RULES[method.id](step)
        return StepTerms((Part("scale", "Δx", step.end - step.x),), (Part("gradient", "−∇f", -step.true),))
