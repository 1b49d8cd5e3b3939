"""Expressions: one tree is the symbols, the same with numbers put in, and what these come to.

What is shown is therefore what is computed. Vectors are (d,), matrices (d, d); products and quotients of vectors go
entry by entry, as in the methods' docstrings, but for :class:`Product`, which is that of matrices.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Array
from landscape_app.formulas.numbers import shown, signed, single, whole
from landscape_app.typeset.nodes import (
    Accent,
    Coloured,
    Fence,
    Frac,
    Grid,
    Node,
    Op,
    Row,
    Scripts,
    Space,
    Sqrt,
    Sym,
    row,
    upright,
)

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # how tightly an expression holds together
_THIN = Space(0.12)


class Expr(ABC):
    """``node(numbers)`` is its picture; ``value`` what it comes to."""

    binds: int = _ATOM

    @property
    @abstractmethod
    def value(self) -> Array:
        """A number () , a vector (d,) or a matrix (d, d)."""

    @abstractmethod
    def node(self, numbers: bool) -> Node:
        """In symbols, or with the numbers put in."""

    def __add__(self, other: Term) -> Expr:
        return Sum(self, expr(other), minus=False)

    def __sub__(self, other: Term) -> Expr:
        return Sum(self, expr(other), minus=True)

    def __rsub__(self, other: float) -> Expr:
        return Sum(expr(other), self, minus=True)

    def __radd__(self, other: float) -> Expr:
        return Sum(expr(other), self, minus=False)

    def __mul__(self, other: Term) -> Expr:
        return Times(self, expr(other))

    def __rmul__(self, other: float) -> Expr:
        return Times(expr(other), self)

    def __truediv__(self, other: Term) -> Expr:
        return Over(self, expr(other))

    def __rtruediv__(self, other: float) -> Expr:
        return Over(expr(other), self)

    def __neg__(self) -> Expr:
        return Minus(self)


Term = Expr | float


def expr(value: Term) -> Expr:
    """Numbers as expressions."""
    return value if isinstance(value, Expr) else Number(float(value))


def inside(part: Expr, numbers: bool, binds: int) -> Node:
    """``part`` in parentheses where it holds together less than what it stands in."""
    node = part.node(numbers)
    return Fence(node) if part.binds < binds else node


def begins_with_minus(part: Expr, numbers: bool) -> bool:
    """Whether it reads as −..., which must not follow another sign."""
    if isinstance(part, Minus):
        return True
    if isinstance(part, Times | Sum):
        return begins_with_minus(part.parts[0], numbers)
    if isinstance(part, Over):
        return False
    one = single(part.value) if numbers and isinstance(part, Named | Number) else None
    return one is not None and one < 0


@dataclass(frozen=True, eq=False)
class Number(Expr):
    """A constant of the formula: alike in symbols and in numbers."""

    number: float

    @property
    def value(self) -> Array:
        return np.asarray(self.number)

    def node(self, numbers: bool) -> Node:
        halves = {0.5: Frac(upright("1"), upright("2")), 0.25: Frac(upright("1"), upright("4"))}
        return halves.get(self.number) or signed(self.number)


@dataclass(frozen=True, eq=False)
class Named(Expr):
    """A quantity with a name: what was recorded, or a parameter of the method.

    ``step`` is the index of this step that it carries: 0 is k, 1 is k + 1, None no index.
    """

    letter: str
    held: Any
    term: str = ""
    step: float | None = None
    k: int = 0
    accent: str = ""
    sub: str = ""
    sup: str = ""
    italic: bool = True
    look: Node | None = None  # in the place of the letter and all that hangs on it

    @property
    def value(self) -> Array:
        return np.asarray(self.held, dtype=np.float64)

    def symbol(self, numbers: bool = False) -> Node:
        """Its name; with the index as a number, if wanted."""
        if self.look is not None:
            return self.look
        base: Node = Sym(self.letter, self.italic)
        if self.accent:
            base = Accent(base, self.accent)
        parts: list[Node] = [] if not self.sub else [Sym(self.sub, self.sub.isalpha() and len(self.sub) == 1)]
        if self.step is not None:
            parts.append(index(self.step, self.k, numbers))
        sup = Sym(self.sup, False) if self.sup else None
        if parts or sup:
            base = Scripts(base, sup, row(*parts) if parts else None)
        return Coloured(base, self.term) if self.term else base

    def node(self, numbers: bool) -> Node:
        if not numbers:
            return self.symbol()
        node = shown(self.value)
        return Coloured(node, self.term) if self.term else node


def index(step: float, k: int, numbers: bool) -> Node:
    """k, k + 1, k − 1, k + ½, or what that is in this step."""
    half = "½" if step == 0.5 else ""
    if numbers:
        return upright(f"{k}½") if half else whole(k + int(step))
    if step == 0:
        return Sym("k")
    return Row((Sym("k"), Op("+" if step > 0 else "−", 0.0), upright(half or str(abs(int(step))))))


@dataclass(frozen=True, eq=False)
class Sum(Expr):
    """a + b or a − b."""

    a: Expr
    b: Expr
    minus: bool
    binds = _SUM

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.a, self.b

    @property
    def value(self) -> Array:
        out: Array = self.a.value - self.b.value if self.minus else self.a.value + self.b.value
        return out

    def node(self, numbers: bool) -> Node:
        right = inside(self.b, numbers, _PRODUCT if self.minus else _SUM)
        if begins_with_minus(self.b, numbers) and not (self.minus and self.b.binds < _PRODUCT):
            right = Fence(right)
        return Row((self.a.node(numbers), Op("−" if self.minus else "+"), right))


@dataclass(frozen=True, eq=False)
class Minus(Expr):
    """−a."""

    a: Expr
    binds = _PRODUCT

    @property
    def value(self) -> Array:
        out: Array = -self.a.value
        return out

    def node(self, numbers: bool) -> Node:
        inner = inside(self.a, numbers, _PRODUCT)
        return Row((Op("−", 0.0), _THIN, Fence(inner) if begins_with_minus(self.a, numbers) else inner))


@dataclass(frozen=True, eq=False)
class Times(Expr):
    """ab, entry by entry."""

    a: Expr
    b: Expr
    binds = _PRODUCT

    @property
    def parts(self) -> tuple[Expr, ...]:
        return self.a, self.b

    @property
    def value(self) -> Array:
        out: Array = self.a.value * self.b.value
        return out

    def node(self, numbers: bool) -> Node:
        left, right = inside(self.a, numbers, _PRODUCT), inside(self.b, numbers, _PRODUCT)
        if begins_with_minus(self.b, numbers):
            right = Fence(right)
        both = _digits_meet(self.a, self.b, numbers)
        return Row((left, Op("·", 0.1) if both else _THIN, right))


def _digits_meet(a: Expr, b: Expr, numbers: bool) -> bool:
    """Whether two numbers would stand side by side, and read as one."""

    def bare(part: Expr) -> bool:
        if isinstance(part, Number):
            return True
        if isinstance(part, Power):
            return bare(part.base)
        return numbers and isinstance(part, Named) and single(part.value) is not None

    last = a
    while isinstance(last, Times):
        last = last.b
    first = b
    while isinstance(first, Times):
        first = first.a
    vectors = numbers and not bare(first) and not bare(last) and _column(first) and _column(last)
    return numbers and (vectors or (bare(last) and bare(first) and not begins_with_minus(first, numbers)))


def _column(part: Expr) -> bool:
    return isinstance(part, Named) and part.value.size > 1


@dataclass(frozen=True, eq=False)
class Over(Expr):
    """a/b as a fraction, entry by entry."""

    a: Expr
    b: Expr
    binds = _PRODUCT

    @property
    def value(self) -> Array:
        with np.errstate(all="ignore"):
            out: Array = self.a.value / self.b.value
        return out

    def node(self, numbers: bool) -> Node:
        return Frac(self.a.node(numbers), self.b.node(numbers))


@dataclass(frozen=True, eq=False)
class Root(Expr):
    """√a, entry by entry."""

    a: Expr

    @property
    def value(self) -> Array:
        out: Array = np.sqrt(self.a.value)
        return out

    def node(self, numbers: bool) -> Node:
        return Sqrt(self.a.node(numbers))


@dataclass(frozen=True, eq=False)
class Power(Expr):
    """a², aᵗ, entry by entry; ``exponent`` is a number or, as ``step``, k + step."""

    base: Expr
    exponent: float = 2.0
    step: int | None = None
    k: int = 0

    @property
    def value(self) -> Array:
        out: Array = self.base.value ** (self.exponent if self.step is None else self.k + self.step)
        return out

    def node(self, numbers: bool) -> Node:
        above = signed(self.exponent) if self.step is None else index(self.step, self.k, numbers)
        inner = inside(self.base, numbers, _ATOM)
        if begins_with_minus(self.base, numbers):
            inner = Fence(inner)
        if isinstance(self.base, Named) and not numbers and isinstance(inner, Coloured | Scripts):
            return _with_power(inner, above)
        return Scripts(inner, sup=above)


def _with_power(node: Node, above: Node) -> Node:
    """The exponent over the index, in the colour of its base."""
    if isinstance(node, Coloured):
        return Coloured(_with_power(node.body, above), node.term)
    if isinstance(node, Scripts) and node.sup is None:
        return Scripts(node.base, above, node.sub)
    return Scripts(node, sup=above)


@dataclass(frozen=True, eq=False)
class Exp(Expr):
    """eᵃ, entry by entry."""

    a: Expr

    @property
    def value(self) -> Array:
        with np.errstate(over="ignore"):
            out: Array = np.exp(self.a.value)
        return out

    def node(self, numbers: bool) -> Node:
        return Scripts(upright("e"), sup=self.a.node(numbers))


@dataclass(frozen=True, eq=False)
class Either(Expr):
    """``above`` where ``of`` > 0, ``below`` where it is not; ``closed`` takes 0 to the first."""

    above: Expr
    below: Expr
    of: Expr
    closed: bool = False

    @property
    def value(self) -> Array:
        of = self.of.value
        out: Array = np.where(of >= 0 if self.closed else of > 0, self.above.value, self.below.value)
        return out

    def node(self, numbers: bool) -> Node:
        signs = ("≥", "<") if self.closed else (">", "≤")
        rows = tuple(
            (part.node(numbers), Row((self.of.node(numbers), Op(sign), upright("0"))))
            for part, sign in zip((self.above, self.below), signs, strict=True)
        )
        return Fence(Grid(rows, left=True), "{")


@dataclass(frozen=True, eq=False)
class Call(Expr):
    """``name``(a, b ...) with ``does`` to compute it; ``under`` stands below the name."""

    name: str
    does: Callable[..., Any]
    args: tuple[Expr, ...]
    under: Node | Callable[[bool], Node] | None = None
    term: str = ""

    @property
    def value(self) -> Array:
        return np.asarray(self.does(*(arg.value for arg in self.args)), dtype=np.float64)

    def node(self, numbers: bool) -> Node:
        items: list[Node] = []
        for arg in self.args:
            items += [Op(",", 0.0), Space(0.3)] if items else []
            items.append(arg.node(numbers))
        name: Node = upright(self.name)
        if self.under is not None:
            name = Scripts(name, sub=self.under(numbers) if callable(self.under) else self.under)
        if self.term:
            name = Coloured(name, self.term)
        inner = row(*items)
        lone = numbers and len(self.args) == 1 and isinstance(self.args[0], Named) and self.args[0].value.size > 1
        return Row((name, _THIN, inner if lone else Fence(inner)))


@dataclass(frozen=True, eq=False)
class Size(Expr):
    """‖a‖, or |a| entry by entry."""

    a: Expr
    norm: bool = True

    @property
    def value(self) -> Array:
        out: Array = np.sqrt(np.sum(self.a.value**2)) if self.norm else np.abs(self.a.value)
        return np.asarray(out)

    def node(self, numbers: bool) -> Node:
        return Fence(self.a.node(numbers), "‖‖" if self.norm else "||")


@dataclass(frozen=True, eq=False)
class Turned(Expr):
    """aᵀ, of a vector (d,): a factor of :class:`Product` alone."""

    a: Named

    @property
    def value(self) -> Array:
        return self.a.value.reshape(1, -1)

    def node(self, numbers: bool) -> Node:
        if numbers:
            node = shown(self.a.value, across=True)
            return Coloured(node, self.a.term) if self.a.term else node
        return _with_power(self.a.symbol(), upright("T"))


@dataclass(frozen=True, eq=False)
class Inverse(Expr):
    """A⁻¹, of a matrix."""

    a: Expr

    @property
    def value(self) -> Array:
        out: Array = np.linalg.inv(np.atleast_2d(self.a.value))
        return out

    def node(self, numbers: bool) -> Node:
        above = row(upright("−1"))
        if isinstance(self.a, Named) and not numbers:
            return _with_power(self.a.symbol(), above)
        inner = inside(self.a, numbers, _ATOM)
        return Scripts(inner, sup=above)


@dataclass(frozen=True, eq=False)
class Product(Expr):
    """The product of matrices, columns and rows: Hg, gᵀp, syᵀ."""

    factors: tuple[Expr, ...]
    binds = _PRODUCT

    @property
    def value(self) -> Array:
        out = None
        for factor in self.factors:
            value = factor.value
            matrix = value.reshape(-1, 1) if value.ndim == 1 else value
            out = matrix if out is None else out * matrix if 0 in (out.ndim, matrix.ndim) else out @ matrix
        assert out is not None
        if out.ndim == 0:
            return out
        if out.shape == (1, 1):
            return np.asarray(out[0, 0])
        return out[:, 0] if out.shape[1] == 1 else out

    def node(self, numbers: bool) -> Node:
        items: list[Node] = []
        for i, factor in enumerate(self.factors):
            one = numbers and isinstance(factor, Named | Turned) and single(factor.value) is not None
            if items:
                items.append(Op("·", 0.1) if one else _THIN)
            inner = inside(factor, numbers, _PRODUCT)
            if one and i and (single(factor.value) or 0) < 0:
                inner = Fence(inner)
            items.append(inner)
        return row(*items)


def product(*factors: Expr) -> Product:
    """The product of matrices."""
    return Product(factors)


def dot(a: Named, b: Expr) -> Product:
    """aᵀb."""
    return Product((Turned(a), b))


def squared(a: Expr) -> Power:
    """a², entry by entry."""
    return Power(a)
