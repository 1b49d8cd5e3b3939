"""A surface of one's own: typed key by key, with its letters as sliders; what is wrong leaves the surface alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core import registry
from core.objectives.typed import Typed
from landscape_app.panels.formula_form import FormulaForm
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.scene import codec
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store


@pytest.fixture
def panel(qtbot: QtBot) -> ObjectivePanel:
    runs = (RunSpec(registry.create("optimizer", "adam")),)
    panel = ObjectivePanel(Store(Scene(registry.create("objective", "himmelblau"), runs)))
    qtbot.addWidget(panel)
    panel.show()
    panel.combo.activated.emit(panel.combo.findData("typed"))
    return panel


def _form(panel: ObjectivePanel) -> FormulaForm:
    assert isinstance(panel.form, FormulaForm)
    return panel.form


def _type(qtbot: QtBot, form: FormulaForm, text: str) -> None:
    form.box.selectAll()
    QTest.keyClicks(form.box, text)
    qtbot.waitUntil(lambda: not form._timer.isActive())


def test_typing_changes_the_surface_live_and_letters_become_sliders(qtbot: QtBot, panel: ObjectivePanel) -> None:
    form = _form(panel)
    assert list(form.fields) == ["a", "b"]
    _type(qtbot, form, "a x^2 + c y^2")
    surface = panel.store.scene.objective
    assert surface == Typed("a x^2 + c y^2", (("a", 2.0), ("c", 1.0))), "a keeps its value, c is new"
    assert list(form.fields) == ["a", "c"]
    slider = form.fields["c"].slider
    assert slider is not None
    slider.moved.emit(3.5)
    assert panel.store.scene.objective == Typed("a x^2 + c y^2", (("a", 2.0), ("c", 3.5)))
    assert codec.loads(codec.dumps(panel.store.scene)) == panel.store.scene


def test_a_mistake_is_told_with_its_place_and_changes_nothing(qtbot: QtBot, panel: ObjectivePanel) -> None:
    form = _form(panel)
    _type(qtbot, form, "x^2 + y^2")
    before = panel.store.scene
    _type(qtbot, form, "x^2 + (y")
    assert panel.store.scene == before
    assert form.problem.isVisible()
    assert "▸(◂" in form.problem.text()
    assert "never closed" in form.problem.text()
    assert form.box.property("invalid")
    _type(qtbot, form, "x^2 + (y)")
    assert not form.problem.isVisible()
    assert panel.store.scene.objective == Typed("x^2 + (y)", ())


def test_undo_brings_the_old_formula_back_into_the_box(qtbot: QtBot, panel: ObjectivePanel) -> None:
    form = _form(panel)
    _type(qtbot, form, "x^4 + y^2")
    panel.store.undo()
    assert form.box.text() == registry.create("objective", "typed").expression
    panel.store.redo()
    assert form.box.text() == "x^4 + y^2"


def test_who_is_typing_is_not_disturbed(qtbot: QtBot, panel: ObjectivePanel) -> None:
    form = _form(panel)
    form.box.selectAll()
    QTest.keyClicks(form.box, "x^2 + y")
    form.set_instance(Typed("x^2", ()))  # an echo of an earlier key
    assert form.box.text() == "x^2 + y"
    QTest.keyClick(form.box, Qt.Key.Key_Return)
    assert panel.store.scene.objective == Typed("x^2 + y", ())


def test_the_rectangle_can_be_set_and_given_back(qtbot: QtBot, panel: ObjectivePanel) -> None:
    boxes = panel.domain.boxes
    boxes[0, 1].setText("7.5")
    boxes[0, 1].editingFinished.emit()
    assert panel.store.scene.view_domain == ((-3.0, 7.5), (-3.0, 3.0))
    boxes[0, 0].setText("9")
    boxes[0, 0].editingFinished.emit()
    (low, high), _ = panel.store.scene.view_domain
    assert (low, high) == (9.0, 19.5), "the other edge moves along"
    panel.domain.reset.click()
    assert panel.store.scene.domain == ()
    assert boxes[0, 0].text() == "-3"
