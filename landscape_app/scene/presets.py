"""The scenes that come with Landscape: ``assets/scenes/N-id.toml``, in the order of their numbers."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.words import QT_TRANSLATE_NOOP, speaking
from landscape_app.resources import assets
from landscape_app.scene.values import SceneError

OPENING = "opening_race"

# (first number of its files, words), in order
CHAPTERS = (
    (1, QT_TRANSLATE_NOOP("presets", "First steps")),
    (8, QT_TRANSLATE_NOOP("presets", "Exact line search")),
    (10, QT_TRANSLATE_NOOP("presets", "Saddles, wells, valleys")),
    (20, QT_TRANSLATE_NOOP("presets", "Learning rates")),
    (25, QT_TRANSLATE_NOOP("presets", "Second order")),
    (29, QT_TRANSLATE_NOOP("presets", "Your own, and scaled steps")),
    (40, QT_TRANSLATE_NOOP("presets", "Penalties and constraints")),
    (50, QT_TRANSLATE_NOOP("presets", "Inside a step")),
    (60, QT_TRANSLATE_NOOP("presets", "Chance")),
    (66, QT_TRANSLATE_NOOP("presets", "Theory")),
    (72, QT_TRANSLATE_NOOP("presets", "Comparing")),
    (77, QT_TRANSLATE_NOOP("presets", "Small multiples")),
    (81, QT_TRANSLATE_NOOP("presets", "Schedules and searches")),
    (90, QT_TRANSLATE_NOOP("presets", "Networks")),
    (100, QT_TRANSLATE_NOOP("presets", "Training a network")),
    (110, QT_TRANSLATE_NOOP("presets", "Planes through weight space")),
    (120, QT_TRANSLATE_NOOP("presets", "Sharpness and regularisation")),
)

_NO_FILE = QT_TRANSLATE_NOOP("errors", "there is no file {given!r}")
_NO_SCENE = QT_TRANSLATE_NOOP("errors", "there is neither a file nor a preset {given!r}; {hint}")


@speaking("title", "caption", "chapter")
@dataclass(frozen=True)
class Preset:
    """A scene that can be opened by its ``id``."""

    id: str
    path: Path
    title: str
    caption: str
    chapter: str  # one of CHAPTERS' words


@cache
def presets() -> tuple[Preset, ...]:
    """All presets in order, read once: only the lines above the first table of each file."""
    files = assets().joinpath("scenes").glob("[0-9]*-*.toml")
    return tuple(_preset(path) for path in sorted(files, key=_number))


def id_of(path: Path) -> str:
    """The id of the preset in the file ``path``."""
    return re.sub(r"^\d+-", "", path.stem)


def following(id: str) -> Preset | None:
    """The preset after ``id`` in the gallery's order; None after the last one, and where there is none."""
    known = presets()
    places = [i for i, each in enumerate(known) if each.id == id]
    return known[places[0] + 1] if places and places[0] + 1 < len(known) else None


def preset(id: str) -> Preset | None:
    """The preset called ``id`` (``-`` and ``_`` are one), or None."""
    wanted = id.replace("-", "_")
    return next((p for p in presets() if p.id == wanted), None)


def find(given: str) -> Path:
    """The file that a person means by ``given``: a path, or the id of a preset. Raises :class:`SceneError`.

    A scene code is given back as a path of that name, which :func:`landscape_app.given.load` reads.
    """
    from landscape_app.scene import code

    path = Path(given)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        if code.looks_like(given):
            return path
        raise SceneError(_NO_FILE, given=given[:200]) from None
    if code.looks_like(given):
        return path
    known = preset(given)
    if known is not None:
        return known.path
    if path.suffix or len(path.parts) > 1:
        raise SceneError(_NO_FILE, given=given[:200])
    ids = [p.id for p in presets()]
    close = difflib.get_close_matches(given.replace("-", "_"), ids, 1)
    hint = f"did you mean {close[0]}?" if close else "'landscape list presets' names the presets"
    raise SceneError(_NO_SCENE, given=given[:200], hint=hint)


def _number(path: Path) -> int:
    return int(path.stem.partition("-")[0])


def _preset(path: Path) -> Preset:
    head = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("["):
                break
            head.append(line)
    words = tomllib.loads("".join(head))
    number = _number(path)
    chapter = [name for first, name in CHAPTERS if first <= number][-1]
    return Preset(id_of(path), path, words["title"], words["caption"], chapter)
