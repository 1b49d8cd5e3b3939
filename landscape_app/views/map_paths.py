"""The race on the map: paths up to the play head with their direction, the balls, and the start as a ring to hold."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from core.arrays import Array, IntArray
from landscape_app.results import RunData
from landscape_app.views import strokes
from landscape_app.views.map_signs import draw_signs
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot
from landscape_app.views.polyline import Box, along, at, pieces, thin, until

HANDLE = 9.0  # radius of the start handle, logical pixels
BALL = 7.0
ARROW_SPACING = 92.0  # pixels along a path
MOST_ARROWS = 24  # a path: a long zig-zag stays readable
CLIP = 40.0  # paths are cut this far outside the view


class Paths(Layer):
    """Paths up to the head with their direction, the balls, and the start handle."""

    def __init__(self, plot: Plot, state: MapState) -> None:
        super().__init__(plot, 10)
        self._state = state
        self._at: dict[int, tuple[Array, IntArray]] = {}  # run -> pixels of the thinned path, their step numbers
        self._key: object = None

    def stale(self) -> None:
        """Other runs."""
        self._key = None
        self.update()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Lines first, so that no path hides another's ball."""
        s, theme = self._state, self._state.theme
        if self._key != pixels:
            self._key, self._at = pixels, {}
        shown = s.shown()
        trail = s.scene.display.trail if s.scene else 0
        casing = "#101319" if theme.dark else "#ffffff"
        for run in shown:
            self._line(painter, pixels, run, trail, casing)
        draw_signs(painter, pixels, s)
        if s.start is not None:
            self._handle(painter, *pixels.point(*s.start))
        for run in shown:
            ball = at(run.trajectory.x, s.head)[:2]
            if np.all(np.isfinite(ball)):
                x, y = pixels.point(*ball)
                if pixels.holds(x, y, 20.0):
                    size = BALL * max(1.0, theme.line_width / 2.6)
                    strokes.draw_marker(painter, x, y, size, run.marker, run.colour(theme), "#ffffff", 4.0)
                    strokes.draw_marker(painter, x, y, size, run.marker, run.colour(theme), "#10141b", 1.3)

    def _line(self, painter: QPainter, pixels: Pixels, run: RunData, trail: int, casing: str) -> None:
        s, theme = self._state, self._state.theme
        if run.index not in self._at:
            with np.errstate(all="ignore"):
                p = pixels.forward(run.trajectory.x[:, :2])
            keep = thin(p)
            self._at[run.index] = p[keep], keep
        points, steps = self._at[run.index]
        last = len(run.trajectory.x) - 1
        head = min(max(s.head, 0.0), float(last))
        # the head's place among the points kept
        place = float(np.interp(head, steps, np.arange(len(steps))))
        low = float(np.interp(head - trail, steps, np.arange(len(steps)))) if trail else 0.0
        with np.errstate(all="ignore"):
            line = until(points, place)[int(low) :]
        box = (-CLIP, -CLIP, pixels.width + CLIP, pixels.height + CLIP)
        parts = pieces(line, box)
        if not parts:
            return
        colour = run.colour(theme)
        strokes.trace(painter, parts, strokes.stroke(casing, theme.line_width + 1.8))
        strokes.trace(painter, parts, strokes.stroke(colour, theme.line_width, run.dash))
        self._dots(painter, line, box, colour, casing)
        size = 4.6 + theme.line_width * 0.8
        painter.setPen(strokes.stroke(casing, 1.2))
        painter.setBrush(QColor(colour))
        length = sum(float(np.hypot(*np.diff(part, axis=0).T).sum()) for part in parts)
        spacing = max(ARROW_SPACING, length / MOST_ARROWS)
        heads = QPainterPath()
        heads.setFillRule(Qt.FillRule.WindingFill)
        for part in parts:
            where, way = along(part, spacing, ARROW_SPACING / 2)
            for (x, y), (dx, dy) in zip(where.tolist(), way.tolist(), strict=True):
                heads.addPolygon(strokes.arrowhead(x, y, dx, dy, size))
                heads.closeSubpath()
        painter.drawPath(heads)

    def _dots(self, painter: QPainter, line: Array, box: Box, colour: str, casing: str) -> None:
        """The iterates, where they stand far enough apart to be told apart."""
        if len(line) < 3:
            return
        with np.errstate(invalid="ignore"):
            d = np.hypot(*np.diff(line, axis=0).T)
            apart = np.minimum(d[:-1], d[1:]) > 9.0
            p = line[1:-1][apart]
            p = p[(p[:, 0] > box[0]) & (p[:, 0] < box[2]) & (p[:, 1] > box[1]) & (p[:, 1] < box[3])]
        r = self._state.theme.line_width * 0.72 + 0.9
        painter.setPen(strokes.stroke(casing, 1.0))
        painter.setBrush(QColor(colour))
        dots = QPainterPath()
        for x, y in p.tolist():
            dots.addEllipse(QPointF(x, y), r, r)
        painter.drawPath(dots)

    def _handle(self, painter: QPainter, x: float, y: float) -> None:
        theme = self._state.theme
        held = self._state.held is not None
        if self.plot.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(strokes.stroke("#ffffff", 4.0))
            painter.drawEllipse(QPointF(x, y), HANDLE + 5.5, HANDLE + 5.5)
            painter.setPen(strokes.stroke(theme.accent, 2.0))
            painter.drawEllipse(QPointF(x, y), HANDLE + 5.5, HANDLE + 5.5)
        painter.setPen(strokes.stroke("#ffffff", 4.0))
        painter.setBrush(strokes.faded("#ffffff", 0.9 if held else 0.5))
        painter.drawEllipse(QPointF(x, y), HANDLE, HANDLE)
        painter.setPen(strokes.stroke("#10141b", 2.0))
        painter.drawEllipse(QPointF(x, y), HANDLE, HANDLE)
        painter.setPen(strokes.stroke("#10141b", 1.6))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(QPointF(x + dx * 5, y + dy * 5), QPointF(x + dx * 13, y + dy * 13))
