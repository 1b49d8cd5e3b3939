"""The contour map, driven by real mouse and key events and looked at in its own pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.surface import sample
from landscape_app.render.colormap import colormap
from landscape_app.render.height import HeightMap
from landscape_app.results import Snapshot
from landscape_app.scene.model import Display
from landscape_app.theme import LIGHT, THEMES
from landscape_app.views import contours
from landscape_app.views.map2d import Map2D
from landscape_app.views.map_probe import read_off
from landscape_app.views.pixels import Pixels
from landscape_app.views.words import number
from tests.app.view_kit import PURE, Heard, close, drag, give, hover, make, pixels_of, share_of, shown, wheel


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


@pytest.fixture
def map2d(qtbot: QtBot, snapshot: Snapshot) -> Iterator[Map2D]:
    view = Map2D()
    give(view, snapshot)
    shown(view, qtbot)
    yield view
    close(view)


def viewport_at(view: Map2D, x: float, y: float) -> QPointF:
    return QPointF(view._plot.viewport().mapFrom(view, view.to_widget(x, y).toPoint()))


def test_the_start_follows_the_mouse_to_the_pixel(map2d: Map2D, snapshot: Snapshot) -> None:
    heard = Heard(map2d)
    there = (2.0, -3.0)
    x, y = snapshot.scene.start_point
    drag(map2d._plot.viewport(), viewport_at(map2d, x, y), viewport_at(map2d, 0.0, 0.0), viewport_at(map2d, *there))
    assert heard.log == ["begin", "move", "move", "end"]
    pixel = (12 / map2d._plot.pixels().width, 12 / map2d._plot.pixels().height)
    # a press and a move are both rounded to whole pixels
    assert heard.moves[-1] == pytest.approx(there, abs=1.5 * max(pixel))


def test_a_press_beside_the_handle_moves_the_view_and_not_the_start(map2d: Map2D, qtbot: QtBot) -> None:
    heard = Heard(map2d)
    before = map2d._plot.box.viewRange()
    viewport = map2d._plot.viewport()
    drag(viewport, QPointF(500, 100), QPointF(470, 120), QPointF(420, 160), QPointF(400, 170))
    assert not heard.log
    assert map2d._plot.box.viewRange() != before
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(500, 100))
    assert map2d._plot.box.viewRange() == before


def test_the_wheel_zooms_towards_the_cursor(map2d: Map2D) -> None:
    viewport = map2d._plot.viewport()
    at = viewport_at(map2d, 3.0, 2.0)
    wheel(viewport, at, 2)
    (x0, x1), _ = map2d._plot.box.viewRange()
    assert x1 - x0 < 11.0
    after = viewport_at(map2d, 3.0, 2.0)
    assert math.hypot(after.x() - at.x(), after.y() - at.y()) < 2.0


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (0.01, 0.0)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-0.01, 0.0)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, (0.0, 0.01)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, (0.0, -0.001)),
    ],
)
def test_arrow_keys_nudge_the_start(
    map2d: Map2D, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, step: tuple[float, float]
) -> None:
    heard = Heard(map2d)
    start = map2d.start_shown
    assert start is not None
    (x0, x1), (y0, y1) = map2d._plot.box.viewRange()
    qtbot.keyClick(map2d._plot, key, modifier)
    assert heard.log == ["begin", "move", "end"]
    want = (start[0] + step[0] * (x1 - x0), start[1] + step[1] * (y1 - y0))
    assert heard.moves[-1] == pytest.approx(want, abs=1e-9)


def test_a_held_key_is_one_drag(map2d: Map2D, qtbot: QtBot) -> None:
    heard = Heard(map2d)
    for _ in range(3):
        qtbot.keyPress(map2d._plot, Qt.Key.Key_Right)
    qtbot.keyRelease(map2d._plot, Qt.Key.Key_Right)
    assert heard.log == ["begin", "move", "move", "move", "end"]


def test_the_focus_can_be_seen(map2d: Map2D) -> None:
    map2d._plot.clearFocus()
    plain = share_of(map2d.grab().toImage(), LIGHT.accent)
    map2d.activateWindow()
    map2d._plot.setFocus()
    assert map2d._plot.hasFocus()
    assert share_of(map2d.grab().toImage(), LIGHT.accent) > plain


@pytest.mark.parametrize("count", [0, 1, 12, 30])
def test_as_many_levels_as_asked_for(snapshot: Snapshot, count: int) -> None:
    view = Map2D()
    give(view, replace(snapshot, scene=replace(snapshot.scene, display=Display(levels=count))))
    assert view.level_count == count
    assert view.contour_path.isEmpty() == (count == 0)
    close(view)


def test_level_lines_lie_on_their_level(snapshot: Snapshot) -> None:
    surface = snapshot.surface
    assert surface is not None
    objective = snapshot.scene.objective
    traced = contours.trace(surface, [20.0, 100.0])
    slope = float(np.abs(surface.gradient).max())
    for level, lines in zip(traced.levels, traced.lines, strict=True):
        assert lines
        for line in lines:
            cell = float(surface.x[1] - surface.x[0])
            assert np.abs(objective.value(line) - level).max() < slope * cell**2 * 4


def test_colours_are_those_of_the_height_at_each_place(snapshot: Snapshot) -> None:
    view = Map2D()
    scene = replace(snapshot.scene, display=Display(levels=0))
    give(view, replace(snapshot, scene=scene, runs=()))
    assert snapshot.surface is not None
    picture = pixels_of(view.grab_image(640, 500))
    view.resize(640, 500)
    heights, table = HeightMap.of(snapshot.surface, scene.display), colormap(LIGHT.colormap).astype(int)
    for x, y in [(-4.6, 4.9), (4.4, -4.7), (-1.0, -4.8), (0.9, 4.2), (5.1, 2.0)]:
        at = view.to_widget(x, y)
        want = table[round(255 * float(heights.t(scene.objective.value(np.array([x, y])))))]
        assert np.abs(picture[round(at.y()), round(at.x())] - want).sum() < 16, (x, y)
    close(view)


def test_level_lines_stop_at_holes(snapshot: Snapshot) -> None:
    surface = snapshot.surface
    assert surface is not None
    f = surface.f.copy()
    f[:, len(surface.x) // 2 :] = np.nan
    half = contours.trace(replace(surface, f=f), [50.0, 200.0])
    edge = float(surface.x[len(surface.x) // 2 - 1])  # the last column that has a value
    assert any(half.lines)
    assert all(line[:, 0].max() <= edge for lines in half.lines for line in lines)


def test_labels_keep_apart_and_off_the_marks(snapshot: Snapshot) -> None:
    surface = snapshot.surface
    assert surface is not None
    traced = contours.trace(surface, np.geomspace(5, 900, 18).tolist())
    (x0, x1), (y0, y1) = surface.extent
    pixels = Pixels(600, 480, x0, x1, y0, y1)
    taken = [pixels.point(3.0, 2.0)]
    labels = contours.place_labels(traced, pixels, 34.0, 14.0, taken=np.array(taken))
    assert len(labels) >= 4
    for i, one in enumerate(labels):
        assert 0 < one.x < 600
        assert 0 < one.y < 480
        assert -90 <= one.angle <= 90
        assert all(math.hypot(one.x - other.x, one.y - other.y) > 36 for other in labels[:i])
        assert all(math.hypot(one.x - x, one.y - y) > 17 for x, y in taken)
        value = snapshot.scene.objective.value(np.array(pixels.back(one.x, one.y)))
        assert float(value) == pytest.approx(one.level, rel=0.15)


def test_every_critical_point_is_marked_where_it_is(snapshot: Snapshot) -> None:
    """Himmelblau's function has four minima, four saddles and one maximum."""
    view = Map2D()
    give(view, replace(snapshot, runs=()))
    kinds = [mark.kind for mark in view.marks()]
    assert (kinds.count("global"), kinds.count("saddle"), kinds.count("maximum")) == (4, 4, 1)
    image = view.grab_image(640, 500)
    view.resize(640, 500)
    picture = pixels_of(image)
    for mark in view.marks():
        at = view.to_widget(mark.x, mark.y)
        want = QColor("#ffd54a" if mark.kind == "global" else "#ffffff")
        reach = 7 if mark.kind == "maximum" else 0  # a hollow triangle
        around = picture[
            round(at.y()) - reach : round(at.y()) + reach + 1, round(at.x()) - reach : round(at.x()) + reach + 1
        ]
        off = np.abs(around - [want.red(), want.green(), want.blue()]).sum(axis=-1)
        assert off.min() < 60, mark
    close(view)


