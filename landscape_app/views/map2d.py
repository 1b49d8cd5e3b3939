"""The map: filled colours, level lines, known critical points, paths, balls, and the start as a handle to drag.

Draws what it is given and computes nothing of the race; reports where a hand drags the start.
"""

from __future__ import annotations

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.arrays import Array, IntArray
from core.surface import Surface
from landscape_app.render.colormap import colormap
from landscape_app.render.frame import Mark, marks_of
from landscape_app.render.height import HeightMap
from landscape_app.render.marks import draw_sign
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import contours, strokes
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Layer, Plot, font_of, grab, rgba_image
from landscape_app.views.polyline import along, at, pieces, thin, until
from landscape_app.views.words import number

SEEN_MS = 90  # after the last turn of the wheel, before finer points are asked for
SIGN = 7.0  # radius of a critical point's sign
HANDLE = 9.0  # radius of the start handle, logical pixels
REACH = 14.0  # how near a press must come to take it
NUDGE = 0.01  # of the view, an arrow key's step
BALL = 7.0
ARROW_SPACING = 92.0  # pixels along a path
MOST_ARROWS = 24  # a path: a long zig-zag stays readable
CLIP = 40.0  # paths are cut this far outside the view

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Map2D(QWidget):
    """f from above. ``start_*`` are intents: nothing moves until the scene says so, but the handle follows the hand."""

    start_drag_started = Signal()
    start_dragged = Signal(float, float)
    start_drag_finished = Signal()
    detail_requested = Signal(object)  # the rectangle seen, ((x0, x1), (y0, y1)), or None: the whole domain is seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._surface: Surface | None = None
        self._detail: Surface | None = None  # of the rectangle seen, where that is a part of the domain
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(self._ask_for_detail)
        self._runs: tuple[RunData, ...] = ()
        self._head = math.inf
        self._theme = LIGHT
        self._moving = False
        self._domain: tuple[tuple[float, float], ...] = ()
        self._dragged: tuple[float, float] | None = None  # where the hand holds the start
        self._grip = (0.0, 0.0)  # from the handle's centre to the press, pixels
        self._keys_held = False
        self._cursor: tuple[float, float] | None = None
        self.names = {
            "global": self.tr("global minimum"),
            "minimum": self.tr("local minimum"),
            "saddle": self.tr("saddle"),
            "maximum": self.tr("maximum"),
            "degenerate": self.tr("degenerate critical point"),
        }
        self._plot = Plot(self, _PanBox())
        self._plot.box.reset_requested.connect(self.reset_view)
        self._plot.box.sigRangeChanged.connect(lambda *_: self._seen.start())
        self._ground = _Ground(self._plot, self)
        self._paths = _Paths(self._plot, self)
        self._probe = _Probe(self._plot, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setFocusProxy(self._plot)
        self._plot.installEventFilter(self)
        self._plot.viewport().installEventFilter(self)
        self._plot.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Contour map"))
        self._plot.setAccessibleName(self.tr("Contour map: arrow keys move the start point"))
        self.setMinimumSize(160, 120)
        self._restyle()

    # what it is given

    def set_scene(self, scene: Scene) -> None:
        """The scene: domain, start, critical points and how levels are drawn."""
        old, self._scene = self._scene, scene
        if scene.view_domain != self._domain:
            self._domain = scene.view_domain
            self.reset_view()
        if old is None or old.display != scene.display or old.objective != scene.objective:
            self._ground.rebuild()
        self._paths.update()
        self._probe.update()

    def set_surface(self, surface: Surface | None) -> None:
        """The sampled surface, or None while there is none."""
        if surface is not self._surface:
            self._surface, self._detail = surface, None
            self._ground.rebuild()
            self._seen.start()
            self._probe.update()

    def set_detail(self, surface: Surface | None) -> None:
        """A finer surface of the rectangle seen; None: the whole one serves."""
        if surface is not self._detail:
            self._detail = surface
            self._ground.rebuild()

    @property
    def seen(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The rectangle in sight."""
        (x0, x1), (y0, y1) = self._plot.box.viewRange()
        return (float(x0), float(x1)), (float(y0), float(y1))

    def _ask_for_detail(self) -> None:
        """The whole surface serves as long as most of it is seen; zoomed in or moved aside, more points are needed."""
        if self._surface is None:
            return
        (x0, x1), (y0, y1) = self._surface.extent
        (a0, a1), (b0, b1) = self.seen
        inside = a0 >= x0 - 1e-6 * (x1 - x0) and a1 <= x1 + 1e-6 * (x1 - x0)
        inside = inside and b0 >= y0 - 1e-6 * (y1 - y0) and b1 <= y1 + 1e-6 * (y1 - y0)
        whole = inside and a1 - a0 > 0.6 * (x1 - x0) and b1 - b0 > 0.6 * (y1 - y0)
        self.detail_requested.emit(None if whole else self.seen)

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self._runs = runs
        self._paths.stale()

    def set_head(self, head: float) -> None:
        """The fractional step up to which paths are drawn."""
        if head != self._head:
            self._head = head
            self._paths.update()

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        if theme != self._theme:
            self._theme = theme
            self._restyle()

    def set_moving(self, moving: bool) -> None:
        """While a hand is on something, labels of level lines wait."""
        if moving != self._moving:
            self._moving = moving
            self._ground.labels_changed()

    def reset_view(self) -> None:
        """Show the whole domain."""
        if len(self._domain) >= 2:
            (x0, x1), (y0, y1) = self._domain[:2]
            self._plot.box.setRange(xRange=(x0, x1), yRange=(y0, y1), padding=0.0)

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """The map at ``width`` x ``height`` device pixels, ``ratio`` of them to a logical pixel; needs no window."""
        return grab(self, width, height, ratio)

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart; the widget is of no use afterwards."""
        self._seen.stop()
        self._plot.viewport().removeEventFilter(self)
        self._plot.removeEventFilter(self)
        self._plot.discard()

    # what it shows, for tests and tools

    @property
    def level_count(self) -> int:
        """How many levels have a line."""
        return sum(bool(lines) for lines in self._ground.contours.lines)

    @property
    def contour_path(self) -> QPainterPath:
        """All level lines in data coordinates."""
        return self._ground.contours.path

    def marks(self) -> tuple[Mark, ...]:
        """The critical points, and a lowest point on the edge, that lie in the plane shown."""
        return () if self._scene is None else marks_of(self._scene.objective)

    def to_widget(self, x: float, y: float) -> QPointF:
        """Where a data point lies in this widget, logical pixels."""
        px, py = self._plot.pixels().point(x, y)
        return QPointF(self._plot.mapFromScene(self._plot.box.mapToScene(QPointF(px, py)))) + QPointF(self._plot.pos())

    @property
    def start_shown(self) -> tuple[float, float] | None:
        """Where the handle is drawn."""
        if self._dragged is not None:
            return self._dragged
        if self._scene is None or len(self._scene.start_point) < 2:
            return None
        return float(self._scene.start_point[0]), float(self._scene.start_point[1])

    # hands

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mouse and keys of the plot."""
        kind = event.type()
        if isinstance(event, QMouseEvent) and watched is self._plot.viewport():
            return self._mouse(kind, event)
        if kind == QEvent.Type.Leave and watched is self._plot.viewport():
            self._cursor = None
            self._probe.update()
        if isinstance(event, QKeyEvent) and watched is self._plot:
            return self._key(kind, event)
        if isinstance(event, QFocusEvent) and watched is self._plot:
            if kind == QEvent.Type.FocusOut:
                self._end_keys()
            self._paths.update()
        return super().eventFilter(watched, event)

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        p = self._plot.to_box(event.position())
        pixels = self._plot.pixels()
        left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonPress and left and self._hits(p, pixels):
            assert self.start_shown is not None
            hx, hy = pixels.point(*self.start_shown)
            self._grip = (p.x() - hx, p.y() - hy)
            self._dragged = self.start_shown
            self._plot.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._plot.setFocus(Qt.FocusReason.MouseFocusReason)
            self.start_drag_started.emit()
            self._paths.update()
            return True
        if kind == QEvent.Type.MouseMove:
            if self._dragged is not None and not self._keys_held:
                self._move_start(*pixels.back(p.x() - self._grip[0], p.y() - self._grip[1]))
                self._look_at(p, pixels)
                return True
            hit = event.buttons() == Qt.MouseButton.NoButton and self._hits(p, pixels)
            self._plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor if hit else Qt.CursorShape.CrossCursor)
            self._look_at(p, pixels)
        if kind == QEvent.Type.MouseButtonRelease and left and self._dragged is not None and not self._keys_held:
            self._dragged = None
            self._plot.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            self.start_drag_finished.emit()
            self._paths.update()
            return True
        # a double click on the handle is no wish to reset the view
        return kind == QEvent.Type.MouseButtonDblClick and self._hits(p, pixels)

    def _hits(self, p: QPointF, pixels: Pixels) -> bool:
        if self.start_shown is None:
            return False
        hx, hy = pixels.point(*self.start_shown)
        return math.hypot(p.x() - hx, p.y() - hy) <= REACH

    def _look_at(self, p: QPointF, pixels: Pixels) -> None:
        inside = 0 <= p.x() <= pixels.width and 0 <= p.y() <= pixels.height
        self._cursor = pixels.back(p.x(), p.y()) if inside else None
        self._probe.update()

    def _key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if arrow is None or not plain or self.start_shown is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # the arrows are the start's while the map has the focus, not the timeline's
            return True
        if kind == QEvent.Type.KeyPress:
            if not self._keys_held:
                self._keys_held, self._dragged = True, self.start_shown
                self.start_drag_started.emit()
            p = self._plot.pixels()
            step = NUDGE / 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else NUDGE
            assert self._dragged is not None
            x, y = self._dragged
            self._move_start(x + arrow[0] * step * (p.x1 - p.x0), y + arrow[1] * step * (p.y1 - p.y0))
            return True
        if kind == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._end_keys()
            return True
        return False

    def _end_keys(self) -> None:
        if self._keys_held:
            self._keys_held, self._dragged = False, None
            self.start_drag_finished.emit()
            self._paths.update()

    def _move_start(self, x: float, y: float) -> None:
        p = self._plot.pixels()
        self._dragged = (min(max(x, p.x0), p.x1), min(max(y, p.y0), p.y1))
        self._paths.update()
        self.start_dragged.emit(*self._dragged)

    def _restyle(self) -> None:
        self._plot.style_from(self._theme, "−0.000")
        self._ground.rebuild()
        self._paths.stale()
        self._probe.update()


class _PanBox(pg.ViewBox):  # type: ignore[misc]
    """Left drag pans, the wheel zooms towards the cursor, a double click asks for the whole."""

    reset_requested = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        """Ask for the whole domain."""
        event.accept()
        self.reset_requested.emit()


class _Ground(CachedLayer):
    """Colours, level lines and their labels, marks of the critical points: what stands still."""

    def __init__(self, plot: Plot, owner: Map2D) -> None:
        super().__init__(plot, -10)
        self.owner = owner
        self.contours = contours.EMPTY
        self._image: QImage | None = None
        self._rect = QRectF()

    def rebuild(self) -> None:
        """The surface, the display or the theme has changed."""
        o = self.owner
        self.contours, self._image = contours.EMPTY, None
        if o._surface is not None and o._scene is not None:
            # The colours stay those of the whole surface; the level lines are spread over what is seen.
            heights = HeightMap.of(o._surface, o._scene.display)
            s = o._detail or o._surface
            lines = heights if o._detail is None else HeightMap.of(s, o._scene.display)
            table = colormap(o._theme.colormap)
            with np.errstate(invalid="ignore"):
                t = np.nan_to_num(heights.t(s.f), nan=0.0, posinf=1.0, neginf=0.0)
            rgba = np.empty((*s.f.shape, 4), dtype=np.uint8)
            rgba[..., :3] = table[np.clip(t * 255 + 0.5, 0, 255).astype(np.uint8)]
            rgba[..., 3] = np.where(np.isfinite(s.f), 255, 0)
            self._image = rgba_image(rgba[::-1])  # row 0 of f is the lowest y
            hx, hy = (s.x[1] - s.x[0]) / 2, (s.y[1] - s.y[0]) / 2
            self._rect = QRectF(s.x[0] - hx, s.y[0] - hy, s.x[-1] - s.x[0] + 2 * hx, s.y[-1] - s.y[0] + 2 * hy)
            self.contours = contours.trace(s, lines.levels(o._scene.display.levels))
        self.stale()

    def labels_changed(self) -> None:
        """Labels come or go."""
        self.stale()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Colours first, marks last."""
        theme = self.owner._theme
        if self._image is not None:
            r = self._rect
            x0, y0 = pixels.point(r.left(), r.bottom())
            x1, y1 = pixels.point(r.right(), r.top())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(x0, y0, x1 - x0, y1 - y0), self._image)
        if self.contours.levels:
            painter.save()
            painter.setTransform(pixels.transform() * painter.transform())
            pen = strokes.stroke(theme.ink if not theme.dark else "#ffffff", 1.0, alpha=0.34)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.contours.path)
            painter.restore()
            if not self.owner._moving:
                self._labels(painter, pixels, theme)
        for mark in self.owner.marks():
            x, y = pixels.point(mark.x, mark.y)
            if -20 < x < pixels.width + 20 and -20 < y < pixels.height + 20:
                draw_sign(painter, x, y, SIGN, mark.kind)

    def _labels(self, painter: QPainter, pixels: Pixels, theme: Theme) -> None:
        font = font_of(theme, 1.5)
        metrics = QFontMetricsF(font)
        texts = {level: number(level) for level in self.contours.levels}
        width = max(metrics.horizontalAdvance(t) for t in texts.values())
        taken = [pixels.point(mark.x, mark.y) for mark in self.owner.marks()]
        for label in contours.place_labels(self.contours, pixels, width, metrics.height(), taken=taken):
            painter.save()
            painter.translate(label.x, label.y)
            painter.rotate(label.angle)
            text = texts[label.level]
            w, up = metrics.horizontalAdvance(text), metrics.capHeight() / 2
            strokes.halo_text(painter, -w / 2, up, text, font, "#10141b", strokes.faded("#ffffff", 0.78), 3.6)
            painter.restore()


