"""The 3-D view under real wheel, mouse and key events: what stays under the cursor, what is hidden, what is undone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.render import camera, labels, renderer
from landscape_app.render.frame import Mark
from landscape_app.render.image import NoOpenGL
from landscape_app.render.overlay import compose, paint_overlay
from landscape_app.render.projection import Projection
from landscape_app.render.renderer import Renderer
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene
from landscape_app.theme import LIGHT
from landscape_app.views.legend import Legend
from landscape_app.views.view3d import View3D
from landscape_app.views.view3d_tools import TALLEST, View3DTools, stretched
from landscape_app.window import Window

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier
SIZE = (520, 420)


def make(objective: str = "himmelblau", **display: object) -> Snapshot:
    app.application()
    runs = tuple(
        RunSpec(registry.create("optimizer", id, lr=lr), name=name)
        for id, lr, name in (("gradient_descent", 0.01, "Descent"), ("heavy_ball", 0.004, "Ball"), ("adam", 0.1, ""))
    )
    stopping = Stopping(gradient_on=False, max_steps=40)
    shape = registry.create("objective", objective)
    return compute_now(Scene(shape, runs, stopping=stopping, display=Display(**display)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


def give(view: View3D, snapshot: Snapshot, head: float = 25.0) -> None:
    view.set_scene(snapshot.scene)
    view.set_surface(snapshot.surface)
    view.set_runs(snapshot.runs)
    view.set_head(head)


@pytest.fixture
def view(qtbot: QtBot, snapshot: Snapshot) -> Iterator[View3D]:
    made = View3D()
    made.set_theme(LIGHT)
    give(made, snapshot)
    made.resize(*SIZE)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    yield made
    made.shutdown()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wheel(view: View3D, at: QPointF, notches: int) -> None:
    where = QPointF(view.mapToGlobal(at.toPoint()))
    turn = QPoint(0, 120 * notches)
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(view, QWheelEvent(at, where, QPoint(), turn, NONE, PLAIN, phase, False))


def mouse(view: View3D, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = LEFT) -> None:
    held = NONE if kind == QEvent.Type.MouseButtonRelease else button
    acts = NONE if kind == QEvent.Type.MouseMove else button
    where = QPointF(view.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(view, QMouseEvent(kind, at, where, acts, held, PLAIN))


def drag(view: View3D, *path: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    points = [QPointF(*p) for p in path]
    mouse(view, QEvent.Type.MouseButtonPress, points[0], button)
    for p in points[1:]:
        mouse(view, QEvent.Type.MouseMove, p, button)
    mouse(view, QEvent.Type.MouseButtonRelease, points[-1], button)


def on_surface(view: View3D, x: float, y: float) -> QPointF:
    at = view.to_widget(x, y)
    assert at is not None
    return at


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[..., 2::-1].astype(int)


# the camera


@pytest.mark.parametrize("notches", [3, -3])
@pytest.mark.parametrize("preset", list(camera.PRESETS))
@pytest.mark.parametrize("point", [(2.0, 1.0), (-3.0, -3.0)])
def test_the_wheel_keeps_the_surface_under_the_cursor(
    view: View3D, preset: str, notches: int, point: tuple[float, float]
) -> None:
    view.set_camera(camera.PRESETS[preset])
    before, near = on_surface(view, *point), view.camera.distance
    wheel(view, before, notches)
    assert (view.camera.distance < near) == (notches > 0)
    after = on_surface(view, *point)
    assert math.hypot(after.x() - before.x(), after.y() - before.y()) < 0.5


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_digits_choose_the_views_and_report_them(view: View3D, number: int) -> None:
    heard: list[CameraState] = []
    view.camera_changed.connect(heard.append)
    view.set_camera(CameraState(azimuth=11.0, elevation=50.0))
    QTest.keyClick(view, Qt.Key(Qt.Key.Key_0 + number))
    expected = list(camera.PRESETS.values())[number - 1]
    assert view.camera == expected
    assert heard == [expected]


def test_the_front_view_has_x_to_the_right_and_the_side_view_y(view: View3D) -> None:
    QTest.keyClick(view, Qt.Key.Key_2)
    assert on_surface(view, 2.0, 0.0).x() > on_surface(view, -2.0, 0.0).x() + 50
    QTest.keyClick(view, Qt.Key.Key_3)
    assert on_surface(view, 0.0, 2.0).x() > on_surface(view, 0.0, -2.0).x() + 50


def test_seen_from_above_it_lies_as_the_map_does(view: View3D) -> None:
    """x to the right, y up, and both to one scale of their own: (x, y) -> pixel is the map's linear map."""
    QTest.keyClick(view, Qt.Key.Key_4)
    middle, right, up = (on_surface(view, *p) for p in ((0.0, 0.0), (3.0, 0.0), (0.0, 3.0)))
    assert right.x() - middle.x() > 50
    assert right.y() == pytest.approx(middle.y(), abs=0.01)
    assert middle.y() - up.y() > 50
    assert up.x() == pytest.approx(middle.x(), abs=0.01)
    both = on_surface(view, 3.0, 3.0)
    assert (both.x(), both.y()) == pytest.approx((right.x(), up.y()), abs=0.01)


