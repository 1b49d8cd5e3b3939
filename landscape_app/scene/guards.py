"""What is looked at before a scene file is parsed: its size and how deep it is nested."""

from __future__ import annotations

import math
import re

from core.words import QT_TRANSLATE_NOOP
from landscape_app.scene.values import SceneError

MAX_BYTES = 1_000_000
MAX_DEPTH = 16  # of brackets and of dotted keys; a scene needs 4

_TOO_LARGE = QT_TRANSLATE_NOOP("errors", "a scene file must be at most {limit}, got {got}")
TOO_DEEP = QT_TRANSLATE_NOOP("errors", "brackets or keys must be nested at most {limit} deep (line {line})")


def check_size(size: int) -> None:
    """Refuse a file (bytes) or a text (characters) that is too large."""
    if size > MAX_BYTES:
        raise SceneError(_TOO_LARGE, limit=_megabytes(MAX_BYTES), got=_megabytes(size))


def _megabytes(size: int) -> str:
    return f"{math.ceil(size / 1e5) / 10:g} MB"


# Strings and comments, each closed or running to the end of its line or text, so that one pass is linear.
_QUOTED = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*(?:"|$)'
    r"|'[^'\n]*(?:'|$)|\#[^\n]*",
    re.DOTALL | re.MULTILINE,
)
# Possessive, and begun at the start of a word alone: linear in any text.
_WORD = r"[\w\"'-]++"
_DOTTED = re.compile(rf"(?<![\w\"'-]){_WORD}(?:[ \t]*+\.[ \t]*+{_WORD}){{{MAX_DEPTH}}}")


def check_depth(text: str) -> None:
    """Refuse deep nesting before the parser sees it: it recurses for brackets and is cubic in a dotted key's parts."""
    bare = _QUOTED.sub(lambda m: '""' + "\n" * m.group().count("\n"), text)
    dotted = _DOTTED.search(bare)
    if dotted:
        raise SceneError(TOO_DEEP, limit=MAX_DEPTH, line=bare.count("\n", 0, dotted.start()) + 1)
    depth = 0
    for found in re.finditer(r"[\[\]{}]", bare):
        depth += 1 if found.group() in "[{" else -1
        if depth > MAX_DEPTH:
            raise SceneError(TOO_DEEP, limit=MAX_DEPTH, line=bare.count("\n", 0, found.start()) + 1)
