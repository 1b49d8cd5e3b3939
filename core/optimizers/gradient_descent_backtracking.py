"""Gradient descent with backtracking to the Armijo condition.

Source: Armijo, Pacific J. Math. 16 (1966) 1; Nocedal and Wright, Numerical Optimization (2006), algorithm 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.linesearch import backtracking
from core.optimizers._rows import Known, search_rows
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_MOST_TRIALS = 10_000  # more than any search makes


@register("optimizer", "gradient_descent_backtracking")
@dataclass(frozen=True)
class GradientDescentBacktracking(Optimizer):
    """x ← x − αg with α the first of α₀, ρα₀, ρ²α₀ ... such that f(x − αg) ≤ f(x) − c₁ α g'g.

    ``info``: ``p`` = −g, ``alpha`` (0 where the search failed), ``first`` (n,) the first trial, ``trials`` (n,) trial
    steps, ``failed``.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Gradient descent, backtracking")
    order = 12
    uses_lr = False
    stochastic = False

    alpha0: float = param(
        1.0,
        label=QT_TRANSLATE_NOOP("optimizers", "First trial step"),
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
        label=QT_TRANSLATE_NOOP("optimizers", "Shrink factor"),
        help=QT_TRANSLATE_NOOP("optimizers", "A step that does not lower f enough is shortened by this factor"),
        symbol="ρ",
        low=0.01,
        high=0.99,
    )
    c1: float = param(
        1e-4,
        label=QT_TRANSLATE_NOOP("optimizers", "Sufficient decrease"),
        help=QT_TRANSLATE_NOOP("optimizers", "Share of the decrease promised by the slope that a step must reach"),
        symbol="c₁",
        low=0.0,
        low_open=True,
        high=1.0,
        high_open=True,
        scale="log",
        slider=(1e-5, 0.9),
    )

    def rule(self, row: int) -> backtracking.Backtracking:
        """The line search of a row, which can be repeated from ``first`` along ``p``."""
        rho, c1 = (float(values[row % len(values)]) for values in (np.ravel(self.rho), np.ravel(self.c1)))
        return backtracking.Backtracking(rho=rho, c1=c1, max_trials=_MOST_TRIALS)

    def init(self, x: Array) -> Known:
        """What the last search leaves to the next."""
        return Known(None, None)

    def step(self, x: Array, evaluate: Evaluate, state: Known, lr: Lr) -> tuple[Array, Known, Info]:
        g = evaluate.gradient(x)
        fields = [np.broadcast_to(value, (len(x), 1))[:, 0].tolist() for value in (self.alpha0, self.rho, self.c1)]
        return search_rows(
            x,
            g,
            evaluate,
            state,
            np.array(fields[0]),
            lambda i, phi, dphi, value, slope: backtracking.search(phi, value, slope, *(field[i] for field in fields)),
        )