def test_a_hidden_run_is_not_drawn(snapshot: Snapshot) -> None:
    view, first = Map2D(), snapshot.runs[0]
    give(view, replace(snapshot, runs=(first,)))
    assert share_of(view.grab_image(640, 500), PURE) > 0.0005
    view.set_runs((replace(first, spec=replace(first.spec, visible=False)),))
    assert share_of(view.grab_image(640, 500), PURE) == 0.0
    close(view)


def test_the_path_grows_with_the_head_and_the_trail_cuts_it(snapshot: Snapshot) -> None:
    view = Map2D()
    give(view, replace(snapshot, runs=snapshot.runs[:1]), 0.0)
    early = share_of(view.grab_image(640, 500), PURE)
    view.set_head(60.0)
    late = share_of(view.grab_image(640, 500), PURE)
    assert late > early > 0
    view.set_scene(replace(snapshot.scene, display=Display(trail=2)))
    assert early / 2 < share_of(view.grab_image(640, 500), PURE) < late
    close(view)


def test_a_path_that_leaves_the_map_is_clipped(snapshot: Snapshot) -> None:
    run = snapshot.runs[0]
    far = run.trajectory.x.copy()
    far[3:] *= 1e150
    far[7] = np.inf
    view = Map2D()
    give(view, snapshot)
    view.set_runs((replace(run, trajectory=replace(run.trajectory, x=far)),))
    image = view.grab_image(640, 500)
    assert share_of(image, PURE) > 0
    left = round(view.to_widget(view.seen[0][0], view.seen[1][1]).x())
    assert left > 40
    margin = pixels_of(image)[:, : left - 4]
    want = QColor(PURE)
    assert (np.abs(margin - [want.red(), want.green(), want.blue()]).sum(axis=-1) > 40).all()
    close(view)


