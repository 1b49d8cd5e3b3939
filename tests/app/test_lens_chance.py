"""The lenses on chance: clouds, fans and noise balls are those of the run at the head, by numbers of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from core import registry
from core.analysis.gradient_cloud import batch_factor, sample_covariance
from core.batches import Batching
from core.clipping import Clipping
from core.noise import Noise
from core.stopping import Stopping
from core.theory import gd_noise_variance
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.cloud import CloudLens
from landscape_app.lenses.every import overlay, prepared
from landscape_app.lenses.noise_ball import NoiseBallLens, why_not
from landscape_app.results import Snapshot
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Polyline
from landscape_app.theme import LIGHT
from landscape_app.window import Window
from tests.app.conftest import Open

BOWL = registry.create("objective", "quadratic", kappa=4.0, angle=25.0)
SUM = registry.create("objective", "least_squares", samples=40, noise=1.0)
STEPS = Stopping(gradient_on=False, max_steps=60)


def _sgd(lr: float = 0.1, **fields: object) -> RunSpec:
    return RunSpec(registry.create("optimizer", "sgd", lr=lr), **fields)  # type: ignore[arg-type]


def _scene(lens: Lens, run: RunSpec | None = None, sigma: float = 0.5, **fields: object) -> Scene:
    return Scene(BOWL, (run or _sgd(),), start=(-4.0, 2.6), noise=Noise(sigma, 3), stopping=STEPS, lens=lens, **fields)  # type: ignore[arg-type]


def _summed(batching: Batching, lens: Lens, lr: float = 0.1) -> Scene:
    return Scene(SUM, (_sgd(lr, batching=batching),), start=(3.0, 0.5), stopping=STEPS, lens=lens)


def _shapes(scene: Scene, head: float) -> tuple[Overlay, Snapshot]:
    snapshot = compute_now(scene)
    return overlay(Look(snapshot, head, LIGHT), prepared(scene)), snapshot


def _only(shapes: Overlay, kind: type) -> list:  # type: ignore[type-arg]
    return [s for s in shapes if isinstance(s, kind)]


def _covariance_of(ring: np.ndarray, center: np.ndarray, deviations: float) -> np.ndarray:
    """Points of an ellipse evenly spread in its angle: their second moments are half its covariance."""
    off = (ring[:-1] - center) / deviations
    return 2 * off.T @ off / len(off)


# the cloud


def test_the_cloud_of_the_noise_is_about_the_step_of_the_full_gradient() -> None:
    shapes, snapshot = _shapes(_scene(Lens(cloud=True)), 12.4)
    t = snapshot.runs[0].trajectory
    x, g = t.x[12], t.gradient[12]
    mean, full = _only(shapes, Arrow)
    times = 1.0 if full.label == "−α∇f" else float(full.label.split("×")[1])
    assert full.tail == pytest.approx(tuple(x))
    assert full.tip == pytest.approx(tuple(x - 0.1 * times * g))
    tips = _only(shapes, Dots)[-1].points
    assert mean.tip == pytest.approx(tuple(tips.mean(axis=0)))
    spread = 0.1 * times * 0.5
    assert tips.std(axis=0) == pytest.approx([spread, spread], rel=0.2)
    assert np.linalg.norm(tips.mean(axis=0) - full.tip) < 4 * spread / np.sqrt(len(tips))
    two, one = (s.points for s in _only(shapes, Polyline)[1::2])
    for ring, n in ((one, 1), (two, 2)):
        np.testing.assert_allclose(_covariance_of(ring, np.array(full.tip), n), spread**2 * np.eye(2), atol=1e-9)


@pytest.mark.parametrize("batching", [Batching(4), Batching(4, True)])
def test_the_cloud_of_batches_has_the_exact_covariance(batching: Batching) -> None:
    shapes, snapshot = _shapes(_summed(batching, Lens(cloud=True)), 5)
    x = snapshot.runs[0].trajectory.x[5]
    full = _only(shapes, Arrow)[1]
    times = 1.0 if "×" not in full.label else float(full.label.split("×")[1])
    exact = sample_covariance(SUM.sample_gradients(x)) * batch_factor(40, batching) * (0.1 * times) ** 2  # type: ignore[attr-defined]
    ring = _only(shapes, Polyline)[3].points
    np.testing.assert_allclose(_covariance_of(ring, np.array(full.tip), 1), exact, rtol=1e-6, atol=1e-12)
    tips = _only(shapes, Dots)[-1].points
    np.testing.assert_allclose(np.cov(tips.T), exact, atol=0.4 * np.trace(exact))
    assert "batches of 4" in _only(shapes, Note)[0].text


def test_one_magnification_for_the_whole_run_and_it_is_told() -> None:
    scene = _scene(Lens(cloud=True), _sgd(0.01), sigma=0.2)
    snapshot, data = compute_now(scene), prepared(scene)
    labels = {_only(overlay(Look(snapshot, k, LIGHT), data), Arrow)[1].label for k in range(0, 60, 7)}
    assert len(labels) == 1
    label = labels.pop()
    assert "×" in label
    note = _only(overlay(Look(snapshot, 3, LIGHT), data), Note)[0]
    assert label.split("×")[1] in note.text


def test_a_clipped_cloud_is_clipped_and_says_that_its_mean_is_not_the_gradient() -> None:
    scene = _scene(Lens(cloud=True), _sgd(0.1, clip=Clipping("norm", 0.3)), sigma=2.0)
    shapes, snapshot = _shapes(scene, 0)
    tail = np.array(snapshot.runs[0].trajectory.x[0])
    dots = _only(shapes, Dots)[-1].points
    full = _only(shapes, Arrow)[1]
    times = 1.0 if "×" not in full.label else float(full.label.split("×")[1])
    assert np.max(np.linalg.norm(dots - tail, axis=1)) <= 0.1 * 0.3 * times * 1.0001
    assert "not the gradient" in _only(shapes, Note)[0].text


@pytest.mark.parametrize("lens", [Lens(cloud=True), Lens(fan=20), Lens(noise_ball=True)])
def test_without_dice_a_note_says_so(lens: Lens) -> None:
    run = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.1))
    shapes, _ = _shapes(_scene(lens, run), 3)
    assert len(shapes) == 1
    assert "throws no dice" in shapes[0].text  # type: ignore[union-attr]


def test_a_line_search_sees_no_batches() -> None:
    run = RunSpec(registry.create("optimizer", "gradient_descent_backtracking"), batching=Batching(4))
    shapes, _ = _shapes(Scene(SUM, (run,), stopping=STEPS, lens=Lens(cloud=True)), 1)
    assert "throws no dice" in shapes[0].text  # type: ignore[union-attr]


# the fan


def test_the_fan_holds_the_run_itself_and_its_median_by_step() -> None:
    scene = _scene(Lens(fan=21))
    snapshot, data = compute_now(scene), prepared(scene)
    found = data["fan"]
    np.testing.assert_array_equal(found.paths[:, 0], snapshot.runs[0].trajectory.x)
    assert found.paths.shape == (61, 21, 2)
    assert len(np.unique(found.paths[60, :, 0])) == 21
    np.testing.assert_allclose(found.x[1], np.median(found.paths, axis=1))
    shapes = overlay(Look(snapshot, 30.7, LIGHT), data)
    np.testing.assert_array_equal(_only(shapes, Polyline)[-1].points, found.x[1, :31])
    np.testing.assert_array_equal(_only(shapes, Dots)[-1].points, found.paths[30])
    lines = np.split(_only(shapes, Polyline)[0].points, np.arange(32, 32 * 21, 32))
    for seed, line in enumerate(lines):
        assert np.isnan(line[-1]).all(), "one path ends before the next begins"
        np.testing.assert_array_equal(line[:-1], found.paths[:31, seed])


def test_many_long_paths_are_thinned_and_end_at_the_head() -> None:
    scene = replace(_scene(Lens(fan=200)), stopping=Stopping(gradient_on=False, max_steps=400))
    snapshot, data = compute_now(scene), prepared(scene)
    shapes = overlay(Look(snapshot, 399, LIGHT), data)
    points = _only(shapes, Polyline)[0].points
    assert len(points) < 4000
    ends = points[np.flatnonzero(np.isnan(points[:, 0])) - 1]
    np.testing.assert_array_equal(ends, data["fan"].paths[399, : len(ends)])
    assert len(_only(shapes, Dots)[-1].points) == 200, "every seed is there, where it is"
    assert "200 seeds" in _only(shapes, Note)[0].text


# the noise ball


def test_the_ball_is_the_stationary_covariance_in_each_eigendirection() -> None:
    shapes, _ = _shapes(_scene(Lens(noise_ball=True), _sgd(0.3)), 20)
    values, vectors = np.linalg.eigh(BOWL.hessian(np.zeros(2)))
    one = _only(shapes, Polyline)[3].points
    covariance = _covariance_of(one, np.zeros(2), 1)
    for h, v in zip(values, vectors.T, strict=True):
        assert v @ covariance @ v == pytest.approx(gd_noise_variance(0.3, float(h), 0.5), rel=1e-9)


def test_predicted_and_measured_agree_on_a_long_run() -> None:
    scene = _scene(Lens(noise_ball=True), _sgd(0.3))
    scene = replace(scene, stopping=Stopping(gradient_on=False, max_steps=20_000))
    shapes, snapshot = _shapes(scene, 5)
    (note,) = _only(shapes, Note)
    predicted, measured = (float(w) for w in note.text.split("predicted σ ")[1].split("\nmeasured σ "))
    half = snapshot.runs[0].trajectory.x[10_000:]
    assert measured == pytest.approx(float(np.sqrt(np.mean(half**2))), rel=0.01)
    assert measured == pytest.approx(predicted, rel=0.06)


def test_a_run_that_has_not_forgotten_its_start_is_not_held_against_the_prediction() -> None:
    shapes, _ = _shapes(_scene(Lens(noise_ball=True), _sgd(0.004)), 5)
    assert "start is not forgotten" in _only(shapes, Note)[0].text


def test_with_a_falling_rate_the_ball_is_that_of_the_step() -> None:
    schedule = registry.create("schedule", "inverse_time", scale=15)
    scene = _scene(Lens(noise_ball=True), _sgd(0.4, schedule=schedule))
    snapshot = compute_now(scene)
    sizes = []
    for k in (0, 10, 50):
        shapes = overlay(Look(snapshot, k, LIGHT), {})
        alpha = 0.4 / (1 + k / 15)
        covariance = _covariance_of(_only(shapes, Polyline)[3].points, np.zeros(2), 1)
        values = np.linalg.eigvalsh(BOWL.hessian(np.zeros(2)))
        expected = sum(gd_noise_variance(alpha, float(h), 0.5) for h in values)
        assert np.trace(covariance) == pytest.approx(expected, rel=1e-9)
        sizes.append(expected)
    assert sizes[0] > sizes[1] > sizes[2]
    assert "last 40 steps" in _only(overlay(Look(snapshot, 50, LIGHT), {}), Note)[0].text


def test_four_times_the_batch_is_half_the_ball() -> None:
    """To the first order in α: the batch's own Hessian scatters a little too."""
    sizes = []
    for b in (1, 4, 16):
        shapes, snapshot = _shapes(_summed(Batching(b, True), Lens(noise_ball=True), 0.02), 5)
        center = np.array(snapshot.scene.objective.minima[0])
        sizes.append(float(np.sqrt(np.trace(_covariance_of(_only(shapes, Polyline)[3].points, center, 1)))))
    assert sizes[0] / sizes[1] == pytest.approx(2, rel=0.1)
    assert sizes[1] / sizes[2] == pytest.approx(2, rel=0.1)


