"""The quadratic about a point: against NumPy's eigenvalues, and against what the methods do."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.analysis.local_model import axes, believed, fitting_level, inverse_of_pairs, level_curve, to_critical
from core.arrays import Array
from core.experiment import Experiment, Run
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

RNG = np.random.default_rng(7)
MATRICES = [m + m.T for m in RNG.normal(size=(12, 2, 2))] + [
    np.diag([3.0, 1.0]),
    np.diag([1.0, 3.0]),
    np.eye(2),
    np.diag([1.0, 1e-12]),
    np.array([[0.0, 1.0], [1.0, 0.0]]),
    1e200 * np.array([[2.0, 1.0], [1.0, -3.0]]),
    1e-200 * np.array([[2.0, 1.0], [1.0, 3.0]]),
    -np.array([[2.0, 1.0], [1.0, 3.0]]),
]


def _run(f: Objective, method: Optimizer, steps: int = 12) -> Trajectory:
    return run_all(Experiment(f, (Run(method),), f.start, stopping=Stopping(max_steps=steps)))[0]


@pytest.mark.parametrize("h", MATRICES)
def test_the_axes_are_numpys(h: Array) -> None:
    got = axes(h)
    assert got is not None
    values = np.linalg.eigvalsh(h)
    np.testing.assert_allclose(got.values, values, rtol=1e-13, atol=1e-15 * np.max(np.abs(values)))
    np.testing.assert_allclose(got.vectors.T @ got.vectors, np.eye(2), atol=1e-15)
    np.testing.assert_allclose(
        h @ got.vectors, got.vectors * got.values, rtol=1e-12, atol=1e-14 * np.max(np.abs(values))
    )


def test_there_are_no_axes_of_nothing() -> None:
    assert axes(np.zeros((2, 2))) is None
    assert axes(np.full((2, 2), np.nan)) is None


def test_of_more_variables_the_first_two_count() -> None:
    h = np.diag([2.0, 5.0, 100.0])
    got = axes(h)
    assert got is not None
    np.testing.assert_allclose(got.values, [2, 5])


@pytest.mark.parametrize("h", MATRICES)
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_level_curve_is_one(h: Array, sign: float) -> None:
    of = axes(h)
    assert of is not None
    level = sign * fitting_level(of, 0.5)
    parts = level_curve(of, level, 2.0)
    for part in parts:
        np.testing.assert_allclose(0.5 * np.einsum("ni,ij,nj->n", part, h, part) / level, 1.0, rtol=1e-8)
    positive = sum(sign * s > 0 for s in of.signs)
    assert len(parts) == (0 if positive == 0 else 1 if positive == 2 else 2)
    if positive == 2:
        np.testing.assert_allclose(parts[0][0], parts[0][-1], atol=1e-12)


def test_the_semi_axes_go_as_one_over_the_root_of_the_curvature() -> None:
    of = axes(np.diag([1.0, 25.0]))
    assert of is not None
    (ellipse,) = level_curve(of, fitting_level(of, 1.0), 9.0)
    assert np.max(np.abs(ellipse[:, 0])) == pytest.approx(np.sqrt(5))
    assert np.max(np.abs(ellipse[:, 1])) == pytest.approx(1 / np.sqrt(5))


def test_on_a_quadratic_the_ellipse_about_the_minimum_is_a_level_line_of_f() -> None:
    f = registry.create("objective", "quadratic", kappa=9.0, angle=25.0)
    of = axes(f.hessian(np.array(f.start)))
    assert of is not None
    (ellipse,) = level_curve(of, 0.37, 9.0)
    values = f.value(np.array(f.minima[0]) + ellipse)
    np.testing.assert_allclose(values, values[0], rtol=1e-12)
    assert values[0] == pytest.approx(0.37 + float(f.value(np.array(f.minima[0]))))


@pytest.mark.parametrize("surface", ["quadratic", "himmelblau"])
def test_to_the_critical_point_is_newtons_step(surface: str) -> None:
    f, method = registry.create("objective", surface), registry.create("optimizer", "newton")
    t = _run(f, method)
    for k in range(t.steps):
        p = to_critical(f.hessian(t.x[k]), t.gradient[k])
        assert p is not None
        np.testing.assert_allclose(p, t.x[k + 1] - t.x[k], rtol=1e-9, atol=1e-12)
    assert to_critical(np.diag([1.0, 0.0]), np.ones(2)) is None


@pytest.mark.parametrize(
    "id",
    ["newton", "damped_newton", "modified_newton", "saddle_free_newton", "bfgs", "dfp", "lbfgs", "gradient_descent"],
)
def test_the_matrix_believed_in_gives_the_direction(id: str) -> None:
    f, method = registry.create("objective", "rosenbrock"), registry.create("optimizer", id)
    t = _run(f, method, 25)
    for k in range(t.steps):
        b = believed(method, t, k, f.hessian(t.x[k]))
        assert b is not None
        p = to_critical(b, t.gradient[k])
        assert p is not None
        step = t.x[k + 1] - t.x[k]
        if id == "gradient_descent":
            np.testing.assert_allclose(p, step, rtol=1e-9)
        elif np.any(step):
            np.testing.assert_allclose(float(t.alpha[k + 1]) * p, step, rtol=1e-5, atol=1e-9)


@pytest.mark.parametrize("id", ["adam", "adamw", "amsgrad", "adamax"])
def test_adams_matrix_takes_the_mean_to_the_step(id: str) -> None:
    f, method = registry.create("objective", "himmelblau"), registry.create("optimizer", id)
    t = _run(f, method)
    for k in range(t.steps):
        b = believed(method, t, k, f.hessian(t.x[k]))
        assert b is not None
        np.testing.assert_allclose(-t.extras["m_hat"][k + 1] / np.diag(b), t.x[k + 1] - t.x[k], rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("id", ["rmsprop", "adagrad", "adadelta"])
def test_a_matrix_of_roots_takes_the_gradient_to_the_step(id: str) -> None:
    f, method = registry.create("objective", "himmelblau"), registry.create("optimizer", id)
    t = _run(f, method)
    for k in range(t.steps):
        b = believed(method, t, k, f.hessian(t.x[k]))
        assert b is not None
        np.testing.assert_allclose(-t.gradient[k] / np.diag(b), t.x[k + 1] - t.x[k], rtol=1e-8, atol=1e-12)


def test_pairs_make_bfgs_matrix() -> None:
    f = registry.create("objective", "quadratic", kappa=30.0)
    method = registry.create("optimizer", "lbfgs", search="exact", memory=10)
    t = _run(f, method)
    last = t.steps
    s, y = t.extras["s"][1 : last + 1], t.extras["y"][1 : last + 1]
    h = inverse_of_pairs(s, y, 1.0)
    np.testing.assert_allclose(h @ y[-1], s[-1], rtol=1e-9)  # the secant equation
    np.testing.assert_allclose(h, np.linalg.inv(f.hessian(t.x[0])), rtol=1e-4)  # after d exact steps on a quadratic


def test_methods_without_a_matrix_say_so() -> None:
    f = registry.create("objective", "himmelblau")
    for id in ("lion", "polyak_step", "conjugate_gradient", "admm"):
        method = registry.create("optimizer", id)
        assert believed(method, _run(f, method), 0, f.hessian(np.array(f.start))) is None
