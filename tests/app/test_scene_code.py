"""Scene codes: every scene comes back, what a chat does to a text is forgiven, everything else is one sentence; the
menu, the clipboard, a drop and the command line take them.
"""

from __future__ import annotations

import base64
import contextlib
import random
import time
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from landscape_app import __main__ as program
from landscape_app import assets_store
from landscape_app.given import showing
from landscape_app.scene import code, codec
from landscape_app.scene.code import decode, encode, looks_like
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import presets
from landscape_app.scene.values import SceneError
from landscape_app.window import Window

PRESETS = {p.id: codec.load(p.path) for p in presets()}
RACE = PRESETS["opening_race"]
CODE = encode(RACE)
WITH_SAMPLES = {"opened_data", "your_own_data"}  # their own points and rows are part of them

any_scene = st.sampled_from(sorted(PRESETS)).map(PRESETS.__getitem__)
finite = st.floats(-1e300, 1e300, allow_nan=False)


def refusal(text: str) -> str:
    """The one sentence that ``text`` is refused with."""
    with pytest.raises(SceneError) as caught:
        decode(text)
    said = str(caught.value)
    assert said
    assert len(said) < 300
    assert "\n" not in said
    return said


def forged(text: bytes) -> str:
    """A code with a right checksum of whatever ``text``."""
    return code._packed(text)


def forged_raw(small: bytes) -> str:
    """A code with a right checksum around bytes that need not be deflated."""
    return "LS1." + base64.urlsafe_b64encode(small + code._checksum(small)).decode().rstrip("=")


# ---------------------------------------------------------------- there and back


@pytest.mark.parametrize("id", sorted(PRESETS))
def test_every_preset_comes_back_and_is_short(id: str) -> None:
    made = encode(PRESETS[id])
    again = decode(made)
    assert again == PRESETS[id]
    assert again.page == PRESETS[id].page
    assert again.playback == PRESETS[id].playback
    assert encode(again) == made, "a code is canonical"
    assert len(made) < (600 if id in WITH_SAMPLES else 400)


@given(
    any_scene,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    st.lists(finite, min_size=2, max_size=2),
    st.floats(-180, 180),
)
def test_changed_scenes_come_back(scene: Scene, words: str, start: list[float], azimuth: float) -> None:
    changed = replace(scene, title=words, caption=words[::-1], camera=replace(scene.camera, azimuth=azimuth))
    if scene.objective.dim == 2:
        changed = replace(changed, start=tuple(start))
    again = decode(encode(changed))
    assert again == changed
    assert again.camera.azimuth == pytest.approx(azimuth, abs=0.0051)


def test_words_and_numbers_of_ones_own_make_codes_under_400_characters() -> None:
    words = "Here I tried a smaller step, and it is far better than what I had before; see the valley?"
    for id in sorted(set(PRESETS) - WITH_SAMPLES):
        scene = replace(PRESETS[id], title="Mine", caption=words)
        if scene.objective.dim == 2:
            scene = replace(scene, start=(-1.2345678901234567, 0.9876543210987654))
        assert len(encode(scene)) < 400, id


def test_the_words_of_version_1_never_change() -> None:
    assert zlib.crc32(code._words()) == 0xDF433968, "codes are read with the words they were written with"
    assert len(code._words()) <= 32_768
    written_first = (
        "LS1.I1X9sD5qiowlMLqg9WtkroEhuiODqw2OpelrQmQTFtEmIL5JgBhgRx7lBi3gwhgogYejHjjUkMdNINMWkDVmBuBhDQBAuBXs"
    )
    assert decode(written_first).title == codec.load(preset_path("kappa_three_times")).title


def preset_path(id: str) -> Path:
    return next(p.path for p in presets() if p.id == id)


# ---------------------------------------------------------------- what a chat does


