"""One step of one run, and the names that its quantities have in every formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core.arrays import Array
from core.experiment import Run
from core.objectives.base import Objective
from core.params import params_of
from core.rates import is_constant
from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP
from landscape_app.formulas.expr import Call, Expr, Named, Sum
from landscape_app.formulas.numbers import MOST
from landscape_app.scene.model import RunSpec
from landscape_app.typeset.nodes import Coloured, Fence, Node, Op, Row, Space, Sym

_TERM_OF = {  # of the parameters
    "lr": "rate", "alpha0": "rate", "momentum": "momentum", "beta1": "momentum", "beta2": "scale", "rho": "scale",
    "weight_decay": "decay", "lr_decay": "rate",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Line:
    """``left`` = ``right``; or, with a ``sign`` other than "=", a claim about the step, which may be found false.

    ``right`` None: the number is what the step recorded, and nothing short leads to it. ``note`` says why in words.
    """

    left: Expr
    right: Expr | None
    note: str = ""
    sign: str = "="
    values: tuple[tuple[str, str], ...] = ()  # of {name} in the note
    arrives: bool = False  # whether it gives the next point of the path

    @property
    def is_claim(self) -> bool:
        """Whether it may be false."""
        return self.sign != "="

    @property
    def holds(self) -> bool:
        """Whether a claim is true; what is equal to rounding counts as equal."""
        a, b = self.left.value, (self.right or self.left).value
        slack = 1e-9 * (1e-3 + np.abs(a) + np.abs(b))
        return bool(np.all(a <= b + slack if self.sign == "≤" else a >= b - slack))

    def symbols(self) -> tuple[Node, Node]:
        """Left of the sign, and from the sign on."""
        left = self.left.symbol() if isinstance(self.left, Named) else self.left.node(False)
        return left, (Row(()) if self.right is None else Row((self._sign, self.right.node(False))))

    def numbers(self) -> tuple[Node, Node]:
        """The same in numbers; an equation ends with what it comes to."""
        if self.is_claim:
            assert self.right is not None
            return self.left.node(True), Row((self._sign, self.right.node(True)))
        left = self.left.symbol(True) if isinstance(self.left, Named) else self.left.node(False)
        result = self.left.node(True)
        if self.right is None or isinstance(self.right, Named):
            return left, Row((self._sign, result))
        return left, Row((self._sign, self.right.node(True), self._sign, result))

    @property
    def _sign(self) -> Node:
        return Row((Space(0.1), Op(self.sign), Space(0.1)))


@dataclass(frozen=True, eq=False)
class Step:
    """From record k to record k + 1."""

    objective: Objective
    spec: RunSpec
    trajectory: Trajectory
    k: int
    noisy: bool = False  # whether chance has a part in the gradients seen

    @property
    def method(self) -> Any:
        """The optimiser."""
        return self.spec.method

    @cached_property
    def small(self) -> bool:
        """Whether there is room for a matrix."""
        return int(self.trajectory.x.shape[1]) <= MOST

    def named(self, letter: str, value: Any, term: str = "", step: float | None = None, **how: Any) -> Named:
        """A quantity of this step."""
        return Named(letter, value, term, step, self.k, **how)

    @property
    def x(self) -> Named:
        """x_k."""
        return self.named("x", self.trajectory.x[self.k], "", 0)

    @property
    def end(self) -> Named:
        """x_{k+1}."""
        return self.named("x", self.trajectory.x[self.k + 1], "", 1)

    @property
    def g(self) -> Named:
        """The gradient that the method saw in this step."""
        return self.named("g", self.trajectory.seen_gradient[self.k + 1], "gradient", 0)

    @property
    def alpha(self) -> Named:
        """The step size used."""
        return self.named("α", self.trajectory.alpha[self.k + 1], "rate", 0 if self.rate_varies else None)

    @property
    def rate_varies(self) -> bool:
        """Whether the step size has an index: it is not the method's one learning rate."""
        spec = self.spec
        if not spec.method.uses_lr or spec.method.id == "adagrad":
            return True
        return not is_constant(Run(spec.method, schedule=spec.schedule, lr_changes=spec.lr_changes))

    def field(self, name: str) -> Named:
        """A parameter of the method, in its own symbol."""
        symbol = params_of(type(self.method))[name].symbol or name
        low = str.maketrans("₀₁₂₃", "0123")
        sub = "".join(c for c in symbol if c in "₀₁₂₃").translate(low)
        letter = "".join(c for c in symbol if c not in "₀₁₂₃")
        return self.named(letter, float(getattr(self.method, name)), _TERM_OF.get(name, ""), sub=sub)

    def made(self, name: str) -> Array:
        """What this step made of ``name``."""
        value: Array = self.trajectory.extras[name][self.k + 1]
        return value

    def was(self, name: str, start: float = 0.0) -> Array:
        """What the step before left of ``name``; ``start`` before the first."""
        if self.k == 0:
            return np.full_like(self.made(name), start)
        value: Array = self.trajectory.extras[name][self.k]
        return value

    def new(self, letter: str, name: str, term: str, **how: Any) -> Named:
        """Recorded, with the index k + 1."""
        return self.named(letter, self.made(name), term, 1, **how)

    def old(self, letter: str, name: str, term: str, start: float = 0.0, **how: Any) -> Named:
        """Recorded one step before, with the index k."""
        return self.named(letter, self.was(name, start), term, 0, **how)

    def here(self, letter: str, name: str, term: str, **how: Any) -> Named:
        """Recorded in this step, with the index k."""
        return self.named(letter, self.made(name), term, 0, **how)


