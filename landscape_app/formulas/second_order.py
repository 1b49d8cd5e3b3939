"""Newton and his kin, and the trust region."""

from __future__ import annotations

import numpy as np

from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Expr, Inverse, Minus, Named, Number, Over, Size, Sum, dot, product
from landscape_app.formulas.matrices import hessian, rebuilt
from landscape_app.formulas.searching import along
from landscape_app.formulas.step import Line, Step, arrival, gradient_line
from landscape_app.typeset.nodes import Fence, Node, Op, Row, Scripts, Sym, upright

_MANY = QT_TRANSLATE_NOOP("formulas", "H is {d} × {d}: too large to be written out")
_NONE = QT_TRANSLATE_NOOP("formulas", "H is singular: there is no such step")
_SHIFT = QT_TRANSLATE_NOOP("formulas", "so much that the lowest eigenvalue is δ")
_FLOOR = QT_TRANSLATE_NOOP("formulas", "H with its eigenvalues raised to at least δ")
_SIZE = QT_TRANSLATE_NOOP("formulas", "the sizes of H's eigenvalues, but at least δ")
_MADE = QT_TRANSLATE_NOOP("formulas", "H with these eigenvalues")
_CAUCHY = QT_TRANSLATE_NOOP("formulas", "the Cauchy point: the lowest of the model along −g within Δ")
_DOGLEG = QT_TRANSLATE_NOOP("formulas", "where the dogleg path leaves the region")
_HARD = QT_TRANSLATE_NOOP("formulas", "the hard case: on the edge, along the lowest curvature too")
_WITHIN = QT_TRANSLATE_NOOP("formulas", "within the trust region")
_PREDICTED = QT_TRANSLATE_NOOP("formulas", "the decrease that the model promises")
_RATIO = QT_TRANSLATE_NOOP("formulas", "what came of it, as a share of the promise")
_TAKEN = QT_TRANSLATE_NOOP("formulas", "ρ > η: accepted")
_REFUSED = QT_TRANSLATE_NOOP("formulas", "ρ ≤ η: refused")
_SHRINKS = QT_TRANSLATE_NOOP("formulas", "ρ < ¼: the region shrinks")
_GROWS = QT_TRANSLATE_NOOP("formulas", "ρ > ¾ and ‖p‖ = Δ: the region grows")
_STAYS = QT_TRANSLATE_NOOP("formulas", "the region stays as it is")
_NOWHERE = QT_TRANSLATE_NOOP("formulas", "x + p is x: nothing to compare")
_ROUNDED = QT_TRANSLATE_NOOP("formulas", "solved by eigenvalues: the inverse is lost to rounding")
_TOLD = 1e-8  # the least ratio of eigenvalues with which an inverse still has digits


def _of(letter: str, inner: Node) -> Node:
    return Row((Scripts(Sym(letter), sub=Sym("k")) if letter == "m" else Sym(letter), Fence(inner)))


_STEP = Scripts(Sym("p"), sub=Sym("k"))
_PROMISE = Row((_of("m", upright("0")), Op("−"), _of("m", _STEP)))
_TRIAL = _of("f", Row((Scripts(Sym("x"), sub=Sym("k")), Op("+"), _STEP)))


def _newton_direction(s: Step) -> list[Line]:
    """p = −H⁻¹g."""
    p = s.here("p", "p", "step")
    if not s.small:
        return [Line(p, None, _MANY, values=(("d", str(s.x.value.size)),))]
    H = hessian(s)  # noqa: N806
    if not np.any(p.value) and np.any(s.g.value):
        return [Line(H, None), Line(p, None, _NONE)]
    return [Line(H, None), _solved(s, p, H)]


def _solved(s: Step, p: Named, matrix: Expr) -> Line:
    """p = −M⁻¹g; where M is so ill-conditioned that its digits do not tell p, what was recorded."""
    sizes = np.abs(np.linalg.eigvalsh(np.atleast_2d(matrix.value)))
    if not np.min(sizes) > _TOLD * np.max(sizes):
        return Line(p, None, _ROUNDED)
    return Line(p, Minus(product(Inverse(matrix), s.g)))


def newton(s: Step) -> list[Line]:
    """x − H⁻¹g."""
    p = s.here("p", "p", "step")
    return [gradient_line(s), *_newton_direction(s), arrival(s, s.x + p)]


def damped(s: Step) -> list[Line]:
    """x − αH⁻¹g."""
    return along(s, *_newton_direction(s))


