"""From a change of the scene to a snapshot that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app import jobs
from landscape_app.controller import Controller
from landscape_app.results import Snapshot
from landscape_app.runner import Runner
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store


def race(**fields: float) -> Scene:
    objective = registry.create("objective", "quadratic", **fields)
    runs = tuple(RunSpec(registry.create("optimizer", name)) for name in ("gradient_descent", "adam"))
    return Scene(objective, runs)


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.shutdown()


@pytest.fixture
def parts(qtbot: QtBot, runner: Runner) -> tuple[Store, Controller, list[Snapshot]]:
    store = Store(race(kappa=5.0))
    controller = Controller(store, runner)
    seen: list[Snapshot] = []
    controller.snapshot_changed.connect(seen.append)
    qtbot.waitUntil(lambda: not controller.busy)
    return store, controller, seen


def test_a_snapshot_holds_the_surface_and_runs_of_its_own_scene(
    parts: tuple[Store, Controller, list[Snapshot]],
) -> None:
    store, controller, _ = parts
    snapshot = controller.snapshot
    assert snapshot is not None
    assert snapshot.done
    assert snapshot.scene == store.scene
    assert snapshot.surface is not None
    x, y = snapshot.surface.x[7], snapshot.surface.y[11]
    assert snapshot.surface.f[11, 7] == store.scene.objective.value(np.array([x, y]))
    assert all(run.trajectory.stop is not None for run in snapshot.runs)


def test_a_burst_of_a_hundred_slider_events_is_coalesced_and_ends_on_the_last_value(
    qtbot: QtBot, parts: tuple[Store, Controller, list[Snapshot]]
) -> None:
    store, controller, seen = parts
    before = controller.jobs_started
    for kappa in np.geomspace(2.0, 200.0, 100):
        store.update(replace(store.scene, objective=replace(store.scene.objective, kappa=float(kappa))), merge="kappa")
    qtbot.waitUntil(lambda: not controller.busy)
    assert controller.jobs_started - before <= 3
    assert seen[-1].scene == store.scene
    assert seen[-1].scene.objective.kappa == 200.0  # type: ignore[attr-defined]
    assert seen[-1].done


def test_no_snapshot_mixes_two_scenes(qtbot: QtBot, parts: tuple[Store, Controller, list[Snapshot]]) -> None:
    store, controller, seen = parts
    for i in range(25):
        kappa = 2.0 + i
        store.update(replace(store.scene, objective=replace(store.scene.objective, kappa=kappa), start=(1.0, 0.1 * i)))
        qtbot.wait(7)
    qtbot.waitUntil(lambda: not controller.busy)
    assert len(seen) > 2
    for snapshot in seen:
        objective = snapshot.scene.objective
        assert snapshot.surface is not None
        corner = np.array([snapshot.surface.x[0], snapshot.surface.y[0]])
        assert snapshot.surface.f[0, 0] == objective.value(corner)
        for run in snapshot.runs:
            assert tuple(run.trajectory.x[0]) == snapshot.scene.start_point
            assert run.trajectory.f[0] == objective.value(run.trajectory.x[:1])[0]


def test_a_new_name_computes_nothing_and_shows_at_once(parts: tuple[Store, Controller, list[Snapshot]]) -> None:
    store, controller, _ = parts
    before, old = controller.jobs_started, controller.snapshot
    assert old is not None
    runs = (replace(store.scene.runs[0], name="Slow one"), *store.scene.runs[1:])
    store.update(replace(store.scene, runs=runs))
    assert controller.jobs_started == before
    assert controller.snapshot is not None
    assert controller.snapshot.runs[0].spec.title == "Slow one"
    assert controller.snapshot.runs[0].trajectory is old.runs[0].trajectory


def test_changing_one_run_keeps_the_numbers_of_the_other(
    qtbot: QtBot, parts: tuple[Store, Controller, list[Snapshot]]
) -> None:
    store, controller, _ = parts
    old = controller.snapshot
    faster = registry.create("optimizer", "adam", lr=0.3)
    store.update(replace(store.scene, runs=(store.scene.runs[0], replace(store.scene.runs[1], method=faster))))
    qtbot.waitUntil(lambda: not controller.busy)
    new = controller.snapshot
    assert old is not None
    assert new is not None
    assert new.runs[0].trajectory is old.runs[0].trajectory
    assert new.runs[1].trajectory is not old.runs[1].trajectory
    assert new.surface is old.surface


def test_an_error_in_a_job_is_told(
    qtbot: QtBot, parts: tuple[Store, Controller, list[Snapshot]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, controller, _ = parts

    def broken(*_: object) -> Iterator[None]:
        raise RuntimeError("the grid is made of cheese")
        yield

    monkeypatch.setattr(jobs, "sample_chunks", broken)
    with qtbot.waitSignal(controller.failed) as told:
        store.update(replace(store.scene, objective=replace(store.scene.objective, kappa=9.0)))
    assert "cheese" in str(told.args[0])
    assert not controller.busy


def test_a_long_job_shows_growing_runs(qtbot: QtBot, runner: Runner) -> None:
    scene = race(kappa=1000.0)
    slow = replace(scene.stopping, max_steps=40_000, gradient_on=False)
    small = registry.create("optimizer", "gradient_descent", lr=1e-6)
    store = Store(replace(scene, runs=(RunSpec(small),), stopping=slow))
    controller = Controller(store, runner)
    lengths: list[int] = []
    controller.snapshot_changed.connect(lambda snapshot: lengths.append(snapshot.length))
    qtbot.waitUntil(lambda: not controller.busy, timeout=20_000)
    assert len(lengths) > 2
    assert all(a <= b for a, b in pairwise(lengths))
    assert lengths[-1] == 40_000


def test_compute_now_is_the_same_as_the_background_work(parts: tuple[Store, Controller, list[Snapshot]]) -> None:
    store, controller, _ = parts
    here = jobs.compute_now(store.scene)
    assert controller.snapshot is not None
    for a, b in zip(here.runs, controller.snapshot.runs, strict=True):
        np.testing.assert_array_equal(a.trajectory.x, b.trajectory.x)
