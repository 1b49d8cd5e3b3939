"""The race table, the gallery, the export and the error dialog, by real keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core import registry
from core.words import CoreError
from landscape_app.cli import export_parser
from landscape_app.jobs import compute
from landscape_app.panels.error_dialog import ErrorDialog
from landscape_app.panels.export_choice import with_suffix
from landscape_app.panels.export_dialog import ExportDialog
from landscape_app.panels.gallery import Gallery
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.race_model import GAP, RANK, RUN, SCORE, STEPS, STOP
from landscape_app.panels.race_table import RaceTable
from landscape_app.results import RunData
from landscape_app.scene.model import Ranking, RunSpec, Scene
from landscape_app.scene.presets import Preset, presets
from landscape_app.store import Store
from landscape_app.theme import DARK, LIGHT

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


def type_into(qtbot: QtBot, box: QLineEdit, text: str, *, leave: bool = True) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Key.Key_Delete)
    qtbot.keyClicks(box, text)
    if leave:
        leave_box(qtbot, box)


def leave_box(qtbot: QtBot, box: QLineEdit) -> None:
    """Tab away; only an active window knows of focus lost."""
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Tab)


def choose(qtbot: QtBot, combo: QComboBox, data: str) -> None:
    """Go to the entry with the arrow keys."""
    combo.setFocus()
    way = combo.findData(data) - combo.currentIndex()
    assert combo.findData(data) >= 0
    for _ in range(abs(way)):
        qtbot.keyClick(combo, Key.Key_Down if way > 0 else Key.Key_Up)
    assert combo.currentData() == data


# ---------------------------------------------------------------- the race table


def scene_of(*runs: tuple[str, float], objective: str = "quadratic") -> Scene:
    specs = tuple(RunSpec(registry.create("optimizer", m, lr=lr), stream=i) for i, (m, lr) in enumerate(runs))
    return Scene(registry.create("objective", objective), specs)


def results(scene: Scene) -> tuple[RunData, ...]:
    last = [snapshot for snapshot in compute(scene, None, {}) if snapshot is not None][-1]
    assert last.done
    return last.runs


@pytest.fixture(scope="module")
def race() -> tuple[Scene, tuple[RunData, ...]]:
    """One slow, one quick and one run that diverges."""
    scene = scene_of(("gradient_descent", 0.002), ("gradient_descent", 0.1), ("gradient_descent", 3.0))
    return scene, results(scene)


def shown_table(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> RaceTable:
    table = RaceTable(Store(race[0]))
    qtbot.addWidget(table)
    table.resize(960, 300)
    table.set_runs(race[1])
    table.show()
    table.store.changed.connect(lambda _old, new: table.set_ranking(new.ranking))
    return table


def cell(table: RaceTable, row: int, column: int) -> str:
    return str(table.model.index(row, column).data())


def test_the_nearest_is_first_and_the_diverged_last(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    order = [row.run.index for row in table.model.rows]
    assert order == [1, 0, 2]
    assert [cell(table, i, RANK) for i in range(3)] == ["1", "2", "–"]
    assert cell(table, 2, SCORE) == "diverged"
    assert "Diverged" in cell(table, 2, STOP)
    assert table.model.index(0, RUN).data(Qt.ItemDataRole.DecorationRole).toImage().pixelColor(18, 18) == QColor(
        race[1][1].colour(LIGHT)
    )


def test_the_steps_to_the_tolerance_are_where_the_run_first_comes_within_it(
    qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]
) -> None:
    table = shown_table(qtbot, race)
    choose(qtbot, table.measure, "steps")
    assert table.store.scene.ranking.measure == "steps"
    assert table.tolerance.isVisible()
    assert not table.after.isVisible()
    type_into(qtbot, table.tolerance, "0.01")
    assert table.store.scene.ranking.tolerance == 0.01
    f_star = race[0].objective.f_star
    assert f_star is not None
    f = race[1][1].trajectory.f
    k = int(cell(table, 0, SCORE))
    assert f[k] - f_star <= 0.01 < f[k - 1] - f_star
    type_into(qtbot, table.tolerance, "1e-300")
    assert cell(table, 1, SCORE) == "not reached"


def test_k_changes_the_score(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    type_into(qtbot, table.after, "1")
    quick = next(row for row in table.model.rows if row.run.index == 1)
    assert quick.standing.score == race[1][1].trajectory.f[1]
    header = table.model.headerData(SCORE, Qt.Orientation.Horizontal)
    assert header == "f after 1"


@pytest.mark.parametrize("text", ["0", "-1", "abc", "nan", "1e400", ""])
def test_a_bad_tolerance_is_marked_and_changes_nothing(
    qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]], text: str
) -> None:
    scene = replace(race[0], ranking=Ranking("steps"))
    table = shown_table(qtbot, (scene, race[1]))
    type_into(qtbot, table.tolerance, text, leave=False)
    assert table.tolerance.property("invalid") is True
    assert "Tolerance must be" in table.tolerance.toolTip()
    leave_box(qtbot, table.tolerance)
    assert table.store.scene == scene
    assert table.tolerance.text() == "0.001"
    assert table.tolerance.property("invalid") is False


def test_half_a_step_is_refused(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    type_into(qtbot, table.after, "2.5", leave=False)
    assert "whole number" in table.after.toolTip()


def test_undo_brings_the_controls_back(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    choose(qtbot, table.measure, "function_evaluations")
    table.store.undo()
    assert table.measure.currentData() == "value"
    assert table.after.isVisible()


def test_hidden_runs_are_out_of_the_race(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    first, best, last = race[1]
    table.set_runs((first, replace(best, spec=replace(best.spec, visible=False)), last))
    assert [row.run.index for row in table.model.rows] == [0, 2]
    assert cell(table, 0, RANK) == "1"
    table.set_runs(())
    assert table.model.rowCount() == 0
    assert table.reference.text() == "No runs are shown"


def test_a_run_under_way_has_no_reason_yet(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    run = race[1][1]
    table.set_runs((replace(run, trajectory=replace(run.trajectory, stop=None)),))
    assert cell(table, 0, STOP) == "…"


def test_without_f_star_the_gap_is_to_the_best_seen(qtbot: QtBot) -> None:
    unknown = next(
        o for name in registry.names("objective") if (o := registry.create("objective", name)).f_star is None
    )
    spec = RunSpec(registry.create("optimizer", "gradient_descent", lr=1e-3))
    scene = Scene(unknown, (spec,))
    runs = results(scene)
    table = shown_table(qtbot, (scene, runs))
    assert table.model.headerData(GAP, Qt.Orientation.Horizontal) == "f − best seen"
    assert "best seen" in table.reference.text()
    assert table.model.f_star == min(runs[0].trajectory.f)


def test_the_last_column_fills_what_is_left(qtbot: QtBot, race: tuple[Scene, tuple[RunData, ...]]) -> None:
    table = shown_table(qtbot, race)
    total = sum(table.table.columnWidth(i) for i in range(STOP + 1))
    assert abs(total - table.table.viewport().width()) <= 2
    assert table.table.columnWidth(STOP) >= 120
    assert cell(table, 0, STEPS) == str(table.model.rows[0].run.trajectory.steps)


# ---------------------------------------------------------------- the gallery


@pytest.fixture
def gallery(qtbot: QtBot) -> Gallery:
    made = Gallery(presets())
    made.set_theme(DARK)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(gallery: Gallery) -> list[str]:
    paths: list[str] = []
    gallery.chosen.connect(paths.append)
    return paths


def visible_titles(gallery: Gallery) -> list[str]:
    items = [gallery.list.item(i) for i in range(gallery.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_every_preset_is_in_the_gallery(gallery: Gallery) -> None:
    assert visible_titles(gallery) == [p.title for p in presets()]


def test_typing_filters_and_enter_opens_the_first(qtbot: QtBot, gallery: Gallery) -> None:
    paths = opened(gallery)
    qtbot.keyClicks(gallery.search, "ROSENBROCK")
    wanted = next(p for p in presets() if p.id == "rosenbrock")
    assert wanted.title in visible_titles(gallery)
    assert len(visible_titles(gallery)) < len(presets())
    first = next(p for p in presets() if p.title == visible_titles(gallery)[0])
    qtbot.keyClick(gallery.search, Key.Key_Return)
    assert paths == [str(first.path)]
    assert not gallery.isVisible()


def test_words_that_are_nowhere_open_nothing(qtbot: QtBot, gallery: Gallery) -> None:
    paths = opened(gallery)
    qtbot.keyClicks(gallery.search, "xyzzy")
    assert visible_titles(gallery) == []
    assert not gallery.open_button.isEnabled()
    qtbot.keyClick(gallery.search, Key.Key_Return)
    assert paths == []
    assert gallery.isVisible()
    gallery.search.clear()
    assert gallery.open_button.isEnabled()
    assert gallery.list.currentItem() is not None


def test_arrows_select_and_enter_opens_once(qtbot: QtBot, gallery: Gallery) -> None:
    paths = opened(gallery)
    gallery.search.setFocus()
    qtbot.keyClick(gallery.search, Key.Key_Down)
    qtbot.keyClick(gallery.list, Key.Key_Right)
    assert gallery.list.currentRow() == 1
    assert gallery.caption.text() == presets()[1].caption
    qtbot.keyClick(gallery.list, Key.Key_Return)
    assert paths == [str(presets()[1].path)]


def test_a_double_click_opens_that_one(qtbot: QtBot, gallery: Gallery) -> None:
    paths = opened(gallery)
    place = gallery.list.visualItemRect(gallery.list.item(2)).center() - QPoint(0, 20)
    viewport = gallery.list.viewport()
    qtbot.mouseClick(viewport, Left, pos=place)
    qtbot.mouseDClick(viewport, Left, pos=place)
    assert paths == [str(presets()[2].path)]


def test_escape_opens_nothing(qtbot: QtBot, gallery: Gallery) -> None:
    paths = opened(gallery)
    qtbot.keyClick(gallery, Key.Key_Escape)
    assert paths == []
    assert not gallery.isVisible()


def test_a_thumbnail_takes_the_place_of_the_blank(gallery: Gallery) -> None:
    def middle() -> QColor:
        return gallery.list.item(3).icon().pixmap(256, 160).toImage().pixelColor(128, 80)

    assert middle() == QColor(DARK.plot), "within the innermost level line"
    picture = QPixmap(256, 160)
    picture.fill(QColor("#ff0000"))
    gallery.set_thumbnail(presets()[3].id, picture)
    gallery.set_thumbnail("no such preset", picture)
    assert middle() == QColor("#ff0000")


def test_a_gallery_of_nothing_can_be_closed(qtbot: QtBot) -> None:
    none: tuple[Preset, ...] = ()
    gallery = Gallery(none)
    gallery.set_theme(LIGHT)
    qtbot.addWidget(gallery)
    gallery.show()
    assert not gallery.open_button.isEnabled()


# ---------------------------------------------------------------- the export dialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    made = ExportDialog()
    qtbot.addWidget(made)
    made.show()
    type_into(qtbot, made.file, str(tmp_path / "film"))
    return made


def requested(dialog: ExportDialog) -> list[list[str]]:
    made: list[list[str]] = []
    dialog.export_requested.connect(made.append)
    return made


def answer(wanted: str) -> None:
    """Press the button ``wanted`` in the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text().replace("&", "") == wanted).click()

    QTimer.singleShot(50, press)


