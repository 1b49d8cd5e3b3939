"""Global minima as the literature states them, and how many critical points there are in view.

Values and places: Surjanovic and Bingham, Virtual Library of Simulation Experiments (2013); Jamil and Yang, A
literature survey of benchmark functions for global optimization problems (2013), arXiv:1308.4008.
"""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from core import registry
from core.objectives.base import Objective

PI = np.pi
FOUR = list(product((1.0, -1.0), repeat=2))

# name, lowest value, all places, and the last digit given (of value, of place)
PUBLISHED = [
    ("branin", 0.397887, [(-PI, 12.275), (PI, 2.275), (9.42478, 2.475)], 1e-6, 1e-5),
    ("goldstein_price", 3.0, [(0.0, -1.0)], 1e-12, 1e-12),
    ("mccormick", -1.9133, [(-0.54719, -1.54719)], 1e-4, 1e-4),
    ("three_hump_camel", 0.0, [(0.0, 0.0)], 1e-12, 1e-12),
    ("easom", -1.0, [(PI, PI)], 1e-12, 1e-12),
    ("eggholder", -959.6407, [(512.0, 404.2319)], 1e-4, 1e-4),
    ("levy_13", 0.0, [(1.0, 1.0)], 1e-12, 1e-12),
    ("griewank", 0.0, [(0.0, 0.0)], 1e-12, 1e-12),
    ("schwefel", 0.0, [(420.9687, 420.9687)], 1e-9, 1e-4),
    ("bukin_6", 0.0, [(-10.0, 1.0)], 1e-12, 1e-12),
    ("cross_in_tray", -2.06261, [(s * 1.3491, t * 1.3491) for s, t in FOUR], 1e-5, 1e-3),
    ("holder_table", -19.2085, [(s * 8.05502, t * 9.66459) for s, t in FOUR], 1e-4, 1e-5),
    ("michalewicz", -1.8013, [(2.20, 1.57)], 1e-4, 1e-2),
    ("zakharov", 0.0, [(0.0, 0.0)], 1e-12, 1e-12),
    ("dixon_price", 0.0, [(1.0, 2**-0.5), (1.0, -(2**-0.5))], 1e-12, 1e-12),
    ("sum_of_powers", 0.0, [(0.0, 0.0)], 1e-12, 1e-12),
]


def make(name: str, **fields: float) -> Objective:
    objective: Objective = registry.create("objective", name, **fields)
    return objective


@pytest.mark.parametrize(("name", "value", "places", "digit", "place_digit"), PUBLISHED)
def test_global_minima(
    name: str, value: float, places: list[tuple[float, float]], digit: float, place_digit: float
) -> None:
    found = make(name).global_minima
    assert len(found) == len(places)
    for place in places:
        nearest = min(found, key=lambda p: float(np.linalg.norm(np.subtract(p.x, place))))
        assert np.max(np.abs(np.subtract(nearest.x, place))) <= place_digit
        assert abs(nearest.value - value) <= digit


# The formulas once more, as printed there, one number at a time.
PRINTED = {
    "branin": lambda x, y: (
        (y - 5.1 / (4 * PI**2) * x**2 + 5 / PI * x - 6) ** 2 + 10 * (1 - 1 / (8 * PI)) * np.cos(x) + 10
    ),
    "goldstein_price": lambda x, y: (
        (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2))
        * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2))
    ),
    "mccormick": lambda x, y: np.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    "three_hump_camel": lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
    "easom": lambda x, y: -np.cos(x) * np.cos(y) * np.exp(-((x - PI) ** 2) - (y - PI) ** 2),
    "eggholder": lambda x, y: -(y + 47) * np.sin(np.sqrt(abs(y + x / 2 + 47))) - x * np.sin(np.sqrt(abs(x - (y + 47)))),
    "levy_13": lambda x, y: (
        np.sin(3 * PI * x) ** 2
        + (x - 1) ** 2 * (1 + np.sin(3 * PI * y) ** 2)
        + (y - 1) ** 2 * (1 + np.sin(2 * PI * y) ** 2)
    ),
    "griewank": lambda x, y: x**2 / 4000 + y**2 / 4000 - np.cos(x) * np.cos(y / np.sqrt(2)) + 1,
    "schwefel": lambda x, y: (
        418.9829 * 2 - x * np.sin(np.sqrt(abs(x))) - y * np.sin(np.sqrt(abs(y))) - (2 * 418.9829 - 837.96577454486738)
    ),
    "bukin_6": lambda x, y: 100 * np.sqrt(abs(y - 0.01 * x**2)) + 0.01 * abs(x + 10),
    "cross_in_tray": lambda x, y: (
        -0.0001 * (abs(np.sin(x) * np.sin(y) * np.exp(abs(100 - np.sqrt(x**2 + y**2) / PI))) + 1) ** 0.1
    ),
    "holder_table": lambda x, y: -abs(np.sin(x) * np.cos(y) * np.exp(abs(1 - np.sqrt(x**2 + y**2) / PI))),
    "michalewicz": lambda x, y: -np.sin(x) * np.sin(x**2 / PI) ** 20 - np.sin(y) * np.sin(2 * y**2 / PI) ** 20,
    "zakharov": lambda x, y: x**2 + y**2 + (0.5 * x + y) ** 2 + (0.5 * x + y) ** 4,
    "dixon_price": lambda x, y: (x - 1) ** 2 + 2 * (2 * y**2 - x) ** 2,
    "sum_of_powers": lambda x, y: abs(x) ** 2 + abs(y) ** 3,
}


