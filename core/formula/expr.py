"""Expressions as a graph in which equal parts are one node, simplified as they are made."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.words import QT_TRANSLATE_NOOP, CoreError

MAX_NODES = 4_000  # of a formula with its first and second derivatives
MAX_POWER = 64  # a whole exponent up to this is multiplied out; beyond, np.power serves

_TOO_LARGE = QT_TRANSLATE_NOOP("formula", "the formula with its derivatives is too large: at most {limit} parts")


@dataclass(frozen=True, eq=False)
class Node:
    """A part of an expression: equal parts of one graph are the same object."""

    op: str
    args: tuple[Node, ...] = ()
    value: float = 0.0  # of a constant; the exponent of a whole power
    name: str = ""  # of a variable or a parameter

    @property
    def is_constant(self) -> bool:
        """Whether it is a number."""
        return self.op == "const"


class Graph:
    """Makes nodes, each kind of part once, folding numbers and dropping what does nothing."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], Node] = {}

    def _node(self, op: str, args: tuple[Node, ...] = (), value: float = 0.0, name: str = "") -> Node:
        key = (op, tuple(id(a) for a in args), value, math.copysign(1.0, value), name)
        if key not in self._known:
            if len(self._known) >= MAX_NODES:
                raise CoreError(_TOO_LARGE, limit=f"{MAX_NODES:,}")
            self._known[key] = Node(op, args, value, name)
        return self._known[key]

    def const(self, value: float) -> Node:
        """A number."""
        return self._node("const", value=float(value))

    def variable(self, name: str) -> Node:
        """x or y."""
        return self._node("variable", name=name)

    def parameter(self, name: str) -> Node:
        """A letter that a person turns."""
        return self._node("parameter", name=name)

    def add(self, a: Node, b: Node) -> Node:
        """a + b."""
        if a.is_constant and b.is_constant:
            return self.const(a.value + b.value)
        if a.is_constant and a.value == 0:
            return b
        if b.is_constant and b.value == 0:
            return a
        if b.op == "neg":
            return self.sub(a, b.args[0])
        return self._node("add", (a, b))

    def sub(self, a: Node, b: Node) -> Node:
        """a − b."""
        if a.is_constant and b.is_constant:
            return self.const(a.value - b.value)
        if b.is_constant and b.value == 0:
            return a
        if a.is_constant and a.value == 0:
            return self.neg(b)
        if a is b:
            return self.const(0.0)
        if b.op == "neg":
            return self.add(a, b.args[0])
        return self._node("sub", (a, b))

    def neg(self, a: Node) -> Node:
        """−a."""
        if a.is_constant:
            return self.const(-a.value)
        return a.args[0] if a.op == "neg" else self._node("neg", (a,))

    def mul(self, a: Node, b: Node) -> Node:
        """a b."""
        if b.is_constant and not a.is_constant:
            a, b = b, a
        if a.is_constant:
            if b.is_constant:
                return self.const(a.value * b.value)
            if a.value == 0:
                return self.const(0.0)
            if a.value == 1:
                return b
            if a.value == -1:
                return self.neg(b)
            if b.op == "mul" and b.args[0].is_constant:
                return self.mul(self.const(a.value * b.args[0].value), b.args[1])
            if b.op == "neg":
                return self.mul(self.const(-a.value), b.args[0])
        if a.op == "neg":
            return self.neg(self.mul(a.args[0], b))
        if b.op == "neg":
            return self.neg(self.mul(a, b.args[0]))
        if not a.is_constant and b.op == "mul" and b.args[0].is_constant:  # numbers to the front
            return self.mul(b.args[0], self.mul(a, b.args[1]))
        if a.op == "mul" and a.args[0].is_constant:
            return self.mul(a.args[0], self.mul(a.args[1], b))
        return self.power(a, self.const(2.0)) if a is b else self._node("mul", (a, b))

    def div(self, a: Node, b: Node) -> Node:
        """a / b."""
        if a.is_constant and b.is_constant and b.value == 0:
            return self.const(math.nan)
        if b.is_constant and b.value != 0 and math.isfinite(1 / b.value):
            return self.mul(self.const(1 / b.value), a) if not a.is_constant else self.const(a.value / b.value)
        if a.is_constant and a.value == 0:
            return a
        return self._node("div", (a, b))

    def power(self, a: Node, b: Node) -> Node:
        """a to the b: whole exponents by multiplication, right for negative a too."""
        if b.is_constant:
            n = b.value
            if a.is_constant:
                try:
                    return self.const(math.pow(a.value, n))
                except (OverflowError, ValueError):
                    return self.const(math.inf if a.value > 0 else math.nan)
            if n == 0:
                return self.const(1.0)
            if n == 1:
                return a
            if n == 0.5:
                return self.call("sqrt", a)
            if n == int(n) and abs(n) <= MAX_POWER:
                whole = self._node("powi", (a,), value=abs(n)) if abs(n) > 1 else a
                return whole if n > 0 else self.div(self.const(1.0), whole)
        return self._node("pow", (a, b))

    def call(self, name: str, *args: Node) -> Node:
        """A function of :data:`core.formula.functions.FUNCTIONS`."""
        from core.formula.functions import FUNCTIONS

        if all(a.is_constant for a in args):
            with np.errstate(all="ignore"):
                return self.const(float(FUNCTIONS[name].apply(*(np.float64(a.value) for a in args))))
        return self._node(name, args)

    def select(self, a: Node, b: Node, then: Node, other: Node) -> Node:
        """``then`` where a >= b, else ``other``."""
        return then if then is other else self._node("select", (a, b, then, other))


def ordered(roots: list[Node]) -> list[Node]:
    """Every part of ``roots``, arguments before what uses them."""
    out: list[Node] = []
    done: set[int] = set()
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        node, ready = stack.pop()
        if id(node) in done:
            continue
        if ready:
            done.add(id(node))
            out.append(node)
        else:
            stack.append((node, True))
            stack.extend((a, False) for a in reversed(node.args))
    return out
