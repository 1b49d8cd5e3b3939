"""The tab Ends in the real window: runs are thrown, counted, stopped, copied, and forgotten with their scene."""

from __future__ import annotations

import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from core import registry
from core.analysis.ends import wilson
from core.analysis.sharpness import sharpness
from core.noise import Noise
from core.stopping import Stopping
from landscape_app.panels.share_cell import SHARE
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.theme import DARK
from landscape_app.window import Window
from tests.app.conftest import Open

WELLS = registry.create("objective", "flat_and_sharp_wells")


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(size=(1400, 900), plots=False)
    made.below.setCurrentIndex(0)
    runs = (
        RunSpec(registry.create("optimizer", "heavy_ball", lr=0.05), noisy=True),
        RunSpec(registry.create("optimizer", "gradient_descent", lr=0.05)),
    )
    stopping = Stopping(gradient_on=False, max_steps=120)
    made.store.update(Scene(WELLS, runs, start=(1.9, 0.6), noise=Noise(2.0, 1), stopping=stopping))
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def _texts(table: QTableWidget) -> list[list[str]]:
    return [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]


def _count(window: Window, qtbot: QtBot, starts: str, count: int = 300) -> list[list[str]]:
    panel = window.ends_panel
    window.below.setCurrentWidget(panel)
    panel.starts.setCurrentIndex(panel.starts.findData(starts))
    panel.count.setText(str(count))
    panel.count.editingFinished.emit()
    qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    assert window.ends.busy
    assert panel.stop.isEnabled()
    qtbot.waitUntil(lambda: not window.ends.busy, timeout=20_000)
    assert not panel.stop.isEnabled()
    return _texts(panel.counts)


def test_the_counts_add_up_and_the_bars_are_wilsons_intervals(window: Window, qtbot: QtBot) -> None:
    rows = _count(window, qtbot, "domain")
    assert [row[0] for row in rows] == ["Heavy ball", "Gradient descent"]
    for i, row in enumerate(rows):
        counts = [int(cell.split()[0]) for cell in row[1:]]
        assert sum(counts) == 300
        for j, count in enumerate(counts, start=1):
            share, low, high = window.ends_panel.counts.item(i, j).data(SHARE)
            assert share == pytest.approx(count / 300)
            assert (low, high) == pytest.approx(wilson(count, 300))
    assert "None elsewhere" in window.ends_panel.message.text()


def test_the_bar_fills_the_share_of_its_cell(window: Window, qtbot: QtBot) -> None:
    window.themes.choose("dark")
    _count(window, qtbot, "domain")
    panel = window.ends_panel
    table = panel.counts

    def filled(j: int) -> float:
        """The share of the cell's track in the bar's colour, as it is painted now."""
        item = table.item(0, j)
        table.scrollToItem(item)  # the sharpness table may come in this very moment and leave less room
        rect = table.visualItemRect(item)
        image = table.viewport().grab().toImage()
        track = range(rect.left() + 9, rect.right() - 9)
        colours = [image.pixelColor(x, round(rect.bottom() - 8.5)).name() for x in track]
        return sum(c == DARK.runs[0] for c in colours) / max(1, len(colours))

    for j in (1, 2):
        share = table.item(0, j).data(SHARE)[0]
        # but for the bracket drawn over it
        qtbot.waitUntil(lambda j=j, share=share: abs(filled(j) - share) <= 0.09, timeout=5_000)


def test_from_one_start_only_what_throws_dice_is_counted(window: Window, qtbot: QtBot) -> None:
    heavy, gd = _count(window, qtbot, "start")
    assert sum(int(cell.split()[0]) for cell in heavy[1:]) == 300
    assert sorted(gd[1:]) == ["always here", "–"]
    item = window.ends_panel.counts.item(1, 1)
    assert item.data(SHARE) is None
    assert "throws no dice" in item.toolTip()


