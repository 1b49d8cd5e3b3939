"""Values written as TOML, each number to read back to the same bits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Unwritable(ValueError):
    """A value that TOML has no form for; ``key`` names it, ``needs`` says what it should be, ``got`` what it is."""

    def __init__(self, key: str, needs: str, got: str) -> None:
        super().__init__(f"{key or 'value'} must be {needs}, got {got}")
        self.key, self.needs, self.got = key, needs, got


def lines(entries: Mapping[str, Any]) -> str:
    """One line a key."""
    return "".join(f"{key} = {text_of(value, key)}\n" for key, value in entries.items())


_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def text_of(value: Any, key: str = "") -> str:
    """A value in TOML. Numbers are written by ``repr``, which reads back to the same bits."""
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(text_of(v, key) for v in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)} = {text_of(v, f'{key}.{k}')}" for k, v in value.items()) + "}"
    if isinstance(value, str):
        return '"' + "".join(_escaped(c, key) for c in value) + '"'
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, int):
        return repr(int(value))
    if isinstance(value, float):
        return repr(float(value))
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:  # a NumPy scalar
        return text_of(value.item(), key)
    raise Unwritable(key, "a number, a text or a list", type(value).__name__)


def _escaped(c: str, key: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if "\ud800" <= c <= "\udfff":
        raise Unwritable(key, "text that Unicode can write", ascii(c))
    return f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c


def _key(name: str) -> str:
    """A key as TOML writes it: in quotes where it is more than letters, digits, _ and -."""
    return name if _BARE.fullmatch(name) else text_of(name, name)
