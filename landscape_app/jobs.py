"""A scene's work as one generator: the surface, then the runs; yields Snapshots that belong together.

What is known already (the same surface, a run whose every input is the same) is taken from the former snapshot.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator, Mapping

from core.experiment import Experiment
from core.record import Recorder
from core.simulate import simulate
from core.surface import Surface, sample_chunks
from core.trajectory import Trajectory
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import Scene, build

SURFACE_POINTS = 201  # per side
FIRST_LOOK_SECONDS = 0.05  # a job that takes longer shows what it has, again and again
LOOK_AGAIN_SECONDS = 0.1

RunKey = Hashable


def surface_key(scene: Scene) -> Hashable:
    """What the surface depends on."""
    return scene.objective, scene.view_domain


def run_keys(experiment: Experiment) -> tuple[RunKey, ...]:
    """What each run depends on; its place in the race is not among it."""
    return tuple(
        (
            experiment.objective,
            run,
            () if run.starts else experiment.start,
            experiment.noise if run.throws_dice else None,
            experiment.stopping,
        )
        for run in experiment.runs
    )


def compute(scene: Scene, surface: Surface | None, known: Mapping[RunKey, Trajectory]) -> Iterator[Snapshot | None]:
    """Yield None while at work and Snapshots now and then, the last one ``done``.

    ``surface``: the one in hand if it is still true of this scene, else None. ``known``: finished runs by key.
    """
    started = time.perf_counter()
    if surface is None and scene.objective.dim > 1:
        first = 0.0  # when rows began to come: a network is trained before
        for surface in sample_chunks(scene.objective, scene.view_domain, SURFACE_POINTS):
            now = time.perf_counter()
            first = first or (now if surface is not None else 0.0)
            coarse = surface is not None and not surface.whole and now >= first + FIRST_LOOK_SECONDS
            yield Snapshot(scene, surface, (), done=False) if coarse else None
    experiment = build(scene)
    keys = run_keys(experiment)
    have: dict[int, Trajectory] = {i: known[key] for i, key in enumerate(keys) if key in known}
    missing = [i for i in range(len(keys)) if i not in have]
    part = Experiment(
        experiment.objective,
        tuple(experiment.runs[i] for i in missing),
        experiment.start,
        experiment.noise,
        experiment.stopping,
    )

    def snapshot(done: bool) -> Snapshot:
        runs = tuple(RunData(i, scene.runs[i], have[i]) for i in range(len(keys)) if i in have)
        return Snapshot(scene, surface, runs, done)

    recorder = Recorder(part)
    due = started + FIRST_LOOK_SECONDS
    for chunk in simulate(part):
        recorder.add(chunk)
        if time.perf_counter() >= due and recorder.started:
            have.update(zip(missing, recorder.trajectories(), strict=True))
            yield snapshot(done=False)
            due = time.perf_counter() + LOOK_AGAIN_SECONDS
        else:
            yield None
    have.update(zip(missing, recorder.trajectories(), strict=True))
    yield snapshot(done=True)


def compute_now(scene: Scene) -> Snapshot:
    """The whole work at once, for exports, thumbnails and tests."""
    last: Snapshot | None = None
    for item in compute(scene, None, {}):
        last = item or last
    assert last is not None, "compute always ends with a snapshot"
    return last
