"""The phase map of momentum: how heavy ball and Nesterov move on a quadratic, for every step size and momentum.

Sources: Polyak, Introduction to Optimization (1987), section 3.2; O'Donoghue and Candès, Found. Comput. Math. 15
(2015) 715, section 4. Along an eigenvector of eigenvalue λ the iterates obey x_{k+1} = s x_k − p x_{k−1}, so that the
roots of z² − s z + p say everything: s = 1 + β − αλ, p = β for heavy ball; s = (1 + β)(1 − αλ), p = β(1 − αλ) for
Nesterov.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, BoolArray, IntArray

MONOTONE, OSCILLATING, SIGN_FLIPPING, DIVERGING = range(4)
REGIMES = ("monotone", "oscillating", "sign_flipping", "diverging")  # by number
METHODS = ("heavy_ball", "nesterov")
_EDGE = 1e-12  # a root on the unit circle does not diverge


@dataclass(frozen=True, eq=False)
class Phase:
    """``rate``: the larger root in modulus, the factor a step in the long run. ``regime``: a number of REGIMES."""

    rate: Array
    regime: IntArray


def momentum_phase(alpha: Array | float, beta: Array | float, lam: Array | float, method: str = "heavy_ball") -> Phase:
    """The phase at each (alpha, beta, lam), which broadcast together.

    Monotone: two real roots, the larger positive. Oscillating: a complex pair. Sign-flipping: the larger root is real
    and negative. Diverging: a root outside the unit circle. Raises ValueError for a method not in METHODS.
    """
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got {method!r}")
    a, b, h = np.broadcast_arrays(*(np.asarray(v, dtype=np.float64) for v in (alpha, beta, lam)))
    q = 1 - a * h
    total, product = (b + q, b) if method == "heavy_ball" else ((1 + b) * q, b * q)
    inside = total * total - 4 * product
    turning = inside < 0
    rate = np.where(turning, np.sqrt(np.maximum(product, 0)), 0.5 * (np.abs(total) + np.sqrt(np.maximum(inside, 0))))
    regime = np.where(turning, OSCILLATING, np.where(total < 0, SIGN_FLIPPING, MONOTONE))
    return Phase(rate, np.where(rate > 1 + _EDGE, DIVERGING, regime).astype(np.int64))


def worst_phase(each: Phase) -> Phase:
    """Of all eigenvalues (the last axis) together: the slowest rate; diverging where one diverges, monotone where all
    are, oscillating where one of them oscillates, else sign-flipping."""
    regime = np.where(np.any(each.regime == OSCILLATING, axis=-1), OSCILLATING, SIGN_FLIPPING)
    regime = np.where(np.all(each.regime == MONOTONE, axis=-1), MONOTONE, regime)
    regime = np.where(np.any(each.regime == DIVERGING, axis=-1), DIVERGING, regime)
    return Phase(np.max(each.rate, axis=-1), regime.astype(np.int64))


@dataclass(frozen=True, eq=False)
class PhaseMap:
    """Phases over alpha (nx,) and beta (ny,): ``rate`` and ``regime`` (ny, nx) of all eigenvalues together; the pair
    ``best`` that theory names; ``middles``: for each regime there is, its number and a place (alpha, beta) inside."""

    method: str
    alpha: Array
    beta: Array
    eigenvalues: Array
    rate: Array
    regime: IntArray
    best: tuple[float, float]
    middles: tuple[tuple[int, float, float], ...]


def phase_map(method: str, eigenvalues: Array, best: tuple[float, float], points: int = 256) -> PhaseMap:
    """The map for positive ``eigenvalues`` (m,): beta in [0, 1), alpha a little beyond the last critical step."""
    top = float(np.max(eigenvalues))
    reach = (4.4 if method == "heavy_ball" else 2.2) / top
    alpha = np.linspace(reach / points, reach, points)
    beta = np.linspace(0.0, 0.995, points)
    whole = worst_phase(momentum_phase(alpha[None, :, None], beta[:, None, None], eigenvalues, method))
    middles = []
    for number in range(len(REGIMES)):
        place = _middle(whole.regime == number)
        if place is not None:
            middles.append((number, float(alpha[place[1]]), float(beta[place[0]])))
    return PhaseMap(method, alpha, beta, np.asarray(eigenvalues), whole.rate, whole.regime, best, tuple(middles))


def _middle(mask: BoolArray) -> tuple[int, int] | None:
    """A place of ``mask`` (ny, nx) far from its edge: the one that outlives peeling; None where there is too little."""
    if np.count_nonzero(mask) < 0.004 * mask.size:
        return None
    left = np.pad(mask, 1)
    while True:
        peeled = left.copy()
        for axis in (0, 1):
            for way in (1, -1):
                peeled &= np.roll(left, way, axis)
        if not peeled.any():
            break
        left = peeled
    rows, columns = np.nonzero(left)
    j = len(rows) // 2
    return int(rows[j]) - 1, int(columns[j]) - 1
