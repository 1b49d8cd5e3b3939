"""From vectors to scalars and back: a line search along −g for every row."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.linesearch.base import Phi, Result
from core.optimizers.base import Evaluate, Info, no_failures

Search = Callable[[int, Phi, Phi, float, float], Result]  # row, phi, phi', phi(0), phi'(0)


class Known(NamedTuple):
    """What the last search leaves: f at the present point and its alpha, (n,) each; None before the first step."""

    f: Array | None
    alpha: Array | None


def search_rows(
    x: Array, g: Array, evaluate: Evaluate, known: Known, first: Array, search: Search
) -> tuple[Array, Known, Info]:
    """Search phi(alpha) = f(x − alpha g) row by row and step there; a row whose gradient is 0 stays, with alpha 0.

    ``first`` (n,) are the first trials, for the record.
    """
    n = len(x)
    f = evaluate.value(x) if known.f is None else known.f
    slope = -np.einsum("nd,nd->n", g, g)
    alpha, trials, failed = np.zeros(n), np.zeros(n), no_failures(n)
    new, new_f = x.copy(), f.copy()
    for i in range(n):
        if slope[i] == 0:
            continue
        result = search(i, *_along(x[i : i + 1], g[i : i + 1], evaluate, slice(i, i + 1)), float(f[i]), float(slope[i]))
        trials[i] = result.values
        failed[i] = result.status == "failed"
        if not failed[i]:
            alpha[i] = result.alpha
            new[i], new_f[i] = x[i] - result.alpha * g[i], result.value
    info: Info = {"gradient": g, "p": -g, "alpha": alpha, "first": first, "trials": trials, "failed": failed}
    return new, Known(new_f, alpha), info


def _along(x: Array, g: Array, evaluate: Evaluate, row: slice) -> tuple[Phi, Phi]:
    """phi and phi' on the ray of one row, x and g being (1, d)."""

    def phi(alpha: float) -> float:
        return float(evaluate.value(x - alpha * g, row)[0])

    def dphi(alpha: float) -> float:
        return -float(np.einsum("nd,nd->n", evaluate.gradient(x - alpha * g, row), g)[0])

    return phi, dphi
