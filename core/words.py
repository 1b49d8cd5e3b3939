"""Words that a person reads, marked for translation without Qt.

``lupdate`` finds ``QT_TRANSLATE_NOOP(context, text)`` by name; here it returns its text unchanged. A sentence
that holds values is a template and its values, so that the template can be translated: :func:`said` asks whoever was
given to :func:`speak` (the program, in another language than English) for the words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

_look_up: Callable[[str], str] | None = None
T = TypeVar("T")


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 (the name that lupdate looks for)
    """Return ``text``; ``context`` groups the words for translators."""
    return text


def speak(look_up: Callable[[str], str] | None) -> None:
    """Say marked texts as ``look_up`` gives them from now on; None: in English, as they are written."""
    global _look_up
    _look_up = look_up


def said(text: str) -> str:
    """A marked text in the language spoken; as it is where it has no translation (a person's own words)."""
    return text if _look_up is None or not text else _look_up(text)


def translate(context: str, text: str) -> str:
    """Mark ``text`` and say it at once: for words that are said where they stand."""
    return said(text)


class Said:
    """A marked text as a class attribute: read, it is in the language spoken."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __get__(self, instance: Any, owner: type | None = None) -> str:
        return said(self.text)


def speaking(*names: str) -> Callable[[type[T]], type[T]]:
    """Class decorator: the fields ``names`` of a dataclass, a marked text or a tuple of them each, are read in the
    language spoken.
    """

    def decorate(cls: type[T]) -> type[T]:
        for name in names:
            setattr(cls, name, _SaidField(name))
        return cls

    return decorate


class _SaidField:
    def __init__(self, name: str) -> None:
        self._key = f"_{name}"

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__[self._key]
        return tuple(map(said, value)) if isinstance(value, tuple) else said(value)

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self._key] = value


def in_english(owner: Any, name: str) -> str:
    """A marked class attribute or field as it is written."""
    if f"_{name}" in getattr(owner, "__dict__", {}) and not isinstance(owner, type):
        return str(owner.__dict__[f"_{name}"])
    for cls in (owner if isinstance(owner, type) else type(owner)).__mro__:
        if name in vars(cls):
            found = vars(cls)[name]
            return found.text if isinstance(found, Said) else str(found)
    raise AttributeError(name)


@dataclass(frozen=True)
class Sentence:
    """A template in ``str.format`` syntax and its values; ``str()`` gives the sentence in the language spoken."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return said(self.template).format(**self.values)


class CoreError(ValueError):
    """An error whose message is a :class:`Sentence`; ``field`` names the field concerned, where there is one."""

    def __init__(self, template: str, *, field: str = "", **values: object) -> None:
        self.sentence = Sentence(template, values)
        self.field = field
        super().__init__(str(self.sentence))

    def __str__(self) -> str:
        return str(self.sentence)
