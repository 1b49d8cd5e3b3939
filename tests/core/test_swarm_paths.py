"""A swarm's starts go as the run itself would go from there, and end where they are said to end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core import registry
from core.analysis.basins import LOST, UNDECIDED
from core.analysis.swarm_paths import SwarmPaths, swarm_paths
from core.clipping import Clipping
from core.experiment import Experiment, Run
from core.noise import Noise
from core.objectives.base import Objective
from core.simulate import run_all
from core.spread import spread
from core.stopping import Stopping

HIMMELBLAU = registry.create("objective", "himmelblau")


def swarm(run: Run, n: int = 40, steps: int = 60, f: Objective = HIMMELBLAU, **more: object) -> SwarmPaths:
    found = [p for p in swarm_paths(f, run, spread(n, f.domain), steps, f.domain, **more) if p is not None]  # type: ignore[arg-type]
    return found[-1]


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("gradient_descent", {"lr": 0.01}),
        ("heavy_ball", {"lr": 0.004}),
        ("adam", {"lr": 0.1}),
        ("lion", {"lr": 0.02}),
        ("newton", {}),
    ],
)
def test_every_start_goes_as_a_run_from_there(method: str, fields: dict[str, float]) -> None:
    run = Run(registry.create("optimizer", method, **fields))
    shown = swarm(run)
    starts = spread(40, HIMMELBLAU.domain)
    stopping = Stopping(gradient_on=False, max_steps=60)
    whole = run_all(
        Experiment(HIMMELBLAU, (replace(run, starts=tuple(map(tuple, starts.tolist()))),), (), Noise(), stopping)
    )
    for i, trajectory in enumerate(whole):
        np.testing.assert_allclose(shown.points[: trajectory.steps + 1, i], trajectory.x, rtol=2e-5, atol=2e-5)


def test_gradients_are_clipped_as_those_of_the_run() -> None:
    plain = Run(registry.create("optimizer", "gradient_descent", lr=0.01))
    clipped = replace(plain, clip=Clipping("norm", 5.0))
    step = np.diff(swarm(clipped).points[:2], axis=0)[0]
    assert np.hypot(*step.T).max() == pytest.approx(0.05, rel=1e-4)
    assert np.hypot(*np.diff(swarm(plain).points[:2], axis=0)[0].T).max() > 0.2


def test_schedule_and_noise_are_those_of_the_run() -> None:
    schedule = registry.create("schedule", "inverse_time")
    run = Run(registry.create("optimizer", "sgd", lr=0.01), schedule=schedule, lr_changes=((20, 0.002),))
    noise = Noise(2.0, seed=5)
    shown = swarm(run, noise=noise)
    alone = run_all(
        Experiment(
            HIMMELBLAU,
            (run,),
            tuple(spread(40, HIMMELBLAU.domain)[0]),
            noise,
            Stopping(gradient_on=False, max_steps=60),
        )
    )[0]
    np.testing.assert_allclose(shown.points[:, 0], alone.x, rtol=2e-5, atol=2e-5)


def test_line_searches_go_in_tiles_of_their_own() -> None:
    run = Run(registry.create("optimizer", "bfgs"))
    shown = swarm(run, n=90, steps=80)
    assert shown.points.shape == (81, 90, 2)
    assert np.isfinite(shown.points).all()
    assert shown.labels is not None
    assert (shown.labels >= 0).mean() > 0.9


def test_labels_name_the_minimum_that_is_near() -> None:
    shown = swarm(Run(registry.create("optimizer", "gradient_descent", lr=0.01)), n=400, steps=300)
    assert shown.labels is not None
    assert set(shown.labels.tolist()) == {0, 1, 2, 3}
    for i, one in enumerate(shown.attractors):
        ends = shown.points[-1][shown.labels == i]
        assert one.verdict == "minimum"
        assert np.hypot(*(ends - one.x).T).max() < shown.radius


def test_what_flies_off_is_lost_and_what_creeps_is_undecided() -> None:
    assert set(swarm(Run(registry.create("optimizer", "gradient_descent", lr=0.1)), steps=200).labels.tolist()) == {
        LOST
    }  # type: ignore[union-attr]
    creeping = swarm(Run(registry.create("optimizer", "gradient_descent", lr=1e-7)), steps=50).labels
    assert creeping is not None
    assert set(creeping.tolist()) == {UNDECIDED}


def test_noise_never_rests_but_stays_in_its_minimum() -> None:
    shown = swarm(Run(registry.create("optimizer", "sgd", lr=0.005)), n=60, steps=200, noise=Noise(0.5))
    assert shown.labels is not None
    assert (shown.labels >= 0).mean() > 0.5


def test_long_runs_keep_every_other_step_and_the_last() -> None:
    shown = swarm(Run(registry.create("optimizer", "gradient_descent", lr=0.01)), n=5, steps=1003)
    assert shown.stride == 3
    assert len(shown.steps) <= 502
    assert shown.steps[0] == 0
    assert shown.steps[-1] == 1003
    every = swarm(Run(registry.create("optimizer", "gradient_descent", lr=0.01)), n=5, steps=1003, records=2_000)
    np.testing.assert_array_equal(shown.points, every.points[shown.steps])


def test_between_two_records_dots_are_on_the_line() -> None:
    shown = swarm(Run(registry.create("optimizer", "gradient_descent", lr=0.01)))
    np.testing.assert_allclose(shown.at(2.25), 0.75 * shown.points[2] + 0.25 * shown.points[3], rtol=1e-5)
    np.testing.assert_array_equal(shown.at(-3.0), shown.points[0])
    np.testing.assert_array_equal(shown.at(1e9), shown.points[-1])


def test_whoever_iterates_may_stop_soon() -> None:
    f = HIMMELBLAU
    run = Run(registry.create("optimizer", "bfgs"))
    going = swarm_paths(f, run, spread(200, f.domain), 500, f.domain)
    assert next(going) is None  # long before a whole tile is done


def test_starts_are_spread_evenly_and_more_keep_the_first_ones() -> None:
    domain = ((-1.0, 3.0), (10.0, 20.0))
    points = spread(1_000, domain)
    assert points.shape == (1_000, 2)
    assert ((points >= [-1.0, 10.0]) & (points <= [3.0, 20.0])).all()
    cells, *_ = np.histogram2d(*points.T, bins=10, range=domain)
    assert cells.min() >= 4, "pure chance leaves a cell of ten with two or three"
    assert cells.max() <= 18
    np.testing.assert_array_equal(spread(5_000, domain)[:1_000], points)
    assert not np.allclose(spread(1_000, domain, seed=1), points)