def arrival(s: Step, right: Expr, note: str = "", left: Named | None = None) -> Line:
    """The line that gives the next point."""
    return Line(left or s.end, right, note, arrives=True)


Rule = Callable[[Step], list[Line]]

_CLIPPED_NORM = QT_TRANSLATE_NOOP("formulas", "clipped to the norm {c}")
_CLIPPED_VALUE = QT_TRANSLATE_NOOP("formulas", "each coordinate clipped to ±{c}")
_SAMPLED = QT_TRANSLATE_NOOP("formulas", "ξ: what the mini-batch makes of the gradient")
_NOISE = QT_TRANSLATE_NOOP("formulas", "ξ: noise")


def gradient_line(s: Step, at: Named | None = None, smooth: bool = False) -> Line:
    """g_k = ∇f(x_k), with what chance and clipping made of it; ``at`` where it is seen elsewhere."""
    x = at or s.x
    f = s.objective.smooth if smooth else s.objective
    known = at is None and f is s.objective
    true = s.trajectory.gradient[s.k] if known else np.asarray(f.gradient(x.value[None])[0])
    nabla = Gradient(s.named("g" if f is not s.objective else "f", true, "gradient"), x)
    clip = s.spec.clip if s.method.uses_lr and s.spec.clip.active else None
    if clip is not None:
        note = _CLIPPED_NORM if clip.clip == "norm" else _CLIPPED_VALUE
        values = (("c", f"{clip.clip_at:g}"),)
        if s.noisy:
            return Line(s.g, None, note, values=values)
        return Line(s.g, Call("clip", lambda g: clip(g[None])[0], (nabla,)), note, values=values)
    if s.noisy:
        xi = s.named("ξ", s.g.value - true, "noise", 0)
        return Line(s.g, Sum(nabla, xi, minus=False), _SAMPLED if s.spec.batching.batch else _NOISE)
    return Line(s.g, nabla)


class Gradient(Named):
    """∇f(x): its numbers are those recorded."""

    def __init__(self, f: Named, at: Named) -> None:
        name = Row((Sym("∇", False), Sym(f.letter), Fence(at.symbol())))
        super().__init__(f.letter, f.held, "gradient", look=Coloured(name, "gradient"))