def test_the_flags_are_those_of_the_command_line(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    made = requested(dialog)
    choose(qtbot, dialog.format, "webm")
    choose(qtbot, dialog.view, "charts")
    choose(qtbot, dialog.camera, "still")
    choose(qtbot, dialog.theme, "projector")
    type_into(qtbot, dialog.width_box, "640")
    type_into(qtbot, dialog.height_box, "482")
    type_into(qtbot, dialog.fps, "25")
    type_into(qtbot, dialog.seconds, "2,5")
    qtbot.mouseClick(dialog.export, Left)
    args = export_parser().parse_args(["scene.toml", *made[0]])
    assert args.output == str(tmp_path / "film.webm")
    assert (args.view, args.camera, args.theme) == ("charts", "still", "projector")
    assert (args.size, args.fps, args.seconds) == ((640, 482), 25, 2.5)


@pytest.mark.parametrize("form", ["mp4", "webm", "gif", "png", "folder"])
@pytest.mark.parametrize(("width", "fps", "seconds"), [("64", "1", "0.1"), ("7680", "120", "600")])
def test_the_extremes_are_understood(
    qtbot: QtBot, dialog: ExportDialog, form: str, width: str, fps: str, seconds: str
) -> None:
    made = requested(dialog)
    for box, text in ((dialog.width_box, width), (dialog.fps, fps), (dialog.seconds, seconds)):
        type_into(qtbot, box, text)
    choose(qtbot, dialog.format, form)
    qtbot.mouseClick(dialog.export, Left)
    args = export_parser().parse_args(["scene.toml", *made[0]])
    assert args.size[0] == int(width)
    assert Path(args.output).suffix == ("" if form == "folder" else f".{form}")


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("width_box", "63", "Width must be at least 64"),
        ("height_box", "7681", "Height must be at most 7680"),
        ("fps", "0", "Frames a second must be at least 1"),
        ("fps", "29.97", "whole number"),
        ("seconds", "", "Length must be a number"),
        ("seconds", "601", "Length must be at most 600"),
    ],
)
def test_a_bad_number_is_named_and_not_exported(
    qtbot: QtBot, dialog: ExportDialog, name: str, text: str, word: str
) -> None:
    made = requested(dialog)
    box: NumberBox = getattr(dialog, name)
    type_into(qtbot, box, text)
    assert word in dialog.sentence.text()
    assert dialog.sentence.isVisible()
    qtbot.mouseClick(dialog.export, Left)
    assert made == []
    type_into(qtbot, box, "100")
    assert not dialog.sentence.isVisible()
    qtbot.mouseClick(dialog.export, Left)
    assert len(made) == 1


