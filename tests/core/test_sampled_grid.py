"""Values on a grid: the spline through them, its derivatives, holes, and what the objective makes of it."""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import replace

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from core.arrays import Array
from core.experiment import Experiment, Run
from core.grid import FEWEST, MOST, Grid, GridError
from core.objectives.sampled_grid import DataMissing, SampledGrid, provide
from core.optimizers.gradient_descent import GradientDescent
from core.params import ParameterError
from core.record import Recorder
from core.simulate import simulate
from core.spline import Bicubic, slopes
from core.words import CoreError
from tests.core.derivatives import central_difference, complex_step

RNG = np.random.default_rng(7)
ALL = ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))


def knots(n: int, low: float = -1.0, high: float = 2.0) -> Array:
    """An uneven axis: steps differ by up to a factor of 4."""
    steps = RNG.uniform(0.5, 2.0, n - 1)
    return low + (high - low) * np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()


def opened(x: Array, y: Array, f: Array, **fields: object) -> SampledGrid:
    name = hashlib.sha256(np.ascontiguousarray(f).tobytes() + x.tobytes() + y.tobytes()).hexdigest()
    provide(name, {"f": Grid.of(x, y, f)})
    return SampledGrid("f.npz", name, **fields)  # type: ignore[arg-type]


def inside(objective: SampledGrid, n: int) -> Array:
    low, high = np.array(objective.domain).T
    return RNG.uniform(low, high, (n, 2))


def cubic(coefficients: Array, x: Array, y: Array, i: int = 0, j: int = 0) -> Array:
    """∂^(i+j) of Σ c_ab x^a y^b."""
    p = np.polynomial.polynomial
    c = p.polyder(coefficients, i, axis=0) if i else coefficients
    c = p.polyder(c, j, axis=1) if j else c
    return p.polyval2d(*np.broadcast_arrays(x, y), c)


# ---------------------------------------------------------------- the spline


@pytest.mark.parametrize("n", [4, 5, 6, 17])
def test_slopes_are_those_of_the_not_a_knot_spline_of_scipy(n: int) -> None:
    x, f = knots(n), RNG.normal(size=(n, 600))
    np.testing.assert_allclose(slopes(x, f), CubicSpline(x, f).derivative()(x), rtol=1e-9, atol=1e-9)


def test_each_run_between_holes_has_a_spline_of_its_own() -> None:
    x = knots(20)
    f = RNG.normal(size=(20, 1))
    f[[6, 8, 11, 15], 0] = np.nan  # runs of 6, 1, 2, 3 and 4
    s = slopes(x, f)[:, 0]
    np.testing.assert_allclose(s[:6], CubicSpline(x[:6], f[:6, 0]).derivative()(x[:6]), rtol=1e-9)
    assert np.isnan(s[7])
    np.testing.assert_allclose(s[9:11], (f[10, 0] - f[9, 0]) / (x[10] - x[9]))
    parabola = np.polynomial.Polynomial.fit(x[12:15], f[12:15, 0], 2)
    np.testing.assert_allclose(s[12:15], parabola.deriv()(x[12:15]), rtol=1e-9)
    np.testing.assert_allclose(s[16:], CubicSpline(x[16:], f[16:, 0]).derivative()(x[16:]), rtol=1e-9)
    assert np.isnan(s[[6, 8, 11, 15]]).all()


@pytest.mark.parametrize("shape", [(4, 4), (9, 5), (30, 41)])
def test_a_bicubic_polynomial_is_its_own_spline_up_to_the_edges(shape: tuple[int, int]) -> None:
    x, y, c = knots(shape[0]), knots(shape[1]), RNG.normal(size=(4, 4))
    spline = Bicubic.through(x, y, cubic(c, x[None], y[:, None]))
    points = RNG.uniform(-1.0, 2.0, (500, 2))
    for (i, j), found in zip(ALL, spline.derivatives(points, ALL), strict=True):
        np.testing.assert_allclose(found, cubic(c, *points.T, i, j), rtol=1e-8, atol=1e-8)


def test_a_bicubic_polynomial_survives_a_hole() -> None:
    x, y, c = knots(16), knots(14), RNG.normal(size=(4, 4))
    f = cubic(c, x[None], y[:, None])
    f[6:8, 7:9] = np.nan
    points = RNG.uniform(-1.0, 2.0, (4000, 2))
    (found,) = Bicubic.through(x, y, f).derivatives(points, ((0, 0),))
    u, v = points.T
    beside = (u >= x[6]) & (u <= x[9]) & (v >= y[5]) & (v <= y[8])
    assert beside.sum() > 50
    np.testing.assert_array_equal(np.isnan(found), beside)
    np.testing.assert_allclose(found[~beside], cubic(c, u, v)[~beside], rtol=1e-8, atol=1e-8)