def test_where_an_assumption_fails_a_note_says_which() -> None:
    lens = Lens(noise_ball=True)
    adam = RunSpec(registry.create("optimizer", "adam"), noisy=True)
    shuffled = _summed(Batching(4), lens)
    exact = replace(
        _summed(Batching(4, True), lens), objective=registry.create("objective", "least_squares", noise=0.0)
    )
    hills = replace(_scene(lens), objective=registry.create("objective", "himmelblau"))
    logistic = replace(shuffled, objective=registry.create("objective", "logistic_regression"))
    ball = RunSpec(registry.create("optimizer", "heavy_ball"), batching=Batching(4, True))
    for scene, word in (
        (_scene(lens, adam), "SGD and heavy ball"),
        (_scene(lens, _sgd(clip=Clipping("norm"))), "clipping"),
        (hills, "quadratic"),
        (shuffled, "one shuffle"),
        (exact, "met exactly"),
        (logistic, "least squares"),
        (replace(shuffled, runs=(ball,)), "without momentum"),
    ):
        assert word in why_not(scene, scene.runs[0])
        shapes, _ = _shapes(scene, 2)
        assert [type(s) for s in shapes] == [Note]
    unstable, _ = _shapes(_scene(lens, _sgd(2.5)), 0)
    assert "without limit" in unstable[-1].text  # type: ignore[union-attr]


