"""Comparing, by real keys and mouse: tune each, the ghost, why it stopped, the table as a file, the rotation test."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot

from landscape_app import cli, race_file
from landscape_app.panels.lens_panel import LensPanel
from landscape_app.panels.race_model import BEFORE, RUN, SAMPLES, SCORE, STOP
from landscape_app.panels.stopping_panel import StoppingPanel
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import find
from landscape_app.shapes import Key as Legend
from landscape_app.shapes import Polyline
from landscape_app.window import Window
from tests.app.conftest import Open

Left = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(find("kappa_10"), size=(1400, 900))
    made.below.setCurrentWidget(made.race_table)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(made, qtbot)
    return made


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.controller.busy and not window.tuner.busy)


def snapshot(window: Window) -> Snapshot:
    assert window.controller.snapshot is not None
    return window.controller.snapshot


def rates(scene: Scene) -> list[float]:
    return [run.method.lr for run in scene.runs]  # type: ignore[attr-defined]


def with_rate(scene: Scene, index: int, lr: float) -> Scene:
    run = scene.runs[index]
    run = replace(run, method=replace(run.method, lr=lr))  # type: ignore[call-arg]
    return replace(scene, runs=(*scene.runs[:index], run, *scene.runs[index + 1 :]))


def click_cell(window: Window, qtbot: QtBot, row: int, column: int) -> None:
    table = window.race_table.table
    at = table.visualRect(window.race_table.model.index(row, column))
    qtbot.mouseClick(table.viewport(), Left, pos=at.topLeft() + QPoint(12, at.height() // 2))


# ---------------------------------------------------------------- tune each


def test_tune_each_finds_the_rates_uses_them_and_is_one_undo(window: Window, qtbot: QtBot) -> None:
    table, scene = window.race_table, window.store.scene
    # a run that an ε stops early is ranked by where it stopped; here all have their 100 steps
    scene = replace(scene, stopping=replace(scene.stopping, gradient_on=False))
    window.store.update(with_rate(scene, 0, 0.01))
    settle(window, qtbot)
    before = window.store.scene
    slow = {row.run.index: row.standing.score for row in table.model.rows}
    qtbot.mouseClick(table.tune, Left)
    settle(window, qtbot)
    after = window.store.scene
    assert rates(after) != rates(before)
    f = after.objective
    assert f.L is not None
    assert f.mu is not None
    best = 2 / (f.L + f.mu)
    assert best / 1.34 < rates(after)[0] <= best * 1.01
    fast = {row.run.index: row.standing.score for row in table.model.rows}
    for index, score in fast.items():
        assert score is not None
        assert score <= (slow[index] or np.inf)
    assert table.details.shows(table.details.tune)
    assert table.details.isVisible()
    qtbot.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.store.scene == before


def test_it_can_be_stopped_and_changes_nothing_then(window: Window, qtbot: QtBot) -> None:
    table, before = window.race_table, window.store.scene
    assert "Tune" in table.tune.text()
    qtbot.mouseClick(table.tune, Left)
    assert window.tuner.busy
    assert "Stop" in table.tune.text()
    qtbot.mouseClick(table.tune, Left)
    assert not window.tuner.busy
    qtbot.wait(60)
    assert window.store.scene == before


def test_a_change_of_the_race_stops_the_search(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.race_table.tune, Left)
    assert window.tuner.busy
    window.store.update(with_rate(window.store.scene, 1, 0.123))
    assert not window.tuner.busy
    settle(window, qtbot)
    assert rates(window.store.scene)[1] == 0.123


def test_a_method_without_a_rate_is_left_alone_and_named(window: Window, qtbot: QtBot) -> None:
    window.documents.open_path(find("second_order_race"))
    settle(window, qtbot)
    before = window.store.scene
    window.below.setCurrentWidget(window.race_table)
    qtbot.mouseClick(window.race_table.tune, Left)
    settle(window, qtbot)
    assert window.store.scene == before
    assert "nothing to tune" in window.race_table.details.tune.words.text()


def test_the_ends_of_the_grid_can_be_typed_and_an_edge_is_marked(window: Window, qtbot: QtBot) -> None:
    table = window.race_table
    qtbot.mouseClick(table.tune, Left)
    settle(window, qtbot)
    view = table.details.tune
    for box, number in ((view.low, "1e-4"), (view.high, "0.01")):
        box.setFocus()
        box.selectAll()
        qtbot.keyClicks(box, number)
        qtbot.keyClick(box, Key.Key_Return)
    qtbot.mouseClick(table.tune, Left)
    settle(window, qtbot)
    assert rates(window.store.scene)[0] == 0.01
    words = [view.grid.itemAtPosition(0, 2)]
    assert words[0] is not None
    assert "edge" in words[0].widget().text()  # type: ignore[union-attr]


# ---------------------------------------------------------------- the ghost


def switch(window: Window, qtbot: QtBot, field: str) -> None:
    panel = next(p for p in window._panels if isinstance(p, LensPanel))
    window.side.setCurrentIndex(3)
    box = panel.form.fields[field]
    assert isinstance(box, QCheckBox)
    qtbot.mouseClick(box, Left, pos=QPoint(8, box.height() // 2))


def test_the_ghost_is_the_race_before_the_last_change(window: Window, qtbot: QtBot) -> None:
    table, old = window.race_table, snapshot(window)
    switch(window, qtbot, "ghost")
    assert window.store.scene.lens.ghost
    assert table.table.isColumnHidden(BEFORE)
    window.store.update(with_rate(window.store.scene, 0, 0.3))
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.ghost.snapshot is not None)
    ghost = window.ghost.snapshot
    assert ghost is not None
    np.testing.assert_array_equal(ghost.runs[0].trajectory.x, old.runs[0].trajectory.x)
    assert not table.table.isColumnHidden(BEFORE)
    row = next(i for i, r in enumerate(table.model.rows) if r.run.index == 0)
    assert table.model.index(row, BEFORE).data() != table.model.index(row, SCORE).data()
    other = next(i for i, r in enumerate(table.model.rows) if r.run.index == 1)
    assert table.model.index(other, BEFORE).data() == table.model.index(other, SCORE).data()
    window.playback.to_end()
    lines = [s for s in window.looking.overlay if isinstance(s, Polyline)]
    np.testing.assert_array_equal(lines[-1].points[-1], old.runs[0].plane[min(len(old.runs[0].plane) - 1, 10**6)])
    switch(window, qtbot, "ghost")
    assert window.ghost.snapshot is None
    assert table.table.isColumnHidden(BEFORE)


def test_a_whole_drag_has_one_ghost_that_of_its_beginning(window: Window, qtbot: QtBot) -> None:
    switch(window, qtbot, "ghost")
    began = rates(window.store.scene)[0]
    window.store.begin()
    for lr in (0.2, 0.4, 0.6, 0.8):
        window.store.update(with_rate(window.store.scene, 0, lr))
    window.store.end()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.ghost.snapshot is not None)
    assert window.ghost.snapshot is not None
    assert rates(window.ghost.snapshot.scene)[0] == began
    shown = window.ghost.snapshot
    scene = window.store.scene
    window.store.update(replace(scene, display=replace(scene.display, levels=7)))
    assert window.ghost.snapshot is shown, "the look is no change of the race"


def test_after_an_undo_the_ghost_is_what_was_taken_back(window: Window, qtbot: QtBot) -> None:
    switch(window, qtbot, "ghost")
    window.store.update(with_rate(window.store.scene, 0, 0.3))
    settle(window, qtbot)
    window.store.undo()
    settle(window, qtbot)

    def is_taken_back() -> bool:
        ghost = window.ghost.snapshot
        return ghost is not None and rates(ghost.scene)[0] == 0.3

    qtbot.waitUntil(is_taken_back)


# ---------------------------------------------------------------- why did it stop?


def test_a_click_on_the_reason_opens_the_evidence_another_row_changes_it(window: Window, qtbot: QtBot) -> None:
    table = window.race_table
    assert not table.details.isVisible()
    click_cell(window, qtbot, 0, STOP)
    assert table.details.shows(table.details.evidence)
    first = table.model.rows[0].run
    text = table.details.evidence.text.text()
    assert first.spec.title in text
    assert "a minimum" in text
    assert "all positive" in text
    click_cell(window, qtbot, 1, RUN)
    assert table.model.rows[1].run.spec.title in table.details.evidence.text.text()
    qtbot.mouseClick(table.details.close_button, Left)
    assert not table.details.isVisible()
    table.table.setFocus()
    qtbot.keyClick(table.table, Key.Key_Return)
    assert table.details.shows(table.details.evidence)


def test_the_evidence_of_a_cycle_names_its_points(window: Window, qtbot: QtBot) -> None:
    window.documents.open_path(find("stopped_as_a_cycle"))
    settle(window, qtbot)
    table = window.race_table
    row = next(i for i, r in enumerate(table.model.rows) if r.run.index == 0)
    click_cell(window, qtbot, row, STOP)
    text = table.details.evidence.text.text()
    assert "a cycle" in text
    assert "3 points" in text
    for number in ("2.116", "−1.802", "0.6465"):
        assert number in text


def test_a_budget_is_set_in_the_panel_and_ranks_the_race(window: Window, qtbot: QtBot) -> None:
    panel = next(p for p in window._panels if isinstance(p, StoppingPanel))
    window.side.setCurrentIndex(2)
    assert panel.form.fields["max_samples"].isHidden(), "a sample is a gradient here"
    box = panel.form.number("max_gradients").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "12")
    qtbot.keyClick(box, Key.Key_Return)
    settle(window, qtbot)
    assert window.store.scene.stopping.max_gradients == 12
    table = window.race_table
    assert all(row.run.trajectory.gradients[-1] == 12 for row in table.model.rows)
    assert table.model.headerData(SCORE, Qt.Orientation.Horizontal) == "f in budget"
    assert table.measure.currentText() == "f within the budget"
    assert not table.after.isVisible()
    assert table.table.isColumnHidden(SAMPLES)
    reasons = {str(table.model.index(i, STOP).data()) for i in range(len(table.model.rows))}
    assert all(reason.startswith("Budget spent at step 12: 12 of 12 gradients") for reason in reasons)


# ---------------------------------------------------------------- the table as a file


def test_the_table_is_copied_with_tabs(window: Window, qtbot: QtBot) -> None:
    window.race_table.copy.trigger()
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert tuple(lines[0]) == race_file.HEADER
    titles = [row.run.spec.title for row in window.race_table.model.rows]
    assert [line[1] for line in lines[1:]] == titles


def test_the_menu_writes_what_the_table_shows(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "race"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.race_table.save.trigger()
    written = (tmp_path / "race.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(written)))
    for row, shown in zip(rows, window.race_table.model.rows, strict=True):
        t = shown.run.trajectory
        assert row["run"] == shown.run.spec.title
        assert float(row["score"]) == shown.standing.score
        assert float(row["grad_norm"]) == t.grad_norm[-1]
        assert int(row["gradient_evals"]) == t.gradients[-1]
        assert row["why"] == str(t.stop)
    assert "race.csv" in window.message.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "race.csv"), ""))
    window.menus.export_table()
    assert "was not saved" in window.message.text()


def test_the_command_line_writes_the_same_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.csv"
    assert cli.run(["race", "kappa_10", "-o", str(path)]) == 0
    capsys.readouterr()
    assert cli.run(["race", "kappa_10"]) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.run(["race", "kappa_10", "-o", "x.xlsx"])


# ---------------------------------------------------------------- the rotation test


def test_the_turned_paths_lie_over_the_runs(window: Window, qtbot: QtBot) -> None:
    window.documents.open_path(find("rotation_test"))
    settle(window, qtbot)
    qtbot.waitUntil(lambda: len(window.looking.data("rotation") or ()) == 2)
    window.playback.to_end()
    shapes = window.looking.overlay
    dashed = [s for s in shapes if isinstance(s, Polyline) and s.dash == "dash"]
    gd, adam = (run.plane for run in snapshot(window).runs)
    np.testing.assert_allclose(dashed[0].points, gd[: len(dashed[0].points)], atol=1e-9)
    common = min(len(adam), len(dashed[1].points))
    assert np.max(np.abs(dashed[1].points[:common] - adam[:common])) > 1
    legend = next(s for s in shapes if isinstance(s, Legend))
    words = [str(sentence) for _, sentence in legend.rows]
    assert "45°" in words[0]
    assert "the same path" in words[1]
    assert "another path" in words[2]
