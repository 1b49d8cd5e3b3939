"""Functions that were made for what a method does on them: cycles, sharpness, cliffs, bends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import registry
from core.experiment import Experiment, Run
from core.objectives.base import Objective
from core.simulate import run_all
from core.stopping import Stopping
from core.trajectory import Trajectory

SETTINGS = settings(max_examples=25, deadline=None, derandomize=True)


def make(name: str, **fields: float) -> Objective:
    objective: Objective = registry.create("objective", name, **fields)
    return objective


def descend(
    objective: Objective, start: tuple[float, ...], steps: int, method: str = "gradient_descent", **fields: float
) -> Trajectory:
    run = Run(registry.create("optimizer", method, **fields), (start,))
    (t,) = run_all(Experiment(objective, (run,), stopping=Stopping(max_steps=steps)))
    return t


class TestLessardRechtPackard:
    @given(start=st.floats(3.07, 3.46))
    @SETTINGS
    def test_heavy_ball_tuned_for_quadratics_runs_into_a_cycle_of_three(self, start: float) -> None:
        f = make("lessard_recht_packard")
        assert (f.mu, f.L) == (1.0, 25.0)
        t = descend(f, (start,), 600, "heavy_ball", lr=1 / 9, momentum=4 / 9)
        assert t.steps == 600
        x = t.x[-60:, 0]
        np.testing.assert_allclose(x[3:], x[:-3], atol=1e-9)
        assert np.min(np.abs(np.diff(x))) > 0.1
        # the paper's limit cycle: p, q, r = 792/1225, −2208/1225, 2592/1225
        np.testing.assert_allclose(np.unique(np.round(x, 6)), np.array([-2208, 792, 2592]) / 1225, atol=1e-6)

    def test_outside_the_interval_and_for_other_methods_it_is_harmless(self) -> None:
        f = make("lessard_recht_packard")
        for start, method, fields in (
            (0.9, "heavy_ball", {"lr": 1 / 9, "momentum": 4 / 9}),
            (3.3, "gradient_descent", {"lr": 2 / 26}),
            (3.3, "nesterov", {"lr": 1 / 25, "momentum": 2 / 3}),
        ):
            assert abs(descend(f, (start,), 600, method, **fields).x[-1, 0]) < 1e-6

    def test_value_and_gradient_are_continuous_at_the_joints(self) -> None:
        f = make("lessard_recht_packard")
        for joint, slope, value in ((1.0, 25.0, 12.5), (2.0, 26.0, 38.0)):
            x = np.array([[np.nextafter(joint, 0)], [joint], [np.nextafter(joint, 9)]])
            np.testing.assert_allclose(f.value(x), value, rtol=1e-14)
            np.testing.assert_allclose(f.gradient(x)[:, 0], slope, rtol=1e-14)


class TestTwoLayerLinear:
    @given(t=st.floats(-3, 3), branch=st.sampled_from([1.0, -1.0]))
    @SETTINGS
    def test_the_hyperbola_is_minimal_and_its_sharpness_is_the_squared_distance(self, t: float, branch: float) -> None:
        f = make("two_layer_linear")
        assert f.has_minimum_curve
        x = branch * np.array([np.exp(t), np.exp(-t)])
        assert f.value(x) == pytest.approx(0.0, abs=1e-28)
        np.testing.assert_allclose(f.gradient(x), 0.0, atol=1e-14)
        e = np.linalg.eigvalsh(f.hessian(x))
        assert e[0] == pytest.approx(0.0, abs=1e-12 * e[1])
        assert e[1] == pytest.approx(float(x @ x))
        assert e[1] >= 2.0 - 1e-12  # least at the points that are listed

    def test_the_listed_minima_are_the_flattest(self) -> None:
        f = make("two_layer_linear")
        for x in f.minima:
            assert np.linalg.eigvalsh(f.hessian(np.array(x)))[1] == pytest.approx(2.0)
        assert f.f_star == 0.0
        np.testing.assert_allclose(np.linalg.eigvalsh(f.hessian(np.zeros(2))), [-1.0, 1.0])

    @pytest.mark.parametrize(("lr", "sharpness"), [(0.1, 16.1), (0.2, 2.04)])
    def test_a_larger_rate_ends_at_a_flatter_minimum(self, lr: float, sharpness: float) -> None:
        f = make("two_layer_linear")
        end = descend(f, (4.0, 0.2), 20_000, lr=lr).x[-1]
        assert end[0] * end[1] == pytest.approx(1.0, abs=1e-6)
        found = np.linalg.eigvalsh(f.hessian(end))[1]
        assert found == pytest.approx(sharpness, abs=0.5 * 10.0 ** -len(str(sharpness).split(".")[1]))
        assert found < 2 / lr


class TestCliff:
    def test_whoever_meets_the_wall_is_thrown_far(self) -> None:
        f = make("cliff", height=10.0, width=0.05)
        t = descend(f, (1.5, 0.0), 400, lr=0.9)
        k = int(np.argmax(np.abs(np.diff(t.x[:, 0]))))
        assert abs(t.x[k, 0] - 1.0) < 0.5
        assert np.max(np.abs(np.diff(t.x[:, 0]))) > 5 * 1.5 * 0.9 * 0.1

    @given(height=st.floats(0, 1e3), width=st.floats(1e-3, 1))
    @SETTINGS
    def test_one_minimum_whatever_the_wall(self, height: float, width: float) -> None:
        f = make("cliff", height=height, width=width)
        (p,) = f.critical_points
        assert p.x[0] <= 0
        assert abs(f.gradient(np.array(p.x))[0]) <= 1e-12 * (1 + f.hessian(np.array(p.x))[0, 0])
        line = np.stack([np.linspace(*f.domain[0], 20_001), np.zeros(20_001)], axis=-1)
        slope = f.gradient(line)[:, 0]
        assert np.all(slope[line[:, 0] < p.x[0]] < 0)
        assert np.all(slope[line[:, 0] > p.x[0] + 1e-9] > 0)
        assert f.L is not None
        assert np.max(np.abs(f.hessian(line)[:, 0, 0])) <= f.L * (1 + 1e-12)

    def test_the_steepest_slope_is_h_over_4w_and_L_is_reached(self) -> None:  # noqa: N802
        f = make("cliff", height=2.0, width=0.06)
        line = np.stack([np.linspace(0.5, 1.5, 200_001), np.zeros(200_001)], axis=-1)
        assert np.max(f.gradient(line)[:, 0] - 0.1 * line[:, 0]) == pytest.approx(2.0 / (4 * 0.06))
        assert np.max(f.hessian(line)[:, 0, 0]) == pytest.approx(f.L, rel=1e-6)


class TestBentRavine:
    @given(kappa=st.floats(0.1, 1e4), width=st.floats(0.01, 10))
    @SETTINGS
    def test_curvatures_at_the_minimum_and_the_right_angle(self, kappa: float, width: float) -> None:
        f = make("bent_ravine", kappa=kappa, width=width)
        (p,) = f.critical_points
        assert p.value == pytest.approx(0.0, abs=1e-20)
        slope = 1.5 / p.x[1]
        # Gauss-Newton: eᵀe + κ nnᵀ at zero residual, n = (−φ', 1); its determinant is κ
        assert np.linalg.det(f.hessian(np.array(p.x))) == pytest.approx(kappa, rel=1e-6)
        assert np.trace(f.hessian(np.array(p.x))) == pytest.approx(1 + kappa * (1 + slope**2))

    def test_far_from_the_bend_the_arms_are_at_right_angles(self) -> None:
        f = make("bent_ravine", width=0.01)
        for x in (-2.0, 2.0):
            floor = np.array([x, np.hypot(x, 0.01)])
            assert f.value(floor) == pytest.approx(0.5 * (x - 1.5) ** 2)
            along = np.array([1.0, np.sign(x)]) / np.sqrt(2)
            assert along @ f.hessian(floor) @ along == pytest.approx(0.5, rel=1e-2)


class TestHuber:
    @given(delta=st.floats(0.01, 10), kappa=st.floats(1, 100), t=st.floats(-20, 20))
    @SETTINGS
    def test_slope_is_capped_and_value_is_even_and_convex(self, delta: float, kappa: float, t: float) -> None:
        f = make("huber", delta=delta, kappa=kappa)
        x = np.array([[t, 0.0], [-t, 0.0], [0.0, t]])
        v, g = f.value_gradient(x)
        assert v[0] == v[1]
        assert v[2] == pytest.approx(kappa * v[0])
        assert g[0, 0] == pytest.approx(min(max(t, -delta), delta))
        assert v[0] <= 0.5 * t * t + 1e-15
        assert v[0] >= delta * (abs(t) - 0.5 * delta) - 1e-12

    def test_value_is_continuous_where_the_pieces_meet(self) -> None:
        f = make("huber", delta=0.7)
        x = np.array([[np.nextafter(0.7, 0), 0.0], [0.7, 0.0], [np.nextafter(0.7, 9), 0.0]])
        np.testing.assert_allclose(f.value(x), 0.245, rtol=1e-14)


def test_schwefel_is_once_differentiable_on_the_axes() -> None:
    f = make("schwefel")
    h = np.array([[1e-8, 100.0], [-1e-8, 100.0], [0.0, 100.0]])
    np.testing.assert_allclose(f.gradient(h)[:, 0], 0.0, atol=2e-4)
    assert abs(f.hessian(h)[0, 0, 0]) > 1e3
    assert f.hessian(h)[2, 0, 0] == 0.0


def test_eggholder_s_lowest_egg_is_cut_by_the_edge() -> None:
    f = make("eggholder")
    (p,) = f.global_minima
    g = f.gradient(np.array(p.x))
    assert p.x[0] == f.domain[0][1]
    assert abs(g[1]) < 1e-9
    assert g[0] < -1  # outside it goes on down
    assert f.f_star is None
    side = np.linspace(-512, 512, 1500)
    assert np.min(f.value(np.stack(np.meshgrid(side, side), axis=-1))) >= p.value