class _Paths(Layer):
    """Paths up to the head with their direction, the balls, and the start handle."""

    def __init__(self, plot: Plot, owner: Map2D) -> None:
        super().__init__(plot, 10)
        self.owner = owner
        self._at: dict[int, tuple[Array, IntArray]] = {}  # run -> pixels of the thinned path, their step numbers
        self._key: object = None

    def stale(self) -> None:
        """Other runs."""
        self._key = None
        self.update()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Lines first, so that no path hides another's ball."""
        o, theme = self.owner, self.owner._theme
        if self._key != pixels:
            self._key, self._at = pixels, {}
        shown = [r for r in o._runs if r.spec.visible and len(r.trajectory.x) and r.trajectory.x.shape[1] >= 2]
        trail = o._scene.display.trail if o._scene else 0
        casing = "#101319" if theme.dark else "#ffffff"
        for run in shown:
            self._line(painter, pixels, run, trail, casing)
        if o.start_shown is not None:
            self._handle(painter, *pixels.point(*o.start_shown))
        for run in shown:
            ball = at(run.trajectory.x, o._head)[:2]
            if np.all(np.isfinite(ball)):
                x, y = pixels.point(*ball)
                if -20 < x < pixels.width + 20 and -20 < y < pixels.height + 20:
                    size = BALL * max(1.0, theme.line_width / 2.6)
                    strokes.draw_marker(painter, x, y, size, run.marker, run.colour(theme), "#ffffff", 4.0)
                    strokes.draw_marker(painter, x, y, size, run.marker, run.colour(theme), "#10141b", 1.3)

    def _line(self, painter: QPainter, pixels: Pixels, run: RunData, trail: int, casing: str) -> None:
        o, theme = self.owner, self.owner._theme
        if run.index not in self._at:
            with np.errstate(all="ignore"):
                p = pixels.forward(run.trajectory.x[:, :2])
            keep = thin(p)
            self._at[run.index] = p[keep], keep
        points, steps = self._at[run.index]
        last = len(run.trajectory.x) - 1
        head = min(max(o._head, 0.0), float(last))
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

    def _dots(
        self, painter: QPainter, line: Array, box: tuple[float, float, float, float], colour: str, casing: str
    ) -> None:
        """The iterates, where they stand far enough apart to be told apart."""
        if len(line) < 3:
            return
        with np.errstate(invalid="ignore"):
            d = np.hypot(*np.diff(line, axis=0).T)
            apart = np.minimum(d[:-1], d[1:]) > 9.0
            p = line[1:-1][apart]
            p = p[(p[:, 0] > box[0]) & (p[:, 0] < box[2]) & (p[:, 1] > box[1]) & (p[:, 1] < box[3])]
        r = self.owner._theme.line_width * 0.72 + 0.9
        painter.setPen(strokes.stroke(casing, 1.0))
        painter.setBrush(QColor(colour))
        dots = QPainterPath()
        for x, y in p.tolist():
            dots.addEllipse(QPointF(x, y), r, r)
        painter.drawPath(dots)

    def _handle(self, painter: QPainter, x: float, y: float) -> None:
        theme = self.owner._theme
        held = self.owner._dragged is not None
        if self.owner._plot.hasFocus():
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


