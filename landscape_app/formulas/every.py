"""The rule of every method, by its id."""

from __future__ import annotations

from core.batches import in_batches
from landscape_app.formulas import adaptive, first_order, proximal, quasi_newton, searching, second_order
from landscape_app.formulas.step import Line, Rule, Step
from landscape_app.results import RunData
from landscape_app.scene.model import Scene

RULES: dict[str, Rule] = {
    **first_order.RULES,
    **adaptive.RULES,
    **searching.RULES,
    **second_order.RULES,
    **quasi_newton.RULES,
    **proximal.RULES,
}


def step_of(scene: Scene, run: RunData, k: int) -> Step:
    """The step from record ``k`` to ``k + 1`` of a run of ``scene``."""
    spec = run.spec
    sees = spec.method.stochastic if spec.noisy is None else spec.noisy
    noisy = (sees and scene.noise.sigma > 0) or in_batches(scene.objective, spec.method, spec.batching)
    return Step(scene.objective, spec, run.trajectory, k, noisy)


def lines(step: Step) -> tuple[Line, ...]:
    """The rule, line by line; the last one gives the next point. () for a method that has no description."""
    rule = RULES.get(step.method.id)
    return () if rule is None else tuple(rule(step))