def test_the_error_falls_with_the_fourth_the_third_and_the_second_power_of_the_step() -> None:
    def f(x: Array, y: Array) -> Array:
        return np.sin(2 * x + 1) * np.exp(y / 2)

    points = RNG.uniform(-1.0, 1.0, (3000, 2))
    u, v = points.T
    truth = {(0, 0): f(u, v), (1, 0): 2 * np.cos(2 * u + 1) * np.exp(v / 2), (2, 0): -4 * f(u, v), (0, 2): f(u, v) / 4}
    errors = []
    for n in (33, 65, 129):
        x = np.linspace(-1, 1, n)
        found = Bicubic.through(x, x, f(x[None], x[:, None])).derivatives(points, tuple(truth))
        errors.append([np.max(np.abs(a - b)) for a, b in zip(found, truth.values(), strict=True)])
    for row, next_row in itertools.pairwise(errors):
        orders = np.log2(np.array(row) / np.array(next_row))
        assert np.all(orders > np.array([3.6, 2.6, 1.7, 1.7])), orders


def test_value_gradient_and_hessian_go_on_across_the_cells() -> None:
    x, y = knots(12), knots(9)
    spline = Bicubic.through(x, y, RNG.normal(size=(9, 12)))
    v = RNG.uniform(-1, 2, (11, 10))
    eps = 1e-10
    for points, step in (
        (np.stack([np.broadcast_to(x[:11, None], (11, 10)), v], -1)[1:], [eps, 0]),
        (np.stack([v[:8], np.broadcast_to(y[:8, None], (8, 10))], -1)[1:], [0, eps]),
    ):
        for before, after in zip(
            spline.derivatives(points - step, ALL), spline.derivatives(points + step, ALL), strict=True
        ):
            np.testing.assert_allclose(before, after, rtol=1e-5, atol=1e-4)


def test_a_number_does_not_depend_on_those_beside_it() -> None:
    x, y = knots(12), knots(9)
    spline = Bicubic.through(x, y, RNG.normal(size=(9, 12)))
    points = RNG.uniform(-1, 2, (257, 2))
    together = spline.derivatives(points, ALL)
    for k in range(0, 257, 16):
        alone = spline.derivatives(points[k : k + 1], ALL)
        assert [a[0] for a in alone] == [t[k] for t in together]


# ---------------------------------------------------------------- the objective


@pytest.mark.parametrize("fields", [{}, {"log": True}], ids=str)
def test_derivatives_are_those_of_the_value(fields: dict[str, object]) -> None:
    x, y = knots(14), knots(11)
    objective = opened(x, y, np.exp(RNG.normal(size=(11, 14))), **fields)
    points = inside(objective, 300)
    gradient, hessian = objective.gradient(points), objective.hessian(points)
    np.testing.assert_allclose(gradient, complex_step(objective.value, points), rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(hessian, complex_step(objective.gradient, points), rtol=1e-9, atol=1e-9)
    value, again = objective.value_gradient(points)
    np.testing.assert_array_equal(value, objective.value(points))
    np.testing.assert_array_equal(gradient, again)


def test_the_knots_keep_their_values_and_their_logarithms() -> None:
    x, y = knots(8), knots(6)
    f = np.exp(8 * RNG.normal(size=(6, 8)))  # from 1e-8 to 1e8: a spline of f itself would fall below 0
    at = np.stack(np.meshgrid(x, y), -1)
    np.testing.assert_allclose(opened(x, y, f).value(at), f, rtol=1e-12)
    log = opened(x, y, f, log=True)
    np.testing.assert_allclose(log.value(at), np.log(f), rtol=1e-12)
    assert np.isfinite(log.value(inside(log, 2000))).all()


def test_clip_cuts_flat_at_the_percentile_and_leaves_the_rest() -> None:
    x = np.linspace(-1, 1, 41)
    f = x[None] ** 2 + x[:, None] ** 2
    whole, cut = opened(x, x, f), opened(x, x, f, clip=80.0)
    points = inside(cut, 2000)
    c = cut.ceiling
    assert np.mean(f < c) == pytest.approx(0.8, abs=0.01)
    above = whole.value(points) >= c
    assert 0 < above.sum() < len(points)
    np.testing.assert_array_equal(cut.value(points), np.minimum(whole.value(points), c))
    np.testing.assert_array_equal(cut.gradient(points), np.where(above[:, None], 0.0, whole.gradient(points)))
    np.testing.assert_array_equal(cut.hessian(points), np.where(above[:, None, None], 0.0, whole.hessian(points)))
    near = points[np.abs(whole.value(points) - c) > 1e-3]
    np.testing.assert_allclose(cut.gradient(near), central_difference(cut.value, near), atol=1e-6)
    assert not cut.is_smooth
    assert whole.is_smooth


def test_cutting_and_taking_logarithms_commute() -> None:
    x, y = knots(20), knots(20)
    f = np.exp(RNG.normal(size=(20, 20)))
    assert opened(x, y, f, log=True, clip=70.0).ceiling == np.log(opened(x, y, f, clip=70.0).ceiling)


def test_outside_of_the_rectangle_nothing_is_known_and_a_run_ends_there() -> None:
    x = np.linspace(0.0, 1.0, 9)
    objective = opened(x, x, np.broadcast_to(x, (9, 9)).copy())  # a plain slope, down to x = 0 and over the edge
    outside = np.array([[-1e-9, 0.5], [1.1, 0.5], [0.5, -0.1], [0.5, 1.0 + 1e-9], [np.nan, 0.5]])
    assert np.isnan(objective.value(outside)).all()
    assert np.isnan(objective.gradient(outside)).all()
    assert np.isfinite(objective.value(np.array([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]]))).all()
    experiment = Experiment(objective, (Run(GradientDescent(lr=0.05)),), (0.52, 0.5))
    recorder = Recorder(experiment)
    for chunk in simulate(experiment):
        recorder.add(chunk)
    (run,) = recorder.trajectories()
    assert run.steps == 11  # x falls by 0.05 a step: the 11th lands at −0.03
    assert "no finite value where the run has come" in str(run.stop)


