"""The languages that Landscape speaks, each one file: ``assets/translations/landscape_<code>.ts``, made by Qt Linguist
(``make translations``) and compiled beside it to ``.qm``.

``self.tr`` and ``QCoreApplication.translate`` ask Qt; the marked words of the core (``core.words.said``) are looked up
by their text alone, in the contexts of :data:`CONTEXTS`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core import words
from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.resources import assets

ENGLISH = "en"
SYSTEM = "system"
NAME = QT_TRANSLATE_NOOP("i18n", "English")  # each language's file translates it as its own name

# The contexts of QT_TRANSLATE_NOOP; where two have the same text, they have one translation (a test sees to it).
CONTEXTS = (
    *("preset texts", "presets", "objectives", "optimizers", "errors", "reasons", "stopping", "bounds", "lens"),
    *("schedules", "formulas", "display", "linesearch", "activations", "toys", "losses", "export", "network"),
    *("lessons", "formula", "search", "charts", "studies", "clipping", "shelves", "ranking", "noise", "sections"),
    *(
        "phases",
        "panes",
        "batches",
        "training",
        "rates",
        "commands",
        "surface",
        "given",
        "i18n",
        "cli",
        "explain",
        "summary",
    ),
)

_installed: list[QTranslator] = []
_spoken = ENGLISH

_UNKNOWN = QT_TRANSLATE_NOOP("errors", "there is no language {given!r}; there are {known}")


def folder() -> Path:
    """Where the translations lie."""
    return assets() / "translations"


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """Code -> name of itself, English first."""
    found = {ENGLISH: NAME}
    for path in sorted(folder().glob("landscape_*.qm")):
        translator = QTranslator()
        if translator.load(str(path)):
            code = path.stem.removeprefix("landscape_")
            found[code] = translator.translate("i18n", NAME) or code
    return found


def meant(given: str) -> str:
    """The code of the language that ``given`` names: zh, zh-CN and zh_Hans_CN are all zh_CN. Raises ``CoreError``."""
    code = _closest(given)
    if code is None:
        raise CoreError(_UNKNOWN, given=given[:40], known=", ".join(languages()))
    return code


def chosen(setting: str) -> str:
    """The language of a choice in the settings: ``system`` is the first of the system's languages that there is."""
    if setting != SYSTEM:
        return _closest(setting) or ENGLISH
    return next((code for code in map(_closest, QLocale.system().uiLanguages()) if code), ENGLISH)


def of_terminal() -> str:
    """The language of the terminal's messages, by the environment, as POSIX says."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _closest(value.split(".")[0].split("@")[0]) or ENGLISH
    return ENGLISH


def install(code: str) -> None:
    """Speak the language ``code`` from now on: what is made after this call is in it."""
    global _spoken
    app = QCoreApplication.instance()
    _spoken = ENGLISH
    for translator in _installed:
        if app is not None:
            app.removeTranslator(translator)
    _installed.clear()
    words.speak(None)
    if code == ENGLISH:
        return
    ours = QTranslator()
    if not ours.load(str(folder() / f"landscape_{code}.qm")):
        return
    theirs = QTranslator()
    theirs.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for translator in (theirs, ours):  # the one installed last is asked first
        if app is not None:
            app.installTranslator(translator)
        _installed.append(translator)
    _spoken = code
    words.speak(looked_up(ours, CONTEXTS))


def language() -> str:
    """The code of the language spoken."""
    return _spoken


def looked_up(translator: QTranslator, contexts: Sequence[str]) -> Callable[[str], str]:
    """The translation of a text by the text alone, kept."""

    @lru_cache(maxsize=8192)
    def look_up(text: str) -> str:
        for context in contexts:
            found = translator.translate(context, text)
            if found:
                return str(found)
        return text

    return look_up


def _closest(given: str) -> str | None:
    """The code that ``given`` stands for, by its language and, where that leaves a choice, its country or script."""
    parts = given.replace("-", "_").split("_")
    known = languages()
    if given.replace("-", "_") in known:
        return given.replace("-", "_")
    same = [code for code in known if code.split("_")[0].lower() == parts[0].lower()]
    if parts[0].lower() == "zh" and {"TW", "HK", "MO", "Hant"} & set(parts):
        return None
    return same[0] if same else None