@pytest.mark.parametrize(
    "dressed",
    [
        f"  {CODE}\n",
        f'"{CODE}"',
        f"“{CODE}”",
        f"„{CODE}“",
        f"« {CODE} »",
        f"`{CODE}`",
        f"```\n{CODE}\n```",
        f"> {CODE[:40]}\n> {CODE[40:]}",
        "\r\n".join(CODE[i : i + 20] for i in range(0, len(CODE), 20)),
        "\u200b".join(CODE),
        f"\ufeff{CODE}\u00a0",
        f"{CODE}.",
        CODE.replace("--", "—").replace("-", "–"),
        "ls1." + CODE[4:],
    ],
)
def test_what_a_chat_adds_is_forgiven(dressed: str) -> None:
    assert looks_like(dressed)
    assert decode(dressed) == RACE


def test_every_cut_and_every_changed_letter_is_told() -> None:
    for end in range(4, len(CODE)):
        assert "cut off or changed" in refusal(CODE[:end])
    for at in range(4, len(CODE)):
        other = "B" if CODE[at] == "A" else "A"
        assert "cut off or changed" in refusal(CODE[:at] + other + CODE[at + 1 :])
    assert "cut off or changed" in refusal(CODE + CODE[4:])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begins with LS1., got nothing"),
        ("  \n", "got nothing"),
        ("hello there", "begins with LS1., got 'hello there'"),
        ("LS.abc", "begins with LS1."),
        ("LS2." + CODE[4:], "of version 2, and this Landscape reads codes of version 1"),
        ("LS9999.x", "of version 9999"),
        (CODE[:20] + "ü" + CODE[20:], "letters, digits, - and _ only, got “ü”"),
        (CODE[:20] + "\0" + CODE[20:], "got '\\x00'"),
        ("LS1." + "A" * 20_000, "at most 16,000 characters"),
        (" " * 100_000, "at most 16,000 characters"),
    ],
)
def test_what_is_no_code_is_one_sentence(text: str, said: str) -> None:
    assert said in refusal(text)


# ---------------------------------------------------------------- as strict as files


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (b"", "this is not a Landscape scene"),
        (b"format = 'landscape-scene'\nversion = 99\n", "version 99 is newer"),
        (b"import os; os.system('true')", "not valid TOML"),
        (b"\xff\xfe", "does not hold a scene's text"),
        (b"a\0b", "NUL"),
        (b"x = " + b"[" * 5_000, "nested at most 16"),
        (codec.dumps(RACE).encode() + b"colour = 3\n", "is not a key"),
    ],
)
def test_a_forged_code_is_read_as_strictly_as_a_file(inside: bytes, said: str) -> None:
    assert said in refusal(forged(inside))


def test_a_code_that_swells_is_cut_off_early() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    small = bomb.compress(bytes(11_000_000)) + bomb.flush()
    text = forged_raw(small)
    assert len(text) < code.MAX_CODE
    began = time.perf_counter()
    assert "at most 100,000 characters" in refusal(text)
    assert time.perf_counter() - began < 0.5


def test_bytes_that_are_not_deflated_are_told(rng: np.random.Generator) -> None:
    whole = base64.urlsafe_b64decode(CODE[4:] + "=" * (-len(CODE[4:]) % 4))[:-4]
    for small in (b"\xff" * 30, whole[:-3], whole + b"tail"):
        assert "does not hold" in refusal(forged_raw(small))
    for _ in range(200):
        with pytest.raises(SceneError):
            decode(forged_raw(rng.bytes(int(rng.integers(1, 60)))))


@given(st.text(max_size=200) | st.text("LS12.-_ \"'AZaz09", max_size=200).map("LS1.".__add__))
@example("LS1..")
@example("LS1.A")
@example("LS١.abc")
def test_random_text_raises_nothing_but_a_scene_error(text: str) -> None:
    with pytest.raises(SceneError):
        decode(text)


@settings(max_examples=30)
@given(st.randoms(use_true_random=False))
def test_random_changes_inside_a_code_raise_nothing_but_a_scene_error(dice: random.Random) -> None:
    data = bytearray(codec.dumps(RACE).encode())
    for _ in range(3):
        data[dice.randrange(len(data))] = dice.randrange(256)
    with contextlib.suppress(SceneError):
        decode(forged(bytes(data)))