@pytest.mark.parametrize("theme", list(THEMES))
def test_two_pictures_of_one_map_are_equal(snapshot: Snapshot, theme: str) -> None:
    pictures = []
    for _ in range(2):
        view = Map2D()
        give(view, snapshot, 17.5)
        view.set_theme(THEMES[theme])
        view.grab_image(320, 240)
        pictures.append(view.grab_image(640, 500))
        close(view)
    # Qt draws a turned letter a shade otherwise the first time: some pixels of level lines' labels may differ a little.
    apart = np.abs(pixels_of(pictures[0]) - pixels_of(pictures[1])).sum(axis=-1)
    assert apart.max() <= 40
    assert (apart > 0).mean() <= 0.002


def test_the_read_out_agrees_with_the_function(snapshot: Snapshot) -> None:
    surface, objective = snapshot.surface, snapshot.scene.objective
    assert surface is not None
    at = np.array([1.234, -2.345])
    read = read_off(surface, *at)
    assert read is not None
    f, gx, gy = read
    assert f == pytest.approx(float(objective.value(at)), rel=5e-3)
    assert (gx, gy) == pytest.approx(tuple(objective.gradient(at)), rel=2e-2)
    corner = read_off(surface, surface.x[0], surface.y[0])
    assert corner is not None
    assert corner[0] == pytest.approx(surface.f[0, 0])
    assert read_off(surface, surface.x[-1] + 0.01, 0.0) is None


def test_the_gradient_at_the_cursor_is_drawn_and_goes_with_it(map2d: Map2D, qtbot: QtBot) -> None:
    map2d.set_runs(())
    without = pixels_of(map2d.grab().toImage())
    at = viewport_at(map2d, -1.0, 3.5)
    hover(map2d._plot.viewport(), at)
    changed = np.abs(pixels_of(map2d.grab().toImage()) - without).sum(axis=-1) > 60
    spot = map2d.to_widget(-1.0, 3.5)
    x, y = round(spot.x()), round(spot.y())
    # f grows upwards there: the arrow is above the cursor, not below
    above, below = changed[y - 30 : y - 6, x - 12 : x + 12].sum(), changed[y + 6 : y + 30, x - 12 : x + 12].sum()
    assert above > 20 > below
    QApplication.sendEvent(map2d._plot.viewport(), QEvent(QEvent.Type.Leave))
    assert (pixels_of(map2d.grab().toImage()) == without).all()


# what a sign means


