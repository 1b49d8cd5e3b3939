"""How pictures share the window's room: one scale for x and y, a surface and a map side by side or stacked, panes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core import registry
from core.analysis.basins import Basins
from core.objectives.quadratic import Quadratic
from landscape_app.scene.model import Panes, RunSpec, Scene
from landscape_app.views.pair import Pair
from landscape_app.views.pixels import equal_scales, fitted
from landscape_app.views.plane_map import PlaneMap
from landscape_app.views.room import MAP, SURFACE, columns, stacked_is_larger
from tests.app.conftest import Open

sides = st.floats(50, 4000)


@given(sides, sides, st.floats(0.25, 4.0))
def test_what_is_fitted_fills_one_side_and_lies_in_the_middle(width: float, height: float, ratio: float) -> None:
    room = QRectF(3, 7, width, height)
    box = fitted(room, ratio)
    assert box.width() / box.height() == pytest.approx(ratio)
    assert max(box.width() / width, box.height() / height) == pytest.approx(1.0)
    assert (box.center() - room.center()).manhattanLength() < 1e-6


def test_a_domain_that_is_much_longer_than_wide_fills_its_room() -> None:
    assert equal_scales(((-1.0, 1.0), (-2.0, 2.0))) == 0.5
    assert equal_scales(((0.0, 100.0), (0.0, 1.0))) is None
    assert equal_scales(((0.0, 1.0), (0.0, 100.0))) is None


@given(st.integers(1, 9), sides, sides, st.sampled_from([SURFACE, MAP]))
def test_no_other_grid_shows_panes_larger_without_a_hole(count: int, width: float, height: float, shape: float) -> None:
    def size(n: int) -> float:
        return min(height / -(-count // n), width / n / shape)

    chosen = columns(count, width, height, shape)
    assert 1 <= chosen <= count
    full = [n for n in range(1, count + 1) if count % n == 0]
    assert size(chosen) >= max(size(n) for n in full) * (1 - 1e-9)
    assert size(columns(count, width, height, shape, now=chosen)) >= size(chosen) * (1 - 1e-9)


@given(sides, sides)
def test_near_the_border_pictures_stay_where_they_are(width: float, height: float) -> None:
    if stacked_is_larger(width, height):
        assert stacked_is_larger(width, height, stacked=True)


def test_one_after_the_other_a_narrower_room_turns_once() -> None:
    turned = [stacked_is_larger(width, 800.0) for width in range(2400, 100, -10)]
    assert sum(a != b for a, b in pairwise(turned)) == 1
    assert (turned[0], turned[-1]) == (False, True)


def test_right_angles_are_right_on_the_map(open_window: Open) -> None:
    """Exact line search: each step is at a right angle to the next, also on the screen, in any window."""
    f = Quadratic(kappa=10.0)
    window = open_window(scene=Scene(f, (RunSpec(registry.create("optimizer", "gradient_descent_exact")),)))
    for size in ((1280, 800), (1000, 1100), (1900, 700)):
        window.resize(*size)
        QApplication.processEvents()
        plane = window.plots.map
        x = window.controller.snapshot.runs[0].trajectory.x[:4].tolist()  # type: ignore[union-attr]
        a, b, c = (plane.to_widget(*point) for point in x[:3])
        one, two = b - a, c - b
        cosine = QPointF.dotProduct(one, two) / (QPointF.dotProduct(one, one) * QPointF.dotProduct(two, two)) ** 0.5
        assert abs(cosine) < 0.02
        assert plane.seen == tuple((float(low), float(high)) for low, high in window.store.scene.view_domain)


def test_basins_have_the_scales_of_the_map(qtbot: QtBot) -> None:
    plane = PlaneMap()
    qtbot.addWidget(plane)
    plane.resize(900, 300)
    none = np.zeros((11, 21), dtype=np.int64)
    plane.set_map(Basins(np.linspace(-2.0, 2.0, 21), np.linspace(0.0, 2.0, 11), none, none, ()), None)
    origin, right, up = (plane.place_of(*point) for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    assert (right - origin).x() == pytest.approx((origin - up).y(), rel=1e-6)
    assert plane.rect().contains(plane.place_of(2.0, 2.0).toPoint())


def test_a_high_room_stacks_the_pictures_and_each_way_keeps_its_shares(qtbot: QtBot) -> None:
    pair = Pair(QLabel("surface"), QLabel("map"))
    qtbot.addWidget(pair)
    pair.resize(1200, 600)
    pair.show()
    assert pair.orientation() == Qt.Orientation.Horizontal
    pair.setSizes([900, 300])
    pair.resize(600, 900)
    qtbot.waitUntil(lambda: pair.orientation() == Qt.Orientation.Vertical)
    assert pair.sizes()[0] == pytest.approx(pair.sizes()[1], abs=2)
    pair.resize(1200, 600)
    qtbot.waitUntil(lambda: pair.orientation() == Qt.Orientation.Horizontal)
    assert pair.sizes()[0] == pytest.approx(3 * pair.sizes()[1], rel=0.02)


def test_three_panes_stand_in_a_row_where_it_is_wide_and_not_where_it_is_high(open_window: Open) -> None:
    scene = Scene(Quadratic(), (RunSpec(registry.create("optimizer", "gradient_descent")),))
    window = open_window(scene=replace(scene, panes=Panes("objective.kappa", (1.0, 10.0, 100.0), "surface")))

    def tops() -> list[int]:
        QApplication.processEvents()
        return [pane.y() for pane in window.panes_view.shown]

    assert len(set(tops())) == 1
    window.below.hide()
    window.resize(1100, 1000)
    assert len(set(tops())) > 1
