"""Methods that scale each coordinate by its own gradients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.experiment import Run
from core.rates import planned
from core.schedules.plateau import ReduceOnPlateau
from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Expr, Named, Number, Power, Root, Size, index, squared
from landscape_app.formulas.step import Line, Step, arrival, gradient_line
from landscape_app.typeset.nodes import Fence, Node, Op, Row, Scripts, Space, upright

_RATIO = QT_TRANSLATE_NOOP("formulas", "how far v can be trusted: above 5 the step is divided")
_UNTRUSTED = QT_TRANSLATE_NOOP("formulas", "not above 5: nothing is divided yet")
_CENTRED = QT_TRANSLATE_NOOP("formulas", "a variance: at least 0")
_PRODUCT = QT_TRANSLATE_NOOP("formulas", "the product of μ over all steps so far")


def _mean(new: Named, weight: Named, old: Named, of: Expr) -> Line:
    """A running mean: new = w old + (1 − w) of."""
    return Line(new, weight * old + (1 - weight) * of)


def _moments(s: Step, g: Expr) -> list[Line]:
    """m and v."""
    m, v = s.new("m", "m", "momentum"), s.new("v", "v", "scale")
    return [
        _mean(m, s.field("beta1"), s.old("m", "m", "momentum"), g),
        _mean(v, s.field("beta2"), s.old("v", "v", "scale"), squared(g)),
    ]


def _unbiased(s: Step, letter: str, term: str, beta: str, of: str = "") -> tuple[Named, Line]:
    """m̂ = m/(1 − βᵗ), t being the number of this step."""
    hat = s.new(letter, f"{letter}_hat", term, accent="hat")
    raw = s.new(letter, of or letter, term, sup="max" if of else "")
    return hat, Line(hat, raw / (1 - Power(s.field(beta), step=1, k=s.k)))


def _scaled(s: Step, m: Expr, v: Expr) -> Expr:
    return s.alpha * m / (Root(v) + s.field("eps"))


def _shrunk(s: Step) -> Expr:
    """x, or (1 − αλ)x where the weights decay."""
    return s.x if s.field("weight_decay").value == 0 else (1 - s.alpha * s.field("weight_decay")) * s.x


def adam(s: Step) -> list[Line]:
    """Adam."""
    m_hat, first = _unbiased(s, "m", "momentum", "beta1")
    v_hat, second = _unbiased(s, "v", "scale", "beta2")
    return [gradient_line(s), *_moments(s, s.g), first, second, arrival(s, s.x - _scaled(s, m_hat, v_hat))]


def adam_l2(s: Step) -> list[Line]:
    """Adam on g + λx."""
    g = s.named("g", s.made("g_l2"), "gradient", 0, accent="tilde")
    m_hat, first = _unbiased(s, "m", "momentum", "beta1")
    v_hat, second = _unbiased(s, "v", "scale", "beta2")
    return [
        gradient_line(s),
        Line(g, s.g + s.field("weight_decay") * s.x),
        *_moments(s, g),
        first,
        second,
        arrival(s, s.x - _scaled(s, m_hat, v_hat)),
    ]


def adamw(s: Step) -> list[Line]:
    """Adam whose weights decay beside it."""
    *before, _ = adam(s)
    m_hat, v_hat = before[-2].left, before[-1].left
    return [*before, arrival(s, _shrunk(s) - _scaled(s, m_hat, v_hat))]


def amsgrad(s: Step) -> list[Line]:
    """Adam with the largest v so far."""
    m_hat, first = _unbiased(s, "m", "momentum", "beta1")
    v_hat, second = _unbiased(s, "v", "scale", "beta2", of="v_max")
    largest = s.new("v", "v_max", "scale", sup="max")
    rule = Call("max", np.maximum, (s.old("v", "v_max", "scale", sup="max"), s.new("v", "v", "scale")))
    return [
        gradient_line(s),
        *_moments(s, s.g),
        Line(largest, rule),
        first,
        second,
        arrival(s, s.x - _scaled(s, m_hat, v_hat)),
    ]


def nadam(s: Step) -> list[Line]:
    """Adam with Nesterov's look-ahead in m̂."""
    mus = s.trajectory.extras["mu"][1 : s.k + 2]
    t = s.k + 2
    factor = float(np.power(0.96, t * float(s.field("momentum_decay").value)))
    mu = s.named("μ", mus[-1], "momentum", 1)
    ahead = s.named("μ", s.field("beta1").value * (1 - 0.5 * factor), "momentum", 2)
    so_far = s.named("Π", float(np.prod(mus)), "momentum", 1, italic=False)
    v_hat, second = _unbiased(s, "v", "scale", "beta2")
    m_hat = s.new("m", "m_hat", "momentum", accent="hat")
    kept = ahead / (1 - so_far * ahead) * s.new("m", "m", "momentum")
    fresh = (1 - mu) / (1 - so_far) * s.g
    warm = s.field("beta1") * (1 - Number(0.5) * _Warm(s.field("momentum_decay")))
    return [
        gradient_line(s),
        *_moments(s, s.g),
        Line(mu, warm),
        Line(so_far, None, _PRODUCT),
        Line(m_hat, kept + fresh),
        second,
        arrival(s, s.x - _scaled(s, m_hat, v_hat)),
    ]


@dataclass(frozen=True, eq=False)
class _Warm(Expr):
    """0.96^{tψ}, with which μ warms up; t is the number of the step."""

    psi: Named

    @property
    def value(self) -> Array:
        return np.asarray(0.96 ** ((self.psi.k + 1) * self.psi.value))

    def node(self, numbers: bool) -> Node:
        t = index(1, self.psi.k, numbers)
        dot = Op("·", 0.05) if numbers else Space(0.05)
        return Scripts(upright("0.96"), sup=Row((t if numbers else Fence(t), dot, self.psi.node(numbers))))


