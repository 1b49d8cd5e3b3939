"""Where f has no value: hatched and named on the map, a hole in the surface, both as large as the region."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from core import registry
from core.surface import sample
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.render.frame import frame_of
from landscape_app.render.renderer import Renderer
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState, Display, RunSpec, Scene
from landscape_app.theme import DARK, LIGHT, PROJECTOR, Theme, rgb
from landscape_app.views.hatching import hatch, undefined
from tests.app.view_kit import close, give, pixels_of, shown


def typed(expression: str) -> Snapshot:
    app.application()
    shape = registry.create("objective", "typed", expression=expression, parameters=())
    run = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.01))
    plain = Display(levels=0, labels=False, axes=False, drop_lines=False)
    return compute_now(Scene(shape, (run,), start=(1.5, 1.0), domain=((-2.0, 2.0), (-2.0, 2.0)), display=plain))


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("log(x) + y^2", "nan"), ("sqrt(x*y)", "nan"), ("1 / (x^2 + y^2)", "inf"), ("x^2 + y^2", "")],
)
def test_what_is_missing_is_known(expression: str, kind: str) -> None:
    surface = sample(
        registry.create("objective", "typed", expression=expression, parameters=()), ((-2.0, 2.0), (-2.0, 2.0)), 101
    )
    assert undefined(surface) == kind


def _flat(rgb_values: np.ndarray, theme: Theme) -> float:
    """The share of pixels that have the colour of the ground or of its lines, between the two."""
    ground, line = (255 * np.array(rgb(c)) for c in (theme.plot, theme.muted))
    way = line - ground
    t = np.clip(((rgb_values - ground) @ way) / (way @ way), 0, 1)
    return float((np.abs(rgb_values - ground - t[..., None] * way).max(axis=-1) < 8).mean())


@pytest.mark.parametrize("theme", [LIGHT, DARK, PROJECTOR])
def test_the_map_hatches_where_the_logarithm_is_undefined(qtbot: QtBot, theme: Theme) -> None:
    from landscape_app.views.map2d import Map2D

    snapshot = typed("log(x) + y^2")
    view = Map2D()
    give(view, replace(snapshot, runs=()), 0)
    view.set_theme(theme)
    shown(view, qtbot)
    image = pixels_of(view.grab().toImage())

    def part(x0: float, x1: float) -> np.ndarray:
        a, b = view.to_widget(x0, 0.5), view.to_widget(x1, 1.8)  # above the key
        return image[round(b.y()) : round(a.y()), round(a.x()) : round(b.x())]

    left, right = part(-1.9, -0.1), part(0.2, 1.3)
    assert _flat(left, theme) > 0.97
    assert left.std(axis=(0, 1)).max() > 5, "lines, not a bare ground"
    assert _flat(right, theme) < 0.2
    key = image[round(view.to_widget(-1.9, -1.9).y()) - 40 :, :]
    assert np.abs(key - 255 * np.array(rgb(theme.ink))).max(axis=-1).min() < 60, "words in ink"
    close(view)


def test_a_surface_that_is_defined_everywhere_has_no_hatching_and_no_key(qtbot: QtBot) -> None:
    from landscape_app.views.map2d import Map2D

    view = Map2D()
    give(view, replace(typed("x^2 + y^2"), runs=()), 0)
    shown(view, qtbot)
    image = pixels_of(view.grab().toImage())
    a, b = view.to_widget(-1.95, -1.95), view.to_widget(1.95, 1.95)
    assert _flat(image[round(b.y()) : round(a.y()), round(a.x()) : round(b.x())], LIGHT) < 0.2
    close(view)


def test_lines_of_the_hatching_stand_still_when_its_rectangle_moves() -> None:
    app.application()
    pictures = []
    for left in (0.0, 13.0):
        image = QImage(100, 80, QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        hatch(painter, QRectF(left, 0.0, 100.0 - left, 80.0), LIGHT)
        painter.end()
        pictures.append(pixels_of(image))
    np.testing.assert_allclose(pictures[0][:, 15:], pictures[1][:, 15:], atol=2)


def test_the_surface_has_a_hole_as_large_as_the_region() -> None:
    snapshot = typed("sqrt(x*y)")
    frame = frame_of(replace(snapshot, runs=()), LIGHT, 0.0, camera=CameraState(elevation=90.0, orthographic=True))
    assert frame is not None
    renderer = Renderer()
    picture = renderer.render(replace(frame, start=None, marks=()), (300, 300), samples=0)
    renderer.release()
    for x, y, filled in ((1.0, 1.0, True), (-1.0, -1.0, True), (-1.0, 1.0, False), (1.0, -1.0, False)):
        f = np.array([max(x * y, 0.0) ** 0.5])
        (pixel,), _ = picture.projection.project_data(np.array([x]), np.array([y]), f)
        i, j = np.round(pixel).astype(int)
        block = picture.pixels[j - 5 : j + 6, i - 5 : i + 6, 2::-1].astype(float)
        bare = np.abs(block - 255 * np.array(rgb(LIGHT.plot))).max(axis=-1) < 16
        assert bare.all() != filled
