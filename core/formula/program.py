"""A formula ready to be evaluated: a list of NumPy calls, for f, its gradient and its Hessian."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from core.arrays import Array
from core.formula.derivative import derivative
from core.formula.expr import Node, ordered
from core.formula.functions import FUNCTIONS
from core.formula.reader import VARIABLES, read

_PLAIN: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "pow": np.power,
}


def _power(n: int) -> Callable[[Array], Array]:
    """x to the n by squaring, n >= 2."""
    if n == 2:
        return np.square

    def apply(x: Array) -> Array:
        out: Array | None = None
        square, left = x, n
        while left:
            if left & 1:
                out = square if out is None else out * square
            left >>= 1
            if left:
                square = np.square(square)
        assert out is not None
        return out

    return apply


def _select(a: Array, b: Array, then: Array, other: Array) -> Array:
    return np.where(np.real(a) >= np.real(b), then, other)


class Tape:
    """Instructions that evaluate some expressions of one graph, each common part once."""

    def __init__(self, roots: Sequence[Node], parameters: tuple[str, ...]) -> None:
        slots: dict[int, int] = {}
        self._values: list[Any] = []  # constants in their slots, None elsewhere
        self._names: list[tuple[int, str]] = []
        # function, places of its arguments, place of the result, places that nobody needs afterwards
        self._steps: list[tuple[Callable[..., Any], tuple[int, ...], int, tuple[int, ...]]] = []
        self._parameters = parameters
        for node in ordered(list(roots)):
            slots[id(node)] = place = len(self._values)
            self._values.append(node.value if node.is_constant else None)
            if node.op in ("variable", "parameter"):
                self._names.append((place, node.name))
            elif not node.is_constant:
                self._steps.append((_function(node), tuple(slots[id(a)] for a in node.args), place, ()))
        self._out = [slots[id(root)] for root in roots]
        self._let_go()

    def _let_go(self) -> None:
        """Intermediate arrays are dropped after their last use: fresh memory is half of the cost of a large grid."""
        needed = set(self._out) | {i for i, value in enumerate(self._values) if value is not None}
        for i in reversed(range(len(self._steps))):
            function, arguments, place, _ = self._steps[i]
            last = tuple(a for a in dict.fromkeys(arguments) if a not in needed)
            needed.update(last)
            self._steps[i] = function, arguments, place, last

    def __call__(self, x: Array, values: tuple[float, ...]) -> list[Any]:
        """The expressions at ``x`` (..., 2), each of shape (...) or a number, with the parameters' ``values``."""
        given: dict[str, Any] = {name: x[..., i] for i, name in enumerate(VARIABLES)}
        given |= dict(zip(self._parameters, values, strict=True))
        slots = self._values.copy()
        for place, name in self._names:
            slots[place] = given[name]
        for function, arguments, place, last in self._steps:
            slots[place] = function(*[slots[a] for a in arguments])
            for old in last:
                slots[old] = None
        return [slots[place] for place in self._out]


def _function(node: Node) -> Callable[..., Any]:
    if node.op == "powi":
        return _power(int(node.value))
    if node.op == "select":
        return _select
    return _PLAIN.get(node.op) or FUNCTIONS[node.op].apply


class Program:
    """f, its gradient and its Hessian as tapes; ``parameters`` are the names whose values they need, in order."""

    def __init__(self, text: str) -> None:
        formula = read(text)
        graph, root = formula.graph, formula.root
        self.parameters = formula.parameters
        first = [derivative(graph, root, name) for name in VARIABLES]
        x, y = VARIABLES
        second = [derivative(graph, first[0], x), derivative(graph, first[0], y), derivative(graph, first[1], y)]
        self.value = Tape([root], self.parameters)
        self.gradient = Tape(first, self.parameters)
        self.value_gradient = Tape([root, *first], self.parameters)
        self.hessian = Tape(second, self.parameters)
        self.is_smooth = all(
            node.op not in FUNCTIONS or FUNCTIONS[node.op].smooth for node in ordered([root]) if node.args
        )
        self.is_quadratic = all(not _depends_on_point(node) for node in second) and self.is_smooth


def _depends_on_point(root: Node) -> bool:
    return any(node.op == "variable" for node in ordered([root]))


@lru_cache(maxsize=64)
def program(text: str) -> Program:
    """The program of ``text``, made once. Raises ``FormulaError``, or ``CoreError`` where it is too large."""
    return Program(text)
