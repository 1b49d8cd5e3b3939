"""The scene is kept for the case of a crash, and offered by the next start: with real processes, one of them killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from landscape_app import autosave_files
from landscape_app.autosave import Autosave
from landscape_app.autosave_files import Kept, claim, left_behind
from landscape_app.scene import codec
from landscape_app.scene.presets import find
from landscape_app.window import Window

DYING = """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from landscape_app.autosave_files import Kept, claim
from landscape_app.scene import codec
from landscape_app.scene.presets import find
held = claim(Path(sys.argv[1]))
scene = replace(codec.load(find("kappa_10")), title="Mine, unsaved")
held.write(Kept(scene, Path(sys.argv[2]), True, ("", ""), 1_700_000_000.0))
print("kept", flush=True)
time.sleep(60)
"""


def scene() -> object:
    return replace(codec.load(find("kappa_10")), title="Mine, unsaved")


def killed(root: Path, document: Path) -> None:
    """A process that keeps a scene, and dies without a word."""
    process = subprocess.Popen([sys.executable, "-c", DYING, str(root), str(document)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"kept\n"
    assert list(left_behind(root)) == []  # it lives: what it holds is nobody else's
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.fixture
def window(one_window: Window, tmp_path: Path) -> Iterator[Window]:
    """A window that keeps its scene below ``tmp_path / "root"``, once it is told to begin."""
    old = one_window.autosave
    made = Autosave(one_window, tmp_path / "root")
    one_window.autosave = made
    made.offered.connect(one_window._show_offer)
    bar = one_window.restore_bar
    bar.restored.disconnect()
    bar.discarded.disconnect()
    bar.restored.connect(made.restore)
    bar.discarded.connect(made.discard)
    opening = one_window.store.scene
    yield one_window
    made.shutdown()
    made.deleteLater()
    one_window.autosave = old
    one_window._show_offer(None)
    one_window.documents.show(opening, None)


def test_after_a_kill_the_next_start_offers_and_restores(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    document = tmp_path / "mine.toml"
    codec.save(codec.load(find("kappa_10")), document)
    killed(tmp_path / "root", document)
    window.autosave.begin()
    qtbot.waitUntil(lambda: window.autosave.offer is not None, timeout=10_000)
    bar = window.restore_bar
    assert bar.isVisible()
    assert "mine.toml" in bar.sentence.text()
    QTest.mouseClick(bar.restore_button, Qt.MouseButton.LeftButton)
    assert window.store.scene.title == "Mine, unsaved"
    assert window.documents.path == document
    assert window.store.dirty
    assert not bar.isVisible()
    window.store.mark_saved()


def test_what_is_discarded_is_gone(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    root = tmp_path / "root"
    killed(root, tmp_path / "none.toml")
    before = window.store.scene
    window.autosave.begin()
    qtbot.waitUntil(lambda: window.autosave.offer is not None, timeout=10_000)
    QTest.mouseClick(window.restore_bar.discard_button, Qt.MouseButton.LeftButton)
    assert window.autosave.offer is None
    assert window.store.scene == before
    window.autosave.shutdown()
    assert [path for path in root.iterdir() if path.is_dir()] == []


def test_changes_are_kept_after_a_pause_and_a_proper_exit_leaves_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    window.autosave.begin()
    began = time.perf_counter()
    window.store.update(replace(window.store.scene, title="Changed"))
    assert time.perf_counter() - began < 1.0
    assert not list(root.glob("*/kept.json"))  # not before the pause
    qtbot.waitUntil(lambda: window.autosave.saved_at is not None, timeout=10_000)
    (kept,) = root.glob("*/kept.json")
    assert "Changed" in kept.read_text()
    assert "kept as it was" in window.autosave.words()
    window.autosave.shutdown()
    assert not list(root.glob("*/kept.json"))
    window.store.mark_saved()


def test_the_opening_scene_is_never_kept(window: Window, tmp_path: Path) -> None:
    window.autosave.begin()
    window.autosave.save_at_once()
    assert not list((tmp_path / "root").glob("*/kept.json"))


def test_a_full_or_missing_folder_is_told_once(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "root").write_text("a file stands where the folder should")
    with qtbot.waitSignal(window.autosave.refused) as caught:
        window.autosave.begin()
    assert "not kept" in caught.args[0]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "landscape-autosave", "version": 99}', "\0\xff"])
def test_what_cannot_be_read_is_removed(text: str, tmp_path: Path) -> None:
    held = claim(tmp_path)
    held.write(Kept(codec.load(find("kappa_10"))))
    (held.folder / "kept.json").write_text(text, encoding="utf-8")
    held.release()
    assert list(left_behind(tmp_path)) == []
    assert not held.folder.exists()


def test_older_ones_than_the_newest_few_go(tmp_path: Path) -> None:
    for i in range(autosave_files.MOST + 3):
        held = claim(tmp_path)
        held.write(Kept(codec.load(find("kappa_10")), at=float(i)))
        held.release()
    found = list(left_behind(tmp_path))
    assert [kept.at for _, kept in found] == [float(i) for i in range(autosave_files.MOST + 2, 2, -1)]
    for each, _ in found:
        each.remove()
    assert list(tmp_path.iterdir()) == []
