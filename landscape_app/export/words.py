"""The words of exported pictures, translated where the application is."""

from __future__ import annotations

from core.words import QT_TRANSLATE_NOOP, said

_WORDS = {
    "step": QT_TRANSLATE_NOOP("export", "step"),
    "epoch": QT_TRANSLATE_NOOP("export", "epoch"),
    "diverged": QT_TRANSLATE_NOOP("export", "diverged"),
}


def worded(word: str) -> str:
    """A word of the picture in the person's language."""
    return said(_WORDS[word])
