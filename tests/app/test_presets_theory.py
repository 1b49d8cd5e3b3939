"""What the captions of the presets of theory say, held against their runs."""

from __future__ import annotations

import numpy as np
import pytest

from core import theory
from core.analysis.exact_search import step_ratios, zig_zag_ratio
from core.analysis.momentum_phase import DIVERGING, MONOTONE, OSCILLATING, momentum_phase
from core.bounds import promises
from landscape_app.jobs import compute_now
from landscape_app.quantities import cosines, series, zoutendijk_ceiling
from landscape_app.results import RunData
from landscape_app.scene.codec import load
from landscape_app.scene.model import Scene, build
from landscape_app.scene.presets import find


def _opened(name: str) -> tuple[Scene, tuple[RunData, ...]]:
    snapshot = compute_now(load(find(name)))
    return snapshot.scene, snapshot.runs


def test_each_eigendirection_has_its_own_rate() -> None:
    scene, (run,) = _opened("eigendirections")
    assert scene.objective.L / scene.objective.mu == pytest.approx(100)  # type: ignore[operator]
    slow, fast = series(scene, run, "eigen")
    assert slow.values[40] / slow.values[39] == pytest.approx(0.982)
    assert fast.values[40] / fast.values[39] == pytest.approx(0.8)
    np.testing.assert_allclose(fast.values[:80], fast.references[0].values[:80], rtol=1e-3)
    away = run.trajectory.x @ np.linalg.eigh(scene.objective.hessian(np.zeros(2)))[1][:, 1]
    assert np.all(away[1:20] * away[:19] < 0)  # to and fro


def test_zoutendijks_sums_stay_under_their_ceilings() -> None:
    scene, runs = _opened("zoutendijk")
    for run in runs:
        ceiling = zoutendijk_ceiling(scene, run)
        assert ceiling is not None
        (total,) = series(scene, run, "zoutendijk")
        assert np.nanmax(total.values) <= ceiling
        assert run.trajectory.grad_norm[-1] < 1e-3 * run.trajectory.grad_norm[0]


def test_momentum_is_monotone_swings_and_diverges_as_named() -> None:
    scene, runs = _opened("momentum_phases")
    objective = scene.objective
    lam = np.array([objective.mu, objective.L])
    regimes = []
    for run in runs:
        method = run.spec.method
        regimes.append(momentum_phase(method.lr, method.momentum, lam))  # type: ignore[attr-defined]
    assert (regimes[0].regime == MONOTONE).all()
    assert (regimes[2].regime == OSCILLATING).all()
    np.testing.assert_allclose(regimes[2].rate, np.sqrt(0.95))
    assert regimes[3].regime.max() == DIVERGING
    best = runs[1].spec.method
    assert (best.lr, best.momentum) == pytest.approx(theory.heavy_ball_best(objective.L, objective.mu))  # type: ignore[attr-defined,arg-type]
    rates = [float(r.rate.max()) for r in regimes]
    assert rates[1] == min(rates)
    assert runs[0].trajectory.f[-1] > runs[2].trajectory.f[-1] > runs[1].trajectory.f[-1]
    stop = runs[3].trajectory.stop
    assert stop is not None
    assert stop.rule == "diverged"


def test_the_worst_start_and_the_lucky_one() -> None:
    _, (worst, lucky) = _opened("worst_start")
    assert zig_zag_ratio(12.0) == pytest.approx(0.716, abs=5e-4)
    np.testing.assert_allclose(step_ratios(worst.trajectory.f), zig_zag_ratio(12.0), rtol=1e-6)
    assert step_ratios(lucky.trajectory.f)[0] < 1e-4
    for run in (worst, lucky):
        assert np.nanmax(np.abs(cosines(run.trajectory.gradient))) < 1e-6


def test_ista_and_fista_keep_their_promises_and_fistas_is_the_lower_one() -> None:
    scene, runs = _opened("ista_and_fista")
    experiment, curves = build(scene), []
    k = np.arange(1.0, 201.0)
    for run in runs:
        (promise,) = promises(scene.objective, experiment.runs[run.index], experiment.start)
        assert promise.curve is not None
        curves.append(promise.curve(k))
        gap = run.trajectory.f[1:] - scene.objective.f_star  # type: ignore[operator]
        assert np.all(gap <= curves[-1][: len(gap)])
    assert np.all(curves[1][1:] < curves[0][1:])


def test_larger_steps_end_in_flatter_minima_below_2_over_alpha() -> None:
    scene, runs = _opened("sharpness_and_edge")
    ends = []
    for run in runs:
        (one,) = series(scene, run, "sharpness")
        edge = one.references[0].values[-1]
        assert one.values[-1] < edge
        ends.append(one.values[-1])
        above = one.values[0] > edge
        assert above == (run.index > 0)  # only these are thrown about
        assert (run.trajectory.f[3] > run.trajectory.f[0]) == above
    assert ends == sorted(ends, reverse=True)
