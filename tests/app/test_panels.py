"""The panels, by real keys and mouse: what a hand does is what the scene says, and one drag is one undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from core import registry
from core.clipping import Clipping
from core.params import params_of
from landscape_app.panels.display_panel import DisplayPanel
from landscape_app.panels.noise_panel import NoisePanel
from landscape_app.panels.number_field import NumberField
from landscape_app.panels.numbers import shown, typed
from landscape_app.panels.objective_panel import ObjectivePanel
from landscape_app.panels.runs_panel import RunCard, RunsPanel
from landscape_app.panels.slider import RealSlider
from landscape_app.panels.stopping_panel import StoppingPanel
from landscape_app.panels.timeline import Timeline
from landscape_app.playback import Playback
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store


@pytest.fixture
def store(qtbot: QtBot) -> Store:
    objective = registry.create("objective", "quadratic", kappa=10.0)
    methods = ("gradient_descent", "heavy_ball", "adam")
    return Store(
        Scene(objective, tuple(RunSpec(registry.create("optimizer", m), stream=i) for i, m in enumerate(methods)))
    )


def type_into(qtbot: QtBot, box: QLineEdit, text: str) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def drag(qtbot: QtBot, slider: RealSlider, start: float, end: float) -> None:
    def at(share: float) -> QPoint:
        return QPoint(round(slider.width() * share), slider.height() // 2)

    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, left, pos=at(start))
    for i in range(1, 9):
        qtbot.mouseMove(slider, at(start + (end - start) * i / 8))
    qtbot.mouseRelease(slider, left, pos=at(end))


def objective_field(panel: ObjectivePanel, name: str) -> NumberField:
    assert panel.form is not None
    return panel.form.number(name)


@pytest.mark.parametrize("value", [0.0, 1.0, 0.05, 1e-8, 12345.0, 1e10, -3.5, 2 / 3])
def test_a_number_shown_is_read_back(value: float) -> None:
    assert typed(shown(value)) == pytest.approx(value, rel=1e-4)


def test_a_decimal_comma_is_forgiven() -> None:
    assert typed(" 0,25 ") == 0.25


def test_typed_kappa_reaches_the_scene(qtbot: QtBot, store: Store) -> None:
    panel = ObjectivePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    type_into(qtbot, objective_field(panel, "kappa").box, "250")
    assert store.scene.objective.kappa == 250.0  # type: ignore[attr-defined]
    assert "κ\u00a0=\u00a0250" in panel.facts.text()


@pytest.mark.parametrize("text", ["0.5", "abc", "1e400", "nan", "-3", ""])
def test_a_bad_kappa_changes_nothing_and_says_why(qtbot: QtBot, store: Store, text: str) -> None:
    panel = ObjectivePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    box = objective_field(panel, "kappa").box
    box.setFocus()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    qtbot.keyClicks(box, text or " ")
    assert box.property("invalid")
    assert "needed" in box.toolTip() or "kappa must be" in box.toolTip()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert store.scene.objective.kappa == 10.0  # type: ignore[attr-defined]
    assert box.text() == "10"
    assert not store.can_undo


def test_dragging_a_log_slider_is_one_undo_entry(qtbot: QtBot, store: Store) -> None:
    panel = ObjectivePanel(store)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.show()
    slider = objective_field(panel, "kappa").slider
    assert slider is not None
    seen: list[float] = []
    store.changed.connect(lambda _old, new: seen.append(new.objective.kappa))
    drag(qtbot, slider, 0.25, 0.5)
    assert len(seen) > 3
    assert store.scene.objective.kappa == pytest.approx(100.0, rel=0.15)  # type: ignore[attr-defined]
    store.undo()
    assert store.scene.objective.kappa == 10.0  # type: ignore[attr-defined]
    assert not store.can_undo


def test_arrow_and_page_keys_move_a_slider(qtbot: QtBot) -> None:
    slider = RealSlider(1.0, 101.0)
    qtbot.addWidget(slider)
    slider.set_value(11.0)
    moved: list[float] = []
    slider.moved.connect(moved.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_PageDown):
        qtbot.keyClick(slider, key)
    assert moved == [12.0, 22.0, 21.0, 11.0]


def test_choosing_a_surface_takes_the_start_back(qtbot: QtBot, store: Store) -> None:
    panel = ObjectivePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    store.update(replace(store.scene, start=(0.5, 0.5)))
    panel.combo.setCurrentIndex(panel.combo.findData("rosenbrock"))
    panel.combo.activated.emit(panel.combo.currentIndex())
    assert store.scene.objective.id == "rosenbrock"
    assert store.scene.start == ()
    assert store.scene.display.log_height
    assert "100" in panel.formula.text() or "b" in panel.formula.text()


def test_add_duplicate_hide_and_remove_runs(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    left = Qt.MouseButton.LeftButton
    panel.add("nesterov")
    assert [run.method.id for run in store.scene.runs] == ["gradient_descent", "heavy_ball", "adam", "nesterov"]
    assert len({run.stream for run in store.scene.runs}) == 4
    qtbot.mouseClick(panel.cards[1].copy, left)
    assert store.scene.runs[4].method == store.scene.runs[1].method
    assert len({run.stream for run in store.scene.runs}) == 5
    qtbot.mouseClick(panel.cards[0].eye, left)
    assert not store.scene.runs[0].visible
    card = panel.cards[3]
    qtbot.mouseClick(panel.cards[2].remove, left)
    assert [run.method.id for run in store.scene.runs] == ["gradient_descent", "heavy_ball", "nesterov", "heavy_ball"]
    assert panel.cards[3] is card
    for _ in range(4):
        qtbot.mouseClick(panel.cards[0].remove, left)
    assert store.scene.runs == ()


def test_the_critical_learning_rate_is_marked(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    objective = store.scene.objective
    assert objective.L is not None
    form = panel.cards[0].form
    assert form is not None
    slider = form.number("lr").slider
    assert slider is not None
    assert slider._mark == pytest.approx(2 / objective.L)
    store.update(replace(store.scene, objective=replace(objective, largest=4.0)))  # type: ignore[call-arg]
    assert slider._mark == pytest.approx(0.5)
    adam = panel.cards[2].form
    assert adam is not None
    adam_slider = adam.number("lr").slider
    assert adam_slider is not None
    assert adam_slider._mark is None


def test_changing_one_learning_rate_keeps_the_other_cards(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    forms = [card.form for card in panel.cards]
    assert forms[1] is not None
    type_into(qtbot, forms[1].number("lr").box, "0.02")
    assert store.scene.runs[1].method.lr == 0.02  # type: ignore[attr-defined]
    assert [card.form for card in panel.cards] == forms


def test_another_method_keeps_the_learning_rate(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    card = panel.cards[1]
    lr = store.scene.runs[1].method.lr  # type: ignore[attr-defined]
    choose(card, "nesterov")
    assert store.scene.runs[1].method.id == "nesterov"
    assert store.scene.runs[1].method.lr == lr  # type: ignore[attr-defined]
    assert store.scene.runs[1].method.momentum == 0.9  # type: ignore[attr-defined]


def choose(card: RunCard, method: str) -> None:
    card.method.setCurrentIndex(card.method.findData(method))
    card.method.activated.emit(card.method.currentIndex())


def test_another_method_keeps_no_field_that_means_another_thing_there(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    card = panel.cards[0]
    choose(card, "rmsprop")
    assert card.form is not None
    type_into(qtbot, card.form.number("rho").box, "0.999")
    choose(card, "adadelta")
    assert store.scene.runs[0].method.rho == 0.999  # type: ignore[attr-defined]
    choose(card, "gradient_descent_backtracking")  # rho is the shrink factor of its search
    assert store.scene.runs[0].method.rho == 0.5  # type: ignore[attr-defined]


def test_what_is_kept_fits_every_method() -> None:
    """Fields of one name and label have one range, so that a value kept is never refused."""
    ranges: dict[tuple[str, str], set[tuple[object, ...]]] = {}
    for id in registry.names("optimizer"):
        for name, known in params_of(registry.get("optimizer", id)).items():
            limits = (known.kind, known.low, known.high, known.low_open, known.high_open, known.choices)
            ranges.setdefault((name, known.label), set()).add(limits)
    assert [key for key, found in ranges.items() if len(found) > 1] == []


def test_clipping_is_chosen_on_the_card_and_its_limit_appears(qtbot: QtBot, store: Store) -> None:
    panel = RunsPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    card = panel.cards[0]
    limit = card.clip.number("clip_at")
    assert limit.isHidden()
    choice = card.clip.fields["clip"].findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentText("by its norm")
    choice.textActivated.emit("by its norm")
    assert store.scene.runs[0].clip == Clipping("norm", 1.0)
    assert not limit.isHidden()
    type_into(qtbot, limit.box, "0.25")
    assert store.scene.runs[0].clip == Clipping("norm", 0.25)
    choose(card, "gradient_descent_exact")
    assert card.clip.isHidden()  # a line search does not see it
    for _ in range(3):
        store.undo()
    assert store.scene.runs[0].clip == Clipping()
    assert choice.currentText() == "not at all"


def test_same_dice_and_new_seed(qtbot: QtBot, store: Store) -> None:
    panel = NoisePanel(store)
    qtbot.addWidget(panel)
    panel.show()
    same = panel.form.fields["same_dice"]
    assert isinstance(same, QCheckBox)
    same.click()
    assert store.scene.noise.same_dice
    seeds = set()
    for _ in range(4):
        panel.new_seed.click()
        seeds.add(store.scene.noise.seed)
    assert len(seeds) > 1
    type_into(qtbot, panel.sigma.number("sigma").box, "0.5")
    assert store.scene.noise.sigma == 0.5


def test_each_stopping_rule_has_its_switch_and_epsilon(qtbot: QtBot, store: Store) -> None:
    panel = StoppingPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    for rule in ("step", "value"):
        switch = panel.form.fields[f"{rule}_on"]
        assert isinstance(switch, QCheckBox)
        assert panel.form.fields[f"{rule}_eps"].isHidden()
        switch.click()
        assert getattr(store.scene.stopping, f"{rule}_on")
        type_into(qtbot, panel.form.number(f"{rule}_eps").box, "1e-3")
        assert getattr(store.scene.stopping, f"{rule}_eps") == 1e-3
    type_into(qtbot, panel.form.number("max_steps").box, "77")
    assert store.scene.stopping.max_steps == 77
    type_into(qtbot, panel.form.number("max_steps").box, "7.5")
    assert store.scene.stopping.max_steps == 77


def test_undo_is_followed_by_the_controls(qtbot: QtBot, store: Store) -> None:
    panel = DisplayPanel(store)
    qtbot.addWidget(panel)
    panel.show()
    log = panel.form.fields["log_height"]
    assert isinstance(log, QCheckBox)
    log.click()
    assert store.scene.display.log_height
    store.undo()
    assert not log.isChecked()


def test_the_timeline_drives_the_playback(qtbot: QtBot) -> None:
    playback = Playback()
    playback.set_length(200)
    timeline = Timeline(playback)
    qtbot.addWidget(timeline)
    timeline.resize(900, 44)
    timeline.show()
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(timeline.forward, left)
    assert playback.head == 1
    qtbot.mouseClick(timeline.to_end, left)
    assert playback.head == 200
    scrubber = timeline.scrubber
    qtbot.mouseClick(scrubber, left, pos=QPoint(round(scrubber.x_of(50)), scrubber.height() // 2))
    assert playback.head == pytest.approx(50, abs=0.5)
    assert "/ 200" in timeline.read_out.text()
    qtbot.mouseClick(timeline.loop, left)
    assert playback.loop
    qtbot.mouseClick(timeline.play, left)
    assert playback.playing
    qtbot.mouseClick(timeline.play, left)
    assert not playback.playing
    drag(qtbot, timeline.speed, 0.5, 1.0)
    assert playback.speed == 10
