"""The rule of every registered method: what is written with a step's numbers is what the step recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core import registry
from core.batches import Batching
from core.clipping import Clipping
from core.noise import Noise
from core.objectives.base import Objective
from core.simulate import run_all
from landscape_app.formulas.every import RULES, lines, step_of
from landscape_app.formulas.expr import Named, Number, Over, Sum, Turned, product
from landscape_app.formulas.step import Line, Step
from landscape_app.results import RunData
from landscape_app.scene.model import RunSpec, Scene, build
from landscape_app.typeset.plain import plain

METHODS = registry.names("optimizer")
_STEPS = 14


def _scene(
    method: str, objective: Objective | None = None, spec: Mapping[str, Any] | None = None, **fields: Any
) -> Scene:
    rule = registry.create("optimizer", method, **fields)
    if objective is None:
        lasso = registry.create("objective", "lasso")
        objective = lasso if rule.splits else registry.create("objective", "rosenbrock")
    return Scene(objective, (RunSpec(rule, **(spec or {})),))


def _steps(scene: Scene) -> list[Step]:
    scene = replace(scene, stopping=replace(scene.stopping, max_steps=_STEPS))
    run = RunData(0, scene.runs[0], run_all(build(scene))[0])
    return [step_of(scene, run, k) for k in range(run.trajectory.steps)]


def _check(step: Step) -> int:
    """Every line that is computed gives what was recorded; how many there were."""
    computed = 0
    found = lines(step)
    for line in found:
        if line.is_claim or line.right is None:
            continue
        made, recorded = line.right.value, line.left.value
        assert np.reshape(made, recorded.shape) == pytest.approx(recorded, rel=1e-6, abs=1e-9), plain(line.symbols()[0])
        computed += 1
    (last,) = [line for line in found if line.arrives]
    assert last.left.value == pytest.approx(step.trajectory.x[step.k + 1])
    assert last.right is not None, "the new point is computed from what stands above it"
    return computed


def test_every_method_has_a_description() -> None:
    assert set(RULES) == set(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_the_numbers_of_every_method_lead_to_what_was_recorded(method: str) -> None:
    steps = _steps(_scene(method))
    assert len(steps) >= 3
    for step in steps:
        assert np.all(np.isfinite(step.end.value))
        assert _check(step) >= 2 or not np.any(step.g.value), "the gradient and the new point at least"


@pytest.mark.parametrize("method", [m for m in METHODS if registry.get("optimizer", m).uses_lr])
def test_schedules_changes_and_clipping_are_in_the_numbers(method: str) -> None:
    spec = {
        "schedule": registry.create("schedule", "cosine"),
        "lr_changes": ((4, 0.003),),
        "clip": Clipping("norm", 0.5),
    }
    steps = _steps(_scene(method, spec=spec))
    rates = [float(step.alpha.value) for step in steps]
    assert len(set(rates)) > 2
    for step in steps:
        _check(step)
    if not steps[0].method.looks_ahead:
        assert "clip" in plain(lines(steps[0])[0].symbols()[1])


@pytest.mark.parametrize("method", ["sgd", "heavy_ball", "nesterov", "adam", "rmsprop", "lion", "adagrad"])
def test_noise_is_a_term_of_the_gradient_seen(method: str) -> None:
    scene = replace(_scene(method), noise=Noise(sigma=0.5))
    for step in _steps(scene):
        _check(step)
        first = lines(step)[0]
        assert isinstance(first.right, Sum)
        true, xi = first.right.parts
        assert true.value == pytest.approx(step.trajectory.gradient[step.k])
        assert np.linalg.norm(xi.value) > 0
        assert "ξ" in plain(first.symbols()[1])


_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("adamw", {"weight_decay": 0.5}),
    ("adam_l2", {"weight_decay": 0.5}),
    ("lion", {"weight_decay": 0.5}),
    ("rmsprop", {"momentum": 0.9}),
    ("rmsprop", {"centered": True, "momentum": 0.5}),
    ("adagrad", {"lr_decay": 0.2, "initial_accumulator_value": 1.0}),
    ("nadam", {"momentum_decay": 1.0}),
    ("radam", {"beta2": 0.9}),
    ("fista", {"restart": "gradient"}),
    ("fista", {"restart": "function"}),
    ("admm", {"relaxation": 1.6, "rho": 0.5}),
    ("trust_region", {"subproblem": "dogleg"}),
    ("trust_region", {"subproblem": "cauchy"}),
    ("modified_newton", {"modification": "floor"}),
    ("conjugate_gradient", {"formula": "FR"}),
    ("conjugate_gradient", {"restart": 2}),
    ("lbfgs", {"memory": 2}),
    *(("line_search_descent", {"search": search}) for search in registry.names("linesearch")),
    *(("bfgs", {"search": search}) for search in registry.names("linesearch")),
)


@pytest.mark.parametrize(("method", "fields"), _OPTIONS)
def test_every_option_of_a_method_has_its_numbers(method: str, fields: dict[str, Any]) -> None:
    for step in _steps(_scene(method, **fields)):
        _check(step)


@pytest.mark.parametrize("surface", ["quadratic", "himmelblau", "monkey_saddle", "bukin_6", "holder_table"])
@pytest.mark.parametrize("method", METHODS)
def test_other_surfaces_too(method: str, surface: str) -> None:
    for step in _steps(_scene(method, registry.create("objective", surface))):
        if np.all(np.isfinite(step.end.value)) and np.max(np.abs(step.end.value)) < 1e6:
            _check(step)


@pytest.mark.parametrize("method", METHODS)
def test_many_variables_have_no_room_for_matrices_but_for_every_number(method: str) -> None:
    steps = _steps(_scene(method, registry.create("objective", "quadratic", dim=8)))
    assert steps
    for step in steps:
        assert _check(step) >= 1
        for line in lines(step):
            assert len(plain(line.numbers()[1])) < 400


@pytest.mark.parametrize("surface", ["parabola_1d", "double_well_1d"])
@pytest.mark.parametrize("method", METHODS)
def test_one_variable_needs_no_brackets(method: str, surface: str) -> None:
    steps = _steps(_scene(method, registry.create("objective", surface)))
    for step in steps:
        _check(step)
    if steps:
        assert "," not in plain(lines(steps[0])[0].numbers()[1])


@pytest.mark.parametrize("method", ["sgd", "adam", "nesterov"])
def test_a_mini_batch_is_a_term_of_the_gradient_too(method: str) -> None:
    objective = registry.create("objective", "least_squares")
    for step in _steps(_scene(method, objective, {"batching": Batching(batch=4)})):
        _check(step)
        assert "ξ" in plain(lines(step)[0].symbols()[1])


def test_a_step_that_fails_stays_where_it_is() -> None:
    for method, surface in (("admm", "saddle"), ("admm", "himmelblau")):
        last = _steps(_scene(method, registry.create("objective", surface)))[-1]
        (point,) = [line for line in lines(last) if line.arrives]
        assert tuple(point.left.value) == tuple(last.x.value)
        _check(last)


def test_a_search_keeps_what_it_promises() -> None:
    for search, count in (("backtracking", 1), ("wolfe", 2), ("strong_wolfe", 2), ("goldstein", 2)):
        for step in _steps(_scene("line_search_descent", search=search)):
            claims = [line for line in lines(step) if line.is_claim]
            assert len(claims) == count
            assert all(claim.holds for claim in claims)


def test_a_false_claim_is_found_false() -> None:
    one, two = Named("a", 1.0), Named("b", 2.0)
    assert Line(one, two, sign="≤").holds
    assert not Line(two, one, sign="≤").holds
    assert Line(two, one, sign="≥").holds


def test_adam_reads_as_in_its_paper() -> None:
    step = _steps(_scene("adam"))[2]
    text = [plain(left) + plain(right) for left, right in (line.symbols() for line in lines(step))]
    assert text[0].replace(" ", "") == "g_k=∇f(x_k)"
    assert text[1].replace(" ", "") == "m_(k+1)=β_1m_k+(1−β_1)g_k"
    assert text[2].replace(" ", "") == "v_(k+1)=β_2v_k+(1−β_2)g_k^2"
    assert text[-1].replace(" ", "") == "x_(k+1)=x_k−(αm\u0302_(k+1))/(√v\u0302_(k+1)+ε)"


def test_the_numbers_written_are_those_computed() -> None:
    step = _steps(_scene("heavy_ball", lr=1e-3))[3]
    left, right = lines(step)[-1].numbers()
    assert plain(left) == "x_4"
    x, b = step.trajectory.x[3], step.trajectory.extras["b"][4]
    text = plain(right).replace("−", "-")
    for value in (*x, *b, *step.trajectory.x[4]):
        assert f"{value:.4g}" in text


def test_signs_and_products_do_not_run_together() -> None:
    a, b = Named("a", 2.0), Named("b", -3.0)
    assert plain((a * b).node(True)) == "2 (−3)"
    assert plain((a * a).node(True)) == "2 · 2"
    assert plain((a + b).node(True)) == "2 + (−3)"
    assert plain((a - b).node(True)) == "2 − (−3)"
    assert plain((a - (b + a)).node(False)) == "a − (b + a)"
    assert plain(((a + b) * a).node(False)).replace(" ", "") == "(a+b)a"
    v = Named("v", np.array([1.0, -2.0]))
    assert plain(product(Turned(v), v).node(True)).replace(" ", "") == "[1,−2](1,−2)"
    assert Over(Number(1.0), a).value == 0.5


def test_long_vectors_are_cut_short_and_large_matrices_are_not_written() -> None:
    v = Named("v", np.arange(12.0))
    assert plain(v.node(True)) == "(0, 1, ⋮, 11)"
    assert plain(Named("H", np.eye(12)).node(True)) == "[12×12]"
