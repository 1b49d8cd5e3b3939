"""Exact line search: α = argmin φ over (0, α_max).

On a quadratic it is closed: α = g'p / p'Qp for x − α p. Elsewhere the first minimum is bracketed by stepping out by
the golden ratio and narrowed by Brent's method (Brent, Algorithms for Minimization without Derivatives, 1973,
chapter 5: parabolic steps, safeguarded by golden section).
"""

from __future__ import annotations

import math
from collections.abc import Callable

from core.linesearch.result import LineSearchResult

_GOLD = (1 + math.sqrt(5)) / 2
_SECTION = 2 - _GOLD  # 0.381966...
_TOLERANCE = 1e-10  # relative, on α
_TINY = 1e-300
_MAX_OUT = 200
_MAX_BRENT = 100

Phi = Callable[[float], float]


def quadratic(slope: float, curvature: float, alpha_max: float = math.inf) -> LineSearchResult:
    """Closed form for φ(α) = φ(0) − slope·α + ½ curvature·α², with slope = g'p and curvature = p'Qp.

    The step is clipped to ``alpha_max``. Where the curvature is not positive φ falls without end: "unbounded",
    unless ``alpha_max`` is finite, which then is the minimiser.
    """
    if not slope > 0:
        return LineSearchResult(0.0, "no_descent", ())
    if curvature > 0:
        return LineSearchResult(min(slope / curvature, alpha_max), "ok", ())
    if math.isfinite(alpha_max):
        return LineSearchResult(alpha_max, "ok", ())
    return LineSearchResult(0.0, "unbounded", ())


def minimise(
    phi: Phi, phi_0: float, dphi_0: float, *, alpha_0: float = 1.0, alpha_max: float = math.inf
) -> LineSearchResult:
    """The first minimum found of φ on (0, α_max), for φ'(0) = ``dphi_0`` < 0; ``alpha_0`` is the first trial."""
    if not dphi_0 < 0:
        return LineSearchResult(0.0, "no_descent", ())
    trials: list[tuple[float, float]] = []

    def at(alpha: float) -> float:
        value = phi(alpha)
        trials.append((alpha, value))
        return value if math.isfinite(value) else math.inf if not value < 0 else value

    bracket = _bracket(at, phi_0, min(alpha_0, alpha_max), alpha_max)
    if bracket is None:
        return LineSearchResult(0.0, "not_found", tuple(trials))
    low, middle, high, value = bracket
    if value == -math.inf or middle == math.inf:
        return LineSearchResult(0.0, "unbounded", tuple(trials))
    if middle >= high:  # still falling at alpha_max
        return LineSearchResult(alpha_max, "ok", tuple(trials))
    return LineSearchResult(_brent(at, low, middle, high, value), "ok", tuple(trials))


def _bracket(at: Phi, phi_0: float, alpha: float, alpha_max: float) -> tuple[float, float, float, float] | None:
    """(low, middle, high, φ(middle)) with φ(middle) below both ends; middle = high where φ falls up to α_max."""
    value = at(alpha)
    high = alpha
    for _ in range(_MAX_OUT):  # too long: come in until below φ(0)
        if value < phi_0:
            break
        high, alpha = alpha, alpha / (1 + _GOLD) ** 2
        if alpha < _TINY:
            return None
        value = at(alpha)
    else:
        return None
    low = 0.0
    if high > alpha:
        return low, alpha, high, value
    for _ in range(_MAX_OUT):  # still falling: go out
        if alpha >= alpha_max:
            return low, alpha_max, alpha_max, value
        further = min(alpha * (1 + _GOLD), alpha_max)
        further_value = at(further)
        if further_value >= value:
            return low, alpha, further, value
        low, alpha, value = alpha, further, further_value
        if value == -math.inf:
            break
    return low, math.inf, math.inf, value


def _brent(at: Phi, low: float, x: float, high: float, fx: float) -> float:
    """Brent's minimiser on [low, high] from the interior point x."""
    w = v = x
    fw = fv = fx
    step = before_last = 0.0
    for _ in range(_MAX_BRENT):
        middle = (low + high) / 2
        tolerance = _TOLERANCE * abs(x) + _TINY
        if abs(x - middle) <= 2 * tolerance - (high - low) / 2:
            break
        golden = True
        if abs(before_last) > tolerance:  # a parabola through x, w, v
            r, q = (x - w) * (fx - fv), (x - v) * (fx - fw)
            p = (x - v) * q - (x - w) * r
            q = 2 * (q - r)
            p, q = (-p, q) if q > 0 else (p, -q)
            if abs(p) < abs(q * before_last / 2) and q * (low - x) < p < q * (high - x):
                before_last, step, golden = step, p / q, False
                if min(x + step - low, high - x - step) < 2 * tolerance:
                    step = math.copysign(tolerance, middle - x)
        if golden:
            before_last = (low if x >= middle else high) - x
            step = _SECTION * before_last
        u = x + (step if abs(step) >= tolerance else math.copysign(tolerance, step))
        fu = at(u)
        if fu <= fx:
            low, high = (x, high) if u >= x else (low, x)
            v, fv, w, fw, x, fx = w, fw, x, fx, u, fu
        else:
            low, high = (u, high) if u < x else (low, u)
            if fu <= fw or w == x:
                v, fv, w, fw = w, fw, u, fu
            elif fu <= fv or v in (x, w):
                v, fv = u, fu
    return x