@pytest.fixture
def camel(qtbot: QtBot) -> Iterator[Map2D]:
    """Six-hump camel: two global minima, four local ones, saddles and maxima."""
    view = Map2D()
    give(view, replace(make("six_hump_camel"), runs=()))
    view.state.runs = ()
    shown(view, qtbot)
    yield view
    close(view)


def test_global_minima_are_filled_stars_and_local_ones_hollow(camel: Map2D) -> None:
    picture = pixels_of(camel.grab().toImage())
    gold = QColor("#ffd54a")
    filled = {}
    for mark in camel.marks():
        if mark.kind in ("global", "minimum"):
            at = camel.to_widget(mark.x, mark.y)
            centre = picture[round(at.y()), round(at.x())]
            filled[(mark.x, mark.y)] = np.abs(centre - [gold.red(), gold.green(), gold.blue()]).sum() < 60
    lowest = min(mark.f for mark in camel.marks())
    assert sum(filled.values()) == 2
    assert len(filled) == 6
    for mark in camel.marks():
        if (mark.x, mark.y) in filled:
            assert filled[(mark.x, mark.y)] == (mark.f <= lowest + 1e-9 * (1 + abs(lowest)))


@pytest.mark.parametrize(
    ("kind", "name"),
    [("global", "global minimum"), ("minimum", "local minimum"), ("saddle", "saddle"), ("maximum", "local maximum")],
)
def test_hovering_a_sign_says_what_it_is(camel: Map2D, kind: str, name: str) -> None:
    mark = next(mark for mark in camel.marks() if mark.kind == kind)
    port = camel._plot.viewport()
    hover(port, viewport_at(camel, mark.x, mark.y))
    said = camel._probe.words(camel._plot.pixels())
    assert said.split("    ") == [
        name,
        f"f = {number(mark.f, 5)}",
        f"x = ({number(mark.x, 4)}, {number(mark.y, 4)})",
    ]
    on = pixels_of(camel.grab().toImage())
    hover(port, QPointF(port.width() / 2 + 31, 40))
    assert name not in camel._probe.words(camel._plot.pixels())
    assert (pixels_of(camel.grab().toImage()) != on).any()


def test_a_minimum_of_a_function_without_a_lower_bound_is_not_called_global(qtbot: QtBot) -> None:
    view = Map2D()
    give(view, make("mccormick"))
    shown(view, qtbot)
    mark = next(mark for mark in view.marks() if mark.kind == "global")
    hover(view._plot.viewport(), viewport_at(view, mark.x, mark.y))
    assert view._probe.words(view._plot.pixels()).startswith("lowest local minimum    f = ")
    close(view)


# moving about


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_drag_on_an_empty_place_moves_the_picture_with_the_hand(map2d: Map2D, button: Qt.MouseButton) -> None:
    port = map2d._plot.viewport()
    held = map2d._plot.pixels().back(300.0, 200.0)
    before = map2d.to_widget(*held)
    drag(port, QPointF(300, 200), QPointF(320, 210), QPointF(380, 260), button=button)
    moved = map2d.to_widget(*held) - before
    assert (moved.x(), moved.y()) == pytest.approx((80.0, 60.0), abs=2.0)


def test_zoom_stops_where_labels_would_no_longer_tell_places_apart(map2d: Map2D, snapshot: Snapshot) -> None:
    port = map2d._plot.viewport()
    for _ in range(120):
        wheel(port, QPointF(300, 200), 4)
    (x0, x1), _ = map2d.seen
    (a0, a1), _ = snapshot.scene.view_domain
    assert x1 - x0 == pytest.approx(1e-4 * (a1 - a0), rel=0.01)
    axis = map2d._plot.bottom
    ((step, ticks),) = axis.tickValues(x0, x1, 500.0)
    labels = axis.tickStrings(ticks, 1.0, step)
    assert len(set(labels)) == len(labels) >= 2


def test_a_part_of_the_map_asks_for_finer_points_and_the_whole_does_not(map2d: Map2D, qtbot: QtBot) -> None:
    asked: list[object] = []
    map2d.detail_requested.connect(asked.append)
    port = map2d._plot.viewport()
    wheel(port, QPointF(300, 200), 1)
    qtbot.wait(80)
    assert asked == []  # most of it is still in sight
    for _ in range(5):
        wheel(port, QPointF(300, 200), 4)
    qtbot.waitUntil(lambda: bool(asked) and asked[-1] == map2d.seen)
    assert len(asked) <= 2  # one for the burst, and one for its end
    map2d.reset_view()
    qtbot.waitUntil(lambda: asked[-1] is None)


