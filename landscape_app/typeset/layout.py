"""Where everything of a formula goes: boxes with a baseline, after TeX's (Knuth, The TeXbook, appendix G), simplified.

Positions are device-independent pixels from the left end of the baseline, y downwards. Fonts are measured without
hinting, so that the places do not depend on the screen; the same boxes are drawn sharp at every pixel ratio.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from landscape_app.typeset.nodes import Accent, Coloured, Fence, Frac, Grid, Node, Op, Row, Scripts, Space, Sqrt, Sym

FAMILIES = (
    "STIX Two Text", "Latin Modern Roman", "Cambria", "Times New Roman", "Nimbus Roman", "Liberation Serif",
    "TeX Gyre Termes", "DejaVu Serif",
)  # fmt: skip
_AXIS = 0.26  # em above the baseline: the middle of =, of fractions, of brackets
_RULE = 0.055  # em: a fraction's line, a root's
_GAP = 0.14  # em between a fraction's line and its parts
_SMALLER = 0.72  # scripts
_LEAST = 6.5  # pixels: scripts of scripts are no smaller
_THIN = 0.08  # em beside a fraction, after a root
_TURNS = 6  # lines to a quarter of a circle


@dataclass(frozen=True)
class Glyphs:
    """A run of letters; (x, y) is the left end of its baseline."""

    x: float
    y: float
    text: str
    italic: bool
    size: float  # pixels an em
    term: str


@dataclass(frozen=True)
class Rule:
    """A filled bar, (x, y) its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    term: str


@dataclass(frozen=True)
class Stroke:
    """A line through the points; ``thick`` pixels wide."""

    points: tuple[tuple[float, float], ...]
    thick: float
    term: str


@dataclass(frozen=True)
class Bracket:
    """A round bracket: (x, y) its upper left corner; ``opens`` tells "(" from ")"."""

    x: float
    y: float
    width: float
    height: float
    opens: bool
    thick: float
    term: str


Mark = Glyphs | Rule | Stroke | Bracket


Place = tuple["Laid", float, float]


@dataclass(frozen=True, eq=False)
class Laid:
    """A box: ``ascent`` above the baseline, ``descent`` below it, and what is in it: its own marks and placed boxes."""

    width: float
    ascent: float
    descent: float
    own: tuple[Mark, ...] = ()
    parts: tuple[Place, ...] = ()

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.ascent + self.descent

    def each(self) -> Iterator[tuple[Mark, float, float]]:
        """Every mark in it, from left to right as far as boxes are nested so, and how far it is to be moved."""
        waiting: list[Place] = [(self, 0.0, 0.0)]
        while waiting:
            box, dx, dy = waiting.pop()
            for mark in box.own:
                yield mark, dx, dy
            waiting.extend((part, dx + x, dy + y) for part, x, y in reversed(box.parts))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark in it, in its place."""
        return tuple(_moved(*found) for found in self.each())


@lru_cache(maxsize=64)
def font(italic: bool, size: float) -> QFont:
    """The serif that this machine has."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setStyleHint(QFont.StyleHint.Serif)
    made.setItalic(italic)
    made.setPixelSize(max(1, round(size)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=64)
def _metrics(italic: bool, size: float) -> QFontMetricsF:
    return QFontMetricsF(font(italic, size))


@lru_cache(maxsize=8192)
def _measured(text: str, italic: bool, size: float) -> tuple[float, float, float]:
    """Width, ascent and descent of the ink, but never lower than a small letter."""
    metrics = _metrics(italic, size)
    ink = metrics.tightBoundingRect(text)
    lean = max(0.0, ink.right() - metrics.horizontalAdvance(text)) if italic else 0.0
    return metrics.horizontalAdvance(text) + lean, max(-ink.top(), 0.45 * size), max(ink.bottom(), 0.0)


def layout(node: Node, size: float, term: str = "") -> Laid:
    """The box of ``node`` in letters of ``size`` pixels, in the colour of ``term``."""
    size = float(round(size))
    match node:
        case Sym(text=text, italic=italic):
            return _letters(text, italic, size, term)
        case Op(text=text, space=space):
            word = _letters(text, False, size, term)
            wide = word.width + 2 * space * size
            return Laid(wide, word.ascent, word.descent, parts=((word, space * size, 0.0),))
        case Space(em=em):
            return Laid(em * size, 0.0, 0.0)
        case Row(items=items):
            return joined([layout(item, size, term) for item in items])
        case Frac(above=above, below=below):
            return _fraction(layout(above, size, term), layout(below, size, term), size, term)
        case Sqrt(body=body):
            return _root(layout(body, size, term), size, term)
        case Scripts(base=base, sup=sup, sub=sub):
            return _scripts(layout(base, size, term), sup, sub, size, term)
        case Accent(base=base, kind=kind):
            return _accent(layout(base, size, term), kind, size, term)
        case Fence(body=body, kind=kind):
            return _fence(layout(body, size, term), kind, size, term)
        case Grid(rows=rows, left=left):
            return _grid([[layout(cell, size, term) for cell in cells] for cells in rows], size, left)
        case Coloured(body=body, term=own):
            return layout(body, size, own)


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Stroke):
        return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


