"""Taylor's models: how fast their error falls, and where the quadratic one is lowest."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.analysis.taylor import taylor


@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "beale", "saddle_between_minima"])
@pytest.mark.parametrize("order", [1, 2])
def test_the_error_falls_with_the_next_power_of_the_distance(name: str, order: int) -> None:
    f = registry.create("objective", name)
    x = np.array([0.7, -0.4])
    model = taylor(f, x, order)
    assert model is not None
    assert float(model(x)) == pytest.approx(float(f.value(x)), rel=1e-14)
    way = np.array([0.6, 0.8])
    errors = [abs(float(model(x + h * way) - f.value(x + h * way))) for h in (1e-2, 5e-3)]
    assert np.log2(errors[0] / errors[1]) == pytest.approx(order + 1, abs=0.15)


def test_the_model_of_a_quadratic_is_itself() -> None:
    f = registry.create("objective", "quadratic", kappa=7.0)
    model = taylor(f, np.array([1.3, -0.2]), 2)
    assert model is not None
    points = np.random.default_rng(0).normal(size=(5, 6, 2))
    np.testing.assert_allclose(model(points), f.value(points), rtol=1e-12)
    lowest = model.lowest()
    assert lowest is not None
    np.testing.assert_allclose(lowest, f.minima[0], atol=1e-12)


def test_only_a_bowl_has_a_lowest_point() -> None:
    saddle = registry.create("objective", "saddle")
    model = taylor(saddle, np.array([0.5, 0.5]), 2)
    assert model is not None
    assert model.lowest() is None
    plane = taylor(saddle, np.array([0.5, 0.5]), 1)
    assert plane is not None
    assert plane.lowest() is None


def test_there_is_no_model_where_f_is_not_finite() -> None:
    f = registry.create("objective", "typed", expression="log(x) + y^2", parameters=())
    assert taylor(f, np.array([-1.0, 0.0]), 1) is None
    assert taylor(f, np.array([2.0, 0.0]), 2) is not None
    with pytest.raises(ValueError, match="order must be 1 or 2"):
        taylor(f, np.array([2.0, 0.0]), 3)
