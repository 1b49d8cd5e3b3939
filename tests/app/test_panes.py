"""Small multiples: in scene files, in the window by real events, and in films."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.noise import Noise
from core.simulate import run_all
from landscape_app.export.job import Options, export
from landscape_app.export.panes_film import PanesFilm
from landscape_app.jobs import compute
from landscape_app.multiples import Multiples
from landscape_app.panels.panes_panel import PanesPanel, spread_of
from landscape_app.scene import codec
from landscape_app.scene.model import Panes, RunSpec, Scene, build
from landscape_app.scene.panes import knobs, variants
from landscape_app.scene.presets import presets
from landscape_app.scene.values import SceneError
from landscape_app.theme import LIGHT
from landscape_app.window import Window
from tests.app.conftest import Open

GD, BALL = (RunSpec(registry.create("optimizer", id)) for id in ("gradient_descent", "heavy_ball"))
BOWL: Any = registry.create("objective", "quadratic")
BASE = Scene(BOWL, (GD, BALL), title="A bowl")


def with_panes(vary: str, *values: float, view: str = "surface") -> Scene:
    return replace(BASE, panes=Panes(vary, values, view))


# ---------------------------------------------------------------- scenes


@pytest.mark.parametrize("knob", knobs(BASE), ids=lambda k: k.path)
def test_whatever_is_offered_can_be_varied_and_written(knob: object) -> None:
    values = spread_of(knob)  # type: ignore[arg-type]
    scene = with_panes(knob.path, *values)  # type: ignore[attr-defined]
    made = variants(scene)
    assert len(made) == 3
    assert len({replace(v, title="") for v in made}) >= 2, "the panes differ"
    assert codec.loads(codec.dumps(scene)) == scene


@given(st.lists(st.floats(1, 1e4), min_size=2, max_size=9))
def test_a_variant_is_the_scene_with_one_number_changed(values: list[float]) -> None:
    for value, made in zip(values, variants(with_panes("objective.kappa", *values)), strict=True):
        assert made == replace(
            BASE,
            objective=replace(BOWL, kappa=value),
            title=f"κ = {value:g}",  # type: ignore[call-arg]
        )


def test_a_number_of_all_runs_leaves_those_without_it_alone() -> None:
    low, high = variants(with_panes("runs.momentum", 0.1, 0.8))
    assert low.runs[0] == high.runs[0] == GD
    assert (low.runs[1].method.momentum, high.runs[1].method.momentum) == (0.1, 0.8)  # type: ignore[attr-defined]
    first, _ = variants(with_panes("runs[0].lr", 0.3, 0.5))
    assert first.runs[1] == BALL


@pytest.mark.parametrize(
    ("panes", "told"),
    [
        ('vary = "objective.kapa"\nvalues = [1.0, 2.0]', "panes.vary must be a number of this scene"),
        ('vary = "objective.dim"\nvalues = [2.0, 3.0]', "panes.vary must be a number of this scene"),
        ('vary = "runs[7].lr"\nvalues = [1.0, 2.0]', "panes.vary must be a number of this scene"),
        ('vary = "__class__.x"\nvalues = [1.0, 2.0]', "panes.vary must be a number of this scene"),
        ('vary = "objective.kappa"\nvalues = [1.0]', "panes.values must be 2 to 9 numbers, got 1"),
        ('vary = "objective.kappa"\nvalues = [0.5, 2.0]', "at least 1, got 0.5"),
        ('vary = "objective.kappa"\nvalues = [nan, 2.0]', "panes.values"),
        ('vary = "objective.kappa"\nvalues = [1.0, 2.0]\nview = "inside"', "panes.view must be one of surface, map"),
        ('vary = 3\nvalues = [1.0, 2.0]', "panes.vary"),
        ("colums = 3", "panes"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(panes: str, told: str) -> None:
    with pytest.raises(SceneError) as caught:
        codec.loads(codec.dumps(BASE) + f"\n[panes]\n{panes}\n")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_panes_whose_number_is_gone_show_one_picture() -> None:
    scene = replace(with_panes("objective.kappa", 1, 10), objective=registry.create("objective", "booth"))
    assert variants(scene) == ()


# ---------------------------------------------------------------- the window


@pytest.fixture
def window(qtbot: QtBot, open_window: Open) -> Window:
    made = open_window()
    made.store.reset(with_panes("objective.kappa", 1, 10, 100))
    qtbot.waitUntil(lambda: made.panes.current is not None and made.panes.current.done, timeout=20_000)
    return made


def test_each_pane_shows_its_own_scene_and_all_share_the_play_head(window: Window) -> None:
    panes = window.panes_view.shown
    assert [p.title.text() for p in panes] == ["κ = 1", "κ = 10", "κ = 100"]
    assert window.stage.currentWidget() is window.panes_view
    for pane, scene in zip(panes, variants(window.store.scene), strict=True):
        assert pane.snapshot is not None
        for mine, true in zip(pane.snapshot.runs, run_all(build(scene)), strict=True):
            np.testing.assert_array_equal(mine.trajectory.x, true.x)
    window.playback.seek(7)
    assert {p.surface._head for p in panes} == {7.0}


def test_turning_one_camera_turns_all(qtbot: QtBot, window: Window) -> None:
    panes = window.panes_view.shown
    surface, middle = panes[1].surface, panes[1].surface.rect().center() + QPoint(60, 60)
    before = surface.camera
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        QTest.mouseMove(surface, middle + QPoint(12 * step, 4 * step))
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 20))
    assert surface.camera != before
    assert {p.surface.camera for p in panes} == {surface.camera}
    assert window.store.scene.camera == surface.camera
    assert window.panes_view.current == 1, "the press has chosen the pane too"


def test_the_charts_follow_the_pane_that_is_clicked(qtbot: QtBot, window: Window) -> None:
    last = window.panes_view.shown[2]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton, pos=last.title.geometry().center())
    shown = window.plots.charts._scene  # type: ignore[attr-defined]
    assert shown.objective.kappa == 100
    assert last.title.font().bold()


def test_other_values_are_typed_and_off_brings_the_one_picture_back(qtbot: QtBot, window: Window) -> None:
    panel = next(p for p in window._panels if isinstance(p, PanesPanel))
    panel.values.setText("2, 20 200 2000")
    panel.values.editingFinished.emit()
    assert window.store.scene.panes.values == (2, 20, 200, 2000)
    qtbot.waitUntil(lambda: len(window.panes_view.shown) == 4 and window.panes.current.done, timeout=20_000)  # type: ignore[union-attr]
    assert [p.title.text() for p in window.panes_view.shown][3] == "κ = 2000"
    panel.values.setText("0.5 2")
    panel.values.editingFinished.emit()
    assert "at least 1" in panel.problem.text()
    assert window.store.scene.panes.values == (2, 20, 200, 2000)
    panel.vary.setCurrentIndex(0)
    panel.vary.activated.emit(0)
    assert window.stage.currentWidget() is window.views
    window.store.undo()
    qtbot.waitUntil(lambda: window.stage.currentWidget() is window.panes_view, timeout=20_000)


def test_maps_are_linked_and_no_pane_is_of_another_scene(qtbot: QtBot, window: Window) -> None:
    window.store.update(with_panes("objective.kappa", 1, 10, 100, view="map"))
    qtbot.waitUntil(lambda: window.panes_view.shown[2].map is not None, timeout=20_000)
    maps = [p.map for p in window.panes_view.shown]
    maps[0]._box.scaleBy((0.5, 0.5))  # type: ignore[union-attr]
    maps[0]._box.sigRangeChangedManually.emit([True, True])  # type: ignore[union-attr]
    assert len({m.seen for m in maps}) == 1  # type: ignore[union-attr]
    seen: list[bool] = []

    def check(multiples: Multiples | None) -> None:
        assert multiples is not None
        pairs = zip(multiples.snapshots, variants(multiples.scene), strict=True)
        seen.append(all(snapshot is None or snapshot.scene == scene for snapshot, scene in pairs))

    window.panes.changed.connect(check)
    for angle in range(-60, 60, 5):
        scene = window.store.scene
        window.store.update(replace(scene, objective=replace(scene.objective, angle=float(angle))), merge="angle")  # type: ignore[call-arg]
        qtbot.wait(5)
    last = window.store.scene
    qtbot.waitUntil(lambda: window.panes.current.done and window.panes.current.scene == last, timeout=20_000)  # type: ignore[union-attr]
    assert len(seen) > 1
    assert all(seen)


# ---------------------------------------------------------------- films


def test_a_film_has_every_pane(tmp_path: Path) -> None:
    path = tmp_path / "panes.mp4"
    export(with_panes("objective.kappa", 1, 10, 100), Options(str(path), size=(640, 360), fps=10, seconds=1.0))
    with av.open(str(path)) as film:
        frames = [f.to_ndarray(format="rgb24") for f in film.decode(video=0)]
    assert len(frames) == 10
    assert frames[0].shape == (360, 640, 3)
    thirds = [frames[5][80:, i * 213 : i * 213 + 210] for i in range(3)]
    for third in thirds:
        assert third.std() > 5, "something is drawn"
    assert np.abs(thirds[0].astype(int) - thirds[2]).mean() > 2, "and not the same thing"


@pytest.mark.parametrize("view", ["3d", "2d"])
def test_the_ball_stands_at_its_place_in_every_pane(view: str) -> None:
    scenes = variants(with_panes("objective.kappa", 1, 10, 50))
    snapshots = tuple([s for s in compute(scene, None, {}) if s is not None][-1] for scene in scenes)
    film = PanesFilm("A bowl", snapshots, view, (1200, 500), "light")
    try:
        image = film.frame(3.0, BASE.camera)
        for cell, found in zip(film.cells(), film.pixel_of(3.0, BASE.camera, 0), strict=True):
            x, y = next(iter(found.values()))
            assert cell.contains(round(x), round(y))
            ball = QColor(LIGHT.runs[0])
            near = [image.pixelColor(round(x) + i, round(y) + j) for i in range(-4, 5) for j in range(-4, 5)]
            off = [
                abs(c.red() - ball.red()) + abs(c.green() - ball.green()) + abs(c.blue() - ball.blue()) for c in near
            ]
            assert min(off) < 40
    finally:
        film.close()


@pytest.mark.parametrize("name", ["kappa_three_times", "three_learning_rates", "four_momenta", "more_and_more_noise"])
def test_the_presets_show_what_they_say(name: str) -> None:
    scene = codec.load(next(p.path for p in presets() if p.path.stem.endswith(name)))
    runs = [run_all(build(v)) for v in variants(scene)]
    if name == "kappa_three_times":
        gaps = [float(r[0].f[-1] - scene.objective.f_star) for r in runs]  # type: ignore[operator]
        assert runs[0][0].steps == 1
        assert runs[2][0].steps == 200
        assert gaps[2] > 1e-6
    elif name == "three_learning_rates":
        crawl, right, off = (r[0] for r in runs)
        assert crawl.f[-1] > 1e3 * right.f[-1]
        assert off.f[-1] > off.f[0]
    elif name == "four_momenta":
        far = [float(np.linalg.norm(r[0].x[150] - 1)) for r in runs]
        assert min(far) == far[2]
        assert far[1] < far[0]
    else:
        spread = [float(np.linalg.norm(r[0].x[200:], axis=1).mean()) for r in runs]
        ratio = np.array(spread) / np.array(scene.panes.values)
        np.testing.assert_allclose(ratio, ratio[0], rtol=0.05)
        assert scene.noise == Noise(seed=3)
