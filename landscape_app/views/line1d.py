"""One variable: f with tangent and step at the left, the cobweb of x ↦ x − αf'(x) at the right.

A run in the plane is shown along the line of its first step, so that the first step is exact and later ones are told
to be off the line.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.arrays import Array
from core.cobweb import cobweb, map_curve, tangent
from core.objectives.base import Objective
from core.slice1d import Slice1D
from core.surface import Surface
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import strokes
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of, grab
from landscape_app.views.polyline import at, pieces, until

POINTS = 400
PLAIN = ("gradient_descent", "gradient_descent_exact", "gradient_descent_backtracking", "sgd")  # x ↦ x − αf'(x)
REACH = 14.0  # how near the start a press must come to take it, pixels
NUDGE = 0.01  # of the range, an arrow key's step; with Shift a tenth of that
_CLIP = 60.0


class Line1D(QWidget):
    """``start_*`` are intents: the start is dragged along the x axis of the left plot."""

    start_drag_started = Signal()
    start_dragged = Signal(float, float)
    start_drag_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene: Scene | None = None
        self.runs: tuple[RunData, ...] = ()
        self.head = 0.0
        self.theme = LIGHT
        self.objective: Objective | None = None
        self.grid: Array = np.zeros(0)
        self._titles = [QLabel(self.tr("f, its tangent and the step")), QLabel(self.tr("cobweb of x ↦ x − αf′(x)"))]
        self._plots = [Plot(self, pg.ViewBox(enableMenu=False, enableMouse=False)) for _ in range(2)]
        self._layers: list[Layer] = [_Curve(self._plots[0], self), _Cobweb(self._plots[1], self)]
        layout = QGridLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        for column, (title, plot) in enumerate(zip(self._titles, self._plots, strict=True)):
            layout.addWidget(title, 0, column)
            layout.addWidget(plot, 1, column)
        layout.setRowStretch(1, 1)
        self._hold: tuple[float, float, Objective] | None = None  # offset, pixels a unit and line of the press
        self._keys_held = False
        self.setFocusProxy(self._plots[0])
        self._plots[0].installEventFilter(self)
        self._plots[0].viewport().installEventFilter(self)
        self._plots[0].viewport().setMouseTracking(True)
        self._plots[0].setAccessibleName(self.tr("Curve: arrow keys move the start point"))
        self.setMinimumSize(240, 160)
        self.setAccessibleName(self.tr("One variable: curve and cobweb"))

    def set_scene(self, scene: Scene) -> None:
        """The scene: the curve, or the line through a surface, and its range."""
        self.scene = scene
        objective = scene.objective
        if objective.dim > 1:
            objective = _slice(scene)
        self.objective = objective
        (low, high), *_ = scene.view_domain if scene.objective.dim == 1 else objective.domain
        self.grid = np.linspace(low, high, POINTS)
        self._fit_ranges()

    def set_surface(self, surface: Surface | None) -> None:
        """A curve needs no surface."""

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self.runs = runs
        self._update()

    def set_head(self, head: float) -> None:
        """Where the play head stands."""
        self.head = head
        self._update()

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self.theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.plot))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for title, plot in zip(self._titles, self._plots, strict=True):
            title.setFont(font_of(theme, 0.5, bold=True))
            title.setStyleSheet(f"color: {theme.ink}; padding-left: 6px;")
            plot.style_from(theme, "−0.000", grid=40)
        self._update()

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """Both plots at ``width`` x ``height`` device pixels; needs no window."""
        return grab(self, width, height, ratio)

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart."""
        self._plots[0].viewport().removeEventFilter(self)
        self._plots[0].removeEventFilter(self)
        for plot in self._plots:
            plot.discard()

    def start_on_line(self) -> float | None:
        """The scene's start as a coordinate of the line; on a line through a surface it is 0 by construction."""
        if self.scene is None or self.objective is None:
            return None
        return 0.0 if isinstance(self.objective, Slice1D) else float(self.scene.start_point[0])

    def to_widget(self, s: float) -> QPointF:
        """Where the curve's point over ``s`` lies in this widget, logical pixels."""
        assert self.objective is not None
        with np.errstate(all="ignore"):
            f = float(self.objective.value(np.array([s])))
        plot = self._plots[0]
        px, py = plot.pixels().point(s, f)
        return QPointF(plot.mapFromScene(plot.box.mapToScene(QPointF(px, py)))) + QPointF(plot.pos())

    # hands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drag and nudge the start on the left plot."""
        if isinstance(event, QMouseEvent) and watched is self._plots[0].viewport():
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and watched is self._plots[0]:
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and watched is self._plots[0]:
            self._end_keys()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._update()
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        plot, kind, start = self._plots[0], event.type(), self.start_on_line()
        if start is None or self.objective is None:
            return False
        at = event.position()
        if kind == QEvent.Type.MouseMove and self._hold is not None:
            offset, sx, line = self._hold
            self._move_to(line, offset + plot.to_box(at).x() / sx)
            return True
        near = (self.to_widget(start) - QPointF(plot.pos()) - at).manhattanLength() <= REACH
        if kind == QEvent.Type.MouseMove:
            plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor if near else Qt.CursorShape.ArrowCursor)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress and near:
            # a line through a surface turns with its start: while the hand holds it, the line of the press counts
            sx = plot.pixels().sx
            self._hold = start - plot.to_box(at).x() / sx, sx, self.objective
            plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            plot.setFocus(Qt.FocusReason.MouseFocusReason)
            self.start_drag_started.emit()
            return True
        elif kind == QEvent.Type.MouseButtonRelease and self._hold is not None:
            self._hold = None
            plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            self.start_drag_finished.emit()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        start = self.start_on_line()
        known = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if side is None or start is None or self.objective is None or event.modifiers() & ~known:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            if not self._keys_held:
                self._keys_held = True
                self.start_drag_started.emit()
            fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            self._move_to(self.objective, start + side * fine * NUDGE * float(self.grid[-1] - self.grid[0]))
        elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._end_keys()
        return True

    def _end_keys(self) -> None:
        if self._keys_held:
            self._keys_held = False
            self.start_drag_finished.emit()

    def _move_to(self, line: Objective, s: float) -> None:
        if isinstance(line, Slice1D):
            ((low, high),) = line.domain
            s = min(max(s, low), high)
            x, y = line.point(np.array([s]))[:2].tolist()
            self.start_dragged.emit(x, y)
        else:
            self.start_dragged.emit(min(max(s, float(self.grid[0])), float(self.grid[-1])), 0.0)

    def positions(self, run: RunData) -> Array:
        """A run's iterates as coordinates of the line, (k+1,)."""
        x = run.trajectory.x
        if not isinstance(self.objective, Slice1D):
            return x[:, 0]
        direction = np.array(self.objective.direction)
        out: Array = (x - np.array(self.objective.origin)) @ direction / (direction @ direction)
        return out

    def shown(self) -> list[RunData]:
        """The visible runs."""
        return [run for run in self.runs if run.spec.visible]

    def alpha(self, run: RunData) -> float:
        """The step size at the head (the first one at the start)."""
        alphas = run.trajectory.alpha
        step = min(int(self.head) + 1, len(alphas) - 1)
        return float(alphas[step]) if len(alphas) > 1 else float("nan")

    def _fit_ranges(self) -> None:
        assert self.objective is not None
        with np.errstate(all="ignore"):
            f = self.objective.value(self.grid[:, None])
        f = f[np.isfinite(f)]
        low, high = (float(f.min()), float(f.max())) if len(f) else (0.0, 1.0)
        pad = 0.08 * (high - low or 1.0)
        first, last = float(self.grid[0]), float(self.grid[-1])
        self._plots[0].box.setRange(xRange=(first, last), yRange=(low - pad, high + pad), padding=0.0)
        self._plots[1].box.setRange(xRange=(first, last), yRange=(first, last), padding=0.0)

    def _update(self) -> None:
        for layer in self._layers:
            layer.update()


