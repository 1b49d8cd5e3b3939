"""Draws the lines of a rule: in symbols, and beside or below them with a step's numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from core.words import said
from landscape_app.formulas.expr import Named
from landscape_app.formulas.step import Line
from landscape_app.terms import TERMS, term_colour
from landscape_app.theme import LIGHT, Theme
from landscape_app.typeset.layout import Laid, joined, layout
from landscape_app.typeset.paint import paint
from landscape_app.typeset.plain import plain

_SIZE = 1.72  # pixels of the formula's letters to a point of the theme's
_GAP = 0.42  # em between lines
_NARROW = 0.16  # em between a line in symbols and the same in numbers below it
_BETWEEN = 2.2  # em between the two columns
_NOTE = 1.0  # em before a note
_MARGIN = 12.0  # pixels


@dataclass(frozen=True)
class _Placed:
    box: Laid
    x: float
    y: float


@dataclass(frozen=True)
class _Row:
    """One line: the boxes left and right of the sign, in symbols and in numbers."""

    line: Line
    symbols: tuple[Laid, Laid]
    numbers: tuple[Laid, Laid]
    note: str
    tick: str

    @property
    def in_one(self) -> bool:
        """Whether there is nothing to put numbers into: below one another, symbols and number then share a line."""
        return not self.line.is_claim and (self.line.right is None or isinstance(self.line.right, Named))


def note_of(line: Line) -> str:
    """The words beside a line, in the language of the window."""
    if not line.note:
        return ""
    return str(said(line.note)).format(**dict(line.values))


class FormulaView(QWidget):
    """``set_lines``, then ``arrange`` for the width there is; it takes the size that it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._rows: tuple[_Row, ...] = ()
        self._placed: list[_Placed] = []
        self._words: list[tuple[str, str, float, float]] = []  # tick, note, x, baseline
        self._band: QRectF | None = None
        self._width = self._height = 0
        self.stacked = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The rule of the method, with the numbers of this step"))

    @property
    def size_of_letters(self) -> float:
        """Pixels an em."""
        return float(round(_SIZE * self._theme.font_size))

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that are coloured in what is shown."""
        boxes = [box for each in self._rows for box in each.symbols]
        found = {mark.term for box in boxes for mark, _, _ in box.each()}
        return tuple(term for term in TERMS if term in found)

    def set_theme(self, theme: Theme) -> None:
        """Colours and size."""
        self._theme = theme
        self.set_lines(tuple(each.line for each in self._rows))

    def set_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these."""
        size = self.size_of_letters
        rows = []
        for line in lines:
            left, right = line.symbols()
            n_left, n_right = line.numbers()
            tick = ("✓" if line.holds else "✗") if line.is_claim else ""
            symbols = layout(left, size), layout(right, size)
            numbers = layout(n_left, size), layout(n_right, size)
            rows.append(_Row(line, symbols, numbers, note_of(line), tick))
        self._rows = tuple(rows)
        if QAccessible.isActive():
            self.setAccessibleDescription(self.text())
        self.arrange(self._width, self._height)

    def text(self) -> str:
        """Both columns as text, a line each."""
        out = []
        for each in self._rows:
            symbols = "".join(plain(node) for node in each.line.symbols()).strip()
            numbers = "".join(plain(node) for node in each.line.numbers()).strip()
            words = " ".join(word for word in (each.tick, each.note) if word)
            out.append(symbols + (f"    ({words})" if words else "") + "\n    " + numbers)
        return "\n".join(out)

    def arrange(self, width: int, height: int) -> None:
        """Side by side where ``width`` pixels have room for that, else the numbers below the symbols."""
        self._width, self._height = width, height
        self._placed, self._words, self._band = [], [], None
        if not self._rows:
            self.resize(max(1, width), max(1, height))
            self.update()
            return
        em, metrics = self.size_of_letters, self.fontMetrics()
        widest = [
            max(box.width for box in column)
            for column in zip(*((*each.symbols, *each.numbers) for each in self._rows), strict=True)
        ]
        words = max(metrics.horizontalAdvance(f"{each.tick} {each.note}".strip()) for each in self._rows)
        notes = words + _NOTE * em if words else 0.0
        side = sum(widest) + _BETWEEN * em + notes
        self.stacked = side + 2 * _MARGIN > width
        left = widest[0]
        if self.stacked:  # a claim's numbers may be wide at the left, and begin where they will
            left = max(left, *(each.numbers[0].width for each in self._rows if not each.tick), 0.0)
        y, right = 8.0, 0.0
        for each in self._rows:
            top = y
            if self.stacked:
                end = 0.0
                if each.in_one:
                    boxes = each.symbols[0], joined((each.symbols[1], each.numbers[1]))
                    y, end, base = self._pair(boxes, _MARGIN + left, y)
                    end = self._say(each, end, base, em)
                else:
                    y, end, base = self._pair(each.symbols, _MARGIN + left, y)
                    end = self._say(each, end, base, em)
                    y, wide, _ = self._pair(each.numbers, _MARGIN + left, y + _NARROW * em)
                    end = max(end, wide)
            else:
                both = (*each.symbols, *each.numbers)
                base = y + max(box.ascent for box in both)
                self._at(each.symbols, _MARGIN + left, base)
                second = _MARGIN + widest[0] + widest[1] + _BETWEEN * em + widest[2]
                end = self._at(each.numbers, second, base)
                end = self._say(each, end, base, em)
                y = base + max(box.descent for box in both)
            right = max(right, end)
            if each.line.arrives:
                pad = (0.6 if self.stacked else 0.3) * _GAP * em
                self._band = QRectF(0.0, top - pad, 0.0, y - top + 2 * pad)
            y += _GAP * em * (1.5 if self.stacked else 1.0)
        self.resize(max(width, round(right + _MARGIN)), max(height, round(y + 4)))
        self.update()

    def _pair(self, boxes: tuple[Laid, Laid], x: float, y: float) -> tuple[float, float, float]:
        """Put a line below ``y``; its lower end, its right end and its baseline."""
        base = y + max(box.ascent for box in boxes)
        end = self._at(boxes, max(x, _MARGIN + boxes[0].width), base)
        return base + max(box.descent for box in boxes), end, base

    def _at(self, boxes: tuple[Laid, Laid], x: float, base: float) -> float:
        """The left box ends and the right one begins at x; gives the right end."""
        self._placed.append(_Placed(boxes[0], x - boxes[0].width, base))
        self._placed.append(_Placed(boxes[1], x, base))
        return x + boxes[1].width

    def _say(self, each: _Row, x: float, base: float, em: float) -> float:
        if not (each.note or each.tick):
            return x
        self._words.append((each.tick, each.note, x + _NOTE * em, base))
        return x + _NOTE * em + self.fontMetrics().horizontalAdvance(f"{each.tick} {each.note}".strip())

    def sizeHint(self) -> QSize:
        """As arranged."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        inks = {term: QColor(term_colour(self._theme, term)) for term in TERMS}
        ink, muted = QColor(self._theme.ink), QColor(self._theme.muted)
        painter.fillRect(event.rect(), QColor(self._theme.plot))
        if self._band is not None:
            band = QColor(self._theme.accent)
            band.setAlphaF(0.14 if self._theme.dark else 0.08)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawRoundedRect(self._band.adjusted(4, 0, self.width() - 8, 0), 6, 6)
        shown = event.rect()
        for each in self._placed:
            if each.y + each.box.descent >= shown.top() and each.y - each.box.ascent <= shown.bottom():
                paint(painter, each.box, each.x, each.y, lambda term: inks.get(term, ink))
        painter.setFont(self.font())
        for tick, note, x, y in self._words:
            if tick:
                painter.setPen(QColor(self._theme.warning if tick == "✗" else self._theme.runs[2]))
                painter.drawText(QPointF(x, y), tick)
                x += self.fontMetrics().horizontalAdvance(f"{tick} ")
            painter.setPen(muted)
            painter.drawText(QPointF(x, y), note)
        painter.end()


class FormulaArea(QScrollArea):
    """Scrolls a :class:`FormulaView`; leaves the arrow keys to the timeline."""

    def __init__(self, view: FormulaView) -> None:
        super().__init__()
        self.view = view
        self.setObjectName("formulas")
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(False)
        self.setWidget(view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want another arrangement."""
        super().resizeEvent(event)
        self.view.arrange(self.viewport().width(), self.viewport().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """None is used here."""
        event.ignore()
