"""Any quadratic: convex or not, regular or singular, in any dimension.

Source: Nocedal and Wright, Numerical Optimization (2006), lemma 4.7 (when a quadratic has a minimiser).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Array
from core.objectives._common import constant_hessian
from core.objectives.base import CriticalKind, CriticalPoint, Objective
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP, CoreError

_LARGEST_DIM = 1000
_HALF_WIDTH = 5.0
_SINGULAR = 1e-12  # an eigenvalue below this share of the largest counts as 0

_SHAPE = QT_TRANSLATE_NOOP("errors", "Q must be a square matrix of at most {limit} rows, got {got}")
_SYMMETRIC = QT_TRANSLATE_NOOP("errors", "Q must be symmetric, got {a} in row {i}, column {j} and {b} across")
_LENGTH = QT_TRANSLATE_NOOP("errors", "b must hold {d} numbers, one for each row of Q, got {got}")
_MATRIX = QT_TRANSLATE_NOOP("errors", "Q must be a list of rows of numbers, got {got}")


@register("objective", "quadratic_form")
@dataclass(frozen=True)
class QuadraticForm(Objective):
    """f(x) = ½ xᵀQx − bᵀx for any symmetric Q (d, d) and any b (d,).

    Q positive definite: one minimum. Q positive semidefinite and singular: a flat of minima where b lies in the
    range of Q (``critical_points`` names the one nearest the origin), otherwise f is unbounded below. Q with a
    negative eigenvalue: unbounded below, with a saddle or a maximum where Qx = b.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Quadratic form")
    group = "convex"
    order = 12
    formula = "1/2 x^T Q x - b^T x"
    source = "Nocedal and Wright (2006), lemma 4.7"
    is_quadratic = True

    Q: tuple[tuple[float, ...], ...] = param(
        ((2.0, 0.0), (0.0, 0.2)),
        label=QT_TRANSLATE_NOOP("objectives", "Matrix Q"),
        help=QT_TRANSLATE_NOOP("objectives", "Symmetric matrix of the quadratic, row by row: its Hessian"),
        symbol="Q",
    )
    b: tuple[float, ...] = param(
        (0.0, 0.0),
        label=QT_TRANSLATE_NOOP("objectives", "Vector b"),
        help=QT_TRANSLATE_NOOP("objectives", "Linear term: the gradient is Qx − b"),
        symbol="b",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        Q, b = np.asarray(self.Q, dtype=np.float64), np.asarray(self.b, dtype=np.float64)  # noqa: N806
        if Q.ndim != 2:
            raise CoreError(_MATRIX, field="Q", got=str(self.Q)[:60])
        if Q.shape[0] != Q.shape[1] or not 1 <= len(Q) <= _LARGEST_DIM:
            raise CoreError(_SHAPE, field="Q", limit=_LARGEST_DIM, got="{} x {}".format(*Q.shape))
        if not np.array_equal(Q, Q.T):
            i, j = (int(k) for k in np.argwhere(Q != Q.T)[0])
            raise CoreError(_SYMMETRIC, field="Q", i=i + 1, j=j + 1, a=f"{Q[i, j]:g}", b=f"{Q[j, i]:g}")
        if b.shape != (len(Q),):
            raise CoreError(_LENGTH, field="b", d=len(Q), got=b.size if b.ndim == 1 else str(self.b)[:60])
        # Lists come from scene files; tuples compare and hash by value.
        object.__setattr__(self, "Q", tuple(tuple(row) for row in Q.tolist()))
        object.__setattr__(self, "b", tuple(b.tolist()))

    @property
    def dim(self) -> int:
        return len(self.b)

    @cached_property
    def _matrix(self) -> Array:
        return np.array(self.Q)

    @cached_property
    def _vector(self) -> Array:
        return np.array(self.b)

    @cached_property
    def eigenvalues(self) -> Array:
        """Of Q, ascending, (d,)."""
        out: Array = np.linalg.eigvalsh(self._matrix).astype(np.float64)
        return out

    @cached_property
    def _signs(self) -> tuple[bool, bool, bool]:
        """Whether Q has negative, zero and positive eigenvalues."""
        e, tiny = self.eigenvalues, _SINGULAR * float(np.max(np.abs(self.eigenvalues)))
        return bool(np.any(e < -tiny)), bool(np.any(np.abs(e) <= tiny)), bool(np.any(e > tiny))

    @cached_property
    def _stationary(self) -> Array | None:
        """The solution of Qx = b nearest the origin, (d,), or None where b is outside the range of Q."""
        Q, b = self._matrix, self._vector  # noqa: N806
        x: Array = np.linalg.pinv(Q, rcond=_SINGULAR, hermitian=True) @ b
        size = float(np.max(np.abs(self.eigenvalues)) * np.linalg.norm(x) + np.linalg.norm(b))
        return x if float(np.linalg.norm(Q @ x - b)) <= 1e-9 * size else None

    def value(self, x: Array) -> Array:
        return self.value_gradient(x)[0]

    def gradient(self, x: Array) -> Array:
        return self.hvp(x, x) - self._vector

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        """½xᵀQx − bᵀx = ½ (Qx − 2b)·x, and Qx − b."""
        g = self.hvp(x, x) - self._vector
        out: Array = 0.5 * np.einsum("...i,...i->...", g - self._vector, np.ascontiguousarray(x))
        return out, g

    def hessian(self, x: Array) -> Array:
        """Q at every point: a read-only view."""
        return constant_hessian(x, self._matrix)

    def hvp(self, x: Array, p: Array) -> Array:
        """Qp; einsum over C-ordered rows, so that a row's sum is the same in every batch."""
        out: Array = np.einsum("ij,...j->...i", self._matrix, np.ascontiguousarray(p), order="C")
        return out

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        center = np.zeros(self.dim) if self._stationary is None else self._stationary
        return tuple((float(c) - _HALF_WIDTH, float(c) + _HALF_WIDTH) for c in center)

    @property
    def start(self) -> tuple[float, ...]:
        """Off every axis, so that no eigenvector is left out by chance."""
        return tuple(0.5 * (low + high) + (4.0, 3.0)[i % 2] for i, (low, high) in enumerate(self.domain))

    @cached_property
    def critical_points(self) -> tuple[CriticalPoint, ...]:
        x = self._stationary
        if x is None:
            return ()
        negative, _, positive = self._signs
        kind: CriticalKind = "minimum" if not negative else ("saddle" if positive else "maximum")
        return (CriticalPoint(tuple(x.tolist()), float(self.value(x)), kind),)

    @property
    def bounded_below(self) -> bool:
        return not self._signs[0] and self._stationary is not None

    @property
    def L(self) -> float:  # noqa: N802
        """The largest |eigenvalue|."""
        return float(np.max(np.abs(self.eigenvalues)))

    @property
    def mu(self) -> float | None:
        """The smallest eigenvalue, where Q is positive definite."""
        negative, zero, _ = self._signs
        return None if negative or zero else float(self.eigenvalues[0])
