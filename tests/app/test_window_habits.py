"""What a hand expects of the window: keys that work wherever the focus is, a size that fits the screen, lists of files
that say which is which, a measure of the race that undo takes back, an error that leaves a trace.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from landscape_app import app, crashlog
from landscape_app.panels.error_dialog import ErrorDialog
from landscape_app.panels.race_model import METHOD, RUN
from landscape_app.scene import codec
from landscape_app.scene.presets import presets
from landscape_app.window import Window
from tests.app.conftest import Open

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(size=None)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


FOCI: dict[str, Callable[[Window], QWidget]] = {
    "play": lambda w: w.timeline.play,
    "to the end": lambda w: w.timeline.to_end,
    "run": lambda w: w._panels[2].cards[0].title,
}


@pytest.mark.parametrize("place", FOCI)
def test_the_timelines_keys_work_from_where_the_focus_is(window: Window, qtbot: QtBot, place: str) -> None:
    widget = FOCI[place](window)
    widget.setFocus()
    assert widget.hasFocus()
    playback = window.playback
    qtbot.keyClick(widget, Key.Key_Home)
    assert playback.head == 0
    qtbot.keyClick(widget, Key.Key_Right)
    qtbot.keyClick(widget, Key.Key_Right)
    qtbot.keyClick(widget, Key.Key_Right)
    assert playback.head == 3
    qtbot.keyClick(widget, Key.Key_Left)
    assert playback.head == 2
    assert widget.hasFocus(), "an arrow walks the steps, not the buttons"
    qtbot.keyClick(widget, Key.Key_End)
    assert playback.head == playback.length
    assert playback.length > 3


def test_space_plays_and_pauses_from_the_surface(window: Window, qtbot: QtBot) -> None:
    window.view3d.setFocus()
    qtbot.keyClick(window.view3d, Key.Key_Home)
    qtbot.keyClick(window.view3d, Key.Key_Space)
    assert window.playback.playing
    qtbot.waitUntil(lambda: window.playback.head > 1)
    qtbot.keyClick(window.view3d, Key.Key_Space)
    assert not window.playback.playing


def test_a_click_on_a_button_or_a_card_leaves_space_to_the_timeline(window: Window, qtbot: QtBot) -> None:
    window.view3d.setFocus()
    card = window._panels[2].cards[1]
    for button in (window.timeline.to_start, card.title, card.eye, card.eye):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.view3d.hasFocus(), (button, window.focusWidget())


def test_escape_leads_from_a_control_back_to_the_timeline(window: Window, qtbot: QtBot) -> None:
    form = window._panels[2].cards[0].form
    assert form is not None
    box = form.number("lr").box
    box.setFocus()
    window.playback.to_start()
    qtbot.keyClick(box, Key.Key_Right)
    assert window.playback.head == 0, "in a box an arrow moves the cursor"
    qtbot.keyClick(box, Key.Key_Escape)
    assert not box.hasFocus()
    qtbot.keyClick(window.windowHandle(), Key.Key_Right)
    assert window.playback.head == 1
    window.showFullScreen()
    qtbot.keyClick(window.windowHandle(), Key.Key_Escape)
    assert not window.isFullScreen()


def test_loop_and_speed_by_keys(window: Window, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Key.Key_L, control)
    assert window.playback.loop
    assert window.timeline.loop.isChecked()
    for _ in range(4):
        qtbot.keyClick(window, Key.Key_BracketRight, control)
    assert window.playback.speed == pytest.approx(10)
    qtbot.keyClick(window, Key.Key_BracketLeft, control)
    assert window.playback.speed == pytest.approx(10**0.75)
    qtbot.keyClick(window, Key.Key_Backslash, control)
    assert window.playback.speed == 1


def test_the_measure_of_the_race_is_the_scenes_and_undo_takes_it_back(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.below.setCurrentWidget(window.race_table)
    table = window.race_table
    before = [row.run.index for row in table.model.rows]
    table.measure.setFocus()
    for _ in range(2):
        qtbot.keyClick(table.measure, Key.Key_Down)
    assert window.store.scene.ranking.measure == "gradient_evaluations"
    assert window.store.dirty
    table.tolerance.setFocus()
    table.tolerance.selectAll()
    qtbot.keyClicks(table.tolerance, "30")
    qtbot.keyClick(table.tolerance, Key.Key_Return)
    assert window.store.scene.ranking.tolerance == 30
    order = [row.run.index for row in table.model.rows]
    scores = [row.standing.score for row in table.model.rows if row.standing.score is not None]
    assert scores == sorted(scores)
    codec.save(window.store.scene, tmp_path / "race.toml")
    assert codec.load(tmp_path / "race.toml").ranking == window.store.scene.ranking
    qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.store.scene.ranking.tolerance != 30
    assert table.measure.currentData() == "gradient_evaluations"
    qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert table.measure.currentData() == "value"
    assert [row.run.index for row in table.model.rows] == before
    assert not window.store.dirty
    for _ in range(2):
        qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [row.run.index for row in table.model.rows] == order


def test_the_method_has_a_column_only_where_it_says_more_than_the_name(window: Window, qtbot: QtBot) -> None:
    table = window.race_table
    window.below.setCurrentWidget(table)
    window.resize(1900, 900)
    qtbot.waitUntil(lambda: table.width() > 1300)
    assert table.table.isColumnHidden(METHOD)
    scene = window.store.scene
    window.store.update(replace(scene, runs=(replace(scene.runs[0], name="Mine"), *scene.runs[1:])))
    qtbot.waitUntil(lambda: not table.table.isColumnHidden(METHOD))
    row = next(i for i, row in enumerate(table.model.rows) if row.run.index == 0)
    assert "Gradient descent" in str(table.model.index(row, RUN).data(Qt.ItemDataRole.ToolTipRole))
    window.resize(1000, 800)
    qtbot.waitUntil(lambda: table.table.isColumnHidden(METHOD))


def test_the_first_window_fits_the_screen(window: Window) -> None:
    room, least = window.screen().availableSize(), window.minimumSizeHint()
    assert window.width() <= max(room.width(), least.width())
    assert window.height() + 28 <= max(room.height(), least.height()), "the frame's title has its place too"


def test_the_pages_that_were_open_are_open_again(window: Window, qtbot: QtBot) -> None:
    window.side.setCurrentIndex(2)
    window.below.setCurrentIndex(1)
    window.store.mark_saved()
    window.close()
    again = app.build()
    assert (again.side.currentIndex(), again.below.currentIndex()) == (2, 1)
    app.shutdown(again)


def test_a_page_that_is_no_number_is_the_first(window: Window) -> None:
    window.settings._store.setValue("page/side", "nonsense")
    assert window.settings.page("side") == 0


def recent(window: Window) -> list[str]:
    window.menus._recent.aboutToShow.emit()
    return [action.text() for action in window.menus._recent.actions() if not action.isSeparator()]


def saved(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    codec.save(codec.load(presets()[1].path), path)
    return path


def test_recent_files_of_one_name_say_their_folder_and_can_be_forgotten(window: Window, tmp_path: Path) -> None:
    assert recent(window) == ["Nothing yet"]
    a, b = saved(tmp_path / "a" / "race.toml"), saved(tmp_path / "b" / "race.toml")
    other = saved(tmp_path / "you & me.toml")
    for path in (a, b, other):
        assert window.documents.open_path(path)
    texts = recent(window)
    assert texts[:3] == ["you && me.toml", f"race.toml – {b.parent}", f"race.toml – {a.parent}"]
    window.menus._recent.actions()[2].trigger()
    assert window.documents.path == a
    recent(window)
    window.menus._recent.actions()[-1].trigger()
    assert recent(window) == ["Nothing yet"]


def dropped(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(60, 60), Qt.DropAction.CopyAction, data, left, nothing))
    QApplication.sendEvent(window, QDropEvent(QPointF(60, 60), Qt.DropAction.CopyAction, data, left, nothing))


@pytest.mark.parametrize(("answer", "opened"), [("Cancel", False), ("Discard", True)])
def test_a_dropped_scene_asks_about_what_is_not_saved(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, opened: bool
) -> None:
    path = saved(tmp_path / "mine.toml")
    window.move_start(0.25, 0.25)
    asked: list[str] = []

    def question(_parent: object, title: str, *_: object) -> QMessageBox.StandardButton:
        asked.append(title)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", question)
    dropped(window, path)
    qtbot.waitUntil(lambda: asked == ["Unsaved changes"])
    assert (window.documents.path == path) is opened
    assert (window.store.scene.start == (0.25, 0.25)) is not opened


def test_save_as_proposes_the_title_and_gives_the_suffix(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def dialog(_parent: object, _title: str, suggestion: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(suggestion).name)
        return str(tmp_path / "v1.2"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    window.move_start(0.25, 0.25)
    assert window.documents.save()
    assert proposed == ["four-methods-one-start.toml"]
    assert window.documents.path == tmp_path / "v1.2.toml"
    assert str(tmp_path / "v1.2.toml") in window.message.text()
    assert recent(window)[0] == "v1.2.toml"
    (tmp_path / "v1.2.toml").write_text("precious")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    assert not window.documents.save_as(), "the dialog could not ask about the name with its suffix"
    assert (tmp_path / "v1.2.toml").read_text() == "precious"


def test_an_error_of_a_job_is_shown_and_written_down(window: Window) -> None:
    try:
        raise ZeroDivisionError("no way")
    except ZeroDivisionError as error:
        window.controller.failed.emit(error)
    dialog = next(d for d in window.findChildren(ErrorDialog) if d.isVisible())
    assert "no way" in dialog.sentence.text()
    assert str(crashlog.log_path()) in dialog.log.text()
    log = crashlog.log_path().read_text()
    assert "ZeroDivisionError: no way" in log
    assert "Traceback" in log
    dialog.close()


def test_the_program_has_an_icon_of_its_own(window: Window) -> None:
    picture = QApplication.windowIcon().pixmap(64, 64).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(8, 56, 4) for y in range(8, 56, 4)}
    assert len(colours) > 5
