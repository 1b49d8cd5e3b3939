"""A person's own CSV file as the data of a sum: opened in the window, kept in the scene, refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core import registry
from core.batches import Batching
from landscape_app.scene import codec
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.window import Window
from tests.app.conftest import Open


@pytest.fixture
def window(open_window: Open) -> Window:
    made = open_window(plots=False)
    made.side.setCurrentIndex(1)
    return made


def _file(folder: Path, rows: np.ndarray, name: str = "mine.csv", head: str = "size,price\n") -> Path:
    path = folder / name
    path.write_text(head + "\n".join(",".join(f"{v:.9g}" for v in row) for row in rows) + "\n", encoding="utf-8")
    return path


def _line(n: int = 60) -> np.ndarray:
    rng = np.random.default_rng(4)
    z = rng.uniform(0, 10, n)
    return np.column_stack([z, 3 + 2 * z + rng.normal(0, 0.5, n)])


def test_a_file_becomes_the_sum_and_its_minimum_is_the_regression_line(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _line()
    path = _file(tmp_path, rows)
    run = RunSpec(registry.create("optimizer", "sgd", lr=0.1), batching=Batching(4))
    window.store.update(Scene(registry.create("objective", "least_squares"), (run,), start=(1.0, 1.0)))
    panel = window._panels[0]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    assert panel.samples.isVisible()
    qtbot.mouseClick(panel.samples, Qt.MouseButton.LeftButton)
    scene = window.store.scene
    objective = scene.objective
    assert (objective.data, objective.n, scene.title) == ("own", 60, "mine.csv")  # type: ignore[attr-defined]
    z = (rows[:, 0] - rows[:, 0].mean()) / rows[:, 0].std()
    slope, intercept = np.polyfit(z, rows[:, 1], 1)
    assert objective.minima[0] == pytest.approx((slope, intercept), rel=1e-6)
    assert scene.start == (), "a start chosen for other data says nothing of these"
    qtbot.waitUntil(lambda: not window.controller.busy)
    assert window.controller.snapshot.runs[0].trajectory.samples[1] == 4  # type: ignore[union-attr]
    assert codec.loads(codec.dumps(scene)) == scene, "the samples travel with the scene"
    window.store.undo()
    assert window.store.scene.objective.data == "line"  # type: ignore[attr-defined]


def test_the_family_shown_takes_the_samples_and_another_surface_gives_way_to_least_squares(
    window: Window, tmp_path: Path
) -> None:
    rng = np.random.default_rng(1)
    z = rng.normal(size=(40, 2))
    classes = np.column_stack([z, (z @ [1.0, -2.0] + rng.normal(size=40) > 0).astype(float)])
    path = _file(tmp_path, classes, head="")
    run = RunSpec(registry.create("optimizer", "gradient_descent"))
    window.store.update(Scene(registry.create("objective", "logistic_regression"), (run,)))
    assert window.documents.open_samples(path)
    assert window.store.scene.objective.id == "logistic_regression"
    assert {row[-1] for row in window.store.scene.objective.rows} == {-1.0, 1.0}  # type: ignore[attr-defined]
    window.store.update(Scene(registry.create("objective", "himmelblau"), (run,)))
    assert not window._panels[0].samples.isVisible()
    assert window.documents.open_samples(path)
    assert window.store.scene.objective.id == "least_squares"


def test_what_is_wrong_is_said_in_one_sentence_and_changes_nothing(window: Window, tmp_path: Path) -> None:
    said: list[str] = []
    window.documents.refused.connect(said.append)
    run = RunSpec(registry.create("optimizer", "gradient_descent"))
    window.store.update(Scene(registry.create("objective", "logistic_regression"), (run,)))
    before = window.store.scene
    for content, words in (
        (b"1,2\n3,x\n", "line 2, column 2 must be a number, got 'x'"),
        (b"1,2\n3\n", "line 2 must have 2 columns"),
        (b"1,2,3,4\n", "line 1 must have 2 columns (feature, target) or 3"),
        (b"", "hold no numbers"),
        (b"1,2\n3,nan\n", "between -1e9 and 1e9"),
        (b"\xff\xfe\x00", "must be text in UTF-8"),
        (b"1,2,0\n3,4,7\n", "must have classes in their last column"),
        (b"1,2\n" * 6000, "at most 5,000 samples"),
    ):
        path = tmp_path / "bad.csv"
        path.write_bytes(content)
        assert not window.documents.open_samples(path)
        assert words in said[-1]
        assert said[-1].startswith("bad.csv")
        assert "\n" not in said[-1]
    assert not window.documents.open_samples(tmp_path / "none.csv")
    assert "none.csv" in said[-1]
    assert not window.documents.open_samples(tmp_path)
    assert window.store.scene == before


def test_many_samples_are_counted_not_written_and_leaving_the_field_rounds_nothing(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    run = RunSpec(registry.create("optimizer", "gradient_descent"))
    window.store.update(Scene(registry.create("objective", "least_squares"), (run,)))
    for n, read_only in ((60, True), (5, False)):
        window.documents.open_samples(_file(tmp_path, _line(n)))
        rows = window.store.scene.objective.rows  # type: ignore[attr-defined]
        boxes = [b for b in window._panels[0].findChildren(QLineEdit) if b.accessibleName() == "Own data"]
        (box,) = boxes
        assert box.isReadOnly() == read_only
        assert ("60 rows of 2 numbers" in box.text()) == read_only
        box.setFocus()
        box.clearFocus()
        box.editingFinished.emit()
        assert window.store.scene.objective.rows == rows  # type: ignore[attr-defined]
