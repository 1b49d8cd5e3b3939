"""The gallery of activations: formulas that are what is computed, and cards whose names can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.activations import Identity
from landscape_app import app
from landscape_app.activation_picture import Curves, gallery
from landscape_app.formulas.activations import expressions
from landscape_app.theme import THEMES
from landscape_app.views.activation_view import ActivationView


@pytest.fixture(autouse=True)
def _fonts() -> None:
    app.application()


@pytest.mark.parametrize("curves", gallery(), ids=lambda curves: curves.activation.id)
@pytest.mark.parametrize("s", [-4.0, -1.3, -1e-3, 0.0, 1e-3, 0.7, 4.0])
def test_the_formula_written_is_the_function_drawn(curves: Curves, s: float) -> None:
    found = expressions(curves.activation, s)
    assert found is not None
    assert [float(e.value) for e in found] == pytest.approx(curves.at(s), rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("curves", gallery(), ids=lambda curves: curves.activation.id)
def test_the_second_formula_is_the_slope_of_the_first(curves: Curves) -> None:
    for s in (-2.1, -0.4, 0.3, 1.9):
        h = 1e-6
        left, right, middle = (expressions(curves.activation, at) for at in (s - h, s + h, s))
        assert left is not None
        assert right is not None
        assert middle is not None
        assert float(right[0].value - left[0].value) / (2 * h) == pytest.approx(float(middle[1].value), abs=1e-8)


def test_the_values_follow_the_input(qtbot: QtBot) -> None:
    view = ActivationView()
    qtbot.addWidget(view)
    view.resize(1000, 220)
    view.show()
    QTest.mouseClick(view.cards["logistic"], Qt.MouseButton.LeftButton)
    view.plot.set_s(0.0)
    told = view.rule.accessibleName().split("\n")
    assert told == ["σ(s) = 1/(1 + e^(− s)) = 0.5", "σ′(s) = σ (1 − σ) = 0.25"]
    before = view.rule.grab().toImage()
    QTest.keyClick(view.plot, Qt.Key.Key_Right)
    s = 1 / (1 + np.exp(-0.1))
    assert view.rule.accessibleName().endswith(f"= {s * (1 - s):.4g}")
    assert view.rule.grab().toImage() != before


@pytest.mark.parametrize(("letters", "size", "columns"), [(9.5, (1000, 220), 5), (17.0, (800, 330), 3)])
def test_cards_stand_in_as_many_columns_as_leave_their_names_whole(
    qtbot: QtBot, letters: float, size: tuple[int, int], columns: int
) -> None:
    view = ActivationView()
    qtbot.addWidget(view)
    view.set_theme(replace(THEMES["projector"], font_size=letters))
    view.resize(*size)
    view.show()
    view.set_own("leaky_relu", None)
    QTest.qWait(1)
    cards = list(view.cards.values())
    assert all(0.75 * card.name_width <= card.width() for card in cards)
    rows = {card.y() for card in cards}
    assert len({card.x() for card in cards}) == columns
    assert len(rows) * min(card.height() for card in cards) <= view.height()
    for i, one in enumerate(cards):
        assert not any(one.geometry().intersects(other.geometry()) for other in (*cards[i + 1 :], view.use))


def test_an_activation_without_a_tree_is_told_in_its_text() -> None:
    @dataclass(frozen=True)
    class Own(Identity):
        id = "somebodys_own"

    assert expressions(Own(), 0.0) is None
