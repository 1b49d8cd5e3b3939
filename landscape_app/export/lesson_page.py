"""A step of a lesson as a page: the scene's picture, and beside it the words, the question and what was answered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.export.frames import Film
from landscape_app.jobs import compute_now
from landscape_app.lessons import answers
from landscape_app.lessons.document import document
from landscape_app.lessons.model import Lesson, Question, Step
from landscape_app.results import Snapshot
from landscape_app.theme import THEMES, Theme

COLUMN = 0.34  # of the width that the words have
MARGIN = 0.022  # of the width
LETTERS = 0.0165  # of the width: a caption's letters
SMALLEST = 0.55  # of their usual size: words that need more room than that are cut off

_PLACE = QT_TRANSLATE_NOOP("export", "{title}: {number} of {count}")


def question_words(question: Question, options: tuple[str, ...], answer: str = "") -> str:
    """Markdown of a question, and of its answer where that is told."""
    rows = "\n".join(f"{i}. {option}" for i, option in enumerate(options, 1))
    told = f"\n\n**{answer}** {question.why}" if answer else ""
    return f"**{question.ask}**\n\n{rows}{told}".strip()


class StepPage:
    """One step at one size, ``titled``: with its title over the picture. ``answer`` says in words what came out.
    ``close()`` it when done.
    """

    def __init__(self, lesson: Lesson, number: int, size: tuple[int, int], theme: str, *, titled: bool = True) -> None:
        self.step: Step = lesson.steps[number]
        self._lesson, self._number, self._size = lesson, number, size
        self._theme: Theme = THEMES[theme]
        width, height = size
        self._column = round(COLUMN * width)
        scene = replace(self.step.scene, title=self.step.title if titled else "\u00a0", caption="")
        self.snapshot: Snapshot = compute_now(scene)
        picture = width - self._column
        self._film = Film(self.snapshot, "all", (picture - picture % 2, height), theme)
        question = self.step.question
        self.options = tuple(map(str, answers.options(question, self.step.scene))) if question is not None else ()
        self.answer = ""
        if question is not None:
            runs: list[Trajectory] = [run.trajectory for run in self.snapshot.runs]
            self.answer = str(answers.answer(question, self.step.scene, runs).words)

    def close(self) -> None:
        """Let go of the renderer and the views."""
        self._film.close()

    @property
    def length(self) -> int:
        """Steps of the longest run."""
        return self.snapshot.length

    def picture(self, head: float) -> QImage:
        """The scene alone."""
        return self._film.frame(head, self.step.scene.camera)

    def frame(self, head: float, *, told: bool) -> QImage:
        """The page at the step ``head``; ``told``: with the question's answer."""
        width, height = self._size
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(self._theme.panel))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(QPointF(0, 0), self.picture(head))
        margin = MARGIN * width
        place = QRectF(width - self._column + margin, margin, self._column - 2 * margin, height - 2 * margin)
        self._words(painter, place, told)
        painter.end()
        return image

    def _words(self, painter: QPainter, place: QRectF, told: bool) -> None:
        """Caption and question in letters as large as there is room for."""
        step, theme = self.step, self._theme
        parts = [step.caption]
        if step.question is not None:
            parts.append(question_words(step.question, self.options, self.answer if told else ""))
        markdown, px = "\n\n".join(parts), LETTERS * self._size[0]
        room = place.height() - 2.2 * px
        made: QTextDocument = document(markdown, theme, px, place.width())
        for share in (0.92, 0.84, 0.76, 0.68, SMALLEST):
            if made.size().height() <= room:
                break
            made = document(markdown, theme, share * px, place.width())
        painter.save()
        painter.translate(place.topLeft())
        painter.setClipRect(QRectF(0, 0, place.width(), room))
        made.drawContents(painter)
        painter.restore()
        told_place = said(_PLACE).format(
            title=self._lesson.title, number=self._number + 1, count=len(self._lesson.steps)
        )
        foot = document(told_place, replace(theme, ink=theme.muted), 0.62 * px, place.width())
        painter.save()
        painter.translate(place.left(), place.bottom() - foot.size().height())
        foot.drawContents(painter)
        painter.restore()


def title_card(lesson: Lesson, size: tuple[int, int], theme: str) -> QImage:
    """The lesson's title, summary and introduction."""
    width, height = size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(THEMES[theme].panel))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room, px = 0.66 * width, 1.25 * LETTERS * width
    large = document(f"**{lesson.title}**", THEMES[theme], 2.0 * px, room)
    below = document("\n\n".join(filter(None, (lesson.summary, lesson.source))), THEMES[theme], px, room)
    top = max(0.1 * height, (height - large.size().height() - below.size().height() - px) / 2)
    painter.translate(0.17 * width, top)
    large.drawContents(painter)
    painter.translate(0, large.size().height() + px)
    below.drawContents(painter)
    painter.end()
    return image
