"""A lesson: steps of words, each with a scene to touch and perhaps a question. Frozen, plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from landscape_app.scene.model import Scene

KINDS = ("winner", "end", "diverges", "choice", "number")  # of questions
MEASURES = ("steps", "value", "distance")  # that a number can be asked for
BLOCKS = ("slide", "aside", "scene", "question", "notes", "try")


@dataclass(frozen=True)
class Question:
    """What an audience predicts. ``run`` counts from 0 in the scene's runs; ``answer`` counts options from 1.

    winner: who is first in the scene's own ranking; end: where the run ends, right ``within`` so far; diverges:
    whether it does; number: its steps, its last f − f*, or its last distance to the minimum, right within the
    relative ``tolerance``; choice: one of ``options``. ``expect`` is what the author says comes out, for the checker.
    """

    kind: str
    ask: str
    why: str = ""
    run: int = 0
    options: tuple[str, ...] = ()
    answer: int = 0
    expect: str | bool | None = None
    within: float = 0.0
    measure: str = ""
    low: float = 0.0
    high: float = 0.0
    tolerance: float = 0.0


@dataclass(frozen=True)
class Step:
    """Words are Markdown with formulas; ``own_scene`` says that the step has a scene block of its own."""

    id: str
    title: str
    caption: str
    scene: Scene
    slide: str = ""
    aside: str = ""
    notes: str = ""
    tries: str = ""
    question: Question | None = None
    own_scene: bool = True
    line: int = 0  # of its heading in the file


@dataclass(frozen=True)
class Lesson:
    """``minutes`` is how long its author takes for it; ``path`` is None for a lesson that was never in a file."""

    id: str
    lang: str
    title: str
    summary: str
    minutes: float
    source: str
    introduction: str
    steps: tuple[Step, ...]
    path: Path | None = None
