"""Where many runs end: the counts are those of the runs one by one, the intervals Wilson's, the sharpness exact."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from core import registry
from core.analysis.ends import (
    DIVERGED,
    ELSEWHERE,
    Tally,
    ends,
    minima_of,
    part_of,
    random_starts,
    throws_dice,
    well_of,
    wilson,
)
from core.analysis.sharpness import ball_volume, flooded, pool, sharpness
from core.batches import Batching
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.simulate import run_all, simulate
from core.stopping import Stopping

WELLS: Objective = registry.create("objective", "flat_and_sharp_wells")


def _race(sigma: float = 2.0, steps: int = 150, **method: float) -> Experiment:
    runs = (
        Run(registry.create("optimizer", "sgd", lr=0.05, **method)),
        Run(registry.create("optimizer", "gradient_descent", lr=0.05)),
        Run(registry.create("optimizer", "heavy_ball", lr=0.05)),
    )
    stopping = Stopping(gradient_on=False, max_steps=steps)
    return Experiment(WELLS, runs, (1.9, 0.6), Noise(sigma, 1), stopping)


def _last(found: Iterator[tuple[Tally, ...] | None]) -> tuple[Tally, ...]:
    out: tuple[Tally, ...] = ()
    for item in found:
        out = item or out
    return out


# Wilson's interval


def test_wilson_is_the_set_of_shares_that_the_score_test_accepts() -> None:
    """(p̂ − p)² = z² p(1 − p)/n at both ends: the equation whose roots they are."""
    z = 1.959963984540054
    for count, n in ((1, 10), (9, 10), (50, 100), (17, 1000), (5000, 10_000)):
        for p in wilson(count, n):
            assert (count / n - p) ** 2 == pytest.approx(z * z * p * (1 - p) / n, rel=1e-9)


def test_wilson_against_numbers_worked_out_by_hand() -> None:
    """10 of 100: middle (0.1 + 0.019207)/(1.038415), half 1.959964 √(0.0009 + 0.00009604)/1.038415."""
    low, high = wilson(10, 100)
    assert (low, high) == (pytest.approx(0.055229, abs=1e-6), pytest.approx(0.174366, abs=1e-6))
    assert wilson(0, 20) == (0.0, pytest.approx(0.161125, abs=1e-6))  # z²/(n + z²)
    assert wilson(20, 20) == (pytest.approx(1 - 0.161125, abs=1e-6), 1.0)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("p", [0.03, 0.3, 0.9])
def test_it_covers_the_truth_about_95_times_in_a_hundred(p: float) -> None:
    rng = np.random.default_rng(5)
    covered = [low <= p <= high for low, high in (wilson(int(c), 200) for c in rng.binomial(200, p, 3000))]
    assert 0.93 < np.mean(covered) < 0.975


# the counts


def test_the_counts_are_those_of_the_runs_one_by_one() -> None:
    """The same dice and starts through ``run_all``, each end walked down by plain gradient descent of tiny steps."""
    race = _race()
    tallies = _last(ends(race, WELLS.domain, "domain", 260))
    minima = minima_of(WELLS, WELLS.domain)
    for tally in tallies:
        parts = [part_of(race, tally.run, WELLS.domain, "domain", part, size) for part, size in ((0, 250), (1, 10))]
        x = np.array([t.x[-1] for part in parts for t in run_all(part)])
        for _ in range(4000):
            x = x - 0.01 * WELLS.gradient(x)
        nearest = np.argmin(np.linalg.norm(x[:, None] - minima, axis=-1), axis=1)
        counts = np.bincount(nearest, minlength=2)
        assert tally.total == 260
        assert tally.wells.tolist() == counts.tolist()
        assert (tally.elsewhere, tally.diverged) == (0, 0)


def test_gradient_descent_ends_as_often_in_a_well_as_its_basin_is_large() -> None:
    tally = _last(ends(_race(0.0), WELLS.domain, "domain", 2000))[1]
    axis = np.linspace(-4, 4, 161)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    for _ in range(3000):
        grid = grid - 0.01 * WELLS.gradient(grid)
    share = float(np.mean(grid[:, 0] > 0))
    low, high = tally.interval(0)  # the sharp well is the lower by rounding: it comes first or second
    sharp = int(np.argmax(minima_of(WELLS, WELLS.domain)[:, 0]))
    low, high = tally.interval(sharp)
    assert low - 0.005 <= share <= high + 0.005
    assert 0.04 < share < 0.15


def test_every_method_gets_the_same_starts_and_parts_other_ones() -> None:
    race = _race()
    a, b = (part_of(race, i, WELLS.domain, "domain", 0, 50) for i in (0, 2))
    assert a.runs[0].starts == b.runs[0].starts
    assert part_of(race, 0, WELLS.domain, "domain", 1, 50).runs[0].starts != a.runs[0].starts
    points = random_starts(((-1.0, 3.0), (2.0, 4.0)), 4000, 3, 0)
    assert np.allclose(points.mean(axis=0), (1, 3), atol=0.1)
    assert np.all((points >= (-1, 2)) & (points <= (3, 4)))


def test_rows_of_all_parts_throw_dice_of_their_own() -> None:
    race = _race(steps=5)
    seen = [
        tuple(t.x[-1].tolist()) for part in (0, 1) for t in run_all(part_of(race, 0, WELLS.domain, "start", part, 20))
    ]
    assert len(set(seen)) == 40


def test_what_throws_no_dice_is_run_once_from_one_start() -> None:
    sgd, gd, ball = _last(ends(_race(), WELLS.domain, "start", 300))
    assert (gd.total, gd.chance) == (1, False)
    assert (sgd.total, ball.total, sgd.chance) == (300, 300, True)
    quiet = _last(ends(_race(0.0), WELLS.domain, "start", 300))
    assert [t.total for t in quiet] == [1, 1, 1]
    assert not any(t.chance for t in quiet)


def test_mini_batches_are_dice() -> None:
    objective = registry.create("objective", "least_squares")
    run = Run(registry.create("optimizer", "gradient_descent"), batching=Batching(4))
    assert throws_dice(Experiment(objective, (run,)), run)
    full = Run(registry.create("optimizer", "gradient_descent"))
    assert not throws_dice(Experiment(objective, (full,)), full)


def test_what_flees_is_counted_as_diverged_and_what_finds_no_minimum_as_elsewhere() -> None:
    bowl = registry.create("objective", "quadratic", largest=1.0, kappa=2.0)
    steep = Experiment(bowl, (Run(registry.create("optimizer", "gradient_descent", lr=2.5)),))
    (tally,) = _last(ends(steep, bowl.domain, "domain", 100))
    assert (tally.diverged, tally.count(DIVERGED), tally.share(DIVERGED)) == (100, 100, 1.0)
    assert tally.wells.tolist() == [0]
    monkey = registry.create("objective", "monkey_saddle")
    lost = Experiment(
        monkey, (Run(registry.create("optimizer", "gradient_descent", lr=0.001)),), stopping=Stopping(max_steps=10)
    )
    (tally,) = _last(ends(lost, monkey.domain, "domain", 100))
    assert (tally.elsewhere, tally.count(ELSEWHERE)) == (100, 100)


def test_a_search_that_goes_row_by_row_is_counted_too_and_gives_way() -> None:
    run = Run(registry.create("optimizer", "gradient_descent_backtracking"))
    race = Experiment(WELLS, (run,), stopping=Stopping(max_steps=60))
    found = list(ends(race, WELLS.domain, "domain", 40))
    assert found.count(None) >= 4, "one can stop it between the tallies"
    (tally,) = _last(iter(found))
    assert tally.total == 40
    assert int(tally.wells.sum()) == 40


def test_without_verdicts_the_numbers_are_the_same() -> None:
    race = _race(0.0)
    plain, bare = list(simulate(race)), list(simulate(race, verdicts=False))
    for a, b in zip(plain, bare, strict=True):
        np.testing.assert_array_equal(a.x, b.x)
        assert {row: s.step for row, s in a.stops.items()} == {row: s.step for row, s in b.stops.items()}
        assert all(s.verdict == "" for s in b.stops.values())


def test_minima_unknown_beforehand_are_found() -> None:
    typed = registry.create("objective", "typed", expression="(x^2 - 1)^2 + y^2", parameters=())
    found = minima_of(typed, ((-2.0, 2.0), (-2.0, 2.0)))
    assert sorted(found[:, 0].tolist()) == pytest.approx([-1, 1], abs=1e-6)
    assert minima_of(typed, ((0.0, 2.0), (-2.0, 2.0))).shape == (1, 2), "the view alone counts"


def test_a_descent_from_the_very_rim_stays_on_its_side() -> None:
    minima = minima_of(WELLS, WELLS.domain)
    saddle = next(p.x for p in WELLS.critical_points if p.kind == "saddle")
    x = np.array([[saddle[0] - 1e-3, 0.0], [saddle[0] + 1e-3, 0.0], [np.nan, 0.0]])
    labels, near = well_of(WELLS, WELLS.domain, minima, x)
    assert minima[labels[0]][0] < saddle[0] < minima[labels[1]][0]
    assert labels[2] == ELSEWHERE
    assert not near.any()


# sharpness


@pytest.mark.parametrize("kappa", [1.0, 7.0, 200.0])
def test_the_pool_of_a_quadratic_is_an_ellipse(kappa: float) -> None:
    """2πδ/√det H, by the closed form and counted on the grid."""
    bowl = registry.create("objective", "quadratic", kappa=kappa, largest=4.0, angle=25.0)
    exact = 2 * math.pi * 0.3 / math.sqrt(float(np.linalg.det(bowl.hessian(np.zeros(2)))))
    found = sharpness(bowl, np.zeros(2), 0.3)
    assert found.exact
    assert found.volume == pytest.approx(exact, rel=1e-12)
    assert found.largest == pytest.approx(4)
    assert found.trace == pytest.approx(4 + 4 / kappa)
    assert pool(bowl, np.zeros(2), 0.3) == pytest.approx(exact, rel=0.01)


def test_the_pools_of_two_wells_are_as_their_curvatures_and_join_above_the_ridge() -> None:
    minima = sorted(WELLS.minima)
    flat, sharp = (sharpness(WELLS, np.array(x), 0.5) for x in minima)
    assert flat.largest == pytest.approx(1, rel=1e-6)
    assert sharp.largest == pytest.approx(20, rel=1e-6)
    assert flat.volume == pytest.approx(math.pi, rel=0.01)
    assert sharp.volume == pytest.approx(math.pi / 20, rel=0.01)
    ridge = next(p.value for p in WELLS.critical_points if p.kind == "saddle")
    a, b = (pool(WELLS, np.array(x), ridge + 0.2) for x in minima)
    assert a == pytest.approx(b, rel=0.01)
    below = [pool(WELLS, np.array(x), ridge - 0.05) for x in minima]
    assert below[1] < 0.2 * below[0]


def test_off_the_minimum_the_pool_is_that_of_the_higher_level() -> None:
    bowl = registry.create("objective", "quadratic", kappa=1.0, largest=1.0)
    found = sharpness(bowl, np.array([1.0, 0.0]), 0.25)  # f = 0.5 there: {½r² ≤ 0.75}
    assert found.volume == pytest.approx(math.pi * 1.5, rel=1e-9)


def test_in_more_variables_a_quadratic_has_its_volume_and_others_have_none() -> None:
    bowl = registry.create("objective", "quadratic", kappa=1.0, largest=2.0, dim=3)
    assert sharpness(bowl, np.zeros(3), 1.0).volume == pytest.approx(4 / 3 * math.pi, rel=1e-9)
    assert [ball_volume(d) for d in (1, 2, 3)] == pytest.approx([2, math.pi, 4 / 3 * math.pi])


def test_on_a_line_the_pool_is_a_length_and_without_a_shore_it_has_no_bound() -> None:
    well = registry.create("objective", "double_well_1d")
    x = np.array(well.minima[0])
    value = float(well.value(x))
    length = pool(well, x, value + 0.05)
    inside = np.linspace(-4, 4, 800_001)
    below = well.value(inside[:, None]) <= value + 0.05
    middle = int(np.argmin(np.abs(inside - x[0])))
    right = middle + int(np.argmin(below[middle:]))
    left = middle - int(np.argmin(below[middle::-1]))
    assert length == pytest.approx((right - left) * 1e-5, rel=0.02)
    monkey = registry.create("objective", "monkey_saddle")
    assert math.isinf(sharpness(monkey, np.array([0.0, 0.0]), 1.0).volume or 0.0)


def test_water_runs_through_sides_and_not_through_corners() -> None:
    land = np.array([[1, 1, 0, 0], [0, 1, 0, 1], [0, 1, 1, 0], [0, 0, 1, 0]], dtype=bool)
    wet = flooded(land, (0, 0))
    assert wet.astype(int).tolist() == [[1, 1, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0]]
    spiral = np.ones((9, 9), dtype=bool)
    spiral[1, 1:] = spiral[3, :8] = spiral[5, 1:] = spiral[7, :8] = False
    assert flooded(spiral, (0, 0)).sum() == spiral.sum()


def test_where_f_has_no_value_nothing_is_claimed() -> None:
    found = sharpness(WELLS, np.array([np.nan, 0.0]), 0.5)
    assert math.isnan(found.largest)
    assert found.volume is None
