"""The quadratic that f, or a method, sees about a point: its axes, its level curves, its lowest point.

Sources: Nocedal and Wright, Numerical Optimization (2006), sections 2.1, 3.3 and 7.2 (L-BFGS's matrix from its pairs).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from core.arrays import Array
from core.optimizers.base import Optimizer
from core.trajectory import Trajectory

_FLAT = 1e-9  # an eigenvalue of less than this share of the largest is 0 to rounding
_GRADIENT = ("gradient_descent", "sgd", "heavy_ball", "nesterov", "proximal_gradient", "fista")


class Axes(NamedTuple):
    """A symmetric 2 × 2 matrix by its eigenvalues, ascending, and eigenvectors; column i of V belongs to λ_i."""

    values: Array  # (2,)
    vectors: Array  # (2, 2)

    @property
    def signs(self) -> tuple[int, int]:
        """Of the eigenvalues, those that are 0 to rounding counting as 0."""
        flat = _FLAT * float(np.max(np.abs(self.values)))
        first, second = (int(np.sign(v)) if abs(v) > flat else 0 for v in self.values.tolist())
        return first, second


def axes(h: Array) -> Axes | None:
    """Of the block of the first two variables of a symmetric ``h`` (d, d); None where that is not finite or 0.

    In closed form, by the rotation that makes it diagonal.
    """
    a, b, c = float(h[0, 0]), 0.5 * float(h[0, 1] + h[1, 0]), float(h[1, 1])
    size = max(abs(a), abs(b), abs(c))
    if not (np.isfinite(size) and size > 0):
        return None
    a, b, c = a / size, b / size, c / size  # squares then neither overflow nor vanish
    turn = 0.5 * np.arctan2(2 * b, a - c)  # the direction of the larger eigenvalue
    half = np.hypot(0.5 * (a - c), b)
    high = 0.5 * (a + c) + half if a + c >= 0 else (a * c - b * b) / (0.5 * (a + c) - half)
    low = 0.5 * (a + c) - half if a + c < 0 else (a * c - b * b) / high
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    return Axes(size * np.array([low, high]), np.array([[-sin, cos], [cos, sin]]))


def fitting_level(of: Axes, size: float) -> float:
    """c > 0 for which the curve |½p'Hp| = c has semi-axes √(2c/|λ|) whose geometric mean is ``size``.

    A flat direction counts as a thousandth of the other one.
    """
    bends = np.abs(of.values)
    bends = np.maximum(bends, 1e-3 * float(np.max(bends)))
    return 0.5 * size**2 * float(np.prod(np.sqrt(bends)))


def level_curve(of: Axes, level: float, reach: float, points: int = 72) -> tuple[Array, ...]:
    """Where ½p'Hp = ``level`` ≠ 0, p (2,) being the way from the point: parts (n, 2), an ellipse's first point again
    its last; hyperbolas and pairs of lines are cut about ``reach`` from the point. () where there is no such p.
    """
    s = tuple(sign * int(np.sign(level)) for sign in of.signs)
    if max(s) <= 0:
        return ()
    with np.errstate(divide="ignore"):
        half = np.sqrt(2 * abs(level) / np.abs(of.values))
    if min(s) > 0:
        turn = np.linspace(0, 2 * np.pi, points + 1)
        flat = half[:, None] * np.stack([np.cos(turn), np.sin(turn)])
        return ((of.vectors @ flat).T,)
    crossing = 0 if s[0] > 0 else 1  # the axis on which the curve lies
    if min(s) == 0:
        along = np.linspace(-reach, reach, 2)
        across = np.full(2, half[crossing])
    else:
        widest = np.arccosh(max(reach / half[crossing], 1.05))
        widest = min(widest, np.arcsinh(max(reach / half[1 - crossing], 0.05)))
        t = np.linspace(-widest, widest, points // 2 + 1)
        across, along = half[crossing] * np.cosh(t), half[1 - crossing] * np.sinh(t)
    parts = []
    for side in (1.0, -1.0):
        flat = np.empty((2, len(along)))
        flat[crossing], flat[1 - crossing] = side * across, along
        parts.append((of.vectors @ flat).T)
    return tuple(parts)


def to_critical(b: Array, g: Array) -> Array | None:
    """p = −B⁻¹g (d,), the way to the critical point of the model g'p + ½p'Bp; None where B (d, d) is singular."""
    if not (np.all(np.isfinite(b)) and np.all(np.isfinite(g))):
        return None
    size = np.abs(np.linalg.eigvalsh(b))
    if np.min(size) <= np.finfo(np.float64).eps * np.max(size):
        return None
    return np.asarray(np.linalg.solve(b, -g), dtype=np.float64)


def inverse_of_pairs(s: Array, y: Array, gamma: float) -> Array:
    """L-BFGS's H (d, d) of the pairs s, y (m, d), the newest last, from H⁰ = γI (N&W 7.19)."""
    d = s.shape[1]
    h: Array = gamma * np.eye(d)
    for si, yi in zip(s, y, strict=True):
        rho = 1 / float(si @ yi)
        v = np.eye(d) - rho * np.outer(yi, si)
        h = v.T @ h @ v + rho * np.outer(si, si)
    return h


