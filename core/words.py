"""Words that a person reads, marked for translation without Qt.

``lupdate`` finds ``QT_TRANSLATE_NOOP(context, text)`` by name; here it returns its text unchanged. A sentence
that holds values is a template and its values, so that the app can translate the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 (the name that lupdate looks for)
    """Return ``text``; ``context`` groups the words for translators."""
    return text


@dataclass(frozen=True)
class Sentence:
    """A template in ``str.format`` syntax and its values; ``str()`` gives the English sentence."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class CoreError(ValueError):
    """An error whose message is a :class:`Sentence`; ``field`` names the field concerned, where there is one."""

    def __init__(self, template: str, *, field: str = "", **values: object) -> None:
        self.sentence = Sentence(template, values)
        self.field = field
        super().__init__(str(self.sentence))
