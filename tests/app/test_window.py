"""User stories through the real window, off screen: real keys and mouse, the whole way from hand to picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app.scene import codec
from landscape_app.scene.presets import presets
from landscape_app.window import Window


def test_the_opening_scene_is_a_race_of_several_methods(window: Window) -> None:
    snapshot = window.controller.snapshot
    assert snapshot is not None
    assert snapshot.done
    assert len(snapshot.runs) >= 4
    assert len({run.spec.method.id for run in snapshot.runs}) >= 4
    assert snapshot.length <= 400


def test_space_and_arrows_drive_the_timeline(window: Window, qtbot: QtBot) -> None:
    window.setFocus()
    window.playback.to_start()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.playback.head == 2
    qtbot.keyClick(window, Qt.Key.Key_Left)
    assert window.playback.head == 1
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.playing
    qtbot.waitUntil(lambda: window.playback.head > 3)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert not window.playback.playing
    qtbot.keyClick(window, Qt.Key.Key_End)
    assert window.playback.head == window.playback.length
    qtbot.keyClick(window, Qt.Key.Key_Home)
    assert window.playback.head == 0


def test_moving_the_start_recomputes_every_run_and_is_one_undo(window: Window, qtbot: QtBot) -> None:
    before = window.store.scene
    (x0, x1), (y0, y1) = before.view_domain[:2]
    window.store.begin()
    for t in np.linspace(0.3, 0.6, 12):
        window.move_start(x0 + t * (x1 - x0), y0 + t * (y1 - y0))
        qtbot.wait(5)
    window.store.end()
    qtbot.waitUntil(lambda: not window.controller.busy)
    target = (x0 + 0.6 * (x1 - x0), y0 + 0.6 * (y1 - y0))
    snapshot = window.controller.snapshot
    assert snapshot is not None
    for run in snapshot.runs:
        assert tuple(run.trajectory.x[0]) == pytest.approx(target)
    assert window.store.dirty
    window.action("undo").trigger()
    assert window.store.scene == before
    assert not window.store.can_undo
    window.action("redo").trigger()
    assert window.store.scene.start == pytest.approx(target)


def test_a_dropped_scene_opens_and_a_bad_one_changes_nothing(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    scene = replace(window.store.scene, title="Dropped", objective=registry.create("objective", "booth"), start=())
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    codec.save(scene, good)
    bad.write_text(good.read_text().replace('"booth"', '"boooth"'))

    def drop(path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        nothing = Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, nothing)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, nothing))
        qtbot.wait(20)

    drop(good)
    assert window.store.scene.title == "Dropped"
    assert not window.store.dirty
    drop(bad)
    assert window.store.scene.title == "Dropped"
    assert "boooth" in window.message.text()
    assert "objective" in window.message.text()


def test_unsaved_changes_are_asked_about_once(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def question(_parent: object, title: str, *_: object) -> QMessageBox.StandardButton:
        asked.append(title)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", question)
    window.move_start(0.25, 0.25)
    other = presets()[3].path
    assert not window.documents.open_path(other, as_preset=True)
    assert asked == ["Unsaved changes"]
    assert window.store.scene.start == (0.25, 0.25)


def test_what_is_saved_comes_back(window: Window, tmp_path: Path) -> None:
    window.move_start(0.5, -0.25)
    window.playback.seek(7)
    window.documents.path = tmp_path / "mine.toml"
    assert window.documents.save()
    assert not window.store.dirty
    again = codec.load(tmp_path / "mine.toml")
    assert again == window.store.scene
    assert again.playback.head == 7
    assert again.camera == window.store.scene.camera


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_theme_dresses_the_whole_window(window: Window, theme: str) -> None:
    window.themes.choose(theme)
    image = window.grab().toImage()
    corner = image.pixelColor(window.side.mapTo(window, QPoint(window.side.width() // 2, window.side.height() - 8)))
    assert (corner.lightness() < 100) == window.themes.theme.dark


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.id)
def test_every_preset_opens_and_ends_with_reasons(one_window: Window, qtbot: QtBot, preset) -> None:  # type: ignore[no-untyped-def]
    window = one_window
    assert window.documents.open_path(preset.path, as_preset=True)
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=10_000)
    snapshot = window.controller.snapshot
    assert snapshot is not None
    assert snapshot.scene.title == preset.title
    for run in snapshot.runs:
        assert str(run.trajectory.stop).endswith(".")
    length = snapshot.length
    if snapshot.scene.panes.vary:  # the timeline is that of all panes
        qtbot.waitUntil(lambda: window.panes.current is not None and window.panes.current.done, timeout=20_000)
        assert window.panes.current is not None
        length = window.panes.current.length
    window.playback.to_end()
    assert window.playback.head == length


def test_the_camera_makes_nothing_dirty(window: Window, qtbot: QtBot) -> None:
    before = window.store.scene.camera
    view = window.view3d
    middle = view.rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        qtbot.mouseMove(view, middle + QPoint(12 * step, 4 * step))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 20))
    assert window.store.scene.camera != before
    assert not window.store.dirty
    assert not window.store.can_undo


def test_noise_slider_changes_noisy_runs_only(window: Window, qtbot: QtBot) -> None:
    old = window.controller.snapshot
    scene = window.store.scene
    window.store.update(replace(scene, noise=replace(scene.noise, sigma=0.5)))
    qtbot.waitUntil(lambda: not window.controller.busy)
    new = window.controller.snapshot
    assert old is not None
    assert new is not None
    for a, b in zip(old.runs, new.runs, strict=True):
        same = np.array_equal(a.trajectory.x, b.trajectory.x)
        assert same == (not b.spec.method.stochastic)
