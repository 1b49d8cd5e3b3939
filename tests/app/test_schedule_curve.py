"""A schedule's curve is edited by its handles; a drag is one undo entry; any curve can be taken over as a drawn one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.schedules.drawn import Drawn
from landscape_app import schedule_edit
from landscape_app.panels.runs_panel import RunsPanel
from landscape_app.panels.schedule_form import ScheduleForm
from landscape_app.scene import codec
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
KINDS = [name for name in registry.names("schedule") if name != "constant"]


def _panel(qtbot: QtBot, schedule: str, **changes: object) -> RunsPanel:
    run = RunSpec(registry.create("optimizer", "sgd"), schedule=registry.create("schedule", schedule, **changes))
    panel = RunsPanel(Store(Scene(registry.create("objective", "himmelblau"), (run,))))
    qtbot.addWidget(panel)
    panel.resize(330, 900)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def _form(panel: RunsPanel) -> ScheduleForm:
    return panel.cards[0].schedule


def _place(form: ScheduleForm, k: float, factor: float) -> QPoint:
    return form.curve.place_of(k, factor).toPoint()


@pytest.mark.parametrize("name", KINDS)
def test_a_handle_stays_where_it_is_put_back(name: str) -> None:
    for warmup in (0, 30):
        schedule = registry.create("schedule", name, warmup=warmup)
        steps = schedule_edit.span(schedule)
        for handle in schedule_edit.handles(schedule, steps):
            again = schedule_edit.dragged(schedule, handle.name, handle.k, handle.factor, steps)
            k = np.arange(steps)
            np.testing.assert_allclose(again.factor(k), schedule.factor(k), atol=0.02)


@pytest.mark.parametrize("name", KINDS)
def test_wherever_a_handle_is_dragged_the_schedule_is_a_valid_one(name: str) -> None:
    schedule = registry.create("schedule", name, warmup=10)
    steps = schedule_edit.span(schedule)
    for handle in schedule_edit.handles(schedule, steps):
        for k in (-5.0, 0.0, 3.7, 0.5 * steps, float(steps)):
            for factor in (0.0, 0.37, 1.0, 3.0):
                moved = schedule_edit.dragged(schedule, handle.name, k, factor, steps)
                assert np.all(np.isfinite(moved.factor(np.arange(steps))))


def test_the_end_of_a_cosine_is_dragged_in_one_undo_entry(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "cosine", length=100)
    form, before = _form(panel), panel.store.scene
    QTest.mousePress(form.curve, LEFT, pos=_place(form, 100, 0.0))
    for k, factor in ((90, 0.1), (70, 0.3), (60, 0.5)):
        QTest.mouseMove(form.curve, _place(form, k, factor))
    QTest.mouseRelease(form.curve, LEFT, pos=_place(form, 60, 0.5))
    now = panel.store.scene.runs[0].schedule
    assert now.length == pytest.approx(60, abs=1)  # type: ignore[attr-defined]
    assert now.floor == pytest.approx(0.5, abs=0.03)  # type: ignore[attr-defined]
    assert codec.loads(codec.dumps(panel.store.scene)) == panel.store.scene
    panel.store.undo()
    assert panel.store.scene == before


def test_a_warm_up_is_drawn_out_of_the_start(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "step_decay", every=50)
    form = _form(panel)
    QTest.mousePress(form.curve, LEFT, pos=_place(form, 0, 1.0))
    QTest.mouseMove(form.curve, _place(form, 40, 0.5))
    QTest.mouseRelease(form.curve, LEFT, pos=_place(form, 40, 0.5))
    assert panel.store.scene.runs[0].schedule.warmup == pytest.approx(40, abs=1)


def test_knots_are_added_moved_in_order_and_taken_out(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "drawn", knots=((0.0, 1.0), (100.0, 0.5)))
    form = _form(panel)

    def knots() -> tuple[tuple[float, ...], ...]:
        schedule = panel.store.scene.runs[0].schedule
        assert isinstance(schedule, Drawn)
        return schedule.knots

    QTest.mouseDClick(form.curve, LEFT, pos=_place(form, 50, 0.25))
    assert len(knots()) == 3
    assert knots()[1] == pytest.approx((50, 0.25), abs=1)
    QTest.mousePress(form.curve, LEFT, pos=_place(form, *knots()[1]))
    QTest.mouseMove(form.curve, _place(form, 119, 0.9))
    QTest.mouseRelease(form.curve, LEFT, pos=_place(form, 119, 0.9))
    assert knots()[1][0] == 99, "a knot does not pass the next one"
    assert knots()[1][1] == pytest.approx(0.9, abs=0.03)
    QTest.mouseClick(form.curve, RIGHT, pos=_place(form, *knots()[1]))
    assert knots() == ((0.0, 1.0), (100.0, 0.5))
    panel.store.undo()
    panel.store.undo()
    assert knots()[1] == pytest.approx((50, 0.25), abs=1)


def test_the_keys_choose_and_move_a_handle(qtbot: QtBot) -> None:
    panel = _panel(qtbot, "drawn", knots=((0.0, 1.0), (100.0, 0.5)))
    curve = _form(panel).curve
    curve.setFocus()
    QTest.keyClick(curve, Qt.Key.Key_PageDown)
    QTest.keyClick(curve, Qt.Key.Key_Left)
    QTest.keyClick(curve, Qt.Key.Key_Down)
    schedule = panel.store.scene.runs[0].schedule
    assert isinstance(schedule, Drawn)
    assert schedule.knots == ((0.0, 1.0), (99.0, 0.48))
    assert "handle 2 of 2: step 99" in curve.accessibleDescription()
    QTest.keyClick(curve, Qt.Key.Key_Insert)
    assert len(panel.store.scene.runs[0].schedule.knots) == 3  # type: ignore[attr-defined]
    QTest.keyClick(curve, Qt.Key.Key_Delete)
    assert len(panel.store.scene.runs[0].schedule.knots) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("drawn", "reduce_on_plateau")])
def test_any_curve_is_taken_over_as_a_drawn_one(qtbot: QtBot, name: str) -> None:
    panel = _panel(qtbot, name, warmup=20)
    form = _form(panel)
    old, steps = panel.store.scene.runs[0].schedule, form.curve.steps
    QTest.mouseClick(form.draw, LEFT)
    new = panel.store.scene.runs[0].schedule
    assert isinstance(new, Drawn)
    k = np.arange(steps + 1)
    assert np.abs(new.factor(k) - old.factor(k)).max() < 0.06
    assert form.draw.isHidden()
    assert codec.loads(codec.dumps(panel.store.scene)) == panel.store.scene


def test_a_constant_rate_has_no_curve_and_an_adaptive_one_cannot_be_drawn(qtbot: QtBot) -> None:
    assert _form(_panel(qtbot, "constant")).curve.isHidden()
    form = _form(_panel(qtbot, "reduce_on_plateau"))
    assert form.draw.isHidden()