def test_a_bad_length_does_not_matter_for_a_picture(qtbot: QtBot, dialog: ExportDialog) -> None:
    made = requested(dialog)
    type_into(qtbot, dialog.seconds, "-1")
    choose(qtbot, dialog.format, "png")
    assert not dialog.seconds.isVisible()
    assert not dialog.camera.isVisible()
    qtbot.mouseClick(dialog.export, Left)
    assert "--seconds" not in made[0]


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    type_into(qtbot, dialog.file, str(tmp_path / "nowhere" / "film.mp4"))
    assert dialog.sentence.text() == f"There is no folder {tmp_path / 'nowhere'}."
    type_into(qtbot, dialog.file, "")
    assert dialog.sentence.text() == "Say which file to write."
    (tmp_path / "taken.mp4").mkdir()
    type_into(qtbot, dialog.file, str(tmp_path / "taken.mp4"))
    assert "is a folder" in dialog.sentence.text()


def test_the_suffix_follows_the_format_and_the_format_the_suffix(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.file.text() == str(tmp_path / "film.mp4")
    choose(qtbot, dialog.format, "folder")
    assert dialog.file.text() == str(tmp_path / "film")
    choose(qtbot, dialog.format, "gif")
    assert dialog.file.text() == str(tmp_path / "film.gif")
    type_into(qtbot, dialog.file, str(tmp_path / "other.webm"))
    assert dialog.format.currentData() == "webm"


@pytest.mark.parametrize(
    ("file", "form", "whole"),
    [
        ("v1.2", "mp4", "v1.2.mp4"),
        ("a.gif", "mp4", "a.mp4"),
        ("A.MP4", "mp4", "A.MP4"),
        ("", "gif", ""),
        ("a.png", "folder", "a"),
    ],
)
def test_only_a_known_suffix_is_exchanged(file: str, form: str, whole: str) -> None:
    assert with_suffix(file, form) == whole


def test_typed_sides_and_the_list_of_sizes_agree(qtbot: QtBot, dialog: ExportDialog) -> None:
    choose(qtbot, dialog.size_choice, "800x600")
    assert (dialog.width_box.text(), dialog.height_box.text()) == ("800", "600")
    type_into(qtbot, dialog.width_box, "801")
    assert dialog.size_choice.currentData() == ""
    assert "802 × 600" in dialog.summary.text()
    type_into(qtbot, dialog.width_box, "800")
    assert dialog.size_choice.currentData() == "800x600"


def test_writing_over_a_file_is_asked_about(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"precious")
    made = requested(dialog)
    answer("Cancel")
    qtbot.mouseClick(dialog.export, Left)
    assert made == []
    answer("Overwrite")
    qtbot.mouseClick(dialog.export, Left)
    assert len(made) == 1


def test_an_export_from_start_to_end(qtbot: QtBot, dialog: ExportDialog) -> None:
    qtbot.mouseClick(dialog.export, Left)
    assert dialog.progress.isVisible()
    assert not dialog.export.isEnabled()
    assert not dialog.format.isEnabled()
    dialog.set_progress(0.25, 75.2)
    assert dialog.progress.value() == dialog.progress.maximum() / 4
    assert dialog.left.text() == "1 min 16 s left"
    dialog.set_progress(0.5, float("nan"))
    dialog.set_done("/somewhere/film.mp4")
    assert "/somewhere/film.mp4" in dialog.sentence.text()
    assert not dialog.progress.isVisible()
    assert dialog.export.isEnabled()


@pytest.mark.parametrize("way", ["button", "escape"])
def test_cancel_asks_and_stays(qtbot: QtBot, dialog: ExportDialog, way: str) -> None:
    asked: list[bool] = []
    dialog.cancel_requested.connect(lambda: asked.append(True))
    qtbot.mouseClick(dialog.export, Left)
    if way == "button":
        qtbot.mouseClick(dialog.close_button, Left)
    else:
        qtbot.keyClick(dialog, Key.Key_Escape)
    assert asked == [True]
    assert dialog.isVisible()
    dialog.set_cancelled()
    assert "Cancelled" in dialog.sentence.text()
    qtbot.mouseClick(dialog.close_button, Left)
    assert asked == [True]
    assert not dialog.isVisible()


def test_a_failure_is_told_and_one_may_try_again(qtbot: QtBot, dialog: ExportDialog) -> None:
    made = requested(dialog)
    qtbot.mouseClick(dialog.export, Left)
    dialog.set_failed("landscape: the disk is full")
    assert dialog.sentence.text() == "the disk is full"
    assert dialog.sentence.property("role") == "error"
    qtbot.mouseClick(dialog.export, Left)
    assert len(made) == 2


# ---------------------------------------------------------------- an error


def raised(make: Callable[[], BaseException]) -> BaseException:
    try:
        raise make()
    except BaseException as error:
        return error


def test_an_error_is_a_sentence_with_details_to_copy(qtbot: QtBot) -> None:
    dialog = ErrorDialog.show_exception(raised(lambda: ZeroDivisionError("no way")), None)
    assert "ZeroDivisionError: no way" in dialog.sentence.text()
    assert not dialog.details.isVisible()
    dialog.details_button.setFocus()
    qtbot.keyClick(dialog.details_button, Key.Key_Space)
    assert dialog.details.isVisible()
    assert "test_dialogs.py" in dialog.details.toPlainText()
    qtbot.mouseClick(dialog.copy_button, Left)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(dialog.sentence.text())
    assert "Traceback" in copied
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_programs_own_errors_speak_for_themselves(qtbot: QtBot) -> None:
    dialog = ErrorDialog.show_exception(CoreError("kappa must be at least {low}", low=1), None)
    assert dialog.sentence.text() == "Kappa must be at least 1."
    dialog.close()


def test_errors_in_a_row_share_one_dialog(qtbot: QtBot) -> None:
    first = ErrorDialog.show_exception(ValueError("one"), None)
    assert ErrorDialog.show_exception(ValueError("two"), None) is first
    assert "one" in first.sentence.text()
    assert "2 errors" in first.more.text()
    assert "two" in first.details.toPlainText()
    first.close()
    later = ErrorDialog.show_exception(ValueError("three"), None)
    assert later is not first
    assert "three" in later.sentence.text()
    later.close()


# ---------------------------------------------------------------- all of them


def test_every_control_has_a_name_for_those_who_cannot_see_it(qtbot: QtBot, race: tuple[Scene, object]) -> None:
    made = (RaceTable(Store(race[0])), Gallery(presets()), ExportDialog())
    for widget in made:
        qtbot.addWidget(widget)
        for control in (*widget.findChildren(QLineEdit), *widget.findChildren(QComboBox)):
            assert control.accessibleName(), control
        for button in widget.findChildren(QPushButton):
            assert button.text()
        for label in widget.findChildren(QLabel):
            assert "&" not in label.text() or label.buddy() is not None


def test_a_chapter_shows_its_presets_alone(qtbot: QtBot, gallery: Gallery) -> None:
    rows = [gallery.chapters.item(i) for i in range(gallery.chapters.count())]
    assert rows[0].text() == "Everything"
    assert len(rows) > 5
    row = next(item for item in rows if item.text() == "Second order")
    middle = gallery.chapters.visualItemRect(row).center()
    qtbot.mouseClick(gallery.chapters.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert visible_titles(gallery) == [p.title for p in presets() if p.chapter == "Second order"]
    qtbot.keyClicks(gallery.search, "fractal")
    assert visible_titles(gallery) == ["Newton's fractal"]
    gallery.chapters.setCurrentRow(0)
    gallery.search.clear()
    assert len(visible_titles(gallery)) == len(presets())
