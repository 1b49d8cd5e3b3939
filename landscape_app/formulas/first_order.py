"""Gradient descent and its momentum."""

from __future__ import annotations

import numpy as np

from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Over, Power, Size
from landscape_app.formulas.step import Line, Step, arrival, gradient_line

_FLAT = QT_TRANSLATE_NOOP("formulas", "where g = 0 it stays")
_BELOW = QT_TRANSLATE_NOOP("formulas", "f is not above f*: no step")
_BEST = QT_TRANSLATE_NOOP("formulas", "the lowest value so far")


def descent(s: Step) -> list[Line]:
    """x − αg."""
    return [gradient_line(s), arrival(s, s.x - s.alpha * s.g)]


def subgradient(s: Step) -> list[Line]:
    """Descent that keeps the best."""
    f = s.trajectory.f
    best = s.named("f", s.made("f_best"), "", 1, accent="bar")
    kept = s.named("f", s.was("f_best") if s.k else f[0], "", 0, accent="bar")
    new = s.named("f", f[s.k + 1], "", 1)
    return [*descent(s), Line(best, Call("min", np.minimum, (new, kept)), _BEST)]


def sign(s: Step) -> list[Line]:
    """x − α sign g."""
    u = s.here("u", "u", "scale")
    return [gradient_line(s), Line(u, Call("sign", np.sign, (s.g,))), arrival(s, s.x - s.alpha * u)]


def normalised(s: Step) -> list[Line]:
    """x − αg/‖g‖."""
    u = s.here("u", "u", "scale")
    still = not np.any(s.g.value)
    unit = Line(u, None, _FLAT) if still else Line(u, Over(s.g, Size(s.g)))
    return [gradient_line(s), unit, arrival(s, s.x - s.alpha * u)]


def polyak(s: Step) -> list[Line]:
    """α = γ(f − f*)/‖g‖²."""
    f_star = s.objective.f_star
    lowest = s.named("f", s.field("target").value if f_star is None else f_star, sup="*")
    gap = s.named("f", s.trajectory.f[s.k], "", 0) - lowest
    if s.alpha.value == 0:
        length = Line(s.alpha, None, _FLAT if not np.any(s.g.value) else _BELOW)
    else:
        length = Line(s.alpha, s.field("gamma") * Over(gap, Power(Size(s.g))))
    return [gradient_line(s), length, arrival(s, s.x - s.alpha * s.g)]


def heavy_ball(s: Step) -> list[Line]:
    """b = βb + g, x − αb."""
    b = s.new("b", "b", "momentum")
    return [
        gradient_line(s),
        Line(b, s.field("momentum") * s.old("b", "b", "momentum") + s.g),
        arrival(s, s.x - s.alpha * b),
    ]


def nesterov(s: Step) -> list[Line]:
    """b = βb + g, x − α(g + βb)."""
    b = s.new("b", "b", "momentum")
    beta = s.field("momentum")
    return [
        gradient_line(s),
        Line(b, beta * s.old("b", "b", "momentum") + s.g),
        arrival(s, s.x - s.alpha * (s.g + beta * b)),
    ]


RULES = {
    "gradient_descent": descent,
    "sgd": descent,
    "subgradient": subgradient,
    "sign_descent": sign,
    "normalized_gradient_descent": normalised,
    "polyak_step": polyak,
    "heavy_ball": heavy_ball,
    "nesterov": nesterov,
}
