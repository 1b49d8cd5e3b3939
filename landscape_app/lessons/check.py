"""A lesson checked whole: it reads, its translations are the same lesson, and its questions have answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from core.words import QT_TRANSLATE_NOOP, CoreError, Sentence
from landscape_app import trace
from landscape_app.lessons import answers, library, reader
from landscape_app.lessons.model import Lesson, Question, Step
from landscape_app.scene.model import Scene

_FILE_NAME = QT_TRANSLATE_NOOP("lessons", "{name}: the name should be {needed}: the id, a dot, the language, .md")
_STEPS = QT_TRANSLATE_NOOP("lessons", "{name}: the steps must be those of {other}: {needed}; got {got}")
_BLOCKS = QT_TRANSLATE_NOOP("lessons", "{name}, line {line}: the step {id} must have the blocks of {other}: {needed}")
_QUESTION = QT_TRANSLATE_NOOP(
    "lessons", "{name}, line {line}: the question of {id} may differ from that of {other} in its words only"
)
_SCENE = QT_TRANSLATE_NOOP(
    "lessons", "{name}, line {line}: the scene of {id} may differ from that of {other} in its words only"
)
_EXPECT = QT_TRANSLATE_NOOP("lessons", "{name}, line {line}: {id} expects {expect}, and the run says: {words}")
_NO_ANSWER = QT_TRANSLATE_NOOP("lessons", "{name}, line {line}: the question of {id} has no answer: {words}")
_RANGE = QT_TRANSLATE_NOOP(
    "lessons", "{name}, line {line}: the answer to {id} is {value:.4g}, outside of {low:g} to {high:g}"
)


def problems(path: Path) -> Iterator[Sentence | None]:
    """What is wrong with the lesson at ``path``; None after every step looked at. Runs every scene that is asked about.

    A scene's own stopping rules bound its runs.
    """
    try:
        lesson = reader.load(path)
    except CoreError as error:
        yield error.sentence
        return
    name = path.name
    needed = f"{lesson.id}.{lesson.lang}{library.SUFFIX}"
    if library.siblings(path) and name != needed:
        yield Sentence(_FILE_NAME, {"name": name, "needed": needed})
    for step in lesson.steps:
        yield from _answered(step, name)
        yield None
    for other in library.siblings(path):
        try:
            yield from differences(lesson, name, reader.load(other), other.name)
        except CoreError as error:
            yield error.sentence


def differences(lesson: Lesson, name: str, other: Lesson, other_name: str) -> Iterator[Sentence]:
    """Where two languages of a lesson differ in more than words."""
    ids, needed = [[step.id for step in each.steps] for each in (lesson, other)]
    if ids != needed:
        at = next((i for i, pair in enumerate(zip(ids, needed, strict=False)) if pair[0] != pair[1]), None)
        at = min(len(ids), len(needed)) if at is None else at
        told = {"needed": _at(needed, at), "got": _at(ids, at), "name": name, "other": other_name}
        yield Sentence(_STEPS, told)
        return
    for step, like in zip(lesson.steps, other.steps, strict=True):
        where = {"name": name, "line": step.line, "id": step.id, "other": other_name}
        if _blocks(step) != _blocks(like):
            yield Sentence(_BLOCKS, {**where, "needed": ", ".join(_blocks(like)) or "-"})
        elif _bare(step.question) != _bare(like.question):
            yield Sentence(_QUESTION, where)
        elif wordless(step.scene) != wordless(like.scene):
            yield Sentence(_SCENE, where)


def _at(ids: list[str], i: int) -> str:
    return f"{i + 1}. {ids[i]}" if i < len(ids) else "-"


def _blocks(step: Step) -> tuple[str, ...]:
    """The kinds of blocks that ``step`` has."""
    there = {
        "slide": step.slide, "aside": step.aside, "notes": step.notes, "try": step.tries,
        "question": step.question, "scene": step.own_scene,
    }  # fmt: skip
    return tuple(kind for kind, what in there.items() if what)


def _bare(question: Question | None) -> object:
    if question is None:
        return None
    expect = question.expect if isinstance(question.expect, bool) else None  # a run's name is words
    return replace(question, ask="", why="", options=("",) * len(question.options), expect=expect)


def wordless(scene: Scene) -> Scene:
    """``scene`` without title, caption and the names of its runs."""
    return replace(scene, title="", caption="", runs=tuple(replace(run, name="") for run in scene.runs))


def _answered(step: Step, name: str) -> Iterator[Sentence]:
    question = step.question
    if question is None or question.kind == "choice":
        return
    where: dict[str, object] = {"name": name, "line": step.line, "id": step.id}
    answer = answers.answer(question, step.scene, trace.compute(step.scene))
    if question.kind in ("winner", "diverges"):
        said: object = None
        if answer.index is not None:
            options = answers.options(question, step.scene)
            said = answer.index == 0 if question.kind == "diverges" else str(options[answer.index])
        if said is None:
            yield Sentence(_NO_ANSWER, {**where, "words": answer.words})
        elif question.expect is not None and question.expect != said:
            expect = str(question.expect).lower() if isinstance(question.expect, bool) else question.expect
            yield Sentence(_EXPECT, {**where, "expect": expect, "words": answer.words})
    elif question.kind == "end" and answer.point is None:
        yield Sentence(_NO_ANSWER, {**where, "words": answer.words})
    elif question.kind == "number":
        if answer.value is None:
            yield Sentence(_NO_ANSWER, {**where, "words": answer.words})
        elif not question.low <= answer.value <= question.high:
            told = {"value": answer.value, "low": question.low, "high": question.high}
            yield Sentence(_RANGE, {**where, **told})
