"""Zoutendijk's sum, and the ceilings that line searches put on it.

Sources: Zoutendijk, in Abadie (ed.), Integer and Nonlinear Programming (1970); Nocedal and Wright, Numerical
Optimization (2006), theorem 3.2 for Wolfe steps. The other ceilings follow from the same descent inequality
f(x + αp) ≤ f(x) + αp'∇f + ½Lα²‖p‖².

L: the gradient's Lipschitz constant on the level set of the start; gap: f₀ − f_inf. A finite sum forces ‖∇f_k‖ → 0
where cos θ_k stays away from 0, as it does for steepest descent.
"""

from __future__ import annotations

import numpy as np

from core.arrays import Array


def zoutendijk(gradients: Array, directions: Array) -> Array:
    """Running sum over k of cos²θ_k ‖∇f_k‖², θ_k the angle between −∇f_k and p_k.

    Both arguments are (k, d), rows being steps, or (k, n, d) for n runs; the sum is (k,) or (k, n). A direction of
    length 0 adds nothing.
    """
    p = np.asarray(directions, dtype=np.float64)
    size = np.max(np.abs(p), axis=-1, keepdims=True)
    p = p / np.where(size > 0, size, 1.0)  # squares of long and short directions would leave the range of floats
    norm = np.sqrt(np.einsum("...d,...d->...", p, p))
    along = np.einsum("...d,...d->...", np.asarray(gradients, dtype=np.float64), p) / np.where(norm > 0, norm, 1.0)
    return np.cumsum(along * along, axis=0)


def wolfe_ceiling(L: float, gap: float, c1: float, c2: float) -> float:  # noqa: N803
    """L gap / (c₁ (1 − c₂)): weak or strong Wolfe steps along any descent directions."""
    return L * gap / (c1 * (1 - c2))


def goldstein_ceiling(L: float, gap: float, c: float) -> float:  # noqa: N803
    """L gap / (2c²): Goldstein steps along any descent directions, α ≥ 2c|p'∇f| / (L‖p‖²)."""
    return L * gap / (2 * c * c)


def exact_ceiling(L: float, gap: float) -> float:  # noqa: N803
    """2L gap: steps to the first minimiser along any descent directions."""
    return 2 * L * gap


def backtracking_ceiling(L: float, gap: float, c1: float, rho: float, alpha0: float) -> float:  # noqa: N803
    """gap / (c₁ min(α₀, 2ρ(1 − c₁)/L)): backtracking from α₀ along p = −∇f, where the step has that lower bound.

    Along other directions backtracking has no ceiling: the first trial may be as short as it likes.
    """
    return gap / (c1 * min(alpha0, 2 * rho * (1 - c1) / L))
