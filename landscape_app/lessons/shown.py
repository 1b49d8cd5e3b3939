"""What the panels of a lesson may ask of the session that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from landscape_app.lessons.answers import Answer, Given
    from landscape_app.lessons.model import Lesson, Question, Step

ASKED, SHOWN, TOLD = "asked", "shown", "told"  # the beats of a step
MOST_HANDS = 999


class Shown(Protocol):
    """The open lesson, its step, the beat, and what was given and came out."""

    @property
    def lesson(self) -> Lesson | None: ...
    @property
    def step(self) -> Step | None: ...
    @property
    def index(self) -> int: ...
    @property
    def question(self) -> Question | None: ...
    @property
    def beat(self) -> str: ...
    @property
    def asking(self) -> bool: ...
    @property
    def hands(self) -> bool: ...
    @property
    def given(self) -> list[Given]: ...
    @property
    def answer(self) -> Answer | None: ...
    @property
    def score(self) -> tuple[int, int]: ...
