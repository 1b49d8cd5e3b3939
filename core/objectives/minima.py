"""The classical test functions with many minima.

Sources: Himmelblau, Applied Nonlinear Programming (1972); Dixon and Szegö, Towards Global Optimisation 2 (1978);
Styblinski and Tang, Neural Networks 3 (1990) 467; Rastrigin, Systems of Extremal Control (1974); Ackley, A
Connectionist Machine for Genetic Hillclimbing (1987).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from core.arrays import Array
from core.objectives._common import critical, hessian_2d, root_1d
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_TWO_PI = 2 * math.pi


@register("objective", "himmelblau")
@dataclass(frozen=True)
class Himmelblau(Objective):
    """(x² + y − 11)² + (x + y² − 7)²: four minima of value 0."""

    label = QT_TRANSLATE_NOOP("objectives", "Himmelblau")
    group = "minima"
    order = 50
    formula = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
    source = "Himmelblau (1972)"
    log_height = True

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        p, q = x0 * x0 + x1 - 11, x0 + x1 * x1 - 7
        out: Array = p * p + q * q
        return out

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        x0, x1 = x[..., 0], x[..., 1]
        p, q = x0 * x0 + x1 - 11, x0 + x1 * x1 - 7
        g = np.empty_like(x)
        g[..., 0] = 4 * (x0 * p) + 2 * q
        g[..., 1] = 2 * p + 4 * (x1 * q)
        return p * p + q * q, g

    def gradient_columns(self, columns: Array, out: Array, work: Array) -> None:
        """The gradient in place for swarms, see :mod:`core.columns`: all arrays are (2, n)."""
        x, y = columns
        for value, square, other, offset in ((work[0], x, y, 11.0), (work[1], y, x, 7.0)):
            np.multiply(square, square, out=value)
            np.add(value, other, out=value)
            np.subtract(value, offset, out=value)
        for g, along, own, crossed in ((out[0], x, work[0], work[1]), (out[1], y, work[1], work[0])):
            np.multiply(along, own, out=g)
            np.add(g, g, out=g)
            np.add(g, crossed, out=g)
            np.add(g, g, out=g)

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        return hessian_2d(x, 12 * (x0 * x0) + 4 * x1 - 42, 4 * (x0 + x1), 4 * x0 + 12 * (x1 * x1) - 26)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-5.5, 5.5), (-5.5, 5.5))

    @property
    def start(self) -> tuple[float, ...]:
        """Near the hilltop, where a small move chooses another minimum."""
        return (-0.5, -1.5)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Found by multi-start Newton to 1e-12, checked by the tests."""
        return critical(
            self,
            [
                ((3.0, 2.0), "minimum"),
                ((-2.805118086952745, 3.131312518250573), "minimum"),
                ((-3.779310253377747, -3.2831859912861696), "minimum"),
                ((3.5844283403304917, -1.8481265269644034), "minimum"),
                ((3.385154183607021, 0.0738518798377493), "saddle"),
                ((0.08667750455539636, 2.884254701174776), "saddle"),
                ((-3.0730257507643897, -0.08135304428796751), "saddle"),
                ((-0.12796134673068005, -1.9537149802445766), "saddle"),
                ((-0.2708445906673476, -0.9230385564799815), "maximum"),
            ],
        )


# One of each pair: the function is even, f(-x, -y) = f(x, y).
_CAMEL: tuple[tuple[tuple[float, float], CriticalKind], ...] = (
    ((0.08984201310031807, -0.7126564030207396), "minimum"),
    ((1.7036067149699812, -0.7960835686726252), "minimum"),
    ((1.6071047529201976, 0.5686514548841313), "minimum"),
    ((1.1092053368047865, -0.7682680925095399), "saddle"),
    ((1.6380679841897785, 0.22867406904439405), "saddle"),
    ((1.2960702671671092, 0.6050843880386585), "saddle"),
    ((1.2302298765166524, 0.16233458445899493), "maximum"),
)


