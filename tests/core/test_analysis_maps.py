"""Basins, sweeps and the search for critical points, each against a run or a fact known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import registry
from core.analysis.basins import LOST, UNDECIDED, Tile, basin_tiles, gather
from core.analysis.find_critical import find_critical
from core.analysis.sweep import Knob, sweep
from core.experiment import Experiment, Run
from core.simulate import run_all
from core.stopping import Stopping

HIMMELBLAU = registry.create("objective", "himmelblau")
GD = registry.create("optimizer", "gradient_descent", lr=0.01)


def _end(objective: object, method: object, start: tuple[float, float], steps: int) -> np.ndarray:
    experiment = Experiment(
        objective,  # type: ignore[arg-type]
        (Run(method),),  # type: ignore[arg-type]
        start,
        stopping=Stopping(max_steps=steps, gradient_on=False, bound=1e100),
    )
    return run_all(experiment)[0].x


RULES = {
    "gradient_descent": {"lr": 0.01},
    "heavy_ball": {"lr": 0.003},
    "adam": {"lr": 0.05},
    "gradient_descent_backtracking": {},
}
X, Y = np.linspace(-5, 5, 12), np.linspace(-4.5, 4.5, 7)


def _all(tiles: Iterator[Tile | None]) -> list[Tile]:
    return [tile for tile in tiles if tile is not None]


@cache
def _tiles(name: str) -> list[Tile]:
    return _all(basin_tiles(HIMMELBLAU, registry.create("optimizer", name, **RULES[name]), X, Y, steps=300, rows=4))


@pytest.mark.parametrize("name", RULES)
@given(i=st.integers(0, 11), j=st.integers(0, 6))
def test_a_cell_says_what_a_single_run_does(name: str, i: int, j: int) -> None:
    tile = next(t for t in _tiles(name) if j in t.rows)
    row = int(np.flatnonzero(tile.rows == j)[0])
    run = _end(HIMMELBLAU, registry.create("optimizer", name, **RULES[name]), (X[i], Y[j]), 300)
    np.testing.assert_allclose(tile.ends[row, i], run[-1], atol=1e-5)
    if tile.settled[row, i]:
        arrived = int(tile.steps[row, i])
        far = np.linalg.norm(run - run[-1], axis=1) > 0.0101 * np.hypot(10, 9)
        assert not far[arrived::6].any(), "from then on it is near whenever looked at, every six steps"
        assert arrived <= (np.flatnonzero(far)[-1] + 1 if far.any() else 0) + 6, "and not one look too late"


def test_tiles_and_threads_change_nothing_and_come_coarse_first() -> None:
    x = np.linspace(-5, 5, 24)
    tiles = _all(basin_tiles(HIMMELBLAU, GD, x, x, 200, rows=3))
    assert sorted(np.concatenate([t.rows for t in tiles]).tolist()) == list(range(24))
    assert np.diff(tiles[0].rows).min() == 8, "the first tile is spread over the picture"
    with ThreadPoolExecutor(2) as executor:
        other = _all(basin_tiles(HIMMELBLAU, GD, x, x, 200, rows=3, executor=executor))
    whole = _all(basin_tiles(HIMMELBLAU, GD, x, x, 200, rows=24))
    a, b, c = (gather(HIMMELBLAU, x, x, found) for found in (tiles, other, whole))
    for part in (b, c):
        np.testing.assert_array_equal(a.labels, part.labels)
        np.testing.assert_array_equal(a.steps, part.steps)


@pytest.mark.parametrize("name", ["gradient_descent", "heavy_ball", "adam"])
def test_putting_starts_at_rest_aside_changes_no_bit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    x, method = np.linspace(-5, 5, 40), registry.create("optimizer", name, **RULES[name])

    def picture() -> list[Tile]:
        return _all(basin_tiles(HIMMELBLAU, method, x, x, 400, np.float32))

    thinned = picture()
    monkeypatch.setattr("core.analysis.basins._THINNED", 0.0)
    for a, b in zip(thinned, picture(), strict=True):
        np.testing.assert_array_equal(a.ends, b.ends)
        np.testing.assert_array_equal(a.steps, b.steps)
        np.testing.assert_array_equal(a.settled, b.settled)


def test_gradient_descent_with_a_small_step_divides_the_plane_at_the_saddles_ridge() -> None:
    """On x² − y² + y⁴/4 the basins of the minima (0, ±√2) are the half-planes y > 0 and y < 0."""
    objective = registry.create("objective", "saddle_between_minima")
    x, y = np.linspace(-2, 2, 21), np.linspace(-2, 2, 20)
    found = gather(objective, x, y, _all(basin_tiles(objective, GD, x, y, 2000)))
    assert len(found.attractors) == 2
    upper = next(i for i, a in enumerate(found.attractors) if a.x[1] > 0)
    np.testing.assert_array_equal(found.labels == upper, np.broadcast_to(y[:, None] > 0, (20, 21)))
    assert np.all(found.steps >= 0)


def test_what_diverges_is_lost_and_what_crawls_is_undecided() -> None:
    x = np.linspace(-5, 5, 8)
    wild = registry.create("optimizer", "gradient_descent", lr=1.0)
    lost = gather(HIMMELBLAU, x, x, _all(basin_tiles(HIMMELBLAU, wild, x, x, 100)))
    assert np.all((lost.labels == LOST) & (lost.steps == -1))
    slow = registry.create("optimizer", "gradient_descent", lr=1e-6)
    crawling = gather(HIMMELBLAU, x, x, _all(basin_tiles(HIMMELBLAU, slow, x, x, 100)))
    assert np.count_nonzero(crawling.labels == UNDECIDED) > 40


def test_an_unknown_attractor_is_found_and_named() -> None:
    """Newton's picture of GD on Ackley: minima that the objective lists; the function with none listed gets its own."""
    objective = registry.create("objective", "matyas")
    x = np.linspace(-5, 5, 12)
    method = registry.create("optimizer", "gradient_descent", lr=0.9)
    found = gather(objective, x, x, _all(basin_tiles(objective, method, x, x, 3000)))
    assert np.all(found.labels == 0)
    blind = _Blind()
    again = gather(blind, x, x, _all(basin_tiles(blind, method, x, x, 3000)))
    assert [a.verdict for a in again.attractors] == ["minimum"]
    np.testing.assert_allclose(again.attractors[0].x, 0.0, atol=1e-3)
    np.testing.assert_array_equal(again.labels, 0)