def modified(s: Step) -> list[Line]:
    """B = H + τI, or H with its low eigenvalues raised."""
    if not s.small:
        return damped(s)
    H, low = hessian(s), s.made("eigenvalues")[0]  # noqa: N806
    lowest = s.named("λ", low, "scale", sub="min")
    if s.method.modification == "floor":
        return _by_eigenvalues(s, H, Call("max", np.maximum, (_eigenvalues(s), s.field("delta"))), _FLOOR)
    gap = s.field("delta") - lowest
    tau = s.named("τ", max(0.0, float(gap.value)), "scale", 0)
    B = s.named("B", H.value + tau.value * np.eye(len(H.value)), "scale", 0)  # noqa: N806
    eye = s.named("I", np.eye(len(H.value)), italic=False)
    p = s.here("p", "p", "step")
    return along(
        s,
        Line(H, None),
        Line(tau, Call("max", np.maximum, (Number(0.0), gap)), _SHIFT),
        Line(B, H + tau * eye),
        _solved(s, p, B),
    )


def saddle_free(s: Step) -> list[Line]:
    """|H| in the place of H."""
    if not s.small:
        return damped(s)
    rule = Call("max", np.maximum, (Size(_eigenvalues(s), norm=False), s.field("delta")))
    return _by_eigenvalues(s, hessian(s), rule, _SIZE)


def _eigenvalues(s: Step) -> Named:
    return s.here("λ", "eigenvalues", "scale")


def _by_eigenvalues(s: Step, H: Named, rule: Expr, note: str) -> list[Line]:  # noqa: N803
    raised = s.here("λ", "modified", "scale", accent="tilde")
    B = s.named("B", rebuilt(H.value, raised.value), "scale", 0)  # noqa: N806
    p = s.here("p", "p", "step")
    return along(s, Line(H, None), Line(raised, rule, note), Line(B, None, _MADE), _solved(s, p, B))


def trust_region(s: Step) -> list[Line]:
    """The step within Δ, its judgement, and what becomes of Δ."""
    p, radius = s.here("p", "p", "step"), s.here("Δ", "radius", "rate", italic=False)
    reduction, rho = s.here("m", "reduction", "", look=_PROMISE), s.here("ρ", "rho", "")
    lines = [gradient_line(s)]
    if s.small:
        H = hessian(s)  # noqa: N806
        lines += [Line(H, None), _inner(s, p, H)]
        bend = Number(0.5) * product(*dot(p, H).factors, p)
        promised = Line(reduction, Minus(Sum(dot(s.g, p), bend, minus=False)), _PREDICTED)
    else:
        lines.append(Line(p, None, _MANY, values=(("d", str(s.x.value.size)),)))
        promised = Line(reduction, None, _PREDICTED)
    lines += [Line(Size(p), radius, _WITHIN, sign="≤"), promised]
    if np.isnan(rho.value):
        lines.append(Line(rho, None, _NOWHERE))
    elif np.isfinite(rho.value):
        f = s.named("f", s.trajectory.f[s.k], "", 0)
        trial = s.named("f", s.trajectory.f[s.k] - s.made("decrease"), look=_TRIAL)
        lines.append(Line(rho, Over(f - trial, reduction), _RATIO))
    else:
        lines.append(Line(rho, None, _RATIO))
    accepted = s.made("accepted") > 0
    lines.append(arrival(s, s.x + p, _TAKEN) if accepted else arrival(s, s.x, _REFUSED))
    after = _next_radius(s, radius)
    return lines if after is None else [*lines, after]


def _inner(s: Step, p: Named, H: Named) -> Line:  # noqa: N803
    """p, where a short formula leads to it."""
    multiplier = float(s.made("multiplier"))
    if np.isnan(multiplier):
        return Line(p, None, _CAUCHY if s.method.subproblem == "cauchy" else _DOGLEG)
    shift = s.named("λ", multiplier, "rate", 0)
    whole: Expr = H if multiplier == 0 else H + shift * s.named("I", np.eye(len(H.value)), italic=False)
    value = np.atleast_2d(whole.value)
    sizes = np.abs(np.linalg.eigvalsh(value)) if np.all(np.isfinite(value)) else np.zeros(1)
    if np.min(sizes) <= 1e-9 * np.max(sizes):
        return Line(p, None, _HARD)
    return _solved(s, p, whole)


def _next_radius(s: Step, radius: Named) -> Line | None:
    """Δ of the next step, once that is known."""
    known = s.trajectory.extras["radius"]
    if len(known) <= s.k + 2:
        return None
    after = s.named("Δ", known[s.k + 2], "rate", 1, italic=False)
    if after.value < radius.value:
        return Line(after, Over(radius, Number(4.0)), _SHRINKS)
    if after.value > radius.value:
        most = s.named("Δ", s.field("max_radius").value, "rate", sub="max", italic=False)
        return Line(after, Call("min", np.minimum, (2 * radius, most)), _GROWS)
    return Line(after, radius, _STAYS)


RULES = {
    "newton": newton,
    "damped_newton": damped,
    "modified_newton": modified,
    "saddle_free_newton": saddle_free,
    "trust_region": trust_region,
}
