"""A small plot painted by hand where a page has many numbers and little room: curves, bands, points, rules.

Plain data in, paint out; pyqtgraph is for the plots that one zooms into. Axes are linear or logarithmic; values that a
logarithm has not are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from core.arrays import Array
from landscape_app.render.ticks import nice_ticks, tick_texts
from landscape_app.theme import Theme
from landscape_app.views import strokes

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_SAMPLE = 34.0  # pixels of a legend beside its names
_SMALLER = 0.75  # of the letters, in a legend that is too wide for its plot
_TEN = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True)
class Axis:
    """``low`` and ``high`` are found from the data where they are None; ``names`` stand at 0, 1, 2 … of an upright axis
    in the place of numbers.
    """

    label: str = ""
    log: bool = False
    low: float | None = None
    high: float | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Curve:
    """y over x, (n,) each; ``band`` are lower and upper bounds (n,), filled. ``name`` "" is not in the legend. A
    ``filled`` curve is a closed outline.
    """

    x: Array
    y: Array
    colour: str
    name: str = ""
    dash: str = "solid"
    width: float = 1.8
    band: tuple[Array, Array] | None = None
    filled: bool = False


@dataclass(frozen=True, eq=False)
class Points:
    """Markers at x, y (n,); ``low`` and ``high`` (n,) are ends of vertical error bars, ``left``, ``right`` of
    horizontal ones.
    """

    x: Array
    y: Array
    colour: str
    name: str = ""
    marker: str = "circle"
    radius: float = 3.4
    hollow: bool = False
    low: Array | None = None
    high: Array | None = None
    left: Array | None = None
    right: Array | None = None


@dataclass(frozen=True, eq=False)
class Bars:
    """A histogram: ``edges`` (n + 1,) and heights (n,)."""

    edges: Array
    heights: Array
    colour: str
    name: str = ""
    outline: bool = False  # the steps' outline alone, to lay over another


@dataclass(frozen=True)
class Rule:
    """A straight line across the plot at one value."""

    at: float
    colour: str
    name: str = ""
    dash: str = "dash"
    upright: bool = False  # x = at, else y = at


@dataclass(frozen=True, eq=False)
class Plot:
    """What is drawn; ``cursor`` is an upright line at the play head, with a dot on every curve."""

    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...] = ()
    points: tuple[Points, ...] = ()
    bars: tuple[Bars, ...] = ()
    rules: tuple[Rule, ...] = ()
    cursor: float | None = None
    equal: bool = False  # both axes in one scale
    legend: bool = True


@dataclass(frozen=True)
class Scales:
    """Where values lie: made by :func:`paint`, for a page that takes clicks."""

    where: QRectF
    x: tuple[float, float]
    y: tuple[float, float]
    logs: tuple[bool, bool] = field(default=(False, False))

    def to_widget(self, x: float, y: float) -> QPointF:
        """The pixel of a value."""
        u, v = (np.log10(value) if log else value for value, log in zip((x, y), self.logs, strict=True))
        return QPointF(
            self.where.left() + (u - self.x[0]) / (self.x[1] - self.x[0]) * self.where.width(),
            self.where.bottom() - (v - self.y[0]) / (self.y[1] - self.y[0]) * self.where.height(),
        )

    def from_widget(self, at: QPointF) -> tuple[float, float]:
        """The value at a pixel."""
        u = self.x[0] + (at.x() - self.where.left()) / self.where.width() * (self.x[1] - self.x[0])
        v = self.y[0] + (self.where.bottom() - at.y()) / self.where.height() * (self.y[1] - self.y[0])
        return (10**u if self.logs[0] else u), (10**v if self.logs[1] else v)


def paint(painter: QPainter, whole: QRectF, plot: Plot, theme: Theme) -> Scales | None:
    """Draw ``plot`` into ``whole`` with the painter's font; None where there is no room."""
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    x_range, y_range = _ranges(plot)
    named = [(float(at), text) for at, text in enumerate(plot.y.names)]
    y_ticks = named or _ticks(y_range, plot.y.log, max(2, int(whole.height() / (2.2 * line))))
    left = max([metrics.horizontalAdvance(text) for _, text in y_ticks] or [0.0]) + 8
    where = whole.adjusted(left, line + 4, -6, -(line + 4))
    if where.width() < 40 or where.height() < 30:
        return None
    if plot.equal:
        x_range, y_range = _equalled(x_range, y_range, where)
    scales = Scales(where, x_range, y_range, (plot.x.log, plot.y.log))
    _frame(painter, whole, scales, plot, theme, y_ticks)
    painter.save()
    painter.setClipRect(where.adjusted(-1, -1, 1, 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for bars in plot.bars:
        _bars(painter, scales, bars)
    for rule in plot.rules:
        _rule(painter, scales, rule)
    for curve in plot.curves:
        _curve(painter, scales, curve)
    for points in plot.points:
        _points(painter, scales, points, theme)
    if plot.cursor is not None:
        paint_cursor(painter, scales, plot, plot.cursor, theme)
    painter.restore()
    if plot.legend:
        _legend(painter, scales, plot, theme)
    return scales


def _values(plot: Plot) -> tuple[list[Array], list[Array]]:
    xs = [np.asarray(c.x) for c in plot.curves] + [np.asarray(p.x) for p in plot.points] + [b.edges for b in plot.bars]
    ys = [np.asarray(c.y) for c in plot.curves] + [np.asarray(p.y) for p in plot.points]
    ys += [np.asarray(side) for c in plot.curves if c.band is not None for side in c.band]
    ys += [np.asarray(side) for p in plot.points for side in (p.low, p.high) if side is not None]
    xs += [np.asarray(side) for p in plot.points for side in (p.left, p.right) if side is not None]
    ys += [np.append(b.heights, 0.0) for b in plot.bars]
    xs += [np.array([r.at]) for r in plot.rules if r.upright]
    ys += [np.array([r.at]) for r in plot.rules if not r.upright]
    return xs, ys


def _ranges(plot: Plot) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = _values(plot)
    return _range(xs, plot.x, 0.0 if plot.curves or plot.bars else 0.04), _range(ys, plot.y, 0.06)


def _range(parts: list[Array], axis: Axis, margin: float) -> tuple[float, float]:
    values = np.concatenate([np.ravel(part) for part in parts]) if parts else np.zeros(0)
    with np.errstate(all="ignore"):
        values = np.log10(values) if axis.log else values.astype(np.float64)
    values = values[np.isfinite(values)]
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    gap = (high - low) * margin if high > low else (0.5 if axis.log else max(0.5 * abs(low), 1e-12, 0.1))
    low, high = low - gap, high + gap
    if axis.low is not None:
        low = float(np.log10(axis.low)) if axis.log else axis.low
    if axis.high is not None:
        high = float(np.log10(axis.high)) if axis.log else axis.high
    return (low, high) if high > low else (low, low + 1.0)


def _equalled(
    x: tuple[float, float], y: tuple[float, float], where: QRectF
) -> tuple[tuple[float, float], tuple[float, float]]:
    unit = max((x[1] - x[0]) / where.width(), (y[1] - y[0]) / where.height())
    (cx, cy), (w, h) = ((x[0] + x[1]) / 2, (y[0] + y[1]) / 2), (unit * where.width() / 2, unit * where.height() / 2)
    return (cx - w, cx + w), (cy - h, cy + h)


def _ticks(span: tuple[float, float], log: bool, most: int) -> list[tuple[float, str]]:
    """Places on the axis, in its own units (log10 on a logarithmic one), and their texts."""
    low, high = span
    if log:
        powers = np.arange(np.floor(low), np.ceil(high) + 1)
        for mantissas in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
            places = np.sort(np.concatenate([powers + np.log10(m) for m in mantissas]))
            places = places[(places >= low - 1e-9) & (places <= high + 1e-9)]
            if len(places) <= most + 1:
                break
        places = places[:: max(1, -(-len(places) // (most + 1)))]
        if len(places) < 2:  # less than a step of 1, 2, 5
            values = nice_ticks(10**low, 10**high, most)
            return [(float(np.log10(v)), text) for v, text in zip(values, tick_texts(values), strict=True) if v > 0]
        return [(float(at), _power(float(at))) for at in places]
    values = nice_ticks(low, high, most)
    return list(zip((float(v) for v in values), tick_texts(values), strict=True))


def _power(at: float) -> str:
    """10^at as it is written on an axis."""
    value = float(f"{10.0**at:.1g}")
    if 1e-3 <= value < 1e4:
        return f"{value:g}"
    mantissa, exponent = f"{value:.0e}".split("e")
    power = "10" + str(int(exponent)).translate(_TEN)
    return power if mantissa == "1" else f"{mantissa}·{power}"


def _frame(
    painter: QPainter, whole: QRectF, scales: Scales, plot: Plot, theme: Theme, y_ticks: list[tuple[float, str]]
) -> None:
    metrics, where = QFontMetricsF(painter.font()), scales.where
    painter.setPen(QColor(theme.ink))
    title = metrics.elidedText(plot.title, Qt.TextElideMode.ElideRight, whole.width())
    painter.drawText(QPointF(whole.left(), whole.top() + metrics.ascent()), title)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    grid, muted = QPen(QColor(theme.line), 1), QColor(theme.muted)
    for at, text in y_ticks:
        y = where.bottom() - (at - scales.y[0]) / (scales.y[1] - scales.y[0]) * where.height()
        if where.top() - 1 <= y <= where.bottom() + 1:
            painter.setPen(grid)
            painter.drawLine(QPointF(where.left(), y), QPointF(where.right(), y))
            painter.setPen(muted)
            box = QRectF(whole.left(), y - metrics.height() / 2, where.left() - whole.left() - 5, metrics.height())
            painter.drawText(box, _RIGHT, text)
    label = metrics.horizontalAdvance(plot.x.label) + 10 if plot.x.label else 0.0
    widest = metrics.horizontalAdvance("0.000")
    x_ticks = _ticks(scales.x, plot.x.log, max(2, int(where.width() / (2.2 * widest))))
    for at, text in x_ticks:
        x = where.left() + (at - scales.x[0]) / (scales.x[1] - scales.x[0]) * where.width()
        if not where.left() - 1 <= x <= where.right() + 1:
            continue
        painter.setPen(grid)
        painter.drawLine(QPointF(x, where.bottom()), QPointF(x, where.bottom() + 3))
        half = metrics.horizontalAdvance(text) / 2
        if x + half < whole.right() - label:
            painter.setPen(muted)
            painter.drawText(QRectF(x - half - 2, where.bottom() + 3, 2 * half + 4, metrics.height()), _MIDDLE, text)
    painter.setPen(muted)
    place = QRectF(whole.right() - label, where.bottom() + 3, label - 4, metrics.height())
    painter.drawText(place, _RIGHT, plot.x.label)
    painter.setPen(grid)
    painter.drawRect(where)


def _places(scales: Scales, x: Array, y: Array) -> Array:
    """Pixels (n, 2), nan where there are none."""
    with np.errstate(all="ignore"):
        u, v = (
            np.log10(values) if log else np.asarray(values, dtype=np.float64)
            for values, log in zip((x, y), scales.logs, strict=True)
        )
        px = scales.where.left() + (u - scales.x[0]) / (scales.x[1] - scales.x[0]) * scales.where.width()
        py = scales.where.bottom() - (v - scales.y[0]) / (scales.y[1] - scales.y[0]) * scales.where.height()
    out = np.column_stack([px, np.clip(py, -1e4, 1e4)])
    out[~np.isfinite(out).all(axis=1)] = np.nan
    return out


def _polygon(points: Array) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def _curve(painter: QPainter, scales: Scales, curve: Curve) -> None:
    if curve.band is not None:
        low, high = (_places(scales, curve.x, side) for side in curve.band)
        good = np.isfinite(low).all(axis=1) & np.isfinite(high).all(axis=1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(curve.colour, 0.18))
        painter.drawPolygon(_polygon(np.concatenate([low[good], high[good][::-1]])))
    points = _places(scales, curve.x, curve.y)
    if curve.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(curve.colour, 0.18))
        painter.drawPolygon(_polygon(points))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(strokes.stroke(curve.colour, curve.width, curve.dash))
    bad = np.flatnonzero(~np.isfinite(points).all(axis=1))
    for part in np.split(points, bad):
        part = part[np.isfinite(part).all(axis=1)]
        if len(part) > 1:
            painter.drawPolyline(_polygon(part))


def _points(painter: QPainter, scales: Scales, points: Points, theme: Theme) -> None:
    centres = _places(scales, points.x, points.y)
    painter.setPen(QPen(QColor(points.colour), 1.2))
    for ends in ((points.low, points.high), (points.left, points.right)):
        if ends[0] is None or ends[1] is None:
            continue
        upright = ends[0] is points.low
        a, b = (_places(scales, *((points.x, end) if upright else (end, points.y))) for end in ends)
        for first, last in zip(a.tolist(), b.tolist(), strict=True):
            if np.isfinite([*first, *last]).all():
                painter.drawLine(QPointF(*first), QPointF(*last))
    inside = theme.plot if points.hollow else points.colour
    for x, y in centres.tolist():
        if np.isfinite(x + y):
            rim = points.colour if points.hollow else theme.plot
            strokes.draw_marker(painter, x, y, points.radius, points.marker, inside, rim, 1.2)


def _bars(painter: QPainter, scales: Scales, bars: Bars) -> None:
    floor = np.full(len(bars.edges), 10 ** scales.y[0] if scales.logs[1] else max(0.0, scales.y[0]))
    tops, low = _places(scales, bars.edges[:-1], bars.heights), _places(scales, bars.edges, floor)
    outline: list[list[float]] = [low[0].tolist()]
    for i, (_, top) in enumerate(tops.tolist()):
        top = min(top, low[0, 1]) if np.isfinite(top) else float(low[0, 1])
        outline += [[low[i, 0], top], [low[i + 1, 0], top]]
    outline.append(low[-1].tolist())
    painter.setPen(QPen(QColor(bars.colour), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush if bars.outline else strokes.faded(bars.colour, 0.3))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline]))


def _rule(painter: QPainter, scales: Scales, rule: Rule) -> None:
    at = np.array([rule.at])
    x, y = _places(scales, at if rule.upright else 10 ** np.zeros(1), 10 ** np.zeros(1) if rule.upright else at)[0]
    painter.setPen(strokes.stroke(rule.colour, 1.4, rule.dash))
    if rule.upright and np.isfinite(x):
        painter.drawLine(QPointF(x, scales.where.top()), QPointF(x, scales.where.bottom()))
    elif not rule.upright and np.isfinite(y):
        painter.drawLine(QPointF(scales.where.left(), y), QPointF(scales.where.right(), y))


def paint_cursor(painter: QPainter, scales: Scales, plot: Plot, cursor: float, theme: Theme) -> None:
    """The upright line at ``cursor`` with its dots, alone: for pages that keep the picture of the rest."""
    x = _places(scales, np.array([cursor]), np.array([1.0]))[0, 0]
    if not np.isfinite(x):
        return
    painter.setPen(QPen(QColor(theme.muted), 1))
    painter.drawLine(QPointF(x, scales.where.top()), QPointF(x, scales.where.bottom()))
    for curve in plot.curves:
        if len(curve.x) and curve.x[0] <= cursor <= curve.x[-1]:
            y = np.interp(cursor, curve.x, curve.y)
            (px, py) = _places(scales, np.array([cursor]), np.array([y]))[0]
            if np.isfinite(py):
                strokes.draw_marker(painter, px, py, 3.6, "circle", curve.colour, theme.plot, 1.2)


def _legend(painter: QPainter, scales: Scales, plot: Plot, theme: Theme) -> None:
    """In the emptiest corner."""
    items: list[Bars | Curve | Points | Rule] = [*plot.bars, *plot.curves, *plot.points, *plot.rules]
    entries = [(item.name, item.colour, item) for item in items if item.name]
    if not entries:
        return
    painter.save()
    metrics = QFontMetricsF(painter.font())
    room = scales.where.width() - 8 - _SAMPLE
    much = max(metrics.horizontalAdvance(name) for name, _, _ in entries) / max(1.0, room)
    if much > 1.0:
        font = QFont(painter.font())
        smaller = max(_SMALLER, 1.0 / much)
        if font.pixelSize() > 0:  # in films
            font.setPixelSize(round(font.pixelSize() * smaller))
        else:
            font.setPointSizeF(font.pointSizeF() * smaller)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        entries = [
            (metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room), colour, item)
            for name, colour, item in entries
        ]
    line = metrics.height()
    width = max(metrics.horizontalAdvance(name) for name, _, _ in entries) + _SAMPLE
    height = line * len(entries) + 4
    box = _emptiest(scales, plot, width, height)
    painter.fillRect(box, strokes.faded(theme.plot, 0.78))
    for i, (name, colour, item) in enumerate(entries):
        y = box.top() + 2 + (i + 0.5) * line
        sample = QRectF(box.left() + 4, y - 4, 20, 8)
        if isinstance(item, Points):
            inside = theme.plot if item.hollow else colour
            strokes.draw_marker(painter, sample.center().x(), y, item.radius, item.marker, inside, colour, 1.2)
        elif isinstance(item, Bars):
            painter.setPen(QPen(QColor(colour), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush if item.outline else strokes.faded(colour, 0.3))
            painter.drawRect(sample)
        else:
            painter.setPen(strokes.stroke(colour, 1.8, item.dash))
            painter.drawLine(QPointF(sample.left(), y), QPointF(sample.right(), y))
        painter.setPen(QColor(theme.ink))
        painter.drawText(QPointF(sample.right() + 6, y + metrics.ascent() / 2 - 1), name)
    painter.restore()


def _emptiest(scales: Scales, plot: Plot, width: float, height: float) -> QRectF:
    """The corner in which a box of that size lies over the fewest points of curves; an upper one if two are alike."""
    where = scales.where
    left, right = where.left() + 5, where.right() - width - 3
    top, bottom = where.top() + 3, where.bottom() - height - 3
    corners = [QRectF(x, y, width, height) for y in (top, bottom) for x in (right, left)]
    items: list[Curve | Points] = [*plot.curves, *plot.points]
    places = [_places(scales, np.asarray(item.x), np.asarray(item.y)) for item in items]
    return min(corners, key=lambda box: sum(_inside(box, each) for each in places))


def _inside(box: QRectF, places: Array) -> float:
    """The share of a curve's points that lie in a box."""
    x, y = places.T
    inside = (x >= box.left()) & (x <= box.right()) & (y >= box.top()) & (y <= box.bottom())
    return float(np.mean(inside)) if len(inside) else 0.0
