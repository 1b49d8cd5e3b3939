"""A training handed over, as a person meets it: in the window, in a scene, in an export, in the examples."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.arrays import Array
from core.objectives import sampled_grid
from core.objectives.sampled_grid import SampledGrid
from core.recording import Recording
from landscape_app import app, assets_store, cli, given, handover
from landscape_app.assets_store import open_values
from landscape_app.jobs import compute_now
from landscape_app.lenses.base import Look
from landscape_app.lenses.recorded import Recorded, told
from landscape_app.panels.data_form import DataForm
from landscape_app.scene import codec
from landscape_app.shapes import Key, Polyline
from landscape_app.theme import LIGHT
from landscape_app.views.recording_view import thinned
from landscape_app.window import Window

ROOT = Path(__file__).resolve().parents[2]
PATH = np.cumsum(np.random.default_rng(7).normal(size=(12, 6)), axis=0)


def loss(w: Array) -> float:
    return float(np.sum(np.arange(1.0, 7.0) * w**2))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    handover.write(
        tmp_path / "run.npz",
        PATH,
        {"training loss": loss, "test loss": lambda w: 2 * loss(w)},
        points=15,
        epochs=np.arange(0, 24, 2),
        train=np.linspace(2.0, 1.0, 12),
    )
    return tmp_path / "run.npz"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    app.application()
    made = app.build()
    made.resize(1280, 800)
    made.show()
    made.plots.finish()
    qtbot.waitUntil(lambda: not made.controller.busy, timeout=20_000)
    yield made
    made.store.mark_saved()
    app.shutdown(made)


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    plain, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, left, plain))


def legend(window: Window) -> list[str]:
    return [str(words) for shape in window.looking.overlay if isinstance(shape, Key) for _, words in shape.rows]


def test_a_dropped_training_is_a_surface_with_its_way_and_one_undo_takes_it_back(
    window: Window, qtbot: QtBot, file: Path
) -> None:
    before = window.store.scene
    assert not window.below.isTabVisible(window.training_tab)
    drop(window, file)
    qtbot.waitUntil(lambda: isinstance(window.store.scene.objective, SampledGrid))
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    scene = window.store.scene
    assert (scene.title, scene.runs) == ("run.npz", ())
    assert "not training" in scene.caption
    assert window.playback.length == 11
    assert window.below.currentIndex() == window.training_tab
    objective = scene.objective
    assert isinstance(objective, SampledGrid)
    recording = objective.recording
    assert recording is not None

    window.playback.seek(4.0)
    said = legend(window)
    assert said[0] == "recorded path, 12 points"
    assert said[1] == f"the plane shows {100 * recording.explained:.0f} % of its variance"
    assert said[3].startswith(f"epoch 8: {recording.off[4]:.2g} off the plane")
    assert said[4] == (
        f"training loss: {recording.true['training loss'][4]:.3g}, "
        f"where it is drawn {recording.seen['training loss'][4]:.3g}"
    )
    assert said[5] == f"logged: training {recording.logged['train'][4]:.3g}"
    lines = [shape for shape in window.looking.overlay if isinstance(shape, Polyline)]
    np.testing.assert_allclose(lines[0].points, recording.points)
    np.testing.assert_allclose(lines[-1].points, recording.points[:5])

    window.side.setCurrentIndex(1)
    form = window.findChild(DataForm)
    form.quantity.textActivated.emit("test loss")
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    assert legend(window)[4].startswith(f"test loss: {2 * recording.true['training loss'][4]:.3g}")
    take_away: QPushButton = form.drop
    qtbot.mouseClick(take_away, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.below.isTabVisible(window.training_tab))
    qtbot.waitUntil(lambda: legend(window) == [], timeout=20_000)
    for _ in range(3):
        window.store.undo()
    assert window.store.scene == before


def test_the_training_page_follows_the_timeline_and_the_loss_shown(window: Window, qtbot: QtBot, file: Path) -> None:
    assert window.documents.open_path(file)
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    page = window.recording_view
    window.playback.seek(5.5)
    losses, off, logged = page.plots()
    assert losses.cursor == pytest.approx(11.0)
    recording = page.found
    np.testing.assert_array_equal(losses.curves[1].y, recording.true["training loss"])
    np.testing.assert_array_equal(off.curves[0].y, recording.off)
    assert [curve.name for curve in logged.curves] == ["training"]
    plane = QImage(page.size(), QImage.Format.Format_RGB32)
    page.render(plane)
    assert len({plane.pixel(x, y) for x in range(0, plane.width(), 3) for y in range(0, plane.height(), 3)}) > 4


def test_weights_without_a_way_are_a_surface_with_a_ball(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    handover.write(tmp_path / "end.npz", PATH[-1:], loss, directions="none", points=9)
    assert window.documents.open_path(tmp_path / "end.npz")
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    assert legend(window)[-1].startswith(f"loss: {loss(PATH[-1]):.3g}")
    assert not window.below.isTabVisible(window.training_tab)
    out = tmp_path / "end.png"
    assert cli.run(["export", str(tmp_path / "end.npz"), "-o", str(out), "--size", "320x240", "--quiet"]) == 0


def test_a_long_training_s_curve_keeps_its_ends_and_every_spike() -> None:
    x = np.arange(5000.0)
    y = np.exp(-x / 1000)
    y[[777, 2222, 4000]] = 5.0, -3.0, np.nan
    a, b = thinned(x, y)
    assert len(a) < 450
    assert (np.diff(a) > 0).all()
    assert (a[0], a[-1]) == (0.0, 4999.0)
    assert {777.0, 2222.0} <= set(a)
    np.testing.assert_array_equal(b, y[a.astype(int)])
    assert len(thinned(x[:300], y[:300])[0]) == 300
    assert len(thinned(x, np.full(5000, np.nan))[0]) > 2


def test_where_no_run_starts_no_start_is_drawn_and_an_added_run_brings_it_back(
    window: Window, qtbot: QtBot, file: Path
) -> None:
    runs = window.store.scene.runs
    assert window.plots.map.start_shown is not None
    assert window.documents.open_path(file)
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    assert window.plots.map.start_shown is None
    assert window.view3d.frame().start is None
    window.store.update(replace(window.store.scene, runs=runs[:1]))
    qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
    assert window.plots.map.start_shown is not None
    assert window.view3d.frame().start is not None


def test_a_saved_scene_brings_the_training_back(
    window: Window, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "moved"
    folder.mkdir()
    assert window.documents.open_path(file)
    scene = window.store.scene
    codec.save(scene, folder / "a.toml")
    assert (folder / "run.npz").read_bytes() == file.read_bytes()
    file.unlink()
    for where, name in ((assets_store, "_opened"), (sampled_grid, "_open"), (sampled_grid, "_recorded")):
        monkeypatch.setattr(where, name, {})
    again = codec.load(folder / "a.toml")
    assert again == scene
    assert isinstance(again.objective, SampledGrid)
    assert again.objective.recording is not None
    assert again.objective.recording.epoch_of(3) == 6


def test_a_film_of_the_file_itself_shows_the_way_grow(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frames = file.parent / "frames"
    words = ["export", str(file), "-o", f"{frames}/", "--size", "640x480", "--seconds", "1", "--fps", "4", "--quiet"]
    assert cli.run([*words, "--camera", "still"]) == 0
    images = [QImage(str(path)) for path in sorted(frames.iterdir())]
    assert len(images) == 4
    assert len({bytes(image.constBits()) for image in images}) == 3  # the end is held
    assert "4 frames" in capsys.readouterr().out


def test_values_on_a_grid_are_exported_too(tmp_path: Path) -> None:
    np.savez(tmp_path / "f.npz", f=np.add.outer(np.arange(9.0), np.arange(7.0) ** 2))
    out = tmp_path / "f.png"
    assert cli.run(["export", str(tmp_path / "f.npz"), "-o", str(out), "--size", "320x240", "--quiet"]) == 0
    assert not QImage(str(out)).isNull()
    assert given.load(tmp_path / "f.npz").title == "f.npz"
    assert cli.run(["surface", str(tmp_path / "f.npz"), "-o", str(tmp_path / "g.npz"), "--points", "9"]) == 0


# ---------------------------------------------------------------- the legend's words


LINE = np.array([3.0, 2.0])
POINTS = np.array([[1.0, 1.0], [0.0, 0.0]])


@pytest.mark.parametrize(
    ("recording", "said"),
    [
        (Recording(POINTS), ["epoch 1"]),
        (Recording(POINTS, off=LINE), ["epoch 1: 2 off the plane (at most 3)"]),
        (Recording(POINTS, true={"loss": LINE}), ["epoch 1", "loss: 2"]),
        (Recording(POINTS, seen={"loss": LINE}), ["epoch 1", "loss where it is drawn: 2"]),
        (Recording(POINTS, seen={"other": LINE}), ["epoch 1"]),
        (Recording(POINTS, explained=0.5, random_walk=0.76),
         ["the plane shows 50 % of its variance", "a random walk's own plane: 76 %", "epoch 1"]),
        (Recording(POINTS, logged={"test": LINE}), ["epoch 1", "logged: test 2"]),
        (Recording(POINTS, logged={"train": LINE, "test": 2 * LINE}), ["epoch 1", "logged: training 2, test 4"]),
    ],
)  # fmt: skip
def test_what_is_not_known_is_not_told(recording: Recording, said: list[str]) -> None:
    assert [str(sentence) for sentence in told(recording, 1, "loss")] == said


def test_the_legend_is_drawn_in_time_for_a_frame(tmp_path: Path) -> None:
    """5,000 records, and the scene's own copy of the path: nothing of it is compared or built in every frame."""
    path = np.random.default_rng(0).normal(size=(5000, 4))
    handover.write(tmp_path / "a.npz", path, lambda w: w[:, 0], points=9, batch=512)
    scene = given.load(tmp_path / "a.npz")
    snapshot = compute_now(codec.loads(codec.dumps(scene)))
    recording = snapshot.scene.objective.recording
    assert recording is snapshot.scene.objective.recording
    assert recording is not None
    shapes = Recorded().draw(Look(snapshot, 4999.0, LIGHT), None)
    assert any(isinstance(shape, Key) and len(shape.rows) == 5 for shape in shapes)


