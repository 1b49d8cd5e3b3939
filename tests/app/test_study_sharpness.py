"""The page "Sharpness": a hand on the slider that rescales a network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from core.objectives.network_slice import NetworkSlice
from landscape_app.scene.model import NETWORK_PAGES
from landscape_app.studies.base import whole
from landscape_app.studies.sharpness import SharpnessStudy
from landscape_app.theme import THEMES
from landscape_app.views.sharpness_view import EDGE, RESCALING, SharpnessView
from landscape_app.window import Window
from tests.app.conftest import Open

RELU = NetworkSlice(samples=40, hidden="6-5", epochs=12, activation="relu", seed=1)


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    made.store.reset(replace(made.store.scene, objective=RELU, start=(), domain=(), runs=()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    return made


def test_a_hand_rescales_a_layer(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    at = pages.tabs.tabRect(NETWORK_PAGES.index("sharpness")).center()
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=at)
    view = pages.studies["sharpness"]
    assert isinstance(view, SharpnessView)
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1, timeout=20_000)
    assert view.shows.currentIndex() == RESCALING
    slider = view.slider
    assert slider.isVisible()
    assert view.c == pytest.approx(1.0)
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    handle = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    before = view.canvas.grab().toImage()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle.center())
    QTest.mouseMove(slider, handle.center() + QPoint(slider.width() // 4, 0))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=handle.center() + QPoint(slider.width() // 4, 0))
    dragged = view.c
    assert 1.5 < dragged < 9
    assert view.canvas.grab().toImage() != before
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert view.c == pytest.approx(10.0)
    assert view.rescaled is not None
    sharper = view.rescaled.largest[40] / view.rescaled.largest[20]
    assert sharper > 2
    assert f"{sharper:.3g}" in view.words.text()
    first = view.words.text()
    view.layer.setFocus()
    QTest.keyClick(view.layer, Qt.Key.Key_Down)
    assert view.rescaled.layer == 2
    assert view.words.text() != first
    QTest.keyClick(view.shows, Qt.Key.Key_Home)
    assert view.shows.currentIndex() == EDGE
    assert not slider.isVisible()
    assert "orientation" in view.words.text()
    images = []
    for theme in THEMES.values():
        view.set_theme(theme)
        images.append(view.canvas.grab().toImage())
    assert all(a != b for a, b in zip(images[1:], images[:-1], strict=True))
    window.store.reset(replace(window.store.scene, objective=replace(RELU, activation="tanh")))
    qtbot.waitUntil(lambda: view.objective is not None and view.objective.activation == "tanh", timeout=20_000)
    item = view.shows.model().item(RESCALING)  # type: ignore[attr-defined]
    assert not item.isEnabled()
    assert "ReLU" in item.toolTip()


def test_the_table_holds_the_training_and_every_scale() -> None:
    found = whole(SharpnessStudy(), RELU)
    assert found is not None
    rows = found.table()
    assert rows[0][:3] == ("epoch", "training loss", "largest eigenvalue")
    assert len(rows) == 1 + 13 + 1 + 2 * 41
    assert rows[1][1] == RELU.trained.epochs[0].train
