"""The inspector of steps in the real window: keys change its numbers, which are those of the run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.scene.presets import presets
from landscape_app.terms import term_colour
from landscape_app.window import Window
from tests.app.conftest import Open


@pytest.fixture
def window(open_window: Open) -> Window:
    made = open_window()
    made.below.setCurrentIndex(0)
    return made


def _open(window: Window, qtbot: QtBot, *methods: str, steps: int = 12) -> None:
    runs = tuple(RunSpec(registry.create("optimizer", method)) for method in methods)
    scene = Scene(registry.create("objective", "himmelblau"), runs)
    window.store.update(replace(scene, stopping=replace(scene.stopping, max_steps=steps)))
    qtbot.waitUntil(lambda: not window.controller.busy)
    window.below.setCurrentIndex(window.step_tab)


def test_a_preset_is_walked_step_by_step(window: Window, qtbot: QtBot) -> None:
    (preset,) = [p for p in presets() if p.id.endswith("adam_step_by_step")]
    assert window.documents.open_path(preset.path, as_preset=True)
    qtbot.waitUntil(lambda: not window.controller.busy)
    panel = window.step_panel
    window.below.setCurrentIndex(window.step_tab)
    window.setFocus()
    assert window.playback.head == 3
    run = panel.chosen
    assert run is not None
    t = run.trajectory
    for k in (3, 4, 5):
        text = panel.text()
        assert f"Step {k} → {k + 1} of {t.steps}" in text
        last = next(line for line in text.splitlines() if f"x_{k + 1} =" in line)
        for value in (*t.x[k], *t.extras["m_hat"][k + 1], *t.x[k + 1]):
            assert f"{value:.4g}".replace("-", "−") in last
        qtbot.keyClick(window, Qt.Key.Key_Right)  # type: ignore[no-untyped-call]
    assert window.playback.head == 6


def test_the_preset_tells_the_truth(window: Window, qtbot: QtBot) -> None:
    (preset,) = [p for p in presets() if p.id.endswith("adam_step_by_step")]
    assert window.documents.open_path(preset.path, as_preset=True)
    qtbot.waitUntil(lambda: not window.controller.busy)
    snapshot = window.controller.snapshot
    assert snapshot is not None
    adam, descent = (run.trajectory for run in snapshot.runs)
    moves = abs(adam.x[1:4] - adam.x[:3])
    assert moves == pytest.approx(0.2, rel=0.15), "both coordinates, about α"
    assert abs(adam.gradient[0, 1]) > 4 * abs(adam.gradient[0, 0])
    assert descent.x[1] - descent.x[0] == pytest.approx(-0.05 * descent.gradient[0])


def test_the_refused_step_is_refused_and_the_next_one_taken(window: Window, qtbot: QtBot) -> None:
    (preset,) = [p for p in presets() if p.id.endswith("refused_step")]
    assert window.documents.open_path(preset.path, as_preset=True)
    qtbot.waitUntil(lambda: not window.controller.busy)
    window.below.setCurrentIndex(window.step_tab)
    panel = window.step_panel
    run = panel.chosen
    assert run is not None
    t = run.trajectory
    assert window.playback.head == 1
    assert t.extras["reduction"][2] > 0 > t.extras["rho"][2]
    assert tuple(t.x[2]) == tuple(t.x[1])
    assert t.extras["radius"][3] == t.extras["radius"][2] / 4
    assert "refused" in panel.text()
    window.playback.step(1)
    assert t.extras["rho"][3] == pytest.approx(1, abs=0.1)
    assert "accepted" in panel.text()


def test_buttons_ask_the_play_head(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "heavy_ball")
    panel = window.step_panel
    window.playback.to_start()
    assert not panel.back.isEnabled()
    panel.forward.click()
    panel.forward.click()
    assert window.playback.head == 2
    assert "Step 2 → 3" in panel.title.text()
    panel.back.click()
    assert window.playback.head == 1
    window.playback.to_end()
    assert not panel.forward.isEnabled()
    assert "the last one" in panel.title.text()
    panel.back.click()
    assert window.playback.head == panel.chosen.trajectory.steps - 1  # type: ignore[union-attr]


def test_another_run_is_chosen_here_and_the_lens_follows(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "gradient_descent", "adam")
    panel = window.step_panel
    window.playback.seek(2)
    assert "m̂" not in panel.text()
    panel.run.setCurrentIndex(1)
    panel.run.activated.emit(1)
    assert window.store.scene.lens.run == 1
    qtbot.waitUntil(lambda: "m\u0302" in panel.text())
    assert panel.text().startswith("Adam")


def test_it_copies_what_it_shows(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "heavy_ball")
    window.playback.seek(2)
    panel = window.step_panel
    panel.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text == panel.text()
    assert "b_(k+1) = β b_k + g_k" in text
    assert "step length" in text


def test_it_says_why_there_is_nothing_to_show(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "gradient_descent")
    scene = window.store.scene
    minimum = scene.objective.minima[0]
    window.store.update(replace(scene, start=tuple(map(float, minimum))))
    qtbot.waitUntil(lambda: not window.controller.busy)
    panel = window.step_panel
    assert panel.message.isVisible()
    assert "before its first step" in panel.message.text()
    assert not panel.area.isVisible()
    assert panel.text() == ""
    window.store.update(replace(scene, lens=replace(scene.lens, run=7)))
    qtbot.waitUntil(lambda: "no such run" in panel.message.text())


def test_nothing_is_made_while_nobody_looks(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "adam")
    panel = window.step_panel
    window.playback.seek(1)
    seen = panel.text()
    window.below.setCurrentIndex(0)
    window.playback.seek(4)
    assert panel.text() == seen
    window.below.setCurrentIndex(window.step_tab)
    assert "Step 4 → 5" in panel.text()


def test_wide_and_narrow(window: Window, qtbot: QtBot) -> None:
    _open(window, qtbot, "gradient_descent")
    view = window.step_panel.view
    stacked, heights, widths = [], [], []
    for width in (1500, 200):
        view.arrange(width, 20)
        stacked.append(view.stacked)
        heights.append(view.height())
        widths.append(view.width())
    assert stacked == [False, True]
    assert heights[1] > heights[0]
    assert widths[0] == 1500
    assert widths[1] >= 200


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_terms_have_the_colours_of_their_arrows(window: Window, qtbot: QtBot, theme: str) -> None:
    _open(window, qtbot, "heavy_ball")
    window.themes.choose(theme)
    window.playback.seek(3)
    view = window.step_panel.view
    assert set(view.terms) == {"gradient", "momentum", "rate"}
    image = view.grab().toImage()
    seen = {image.pixelColor(QPoint(x, y)).name() for x in range(image.width()) for y in range(image.height())}
    for term in view.terms:
        wanted = QColor(term_colour(window.themes.theme, term))
        near = min(_distance(QColor(name), wanted) for name in seen)
        assert near < 60, term


def _distance(a: QColor, b: QColor) -> float:
    return float(abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue()))
