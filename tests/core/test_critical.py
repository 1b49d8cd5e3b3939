"""What a point is: at known critical points, near them where runs really stop, and far from any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import registry
from core.analysis.critical import classify
from core.arrays import Array
from core.objectives._common import hessian_2d
from core.objectives.base import Objective
from core.stopping import Verdict

SETTINGS = settings(max_examples=30, deadline=None, derandomize=True)
DEGENERATE: dict[str, Verdict] = {"monkey_saddle": "saddle", "degenerate_saddle": "saddle"}


def make(name: str, **fields: object) -> Objective:
    objective: Objective = registry.create("objective", name, **fields)
    return objective


def descend(objective: Objective, x: Array, alpha: float, eps: float, steps: int = 200_000) -> Array:
    """Plain gradient descent until ‖∇f‖ < eps: where a run really stops."""
    for _ in range(steps):
        g = objective.gradient(x)
        if np.linalg.norm(g) < eps:
            return x
        x = x - alpha * g
    raise AssertionError("did not stop")


@pytest.mark.parametrize("name", registry.names("objective"))
def test_every_known_critical_point_is_what_it_is_said_to_be(name: str) -> None:
    objective = make(name)
    for point in objective.critical_points:
        expected = DEGENERATE[name] if point.kind == "degenerate" else point.kind
        assert classify(objective, np.array(point.x)) == expected, point


@pytest.mark.parametrize(
    "name", ["himmelblau", "six_hump_camel", "styblinski_tang", "rosenbrock", "rastrigin", "beale"]
)
@given(angle=st.floats(0, 6.3), distance=st.floats(1e-9, 1e-4))
@SETTINGS
def test_so_is_what_lies_close_to_it(name: str, angle: float, distance: float) -> None:
    objective = make(name)
    for point in objective.critical_points[:9]:
        x = np.array(point.x) + distance * np.array([np.cos(angle), np.sin(angle)])
        assert classify(objective, x) == point.kind, point


@pytest.mark.parametrize(
    ("name", "start", "alpha", "eps", "verdict"),
    [
        # Coming down x³ from the right the Hessian looks like a minimum's at every step.
        ("degenerate_saddle", (1.2, 1.0), 0.1, 1e-6, "saddle"),
        ("degenerate_saddle", (1.2, 1.0), 0.1, 1e-5, "saddle"),
        ("monkey_saddle", (1.3, 0.0), 0.1, 1e-6, "saddle"),
        ("saddle", (1.8, 0.0), 0.1, 1e-6, "saddle"),
        ("saddle_between_minima", (1.8, 0.0), 0.1, 1e-6, "saddle"),
        ("saddle_between_minima", (1.8, 0.01), 0.1, 1e-6, "minimum"),
        ("rosenbrock", (-1.2, 1.0), 1e-3, 1e-6, "minimum"),
        ("himmelblau", (-0.5, -1.5), 0.01, 1e-6, "minimum"),
        ("logistic_plateau", (-4.0, -2.0), 1.0, 1e-8, "minimum"),
        ("logistic_plateau", (-4.0, -2.0), 1.0, 3e-2, "plateau"),
        ("flat_and_sharp_wells", (2.3, 0.4), 0.05, 1e-6, "minimum"),
        ("flat_and_sharp_wells", (-3.0, 1.0), 0.5, 1e-6, "minimum"),
    ],
)
def test_where_descent_stops(name: str, start: tuple[float, ...], alpha: float, eps: float, verdict: str) -> None:
    objective = make(name)
    assert classify(objective, descend(objective, np.array(start), alpha, eps)) == verdict


@pytest.mark.parametrize("kappa", [1.0, 100.0, 1e4])
def test_an_ill_conditioned_minimum_is_still_one(kappa: float) -> None:
    q = make("quadratic", kappa=kappa, center_x=1.0)
    assert classify(q, descend(q, np.array(q.start), 1.0, 1e-6)) == "minimum"
    assert classify(make("quadratic", kappa=kappa, dim=30), np.zeros(30)) == "minimum"


def test_a_line_of_minima_is_a_minimum_and_a_flat_function_a_plateau() -> None:
    line = make("quadratic_form", Q=((1.0, 1.0), (1.0, 1.0)), b=(2.0, 2.0))
    assert classify(line, np.array([4.0, -2.0])) == "minimum"
    flat = make("quadratic_form", Q=((0.0, 0.0), (0.0, 0.0)), b=(0.0, 0.0))
    assert classify(flat, np.array([0.3, 0.1])) == "plateau"
    top = make("quadratic_form", Q=((-1.0, 0.0), (0.0, -2.0)), b=(1.0, 1.0))
    assert classify(top, np.array([-1.0, -0.5])) == "maximum"


def test_the_fold_of_the_double_well_is_a_saddle_of_one_variable() -> None:
    fold = 2 / (3 * np.sqrt(3))
    assert classify(make("double_well_1d", tilt=fold), np.array([1 / np.sqrt(3)])) == "saddle"
    assert classify(make("double_well_1d", tilt=0.0), np.array([1e-5])) == "maximum"


@pytest.mark.parametrize("name", registry.names("objective"))
def test_a_slope_is_no_critical_point(name: str) -> None:
    objective = make(name)
    assert classify(objective, np.array(objective.start)) == "undecided"


def test_non_finite_points_are_undecided() -> None:
    for x in ([np.nan, 0.0], [np.inf, 0.0], [1e200, 1e200]):
        assert classify(make("rosenbrock"), np.array(x)) == "undecided"


def test_near_ackley_s_tip_values_decide() -> None:
    ackley = make("ackley")
    for x in ((1e-9, 0.0), (1e-4, -1e-4)):
        assert classify(ackley, np.array(x)) == "minimum"
    assert classify(ackley, np.array([0.4, 0.2])) == "undecided"


@dataclass(frozen=True)
class _Quartic(Objective):
    """x⁴ + y⁴, or minus that, or x⁴ + y⁴ with a dip: singular Hessian at 0, so only values can tell."""

    sign: float = 1.0

    def value(self, x: Array) -> Array:
        out: Array = self.sign * np.sum(x**4, axis=-1)
        return out

    def gradient(self, x: Array) -> Array:
        out: Array = self.sign * 4 * x**3
        return out

    def hessian(self, x: Array) -> Array:
        h = self.sign * 12 * x**2
        return hessian_2d(x, h[..., 0], 0.0, h[..., 1])

    @property
    def domain(self) -> tuple[tuple[float, float], ...]:
        return ((-2.0, 2.0), (-2.0, 2.0))

    @property
    def start(self) -> tuple[float, ...]:
        return (1.0, 1.0)


def test_a_singular_hessian_is_settled_by_sampling() -> None:
    assert classify(_Quartic(1.0), np.zeros(2)) == "minimum"
    assert classify(_Quartic(-1.0), np.zeros(2)) == "maximum"
    assert classify(_Quartic(1.0), descend(_Quartic(1.0), np.array([1.0, 0.5]), 0.05, 1e-6)) == "minimum"
