"""The laboratory as one story: choose the spiral, play, see it learn and walk, point at a wall, export all of it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core.objectives.network_slice import NetworkSlice
from landscape_app import cli
from landscape_app.export.frames import Film
from landscape_app.jobs import compute_now
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.scene import codec
from landscape_app.scene.model import CameraState, PageState, Scene
from landscape_app.scene.presets import preset
from landscape_app.scene.values import SceneError
from landscape_app.shapes import Dots
from landscape_app.studies.every import EVERY
from landscape_app.study_file import find, names, text
from landscape_app.views.study_views import STUDY_VIEWS
from tests.app.conftest import Open
from tests.app.view_kit import pixels_of

SMALL = Scene(NetworkSlice(samples=40, hidden="4", epochs=6, directions="principal"), ())


def load(id: str) -> Scene:
    known = preset(id)
    assert known is not None
    return codec.load(known.path)


def choose(panel: ObjectivePanel, label: str, word: str) -> None:
    """A word of a choice by its keys."""
    box = next(b for b in panel.findChildren(QComboBox) if b.accessibleName() == label)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != word:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before, f"{label} offers no {word}"


def test_a_student_sees_the_spiral_learnt(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(size=(1400, 900))
    panel = window.findChild(ObjectivePanel)
    assert panel is not None
    window.side.setCurrentIndex(1)
    panel.combo.setCurrentIndex(panel.combo.findData("network_slice"))
    panel.combo.activated.emit(panel.combo.currentIndex())
    assert window.below.currentIndex() == window.network_tab  # whoever chooses a network wants to see it
    assert window.store.scene.caption == ""  # what was said of the surface before is true no more
    window.store.update(replace(window.store.scene, runs=()))
    choose(panel, "Data", "spiral")
    hidden = next(b for b in panel.findChildren(QLineEdit) if b.accessibleName() == "Hidden layers")
    assert hidden.text() == "8-8"
    objective = window.store.scene.objective
    assert isinstance(objective, NetworkSlice)
    assert (objective.data, objective.activation) == ("spiral", "tanh")
    taught = replace(objective, lr=0.03, epochs=200, seed=3, directions="principal", reach=1.4)
    window.store.update(replace(window.store.scene, objective=taught))
    qtbot.waitUntil(lambda: taught.known is not None and not window.controller.busy, timeout=60_000)
    pages = window.network.pages
    assert "epoch" in window.timeline.read_out.text()

    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.playback.playing
    seen: list[int] = []
    window.network.look.changed.connect(lambda picture: seen.append(picture.epoch))
    qtbot.waitUntil(lambda: len(set(seen)) > 5, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert seen == sorted(seen)
    balls = []
    for epoch in (0, 120, 200):
        window.playback.seek(epoch)
        qtbot.waitUntil(lambda epoch=epoch: pages.picture is not None and pages.picture.epoch == epoch)  # type: ignore[misc]
        balls.append([s for s in window.looking.overlay if isinstance(s, Dots)][-1].points[0])
    np.testing.assert_allclose(balls, taught.trained.honesty.points[[0, 120, 200]])
    right = [epoch.train_accuracy for epoch in taught.trained.epochs]
    assert right[0] < 0.6
    assert right[-1] > 0.95

    wall = window.view3d.to_widget(0.9, -1.2)
    assert wall is not None
    QTest.mouseMove(window.view3d, wall.toPoint())
    qtbot.waitUntil(lambda: "cursor" in pages.accessibleDescription())
    there = pages.picture
    assert there is not None
    assert float(taught.trained.loss.value(there.w)) > taught.trained.epochs[-1].train


def test_the_spiral_is_learnt_and_its_way_lies_in_the_plane() -> None:
    trained = load("spiral").objective.trained  # type: ignore[attr-defined]
    assert trained.recipe.mlp.sizes == (2, 8, 8, 1)
    assert trained.epochs[-1].train_accuracy > 0.95
    assert trained.honesty.explained > 0.9
    on_plane = trained.on_plane
    assert on_plane[-1] < 0.1 * on_plane[0]
    random = load("spiral_at_random").objective.trained  # type: ignore[attr-defined]
    assert random.honesty.explained < 0.1
    np.testing.assert_array_equal(random.epochs[-1].w, trained.epochs[-1].w)
    edge = np.array([[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])
    assert np.all(random.loss.value(random.plane.at(edge)) > 5 * random.epochs[-1].train)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_a_film_shows_surface_map_and_network_of_the_epoch(qtbot: QtBot, theme: str) -> None:
    snapshot = compute_now(SMALL)
    film = Film(snapshot, "all", (640, 400), theme)
    try:
        first, last = (pixels_of(film.frame(head, CameraState())) for head in (0.0, 6.0))
        again = pixels_of(film.frame(0.0, CameraState()))
    finally:
        film.close()
    np.testing.assert_array_equal(first, again)
    changed = (first != last).any(axis=-1)
    for part in (changed[:220], changed[230:, :220], changed[230:, 220:430], changed[230:, 460:]):
        assert part.any()  # above the path, below the decision, the units and the curves


def test_a_film_shows_the_page_that_the_scene_asks_for(qtbot: QtBot) -> None:
    honest = replace(SMALL, page=PageState(below="network", network="honesty"))
    pictures = []
    for scene in (SMALL, honest):
        film = Film(compute_now(scene), "network", (640, 360), "light")
        try:
            assert film.surface_rect() is None
            pictures.append([pixels_of(film.frame(head, CameraState())) for head in (0.0, 3.0)])
        finally:
            film.close()
    assert (pictures[0][0] != pictures[1][0]).any()
    assert (pictures[1][0] != pictures[1][1]).any()  # its cursor goes with the play head


def test_all_of_it_is_one_video(tmp_path: Path) -> None:
    scene, out = tmp_path / "scene.toml", tmp_path / "lab.mp4"
    codec.save(SMALL, scene)
    asked = ["export", str(scene), "-o", str(out), "--size", "640x400", "--seconds", "1", "--fps", "12"]
    assert cli.run([*asked, "--quiet"]) == 0
    with av.open(str(out)) as film:
        frames = [frame.to_ndarray(format="rgb24").astype(int) for frame in film.decode(video=0)]
    assert len(frames) == 12
    assert frames[0].shape == (400, 640, 3)
    assert np.abs(frames[0][230:, :220] - frames[-1][230:, :220]).mean() > 1.0


def test_every_page_is_a_study_that_can_be_written() -> None:
    assert {kind.name for kind, _ in STUDY_VIEWS} | {"training"} == set(EVERY)
    assert {name for name, _ in names(SMALL)} == set(EVERY)
    for name in ("training", "honesty", "connection"):
        rows = find(SMALL, name).table()
        assert len(rows) > 2
        assert len({len(row) for row in rows}) == 1
        assert next(csv.reader(text(rows).splitlines())) == [str(cell) for cell in rows[0]]


def test_the_training_is_written_epoch_by_epoch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene, out = tmp_path / "scene.toml", tmp_path / "training.csv"
    codec.save(SMALL, scene)
    assert cli.run(["study", str(scene), "training", "-o", str(out)]) == 0
    assert "7 rows" in capsys.readouterr().out
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert isinstance(SMALL.objective, NetworkSlice)
    epochs = SMALL.objective.trained.epochs
    assert [float(row["train_loss"]) for row in rows] == [epoch.train for epoch in epochs]
    assert [float(row["gradient_W2"]) for row in rows] == [epoch.gradient_norms[1] for epoch in epochs]
    assert cli.run(["study", str(scene)]) == 0
    assert "honesty" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("scene", "name", "sentence"),
    [
        ("opening_race", "training", "there is no network in this scene: its surface is styblinski_tang"),
        ("spiral", "nonsense", "there is no study 'nonsense'; there are"),
    ],
)
def test_a_study_that_cannot_be_is_one_sentence(scene: str, name: str, sentence: str) -> None:
    with pytest.raises(SceneError, match=sentence):
        cli.run(["study", scene, name])


def test_a_training_that_diverges_says_so(qtbot: QtBot, open_window: Open) -> None:
    fled = NetworkSlice(
        samples=40, hidden="4", activation="relu", cost="mean_square", method="sgd", lr=100.0, epochs=30
    )
    assert len(fled.trained.epochs) - 1 < 30
    window = open_window(scene=Scene(fled, ()))
    window.below.setCurrentIndex(window.network_tab)
    window.playback.to_end()
    qtbot.waitUntil(lambda: "diverged" in window.network.pages.accessibleDescription(), timeout=20_000)
