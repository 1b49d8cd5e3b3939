"""A lesson in the real window: opened, walked through with a clicker's keys, asked, answered, counted, closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from landscape_app.lessons.document import document
from landscape_app.lessons.progress import Progress
from landscape_app.panels.lesson_list import LessonList
from landscape_app.panels.question_card import QuestionCard
from landscape_app.theme import THEMES
from landscape_app.window import Window
from tests.app.lesson_kit import RATE, VALLEY, WHO, lesson

END = """
# Where to? {#end}

Point at the map.

```scene
step = "who"
```

```question
kind = "end"
ask = "Where will it end?"
within = 0.2
```
"""


@pytest.fixture
def window(one_window: Window, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """A window with no lesson, that keeps what is answered in a folder of the test's."""
    one_window.activateWindow()
    qtbot.waitUntil(lambda: one_window.isActiveWindow() and not one_window.controller.busy, timeout=20_000)
    one_window.lessons.keep_in(tmp_path / "lessons.json")
    yield one_window
    one_window.presenting.end()
    one_window.lessons.close()
    one_window.store.mark_saved()


def opened(window: Window, qtbot: QtBot, path: Path) -> None:
    window.documents.open_path(path)
    qtbot.waitUntil(lambda: window.lessons.lesson is not None, timeout=10_000)
    settle(window, qtbot)


def settle(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.controller.busy and window.controller.snapshot is not None, timeout=20_000)


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, modifier)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.en.md"
    path.write_text(lesson(VALLEY, WHO, END, RATE))
    return path


def test_a_lesson_is_walked_through_on_the_wall(window: Window, qtbot: QtBot, mine: Path) -> None:
    opened(window, qtbot, mine)
    lessons = window.lessons
    assert window.side.currentWidget() is lessons.panel
    assert lessons.panel.heading.text() == "A narrow valley"
    press(window, Qt.Key.Key_F5)
    assert window.presenting.on
    press(window, Qt.Key.Key_PageDown)
    assert (lessons.step.id, lessons.beat) == ("who", "asked")  # type: ignore[union-attr]
    settle(window, qtbot)
    assert window.playback.head == 0
    assert not window.below.isVisible()
    press(window, Qt.Key.Key_PageDown)
    assert lessons.beat == "shown"
    press(window, Qt.Key.Key_PageDown)
    assert lessons.beat == "told"
    qtbot.waitUntil(lambda: lessons.answer is not None, timeout=20_000)
    assert lessons.panel.question.verdict.isVisible()
    for _ in range(3):
        press(window, Qt.Key.Key_PageDown)
    assert lessons.step.id == "end"  # type: ignore[union-attr]
    press(window, Qt.Key.Key_PageUp)
    press(window, Qt.Key.Key_PageUp)
    assert lessons.step.id == "who"  # type: ignore[union-attr]
    press(window, Qt.Key.Key_Escape)
    assert not window.presenting.on
    assert window.side.currentWidget() is lessons.panel


def test_one_answers_alone_and_the_score_is_kept(window: Window, qtbot: QtBot, mine: Path, tmp_path: Path) -> None:
    opened(window, qtbot, mine)
    lessons = window.lessons
    lessons.go(1)
    settle(window, qtbot)
    card = lessons.panel.question
    assert card.isVisible()
    names = [run.title for run in lessons.step.scene.runs if run.visible]  # type: ignore[union-attr]
    assert [button.text() for button in card.buttons] == [f"{i}.  {name}" for i, name in enumerate(names, 1)]
    QTest.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert lessons.beat == "shown"
    lessons.next()
    qtbot.waitUntil(lambda: lessons.answer is not None, timeout=20_000)
    assert lessons.answer is not None
    right = lessons.answer.index == 1
    assert ("Right" in card.verdict.text()) == right
    assert lessons.score == (int(right), 1)
    kept = Progress.load(tmp_path / "lessons.json")
    assert (kept.place("mine"), kept.right("mine")) == ("who", (int(right), 1))
    lessons.close()
    opened(window, qtbot, mine)
    assert lessons.step is not None
    assert lessons.step.id == "who"  # where one left off


