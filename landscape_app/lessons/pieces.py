"""Markdown taken apart into words and formulas: ``$…$`` in a line, ``$$…$$`` displayed. One pass, linear."""

from __future__ import annotations

from dataclasses import dataclass

from core.words import QT_TRANSLATE_NOOP, CoreError

WORDS, INLINE, DISPLAYED = "words", "inline", "displayed"
MAX_FORMULA = 600  # characters

_OPEN = QT_TRANSLATE_NOOP("lessons", "the formula that begins with {begin!r} is not closed")
_LONG = QT_TRANSLATE_NOOP("lessons", "a formula must have at most {most} characters, got {got}")


@dataclass(frozen=True)
class Piece:
    """``line`` counts from 0 within the text."""

    kind: str
    text: str
    line: int


class PieceError(CoreError):
    """A formula that does not end; ``line`` counts from 0 within the text."""

    def __init__(self, template: str, line: int, /, **values: object) -> None:
        super().__init__(template, field="", **values)
        self.line = line


def pieces(text: str) -> list[Piece]:
    """``text`` in order. Code between backticks is words; ``\\$`` is a dollar. Raises :class:`PieceError`."""
    out: list[Piece] = []
    words: list[str] = []
    i, line, begun = 0, 0, 0

    def flush() -> None:
        if words:
            out.append(Piece(WORDS, "".join(words), begun))
            words.clear()

    while i < len(text):
        c = text[i]
        if not words:
            begun = line
        if c == "\\" and i + 1 < len(text):
            words.append("$" if text[i + 1] == "$" else text[i : i + 2])
            line += text[i + 1] == "\n"
            i += 2
        elif c == "`":
            end = text.find("`", i + 1)
            code = text[i : end + 1] if end >= 0 else c
            words.append(code)
            line += code.count("\n")
            i += len(code)
        elif c == "$":
            fence = "$$" if text.startswith("$$", i) else "$"
            end = text.find(fence, i + len(fence))
            inside = text[i + len(fence) : end] if end >= 0 else ""
            if end < 0 or (fence == "$" and "\n\n" in inside):
                raise PieceError(_OPEN, line, begin=text[i : i + 20].split("\n")[0])
            if len(inside) > MAX_FORMULA:
                raise PieceError(_LONG, line, most=MAX_FORMULA, got=len(inside))
            flush()
            out.append(Piece(DISPLAYED if fence == "$$" else INLINE, " ".join(inside.split()), line))
            line += inside.count("\n")
            i = end + len(fence)
        else:
            words.append(c)
            line += c == "\n"
            i += 1
    flush()
    return out


def formulas(text: str) -> list[Piece]:
    """The formulas of ``text``, in order."""
    return [piece for piece in pieces(text) if piece.kind != WORDS]
