"""Curvature of a network's loss from Hessian-vector products alone: extreme eigenvalues and the trace.

Lanczos with full reorthogonalisation: Golub and Van Loan, Matrix Computations (2013), section 10.1 and 10.3.
Hutchinson's trace estimator: Communications in Statistics 18 (1989) 1059.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError

_LEAST = QT_TRANSLATE_NOOP("errors", "{name} must be at least {limit}, got {got}")

Product = Callable[[Array], Array]  # v (..., d) -> H v (..., d)


@dataclass(frozen=True, eq=False)
class Extremes:
    """``values`` (k,), by falling modulus, with unit ``vectors`` (k, d) and ``residuals`` ‖Hv − λv‖ (k,)."""

    values: Array
    vectors: Array
    residuals: Array


def lanczos(
    product: Product,
    d: int,
    k: int = 1,
    steps: int = 60,
    seed: int = 0,
    tolerance: float = 1e-8,
    start: Array | None = None,
) -> Extremes:
    """The ``k`` eigenvalues of largest modulus of a symmetric d x d matrix known by its products.

    At most ``steps`` products (d at most); it ends when the k residuals are below ``tolerance`` times the largest
    modulus. Where they are not, ``residuals`` say how far the values may be off (Weyl: an eigenvalue lies within).
    ``start`` (d,): a first direction near the eigenvectors wanted, in the place of a random one.
    """
    for name, given in (("d", d), ("k", k), ("steps", steps)):
        _at_least_one(name, given)
    rng = np.random.default_rng([seed, d])
    steps, k = min(max(steps, k), d), min(k, d)
    basis = np.empty((steps, d))
    diagonal, beside = np.zeros(steps), np.zeros(steps)
    q = rng.normal(size=d)
    if start is not None:  # with a little of everything, lest a direction that has none of the top hide it
        q = start / np.linalg.norm(start) + 0.1 * q / np.linalg.norm(q)
    q /= np.linalg.norm(q)
    m = 0
    values, small = np.zeros(0), np.zeros((0, 0))
    for m in range(1, steps + 1):
        basis[m - 1] = q
        r = product(q)
        diagonal[m - 1] = q @ r
        known = basis[:m]
        for _ in range(2):  # twice is enough (Parlett)
            r = r - known.T @ (known @ r)
        beside[m - 1] = np.linalg.norm(r)
        off = beside[: m - 1]
        values, small = np.linalg.eigh(np.diag(diagonal[:m]) + np.diag(off, 1) + np.diag(off, -1))
        scale = float(np.max(np.abs(values)))
        if beside[m - 1] <= 1e-13 * max(scale, 1e-300):
            # An invariant subspace: go on from a fresh direction, so that what lies outside it is found too.
            beside[m - 1] = 0.0
            r = rng.normal(size=d)
            for _ in range(2):
                r = r - known.T @ (known @ r)
            norm = float(np.linalg.norm(r))
            if m == d or norm <= 1e-10:
                break
            q = r / norm
            continue
        largest = np.argsort(-np.abs(values))[:k]
        if m >= k and np.all(beside[m - 1] * np.abs(small[-1, largest]) <= tolerance * scale):
            break
        q = r / beside[m - 1]
    chosen = np.argsort(-np.abs(values))[:k]
    vectors = small[:, chosen].T @ basis[:m]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    residuals = np.linalg.norm(product(vectors) - values[chosen, None] * vectors, axis=1)
    return Extremes(values[chosen], vectors, residuals)


def hutchinson(product: Product, d: int, probes: int = 32, seed: int = 0) -> tuple[float, float]:
    """An estimate of the trace by ``probes`` vectors of random signs, and its standard error."""
    _at_least_one("probes", probes)
    rng = np.random.default_rng([seed, d, probes])
    v = rng.choice([-1.0, 1.0], size=(probes, d))
    each = np.einsum("ij,ij->i", v, product(v))
    error = float(each.std(ddof=1) / np.sqrt(probes)) if probes > 1 else float("nan")
    return float(each.mean()), error


def _at_least_one(name: str, given: int) -> None:
    if given < 1:
        raise CoreError(_LEAST, field=name, name=name, limit=1, got=given)
