"""What is painted in a chart: the curves, whole and cached, and over them the cursor that follows the play head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from core.analysis.fit import Fit
from core.arrays import Array
from landscape_app.results import RunData
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import chart_fits, strokes
from landscape_app.views.bound_curves import BoundCurve
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Layer, Plot
from landscape_app.views.polyline import pieces, thin

MARKERS_A_CURVE = 7
_CLIP = 40.0  # pixels beyond the box in which curves are still drawn
_DENSE = 4.0  # pixels between the points by which a free corner is sought


@dataclass(frozen=True, eq=False)
class Curve:
    """One run's quantity: values (k+1,) by step."""

    run: RunData
    values: Array
    fit: Fit | None = None
    bounds: tuple[BoundCurve, ...] = ()


@dataclass(eq=False)
class ChartState:
    """What a chart's layers draw from; ``across`` and ``up`` turn steps and values into what the axes count."""

    across: Callable[[Array], Array]
    up: Callable[[Array], Array]
    curves: tuple[Curve, ...] = ()
    head: float = 0.0
    theme: Theme = field(default=LIGHT)


class Lines(CachedLayer):
    """The curves with sparse markers; where a slope is fitted, its line and its words."""

    def __init__(self, plot: Plot, state: ChartState) -> None:
        super().__init__(plot, 5)
        self._state = state

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called when something has changed."""
        s, theme = self._state, self._state.theme
        for curve in s.curves:
            self._bounds(painter, pixels, curve)
        drawn = [self._curve(painter, pixels, curve) for curve in s.curves]
        notes = [chart_fits.Note(c.run, c.fit, c.values) for c in s.curves if c.fit is not None]
        for note in notes:
            if not note.is_flat:
                self._slope(painter, pixels, note.fit)
        room = QRectF(0, 0, pixels.width, pixels.height)
        chart_fits.draw(painter, notes, theme, room, np.concatenate([np.empty((0, 2)), *drawn]))

    def _curve(self, painter: QPainter, pixels: Pixels, curve: Curve) -> Array:
        """Draw one; places along it, (m, 2)."""
        theme = self._state.theme
        colour, width = curve.run.colour(theme), max(1.5, theme.line_width * 0.8)
        points = self._points(pixels, np.arange(len(curve.values), dtype=np.float64), curve.values)
        points = points[thin(points)]
        parts = pieces(points, (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP))
        strokes.trace(painter, parts, strokes.stroke(colour, width, curve.run.dash))
        finite = points[np.all(np.isfinite(points), axis=1)]
        if len(finite):
            picked = np.unique(np.linspace(0, len(finite) - 1, MARKERS_A_CURVE).astype(int))
            for x, y in finite[picked].tolist():
                if pixels.holds(x, y, _CLIP):
                    strokes.draw_marker(painter, x, y, 2.6 + width * 0.5, curve.run.marker, colour, theme.plot, 1.0)
        return np.concatenate([np.empty((0, 2)), *(_dense(part) for part in parts)])

    def _bounds(self, painter: QPainter, pixels: Pixels, curve: Curve) -> None:
        """Bounds as thin lines with a shaded side: the run stays below; slopes as thin lines alone."""
        colour = curve.run.colour(self._state.theme)
        for bound in curve.bounds:
            points = self._points(pixels, np.arange(len(bound.values), dtype=np.float64), bound.values)
            points = points[thin(points)]
            for part in pieces(points, (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)):
                if not bound.is_slope:
                    above = [*part.tolist(), [float(part[-1, 0]), -_CLIP], [float(part[0, 0]), -_CLIP]]
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(strokes.faded(colour, 0.09))
                    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in above]))
                strokes.trace(painter, [part], strokes.stroke(colour, 1.1, "dash" if bound.is_slope else "solid", 0.75))

    def _slope(self, painter: QPainter, pixels: Pixels, fit: Fit) -> None:
        """The fitted line: straight in these axes."""
        steps = np.array([fit.first, fit.last], dtype=np.float64)
        ends = self._points(pixels, steps, fit.value(steps))
        parts = pieces(ends, (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP))
        strokes.trace(painter, parts, strokes.stroke(self._state.theme.ink, 1.0))

    def _points(self, pixels: Pixels, steps: Array, values: Array) -> Array:
        return pixels.forward(np.column_stack([self._state.across(steps), self._state.up(values)]))


class Cursor(Layer):
    """The head's line and a sign on each curve."""

    def __init__(self, plot: Plot, state: ChartState) -> None:
        super().__init__(plot, 10)
        self._state = state

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """A line over the whole height."""
        s, theme = self._state, self._state.theme
        x = pixels.point(float(s.across(np.array([s.head]))[0]), 0.0)[0]
        if not np.isfinite(x):
            return
        painter.setPen(strokes.stroke(theme.accent, 1.4, alpha=0.8))
        painter.drawLine(QPointF(x, 0.0), QPointF(x, pixels.height))
        painter.setPen(Qt.PenStyle.NoPen)
        for curve in s.curves:
            step = min(round(s.head), len(curve.values) - 1)
            value = float(s.up(curve.values[step : step + 1])[0])
            at, y = pixels.point(float(s.across(np.array([float(step)]))[0]), value)
            if np.isfinite(at + y) and pixels.holds(at, y, _CLIP):
                colour = curve.run.colour(theme)
                strokes.draw_marker(painter, at, y, 4.6, curve.run.marker, colour, QColor(theme.plot), 1.5)


def _dense(part: Array) -> Array:
    """Places along a polyline (n, 2), a few pixels apart, (m, 2)."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))])
    marks = np.arange(0.0, length[-1], _DENSE)
    return np.column_stack([np.interp(marks, length, part[:, 0]), np.interp(marks, length, part[:, 1])])
