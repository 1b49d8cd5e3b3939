"""What a step length must satisfy, each condition stated once; the searches ask these very functions.

Sources: Armijo, Pacific J. Math. 16 (1966) 1; Wolfe, SIAM Review 11 (1969) 226; Goldstein, Numer. Math. 10 (1967);
Nocedal and Wright, Numerical Optimization (2006), equations 3.4 to 3.7 and 3.11. ``phi0`` is phi(0), ``dphi0``
phi'(0) < 0. No condition holds where a value is not a number or is +inf; phi = -inf lowers f enough.
"""

from __future__ import annotations

import math


def armijo(phi0: float, dphi0: float, alpha: float, phi: float, c1: float) -> bool:
    """Sufficient decrease: phi(alpha) <= phi(0) + c1 alpha phi'(0)."""
    return phi <= phi0 + c1 * alpha * dphi0


def curvature(dphi0: float, dphi: float, c2: float) -> bool:
    """The weak curvature condition: phi'(alpha) >= c2 phi'(0)."""
    return math.isfinite(dphi) and dphi >= c2 * dphi0


def strong_curvature(dphi0: float, dphi: float, c2: float) -> bool:
    """The strong curvature condition: |phi'(alpha)| <= c2 |phi'(0)|."""
    return abs(dphi) <= c2 * abs(dphi0)


def long_enough(phi0: float, dphi0: float, alpha: float, phi: float, c: float) -> bool:
    """Goldstein's lower side, which keeps steps from being short: phi(0) + (1 - c) alpha phi'(0) <= phi(alpha)."""
    return math.isfinite(phi) and phi >= phi0 + (1 - c) * alpha * dphi0


def goldstein(phi0: float, dphi0: float, alpha: float, phi: float, c: float) -> bool:
    """Both sides, 0 < c < 1/2: phi(0) + (1 - c) alpha phi'(0) <= phi(alpha) <= phi(0) + c alpha phi'(0)."""
    return armijo(phi0, dphi0, alpha, phi, c) and long_enough(phi0, dphi0, alpha, phi, c)


def wolfe(phi0: float, dphi0: float, alpha: float, phi: float, dphi: float, c1: float, c2: float) -> bool:
    """Armijo and the weak curvature condition."""
    return armijo(phi0, dphi0, alpha, phi, c1) and curvature(dphi0, dphi, c2)


def strong_wolfe(phi0: float, dphi0: float, alpha: float, phi: float, dphi: float, c1: float, c2: float) -> bool:
    """Armijo and the strong curvature condition."""
    return armijo(phi0, dphi0, alpha, phi, c1) and strong_curvature(dphi0, dphi, c2)