def test_a_detail_of_another_surface_is_not_shown(map2d: Map2D, snapshot: Snapshot) -> None:
    whole = snapshot.surface
    assert whole is not None
    part = sample(snapshot.scene.objective, ((0.0, 1.0), (0.0, 1.0)), 33)
    stranger = sample(snapshot.scene.objective, n=41)
    map2d.set_detail(stranger, part)
    assert map2d.state.detail is None
    map2d.set_detail(whole, part)
    assert map2d.state.detail is part
    map2d.set_surface(stranger)
    assert map2d.state.detail is None


def test_a_detail_is_drawn_in_the_colours_of_the_whole(snapshot: Snapshot) -> None:
    view, scene = Map2D(), replace(snapshot.scene, display=Display(levels=0))
    give(view, replace(snapshot, scene=scene, runs=()))
    whole = snapshot.surface
    assert whole is not None
    view.set_detail(whole, sample(scene.objective, ((-1.0, 2.0), (-2.0, 1.0)), 61))
    picture = pixels_of(view.grab_image(640, 500))
    view.resize(640, 500)
    heights, table = HeightMap.of(whole, scene.display), colormap(LIGHT.colormap).astype(int)
    for x, y in [(-0.8, 0.7), (1.6, -1.6), (0.4, -1.0), (-3.0, -1.0), (3.5, 3.5)]:
        at = view.to_widget(x, y)
        want = table[round(255 * float(heights.t(scene.objective.value(np.array([x, y])))))]
        assert np.abs(picture[round(at.y()), round(at.x())] - want).sum() < 24, (x, y)
    close(view)


def test_the_read_out_is_finer_where_the_surface_is(map2d: Map2D, snapshot: Snapshot) -> None:
    assert snapshot.surface is not None
    map2d.set_detail(snapshot.surface, sample(snapshot.scene.objective, ((1.0, 1.5), (1.0, 1.5)), 101))
    map2d.state.cursor = (1.2345, 1.3456)
    read = map2d._probe.reading()
    assert read is not None
    assert read[0] == pytest.approx(float(snapshot.scene.objective.value(np.array([1.2345, 1.3456]))), rel=1e-6)
    map2d.state.cursor = (-1.2345, 1.3456)
    assert map2d._probe.reading() is not None  # outside the detail, from the whole


def test_labels_of_level_lines_keep_off_the_paths(map2d: Map2D, snapshot: Snapshot) -> None:
    pixels = map2d._plot.pixels()
    taken = map2d._labels._taken(pixels)
    path = pixels.forward(snapshot.runs[0].trajectory.x)
    middle = 0.5 * (path[0] + path[1])
    for place in (path[0], middle, path[-1]):
        assert np.hypot(*(taken - place).T).min() < 14.0


def test_labels_have_as_many_digits_as_tell_levels_apart() -> None:
    assert contours.texts([1.0, 2.0]) == {1.0: "1", 2.0: "2"}
    assert contours.texts([2.00012, 2.00023]) == {2.00012: "2.0001", 2.00023: "2.0002"}


@pytest.mark.parametrize("size", [60.0, 180.0, 340.0, 900.0])
@pytest.mark.parametrize("span", [(-5.0, 5.0), (2.73, 2.77), (0.99992, 1.00032), (0.0, 241.0)])
def test_ticks_are_few_and_their_labels_do_not_touch(map2d: Map2D, size: float, span: tuple[float, float]) -> None:
    axis = map2d._plot.bottom
    ((step, ticks),) = axis.tickValues(*span, size)
    assert len(ticks) <= 11
    metrics = QFontMetricsF(axis.style["tickFont"])
    texts = axis.tickStrings(ticks, 1.0, step)
    at = [(v - span[0]) / (span[1] - span[0]) * size for v in ticks]
    if len(ticks) > 2:
        for (a, one), (b, two) in pairwise(zip(at, texts, strict=True)):
            assert b - a > 0.5 * (metrics.horizontalAdvance(one) + metrics.horizontalAdvance(two))
