"""What comes out of a step's run, and how what was predicted compares with it. Draws and asks nothing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from core.trajectory import Trajectory
from core.words import QT_TRANSLATE_NOOP, Sentence
from landscape_app.lessons.model import Question
from landscape_app.race_file import ranked
from landscape_app.scene.model import Scene

Given = int | bool | float | tuple[float, float]
Rows = tuple[tuple[Sentence, int, bool], ...]  # words, how many, whether right

YES = QT_TRANSLATE_NOOP("lessons", "Yes, it runs away")
NO = QT_TRANSLATE_NOOP("lessons", "No, it stays")
BINS = 6  # of guesses or distances, in a histogram

_FIRST = QT_TRANSLATE_NOOP("lessons", "First is {run}.")
_TIED = QT_TRANSLATE_NOOP("lessons", "These are equally good: {runs}.")
_ALL_DIVERGED = QT_TRANSLATE_NOOP("lessons", "All of them diverged: none is first.")
_ENDS = QT_TRANSLATE_NOOP("lessons", "It ends at ({x:.3g}, {y:.3g}).")
_FLED = QT_TRANSLATE_NOOP("lessons", "It ends nowhere: it diverged.")
_DIVERGED = QT_TRANSLATE_NOOP("lessons", "It diverges, at step {steps}.")
_STAYED = QT_TRANSLATE_NOOP("lessons", "It does not diverge.")
_FELL = QT_TRANSLATE_NOOP("lessons", "It runs away without end: f has no lower bound there.")
_CHOICE = QT_TRANSLATE_NOOP("lessons", "It is: {option}")
_STEPS = QT_TRANSLATE_NOOP("lessons", "It took {value:.0f} steps.")
_VALUE = QT_TRANSLATE_NOOP("lessons", "It ends {value:.3g} above the lowest value.")
_DISTANCE = QT_TRANSLATE_NOOP("lessons", "It ends at distance {value:.3g} from the minimum.")
_NO_NUMBER = QT_TRANSLATE_NOOP("lessons", "The run has no such number: it diverged.")
_NUMBERS = {"steps": _STEPS, "value": _VALUE, "distance": _DISTANCE}

_RIGHT = QT_TRANSLATE_NOOP("lessons", "Right.")
_WRONG = QT_TRANSLATE_NOOP("lessons", "Not so.")
_NEAR = QT_TRANSLATE_NOOP("lessons", "Right: {distance:.2g} away.")
_FAR = QT_TRANSLATE_NOOP("lessons", "{distance:.2g} away; within {within:.2g} is right.")
_CLOSE = QT_TRANSLATE_NOOP("lessons", "Right: you said {given:.3g}.")
_OFF = QT_TRANSLATE_NOOP("lessons", "You said {given:.3g}: off by {percent:.0f} %.")
_SAID = QT_TRANSLATE_NOOP("lessons", "You said {given:.3g}.")

_WITHIN = QT_TRANSLATE_NOOP("lessons", "within {distance:.2g}")
_BETWEEN = QT_TRANSLATE_NOOP("lessons", "{low:.2g} to {high:.2g}")


@dataclass(frozen=True)
class Answer:
    """What came out, in words: for questions with options ``index`` is the right one (from 0) and ``tied`` those that
    are as right; ``value`` of a number, ``point`` of an end; None where the run has none.
    """

    words: Sentence
    index: int | None = None
    value: float | None = None
    point: tuple[float, float] | None = None
    tied: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Verdict:
    """Of one prediction; ``distance`` from the end, or relative to the number."""

    right: bool
    words: Sentence
    distance: float | None = None


def options(question: Question, scene: Scene) -> tuple[Sentence, ...]:
    """What can be chosen; () where the answer is a place or a number."""
    if question.kind == "winner":
        return tuple(Sentence("{run}", {"run": run.title}) for run in scene.runs if run.visible)
    if question.kind == "diverges":
        return Sentence(YES), Sentence(NO)
    return tuple(Sentence("{option}", {"option": option}) for option in question.options)


def answer(question: Question, scene: Scene, trajectories: Sequence[Trajectory]) -> Answer:
    """What the scene's own runs, whole, say to ``question``; ``trajectories`` are all of them, in order."""
    if question.kind == "choice":
        index = question.answer - 1
        return Answer(Sentence(_CHOICE, {"option": question.options[index]}), index)
    if question.kind == "winner":
        return _winner(scene, trajectories)
    run = next(t for t in trajectories if t.run == question.run)
    diverged = run.stop is not None and run.stop.rule == "diverged"
    if question.kind == "diverges":
        if diverged:
            return Answer(Sentence(_DIVERGED, {"steps": run.steps}), 0)
        fell = run.stop is not None and run.stop.rule == "unbounded_below"
        return Answer(Sentence(_FELL if fell else _STAYED), 0 if fell else 1)
    if question.kind == "end":
        x = run.x[-1]
        if diverged or not np.isfinite(x).all():
            return Answer(Sentence(_FLED))
        point = float(x[0]), float(x[1])
        return Answer(Sentence(_ENDS, {"x": point[0], "y": point[1]}), point=point)
    value = measured(question.measure, scene, run)
    if value is None or (diverged and question.measure != "steps"):
        return Answer(Sentence(_NO_NUMBER))
    return Answer(Sentence(_NUMBERS[question.measure], {"value": value}), value=value)


