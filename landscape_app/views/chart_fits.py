"""The fitted slopes of f − f* in words: a formula, and under it a row a run, where they hide least of the curves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.analysis.fit import Fit
from core.arrays import Array
from landscape_app.results import RunData
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.plotting import font_of
from landscape_app.views.words import number

_LEVEL = math.log10(1.01)  # decades: a tail that changes by less than a hundredth no longer falls
_SCATTER = 2.0  # standard deviations: what noise does to a slope
_PAD = 5.0
_SMALLER = (1.5, 2.5, 3.5, 4.5)  # points below the theme's letters
_WIDEST = 0.55
_CELL = 5.0  # pixels: a curve that shakes blackens no more than one that does not
_TALLEST = 0.62  # of the plot
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, eq=False)
class Note:
    """One run's fitted tail, with the values (k+1,) that it was fitted to."""

    run: RunData
    fit: Fit
    values: Array

    @cached_property
    def _logs(self) -> tuple[Array, Array]:
        """log10 of the tail and of the line through it, (m,) each."""
        steps = np.arange(self.fit.first, self.fit.last + 1)
        tail = self.values[steps]
        known = np.isfinite(tail) & (tail > 0)
        return np.log10(tail[known]), np.log10(self.fit.value(steps[known].astype(np.float64)))

    @cached_property
    def is_flat(self) -> bool:
        """Whether the tail no longer falls: its line changes by next to nothing, or by less than the tail scatters."""
        tail, line = self._logs
        return abs(float(line[-1] - line[0])) < max(_LEVEL, _SCATTER * float(np.std(tail - line)))

    @property
    def level(self) -> float:
        """Where a flat tail lies: its geometric mean."""
        return float(10.0 ** self._logs[0].mean())


def formula(fit: Fit) -> str:
    """What is fitted: a factor ρ a step on log-y axes, an order p on log-log axes."""
    return "f − f* ≈ C ρᵏ" if fit.scale == "semilog" else "f − f* ≈ C / kᵖ"


def words(note: Note) -> str:
    """The slope of one run."""
    fit = note.fit
    if note.is_flat:
        return QCoreApplication.translate("charts", "flat at {}").format(number(note.level))
    if fit.scale == "semilog":
        return f"ρ = {number(fit.rate, 4)}"
    return f"p = {number(-fit.slope)}"


class Plate:
    """The words of all slopes, laid out for a room: smaller letters where they would cover too much of it."""

    def __init__(self, notes: Sequence[Note], theme: Theme, room: QRectF) -> None:
        self._theme = theme
        self._rows: dict[str, list[Note]] = {}  # runs of one slope share a row
        for note in notes:
            self._rows.setdefault(words(note), []).append(note)
        self._head = "" if all(note.is_flat for note in notes) else formula(notes[0].fit)
        for smaller in _SMALLER:
            self._font = font_of(theme, smaller)
            metrics = QFontMetricsF(self._font)
            self._row = metrics.height()
            self._sign = 0.95 * metrics.ascent()
            parts = [metrics.horizontalAdvance(t) + self._sign * len(of) + 4 for t, of in self._rows.items()]
            wide = max([metrics.horizontalAdvance(self._head), *parts]) + 2 * _PAD
            tall = self._row * (bool(self._head) + len(self._rows)) + 2 * _PAD - 2
            self.rect = QRectF(0, 0, wide, tall)
            if wide <= _WIDEST * room.width() and tall <= _TALLEST * room.height():
                break

    def move_to_free_corner(self, room: QRectF, points: Array) -> None:
        """The corner of ``room`` where the curves' ``points`` (n, 2) blacken least, the right ones first."""
        cells = np.unique(np.round(points / _CELL), axis=0) * _CELL
        best, least = self.rect, -1
        for right, low in ((True, False), (False, True), (True, True), (False, False)):
            at = QRectF(self.rect)
            at.moveLeft(room.right() - at.width() - 6 if right else room.left() + 6)
            at.moveTop(room.bottom() - at.height() - 6 if low else room.top() + 6)
            x, y = cells[:, 0], cells[:, 1]
            hidden = int(np.sum((x > at.left()) & (x < at.right()) & (y > at.top()) & (y < at.bottom())))
            if least < 0 or hidden < least:
                best, least = at, hidden
        self.rect = best

    def paint(self, painter: QPainter) -> None:
        """The formula first, then a row a slope with the markers of its runs."""
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(theme.plot, 0.8))
        painter.drawRoundedRect(self.rect, 4, 4)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        line = QRectF(self.rect.left() + _PAD, self.rect.top() + _PAD - 1, self.rect.width(), self._row)
        if self._head:
            painter.drawText(line, _LEFT, self._head)
            line.translate(0, self._row)
        for text, of in self._rows.items():
            for i, note in enumerate(of):
                at, colour = line.left() + (i + 0.45) * self._sign, note.run.colour(theme)
                size = 0.32 * self._sign
                strokes.draw_marker(painter, at, line.center().y(), size, note.run.marker, colour, theme.plot, 0.8)
            painter.setPen(QColor(of[0].run.colour(theme) if len(of) == 1 else theme.ink))
            painter.drawText(line.adjusted(self._sign * len(of) + 4, 0, 0, 0), _LEFT, text)
            line.translate(0, self._row)


def draw(painter: QPainter, notes: Sequence[Note], theme: Theme, room: QRectF, points: Array) -> None:
    """On a plate in the freest corner of ``room``; ``points`` (n, 2) lie along the curves."""
    if notes:
        plate = Plate(notes, theme, room)
        plate.move_to_free_corner(room, points)
        plate.paint(painter)
