"""Derivatives of expressions, exact, by the chain rule over the graph."""

from __future__ import annotations

from core.formula.expr import Graph, Node, ordered
from core.formula.functions import FUNCTIONS


def derivative(graph: Graph, node: Node, variable: str) -> Node:
    """d node / d variable, by the chain rule over the graph, each part once; no recursion, whatever the depth."""
    zero = graph.const(0.0)
    known: dict[int, Node] = {}
    for part in ordered([node]):
        known[id(part)] = _rule(graph, part, variable, known, zero)
    return known[id(node)]


def _rule(graph: Graph, node: Node, variable: str, known: dict[int, Node], zero: Node) -> Node:
    g, inner = graph, [known[id(a)] for a in node.args]
    if not node.args:
        return g.const(1.0) if node.op == "variable" and node.name == variable else zero
    if all(d is zero for d in inner):
        return zero
    match node.op:
        case "add":
            return g.add(*inner)
        case "sub":
            return g.sub(*inner)
        case "neg":
            return g.neg(inner[0])
        case "mul":
            a, b = node.args
            return g.add(g.mul(inner[0], b), g.mul(a, inner[1]))
        case "div":
            a, b = node.args
            return g.sub(g.div(inner[0], b), g.mul(g.div(node, b), inner[1]))
        case "powi":
            n = node.value
            return g.mul(g.mul(g.const(n), g.power(node.args[0], g.const(n - 1))), inner[0])
        case "pow":
            a, b = node.args
            by_base = zero if inner[0] is zero else g.mul(g.mul(b, g.power(a, g.sub(b, g.const(1.0)))), inner[0])
            by_exponent = zero if inner[1] is zero else g.mul(g.mul(node, g.call("log", a)), inner[1])
            return g.add(by_base, by_exponent)
        case "select":
            a, b, _, _ = node.args
            return g.select(a, b, inner[2], inner[3])
    out = zero
    for outer, d in zip(FUNCTIONS[node.op].slopes(g, *node.args), inner, strict=True):
        out = g.add(out, g.mul(outer, d))
    return out
