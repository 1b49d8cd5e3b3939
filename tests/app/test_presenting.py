"""Presenting through the real window: keys of a clicker, what is laid over the picture, sizes for the last row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from landscape_app.presenting import CAPTION, LINES, POINTS, SQUARE
from landscape_app.theme import THEMES, contrast
from landscape_app.views.blackboard import Blackboard
from landscape_app.views.plotting import font_of
from landscape_app.window import Window

PX = 96 / 72  # pixels of a point
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(one_window: Window, qtbot: QtBot) -> Iterator[Window]:
    """The opening preset, active, as the test before found it."""
    one_window.activateWindow()
    qtbot.waitUntil(lambda: one_window.isActiveWindow() and not one_window.controller.busy, timeout=20_000)
    one_window.presenting.theme = "projector"
    yield one_window
    one_window.presenting.end()


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """As a keyboard does: through the platform, so that shortcuts come first."""
    QTest.keyClick(window.windowHandle(), key, modifier)


@pytest.mark.parametrize("name", ["projector", "projector_black"])
def test_projector_colours_are_told_apart_from_the_last_row(name: str) -> None:
    """WCAG 2.2: text at 7:1 (AAA), graphical objects at 3:1 against what they are drawn on."""
    theme = THEMES[name]
    for ground in (theme.window, theme.panel, theme.plot):
        assert contrast(theme.ink, ground) >= 15
        assert contrast(theme.muted, ground) >= 7
        assert contrast(theme.warning, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 4.5
        for colour in theme.runs:
            assert contrast(colour, ground) >= 3, colour


def test_contrast_has_wcags_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == 1.0
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that passes AA


def test_on_the_smallest_projector_letters_and_paths_are_large_enough() -> None:
    """1024x768: captions at least 30 px, ticks 20 px, paths 4 px."""
    assert (SQUARE, LINES) == (1024, 768)
    for name in ("projector", "projector_black"):
        theme = THEMES[name].scaled(POINTS / THEMES[name].font_size)
        assert theme.font_size * CAPTION * PX >= 30
        assert font_of(theme, 1.0).pointSizeF() * PX >= 20
        assert theme.line_width >= 4


def test_f5_presents_and_esc_gives_everything_back(window: Window, qtbot: QtBot) -> None:
    before = window.themes.theme
    shown = [
        not w.isHidden() for w in (window.menuBar(), window.side_dock, window.timeline, window.below, window.caption)
    ]
    press(window, Qt.Key.Key_F5)
    assert window.presenting.on
    assert window.isFullScreen()
    assert window.themes.theme.name == "projector"
    for gone in (window.menuBar(), window.side_dock, window.timeline, window.statusBar(), window.view3d.tools):
        assert not gone.isVisible()
    assert window.view3d.isVisible()
    assert window.plots.map.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not window.presenting.on
    assert not window.isFullScreen()
    assert window.themes.theme == before
    now = [
        not w.isHidden() for w in (window.menuBar(), window.side_dock, window.timeline, window.below, window.caption)
    ]
    assert now == shown


def test_without_a_lesson_the_clicker_steps_the_race(window: Window, qtbot: QtBot) -> None:
    window.presenting.begin()
    window.playback.pause()
    window.playback.to_start()
    for key, step in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_PageUp, 1)):
        press(window, key)
        assert window.playback.head == step
    QTest.mouseClick(window.plots.map, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    press(window, Qt.Key.Key_Right)
    assert window.playback.head == 2, "a click on the map must not keep the keys"
    press(window, Qt.Key.Key_X)
    assert window.themes.theme.name == "projector_black"
    window.presenting.end()


def test_outside_a_presentation_its_keys_do_nothing(window: Window) -> None:
    press(window, Qt.Key.Key_B)
    press(window, Qt.Key.Key_D)
    assert not window.presenting.board.used


def _pixels(board: Blackboard) -> np.ndarray:
    image = board.window().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return np.array(raw[:, : image.width(), 2::-1], dtype=int)


def _inked(board: Blackboard) -> np.ndarray:
    """Where the window has the colour of the pen."""
    ink = QColor(board.ink)
    apart = np.abs(_pixels(board) - [ink.red(), ink.green(), ink.blue()]).sum(axis=2)
    return np.asarray(apart < 24)


def test_black_white_freeze_draw_wipe(window: Window, qtbot: QtBot) -> None:
    window.presenting.begin()
    board = window.presenting.board
    press(window, Qt.Key.Key_Period)
    assert _pixels(board).max() == 0
    press(window, Qt.Key.Key_PageDown)
    assert not board.cover, "the clicker's next key first gives the picture back"
    press(window, Qt.Key.Key_W)
    assert _pixels(board).min() == 255
    press(window, Qt.Key.Key_Escape)
    assert window.presenting.on
    assert not board.used

    press(window, Qt.Key.Key_F)
    frozen = _pixels(board)
    window.playback.to_end()
    qtbot.wait(50)
    assert np.array_equal(_pixels(board), frozen), "what is under it may change, the picture stands"
    press(window, Qt.Key.Key_F)
    assert not np.array_equal(_pixels(board), frozen)

    window.playback.pause()
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    qtbot.wait(80)
    clean = _inked(board)
    press(window, Qt.Key.Key_D)
    start = window.store.scene.start_point
    QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=QPoint(200, 300))
    QTest.mouseMove(board, QPoint(300, 320))
    QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=QPoint(300, 320))
    assert len(board.strokes) == 1
    drawn = _inked(board) & ~clean  # the picture under it may be redrawn meanwhile
    assert drawn[300, 200]
    ys, xs = np.nonzero(drawn)
    assert 180 <= xs.min() <= xs.max() <= 320
    assert 280 <= ys.min() <= ys.max() <= 340
    assert window.store.scene.start_point == start
    press(window, Qt.Key.Key_E)
    assert not board.strokes
    window.presenting.end()
    assert not board.used


def test_the_spotlight_darkens_all_but_its_circle(window: Window, qtbot: QtBot) -> None:
    window.presenting.begin()
    board = window.presenting.board
    window.playback.pause()
    window.playback.to_end()
    qtbot.wait(300)  # for the last, fine picture
    clean = _pixels(board)
    press(window, Qt.Key.Key_S)
    board._at = QPoint(board.width() // 2, board.height() // 2)
    lit = _pixels(board)
    middle = lit[board.height() // 2, board.width() // 2]
    assert np.array_equal(middle, clean[board.height() // 2, board.width() // 2])
    assert lit[5, 5].sum() < 0.5 * clean[5, 5].sum()
    window.presenting.end()


def test_ctrl_plus_scales_letters_lines_and_plots(window: Window, qtbot: QtBot) -> None:
    usual = window.themes.theme
    metrics = QFontMetricsF(window.runs_panel.add_button.font()).height()
    press(window, Qt.Key.Key_Plus, CONTROL)
    press(window, Qt.Key.Key_Plus, CONTROL)
    larger = window.themes.theme
    assert larger.font_size == 1.25 * usual.font_size
    assert larger.line_width == pytest.approx(1.25 * usual.line_width)
    assert window.plots.map.state.theme == larger
    assert QFontMetricsF(window.runs_panel.add_button.font()).height() > 1.15 * metrics
    press(window, Qt.Key.Key_Minus, CONTROL)
    assert window.themes.scale == 1.1
    press(window, Qt.Key.Key_0, CONTROL)
    assert window.themes.theme == usual


def test_the_words_keep_their_column_whatever_page_is_open(window: Window, qtbot: QtBot) -> None:
    """The widest page, seen or not, would else push the pictures over the words."""
    window.documents.open_path(Path("assets/lessons/deck.en.md"))
    qtbot.waitUntil(lambda: window.lessons.lesson is not None and not window.controller.busy, timeout=20_000)
    press(window, Qt.Key.Key_F5)
    window.resize(1280, 800)
    for page in range(window.below.count()):
        if window.below.isTabVisible(page):
            window.below.setVisible(True)
            window.below.setCurrentIndex(page)
            QApplication.processEvents()
            assert window.below.minimumSizeHint().width() < 500, window.below.tabText(page)
    window.presenting.end()
    window.lessons.close()