def _slice(scene: Scene) -> Slice1D:
    """The line through the start along the negative gradient (the x axis where that is zero)."""
    start = np.array(scene.start_point)
    with np.errstate(all="ignore"):
        direction = -scene.objective.gradient(start)
    length = float(np.sqrt(np.einsum("i,i->", direction, direction)))
    if not np.isfinite(length) or length == 0.0:
        direction, length = np.eye(len(start))[0], 1.0
    return Slice1D(scene.objective, tuple(start.tolist()), tuple((direction / length).tolist()))


class _Curve(Layer):
    """f, and for each run its points, the tangent and the step at the head."""

    def __init__(self, plot: Plot, owner: Line1D) -> None:
        super().__init__(plot, 5)
        self._owner = owner

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        o, theme = self._owner, self._owner.theme
        if o.objective is None:
            return
        box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        with np.errstate(all="ignore"):
            f = o.objective.value(o.grid[:, None])
            curve = pixels.forward(np.column_stack([o.grid, f]))
        painter.strokePath(strokes.path_of(pieces(curve, box)), strokes.stroke(theme.ink, theme.line_width))
        self._start(painter, pixels)
        for run in o.shown():
            with np.errstate(all="ignore"):
                self._run(painter, pixels, run, box)

    def _start(self, painter: QPainter, pixels: Pixels) -> None:
        """The handle: a ring on the curve, a second one while the keyboard is on it."""
        o, start = self._owner, self._owner.start_on_line()
        if start is None or o.objective is None:
            return
        with np.errstate(all="ignore"):
            f = float(o.objective.value(np.array([start])))
        if not np.isfinite(f):
            return
        at = QPointF(*pixels.point(start, f))
        painter.setPen(strokes.stroke(o.theme.ink, 1.6))
        painter.setBrush(strokes.faded(o.theme.plot, 0.8))
        painter.drawEllipse(at, 9.0, 9.0)
        if self.plot.hasFocus():
            painter.setPen(strokes.stroke(o.theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 13.5, 13.5)

    def _run(self, painter: QPainter, pixels: Pixels, run: RunData, box: tuple[float, float, float, float]) -> None:
        o, theme = self._owner, self._owner.theme
        assert o.objective is not None
        xs, colour = o.positions(run), run.colour(theme)
        step = min(int(o.head), len(xs) - 1)
        past = np.column_stack([xs[: step + 1], o.objective.value(xs[: step + 1, None])])
        for x, y in pixels.forward(past[-12:]).tolist():
            if np.isfinite(x + y) and box[0] < x < box[2] and box[1] < y < box[3]:
                strokes.draw_marker(painter, x, y, 3.0, run.marker, strokes.faded(colour, 0.55), theme.plot, 1.0)
        here = float(xs[step])
        if not np.isfinite(here):
            return
        width = 0.22 * (o.grid[-1] - o.grid[0])
        ends = np.array([here - width, here + width])
        line = pixels.forward(np.column_stack([ends, tangent(o.objective, here, ends)]))
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
        if box[0] < x < box[2] and box[1] < y < box[3]:
            strokes.draw_marker(painter, x, y, 6.0, run.marker, colour, "#ffffff", 1.5)


class _Cobweb(Layer):
    """The diagonal, the map x ↦ x − αf'(x) of each gradient descent, and the staircase between them up to the head.

    Momentum and moments are a second state: what they do is no map of the line, so they have a point and no stairs.
    """

    def __init__(self, plot: Plot, owner: Line1D) -> None:
        super().__init__(plot, 5)
        self._owner = owner

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        o, theme = self._owner, self._owner.theme
        if o.objective is None or not len(o.grid):
            return
        box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = np.array([o.grid[0], o.grid[-1]])
        painter.strokePath(
            strokes.path_of(pieces(pixels.forward(np.column_stack([ends, ends])), box)),
            strokes.stroke(theme.muted, 1.2),
        )
        plain = [run for run in o.shown() if run.spec.method.id in PLAIN]
        if len(plain) < len(o.shown()):
            font = font_of(theme, 2.0)
            text = o.tr("the map is gradient descent's alone") if plain else o.tr("no map: momentum has two states")
            x = pixels.width - QFontMetricsF(font).horizontalAdvance(text) - 8
            strokes.halo_text(painter, x, pixels.height - 8, text, font, theme.muted, theme.plot, 3.0)
        for run in o.shown():
            colour = run.colour(theme)
            with np.errstate(all="ignore"):
                alpha = o.alpha(run)
                if np.isfinite(alpha) and run in plain:
                    curve = pixels.forward(np.column_stack([o.grid, map_curve(o.objective, o.grid, alpha)]))
                    painter.strokePath(
                        strokes.path_of(pieces(curve, box)), strokes.stroke(colour, theme.line_width, run.dash)
                    )
                if run in plain:
                    stairs = pixels.forward(until(cobweb(o.positions(run)), 2 * o.head))
                    painter.strokePath(strokes.path_of(pieces(stairs, box)), strokes.stroke(colour, 1.3, alpha=0.9))
                place = at(o.positions(run)[:, None], o.head)[0]
            if np.isfinite(place):
                x, y = pixels.point(float(place), float(place))
                if box[0] < x < box[2] and box[1] < y < box[3]:
                    strokes.draw_marker(painter, x, y, 5.0, run.marker, colour, "#ffffff", 1.5)
