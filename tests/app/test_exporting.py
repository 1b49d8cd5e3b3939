"""The window's export: a process of its own that writes, tells how far it is, and can be cancelled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from landscape_app.exporting import ExportProcess
from landscape_app.scene import codec
from landscape_app.scene.presets import presets

SMALL = ["--view", "3d", "--size", "160x120", "--fps", "10"]


def test_a_film_is_written_and_progress_told(qtbot: QtBot, tmp_path: Path) -> None:
    exporter = ExportProcess()
    told = QSignalSpy(exporter.progressed)
    scene = codec.load(presets()[0].path)
    film = tmp_path / "film.mp4"
    with qtbot.waitSignal(exporter.succeeded, timeout=60_000) as done:
        exporter.start(scene, ["-o", str(film), *SMALL, "--seconds", "1"])
    assert done.args == [str(film)]
    assert film.read_bytes()[4:8] == b"ftyp"
    assert told.count() >= 2
    assert not exporter.running


def test_cancelling_leaves_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    exporter = ExportProcess()
    scene = codec.load(presets()[0].path)
    with qtbot.waitSignal(exporter.progressed, timeout=60_000):
        exporter.start(scene, ["-o", str(tmp_path / "film.mp4"), *SMALL, "--seconds", "300"])
    with qtbot.waitSignal(exporter.cancelled, timeout=10_000):
        exporter.cancel()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    exporter = ExportProcess()
    scene = codec.load(presets()[0].path)
    with qtbot.waitSignal(exporter.failed, timeout=60_000) as failed:
        exporter.start(scene, ["-o", str(tmp_path / "nowhere" / "film.mp4"), *SMALL, "--seconds", "1"])
    assert "nowhere" in failed.args[0]
    assert "Traceback" not in failed.args[0]
