"""The functions of the language: how NumPy evaluates each, and its derivative.

At a kink the derivative is one of the one-sided ones: of |x| at 0 it is 0, of max(a, b) at a tie that of a.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Array
from core.formula.expr import Graph, Node


@dataclass(frozen=True)
class Function:
    """``apply`` on arrays; ``slopes(graph, *arguments)``, a derivative for each; ``smooth``: no kink and no jump."""

    apply: Callable[..., Array]
    slopes: Callable[..., tuple[Node, ...]]
    arity: int = 1
    smooth: bool = True


def _unary(apply: Callable[..., Any], slope: Callable[[Graph, Node], Node], smooth: bool = True) -> Function:
    return Function(apply, lambda g, a: (slope(g, a),), 1, smooth)


def _binary(apply: Callable[..., Any], slopes: Callable[[Graph, Node, Node], tuple[Node, Node]]) -> Function:
    return Function(apply, slopes, 2, False)


def _one(g: Graph) -> Node:
    return g.const(1.0)


def _square(g: Graph, a: Node) -> Node:
    return g.power(a, g.const(2.0))


def _over_root(g: Graph, a: Node, above: float) -> Node:
    """``above`` / √(1 − a²)."""
    return g.div(g.const(above), g.call("sqrt", g.sub(_one(g), _square(g, a))))


def _sigmoid_slope(g: Graph, a: Node) -> Node:
    s = g.call("sigmoid", a)
    return g.mul(s, g.sub(_one(g), s))


def _of_maximum(g: Graph, a: Node, b: Node) -> tuple[Node, Node]:
    one, zero = _one(g), g.const(0.0)
    return g.select(a, b, one, zero), g.select(a, b, zero, one)


def _of_minimum(g: Graph, a: Node, b: Node) -> tuple[Node, Node]:
    one, zero = _one(g), g.const(0.0)
    return g.select(b, a, one, zero), g.select(b, a, zero, one)


def _of_hypot(g: Graph, a: Node, b: Node) -> tuple[Node, Node]:
    length = g.call("hypot", a, b)
    return g.div(a, length), g.div(b, length)


def _of_angle(g: Graph, a: Node, b: Node) -> tuple[Node, Node]:
    """Of atan2(a, b)."""
    squares = g.add(_square(g, a), _square(g, b))
    return g.div(b, squares), g.neg(g.div(a, squares))


def _sigmoid(x: Array) -> Array:
    out: Array = 0.5 + 0.5 * np.tanh(0.5 * x)
    return out


def _softplus(x: Array) -> Array:
    """log(1 + eˣ) without overflow, for complex x too: max(x, 0) + log(1 + e^−|x|)."""
    upper = np.real(x) > 0
    out: Array = np.where(upper, x, 0.0) + np.log1p(np.exp(np.where(upper, -x, x)))
    return out


FUNCTIONS: dict[str, Function] = {
    "sin": _unary(np.sin, lambda g, a: g.call("cos", a)),
    "cos": _unary(np.cos, lambda g, a: g.neg(g.call("sin", a))),
    "tan": _unary(np.tan, lambda g, a: g.add(_one(g), _square(g, g.call("tan", a)))),
    "asin": _unary(np.arcsin, lambda g, a: _over_root(g, a, 1.0)),
    "acos": _unary(np.arccos, lambda g, a: _over_root(g, a, -1.0)),
    "atan": _unary(np.arctan, lambda g, a: g.div(_one(g), g.add(_one(g), _square(g, a)))),
    "sinh": _unary(np.sinh, lambda g, a: g.call("cosh", a)),
    "cosh": _unary(np.cosh, lambda g, a: g.call("sinh", a)),
    "tanh": _unary(np.tanh, lambda g, a: g.sub(_one(g), _square(g, g.call("tanh", a)))),
    "exp": _unary(np.exp, lambda g, a: g.call("exp", a)),
    "log": _unary(np.log, lambda g, a: g.div(_one(g), a)),
    "log2": _unary(np.log2, lambda g, a: g.div(g.const(1 / math.log(2)), a)),
    "log10": _unary(np.log10, lambda g, a: g.div(g.const(1 / math.log(10)), a)),
    "sqrt": _unary(np.sqrt, lambda g, a: g.div(g.const(0.5), g.call("sqrt", a))),
    "cbrt": _unary(np.cbrt, lambda g, a: g.div(g.const(1 / 3), _square(g, g.call("cbrt", a))), smooth=False),
    "sigmoid": _unary(_sigmoid, _sigmoid_slope),
    "softplus": _unary(_softplus, lambda g, a: g.call("sigmoid", a)),
    "abs": _unary(np.abs, lambda g, a: g.call("sign", a), smooth=False),
    "sign": _unary(np.sign, lambda g, a: g.const(0.0), smooth=False),
    "relu": _unary(lambda x: np.maximum(x, 0.0), lambda g, a: g.call("step", a), smooth=False),
    "step": _unary(lambda x: np.heaviside(x, 0.5), lambda g, a: g.const(0.0), smooth=False),
    "max": _binary(np.maximum, _of_maximum),
    "min": _binary(np.minimum, _of_minimum),
    "hypot": _binary(np.hypot, _of_hypot),
    "atan2": _binary(np.arctan2, _of_angle),
}
