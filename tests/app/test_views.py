"""What all views share: themes, numbers, pixels, clipping, and that nothing of them stays behind."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from landscape_app.results import Snapshot
from landscape_app.theme import DARK
from landscape_app.views import polyline
from landscape_app.views.charts import Charts
from landscape_app.views.line1d import Line1D
from landscape_app.views.map2d import Map2D
from landscape_app.views.pixels import Pixels
from landscape_app.views.view3d import View3D
from landscape_app.views.words import number
from tests.app.view_kit import Heard, close, drag, give, make, pixels_of, shown


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return make()


def test_the_dark_theme_reaches_every_corner(snapshot: Snapshot) -> None:
    for view in (Line1D(), Map2D(), Charts()):
        give(view, snapshot, 5.0)
        view.set_theme(DARK)
        picture = pixels_of(view.grab_image(640, 400))
        want = QColor(DARK.plot)
        for corner in (picture[0, 0], picture[0, -1], picture[-1, 0], picture[-1, -1]):
            assert tuple(corner) == (want.red(), want.green(), want.blue()), type(view).__name__
        close(view)


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
