"""The page about schedules: a hand chooses which are drawn, reads which ended lowest, and uses one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.nn.rate_plans import SEEDS, Plan
from core.objectives.network_slice import NetworkSlice
from landscape_app.scene.model import NETWORK_PAGES, Scene
from landscape_app.studies.base import whole
from landscape_app.studies.schedules import Scheduled, SchedulesStudy, over_seeds
from landscape_app.theme import THEMES
from landscape_app.views.schedules_view import SchedulesView
from tests.app.conftest import Open

SMALL = NetworkSlice(data="moons", samples=40, noise=0.2, hidden="4", method="sgd", lr=0.4, epochs=6, seed=3)
WARM = Plan("cosine", 0.1)


@cache
def study(objective: NetworkSlice = SMALL) -> Scheduled:
    found = whole(SchedulesStudy(), objective)
    assert isinstance(found, Scheduled)
    return found


def test_a_hand_chooses_compares_and_uses_a_schedule(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(size=(1280, 1000))
    window.store.reset(Scene(SMALL, ()))
    window.below.setCurrentIndex(window.network_tab)
    pages = window.network.pages
    qtbot.waitUntil(lambda: pages.picture is not None and not window.controller.busy, timeout=20_000)
    at = NETWORK_PAGES.index("schedules")
    QTest.mouseClick(pages.tabs, Qt.MouseButton.LeftButton, pos=pages.tabs.tabRect(at).center())
    view = pages.studies["schedules"]
    assert isinstance(view, SchedulesView)
    qtbot.waitUntil(lambda: view.found is not None and view.found.share == 1, timeout=20_000)
    qtbot.waitUntil(lambda: not view.busy)
    assert not view.button.isVisible()
    assert "median of 5 seeds" in view.words.text()
    assert view.plan == Plan("constant")  # its own
    assert not view.use.isEnabled()
    assert WARM not in view.drawn

    # A row's box draws it, its words choose it.
    row = view.list.visualItemRect(view._items[WARM])
    view.list.scrollToItem(view._items[WARM])
    row = view.list.visualItemRect(view._items[WARM])
    before = view.canvas.grab().toImage()
    QTest.mouseClick(
        view.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 10, row.center().y())
    )  # fmt: skip
    assert WARM in view.drawn
    assert view.canvas.grab().toImage() != before
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 90, row.center().y()))
    assert view.plan == WARM
    assert "osine + warm-up" in view.words.text()

    # Used, it is the network's own; the comparison is the same one, and one step back undoes it.
    found = view.found
    QTest.mouseClick(view.use, Qt.MouseButton.LeftButton)
    objective = window.store.scene.objective
    assert isinstance(objective, NetworkSlice)
    assert (objective.schedule, objective.warmup) == ("cosine", 0.1)
    qtbot.waitUntil(lambda: view.objective == objective, timeout=20_000)
    assert view.found is found
    assert "own" in view._items[WARM].text(0)
    assert not view.use.isEnabled()
    assert WARM in view.drawn
    window.store.undo()
    assert window.store.scene.objective == SMALL

    # The cursor follows the play head.
    early = view.canvas.grab().toImage()
    window.playback.seek(2.0)
    assert view.canvas.grab().toImage() != early


def shown(
    qtbot: QtBot,
    found: Scheduled,
    theme: str = "light",
    size: tuple[int, int] = (1000, 260),
    objective: NetworkSlice = SMALL,
) -> SchedulesView:
    view = SchedulesView()
    qtbot.addWidget(view)
    view.resize(*size)
    view.set_theme(THEMES[theme])
    view.set_objective(objective)
    view.set_found(found)
    view.show()
    view.grab()
    return view


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_every_schedule_is_drawn(qtbot: QtBot, theme: str) -> None:
    view = shown(qtbot, study(), theme)
    seen = {bytes(view.canvas.grab().toImage().constBits())}
    for plan, item in view._items.items():
        if plan not in view.drawn:
            item.setCheckState(0, Qt.CheckState.Checked)
            seen.add(bytes(view.canvas.grab().toImage().constBits()))
    assert len(seen) == 5
    for plan in view._items:
        view.choose(plan)
        assert view.named(plan).lower() in view.words.text().lower()
    for item in view._items.values():
        item.setCheckState(0, Qt.CheckState.Unchecked)
    view.canvas.grab()
    view.resize(560, 150)  # little room: two plots, no heading
    assert len(view.plots()) == 2
    assert view.list.header().isHidden()
    view.canvas.grab()
    view.set_found(None)
    assert not view.list.isVisible()
    view.canvas.grab()


def test_a_double_click_uses_one(qtbot: QtBot) -> None:
    view = shown(qtbot, study())
    wanted: list[tuple[str, float]] = []
    view.schedule_wanted.connect(lambda schedule, warmup: wanted.append((schedule, warmup)))
    for plan in (Plan("constant"), Plan("one_cycle")):  # nothing comes of its own
        view.list.scrollToItem(view._items[plan])
        at = view.list.visualItemRect(view._items[plan]).center()
        QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == [("one_cycle", 0.0)]


def test_what_it_says_is_what_was_found(qtbot: QtBot) -> None:
    found = study()
    best = found.best
    assert best is not None
    ends = {each.plan: each.test[:, -1] for each in found.tried}
    assert np.median(ends[best]) == min(np.median(each) for each in ends.values())
    for plan, end in found.ends.items():
        assert (end.low, end.middle, end.high) == (ends[plan].min(), np.median(ends[plan]), ends[plan].max())
        assert found.surely(best, plan) == (ends[best].max() < ends[plan].min())
    view = shown(qtbot, found)
    for plan in ends:
        if plan != best:
            view.choose(plan)
            assert ("higher with every seed" in view.words.text()) == found.surely(best, plan)
            assert ("may be chance" in view.words.text()) != found.surely(best, plan)


def test_what_diverges_is_told_and_drawn_out_at_the_top(qtbot: QtBot) -> None:
    wild = replace(SMALL, data="hills_regression", lr=100.0, epochs=3)
    found = study(wild)
    assert found.best is None
    view = shown(qtbot, found, objective=wild)
    assert view.words.text() == ""
    assert view._items[Plan("constant")].text(1) == "∞"
    assert "diverges with every seed" in view._items[Plan("constant")].toolTip(0)
    training = view.plots()[1]
    assert training.y.high is not None
    for curve in training.curves:
        assert np.all(curve.y[1:] > training.y.high)
    view.canvas.grab()


def test_the_table_has_a_row_for_every_epoch_of_every_training() -> None:
    head, *rows = study().table()
    assert len(rows) == 9 * SEEDS * 7
    at = {name: i for i, name in enumerate(head)}
    own = [row for row in rows if (row[at["schedule"]], row[at["warm-up"]], row[at["seed"]]) == ("constant", 0.0, 0)]
    assert [row[at["training loss"]] for row in own] == [epoch.train_data for epoch in SMALL.trained.epochs]


def test_a_band_is_over_the_seeds_that_have_come_so_far() -> None:
    losses = np.array([[3.0, 1.0, np.nan], [1.0, np.inf, np.nan], [2.0, np.nan, np.nan]])
    np.testing.assert_array_equal(
        over_seeds(losses), [[1.0, 1.0, np.nan], [2.0, np.inf, np.nan], [3.0, np.inf, np.nan]]
    )


def test_what_cannot_be_studied_says_why_and_what_is_the_same_is_not_done_twice() -> None:
    known = SchedulesStudy()
    assert "epochs" in known.why_not(replace(SMALL, epochs=0))
    assert "no schedule" in known.why_not(replace(SMALL, method="lbfgs"))
    assert known.why_not(SMALL) == ""
    for same in ({"schedule": "cosine"}, {"warmup": 0.1}, {"patience": 5}, {"reach": 2.0}):
        assert known.key(replace(SMALL, **same)) == known.key(SMALL)
    for other in ({"warmup": 0.2}, {"lr": 0.3}, {"schedule": "cyclic"}, {"seed": 4}):
        assert known.key(replace(SMALL, **other)) != known.key(SMALL)


def test_without_test_samples_the_training_loss_is_compared(qtbot: QtBot) -> None:
    bare = replace(SMALL, held=0.0, epochs=2)
    view = shown(qtbot, study(bare), objective=bare)
    assert len(view.plots()) == 2
    assert view.list.headerItem().text(1) == "Training loss"
    assert "test" not in view.words.text()
