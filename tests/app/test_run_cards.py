"""The cards of the runs, by mouse and by keys: what is unfolded, what the keys do, what the learning rate says."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core import registry
from core.theory import gd_critical_step, heavy_ball_critical_step, nesterov_critical_step
from landscape_app.panels.noise_panel import NoisePanel
from landscape_app.panels.runs_panel import RunsPanel
from landscape_app.panels.slider import RealSlider
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store
from landscape_app.theme import DARK, PROJECTOR, THEMES

METHODS = ("gradient_descent", "heavy_ball", "nesterov", "adam")
LONG = "A name as long as a lecturer may give a run in front of three hundred students"
Key = Qt.Key


@pytest.fixture
def store(qtbot: QtBot) -> Store:
    runs = tuple(RunSpec(registry.create("optimizer", m), stream=i) for i, m in enumerate(METHODS))
    return Store(Scene(registry.create("objective", "quadratic", kappa=10.0), runs))


@pytest.fixture
def panel(qtbot: QtBot, store: Store) -> RunsPanel:
    made = RunsPanel(store)
    qtbot.addWidget(made)
    made.resize(330, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def unfolded(panel: RunsPanel) -> list[int]:
    return [card.index for card in panel.cards if card.unfolded]


def click(qtbot: QtBot, panel: RunsPanel, index: int, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(panel.cards[index].title, Qt.MouseButton.LeftButton, modifier)


def ids(store: Store) -> list[str]:
    return [run.method.id for run in store.scene.runs]


def test_one_card_is_unfolded_at_a_time_and_control_keeps_the_others(qtbot: QtBot, panel: RunsPanel) -> None:
    assert unfolded(panel) == [0]
    click(qtbot, panel, 2)
    assert unfolded(panel) == [2]
    click(qtbot, panel, 1, control=True)
    assert unfolded(panel) == [1, 2]
    click(qtbot, panel, 3)
    assert unfolded(panel) == [3]
    click(qtbot, panel, 3)
    assert unfolded(panel) == []


def test_a_folded_card_still_says_what_it_is_set_to(panel: RunsPanel, store: Store) -> None:
    assert not panel.cards[3].body.isVisible()
    method = store.scene.runs[3].method
    assert f"α = {method.lr:g}" in panel.cards[3].title.accessibleName()  # type: ignore[attr-defined]
    store.update(replace(store.scene, runs=(*store.scene.runs[:3], replace(store.scene.runs[3], name="Mine"))))
    assert panel.cards[3].title.text() == "Mine"
    assert "Adam" in panel.cards[3].title.accessibleName(), "a run with another name says its method"


def test_a_new_run_and_a_copy_are_unfolded(qtbot: QtBot, panel: RunsPanel, store: Store) -> None:
    panel.add("rmsprop")
    assert unfolded(panel) == [4]
    qtbot.mouseClick(panel.cards[1].copy, Qt.MouseButton.LeftButton)
    assert unfolded(panel) == [5]
    assert ids(store)[5] == "heavy_ball"


def test_the_folds_stay_with_their_runs_as_one_is_removed(qtbot: QtBot, panel: RunsPanel, store: Store) -> None:
    click(qtbot, panel, 2)
    qtbot.mouseClick(panel.cards[0].remove, Qt.MouseButton.LeftButton)
    assert ids(store) == ["heavy_ball", "nesterov", "adam"]
    assert [store.scene.runs[i].method.id for i in unfolded(panel)] == ["nesterov"]


def test_the_keys_of_a_list(qtbot: QtBot, panel: RunsPanel, store: Store) -> None:
    panel.cards[0].title.setFocus()
    qtbot.keyClick(panel.cards[0].title, Key.Key_Down)
    assert panel.cards[1].title.hasFocus()
    qtbot.keyClick(panel.cards[1].title, Key.Key_Return)
    assert unfolded(panel) == [1]
    qtbot.keyClick(panel.cards[1].title, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ids(store) == [*METHODS, "heavy_ball"]
    qtbot.keyClick(panel.cards[1].title, Key.Key_Delete)
    assert ids(store) == ["gradient_descent", "nesterov", "adam", "heavy_ball"]
    qtbot.keyClick(panel.cards[1].title, Key.Key_Up)
    assert panel.cards[0].title.hasFocus()
    qtbot.keyClick(panel.cards[0].title, Key.Key_Up)
    assert panel.cards[0].title.hasFocus(), "above the first there is none"
    store.undo()
    store.undo()
    assert ids(store) == list(METHODS)


def test_the_menu_has_every_method_once_on_a_shelf(panel: RunsPanel, store: Store) -> None:
    menu = panel.add_button.menu()
    shelves = [action.menu() for action in menu.actions()]
    entries = [action for shelf in shelves if isinstance(shelf, QMenu) for action in shelf.actions()]
    labels = [registry.get("optimizer", id).label for id in registry.names("optimizer")]
    assert [entry.text() for entry in entries] == labels
    assert 4 <= len(shelves) <= 8
    assert max(len(shelf.actions()) for shelf in shelves if isinstance(shelf, QMenu)) <= 14, (
        "no menu is as high as the window"
    )
    menu.aboutToShow.emit()
    for entry, id in zip(entries, registry.names("optimizer"), strict=True):
        assert entry.isEnabled() is registry.create("optimizer", id).suits(store.scene.objective)
    entries[labels.index("RMSProp")].trigger()
    assert ids(store)[-1] == "rmsprop"


def test_a_heading_in_the_list_of_methods_cannot_be_chosen(qtbot: QtBot, panel: RunsPanel, store: Store) -> None:
    combo = panel.cards[0].method
    combo.setFocus()
    assert combo.itemData(0) is None
    for _ in range(len(registry.names("optimizer"))):
        qtbot.keyClick(combo, Key.Key_Down)
        assert combo.currentData() == store.scene.runs[0].method.id
    assert combo.currentData() == registry.names("optimizer")[-1]


def test_f2_renames_and_what_is_typed_is_the_name(qtbot: QtBot, panel: RunsPanel, store: Store) -> None:
    card = panel.cards[2]
    card.title.setFocus()
    qtbot.keyClick(card.title, Key.Key_F2)
    assert card.unfolded
    assert card.name.hasFocus()
    qtbot.keyClicks(card.name, "  Look ahead ")
    qtbot.keyClick(card.name, Key.Key_Return)
    assert store.scene.runs[2].name == "Look ahead"
    assert card.title.text() == "Look ahead"
    store.undo()
    assert card.title.text() == "Nesterov"


def test_tab_reaches_every_control_of_the_unfolded_card_from_top_to_bottom(qtbot: QtBot, panel: RunsPanel) -> None:
    card = panel.cards[1]
    click(qtbot, panel, 1)
    panel.add_button.setFocus()
    reached: list[object] = []
    for _ in range(80):
        focus = panel.focusWidget()
        assert focus is not None
        if focus in reached:
            break
        reached.append(focus)
        qtbot.keyClick(focus, Key.Key_Tab)
    controls = [
        control
        for kind in (QAbstractButton, QComboBox, QLineEdit, RealSlider)
        for control in card.findChildren(kind)
        if control.isVisible() and control.isEnabled()
    ]
    assert len(controls) >= 10
    assert {id(control) for control in controls} <= {id(widget) for widget in reached}
    in_card = [widget for widget in reached if isinstance(widget, QWidget) and widget in controls]
    places = [widget.mapTo(panel, widget.rect().center()).y() for widget in in_card]
    assert all(later >= earlier - 12 for earlier, later in itertools.pairwise(places)), places
    assert all(control.accessibleName() or getattr(control, "text", str)() for control in controls)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_long_name_widens_nothing(panel: RunsPanel, store: Store, theme: object) -> None:
    panel.set_theme(theme)  # type: ignore[arg-type]
    before = panel.minimumSizeHint().width()
    store.update(replace(store.scene, runs=tuple(replace(run, name=LONG) for run in store.scene.runs)))
    assert panel.minimumSizeHint().width() == before
    assert LONG in panel.cards[0].title.toolTip()


def test_eight_folded_runs_fit_the_side_at_800_lines(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(340, 640)
    area.show()
    for method in METHODS:
        panel.add(method)
    for card in panel.cards:
        card.unfold(False)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_the_swatch_has_the_runs_marker_and_follows_the_theme(panel: RunsPanel) -> None:
    def picture(index: int) -> object:
        return panel.cards[index].swatch.icon().pixmap(24, 24).toImage()

    assert picture(0) != picture(1)
    light = picture(0)
    panel.set_theme(DARK)
    assert picture(0) != light
    small = panel.cards[0].eye.iconSize().width()
    panel.set_theme(PROJECTOR)
    assert panel.cards[0].eye.iconSize().width() > small


CRITICAL = {
    "gradient_descent": lambda top, _m: gd_critical_step(top),
    "heavy_ball": lambda top, m: heavy_ball_critical_step(top, m.momentum),
    "nesterov": lambda top, m: nesterov_critical_step(top, m.momentum),
}


@pytest.mark.parametrize("index", range(4))
def test_the_critical_learning_rate_is_told_below_its_slider(
    panel: RunsPanel, store: Store, index: int, qtbot: QtBot
) -> None:
    panel._present(index)
    form = panel.cards[index].form
    assert form is not None
    field = form.number("lr")
    method = store.scene.runs[index].method
    if method.id not in CRITICAL:
        assert field.note.isHidden()
        return
    critical = CRITICAL[method.id](store.scene.objective.L, method)
    assert field.note.isVisible()
    assert f"{critical:.5g}" in field.note.text()
    assert field.note.property("role") == "muted"
    field.box.setFocus()
    field.box.selectAll()
    qtbot.keyClicks(field.box, f"{1.01 * critical:.6g}")
    qtbot.keyClick(field.box, Key.Key_Return)
    assert field.note.property("role") == "error", "past it the run diverges"
    store.update(replace(store.scene, objective=registry.create("objective", "himmelblau"), start=()))
    assert field.note.isHidden(), "no constant critical rate is known there"


def test_the_seed_is_a_box_with_a_button_and_no_slider(qtbot: QtBot, store: Store) -> None:
    panel = NoisePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    assert len(panel.findChildren(RealSlider)) == 1, "of σ alone"
    panel.seed.setFocus()
    panel.seed.selectAll()
    qtbot.keyClicks(panel.seed, "2026")
    qtbot.keyClick(panel.seed, Key.Key_Return)
    assert store.scene.noise.seed == 2026
    seeds = {2026}
    for _ in range(5):
        before = store.scene.noise.seed
        qtbot.mouseClick(panel.new_seed, Qt.MouseButton.LeftButton)
        assert store.scene.noise.seed != before
        assert panel.seed.text() == str(store.scene.noise.seed)
        seeds.add(store.scene.noise.seed)
    assert len(seeds) > 3
    for _ in range(5):
        store.undo()
    assert store.scene.noise.seed == 2026, "each draw is an entry of its own"
    qtbot.keyClicks(panel.seed, "x")
    assert panel.seed.property("invalid")
