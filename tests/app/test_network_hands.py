"""The network under a person's hands: weights set, layers and units added, two weights as a plane; live training."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.journal import known_epochs
from core.nn.training import dropout_masks
from core.objectives.network_slice import NetworkSlice
from core.words import Sentence
from landscape_app import app
from landscape_app.courtesy import Courtesy
from landscape_app.network_picture import EPOCH, edited, picture_of
from landscape_app.scene import codec
from landscape_app.scene.lens import Lens
from landscape_app.scene.presets import preset, presets
from landscape_app.shapes import Dots, Key
from landscape_app.views.network_layout import layout_of
from landscape_app.views.network_pages import NetworkPages
from landscape_app.views.network_view import NetworkView
from landscape_app.window import Window
from tests.app.conftest import Open

SMALL = NetworkSlice(samples=40, hidden="4-3", epochs=6, directions="principal")


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(size=(1400, 900))
    made.store.reset(replace(made.store.scene, objective=SMALL, start=(), domain=(), runs=()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    return made


def pages_of(window: Window) -> NetworkPages:
    return window.network.pages


def test_every_weight_that_is_shown_can_be_taken_hold_of() -> None:
    layout = layout_of(QRectF(10, 20, 500, 200), (2, 4, 3, 1))
    names = layout.names()
    assert len(names) == len(set(names)) == 2 * 4 + 4 + 4 * 3 + 3 + 3 + 1
    for name in names:
        place = layout.place(name)
        assert place is not None
        if name.startswith("b"):
            assert layout.weight_at(place) == name
    edge = next(e for e in layout.edges() if e.name == "W2[3,4]")
    assert (edge.layer, edge.j, edge.i) == (2, 2, 3)
    near = edge.begin + (edge.end - edge.begin) * 0.03
    assert edge.distance(near) < 1e-6
    assert layout.weight_at(QPointF(10_000, 0)) == ""
    assert layout.weight_at(layout.units[0][0].center()) == ""  # an input has no bias


def test_a_network_too_large_for_its_place_is_not_drawn() -> None:
    assert layout_of(QRectF(0, 0, 30, 8), (2, 8, 1)).units == ()
    tall = layout_of(QRectF(0, 0, 600, 400), (2, 60, 1))
    assert [len(row) for row in tall.units] == [2, 16, 1]


def test_a_weight_is_set_by_hand_and_its_point_moves(qtbot: QtBot, window: Window) -> None:
    view, trained = pages_of(window).network, SMALL.trained
    window.playback.seek(6)
    qtbot.waitUntil(lambda: view.picture is not None and view.picture.epoch == 6)
    place = view.network_layout.place("b1[2]")
    assert place is not None
    QTest.mouseMove(view, place.toPoint())
    assert view.chosen == "b1[2]"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.toPoint())
    popup = window.network.weight_popup
    assert popup.isVisible()
    assert popup.heading.text() == "b1[2]"
    assert popup.field is not None
    assert popup.value == pytest.approx(trained.epochs[-1].w[trained.recipe.mlp.names.index("b1[2]")])
    popup.field.box.selectAll()
    QTest.keyClicks(popup.field.box, "2.5")
    QTest.keyClick(popup.field.box, Qt.Key.Key_Return)
    assert window.store.scene.lens.weights == (("b1[2]", 2.5),)
    wanted = edited(trained, trained.epochs[-1].w, (("b1[2]", 2.5),))
    qtbot.waitUntil(lambda: bool(np.array_equal(view.picture.w, wanted)))  # type: ignore[union-attr]
    point = trained.plane.project(wanted)[0]
    accent = window.themes.theme.accent
    dots = [s for s in window.looking.overlay if isinstance(s, Dots) and s.colour == accent]
    np.testing.assert_allclose(dots[0].points[0], point)
    key = next(s for s in window.looking.overlay if isinstance(s, Key))
    assert float(key.rows[-1][1].values["true"]) == pytest.approx(float(trained.loss.value(wanted)), rel=1e-2)

    QTest.mouseClick(popup.all_back, Qt.MouseButton.LeftButton)
    assert window.store.scene.lens.weights == ()
    window.store.undo()
    assert window.store.scene.lens.weights == (("b1[2]", 2.5),)
    assert codec.loads(codec.dumps(window.store.scene)) == window.store.scene
    popup.hide()
    reset = pages_of(window).reset
    assert reset.isVisible()
    QTest.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert window.store.scene.lens.weights == ()
    assert not reset.isVisible()


def test_two_weights_become_the_plane(qtbot: QtBot, window: Window) -> None:
    view, popup = pages_of(window).network, window.network.weight_popup
    for name, button in (("b2[1]", popup.across), ("W1[3,2]", popup.up)):
        qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
        view.setFocus()
        for _ in range(200):
            if view.chosen == name:
                break
            QTest.keyClick(view, Qt.Key.Key_Down)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert popup.isVisible()
        assert popup.heading.text() == name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    objective = window.store.scene.objective
    assert isinstance(objective, NetworkSlice)
    assert (objective.directions, objective.first, objective.second) == ("weights", "b2[1]", "W1[3,2]")
    plane, names = objective.trained.plane, objective.trained.recipe.mlp.names
    w = plane.at(np.array([0.7, -1.3]))
    assert w[names.index("b2[1]")] == pytest.approx(0.7)
    assert w[names.index("W1[3,2]")] == pytest.approx(-1.3)


def test_layers_and_units_are_added_in_place(qtbot: QtBot, window: Window) -> None:
    knobs = pages_of(window).network.knobs

    def hidden() -> str:
        qtbot.waitUntil(lambda: not window.controller.busy and window.network.pages.picture is not None, timeout=20_000)
        assert isinstance(window.store.scene.objective, NetworkSlice)
        return window.store.scene.objective.hidden

    more = knobs.column(0)[1]
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert hidden() == "5-3"
    qtbot.waitUntil(lambda: pages_of(window).picture.of.recipe.mlp.sizes == (2, 5, 3, 1))  # type: ignore[union-attr]
    QTest.mouseClick(knobs.more, Qt.MouseButton.LeftButton)
    assert hidden() == "5-3-3"
    qtbot.waitUntil(lambda: pages_of(window).picture.of.recipe.mlp.sizes == (2, 5, 3, 3, 1))  # type: ignore[union-attr]
    assert knobs.column(2)[0].isVisible()
    QTest.mouseClick(knobs.column(2)[0], Qt.MouseButton.LeftButton)
    assert hidden() == "5-3-2"
    for _ in range(3):
        QTest.mouseClick(knobs.fewer, Qt.MouseButton.LeftButton)
        hidden()
        qtbot.wait(60)
    assert hidden() == ""
    qtbot.waitUntil(lambda: pages_of(window).picture.of.recipe.mlp.sizes == (2, 1))  # type: ignore[union-attr]
    assert not knobs.fewer.isEnabled()
    window.store.undo()
    assert hidden() == "5"


def test_what_cannot_be_added_is_told(qtbot: QtBot, window: Window) -> None:
    full = replace(SMALL, hidden="-".join(["2"] * 8))
    window.store.update(replace(window.store.scene, objective=full))
    qtbot.waitUntil(lambda: pages_of(window).picture.of.recipe.mlp.sizes[1:-1] == (2,) * 8, timeout=20_000)  # type: ignore[union-attr]
    QTest.mouseClick(pages_of(window).network.knobs.more, Qt.MouseButton.LeftButton)
    assert window.store.scene.objective == full
    assert "at most 8 layers" in window.message.text()


def test_the_network_is_seen_while_it_is_trained(qtbot: QtBot, window: Window) -> None:
    """Epochs come one by one, the timeline grows with them, and playing waits at its end."""
    seen: list[tuple[str, int]] = []
    lengths: list[int] = []
    window.network.look.changed.connect(lambda p: seen.append((p.what.template, p.epoch)) if p is not None else None)
    window.playback.length_changed.connect(lengths.append)
    long = NetworkSlice(data="spiral", hidden="8-8", epochs=250, samples=300)
    window.store.update(replace(window.store.scene, objective=long))
    window.playback.play()
    qtbot.waitUntil(lambda: long.known is not None and not window.controller.busy, timeout=60_000)
    while_training = [epoch for template, epoch in seen if template.startswith("training")]
    assert len(while_training) >= 3
    assert while_training == sorted(while_training)
    assert lengths[-1] == 250
    assert len(lengths) >= 3
    assert window.playback.playing
    window.playback.to_end()
    qtbot.waitUntil(lambda: window.network.pages.picture.epoch == 250)  # type: ignore[union-attr]


def test_more_epochs_go_on_from_the_last(qtbot: QtBot, window: Window) -> None:
    before = known_epochs(SMALL)
    longer = replace(SMALL, epochs=9)
    window.store.update(replace(window.store.scene, objective=longer))
    qtbot.waitUntil(lambda: longer.known is not None and not window.controller.busy, timeout=20_000)
    assert longer.trained.epochs[:7] == before  # the very same epochs: nothing was trained twice
    assert window.playback.length == 9


def test_the_weights_shown_are_followed_by_choice(qtbot: QtBot, window: Window) -> None:
    follow = pages_of(window).follow
    assert not follow.isVisible()  # without runs in the plane there is no choice
    runs = codec.load(presets()[0].path).runs
    window.store.reset(replace(window.store.scene, runs=runs))
    qtbot.waitUntil(lambda: follow.isVisible() and not window.controller.busy, timeout=20_000)
    follow.setFocus()
    QTest.keyClick(follow, Qt.Key.Key_Down)
    assert window.store.scene.lens.follow == "run"
    run = window.controller.snapshot.runs[0].trajectory  # type: ignore[union-attr]
    window.playback.seek(2)
    wanted = SMALL.trained.plane.at(run.x[2])
    qtbot.waitUntil(lambda: bool(np.allclose(pages_of(window).picture.w, wanted)))  # type: ignore[union-attr]


def test_weights_by_hand_that_the_network_has_not_are_passed_over() -> None:
    trained = SMALL.trained
    w = trained.epochs[-1].w
    np.testing.assert_array_equal(edited(trained, w, (("W9[1,1]", 3.0),)), w)
    assert Lens(weights=(("W9[1,1]", 3.0),)).weights == (("W9[1,1]", 3.0),)


def test_long_work_gives_way_to_painting_and_goes_on_all_the_same() -> None:
    courtesy = Courtesy()
    counts: list[int] = []
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            courtesy.give_way()
            counts.append(1)
            time.sleep(0.001)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        time.sleep(0.05)
        with courtesy.first(), courtesy.first():
            time.sleep(0.03)  # it is at most in its spell of work now
            before = len(counts)
            time.sleep(0.04)
            assert len(counts) - before <= 1
            time.sleep(0.3)  # nobody waits for ever
            assert len(counts) > before
        resumed = len(counts)
        time.sleep(0.1)
        assert len(counts) > resumed + 10
    finally:
        stop.set()
        worker.join()


def test_a_click_beside_everything_takes_nothing(window: Window) -> None:
    view = pages_of(window).network
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, view.height() - 2))
    assert not window.network.weight_popup.isVisible()


def test_the_pointer_on_the_surface_shows_the_network_there(qtbot: QtBot, window: Window) -> None:
    view, at = window.view3d, (0.35, -0.2)
    qtbot.waitUntil(lambda: view.to_widget(*at) is not None and view.frame() is not None)
    place = view.to_widget(*at)
    assert place is not None
    QTest.mouseMove(view, place.toPoint())
    wanted = SMALL.trained.plane.at(np.array(at))
    qtbot.waitUntil(lambda: bool(np.linalg.norm(pages_of(window).picture.w - wanted) < 0.2))  # type: ignore[union-attr]
    assert "cursor" in pages_of(window).accessibleDescription()
    accent = window.themes.theme.accent
    assert any(isinstance(s, Dots) and s.colour == accent for s in window.looking.overlay)
    QTest.mouseMove(window.timeline, QPoint(5, 5))
    qtbot.waitUntil(lambda: "cursor" not in pages_of(window).accessibleDescription())
    window.below.setCurrentIndex(0)
    QTest.mouseMove(view, place.toPoint())
    qtbot.wait(80)
    assert not any(isinstance(s, Dots) and s.colour == accent for s in window.looking.overlay)


def test_a_scene_given_at_the_start_opens_on_its_page(qtbot: QtBot) -> None:
    known = preset("vanishing_gradients")
    assert known is not None
    app.application()
    made = app.build(known.path)
    try:
        assert made.below.currentIndex() == made.network_tab
        assert made.network.pages.page == "backpropagation"
    finally:
        app.shutdown(made)


def test_the_units_that_dropout_leaves_out_are_crossed_out(qtbot: QtBot) -> None:
    dropping = replace(SMALL, dropout=0.5, hidden="8-8")
    trained = dropping.trained
    view = NetworkView()
    qtbot.addWidget(view)
    view.resize(900, 220)
    shown = []
    for epoch in (0, 1):
        picture = picture_of(trained, trained.epochs[0].w, Sentence(EPOCH, {"k": 0, "n": 6}), epoch)
        kept = dropout_masks(trained.recipe, len(trained.train), epoch)
        assert [list(layer) for layer in picture.dropped] == [list(~mask) for mask in kept]
        assert 0 < sum(int(layer.sum()) for layer in picture.dropped) < 16
        assert not picture.is_dropped(0, 0)
        view.set_picture(picture)
        shown.append(view.grab().toImage())
    assert shown[0] != shown[1]
    plain = picture_of(SMALL.trained, SMALL.trained.epochs[0].w, Sentence(EPOCH, {"k": 0, "n": 6}))
    assert plain.dropped == ()
