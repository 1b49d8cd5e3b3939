"""Single values of a scene file, each checked and named by its key path where it is wrong."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.words import QT_TRANSLATE_NOOP, CoreError
from landscape_app.scene.toml_text import text_of

LONG = 2**63 - 1  # TOML's whole numbers

NEEDS = QT_TRANSLATE_NOOP("errors", "{name} must be {needs}, got {got}")
MISSING = QT_TRANSLATE_NOOP("errors", "{name} is missing; it must be {needs}")
_UNKNOWN_KEY = QT_TRANSLATE_NOOP("errors", "{name} is not a key that a scene has; {hint}")
_MEANT = QT_TRANSLATE_NOOP("errors", "did you mean {meant}?")
_THERE_ARE = QT_TRANSLATE_NOOP("errors", "there are {known}")


class SceneError(CoreError):
    """A scene that cannot be read; ``field`` is the key's path, the message one sentence."""


def wrong(path: str, needs: str, got: object) -> SceneError:
    """The error of a value that is not what it must be."""
    return SceneError(NEEDS, field=path, name=path, needs=needs, got=written(got))


def table(tree: Mapping[str, Any], key: str, path: str = "") -> dict[str, Any]:
    """The table of that key, which must be there."""
    path = path or key
    if key not in tree:
        raise SceneError(MISSING, field=path, name=path, needs=f"a table written [{path}]")
    value = tree[key]
    if not isinstance(value, dict):
        raise wrong(path, f"a table written [{path}]", value)
    return value


def known_keys(entry: Mapping[str, Any], known: Iterable[str], path: str) -> None:
    """Refuse a key that is not among the known ones."""
    names = tuple(known)
    for key in entry:
        if key not in names:
            shown = key if re.fullmatch(r"[\w-]{1,60}", key) else written(key)
            name = f"{path}.{shown}" if path else shown
            raise SceneError(_UNKNOWN_KEY, field=name, name=name, hint=hint(key, names))


def hint(given: object, known: Iterable[str]) -> str:
    """Which name was meant, or which there are."""
    names = tuple(known)
    close = difflib.get_close_matches(given[:60], names, 1, 0.6) if isinstance(given, str) else []
    return _MEANT.format(meant=close[0]) if close else _THERE_ARE.format(known=", ".join(names) or "none")


def number(value: Any, path: str) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise wrong(path, "a number", value)
    if isinstance(value, int):
        check_long(value, path)
    if not math.isfinite(value):
        raise wrong(path, "a finite number", value)
    return float(value)


def check_long(value: int, path: str) -> None:
    """Refuse whole numbers that TOML has no room for."""
    if abs(value) > LONG:
        raise wrong(path, "a number of at most 18 digits", value)


def numbers(value: Any, path: str) -> tuple[float, ...]:
    """A list of finite numbers."""
    if not isinstance(value, list):
        raise wrong(path, "a list of numbers", value)
    return tuple(number(v, f"{path}[{i}]") for i, v in enumerate(value))


def whole(entry: Mapping[str, Any], key: str, path: str, low: int, high: int = LONG) -> int:
    """A whole number within its limits, which must be there."""
    if key not in entry:
        raise SceneError(MISSING, field=path, name=path, needs="a whole number")
    value = entry[key]
    if type(value) is not int:
        raise wrong(path, "a whole number", value)
    if not low <= value <= high:
        needs = f"at least {low}" if value < low else f"at most {high}"
        raise wrong(path, needs, value)
    return value


def flag(entry: Mapping[str, Any], key: str, path: str, default: bool) -> bool:
    """True or false."""
    value = entry.get(key, default)
    if type(value) is not bool:
        raise wrong(path, "true or false", value)
    return value


def text(entry: Mapping[str, Any], key: str, path: str, limit: int) -> str:
    """A text of at most ``limit`` characters, "" where there is none."""
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise wrong(path, "a text in quotes", value)
    if "\0" in value:
        raise wrong(path, "a text without NUL", value)
    if len(value) > limit:
        raise SceneError(
            NEEDS, field=path, name=path, needs=f"at most {limit:,} characters", got=f"{len(value):,} characters"
        )
    return value


def one_of(entry: Mapping[str, Any], key: str, path: str, choices: tuple[str, ...]) -> str:
    """One of some words, "" where there is none."""
    value = entry.get(key, "")
    if not isinstance(value, str) or (value and value not in choices):
        raise wrong(path, "one of " + ", ".join(choices), value)
    return value


def point(entry: Mapping[str, Any], key: str, path: str, dim: int) -> tuple[float, ...]:
    """A point of ``dim`` numbers, () where there is none."""
    if key not in entry:
        return ()
    point = numbers(entry[key], path)
    if len(point) not in (0, dim):
        raise wrong(path, f"{dim} numbers, one for each variable", entry[key])
    return point


def domain(tree: Mapping[str, Any], dim: int) -> tuple[tuple[float, float], ...]:
    """A rectangle, () where there is none."""
    rows = tree.get("domain", [])
    if not isinstance(rows, list) or len(rows) not in (0, dim):
        raise wrong("domain", f"{dim} pairs [low, high], one for each variable", rows)
    pairs = []
    for i, row in enumerate(rows):
        pair = numbers(row, f"domain[{i}]")
        if len(pair) != 2 or not pair[0] < pair[1] or not math.isfinite(pair[1] - pair[0]):
            raise wrong(f"domain[{i}]", "a pair [low, high] with low < high", row)
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


def written(value: object) -> str:
    """``value`` as it would stand in the file, cut to 60 characters."""
    if value is None:
        return "nothing"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LONG:
        return "a longer one"  # repr() refuses beyond 4,300 digits
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list) and len(value) > 30:
        return f"a list of {len(value):,}"
    try:
        text = text_of(value)
    except ValueError:
        text = type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."
