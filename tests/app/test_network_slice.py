"""A network's loss in the window: trained behind the surface, its path laid over it, its settings in the panel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsView, QLineEdit
from pytestqt.qtbot import QtBot

from core import registry
from core.objectives.network_slice import NetworkSlice
from core.params import params_of
from core.surface import sample
from core.words import CoreError, Sentence
from landscape_app.network_picture import EPOCH, picture_of
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.scene.presets import presets
from landscape_app.shapes import Key, Polyline
from landscape_app.store import Store
from landscape_app.theme import THEMES
from landscape_app.views.network_view import NetworkView
from landscape_app.window import Window

SMALL = NetworkSlice(samples=40, hidden="4", epochs=6, directions="principal")


def test_what_the_picture_shows_is_the_loss() -> None:
    surface = sample(SMALL, n=13)
    points = np.stack(np.meshgrid(surface.x, surface.y), -1)
    np.testing.assert_allclose(surface.f, SMALL.value(points), rtol=1e-5)
    middle = np.zeros(2)
    assert float(SMALL.value(middle)) == pytest.approx(SMALL.trained.epochs[-1].train)
    inner = surface.gradient[1:-1, 1:-1]
    np.testing.assert_allclose(inner, SMALL.gradient(points)[1:-1, 1:-1], atol=0.05 * np.abs(inner).max())


def test_the_reach_trains_nothing_anew() -> None:
    assert replace(SMALL, reach=3.0).trained is SMALL.trained
    assert replace(SMALL, seed=1).trained is not SMALL.trained


@pytest.mark.parametrize("hidden", ["8-x", "8--8", "-8", "0-4", "999", "8-8-8-8-8-8-8-8-8"])
def test_layers_that_cannot_be_are_one_sentence(hidden: str) -> None:
    with pytest.raises(CoreError, match="hidden must be units of 1 to 64 joined by hyphens"):
        NetworkSlice(hidden=hidden)


def test_a_training_without_end_is_refused() -> None:
    with pytest.raises(CoreError, match=r"100,000 steps, got 2,800,000"):
        NetworkSlice(epochs=2000, samples=2000, batch=1)


@pytest.mark.parametrize("data", params_of(NetworkSlice)["data"].choices)
def test_every_data_set_can_be_learnt_from(data: str) -> None:
    f = NetworkSlice(data=data, samples=60, hidden="6", epochs=25, lr=0.05)
    first, last = f.trained.epochs[0], f.trained.epochs[-1]
    assert last.train < first.train
    assert np.isfinite(sample(f, n=5).f).all()


def test_its_settings_stand_in_the_panel_and_what_cannot_be_is_put_back(qtbot: QtBot) -> None:
    store = Store(Scene(SMALL, ()))
    panel = ObjectivePanel(store)
    qtbot.addWidget(panel)
    box = next(b for b in panel.findChildren(QLineEdit) if b.accessibleName() == "Hidden layers")
    assert box.text() == "4"
    box.setText("3-2")
    box.editingFinished.emit()
    assert store.scene.objective == replace(SMALL, hidden="3-2")
    box.setText("3-two")
    box.editingFinished.emit()
    assert box.text() == "3-2"
    assert store.scene.objective == replace(SMALL, hidden="3-2")
    assert "joined by hyphens" in panel.form.fields["hidden"].toolTip()  # type: ignore[union-attr]


def test_the_path_of_the_training_is_laid_over_the_map(qtbot: QtBot, window: Window) -> None:
    window.store.reset(replace(window.store.scene, objective=SMALL, start=(), domain=(), runs=()))
    qtbot.waitUntil(lambda: any(isinstance(s, Key) for s in window.looking.overlay), timeout=20_000)
    path = next(s for s in window.looking.overlay if isinstance(s, Polyline))
    np.testing.assert_allclose(path.points, SMALL.trained.honesty.points)
    np.testing.assert_allclose(path.points[-1], 0, atol=1e-9)
    assert np.abs(path.points).max(axis=0) == pytest.approx([1.0, 1.0])
    window.store.reset(replace(window.store.scene, objective=registry.create("objective", "booth")))
    qtbot.waitUntil(lambda: not window.looking.overlay, timeout=20_000)


@pytest.mark.parametrize("name", ["network_loss", "network_training", "network_relu", "network_sharp_directions"])
def test_the_presets_show_what_they_say(name: str) -> None:
    scene = codec.load(next(p.path for p in presets() if p.path.stem.endswith(name)))
    trained = scene.objective.trained  # type: ignore[attr-defined]
    assert trained.epochs[-1].train_accuracy > 0.95
    honesty = trained.honesty
    if name == "network_training":
        assert honesty.explained > 0.9
        assert 0.7 < honesty.baseline < 0.85
    if name == "network_sharp_directions":
        wide = codec.load(next(p.path for p in presets() if p.path.stem.endswith("network_loss")))
        curvature = [np.linalg.eigvalsh(f.hessian(np.zeros(2))).max() for f in (wide.objective, scene.objective)]
        lengths = [f.trained.plane.u @ f.trained.plane.u for f in (wide.objective, scene.objective)]  # type: ignore[attr-defined]
        assert curvature[1] / lengths[1] > 5 * curvature[0] / lengths[0]


def test_the_network_is_shown_that_the_cursor_points_at(qtbot: QtBot, window: Window) -> None:
    assert not window.below.isTabVisible(window.network_tab)
    window.store.reset(replace(window.store.scene, objective=SMALL, start=(), domain=()))
    window.below.setCurrentIndex(window.network_tab)
    view = window.network.pages
    qtbot.waitUntil(lambda: view.picture is not None and not window.controller.busy, timeout=20_000)
    plane = SMALL.trained.plane

    epochs = SMALL.trained.epochs
    window.playback.seek(3)
    qtbot.waitUntil(lambda: np.array_equal(view.picture.w, epochs[3].w))  # type: ignore[union-attr]

    run = window.controller.snapshot.runs[0].trajectory  # type: ignore[union-attr]
    scene = window.store.scene
    window.store.update(replace(scene, lens=replace(scene.lens, follow="run")))
    qtbot.waitUntil(lambda: np.allclose(view.picture.w, plane.at(run.x[3])))  # type: ignore[union-attr]

    found = window.plots.map.findChild(QGraphicsView)
    assert found is not None
    port, pointed = found.viewport(), plane.at(np.array([0.4, -0.3]))
    QTest.mouseMove(port, port.mapFrom(window.plots.map, window.plots.map.to_widget(0.4, -0.3).toPoint()))
    qtbot.waitUntil(lambda: bool(np.linalg.norm(view.picture.w - pointed) < 0.1))  # type: ignore[union-attr]
    assert "cursor" in view.accessibleDescription()
    decided = view.picture.responses.decision[..., 1]  # type: ignore[union-attr]
    x, y = view.picture.responses.x[5], view.picture.responses.y[40]  # type: ignore[union-attr]
    logit = SMALL.trained.recipe.mlp.forward(view.picture.w, np.array([[x, y]]))  # type: ignore[union-attr]
    assert decided[40, 5] == pytest.approx(float(1 / (1 + np.exp(-logit[0, 0]))))

    window.store.reset(replace(window.store.scene, objective=registry.create("objective", "booth")))
    assert not window.below.isTabVisible(window.network_tab)


@pytest.mark.parametrize("data", ["moons", "blobs", "hills_regression", "iris"])
@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_kind_of_network_is_drawn(qtbot: QtBot, data: str, theme: str) -> None:
    view = NetworkView()
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.set_theme(THEMES[theme])
    empty = view.grab().toImage()
    trained = NetworkSlice(data=data, samples=60, hidden="20-3", epochs=3).trained
    view.set_picture(picture_of(trained, trained.epochs[-1].w, Sentence(EPOCH, {"k": 6, "n": 6})))
    drawn = view.grab().toImage()
    assert drawn != empty
    assert (view.picture.responses is None) == (data == "iris")  # type: ignore[union-attr]