def test_a_scene_on_a_file_of_values_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.npy"
    np.save(path, np.add.outer(np.linspace(-1, 1, 9) ** 2, np.linspace(-2, 1, 9) ** 2))
    scene = showing(assets_store.open_values(path), RACE, "mine", "")
    with pytest.raises(SceneError, match=r"values of a file \(mine.npy\) cannot be a code"):
        encode(scene)
    assert "mine.npy" in refusal(forged(codec.dumps(scene).encode())), "though the values are known here"
    unknown = codec.dumps(scene).replace(scene.objective.sha256, "0" * 64)  # type: ignore[attr-defined]
    assert "mine.npy" in refusal(forged(unknown.encode()))


def test_a_scene_too_large_for_a_code_says_so(rng: np.random.Generator) -> None:
    own = PRESETS["your_own_data"]
    rows = tuple(tuple(float(v) for v in row) for row in rng.normal(size=(900, 2)))
    large = replace(own, objective=replace(own.objective, rows=rows))  # type: ignore[call-arg]
    with pytest.raises(SceneError, match="too large for a code"):
        encode(large)


# ---------------------------------------------------------------- command line


def test_the_command_line_prints_a_code_and_takes_it(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert program.main(["code", "opening_race"]) == 0
    printed = capsys.readouterr().out
    assert printed == CODE + "\n"
    assert program.main(["trace", f'"{printed}"', "-o", str(tmp_path / "x.csv")]) == 0
    assert program.main(["code", printed]) == 0
    assert capsys.readouterr().out.endswith(printed)
    assert program.main(["race", CODE[:-3]]) == 1
    said = capsys.readouterr().err
    assert said == "landscape: the scene code is cut off or changed: its checksum does not fit\n"
    assert program.main(["code", str(tmp_path / "LS1.none")]) == 1


def test_a_file_that_is_called_like_a_code_comes_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codec.save(RACE, tmp_path / "LS1.toml")
    monkeypatch.chdir(tmp_path)
    assert program.main(["code", "LS1.toml"]) == 0
    assert capsys.readouterr().out == CODE + "\n"


# ---------------------------------------------------------------- the window


def test_the_window_copies_pastes_and_takes_back(one_window: Window, qtbot: QtBot) -> None:
    window, store, clipboard = one_window, one_window.store, QGuiApplication.clipboard()
    before = store.scene
    window.documents.path = Path("mine.toml")
    clipboard.setText(f"“{encode(PRESETS['rosenbrock'])}”\n")
    window.action("paste_code").trigger()
    assert store.scene == PRESETS["rosenbrock"]
    assert (window.documents.path, store.dirty) == (None, False), "it stands in no file, and can be pasted again"
    store.undo()
    assert store.scene == before
    assert store.dirty
    store.redo()
    window.playback.seek(3.0)
    window.action("copy_code").trigger()
    copied = clipboard.text()
    assert decode(copied).playback.head == window.playback.head
    assert window.message.text() == f"The scene is on the clipboard, a code of {len(copied)} characters"


def test_ctrl_v_where_nothing_is_typed_pastes(one_window: Window, qtbot: QtBot) -> None:
    window = one_window
    window.store.mark_saved()
    QGuiApplication.clipboard().setText(encode(PRESETS["himmelblau"]))
    qtbot.keyClick(window.timeline, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.store.scene == PRESETS["himmelblau"]
    QGuiApplication.clipboard().setText("nothing of the kind")
    qtbot.keyClick(window.timeline, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "begins with LS1." in window.message.text()
    assert window.store.scene == PRESETS["himmelblau"]


def test_a_code_is_dropped_and_unsaved_changes_are_asked_about(
    one_window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = one_window
    window.store.update(replace(window.store.scene, title="Mine"))
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_a, **_k: answers.pop(0))

    def drop() -> None:
        data = QMimeData()
        data.setText(CODE)
        arguments = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *arguments))
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *arguments))

    drop()
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert window.store.scene.title == "Mine"
    drop()
    qtbot.waitUntil(lambda: window.store.scene == RACE)
