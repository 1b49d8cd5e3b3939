"""Help for every control, the picture in words, high contrast, less motion, and a way from the first start to κ."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWhatsThis,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core import registry
from core.params import params_of
from core.words import CoreError
from landscape_app import explain, themes
from landscape_app.jobs import compute_now
from landscape_app.panels.lesson_list import LessonList
from landscape_app.scene import codec
from landscape_app.scene.presets import find, following, presets
from landscape_app.summary import described
from landscape_app.theme import contrast
from landscape_app.themes import ThemeChooser
from landscape_app.whats_this import words_of
from landscape_app.window import Window

CONTROLS = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QTabBar, QAbstractItemView)


@pytest.fixture
def window(one_window: Window, qtbot: QtBot) -> Iterator[Window]:
    """The opening preset at rest."""
    qtbot.waitUntil(lambda: not one_window.controller.busy, timeout=20_000)
    yield one_window
    one_window.settings.less_motion = False
    one_window.store.mark_saved()


def controls(window: Window) -> list[QWidget]:
    found = [w for w in window.findChildren(QWidget) if isinstance(w, CONTROLS) and not isinstance(w, QScrollBar)]
    return [w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and type(w).__name__ != "QListView"]


def test_every_control_has_a_name_and_something_to_say(window: Window) -> None:
    nameless, silent = [], []
    for widget in controls(window):
        told = QAccessible.queryAccessibleInterface(widget)
        who = f"{type(widget.parent()).__name__} > {type(widget).__name__} {widget.objectName()}"
        if told is None or not told.text(QAccessible.Text.Name):
            nameless.append(who)
        if not words_of(widget) and not getattr(widget, "text", lambda: "")():
            silent.append(who)
    assert nameless == []
    assert silent == []


def test_what_is_this_answers_on_the_learning_rate(window: Window, qtbot: QtBot) -> None:
    field = next(w for w in window.findChildren(QLineEdit) if "2/L" in w.whatsThis())
    at = field.rect().center()
    for kind in (QEvent.Type.QueryWhatsThis, QEvent.Type.WhatsThis):
        event = QHelpEvent(kind, at, field.mapToGlobal(at))
        event.ignore()
        QApplication.sendEvent(field, event)
        assert event.isAccepted()
    QWhatsThis.hideText()
    text = field.whatsThis()
    for part in ("Learning rate", "α", "x ← x − α ∇f(x)", "Try:", "Source:"):
        assert part in text
    window.action("whats_this").trigger()
    assert QWhatsThis.inWhatsThisMode()
    QWhatsThis.leaveWhatsThisMode()
    assert "linear rate" in window.below.tabWhatsThis(0)
    bar = window.below.tabBar()
    assert "linear rate" in words_of(bar, QPoint(bar.tabRect(0).center()))


def test_entries_speak_of_parameters_that_there_are() -> None:
    known = {"timeline", "map", "view3d", "charts", "race", "theory", "sigma", "points", "maps", "ends", "network"}
    known |= {"step", "runs", "surface", "noise", "look"}
    for kind in ("objective", "optimizer", "linesearch", "schedule"):
        for name in registry.names(kind):
            known |= params_of(registry.get(kind, name)).keys()
    assert set(explain.ENTRIES) <= known
    for name in registry.names("optimizer"):
        for param in params_of(registry.get("optimizer", name)).values():
            assert re.sub("<[^>]*>", "", explain.of_param(param)).startswith(param.label)


def test_the_picture_in_words(window: Window, qtbot: QtBot) -> None:
    scene = codec.load(find("rate_too_large"))
    snapshot = compute_now(scene)
    words = described(snapshot, float(snapshot.length)).split("\n")
    assert words[0] == "Learning rate too large"
    assert any("Lowest points known: (0, 0)" in line for line in words)
    assert any("Gradient descent: Diverged at step 35" in line for line in words)
    assert "step 3 of 35" in described(snapshot, 3.2)
    bare = described(compute_now(codec.load(find("spiral"))), 0.0)
    assert "No run is shown." in bare


@pytest.mark.parametrize("id", [preset.id for preset in presets()[::9]])
def test_every_scene_can_be_described(id: str) -> None:
    snapshot = compute_now(codec.load(find(id)))
    words = described(snapshot, 1.0)
    assert snapshot.scene.title in words
    assert "{" not in words
    for run in snapshot.runs:
        assert (run.spec.title in words) == run.spec.visible or not run.spec.visible


def test_high_contrast_is_followed(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "high_contrast", lambda: True)
    chooser = ThemeChooser(window.settings)
    chooser.choose("system")
    theme = chooser.theme
    assert contrast(theme.ink, theme.window) >= 15
    assert theme.font_size == pytest.approx(themes.LIGHT.font_size * chooser.scale)


def test_with_less_motion_nothing_moves_by_itself(window: Window, qtbot: QtBot) -> None:
    window.settings.less_motion = True
    window.playback.to_start()
    window.play_when_ready()
    assert not window.playback.playing
    assert window.playback.at_end
    window.playback.toggle()
    assert window.playback.playing  # who presses play means it
    window.playback.pause()


def test_from_the_first_start_to_kappa_in_three_clicks(window: Window, qtbot: QtBot) -> None:
    """Opening race, κ = 1, κ = 10, κ = 100: the button beside the caption leads there."""
    assert window.documents.preset == "opening_race"
    seen = []
    for _ in range(3):
        assert window.next_preset.isVisible()
        QTest.mouseClick(window.next_preset, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
        window.playback.pause()
        seen.append(window.store.scene.title.split(":")[0])
    assert seen == ["κ = 1", "κ = 10", "κ = 100"]
    assert following(presets()[-1].id) is None
    window.documents.open_path(presets()[0].path, as_preset=True)


def test_a_broken_lesson_is_named_and_skipped(qtbot: QtBot) -> None:
    dialog = LessonList((), {}, None, (CoreError("mine.md, line 3: no title"),), "/home/somebody/lessons")
    qtbot.addWidget(dialog)
    assert "mine.md, line 3" in dialog.broken.text()
    assert "/home/somebody/lessons" in dialog.own.text()