class _Probe(Layer):
    """The gradient at the cursor and what f is there."""

    def __init__(self, plot: Plot, owner: Map2D) -> None:
        super().__init__(plot, 20)
        self.owner = owner

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """An arrow uphill and a chip of numbers."""
        o, theme = self.owner, self.owner._theme
        if o._cursor is None or o._surface is None:
            return
        read = read_off(o._surface, *o._cursor)
        if read is None:
            return
        f, gx, gy = read
        cx, cy = pixels.point(*o._cursor)
        dx, dy = gx * pixels.sx, -gy * pixels.sy
        size = math.hypot(dx, dy)
        if size > 0 and math.isfinite(size) and o._dragged is None:
            ux, uy = dx / size, dy / size
            slope = math.hypot(gx, gy)
            length = 16 + 44 * slope / (slope + _usual_slope(o._surface))
            tip = QPointF(cx + ux * length, cy + uy * length)
            for colour, width in (("#ffffff", 4.4), ("#10141b", 2.0)):
                painter.setPen(strokes.stroke(colour, width))
                painter.drawLine(QPointF(cx, cy), tip)
            painter.setPen(strokes.stroke("#ffffff", 1.2))
            painter.setBrush(QColor("#10141b"))
            painter.drawPolygon(strokes.arrowhead(tip.x() + ux * 3, tip.y() + uy * 3, ux, uy, 8.5))
            painter.drawEllipse(QPointF(cx, cy), 3, 3)
        self._chip(painter, pixels, theme, f, gx, gy)

    def _mark_under(self, pixels: Pixels) -> Mark | None:
        """The critical point that the cursor points at."""
        assert self.owner._cursor is not None
        cx, cy = pixels.point(*self.owner._cursor)
        for mark in self.owner.marks():
            x, y = pixels.point(mark.x, mark.y)
            if math.hypot(x - cx, y - cy) <= SIGN + 2:
                return mark
        return None

    def _chip(self, painter: QPainter, pixels: Pixels, theme: Theme, f: float, gx: float, gy: float) -> None:
        assert self.owner._cursor is not None
        x, y = self.owner._cursor
        text = f"({number(x)}, {number(y)})    f {number(f, 4)}    ∇f ({number(gx)}, {number(gy)})"
        mark = self._mark_under(pixels)
        if mark is not None:
            text = f"{self.owner.names[mark.kind]} ({number(mark.x, 4)}, {number(mark.y, 4)})    f {number(mark.f, 5)}"
        font = font_of(theme, 1.0)
        metrics = QFontMetricsF(font)
        w, h = metrics.horizontalAdvance(text) + 18, metrics.height() + 8
        top = pixels.height - h - 8
        left = 8.0
        cx, cy = pixels.point(x, y)
        if cx < left + w + 16 and cy > top - 16:  # never under the pointer
            top = 8.0
        painter.setPen(strokes.stroke(theme.line, 1.0))
        painter.setBrush(strokes.faded(theme.panel, 0.93))
        painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, w, h), 6, 6)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(left, top, w, h), Qt.AlignmentFlag.AlignCenter, text)


