"""Which methods notice that the surface was turned, and that the turned surface is one."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.analysis.rotation import Rotated, comparable, turned
from core.batches import Batching
from core.experiment import Experiment, Run
from core.noise import Noise
from core.stopping import Stopping

STOPPING = Stopping(gradient_on=False, max_steps=30)
SAME = (
    "gradient_descent",
    "heavy_ball",
    "nesterov",
    "normalized_gradient_descent",
    "newton",
    "damped_newton",
    "saddle_free_newton",
    "trust_region",
    "bfgs",
    "lbfgs",
    "dfp",
)
OTHER = ("sign_descent", "adagrad", "rmsprop", "adam", "adamw", "nadam", "adamax", "adadelta", "lion")
FIELDS = {"lr": 1e-3}


def apart(method: str, objective: str, angle: float, **fields: float) -> float:
    run = Run(registry.create("optimizer", method, **fields))
    return turned(Experiment(registry.create("objective", objective), (run,), stopping=STOPPING), 0, angle).apart


@pytest.mark.parametrize("angle", [17.0, 45.0, -120.0])
@pytest.mark.parametrize("objective", ["quadratic", "himmelblau", "booth"])
@pytest.mark.parametrize("method", SAME)
def test_rotation_equivariant_methods_do_not_notice(method: str, objective: str, angle: float) -> None:
    lr = {"quadratic": 0.5, "himmelblau": 1e-3, "booth": 0.02}[objective]
    fields = {"lr": lr} if registry.get("optimizer", method).uses_lr else {}
    assert apart(method, objective, angle, **fields) < 1e-9


@pytest.mark.parametrize("method", OTHER)
def test_methods_that_scale_each_coordinate_notice(method: str) -> None:
    fields = {} if method == "adadelta" else {"lr": 0.05}
    assert apart(method, "quadratic", 45.0, **fields) > 1e-3


def test_a_quarter_turn_only_swaps_the_coordinates_and_nobody_notices() -> None:
    for method in (*SAME, *OTHER):
        assert apart(method, "quadratic", 90.0) < 1e-9, method


@pytest.mark.parametrize("id", ["rosenbrock", "himmelblau", "beale", "quadratic", "lasso"])
def test_the_turned_surface_has_the_turned_derivatives(id: str, rng: np.random.Generator) -> None:
    f = registry.create("objective", id)
    g = Rotated(f, 33.0)
    x = rng.uniform(-1, 1, size=(20, 2))
    y = g.there(x)
    np.testing.assert_allclose(g.back(y), x, atol=1e-15)
    np.testing.assert_allclose(g.value(y), f.value(x), rtol=1e-12)
    np.testing.assert_allclose(g.gradient(y) @ g.matrix, f.gradient(x), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(g.matrix.T @ g.hessian(y) @ g.matrix, f.hessian(x), rtol=1e-9, atol=1e-7)
    np.testing.assert_allclose(g.hvp(y, y), np.einsum("nij,nj->ni", g.hessian(y), y), rtol=1e-9, atol=1e-7)
    assert g.f_star == f.f_star
    for point in g.global_minima:
        assert float(g.value(np.array(point.x))) == pytest.approx(point.value, abs=1e-9)


def test_a_turned_prox_is_the_prox_of_the_turned_term(rng: np.random.Generator) -> None:
    """argmin r(Rᵀu) + ‖u − y‖²/2t: no point near has less."""
    f = registry.create("objective", "lasso")
    g = Rotated(f, 20.0)
    y = rng.uniform(-2, 2, size=(8, 2))
    u = g.prox(y, 0.7)

    def model(at: np.ndarray) -> np.ndarray:
        r = g.value(at) - g.smooth.value(at)
        return r + np.sum((at - y) ** 2, axis=-1) / (2 * 0.7)

    for _ in range(50):
        assert np.all(model(u) <= model(u + 1e-3 * rng.normal(size=u.shape)) + 1e-12)


def test_dice_cannot_be_compared() -> None:
    f = registry.create("objective", "quadratic")
    sgd, gd = (
        Run(registry.create("optimizer", "sgd")),
        Run(registry.create("optimizer", "gradient_descent"), noisy=False),
    )
    batches = Run(registry.create("optimizer", "sgd"), batching=Batching(batch=4))
    experiment = Experiment(f, (sgd, gd, batches), noise=Noise(sigma=1.0))
    assert [comparable(experiment, i) for i in range(3)] == [False, True, False]
    assert comparable(Experiment(f, (sgd,)), 0)
