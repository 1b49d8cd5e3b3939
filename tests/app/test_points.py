"""The list of critical points in the real window: searched only while looked at, true to the surface shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.window import Window
from tests.app.conftest import Open


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(plots=False)
    made.below.setCurrentIndex(0)
    run = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.1))
    made.store.update(Scene(registry.create("objective", "himmelblau"), (run,)))
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def _look(window: Window, qtbot: QtBot) -> list[list[str]]:
    window.below.setCurrentWidget(window.points_panel)
    qtbot.waitUntil(lambda: "Searching" not in window.points_panel.message.text(), timeout=20_000)
    table = window.points_panel.table
    return [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]


def test_nothing_is_searched_until_somebody_looks(window: Window, qtbot: QtBot) -> None:
    assert window.points_panel.table.rowCount() == 0
    rows = _look(window, qtbot)
    kinds = [row[0] for row in rows]
    assert (kinds.count("minimum"), kinds.count("saddle"), kinds.count("maximum")) == (4, 4, 1)
    values = [float(row[2].replace("−", "-")) for row in rows]
    assert min(np.diff(values)) > -1e-9, "the lowest first"
    assert all(float(row[3].replace("−", "-")) < 1e-6 for row in rows), "∇f = 0 at each"


def test_a_saddle_says_how_fast_it_is_left(window: Window, qtbot: QtBot) -> None:
    rows = _look(window, qtbot)
    saddle = next(row for row in rows if row[0] == "saddle")
    lowest = float(saddle[4].split(",")[0].replace("−", "-"))
    assert f"×{1 + 0.1 * abs(lowest):.5g}"[:5] in saddle[7]
    assert "α = 0.1" in saddle[7]


def test_another_surface_brings_its_own_points(window: Window, qtbot: QtBot) -> None:
    assert len(_look(window, qtbot)) == 9
    scene = window.store.scene
    window.store.update(replace(scene, objective=registry.create("objective", "booth")))
    qtbot.waitUntil(lambda: window.points_panel.table.rowCount() == 1, timeout=20_000)
    assert window.points_panel.table.item(0, 1).text() == "(1, 3)"


def test_a_row_puts_the_start_beside_its_point(window: Window, qtbot: QtBot) -> None:
    rows = _look(window, qtbot)
    row = [r[0] for r in rows].index("maximum")
    window.points_panel.table.activated.emit(window.points_panel.table.model().index(row, 0))
    start = np.array(window.store.scene.start_point)
    x = window.points_panel._points[row].x
    assert 0 < np.linalg.norm(start - x) < 0.1
