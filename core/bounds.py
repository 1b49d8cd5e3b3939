"""What theory promises of a run, each promise with its assumptions, ticked or not.

A bound may be drawn only where every assumption holds: then ``curve`` is there. Sources: Nesterov, Introductory
Lectures on Convex Optimization (2004), theorems 2.1.14 and 2.1.15 and section 2.2; Bubeck, Convex Optimization:
Algorithms and Complexity (2015), section 3; Luenberger, Linear and Nonlinear Programming (1984), section 8.2; Polyak,
Introduction to Optimization (1987), section 3.2; Nocedal and Wright, Numerical Optimization (2006), theorem 3.2; Beck
and Teboulle, SIAM J. Imaging Sciences 2 (2009) 183, theorems 3.1 and 4.4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core import theory
from core.arrays import Array
from core.batches import in_batches
from core.experiment import Run
from core.objectives.base import Objective
from core.rates import is_constant
from core.words import QT_TRANSLATE_NOOP

Quantity = Literal["gap", "gap_of_x_k", "least_gradient_squared"]
_TIGHT = 1e-9  # relative: how near α must be to the value that a theorem names


@dataclass(frozen=True)
class Assumption:
    """One condition of a theorem, in words, and whether it holds here."""

    text: str
    holds: bool


@dataclass(frozen=True, eq=False)
class Promise:
    """A bound on, or an asymptotic slope of, a quantity of the run.

    ``quantity``: f(x_k) − f*, the same at Nesterov's x_k (torch's iterate is his y_k), or min ‖∇f‖² over the first k
    points. A ``slope`` speaks of large k alone: its curve is fixed up to a factor. ``factor``: what a step does to
    f − f* in the long run, where that is a constant. ``curve`` maps steps (m,) to values (m,); None where an
    assumption fails.
    """

    id: str
    label: str
    formula: str
    quantity: Quantity
    kind: Literal["bound", "slope"]
    assumptions: tuple[Assumption, ...]
    factor: float | None
    curve: Callable[[Array], Array] | None

    @property
    def holds(self) -> bool:
        """Whether every assumption is true."""
        return all(a.holds for a in self.assumptions)


def is_convex(objective: Objective) -> bool:
    """Whether f is known to be convex on all of R^d."""
    if objective.mu is not None:
        return True
    if not objective.is_quadratic:
        return False
    return bool(np.all(np.linalg.eigvalsh(objective.hessian(np.zeros(objective.dim))) >= 0))


def promises(objective: Objective, run: Run, start: tuple[float, ...], sigma: float = 0.0) -> tuple[Promise, ...]:
    """What is known of ``run`` from ``start`` (d,) under gradient noise ``sigma``; () for other methods."""
    make = _OF.get(run.method.id)
    return () if make is None else make(_Facts(objective, run, start, sigma))


def subgradient_bound(alpha: Array, norms: Array, R: float) -> Array:  # noqa: N803
    """(R² + Σ αⱼ²‖sⱼ‖²)/(2Σ αⱼ) after 1 ... k steps of length ``alpha`` (k,) along subgradients of ``norms`` (k,), from
    a start at distance ``R`` from x*: for convex f a ceiling of min_{j<k} f(x_j) − f*. Nesterov (2004), section 3.2.3.
    """
    out: Array = (R * R + np.cumsum((alpha * norms) ** 2)) / (2 * np.cumsum(alpha))
    return out


class _Facts:
    """The numbers and yes-or-no questions that theorems ask about."""

    def __init__(self, objective: Objective, run: Run, start: tuple[float, ...], sigma: float) -> None:
        self.objective, self.method = objective, run.method
        self.L = objective.L if objective.L is not None and objective.L > 0 else None
        self.mu = objective.mu if objective.mu is not None and objective.mu > 0 else None
        self.alpha = float(getattr(run.method, "lr", np.nan)) if run.method.uses_lr else np.nan
        self.beta = float(getattr(run.method, "momentum", 0.0))
        x = np.asarray(run.starts[0] if run.starts else start, dtype=np.float64)
        f_star, minima = objective.f_star, objective.minima
        self.gap = float("nan") if f_star is None else float(objective.value(x)) - f_star
        away = [float(np.linalg.norm(x - np.asarray(m))) for m in minima]
        self.R = min(away) if away else float("nan")
        self.smooth = Assumption(_SMOOTH, self.L is not None)
        self.convex = Assumption(_CONVEX, is_convex(objective))
        self.strong = Assumption(_STRONG, self.mu is not None)
        self.quadratic = Assumption(_QUADRATIC, objective.is_quadratic and self.mu is not None)
        self.attained = Assumption(_ATTAINED, bool(away) and f_star is not None)
        self.below = Assumption(_BELOW, f_star is not None)
        noisy = (sigma > 0 and run.sees_noise) or in_batches(objective, run.method, run.batching)
        self.quiet = Assumption(_QUIET, not noisy)
        self.whole = Assumption(_WHOLE, not run.clip.active)
        self.constant = Assumption(_CONSTANT, is_constant(run))

    def step_at_most(self, text: str, limit: float | None) -> Assumption:
        return Assumption(text, limit is not None and self.alpha <= limit * (1 + _TIGHT))

    def is_about(self, text: str, value: float, aim: float | None) -> Assumption:
        return Assumption(text, aim is not None and abs(value - aim) <= 1e-6 * abs(aim))


def _promise(
    id: str,
    label: str,
    formula: str,
    quantity: Quantity,
    kind: Literal["bound", "slope"],
    assumptions: tuple[Assumption, ...],
    curve: Callable[[Array], Array],
    factor: Callable[[], float] | None = None,
) -> Promise:
    good = all(a.holds for a in assumptions)
    constant = factor() if good and factor is not None else None
    return Promise(id, label, formula, quantity, kind, assumptions, constant, curve if good else None)


def _gradient_descent(s: _Facts) -> tuple[Promise, ...]:
    common = (s.quiet, s.whole, s.constant)
    L, mu, alpha = s.L or np.nan, s.mu or np.nan, s.alpha  # noqa: N806

    def rho() -> float:
        return theory.gd_rate(alpha, L, mu)

    limit = None if s.L is None or s.mu is None else 2 / (L if s.quadratic.holds else (L + mu))
    strong_step = Assumption(
        _STEP_QUADRATIC if s.quadratic.holds else _STEP_STRONG,
        limit is not None and (alpha < limit if s.quadratic.holds else alpha <= limit * (1 + _TIGHT)),
    )
    return (
        _promise(
            "gd_convex",
            _GD_CONVEX,
            "‖x₀ − x*‖² / (2αk)",
            "gap",
            "bound",
            (s.convex, s.smooth, s.attained, s.step_at_most(_STEP_1_L, s.L and 1 / s.L), *common),
            lambda k: s.R**2 / (2 * alpha * k),
        ),
        _promise(
            "gd_strongly_convex",
            _GD_STRONG,
            "(L/2) ρ²ᵏ ‖x₀ − x*‖²,  ρ = max(|1 − αμ|, |1 − αL|)",
            "gap",
            "bound",
            (s.strong, s.smooth, s.attained, strong_step, *common),
            lambda k: 0.5 * L * rho() ** (2 * k) * s.R**2,
            lambda: rho() ** 2,
        ),
        _promise(
            "gd_stationary",
            _GD_STATIONARY,
            "2 (f₀ − f*) / (αk)",
            "least_gradient_squared",
            "bound",
            (s.smooth, s.below, s.step_at_most(_STEP_1_L, s.L and 1 / s.L), *common),
            lambda k: 2 * s.gap / (alpha * k),
        ),
    )


def _exact(s: _Facts) -> tuple[Promise, ...]:
    L, mu = s.L or np.nan, s.mu or np.nan  # noqa: N806
    ratio = ((L - mu) / (L + mu)) ** 2
    unlimited = Assumption(_UNLIMITED, s.mu is not None and getattr(s.method, "alpha_max", 0.0) >= 1 / s.mu)
    return (
        _promise(
            "exact_quadratic",
            _EXACT,
            "((κ − 1)/(κ + 1))²ᵏ (f₀ − f*)",
            "gap",
            "bound",
            (s.quadratic, unlimited, s.quiet),
            lambda k: ratio**k * s.gap,
            lambda: float(ratio),
        ),
    )


def _nesterov(s: _Facts) -> tuple[Promise, ...]:
    L, mu = s.L or np.nan, s.mu or np.nan  # noqa: N806
    common = (s.quiet, s.whole, s.constant)
    best = theory.nesterov_best(L, mu) if s.L is not None and s.mu is not None else (None, None)
    decay = 1 - np.sqrt(mu / L)
    return (
        _promise(
            "nesterov_strongly_convex",
            _NESTEROV,
            "(1 − 1/√κ)ᵏ (f₀ − f* + μ‖x₀ − x*‖²/2)",
            "gap_of_x_k",
            "bound",
            (
                s.strong,
                s.smooth,
                s.attained,
                s.is_about(_STEP_IS_1_L, s.alpha, best[0]),
                s.is_about(_BETA_NESTEROV, s.beta, best[1]),
                *common,
            ),
            lambda k: decay**k * (s.gap + 0.5 * mu * s.R**2),
        ),
        _promise(
            "nesterov_slope",
            _NESTEROV_SLOPE,
            "ρ²ᵏ,  ρ the largest root of z² − (1 + β)(1 − αλ) z + β(1 − αλ)",
            "gap",
            "slope",
            (s.quadratic, Assumption(_CONVERGES, _at_most_1(s, theory.nesterov_rate)), *common),
            lambda k: theory.nesterov_rate(s.alpha, s.beta, L, mu) ** (2 * k),
            lambda: theory.nesterov_rate(s.alpha, s.beta, L, mu) ** 2,
        ),
    )


def _heavy_ball(s: _Facts) -> tuple[Promise, ...]:
    L, mu = s.L or np.nan, s.mu or np.nan  # noqa: N806
    return (
        _promise(
            "heavy_ball_slope",
            _HEAVY_BALL,
            "ρ²ᵏ,  ρ the largest root of z² − (1 + β − αλ) z + β",
            "gap",
            "slope",
            (
                s.quadratic,
                Assumption(_CONVERGES, _at_most_1(s, theory.heavy_ball_rate)),
                s.quiet,
                s.whole,
                s.constant,
            ),
            lambda k: theory.heavy_ball_rate(s.alpha, s.beta, L, mu) ** (2 * k),
            lambda: theory.heavy_ball_rate(s.alpha, s.beta, L, mu) ** 2,
        ),
    )


def _halves(s: _Facts) -> tuple[Assumption, ...]:
    """What both theorems of Beck and Teboulle ask for: f = g + r with g smooth, both convex, and α at most 1/L of g."""
    L = s.objective.smooth.L  # noqa: N806
    return (
        s.convex,
        Assumption(_SMOOTH_HALF, L is not None and L > 0),
        s.attained,
        s.step_at_most(_STEP_1_L_HALF, 1 / L if L else None),
        s.quiet,
        s.whole,
        s.constant,
    )


def _proximal_gradient(s: _Facts) -> tuple[Promise, ...]:
    return (
        _promise(
            "ista_convex",
            _ISTA,
            "‖x₀ − x*‖² / (2αk)",
            "gap",
            "bound",
            _halves(s),
            lambda k: s.R**2 / (2 * s.alpha * k),
        ),
    )


def _fista(s: _Facts) -> tuple[Promise, ...]:
    return (
        _promise(
            "fista_convex",
            _FISTA,
            "2 ‖x₀ − x*‖² / (α (k + 1)²)",
            "gap",
            "bound",
            (*_halves(s), Assumption(_NO_RESTART, getattr(s.method, "restart", "none") == "none")),
            lambda k: 2 * s.R**2 / (s.alpha * (k + 1) ** 2),
        ),
    )


def _at_most_1(s: _Facts, rate: Callable[[float, float, float, float], float]) -> bool:
    return s.L is not None and s.mu is not None and rate(s.alpha, s.beta, s.L, s.mu) < 1


_OF: dict[str, Callable[[_Facts], tuple[Promise, ...]]] = {
    "gradient_descent": _gradient_descent,
    "sgd": _gradient_descent,
    "gradient_descent_exact": _exact,
    "nesterov": _nesterov,
    "heavy_ball": _heavy_ball,
    "proximal_gradient": _proximal_gradient,
    "fista": _fista,
}

_SMOOTH = QT_TRANSLATE_NOOP("bounds", "the gradient is L-Lipschitz everywhere, L known")
_SMOOTH_HALF = QT_TRANSLATE_NOOP("bounds", "the smooth half's gradient is L-Lipschitz, L known")
_STEP_1_L_HALF = QT_TRANSLATE_NOOP("bounds", "α ≤ 1/L, L being the smooth half's")
_NO_RESTART = QT_TRANSLATE_NOOP("bounds", "the momentum is never restarted")
_ISTA = QT_TRANSLATE_NOOP("bounds", "ISTA: sublinear, 1/k")
_FISTA = QT_TRANSLATE_NOOP("bounds", "FISTA: sublinear, 1/k²")
_CONVEX = QT_TRANSLATE_NOOP("bounds", "f is convex")
_STRONG = QT_TRANSLATE_NOOP("bounds", "f is μ-strongly convex, μ > 0")
_QUADRATIC = QT_TRANSLATE_NOOP("bounds", "f is a strongly convex quadratic")
_ATTAINED = QT_TRANSLATE_NOOP("bounds", "a minimiser x* exists and is known")
_BELOW = QT_TRANSLATE_NOOP("bounds", "f is bounded below by a known f*")
_QUIET = QT_TRANSLATE_NOOP("bounds", "the gradients carry no noise")
_WHOLE = QT_TRANSLATE_NOOP("bounds", "the gradients are not clipped")
_CONSTANT = QT_TRANSLATE_NOOP("bounds", "the learning rate is constant")
_STEP_1_L = QT_TRANSLATE_NOOP("bounds", "α ≤ 1/L")
_STEP_IS_1_L = QT_TRANSLATE_NOOP("bounds", "α = 1/L")
_STEP_QUADRATIC = QT_TRANSLATE_NOOP("bounds", "α < 2/L (f is quadratic)")
_STEP_STRONG = QT_TRANSLATE_NOOP("bounds", "α ≤ 2/(L + μ)")
_BETA_NESTEROV = QT_TRANSLATE_NOOP("bounds", "β = (√κ − 1)/(√κ + 1)")
_UNLIMITED = QT_TRANSLATE_NOOP("bounds", "the search has room for every exact step, α_max ≥ 1/μ")
_CONVERGES = QT_TRANSLATE_NOOP("bounds", "α and β lie where the method converges, ρ < 1")
_GD_CONVEX = QT_TRANSLATE_NOOP("bounds", "Convex f: sublinear")
_GD_STRONG = QT_TRANSLATE_NOOP("bounds", "Strongly convex f: linear")
_GD_STATIONARY = QT_TRANSLATE_NOOP("bounds", "Any smooth f: the least gradient norm")
_EXACT = QT_TRANSLATE_NOOP("bounds", "Exact line search on a quadratic")
_NESTEROV = QT_TRANSLATE_NOOP("bounds", "Nesterov, strongly convex f")
_NESTEROV_SLOPE = QT_TRANSLATE_NOOP("bounds", "Nesterov on a quadratic: asymptotic slope")
_HEAVY_BALL = QT_TRANSLATE_NOOP("bounds", "Heavy ball on a quadratic: asymptotic slope")
