"""The lessons that there are: those that come with the program, and a person's own in a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.lessons import reader
from landscape_app.resources import assets

SUFFIX = ".md"
ENGLISH = "en"

_NO_LESSON = QT_TRANSLATE_NOOP("lessons", "there is no lesson and no file “{given}”; the lessons are {known}")
_STEP = re.compile(r"^# .*\{#[a-z0-9-]+\}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A lesson by its front matter alone; ``langs``: language -> file; ``own``: not one of the program's."""

    id: str
    langs: Mapping[str, Path]
    title: str
    summary: str
    minutes: float
    steps: int
    own: bool


def own_folder() -> Path:
    """Where a person's own lessons are looked for; it need not exist."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "lessons"


def entries(lang: str, own: Path | None = None) -> tuple[Entry, ...]:
    """The program's lessons, the deck first, then those in ``own`` (:func:`own_folder`), in language ``lang`` where
    there is that, else in English, else in any. Files that cannot be read are left out: see :func:`broken`.
    """
    found: dict[str, list[tuple[str, Path, dict[str, object], int, bool]]] = {}
    for path, is_own in _files(own):
        head = _head(path, _stamp(path))
        if not isinstance(head, CoreError):
            front, steps = head
            found.setdefault(str(front["id"]), []).append((str(front["lang"]), path, front, steps, is_own))
    out = []
    for id, each in found.items():
        built_in = [one for one in each if not one[4]] or each  # the program's own come first
        langs = {language: path for language, path, *_ in built_in}
        chosen = next((one for want in (lang, lang.split("_")[0], ENGLISH) for one in built_in if one[0] == want), None)
        _, _, front, steps, is_own = chosen or built_in[0]
        minutes = front["minutes"]
        assert isinstance(minutes, (int, float))
        entry = Entry(id, langs, str(front["title"]), str(front["summary"]), float(minutes), steps, is_own)
        out.append(entry)
    return tuple(sorted(out, key=lambda entry: (entry.own, entry.id != "deck", entry.title.casefold())))


def find(given: str, lang: str, own: Path | None = None) -> Path:
    """The file that ``given`` names: a path, or the id of a lesson, in ``lang`` where there is that. Raises
    ``CoreError``.
    """
    path = Path(given)
    try:
        if path.suffix.lower() == SUFFIX and path.exists():
            return path
    except (OSError, ValueError):
        pass
    known = entries(lang, own)
    for entry in known:
        if entry.id == given:
            for want in (lang, lang.split("_")[0], ENGLISH):
                if want in entry.langs:
                    return entry.langs[want]
            return next(iter(entry.langs.values()))
    raise CoreError(_NO_LESSON, given=given[:200], known=", ".join(entry.id for entry in known))


def is_lesson(given: str) -> bool:
    """Whether ``given`` names a lesson: its id, or a file of that suffix."""
    if Path(given).suffix.lower() == SUFFIX:
        return True
    return any(path.name.split(".")[0] == given for path, _ in _files(None))


def broken(own: Path | None = None) -> tuple[CoreError, ...]:
    """What is wrong with the files that were left out."""
    heads = (_head(path, _stamp(path)) for path, _ in _files(own))
    return tuple(head for head in heads if isinstance(head, CoreError))


def siblings(path: Path) -> tuple[Path, ...]:
    """The other languages' files of the lesson at ``path``: same folder, same name before the language."""
    stem = path.name.split(".")[0]
    try:
        return tuple(sorted(p for p in path.parent.glob(f"*{SUFFIX}") if p.name.split(".")[0] == stem and p != path))
    except OSError:
        return ()


def _files(own: Path | None) -> Iterator[tuple[Path, bool]]:
    folder = Path(str(assets())) / "lessons"
    yield from ((path, False) for path in sorted(folder.glob(f"*{SUFFIX}")))
    try:
        mine = sorted((own or own_folder()).glob(f"*{SUFFIX}"))
    except OSError:
        mine = []
    yield from ((path, True) for path in mine)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_mtime_ns, told.st_size


@lru_cache(maxsize=256)
def _head(path: Path, stamp: tuple[int, int]) -> tuple[dict[str, object], int] | CoreError:
    """Front matter and number of steps, or why there is none; ``stamp`` makes a changed file another."""
    try:
        if stamp[1] > reader.MAX_BYTES:
            reader.load(path)  # says so
        text = path.read_text(encoding="utf-8-sig")
        return reader.head_of(text, path.name), len(_STEP.findall(text))
    except CoreError as error:
        return error
    except (OSError, UnicodeDecodeError):
        try:
            reader.load(path)
        except CoreError as error:
            return error
        raise
