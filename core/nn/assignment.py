"""The linear assignment problem: each row gets a column of its own, and what that costs together is least.

Shortest augmenting paths with dual prices, O(n³): Kuhn, Naval Research Logistics Quarterly 2 (1955) 83, in the form of
Jonker and Volgenant, Computing 38 (1987) 325.
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array, IntArray


def assignment(costs: Array) -> IntArray:
    """The column of each row (n,) that makes Σᵢ ``costs[i, column[i]]`` least; ``costs`` (n, n) must be finite."""
    n = len(costs)
    rows, columns = np.zeros(n), np.zeros(n)  # the prices: costs − rows − columns ≥ 0, and 0 where assigned
    owner, out = np.full(n, -1), np.full(n, -1)  # the row of each column, and the column of each row
    for row in range(n):
        came, free = _path(costs, rows, columns, owner, row)
        while free >= 0:  # along the path every row hands its column on
            at = came[free]
            owner[free] = at
            free, out[at] = out[at], free
    return out


def _path(costs: Array, rows: Array, columns: Array, owner: IntArray, row: int) -> tuple[IntArray, int]:
    """The cheapest way from ``row`` to a free column: from which row each column was reached, and that column. The
    prices are changed in place, so that all of the way costs nothing.
    """
    n = len(costs)
    least, came, done = np.full(n, np.inf), np.full(n, -1), np.zeros(n, dtype=bool)
    at, gone = row, 0.0
    seen: list[tuple[int, float]] = []
    while True:
        seen.append((at, gone))
        through = gone + costs[at] - rows[at] - columns
        better = ~done & (through < least)
        least[better], came[better] = through[better], at
        column = int(np.argmin(np.where(done, np.inf, least)))
        done[column] = True
        gone = float(least[column])
        if owner[column] < 0:
            break
        at = int(owner[column])
    for visited, price in seen:
        rows[visited] += gone - price
    columns[done] -= gone - least[done]
    return came, column
