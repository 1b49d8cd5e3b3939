"""Line searches: what is searched for, and whether what was found is that."""

from __future__ import annotations

import numpy as np

from core import registry
from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Expr, Number, Over, Size, Turned, dot, product
from landscape_app.formulas.first_order import descent
from landscape_app.formulas.matrices import hessian
from landscape_app.formulas.step import Line, Step, arrival, gradient_line

_FOUND = QT_TRANSLATE_NOOP("formulas", "{search}: {trials} trials")
_FOUND_ONE = QT_TRANSLATE_NOOP("formulas", "{search}: 1 trial")
_CLOSED = QT_TRANSLATE_NOOP("formulas", "the lowest point on the line, in closed form")
_STAYS = QT_TRANSLATE_NOOP("formulas", "no step: it stays")
_ARMIJO = QT_TRANSLATE_NOOP("formulas", "sufficient decrease")
_BEND = QT_TRANSLATE_NOOP("formulas", "curvature condition")
_LEAST = QT_TRANSLATE_NOOP("formulas", "not too short")
_RESTART = QT_TRANSLATE_NOOP("formulas", "begins again with −g")
_AT_END = QT_TRANSLATE_NOOP("formulas", "cut at the largest step")


def length(s: Step, p: Expr) -> list[Line]:
    """α as the search left it, and the conditions that it was to meet."""
    trials = int(s.made("trials")) if np.isfinite(s.made("trials")) else 0
    if s.alpha.value == 0:
        return [Line(s.alpha, None, _STAYS)]
    label = _label(s)
    note = _CLOSED if trials == 0 else _FOUND_ONE if trials == 1 else _FOUND
    found = Line(s.alpha, None, note, values=(("search", label), ("trials", str(trials))))
    return [found, *_conditions(s, p)]


def _label(s: Step) -> str:
    ids = {"gradient_descent_backtracking": "backtracking", "gradient_descent_exact": "exact"}
    return str(registry.get("linesearch", getattr(s.method, "search", "") or ids[s.method.id]).label)


def _conditions(s: Step, p: Expr) -> list[Line]:
    """Those of the search chosen, on the values recorded."""
    search = getattr(s.method, "search", "backtracking" if s.method.id.endswith("backtracking") else "exact")
    f = s.named("f", s.trajectory.f[s.k], "", 0)
    f_new = s.named("f", s.trajectory.f[s.k + 1], "", 1)
    slope = dot(s.g, p)
    lines = []
    if search in ("backtracking", "wolfe", "strong_wolfe", "more_thuente"):
        lines.append(Line(f_new, f + s.field("c1") * s.alpha * slope, _ARMIJO, sign="≤"))
    if search == "goldstein":
        c = s.field("c")
        lines.append(Line(f_new, f + c * s.alpha * slope, _ARMIJO, sign="≤"))
        lines.append(Line(f_new, f + (1 - c) * s.alpha * slope, _LEAST, sign="≥"))
    if search in ("wolfe", "strong_wolfe", "more_thuente") and not s.noisy:
        g_new = s.named("g", s.trajectory.gradient[s.k + 1], "gradient", 1)
        there = dot(g_new, p)
        if search == "wolfe":
            lines.append(Line(there, s.field("c2") * slope, _BEND, sign="≥"))
        else:
            lines.append(Line(Size(there, norm=False), s.field("c2") * Size(slope, norm=False), _BEND, sign="≤"))
    return lines


def along(s: Step, *before: Line) -> list[Line]:
    """x + αp, after the lines that make p."""
    p = s.here("p", "p", "step")
    return [gradient_line(s), *before, *length(s, p), _arrival(s, p)]


def _arrival(s: Step, p: Expr) -> Line:
    return arrival(s, s.x) if s.alpha.value == 0 else arrival(s, s.x + s.alpha * p)


def backtracking(s: Step) -> list[Line]:
    """x − αg, α from a search along −g."""
    p = s.here("p", "p", "step")
    return [gradient_line(s), Line(p, -s.g), *length(s, p), _arrival(s, p)]


def exact(s: Step) -> list[Line]:
    """x − αg to the lowest point of the line."""
    first, last = descent(s)
    if s.alpha.value == 0:
        return [first, Line(s.alpha, None, _STAYS), last]
    if not (s.objective.is_quadratic and s.small):
        return [first, *length(s, -s.g), last]
    H = hessian(s, smooth=False)  # noqa: N806
    if s.alpha.value >= s.field("alpha_max").value:
        return [first, Line(s.alpha, None, _AT_END), last]
    return [first, Line(s.alpha, Over(dot(s.g, s.g), product(Turned(s.g), H, s.g))), last]


def conjugate(s: Step) -> list[Line]:
    """p = −g + βp."""
    p = s.here("p", "p", "step")
    if s.k == 0:
        return along(s, Line(p, -s.g))
    beta = s.here("β", "beta", "momentum")
    if s.made("restarted") > 0:
        return along(s, Line(beta, None, _RESTART), Line(p, -s.g))
    before = s.named("g", s.trajectory.seen_gradient[s.k], "gradient", -1)
    whole = dot(before, before)
    if s.method.formula == "FR":
        rule: Expr = Over(dot(s.g, s.g), whole)
    else:
        rule = Call("max", np.maximum, (Number(0.0), Over(dot(s.g, s.g - before), whole)))
    kept = s.named("p", s.trajectory.extras["p"][s.k], "momentum", -1)
    return along(s, Line(beta, rule), Line(p, -s.g + beta * kept))


def line_search(s: Step) -> list[Line]:
    """p = −g and any search."""
    return along(s, Line(s.here("p", "p", "step"), -s.g))


RULES = {
    "gradient_descent_backtracking": backtracking,
    "gradient_descent_exact": exact,
    "line_search_descent": line_search,
    "conjugate_gradient": conjugate,
}
