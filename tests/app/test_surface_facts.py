"""What the panel says of a surface, and what the map and the picture mark of it."""

from __future__ import annotations

from itertools import product

import pytest
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app.jobs import compute_now
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.render.frame import frame_of
from landscape_app.scene.model import Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT
from landscape_app.views.map2d import Map2D


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("branin", "f* = 0.39789  ·  3 minima  ·  2 saddles"),
        ("mccormick", "L = 4  ·  lowest in view -1.9132  ·  no lower bound  ·  2 minima  ·  1 saddle"),
        ("cross_in_tray", "lowest in view -2.0626  ·  no lower bound  ·  4 global minima"),
        ("eggholder", "lowest in view -959.64  ·  no lower bound  ·  1 global minimum"),
        ("levy_13", "f* = 0  ·  1 global minimum"),
        ("michalewicz", "lowest in view -1.8013  ·  2 minima"),
        ("two_layer_linear", "f* = 0  ·  curves of minima  ·  1 saddle"),
        ("saddle", "L = 2  ·  no lower bound  ·  1 saddle"),
    ],
)
def test_the_panel_claims_no_more_than_is_known(qtbot: QtBot, name: str, said: str) -> None:
    panel = ObjectivePanel(Store(Scene(registry.create("objective", name), ())))
    qtbot.addWidget(panel)
    assert panel.facts.text().replace("\u00a0", " ").replace("−", "-") == said


def test_every_surface_stands_under_a_heading_in_words(qtbot: QtBot) -> None:
    panel = ObjectivePanel(Store(Scene(registry.create("objective", "quadratic"), ())))
    qtbot.addWidget(panel)
    rows = [(panel.combo.itemText(i), panel.combo.itemData(i)) for i in range(panel.combo.count())]
    assert sorted(name for _, name in rows if name) == sorted(registry.names("objective"))
    headings = [text for text, name in rows if not name]
    assert headings[-1] == "Your own"
    assert len(set(headings)) == len(headings) >= 6
    texts = [text for text, _ in rows]
    at = texts.index("Stress tests")
    end = texts.index(headings[headings.index("Stress tests") + 1])
    assert {name for _, name in rows[at + 1 : end]} == {"bukin_6", "cross_in_tray", "holder_table", "eggholder"}


def test_a_lowest_point_on_the_edge_is_marked_too() -> None:
    snapshot = compute_now(Scene(registry.create("objective", "eggholder"), ()))
    frame = frame_of(snapshot, LIGHT, 0.0)
    assert frame is not None
    assert [(m.x, m.y) for m in frame.marks] == [pytest.approx((512.0, 404.2318), abs=1e-4)]
    assert [m.kind for m in frame.marks] == ["global"]


def test_the_star_of_the_global_minimum_is_filled_and_the_others_are_hollow(qtbot: QtBot) -> None:
    snapshot = compute_now(Scene(registry.create("objective", "schwefel"), ()))
    view = Map2D()
    qtbot.addWidget(view)
    view.set_theme(LIGHT)
    view.set_scene(snapshot.scene)
    view.set_surface(snapshot.surface)
    image = view.grab_image(900, 800)
    view.resize(900, 800)
    yellow: dict[str, list[int]] = {"global": [], "minimum": []}
    for mark in view.marks():
        at = view.to_widget(mark.x, mark.y)
        box = [(round(at.x()) + i, round(at.y()) + j) for i, j in product(range(-2, 3), repeat=2)]
        colours = [image.pixelColor(*pixel) for pixel in box]
        yellow[mark.kind].append(sum(c.red() > 230 and 180 < c.green() < 235 and c.blue() < 120 for c in colours))
    view.shutdown()
    assert len(yellow["global"]) == 1
    assert yellow["global"][0] == 25, "filled"
    assert max(yellow["minimum"]) < 13, "hollow"
