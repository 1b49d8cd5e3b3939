"""Stress tests: functions with kinks, on which no method that trusts a gradient is at home.

Sources: Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013); Jamil and Yang, Int. J. Mathematical
Modelling and Numerical Optimisation 4 (2013) 150, arXiv:1308.4008; Mishra, Some new test functions for global
optimization (2006).

On a kink the derivative of |u| is taken as 0, the mean of its two sides, and so is the infinite slope of √|u|.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from core.arrays import Array
from core.objectives._common import absolute, critical, hessian_2d, reciprocal
from core.objectives.base import CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


@register("objective", "bukin_6")
@dataclass(frozen=True)
class Bukin6(Objective):
    """100 √|y − 0.01x²| + 0.01 |x + 10|: a ridge of infinitely steep walls along a parabola; minimum 0 at (−10, 1)."""

    label = QT_TRANSLATE_NOOP("objectives", "Bukin 6")
    group = "stress"
    order = 90
    formula = "100 sqrt(|y - 0.01 x^2|) + 0.01 |x + 10|"
    source = "Jamil and Yang (2013), no. 28"
    is_smooth = False

    def _root(self, x: Array) -> tuple[Array, Array]:
        """√|u| and the sign of u = y − 0.01x², shape (...)."""
        size, sign = absolute(x[..., 1] - 0.01 * (x[..., 0] * x[..., 0]))
        return np.sqrt(size), sign

    def value(self, x: Array) -> Array:
        out: Array = 100 * self._root(x)[0] + 0.01 * absolute(x[..., 0] + 10)[0]
        return out

    def gradient(self, x: Array) -> Array:
        x0 = x[..., 0]
        root, sign = self._root(x)
        across = 50 * (sign * reciprocal(root))
        g = np.empty_like(x)
        g[..., 0] = -0.02 * (x0 * across) + 0.01 * absolute(x0 + 10)[1]
        g[..., 1] = across
        return g

    def hessian(self, x: Array) -> Array:
        x0 = x[..., 0]
        root, sign = self._root(x)
        inverse = reciprocal(root)
        bend = -25 * (inverse * inverse * inverse)
        return hessian_2d(x, 4e-4 * (x0 * x0 * bend) - sign * inverse, -0.02 * (x0 * bend), bend)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-15.0, -5.0), (-3.0, 3.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (-13.5, -2.0)

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Both kinks cross there; by the convention on kinks the gradient is 0."""
        return (CriticalPoint((-10.0, 1.0), 0.0, "minimum"),)


def _tray(x: Array, waves: tuple[Array, Array], slopes: tuple[Array, Array], peak: float) -> tuple[Array, ...]:
    """A = |p(x) q(y)| exp |peak − r/π| with its first and second derivatives A, x, y, xx, xy, yy: (...) each.

    ``waves`` are p and q, ``slopes`` their derivatives; p'' = −p and q'' = −q.
    """
    x0, x1 = x[..., 0], x[..., 1]
    r = np.sqrt(x0 * x0 + x1 * x1)
    near = reciprocal(r)
    height, side = absolute(peak - r / math.pi)
    e = np.exp(height)
    (p, p_sign), (q, q_sign) = absolute(waves[0]), absolute(waves[1])
    dp, dq = p_sign * slopes[0], q_sign * slopes[1]
    fall = -side * near / math.pi  # ∇ of the exponent is fall · x
    ex, ey = fall * x0, fall * x1
    turn = near * near
    exx = ex * ex + fall * (1 - x0 * x0 * turn)
    exy = ex * ey - fall * (x0 * x1 * turn)
    eyy = ey * ey + fall * (1 - x1 * x1 * turn)
    pq = p * q
    return (
        e * pq,
        e * (dp * q + pq * ex),
        e * (p * dq + pq * ey),
        e * (-pq + 2 * dp * q * ex + pq * exx),
        e * (dp * dq + dp * q * ey + p * dq * ex + pq * exy),
        e * (-pq + 2 * p * dq * ey + pq * eyy),
    )


