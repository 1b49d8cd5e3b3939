"""What the captions of the presets on swarms and on Taylor's model say, as numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from core import registry
from core.analysis.swarm_paths import SwarmPaths, swarm_paths
from core.analysis.taylor import taylor
from core.experiment import Run
from landscape_app.jobs import compute_now
from landscape_app.lenses.every import prepared
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import find


@cache
def opened(id: str) -> Scene:
    return codec.load(find(id))


@cache
def swarm(id: str) -> SwarmPaths:
    paths: SwarmPaths = prepared(opened(id))["swarm"].paths
    return paths


def _mixed(points: np.ndarray, labels: np.ndarray) -> float:
    """The share of starts whose nearest neighbour ends elsewhere (of the first 2,000)."""
    points, labels = points[:2_000], labels[:2_000]
    away = ((points[:, None] - points[None]) ** 2).sum(axis=-1)
    np.fill_diagonal(away, np.inf)
    return float((labels != labels[away.argmin(axis=1)]).mean())


def test_ten_thousand_starts_end_in_four_minima_and_momentum_mixes_them() -> None:
    paths, scene = swarm("swarm"), opened("swarm")
    assert paths.n == 10_000
    assert paths.labels is not None
    assert set(paths.labels.tolist()) == {0, 1, 2, 3}
    assert [a.verdict for a in paths.attractors] == ["minimum"] * 4
    plain = Run(registry.create("optimizer", "gradient_descent", lr=0.01))
    starts = paths.points[0].astype(np.float64)[:2_000]
    *_, descent = swarm_paths(scene.objective, plain, starts, 300, scene.view_domain)
    assert descent is not None
    assert descent.labels is not None
    assert _mixed(paths.points[0], paths.labels) > 2 * _mixed(descent.points[0], descent.labels)


def test_no_start_stays_at_the_saddle_and_those_near_it_are_slow() -> None:
    paths = swarm("swarm_and_saddle")
    assert paths.n == 4_000
    assert paths.labels is not None
    assert set(paths.labels.tolist()) == {0, 1}
    assert [a.verdict for a in paths.attractors] == ["minimum", "minimum"]
    ends = np.array([a.x for a in paths.attractors], dtype=np.float32)[paths.labels]
    there = np.hypot(*np.moveaxis(paths.points - ends, -1, 0)) < paths.radius
    arrival = there.argmax(axis=0)
    close_by = np.abs(paths.points[0][:, 1]) < 0.02
    assert close_by.sum() > 10
    assert arrival[close_by].min() > 1.5 * np.median(arrival)


def test_newton_goes_to_where_the_sheet_is_lowest_and_the_model_is_right_only_near_the_end() -> None:
    scene = opened("taylor_and_newton")
    (run,) = compute_now(scene).runs
    x, f = run.trajectory.x, scene.objective
    off = []
    for k in range(len(x) - 1):
        model = taylor(f, x[k], 2)
        assert model is not None
        lowest = model.lowest()
        assert lowest is not None, "a bowl at every step"
        np.testing.assert_allclose(x[k + 1], lowest, rtol=1e-6, atol=1e-9)
        off.append(abs(float(f.value(x[k + 1]) - model(lowest))) / max(1e-12, abs(float(f.value(x[k])))))
    assert max(off) > 1, "f is far from what was promised"
    assert off[-1] < 0.1
    assert run.trajectory.f[-1] == pytest.approx(0, abs=1e-12)
