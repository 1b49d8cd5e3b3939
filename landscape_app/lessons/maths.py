"""Formulas of lessons, written in LaTeX, as pictures of lines: set by ziamath, through latex2mathml.

See docs/decisions/010: the formulas of the step inspector, which change with every step, are painted by our own
``typeset``; those of a lesson stand still, and their authors write LaTeX.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from landscape_app.lessons.model import Lesson

KEPT = 512  # formulas
_EM = 100.0  # the size they are set in; a vector picture has any other too
_lock = threading.Lock()  # ziamath's configuration is the module's


@dataclass(frozen=True)
class Formula:
    """An SVG whose lines are black, and its size in ems: from the baseline ``ascent`` up and ``depth`` down."""

    svg: bytes
    width: float
    ascent: float
    depth: float


@lru_cache(maxsize=4096)
def can_be_set(latex: str) -> bool:
    """Whether every command is known and every bracket closed. Lays nothing out."""
    from latex2mathml.converter import convert

    try:
        return bool(latex.strip()) and "\\" not in convert(latex)
    except (Exception, RecursionError):  # its errors have no common base
        return False


@lru_cache(maxsize=KEPT)
def formula(latex: str, displayed: bool) -> Formula:
    """``latex`` set in black. Raises ValueError where :func:`can_be_set` says no."""
    if not can_be_set(latex):
        raise ValueError(f"this formula cannot be set: {latex[:80]}")
    with _lock:
        ziamath: Any = __import__("ziamath")
        ziamath.config.svg2 = False  # Qt draws no <symbol>
        made = ziamath.Latex(latex, size=_EM, color="#000000", inline=not displayed)
        svg = made.svg()
        width, height = made.getsize()
        depth = -made.getyofst()
    return Formula(svg.encode(), width / _EM, (height - depth) / _EM, depth / _EM)


def warm(lesson: Lesson) -> Iterator[int]:
    """Set the lesson's formulas before they are seen; yields after each."""
    from landscape_app.lessons.pieces import DISPLAYED, formulas

    for step in lesson.steps:
        for words in (step.caption, step.slide, step.aside, step.tries, step.notes):
            for piece in formulas(words):
                formula(piece.text, piece.kind == DISPLAYED)
                yield 1
