"""The views, driven by real mouse and key events and looked at in their own pixels."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.render.colormap import colormap
from landscape_app.render.height import HeightMap
from landscape_app.results import Snapshot
from landscape_app.scene.model import Display, RunSpec, Scene
from landscape_app.theme import DARK, LIGHT, THEMES
from landscape_app.views import contours, polyline
from landscape_app.views.charts import Charts
from landscape_app.views.line1d import Line1D
from landscape_app.views.map2d import Map2D, read_off
from landscape_app.views.pixels import Pixels
from landscape_app.views.view3d import View3D
from landscape_app.views.words import number

PURE = "#ff00ff"  # a colour that no theme or colour map has


def make(objective: str = "himmelblau", **display: object) -> Snapshot:
    app.application()
    descent = registry.create("optimizer", "gradient_descent", lr=0.01)
    ball = registry.create("optimizer", "heavy_ball", lr=0.004)
    shape = registry.create("objective", objective)
    runs = (RunSpec(descent, name="Descent", colour=PURE), RunSpec(ball, name="Ball"))
    return compute_now(
        Scene(shape, runs, stopping=Stopping(gradient_on=False, max_steps=60), display=Display(**display))  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


def give(view: QWidget, snapshot: Snapshot, head: float = math.inf) -> None:
    view.set_theme(LIGHT)  # type: ignore[attr-defined]
    view.set_scene(snapshot.scene)  # type: ignore[attr-defined]
    view.set_surface(snapshot.surface)  # type: ignore[attr-defined]
    view.set_runs(snapshot.runs)  # type: ignore[attr-defined]
    view.set_head(head)  # type: ignore[attr-defined]


def shown(view: QWidget, qtbot: QtBot, size: tuple[int, int] = (640, 500)) -> None:
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()


def close(view: QWidget) -> None:
    view.shutdown()  # type: ignore[attr-defined]
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def map2d(qtbot: QtBot, snapshot: Snapshot) -> Iterator[Map2D]:
    view = Map2D()
    give(view, snapshot)
    shown(view, qtbot)
    yield view
    close(view)


@pytest.fixture
def charts(qtbot: QtBot, snapshot: Snapshot) -> Iterator[Charts]:
    view = Charts()
    view.build_all()
    give(view, snapshot, 20.0)
    shown(view, qtbot, (1200, 260))
    yield view
    close(view)


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[..., 2::-1].astype(int)


def share_of(image: QImage, colour: str) -> float:
    """The share of pixels near ``colour``."""
    want = QColor(colour)
    distance = np.abs(pixels_of(image) - [want.red(), want.green(), want.blue()]).sum(axis=-1)
    return float((distance < 40).mean())


def drag(target: QWidget, *path: QPointF) -> None:
    """Press at the first point, move over the others, release at the last: events as Qt delivers them."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(path) - 1), QEvent.Type.MouseButtonRelease]
    for kind, at in zip(kinds, [*path, path[-1]], strict=True):
        button = none if kind == QEvent.Type.MouseMove else left
        held = none if kind == QEvent.Type.MouseButtonRelease else left
        where = QPointF(target.mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)


class Heard:
    """What a view reports of the start, in order."""

    def __init__(self, view: QWidget) -> None:
        self.moves: list[tuple[float, float]] = []
        self.log: list[str] = []
        view.start_drag_started.connect(lambda: self.log.append("begin"))  # type: ignore[attr-defined]
        view.start_dragged.connect(self._moved)  # type: ignore[attr-defined]
        view.start_drag_finished.connect(lambda: self.log.append("end"))  # type: ignore[attr-defined]

    def _moved(self, x: float, y: float) -> None:
        self.moves.append((x, y))
        self.log.append("move")


# the map


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
    no = Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 240),
        no,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, wheel)
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
    labels = contours.place_labels(traced, pixels, 34.0, 14.0, taken=taken)
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
    left = round(view._plot.pixels().width)
    assert left > 500
    margin = pixels_of(image)[:, : 640 - left - 16]
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
    assert pictures[0] == pictures[1]


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
    left = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(map2d._plot.viewport(), move)
    changed = np.abs(pixels_of(map2d.grab().toImage()) - without).sum(axis=-1) > 60
    spot = map2d.to_widget(-1.0, 3.5)
    x, y = round(spot.x()), round(spot.y())
    # f grows upwards there: the arrow is above the cursor, not below
    above, below = changed[y - 30 : y - 6, x - 12 : x + 12].sum(), changed[y + 6 : y + 30, x - 12 : x + 12].sum()
    assert above > 20 > below
    QApplication.sendEvent(map2d._plot.viewport(), QEvent(QEvent.Type.Leave))
    assert (pixels_of(map2d.grab().toImage()) == without).all()


# charts


def test_charts_are_built_one_a_turn(qtbot: QtBot) -> None:
    app.application()
    view = Charts()
    counts = []
    while view.build_next():
        counts.append(len(view.charts))
    assert counts == [1, 2, 3]
    assert [chart.quantity for chart in view.charts] == ["gap", "gradient", "step", "alpha"]
    close(view)


