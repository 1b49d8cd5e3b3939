"""A small legend in a corner: a patch of colour and a few words a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout

from core.words import Sentence
from landscape_app.shapes import Key, Overlay
from landscape_app.theme import Theme

Swatch = Callable[[QPainter, QRectF], None]
_PAD, _GAP = 8.0, 6.0
_BARRED = 100.0  # times as bad to cover


def words(sentence: Sentence) -> str:
    """The sentence of a lens in the person's language."""
    return str(sentence)


def dot(colour: str, theme: Theme) -> Swatch:
    """A filled circle with a rim, as a swarm's dots have."""

    def paint(painter: QPainter, at: QRectF) -> None:
        painter.setPen(QPen(QColor(rim(theme)), 0.8))
        painter.setBrush(QColor(colour))
        r = 0.30 * at.height()
        painter.drawEllipse(at.center(), r, r)

    return paint


def rim(theme: Theme) -> str:
    """What sets dots off from the coloured ground."""
    return "#0d1016" if theme.dark else "#10141b"


class KeyPlate:
    """Rows laid out in at most ``room`` logical pixels of width; ``size`` is empty where that is too little.

    A row that is too long is cut short with an ellipsis; ``broken``, it goes on below.
    """

    def __init__(
        self, rows: Sequence[tuple[Swatch | None, str]], theme: Theme, font: QFont, room: float, broken: bool = False
    ) -> None:
        self._theme, self._font, self.broken = theme, font, broken
        metrics = QFontMetricsF(font)
        self._row, self._side = metrics.height() + 2.0, metrics.height()
        self._indent = self._side + _GAP if any(swatch for swatch, _ in rows) else 0.0
        widest = room - self._indent - 2 * _PAD
        if broken and widest >= 60.0:
            rows = [part for row in rows for part in _broken(row, font, widest)]
        self._rows = rows
        self.size = QSizeF()
        if rows and widest >= 60.0:
            self._texts = [metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest) for _, text in rows]
            ends = [
                metrics.horizontalAdvance(text) + (self._indent if swatch else 0.0)
                for (swatch, _), text in zip(rows, self._texts, strict=True)
            ]
            self.size = QSizeF(max(ends) + 2 * _PAD, len(rows) * self._row + _PAD)

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """With its upper left corner there."""
        if self.size.isEmpty():
            return
        plate, theme = QRectF(corner, self.size), self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1.0))
        ground = QColor(theme.panel)
        ground.setAlphaF(0.84)
        painter.setBrush(ground)
        painter.drawRoundedRect(plate, 6.0, 6.0)
        painter.setFont(self._font)
        for i, ((swatch, _), text) in enumerate(zip(self._rows, self._texts, strict=True)):
            at = QRectF(plate.left() + _PAD, plate.top() + _PAD / 2 + i * self._row, self._side, self._row)
            if swatch is not None:
                swatch(painter, at)
            named = swatch is not None
            painter.setPen(QColor(theme.ink if named else theme.muted))
            left = at.left() + (self._indent if named else 0.0)
            box = QRectF(left, at.top(), plate.right() - left, self._row)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def place(self, room: QRectF, taken: Sequence[QRectF], barred: Sequence[QRectF] = ()) -> QPointF:
        """The corner of ``room`` in which it covers least of ``taken``, and above all of ``barred``."""
        right, low = room.right() - self.size.width(), room.bottom() - self.size.height()
        corners = [
            QPointF(room.left(), low), QPointF(right, low), QPointF(room.left(), room.top()), QPointF(right, room.top())
        ]  # fmt: skip

        def covered(corner: QPointF) -> float:
            plate = QRectF(corner, self.size)
            cost = sum(_area(plate.intersected(other)) for other in taken)
            return cost + sum(_BARRED * _area(plate.intersected(other)) for other in barred)

        return min(corners, key=covered)  # the first of equals


def _broken(row: tuple[Swatch | None, str], font: QFont, widest: float) -> list[tuple[Swatch | None, str]]:
    """A row as the lines that Qt breaks it into: between words, or between Chinese signs."""
    swatch, text = row
    layout = QTextLayout(text, font)
    layout.beginLayout()
    parts: list[tuple[Swatch | None, str]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(widest)
        start = line.textStart()
        parts.append((_blank if parts and swatch else swatch, text[start : start + line.textLength()].strip()))
    layout.endLayout()
    return parts


def _blank(_painter: QPainter, _at: QRectF) -> None:
    """In the place of a swatch, where a row goes on."""


def _area(rect: QRectF) -> float:
    return max(0.0, rect.width()) * max(0.0, rect.height())


def key_rows(shapes: Overlay, theme: Theme) -> list[tuple[Swatch | None, str]]:
    """What the keys among ``shapes`` say."""
    keys = (shape for shape in shapes if isinstance(shape, Key))
    return [(dot(c, theme) if c else None, words(sentence)) for key in keys for c, sentence in key.rows]
