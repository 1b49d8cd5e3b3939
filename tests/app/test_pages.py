"""Which page below the views is open: from a scene file, kept when it is saved, and nobody's change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.simulate import run_all
from landscape_app.scene import codec
from landscape_app.scene.model import PAGES, PageState, Scene, build
from landscape_app.scene.presets import presets
from landscape_app.scene.values import SceneError
from landscape_app.window import Window
from tests.app.conftest import Open


@pytest.fixture
def window(open_window: Open) -> Window:
    return open_window(size=None)


def preset(id: str) -> Path:
    return next(p.path for p in presets() if p.id == id)


def test_the_pages_stand_in_the_order_of_their_names(window: Window) -> None:
    words = [window.below.tabText(i).lower() for i in range(window.below.count())]
    assert tuple(words) == PAGES


@pytest.mark.parametrize("id", [p.id for p in presets() if codec.load(p.path).page.below])
def test_a_preset_opens_on_its_page(one_window: Window, id: str) -> None:
    window = one_window
    assert window.documents.open_path(preset(id), as_preset=True)
    wanted = codec.load(preset(id)).page.below
    assert PAGES[window.below.currentIndex()] == wanted
    assert not window.store.dirty


@pytest.mark.parametrize("id", ["himmelblau", "newtons_fractal", "momentum_phases", "rate_and_momentum"])
def test_a_map_that_a_scene_asks_for_is_drawn(qtbot: QtBot, window: Window, id: str) -> None:
    window.documents.open_path(preset(id), as_preset=True)
    qtbot.waitUntil(lambda: window._mapped is not None, timeout=30_000)
    assert window._mapped is not None
    assert window._mapped.wanted.kind == codec.load(preset(id)).page.map
    window.maps.cancel()


def test_a_page_is_saved_and_is_no_change(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    bar = window.below.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    assert not window.store.dirty
    assert not window.store.can_undo
    window.keep_playback()
    codec.save(window.store.scene, tmp_path / "a.toml")
    assert codec.load(tmp_path / "a.toml").page == PageState("theory")
    window.store.update(replace(window.store.scene, title="x"))
    window.store.undo()
    assert window.store.scene.page == PageState("theory")


def test_a_page_that_is_none_is_one_sentence() -> None:
    text = preset("zig_zag").read_text(encoding="utf-8") + '\n[page]\nbelow = "cellar"\n'
    with pytest.raises(SceneError, match=r"page\.below must be one of"):
        codec.loads(text)


def test_every_learning_rate_and_momentum_says_what_its_caption_says() -> None:
    scene: Scene = codec.load(preset("rate_and_momentum"))
    run = scene.runs[0]
    largest = scene.objective.L
    assert largest is not None
    for momentum in (0.0, 0.5, 0.9):
        edge = 2 * (1 + momentum) / largest
        for share, diverges in ((0.97, False), (1.03, True)):
            method = replace(run.method, lr=share * edge, momentum=momentum)  # type: ignore[call-arg]
            made = replace(scene, runs=(replace(run, method=method),))
            f = run_all(build(made))[0].f
            assert (f[-1] > f[0]) == diverges


def test_opened_data_says_what_its_caption_says() -> None:
    scene = codec.load(preset("opened_data"))
    assert scene.objective.size == (49, 41)  # type: ignore[attr-defined]
    path = np.array(scene.objective.path)  # type: ignore[attr-defined]
    (x0, x1), (y0, y1) = scene.view_domain
    assert np.all((path > (x0, y0)) & (path < (x1, y1)))
    assert scene.objective.value(path[-1]) < scene.objective.value(path[0])
    assert all(run.f[-1] < run.f[0] for run in run_all(build(scene)))


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_the_window_fits_a_small_projector_on_every_page(qtbot: QtBot, window: Window, theme: str) -> None:
    window.documents.open_path(preset("network_loss"), as_preset=True)
    window.themes.choose(theme)
    window.resize(1280, 720)
    for row in range(window.below.count()):
        window.below.setCurrentIndex(row)
        qtbot.wait(20)
        assert window.minimumSizeHint().width() <= 1280, window.below.tabText(row)
