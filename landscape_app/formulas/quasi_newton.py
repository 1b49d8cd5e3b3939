"""BFGS, DFP and L-BFGS: H stands for the inverse of the Hessian."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Expr, Minus, Named, Number, Over, Turned, dot, product
from landscape_app.formulas.searching import along
from landscape_app.formulas.step import Line, Step

_KEPT = QT_TRANSLATE_NOOP("formulas", "sᵀy is not above 0: H is kept")
_MANY = QT_TRANSLATE_NOOP("formulas", "H is {d} × {d}: too large to be written out")
_FIRST = QT_TRANSLATE_NOOP("formulas", "before its first update H is scaled to γI")
_SCALE = QT_TRANSLATE_NOOP("formulas", "of the last pair kept")
_NO_PAIR = QT_TRANSLATE_NOOP("formulas", "no pair yet")
_LOOPS = QT_TRANSLATE_NOOP("formulas", "γI after {pairs} pairs (s, y)")
_LOST = QT_TRANSLATE_NOOP("formulas", "the pair is not kept: sᵀy is not above 0")


def _inverse_hessian(s: Step, letter: str = "H", value: Array | None = None, step: int = 0) -> Named:
    return s.named(letter, s.made("H") if value is None else value, "scale", step)


def _pair(s: Step) -> tuple[Named, Named, list[Line]]:
    """s and y of this step."""
    ds, dy = s.here("s", "s", "step"), s.here("y", "y", "gradient")
    seen = s.trajectory.seen_gradient
    lines = [Line(ds, s.end - s.x)]
    if len(seen) > s.k + 2:
        lines.append(Line(dy, s.named("g", seen[s.k + 2], "gradient", 1) - s.g))
    else:
        lines.append(Line(dy, None))
    return ds, dy, lines


def _direction(s: Step, H: Named) -> Line:  # noqa: N803
    return Line(s.here("p", "p", "step"), Minus(product(H, s.g)))


def _whole(s: Step, update: bool) -> list[Line]:
    """BFGS or DFP."""
    if not s.small or "H" not in s.trajectory.extras:
        size = (("d", str(s.x.value.size)),)
        return along(s, Line(s.here("p", "p", "step"), None, _MANY, values=size))
    H = _inverse_hessian(s)  # noqa: N806
    head = along(s, Line(H, None), _direction(s, H))
    ds, dy, pair = _pair(s)
    new = _inverse_hessian(s, value=s.made("H_new"), step=1)
    if not s.made("updated") > 0:
        return [*head, *pair, Line(new, H, _KEPT)]
    base, scaled = _base(s, H, ds, dy)
    rule = _bfgs(s, base, ds, dy) if update else _dfp(base, ds, dy)
    return [*head, *pair, *scaled, Line(new, rule)]


def _base(s: Step, H: Named, ds: Named, dy: Named) -> tuple[Named, list[Line]]:  # noqa: N803
    """H as it is updated: at the first update γH."""
    if np.any(s.trajectory.extras["updated"][1 : s.k + 1] > 0):
        return H, []
    ratio = Over(dot(ds, dy), dot(dy, dy))
    gamma = s.named("γ", ratio.value, "scale")
    base = s.named("H", gamma.value * H.value, "scale", 0, accent="tilde")
    return base, [Line(gamma, ratio, _FIRST), Line(base, gamma * H)]


def _bfgs(s: Step, H: Named, ds: Named, dy: Named) -> Expr:  # noqa: N803
    """(I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/sᵀy."""
    eye = s.named("I", np.eye(len(H.value)), italic=False)
    rho = s.named("ρ", 1 / float(s.made("sy")), "scale", 0)
    left, right = product(rho, ds, Turned(dy)), product(rho, dy, Turned(ds))
    return product(eye - left, H, eye - right) + product(rho, ds, Turned(ds))


def _dfp(H: Named, ds: Named, dy: Named) -> Expr:  # noqa: N803
    """H − Hyyᵀ H/yᵀHy + ssᵀ/sᵀy."""
    lost = Over(product(H, dy, Turned(dy), H), product(Turned(dy), H, dy))
    return H - lost + Over(product(ds, Turned(ds)), dot(ds, dy))


def bfgs(s: Step) -> list[Line]:
    """BFGS."""
    return _whole(s, update=True)


def dfp(s: Step) -> list[Line]:
    """DFP."""
    return _whole(s, update=False)


def pairs(s: Step) -> list[tuple[Array, Array]]:
    """The pairs that this step's direction was made of, the oldest first."""
    extras = s.trajectory.extras
    kept = [i for i in range(1, s.k + 1) if extras["updated"][i] > 0]
    return [(extras["s"][i], extras["y"][i]) for i in kept[len(kept) - int(s.made("pairs")) :]]


def lbfgs(s: Step) -> list[Line]:
    """L-BFGS; its H is never written out by the method, but here it is."""
    _, dy, pair = _pair(s)
    if not s.small:
        size = (("d", str(s.x.value.size)),)
        return along(s, Line(s.here("p", "p", "step"), None, _MANY, values=size))
    known = pairs(s)
    gamma = s.here("γ", "gamma", "scale")
    if known:
        last_s = s.named("s", known[-1][0], "step", sub="last")
        last_y = s.named("y", known[-1][1], "gradient", sub="last")
        first = Line(gamma, Over(dot(last_s, last_y), dot(last_y, last_y)), _SCALE)
    else:
        first = Line(gamma, Number(1.0), _NO_PAIR)
    H = _inverse_hessian(s, value=_built(s, float(gamma.value), known))  # noqa: N806
    loops = Line(H, None, _LOOPS, values=(("pairs", str(len(known))),))
    head = along(s, first, loops, _direction(s, H))
    if not s.made("updated") > 0:
        pair[-1] = Line(dy, pair[-1].right, _LOST)
    return [*head, *pair]


def _built(s: Step, gamma: float, known: list[tuple[Array, Array]]) -> Array:
    """BFGS's updates of γI by the pairs."""
    eye = np.eye(s.x.value.size)
    H = gamma * eye  # noqa: N806
    for ds, dy in known:
        rho = 1 / float(np.sum(ds * dy))
        left = eye - rho * np.outer(ds, dy)
        H = left @ H @ left.T + rho * np.outer(ds, ds)  # noqa: N806
    return H


RULES = {"bfgs": bfgs, "dfp": dfp, "lbfgs": lbfgs}
