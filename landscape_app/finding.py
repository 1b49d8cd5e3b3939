"""A thing that can be done or opened by its name, and the search for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.words import QT_TRANSLATE_NOOP, said

ACTION = QT_TRANSLATE_NOOP("commands", "Command")
SCENE = QT_TRANSLATE_NOOP("commands", "Scene")
METHOD = QT_TRANSLATE_NOOP("commands", "Add a run")
SURFACE = QT_TRANSLATE_NOOP("commands", "Surface")
LESSON = QT_TRANSLATE_NOOP("commands", "Lesson")
PAGE = QT_TRANSLATE_NOOP("commands", "Page")


@dataclass(frozen=True)
class Command:
    """``text`` as it is shown, ``other`` words that find it too (its id, its name in English), and what it does."""

    kind: str
    text: str
    other: str
    key: str
    run: Callable[[], object]


def found(all_of_them: list[Command], wanted: str, most: int = 60) -> list[Command]:
    """Those in which every word of ``wanted`` occurs; best first: at the start of the name, of a word, anywhere."""
    words = wanted.casefold().split()
    ranked = []
    for place, command in enumerate(all_of_them):
        text, other = command.text.casefold(), f"{command.other} {command.key} {said(command.kind)}".casefold()
        scores = [_score(word, text, other) for word in words]
        if all(score < _NOWHERE for score in scores):
            ranked.append((sum(scores), len(text) if words else 0, place, command))
    ranked.sort(key=lambda each: each[:3])
    return [command for *_, command in ranked[:most]]


_NOWHERE = 9


def _score(word: str, text: str, other: str) -> int:
    if text.startswith(word):
        return 0
    if f" {word}" in text:
        return 1
    if word in text:
        return 2
    if f" {word}" in f" {other}".replace("_", " "):
        return 3
    return 4 if word in other else _NOWHERE
