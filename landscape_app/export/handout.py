"""A lesson as a hand-out: every step with its picture, words, slide and question; the answers on the last pages."""

from __future__ import annotations

import os

from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.export.job import Progress, Teller
from landscape_app.export.lesson_film import LessonOptions
from landscape_app.export.lesson_page import StepPage, question_words
from landscape_app.export.paper import Paper
from landscape_app.files import replacing
from landscape_app.lessons.model import Lesson
from landscape_app.theme import THEMES

PICTURE = (1600, 760)  # pixels
LETTERS = 14.0

_ON_THE_SLIDE = QT_TRANSLATE_NOOP("export", "On the slide")
_TRY = QT_TRANSLATE_NOOP("export", "Try")
_ANSWERS = QT_TRANSLATE_NOOP("export", "Answers")


def write(lesson: Lesson, options: LessonOptions, progress: Progress | None = None) -> int:
    """Write the PDF, whole or not at all; the number of its pages. Errors as ``job.export``."""
    tell = Teller(progress)
    tell.total = len(lesson.steps)
    with replacing(os.fspath(options.output)) as temporary:
        paper = Paper(temporary, lesson.title, THEMES[options.theme])
        try:
            _body(lesson, options, paper, tell)
        finally:
            paper.close()
        return paper.page


def _body(lesson: Lesson, options: LessonOptions, paper: Paper, tell: Teller) -> None:
    paper.words(f"**{lesson.title}**", 1.9 * LETTERS, gap=4)
    paper.words("\n\n".join(filter(None, (lesson.summary, lesson.source, lesson.introduction))), LETTERS, gap=18)
    told: list[str] = []
    for number, step in enumerate(lesson.steps):
        page = StepPage(lesson, number, PICTURE, options.theme, titled=False)
        try:
            image = page.picture(float(page.length))
            question, answer, choices = step.question, page.answer, page.options
        finally:
            page.close()
        head = f"**{number + 1}. {step.title}**"
        picture = paper.width * image.height() / image.width()
        # The heading, the picture and the caption stay together.
        paper.room_for(picture + paper.height_of(f"{head}\n\n{step.caption}", LETTERS) + 40)
        paper.words(head, 1.35 * LETTERS, gap=6)
        paper.picture(image)
        paper.words(step.caption, LETTERS)
        if step.slide:
            paper.words(f"*{said(_ON_THE_SLIDE)}*\n\n{step.slide}", 0.86 * LETTERS, framed=True)
        paper.words(step.aside, 0.9 * LETTERS, framed=True)
        if question is not None:
            paper.words(question_words(question, choices), LETTERS)
            told.append(f"**{number + 1}. {step.title}.** {answer} {question.why}")
        if step.tries:
            paper.words(f"*{said(_TRY)}*\n\n{step.tries}", 0.9 * LETTERS)
        paper.y += 14
        tell.frame()
    if told:
        paper.new_page()
        paper.words(f"**{said(_ANSWERS)}**", 1.5 * LETTERS)
        for each in told:
            paper.words(each, LETTERS)