@register("objective", "cross_in_tray")
@dataclass(frozen=True)
class CrossInTray(Objective):
    """−10⁻⁴ (|sin x sin y exp |100 − r/π|| + 1)^0.1, r = √(x² + y²): four equal minima between the arms of a cross."""

    label = QT_TRANSLATE_NOOP("objectives", "Cross-in-tray")
    group = "stress"
    order = 91
    formula = "-0.0001 (|sin(x) sin(y) exp(|100 - sqrt(x^2 + y^2) / pi|)| + 1)^0.1"
    source = "Surjanovic and Bingham (2013); Mishra (2006)"
    is_smooth = False
    lists = "lowest"

    def _tray(self, x: Array) -> tuple[Array, ...]:
        sin, cos = np.sin(x), np.cos(x)
        return _tray(x, (sin[..., 0], sin[..., 1]), (cos[..., 0], cos[..., 1]), 100.0)

    def value(self, x: Array) -> Array:
        out: Array = -1e-4 * np.exp(0.1 * np.log1p(self._tray(x)[0]))
        return out

    def gradient(self, x: Array) -> Array:
        a, ax, ay, *_ = self._tray(x)
        slope = -1e-5 * np.exp(-0.9 * np.log1p(a))
        g = np.empty_like(x)
        g[..., 0] = slope * ax
        g[..., 1] = slope * ay
        return g

    def hessian(self, x: Array) -> Array:
        a, ax, ay, axx, axy, ayy = self._tray(x)
        log = np.log1p(a)
        slope, bend = -1e-5 * np.exp(-0.9 * log), 0.9e-5 * np.exp(-1.9 * log)
        xx, yy = slope * axx + bend * (ax * ax), slope * ayy + bend * (ay * ay)
        return hessian_2d(x, xx, slope * axy + bend * (ax * ay), yy)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-10.0, 10.0), (-10.0, 10.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (5.2, -3.7)

    @property
    def bounded_below(self) -> bool:
        """Not beyond r = 100π, where the exponential grows."""
        return False

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The four global minima, found by Newton's method to 1e-12."""
        a = 1.3494066171539108
        return critical(self, [((s * a, t * a), "minimum") for s, t in product((1.0, -1.0), repeat=2)])


@register("objective", "holder_table")
@dataclass(frozen=True)
class HolderTable(Objective):
    """−|sin x cos y exp |1 − r/π||, r = √(x² + y²): a table with four equal legs."""

    label = QT_TRANSLATE_NOOP("objectives", "Hölder table")
    group = "stress"
    order = 92
    formula = "-|sin(x) cos(y) exp(|1 - sqrt(x^2 + y^2) / pi|)|"
    source = "Surjanovic and Bingham (2013); Mishra (2006)"
    is_smooth = False
    lists = "lowest"

    def _tray(self, x: Array) -> tuple[Array, ...]:
        sin, cos = np.sin(x), np.cos(x)
        return _tray(x, (sin[..., 0], cos[..., 1]), (cos[..., 0], -sin[..., 1]), 1.0)

    def value(self, x: Array) -> Array:
        return -self._tray(x)[0]

    def gradient(self, x: Array) -> Array:
        _, ax, ay, *_ = self._tray(x)
        g = np.empty_like(x)
        g[..., 0] = -ax
        g[..., 1] = -ay
        return g

    def hessian(self, x: Array) -> Array:
        *_, xx, xy, yy = self._tray(x)
        return hessian_2d(x, -xx, -xy, -yy)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-10.0, 10.0), (-10.0, 10.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (6.3, 7.6)

    @property
    def bounded_below(self) -> bool:
        return False

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The four global minima, found by Newton's method to 1e-12."""
        a, b = 8.055023475736563, 9.664590019241274
        return critical(self, [((s * a, t * b), "minimum") for s, t in product((1.0, -1.0), repeat=2)])


def _wave(u: Array) -> tuple[Array, Array, Array]:
    """sin √|u| with its first and second derivative, shape of ``u``; the latter two 0 at u = 0."""
    size, sign = absolute(u)
    s = np.sqrt(size)
    sin, cos, inverse = np.sin(s), np.cos(s), reciprocal(s)
    return sin, 0.5 * (sign * (cos * inverse)), -0.25 * (inverse * inverse * (sin + cos * inverse))


@register("objective", "eggholder")
@dataclass(frozen=True)
class Eggholder(Objective):
    """−v sin √|½x + v| − x sin √|x − v|, v = y + 47: a box of eggs, the lowest of them cut by the edge of the box."""

    label = QT_TRANSLATE_NOOP("objectives", "Eggholder")
    group = "stress"
    order = 93
    formula = "-(y + 47) sin(sqrt(|x / 2 + y + 47|)) - x sin(sqrt(|x - y - 47|))"
    source = "Surjanovic and Bingham (2013); Jamil and Yang (2013), no. 53"
    is_smooth = False
    lists = "lowest"

    def value(self, x: Array) -> Array:
        x0, v = x[..., 0], x[..., 1] + 47
        out: Array = -v * _wave(0.5 * x0 + v)[0] - x0 * _wave(x0 - v)[0]
        return out

    def gradient(self, x: Array) -> Array:
        x0, v = x[..., 0], x[..., 1] + 47
        (a, da, _), (b, db, _) = _wave(0.5 * x0 + v), _wave(x0 - v)
        g = np.empty_like(x)
        g[..., 0] = -0.5 * (v * da) - b - x0 * db
        g[..., 1] = -a - v * da + x0 * db
        return g

    def hessian(self, x: Array) -> Array:
        x0, v = x[..., 0], x[..., 1] + 47
        (_, da, dda), (_, db, ddb) = _wave(0.5 * x0 + v), _wave(x0 - v)
        left, right = v * dda, x0 * ddb
        return hessian_2d(x, -0.25 * left - 2 * db - right, -0.5 * (da + left) + db + right, -2 * da - left - right)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-512.0, 512.0), (-512.0, 512.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (370.0, 240.0)

    @property
    def bounded_below(self) -> bool:
        return False

    @property
    def global_minima(self) -> tuple[CriticalPoint, ...]:
        """On the edge x = 512, where ∂f/∂y = 0 but f falls on outside."""
        return critical(self, [((512.0, 404.2318051137578), "minimum")])
