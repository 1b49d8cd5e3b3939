"""The order of finish, the cobweb, and slices."""

from __future__ import annotations

import numpy as np
import pytest

from core import registry
from core.cobweb import cobweb, map_curve, tangent
from core.experiment import Experiment, Run
from core.race import Ranking, rank
from core.simulate import run_all
from core.slice1d import Slice1D
from core.stopping import Stopping
from core.trajectory import Trajectory
from core.words import CoreError


def parabola_runs(*rates: float, start: float = 1.0) -> tuple[Trajectory, ...]:
    """f = ½x²: x_k = (1 − α)^k."""
    runs = tuple(Run(registry.create("optimizer", "gradient_descent", lr=lr), ((start,),)) for lr in rates)
    f = registry.create("objective", "parabola_1d")
    return run_all(Experiment(f, runs, stopping=Stopping(gradient_eps=1e-9, max_steps=60, bound=1e3)))


def order(ranking: Ranking) -> list[tuple[int, int]]:
    return [(s.index, s.rank) for s in ranking.standings]


def test_by_value_after_k_steps_diverged_last_and_ties_share_a_rank() -> None:
    trajectories = parabola_runs(0.1, 3.0, 0.5, 1.5, 0.9)  # 0.5 and 1.5 halve |x| alike; 3.0 doubles it
    result = rank(trajectories, "value", after=5, f_star=0.0)
    assert order(result) == [(4, 1), (2, 2), (3, 2), (0, 4), (1, 5)]
    assert result.standings[0].score == pytest.approx(0.5 * 0.1**10)
    assert result.standings[-1].diverged is False  # it had not yet passed the bound
    late = rank(trajectories, "value", after=50, f_star=0.0)
    assert late.standings[-1].index == 1
    assert late.standings[-1].diverged
    assert late.standings[-1].score is None


def test_a_run_that_stopped_earlier_is_judged_at_its_end() -> None:
    trajectories = parabola_runs(1.0, 0.5)
    assert trajectories[0].steps == 1
    assert order(rank(trajectories, after=40, f_star=0.0))[0] == (0, 1)


def test_by_steps_to_a_tolerance() -> None:
    """½ 0.5^{2k} <= 1e-4 first at k = 7; 0.9: ½ 0.81^k at k = 41; 0.99^k not within 60 steps."""
    result = rank(parabola_runs(0.01, 0.1, 0.5, 3.0), "steps", tolerance=1e-4, f_star=0.0)
    assert [(s.index, s.rank, s.score) for s in result.standings] == [
        (2, 1, 7.0),
        (1, 2, 41.0),
        (0, 3, None),
        (3, 4, None),
    ]
    assert [s.diverged for s in result.standings] == [False, False, False, True]


def test_evaluations_rank_otherwise_than_steps() -> None:
    f = registry.create("objective", "rosenbrock")
    runs = tuple(
        Run(registry.create("optimizer", m)) for m in ("gradient_descent_exact", "gradient_descent_backtracking")
    )
    trajectories = run_all(Experiment(f, runs, stopping=Stopping(max_steps=5000)))
    by_gradients = rank(trajectories, "gradient_evaluations", tolerance=1e-1, f_star=0.0)
    by_values = rank(trajectories, "function_evaluations", tolerance=1e-1, f_star=0.0)
    for result, counts in ((by_gradients, "gradients"), (by_values, "values")):
        for s in result.standings:
            t = trajectories[s.index]
            k = int(np.flatnonzero(t.f <= 1e-1)[0])
            assert s.score == getattr(t, counts)[k]
    assert order(by_gradients)[0] == (1, 1)


def test_without_a_known_minimum_the_best_seen_stands_in_and_says_so() -> None:
    trajectories = parabola_runs(0.1, 0.5)
    result = rank(trajectories)
    assert result.best_seen
    assert result.f_star == min(t.f.min() for t in trajectories)
    assert result.standings[0].gap == 0
    assert not rank(trajectories, f_star=0.0).best_seen
    assert rank(()).standings == ()


def test_the_cobweb_climbs_between_curve_and_diagonal() -> None:
    f = registry.create("objective", "double_well_1d")
    run = Run(registry.create("optimizer", "gradient_descent", lr=0.4), ((1.7,),))
    xs = run_all(Experiment(f, (run,), stopping=Stopping(max_steps=9)))[0].x[:, 0]
    points = cobweb(xs)
    assert points.shape == (2 * len(xs) - 1, 2)
    np.testing.assert_array_equal(points[0::2, 0], points[0::2, 1])
    np.testing.assert_allclose(points[1::2, 1], map_curve(f, points[1::2, 0], 0.4), rtol=1e-14)
    moves = np.diff(points, axis=0)
    assert np.all((moves[0::2, 0] == 0) & (moves[1::2, 1] == 0))  # up or down to the curve, across to the diagonal
    assert cobweb(xs[:1]).tolist() == [[1.7, 1.7]]


def test_the_tangent_touches_and_the_error_is_quadratic() -> None:
    f = registry.create("objective", "double_well_1d")
    for h in (1e-2, 1e-3):
        x = np.array([0.7, 0.7 + h])
        line = tangent(f, 0.7, x)
        assert line[0] == f.value(np.array([0.7]))
        curvature = f.hessian(np.array([0.7]))[0, 0]
        assert f.value(x[1:, None])[0] - line[1] == pytest.approx(0.5 * curvature * h**2, rel=10 * h)


def test_a_slice_has_the_derivatives_of_the_line() -> None:
    f = registry.create("objective", "himmelblau")
    cut = Slice1D(f, (0.5, -1.0), (2.0, 1.0))
    s = np.linspace(-1, 1, 7)[:, None]
    np.testing.assert_array_equal(cut.value(s), f.value(np.array([0.5, -1.0]) + s * np.array([2.0, 1.0])))
    step = s + 1e-20j
    np.testing.assert_allclose(cut.gradient(s)[:, 0], np.imag(cut.value(step)) / 1e-20, rtol=1e-12)
    np.testing.assert_allclose(cut.hessian(s)[:, 0, 0], np.imag(cut.gradient(step)[:, 0]) / 1e-20, rtol=1e-12)


def test_the_slice_at_fixed_y_has_x_for_its_variable() -> None:
    f = registry.create("objective", "rosenbrock")
    cut = Slice1D(f, (0.0, 0.8), (1.0, 0.0))
    assert cut.domain == (f.domain[0],)
    assert cut.start == (f.start[0],)
    t = run_all(Experiment(cut, (Run(registry.create("optimizer", "gradient_descent_exact")),)))[0]
    assert t.stop is not None
    assert (t.stop.rule, t.stop.verdict) == ("gradient", "minimum")
    assert not Slice1D(registry.create("objective", "ackley"), (0.0, 0.0), (1.0, 0.0)).is_smooth


@pytest.mark.parametrize(("origin", "direction"), [((0.0,), (1.0, 0.0)), ((0.0, 0.0), (0.0, 0.0))])
def test_a_slice_that_is_none_is_refused(origin: tuple[float, ...], direction: tuple[float, ...]) -> None:
    with pytest.raises(CoreError, match=r"origin|direction"):
        Slice1D(registry.create("objective", "rosenbrock"), origin, direction)
