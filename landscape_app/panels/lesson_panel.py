"""The words of a lesson's step: heading, caption and formulas, what to know beside it, the question, next and back.

Draws what it is given; reports intents. At the side of the window in the usual letters, on the wall in large ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QFontMetricsF, QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from landscape_app import icons
from landscape_app.lessons.document import document
from landscape_app.panels.question_card import QuestionCard
from landscape_app.panels.quiet import QuietScroll
from landscape_app.theme import LIGHT, Theme

if TYPE_CHECKING:
    from landscape_app.lessons.shown import Shown

MARGIN = 12  # pixels about a question that is scrolled to
PX = 4 / 3  # pixels of a point at 96 to the inch
ON_THE_WALL = 1.36  # the caption's letters, times those around it
ASIDE = 0.86
_ICON = 22


class Words(QTextBrowser):
    """Markdown with formulas, as tall as it needs; links open outside, on a click."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; }")
        self.anchorClicked.connect(_open_outside)
        self._markdown, self._theme, self._px = "", LIGHT, 13.0
        self._made_for: tuple[object, ...] = ()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)

    def show_words(self, markdown: str, theme: Theme, px: float) -> None:
        """Show ``markdown`` in letters of ``px`` pixels; nothing where there is none."""
        self._markdown, self._theme, self._px = markdown, theme, px
        self.setVisible(bool(markdown))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def _fit(self) -> None:
        width = max(120, self.viewport().width())
        wanted = (self._markdown, self._theme, self._px, width, self.devicePixelRatioF())
        if wanted == self._made_for:
            return
        self._made_for = wanted
        made: QTextDocument = document(self._markdown, self._theme, self._px, width)
        made.setParent(self)
        self.setDocument(made)  # which deletes the one before: it was a child too
        self.setFixedHeight(round(made.size().height()) + 2)


