"""A map that is zoomed into gets finer points of what is seen, and none that are no longer true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.theme import LIGHT
from landscape_app.views.charts import Charts
from landscape_app.views.map2d import Map2D
from landscape_app.window import Window


def _map(window: Window) -> Map2D:
    view = window.plots.map
    assert isinstance(view, Map2D)
    return view


def _wheel(view: Map2D, notches: int) -> None:
    port = view._plot.viewport()
    at = QPointF(port.width() * 0.6, port.height() * 0.4)
    event = QWheelEvent(
        at, QPointF(port.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def test_zooming_in_brings_finer_points_and_zooming_out_lets_them_go(window: Window, qtbot: QtBot) -> None:
    view = _map(window)
    assert view.state.detail is None
    for _ in range(6):
        _wheel(view, 3)
    qtbot.waitUntil(lambda: view.state.detail is not None)
    fine, whole = view.state.detail, view.state.surface
    assert fine is not None
    assert whole is not None
    (x0, x1), (y0, y1) = view.seen
    assert fine.x[0] < x0
    assert fine.x[-1] > x1
    assert fine.y[0] < y0
    assert fine.y[-1] > y1
    assert np.diff(fine.x)[0] < 0.5 * np.diff(whole.x)[0]
    at = np.stack(np.meshgrid(fine.x[::40], fine.y[::40]), axis=-1)
    np.testing.assert_array_equal(fine.f[::40, ::40], window.store.scene.objective.value(at))
    inside = [level for level in view._ground.contours.levels if fine.f.min() < level < fine.f.max()]
    assert len(inside) >= window.store.scene.display.levels - 4, "as many lines in sight as before"
    view.reset_view()
    qtbot.waitUntil(lambda: view.state.detail is None)


def test_another_surface_drops_the_detail_of_the_last_one(window: Window, qtbot: QtBot) -> None:
    view = _map(window)
    for _ in range(6):
        _wheel(view, 3)
    qtbot.waitUntil(lambda: view.state.detail is not None)
    scene = window.store.scene
    window.store.update(replace(scene, objective=registry.create("objective", "booth"), domain=scene.view_domain))
    qtbot.waitUntil(lambda: not window.controller.busy)
    qtbot.waitUntil(lambda: view.state.detail is not None)
    fine = view.state.detail
    assert fine is not None
    assert fine.f[3, 5] == window.store.scene.objective.value(np.array([fine.x[5], fine.y[3]]))


def test_a_run_that_flies_off_does_not_press_the_others_flat(qtbot: QtBot) -> None:
    app.application()
    calm = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.1))
    wild = RunSpec(registry.create("optimizer", "gradient_descent", lr=3.0))
    objective = registry.create("objective", "quadratic", kappa=4.0)
    stopping = Stopping(max_steps=80, gradient_on=False)
    ranges = []
    for runs in ((calm,), (calm, wild)):
        snapshot = compute_now(Scene(objective, runs, stopping=stopping))
        charts = Charts()
        qtbot.addWidget(charts)
        charts.build_all()
        charts.set_theme(LIGHT)
        charts.set_scene(snapshot.scene)
        charts.set_runs(snapshot.runs)
        ranges.append(charts.charts[0].plot.box.viewRange()[1])
        charts.shutdown()
    assert snapshot.runs[1].trajectory.stop is not None
    assert snapshot.runs[1].trajectory.stop.rule == "diverged"
    assert ranges[0] == pytest.approx(ranges[1])
