"""Facts about every registered objective, and about each family's own truth."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core import registry
from core.arrays import Array
from core.objectives.base import Objective
from core.params import params_of
from core.words import CoreError
from tests.core.derivatives import central_difference, complex_step

UNKNOWN = ("own", "network")  # typed formulas and slices of networks: nothing is claimed of their minima
SETTINGS = settings(max_examples=25, deadline=None, derandomize=True)

# Default fields of every class, and more that reach other branches.
VARIANTS: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in registry.names("objective")),
    ("quadratic", {"kappa": 1.0}),
    ("quadratic", {"kappa": 1e4, "angle": -117.0, "center_x": 2.0, "center_y": -3.0, "largest": 0.1}),
    ("quadratic", {"kappa": 50.0, "dim": 7, "center_x": 1.0}),
    ("quadratic_form", {"Q": ((3.0,),), "b": (1.0,)}),
    ("quadratic_form", {"Q": ((1.0, 2.0, 0.0), (2.0, -1.0, 0.5), (0.0, 0.5, 4.0)), "b": (1.0, 0.0, -2.0)}),
    ("quadratic_form", {"Q": ((1.0, 1.0), (1.0, 1.0)), "b": (2.0, 2.0)}),
    ("quadratic_form", {"Q": ((-1.0, 0.0), (0.0, -2.0)), "b": (1.0, 1.0)}),
    ("rosenbrock", {"a": -0.5, "b": 7.0}),
    ("flat_and_sharp_wells", {"depth_difference": 3.0, "sharp_curvature": 100.0, "smoothing": 1.0}),
    ("flat_and_sharp_wells", {"sharp_curvature": 2.0, "flat_curvature": 2.0, "separation": 3.0}),
    ("flat_and_sharp_wells", {"sharp_curvature": 1.0, "flat_curvature": 5.0, "depth_difference": -2.0}),
    ("flat_and_sharp_wells", {"sharp_curvature": 1.0, "flat_curvature": 0.5, "separation": 0.5, "smoothing": 5.0}),
    ("logistic_plateau", {"weight_decay": 1e-5}),
    ("logistic_plateau", {"weight_decay": 1.0}),
    ("double_well_1d", {"tilt": 0.0}),
    ("double_well_1d", {"tilt": -1.5}),
    ("parabola_1d", {"h": 0.03}),
    ("huber", {"delta": 0.2, "kappa": 30.0}),
    ("bent_ravine", {"kappa": 500.0, "width": 0.02}),
    ("bent_ravine", {"kappa": 2.0, "width": 10.0}),
    ("cliff", {"height": 0.0}),
    ("cliff", {"height": 10.0, "width": 0.5}),
    ("least_squares", {"data": "own"}),
    ("least_squares", {"data": "features", "kappa": 1e4, "noise": 0.0}),
    ("least_squares", {"samples": 4, "noise": 20.0, "weight_decay": 2.0}),
    ("logistic_regression", {"data": "own"}),
    ("logistic_regression", {"samples": 7, "separation": 20.0, "weight_decay": 1e-6}),
    ("robust_regression", {"data": "own", "width": 0.2}),
    ("robust_regression", {"kappa": 100.0, "outliers": 0.5, "noise": 2.0, "weight_decay": 0.01}),
    ("lasso", {"center_x": -2.0, "center_y": 2.0, "kappa": 1.0, "penalty": 0.1}),
    ("lasso", {"penalty": 20.0}),
    ("ridge", {"penalty": 0.0, "kappa": 300.0, "largest": 20.0}),
    ("elastic_net", {"center_x": 50.0, "kappa": 1e4, "penalty": 1e-3}),
    ("group_lasso", {"penalty": 5.0}),
    ("box_constrained", {"half_x": 5.0, "half_y": 3.0}),
    ("box_constrained", {"center_x": -3.0, "center_y": -4.0, "half_y": 0.5, "kappa": 1.0}),
    ("ball_constrained", {"radius": 6.0, "kappa": 100.0}),
]
OBJECTIVES = [pytest.param(registry.create("objective", i, **f), id=f"{i}-{f}" if f else i) for i, f in VARIANTS]
every = pytest.mark.parametrize("objective", OBJECTIVES)
seeds = st.integers(0, 2**32 - 1)


def points(objective: Objective, seed: int, n: int) -> Array:
    """Random points of the domain, (n, d)."""
    low, high = np.array(objective.domain).T
    return np.random.default_rng(seed).uniform(low, high, (n, objective.dim))


# What vanishes on the kinks of f, or where its second derivative jumps: one column each, (n, k).
KINKS: dict[str, Callable[[Any, Array], Array]] = {
    "ackley": lambda f, x: np.linalg.norm(x, axis=-1, keepdims=True),
    "huber": lambda f, x: np.abs(x) - f.delta,
    "lessard_recht_packard": lambda f, x: x - np.array([1.0, 2.0]),
    "schwefel": lambda f, x: x,
    "bukin_6": lambda f, x: np.stack([x[:, 1] - 0.01 * x[:, 0] ** 2, x[:, 0] + 10], axis=-1),
    "cross_in_tray": lambda f, x: np.sin(x),
    "holder_table": lambda f, x: np.stack(
        [np.sin(x[:, 0]), np.cos(x[:, 1]), 1 - np.linalg.norm(x, axis=-1) / np.pi], axis=-1
    ),
    "eggholder": lambda f, x: np.stack([x[:, 0] / 2 + x[:, 1] + 47, x[:, 0] - x[:, 1] - 47], axis=-1),
    "lasso": lambda f, x: x,
    "elastic_net": lambda f, x: x,
    "group_lasso": lambda f, x: np.linalg.norm(x, axis=-1, keepdims=True),
    # 0 all over the outside, where there is nothing to differentiate
    "box_constrained": lambda f, x: np.maximum([f.half_x, f.half_y] - np.abs(x), 0),
    "ball_constrained": lambda f, x: np.maximum(f.radius - np.linalg.norm(x, axis=-1, keepdims=True), 0),
}


def smooth_points(objective: Objective, seed: int, n: int) -> Array:
    """Such points away from the kinks."""
    if objective.is_smooth:
        return points(objective, seed, n)
    x = points(objective, seed, 40 * n)
    width = 0.05 if np.ptp(objective.domain) < 100 else 5.0
    kept: Array = x[np.min(np.abs(KINKS[objective.id](objective, x)), axis=-1) > width]
    return kept[:n]


def test_the_issue_s_objectives_are_all_there() -> None:
    wanted = [
        "quadratic",
        "quadratic_form",
        "saddle",
        "monkey_saddle",
        "degenerate_saddle",
        "saddle_between_minima",
        "himmelblau",
        "six_hump_camel",
        "styblinski_tang",
        "rastrigin",
        "ackley",
        "flat_and_sharp_wells",
        "rosenbrock",
        "beale",
        "booth",
        "matyas",
        "logistic_plateau",
        "parabola_1d",
        "double_well_1d",
    ]
    assert set(wanted) <= set(registry.names("objective"))


@every
def test_states_its_own_truth(objective: Objective) -> None:
    assert objective.label
    assert objective.formula
    assert objective.source
    assert objective.group in {"convex", "saddle", "minima", "valley", "stress", "composite", "data", "own", "network"}
    assert len(objective.domain) == len(objective.start) == objective.dim
    assert all(low < high for low, high in objective.domain)
    assert all(low <= s <= high for (low, high), s in zip(objective.domain, objective.start, strict=True))
    assert np.isfinite(objective.value(np.array(objective.start)))
    copy = pickle.loads(pickle.dumps(objective))
    assert copy == objective
    assert hash(copy) == hash(objective)


@every
@given(seed=seeds)
@SETTINGS
def test_gradient_is_the_derivative_of_the_value(objective: Objective, seed: int) -> None:
    x = smooth_points(objective, seed, 8)
    g = objective.gradient(x)
    scale = 1 + np.max(np.abs(g))
    # The formulas are analytic away from the kinks, so the complex step serves there too.
    np.testing.assert_allclose(g, complex_step(objective.value, x), rtol=1e-11, atol=1e-12 * scale)
    if not objective.is_smooth:
        np.testing.assert_allclose(g, central_difference(objective.value, x), rtol=1e-6, atol=1e-6 * scale)


@every
@given(seed=seeds)
@SETTINGS
def test_hessian_is_the_derivative_of_the_gradient_and_symmetric(objective: Objective, seed: int) -> None:
    x = smooth_points(objective, seed, 8)
    h = objective.hessian(x)
    assert h.shape == (*x.shape, objective.dim)
    np.testing.assert_array_equal(h, np.swapaxes(h, -1, -2))
    scale = 1 + np.max(np.abs(h))
    np.testing.assert_allclose(h, complex_step(objective.gradient, x), rtol=1e-10, atol=1e-12 * scale)
    p = points(objective, seed + 1, len(x))
    np.testing.assert_allclose(objective.hvp(x, p), (h @ p[..., None])[..., 0], rtol=1e-10, atol=1e-10 * scale)


@every
@given(seed=seeds, n=st.integers(1, 40))
@SETTINGS
def test_a_row_does_not_depend_on_the_rows_beside_it(objective: Objective, seed: int, n: int) -> None:
    x = points(objective, seed, 2 * n)
    cube = x.reshape(2, n, objective.dim)
    fortran = np.asfortranarray(x)
    for of in (objective.value, objective.gradient, objective.hessian, lambda y: objective.hvp(y, y)):
        whole = of(x)
        np.testing.assert_array_equal(of(cube).reshape(whole.shape), whole)
        np.testing.assert_array_equal(of(fortran), whole)
        np.testing.assert_array_equal(np.stack([of(row) for row in x]), whole)
        np.testing.assert_array_equal(of(x[: n + 1]), whole[: n + 1])
    value, gradient = objective.value_gradient(x)
    assert value.shape == (2 * n,)
    assert gradient.shape == x.shape
    np.testing.assert_array_equal(value, objective.value(x))
    np.testing.assert_array_equal(gradient, objective.gradient(x))
    one, slope = objective.value_gradient(x[0])
    assert np.shape(one) == ()
    np.testing.assert_array_equal(one, value[0])
    np.testing.assert_array_equal(slope, gradient[0])


@every
def test_nothing_is_raised_far_away(objective: Objective) -> None:
    with np.errstate(all="ignore"):
        far = np.full((3, objective.dim), 1e200) * np.array([[1.0], [-1.0], [np.nan]])
        value, gradient = objective.value_gradient(far)
    assert value.shape == (3,)
    assert gradient.shape == far.shape


@every
def test_whole_numbers_are_real_ones_and_other_dimensions_are_told(objective: Objective) -> None:
    whole: Any = np.array([[1, 2], [-1, 0], [2, 1]])[:, :1].repeat(objective.dim, axis=1) + np.arange(objective.dim) % 2
    x, p = whole.astype(np.float64), np.ones_like(whole)

    def found(of: Any) -> list[Array]:
        value, gradient = objective.value_gradient(of)
        return [value, gradient, objective.value(of), objective.gradient(of), objective.hessian(of),
                objective.hvp(of, p), objective.prox(of, 0.5)]  # fmt: skip

    for one, other in zip(found(whole), found(x), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(objective.gradient(whole.tolist()), objective.gradient(x))
    wrong = np.ones((4, objective.dim + 1))
    for of in (objective.value, objective.gradient, objective.hessian):
        with pytest.raises(CoreError, match=r"x must be points \(\.\.\., \d+\), got an array of shape"):
            of(wrong)


@every
def test_input_is_left_alone(objective: Objective) -> None:
    x = points(objective, 0, 4)
    x.flags.writeable = False
    objective.value_gradient(x)
    objective.hessian(x)


def on_a_kink(objective: Objective, x: Array) -> bool:
    """Whether ``x`` (d,) lies on a kink, where the Hessian says nothing."""
    return not objective.is_smooth and bool(np.any(np.abs(KINKS[objective.id](objective, x[None])) < 1e-9))


@every
def test_critical_points_are_critical_and_of_their_kind(objective: Objective) -> None:
    for point in objective.critical_points:
        x = np.array(point.x)
        assert point.value == objective.value(x)
        scale = 1 + float(np.max(np.abs(objective.hessian(x))))
        assert np.linalg.norm(objective.gradient(x)) <= 1e-12 * scale
        e = np.linalg.eigvalsh(objective.hessian(x))
        singular_form = objective.is_quadratic and np.min(np.abs(e)) < 1e-9
        if point.kind == "degenerate":
            assert np.min(np.abs(e)) < 1e-9
        elif singular_form:
            assert np.all(e > -1e-9) if point.kind == "minimum" else np.any(e < 0)
        elif point.kind == "minimum" and (e[0] < 1e-9 * scale or on_a_kink(objective, x)):
            turn = np.linspace(0, 2 * np.pi, 60)
            around = x + 1e-4 * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
            assert np.all(objective.value(around) > point.value)
            assert e[0] > -1e-9 * scale or on_a_kink(objective, x)
        else:
            expected = "minimum" if e[0] > 0 else "maximum" if e[-1] < 0 else "saddle"
            assert point.kind == expected


@every
def test_critical_points_are_told_once_and_in_the_domain(objective: Objective) -> None:
    found = np.array([p.x for p in objective.critical_points])
    if len(found) == 0:
        return
    low, high = np.array(objective.domain).T
    assert np.all((found >= low) & (found <= high))
    distance = np.linalg.norm(found[:, None] - found[None], axis=-1) + np.eye(len(found))
    assert np.min(distance) > 1e-3


@every
def test_newton_from_everywhere_finds_no_other_minimum(objective: Objective) -> None:
    """Also no other saddle or maximum, where the objective claims to list them."""
    listed = np.array([p.x for p in objective.critical_points]).reshape(-1, objective.dim)
    if objective.lists == "lowest":
        return
    lists_all = objective.lists == "all"
    low, high = np.array(objective.domain).T
    side = [np.linspace(a, b, 60) for a, b in objective.domain[:2]]
    grid = np.stack(np.meshgrid(*side), axis=-1).reshape(-1, len(side))
    x = grid if objective.dim <= 2 else points(objective, 1, 50)
    with np.errstate(all="ignore"):
        for _ in range(60):
            g, h = objective.gradient(x), objective.hessian(x)
            good = np.all(np.isfinite(x), axis=-1) & (np.abs(np.linalg.det(h)) > 1e-12)
            x, g, h = x[good], g[good], h[good]
            x = x - np.linalg.solve(h, g[..., None])[..., 0]
        x = x[np.all(np.isfinite(x), axis=-1)]
        x = x[np.all((x >= low) & (x <= high), axis=-1)]
        e = np.linalg.eigvalsh(objective.hessian(x))
        settled = np.linalg.norm(objective.gradient(x), axis=-1) < 1e-9 * np.max(np.abs(e), axis=-1)
        regular = np.min(np.abs(e), axis=-1) > 1e-6
    keep = settled & regular & (lists_all | (e[:, 0] > 0))
    if not np.any(keep):
        # no regular critical point at all: every one listed, if any, must be singular or on a kink
        singular = np.abs(np.linalg.det(objective.hessian(listed))) < 1e-12
        assert all(flat or on_a_kink(objective, x) for flat, x in zip(singular, listed, strict=True))
        return
    gaps = np.min(np.linalg.norm(x[keep][:, None] - listed[None], axis=-1), axis=1)
    assert np.max(gaps) < 1e-6


@every
@given(seed=seeds)
@SETTINGS
def test_nothing_in_the_domain_lies_below_the_global_minimum(objective: Objective, seed: int) -> None:
    value = objective.value(points(objective, seed, 500))
    lowest = [p.value for p in objective.global_minima]
    if lowest:
        assert np.min(value) >= lowest[0] - 1e-12 * np.max(np.abs(value))
    else:
        assert not objective.bounded_below or objective.group in UNKNOWN
    if objective.f_star is not None:
        assert objective.f_star == min(lowest)


@every
def test_bounded_functions_without_f_star_go_lower_outside_the_domain(objective: Objective) -> None:
    if objective.f_star is not None or not objective.bounded_below or objective.group in UNKNOWN:
        return
    middle = np.mean(objective.domain, axis=1)
    far = middle + 10 * (points(objective, 5, 400_000) - middle)
    assert np.min(objective.value(far)) < objective.global_minima[0].value


@every
def test_unbounded_objectives_do_go_down_for_ever(objective: Objective) -> None:
    if objective.bounded_below:
        return
    directions = points(objective, 3, 200) - np.mean(objective.domain, axis=1)
    directions = np.concatenate([directions, np.ones((1, objective.dim)), -np.ones((1, objective.dim))])
    with np.errstate(over="ignore"):
        lowest = [float(np.min(objective.value(t * directions))) for t in (1e2, 1e4, 1e6)]
    assert lowest[0] > lowest[1]
    assert lowest[1] > lowest[2] or lowest[1] == -np.inf
    assert lowest[2] < -1e5


@every
@given(seed=seeds)
@SETTINGS
def test_curvature_keeps_between_mu_and_L(objective: Objective, seed: int) -> None:  # noqa: N802
    x = smooth_points(objective, seed, 200)
    e = np.linalg.eigvalsh(objective.hessian(x))
    if objective.L is not None:
        assert np.max(np.abs(e)) <= objective.L * (1 + 1e-12)
    if objective.mu is not None:
        assert objective.mu > 0
        assert np.min(e) >= objective.mu - 1e-12 * np.max(np.abs(e))


@pytest.mark.parametrize("name", registry.names("objective"))
def test_every_field_keeps_its_range(name: str) -> None:
    for field, known in params_of(registry.get("objective", name)).items():
        bad: list[Any] = [float("nan"), None]
        if known.kind != "text":  # any text may be a formula's
            bad.append("nonsense")
        if known.low is not None:
            bad.append(known.low - 1)
        if known.high is not None:
            bad.append(known.high + 1)
        for value in bad:
            with pytest.raises(CoreError, match=rf"^{field} must ") as caught:
                registry.create("objective", name, **{field: value})
            assert caught.value.field == field


class TestQuadratic:
    @given(kappa=st.floats(1, 1e4), angle=st.floats(-180, 180), largest=st.floats(1e-3, 1e3), dim=st.integers(2, 12))
    @SETTINGS
    def test_eigenvalues_and_the_direction_of_the_smallest(
        self, kappa: float, angle: float, largest: float, dim: int
    ) -> None:
        q = registry.create("objective", "quadratic", kappa=kappa, angle=angle, largest=largest, dim=dim)
        e = np.linalg.eigvalsh(q.Q)
        np.testing.assert_allclose(e, np.sort(q.eigenvalues), rtol=1e-9)
        np.testing.assert_allclose(e[::-1], largest * kappa ** (-np.arange(dim) / (dim - 1)), rtol=1e-9)
        assert q.L / q.mu == pytest.approx(kappa)
        v = np.zeros(dim)
        v[:2] = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        np.testing.assert_allclose(q.Q @ v, q.mu * v, atol=1e-12 * largest)

    @given(seed=seeds, dim=st.integers(2, 9), cx=st.floats(-5, 5), cy=st.floats(-5, 5))
    @SETTINGS
    def test_is_its_formula_with_its_minimum_at_the_centre(self, seed: int, dim: int, cx: float, cy: float) -> None:
        q = registry.create("objective", "quadratic", kappa=20.0, dim=dim, center_x=cx, center_y=cy)
        x = points(q, seed, 5)
        formula = 0.5 * np.einsum("ni,ij,nj->n", x, q.Q, x) - x @ q.b
        np.testing.assert_allclose(q.value(x), formula, rtol=1e-10, atol=1e-10)
        c = np.array(q.center)
        np.testing.assert_allclose(q.b, q.Q @ c)
        assert q.f_star == pytest.approx(-0.5 * c @ q.Q @ c)
        assert np.all(q.gradient(c) == 0)
        assert q.value(c) == q.f_star

    def test_a_thousand_dimensions(self) -> None:
        q = registry.create("objective", "quadratic", kappa=1e4, dim=1000)
        x = np.ones((3, 1000))
        assert q.gradient(x).shape == (3, 1000)
        assert q.value(x)[0] == pytest.approx(0.5 * np.sum(q.Q))


class TestQuadraticForm:
    def form(self, Q: Any, b: Any) -> Any:  # noqa: N803
        return registry.create("objective", "quadratic_form", Q=Q, b=b)

    def test_singular_with_b_in_range_has_a_line_of_minima(self) -> None:
        f = self.form(((1.0, 1.0), (1.0, 1.0)), (2.0, 2.0))
        assert f.bounded_below
        assert f.minima == (pytest.approx((1.0, 1.0)),)
        assert f.mu is None
        line = np.array([[1.0 + t, 1.0 - t] for t in (-3.0, 0.5, 2.0)])
        np.testing.assert_allclose(f.value(line), f.f_star)

    def test_singular_with_b_outside_the_range_is_unbounded(self) -> None:
        f = self.form(((1.0, 1.0), (1.0, 1.0)), (1.0, 0.0))
        assert not f.bounded_below
        assert f.critical_points == ()
        assert f.f_star is None

    def test_indefinite_has_a_saddle_and_negative_definite_a_maximum(self) -> None:
        assert self.form(((0.0, 1.0), (1.0, 0.0)), (1.0, 2.0)).critical_points[0].kind == "saddle"
        assert self.form(((-1.0, 0.0), (0.0, -2.0)), (1.0, 1.0)).critical_points[0].kind == "maximum"
        assert self.form(((1.0, 0.0), (0.0, -3.0)), (0.0, 0.0)).L == 3.0

    def test_lists_compare_like_tuples(self) -> None:
        assert self.form([[1, 0], [0, 2]], [0, 1]) == self.form(((1.0, 0.0), (0.0, 2.0)), (0.0, 1.0))

    @pytest.mark.parametrize(
        ("Q", "b", "field"),
        [
            (((1.0, 2.0), (3.0, 1.0)), (0.0, 0.0), "Q"),
            (((1.0, 2.0, 0.0), (2.0, 1.0, 0.0)), (0.0, 0.0), "Q"),
            ((1.0, 2.0), (0.0, 0.0), "Q"),
            (((1.0, 2.0), (2.0,)), (0.0, 0.0), "Q"),
            (((1.0, 0.0), (0.0, 1.0)), (0.0, 0.0, 0.0), "b"),
            (((1.0, 0.0), (0.0, 1.0)), ((0.0, 0.0),), "b"),
            (((1.0, float("inf")), (float("inf"), 1.0)), (0.0, 0.0), "Q"),
        ],
    )
    def test_bad_shapes_are_one_sentence_naming_the_field(self, Q: Any, b: Any, field: str) -> None:  # noqa: N803
        with pytest.raises(CoreError, match=rf"^{field} must ") as caught:
            self.form(Q, b)
        assert caught.value.field == field


class TestKnownMinima:
    """Values that the literature states."""

    @pytest.mark.parametrize(
        ("name", "x", "value"),
        [
            ("himmelblau", (3.0, 2.0), 0.0),
            ("six_hump_camel", (0.0898, -0.7126), -1.0316),
            ("styblinski_tang", (-2.903534, -2.903534), -78.33233),
            ("rastrigin", (0.0, 0.0), 0.0),
            ("ackley", (0.0, 0.0), 0.0),
            ("rosenbrock", (1.0, 1.0), 0.0),
            ("beale", (3.0, 0.5), 0.0),
            ("booth", (1.0, 3.0), 0.0),
            ("matyas", (0.0, 0.0), 0.0),
        ],
    )
    def test_global_minimum(self, name: str, x: tuple[float, ...], value: float) -> None:
        objective = registry.create("objective", name)
        assert objective.f_star == pytest.approx(value, abs=1e-4)
        assert any(np.allclose(m, x, atol=1e-4) for m in objective.minima)
        assert objective.value(np.array(x)) == pytest.approx(value, abs=1e-4)

    @pytest.mark.parametrize(
        ("name", "minima", "all"),
        [("himmelblau", 4, 9), ("six_hump_camel", 6, 15), ("styblinski_tang", 4, 9), ("saddle_between_minima", 2, 3)],
    )
    def test_how_many(self, name: str, minima: int, all: int) -> None:
        objective = registry.create("objective", name)
        assert len(objective.minima) == minima
        assert len(objective.critical_points) == all


def test_ackley_s_tip_is_a_cone_with_gradient_zero_by_convention() -> None:
    ackley = registry.create("objective", "ackley")
    tip = np.zeros(2)
    assert ackley.value(tip) == 0.0
    assert np.all(ackley.gradient(tip) == 0)
    assert np.all(np.isfinite(ackley.hessian(tip)))
    # slope 2√2 in every direction however near: 20 · 0.2 / √2
    for angle in np.linspace(0, 6, 7):
        near = 1e-9 * np.array([np.cos(angle), np.sin(angle)])
        assert np.linalg.norm(ackley.gradient(near)) == pytest.approx(2 * np.sqrt(2), rel=1e-6)


class TestWells:
    @given(sharp=st.floats(5, 1000), flat=st.floats(0.5, 4), depth=st.floats(-1, 1), separation=st.floats(3, 8))
    @SETTINGS
    def test_depth_and_curvature_are_the_ones_asked_for(
        self, sharp: float, flat: float, depth: float, separation: float
    ) -> None:
        f = registry.create(
            "objective",
            "flat_and_sharp_wells",
            sharp_curvature=sharp,
            flat_curvature=flat,
            depth_difference=depth,
            separation=separation,
            smoothing=0.05,
        )
        assert [p.kind for p in f.critical_points] == ["minimum", "saddle", "minimum"]
        left, _, right = f.critical_points
        assert left.value - right.value == pytest.approx(depth, abs=1e-6)
        for point, curvature, side in ((left, flat, -1), (right, sharp, 1)):
            assert point.x[0] == pytest.approx(side * separation / 2, abs=1e-6)
            np.testing.assert_allclose(np.linalg.eigvalsh(f.hessian(np.array(point.x))), curvature, rtol=1e-5)

    @given(
        sharp=st.floats(0.01, 1e4),
        flat=st.floats(0.01, 1e4),
        depth=st.floats(-100, 100),
        separation=st.floats(0.1, 100),
        smoothing=st.floats(0.01, 10),
    )
    @settings(max_examples=150, deadline=None, derandomize=True)
    def test_any_fields_give_a_minimum_below_everything_and_a_true_L(  # noqa: N802
        self, sharp: float, flat: float, depth: float, separation: float, smoothing: float
    ) -> None:
        f = registry.create(
            "objective",
            "flat_and_sharp_wells",
            sharp_curvature=sharp,
            flat_curvature=flat,
            depth_difference=depth,
            separation=separation,
            smoothing=smoothing,
        )
        assert f.minima
        x = points(f, 0, 2000)
        value = f.value(x)
        assert np.min(value) >= f.f_star - 1e-12 * np.max(np.abs(value))
        line = np.stack([np.linspace(-separation, separation, 4001), np.zeros(4001)], axis=-1)
        e = np.linalg.eigvalsh(f.hessian(np.concatenate([x, line])))
        assert np.max(np.abs(e)) <= f.L * (1 + 1e-9)

    def test_L_is_nearly_reached_on_the_ridge(self) -> None:  # noqa: N802
        f = registry.create("objective", "flat_and_sharp_wells")
        side = np.linspace(-4, 4, 801)
        grid = np.stack(np.meshgrid(side, side), axis=-1)
        worst = np.max(np.abs(np.linalg.eigvalsh(f.hessian(grid))))
        assert 0.95 * f.L < worst <= f.L


class TestLogisticPlateau:
    @given(decay=st.floats(1e-5, 1.0))
    @SETTINGS
    def test_its_minimum_is_found_for_every_penalty(self, decay: float) -> None:
        f = registry.create("objective", "logistic_plateau", weight_decay=decay)
        x = np.array(f.minima[0])
        assert np.linalg.norm(f.gradient(x)) < 1e-14
        assert np.linalg.eigvalsh(f.hessian(x))[0] > 0

    def test_is_flat_where_every_point_is_classified_and_a_ramp_where_none_is(self) -> None:
        f = registry.create("objective", "logistic_plateau")
        slope = np.linalg.norm(f.gradient(np.array([[9.0, 9.0], [-6.0, -6.0]])), axis=-1)
        assert slope[0] < 0.02
        assert slope[1] > 0.5


class TestDoubleWell:
    @given(tilt=st.floats(-2, 2))
    @settings(max_examples=200, deadline=None, derandomize=True)
    def test_wells_and_top_for_every_tilt(self, tilt: float) -> None:
        fold = 2 / (3 * np.sqrt(3))
        assume(abs(abs(tilt) - fold) > 1e-9)
        f = registry.create("objective", "double_well_1d", tilt=tilt)
        kinds = [p.kind for p in f.critical_points]
        assert kinds == (["minimum", "maximum", "minimum"] if abs(tilt) < fold else ["minimum"])
        for p in f.critical_points:
            x = np.array(p.x)
            assert abs(f.gradient(x)[0]) < 1e-14 * max(1, abs(x[0]) ** 3)
            assert (f.hessian(x)[0, 0] > 0) == (p.kind == "minimum")


def test_rosenbrock_s_minimum_moves_with_a() -> None:
    for a in (-3.0, -1.0, 0.0, 1.4, 3.0):
        f = registry.create("objective", "rosenbrock", a=a)
        assert f.minima == ((a, a * a),)
        assert all(low <= v <= high for (low, high), v in zip(f.domain, f.minima[0], strict=True))