def read_off(surface: Surface, x: float, y: float) -> tuple[float, float, float] | None:
    """f and its gradient at (x, y), bilinear from the grid; None outside it or beside a hole."""
    i, j = np.searchsorted(surface.x, x) - 1, np.searchsorted(surface.y, y) - 1
    if x == surface.x[0]:
        i = np.int64(0)
    if y == surface.y[0]:
        j = np.int64(0)
    if not (0 <= i < len(surface.x) - 1 and 0 <= j < len(surface.y) - 1):
        return None
    u = (x - surface.x[i]) / (surface.x[i + 1] - surface.x[i])
    v = (y - surface.y[j]) / (surface.y[j + 1] - surface.y[j])
    weights = np.array([[(1 - v) * (1 - u), (1 - v) * u], [v * (1 - u), v * u]])
    with np.errstate(all="ignore"):
        f = float(np.sum(weights * surface.f[j : j + 2, i : i + 2]))
        g = np.sum(weights[..., None] * surface.gradient[j : j + 2, i : i + 2], axis=(0, 1))
    if not (math.isfinite(f) and np.all(np.isfinite(g))):
        return None
    return f, float(g[0]), float(g[1])


def _usual_slope(surface: Surface) -> float:
    """A middling ‖∇f‖ of the picture, so that the arrow's length tells steep from flat."""
    g = surface.gradient[::8, ::8]
    with np.errstate(all="ignore"):
        size = np.hypot(g[..., 0], g[..., 1])
    size = size[np.isfinite(size)]
    return float(np.median(size)) + 1e-300 if len(size) else 1.0