@pytest.mark.parametrize("which", range(4))
@pytest.mark.parametrize("step", [0.0, 12.0, 47.0])
def test_a_click_seeks_the_step_under_it(charts: Charts, qtbot: QtBot, which: int, step: float) -> None:
    sought: list[float] = []
    charts.seek_requested.connect(sought.append)
    chart = charts.charts[which]
    at = QPoint(round(chart.x_of(step)), 60)
    qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sought[0] == pytest.approx(step, abs=60 / chart.plot.pixels().width)


def test_a_drag_scrubs(charts: Charts) -> None:
    sought: list[float] = []
    charts.seek_requested.connect(sought.append)
    chart = charts.charts[1]
    drag(chart.plot.viewport(), *[QPointF(chart.x_of(s), 50.0) for s in (10.0, 30.0, 50.0)])
    assert sought == pytest.approx([10.0, 30.0, 50.0], abs=0.3)


def test_charts_share_their_steps_and_their_cursor(charts: Charts) -> None:
    ranges = {tuple(chart.plot.box.viewRange()[0]) for chart in charts.charts}
    assert len(ranges) == 1
    charts.charts[0].log_x.setChecked(True)
    (first, last), *others = {tuple(chart.plot.box.viewRange()[0]) for chart in charts.charts}
    assert not others
    assert (first, last) == pytest.approx((0.0, math.log10(60)))
    charts.set_head(33.0)
    assert {chart.head for chart in charts.charts} == {33.0}


def test_the_gap_is_measured_from_the_known_minimum(charts: Charts, snapshot: Snapshot) -> None:
    curve = charts.charts[0].curves[0]
    f = snapshot.runs[0].trajectory.f
    here = np.isfinite(curve.values)
    assert here.any()
    np.testing.assert_allclose(curve.values[here], f[here])  # Himmelblau's minimum is 0
    assert charts.charts[0].title.text() == "f − f*"
    assert curve.fit is not None
    assert 0 < curve.fit.rate < 1


def test_without_a_known_minimum_the_chart_says_so(qtbot: QtBot) -> None:
    unbounded = make("saddle")
    assert unbounded.scene.objective.f_star is None
    view = Charts()
    view.build_all()
    give(view, unbounded)
    assert view.charts[0].title.text() == "f − best seen"
    assert all(curve.fit is None for curve in view.charts[0].curves)
    best = min(float(run.trajectory.f.min()) for run in unbounded.runs)
    curve = view.charts[0].curves[0]
    f = unbounded.runs[0].trajectory.f
    here = np.isfinite(curve.values)
    np.testing.assert_allclose(curve.values[here], f[here] - best)
    close(view)


def test_charts_leave_hidden_runs_out(charts: Charts, snapshot: Snapshot) -> None:
    assert share_of(charts.grab_image(1200, 260), PURE) > 0
    first = snapshot.runs[0]
    charts.set_runs((replace(first, spec=replace(first.spec, visible=False)), *snapshot.runs[1:]))
    assert {curve.run.index for chart in charts.charts for curve in chart.curves} == {1}
    assert share_of(charts.grab_image(1200, 260), PURE) == 0


def test_charts_bear_runs_with_no_finite_number(charts: Charts, snapshot: Snapshot) -> None:
    run = snapshot.runs[0]
    nothing = np.full_like(run.trajectory.f, np.nan)
    broken = replace(run.trajectory, f=nothing, grad_norm=nothing, step_length=nothing, alpha=nothing)
    charts.set_runs((replace(run, trajectory=broken),))
    assert not charts.grab_image(1200, 260).isNull()
    for chart in charts.charts:
        assert np.isfinite(chart.plot.box.viewRange()).all()


# one variable


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[Line1D]:
    snapshot = make("parabola_1d")
    view = Line1D()
    give(view, snapshot, 3.0)
    shown(view, qtbot)
    yield view
    close(view)


def test_the_start_is_dragged_along_the_curve(line: Line1D) -> None:
    heard = Heard(line)
    start = line.start_on_line()
    assert start is not None
    viewport = line._plots[0].viewport()
    here = QPointF(viewport.mapFrom(line, line.to_widget(start).toPoint()))
    drag(viewport, here, here - QPointF(20, 5), here - QPointF(40, -30))
    assert heard.log == ["begin", "move", "move", "end"]
    want = start - 40 / line._plots[0].pixels().sx
    assert heard.moves[-1][0] == pytest.approx(want, abs=1.0 / line._plots[0].pixels().sx)


def test_arrow_keys_nudge_the_start_on_the_curve(line: Line1D, qtbot: QtBot) -> None:
    heard = Heard(line)
    start = line.start_on_line()
    assert start is not None
    qtbot.keyClick(line._plots[0], Qt.Key.Key_Left)
    assert heard.log == ["begin", "move", "end"]
    assert heard.moves[-1][0] == pytest.approx(start - 0.01 * (line.grid[-1] - line.grid[0]))