def test_a_drag_to_the_right_brings_round_what_is_on_the_left(view: View3D) -> None:
    """The near edge follows the hand; dragged down, one looks from higher up."""
    before, near = view.camera, min(((x, y) for x in (-4, 4) for y in (-4, 4)), key=lambda p: -on_surface(view, *p).y())
    start = on_surface(view, *near)
    drag(view, (20, 400), (40, 400), (60, 400))
    assert on_surface(view, *near).x() > start.x() + 5
    assert view.camera.elevation == before.elevation
    drag(view, (20, 300), (20, 340))
    assert view.camera.elevation > before.elevation


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_a_pan_moves_the_picture_with_the_hand(view: View3D, button: Qt.MouseButton) -> None:
    view.set_camera(camera.PRESETS["top"])  # orthographic: every point moves alike
    before = on_surface(view, 1.0, 1.0)
    drag(view, (200, 200), (230, 185), (260, 170), button=button)
    after = on_surface(view, 1.0, 1.0)
    assert (after.x() - before.x(), after.y() - before.y()) == pytest.approx((60.0, -30.0), abs=0.5)


def test_a_double_click_puts_everything_back(view: View3D) -> None:
    drag(view, (20, 400), (90, 380))
    drag(view, (20, 400), (90, 380), button=Qt.MouseButton.RightButton)
    wheel(view, QPointF(100, 100), 2)
    assert view.camera != camera.reset()
    QTest.mouseDClick(view, LEFT, pos=QPoint(20, 400))
    assert view.camera == camera.reset()


def test_plus_and_minus_zoom(view: View3D) -> None:
    before = view.camera.distance
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.camera.distance < before
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.camera.distance == pytest.approx(before)


def test_while_dragged_the_frame_moves_and_it_is_refined_at_rest(
    view: View3D, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[bool, int]] = []
    render = Renderer.render

    def spy(self: Renderer, frame, size, *, samples=4, device_ratio=1.0):  # type: ignore[no-untyped-def]
        drawn.append((frame.moving, samples))
        return render(self, frame, size, samples=samples, device_ratio=device_ratio)

    qtbot.waitUntil(lambda: view._full, timeout=5000)
    monkeypatch.setattr(Renderer, "render", spy)
    mouse(view, QEvent.Type.MouseButtonPress, QPointF(20, 400))
    mouse(view, QEvent.Type.MouseMove, QPointF(60, 400))
    view.repaint()
    assert drawn == [(True, 0)]
    qtbot.waitUntil(lambda: len(drawn) == 2, timeout=5000)
    assert drawn[1] == (False, 4)  # the hand rests, though it still holds
    mouse(view, QEvent.Type.MouseButtonRelease, QPointF(60, 400))


@pytest.mark.parametrize("preset", list(camera.PRESETS))
def test_what_is_picked_projects_back_to_its_pixel(view: View3D, snapshot: Snapshot, preset: str) -> None:
    view.set_camera(camera.PRESETS[preset])
    frame = view.frame()
    assert frame is not None
    projection = Projection.of(frame, SIZE)
    hits = 0
    for pixel in ((260.0, 210.0), (200.0, 230.0), (330.0, 220.0), (260.0, 260.0)):
        picked = projection.pick(frame.surface, pixel)
        if picked is None:
            continue
        hits += 1
        f = snapshot.scene.objective.value(np.array(picked))
        back, _ = projection.project_data(np.array([picked[0]]), np.array([picked[1]]), np.array([f]))
        assert np.hypot(*(back[0] - pixel)) < 1.0
    assert hits >= 2


# no OpenGL


def test_without_opengl_it_says_why_and_goes_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> object:
        raise NoOpenGL("The 3-D view needs OpenGL 3.3, which this machine does not offer: none")

    monkeypatch.setattr(renderer, "_context", refuse)
    made = View3D()
    give(made, make())
    made.resize(*SIZE)
    blank = pixels_of(made.grab().toImage())
    assert "OpenGL 3.3" in made.problem
    assert (np.abs(blank - blank[0, 0]).sum(axis=-1) > 200).sum() > 100  # a sentence is written there
    assert made.tools.isHidden()
    drag(made, (20, 300), (60, 300))  # and nothing breaks
    made.grab()
    made.shutdown()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# arrow keys