def test_the_other_runs_balls_are_there_to_compare() -> None:
    scene = replace(_scene(Lens(noise_ball=True)), runs=(_sgd(0.1), _sgd(0.4, name="large")))
    shapes, _ = _shapes(scene, 3)
    assert len(_only(shapes, Polyline)) == 6
    assert len(_only(shapes, Note)) == 1


def test_no_lens_speaks_of_a_hidden_run() -> None:
    scene = _scene(Lens(cloud=True, noise_ball=True))
    hidden = replace(scene, runs=(replace(scene.runs[0], visible=False),))
    assert _shapes(hidden, 3)[0] == ()
    gone = replace(scene, lens=replace(scene.lens, run=3))
    assert _shapes(gone, 3)[0] == ()
    assert CloudLens().key(gone) is None
    assert NoiseBallLens().key(scene) is None


# in the window


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    made.store.update(_scene(Lens(), title="chance"))
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def _look(window: Window, **fields: object) -> None:
    scene = window.store.scene
    window.store.update(replace(scene, lens=replace(scene.lens, **fields)))  # type: ignore[arg-type]


def _drawn(window: Window, kind: type) -> list:  # type: ignore[type-arg]
    return _only(window.looking.overlay, kind)


def test_a_person_asks_for_the_cloud_and_sees_it_follow_the_ball(window: Window, qtbot: QtBot) -> None:
    _look(window, cloud=True)
    qtbot.waitUntil(lambda: bool(_drawn(window, Arrow)))
    x = window.controller.snapshot.runs[0].trajectory.x  # type: ignore[union-attr]
    for k in (0, 17, 40):
        window.playback.seek(k)
        assert _drawn(window, Arrow)[1].tail == pytest.approx(tuple(x[k]))
    window.store.undo()
    qtbot.waitUntil(lambda: not window.looking.overlay)


