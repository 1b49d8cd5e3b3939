"""Gradient descent whose step length a line search chooses, row by row."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from core import registry
from core.arrays import Array
from core.linesearch import exact
from core.linesearch.backtracking import backtracking
from core.linesearch.result import LineSearchResult
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.words import QT_TRANSLATE_NOOP

UNBOUNDED = 1e10  # α_max that clips nothing in practice, writable in a scene file


@dataclass(frozen=True)
class LineSearchDescent(Optimizer):
    """x ← x − α g with α from a search on φ(α) = f(x − α g); the memory is the last accepted α of each row."""

    uses_lr: ClassVar[bool] = False
    stochastic: ClassVar[bool] = False

    def init(self, x: Array) -> Array:
        """No step accepted yet: nan, (n,)."""
        return np.full(len(x), np.nan)

    def step(self, x: Array, evaluate: Evaluate, state: Array, lr: Lr) -> tuple[Array, Array, Info]:
        """One step; x is (n, d)."""
        g = evaluate.gradient(x)
        results = [self._search(x[i], g[i], evaluate, i, float(state[i])) for i in range(len(x))]
        alpha = np.array([result.alpha for result in results])
        info = {
            "gradient": g,
            "alpha": alpha,
            "trials": np.array([float(result.values) for result in results]),
            "failed": np.array([result.failed for result in results]),
            "unbounded": np.array([result.status == "unbounded" for result in results]),
        }
        return x - alpha[:, None] * g, np.where(alpha > 0, alpha, state), info

    @abstractmethod
    def _search(self, x: Array, g: Array, evaluate: Evaluate, row: int, last: float) -> LineSearchResult:
        """The step for one row: x and g are (d,)."""


def _slope(evaluate: Evaluate, x: Array, g: Array) -> float:
    """g'p for p = g and the true gradient: −φ'(0). Without noise both are the same."""
    true = g if evaluate.noise is None else evaluate.objective.gradient(x)
    return float(np.einsum("i,i->", true, g))


def _phi(evaluate: Evaluate, x: Array, g: Array, row: int) -> exact.Phi:
    rows = slice(row, row + 1)
    return lambda alpha: float(evaluate.value((x - alpha * g)[None], rows)[0])


@registry.register("optimizer", "gradient_descent_exact")
@dataclass(frozen=True)
class GradientDescentExact(LineSearchDescent):
    """α = argmin_{0 < α < α_max} f(x − α g): g'g / g'Qg on a quadratic, bracket and Brent elsewhere.

    The slide searches (0, 1); the default here is unbounded, since on a flat quadratic every exact step is longer.
    Elsewhere the first minimum along the ray that the bracket meets is taken, which need not be the lowest.
    """

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "GD, exact line search")
    order: ClassVar[int] = 20

    alpha_max: float = param(
        UNBOUNDED,
        label=QT_TRANSLATE_NOOP("optimizers", "Longest step"),
        help=QT_TRANSLATE_NOOP("optimizers", "The search looks at 0 < α < this; 1 is the slide's, 1e10 is no limit"),
        symbol="α_max",
        low=0.0,
        low_open=True,
        high=UNBOUNDED,
        scale="log",
        slider=(1e-3, UNBOUNDED),
    )

    def _search(self, x: Array, g: Array, evaluate: Evaluate, row: int, last: float) -> LineSearchResult:
        limit = self.alpha_max if self.alpha_max < UNBOUNDED else math.inf
        slope = _slope(evaluate, x, g)
        if evaluate.objective.is_quadratic:
            curvature = float(np.einsum("i,i->", g, evaluate.objective.hvp(x, g)))
            return exact.quadratic(slope, curvature, limit)
        phi = _phi(evaluate, x, g, row)
        first = last if math.isfinite(last) else 1 / (1 + math.sqrt(float(np.einsum("i,i->", g, g))))
        return exact.minimise(phi, phi(0.0), -slope, alpha_0=first, alpha_max=limit)


@registry.register("optimizer", "gradient_descent_backtracking")
@dataclass(frozen=True)
class GradientDescentBacktracking(LineSearchDescent):
    """The first of α₀, ρα₀, ρ²α₀ ... with f(x − α g) ≤ f(x) − c₁ α g'g (Armijo)."""

    label: ClassVar[str] = QT_TRANSLATE_NOOP("optimizers", "GD, backtracking")
    order: ClassVar[int] = 30

    alpha0: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "First trial"),
        help=QT_TRANSLATE_NOOP("optimizers", "The step that every search tries first"),
        symbol="α₀",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-3, 100.0),
    )
    rho: float = param(
        0.5,
        label=QT_TRANSLATE_NOOP("optimizers", "Shrinking"),
        help=QT_TRANSLATE_NOOP("optimizers", "A refused step is multiplied by ρ"),
        symbol="ρ",
        low=0.0,
        low_open=True,
        high=1.0,
        high_open=True,
        slider=(0.05, 0.95),
    )
    c1: float = param(
        1e-4,
        label=QT_TRANSLATE_NOOP("optimizers", "Armijo c₁"),
        help=QT_TRANSLATE_NOOP("optimizers", "Share of the linear decrease that a step must reach"),
        symbol="c₁",
        low=0.0,
        low_open=True,
        high=1.0,
        high_open=True,
        scale="log",
        slider=(1e-6, 0.9),
    )

    def _search(self, x: Array, g: Array, evaluate: Evaluate, row: int, last: float) -> LineSearchResult:
        phi = _phi(evaluate, x, g, row)
        return backtracking(phi, phi(0.0), -_slope(evaluate, x, g), alpha_0=self.alpha0, rho=self.rho, c1=self.c1)