def believed(method: Optimizer, t: Trajectory, k: int, hessian: Array) -> Array | None:
    """B (d, d), the Hessian that the method puts in the place of ∇²f in its step from record ``k``, or None.

    The step is −B⁻¹ times the gradient (or its running mean, or as far as a line search goes). For gradient descent
    it is I/α; Adam and its kin believe in diag(√v̂ + ε)/α; Newton in ∇²f, modified or not; quasi-Newton methods in
    the inverse of their H. ``hessian`` is that of f at x_k. At the last record it is the one of the step before.
    """
    j = min(k + 1, t.steps)
    if j == 0:
        return None
    d, e, id = t.x.shape[1], t.extras, method.id
    alpha = float(t.alpha[j])
    with np.errstate(all="ignore"):
        if id in _GRADIENT:
            return np.eye(d) / alpha
        if id in ("newton", "damped_newton", "trust_region"):
            return hessian
        if "modified" in e:
            if k == t.steps or not np.all(np.isfinite(hessian)):
                return None
            vectors = np.linalg.eigh(hessian)[1]
            out: Array = (vectors * e["modified"][j]) @ vectors.T
            return out
        if "H_new" in e:
            return _inverted(e["H_new" if k == t.steps else "H"][j])
        if id == "lbfgs":
            kept = np.flatnonzero(e["updated"][1 : k + 1] == 1)[-int(getattr(method, "memory", 10)) :] + 1
            gamma = 1.0
            if len(kept):
                s, y = e["s"][kept[-1]], e["y"][kept[-1]]
                gamma = float(s @ y) / float(y @ y)
            return _inverted(inverse_of_pairs(e["s"][kept], e["y"][kept], gamma))
        roots = _roots(method, t, j)
        return None if roots is None else np.diag(roots) / alpha


def _inverted(h: Array) -> Array | None:
    if not np.all(np.isfinite(h)) or np.min(np.abs(np.linalg.eigvalsh(h))) == 0:
        return None
    return np.asarray(np.linalg.inv(h), dtype=np.float64)


def _roots(method: Optimizer, t: Trajectory, j: int) -> Array | None:
    """What divides each coordinate of the step of record ``j``, (d,)."""
    e = t.extras
    eps = float(getattr(method, "eps", 0.0))
    if "v_hat" in e:
        out: Array = np.sqrt(e["v_hat"][j]) + eps
    elif method.id == "adamax":
        out = e["u"][j]
    elif method.id == "adagrad":
        out = np.sqrt(e["G"][j]) + eps
    elif method.id == "rmsprop":
        v = e["v"][j] if "m" not in e else np.maximum(e["v"][j] - e["m"][j] ** 2, 0.0)
        out = np.sqrt(v) + eps
    elif method.id == "adadelta":
        before = e["u"][j - 1] if j > 1 else np.zeros_like(e["u"][j])
        out = np.sqrt(e["v"][j] + eps) / np.sqrt(before + eps)
    else:
        return None
    return out