def measured(measure: str, scene: Scene, run: Trajectory) -> float | None:
    """One of ``model.MEASURES`` at the run's end; None where the surface has no known minimum to measure from."""
    if measure == "steps":
        return float(run.steps)
    if measure == "value":
        f_star = scene.objective.f_star
        return None if f_star is None or not math.isfinite(run.f[-1]) else float(run.f[-1]) - f_star
    minima = [point.x for point in scene.objective.global_minima]
    if not minima or not np.isfinite(run.x[-1]).all():
        return None
    return float(np.min(np.linalg.norm(np.asarray(minima, dtype=float) - run.x[-1], axis=-1)))


def judged(question: Question, answer: Answer, given: Given) -> Verdict:
    """Whether ``given`` (an option's number from 0, a number, a place) was right."""
    if question.kind == "end":
        return _judged_place(question, answer, given)
    if question.kind == "number":
        return _judged_number(question, answer, given)
    right = given == answer.index or given in answer.tied
    return Verdict(right, Sentence(_RIGHT if right else _WRONG))


def spread(question: Question, answer: Answer, given: Sequence[Given]) -> Rows:
    """A show of hands: (words, how many, whether right), of every option; of a place by its distance from the end, of
    a number by the interval that it lies in, the right ones marked.
    """
    if question.kind == "end":
        return _spread_places(question, answer, given)
    if question.kind == "number":
        return _spread_numbers(question, answer, given)
    count = max([len(question.options), 2, *(int(g) + 1 for g in given if not isinstance(g, tuple))])
    rows = []
    for i in range(count):
        right = i == answer.index or i in answer.tied
        rows.append((Sentence("{number}", {"number": i + 1}), sum(g == i for g in given), right))
    return tuple(rows)


def _winner(scene: Scene, trajectories: Sequence[Trajectory]) -> Answer:
    shown = [t for t in trajectories if scene.runs[t.run].visible]
    places = {t.run: place for place, t in enumerate(shown)}
    standings = [s for s in ranked(scene, shown).standings if s.rank == 1 and not s.diverged]
    if not standings:
        return Answer(Sentence(_ALL_DIVERGED))
    first = [shown[s.index].run for s in standings]
    index = places[first[0]]
    if len(first) == 1:
        return Answer(Sentence(_FIRST, {"run": scene.runs[first[0]].title}), index)
    names = ", ".join(scene.runs[run].title for run in first)
    return Answer(Sentence(_TIED, {"runs": names}), index, tied=tuple(places[run] for run in first))


def _judged_place(question: Question, answer: Answer, given: Given) -> Verdict:
    if answer.point is None or not isinstance(given, tuple):
        return Verdict(False, Sentence(_WRONG))
    distance = math.dist(answer.point, given)
    if distance <= question.within:
        return Verdict(True, Sentence(_NEAR, {"distance": distance}), distance)
    return Verdict(False, Sentence(_FAR, {"distance": distance, "within": question.within}), distance)


def _judged_number(question: Question, answer: Answer, given: Given) -> Verdict:
    if answer.value is None or isinstance(given, tuple):
        return Verdict(False, Sentence(_WRONG))
    off = abs(given - answer.value)
    right = off <= question.tolerance * abs(answer.value)
    if answer.value == 0:
        return Verdict(right, Sentence(_CLOSE if right else _SAID, {"given": given}), off)
    relative = off / abs(answer.value)
    if right:
        return Verdict(True, Sentence(_CLOSE, {"given": given}), relative)
    return Verdict(False, Sentence(_OFF, {"given": given, "percent": 100 * relative}), relative)


def _spread_places(question: Question, answer: Answer, given: Sequence[Given]) -> Rows:
    point = answer.point
    if point is None:
        return ()
    distances = [math.dist(point, g) for g in given if isinstance(g, tuple)]
    edges = [question.within * 2**i for i in range(BINS - 1)]
    rows = [(Sentence(_WITHIN, {"distance": edges[0]}), sum(d <= edges[0] for d in distances), True)]
    for low, high in itertools.pairwise(edges):
        words = Sentence(_BETWEEN, {"low": low, "high": high})
        rows.append((words, sum(low < d <= high for d in distances), False))
    rows.append((Sentence("> {low:.2g}", {"low": edges[-1]}), sum(d > edges[-1] for d in distances), False))
    while len(rows) > 2 and rows[-1][1] == 0:
        rows.pop()
    return tuple(rows)


def _spread_numbers(question: Question, answer: Answer, given: Sequence[Given]) -> Rows:
    numbers = [float(g) for g in given if not isinstance(g, tuple)]
    edges = np.linspace(question.low, question.high, BINS + 1)
    counts, _ = np.histogram(np.clip(numbers, question.low, question.high), edges)
    rows = []
    for i, count in enumerate(counts):
        low, high = float(edges[i]), float(edges[i + 1])
        value = answer.value
        last = i == BINS - 1
        right = value is not None and low <= value and (value < high or (last and value == high))
        rows.append((Sentence(_BETWEEN, {"low": low, "high": high}), int(count), right))
    return tuple(rows)