@register("objective", "six_hump_camel")
@dataclass(frozen=True)
class SixHumpCamel(Objective):
    """(4 − 2.1x² + x⁴/3) x² + xy + (4y² − 4) y²: six minima, two of them global."""

    label = QT_TRANSLATE_NOOP("objectives", "Six-hump camel")
    group = "minima"
    order = 51
    formula = "(4 - 2.1 x^2 + x^4 / 3) x^2 + x y + (4 y^2 - 4) y^2"
    source = "Dixon and Szegö (1978)"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx, yy = x0 * x0, x1 * x1
        out: Array = xx * (4 + xx * (xx / 3 - 2.1)) + x0 * x1 + 4 * yy * (yy - 1)
        return out

    def gradient(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx, yy = x0 * x0, x1 * x1
        g = np.empty_like(x)
        g[..., 0] = x0 * (8 + xx * (2 * xx - 8.4)) + x1
        g[..., 1] = x0 + x1 * (16 * yy - 8)
        return g

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx = x0 * x0
        return hessian_2d(x, 8 + xx * (10 * xx - 25.2), 1.0, 48 * (x1 * x1) - 8)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.1, 2.1), (-1.2, 1.2))

    @property
    def start(self) -> tuple[float, ...]:
        return (-1.9, 1.1)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Found by multi-start Newton to 1e-12, checked by the tests; 0 in closed form."""
        pairs = [((sign * x, sign * y), kind) for (x, y), kind in _CAMEL for sign in (1.0, -1.0)]
        return critical(self, [*pairs, ((0.0, 0.0), "saddle")])


@register("objective", "styblinski_tang")
@dataclass(frozen=True)
class StyblinskiTang(Objective):
    """½ Σ (x⁴ − 16x² + 5x): four minima of different depth."""

    label = QT_TRANSLATE_NOOP("objectives", "Styblinski–Tang")
    group = "minima"
    order = 52
    formula = "1/2 (x^4 - 16 x^2 + 5 x) + 1/2 (y^4 - 16 y^2 + 5 y)"
    source = "Styblinski and Tang (1990)"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        xx, yy = x0 * x0, x1 * x1
        out: Array = 0.5 * ((xx * (xx - 16) + 5 * x0) + (yy * (yy - 16) + 5 * x1))
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = x * (2 * (x * x) - 16) + 2.5
        return out

    def hessian(self, x: Array) -> Array:
        second = 6 * (x * x) - 16
        return hessian_2d(x, second[..., 0], 0.0, second[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-4.0, 4.0), (-4.0, 4.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (0.4, -0.3)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """Every pair of roots of 2t³ − 16t + 2.5, which Newton finds from −3, 0 and 3."""
        low, top, high = (root_1d(lambda t: 2 * t**3 - 16 * t + 2.5, lambda t: 6 * t * t - 16, t) for t in (-3, 0, 3))
        kinds: tuple[CriticalKind, ...] = ("minimum", "saddle", "maximum")
        pairs = product((low, high, top), repeat=2)
        return critical(self, [(pair, kinds[pair.count(top)]) for pair in pairs])


@register("objective", "rastrigin")
@dataclass(frozen=True)
class Rastrigin(Objective):
    """20 + Σ (x² − 10 cos 2πx): a bowl with a minimum near every whole-numbered point."""

    label = QT_TRANSLATE_NOOP("objectives", "Rastrigin")
    group = "minima"
    order = 53
    formula = "20 + x^2 - 10 cos(2 pi x) + y^2 - 10 cos(2 pi y)"
    source = "Rastrigin (1974)"
    lists = "minima"

    def value(self, x: Array) -> Array:
        # 10 − 10 cos 2πt = 20 sin² πt: no cancellation near the minimum
        s = np.sin(math.pi * x)
        terms = x * x + 20 * (s * s)
        out: Array = terms[..., 0] + terms[..., 1]
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = 2 * x + (10 * _TWO_PI) * np.sin(_TWO_PI * x)
        return out

    def hessian(self, x: Array) -> Array:
        second = 2 + (10 * _TWO_PI**2) * np.cos(_TWO_PI * x)
        return hessian_2d(x, second[..., 0], 0.0, second[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-5.12, 5.12), (-5.12, 5.12))

    @property
    def start(self) -> tuple[float, ...]:
        return (3.4, -2.6)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The 121 minima of the domain: pairs of roots of t + 10π sin 2πt next to whole numbers."""
        roots = [
            root_1d(
                lambda t: t + 5 * _TWO_PI * math.sin(_TWO_PI * t),
                lambda t: 1 + 5 * _TWO_PI**2 * math.cos(_TWO_PI * t),
                float(k),
            )
            for k in range(-5, 6)
        ]
        return critical(self, [(pair, "minimum") for pair in product(roots, repeat=2)])

    @property
    def L(self) -> float:  # noqa: N802
        """2 + 40π², where the cosine is 1."""
        return 2 + 10 * _TWO_PI**2


