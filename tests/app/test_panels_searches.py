"""The cards of methods that search a line: only what counts is shown, and a change of method never fails."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core import registry
from core.params import params_of
from landscape_app.panels.runs_panel import RunCard, RunsPanel
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store

CONSTANTS = {
    "exact": set(),
    "backtracking": {"rho", "c1"},
    "strong_wolfe": {"c1", "c2"},
    "goldstein": {"c"},
}


@pytest.fixture
def store(qtbot: QtBot) -> Store:
    return Store(Scene(registry.create("objective", "rosenbrock"), (RunSpec(registry.create("optimizer", "bfgs")),)))


def card_of(qtbot: QtBot, store: Store) -> RunCard:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    return panel.cards[0]


def choose_method(card: RunCard, id: str) -> None:
    index = card.method.findData(id)
    card.method.setCurrentIndex(index)
    card.method.activated.emit(index)


def test_a_search_shows_its_own_constants(qtbot: QtBot, store: Store) -> None:
    card = card_of(qtbot, store)
    for search, constants in CONSTANTS.items():
        assert card.form is not None
        choice = card.form.fields["search"].findChild(QComboBox)
        assert isinstance(choice, QComboBox)
        choice.setCurrentIndex(choice.findData(search))
        choice.textActivated.emit(choice.currentText())
        assert store.scene.runs[0].method.search == search  # type: ignore[attr-defined]
        shown = {name for name in ("rho", "c1", "c2", "c") if not card.form.fields[name].isHidden()}
        assert shown == constants
        assert choice.currentData() == search
        assert choice.currentText() == registry.get("linesearch", search).label


def test_every_method_can_follow_every_other(qtbot: QtBot, store: Store) -> None:
    """Also from values that do not go together with the next method's own."""
    card = card_of(qtbot, store)
    card._put(RunSpec(registry.create("optimizer", "bfgs", c1=0.6, c2=0.8, search="wolfe")))
    choose_method(card, "conjugate_gradient")  # c1 = 0.6 and its own c2 = 0.1
    assert store.scene.runs[0].method == registry.create("optimizer", "conjugate_gradient")
    for id in registry.names("optimizer"):
        choose_method(card, id)
        assert store.scene.runs[0].method.id == id
        assert card.form is not None
        assert set(card.form.fields) == set(params_of(registry.get("optimizer", id)))


def test_a_search_and_its_constants_are_kept_between_methods(qtbot: QtBot, store: Store) -> None:
    card = card_of(qtbot, store)
    card._put(RunSpec(registry.create("optimizer", "bfgs", c2=0.5, search="wolfe")))
    choose_method(card, "lbfgs")
    assert store.scene.runs[0].method == registry.create("optimizer", "lbfgs", c2=0.5, search="wolfe")
