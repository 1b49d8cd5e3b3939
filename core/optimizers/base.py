"""What an optimiser is: a frozen rule, a returned memory, and a counted, lazy look at the objective."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array, BoolArray, IntArray, real
from core.clipping import Clipping
from core.objectives.base import Objective
from core.params import check_params
from core.words import Sentence

Info = Mapping[str, Array | BoolArray | NDArray[np.object_]]
Lr = float | Array  # a number, or (n, 1): one learning rate a row
_ALL = slice(None)
_ONE = np.array(1)  # NumPy takes an array faster than a number, and this is asked in every step


class Evaluate:
    """The objective as the method sees it: noisy, clipped gradients, and a count per row of what was asked.

    ``noise`` is ``(n, d)`` or None and belongs to the present step; ``clip`` cuts the gradient with it. Charts and
    stopping rules use the objective itself, so what they look at is not counted.
    """

    __slots__ = ("clip", "counts", "gradients", "hessians", "noise", "objective", "values")

    def __init__(self, objective: Objective, n: int, clip: Clipping | None = None) -> None:
        self.objective = objective
        self.clip = clip if clip is not None and clip.active else None
        self.noise: Array | None = None
        self.counts: IntArray = np.zeros((3, n), dtype=np.int64)  # values, gradients, Hessians
        self.values, self.gradients, self.hessians = self.counts

    def value(self, x: Array, rows: slice = _ALL) -> Array:
        """f at ``x`` (the rows ``rows`` of the run), exact: the noise is in the gradient alone."""
        _count(self.values, rows)
        return self.objective.value(x)

    def gradient(self, x: Array, rows: slice = _ALL) -> Array:
        """The gradient plus this step's noise, then clipped, ``(n, d)``."""
        _count(self.gradients, rows)
        g = self.objective.gradient(x)
        if self.noise is not None:
            g = g + self.noise[rows]
        return g if self.clip is None else self.clip(g)

    def smooth_gradient(self, x: Array, rows: slice = _ALL) -> Array:
        """The gradient of g, of a composite f = g + r, with this step's noise, then clipped; else :meth:`gradient`."""
        smooth = self.objective.smooth
        if smooth is self.objective:
            return self.gradient(x, rows)
        _count(self.gradients, rows)
        g = smooth.gradient(x)
        if self.noise is not None:
            g = g + self.noise[rows]
        return g if self.clip is None else self.clip(g)

    def hessian(self, x: Array, rows: slice = _ALL) -> Array:
        """The exact Hessian, ``(n, d, d)``."""
        _count(self.hessians, rows)
        return self.objective.hessian(x)

    def smooth_hessian(self, x: Array, rows: slice = _ALL) -> Array:
        """The exact Hessian of g, of a composite f = g + r, else of f; ``(n, d, d)``."""
        smooth = self.objective.smooth
        if smooth is self.objective:
            return self.hessian(x, rows)
        _count(self.hessians, rows)
        return smooth.hessian(x)

    def hvp(self, x: Array, p: Array, rows: slice = _ALL) -> Array:
        """The exact Hessian-vector product ``H(x) p``, ``(n, d)``; counted as a Hessian evaluation."""
        _count(self.hessians, rows)
        return self.objective.hvp(x, p)


def _count(counter: IntArray, rows: slice) -> None:
    if rows is not _ALL:
        counter = counter[rows]
    np.add(counter, _ONE, counter)


def _of_points(method: Any) -> Any:
    """``method`` with its points made real: a memory of whole numbers would lose their fractions."""

    @wraps(method)
    def checked(self: Optimizer, x: Array, *rest: Any) -> Any:
        if type(x) is not np.ndarray or x.dtype.kind not in "fc":
            x = real(x)
        return method(self, x, *rest)

    return checked


@dataclass(frozen=True)
class Optimizer(ABC):
    """A rule: ``init(x) -> state``; ``step(x, evaluate, state, lr) -> (x, state, info)``; x is ``(n, d)``.

    Nothing is changed in place across the boundary; starts of whole numbers are taken as real ones. ``info`` holds
    arrays named as in the formula, each with n rows; every method gives ``gradient`` (the one it saw), and where it
    chooses its own step length, ``alpha`` (n,).
    A hyper-parameter may be ``(n, 1)``. ``info["failed"]`` (n,) bool says that a row cannot go on, ``info["why"]``
    (n,) why in words: a Sentence of its line search, a MethodFailure of its own, None where a row goes on.
    """

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""  # QT_TRANSLATE_NOOP("optimizers", ...)
    order: ClassVar[int] = 100
    uses_lr: ClassVar[bool] = True  # False where a line search chooses the step
    stochastic: ClassVar[bool] = True  # sees noisy gradients unless a run says otherwise
    splits: ClassVar[bool] = False  # of a composite f = g + r it sees ∇g alone and takes the prox of r
    looks_ahead: ClassVar[bool] = False  # the gradients that it sees are taken elsewhere than at x

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in ("init", "step"):
            if name in cls.__dict__:
                setattr(cls, name, _of_points(cls.__dict__[name]))

    def __post_init__(self) -> None:
        check_params(self)

    @abstractmethod
    def init(self, x: Array) -> Any:
        """The memory before the first step, for starts ``x`` (n, d)."""

    @abstractmethod
    def step(self, x: Array, evaluate: Evaluate, state: Any, lr: Lr) -> tuple[Array, Any, Info]:
        """One step of every row."""

    def suits(self, objective: Objective) -> bool:
        """Whether the method works on ``objective``; on one that it does not suit a run ends with the reason."""
        return True

    def critical_lr(self, objective: Objective) -> float | None:
        """The constant step above which a quadratic with this L diverges, or None where none is fixed."""
        return None


def reasons(n: int, of: Mapping[int, Sentence]) -> NDArray[np.object_]:
    """The ``why`` entry of a step in which the rows ``of`` failed."""
    out = np.full(n, None, dtype=object)
    for row, sentence in of.items():
        out[row] = sentence
    return out


def no_failures(n: int) -> BoolArray:
    """The ``failed`` entry of a step that went well."""
    return np.zeros(n, dtype=np.bool_)
