"""min g'p + ½p'Hp over ‖p‖ ≤ Δ, row by row: to the end, or by the cheap points.

Sources: Moré and Sorensen, SIAM J. Sci. Stat. Comput. 4 (1983) 553; Conn, Gould and Toint, Trust-Region Methods
(2000), sections 7.3 and 7.4; Nocedal and Wright, Numerical Optimization (2006), theorem 4.1, algorithm 4.2, equations
4.11, 4.16.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers._matrices import Spectrum, apply, quadratic_form
from core.optimizers._searching import dot

_TIGHT = 1e-13  # ‖p‖ is Δ within this share
_MOST = 100  # Newton steps on the secular equation; its error is squared from the left, so a dozen do


class Solved(NamedTuple):
    """p (n, d), and λ (n,) of (H + λI)p = −g, nan where p is not known to have one."""

    p: Array
    multiplier: Array


def norm(v: Array) -> Array:
    """‖v‖, (n,)."""
    out: Array = np.sqrt(dot(v, v))
    return out


def exact(H: Array, g: Array, h: Spectrum, radius: Array) -> Solved:  # noqa: N803
    """The global minimiser: (H + λI)p = −g, λ(Δ − ‖p‖) = 0, H + λI ⪰ 0 (theorem 4.1).

    In eigen-coordinates, with t = λ + λ₁ and γ_i = λ_i − λ₁ ≥ 0, ‖p‖² = Σ b_i²/(γ_i + t)². Newton's iteration on
    1/‖p(t)‖ = 1/Δ from a t below the root rises to it, as 1/‖p‖ is concave. Writing t rather than λ leaves no
    cancellation near −λ₁, so that only the hard case itself is special: b has no part along the lowest eigenvectors,
    and p needs some length z along them, whose sign is free (the eigenvector's largest entry is made positive).
    """
    b = h.coefficients(g)
    low = h.values[:, 0]
    gap = h.values - low[:, None]
    within = norm(b / h.values)  # the length of Newton's step
    inside = (low > 0) & (within <= radius)
    size = norm(b)
    # each |b_i|/(γ_i + t) is at most ‖p‖, and ‖b‖/(γ_d + t) too: below the root, and above 0 unless the case is hard
    alone = np.max(np.abs(b) / radius[:, None] - gap, axis=1)
    t = np.maximum(np.maximum(low, 0.0), np.maximum(alone, size / radius - gap[:, -1]))
    t = np.where(inside, low, t)
    rest = norm(_over(b, gap))  # ‖p‖ at t = 0; inf where b has a part along the lowest eigenvectors
    hard = ~inside & (low <= 0) & (rest <= radius)
    going = ~inside & ~hard
    for _ in range(_MOST):
        if not going.any():
            break
        q = _over(b, gap + t[:, None])
        length = norm(q)
        going &= length > radius * (1 + _TIGHT)
        stretch = np.einsum("nd,nd->n", q, _over(q, gap + t[:, None]))  # b'(Γ + t)⁻³b
        step = length * length / stretch * ((length - radius) / radius)
        grown = t + step
        going &= grown > t
        t = np.where(going, grown, t)
    t = np.where(hard, 0.0, t)
    coordinates = -_over(b, gap + t[:, None])
    lift = np.where(hard & (low < 0), np.sqrt(np.maximum(radius**2 - dot(coordinates, coordinates), 0.0)), 0.0)
    first = h.vectors[:, :, 0]
    largest = np.take_along_axis(first, np.argmax(np.abs(first), axis=1)[:, None], axis=1)
    coordinates = coordinates + 0.0
    coordinates[:, 0] += np.sign(largest[:, 0]) * lift
    return Solved(apply(h.vectors, coordinates), np.where(inside, 0.0, np.maximum(t - low, 0.0)))


def _over(a: Array, b: Array) -> Array:
    """a/b with 0/0 = 0."""
    out: Array = np.where(a == 0, 0.0, a / np.where(a == 0, 1.0, b))
    return out


def cauchy(H: Array, g: Array, h: Spectrum, radius: Array) -> Solved:  # noqa: N803
    """The lowest point of the model along −g within the radius (4.11, 4.12)."""
    gg, bend = dot(g, g), quadratic_form(H, g)
    reach = radius / np.sqrt(gg)
    length = np.where(bend > 0, np.minimum(gg / bend, reach), reach)
    p = np.where((gg > 0)[:, None], -length[:, None] * g, 0.0)
    return Solved(p, np.full(len(g), np.nan))


def dogleg(H: Array, g: Array, h: Spectrum, radius: Array) -> Solved:  # noqa: N803
    """Where the path 0, p_U, p_B leaves the region (4.16): p_U = −(g'g/g'Hg)g, p_B = −H⁻¹g.

    Where H is not positive definite there is no such path, and the Cauchy point is taken.
    """
    near = cauchy(H, g, h, radius)
    definite = (h.values[:, 0] > 0) & ~h.singular
    newton = -h.solve(h.values, g)
    steepest = -(dot(g, g) / quadratic_form(H, g))[:, None] * g
    # ‖p_U + s(p_B − p_U)‖² = Δ²: the root in [0, 1], in the form that does not cancel
    way = newton - steepest
    a, b, c = dot(way, way), dot(steepest, way), radius**2 - dot(steepest, steepest)
    s = c / (b + np.sqrt(np.maximum(b * b + a * c, 0.0)))
    bent = steepest + s[:, None] * way
    whole = norm(newton) <= radius
    on_second = norm(steepest) < radius
    path = np.where(whole[:, None], newton, np.where(on_second[:, None], bent, near.p))
    p = np.where((definite & (dot(g, g) > 0))[:, None], path, near.p)
    return Solved(p, np.where(definite & whole, 0.0, np.nan))
