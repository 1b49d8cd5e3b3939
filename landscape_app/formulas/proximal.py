"""Proximal gradient, FISTA, ADMM: f = g + r, one half by its gradient, the other by its prox."""

from __future__ import annotations

import numpy as np

from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Inverse, Named, Number, Root, product, squared
from landscape_app.formulas.matrices import hessian
from landscape_app.formulas.step import Line, Step, arrival, gradient_line
from landscape_app.typeset.nodes import Coloured, Node, Op, Row, Space, Sym

_LOOKS_AHEAD = QT_TRANSLATE_NOOP("formulas", "the point looked ahead to")
_RESTART = QT_TRANSLATE_NOOP("formulas", "restart: the momentum is thrown away")
_MANY = QT_TRANSLATE_NOOP("formulas", "argmin g(x) + (ρ/2)‖x − v‖², with a {d} × {d} matrix")
_ARGMIN = QT_TRANSLATE_NOOP("formulas", "argmin g(x) + (ρ/2)‖x − v‖²")
_UNSUITED = QT_TRANSLATE_NOOP("formulas", "g is not quadratic: ADMM takes no step")
_NO_MINIMUM = QT_TRANSLATE_NOOP("formulas", "Q + ρI is not positive definite: there is no argmin, and no step")
_IS_Z = QT_TRANSLATE_NOOP("formulas", "the path drawn is z")


def _prox(s: Step, half: Named, reach: Named, over: bool = False) -> Call:
    """prox of αr, or of r/ρ."""

    def under(numbers: bool) -> Node:
        length, r = reach.node(numbers), Sym("r")
        dot: Node = Op("·", 0.05) if numbers else Space(0.0)
        return Coloured(Row((r, Op("/", 0.02), length) if over else (length, dot, r)), "decay")

    t = 1 / float(reach.value) if over else float(reach.value)
    return Call("prox", lambda v: s.objective.prox(v[None], t)[0], (half,), under, term="decay")


def proximal_gradient(s: Step) -> list[Line]:
    """prox(x − α∇g)."""
    half = s.named("x", s.made("half"), "", 0.5)
    return [
        gradient_line(s, smooth=True),
        Line(half, s.x - s.alpha * s.g),
        arrival(s, _prox(s, half, s.alpha)),
    ]


def fista(s: Step) -> list[Line]:
    """A proximal step from a point ahead of x."""
    t = s.trajectory
    y = s.here("y", "y", "momentum")
    half = s.named("y", s.made("half"), "", 0.5)
    lines: list[Line] = []
    if s.k:
        before = s.named("x", t.x[s.k - 1], "", -1)
        share = s.named("θ", t.extras["momentum"][s.k], "momentum", 0)
        lines.append(_share(s, share))
        lines.append(Line(y, s.x + share * (s.x - before), _LOOKS_AHEAD))
    else:
        lines.append(Line(y, s.x))
    return [
        *lines,
        gradient_line(s, at=y, smooth=True),
        Line(half, y - s.alpha * s.g),
        arrival(s, _prox(s, half, s.alpha)),
    ]


def _share(s: Step, share: Named) -> Line:
    """(t_{k−1} − 1)/t_k, t_k = (1 + √(1 + 4t²_{k−1}))/2."""
    if share.value == 0 and s.trajectory.extras["t"][s.k + 1] == 1 and s.k > 0:
        return Line(share, None, _RESTART)
    before = s.named("t", s.trajectory.extras["t"][s.k], "momentum", -1)
    return Line(share, (before - 1) / ((1 + Root(1 + 4 * squared(before))) / Number(2.0)))


def admm(s: Step) -> list[Line]:
    """x by g, z by r, u holds them together."""
    z = s.named("z", s.x.value, "", 0)
    if not s.method.suits(s.objective):
        return [arrival(s, z, _UNSUITED, s.named("z", s.end.value, "", 1))]
    u = s.old("u", "u", "momentum")
    v = s.named("v", s.x.value - u.value, "", 0)
    x, half = s.new("x", "x_k", ""), s.named("z", s.made("half"), "", 0.5)
    rho, relaxation = s.field("rho"), s.field("relaxation")
    lines = [Line(v, z - u), gradient_line(s, at=v, smooth=True)]
    if s.small:
        Q = hessian(s, smooth=True)  # noqa: N806
        eye = s.named("I", np.eye(len(Q.value)), italic=False)
        lines.append(Line(x, v - product(Inverse(Q + rho * eye), s.g), _ARGMIN))
    else:
        lines.append(Line(x, None, _MANY, values=(("d", str(s.x.value.size)),)))
    ahead = x
    if relaxation.value != 1:
        blend = relaxation * x + (1 - relaxation) * z
        ahead = s.named("x", blend.value, "", 1, accent="hat")
        lines.append(Line(ahead, blend))
    new = s.new("z", "z", "")
    if not np.array_equal(new.value, s.end.value):
        return [*lines, arrival(s, z, _NO_MINIMUM, s.named("z", s.end.value, "", 1))]
    return [
        *lines,
        Line(half, ahead + u),
        arrival(s, _prox(s, half, rho, over=True), _IS_Z, new),
        Line(s.new("u", "u", "momentum"), u + ahead - new),
    ]


RULES = {"proximal_gradient": proximal_gradient, "fista": fista, "admm": admm}