def test_sharpness_is_measured_once_somebody_looks_and_with_the_level_asked_for(window: Window, qtbot: QtBot) -> None:
    panel = window.ends_panel
    assert panel.sharp.rowCount() == 0
    window.below.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.sharp.rowCount() == 4)
    rows = {row[0]: row[1:] for row in _texts(panel.sharp)}
    assert rows["(2, 0)"][:2] == ["20", "40"]
    assert rows["(−2, 0)"][:2] == ["1", "2"]
    assert float(rows["(2, 0)"][2]) == pytest.approx(np.pi / 20, rel=0.01)
    end = window.controller.snapshot.runs[1].trajectory.x[-1]  # type: ignore[union-attr]
    assert float(rows["Gradient descent"][0]) == pytest.approx(sharpness(WELLS, end, 0.5).largest, rel=1e-3)
    panel.level.setText("2")
    panel.level.editingFinished.emit()
    qtbot.waitUntil(lambda: window.ends_panel.sharp.item(0, 3).text() != rows["(2, 0)"][2])
    qtbot.waitUntil(lambda: panel.sharp.rowCount() == 4)
    areas = {row[0]: float(row[3]) for row in _texts(panel.sharp)}
    assert areas["(2, 0)"] == pytest.approx(2 * np.pi * 2 / 20, rel=0.02)


def test_the_copy_is_a_table_that_others_can_read(window: Window, qtbot: QtBot) -> None:
    _count(window, qtbot, "domain", 100)
    qtbot.waitUntil(lambda: window.ends_panel.sharp.rowCount() == 4)
    qtbot.mouseClick(window.ends_panel.copy, Qt.MouseButton.LeftButton)
    lines = list(csv.reader(QGuiApplication.clipboard().text().splitlines()))
    cut = lines.index([])
    counts = [dict(zip(lines[0], line, strict=True)) for line in lines[1:cut]]
    assert len(counts) == 4
    assert sum(int(c["count"]) for c in counts) == 200
    assert all(float(c["low95"]) <= float(c["share"]) <= float(c["high95"]) for c in counts)
    places = [dict(zip(lines[cut + 1], line, strict=True)) for line in lines[cut + 2 :]]
    assert {p["place"] for p in places} == {"(2, 0)", "(−2, 0)", "Heavy ball", "Gradient descent"}


def test_another_scene_forgets_the_counts_and_another_name_does_not(window: Window, qtbot: QtBot) -> None:
    _count(window, qtbot, "domain", 100)
    scene = window.store.scene
    runs = (replace(scene.runs[0], name="Ball", colour="#112233"), scene.runs[1])
    window.store.update(replace(scene, runs=runs))
    assert _texts(window.ends_panel.counts)[0][0] == "Ball"
    window.store.update(replace(scene, noise=Noise(1.0, 1)))
    assert window.ends_panel.counts.rowCount() == 0
    window.store.update(replace(scene, runs=scene.runs[:1]))
    assert window.ends_panel.counts.rowCount() == 0


def test_a_count_can_be_stopped_and_what_is_counted_stays(window: Window, qtbot: QtBot) -> None:
    panel = window.ends_panel
    window.below.setCurrentWidget(panel)
    panel.count.setText("10000")
    panel.count.editingFinished.emit()
    qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.counts.rowCount() == 2)
    assert 0 < panel.progress.value() < 100
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert not window.ends.busy
    assert panel.counts.rowCount() == 2
    assert "10,000" not in panel.message.text()


def test_a_scene_without_runs_or_minima_offers_nothing_false(window: Window, qtbot: QtBot) -> None:
    scene = window.store.scene
    window.store.update(replace(scene, runs=()))
    assert not window.ends_panel.run.isEnabled()
    monkey = registry.create("objective", "monkey_saddle")
    window.store.update(Scene(monkey, scene.runs[1:], stopping=Stopping(max_steps=50)))
    rows = _count(window, qtbot, "domain", 100)
    assert len(rows) == 1
    assert "No minimum is known" in window.ends_panel.message.text()