def test_the_start_lies_in_a_cell_without_holes() -> None:
    x = np.linspace(-1, 1, 21)
    f = 1 + x[None] ** 2 + x[:, None] ** 2
    f[:12] = np.nan
    objective = opened(x, x, f)
    assert np.isfinite(objective.value(np.array(objective.start)))
    assert objective.start[1] > x[12]
    assert objective.holes == 12 * 21
    assert not objective.is_smooth


def test_values_of_zero_and_less_are_holes_of_the_logarithm() -> None:
    x = np.linspace(-1, 1, 11)
    f = np.broadcast_to(x, (11, 11)).copy()
    log = opened(x, x, f, log=True)
    assert np.isnan(log.value(np.array([-0.5, 0.0])))
    assert log.value(np.array([0.5, 0.0])) == pytest.approx(np.log(0.5), abs=0.01)
    with pytest.raises(GridError, match=r"ln f must have a number at all four corners of at least one cell, got 0"):
        replace(opened(x, x, -1 - x[None] ** 2 - x[:, None] ** 2), log=True)


def test_a_falling_axis_is_turned_round() -> None:
    x, y, f = knots(9), knots(7), RNG.normal(size=(7, 9))
    straight, turned = Grid.of(x, y, f), Grid.of(x[::-1], y[::-1], f[::-1, ::-1])
    for name in ("x", "y", "f"):
        np.testing.assert_array_equal(getattr(straight, name), getattr(turned, name))


AXIS = np.linspace(0.0, 1.0, 5)
SQUARE = np.ones((5, 5))


@pytest.mark.parametrize(
    ("x", "y", "f", "sentence"),
    [
        (AXIS[:3], AXIS, SQUARE, f"x must be {FEWEST} to {MOST} numbers, got 3"),
        (np.linspace(0, 1, 4097), AXIS, SQUARE, f"x must be {FEWEST} to {MOST} numbers, got 4097"),
        (AXIS, SQUARE, SQUARE, f"y must be {FEWEST} to {MOST} numbers, got an array of 2 dimensions"),
        (AXIS, np.array([0, 1, np.nan, 3, 4.0]), SQUARE, "y must be finite numbers, got nan at place 3"),
        (AXIS, np.array([0, 1, 1, 3, 4.0]), SQUARE, "y must rise or fall all the way, got 1 before 1 at place 3"),
        (AXIS, np.array([4, 3, 3.5, 2, 1.0]), SQUARE, "y must rise or fall all the way, got 3 before 3.5 at place 3"),
        (AXIS, AXIS, np.ones((5, 4)), "f must be 5 rows (one for each y) of 5 numbers (one for each x), got 5 × 4"),
        (AXIS, AXIS, np.nan * SQUARE,
         "f must have a number at all four corners of at least one cell, got 0 usable values of 25"),
    ],
)  # fmt: skip
def test_a_bad_grid_is_told_in_one_sentence(x: Array, y: Array, f: Array, sentence: str) -> None:
    with pytest.raises(GridError) as caught:
        Grid.of(x, y, f)
    assert str(caught.value) == sentence


def test_the_recipe_is_checked() -> None:
    with pytest.raises(DataMissing, match=r"“resnet\.h5” \(sha256 abababab…\)"):
        SampledGrid("resnet.h5", "ab" * 32)
    with pytest.raises(ParameterError, match="sha256 must be 64 hexadecimal digits"):
        SampledGrid("a.npz", "AB" * 32)
    objective = opened(AXIS, AXIS, np.eye(5))
    with pytest.raises(ParameterError, match="quantity must be one of f, got 'g'"):
        replace(objective, quantity="g")
    for name in ("../a.npz", "a\\b.npz", "..", "a\0"):
        with pytest.raises(ParameterError, match="file must be a file's name without folder"):
            replace(objective, file=name)
    assert replace(objective, quantity="f").value(np.array([0.3, 0.4])) == objective.value(np.array([0.3, 0.4]))
    assert hash(objective) == hash(replace(objective))
    with pytest.raises(CoreError):
        replace(objective, clip=0.0)
