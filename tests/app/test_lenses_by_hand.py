"""Looking closely in the real window: ticks with the mouse, arrows on the map that go with the head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from core import registry
from landscape_app.panels.lens_panel import LensPanel
from landscape_app.scene.model import RunSpec
from landscape_app.shapes import Arrow, Overlay
from landscape_app.terms import term_colour
from landscape_app.views.map2d import Map2D
from landscape_app.window import Window
from tests.app.view_kit import pixels_of


def _panel(window: Window, qtbot: QtBot) -> LensPanel:
    """The tab opened with the mouse."""
    bar = window.side.tabBar()
    names = [bar.tabText(i) for i in range(bar.count())]
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(names.index("Look")).center())  # type: ignore[no-untyped-call]
    panel = window.findChild(LensPanel)
    assert panel is not None
    assert panel.isVisible()
    return panel


def _tick(panel: LensPanel, field: str, qtbot: QtBot) -> None:
    box = panel.form.fields[field]
    assert isinstance(box, QCheckBox)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))  # type: ignore[no-untyped-call]


def _arrows(overlay: Overlay) -> list[Arrow]:
    return [shape for shape in overlay if isinstance(shape, Arrow)]


def _red(window: Window) -> int:
    """Pixels of the map in the colour of the gradient."""
    view = window.findChild(Map2D)
    assert isinstance(view, QWidget)
    colour = term_colour(window.themes.theme, "gradient")
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return int(np.count_nonzero(np.all(pixels_of(view.grab().toImage()) == rgb, axis=2)))


def test_vectors_are_ticked_and_go_with_the_head(window: Window, qtbot: QtBot) -> None:
    window.playback.pause()
    window.playback.seek(3.0)
    panel = _panel(window, qtbot)
    assert panel.runs.currentText() == window.store.scene.runs[0].title
    before = _red(window)
    assert not _arrows(window.looking.overlay)
    _tick(panel, "vectors", qtbot)
    assert window.store.scene.lens.vectors
    qtbot.waitUntil(lambda: bool(_arrows(window.looking.overlay)))
    snapshot = window.controller.snapshot
    assert snapshot is not None
    x = snapshot.runs[0].trajectory.x
    assert _arrows(window.looking.overlay)[0].tail == tuple(x[3].tolist())
    assert _red(window) > before + 20
    window.playback.seek(5.0)
    assert _arrows(window.looking.overlay)[0].tail == tuple(x[5].tolist())
    _tick(panel, "vectors", qtbot)
    qtbot.waitUntil(lambda: not _arrows(window.looking.overlay))
    assert not window.store.scene.lens.vectors


def test_what_says_nothing_of_the_run_is_greyed_with_the_reason(window: Window, qtbot: QtBot) -> None:
    panel = _panel(window, qtbot)
    halves = panel.form.fields["halves"]
    assert not halves.isEnabled()
    assert "proximal" in halves.toolTip()
    _tick(panel, "halves", qtbot)
    assert not window.store.scene.lens.halves
    fista = RunSpec(registry.create("optimizer", "fista"))
    window.store.update(replace(window.store.scene, runs=(fista,)))
    assert halves.isEnabled()
    assert "gradient half" in halves.toolTip()
    _tick(panel, "halves", qtbot)
    assert window.store.scene.lens.halves


def test_what_is_on_can_be_put_off_even_where_it_says_nothing(window: Window, qtbot: QtBot) -> None:
    scene = window.store.scene
    window.store.update(replace(scene, lens=replace(scene.lens, halves=True)))
    panel = _panel(window, qtbot)
    assert panel.form.fields["halves"].isEnabled()
    _tick(panel, "halves", qtbot)
    assert not window.store.scene.lens.halves
    assert not panel.form.fields["halves"].isEnabled()
