"""The map and the charts in the real window: from a hand to the store, the playback and back to the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.surface import Surface
from landscape_app.views.map2d import Map2D
from landscape_app.window import Window
from tests.app.conftest import Open
from tests.app.view_kit import wheel


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    made.activateWindow()
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def port_point(view: Map2D, x: float, y: float) -> QPoint:
    return view._plot.viewport().mapFrom(view, view.to_widget(x, y).toPoint())


def zoom_in(view: Map2D, notches: int = 6) -> None:
    port = view._plot.viewport()
    for _ in range(notches):
        wheel(port, QPointF(port.width() * 0.6, port.height() * 0.5), 3)


# the start


def test_a_drag_of_the_start_is_one_undo_entry_and_moves_every_run(window: Window, qtbot: QtBot) -> None:
    view, before = window.plots.map, window.store.scene
    port = view._plot.viewport()
    start = port_point(view, *before.start_point)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(port, start + QPoint(-6 * step, 10 * step))
        qtbot.wait(5)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(-48, 80))
    qtbot.waitUntil(lambda: not window.controller.busy)
    moved = window.store.scene.start
    assert moved != before.start_point
    snapshot = window.controller.snapshot
    assert snapshot is not None
    for run in snapshot.runs:
        assert tuple(run.trajectory.x[0]) == moved
    window.action("undo").trigger()
    assert window.store.scene == before
    assert not window.store.can_undo


def test_a_held_arrow_key_is_one_undo_entry_and_two_presses_are_two(window: Window, qtbot: QtBot) -> None:
    view, before = window.plots.map, window.store.scene
    view._plot.setFocus()
    head = window.playback.head
    for _ in range(5):
        QTest.keyPress(view._plot, Qt.Key.Key_Down)
    QTest.keyRelease(view._plot, Qt.Key.Key_Down)
    held = window.store.scene
    assert held.start[1] < before.start_point[1]
    QTest.keyClick(view._plot, Qt.Key.Key_Right)
    assert window.store.scene.start[0] > held.start[0]
    assert window.playback.head == head  # the arrows are the start's here, not the timeline's
    window.action("undo").trigger()
    assert window.store.scene == held
    window.action("undo").trigger()
    assert window.store.scene == before


def test_the_timelines_other_keys_work_while_the_map_has_the_focus(window: Window, qtbot: QtBot) -> None:
    view = window.plots.map
    window.activateWindow()
    view._plot.setFocus()
    qtbot.waitUntil(view._plot.hasFocus)
    QTest.keyClick(view._plot, Qt.Key.Key_End)
    assert window.playback.head == window.playback.length
    QTest.keyClick(view._plot, Qt.Key.Key_Home)
    assert window.playback.head == 0
    QTest.keyClick(view._plot, Qt.Key.Key_Space)
    assert window.playback.playing


# charts and the timeline


@pytest.mark.parametrize("which", range(4))
def test_a_drag_in_a_chart_scrubs_the_timeline(window: Window, which: int) -> None:
    chart = window.plots.charts.charts[which]
    port, y = chart.plot.viewport(), chart.plot.viewport().height() // 2
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(20.0)), y))
    step = 1.5 / chart.plot.pixels().sx
    assert window.playback.head == pytest.approx(20.0, abs=step)
    for k in (60.0, 130.0, 90.0):
        QTest.mouseMove(port, QPoint(round(chart.x_of(k)), y))
        assert window.playback.head == pytest.approx(k, abs=step)
        assert {c.head for c in window.plots.charts.charts} == {window.playback.head}
        assert window.plots.map.state.head == window.playback.head
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(90.0)), y))


def test_the_timelines_keys_work_after_a_click_in_a_chart(window: Window) -> None:
    chart = window.plots.charts.charts[1]
    port = chart.plot.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(50.0)), 40))
    head = window.playback.head
    focused = window.focusWidget()
    assert focused is chart
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert window.playback.head == pytest.approx(head + 1, abs=1.0)
    assert window.playback.head > head


# the detail of the map


def test_a_burst_of_wishes_is_coalesced_and_ends_on_the_last(window: Window, qtbot: QtBot) -> None:
    got: list[Surface] = []
    window.detail.changed.connect(lambda _whole, detail: got.append(detail))
    for k in range(40):
        window.detail.request(((0.0, 1.0 + k), (0.0, 1.0)))
    qtbot.waitUntil(lambda: bool(got) and got[-1].x[-1] > 40.0)
    assert len(got) == 2  # the first, and the last that had come while it was sampled
    assert got[-1].x[0] < 0.0 < 1.0 < got[-1].y[-1]


def test_no_detail_is_shown_beside_another_surface(window: Window, qtbot: QtBot) -> None:
    view = window.plots.map
    window.store.update(replace(window.store.scene, objective=registry.create("objective", "quadratic", kappa=2.0)))
    qtbot.waitUntil(lambda: not window.controller.busy)
    zoom_in(view)
    qtbot.waitUntil(lambda: view.state.detail is not None)
    seen: list[float] = []

    def check(whole: Surface, detail: Surface | None) -> None:
        snapshot = window.controller.snapshot
        assert snapshot is not None
        assert whole is snapshot.surface
        if detail is not None:
            corner = np.array([detail.x[0], detail.y[0]])
            assert detail.f[0, 0] == snapshot.scene.objective.value(corner)
            seen.append(snapshot.scene.objective.kappa)  # type: ignore[attr-defined]

    window.detail.changed.connect(check)
    for kappa in range(3, 30):
        scene = window.store.scene
        window.store.update(replace(scene, objective=replace(scene.objective, kappa=float(kappa))), merge="kappa")
        state = view.state
        if state.detail is not None:
            assert state.scene is not None
            corner = np.array([state.detail.x[0], state.detail.y[0]])
            assert state.detail.f[0, 0] == state.scene.objective.value(corner)
        qtbot.wait(12)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 29.0)
    assert len(seen) > 2  # pictures on the way
