"""A person's own CSV file as what a network learns: opened in the window, seen, kept in the scene, undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.nn.toys.iris import KINDS, centimetres
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.window import Window
from tests.app.conftest import Open

SMALL = NetworkSlice(hidden="4", epochs=6, samples=40, seed=1)


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window(plots=False)
    made.side.setCurrentIndex(1)
    made.store.reset(Scene(SMALL, ()))
    made.below.setCurrentIndex(made.network_tab)
    qtbot.waitUntil(lambda: made.network.pages.picture is not None and not made.controller.busy, timeout=20_000)
    return made


def _flowers(folder: Path) -> Path:
    path = folder / "flowers.csv"
    rows = [
        ",".join([*(f"{v:g}" for v in row), KINDS[i // 50].split()[1]]) for i, row in enumerate(centimetres().tolist())
    ]
    path.write_text("sepal length,sepal width,petal length,petal width,kind\n" + "\n".join(rows), encoding="utf-8")
    return path


def _shown(window: Window) -> NetworkSlice:
    objective = window.store.scene.objective
    assert isinstance(objective, NetworkSlice)
    return objective


def test_a_file_with_words_becomes_what_the_network_learns(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _flowers(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    panel = window._panels[0]
    assert panel.samples.isVisible()
    assert "16 inputs" in panel.samples.toolTip()
    assert not panel.form.fields["rows"].isVisible()  # type: ignore[union-attr]
    QTest.mouseClick(panel.samples, Qt.MouseButton.LeftButton)
    scene, objective = window.store.scene, _shown(window)
    assert scene.title == "flowers.csv"
    assert scene.caption == "The classes: 0 setosa, 1 versicolor, 2 virginica."
    assert (objective.data, objective.classes, objective.hidden) == ("own", 3, "4")
    np.testing.assert_array_equal(np.array(objective.rows)[:, :4], centimetres())
    assert panel.form.fields["rows"].isVisible()  # type: ignore[union-attr]
    assert not panel.form.fields["samples"].isVisible()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not window.controller.busy and _shown(window).known is not None, timeout=20_000)
    qtbot.waitUntil(lambda: _sizes(window) == (4, 4, 3), timeout=20_000)
    assert window.network.pages.picture.responses is None  # type: ignore[union-attr] # four inputs have no plane
    assert codec.loads(codec.dumps(scene)) == scene
    window.store.undo()
    assert window.store.scene.objective == SMALL
    qtbot.waitUntil(lambda: _sizes(window) == (2, 4, 1), timeout=20_000)


def _sizes(window: Window) -> tuple[int, ...]:
    picture = window.network.pages.picture
    return () if picture is None else picture.of.recipe.mlp.sizes


@pytest.mark.parametrize("inputs", [1, 2, 16])
def test_numbers_are_learnt_and_every_page_is_drawn(window: Window, qtbot: QtBot, tmp_path: Path, inputs: int) -> None:
    x = np.random.default_rng(inputs).uniform(0, 5, (30, inputs))
    path = tmp_path / "fall.tsv"
    path.write_text("\n".join("\t".join(f"{v:.6g}" for v in (*row, sum(row) ** 2)) for row in x), encoding="utf-8")
    assert window.documents.open_samples(path)
    assert _shown(window).classes == 0
    assert window.store.scene.caption == ""
    qtbot.waitUntil(lambda: _sizes(window) == (inputs, 4, 1), timeout=20_000)
    for page in range(3):
        window.network.pages.show_page(page)
        window.network.pages.grab()
    assert (window.network.pages.picture.responses is not None) == (inputs == 2)  # type: ignore[union-attr]


def test_what_the_data_do_not_allow_is_taken_back(window: Window, tmp_path: Path) -> None:
    chosen = NetworkSlice(hidden="4", epochs=6, cost="hinge", shows="test_wrong", directions="weights")
    window.store.update(Scene(chosen, ()))
    path = tmp_path / "line.csv"
    path.write_text("".join(f"{i},{3 * i + 0.5}\n" for i in range(20)), encoding="utf-8")
    assert window.documents.open_samples(path)
    now = _shown(window)
    assert (now.cost, now.shows, now.directions) == ("auto", "train", "filter")  # no W1[1,2] in it
    window.store.update(Scene(chosen, ()))
    path.write_text("".join(f"{i},{i % 5},{'yes' if i % 3 else 'no'}\n" for i in range(20)), encoding="utf-8")
    assert window.documents.open_samples(path)
    now = _shown(window)
    assert (now.cost, now.shows, now.directions) == ("hinge", "test_wrong", "weights")


def test_what_is_wrong_is_said_in_one_sentence_and_changes_nothing(window: Window, tmp_path: Path) -> None:
    said: list[str] = []
    window.documents.refused.connect(said.append)
    before = window.store.scene
    for content, words in (
        (b"1,2\n3,x\n", "line 2, column 2 must be a number, got 'x'"),
        (b"1,yes\n3,yes\n4,yes\n5,yes\n", "different values in their last column"),
        (b"1,yes\n3,no\n", "4 to 2,000 samples, got 2"),
        (b"1,2\n3,nan\n", "between -1e9 and 1e9"),
        (b"\xff\xfe\x00", "must be text in UTF-8"),
        (b"1,2\n3,4,5\n", "line 2 must have 2 columns"),
        (b"1\n2\n", "line 1 must have 2 to 17 columns"),
        (b"1,2\n" * 2001, "at most 2,000 samples"),
    ):
        path = tmp_path / "bad.csv"
        path.write_bytes(content)
        assert not window.documents.open_samples(path)
        assert words in said[-1]
        assert said[-1].startswith("bad.csv")
        assert "\n" not in said[-1]
    assert window.store.scene == before
