"""Words beside their places: readable, off each other, off what is drawn."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from landscape_app import app
from landscape_app.render.label_places import Words, placed
from landscape_app.shapes import Arrow, Note, Overlay
from landscape_app.theme import LIGHT
from landscape_app.views.map2d import Map2D
from landscape_app.views.map_overlay import draw_shapes
from landscape_app.views.pixels import Pixels
from tests.app.view_kit import close, give, make, pixels_of, shown

NOTHING = np.zeros((0, 2))
WIDTH, HEIGHT = 400.0, 300.0


def _boxes(words: list[Words], drawn: np.ndarray = NOTHING) -> list[tuple[float, float, float, float]]:
    places = placed(words, drawn, WIDTH, HEIGHT)
    return [(x, y, x + w.wide, y + w.high) for w, (x, y) in zip(words, places, strict=True)]


def _apart(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_one_goes_where_it_is_wished() -> None:
    for ux, uy in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
        ((x0, y0, x1, y1),) = _boxes([Words(200, 150, 60, 14, ux, uy)])
        away = np.array([(x0 + x1) / 2 - 200, (y0 + y1) / 2 - 150])
        assert away @ (ux, uy) == np.linalg.norm(away)
        assert not (x0 < 200 < x1 and y0 < 150 < y1)


def test_many_at_one_place_do_not_pile_up() -> None:
    boxes = _boxes([Words(200, 150, 70, 14, 0.8, -0.6)] * 8)
    assert all(_apart(a, b) for a, b in combinations(boxes, 2))


def test_at_the_edge_all_of_it_can_be_read() -> None:
    for x, y in ((0, 0), (400, 300), (-50, 150), (399, 2)):
        for x0, y0, x1, y1 in _boxes([Words(x, y, 120, 40, 1.0, 0.0)] * 2):
            assert x0 >= 0
            assert y0 >= 0
            assert x1 <= WIDTH
            assert y1 <= HEIGHT


def test_it_keeps_off_what_is_drawn() -> None:
    line = np.column_stack([np.linspace(200, 330, 30), np.full(30, 150.0)])
    ((x0, y0, x1, y1),) = _boxes([Words(200, 150, 60, 14, 1.0, 0.0)], line)
    assert not np.any((line > (x0, y0)).all(axis=1) & (line < (x1, y1)).all(axis=1))


def test_a_block_wider_than_the_picture_still_gets_a_place() -> None:
    ((x0, y0, _, y1),) = _boxes([Words(200, 150, 900, 14, 1.0, 0.0)])
    assert 0 <= x0 < 10
    assert 0 <= y0 < y1 <= HEIGHT


def _painted(shapes: Overlay) -> np.ndarray:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    draw_shapes(painter, Pixels(400, 300, 0, 4, 0, 3), shapes, LIGHT)
    painter.end()
    return pixels_of(image)


def test_labels_of_arrows_with_one_tip_are_both_seen() -> None:
    app.application()  # its fonts
    shapes = (Arrow((1, 1), (2, 1.5), "#ff0000", "MMMM"), Arrow((1, 1.2), (2, 1.5), "#0000ff", "MMMM"))
    seen = _painted(shapes)
    alone = [_painted((shape,)) for shape in shapes]
    for k, (r, b) in enumerate(((255, 0), (0, 255))):

        def ink(picture: np.ndarray, r: int = r, b: int = b) -> int:
            return int(np.count_nonzero((picture[..., 0] == r) & (picture[..., 1] == 0) & (picture[..., 2] == b)))

        assert ink(seen) > 0.8 * ink(alone[k])


def test_the_map_draws_the_overlay_that_it_is_given(qtbot: QtBot) -> None:
    view = Map2D()
    give(view, make())
    shown(view, qtbot)
    before = pixels_of(view.grab().toImage())
    view.set_overlay((Arrow((-3.0, -3.0), (3.0, 3.0), "#12fe34"), Note((0.0, 0.0), "one\ntwo", "#12fe34")))
    after = pixels_of(view.grab().toImage())
    green = np.all(after == (0x12, 0xFE, 0x34), axis=2)
    assert np.count_nonzero(green) > 400
    assert not np.any(np.all(before == (0x12, 0xFE, 0x34), axis=2))
    close(view)
