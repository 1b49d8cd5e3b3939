"""A learning rate is changed in mid-run by hand: from the play head on, moved along the timeline, taken out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import rate_changes
from landscape_app.scene import codec
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.window import Window
from tests.app.conftest import Open

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def _run(method: str = "gradient_descent", **changes: object) -> RunSpec:
    return RunSpec(registry.create("optimizer", method), **changes)  # type: ignore[arg-type]


@pytest.fixture
def window(open_window: Open, tmp_path: Path) -> Window:
    descent = RunSpec(registry.create("optimizer", "gradient_descent", lr=0.1), name="Descent")
    newton = RunSpec(registry.create("optimizer", "bfgs"), name="BFGS")
    scene = Scene(
        registry.create("objective", "quadratic"),
        (descent, newton),
        stopping=Stopping(gradient_on=False, max_steps=100),
    )
    codec.save(scene, tmp_path / "scene.toml")
    return open_window(tmp_path / "scene.toml")


def _settled(qtbot: QtBot, window: Window) -> None:
    def whole() -> bool:
        snapshot = window.controller.snapshot
        return not window.controller.busy and snapshot is not None and snapshot.scene == window.store.scene

    qtbot.waitUntil(whole)


def _changes(window: Window) -> tuple[tuple[int, float], ...]:
    return window.store.scene.runs[0].lr_changes


def _change(qtbot: QtBot, window: Window, step: int, rate: str) -> None:
    window.playback.seek(step)
    QTest.mouseClick(window.timeline.rate, LEFT)
    popup = window.timeline.popup
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    popup.box.selectAll()
    QTest.keyClicks(popup.box, rate)
    QTest.mouseClick(popup.change, LEFT)
    _settled(qtbot, window)


def test_the_rate_is_another_from_the_play_head_on(qtbot: QtBot, window: Window) -> None:
    before = window.store.scene
    _change(qtbot, window, 42, "0.01")
    assert window.store.scene.runs[0].lr_changes == ((42, 0.01),)
    snapshot = window.controller.snapshot
    assert snapshot is not None
    alpha = snapshot.runs[0].trajectory.alpha
    np.testing.assert_array_equal(alpha[1:43], 0.1)
    np.testing.assert_array_equal(alpha[43:], 0.01)
    assert codec.loads(codec.dumps(window.store.scene)) == window.store.scene
    (flag,) = window.timeline.scrubber.flags
    assert "0.1 → 0.01 from step 42" in flag.words
    window.store.undo()
    assert window.store.scene == before


def test_the_flag_is_dragged_in_one_undo_entry_and_taken_out_by_the_right_button(qtbot: QtBot, window: Window) -> None:
    _change(qtbot, window, 20, "0.02")
    _change(qtbot, window, 60, "0.3")
    scrubber = window.timeline.scrubber
    head = window.playback.head
    first = scrubber.place_of(scrubber.flags[0])
    y = round(first.y())
    QTest.mousePress(scrubber, LEFT, pos=QPoint(round(first.x()), y))
    for step in (25, 30, 80, 40):
        QTest.mouseMove(scrubber, QPoint(round(scrubber.x_of(step)), y))
    assert window.store.scene.runs[0].lr_changes == ((40, 0.02), (60, 0.3))
    QTest.mouseMove(scrubber, QPoint(round(scrubber.x_of(95)), y))
    assert window.store.scene.runs[0].lr_changes == ((59, 0.02), (60, 0.3)), "changes keep their order"
    QTest.mouseRelease(scrubber, LEFT, pos=QPoint(round(scrubber.x_of(95)), y))
    assert window.playback.head == head, "a flag in hand does not seek"
    _settled(qtbot, window)
    window.store.undo()
    assert _changes(window) == ((20, 0.02), (60, 0.3))
    _settled(qtbot, window)
    at = scrubber.place_of(scrubber.flags[1])
    QTest.mouseClick(scrubber, RIGHT, pos=QPoint(round(at.x()), round(at.y())))
    assert _changes(window) == ((20, 0.02),)


def test_what_has_no_rate_to_change_says_so(qtbot: QtBot, window: Window) -> None:
    window.playback.seek(10)
    QTest.mouseClick(window.timeline.rate, LEFT)
    popup = window.timeline.popup
    assert popup is not None
    assert popup.change.isEnabled()
    popup.runs.setCurrentIndex(1)
    popup.runs.activated.emit(1)
    assert not popup.change.isEnabled()
    assert "no learning rate" in popup.reason.text()
    popup.close()
    window.playback.seek(0)
    QTest.mouseClick(window.timeline.rate, LEFT)
    assert not popup.change.isEnabled()
    assert "Step 0" in popup.reason.text()


def test_a_bad_number_is_refused_and_a_change_can_be_taken_out_by_a_button(qtbot: QtBot, window: Window) -> None:
    _change(qtbot, window, 30, "0.02")
    QTest.mouseClick(window.timeline.rate, LEFT)
    popup = window.timeline.popup
    assert popup is not None
    popup.box.selectAll()
    QTest.keyClicks(popup.box, "-1")
    assert not popup.change.isEnabled()
    (row,) = popup._rows
    QTest.mouseClick(row, LEFT)
    assert window.store.scene.runs[0].lr_changes == ()
    assert popup._rows == []


def test_a_run_has_no_more_changes_than_a_file_may_hold() -> None:
    full = _run(lr_changes=tuple((k, 0.1) for k in range(1, codec.MAX_CHANGES + 1)))
    why = rate_changes.why_not(full, 500)
    assert why is not None
    assert "64" in str(why)
    assert rate_changes.why_not(full, 3) is None, "a change that is there can be another"
    again = rate_changes.changed(full, 3, 0.5)
    assert len(again.lr_changes) == codec.MAX_CHANGES
    assert again.lr_changes[2] == (3, 0.5)


def test_a_change_never_leaves_its_place_among_the_others() -> None:
    run = _run(lr_changes=((5, 0.1), (10, 0.2), (20, 0.3)))
    assert rate_changes.moved(run, 1, 2).lr_changes[1] == (6, 0.2)
    assert rate_changes.moved(run, 1, 50).lr_changes[1] == (19, 0.2)
    assert rate_changes.moved(run, 0, -3).lr_changes[0] == (1, 0.1)
    assert rate_changes.moved(run, 2, 90).lr_changes[2] == (90, 0.3)
    assert rate_changes.rate_at(run, 4) == run.method.lr  # type: ignore[attr-defined]
    assert rate_changes.rate_at(run, 10) == 0.2
