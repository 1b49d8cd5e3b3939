"""From vectors to scalars and back: one line search along a direction of its own for every row.

Knows no optimiser: whatever counts its evaluations by rows will do (``core.optimizers.base.Evaluate`` does).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from core.arrays import Array, BoolArray
from core.linesearch.base import LineSearch, Result


class Evaluates(Protocol):
    """f and its gradient at ``x`` (m, d), counted for the rows ``rows`` of a run."""

    def value(self, x: Array, rows: slice) -> Array:
        """f, (m,)."""

    def gradient(self, x: Array, rows: slice) -> Array:
        """∇f, (m, d)."""


class Ray:
    """phi(alpha) = f(x + alpha p) and phi'(alpha) = p'∇f(x + alpha p) of row ``row``; x and p are (d,).

    Asks f and ∇f only when phi and dphi are called, once a call, and keeps the gradients: a method that goes on from
    one of the trials need not pay for its gradient again.
    """

    def __init__(self, evaluate: Evaluates, x: Array, p: Array, row: int = 0) -> None:
        self._evaluate = evaluate
        self._x = x[None, :]
        self._p = p[None, :]
        self._row = slice(row, row + 1)
        self._gradients: dict[float, Array] = {}

    def point(self, alpha: float) -> Array:
        """x + alpha p, (1, d)."""
        return self._x + alpha * self._p

    def phi(self, alpha: float) -> float:
        """f(x + alpha p)."""
        return float(self._evaluate.value(self.point(alpha), self._row)[0])

    def dphi(self, alpha: float) -> float:
        """p'∇f(x + alpha p)."""
        self._gradients[alpha] = g = self._evaluate.gradient(self.point(alpha), self._row)
        return float(np.einsum("nd,nd->n", g, self._p)[0])

    def gradient(self, alpha: float) -> Array:
        """∇f(x + alpha p), (1, d): kept from dphi(alpha), else asked now."""
        if alpha not in self._gradients:
            self.dphi(alpha)
        return self._gradients[alpha]


class Stepped(NamedTuple):
    """n rows after their searches; where one failed or had nowhere to go, the row is where it was."""

    x: Array  # (n, d)
    f: Array  # (n,)
    g: Array  # (n, d) the gradient there
    alpha: Array  # (n,) 0 for a row that stays
    failed: BoolArray  # (n,)
    results: tuple[Result | None, ...]  # None for a row whose gradient is 0: it needs no search


def search_rows(
    rule: LineSearch | Sequence[LineSearch],
    x: Array,
    p: Array,
    f: Array,
    g: Array,
    evaluate: Evaluates,
    first: Array,
) -> Stepped:
    """Search along the rows of ``p`` (n, d) from the rows of ``x``, where f is ``f`` (n,) and ∇f is ``g`` (n, d).

    ``rule`` may be one for each row. ``first`` (n,) is each row's first trial. A row is computed on its own, so that
    its numbers do not depend on its neighbours. The gradient at the new point is asked only where the search did not
    ask for it.
    """
    slope = np.einsum("nd,nd->n", p, g)
    out = Stepped(x.copy(), f.copy(), g.copy(), np.zeros(len(x)), np.zeros(len(x), dtype=np.bool_), ())
    rules = [rule] * len(x) if isinstance(rule, LineSearch) else rule
    results: list[Result | None] = []
    for i in range(len(x)):
        if not np.any(g[i]):
            results.append(None)
            continue
        ray = Ray(evaluate, x[i], p[i], i)
        result = rules[i].search(ray.phi, ray.dphi, float(f[i]), float(slope[i]), float(first[i]))
        results.append(result)
        out.failed[i] = result.status == "failed"
        if not out.failed[i]:
            out.alpha[i], out.f[i] = result.alpha, result.value
            out.x[i], out.g[i] = ray.point(result.alpha)[0], ray.gradient(result.alpha)[0]
    return out._replace(results=tuple(results))