# ---------------------------------------------------------------- the manual and the example


def test_the_example_s_training_opens_and_its_losses_are_those_it_logged(tmp_path: Path) -> None:
    target = tmp_path / "moons.npz"
    example = ROOT / "examples" / "handover_numpy.py"
    done = subprocess.run(
        [sys.executable, str(example), str(target)], cwd=ROOT, capture_output=True, text=True, timeout=100,
        env={"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith(f"landscape {target}")
    objective = open_values(target)
    assert objective.quantities == ("training loss", "test loss")
    recording = objective.recording
    assert recording is not None
    np.testing.assert_allclose(recording.true["training loss"], recording.logged["train"], rtol=1e-12)
    np.testing.assert_allclose(recording.true["test loss"], recording.logged["test"], rtol=1e-12)
    assert recording.logged["train"][-1] < 0.3 * recording.logged["train"][0]  # it did learn
    np.testing.assert_allclose(objective.value(recording.points), recording.seen["training loss"], rtol=1e-3)


def test_the_lines_of_the_manual_that_need_no_framework_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    manual = (ROOT / "docs/manual/handover.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", manual, re.MULTILINE | re.DOTALL)
    names = {"torch", "jax", "keras"}
    plain = [block for block in blocks if not any(f"import {name}" in block for name in names)]
    assert len(plain) == 2
    assert len(blocks) == 5
    shapes = [("W", (2, 2)), ("b", (2,))]
    for block in plain:
        code = block.replace('directions="filter", points=101', 'directions="filter", shapes=shapes, points=11')
        exec(code, {"weights": PATH, "loss": loss, "handover": handover, "shapes": shapes})
        recording = open_values(tmp_path / "run.npz").recording
        assert recording is not None
        np.testing.assert_allclose(recording.true["loss"], [loss(w) for w in PATH])
