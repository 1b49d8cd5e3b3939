"""The presenter's window: the notes of the step, what comes next, a clock, and how long it has been going on."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from landscape_app.panels.lesson_panel import PX, Words
from landscape_app.panels.quiet import QuietScroll
from landscape_app.theme import LIGHT, Theme

if TYPE_CHECKING:
    from landscape_app.lessons.shown import Shown

NOTES_SCALE = 1.5  # of the usual letters: read from where one stands
_CLOCK_SCALE = 2.4


class PresenterWindow(QWidget):
    """``closed`` when it goes; ``show_step`` with every change; its buttons ask for what the clicker does."""

    closed = Signal()
    next_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presenter_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Landscape: notes"))
        self._session: Shown | None = None
        self._began = monotonic()
        self._theme = LIGHT
        self.clock, self.elapsed = QLabel(), QLabel()
        self.elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.place, self.title, self.coming = QLabel(), QLabel(), QLabel()
        self.title.setWordWrap(True)
        self.coming.setWordWrap(True)
        self.question = QLabel()
        self.question.setWordWrap(True)
        self.notes = Words()
        again = QPushButton(self.tr("Clock from zero"))
        again.clicked.connect(self._from_zero)
        back, forth = QPushButton(self.tr("Back")), QPushButton(self.tr("Next"))
        back.clicked.connect(self.back_requested)
        forth.clicked.connect(self.next_requested)
        top = QHBoxLayout()
        top.addWidget(self.clock)
        top.addStretch(1)
        top.addWidget(self.elapsed)
        inner = QWidget()
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(12)
        told.addWidget(self.question)
        told.addWidget(self.notes)
        told.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addWidget(forth)
        foot.addStretch(1)
        foot.addWidget(again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.place)
        layout.addWidget(self.title)
        layout.addWidget(QuietScroll(inner), 1)
        layout.addWidget(self.coming)
        layout.addLayout(foot)
        self.resize(900, 640)
        self._ticking = QTimer(self)
        self._ticking.setInterval(500)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self._tick()

    def set_theme(self, theme: Theme) -> None:
        """Colours; letters for reading from where one stands."""
        self._theme = theme
        large = NOTES_SCALE * LIGHT.font_size
        self.setStyleSheet(
            f"QWidget#presenter_window {{ background: {theme.window}; }}"
            f"QLabel, QPushButton {{ font-size: {large:g}pt; }}"
        )
        clock = f"font-size: {_CLOCK_SCALE * LIGHT.font_size:g}pt; color: {theme.ink};"
        self.clock.setStyleSheet(clock)
        self.elapsed.setStyleSheet(clock)
        self.title.setStyleSheet(f"font-size: {1.3 * large:g}pt; font-weight: bold; color: {theme.ink};")
        self.place.setStyleSheet(f"color: {theme.muted};")
        self.coming.setStyleSheet(f"color: {theme.muted};")
        self._follow()

    def show_step(self, session: Shown) -> None:
        """The step's notes, what is asked, and what comes next."""
        self._session = session
        self._follow()

    def _follow(self) -> None:
        session = self._session
        if session is None:
            return
        lesson, step = session.lesson, session.step
        if lesson is None or step is None:
            self.title.setText(self.tr("No lesson is open"))
            for label in (self.place, self.coming, self.question):
                label.setText("")
            self.notes.show_words("", self._theme, 18.0)
            return
        count = len(lesson.steps)
        self.place.setText(
            self.tr("{title}: step {number} of {count}").format(
                title=lesson.title, number=session.index + 1, count=count
            )
        )
        self.title.setText(step.title)
        self.notes.show_words(step.notes, self._theme, NOTES_SCALE * LIGHT.font_size * PX)
        asked = session.question.ask if session.question is not None and session.asking else ""
        self.question.setText(self.tr("Asked: {question}").format(question=asked) if asked else "")
        self.question.setVisible(bool(asked))
        last = session.index + 1 >= count
        following = self.tr("the end") if last else lesson.steps[session.index + 1].title
        self.coming.setText(self.tr("Next: {title}").format(title=following))

    def _tick(self) -> None:
        now = QDateTime.currentDateTime().time()
        self.clock.setText(QLocale().toString(now, "HH:mm:ss"))
        seconds = int(monotonic() - self._began)
        gone = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        lesson = self._session.lesson if self._session is not None else None
        if lesson is not None and lesson.minutes:
            gone = self.tr("{gone} of {minutes:g} min").format(gone=gone, minutes=lesson.minutes)
        self.elapsed.setText(gone)

    def _from_zero(self) -> None:
        self._began = monotonic()
        self._tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell who made it."""
        super().closeEvent(event)
        self.closed.emit()