class Heard:
    def __init__(self, view: View3D) -> None:
        self.log: list[str] = []
        view.start_drag_started.connect(lambda: self.log.append("begin"))
        view.start_nudged.connect(lambda _dx, _dy: self.log.append("move"))
        view.start_drag_finished.connect(lambda: self.log.append("end"))


def key(view: View3D, kind: QEvent.Type, which: Qt.Key, repeat: bool = False) -> None:
    QApplication.sendEvent(view, QKeyEvent(kind, which, PLAIN, "", repeat))


def test_each_arrow_press_is_one_movement(view: View3D) -> None:
    heard = Heard(view)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert heard.log == ["begin", "move", "end"] * 2


def test_a_key_held_down_is_one_movement(view: View3D) -> None:
    heard, press, release = Heard(view), QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    key(view, press, Qt.Key.Key_Left)
    for _ in range(3):
        key(view, release, Qt.Key.Key_Left, repeat=True)
        key(view, press, Qt.Key.Key_Left, repeat=True)
    key(view, press, Qt.Key.Key_Up)
    key(view, release, Qt.Key.Key_Left)
    assert heard.log == ["begin", *["move"] * 5]
    key(view, release, Qt.Key.Key_Up)
    assert heard.log[-1] == "end"
    assert heard.log.count("end") == 1


