"""Gradient descent with exact line search (steepest descent).

Source: Nocedal and Wright, Numerical Optimization (2006), section 3.3; Luenberger, Linear and Nonlinear Programming
(1984), section 7.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array
from core.linesearch import exact
from core.optimizers._rows import Known, search_rows
from core.optimizers.base import Evaluate, Info, Lr, Optimizer
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_FIRST = 1e-2  # length of the first trial step, in units of 1 + ‖x‖: short, to find the nearest minimiser


@register("optimizer", "gradient_descent_exact")
@dataclass(frozen=True)
class GradientDescentExact(Optimizer):
    """x ← x − αg with α = argmin f(x − αg) over (0, α_max].

    On quadratics α = g'g/g'Qg; elsewhere a local minimiser along the ray, the nearest as far as doubling trial steps
    tell. Successive gradients are orthogonal, unless α_max cuts the step: then α = α_max. The default 1e10 stands for
    an unbounded search; a ray that goes down for ever ends there, and the run as unbounded below.
    ``info``: ``p`` = −g, ``alpha`` (0 where the search failed), ``trials`` (n,) trial steps, ``failed`` and, where it
    searches, ``first`` (n,) the first trial.
    """

    label = QT_TRANSLATE_NOOP("optimizers", "Gradient descent, exact line search")
    order = 11
    uses_lr = False
    stochastic = False

    alpha_max: float = param(
        1e10,
        label=QT_TRANSLATE_NOOP("optimizers", "Largest step"),
        help=QT_TRANSLATE_NOOP(
            "optimizers", "The search looks at steps in (0, α_max]; the default stands for no limit, 1 clips most steps"
        ),
        symbol="α_max",
        low=0.0,
        low_open=True,
        high=1e10,
        scale="log",
        slider=(1e-2, 1e10),
    )

    def rule(self, row: int) -> exact.Exact:
        """The line search of a row, which can be repeated from ``first`` along ``p``."""
        limits = np.ravel(self.alpha_max)
        return exact.Exact(alpha_max=float(limits[row % len(limits)]))

    def init(self, x: Array) -> Known:
        """What the last search leaves to the next."""
        return Known(None, None)

    def step(self, x: Array, evaluate: Evaluate, state: Known, lr: Lr) -> tuple[Array, Known, Info]:
        g = evaluate.gradient(x)
        alpha_max = np.broadcast_to(self.alpha_max, (len(x), 1))[:, 0]
        if evaluate.objective.is_quadratic:
            gg = np.einsum("nd,nd->n", g, g)
            gqg = np.einsum("nd,nd->n", g, evaluate.hvp(x, g))
            alpha = exact.quadratic_step(gg, gqg, alpha_max)
            failed = ~np.isfinite(alpha)
            alpha = np.where(failed, 0.0, alpha)
            new = np.where(failed[:, None], x, x - alpha[:, None] * g)
            info = {"gradient": g, "p": -g, "alpha": alpha, "trials": np.zeros(len(x)), "failed": failed}
            return new, state, info
        reach = _FIRST * (1 + np.sqrt(np.einsum("nd,nd->n", x, x))) / np.sqrt(np.einsum("nd,nd->n", g, g))
        if state.alpha is not None:  # near a minimum the steps are short: begin there
            reach = np.where(state.alpha > 0, np.minimum(reach, 2 * state.alpha), reach)
        return search_rows(
            x,
            g,
            evaluate,
            state,
            reach,
            lambda i, phi, dphi, value, slope: exact.search(
                phi, dphi, value, slope, float(reach[i]), float(alpha_max[i])
            ),
        )
