"""What is painted in a chart: the curves, whole and cached, and over them the cursor that follows the play head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPolygonF

from core.analysis.fit import Fit
from core.arrays import Array
from landscape_app.results import RunData
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import chart_fits, strokes
from landscape_app.views.bound_curves import BoundCurve
from landscape_app.views.chart_fan import draw_median, draw_tube
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Layer, Plot, font_of
from landscape_app.views.polyline import pieces, thin

MARKERS_A_CURVE = 7
_CLIP = 40.0  # pixels beyond the box in which curves are still drawn
_DENSE = 4.0  # pixels between the points by which a free corner is sought


@dataclass(frozen=True, eq=False)
class Curve:
    """One run's quantity: values (k+1,) by record; ``label`` and ``strength`` tell several of one run apart."""

    run: RunData
    values: Array
    fit: Fit | None = None
    bounds: tuple[BoundCurve, ...] = ()
    band: Array | None = None  # (3, m) of many seeds: a low quantile, the median, a high one
    at: Array | None = None  # (k+1,) where the records stand on the bottom axis; None: at their numbers
    label: str = ""
    strength: float = 1.0

    @cached_property
    def counts(self) -> Array:
        """Where the records stand on the bottom axis, (k+1,), never falling."""
        return np.arange(len(self.values), dtype=np.float64) if self.at is None else self.at

    def count_at(self, head: float) -> float:
        """Where a play head at step ``head`` stands."""
        return head if self.at is None else float(np.interp(head, np.arange(len(self.at)), self.at))


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
        self._plates: list[QRectF] = []  # of the names drawn so far

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called when something has changed."""
        s, theme = self._state, self._state.theme
        self._plates = []
        place = partial(self._points, pixels)
        banded = [(curve.band, curve.run.colour(theme)) for curve in s.curves if curve.band is not None]
        for curve in s.curves:
            self._bounds(painter, pixels, curve, over=False)
        for band, colour in banded:
            draw_tube(painter, band, place, colour)
        drawn = [self._curve(painter, pixels, curve) for curve in s.curves]
        for curve in s.curves:
            self._bounds(painter, pixels, curve, over=True)
        for band, colour in banded:
            draw_median(painter, band, place, theme, colour, (pixels.width, pixels.height))
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
        points = self._points(pixels, curve.counts, curve.values)
        points = points[thin(points)]
        parts = pieces(points, (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP))
        strokes.trace(painter, parts, strokes.stroke(colour, width, curve.run.dash, curve.strength))
        finite = points[np.all(np.isfinite(points), axis=1)]
        if len(finite):
            picked = np.unique(np.linspace(0, len(finite) - 1, MARKERS_A_CURVE).astype(int))
            for x, y in finite[picked].tolist():
                if pixels.holds(x, y, _CLIP):
                    strokes.draw_marker(painter, x, y, 2.6 + width * 0.5, curve.run.marker, colour, theme.plot, 1.0)
        if curve.label:
            self._label(painter, pixels, curve, finite)
        return np.concatenate([np.empty((0, 2)), *(_dense(part) for part in parts)])

    def _label(self, painter: QPainter, pixels: Pixels, curve: Curve, points: Array) -> None:
        """The curve's name on a plate, beside one of its places inside: the one that covers no name before it."""
        inside = [(x, y) for x, y in points.tolist() if pixels.holds(x, y, 0.0)]
        if not inside:
            return
        theme, font, text = self._state.theme, font_of(self._state.theme, 2.5), curve.label
        several = len({other.run.index for other in self._state.curves}) > 1
        metrics = QFontMetricsF(font)
        w, h = metrics.horizontalAdvance(text) + 6, metrics.height()
        for share in (0.12, 0.3, 0.5, 0.7, 0.9):
            x, y = inside[int(share * (len(inside) - 1))]
            left = min(max(2.0, x + 4), pixels.width - w - 2)
            plate = QRectF(left, y - h - 2 if y > h + 3 else min(y + 4, pixels.height - h - 1), w, h)
            if not any(plate.intersects(other) for other in self._plates):
                break
        else:
            return
        self._plates.append(plate)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(theme.plot, 0.78))
        painter.drawRoundedRect(plate, 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(self._colour(curve) if several else theme.ink))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _bounds(self, painter: QPainter, pixels: Pixels, curve: Curve, over: bool) -> None:
        """Bounds as thin lines with a shaded side: the run stays below; slopes as thin lines alone."""
        colour = self._state.theme.ink if over and len(curve.bounds) == 1 and curve.label else self._colour(curve)
        for bound in (b for b in curve.bounds if b.over == over):
            points = self._points(pixels, curve.counts, bound.values)
            points = points[thin(points)]
            for part in pieces(points, (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)):
                if not bound.is_slope:
                    above = [*part.tolist(), [float(part[-1, 0]), -_CLIP], [float(part[0, 0]), -_CLIP]]
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(strokes.faded(colour, 0.09))
                    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in above]))
                strokes.trace(painter, [part], strokes.stroke(colour, 1.1, "dash" if bound.is_slope else "solid", 0.75))

    def _colour(self, curve: Curve) -> str:
        return curve.run.colour(self._state.theme)

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
        """A line over the whole height; one a run, in its colour, where the same step costs each run another count."""
        s, theme = self._state, self._state.theme
        places = {curve.run.index: (curve.count_at(s.head), curve.run.colour(theme)) for curve in s.curves}
        if len({at for at, _ in places.values()}) <= 1:
            at = next(iter(places.values()), (s.head, ""))[0]
            places = {0: (at, theme.accent)}
        for at, colour in places.values():
            x = pixels.point(float(s.across(np.array([at]))[0]), 0.0)[0]
            if np.isfinite(x):
                painter.setPen(strokes.stroke(colour, 1.4, alpha=0.8))
                painter.drawLine(QPointF(x, 0.0), QPointF(x, pixels.height))
        painter.setPen(Qt.PenStyle.NoPen)
        for curve in s.curves:
            step = min(round(s.head), len(curve.values) - 1)
            value = float(s.up(curve.values[step : step + 1])[0])
            at, y = pixels.point(float(s.across(curve.counts[step : step + 1])[0]), value)
            if np.isfinite(at + y) and pixels.holds(at, y, _CLIP):
                colour = curve.run.colour(theme)
                strokes.draw_marker(painter, at, y, 4.6, curve.run.marker, colour, QColor(theme.plot), 1.5)


def _dense(part: Array) -> Array:
    """Places along a polyline (n, 2), a few pixels apart, (m, 2)."""
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))])
    marks = np.arange(0.0, length[-1], _DENSE)
    return np.column_stack([np.interp(marks, length, part[:, 0]), np.interp(marks, length, part[:, 1])])