def test_a_release_that_goes_elsewhere_ends_the_movement(view: View3D, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    heard = Heard(view)
    key(view, QEvent.Type.KeyPress, Qt.Key.Key_Left)
    view.clearFocus()
    assert heard.log == ["begin", "move", "end"]
    key(view, QEvent.Type.KeyRelease, Qt.Key.Key_Left)
    assert heard.log == ["begin", "move", "end"]


# the tool strip


def button(view: View3D, name: str) -> QToolButton:
    found = view.findChild(QToolButton, f"view3d_{name}")
    assert isinstance(found, QToolButton)
    return found


def test_every_tool_has_a_name_a_tip_and_the_keyboard(view: View3D) -> None:
    tools = view.tools.findChildren(QToolButton)
    assert len(tools) == 8
    assert len({t.accessibleName() for t in tools}) == 8
    for tool in tools:
        assert tool.accessibleName() in tool.toolTip()
        assert tool.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert not tool.icon().isNull()
        assert view.rect().contains(tool.geometry().translated(view.tools.pos()))


def test_the_view_tools_do_what_the_digits_do(view: View3D) -> None:
    for tool, preset in (("front_view", "front"), ("side_view", "side"), ("top_view", "top"), ("home", "isometric")):
        QTest.mouseClick(button(view, tool), LEFT)
        assert view.camera == camera.PRESETS[preset]


def test_tools_and_keys_ask_for_a_display_and_change_nothing_themselves(view: View3D, snapshot: Snapshot) -> None:
    asked: list[tuple[Display, str]] = []
    view.display_requested.connect(lambda display, field: asked.append((display, field)))
    old = snapshot.scene.display
    for tool in ("log", "taller", "flatter", "labels"):
        QTest.mouseClick(button(view, tool), LEFT)
        view.set_scene(snapshot.scene)  # the store said no: the buttons follow the scene
    by_mouse, asked[:] = list(asked), []
    for which in (Qt.Key.Key_L, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_K):
        QTest.keyClick(view, which)
        view.set_scene(snapshot.scene)
    assert by_mouse == asked
    (log, f1), (tall, f2), (flat, f3), (off, f4) = asked
    assert (f1, f2, f3, f4) == ("log_height", "height_scale", "height_scale", "labels")
    assert log == replace(old, log_height=not old.log_height)
    assert flat.height_scale < old.height_scale < tall.height_scale
    assert off == replace(old, labels=False)


def test_stretching_reaches_flat_one_and_the_tallest_and_never_jumps_over_one() -> None:
    scale, seen = 0.0, [0.0]
    for _ in range(40):
        scale = stretched(scale, True)
        seen.append(scale)
    assert seen[-1] == TALLEST
    assert 1.0 in seen
    assert sorted(seen) == seen
    for _ in range(40):
        scale = stretched(scale, False)
        seen.append(scale)
    assert seen[-1] == 0.0
    assert seen.count(1.0) == 2


def test_the_strip_shows_the_scene(view: View3D, snapshot: Snapshot) -> None:
    tools = view.tools
    assert isinstance(tools, View3DTools)
    display = replace(snapshot.scene.display, log_height=True, labels=False, height_scale=TALLEST)
    view.set_scene(replace(snapshot.scene, display=display))
    assert tools.log.isChecked()
    assert not tools.labels.isChecked()
    assert not tools.taller.isEnabled()
    view.set_scene(replace(snapshot.scene, display=replace(display, height_scale=0.0)))
    assert tools.taller.isEnabled()
    assert not tools.flatter.isEnabled()


# signs and labels


def test_a_global_minimum_is_told_from_a_local_one(view: View3D) -> None:
    kinds: dict[str, int] = {}
    for name in ("styblinski_tang", "himmelblau", "three_hump_camel"):
        give(view, make(name))
        frame = view.frame()
        assert frame is not None
        lowest = min(m.f for m in frame.marks if m.kind in ("global", "minimum"))
        for mark in frame.marks:
            if mark.kind in ("global", "minimum"):
                assert (mark.kind == "global") == (mark.f <= lowest + 1e-9 * (1 + abs(lowest)))
        kinds[name] = sum(m.kind == "global" for m in frame.marks)
    assert kinds == {"styblinski_tang": 1, "himmelblau": 4, "three_hump_camel": 1}


def signs(view: View3D, mark: Mark, state: CameraState) -> tuple[np.ndarray, QPointF]:
    """How much the sign alone changes the picture, about its place."""
    frame = view.frame()
    assert frame is not None
    frame = replace(frame, paths=(), start=None, marks=(), camera=state, display=replace(frame.display, axes=False))
    drawn_by = Renderer()
    without, with_it = (pixels_of(compose(drawn_by, replace(frame, marks=marks), SIZE)) for marks in ((), (mark,)))
    drawn_by.release()
    at, _ = Projection.of(frame, SIZE).project_data(*(np.array([v]) for v in (mark.x, mark.y, mark.f)))
    return np.abs(with_it - without).sum(axis=-1), QPointF(*at[0].tolist())


def test_signs_differ_in_shape_and_stand_at_their_points(view: View3D, snapshot: Snapshot) -> None:
    shapes = []
    f = float(snapshot.scene.objective.value(np.array([3.0, 2.0])))
    for kind in ("global", "minimum", "saddle", "maximum", "degenerate"):
        changed, at = signs(view, Mark(3.0, 2.0, f, kind), camera.PRESETS["top"])
        ys, xs = np.nonzero(changed > 30)
        assert len(xs) > 20
        assert np.hypot(xs.mean() + 0.5 - at.x(), ys.mean() + 0.5 - at.y()) < 2.0
        x, y = int(at.x()), int(at.y())
        shapes.append(changed[y - 11 : y + 12, x - 11 : x + 12] > 60)
        hollow = kind in ("minimum", "maximum", "degenerate")
        assert (changed[y, x] < 30) == hollow
    for i, a in enumerate(shapes):
        for b in shapes[i + 1 :]:
            assert (a != b).sum() > 15


def test_a_sign_behind_the_surface_is_faint(view: View3D) -> None:
    """A point beyond the hill in the middle, for an eye that looks along y, low."""
    give(view, make("styblinski_tang"))
    frame = view.frame()
    assert frame is not None
    mark = min(frame.marks, key=lambda m: m.f)
    low = CameraState(azimuth=-135.0, elevation=14.0)
    box = Projection.of(replace(frame, camera=low), SIZE)
    at = box.to_box(*(np.array([v]) for v in (mark.x, mark.y, mark.f)))
    assert not box.sees(frame.surface, at)[0]
    seen, _ = signs(view, mark, camera.PRESETS["top"])
    hidden, _ = signs(view, mark, low)
    assert 0 < np.percentile(hidden[hidden > 0], 95) < 0.6 * np.percentile(seen[seen > 0], 95)


def test_what_is_seen_agrees_with_what_is_picked(view: View3D) -> None:
    """A point is seen just where the line of sight through its pixel meets the surface first."""
    frame = view.frame()
    assert frame is not None
    box = Projection.of(frame, SIZE)
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(-4.5, 4.5, 13), np.linspace(-4.5, 4.5, 13)))
    f = make().scene.objective.value(np.column_stack([x, y]))
    points = box.to_box(x, y, f)
    pixels, _ = box.project(points)
    seen, agree = box.sees(frame.surface, points), 0
    for i, pixel in enumerate(pixels.tolist()):
        picked = box.pick(frame.surface, (pixel[0], pixel[1]))
        met = picked is not None and math.hypot(picked[0] - x[i], picked[1] - y[i]) < 0.3
        agree += met == seen[i]
    assert 0 < seen.sum() < len(seen)
    assert agree >= 0.95 * len(seen)  # but for a few on the very horizon