class LessonPanel(QFrame):
    """See the module; ``show_step(session)`` with every change."""

    next_requested = Signal()
    back_requested = Signal()
    restart_requested = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lesson_panel")
        self._theme = LIGHT
        self._presented, self._wide = False, False
        self._session: Shown | None = None
        self._slide_shown = False
        self._shown: tuple[object, ...] = ()
        self.lesson_title = QLabel()
        self.lesson_title.setProperty("role", "muted")
        self.lesson_title.setWordWrap(True)
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.caption = Words()
        self.slide = Words()
        self.slide_title = QLabel(self.tr("On the slide"))
        self.slide_title.setProperty("role", "muted")
        self.aside = Words()
        self.aside_frame = QFrame()
        self.aside_frame.setObjectName("aside")
        inside = QVBoxLayout(self.aside_frame)
        inside.setContentsMargins(10, 6, 8, 6)
        inside.addWidget(self.aside)
        self.tries = Words()
        self.tries_title = QLabel(self.tr("Try"))
        self.tries_title.setProperty("role", "heading")
        self.question = QuestionCard()
        self._lay_out()

    def _lay_out(self) -> None:
        self._told = QVBoxLayout()
        self._told.setSpacing(8)
        for part in (self.heading, self.caption, self.slide_title, self.slide):
            self._told.addWidget(part)
        self._told.addStretch(1)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(8)
        for widget in (self.question, self.aside_frame, self.tries_title, self.tries):
            self._beside.addWidget(widget)
        self._beside.addStretch(1)
        inner = QWidget()
        inner.setObjectName("lesson_inner")
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        self._both.setContentsMargins(12, 10, 12, 10)
        self._both.setSpacing(12)
        self._both.addLayout(self._told, 3)
        self._both.addLayout(self._beside, 2)
        self.scroller = QuietScroll(inner)
        self._settled = QTimer(self)  # what has just been told has been laid out by then
        self._settled.setSingleShot(True)
        self._settled.setInterval(30)
        self._settled.timeout.connect(self.bring_question)
        self.scroller.setStyleSheet("")
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 6, 0)
        top.addWidget(self.lesson_title, 1)
        self.close_button = self._button("remove", self.tr("Close the lesson"), "")
        self.close_button.clicked.connect(self.closed)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.steps = QComboBox()
        self.steps.setAccessibleName(self.tr("Step of the lesson"))
        self.steps.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.steps.setMinimumContentsLength(8)
        self.steps.activated.connect(self.step_requested)
        self.back_button = self._button("back", self.tr("Back"), "")
        self.back_button.clicked.connect(self.back_requested)
        self.restart_button = self._button("home", self.tr("This step from its beginning"), "")
        self.restart_button.clicked.connect(self.restart_requested)
        self.next_button = QPushButton(self.tr("Next"))
        self.next_button.setDefault(True)
        self.next_button.clicked.connect(self.next_requested)
        self.foot = QWidget()
        bottom = QHBoxLayout(self.foot)
        bottom.setContentsMargins(12, 6, 12, 8)
        bottom.addWidget(self.back_button)
        bottom.addWidget(self.restart_button)
        bottom.addWidget(self.steps, 1)
        bottom.addWidget(self.next_button)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = QWidget()
        self._head.setLayout(top)
        layout.addWidget(self._head)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(self.foot)

    def _button(self, icon: str, name: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        button.setProperty("icon_name", icon)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})" if key else name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def sizeHint(self) -> QSize:
        return QSize(340, 480)

    # what it is given

    def set_theme(self, theme: Theme) -> None:
        """Colours and sizes."""
        self._theme = theme
        side = round(_ICON * theme.font_size / LIGHT.font_size)
        for button in (self.close_button, self.back_button, self.restart_button):
            button.setIcon(icons.icon(str(button.property("icon_name")), theme.ink))
            button.setIconSize(QSize(side, side))
        self.question.set_theme(theme)
        self._dress()
        self._show()

    def set_presented(self, presented: bool, *, wide: bool) -> None:
        """On the wall: large letters, no buttons; in a column where the screen is wide, else side by side."""
        self._presented, self._wide = presented, wide
        self.question.set_compact(presented)
        band = presented and not wide
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if band else QBoxLayout.Direction.TopToBottom)
        self._head.setVisible(not presented)
        self.foot.setVisible(not presented)
        self._dress()
        self._show()

    @property
    def wanted_height(self) -> int:
        """What all the words need."""
        inner = self.scroller.widget()
        return inner.sizeHint().height() + 8 if inner is not None else 0

    def scroll_words(self, pages: float) -> None:
        """Down by so many of what is seen; up where that is negative."""
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * bar.pageStep()))

    def bring_question(self) -> bool:
        """Scroll until the whole question is seen, or as much of it as there is room for; whether it was not."""
        bar, card = self.scroller.verticalScrollBar(), self.question
        inner = self.scroller.widget()
        if inner is None or not card.isVisible():
            return False
        top = card.mapTo(inner, QPoint(0, 0)).y()
        wanted = min(
            max(bar.value(), top + card.height() + MARGIN - bar.pageStep()), max(0, top - MARGIN), bar.maximum()
        )
        if wanted <= bar.value():
            return False
        bar.setValue(wanted)
        return True

    def toggle_slide(self) -> None:
        """The slide's own words, or not."""
        self._slide_shown = not self._slide_shown
        self._show()

    def show_step(self, session: Shown) -> None:
        """Everything there is to see of the step and its question."""
        self._session = session
        lesson = session.lesson
        if lesson is None:
            return
        if self.steps.count() != len(lesson.steps) or self.lesson_title.text() != lesson.title:
            self.steps.blockSignals(True)
            self.steps.clear()
            for number, step in enumerate(lesson.steps, start=1):
                self.steps.addItem(f"{number}/{len(lesson.steps)}  {step.title}")
            self.steps.blockSignals(False)
            self.lesson_title.setText(lesson.title)
        self.steps.setCurrentIndex(session.index)
        self._show()

    def _show(self) -> None:
        session = self._session
        if session is None or session.step is None or session.lesson is None:
            return
        step, theme = session.step, self._theme
        shown = (step.id, session.lesson.id, session.lesson.lang)
        if shown != self._shown:
            self._shown = shown
            self.scroller.verticalScrollBar().setValue(0)
        px = theme.font_size * PX
        large = px * (ON_THE_WALL if self._presented else 1.0)
        if self.heading.text() != step.title:
            self.heading.setText(step.title)
            self._dress()
        self.caption.show_words(step.caption, theme, large)
        slide = step.slide if self._slide_shown or not self._presented else ""
        self.slide.show_words(slide, theme, px * (1.0 if self._presented else ASIDE))
        self.slide_title.setVisible(bool(slide))
        aside = step.aside if not session.asking else ""
        self.aside.show_words(aside, theme, px * (1.0 if self._presented else ASIDE * 1.05))
        self.aside_frame.setVisible(bool(aside))
        tries = step.tries if not self._presented and not session.asking else ""
        self.tries.show_words(tries, theme, px)
        self.tries_title.setVisible(bool(tries))
        self.question.show_question(session)
        beside = session.question is not None or bool(aside) or bool(tries)
        self._both.setStretchFactor(self._beside, 2 if beside or not self._presented else 0)
        if session.answer is not None and self._presented:
            self._settled.start()
        self.back_button.setEnabled(session.index > 0 or session.beat != "told")
        last = session.index + 1 >= len(session.lesson.steps) and session.beat == "told"
        self.next_button.setEnabled(not last)
        self.next_button.setText(self.tr("Show") if session.asking else self.tr("Next"))

    def _dress(self) -> None:
        theme = self._theme
        large = theme.font_size * (ON_THE_WALL if self._presented else 1.0) * 1.15
        # A single long word ("Backpropagation") may be wider than the column.
        font = QFont(self.heading.font())
        font.setPointSizeF(large)
        font.setBold(True)
        longest = max((QFontMetricsF(font).horizontalAdvance(w) for w in self.heading.text().split()), default=0.0)
        room = max(120.0, 0.5 * self.width() if self._presented and not self._wide else self.width() - 40.0)
        large *= min(1.0, room / longest) if longest else 1.0
        self.heading.setStyleSheet(f"font-size: {large:g}pt; font-weight: bold; color: {theme.ink};")
        ground = theme.panel if self._presented else theme.window
        self.setStyleSheet(
            f"QFrame#lesson_panel, QWidget#lesson_inner, QFrame#lesson_panel QScrollArea {{ background: {ground}; }}"
            f"QFrame#aside {{ background: {theme.plot}; border: none; border-left: 3px solid {theme.accent}; }}"
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show()


def _open_outside(url: QUrl) -> None:
    if url.scheme() in ("http", "https"):
        QDesktopServices.openUrl(url)
