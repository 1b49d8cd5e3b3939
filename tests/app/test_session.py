"""What lasts beyond one window, and what comes from outside: recent files, layout, the system's colours, the question
about unsaved changes with each of its answers, the theme of an export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from landscape_app import app
from landscape_app.panels.export_dialog import ExportDialog
from landscape_app.scene import codec
from landscape_app.scene.presets import presets
from landscape_app.themes import ThemeChooser
from landscape_app.window import Window

Open = Callable[[], Window]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    made: list[Window] = []

    def open_one() -> Window:
        app.application()
        window = app.build()
        window.show()
        qtbot.waitUntil(lambda: not window.controller.busy)
        made.append(window)
        return window

    yield open_one
    for window in made:
        window.store.mark_saved()
        app.shutdown(window)


def _saved(folder: Path, name: str) -> Path:
    path = folder / name
    codec.save(codec.load(presets()[1].path), path)
    return path


def _recent_menu(window: Window) -> QMenu:
    menu = window.menus._recent
    menu.aboutToShow.emit()
    return menu


def test_recent_files_are_newest_first_and_open_again(opened: Open, tmp_path: Path) -> None:
    window = opened()
    first, second = _saved(tmp_path, "first.toml"), _saved(tmp_path, "second.toml")
    for path in (first, second, first):
        window.documents.open_path(path)
    shown = [action.text() for action in _recent_menu(window).actions()]
    assert shown[:2] == ["first.toml", "second.toml"]
    _recent_menu(window).actions()[1].trigger()
    assert window.documents.path == second
    second.unlink()
    assert "second.toml" not in [action.text() for action in _recent_menu(window).actions()], (
        "what is gone is not shown"
    )


def test_the_layout_of_the_last_window_is_that_of_the_next(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.resize(1100, 760)
    window.views.setSizes([300, 500])
    window.rows.setSizes([250, 400])
    window.side_dock.hide()
    QApplication.processEvents()
    sizes = window.views.sizes(), window.rows.sizes()
    window.store.mark_saved()
    window.close()
    again = opened()
    again.resize(1100, 760)
    QApplication.processEvents()
    assert again.side_dock.isHidden()
    for now, then in zip((again.views.sizes(), again.rows.sizes()), sizes, strict=True):
        assert now[0] / sum(now) == pytest.approx(then[0] / sum(then), abs=0.03)
    again.side_dock.show()


def test_the_systems_light_and_dark_are_followed_unless_one_was_chosen(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [Qt.ColorScheme.Light]
    hints = SimpleNamespace(colorScheme=lambda: now[0])
    window = opened()
    window.themes.choose("system")
    monkeypatch.setattr("landscape_app.themes.QGuiApplication.styleHints", lambda: hints)
    for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
        now[0] = scheme
        window.themes._on_system()
        assert window.themes.theme.name == name
        assert window.view3d._theme.name == name
    window.themes.choose("projector")
    now[0] = Qt.ColorScheme.Dark
    window.themes._on_system()
    assert window.themes.theme.name == "projector"
    window.themes.choose("system")


def test_the_system_is_listened_to(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(ThemeChooser, "_on_system", lambda self: heard.append(self.choice))
    window = opened()
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert heard == [window.themes.choice]


@pytest.mark.parametrize(
    ("answer", "closed", "saved"),
    [
        (QMessageBox.StandardButton.Cancel, False, False),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Save, True, True),
    ],
)
def test_each_answer_to_the_unsaved_question(
    opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: QMessageBox.StandardButton, closed: bool,
    saved: bool,
) -> None:  # fmt: skip
    window, path = opened(), _saved(tmp_path, "mine.toml")
    window.documents.open_path(path)
    window.store.update(replace(window.store.scene, title="Changed"))
    monkeypatch.setattr(QMessageBox, "exec", lambda self: answer)
    monkeypatch.setattr(QMessageBox, "question", lambda *_a, **_k: answer)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_a, **_k: answer)
    assert window.close() is closed
    assert (codec.load(path).title == "Changed") is saved


def test_save_as_that_is_cancelled_keeps_the_window_open(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened()
    window.store.update(replace(window.store.scene, title="Changed"))
    for name in ("exec", "question", "warning"):
        monkeypatch.setattr(QMessageBox, name, lambda *_a, **_k: QMessageBox.StandardButton.Save)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QDialog.DialogCode.Rejected)
    assert not window.close()
    assert window.store.dirty


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_an_export_wears_the_theme_of_the_window(
    opened: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, theme: str
) -> None:
    window = opened()
    window.themes.choose(theme)
    chosen: list[str] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: chosen.append(self.theme.currentData()))
    window.menus.open_export()
    assert chosen == [theme]
    window.themes.choose("system")