def test_labels_keep_clear_of_each_other_and_of_what_is_taken() -> None:
    inside = QRectF(0, 0, 300, 200)
    taken: list[QRectF] = [QRectF(160, 60, 100, 30)]
    ball = QPointF(150, 100)
    for _ in range(6):
        found = labels.place(ball, 6.5, (70.0, 18.0), inside, taken)
        assert found is not None
        assert inside.contains(found.rect)
        assert not any(found.rect.intersects(other) for other in taken)
        assert not found.rect.contains(ball)
        taken.append(found.rect)
    assert labels.place(ball, 6.5, (400.0, 18.0), inside, []) is None


def test_short_names_drop_what_all_begin_with() -> None:
    assert labels.short_names(["Heavy ball β = 0.5", "Heavy ball β = 0.9"]) == ("0.5", "0.9")
    assert labels.short_names(["Adam", "Adam"]) == ("Adam", "Adam")
    assert labels.short_names(["Adam", "Adam fast"]) == ("Adam", "Adam fast")
    assert labels.short_names(["Gradient descent"]) == ("Gradient descent",)
    assert labels.short_names([]) == ()
    (long,) = labels.short_names(["Nesterov's accelerated gradient"])
    assert len(long) <= labels.LONGEST
    assert long.endswith("…")


class Written(QPainter):
    """A painter that remembers what was written."""

    texts: list[str]

    def drawText(self, *args: object) -> None:  # type: ignore[override]  # noqa: N802
        self.texts.append(str(args[-1]))


def written(view: View3D, display: Display) -> list[str]:
    frame = view.frame()
    assert frame is not None
    frame = replace(frame, display=display)
    painter = Written()
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter.begin(image)
    painter.texts = []
    paint_overlay(painter, frame, Projection.of(frame, SIZE), QRectF(0, 0, *SIZE))
    painter.end()
    return painter.texts


def test_every_run_is_named_at_its_ball_until_that_is_switched_off(view: View3D, snapshot: Snapshot) -> None:
    names = {run.spec.title for run in snapshot.runs}
    assert names == {"Descent", "Ball", "Adam"}
    assert names <= set(written(view, Display()))
    assert not names & set(written(view, Display(labels=False)))
    assert set(written(view, Display(axes=False))) == names


def test_the_legend_shows_the_visible_runs_and_yields_where_there_is_no_room(view: View3D, snapshot: Snapshot) -> None:
    room = QRectF(0, 0, 500, 400)
    all_of_them = Legend(snapshot.runs, LIGHT, view.font(), room).rect
    first = snapshot.runs[0]
    hidden = replace(first, spec=replace(first.spec, visible=False))
    fewer = Legend((hidden, *snapshot.runs[1:]), LIGHT, view.font(), room).rect
    assert 0 < fewer.height() < all_of_them.height()
    assert room.contains(all_of_them)
    assert Legend(snapshot.runs, LIGHT, view.font(), QRectF(0, 0, 120, 90)).rect.isEmpty()
    on = pixels_of(view.grab().toImage())
    view.set_scene(replace(snapshot.scene, display=replace(snapshot.scene.display, labels=False)))
    off = pixels_of(view.grab().toImage())
    box = all_of_them.translated(8, 40).toRect()
    corner = np.s_[box.top() : box.bottom(), box.left() : box.right()]
    assert (np.abs(on[corner] - off[corner]).sum(axis=-1) > 60).sum() > 100


# in the window


def test_the_strip_and_the_arrows_write_the_store_and_can_be_undone(window: Window, qtbot: QtBot) -> None:
    view, before = window.view3d, window.store.scene
    QTest.mouseClick(button(view, "log"), LEFT)
    assert window.store.scene.display.log_height != before.display.log_height
    qtbot.waitUntil(lambda: view.tools.log.isChecked() == window.store.scene.display.log_height)
    x, y = window.store.scene.start_point[:2]
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.store.scene.start_point[0] < x
    assert window.store.scene.start_point[1] < y
    window.store.undo()
    assert window.store.scene.start_point[:2] == pytest.approx((window.store.scene.start_point[0], y))
    assert window.store.scene.start_point[0] < x
    window.store.undo()
    assert window.store.scene.start_point[:2] == pytest.approx((x, y))
    window.store.undo()
    assert window.store.scene == before
    assert not window.store.can_undo
