"""A lesson as one film, or as a folder of slides."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QImage

from landscape_app.export.encode import kind_of, writing
from landscape_app.export.job import Progress, Teller
from landscape_app.export.lesson_page import StepPage, title_card
from landscape_app.export.timing import Timing
from landscape_app.lessons.model import Lesson

TITLE_SECONDS = 3.0
ASKING_SECONDS = 4.0  # that a question stands before the run answers it
TOLD_SECONDS = 2.5


@dataclass(frozen=True)
class LessonOptions:
    """``seconds`` that the run of a step takes in a film."""

    output: str
    size: tuple[int, int] = (1920, 1080)
    fps: int = 30
    seconds: float = 6.0
    theme: str = "light"


def film_frames(lesson: Lesson, options: LessonOptions) -> Iterator[QImage]:
    """Every frame in order: the title, then each step; a question stands, its run plays, its answer is told."""

    def still(image: QImage, seconds: float) -> Iterator[QImage]:
        for _ in range(max(1, round(seconds * options.fps))):
            yield image

    yield from still(title_card(lesson, options.size, options.theme), TITLE_SECONDS)
    for number in range(len(lesson.steps)):
        page = StepPage(lesson, number, options.size, options.theme)
        try:
            asks = page.step.question is not None
            if asks:
                yield from still(page.frame(0.0, told=False), ASKING_SECONDS)
            timing = Timing(options.fps, options.seconds, page.length)
            for i in range(timing.count):
                yield page.frame(timing.head(i), told=False)
            if asks:
                yield from still(page.frame(float(page.length), told=True), TOLD_SECONDS)
        finally:
            page.close()


def film_length(lesson: Lesson, options: LessonOptions) -> int:
    """How many frames that makes."""

    def count(seconds: float) -> int:
        return max(1, round(seconds * options.fps))

    asking = sum(step.question is not None for step in lesson.steps)
    run = Timing(options.fps, options.seconds, 1).count
    return (
        count(TITLE_SECONDS) + len(lesson.steps) * run + asking * (count(ASKING_SECONDS) + count(TOLD_SECONDS))
    )  # fmt: skip


def slides(lesson: Lesson, options: LessonOptions) -> Iterator[QImage]:
    """The title and one picture a step: its run at the end, its answer told."""
    yield title_card(lesson, options.size, options.theme)
    for number in range(len(lesson.steps)):
        page = StepPage(lesson, number, options.size, options.theme)
        try:
            yield page.frame(float(page.length), told=True)
        finally:
            page.close()


def write(lesson: Lesson, options: LessonOptions, progress: Progress | None = None) -> int:
    """Write a film (.mp4, .webm) or a folder of slides; the number of pictures. Errors as ``job.export``."""
    folder = kind_of(options.output) == "folder"
    count = len(lesson.steps) + 1 if folder else film_length(lesson, options)
    tell = Teller(progress)
    tell.total = count
    with _collecting_here(), writing(options.output, options.size, options.fps, count) as encoder:
        for image in slides(lesson, options) if folder else film_frames(lesson, options):
            encoder.add(image)
            tell.frame()
    return count


@contextlib.contextmanager
def _collecting_here() -> Iterator[None]:
    """Each step leaves views in cycles of references: were they collected on the encoder's thread, which allocates
    too, Qt's objects would be destroyed there, and the process with them.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        if on:
            gc.enable()