@pytest.mark.parametrize("name", PRINTED)
def test_is_its_printed_formula(name: str) -> None:
    objective = make(name)
    low, high = np.array(objective.domain).T
    x = np.random.default_rng(0).uniform(low, high, (200, 2))
    printed = np.array([PRINTED[name](a, b) for a, b in x.tolist()])
    scale = np.max(np.abs(printed))
    np.testing.assert_allclose(objective.value(x), printed, rtol=1e-11, atol=1e-13 * scale)


@pytest.mark.parametrize(
    ("name", "minima", "saddles", "maxima"),
    [
        ("branin", 3, 2, 0),
        ("goldstein_price", 4, 4, 1),
        ("mccormick", 2, 1, 0),
        ("three_hump_camel", 3, 2, 0),
        ("easom", 5, 4, 4),
        ("dixon_price", 2, 1, 0),
        ("zakharov", 1, 0, 0),
        ("sum_of_powers", 1, 0, 0),
        ("huber", 1, 0, 0),
        ("bent_ravine", 1, 0, 0),
        ("cliff", 1, 0, 0),
        ("bukin_6", 1, 0, 0),
        ("griewank", 17, 0, 0),
        ("schwefel", 49, 0, 0),
        ("michalewicz", 2, 0, 0),
    ],
)
def test_how_many_critical_points_are_listed(name: str, minima: int, saddles: int, maxima: int) -> None:
    kinds = [p.kind for p in make(name).critical_points]
    assert [kinds.count("minimum"), kinds.count("saddle"), kinds.count("maximum")] == [minima, saddles, maxima]


@pytest.mark.parametrize("name", ["branin", "goldstein_price", "mccormick", "easom", "three_hump_camel", "dixon_price"])
def test_indices_of_the_critical_points_add_up_to_the_turning_of_the_gradient(name: str) -> None:
    """Poincaré and Hopf: minima and maxima less saddles is how often ∇f turns along the edge of the domain."""
    objective = make(name)
    (x0, x1), (y0, y1) = objective.domain
    t = np.linspace(0, 1, 200_001)[:-1, None]
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    edge = np.concatenate([(1 - t) * a + t * b for a, b in pairwise(corners)])
    g = objective.gradient(edge)
    angle = np.arctan2(g[:, 1], g[:, 0])
    turns = np.diff(np.append(angle, angle[0]))
    turning = np.sum((turns + PI) % (2 * PI) - PI) / (2 * PI)
    sign = {"minimum": 1, "maximum": 1, "saddle": -1}
    assert sum(sign[p.kind] for p in objective.critical_points) == round(turning) == pytest.approx(turning, abs=1e-9)


@pytest.mark.parametrize("name", registry.names("objective"))
def test_is_finite_everywhere_on_the_domain(name: str) -> None:
    """Also on the lines where kinks are: a grid with a line through every whole number or multiple of π."""
    objective = make(name).smooth  # the indicator of a set is infinite outside of it by definition
    axes = []
    for low, high in objective.domain[:2]:
        marks = np.concatenate([np.arange(-1000.0, 1001.0), PI * np.arange(-100, 101) / 2])
        kept = marks[(marks >= low) & (marks <= high)][:400]
        axes.append(np.concatenate([np.linspace(low, high, 61), kept]))
    x = np.stack(np.meshgrid(*axes), axis=-1)
    x = x.reshape(-1, len(axes))
    for of in (objective.value, objective.gradient, objective.hessian):
        assert np.all(np.isfinite(of(x)))


@pytest.mark.parametrize("name", ["bukin_6", "cross_in_tray", "holder_table", "eggholder"])
def test_kinked_functions_are_stress_tests_and_say_so(name: str) -> None:
    objective = make(name)
    assert objective.group == "stress"
    assert not objective.is_smooth


def test_on_a_kink_the_gradient_is_the_mean_of_its_two_sides() -> None:
    n = np.array([1e-7, 0.0])
    for name, x in (("holder_table", (0.0, 0.7)), ("bukin_6", (-10.0, -1.0))):
        objective, here = make(name), np.array(x)
        sides = objective.gradient(np.stack([here - n, here + n]))
        assert np.linalg.norm(sides[1] - sides[0]) > 0.01
        np.testing.assert_allclose(objective.gradient(here), np.mean(sides, axis=0), atol=1e-5)
    bukin = make("bukin_6")
    np.testing.assert_allclose(bukin.gradient(np.array([-8.0, 0.64])), [0.01, 0.0], atol=1e-12)


def test_there_are_thirty_functions_of_two_variables() -> None:
    two = [name for name in registry.names("objective") if make(name).dim == 2]
    assert len(two) >= 30
