"""σ(s) and σ′(s) typeset, with what they come to at the input: as large as the letters, or as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.nn.activations import Activation
from landscape_app.formulas.activations import DF, F, expressions
from landscape_app.formulas.numbers import signed
from landscape_app.theme import LIGHT, Theme
from landscape_app.typeset.layout import Laid, layout
from landscape_app.typeset.nodes import Coloured, Fence, Node, Op, Row, Sym, upright
from landscape_app.typeset.paint import paint
from landscape_app.typeset.plain import plain

_EM = 1.7  # pixels to a point of the theme's letters
_GAP = 0.5  # em between lines
_LEAST = 0.55  # of the size, where there is little room
_STEPS = 10


class ActivationRule(QWidget):
    """``show_at(activation, s, σ(s), σ′(s))``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._lines: tuple[tuple[Node, Node], ...] = ()  # a formula, and what follows it where there is room
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Called by Qt: two lines with fractions."""
        return QSize(0, round(6.0 * _EM * self._theme.font_size))

    def minimumSizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(0, round(3.0 * _EM * _LEAST * self._theme.font_size))

    def show_at(self, activation: Activation, s: float, y: float, dy: float) -> None:
        """The formulas of ``activation``, and their values at ``s``."""
        found = expressions(activation, s)
        texts = activation.formula, activation.derivative
        lines = []
        for i, (letter, term, value) in enumerate((("σ", F, y), ("σ′", DF, dy))):
            head = Row((Coloured(Sym(letter), term), Fence(Sym("s")), Op("=")))
            right = found[i].node(False) if found is not None else upright(texts[i])
            lines.append((Row((head, right)), Row((Op("=", 0.3), Coloured(signed(value), term)))))
        self._lines = tuple(lines)
        self.setAccessibleName("\n".join(plain(Row(line)) for line in self._lines))
        self.setToolTip(self.accessibleName())
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def _placed(self, size: float, room: float) -> tuple[list[tuple[Laid, float, float]], float, float]:
        """Boxes with their places, and the width and height of all; a value goes below where the line is full."""
        placed, y, wide = [], 0.0, 0.0
        for formula, value in self._lines:
            a, b = layout(formula, size), layout(value, size)
            y += a.ascent
            placed.append((a, 0.0, y))
            if a.width + b.width <= room:
                placed.append((b, a.width, y))
                wide = max(wide, a.width + b.width)
                y += max(a.descent, b.descent)
            else:
                y += a.descent + 0.5 * _GAP * size + b.ascent
                placed.append((b, size, y))
                wide = max(wide, a.width, size + b.width)
                y += b.descent
            y += _GAP * size
        return placed, wide, y

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        if not self._lines:
            return
        theme, room = self._theme, QRectF(self.rect())
        usual = _EM * theme.font_size
        for step in range(_STEPS + 1):
            size = usual * (1 - (1 - _LEAST) * step / _STEPS)
            placed, wide, tall = self._placed(size, room.width())
            if wide <= room.width() and tall <= room.height() + _GAP * size:
                break
        painter = QPainter(self)
        colours = {F: theme.runs[0], DF: theme.runs[1]}
        for box, x, y in placed:
            paint(painter, box, x, y, lambda term: QColor(colours.get(term, theme.ink)))
        painter.end()
