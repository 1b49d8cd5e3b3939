"""The open lesson: which step is shown, what was asked, what was answered, and when the run gives the answer.

A step without a question has one beat: it is told. A question has three: asked (the run stands at its start and
nothing that would tell is on the screen), shown (the run plays), told (the answer, with who was right).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QTimer, Signal

from core.trajectory import Trajectory
from core.words import CoreError
from landscape_app import i18n
from landscape_app.lessons.shown import ASKED, MOST_HANDS, SHOWN, TOLD
from landscape_app.results import Snapshot
from landscape_app.theme import Theme
from landscape_app.working import Working

if TYPE_CHECKING:  # the room of the lessons is entered with the first lesson, not with the first picture
    from landscape_app.lessons.answers import Answer, Given
    from landscape_app.lessons.library import Entry
    from landscape_app.lessons.model import Lesson, Question, Step
    from landscape_app.lessons.progress import Progress
    from landscape_app.panels.lesson_panel import LessonPanel
    from landscape_app.window import Window


def progress_file() -> Path:
    """Where answers and places in lessons are kept, on this machine alone."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / "lessons.json"


class LessonSession(Working):
    """``changed`` with another lesson, step, beat or answer; ``told(sentence)`` for the status bar."""

    changed = Signal()
    refused = Signal(str)
    closed = Signal()

    def __init__(self, window: Window, kept: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._panel: LessonPanel | None = None
        self._kept = kept or progress_file()
        self._progress: Progress | None = None
        self._to_present = False
        self._wanted = ""  # the step of the lesson that is being read
        self.lesson: Lesson | None = None
        self.index = 0
        self.beat = TOLD
        self.hands = False  # a show of hands, not one person's answer
        self.given: list[Given] = []
        self.answer: Answer | None = None
        window.controller.snapshot_changed.connect(self._on_snapshot)
        window.playback.playing_changed.connect(self._on_playing)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._play)

    # what there is

    @property
    def step(self) -> Step | None:
        """The step shown."""
        return self.lesson.steps[self.index] if self.lesson is not None else None

    @property
    def question(self) -> Question | None:
        """The question of the step shown, if it has one."""
        return self.step.question if self.step is not None else None

    @property
    def asking(self) -> bool:
        """Whether an answer may still be given: nothing that tells it may be on the screen."""
        return self.beat == ASKED

    @property
    def pointing(self) -> bool:
        """Whether the answer is a place on the map."""
        return self.asking and self.question is not None and self.question.kind == "end"

    @property
    def panel(self) -> LessonPanel:
        """The lesson's words; made when first asked for."""
        if self._panel is None:
            from landscape_app.panels.lesson_panel import LessonPanel

            self._panel = LessonPanel()
            self._panel.set_theme(self._window.themes.theme)
            self._panel.next_requested.connect(self.next)
            self._panel.back_requested.connect(self.back)
            self._panel.step_requested.connect(self.go)
            self._panel.closed.connect(self.close)
            self._panel.restart_requested.connect(self.restart)
            self._panel.question.chosen.connect(self.choose)
            self._panel.question.guessed.connect(self.guess)
            self._panel.question.counted.connect(self.count)
            self._panel.question.hands_toggled.connect(self.toggle_hands)
            self._panel.question.reveal_requested.connect(self.next)
        return self._panel

    def keep_in(self, path: Path) -> None:
        """Keep places and answers at ``path`` from now on, and read what is there."""
        self._kept, self._progress = path, None

    @property
    def progress(self) -> Progress:
        """What was answered and how far each lesson went; read when first asked for."""
        if self._progress is None:
            from landscape_app.lessons.progress import Progress

            self._progress = Progress.load(self._kept)
        return self._progress

    def places(self, entries: Sequence[Entry]) -> dict[str, str]:
        """How far one has come in each lesson, in words, by its id."""
        found = {}
        for entry in entries:
            if self.progress.place(entry.id):
                right, asked = self.progress.right(entry.id)
                found[entry.id] = (
                    self.tr("{right} of {asked} right").format(right=right, asked=asked)
                    if asked
                    else (self.tr("begun"))
                )
        return found

    @property
    def language(self) -> str:
        """The language of the window: "en", "zh_CN" …"""
        return i18n.language()

    @property
    def place(self) -> tuple[str, str]:
        """The lesson's path and the step's id; empty where none is open."""
        if self.lesson is None or self.lesson.path is None or self.step is None:
            return "", ""
        return str(self.lesson.path), self.step.id

    def set_theme(self, theme: Theme) -> None:
        """Colours and sizes of the words."""
        if self._panel is not None:
            self._panel.set_theme(theme)

    # open and close

    def open(self, path: Path, step: str = "", *, present: bool = False) -> None:
        """Read the lesson at ``path`` in a thread and show it from ``step`` (an id), else from where one left off.

        ``present``: full screen, from its first step.
        """
        self._wanted, self._to_present = step, present
        self._start("read", lambda: _read(path))

    def show(self, lesson: Lesson, step: str = "") -> None:
        """Show ``lesson``; asks first about unsaved changes of the scene before it."""
        documents = self._window.documents
        if self.lesson is None and not documents.may_leave():
            return
        documents.loose = True
        self.lesson = lesson
        ids = [each.id for each in lesson.steps]
        self._start("warm", lambda: _warmed(lesson))
        self.take_home()
        self._show_step(ids.index(step) if step in ids else 0)

    def close(self) -> None:
        """No lesson any more; its scene stays, as one's own."""
        if self.lesson is None:
            return
        self._cancel("warm")
        self.lesson, self.beat, self.answer = None, TOLD, None
        self.given = []
        self._window.documents.loose = False
        self.take_out()
        self._follow_pointing()
        self.closed.emit()
        self.changed.emit()

    def take_out(self) -> None:
        """Take the panel from the tabs at the side, to hang it elsewhere."""
        side = self._window.side
        if self._panel is not None and side.indexOf(self._panel) >= 0:
            side.removeTab(side.indexOf(self._panel))

    def take_home(self) -> None:
        """Put the panel among the tabs at the side, unless it hangs on the wall."""
        if self.lesson is None or self._window.presenting.on:
            return
        side = self._window.side
        if side.indexOf(self.panel) < 0:
            self.panel.set_presented(False, wide=False)
            side.insertTab(0, self.panel, self.tr("Lesson"))
        self.panel.show()
        side.setCurrentWidget(self.panel)
        self._window.side_dock.show()

    # beats

    def next(self) -> bool:
        """The next beat or step; whether the step is another."""
        if self.lesson is None:
            return False
        if self.beat == ASKED:
            self._show_run()
        elif self.beat == SHOWN:
            self._window.playback.to_end()
            self._window.playback.pause()
            self._tell()
        elif self.index + 1 < len(self.lesson.steps):
            self._show_step(self.index + 1)
            return True
        return False

    def back(self) -> bool:
        """Back to the question, or to the step before; whether the step is another."""
        if self.lesson is None:
            return False
        if self.question is not None and self.beat != ASKED:
            self.restart()
        elif self.index > 0:
            self._show_step(self.index - 1)
            return True
        return False

    def go(self, index: int) -> None:
        """Show the step ``index``, from its beginning."""
        if self.lesson is not None and 0 <= index < len(self.lesson.steps):
            self._show_step(index)

    def restart(self) -> None:
        """This step from its beginning, with the lesson's own scene."""
        if self.lesson is not None:
            self._show_step(self.index)

    def toggle_hands(self) -> None:
        """Count hands, or take one answer."""
        self.hands = not self.hands
        self.given = []
        self._emit()

    def toggle_slide(self) -> None:
        """Show or hide the slide's own words."""
        if self._panel is not None:
            self._panel.toggle_slide()

    # answers

    def choose(self, index: int) -> None:
        """The option ``index``: one's answer, or one hand more."""
        from landscape_app.lessons import answers

        question, step = self.question, self.step
        if not self.asking or question is None or step is None:
            return
        if not 0 <= index < len(answers.options(question, step.scene)):
            return
        if self.hands:
            self._add(index)
        else:
            self.given = [index]
            self._show_run()

    def guess(self, value: float) -> None:
        """A number: one's answer, or one guess more."""
        if not self.asking:
            return
        if self.hands:
            self._add(value)
        else:
            self.given = [value]
            self._show_run()

    def point(self, x: float, y: float) -> None:
        """A place on the map: where the run is said to end."""
        if self.pointing:
            if not self.hands:
                self.given = []
            self._add((x, y))

    def count(self, index: int, hands: int) -> None:
        """So many hands for the option ``index``."""
        if self.asking and self.hands:
            others = [given for given in self.given if given != index]
            self.given = [*others, *[index] * min(max(0, hands), MOST_HANDS)]
            self._emit()

    def _add(self, given: Given) -> None:
        if len(self.given) < MOST_HANDS:
            self.given.append(given)
            self._emit()

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """The places given so far."""
        return tuple(given for given in self.given if isinstance(given, tuple))

    @property
    def score(self) -> tuple[int, int]:
        """Right answers and questions answered, of the open lesson."""
        from landscape_app.lessons.progress import score

        return score(self.lesson, self.progress) if self.lesson is not None else (0, 0)

    # the run

    def _show_step(self, index: int) -> None:
        assert self.lesson is not None
        self.index = index
        step = self.lesson.steps[index]
        self.given, self.answer = [], None
        self.beat = ASKED if step.question is not None else TOLD
        window = self._window
        self.progress.reach(self.lesson.id, step.id)
        self._keep()
        window.documents.show(step.scene, None)
        window.playback.pause()
        if self.beat == ASKED:
            window.playback.to_start()
        self._follow_pointing()
        self._emit()
        if self.beat != ASKED and not step.scene.playback.head:
            self._settling.start()

    def _play(self) -> None:
        if self.lesson is not None and not self.asking:
            self._window.play_when_ready()

    def _show_run(self) -> None:
        self.beat = SHOWN
        self._window.playback.to_start()
        self._follow_pointing()
        self._emit()
        self._settling.start()

    def _on_playing(self, playing: bool) -> None:
        playback = self._window.playback
        if self.beat == SHOWN and not playing and playback.length and playback.at_end:
            self._tell()

    def _on_snapshot(self, snapshot: Snapshot) -> None:
        if self.beat == TOLD and self.question is not None and self.answer is None and snapshot.done:
            self._tell()

    def _tell(self) -> None:
        """The answer, as soon as the runs are there."""
        from landscape_app.lessons import answers

        self.beat = TOLD
        snapshot, question = self._window.controller.snapshot, self.question
        if snapshot is not None and snapshot.done and question is not None and self.step is not None:
            runs: list[Trajectory] = [run.trajectory for run in snapshot.runs]
            self.answer = answers.answer(question, self.step.scene, runs)
            self._record(question)
        self._emit()

    def _record(self, question: Question) -> None:
        from landscape_app.lessons import answers

        if self.hands or len(self.given) != 1 or self.answer is None or self.lesson is None or self.step is None:
            return
        verdict = answers.judged(question, self.answer, self.given[0])
        self.progress.record(self.lesson.id, self.step.id, self.given[0], verdict.right)
        self._keep()

    def _keep(self) -> None:
        try:
            self.progress.save(self._kept)
        except (CoreError, OSError) as error:
            self.refused.emit(str(error))

    def _follow_pointing(self) -> None:
        self._window.ask_for_points(self.pointing)

    def _emit(self) -> None:
        self._window.looking.set_guesses(self.points, self.answer.point if self.answer is not None else None)
        if self.lesson is not None:
            self.panel.show_step(self)
        self.changed.emit()

    # reading

    def _on_produced(self, lane: str, items: list[Any]) -> None:
        if lane == "read":
            lesson = items[-1]
            if isinstance(lesson, CoreError):
                self.refused.emit(str(lesson))
                return
            before = "" if self._to_present else self.progress.place(lesson.id)
            self.show(lesson, self._wanted or before)
            if self._to_present and self.lesson is lesson:
                self._window.presenting.begin()


def _read(path: Path) -> Iterator[Any]:
    from landscape_app.lessons import reader

    try:
        yield reader.load(path)
    except CoreError as error:
        yield error


def _warmed(lesson: Lesson) -> Iterator[Any]:
    """Typeset the lesson's formulas before they are seen."""
    from landscape_app.lessons import maths

    for _ in maths.warm(lesson):
        yield None
