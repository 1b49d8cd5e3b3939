"""What an objective is: f with analytic derivatives, and its own truth (domain, start, minima, L, mu)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar, Literal

import numpy as np

from core.arrays import Array, real
from core.params import check_params
from core.words import QT_TRANSLATE_NOOP, CoreError

CriticalKind = Literal["minimum", "saddle", "maximum", "degenerate"]
_TIE = 1e-9  # two minima whose values differ by less than this share count as equally low


_DIMENSION = QT_TRANSLATE_NOOP("errors", "x must be points (..., {needs}), got an array of shape {got}")
_OF_POINTS = ("value", "gradient", "hessian", "value_gradient", "hvp", "prox")

CLOSED_FORM = QT_TRANSLATE_NOOP("objectives", "closed form")


def _of_points(method: Any) -> Any:
    """``method`` with its points checked.

    Derivatives written into an array of whole numbers would lose their fractions; a third coordinate would pass unseen.
    """

    @wraps(method)
    def checked(self: Objective, x: Array, *rest: Any) -> Any:
        if type(x) is not np.ndarray or x.dtype.kind not in "fc":
            x = real(x)
        if x.ndim == 0 or x.shape[-1] != self.dim:
            raise CoreError(_DIMENSION, field="x", needs=self.dim, got=x.shape)
        if not rest:
            return method(self, x)
        return method(self, x, *(real(each) if isinstance(each, np.ndarray) else each for each in rest))

    return checked


@dataclass(frozen=True)
class CriticalPoint:
    """A known point with zero gradient: ``x`` (d,), its value and what it is."""

    x: tuple[float, ...]
    value: float
    kind: CriticalKind


@dataclass(frozen=True)
class Objective(ABC):
    """A function of d variables, batched: ``x`` is ``(..., d)`` everywhere.

    Subclasses are frozen dataclasses whose fields are ``param()``; they write value and gradient analytically.
    Outside the region where f is finite they return inf or nan rather than raise. Points of whole numbers are taken as
    real ones; CoreError for points of another dimension.
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""  # as shown, marked with QT_TRANSLATE_NOOP("objectives", ...)
    group: ClassVar[str] = ""  # heading in the list: convex, saddle, minima, valley, stress
    order: ClassVar[int] = 100  # place in lists
    formula: ClassVar[str] = ""  # plain text, e.g. "(1 - x)^2 + 100 (y - x^2)^2"
    source: ClassVar[str] = ""  # who introduced it, or CLOSED_FORM
    is_quadratic: ClassVar[bool] = False  # the Hessian is constant: exact line search has its closed form
    is_smooth: ClassVar[bool] = True  # twice continuously differentiable everywhere (complex step applies)
    log_height: ClassVar[bool] = False  # whether a log height scale shows it better
    lists: ClassVar[Literal["all", "minima", "lowest"]] = "all"  # which critical points of ``domain`` are known
    finest: ClassVar[int] = 1000  # points a side beyond which a picture of it would take too long
    has_minimum_curve: ClassVar[bool] = False  # the minimisers form curves, of which ``minima`` holds single points

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in _OF_POINTS:
            if name in cls.__dict__:
                setattr(cls, name, _of_points(cls.__dict__[name]))

    def __post_init__(self) -> None:
        check_params(self)

    @property
    def dim(self) -> int:
        """d, the number of variables."""
        return 2

    @abstractmethod
    def value(self, x: Array) -> Array:
        """f, shape ``(...)``, for ``x`` of shape ``(..., d)``; complex input gives complex output (complex step)."""

    @abstractmethod
    def gradient(self, x: Array) -> Array:
        """The gradient, shape ``(..., d)``."""

    @abstractmethod
    def hessian(self, x: Array) -> Array:
        """The Hessian, shape ``(..., d, d)``."""

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        """f and its gradient; override where they share work."""
        return self.value(x), self.gradient(x)

    def hvp(self, x: Array, p: Array) -> Array:
        """Hessian-vector product ``H(x) p``, shape ``(..., d)``; override where it is cheaper than H."""
        out: Array = np.einsum("...ij,...j->...i", self.hessian(x), p)
        return out

    @property
    def smooth(self) -> Objective:
        """g of a composite f = g + r, the half that has a gradient everywhere; where there is no r, f itself."""
        return self

    def prox(self, x: Array, t: float | Array) -> Array:
        """argmin over u of r(u) + ‖u − x‖²/(2t), (..., d), t > 0 a number or (..., 1); where there is no r, x."""
        return x

    @property
    @abstractmethod
    def domain(self) -> tuple[tuple[float, float], ...]:
        """The rectangle worth looking at, ``((low, high),) * d``; not a constraint."""

    @property
    @abstractmethod
    def start(self) -> tuple[float, ...]:
        """A start that tells the function's story, (d,)."""

    @property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        """The critical points known in closed form or to 1e-10 (all minima; saddles and maxima where known)."""
        return ()

    @property
    def minima(self) -> tuple[tuple[float, ...], ...]:
        """The known local and global minimisers, (d,) each."""
        return tuple(p.x for p in self.critical_points if p.kind == "minimum")

    @property
    def global_minima(self) -> tuple[CriticalPoint, ...]:
        """The lowest points of ``domain``, ties included: where f goes lower outside, they are not its minima on R^d.

        Critical points, but for a function whose lowest point lies on the edge of the domain.
        """
        minima = [p for p in self.critical_points if p.kind == "minimum"]
        lowest = min((p.value for p in minima), default=0.0)
        return tuple(p for p in minima if p.value <= lowest + _TIE * (1 + abs(lowest)))

    @property
    def landmarks(self) -> tuple[CriticalPoint, ...]:
        """What a map marks: the critical points, and a lowest point on the edge of the domain."""
        return tuple(dict.fromkeys((*self.critical_points, *self.global_minima)))

    @property
    def f_star(self) -> float | None:
        """The global minimum value, or None where it is unknown or f is unbounded below."""
        values = [p.value for p in self.critical_points if p.kind == "minimum"]
        return min(values) if values and self.bounded_below else None

    @property
    def bounded_below(self) -> bool:
        """Whether inf f > -inf."""
        return True

    @property
    def L(self) -> float | None:  # noqa: N802 (the paper's symbol)
        """Lipschitz constant of the gradient over R^d, or None where there is none."""
        return None

    @property
    def mu(self) -> float | None:
        """Strong-convexity constant over R^d, or None where f is not strongly convex."""
        return None
