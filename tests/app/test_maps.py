"""Maps over the plane through the real window: drawn, read, stopped, and a click that puts the run there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.analysis.basins import Basins
from core.analysis.momentum_phase import PhaseMap
from core.analysis.sweep import Sweep
from landscape_app import maps
from landscape_app.maps import Wanted, kinds_of, made_of, moved, place_of
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.window import Window
from tests.app.conftest import Open


@pytest.fixture
def window(qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(maps, "BASIN_POINTS", 48)
    monkeypatch.setattr(maps, "SWEEP_POINTS", 24)
    made = open_window()
    runs = (
        RunSpec(registry.create("optimizer", "gradient_descent", lr=0.01)),
        RunSpec(registry.create("optimizer", "heavy_ball", lr=0.004)),
        RunSpec(registry.create("optimizer", "gradient_descent_backtracking")),
    )
    made.store.update(Scene(registry.create("objective", "himmelblau"), runs))
    made.below.setCurrentIndex(4)
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def _draw(window: Window, qtbot: QtBot, run: int, kind: str, steps: int = 200) -> None:
    panel = window.maps_panel
    panel.run.setCurrentIndex(run)
    panel.kind.setCurrentIndex(panel.kind.findData(kind))
    panel.steps.setText(str(steps))
    panel.steps.editingFinished.emit()
    qtbot.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    assert window.maps.busy
    qtbot.waitUntil(lambda: not window.maps.busy, timeout=20_000)


def test_a_key_starts_and_stops_the_work_of_the_page(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.below.setCurrentIndex(0)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.message.text() == "The page below has no work to start."
    window.below.setCurrentIndex(4)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.maps.busy
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.maps.busy, timeout=20_000)


def test_basins_are_drawn_listed_and_a_click_moves_the_start(window: Window, qtbot: QtBot) -> None:
    _draw(window, qtbot, 0, "basins")
    plane = window.plots.plane
    data = plane._data
    assert isinstance(data, Basins)
    assert len(data.attractors) == 4
    table = window.maps_panel.table
    assert table.rowCount() == 4
    shares = [float(table.item(i, 2).text().rstrip(" %")) for i in range(4)]
    assert sum(shares) == pytest.approx(100, abs=0.5)
    assert shares == sorted(shares, reverse=True)
    at = plane.place_of(-3.0, 3.5)
    QTest.mouseClick(plane, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert window.store.scene.start_point == pytest.approx((-3.0, 3.5), abs=0.05)
    assert plane._at == pytest.approx((-3.0, 3.5), abs=0.05)
    window.store.undo()
    assert window.store.scene.start == ()


def test_the_map_says_what_it_shows(window: Window, qtbot: QtBot) -> None:
    _draw(window, qtbot, 0, "basins")
    plane = window.plots.plane
    said = plane.reading(plane.place_of(3.2, 2.1))
    assert "to (3, 2) in" in said
    image = plane.grab().toImage()
    colours = {image.pixelColor(plane.place_of(x, y).toPoint()).name() for x, y in ((4, 3), (-4, 4), (-4, -4), (4, -3))}
    assert len(colours) == 4, "each basin has its own colour"


def test_the_learning_rate_and_momentum_of_the_run_go_where_the_click_was(window: Window, qtbot: QtBot) -> None:
    _draw(window, qtbot, 1, "rate_momentum", 100)
    plane = window.plots.plane
    assert isinstance(plane._data, Sweep)
    plane.picked.emit(0.01, 0.5)
    method = window.store.scene.runs[1].method
    assert (method.lr, method.momentum) == (0.01, 0.5)  # type: ignore[attr-defined]
    assert "steps" in plane.reading(plane.place_of(0.01, 0.5)) or "ends" in plane.reading(plane.place_of(0.01, 0.5))
    assert "diverges" in plane.reading(plane.place_of(9.0, 0.5))


def test_the_keyboard_can_do_what_the_mouse_can(window: Window, qtbot: QtBot) -> None:
    _draw(window, qtbot, 0, "basins", 50)
    plane = window.plots.plane
    plane.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(plane, key)
    (low, high), _ = window.store.scene.view_domain
    assert window.store.scene.start_point == pytest.approx([0.02 * (high - low)] * 2), "one step from the middle"


def test_a_map_can_be_stopped_and_another_one_drops_it(window: Window, qtbot: QtBot) -> None:
    window.maps.start(Wanted("basins", 2, 5000))
    assert window.maps_panel.stop.isEnabled()
    qtbot.mouseClick(window.maps_panel.stop, Qt.MouseButton.LeftButton)
    assert not window.maps.busy
    assert not window.maps_panel.stop.isEnabled()
    window.maps.start(Wanted("basins", 2, 5000))
    _draw(window, qtbot, 0, "basins")
    assert window._mapped is not None
    assert window._mapped.wanted.run == 0


def test_only_maps_that_can_be_made_are_offered(window: Window, qtbot: QtBot) -> None:
    panel = window.maps_panel
    offered = []
    for run in range(3):
        panel.run.setCurrentIndex(run)
        offered.append([panel.kind.itemData(i) for i in range(panel.kind.count())])
    assert offered == [["basins", "rate_start"], ["basins", "rate_start", "rate_momentum"], ["basins"]]
    window.store.update(Scene(registry.create("objective", "parabola_1d"), window.store.scene.runs))
    assert panel.kind.count() == 0
    assert not panel.draw.isEnabled()


def test_a_run_that_is_gone_cannot_be_moved() -> None:
    scene = Scene(registry.create("objective", "himmelblau"), ())
    assert moved(scene, Wanted("basins", 3, 10), 1.0, 1.0) == scene
    assert place_of(scene, Wanted("basins", 3, 10)) is None
    assert kinds_of(None, scene.objective) == ()


def test_a_runs_own_start_moves_and_the_scenes_stays() -> None:
    run = RunSpec(registry.create("optimizer", "adam", lr=0.1), start=(1.0, 1.0))
    scene = Scene(registry.create("objective", "himmelblau"), (run,))
    new = moved(scene, Wanted("basins", 0, 10), 2.0, 3.0)
    assert new.runs[0].start == (2.0, 3.0)
    assert new.start == scene.start
    assert moved(scene, Wanted("rate_start", 0, 10), 0.5, -2.0).runs[0] == replace(
        run,
        start=(-2.0, 1.0),
        method=replace(run.method, lr=0.5),  # type: ignore[call-arg]
    )


def test_axes_and_pixels_go_there_and_back(window: Window, qtbot: QtBot) -> None:
    _draw(window, qtbot, 1, "rate_momentum", 50)
    plane = window.plots.plane
    for x, y in ((1e-3, 0.2), (1.0, 0.9)):
        u, v = plane._shares_at(QPointF(plane.place_of(x, y)))
        assert plane._value(u, 0) == pytest.approx(x, rel=1e-6)
        assert plane._value(v, 1) == pytest.approx(y, rel=1e-6)
    assert np.isfinite(plane._share(np.array([1e-4, 10.0]), 0)).all()


def test_a_map_of_other_settings_says_so_and_one_of_another_surface_goes(window: Window, qtbot: QtBot) -> None:
    plane = window.plots.plane
    plane.resize(400, 300)
    _draw(window, qtbot, 0, "basins")
    fresh = plane.grab().toImage()
    window.store.update(replace(window.store.scene, start=(1.0, 1.0)))  # the map is of every start
    assert not plane.outdated
    scene = window.store.scene
    other = replace(scene.runs[0], method=registry.create("optimizer", "gradient_descent", lr=0.02))
    window.store.update(replace(scene, runs=(other, *scene.runs[1:])))
    assert plane.outdated
    assert plane.grab().toImage() != fresh
    window.store.undo()
    assert not plane.outdated
    window.store.update(Scene(registry.create("objective", "beale"), scene.runs))
    assert (plane.data, window.maps_panel.table.rowCount()) == (None, 0)


def test_a_map_in_the_making_is_of_no_other_surface(window: Window, qtbot: QtBot) -> None:
    panel = window.maps_panel
    panel.kind.setCurrentIndex(panel.kind.findData("basins"))
    qtbot.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    window.store.update(Scene(registry.create("objective", "beale"), window.store.scene.runs))
    qtbot.waitUntil(lambda: not window.maps.busy and not window.controller.busy, timeout=20_000)
    qtbot.wait(50)
    assert window.plots.plane.data is None


def test_the_phases_follow_kappa(window: Window, qtbot: QtBot) -> None:
    runs = (RunSpec(registry.create("optimizer", "heavy_ball", lr=0.1)),)
    window.store.update(Scene(registry.create("objective", "quadratic", kappa=10.0), runs))
    _draw(window, qtbot, 0, "phase")
    before = window.plots.plane.data
    window.store.update(replace(window.store.scene, objective=registry.create("objective", "quadratic", kappa=90.0)))
    qtbot.waitUntil(lambda: not window.maps.busy, timeout=20_000)
    after = window.plots.plane.data
    assert isinstance(before, PhaseMap)
    assert isinstance(after, PhaseMap)
    assert after.eigenvalues.min() == pytest.approx(1 / 90)
    assert not window.plots.plane.outdated


@pytest.mark.parametrize(
    ("kind", "free"), [("rate_start", {"lr": 0.5}), ("rate_momentum", {"lr": 0.5, "momentum": 0.2})]
)
def test_a_sweep_does_not_depend_on_its_knobs(kind: maps.Kind, free: dict[str, float]) -> None:
    method = registry.create("optimizer", "heavy_ball", lr=0.1)
    scene = Scene(registry.create("objective", "beale"), (RunSpec(method),), start=(1.0, 1.0))
    wanted = Wanted(kind, 0, 100)
    same = replace(scene, runs=(RunSpec(replace(method, **free), colour="#ff0000"),))
    assert made_of(scene, wanted) is not None
    assert made_of(same, wanted) == made_of(scene, wanted)
    moved_along = replace(scene, start=(0.0, 1.0))
    assert (made_of(moved_along, wanted) == made_of(scene, wanted)) == (kind == "rate_start")
    assert made_of(replace(scene, start=(1.0, 0.0)), wanted) != made_of(scene, wanted)
    assert made_of(replace(scene, runs=()), wanted) is None
