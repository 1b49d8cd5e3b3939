"""What is painted in the 1-D view: the curve with tangents and steps, and the cobweb of x ↦ x − αf'(x)."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from core.cobweb import cobweb, map_curve, tangent
from landscape_app.results import RunData
from landscape_app.views import strokes
from landscape_app.views.line_state import LineState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of
from landscape_app.views.polyline import Box, at, pieces, until

_CLIP = 60.0


class CurveLayer(Layer):
    """f, and for each run its points, the tangent and the step at the head."""

    def __init__(self, plot: Plot, state: LineState) -> None:
        super().__init__(plot, 5)
        self._state = state

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        s, theme = self._state, self._state.theme
        if s.objective is None:
            return
        box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        with np.errstate(all="ignore"):
            f = s.objective.value(s.grid[:, None])
            curve = pixels.forward(np.column_stack([s.grid, f]))
        painter.strokePath(strokes.path_of(pieces(curve, box)), strokes.stroke(theme.ink, theme.line_width))
        self._start(painter, pixels)
        for run in s.shown():
            with np.errstate(all="ignore"):
                self._run(painter, pixels, run, box)

    def _start(self, painter: QPainter, pixels: Pixels) -> None:
        """The handle: a ring on the curve, a second one while the keyboard is on it."""
        s, start = self._state, self._state.start
        if start is None or s.objective is None:
            return
        with np.errstate(all="ignore"):
            f = float(s.objective.value(np.array([start])))
        if not np.isfinite(f):
            return
        at = QPointF(*pixels.point(start, f))
        painter.setPen(strokes.stroke(s.theme.ink, 1.6))
        painter.setBrush(strokes.faded(s.theme.plot, 0.8))
        painter.drawEllipse(at, 9.0, 9.0)
        if self.plot.hasFocus():
            painter.setPen(strokes.stroke(s.theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 13.5, 13.5)

    def _run(self, painter: QPainter, pixels: Pixels, run: RunData, box: Box) -> None:
        s, theme = self._state, self._state.theme
        assert s.objective is not None
        xs, colour = s.positions(run), run.colour(theme)
        step = min(int(s.head), len(xs) - 1)
        past = np.column_stack([xs[: step + 1], s.objective.value(xs[: step + 1, None])])
        for x, y in pixels.forward(past[-12:]).tolist():
            if np.isfinite(x + y) and pixels.holds(x, y, _CLIP):
                strokes.draw_marker(painter, x, y, 3.0, run.marker, strokes.faded(colour, 0.55), theme.plot, 1.0)
        here = float(xs[step])
        if not np.isfinite(here):
            return
        width = 0.22 * (s.grid[-1] - s.grid[0])
        ends = np.array([here - width, here + width])
        line = pixels.forward(np.column_stack([ends, tangent(s.objective, here, ends)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(
            strokes.path_of(pieces(line, box)), strokes.stroke(colour, theme.line_width * 0.7, alpha=0.8)
        )
        x, y = pixels.point(here, float(past[-1, 1]))
        if step + 1 < len(xs) and np.isfinite(xs[step + 1]):
            there = pixels.point(float(xs[step + 1]), 0.0)[0]
            there = min(max(there, box[0]), box[2])
            painter.setPen(strokes.stroke(colour, theme.line_width))
            painter.drawLine(QPointF(x, y), QPointF(there, y))
            if abs(there - x) > 1:
                painter.setBrush(strokes.faded(colour, 1.0))
                painter.drawPolygon(strokes.arrowhead(there, y, float(np.sign(there - x)), 0.0, 6.0))
        if pixels.holds(x, y, _CLIP):
            strokes.draw_marker(painter, x, y, 6.0, run.marker, colour, "#ffffff", 1.5)


class CobwebLayer(Layer):
    """The diagonal; for each run that is a map of x, the map and the staircase between the two up to the head."""

    def __init__(self, plot: Plot, state: LineState) -> None:
        super().__init__(plot, 5)
        self._state = state

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Runs that are no map of x have no stairs: theirs would end beside any curve drawn."""
        s, theme = self._state, self._state.theme
        if s.objective is None or not len(s.grid):
            return
        box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
        ends = np.array([s.grid[0], s.grid[-1]])
        strokes.trace(
            painter, pieces(pixels.forward(np.column_stack([ends, ends])), box), strokes.stroke(theme.muted, 1.2)
        )
        for run in s.shown():
            if s.is_map(run):
                with np.errstate(all="ignore"):
                    self._run(painter, pixels, run, box)
        why = s.why_no_cobweb()
        if why:
            painter.setFont(font_of(theme, 1.5))
            painter.setPen(strokes.stroke(theme.muted, 1.0))
            room = QRectF(8, 6, pixels.width - 16, pixels.height - 12)
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, why)

    def _run(self, painter: QPainter, pixels: Pixels, run: RunData, box: Box) -> None:
        s, theme = self._state, self._state.theme
        assert s.objective is not None
        colour, alpha, along = run.colour(theme), s.alpha(run), s.positions(run)
        if np.isfinite(alpha):
            curve = pixels.forward(np.column_stack([s.grid, map_curve(s.objective, s.grid, alpha)]))
            strokes.trace(painter, pieces(curve, box), strokes.stroke(colour, theme.line_width, run.dash))
        stairs = pixels.forward(until(cobweb(along), 2 * s.head))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.strokePath(strokes.path_of(pieces(stairs, box)), strokes.stroke(colour, 1.3, alpha=0.9))
        place = at(along[:, None], s.head)[0]
        if np.isfinite(place):
            x, y = pixels.point(float(place), float(place))
            if pixels.holds(x, y, _CLIP):
                strokes.draw_marker(painter, x, y, 5.0, run.marker, colour, "#ffffff", 1.5)
