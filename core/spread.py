"""Starts spread evenly over a rectangle: the additive recurrence R_d, which leaves neither gaps nor clusters.

Martin Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018): x_i = (s + i a) mod 1 with
a_j = φ_d^(-j), where φ_d is the positive root of φ^(d+1) = φ + 1 (the golden ratio for d = 1, the plastic number for
d = 2). Each is shaken by his 0.76 √π / (4 √(i + 0.3)) times a uniform number in ±1/2, or the lattice would be seen.
More points keep those there were: the first n of m > n points are the n points.
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array

_SHAKE = 0.76 * np.sqrt(np.pi) / 4


def spread(n: int, domain: tuple[tuple[float, float], ...], seed: int = 0) -> Array:
    """``n`` points (n, d) within ``domain`` ((low, high),) * d; ``seed`` moves them all."""
    d = len(domain)
    low, high = np.asarray(domain, dtype=np.float64).reshape(d, 2).T
    rng = np.random.default_rng([seed, d])
    shift = rng.random(d)
    turns = _root(d) ** -np.arange(1.0, d + 1)
    i = np.arange(n)
    shake = _SHAKE / np.sqrt(i + 0.3)
    places = shift + np.outer(i, turns) + shake[:, None] * (rng.random((n, d)) - 0.5)
    out: Array = low + (high - low) * np.mod(places, 1.0)
    return out


def _root(d: int) -> float:
    phi = 2.0
    for _ in range(64):  # a contraction by at least 2 a turn
        phi = (1.0 + phi) ** (1.0 / (d + 1))
    return phi
