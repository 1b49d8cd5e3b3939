"""The page about regularisation: a hand compares the ways, moves λ and the play head, and reads what it sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.setup import prepared
from core.objectives.network_slice import NetworkSlice
from landscape_app import app
from landscape_app.scene.model import NETWORK_PAGES
from landscape_app.studies.base import whole
from landscape_app.studies.regularisation import RegularisationStudy, Regularised
from landscape_app.theme import THEMES
from landscape_app.views.regularisation_view import RegularisationView
from landscape_app.window import Window

SMALL = NetworkSlice(data="moons", samples=60, noise=0.5, held=0.4, hidden="6-4", epochs=12, seed=3)


@cache
def study(objective: NetworkSlice = SMALL) -> Regularised:
    found = whole(RegularisationStudy(), objective)
    assert isinstance(found, Regularised)
    return found


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    app.application()
    made = app.build()
    made.resize(1280, 1000)
    made.show()
    made.plots.finish()
    made.store.reset(replace(made.store.scene, objective=SMALL, start=(), domain=(), runs=()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    yield made
    made.store.mark_saved()
    app.shutdown(made)


def test_a_hand_compares_the_ways(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    at = NETWORK_PAGES.index("regularisation")
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(at).center())
    view = pages.studies["regularisation"]
    assert isinstance(view, RegularisationView)
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1, timeout=20_000)
    assert view.way == "l2"
    assert "‖W‖" in view.words.text()

    view.ways.setFocus()
    for _ in range(view.ways.count()):  # up to the first of them
        QTest.keyClick(view.ways, Qt.Key.Key_Up)
    assert view.way == "l1"
    QTest.keyClick(view.ways, Qt.Key.Key_Down)
    assert view.way == "l1_prox"
    zeros = view.found.sizes("l1_prox").zeros
    assert f"{zeros} of {6 * 2 + 6 * 4 + 4} weights" in view.words.text()

    before = view.canvas.grab().toImage()
    view.strength.setFocus()
    picture = view.found.picture
    first = view.strength.value()
    assert first == picture.start
    QTest.keyClick(view.strength, Qt.Key.Key_End)
    assert view.strength.value() == len(picture.of.lambdas) - 1
    assert view.strength_told.text() != ""
    assert "both" in view.strength.toolTip()
    assert view.canvas.grab().toImage() != before

    window.playback.seek(0.0)
    assert view.found.sizes("none", 0.0) == view.found.sizes("l1_prox", 0.0)  # they start alike
    early = view.canvas.grab().toImage()
    window.playback.seek(12.0)
    assert view.canvas.grab().toImage() != early

    # A slider of the network is a strength: the ways are trained anew, and λ of the picture begins anew.
    window.store.update(replace(window.store.scene, objective=replace(SMALL, dropout=0.5)))
    qtbot.waitUntil(
        lambda: view.found is not None and view.found.share == 1 and view.found.strengths.dropout == 0.5,
        timeout=20_000,
    )
    assert view.way == "dropout"
    assert "0.5" in view.words.text()
    assert view.strength.value() == view.found.picture.start


def test_a_click_on_a_row_picks_the_way(qtbot: QtBot) -> None:
    view = shown(qtbot, study())
    scales = view.scales[0]
    assert scales is not None
    last = len(view.found.ways) - 1
    for row, way in enumerate(view.found.ways):
        place = scales.to_widget(scales.x[1] / 2, float(last - row)).toPoint()
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=place)
        assert view.way == (way if way != "none" else "l2")


def test_what_is_written_is_what_was_found() -> None:
    found = study()
    head, *rows = found.table()
    assert [row[0] for row in rows] == list(found.ways)
    by_name = {str(row[0]): dict(zip(head, row, strict=True)) for row in rows}
    for way, row in by_name.items():
        assert row["gap"] == pytest.approx(float(row["test loss"]) - float(row["training loss"]))
        assert row["exactly 0"] == np.sum(found.course(way).end[found.entries] == 0)
    assert float(by_name["l2"]["‖W‖"]) < float(by_name["none"]["‖W‖"])


def test_histograms_count_every_weight_at_every_epoch() -> None:
    found = study()
    for way in found.ways:
        for epoch in (0.0, 3.0, 12.0):
            assert found.counts(way, epoch).sum() == len(found.entries) == found.sizes(way).count
    middle = len(found.edges) // 2 - 1
    assert found.edges[middle] < 0 < found.edges[middle + 1]  # 0 has a bin of its own
    assert found.counts("l1_prox", 12.0)[middle] >= found.sizes("l1_prox").zeros


def test_the_picture_is_of_the_slices_own_two_weights() -> None:
    found = study(replace(SMALL, directions="weights", first="W2[1,3]", second="b1[2]"))
    assert found.picture is not None
    assert found.picture.chosen
    assert found.picture.names == ("W2[1,3]", "b1[2]")
    names = prepared(SMALL.alone)[0].mlp.names
    assert found.picture.of.entries == (names.index("W2[1,3]"), names.index("b1[2]"))


def test_regions_and_the_lines_that_touch_them_meet_at_the_solution() -> None:
    picture = study().picture
    assert picture is not None
    step = picture.of.x[1] - picture.of.x[0]
    for norm, region in (("l1", picture.of.l1), ("l2", picture.of.l2)):
        at = picture.start
        outline, line = picture.region(norm, at), picture.touching[norm][at]
        measure = np.abs(outline).sum(axis=1) if norm == "l1" else np.hypot(outline[:, 0], outline[:, 1])
        np.testing.assert_allclose(measure, region.size[at])
        line = line[np.isfinite(line[:, 0])]
        assert np.min(np.hypot(*(line - region.at[at]).T)) < 1.5 * step


def test_what_cannot_be_studied_says_why() -> None:
    known = RegularisationStudy()
    assert "testing" in known.why_not(replace(SMALL, held=0.0))
    assert "epochs" in known.why_not(replace(SMALL, epochs=0))
    assert known.why_not(SMALL) == ""


def shown(
    qtbot: QtBot, found: Regularised, theme: str = "light", size: tuple[int, int] = (1000, 260)
) -> RegularisationView:
    view = RegularisationView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_theme(THEMES[theme])
    view.set_objective(SMALL)
    view.set_found(found)
    view.show()
    view.grab()
    return view


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_way_is_drawn(qtbot: QtBot, theme: str) -> None:
    found = study()
    view = shown(qtbot, found, theme)
    seen = set()
    for way in found.ways[1:]:
        view.set_way(way)
        assert view.words.text()
        seen.add(bytes(view.canvas.grab().toImage().constBits()))
    assert len(seen) == len(found.ways) - 1
    view.resize(600, 150)  # little room: the box tells the gaps
    view.canvas.grab()
    assert view.scales[0] is None
    view.set_found(replace(found, picture=None, share=0.5))
    assert not view.strength.isVisible()
    view.canvas.grab()
    view.set_found(None)
    assert not view.ways.isVisible()


def test_on_the_wall_the_plots_that_tell_most_have_the_room(qtbot: QtBot) -> None:
    view = shown(qtbot, study(), "projector")
    view.set_theme(replace(THEMES["projector"], font_size=17.0))
    view.resize(800, 330)
    told = {"dropout": (True, True, False, False), "l1_prox": (False, False, True, True)}
    for way, wanted in told.items():
        view.set_way(way)
        view.canvas.grab()
        assert tuple(scales is not None for scales in view.scales) == wanted
    view.set_theme(THEMES["light"])
    view.resize(1100, 330)
    view.canvas.grab()
    assert None not in view.scales
