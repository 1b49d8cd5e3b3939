"""The exact minimisers of ½ (x − c)ᵀQ(x − c) + r(x) in the plane: by cases where r is piecewise linear or a box, by
one monotone equation in one unknown where r is a norm or a ball. No step of a proximal method is used.

Sources: Nocedal and Wright, Numerical Optimization (2006), section 16.5 (active sets); Moré and Sorensen, SIAM J.
Sci. Stat. Comput. 4 (1983) 553 (the secular equation).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

import numpy as np

from core.arrays import Array
from core.objectives.composite_terms import BoxTerm, NormTerm, Term

_HALVINGS = 200  # from the largest bracket to neighbouring numbers
_FARTHEST = 1e100  # a root beyond is one that rounding has lost: x is then 0 to every digit


def elastic_net_minimiser(Q: Array, q: Array, l1: float, l2: float) -> Array:  # noqa: N803
    """Of ½xᵀQx − qᵀx + λ₁‖x‖₁ + ½λ₂‖x‖², Q (2, 2) positive definite: one of the nine patterns of signs."""
    H = Q + l2 * np.eye(2)  # noqa: N806

    def candidates() -> Iterator[Array]:
        for signs in product((-1.0, 0.0, 1.0), repeat=2):
            x = _solve_free(H, q - l1 * np.array(signs), np.array(signs) != 0, np.zeros(2))
            if np.all(np.sign(x) * np.array(signs) >= 0):
                yield x

    return _stationary(candidates(), NormTerm(l1, l2), Q, q)


def box_minimiser(Q: Array, q: Array, half: Array) -> Array:  # noqa: N803
    """Of ½xᵀQx − qᵀx over |x_i| ≤ half_i: inside, on one of four sides or in one of four corners."""

    def candidates() -> Iterator[Array]:
        for side in product((-1.0, 0.0, 1.0), repeat=2):
            x = _solve_free(Q, q, np.array(side) == 0, np.array(side) * half)
            if np.all(np.abs(x) <= half):
                yield x

    return _stationary(candidates(), BoxTerm((float(half[0]), float(half[1]))), Q, q)


def group_minimiser(Q: Array, q: Array, weight: float) -> Array:  # noqa: N803
    """Of ½xᵀQx − qᵀx + λ‖x‖: 0 where ‖q‖ ≤ λ, else (Q + νI)x = q with ν‖x‖ = λ."""
    if np.linalg.norm(q) <= weight:
        return np.zeros(2)
    x = _regularised(Q, q)
    return x(_root(lambda nu: nu * float(np.linalg.norm(x(nu))) - weight)) if weight else x(0.0)


def ball_minimiser(Q: Array, q: Array, radius: float) -> Array:  # noqa: N803
    """Of ½xᵀQx − qᵀx over ‖x‖ ≤ R: inside, or (Q + νI)x = q with ‖x‖ = R."""
    x = _regularised(Q, q)
    free = x(0.0)
    if np.linalg.norm(free) <= radius:
        return free
    on = x(_root(lambda nu: radius - float(np.linalg.norm(x(nu)))))
    return on * (radius / float(np.linalg.norm(on)))


def _stationary(candidates: Iterable[Array], r: Term, Q: Array, q: Array) -> Array:  # noqa: N803
    """The one at which 0 is a subgradient. Their values would not tell: those differ by the square of a distance."""
    return min(candidates, key=lambda x: float(np.linalg.norm(r.shortest(x, Q @ x - q))))


def _solve_free(H: Array, q: Array, free: Array, fixed: Array) -> Array:  # noqa: N803
    """Hx = q in the rows ``free``, with the other coordinates at ``fixed``."""
    x = np.where(free, 0.0, fixed)
    rest = (q - H @ x)[free]
    x[free] = np.linalg.solve(H[np.ix_(free, free)], rest) if rest.size else rest
    return x


def _regularised(Q: Array, q: Array) -> Callable[[float], Array]:  # noqa: N803
    """ν ↦ (Q + νI)⁻¹q."""

    def x(nu: float) -> Array:
        return np.linalg.solve(Q + nu * np.eye(2), q).astype(np.float64)

    return x


def _root(rising: Callable[[float], float]) -> float:
    """The positive root of an increasing function that is below 0 at 0 and above it far out, by halving."""
    high = 1.0
    while rising(high) < 0 and high < _FARTHEST:
        high *= 2
    low = 0.0
    for _ in range(_HALVINGS):
        middle = 0.5 * (low + high)
        if not low < middle < high:
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return high
