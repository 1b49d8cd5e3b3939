"""How far a person came in each lesson and what was answered: one small file, on this machine alone."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landscape_app.files import write_atomic
from landscape_app.lessons.answers import Given
from landscape_app.lessons.model import Lesson

FORMAT, VERSION = "landscape-progress", 1
MAX_BYTES = 2_000_000
_log = logging.getLogger(__name__)


@dataclass
class Progress:
    """``steps``: lesson id -> the step shown last; ``answers``: lesson id -> step id -> (given, right), the last ones
    given.
    """

    steps: dict[str, str] = field(default_factory=dict)
    answers: dict[str, dict[str, tuple[Given, bool]]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Progress:
        """What was kept at ``path``; nothing where there is no such file, or none that can be read (it is logged)."""
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return cls()
            return _read(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            _log.warning("%s: the places in lessons could not be read (%s); they begin anew", path, error)
            return cls()

    def save(self, path: Path) -> None:
        """Write it, whole or not at all; raises ``FileError``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        answers = {
            lesson: {step: {"given": given, "right": right} for step, (given, right) in each.items()}
            for lesson, each in self.answers.items()
        }
        tree = {"format": FORMAT, "version": VERSION, "steps": self.steps, "answers": answers}
        write_atomic(path, json.dumps(tree, ensure_ascii=False, indent=1).encode())

    def reach(self, lesson: str, step: str) -> None:
        """``step`` is shown."""
        self.steps[lesson] = step

    def place(self, lesson: str) -> str:
        """The step shown last; "" where the lesson was never opened."""
        return self.steps.get(lesson, "")

    def record(self, lesson: str, step: str, given: Given, right: bool) -> None:
        """The answer to the question of ``step``, in place of one before."""
        self.answers.setdefault(lesson, {})[step] = given, right

    def right(self, lesson: str) -> tuple[int, int]:
        """Right answers, and questions answered."""
        each = self.answers.get(lesson, {})
        return sum(right for _, right in each.values()), len(each)


def score(lesson: Lesson, progress: Progress) -> tuple[int, int]:
    """Right answers and questions answered, of those that ``lesson`` asks today."""
    asked = {step.id for step in lesson.steps if step.question is not None}
    each = [right for step, (_, right) in progress.answers.get(lesson.id, {}).items() if step in asked]
    return sum(each), len(each)


def _read(tree: Any) -> Progress:
    if tree["format"] != FORMAT or tree["version"] != VERSION:
        raise ValueError(f"not a {FORMAT} file of version {VERSION}")
    made = Progress()
    for lesson, step in tree["steps"].items():
        made.steps[_text(lesson)] = _text(step)
    for lesson, each in tree["answers"].items():
        for step, entry in each.items():
            given, right = entry["given"], entry["right"]
            if isinstance(given, list):
                x, y = given
                given = float(x), float(y)
            elif not isinstance(given, (bool, int, float)):
                raise ValueError(f"an answer must be a number or a place, got {given!r}")
            if not isinstance(right, bool):
                raise ValueError(f"right must be true or false, got {right!r}")
            made.record(_text(lesson), _text(step), given, right)
    return made


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"an id must be a text, got {value!r}")
    return value