@lru_cache(maxsize=8192)
def _letters(text: str, italic: bool, size: float, term: str) -> Laid:
    width, ascent, descent = _measured(text, italic, size)
    return Laid(width, ascent, descent, (Glyphs(0.0, 0.0, text, italic, size, term),))


def joined(boxes: Sequence[Laid]) -> Laid:
    """One after the other on one baseline."""
    parts: list[Place] = []
    x = ascent = descent = 0.0
    for box in boxes:
        parts.append((box, x, 0.0))
        x += box.width
        ascent, descent = max(ascent, box.ascent), max(descent, box.descent)
    return Laid(x, ascent, descent, parts=tuple(parts))


def _thick(size: float) -> float:
    return max(1.0, _RULE * size)


def _fraction(above: Laid, below: Laid, size: float, term: str) -> Laid:
    pad, gap, thick, axis = _THIN * size, _GAP * size, _thick(size), _AXIS * size
    inner = max(above.width, below.width) + 2 * pad
    up = axis + thick / 2 + gap + above.descent
    down = -axis + thick / 2 + gap + below.ascent
    line = Rule(pad, -axis - thick / 2, inner, thick, term)
    parts = (above, pad + (inner - above.width) / 2, -up), (below, pad + (inner - below.width) / 2, down)
    return Laid(inner + 2 * pad, up + above.ascent, down + below.descent, (line,), parts)


def _root(body: Laid, size: float, term: str) -> Laid:
    thick, gap = _thick(size), 0.12 * size
    top, bottom = -(body.ascent + gap + thick), body.descent + 0.04 * size
    tall = bottom - top
    wide = 0.42 * size + 0.05 * tall
    middle = top + 0.55 * tall
    hook = (
        (0.02 * size, middle + 0.06 * size), (0.3 * wide, middle - 0.03 * size), (0.58 * wide, bottom),
        (wide, top + thick / 2), (wide + body.width + 0.1 * size, top + thick / 2),
    )  # fmt: skip
    left = wide + 0.06 * size
    width = left + body.width + _THIN * size
    return Laid(width, -top, bottom, (Stroke(hook, thick, term),), ((body, left, 0.0),))


def _scripts(base: Laid, sup: Node | None, sub: Node | None, size: float, term: str) -> Laid:
    small = max(_LEAST, _SMALLER * size)
    parts: list[Place] = [(base, 0.0, 0.0)]
    ascent, descent, wide = base.ascent, base.descent, 0.0
    if sup is not None:
        box = layout(sup, small, term)
        raised = max(0.42 * size, base.ascent - 0.28 * size) + box.descent * 0.5
        parts.append((box, base.width + 0.03 * size, -raised))
        ascent, wide = max(ascent, raised + box.ascent), box.width
    if sub is not None:
        box = layout(sub, small, term)
        lowered = max(0.18 * size, base.descent + (0.06 * size if base.descent > 0.3 * size else 0.0))
        lowered = max(lowered, box.ascent - 0.36 * size)
        parts.append((box, base.width + 0.01 * size, lowered))
        descent, wide = max(descent, lowered + box.descent), max(wide, box.width)
    return Laid(base.width + wide + 0.04 * size, ascent, descent, parts=tuple(parts))