def radam(s: Step) -> list[Line]:
    """Adam that divides only once v can be trusted."""
    m_hat, first = _unbiased(s, "m", "momentum", "beta1")
    beta2 = s.field("beta2")
    most = s.named("ρ", 2 / (1 - beta2.value) - 1, "scale", sub="∞")
    rho = s.new("ρ", "rho", "scale")
    power = Power(beta2, step=1, k=s.k)
    t = s.named("t", s.k + 1)
    judged = Line(rho, most - 2 * t * power / (1 - power), _RATIO if s.made("r") > 0 else _UNTRUSTED)
    lines = [gradient_line(s), *_moments(s, s.g), first, Line(most, 2 / (1 - beta2) - 1), judged]
    if not s.made("r") > 0:
        return [*lines, arrival(s, s.x - s.alpha * m_hat)]
    r = s.new("r", "r", "scale")
    inner = (rho - 4) * (rho - 2) * most / ((most - 4) * (most - 2) * rho)
    v = s.new("v", "v", "scale")
    step = s.alpha * r * m_hat * (Root(1 - power) / (Root(v) + s.field("eps")))
    return [*lines, Line(r, Root(inner)), arrival(s, s.x - step)]


def adamax(s: Step) -> list[Line]:
    """Adam with the running maximum of |g|."""
    u = s.new("u", "u", "scale")
    m = s.new("m", "m", "momentum")
    m_hat, first = _unbiased(s, "m", "momentum", "beta1")
    largest = Call(
        "max", np.maximum, (s.field("beta2") * s.old("u", "u", "scale"), Size(s.g, norm=False) + s.field("eps"))
    )
    return [
        gradient_line(s),
        _mean(m, s.field("beta1"), s.old("m", "m", "momentum"), s.g),
        Line(u, largest),
        first,
        arrival(s, s.x - s.alpha * m_hat / u),
    ]


def rmsprop(s: Step) -> list[Line]:
    """g by the root of its running mean of squares."""
    rho, v, b = s.field("rho"), s.new("v", "v", "scale"), s.new("b", "b", "momentum")
    lines = [gradient_line(s), _mean(v, rho, s.old("v", "v", "scale"), squared(s.g))]
    spread: Expr = v
    if s.method.centered:
        m = s.new("m", "m", "momentum")
        spread = s.named("s", np.maximum(v.value - m.value**2, 0.0), "scale", 1, sup="2")
        lines.append(_mean(m, rho, s.old("m", "m", "momentum"), s.g))
        lines.append(Line(spread, Call("max", np.maximum, (v - squared(m), Number(0.0))), _CENTRED))
    scaled = s.g / (Root(spread) + s.field("eps"))
    if s.field("momentum").value == 0:
        return [*lines, arrival(s, s.x - s.alpha * scaled)]
    return [
        *lines,
        Line(b, s.field("momentum") * s.old("b", "b", "momentum") + scaled),
        arrival(s, s.x - s.alpha * b),
    ]


def adagrad(s: Step) -> list[Line]:
    """g by the root of the sum of all its squares."""
    G = s.new("G", "G", "scale")  # noqa: N806
    before = s.old("G", "G", "scale", start=float(s.field("initial_accumulator_value").value))
    lines = [gradient_line(s), Line(G, before + squared(s.g))]
    if s.field("lr_decay").value != 0:
        lines.append(_decaying(s))
    return [*lines, arrival(s, s.x - s.alpha * s.g / (Root(G) + s.field("eps")))]


def _decaying(s: Step) -> Line:
    """α_k = α/(1 + kη); an adaptive schedule's α is not known by its plan."""
    if isinstance(s.spec.schedule, ReduceOnPlateau):
        return Line(s.alpha, None)
    run = Run(s.method, schedule=s.spec.schedule, lr_changes=s.spec.lr_changes)
    lr = s.named("α", float(planned(run, np.array([s.k]))[0]), "rate")
    return Line(s.alpha, lr / (1 + s.named("k", s.k) * s.field("lr_decay")))


def adadelta(s: Step) -> list[Line]:
    """Steps in the units of x."""
    rho, eps = s.field("rho"), s.field("eps")
    v, u, delta = s.new("v", "v", "scale"), s.new("u", "u", "scale"), s.here("Δ", "delta", "step", italic=False)
    before = s.old("u", "u", "scale")
    return [
        gradient_line(s),
        _mean(v, rho, s.old("v", "v", "scale"), squared(s.g)),
        Line(delta, Root(before + eps) / Root(v + eps) * s.g),
        _mean(u, rho, before, squared(delta)),
        arrival(s, s.x - s.alpha * delta),
    ]


def lion(s: Step) -> list[Line]:
    """The sign of a momentum."""
    c, u = s.here("c", "c", "momentum"), s.here("u", "u", "scale")
    m, before = s.new("m", "m", "momentum"), s.old("m", "m", "momentum")
    return [
        gradient_line(s),
        _mean(c, s.field("beta1"), before, s.g),
        Line(u, Call("sign", np.sign, (c,))),
        _mean(m, s.field("beta2"), before, s.g),
        arrival(s, _shrunk(s) - s.alpha * u),
    ]


RULES = {
    "adam": adam,
    "adam_l2": adam_l2,
    "adamw": adamw,
    "amsgrad": amsgrad,
    "nadam": nadam,
    "radam": radam,
    "adamax": adamax,
    "rmsprop": rmsprop,
    "adagrad": adagrad,
    "adadelta": adadelta,
    "lion": lion,
}
