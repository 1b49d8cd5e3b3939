"""The page "Flat or sharp?": started, looked at and stopped by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.flatness import compare
from core.objectives.network_slice import NetworkSlice
from landscape_app.studies.flatness import FlatnessStudy, summed
from landscape_app.theme import THEMES
from landscape_app.views.flatness_view import DECAY, FlatnessView
from tests.app.conftest import Open

SMALL = NetworkSlice(data="moons", samples=40, noise=0.1, hidden="4", held=0.5, batch=5, epochs=3, seed=2)


def test_a_hand_starts_and_stops(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    window.store.reset(replace(window.store.scene, objective=SMALL, start=(), domain=(), runs=()))
    window.below.setCurrentIndex(window.network_tab)
    qtbot.waitUntil(lambda: window.network.pages.picture is not None and not window.controller.busy, timeout=20_000)
    pages = window.network.pages
    tab = next(i for i in range(pages.tabs.count()) if pages.tabs.tabText(i) == "Flat or sharp?")
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(tab).center())
    view = pages.studies["flatness"]
    assert isinstance(view, FlatnessView)
    assert (view.busy, view.found) == (False, None)
    assert "Start" in view.nothing()
    QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.found is not None and view.found.trainings >= 4, timeout=30_000)
    if view.busy:
        QTest.mouseClick(view.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.busy, timeout=5_000)
    assert view.found is not None
    assert "Rank correlation" in view.words.text()
    before = view.canvas.grab().toImage()
    view.showing.setFocus()
    QTest.keyClick(view.showing, Qt.Key.Key_Down)
    assert view.showing.currentIndex() == DECAY
    assert view.canvas.grab().toImage() != before


def test_the_table_and_both_faces_in_every_theme(qtbot: QtBot) -> None:
    found = summed([each for each in compare(SMALL.alone, 2) if each is not None][-1])
    head, *rows = found.table()
    assert {len(row) for row in rows} == {len(head)}
    assert len(rows) == found.trainings + len(found.of.decayed)
    sharp = [r.sharpness for r in found.of.reached["sgd"]]
    np.testing.assert_allclose(found.spread["sgd"]["sharpness"][0], np.exp(np.mean(np.log(sharp))))
    view = FlatnessView()
    qtbot.addWidget(view)
    view.resize(900, 220)
    for theme in THEMES.values():
        view.set_theme(theme)
        view.set_found(None)
        empty = view.grab().toImage()
        view.set_found(found)
        pictures = [empty]
        for i in range(view.measure.count()):
            view.measure.setCurrentIndex(i)
            pictures.append(view.canvas.grab().toImage())
        assert all(a != b for a, b in itertools.pairwise(pictures))


@pytest.mark.parametrize("bad", [{"held": 0.0}, {"epochs": 0}])
def test_it_says_why_not(bad: dict[str, float]) -> None:
    study = FlatnessStudy()
    assert study.why_not(replace(SMALL, **bad))  # type: ignore[arg-type]
    assert not study.why_not(SMALL)
    assert study.key(SMALL) == study.key(replace(SMALL, method="lion", schedule="cosine", reach=2.0))