def test_a_fan_is_thrown_drawn_and_charted_and_never_stale(window: Window, qtbot: QtBot) -> None:
    gap = window.plots.charts.charts[0]
    assert gap.curves[0].band is None
    _look(window, fan=30)
    qtbot.waitUntil(lambda: gap.curves[0].band is not None and gap.curves[0].band.shape[1] == 61)
    fan = window.looking.data("fan")
    np.testing.assert_allclose(gap.curves[0].band[1], fan.gap[1])
    low, middle, high = gap.curves[0].band
    assert np.all(low <= middle)
    assert np.all(middle <= high)
    assert np.all(low[5:] < high[5:])
    window.playback.seek(60)
    image = window.plots.map.grab().toImage()
    place: QPointF = window.plots.map.to_widget(*fan.paths[60, 7].tolist())
    assert image.rect().contains(place.toPoint())
    scene = window.store.scene
    window.store.update(replace(scene, noise=replace(scene.noise, sigma=0.0)))
    qtbot.waitUntil(lambda: not window.controller.busy)
    assert window.looking.data("fan") is None
    assert gap.curves[0].band is None
    assert "throws no dice" in _drawn(window, Note)[0].text


def test_a_noise_ball_is_drawn_with_its_numbers(window: Window, qtbot: QtBot) -> None:
    _look(window, noise_ball=True)
    qtbot.waitUntil(lambda: bool(_drawn(window, Polyline)))
    assert "predicted" in _drawn(window, Note)[0].text
    scene = window.store.scene
    window.store.update(replace(scene, runs=(_sgd(5.0),)))
    qtbot.waitUntil(lambda: not window.controller.busy)
    assert not _drawn(window, Polyline)
    assert "without limit" in _drawn(window, Note)[0].text


def test_a_film_shows_the_fan_on_its_chart_too(qtbot: QtBot) -> None:
    from landscape_app.export.frames import Film
    from landscape_app.scene.model import CameraState
    from landscape_app.views.charts import Charts

    scene = _scene(Lens(fan=12))
    film = Film(compute_now(scene), "all", (960, 540), "light")
    try:
        assert not film.frame(20.0, CameraState()).isNull()
        (charts,) = [view.widget for view in film._views if isinstance(view.widget, Charts)]
        np.testing.assert_allclose(charts.charts[0].curves[0].band[1], prepared(scene)["fan"].gap[1])
    finally:
        film.close()
