"""Composite objectives f = g + r: least squares plus a term with a closed prox.

Sources: Beck and Teboulle, SIAM J. Imaging Sciences 2 (2009) 183; Parikh and Boyd, Proximal Algorithms (2014),
section 4.2.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import critical
from core.objectives._fields import angle_field, center_x_field, center_y_field, kappa_field, largest_field
from core.objectives.base import CriticalPoint, Objective
from core.objectives.composite_terms import Term
from core.objectives.quadratic import Quadratic
from core.words import QT_TRANSLATE_NOOP

_HALF_WIDTH = 4.0  # of the square about the origin, unless the minimiser or the centre needs more
_MARGIN = 1.25  # beyond what needs it


@dataclass(frozen=True)
class LeastSquares(Objective):
    """g(x) = ½‖Ax − b‖² = ½ (x − c)ᵀQ(x − c), with Q = AᵀA the Hessian of ``form`` and b = Ac; g(c) = 0."""

    form: Quadratic
    center: tuple[float, float]

    label = QT_TRANSLATE_NOOP("objectives", "Least squares")
    formula = "1/2 |A x - b|^2"
    is_quadratic = True

    @property
    def Q(self) -> Array:  # noqa: N802 (the paper's symbol)
        """AᵀA, (2, 2)."""
        return self.form.Q

    @property
    def A(self) -> Array:  # noqa: N802
        """diag(√μ, √L) Rᵀ, (2, 2): the rows lie along the eigenvectors of Q."""
        turn = math.radians(self.form.angle)
        c, s = math.cos(turn), math.sin(turn)
        out: Array = np.sqrt(self.form.eigenvalues)[:, None] * np.array([[c, s], [-s, c]])
        return out

    @property
    def b(self) -> Array:
        """Ac, (2,)."""
        out: Array = np.einsum("ij,j->i", self.A, np.array(self.center))
        return out

    @cached_property
    def pull(self) -> Array:
        """Aᵀb = Qc, (2,): −∇g(0)."""
        out: Array = np.einsum("ij,j->i", self.Q, np.array(self.center))
        return out

    def value(self, x: Array) -> Array:
        return self.form.value(x - np.array(self.center))

    def gradient(self, x: Array) -> Array:
        return self.form.gradient(x - np.array(self.center))

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        return self.form.value_gradient(x - np.array(self.center))

    def hessian(self, x: Array) -> Array:
        return self.form.hessian(x)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return tuple((low + c, high + c) for (low, high), c in zip(self.form.domain, self.center, strict=True))

    @property
    def start(self) -> tuple[float, ...]:
        return tuple(s + c for s, c in zip(self.form.start, self.center, strict=True))

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return (CriticalPoint(self.center, 0.0, "minimum"),)

    @property
    def L(self) -> float:  # noqa: N802
        return self.form.L

    @property
    def mu(self) -> float:
        return self.form.mu


@dataclass(frozen=True)
class Composite(Objective):
    """f(x) = ½‖Ax − b‖² + r(x): ``smooth`` is the first half, ``term`` and ``prox`` the second.

    AᵀA has the eigenvalues L and μ = L/κ, that of μ at ``angle`` from the x axis, and b = Ac, so that without r the
    minimum would be at c. ``gradient`` is the subgradient of least norm, which is 0 at the minimiser and nowhere
    else; f is inf, and the gradient nan, outside the set that an indicator allows. L is that of f: None where f has
    a kink or a wall; ``smooth.L`` and ``smooth.mu`` are g's.
    """

    group = "composite"
    is_smooth = False

    kappa: float = kappa_field(
        5.0, QT_TRANSLATE_NOOP("objectives", "Of AᵀA: ratio of its largest to its smallest eigenvalue")
    )
    angle: float = angle_field(
        60.0, QT_TRANSLATE_NOOP("objectives", "Angle from the x axis to the direction in which ‖Ax − b‖ rises least")
    )
    center_x: float = center_x_field(
        3.0, QT_TRANSLATE_NOOP("objectives", "First coordinate of the minimum of ½‖Ax − b‖² alone"), 4.0
    )
    center_y: float = center_y_field(
        1.0, QT_TRANSLATE_NOOP("objectives", "Second coordinate of the minimum of ½‖Ax − b‖² alone"), 4.0
    )
    largest: float = largest_field(
        QT_TRANSLATE_NOOP("objectives", "Largest eigenvalue of AᵀA: proximal gradient takes 1/L as its step")
    )

    @cached_property
    def smooth(self) -> LeastSquares:
        """g."""
        form = Quadratic(kappa=self.kappa, angle=self.angle, largest=self.largest)
        return LeastSquares(form, (float(self.center_x), float(self.center_y)))

    @property
    @abstractmethod
    def term(self) -> Term:
        """r."""

    @property
    @abstractmethod
    def minimiser(self) -> Array:
        """x*, (2,), to rounding, by a method of its own."""

    def prox(self, x: Array, t: float | Array) -> Array:
        return self.term.prox(x, t)

    def value(self, x: Array) -> Array:
        return self.smooth.value(x) + self.term.value(x)

    def gradient(self, x: Array) -> Array:
        """The element of ∇g(x) + ∂r(x) of least norm."""
        return self.term.shortest(x, self.smooth.gradient(x))

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        value, slope = self.smooth.value_gradient(x)
        return value + self.term.value(x), self.term.shortest(x, slope)

    def hessian(self, x: Array) -> Array:
        """Where f has one; on a kink that of its smooth parts."""
        return self.term.hessian(x) + self.smooth.hessian(x)

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        """A square about the origin, where the kinks and the sets have their middle."""
        half = self._half_width
        return ((-half, half), (-half, half))

    @property
    def _half_width(self) -> float:
        far = max(abs(self.center_x), abs(self.center_y), *np.abs(self.minimiser).tolist())
        return max(_HALF_WIDTH, float(_MARGIN * far))

    @property
    def start(self) -> tuple[float, ...]:
        """Across the origin from the default centre, with every kink in between."""
        half = self._half_width
        return (-0.8 * half, 0.6 * half)

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        return critical(self, [((float(self.minimiser[0]), float(self.minimiser[1])), "minimum")])

    @property
    def mu(self) -> float:
        """Of f: at least that of g, as r is convex."""
        return self.smooth.mu
