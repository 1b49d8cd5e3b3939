"""The key to the runs: colour, dash, marker and title, a row a run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from landscape_app.results import RunData
from landscape_app.theme import Theme
from landscape_app.views import strokes

SAMPLE = 30.0  # width of the line before a title
_PAD, _GAP = 7.0, 7.0
_WIDEST = 0.46  # of the view
_TALLEST = 0.5


class Legend:
    """Laid out for the room there is: ``rect`` is empty where a legend would take too much of it."""

    def __init__(self, runs: Sequence[RunData], theme: Theme, font: QFont, room: QRectF) -> None:
        self._theme, self._font = theme, QFont(font)
        self._font.setPixelSize(max(9, round(theme.font_size * 4 / 3 * 0.92)))
        metrics = QFontMetricsF(self._font)
        self._row = metrics.height() + 2.0
        self._runs = tuple(run for run in runs if run.spec.visible)
        widest = _WIDEST * room.width() - SAMPLE - _GAP - 2 * _PAD
        self._titles = [metrics.elidedText(r.spec.title, Qt.TextElideMode.ElideRight, widest) for r in self._runs]
        self.rect = QRectF()
        height = len(self._runs) * self._row + 2 * _PAD - 4.0
        if self._runs and widest > 40.0 and height <= _TALLEST * room.height():
            name = max(metrics.horizontalAdvance(title) for title in self._titles)
            self.rect = QRectF(room.left(), room.top(), SAMPLE + _GAP + name + 2 * _PAD, height)

    def paint(self, painter: QPainter) -> None:
        """On a plate that lets the picture shine through a little."""
        if self.rect.isEmpty():
            return
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QColor(theme.panel)
        plate.setAlphaF(0.88)
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.setBrush(plate)
        painter.drawRoundedRect(self.rect, 6.0, 6.0)
        painter.setFont(self._font)
        for i, (run, title) in enumerate(zip(self._runs, self._titles, strict=True)):
            row = QRectF(
                self.rect.left() + _PAD, self.rect.top() + _PAD - 2.0 + i * self._row, self.rect.width(), self._row
            )
            sample(painter, run, theme, row.left(), row.center().y(), SAMPLE)
            painter.setPen(QColor(theme.ink))
            painter.drawText(row.adjusted(SAMPLE + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


def sample(painter: QPainter, run: RunData, theme: Theme, x: float, y: float, width: float) -> None:
    """A run's line with its marker, from (x, y) to the right."""
    colour = run.colour(theme)
    painter.setPen(strokes.stroke(colour, theme.line_width + 0.3, run.dash))
    painter.drawLine(QPointF(x, y), QPointF(x + width, y))
    strokes.draw_marker(painter, x + width / 2, y, 5.0, run.marker, colour, theme.panel, 1.2)