def _accent(base: Laid, kind: str, size: float, term: str) -> Laid:
    thick, rise, half = _thick(size), 0.14 * size, min(0.26 * size, max(0.17 * size, 0.4 * base.width))
    x, y = base.width / 2 + 0.06 * size, -base.ascent - 0.1 * size
    shapes = {
        "hat": ((x - half, y), (x, y - rise), (x + half, y)),
        "bar": ((x - half, y - rise / 3), (x + half, y - rise / 3)),
        "tilde": (
            (x - half, y), (x - half / 2, y - rise * 0.6), (x, y - rise * 0.3), (x + half / 2, y),
            (x + half, y - rise * 0.6),
        ),
    }  # fmt: skip
    sign = Stroke(shapes[kind], thick, term)
    return Laid(base.width, base.ascent + 0.1 * size + rise + thick, base.descent, (sign,), ((base, 0.0, 0.0),))


def _fence(body: Laid, kind: str, size: float, term: str) -> Laid:
    axis, thick, pad = _AXIS * size, max(1.0, 0.06 * size), 0.07 * size
    half = max(0.5 * size, body.ascent - axis, body.descent + axis) + 0.06 * size
    top, tall = -axis - half, 2 * half
    shift = body.width + 2 * pad
    signs: tuple[Mark, ...]
    if kind == "{":
        wide = 0.42 * size
        brace = Stroke(_brace(wide, top, tall), thick, term)
        return Laid(wide + pad + body.width, -top, top + tall, (brace,), ((body, wide + pad, 0.0),))
    if kind == "()":
        wide = min(0.26 * size + 0.035 * tall, 0.5 * size)
        signs = (
            Bracket(0.0, top, wide, tall, True, thick, term),
            Bracket(wide + shift, top, wide, tall, False, thick, term),
        )
    elif kind == "[]":
        wide = 0.26 * size
        bend = (wide * 0.9, top), (wide * 0.3, top), (wide * 0.3, top + tall), (wide * 0.9, top + tall)
        right = tuple((2 * wide + shift - x, y) for x, y in bend)
        signs = Stroke(bend, thick, term), Stroke(right, thick, term)
    else:
        bars = 2 if kind == "‖‖" else 1
        wide = (0.12 + 0.16 * bars) * size
        at = [0.14 * size + 0.17 * size * i - thick / 2 for i in range(bars)]
        signs = tuple(Rule(x, top, thick, tall, term) for x in (*at, *(x + wide + shift for x in at)))
    return Laid(2 * wide + shift, -top, top + tall, signs, ((body, wide + pad, 0.0),))


def _brace(wide: float, top: float, tall: float) -> tuple[tuple[float, float], ...]:
    """An opening brace ``wide`` to the tips of its arms: four quarter circles, and what is between them upright."""
    r = min(0.5 * wide, 0.2 * tall)
    left, back, right = 0.5 * wide - r, 0.5 * wide, 0.5 * wide + r
    turns = [math.pi / 2 * i / _TURNS for i in range(_TURNS + 1)]
    arm = [(right - r * math.sin(a), top + r - r * math.cos(a)) for a in turns]  # from the tip to the back
    nose = [(left + r * math.cos(a), top + tall / 2 - r + r * math.sin(a)) for a in turns]  # on to the nose
    upper = [*arm, (back, top + tall / 2 - r), *nose]
    return (*upper, *((x, 2 * top + tall - y) for x, y in reversed(upper)))


def _grid(rows: list[list[Laid]], size: float, left: bool = False) -> Laid:
    """Centred on the axis; all lines have room for a line of digits."""
    if not rows:
        return Laid(0.0, 0.0, 0.0)
    widths = [max(cells[j].width for cells in rows) for j in range(len(rows[0]))]
    gap, between = 0.22 * size, 0.7 * size
    ascents = [max(0.68 * size, *(cell.ascent for cell in cells)) for cells in rows]
    descents = [max(0.0, *(cell.descent for cell in cells)) for cells in rows]
    tall = sum(ascents) + sum(descents) + gap * (len(rows) - 1)
    y = -_AXIS * size - tall / 2
    top = y
    parts: list[Place] = []
    for cells, ascent, descent in zip(rows, ascents, descents, strict=True):
        x = 0.0
        for cell, width in zip(cells, widths, strict=True):
            parts.append((cell, x if left else x + width - cell.width, y + ascent))
            x += width + between
        y += ascent + descent + gap
    return Laid(sum(widths) + between * (len(widths) - 1), -top, top + tall, parts=tuple(parts))
