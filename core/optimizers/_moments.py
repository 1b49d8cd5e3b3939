"""The running moments of Adam and its kin, as a recurrence and in place."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.columns import Work


class Moments(NamedTuple):
    """m, v (n, d) and the powers beta1^t, beta2^t, which turn into (n, 1) where the betas are.

    ``weights`` are β₁, 1 − β₁, β₂, 1 − β₂ as arrays, which NumPy takes faster than numbers.
    """

    m: Array
    v: Array
    beta1_t: float | Array
    beta2_t: float | Array
    weights: tuple[Array, Array, Array, Array]


def start(x: Array, beta1: float, beta2: float) -> Moments:
    """The moments before the first step, for starts ``x`` (n, d)."""
    weights = tuple(np.asarray(w, x.dtype) for w in (beta1, 1 - beta1, beta2, 1 - beta2))
    return Moments(np.zeros_like(x), np.zeros_like(x), 1.0, 1.0, weights)  # type: ignore[arg-type]


def update(s: Moments, g: Array, beta1: float, beta2: float) -> tuple[Moments, Array, Array]:
    """m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²; returns them with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ)."""
    b1, c1, b2, c2 = s.weights
    m = b1 * s.m + c1 * g
    v = b2 * s.v + c2 * (g * g)
    # Powers by multiplication: a swept beta (n, 1) then gives the same bits as a number.
    beta1_t, beta2_t = s.beta1_t * beta1, s.beta2_t * beta2
    return Moments(m, v, beta1_t, beta2_t, s.weights), m / (1 - beta1_t), v / (1 - beta2_t)


def advance(
    columns: Array,
    steps: int,
    work: Work,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
    decay: float,
    l2: float = 0.0,
    keep_max: bool = False,
) -> None:
    """``steps`` steps of Adam in place, with the gradient plus ``l2`` x, after x ← ``decay`` x in each.

    ``keep_max`` divides by the root of the largest v so far instead of v (AMSGrad).
    The memory holds m/(1 − β₁) and v/(1 − β₂), and the constants are gathered,
    α m̂/(√v̂ + ε) = M/(c√V + e), so that a step passes over each column ten times instead of fourteen.
    """
    M, V, t = work.memory("M"), work.memory("V"), work.scratch  # noqa: N806
    root_of = work.memory("V_max") if keep_max else V
    for _ in range(steps):
        work.taken += 1
        g = work.gradient(columns)
        if l2 != 0.0:
            np.multiply(columns, l2, out=t)
            np.add(g, t, out=g)
        np.multiply(M, beta1, out=M)
        np.add(M, g, out=M)
        np.multiply(g, g, out=g)
        np.multiply(V, beta2, out=V)
        np.add(V, g, out=V)
        alpha = lr * (1 - beta1) / (1 - beta1**work.taken)
        if keep_max:
            np.maximum(root_of, V, out=root_of)
        np.sqrt(root_of, out=t)
        np.multiply(t, math.sqrt((1 - beta2) / (1 - beta2**work.taken)) / alpha, out=t)
        np.add(t, eps / alpha, out=t)
        np.divide(M, t, out=t)
        if decay != 1.0:
            np.multiply(columns, decay, out=columns)
        np.subtract(columns, t, out=columns)
