"""The words of exported pictures, translated where the application is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.words import QT_TRANSLATE_NOOP

_WORDS = {
    "step": QT_TRANSLATE_NOOP("export", "step"),
    "epoch": QT_TRANSLATE_NOOP("export", "epoch"),
    "diverged": QT_TRANSLATE_NOOP("export", "diverged"),
}


def tr(word: str) -> str:
    """A word of the picture in the person's language."""
    return QCoreApplication.translate("export", _WORDS[word])
