"""Theory beside the picture: snapping, ticks that are true, bounds drawn where they hold and kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core import registry, theory
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.panels.theory_panel import TheoryPanel
from landscape_app.scene.model import Display, RunSpec, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT
from landscape_app.views.bound_curves import bound_curves
from landscape_app.views.charts import Charts


def _scene(**display: bool) -> Scene:
    runs = (
        RunSpec(registry.create("optimizer", "gradient_descent", lr=0.5)),
        RunSpec(registry.create("optimizer", "heavy_ball", lr=0.4, momentum=0.7)),
        RunSpec(registry.create("optimizer", "adam", lr=0.1)),
    )
    stopping = Stopping(max_steps=120, gradient_on=False)
    objective = registry.create("objective", "quadratic", kappa=20.0)
    return Scene(objective, runs, start=(4.0, 2.0), stopping=stopping, display=Display(**display))  # type: ignore[arg-type]


@pytest.fixture
def panel(qtbot: QtBot) -> TheoryPanel:
    store = Store(_scene())
    made = TheoryPanel(store)
    qtbot.addWidget(made)
    store.changed.connect(lambda _old, new: made.set_runs(compute_now(new).runs, new))
    made.set_runs(compute_now(store.scene).runs, store.scene)
    made.show()
    return made


def _button(panel: TheoryPanel, label: str) -> object:
    return next(b for b in panel.buttons if b.text() == label)


def test_gradient_descent_snaps_to_its_critical_and_best_steps(panel: TheoryPanel, qtbot: QtBot) -> None:
    objective = panel.store.scene.objective
    for label, value in (
        ("Critical step", 2 / objective.L),
        ("Safe step", 1 / objective.L),
        ("Best step", 2 / (objective.L + objective.mu)),
    ):
        qtbot.mouseClick(_button(panel, label), Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
        assert panel.store.scene.runs[0].method.lr == pytest.approx(value, rel=1e-15)  # type: ignore[attr-defined]
    panel.store.undo()
    assert panel.store.scene.runs[0].method.lr == pytest.approx(1 / objective.L)  # type: ignore[attr-defined]


def test_heavy_ball_snaps_to_its_best_pair(panel: TheoryPanel, qtbot: QtBot) -> None:
    panel.run.setCurrentIndex(1)
    qtbot.mouseClick(_button(panel, "Best pair"), Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
    objective, method = panel.store.scene.objective, panel.store.scene.runs[1].method
    assert (method.lr, method.momentum) == theory.heavy_ball_best(objective.L, objective.mu)  # type: ignore[attr-defined]


def test_what_holds_is_ticked_and_what_does_not_is_crossed(panel: TheoryPanel) -> None:
    assert "✗" not in panel.text.text()
    scene = panel.store.scene
    wild = replace(scene.runs[0], method=replace(scene.runs[0].method, lr=3.0))  # type: ignore[call-arg]
    panel.store.update(replace(scene, runs=(wild, *scene.runs[1:])))
    assert "✗" in panel.text.text()
    panel.run.setCurrentIndex(2)
    assert "No bound is known" in panel.text.text()
    assert panel.buttons == []


def test_the_measured_rate_is_the_promised_one_in_the_long_run(panel: TheoryPanel) -> None:
    measured = panel._measured()
    promised = next(p.factor for p in panel.promises() if p.id == "gd_strongly_convex")
    assert measured == pytest.approx(promised, rel=1e-6)


@pytest.mark.parametrize("bounds", [True, False])
def test_bounds_are_drawn_only_when_asked_for_and_lie_above_the_run(bounds: bool, qtbot: QtBot) -> None:
    app.application()
    snapshot = compute_now(_scene(bounds=bounds))
    charts = Charts()
    qtbot.addWidget(charts)
    charts.build_all()
    charts.set_theme(LIGHT)
    charts.set_scene(snapshot.scene)
    charts.set_runs(snapshot.runs)
    drawn = [bound for chart in charts.charts for curve in chart.curves for bound in curve.bounds]
    assert bool(drawn) is bounds
    assert not charts.grab_image(900, 220).isNull()
    for chart in charts.charts[:2]:
        for curve in chart.curves:
            for bound in curve.bounds:
                if not bound.is_slope and chart.quantity == "gap":
                    fine = np.isfinite(bound.values) & np.isfinite(curve.values)
                    assert np.all(curve.values[fine] <= bound.values[fine] * (1 + 1e-9))
    charts.shutdown()


def test_a_slope_is_laid_through_the_run(qtbot: QtBot) -> None:
    snapshot = compute_now(_scene(bounds=True))
    run = snapshot.runs[1]
    gap = run.trajectory.f - snapshot.scene.objective.f_star
    (slope,) = bound_curves(snapshot.scene, run, "gap", gap)
    assert slope.is_slope
    ratio = slope.values[1:] / gap[1:]
    assert ratio.min() < 1 < ratio.max() or np.any(ratio == 1)


def test_an_unknown_surface_says_that_theory_is_silent(qtbot: QtBot) -> None:
    store = Store(Scene(registry.create("objective", "himmelblau"), _scene().runs))
    made = TheoryPanel(store)
    qtbot.addWidget(made)
    made.set_runs(compute_now(store.scene).runs, store.scene)
    assert "theory is silent" in made.text.text()
    assert "✗" in made.text.text()