class _Blind(registry.get("objective", "matyas")):  # type: ignore[misc]
    """Matyas, its minimum untold."""

    @property
    def critical_points(self) -> tuple[()]:
        return ()


@pytest.mark.parametrize(
    "name",
    [
        n
        for n in registry.names("objective")
        if registry.get("objective", n).lists == "all"
        and registry.get("objective", n).is_smooth
        and not registry.get("objective", n).has_minimum_curve
        and registry.create("objective", n).dim <= 2
    ],
)
def test_every_listed_critical_point_is_found(name: str) -> None:
    objective = registry.create("objective", name)
    found = list(find_critical(objective))[-1]
    box = np.array(objective.domain)
    width = float(np.linalg.norm(box[:, 1] - box[:, 0]))
    for known in objective.critical_points:
        x = np.array(known.x)
        if np.any(x < box[:, 0]) or np.any(x > box[:, 1]):
            continue
        singular = abs(np.linalg.det(objective.hessian(x))) < 1e-6
        near = [p for p in found if np.linalg.norm(p.x - x) <= (0.02 if singular else 1e-5) * width]
        assert near, known
        if known.kind in ("minimum", "saddle", "maximum") and not singular:
            assert near[0].verdict == known.kind
            assert near[0].value == pytest.approx(known.value, abs=1e-8, rel=1e-8)


def test_a_critical_points_eigenvectors_lead_down_from_a_saddle() -> None:
    objective = registry.create("objective", "saddle_between_minima")
    saddle = next(p for p in list(find_critical(objective))[-1] if p.verdict == "saddle")
    assert saddle.eigenvalues[0] < 0 < saddle.eigenvalues[-1]
    assert saddle.sharpness + saddle.eigenvalues[0] == pytest.approx(saddle.trace)
    for sign in (1, -1):
        assert objective.value(saddle.x + sign * 0.01 * saddle.vectors[:, 0]) < saddle.value


def test_the_learning_rate_and_momentum_map_shows_the_critical_line() -> None:
    """Heavy ball on a quadratic converges below α = 2(1 + β)/L and not above it."""
    objective = registry.create("objective", "quadratic", kappa=3.0)
    lr, beta = np.linspace(0.1, 4.2, 24) / objective.L, np.linspace(0.0, 0.8, 5)
    across, down = Knob("field", "lr", lr), Knob("field", "momentum", beta)
    last = list(
        sweep(objective, registry.create("optimizer", "heavy_ball"), across, down, (1.5, 1.0), 600, 1e-9)
    )[-1]  # fmt: skip
    critical = 2 * (1 + beta) / objective.L
    clear = np.abs(lr - critical[:, None]) > 0.03 * critical[:, None]
    np.testing.assert_array_equal((last.steps >= 0)[clear], (lr < critical[:, None])[clear])
    assert np.all(np.isinf(last.f[(lr > 1.2 * critical[:, None])]))


def test_a_cell_of_a_sweep_is_the_run_itself() -> None:
    across = Knob("start", "x", np.linspace(-4, 4, 7), 0)
    down = Knob("field", "lr", np.geomspace(1e-3, 1e-2, 5))
    maps = list(sweep(HIMMELBLAU, GD, across, down, (0.0, 1.0), 100))
    assert len(maps) == 4
    for row, lr in enumerate(down.values):
        for column, x in enumerate(across.values):
            run = _end(HIMMELBLAU, registry.create("optimizer", "gradient_descent", lr=float(lr)), (float(x), 1.0), 100)
            assert maps[-1].f[row, column] == HIMMELBLAU.value(run[-1])
