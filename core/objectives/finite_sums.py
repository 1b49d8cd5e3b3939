"""Finite sums f(w) = (1/n) Σ f_i(w): what a mini-batch is drawn from.

Source: Bottou, Curtis and Nocedal, SIAM Review 60 (2018) 223, section 3; the convention 1/n, not 1/(2n) or a sum.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from core import datasets
from core.arrays import Array, IntArray
from core.objectives._common import hessian_2d
from core.objectives.base import Objective
from core.params import param
from core.words import QT_TRANSLATE_NOOP, CoreError

_BLOCK = 1 << 17  # residuals at once: a grid times n samples would fill the memory
_PARALLEL = 1e-13  # of the eigenvalues of AᵀA: below it the features are multiples of each other
_EXAMPLE = ((0.5, 1.4), (1.0, 1.1), (1.5, 2.3), (2.5, 2.2), (3.0, 3.4), (4.0, 3.6))
OWN = ("data", ("own",))
GENERATED = ("data", ("line", "features", "classes", "lines"))  # of all families: a field's ``when``

_PARALLEL_FEATURES = QT_TRANSLATE_NOOP(
    "errors", "{name} must not have features that are multiples of each other: many fits would be equally good"
)


@dataclass(frozen=True)
class FiniteSum(Objective):
    """A mean over n samples. ``sample(indices)`` is the mean over some of them."""

    group = "data"

    @property
    @abstractmethod
    def n(self) -> int:
        """How many samples there are."""

    @abstractmethod
    def sample(self, indices: IntArray) -> Sample:
        """The mean of f_i over ``indices``: (b,), or (rows, b) where every row of the points has its own."""

    @property
    @abstractmethod
    def interpolates(self) -> bool:
        """Whether every f_i has its minimum where f has: then mini-batches leave no noise ball."""

    def sample_gradients(self, x: Array) -> Array:
        """∇f_i at the one point ``x`` (d,), (n, d)."""
        each = np.arange(self.n)[:, None]
        return self.sample(each).gradient(np.broadcast_to(x, (self.n, self.dim)))


@dataclass(frozen=True, eq=False)
class Sample:
    """The mean loss over a batch, as ``FiniteSum.sample`` makes it: f_S and its derivatives, the penalty included."""

    of: LinearModelSum
    a: Array  # (b, 2) or (rows, b, 2)
    y: Array  # (b,) or (rows, b)

    def rows(self, rows: slice) -> Sample:
        """The batches of some rows of the run, where each has its own."""
        return self if self.y.ndim == 1 else Sample(self.of, self.a[rows], self.y[rows])

    def value(self, x: Array) -> Array:
        """f_S, shape (...), for ``x`` (..., 2)."""
        t = self._predictions(x)
        return _mean(self.of.loss_slope(t, self.y)[0]) + self.of.penalty(x)

    def gradient(self, x: Array) -> Array:
        """Its gradient, (..., 2)."""
        return self._gradient(x, self.of.loss_slope(self._predictions(x), self.y)[1])

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        """Both, for about the price of the gradient."""
        loss, slope = self.of.loss_slope(self._predictions(x), self.y)
        return _mean(loss) + self.of.penalty(x), self._gradient(x, slope)

    def hessian(self, x: Array) -> Array:
        """Its Hessian, (..., 2, 2)."""
        bend = self.of.curvature(self._predictions(x), self.y)
        a0, a1, decay = self.a[..., 0], self.a[..., 1], self.of.weight_decay
        return hessian_2d(x, _mean(bend * a0 * a0) + decay, _mean(bend * a0 * a1), _mean(bend * a1 * a1) + decay)

    def _gradient(self, x: Array, slope: Array) -> Array:
        g = np.empty_like(x)
        for j in range(2):
            g[..., j] = _mean(slope * self.a[..., j]) + self.of.weight_decay * x[..., j]
        return g

    def _predictions(self, x: Array) -> Array:
        """a_iᵀw, (..., b)."""
        out: Array = x[..., :1] * self.a[..., 0] + x[..., 1:2] * self.a[..., 1]
        return out


def _mean(terms: Array) -> Array:
    """Over the last axis; einsum over C-ordered rows, the same in every batch of points."""
    out: Array = np.einsum("...m->...", np.ascontiguousarray(terms)) / terms.shape[-1]
    return out


@dataclass(frozen=True)
class LinearModelSum(FiniteSum):
    """f_i(w) = φ(a_iᵀw, y_i) + (λ/2)‖w‖², w in the plane; a family is its φ.

    The data are made (see :mod:`core.datasets`) or a person's own ``rows``: (z, y) for slope and intercept, or
    (z₁, z₂, y) for two weights.
    """

    has_classes: ClassVar[bool] = False  # y is a class, −1 or 1

    data: str = param(
        "own",
        label=QT_TRANSLATE_NOOP("objectives", "Data"),
        help=QT_TRANSLATE_NOOP("objectives", "own: rows of your own"),
        choices=("own",),
    )
    samples: int = param(
        60,
        label=QT_TRANSLATE_NOOP("objectives", "Samples n"),
        help=QT_TRANSLATE_NOOP("objectives", "How many samples the sum has; a mini-batch is drawn from them"),
        symbol="n",
        low=4,
        high=datasets.MAX_ROWS,
        scale="log",
        slider=(4, 1000),
        when=GENERATED,
    )
    kappa: float = param(
        10.0,
        label=QT_TRANSLATE_NOOP("objectives", "Condition number κ"),
        help=QT_TRANSLATE_NOOP("objectives", "Of AᵀA/n, exactly: how strongly the features depend on each other"),
        symbol="κ",
        low=1.0,
        high=1e4,
        scale="log",
        when=GENERATED,
    )
    data_seed: int = param(
        0,
        label=QT_TRANSLATE_NOOP("objectives", "Data seed"),
        help=QT_TRANSLATE_NOOP("objectives", "The same seed gives the same data"),
        low=0,
        high=2**31 - 1,
        slider=(0, 100),
        when=GENERATED,
    )
    weight_decay: float = param(
        0.0,
        label=QT_TRANSLATE_NOOP("objectives", "L2 penalty λ"),
        help=QT_TRANSLATE_NOOP("objectives", "Weight of ½‖w‖², added to the loss of every sample"),
        symbol="λ",
        low=0.0,
        high=1e3,
        slider=(0.0, 1.0),
    )
    rows: datasets.Rows = param(
        _EXAMPLE,
        label=QT_TRANSLATE_NOOP("objectives", "Own data"),
        help=QT_TRANSLATE_NOOP("objectives", "One row a sample: feature and target, or two features and target"),
        when=OWN,
    )
    standardise: bool = param(
        True,
        label=QT_TRANSLATE_NOOP("objectives", "Standardise features"),
        help=QT_TRANSLATE_NOOP("objectives", "Take the mean from each feature and divide by its standard deviation"),
        when=OWN,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        # Lists come from scene files; tuples compare and hash by value.
        object.__setattr__(self, "rows", datasets.checked(self.rows, self.has_classes))
        if self.is_own and self.weight_decay == 0:
            low, high = self.moments
            if low <= _PARALLEL * high:
                raise CoreError(_PARALLEL_FEATURES, field="rows", name="rows")

    @property
    def is_own(self) -> bool:
        """Whether the data are the person's own rows."""
        return self.data == "own"

    @abstractmethod
    def made(self) -> tuple[Array, Array]:
        """``a`` and ``y`` as generated."""

    @abstractmethod
    def loss_slope(self, t: Array, y: Array) -> tuple[Array, Array]:
        """φ(t, y) and ∂φ/∂t, elementwise; complex ``t`` goes through."""

    @abstractmethod
    def curvature(self, t: Array, y: Array) -> Array:
        """∂²φ/∂t², elementwise."""

    @property
    def n(self) -> int:
        return len(self.rows) if self.is_own else int(self.samples)

    @cached_property
    def dataset(self) -> tuple[Array, Array]:
        """``a`` (n, 2) and ``y`` (n,) in force."""
        return datasets.own(self.rows, self.standardise) if self.is_own else self.made()

    @cached_property
    def moments(self) -> tuple[float, float]:
        """The eigenvalues of AᵀA/n, ascending."""
        a, _ = self.dataset
        low, high = np.linalg.eigvalsh(np.einsum("ij,ik->jk", a, a) / len(a))
        return float(low), float(high)

    def sample(self, indices: IntArray) -> Sample:
        a, y = self.dataset
        return Sample(self, a[indices], y[indices])

    @cached_property
    def _whole(self) -> Sample:
        return Sample(self, *self.dataset)

    def penalty(self, x: Array) -> Array:
        """(λ/2)‖w‖², (...)."""
        x0, x1 = x[..., 0], x[..., 1]
        out: Array = (0.5 * self.weight_decay) * (x0 * x0 + x1 * x1)
        return out

    def value(self, x: Array) -> Array:
        out: Array = self._in_blocks(self._whole.value, x)
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = self._in_blocks(self._whole.gradient, x)
        return out

    def hessian(self, x: Array) -> Array:
        out: Array = self._in_blocks(self._whole.hessian, x)
        return out

    def value_gradient(self, x: Array) -> tuple[Array, Array]:
        f, g = self._in_blocks(self._whole.value_gradient, x)
        return f, g

    def _in_blocks(self, of: Callable[[Array], Any], x: Array) -> Any:
        """``of`` for any number of points, a few at a time; what a point gives depends on no other."""
        size = max(1, _BLOCK // self.n)
        if x.size <= 2 * size:
            return of(x)
        points = x.reshape(-1, 2)
        parts = [of(points[first : first + size]) for first in range(0, len(points), size)]

        def whole(found: Any) -> Array:
            joined = np.concatenate(found)
            return joined.reshape(*x.shape[:-1], *joined.shape[1:])

        return tuple(map(whole, zip(*parts, strict=True))) if isinstance(parts[0], tuple) else whole(parts)

    @cached_property
    def interpolates(self) -> bool:
        points = self.global_minima
        if not points:
            return False
        at = np.array(points[0].x)
        gradients = self.sample_gradients(at)
        a, _ = self.dataset
        size = float(np.max(np.abs(a))) ** 2 * (1 + float(np.max(np.abs(at))))
        return bool(np.max(np.abs(gradients)) <= 1e-12 * max(1.0, size))


def square(center: Array, half: float) -> tuple[tuple[float, float], ...]:
    """The square of that half-width about ``center`` (2,), its corners on tenths so that it does not tremble."""
    corners = [(round(float(c) - half, 1), round(float(c) + half, 1)) for c in center]
    return tuple(corners)
