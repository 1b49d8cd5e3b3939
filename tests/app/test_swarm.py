"""The swarm: typed in the window it moves with the play head, never of another scene; drawn where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.hues import attractor_colour
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.every import overlay, prepared
from landscape_app.lenses.swarm import ROW_BY_ROW, SwarmLens, count_of
from landscape_app.panels.lens_panel import LensPanel
from landscape_app.render.frame import frame_of
from landscape_app.render.key import words
from landscape_app.render.renderer import Renderer
from landscape_app.results import Snapshot
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene
from landscape_app.shapes import Key, Overlay, Swarm
from landscape_app.theme import LIGHT
from landscape_app.views.dots import Splat
from landscape_app.window import Window
from tests.app.conftest import Open
from tests.app.view_kit import PURE, close, give, pixels_of, share_of, shown


def race(lens: Lens | None = None, method: str = "gradient_descent", **fields: float) -> Scene:
    app.application()
    run = RunSpec(registry.create("optimizer", method, **(fields or {"lr": 0.01})), colour=PURE)
    shape = registry.create("objective", "himmelblau")
    stopping = Stopping(gradient_on=False, max_steps=200)
    return Scene(shape, (run,), stopping=stopping, lens=lens or Lens(swarm=500), display=Display(log_height=True))


def shapes_of(snapshot: Snapshot, head: float) -> Overlay:
    return overlay(Look(snapshot, head, LIGHT), prepared(snapshot.scene))


def swarm_in(shapes: Overlay) -> Swarm:
    (found,) = (s for s in shapes if isinstance(s, Swarm))
    return found


def rows_in(shapes: Overlay) -> list[str]:
    (found,) = (s for s in shapes if isinstance(s, Key))
    return [words(sentence) for _, sentence in found.rows]


def test_the_key_counts_who_has_arrived_by_now() -> None:
    snapshot = compute_now(race())
    assert rows_in(shapes_of(snapshot, 0))[0] == "of 500 starts"
    for head in (0.0, 20.0, 200.0):
        shapes = shapes_of(snapshot, head)
        points = swarm_in(shapes).points
        near = np.hypot(*(points - np.array([3.0, 2.0])).T) < 0.01 * np.hypot(11, 11)
        line = next(row for row in rows_in(shapes) if row.endswith("(3, 2)"))
        # someone may pass through a minimum that is not its own
        assert int(line.split()[0]) == pytest.approx(near.sum(), abs=1)
    ends = [int(row.split()[0]) for row in rows_in(shapes_of(snapshot, 200.0))[1:]]
    assert sum(ends) == 500
    assert ends == sorted(ends, reverse=True)


def test_line_searches_get_fewer_starts_and_the_key_says_so() -> None:
    scene = race(Lens(swarm=2_000), "gradient_descent_backtracking", alpha0=0.1)
    assert count_of(scene) == ROW_BY_ROW
    assert count_of(race(Lens(swarm=2_000))) == 2_000
    short = replace(scene, stopping=Stopping(max_steps=4))
    assert rows_in(shapes_of(compute_now(short), 4))[0] == "of 400 starts (a line search goes one by one)"


def test_what_a_swarm_depends_on_and_what_not() -> None:
    lens, scene = SwarmLens(), race()
    key = lens.key(scene)
    assert lens.key(replace(scene, display=Display(levels=3))) == key
    assert lens.key(replace(scene, title="other")) == key
    for other in (
        replace(scene, lens=Lens(swarm=501)),
        replace(scene, objective=registry.create("objective", "beale")),
        replace(scene, domain=((-1.0, 1.0), (-1.0, 1.0))),
        replace(scene, stopping=Stopping(max_steps=7)),
        race(lr=0.011),
    ):
        assert lens.key(other) != key


def test_a_dot_is_painted_where_it_is() -> None:
    app.application()
    at = np.array([[10.5, 20.5], [40.0, 30.0], [np.nan, 3.0], [-50.0, 9.0], [200.0, 9.0], [99.9, 59.9]])
    picture = Splat().paint(
        at, np.array([0, 1, 0, 0, 0, 1], dtype=np.uint8), ("#ff0000", "#00ff00"), (100, 60), 2.5, "#000000"
    )
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.drawImage(0, 0, picture)
    painter.end()
    rgb = pixels_of(image)
    red, green = rgb[20, 10], rgb[29:31, 39:41].mean(axis=(0, 1))
    assert red[0] > 200
    assert max(red[1:]) < 60
    assert green[1] > 200
    assert max(green[0], green[2]) < 60
    dark = np.argwhere(rgb.sum(axis=-1) < 700)
    centre = dark[(dark[:, 1] < 25)].mean(axis=0)
    assert centre == pytest.approx([20.0, 10.0], abs=0.2)
    assert (rgb[:5] == 255).all(), "what is not finite or outside is not painted"


def test_a_dot_moves_by_less_than_a_pixel_too() -> None:
    app.application()
    splat, which = Splat(), np.zeros(1, dtype=np.uint8)
    centres = []
    for x in (20.1, 20.5, 20.9):
        image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        painter.drawImage(0, 0, splat.paint(np.array([[x, 20.5]]), which, ("#ff0000",), (40, 40), 2.5, "#ff0000"))
        painter.end()
        alpha = np.frombuffer(image.constBits(), np.uint8).reshape(40, 40, 4)[..., 3].astype(float)
        centres.append(float((alpha.sum(axis=0) * (np.arange(40) + 0.5)).sum() / alpha.sum()))
    assert centres == pytest.approx([20.17, 20.5, 20.83], abs=0.05)


def test_the_map_draws_every_dot_in_its_colour(qtbot: QtBot) -> None:
    from landscape_app.views.map2d import Map2D

    snapshot = compute_now(race(Lens(swarm=3_000)))
    view = Map2D()
    give(view, snapshot, 30)
    shown(view, qtbot)
    before = view.grab_image(640, 500)
    view.set_overlay(shapes_of(snapshot, 3.0))
    after = view.grab_image(640, 500)
    for i in range(4):
        assert share_of(after, attractor_colour(i)) > share_of(before, attractor_colour(i)) + 0.004
    view.set_overlay(())
    assert view.grab_image(640, 500) == before
    close(view)


def test_3d_dots_lie_on_the_surface_and_the_hidden_ones_are_faint() -> None:
    snapshot = compute_now(race())
    at = np.array([[-2.5, -2.0], [0.2, 0.4], [9.0, 9.0], [np.nan, 0.0]], dtype=np.float32)
    colour = "#ff00ff"
    dots = Swarm(at, np.zeros(4, dtype=np.uint8), (colour,), 3.0)
    plain = replace(snapshot.scene, display=Display(log_height=True, axes=False, labels=False, drop_lines=False))
    still = Snapshot(plain, snapshot.surface, (), True)
    renderer = Renderer()
    camera = CameraState(elevation=70.0)
    for samples in (0, 4):
        frame = frame_of(still, LIGHT, 0.0, camera=camera, overlay=(dots,))
        assert frame is not None
        picture = renderer.render(replace(frame, start=None, marks=()), (480, 360), samples=samples)
        b, g, r = (picture.pixels[..., i].astype(int) for i in range(3))
        there = np.argwhere((r > 180) & (b > 180) & (g < 110))
        xy = at[:2].astype(float)
        pixels, _ = picture.projection.project_data(xy[:, 0], xy[:, 1], snapshot.scene.objective.value(xy))
        for x, y in pixels:
            assert np.hypot(*(there - [y, x]).T).min() < 2.0
        far = [min(np.hypot(p[0] - y, p[1] - x) for x, y in pixels) for p in there]
        assert max(far) < 6.0, "a dot outside the plane, or nowhere, is not drawn"
    renderer.release()


def test_the_colours_of_dots_follow_which_from_frame_to_frame() -> None:
    snapshot = compute_now(race())
    renderer, at = Renderer(), np.array([[0.0, 0.0]], dtype=np.float32)
    seen = []
    for colour in ("#ff00ff", "#00ff00"):
        frame = frame_of(
            Snapshot(snapshot.scene, snapshot.surface, (), True), LIGHT, 0.0, camera=CameraState(elevation=89.0),
            overlay=(Swarm(at, np.zeros(1, dtype=np.uint8), (colour,), 6.0),),
        )  # fmt: skip
        assert frame is not None
        picture = renderer.render(replace(frame, start=None), (200, 200))
        pixel, _ = picture.projection.project_data(np.zeros(1), np.zeros(1), np.array([170.0]))
        x, y = np.round(pixel[0]).astype(int)
        seen.append(picture.pixels[y, x, :3].astype(int).tolist())
    renderer.release()
    assert seen[0][2] > 180 > 90 > seen[0][1]
    assert seen[1][1] > 150 > 90 > seen[1][2]


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    quadratic = registry.create("objective", "quadratic", kappa=10.0)
    run = RunSpec(registry.create("optimizer", "heavy_ball", lr=0.05))
    made.store.update(Scene(quadratic, (run,), stopping=Stopping(gradient_on=False, max_steps=120)))
    made.side.setCurrentIndex(3)
    qtbot.waitUntil(lambda: not made.controller.busy)
    return made


def _dots(window: Window) -> Swarm | None:
    return next((s for s in window.looking.overlay if isinstance(s, Swarm)), None)


def _type(window: Window, qtbot: QtBot, field: str, text: str) -> None:
    panel = window.findChild(LensPanel)
    box: QWidget = panel.form.fields[field].box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_a_swarm_typed_in_moves_and_is_never_of_another_scene(window: Window, qtbot: QtBot) -> None:
    _type(window, qtbot, "swarm", "2000")
    assert window.store.scene.lens.swarm == 2_000
    qtbot.waitUntil(lambda: _dots(window) is not None and "swarm" not in window.looking._busy)
    window.playback.to_start()
    first = _dots(window)
    assert first is not None
    assert first.points.shape == (2_000, 2)
    window.playback.play()
    qtbot.waitUntil(lambda: window.playback.head > 3)
    window.playback.pause()
    later = _dots(window)
    assert later is not None
    assert np.median(np.hypot(*(later.points - first.points).T)) > 0.05
    assert window.view3d.frame() is not None
    assert any(isinstance(s, Swarm) for s in window.view3d.frame().overlay)  # type: ignore[union-attr]

    head = window.playback.head
    for kappa in (20.0, 40.0, 80.0):
        scene = window.store.scene
        window.store.update(replace(scene, objective=replace(scene.objective, kappa=kappa)))

        def same_scene() -> bool:
            dots, snapshot = _dots(window), window.controller.snapshot
            if dots is None or snapshot is None or snapshot.scene.objective != window.store.scene.objective:
                return False
            return "swarm" not in window.looking._busy

        qtbot.waitUntil(same_scene)
        dots = _dots(window)
        assert dots is not None
        fresh = prepared(window.store.scene)["swarm"].paths.at(window.playback.head)
        np.testing.assert_array_equal(dots.points, fresh)
    assert window.playback.head == head
    _type(window, qtbot, "swarm", "0")
    qtbot.waitUntil(lambda: _dots(window) is None)


def test_the_dots_shown_are_always_of_the_surface_shown(window: Window, qtbot: QtBot) -> None:
    _type(window, qtbot, "swarm", "500")
    qtbot.waitUntil(lambda: _dots(window) is not None)
    seen: list[bool] = []

    def look() -> None:
        data, snapshot = window.looking._data.get("swarm"), window.controller.snapshot
        if data is not None and snapshot is not None:
            one = data.paths.points[1, 0].astype(float)
            x = data.paths.points[0, 0].astype(float)
            g = snapshot.scene.objective.gradient(x)
            seen.append(bool(np.allclose(one, x - 0.05 * g, atol=1e-4)))

    window.looking.changed.connect(lambda _o: look())
    for kappa in np.linspace(11, 60, 12):
        scene = window.store.scene
        window.store.update(replace(scene, objective=replace(scene.objective, kappa=float(kappa))), merge="kappa")
        qtbot.wait(12)
    qtbot.waitUntil(lambda: not window.controller.busy and "swarm" in window.looking._data)
    window.playback.seek(5.0)
    assert seen
    assert all(seen)


def test_a_film_shows_the_swarm_with_its_key() -> None:
    from landscape_app.export.frames import Film

    scene = race(Lens(swarm=3_000))
    snapshot = compute_now(scene)
    bare = replace(snapshot, scene=replace(scene, lens=Lens()))
    for view in ("3d", "2d"):
        pictures = []
        for each in (snapshot, bare):
            film = Film(each, view, (640, 360), "light")
            pictures.append(film.frame(2.0, scene.camera))
            film.close()
        dotted, plain = pictures
        for i in range(4):
            assert share_of(dotted, attractor_colour(i)) > share_of(plain, attractor_colour(i)) + 0.0001, (view, i)


def test_a_point_of_the_widget_is_a_point_of_the_swarm(qtbot: QtBot) -> None:
    """The map's dots and the map's own transformation agree to a pixel."""
    from landscape_app.views.map2d import Map2D

    snapshot = compute_now(race())
    view = Map2D()
    give(view, snapshot, 0)
    shown(view, qtbot)
    at = np.array([[1.25, -3.5]], dtype=np.float32)
    view.set_overlay((Swarm(at, np.zeros(1, dtype=np.uint8), ("#ff0000",), 3.0),))
    image = view.grab().toImage()
    place: QPointF = view.to_widget(1.25, -3.5)
    rgb = pixels_of(image)
    found = np.argwhere((rgb[..., 0] > 200) & (rgb[..., 1:].max(axis=-1) < 60))
    centre = found.mean(axis=0) + 0.5
    assert centre == pytest.approx([place.y(), place.x()], abs=1.0)
    close(view)


def test_the_key_stands_on_the_map_only_where_nothing_else_shows_it(qtbot: QtBot) -> None:
    from landscape_app.views.map2d import Map2D

    snapshot = compute_now(race())
    key = tuple(s for s in shapes_of(snapshot, 5.0) if isinstance(s, Key))
    view = Map2D()
    give(view, snapshot, 0)
    shown(view, qtbot)
    bare = view.grab_image(640, 500)
    view.set_overlay(key)
    assert view.grab_image(640, 500) == bare
    view.set_keyed(True)
    changed = np.abs(pixels_of(view.grab_image(640, 500)) - pixels_of(bare)).max(axis=-1) > 20
    assert 0.01 < changed.mean() < 0.1
    close(view)
