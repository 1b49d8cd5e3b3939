"""The picture of φ(α): what it says in words, and that the window keeps it at the play head."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.search_step import search_step
from landscape_app.searching import Searched
from landscape_app.theme import THEMES
from landscape_app.views.search_plot import SearchPlot
from tests.app.view_kit import pixels_of

SCENE = Path(__file__).parents[2] / "assets" / "scenes" / "81-strong_wolfe.toml"


def _plot(qtbot: QtBot, method: str, k: int, objective: str = "rosenbrock", **changes: object) -> SearchPlot:
    run = RunSpec(registry.create("optimizer", method, **changes))
    snapshot = compute_now(Scene(registry.create("objective", objective), (run,), stopping=Stopping(max_steps=20)))
    plot = SearchPlot()
    qtbot.addWidget(plot)
    plot.resize(700, 240)
    data = snapshot.runs[0]
    plot.set_searched(Searched(data, search_step(snapshot.scene.objective, run.method, data.trajectory, k)))
    plot.show()
    return plot


def test_it_tells_every_trial_in_order_and_which_was_accepted(qtbot: QtBot) -> None:
    plot = _plot(qtbot, "line_search_descent", 0, search="backtracking")
    step = plot.step
    assert step is not None
    words = plot.accessibleDescription()
    assert "accepted at trial 11" in words
    assert "trial 2: α = 0.5" in words
    assert [t.alpha for t in step.trials] == [0.5**i for i in range(11)]


def test_the_mouse_reads_the_curve_and_says_what_holds(qtbot: QtBot) -> None:
    plot = _plot(qtbot, "line_search_descent", 0, search="strong_wolfe")
    step = plot.step
    assert step is not None
    assert "Armijo ✓" in plot.reading(step.taken)
    assert "acceptable ✓" in plot.reading(step.taken)
    assert "acceptable ✗" in plot.reading(step.trials[2].alpha)
    before = pixels_of(plot.grab().toImage())
    at = plot.place_of(step.taken, step.start.value)
    QTest.mouseMove(plot, QPoint(round(at.x()), round(at.y()) + 8))
    qtbot.waitUntil(lambda: bool((pixels_of(plot.grab().toImage()) != before).any()))


def test_the_curve_starts_at_the_value_of_the_run_in_every_theme(qtbot: QtBot) -> None:
    plot = _plot(qtbot, "bfgs", 3)
    assert plot.step is not None
    low, high = plot.heights()
    assert low < plot.step.start.value < high
    for theme in THEMES.values():
        plot.set_theme(theme)
        assert plot.grab().toImage().width() >= 700


def test_a_run_without_steps_says_that_there_is_no_ray(qtbot: QtBot) -> None:
    plot = SearchPlot()
    qtbot.addWidget(plot)
    plot.set_searched(Searched(None, None))
    assert "no ray" in plot.accessibleDescription()


@pytest.mark.parametrize("head", [0, 3])
def test_the_window_shows_the_step_at_the_play_head_while_it_is_looked_at(qtbot: QtBot, head: int) -> None:
    app.application()
    window = app.build(SCENE)
    window.below.setCurrentIndex(0)  # the scene asks for the step's page
    try:
        window.show()
        window.plots.finish()
        qtbot.waitUntil(lambda: not window.controller.busy, timeout=20_000)
        pages = [window.below.tabText(i) for i in range(window.below.count())]
        assert not window.plots.phi.accessibleDescription(), "nobody looks: nothing is computed"
        window.below.setCurrentIndex(pages.index("Step"))
        window.playback.seek(head)
        qtbot.waitUntil(lambda: window.plots.phi.step is not None and window.plots.phi.step.k == head, timeout=20_000)
        step, snapshot = window.plots.phi.step, window.controller.snapshot
        assert step is not None
        assert snapshot is not None
        assert step.taken == snapshot.runs[0].trajectory.alpha[head + 1]
    finally:
        window.store.mark_saved()
        app.shutdown(window)