def test_a_plane_is_shown_along_its_first_step(snapshot: Snapshot) -> None:
    view = Line1D()
    give(view, snapshot, 5.0)
    along = view.positions(snapshot.runs[0])
    first = snapshot.runs[0].trajectory
    assert along[0] == pytest.approx(0.0, abs=1e-12)
    assert along[1] == pytest.approx(float(first.step_length[1]))  # the first step lies wholly on the line
    assert view.objective is not None
    assert float(view.objective.value(np.array([along[1]]))) == pytest.approx(float(first.f[1]))
    assert share_of(view.grab_image(640, 400), PURE) > 0
    close(view)


def test_the_dark_theme_reaches_every_corner(snapshot: Snapshot) -> None:
    for view in (Line1D(), Map2D(), Charts()):
        give(view, snapshot, 5.0)
        view.set_theme(DARK)
        picture = pixels_of(view.grab_image(640, 400))
        want = QColor(DARK.plot)
        for corner in (picture[0, 0], picture[0, -1], picture[-1, 0], picture[-1, -1]):
            assert tuple(corner) == (want.red(), want.green(), want.blue()), type(view).__name__
        close(view)


# 3-D


@pytest.fixture
def view3d(qtbot: QtBot, snapshot: Snapshot) -> Iterator[View3D]:
    view = View3D()
    give(view, snapshot)
    shown(view, qtbot, (480, 360))
    yield view
    close(view)


def test_a_drag_orbits_and_a_double_click_puts_it_back(view3d: View3D, qtbot: QtBot) -> None:
    before = view3d.camera
    drag(view3d, QPointF(20, 300), QPointF(60, 300), QPointF(120, 310))
    assert view3d.camera.azimuth != before.azimuth
    assert view3d.camera.distance == before.distance
    qtbot.mouseDClick(view3d, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))
    assert view3d.camera == before


def test_the_start_is_dragged_on_the_surface(view3d: View3D, snapshot: Snapshot) -> None:
    heard = Heard(view3d)
    here, there = view3d.to_widget(*snapshot.scene.start_point), view3d.to_widget(2.0, -4.0)
    assert here is not None
    assert there is not None
    drag(view3d, here, there)
    assert heard.log == ["begin", "move", "end"]
    landed = view3d.to_widget(*heard.moves[-1])
    assert landed is not None
    # the ray may meet a nearer slope than the point meant, but what it met lies under the pointer
    assert math.hypot(landed.x() - there.x(), landed.y() - there.y()) < 3.0


def test_motion_is_drawn_coarse_and_rest_in_full(view3d: View3D, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view3d._full, timeout=5000)
    drag(view3d, QPointF(20, 300), QPointF(60, 300))
    view3d.repaint()
    assert not view3d._full
    qtbot.waitUntil(lambda: view3d._full, timeout=5000)


# shared


def test_words_for_numbers() -> None:
    assert number(0.0) == "0"
    assert number(-1.5) == "−1.5"
    assert number(1e-7) == "10⁻⁷"
    assert number(-2.5e12) == "−2.5·10¹²"
    assert number(1000.0, power=True) == "10³"
    assert number(math.nan) == "–"
    assert number(-math.inf) == "−∞"


def test_pixels_go_there_and_back() -> None:
    pixels = Pixels(600, 400, -3.0, 5.0, 10.0, 20.0)
    assert pixels.point(-3.0, 20.0) == (0.0, 0.0)  # y grows upwards
    assert pixels.back(*pixels.point(1.25, 13.5)) == pytest.approx((1.25, 13.5))
    mapped = pixels.transform().map(QPointF(1.25, 13.5))
    assert (mapped.x(), mapped.y()) == pytest.approx(pixels.point(1.25, 13.5))


def test_clipping_keeps_what_is_inside_and_no_more() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    through = np.array([[-1e9, 5.0], [1e9, 5.0]])
    (part,) = polyline.pieces(through, box)
    np.testing.assert_allclose(part, [[0.0, 5.0], [10.0, 5.0]], atol=1e-5)
    out_and_in = np.array([[5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]])
    first, second = polyline.pieces(out_and_in, box)
    np.testing.assert_allclose(first, [[5.0, 5.0], [10.0, 5.0]])
    np.testing.assert_allclose(second, [[10.0, 8.0], [5.0, 8.0]])
    hole = np.array([[1.0, 1.0], [2.0, 2.0], [np.nan, 3.0], [4.0, 4.0], [5.0, 5.0]])
    assert [len(p) for p in polyline.pieces(hole, box)] == [2, 2]
    assert polyline.pieces(np.array([[-5.0, -5.0], [-1.0, 20.0]]), box) == []


def test_views_leave_nothing_behind(snapshot: Snapshot, qtbot: QtBot) -> None:
    gc.collect()
    before = set(QApplication.allWidgets())
    for kind in (Map2D, Charts, Line1D, View3D):
        view = kind()
        give(view, snapshot, 3.0)
        view.grab_image(300, 200)
        close(view)
        del view
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [w for w in QApplication.allWidgets() if w not in before] == []