# Minimisers with x >= y >= 0; the others follow by sign and by swapping x and y.
_ACKLEY = (
    (0.9521665459501717, 0.0),
    (0.9684776587077244, 0.9684776587077244),
    (1.9589197181217173, 0.0),
    (1.9646166628629864, 0.9824160350791393),
    (1.9744519864841168, 1.9744519864841168),
    (2.964619443112052, 0.0),
    (2.9672595287625643, 0.9891541864816628),
    (2.973139419924383, 1.9821399503814776),
    (2.9792239546911445, 2.9792239546911445),
    (3.969466743351758, 0.0),
    (3.9709183150642837, 0.9927672061700447),
    (3.974540178468205, 1.9873106146274968),
    (3.978924750768195, 2.9842137381272384),
    (3.983067699689763, 3.983067699689763),
    (4.973611257996986, 0.0),
    (4.974497722176982, 0.9949203738218392),
    (4.976843849330103, 1.9907648757355259),
    (4.97995793948682, 2.987995058852837),
    (4.983198896760883, 3.986568097953945),
    (4.986180456997876, 4.986180456997876),
)


@register("objective", "ackley")
@dataclass(frozen=True)
class Ackley(Objective):
    """20 + e − 20 exp(−0.2 r) − exp(½ (cos 2πx + cos 2πy)), r = √(½ (x² + y²)).

    Its global minimum 0 is the tip of a cone: f is not differentiable there. By convention the gradient at 0 is 0
    (it is in the subdifferential) and the Hessian at 0 leaves the cone out.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Ackley")
    group = "minima"
    order = 54
    formula = "20 + e - 20 exp(-0.2 sqrt((x^2 + y^2) / 2)) - exp((cos(2 pi x) + cos(2 pi y)) / 2)"
    source = "Ackley (1987)"
    is_smooth = False
    lists = "minima"

    def value(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
        out: Array = (math.e - _waves(x)) - 20 * np.expm1(-0.2 * r)
        return out

    def gradient(self, x: Array) -> Array:
        return self.value_gradient(x)[1]

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        x0, x1 = x[..., 0], x[..., 1]
        r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
        waves = _waves(x)
        cone = 2 * np.exp(-0.2 * r) / np.where(r == 0, 1.0, r)
        s = (math.pi * waves)[..., None] * np.sin(_TWO_PI * x)
        return (math.e - waves) - 20 * np.expm1(-0.2 * r), cone[..., None] * x + s

    def hessian(self, x: Array) -> Array:
        x0, x1 = x[..., 0], x[..., 1]
        r = np.sqrt(0.5 * (x0 * x0 + x1 * x1))
        tip = r == 0
        r = np.where(tip, 1.0, r)
        cone = np.where(tip, 0.0, 2 * np.exp(-0.2 * r) / r)
        fall = cone * (0.5 / (r * r) + 0.1 / r)  # ∂(cone xᵢ)/∂xⱼ = cone δᵢⱼ − fall xᵢxⱼ, as ∂r/∂xⱼ = xⱼ/2r
        waves, s, c = _waves(x), math.pi * np.sin(_TWO_PI * x), 2 * math.pi**2 * np.cos(_TWO_PI * x)
        s0, s1 = s[..., 0], s[..., 1]
        xx = cone - fall * (x0 * x0) + waves * (c[..., 0] - s0 * s0)
        yy = cone - fall * (x1 * x1) + waves * (c[..., 1] - s1 * s1)
        return hessian_2d(x, xx, -fall * (x0 * x1) - waves * (s0 * s1), yy)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """Narrower than the usual ±32.768, so that the minima can be seen."""
        return ((-5.0, 5.0), (-5.0, 5.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (2.6, -1.6)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The 121 minima of the domain: 0, and others found by multi-start Newton to 1e-12, checked by the tests."""
        found = {
            point
            for a, b in _ACKLEY
            for s, t in product((1.0, -1.0), repeat=2)
            for point in ((s * a, t * b + 0.0), (t * b + 0.0, s * a))
        }
        return critical(self, [((0.0, 0.0), "minimum"), *((point, "minimum") for point in sorted(found))])


def _waves(x: Array) -> Array:
    """exp(½ (cos 2πx + cos 2πy)), shape ``(...)``."""
    c = np.cos(_TWO_PI * x)
    out: Array = np.exp(0.5 * (c[..., 0] + c[..., 1]))
    return out
