"""What the proximal gradient methods share: one forward-backward step, and the learning rate that theory offers."""

from __future__ import annotations

from typing import NamedTuple

from core.arrays import Array
from core.objectives.base import Objective
from core.optimizers.base import Evaluate, Lr


class ForwardBackward(NamedTuple):
    """A step from y in its two halves, (n, d) each."""

    gradient: Array  # ∇g(y), as seen
    half: Array  # y − α ∇g(y)
    end: Array  # prox_{αr}(half)


def forward_backward(y: Array, evaluate: Evaluate, lr: Lr) -> ForwardBackward:
    """Down along ∇g, then the prox of αr."""
    g = evaluate.smooth_gradient(y)
    half = y - lr * g
    return ForwardBackward(g, half, evaluate.objective.prox(half, lr))


def curvatures(objective: Objective) -> tuple[float, float] | None:
    """h and λ of a quadratic f whose halves are both quadratic, r being ½λ‖x‖² or nothing; None for every other f."""
    smooth = objective.smooth
    if not (objective.is_quadratic and objective.bounded_below and smooth.L and objective.L is not None):
        return None
    return smooth.L, objective.L - smooth.L


def safe_lr(objective: Objective) -> float | None:
    """1/L of the smooth half, with which theory's rates hold; None where it has no L."""
    L = objective.smooth.L  # noqa: N806
    return 1 / L if L else None