def test_a_show_of_hands_is_counted(window: Window, qtbot: QtBot, mine: Path) -> None:
    opened(window, qtbot, mine)
    lessons = window.lessons
    lessons.go(1)
    settle(window, qtbot)
    lessons.toggle_hands()
    card = lessons.panel.question
    card.hands[0].setValue(7)
    card.hands[1].setValue(3)
    QTest.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert sorted(lessons.given) == [0] * 7 + [1] * 4
    assert lessons.beat == "asked"
    lessons.next()
    lessons.next()
    qtbot.waitUntil(lambda: lessons.answer is not None, timeout=20_000)
    assert card.counts.isVisible()
    assert "7" in card.counts.accessibleName()
    lessons.toggle_hands()


def test_the_audience_points_at_the_map(window: Window, qtbot: QtBot, mine: Path) -> None:
    opened(window, qtbot, mine)
    lessons = window.lessons
    lessons.go(2)
    settle(window, qtbot)
    assert lessons.pointing
    start = window.store.scene.start
    plot = window.plots.map._plot
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(plot.width() // 2, plot.height() // 2))
    assert len(lessons.points) == 1
    assert window.store.scene.start == start
    lessons.next()
    lessons.next()
    qtbot.waitUntil(lambda: lessons.answer is not None, timeout=20_000)
    assert lessons.answer is not None
    assert lessons.answer.point is not None


def test_the_list_shows_how_far_one_came(window: Window, qtbot: QtBot) -> None:
    from landscape_app.lessons import library

    entries = library.entries("en")
    dialog = LessonList(entries, {}, window)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == len(entries)


def test_what_is_no_lesson_is_told_and_nothing_changes(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    scene = window.store.scene
    path = tmp_path / "bad.md"
    path.write_text("# nothing")
    with qtbot.waitSignal(window.lessons.refused, timeout=10_000) as caught:
        window.documents.open_path(path)
    assert "bad.md" in caught.args[0]
    assert window.lessons.lesson is None
    assert window.store.scene == scene


def test_no_line_begins_with_the_sign_that_ends_a_clause(qtbot: QtBot) -> None:
    """Qt breaks a line behind any drawing; a comma or a full stop stays with the formula before it."""
    for text in (
        "一个超过了 $2/L$，越摆越宽。再看 $\\alpha$。",
        "It is beyond $2/L$, and swings wider (by $\\alpha$).",
    ):
        lines = 0
        for width in range(120, 400, 7):
            made = document(text, THEMES["light"], 24.0, width)
            block = made.firstBlock()
            layout = block.layout()
            for i in range(layout.lineCount()):
                line = layout.lineAt(i)
                assert block.text()[line.textStart()] not in "，。,.)", (text, width)
                lines += 1
        assert lines > 60


def test_next_shows_the_whole_question_first(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.en.md"
    long = WHO.replace("Two methods, one start.", "Two methods, one start, and much to say of it. " * 12)
    path.write_text(lesson(VALLEY, long, RATE))
    opened(window, qtbot, path)
    press(window, Qt.Key.Key_F5)
    press(window, Qt.Key.Key_PageDown)
    lessons, panel = window.lessons, window.lessons.panel
    settle(window, qtbot)
    panel.set_presented(True, wide=True)  # in a column, as on a wide screen
    inner, bar = panel.scroller.widget(), panel.scroller.verticalScrollBar()
    assert inner is not None
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert lessons.beat == "asked"

    def hidden() -> int:
        """Pixels of the question below the edge."""
        card = panel.question
        return card.mapTo(inner, QPoint(0, card.height())).y() - bar.value() - bar.pageStep()

    assert hidden() > 0
    press(window, Qt.Key.Key_PageDown)
    assert lessons.beat == "asked"
    assert hidden() <= 0
    press(window, Qt.Key.Key_PageDown)
    assert lessons.beat == "shown"
    press(window, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: lessons.answer is not None and panel.question.why.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: hidden() <= 0)


def test_on_the_wall_a_question_asks_for_no_more_width_than_its_widest_button(qtbot: QtBot) -> None:
    card = QuestionCard()
    qtbot.addWidget(card)
    card.number_row.hide()  # of other questions
    widths = [button.sizeHint().width() for button in (card.show_hands, card.reveal)]
    assert card.minimumSizeHint().width() > sum(widths)
    card.set_compact(True)
    assert card.minimumSizeHint().width() < sum(widths)
    card.set_compact(False)
    assert card.minimumSizeHint().width() > sum(widths)
