"""The captions of the presets on comparing are true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.analysis.evidence import evidence
from core.analysis.rotation import turned
from core.simulate import run_all
from core.trajectory import Trajectory
from landscape_app import race_file, trace
from landscape_app.scene.codec import load
from landscape_app.scene.model import Scene, build
from landscape_app.scene.presets import find
from landscape_app.tuning import search


def raced(id: str) -> tuple[Scene, dict[str, Trajectory]]:
    scene = load(find(id))
    runs = trace.compute(scene)
    return scene, {scene.runs[t.run].title: t for t in runs}


def test_after_as_many_steps_one_leads_and_after_as_many_gradients_the_other() -> None:
    scene, runs = raced("equal_budget")
    cg, bfgs = runs["Conjugate gradients"], runs["BFGS"]
    assert cg.steps == 14
    assert 2.5 < cg.gradients[-1] / cg.steps < 3
    assert 1 <= bfgs.gradients[-1] / bfgs.steps < 1.2
    others = [t.f[14] for t in runs.values() if t is not cg]
    assert cg.f[14] < min(others) / 50
    assert all(t.gradients[-1] == 40 for t in runs.values())
    assert all(t.stop is not None and t.stop.rule == "budget" for t in runs.values())
    standings = race_file.ranked(scene, list(runs.values())).standings
    assert list(runs)[standings[0].index] == "BFGS"


def test_tuning_turns_the_order_over() -> None:
    scene, runs = raced("tune_each")
    four = scene.runs[:4]
    same = replace(scene, runs=tuple(replace(r, method=replace(r.method, lr=0.1)) for r in four))  # type: ignore[call-arg]
    ends = [t.f[60] for t in run_all(build(same))]
    assert int(np.argmax(ends)) == 0, "gradient descent is the last"
    tuned = [runs[r.title].f[60] for r in four]
    assert int(np.argmin(tuned)) == 0, "and then the first"
    found = [item for item in search(scene, 1e-4, 10.0) if item is not None][-1]
    assert found.done
    assert [found.found[i].lr for i in range(4)] == [r.method.lr for r in four]  # type: ignore[attr-defined]
    assert runs["Gradient descent, α = 0.1"].f[60] == pytest.approx(ends[0])


def test_adam_notices_that_the_valley_was_turned() -> None:
    scene, _ = raced("rotation_test")
    assert scene.lens.rotation == 45.0
    gd, adam = (turned(build(scene), i, scene.lens.rotation).apart for i in range(2))
    assert gd < 1e-12
    assert adam > 1


def test_the_cycle_is_stopped_as_one_far_from_a_stationary_point() -> None:
    scene, runs = raced("stopped_as_a_cycle")
    ball, gd = runs["Heavy ball"], runs["Gradient descent"]
    assert ball.stop is not None
    assert ball.stop.rule == "cycle"
    assert "3 points" in str(ball.stop)
    found = evidence(scene.objective, scene.view_domain, ball)
    assert found.cycle is not None
    assert np.min(np.abs(scene.objective.gradient(found.cycle.points))) > 1
    assert gd.stop is not None
    assert gd.stop.verdict == "minimum"
