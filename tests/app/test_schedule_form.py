"""A run's schedule and batch size, set on its card: the curve of α follows, each change is one undo entry."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import registry
from core.schedules.decays import Constant
from landscape_app.jobs import compute_now
from landscape_app.panels.runs_panel import RunsPanel
from landscape_app.scene import codec
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store


def _panel(qtbot: QtBot, objective: str, method: str) -> RunsPanel:
    run = RunSpec(registry.create("optimizer", method))
    panel = RunsPanel(Store(Scene(registry.create("objective", objective), (run,))))
    qtbot.addWidget(panel)
    panel.show()
    panel.cards[0].unfold(True)
    return panel


def test_a_schedule_is_chosen_and_turned_and_the_rate_follows(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "himmelblau", "adam")
    form = panel.cards[0].schedule
    assert form.isVisible()
    assert form.form is not None
    assert form.form.isHidden(), "a constant rate has no numbers to show"
    form.kind.activated.emit(form.kind.findData("cosine"))
    assert panel.store.scene.runs[0].schedule == registry.create("schedule", "cosine")
    assert form.form.isVisible()
    form.form.number("length").value_changed.emit(40)
    scene = panel.store.scene
    assert scene.runs[0].schedule == registry.create("schedule", "cosine", length=40)
    alpha = compute_now(scene).runs[0].trajectory.alpha[1:41]
    lr = scene.runs[0].method.lr  # type: ignore[attr-defined]
    np.testing.assert_allclose(alpha, lr * (1 + np.cos(np.pi * np.arange(40) / 40)) / 2, atol=1e-15)
    assert codec.loads(codec.dumps(scene)) == scene
    panel.store.undo()
    panel.store.undo()
    assert panel.store.scene.runs[0].schedule == Constant()


def test_a_warm_up_goes_with_the_next_schedule(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "himmelblau", "sgd")
    form = panel.cards[0].schedule
    form.kind.activated.emit(form.kind.findData("exponential"))
    assert form.form is not None
    assert form.form.fields["warmup_from"].isHidden()
    form.form.number("warmup").value_changed.emit(25)
    assert not form.form.fields["warmup_from"].isHidden()
    form.kind.activated.emit(form.kind.findData("one_cycle"))
    assert panel.store.scene.runs[0].schedule == registry.create("schedule", "one_cycle", warmup=25)


@pytest.mark.parametrize("name", registry.names("schedule"))
def test_every_schedule_has_its_controls(qtbot: QtBot, name: str) -> None:
    panel = _panel(qtbot, "himmelblau", "sgd")
    form = panel.cards[0].schedule
    form.kind.activated.emit(form.kind.findData(name))
    assert panel.store.scene.runs[0].schedule.id == name
    assert form.form is not None
    assert set(form.form.fields) >= {"warmup", "warmup_from"}


def test_a_line_search_has_no_schedule(qtbot: QtBot) -> None:
    assert _panel(qtbot, "himmelblau", "bfgs").cards[0].schedule.isHidden()


def test_batches_are_offered_on_sums_over_data_alone(qtbot: QtBot) -> None:
    assert _panel(qtbot, "himmelblau", "sgd").cards[0].batching.isHidden()
    panel = _panel(qtbot, "least_squares", "sgd")
    card = panel.cards[0]
    assert not card.batching.isHidden()
    card.batching.number("batch").value_changed.emit(4)
    assert panel.store.scene.runs[0].batching.batch == 4
    assert compute_now(panel.store.scene).runs[0].trajectory.samples[1] == 4
