"""The page "Two networks": a hand along the ways between two trainings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.connect import STEPS
from core.nn.connection import SEEN, T
from core.objectives.network_slice import NetworkSlice
from landscape_app import app
from landscape_app.connection_picture import place
from landscape_app.shapes import Dots, Note
from landscape_app.studies.base import whole
from landscape_app.studies.connection import Connected, ConnectionStudy
from landscape_app.theme import THEMES
from landscape_app.views.connection_view import FIRST, ConnectionView
from landscape_app.window import Window

CIRCLE = NetworkSlice(data="circle", samples=80, hidden="6", epochs=40, lr=0.05, seed=1)


def connected(objective: NetworkSlice = CIRCLE) -> Connected:
    found = whole(ConnectionStudy(), objective)
    assert isinstance(found, Connected)
    return found


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    app.application()
    made = app.build()
    made.show()
    made.plots.finish()
    made.store.reset(replace(made.store.scene, objective=CIRCLE, start=(), domain=(), runs=()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    yield made
    made.store.mark_saved()
    app.shutdown(made)


def test_the_table_holds_every_place_of_every_way() -> None:
    found = connected()
    head, *rows = found.table()
    assert head[:3] == ("way", "t", "training loss")
    assert {row[0] for row in rows} == {"line", "bend", "matched", "first weights to trained"}
    assert len(rows) == 4 * len(T)
    bend = [row for row in rows if row[0] == "bend"]
    np.testing.assert_array_equal([row[2] for row in bend], found.bends[-1].train)
    np.testing.assert_array_equal([row[1] for row in bend], T)


def test_the_network_at_a_place_is_the_one_on_the_way() -> None:
    found = connected()
    mlp = found.course.recipe.mlp
    for way in found.ways().values():
        at = place(found, way, T[20])
        assert at.train == way.train[20]
        assert at.seen is not None
        x, y = at.seen.x[3], at.seen.y[7]
        logit = mlp.forward(way.way.at(np.asarray(T[20])), np.array([[x, y]]))[0, 0]
        assert at.seen.decision[7, 3, 1] == pytest.approx(1 / (1 + np.exp(-logit)))
    iris = connected(replace(CIRCLE, data="iris", epochs=2))
    assert place(iris, iris.line, 0.3).seen is None


def test_a_training_of_no_epochs_has_nothing_to_connect() -> None:
    assert ConnectionStudy().why_not(replace(CIRCLE, epochs=0))
    assert not ConnectionStudy().why_not(CIRCLE)
    assert whole(ConnectionStudy(), replace(CIRCLE, epochs=0)) is None


def test_the_study_is_of_the_training_however_its_plane_is_cut() -> None:
    study = ConnectionStudy()
    assert study.key(CIRCLE) == study.key(replace(CIRCLE, directions="bend", reach=3.0, shows="test"))
    assert study.key(CIRCLE) != study.key(replace(CIRCLE, seed=2))


def test_a_hand_goes_along_the_ways(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    tab = next(i for i in range(pages.tabs.count()) if pages.tabs.tabText(i) == "Two networks")
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(tab).center())
    view = pages.studies["connection"]
    assert isinstance(view, ConnectionView)
    assert view.isVisible()
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1, timeout=20_000)
    found, canvas = view.found, view.canvas
    assert list(view.places) == ["line", "bend", "matched"]
    assert view.told().startswith("Barrier: ")
    assert "hidden units" in view.words.toolTip()

    # the mouse: pressed on the left plot, dragged to its left end and beyond
    canvas.repaint()
    scales = view.scales[0]
    assert scales is not None
    middle = scales.where.center().toPoint()
    at = scales.to_widget(0.25, 0.0)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(at.x()), middle.y()))
    assert view.t == pytest.approx(0.25, abs=0.01)
    before = canvas.grab().toImage()
    QTest.mouseMove(canvas, QPointF(scales.where.left() - 30, middle.y()).toPoint())
    assert view.t == 0.0
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(0, middle.y()))
    assert canvas.grab().toImage() != before
    for name, way in found.ways().items():
        assert view.places[name].train == way.train[0]

    # the keys
    canvas.setFocus()
    for _ in range(3):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert view.t == pytest.approx(0.06)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert view.t == pytest.approx(0.04)
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert view.t == 1.0
    head = window.playback.head
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert (view.t, window.playback.head) == (0.0, head)

    # back in the bend's training: at its first step it is the straight line
    view.set_t(0.5)
    view.steps.setFocus()
    QTest.keyClick(view.steps, Qt.Key.Key_Home)
    assert view.places["bend"].train == view.places["line"].train
    assert view.steps_told.text() == "step 0"
    told = view.told()
    QTest.keyClick(view.steps, Qt.Key.Key_End)
    assert view.told() != told
    assert view.steps_told.text() == f"step {STEPS}"

    # the other measure, and the other pair of ends
    view.measure.setFocus()
    titles = []
    for _ in range(view.measure.count()):
        titles.append(view.plots()[1].title)
        QTest.keyClick(view.measure, Qt.Key.Key_Down)
    assert titles == ["test loss", "loss, log", "test accuracy", "accuracy"]
    view.between.setFocus()
    QTest.keyClick(view.between, Qt.Key.Key_Down)
    assert view.between.currentIndex() == FIRST
    assert list(view.places) == ["line"]
    np.testing.assert_array_equal(view.plots()[0].curves[0].y, found.first.train)
    assert not view.steps.isVisible()


def test_the_networks_at_t_are_pointed_at_where_they_lie_on_the_plane(qtbot: QtBot, window: Window) -> None:
    pages = window.network.pages
    view = pages.studies["connection"]
    assert isinstance(view, ConnectionView)
    bend = replace(CIRCLE, directions="bend")
    window.store.update(replace(window.store.scene, objective=bend))
    pages.show_page("connection")
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1 and bend.known is not None, timeout=20_000)

    def dots() -> dict[str, list[float]]:
        shapes = window.looking.overlay
        return {s.colour: s.points[0].tolist() for s in shapes if isinstance(s, Dots) and s.radius == 5.4}

    view.set_t(0.25)
    qtbot.waitUntil(lambda: len(dots()) == 2, timeout=20_000)  # line and bend; units in another order lie elsewhere
    theme = window.themes.theme
    assert dots()[theme.ink] == pytest.approx([0.25, 0.0], abs=1e-9)
    assert dots()[theme.warning] == pytest.approx([0.25, 2 * 0.25 * 0.75], abs=1e-9)
    notes = {s.text: s.at for s in window.looking.overlay if isinstance(s, Note)}
    assert notes["A"] == pytest.approx((0.0, 0.0), abs=1e-9)
    assert notes["B"] == pytest.approx((1.0, 0.0), abs=1e-9)
    pages.show_page("network")
    assert not dots()


def test_another_training_is_connected_anew_and_nothing_of_the_old_is_left(qtbot: QtBot, window: Window) -> None:
    view = window.network.pages.studies["connection"]
    window.network.pages.show_page("connection")
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1, timeout=20_000)
    course = view.found.course
    window.store.update(replace(window.store.scene, objective=replace(CIRCLE, data="hills_regression")))
    qtbot.waitUntil(
        lambda: view.found is not None and view.found.share == 1 and view.found.course is not course, timeout=20_000
    )
    assert isinstance(view, ConnectionView)
    assert [view.measure.itemText(i) for i in range(view.measure.count())] == ["test loss", "loss, log"]


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("data", ["circle", "iris"])
def test_it_is_drawn(qtbot: QtBot, theme: str, data: str) -> None:
    view = ConnectionView()
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.set_theme(THEMES[theme])
    objective = replace(CIRCLE, data=data, epochs=5)
    view.set_objective(objective)
    empty = view.grab().toImage()
    view.set_found(connected(objective))
    drawn = view.grab().toImage()
    assert drawn != empty
    for plot in view.plots():
        assert len(plot.curves) == 3
    view.steps.setValue(0)
    first = view.grab().toImage()
    assert first != drawn
    assert view.steps.value() * SEEN == 0


def test_a_training_that_fled_is_drawn_and_told_without_a_number(qtbot: QtBot) -> None:
    fled = NetworkSlice(method="sgd", lr=100.0, cost="mean_square", activation="relu", samples=40, epochs=60)
    view = ConnectionView()
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.set_objective(fled)
    view.set_found(connected(fled))
    for t in (0.0, 0.5, 1.0):
        view.set_t(t)
        assert not view.grab().isNull()
    assert "– on the line" in view.told()
