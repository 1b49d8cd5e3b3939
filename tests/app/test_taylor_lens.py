"""The local model on the map and in 3-D: it touches the surface at the ball, and shows where Newton goes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from core import registry
from core.arrays import Array
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.every import overlay
from landscape_app.render.frame import Frame, frame_of
from landscape_app.render.over import patch_vertices
from landscape_app.render.overlay_shapes import paint_shapes
from landscape_app.render.projection import Projection
from landscape_app.render.renderer import Renderer
from landscape_app.results import Snapshot
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene
from landscape_app.shapes import Arrow, Dots, Note, Overlay, Patch, Polyline
from landscape_app.theme import LIGHT
from tests.app.view_kit import PURE, close, give, share_of, shown


def raced(taylor: str = "quadratic", method: str = "newton", **display: object) -> Snapshot:
    app.application()
    run = RunSpec(registry.create("optimizer", method), colour=PURE)
    shown_so = Display(drop_lines=False, labels=False, axes=False, **display)  # type: ignore[arg-type]
    shape = registry.create("objective", "rosenbrock")
    stopping = Stopping(max_steps=20)
    return compute_now(
        Scene(shape, (run,), start=(-0.5, -0.5), stopping=stopping, display=shown_so, lens=Lens(taylor=taylor))
    )


def shapes_of(snapshot: Snapshot, head: float) -> Overlay:
    return overlay(Look(snapshot, head, LIGHT), {})


def patch_in(shapes: Overlay) -> Patch:
    (found,) = (s for s in shapes if isinstance(s, Patch))
    return found


def framed(snapshot: Snapshot, head: float, shapes: Overlay, **camera: float) -> Frame:
    frame = frame_of(snapshot, LIGHT, head, camera=CameraState(**camera), overlay=shapes)  # type: ignore[arg-type]
    assert frame is not None
    return frame


@pytest.mark.parametrize("taylor", ["plane", "quadratic"])
@pytest.mark.parametrize("log", [False, True])
def test_the_sheet_touches_the_surface_at_the_ball(taylor: str, log: bool) -> None:
    snapshot = raced(taylor, log_height=log)
    assert snapshot.surface is not None
    for head in (0.0, 0.5, 3.0):
        patch = patch_in(shapes_of(snapshot, head))
        x = snapshot.runs[0].trajectory.x
        ball = x[int(head)] + (head % 1) * (x[min(int(head) + 1, len(x) - 1)] - x[int(head)])
        i, j = int(np.argmin(np.abs(patch.x - ball[0]))), int(np.argmin(np.abs(patch.y - ball[1])))
        near = np.array([patch.x[i], patch.y[j]])
        f = snapshot.scene.objective
        slack = 0.5 * np.abs(f.hessian(ball)).sum() * np.sum((near - ball) ** 2) + 1e-9
        assert abs(patch.f[j, i] - f.value(near)) <= 2 * slack
        projection = Projection.of(framed(snapshot, head, ()), (320, 240))
        rows = patch_vertices(patch, snapshot.surface, projection.heights).reshape(*patch.f.shape, 5)
        assert rows[j, i, 2] == pytest.approx(float(projection.heights.t(patch.f[j, i])), abs=1e-5)


def test_the_dot_is_where_newton_goes_next() -> None:
    snapshot = raced()
    x = snapshot.runs[0].trajectory.x
    dots = [s for s in shapes_of(snapshot, 0.0) if isinstance(s, Dots)]
    for each in dots:
        np.testing.assert_allclose(each.points[0], x[1], atol=1e-9)
    assert dots
    assert not [s for s in shapes_of(raced("plane"), 0.0) if isinstance(s, Dots)]


def test_the_model_is_off_at_first_and_needs_two_variables() -> None:
    snapshot = raced("off")
    assert shapes_of(snapshot, 0.0) == ()
    shape = registry.create("objective", "double_well_1d")
    line = Scene(shape, snapshot.scene.runs, lens=Lens(taylor="plane"), stopping=Stopping(max_steps=5))
    assert shapes_of(compute_now(line), 0.0) == ()


def test_the_map_draws_the_models_level_lines(qtbot: QtBot) -> None:
    from landscape_app.views.map2d import Map2D

    snapshot = raced()
    view = Map2D()
    give(view, snapshot, 0)
    shown(view, qtbot)
    before = share_of(view.grab_image(640, 500), PURE)
    view.set_overlay(shapes_of(snapshot, 0.0))
    assert share_of(view.grab_image(640, 500), PURE) > before + 0.002
    close(view)


def test_the_sheet_is_translucent_and_hidden_where_the_surface_is_before_it() -> None:
    snapshot = raced("plane")
    renderer = Renderer()
    x = np.linspace(-1.0, 1.0, 21)
    above = Patch(x, x + 1.0, np.full((21, 21), 3_000.0), PURE)
    below = replace(above, f=np.full((21, 21), 0.0))
    still = replace(snapshot, runs=())
    pictures = {}
    for name, shapes in (("none", ()), ("above", (above,)), ("below", (below,))):
        frame = framed(still, 0.0, shapes, elevation=80.0)
        frame = replace(frame, start=None, marks=())
        pictures[name] = renderer.render(frame, (320, 240)).pixels[..., :3].astype(int)
    renderer.release()
    changed = {n: np.abs(pictures[n] - pictures["none"]).sum(axis=-1) for n in ("above", "below")}
    share = {n: float((c > 12).mean()) for n, c in changed.items()}
    assert share["above"] > 0.05
    strength = {n: float(c[c > 12].mean()) for n, c in changed.items()}
    assert strength["below"] < 0.6 * strength["above"], "behind the surface it only shimmers through"


def test_lines_and_arrows_of_an_overlay_lie_on_the_surface() -> None:
    snapshot = raced("off")
    still = replace(snapshot, runs=())
    renderer = Renderer()
    way = np.array([[-1.5, 1.0], [-0.5, 1.2], [np.nan, np.nan], [0.5, 0.2], [1.5, 0.5]])
    shapes: Overlay = (Polyline(way, PURE, 3.0), Arrow((-1.0, -0.5), (0.0, -0.5), PURE, width=3.0))
    frame = replace(framed(still, 0.0, shapes, elevation=85.0), start=None, marks=())
    picture = renderer.render(frame, (480, 360))
    b, g, r = (picture.pixels[..., i].astype(int) for i in range(3))
    there = np.argwhere((r > 150) & (b > 150) & (g < 120))
    f = snapshot.scene.objective

    def distance(x: float, y: float) -> float:
        (pixel,), _ = picture.projection.project_data(np.array([x]), np.array([y]), f.value(np.array([[x, y]])))
        return float(np.hypot(*(there - pixel[::-1]).T).min())

    for x, y in ((-1.0, 1.1), (1.0, 0.35), (-0.5, -0.5)):
        assert distance(x, y) < 2.5
    assert distance(0.0, 0.7) > 15, "the line is broken where a point is not finite"
    renderer.release()


def test_the_ground_of_a_line_is_remembered_as_long_as_its_array_is_drawn() -> None:
    snapshot = raced("off")
    renderer = Renderer()
    way = np.array([[-1.5, 1.0], [1.5, 0.5]])
    frame = framed(snapshot, 0.0, (Polyline(way, PURE),))
    renderer.render(frame, (200, 150))
    assert renderer._gpu is not None
    first = renderer._gpu._over._lines[id(way)][2]
    renderer.render(replace(frame, head=1.0), (200, 150))
    assert renderer._gpu._over._lines[id(way)][2] is first
    renderer.render(replace(frame, overlay=()), (200, 150))
    assert renderer._gpu._over._lines == {}
    renderer.release()


def test_words_in_3d_keep_clear_of_one_another() -> None:
    snapshot = raced("off")
    frame = framed(snapshot, 0.0, tuple(Note((0.0, 0.5), f"word {i}\nand another", "#000000") for i in range(3)))
    projection = Projection.of(frame, (480, 360))
    image = QImage(480, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    font = painter.font()

    def pixels(points: Array) -> Array:
        return projection.project(points)[0]

    rects = paint_shapes(painter, frame, projection, QRectF(0, 0, 480, 360), pixels, font)
    painter.end()
    assert len(rects) == 3
    for i, one in enumerate(rects):
        assert QRectF(0, 0, 480, 360).contains(one)
        assert not any(one.intersects(other) for other in rects[:i])
