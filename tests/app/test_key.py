"""The key of a lens over the 3-D picture: whole sentences where there is little width, clear of what else is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from landscape_app import app
from landscape_app.render.key import KeyPlate, dot
from landscape_app.theme import LIGHT
from landscape_app.views.view3d import View3D

LONG = "the plane shows 97 % of its variance (of a random walk's 78 %)"
CHINESE = "平面显示其方差的 97 %（随机游走为 78 %）"


@pytest.fixture(autouse=True)
def _fonts() -> None:
    app.application()


@pytest.mark.parametrize("text", [LONG, CHINESE])
def test_a_row_that_is_too_long_goes_on_below(text: str) -> None:
    font = QFont()
    font.setPixelSize(14)
    rows = [(dot("#ff0000", LIGHT), "the training"), (None, text)]
    whole = KeyPlate(rows, LIGHT, font, 2000.0)
    broken = KeyPlate(rows, LIGHT, font, 220.0, broken=True)
    assert broken.size.width() <= 220.0 < whole.size.width()
    lines = round((broken.size.height() - whole.size.height()) / (QFontMetricsF(font).height() + 2.0))
    assert lines >= 1
    assert "".join(broken._texts[1:]).replace(" ", "") == text.replace(" ", "")
    cut = KeyPlate(rows, LIGHT, font, 220.0)
    assert cut.size.height() == whole.size.height()


def test_the_room_of_hidden_tools_is_free(qtbot: QtBot) -> None:
    view = View3D()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    assert QRectF(view.tools.geometry()) in view._taken()
    view.tools.hide()
    assert all(rect.isEmpty() for rect in view._taken())
