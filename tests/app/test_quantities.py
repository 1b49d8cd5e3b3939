"""What the charts can show, held against definitions, and chosen through the window by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.maps import Wanted
from landscape_app.quantities import counted, series, sharpness, zoutendijk_ceiling
from landscape_app.results import Snapshot
from landscape_app.scene import codec
from landscape_app.scene.model import CHARTED, CHARTS, COUNTS, Display, RunSpec, Scene
from landscape_app.scene.presets import find, presets
from landscape_app.views.charts import Charts
from landscape_app.window import Window
from tests.app.conftest import Open
from tests.app.view_kit import close, drag, give


def _scene(*runs: RunSpec, kappa: float = 20.0, **display: object) -> Scene:
    stopping = Stopping(max_steps=60, gradient_on=False)
    objective = registry.create("objective", "quadratic", kappa=kappa, angle=25.0)
    return Scene(objective, runs, start=(4.0, 2.0), stopping=stopping, display=Display(**display))  # type: ignore[arg-type]


def _spec(method: str, **fields: object) -> RunSpec:
    return RunSpec(registry.create("optimizer", method, **fields))


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(scene=_scene(_spec("heavy_ball", lr=0.5, momentum=0.5), _spec("newton")), size=(1500, 900))


def test_along_eigenvectors_descent_falls_as_theory_says() -> None:
    snapshot = compute_now(_scene(_spec("gradient_descent", lr=0.7)))
    made = series(snapshot.scene, snapshot.runs[0], "eigen")
    assert len(made) == 2
    for one in made:
        (theory,) = one.references
        alive = np.isfinite(one.values)
        assert alive.sum() > 10
        np.testing.assert_allclose(one.values[alive], theory.values[alive], rtol=1e-6, atol=1e-13)


def test_many_dimensions_show_their_extremes_and_some_between() -> None:
    scene = _scene(_spec("gradient_descent", lr=0.7))
    objective = replace(scene.objective, dim=40)  # type: ignore[call-arg]
    snapshot = compute_now(replace(scene, objective=objective, start=tuple([1.0] * 40)))
    made = series(snapshot.scene, snapshot.runs[0], "eigen")
    assert [made[0].label, made[-1].label] == ["λ = 0.05", "λ = 1"]
    assert len(made) == 6


def test_distance_cosine_and_zoutendijk_of_exact_search() -> None:
    snapshot = compute_now(_scene(_spec("gradient_descent_exact")))
    run, scene = snapshot.runs[0], snapshot.scene
    (distance,) = series(scene, run, "distance")
    np.testing.assert_allclose(distance.values, np.hypot(*run.trajectory.x.T))
    (cosine,) = series(scene, run, "cosine")
    assert np.isnan(cosine.values[0])
    assert np.nanmax(np.abs(cosine.values[:15])) < 1e-9
    (total,) = series(scene, run, "zoutendijk")
    ceiling = zoutendijk_ceiling(scene, run)
    assert ceiling is not None
    assert np.all(np.diff(total.values[1:]) >= 0)
    # exact steps along −∇f: cos θ = 1
    np.testing.assert_allclose(total.values[-1], np.sum(run.trajectory.grad_norm[:-1] ** 2), rtol=1e-9)
    assert total.values[-1] <= ceiling
    assert (total.references[0].values == ceiling).all()


def test_sharpness_is_the_largest_eigenvalue_and_stands_beside_2_over_alpha() -> None:
    snapshot = compute_now(codec.load(find("sharpness_and_edge")))
    run, objective = snapshot.runs[2], snapshot.scene.objective
    (one,) = series(snapshot.scene, run, "sharpness")
    for k in (0, 7, run.trajectory.steps):
        assert one.values[k] == pytest.approx(np.linalg.eigvalsh(objective.hessian(run.trajectory.x[k]))[-1])
    assert one.references[0].values[1:] == pytest.approx(2 / 0.2)
    deep = registry.create("objective", "rosenbrock")
    x = np.random.default_rng(0).normal(size=(5000, 2))
    assert sharpness(deep, x)[[0, -1]] == pytest.approx(
        [np.linalg.eigvalsh(deep.hessian(p))[-1] for p in (x[0], x[-1])]
    )


def test_what_is_made_of_a_trajectory_is_made_once() -> None:
    snapshot = compute_now(_scene(_spec("gradient_descent", lr=0.7)))
    run = snapshot.runs[0]
    again = replace(run, spec=replace(run.spec, name="other"))
    assert series(snapshot.scene, run, "eigen") is series(snapshot.scene, again, "eigen")


@pytest.mark.parametrize("name", [p.id for p in presets()])
def test_every_quantity_of_every_preset_is_drawn(name: str, qtbot: QtBot) -> None:
    app.application()
    scene = codec.load(find(name))
    stopping = replace(scene.stopping, max_steps=min(scene.stopping.max_steps, 30))
    snapshot = compute_now(replace(scene, stopping=stopping))
    view = Charts()
    view.build_all()
    for first in range(0, len(CHARTED), 4):
        shown = dict(zip(CHARTS, (*CHARTED, *CHARTED)[first : first + 4], strict=True))
        count = COUNTS[first // 4 + 1]
        display = replace(scene.display, count=count, **shown)  # type: ignore[arg-type]
        give(view, Snapshot(replace(snapshot.scene, display=display), snapshot.surface, snapshot.runs, True), 9.0)
        assert not view.grab_image(1000, 200).isNull()
        for chart in view.charts:
            low, high = chart.plot.box.viewRange()[1]
            assert math.isfinite(low)
            assert low < high
            for curve in chart.curves:
                assert curve.counts.shape == curve.values.shape == (curve.run.trajectory.steps + 1,)
    close(view)


def _choose(window: Window, qtbot: QtBot, which: int, kind: str, id: str) -> None:
    """By hand: open the menu, click the entry."""
    chart = window.plots.charts.charts[which]
    menu, action = chart.choice, getattr(chart.choice, kind)[id]
    menu.popup(chart.more.mapToGlobal(QPoint(0, 10)))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    QApplication.processEvents()


def test_a_chart_shows_what_its_menu_says_and_the_scene_keeps_it(window: Window, qtbot: QtBot) -> None:
    _choose(window, qtbot, 1, "quantities", "distance")
    assert window.store.scene.display.chart_2 == "distance"
    chart = window.plots.charts.charts[1]
    assert chart.title.text() == "distance ‖x − x*‖"
    x = chart.curves[0].run.trajectory.x
    np.testing.assert_allclose(chart.curves[0].values, np.linalg.norm(x, axis=1))
    assert codec.loads(codec.dumps(window.store.scene)).display.chart_2 == "distance"
    window.store.undo()
    assert chart.quantity == "gradient"
    assert chart.choice.quantities["gradient"].isChecked()


def test_the_bottom_axis_counts_what_a_step_costs_and_the_cursor_follows(window: Window, qtbot: QtBot) -> None:
    _choose(window, qtbot, 2, "counts", "gradients")
    assert window.store.scene.display.count == "gradients"
    for chart in window.plots.charts.charts:
        assert chart.plot.bottom.name == "gradient evaluations"
        for curve in chart.curves:
            np.testing.assert_array_equal(curve.counts, curve.run.trajectory.gradients)
    chart = window.plots.charts.charts[0]
    at = QPoint(round(chart.x_of(20.0)), 40)
    qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.playback.head == pytest.approx(20.0, abs=0.5)
    assert chart.curves[0].count_at(20.0) == chart.curves[0].run.trajectory.gradients[20]


def test_samples_are_counted_in_epochs_where_f_is_a_finite_sum() -> None:
    objective = registry.create("objective", "least_squares")
    run = _spec("sgd", lr=0.01)
    snapshot = compute_now(Scene(objective, (run,), stopping=Stopping(max_steps=10, gradient_on=False)))
    data = snapshot.runs[0]
    np.testing.assert_allclose(
        counted(snapshot.scene, data, "samples"),
        data.trajectory.samples / objective.n,
    )


def test_a_drag_on_the_phase_map_sets_alpha_and_beta_as_one_entry(window: Window, qtbot: QtBot) -> None:
    window.below.setCurrentIndex(4)
    panel = window.maps_panel
    panel.kind.setCurrentIndex(panel.kind.findData("phase"))
    qtbot.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window._mapped is not None and window._mapped.wanted == Wanted("phase", 0, 500))
    plane = window.plots.plane
    targets = ((0.4, 0.2), (0.9, 0.5), (1.2, 0.6))
    drag(plane, *(plane.place_of(*t) for t in targets))
    method = window.store.scene.runs[0].method
    assert (method.lr, method.momentum) == pytest.approx(targets[-1], abs=0.02)  # type: ignore[attr-defined]
    assert "oscillating" in plane.reading(plane.place_of(*targets[-1]))
    assert "diverging" in plane.reading(QPointF(plane.place_of(4.2, 0.5)))
    drag(plane, plane.place_of(0.3, 0.1))
    window.store.undo()
    assert window.store.scene.runs[0].method == method
    window.store.undo()
    assert window.store.scene.runs[0].method.lr == 0.5  # type: ignore[attr-defined]
    assert not plane.grab().isNull()


def test_the_worst_start_is_a_button_and_its_ratio_is_measured(window: Window, qtbot: QtBot) -> None:
    window.store.reset(_scene(_spec("gradient_descent_exact")))
    qtbot.waitUntil(lambda: not window.controller.busy)
    window.below.setCurrentIndex(2)
    panel = window.theory_panel
    button = next(b for b in panel.buttons if b.text() == "Worst start")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.controller.busy)
    scene = window.store.scene
    assert math.hypot(*scene.start) == pytest.approx(math.hypot(4.0, 2.0))
    words = panel.text.text()
    assert "= 0.81859 of f − f*; measured 0.81859." in words
    assert "measured is 0" in words


def test_the_way_out_of_a_saddle_is_told(window: Window, qtbot: QtBot) -> None:
    stopping = Stopping(max_steps=30)
    run = _spec("gradient_descent", lr=0.1)
    window.store.reset(Scene(registry.create("objective", "saddle"), (run,), start=(1.0, 1e-8), stopping=stopping))
    qtbot.waitUntil(lambda: not window.controller.busy)
    words = window.theory_panel.text.text()
    assert "1 + α|λ| = 1.2 a step; measured 1.2." in words


def test_the_ceiling_of_the_subgradient_method_is_told_beside_the_best_value(window: Window, qtbot: QtBot) -> None:
    scene = codec.load(find("lasso_corner"))
    window.store.reset(scene)
    qtbot.waitUntil(lambda: not window.controller.busy)
    window.theory_panel.run.setCurrentIndex(0)
    assert "is a ceiling; measured" in window.theory_panel.text.text()
    noisy = replace(scene, noise=replace(scene.noise, sigma=0.5), runs=(replace(scene.runs[0], noisy=True),))
    window.store.update(noisy)
    qtbot.waitUntil(lambda: not window.controller.busy)
    assert "is a ceiling" not in window.theory_panel.text.text()


def test_where_minima_form_a_curve_no_distance_to_a_point_of_it_is_drawn() -> None:
    snapshot = compute_now(codec.load(find("sharpness_and_edge")))
    assert snapshot.scene.objective.has_minimum_curve
    assert series(snapshot.scene, snapshot.runs[0], "distance") == ()
    assert series(snapshot.scene, snapshot.runs[0], "eigen") == ()
