"""The map: f from above, x and y to one scale. Filled colours, level lines, critical points, paths, balls, and the
start as a ring to drag.

Draws what it is given and computes nothing of the race; reports where a hand drags the start and what is in sight.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QImage, QPainterPath
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.surface import Surface
from landscape_app.render.frame import Mark
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.shapes import Overlay
from landscape_app.theme import Theme
from landscape_app.views.map_box import MapBox, Rectangle
from landscape_app.views.map_ground import Ground
from landscape_app.views.map_hands import Hands
from landscape_app.views.map_overlay import Overlays
from landscape_app.views.map_paths import Paths
from landscape_app.views.map_probe import Probe
from landscape_app.views.map_signs import LevelLabels
from landscape_app.views.map_state import MapState
from landscape_app.views.map_swarm import CornerKey, Underlays
from landscape_app.views.pixels import equal_scales
from landscape_app.views.plotting import Plot, grab

DETAIL_MS = 40  # at most this often is a finer surface asked for
_MOST_SEEN = 0.6  # of the whole: where more of it is in sight, its own points are fine enough
_EDGE = 1e-6


class Map2D(QWidget):
    """``start_*`` are intents: nothing moves until the scene says so, but the ring follows the hand.

    ``widest`` is a label of the y axis for which there is room at once: the axis need not grow while one zooms.
    ``detail_requested(rectangle)`` asks for a finer surface of what is in sight, None says that the whole one serves.
    """

    linked = Signal(object)  # the rectangle in sight, when a hand has changed it
    pointed_at = Signal(object)  # (x, y) under the pointer, or None
    start_drag_started = Signal()
    start_dragged = Signal(float, float)
    start_drag_finished = Signal()
    clicked = Signal(float, float)  # a place, while places are asked for
    detail_requested = Signal(object)  # ((x0, x1), (y0, y1)) or None

    def __init__(self, parent: QWidget | None = None, widest: str = "−0.000") -> None:
        super().__init__(parent)
        self._widest = widest
        self.state = MapState()
        self._domain: tuple[tuple[float, float], ...] = ()
        self._box = MapBox()
        self._plot = Plot(self, self._box)
        self._ground = Ground(self._plot, self.state)
        self._labels = LevelLabels(self._plot, self.state, self._ground)
        self._underlays = Underlays(self._plot, self.state)
        self._paths = Paths(self._plot, self.state)
        self._overlays = Overlays(self._plot, self.state)
        self._key = CornerKey(self._plot, self.state)
        self._probe = Probe(self._plot, self.state)
        self._hands = Hands(self._plot, self.state, self)
        self._hands.started.connect(self.start_drag_started)
        self._hands.moved.connect(self.start_dragged)
        self._hands.finished.connect(self.start_drag_finished)
        self._hands.pointed.connect(self._paths.update)
        self._hands.pointed.connect(self._probe.update)
        self._hands.pointed.connect(self._tell_pointed)
        self._hands.clicked.connect(self.clicked)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(DETAIL_MS)
        self._asking.timeout.connect(self._ask_for_detail)
        self._asked = False
        self._box.sigRangeChanged.connect(self._ask_soon)
        self._box.reset_requested.connect(self.reset_view)
        self._box.reset_requested.connect(self._tell_seen)
        self._box.sigRangeChangedManually.connect(self._tell_seen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setFocusProxy(self._plot)
        self.setAccessibleName(self.tr("Contour map"))
        self._plot.setAccessibleName(self.tr("Contour map: arrow keys move the start point"))
        self.setMinimumSize(160, 120)
        self._restyle()

    # what it is given

    def set_scene(self, scene: Scene) -> None:
        """The scene: domain, start, critical points and how levels are drawn."""
        s = self.state
        old, s.scene = s.scene, scene
        if scene.view_domain != self._domain:
            self._domain = scene.view_domain
            if len(self._domain) >= 2:
                self._box.set_home((self._domain[0], self._domain[1]))
                self._plot.set_ratio(equal_scales(self._domain))
        if old is None or old.display != scene.display or old.objective != scene.objective:
            self._ground.rebuild()
        self._labels.stale()
        self._paths.update()
        self._probe.update()

    def set_surface(self, surface: Surface | None) -> None:
        """The sampled surface, or None while there is none; a detail of another one goes with it."""
        if surface is not self.state.surface:
            self.state.surface, self.state.detail = surface, None
            self._ground.rebuild()
            self._labels.stale()
            self._key.update()
            self._probe.update()
            if self._asked:
                self._ask_for_detail()

    def set_detail(self, whole: Surface, detail: Surface | None) -> None:
        """A finer surface of the rectangle in sight, sampled for ``whole``; None takes it away.

        What was sampled for a surface that is no longer shown is dropped.
        """
        if whole is self.state.surface and detail is not self.state.detail:
            self.state.detail = detail
            self._ground.refine()
            self._labels.stale()
            self._probe.update()

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self.state.runs = runs
        self._paths.stale()
        self._labels.stale()

    def set_head(self, head: float) -> None:
        """The fractional step up to which paths are drawn."""
        if head != self.state.head:
            self.state.head = head
            self._paths.update()

    def set_overlay(self, overlay: Overlay) -> None:
        """Shapes over and under the paths; their key only where ``set_keyed`` asks for it."""
        for layer in (self._underlays, self._overlays, self._key):
            layer.set_shapes(overlay)

    def set_keyed(self, keyed: bool) -> None:
        """Whether the key of the shapes stands here: where no 3-D view stands beside."""
        self._key.set_keyed(keyed)

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        if theme != self.state.theme:
            self.state.theme = theme
            self._restyle()

    def set_moving(self, moving: bool) -> None:
        """While a hand is on something, labels of level lines wait."""
        if moving != self.state.moving:
            self.state.moving = moving
            self._labels.stale()

    def set_asking(self, asking: bool) -> None:
        """Whether a click tells a place (``clicked``) instead of taking the start."""
        self._hands.asking = asking

    def look_at(self, rectangle: Rectangle) -> None:
        """Show ``rectangle``; emits nothing."""
        self._box.setRange(xRange=rectangle[0], yRange=rectangle[1], padding=0.0)

    def reset_view(self) -> None:
        """Show the whole domain."""
        self._box.go_home()

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """The map at ``width`` x ``height`` device pixels, ``ratio`` of them to a logical pixel; needs no window."""
        return grab(self, width, height, ratio)

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart; the widget is of no use afterwards."""
        self._asking.stop()
        self._hands.discard()
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

    @property
    def seen(self) -> Rectangle:
        """The rectangle in sight."""
        return self._box.seen

    @property
    def start_shown(self) -> tuple[float, float] | None:
        """Where the ring is drawn."""
        return self.state.start

    def marks(self) -> tuple[Mark, ...]:
        """The critical points, and a lowest point on the edge, that lie in the plane shown."""
        return self.state.marks

    def to_widget(self, x: float, y: float) -> QPointF:
        """Where a data point lies in this widget, logical pixels."""
        px, py = self._plot.pixels().point(x, y)
        return QPointF(self._plot.mapFromScene(self._plot.box.mapToScene(QPointF(px, py)))) + QPointF(self._plot.pos())

    # detail

    def _ask_soon(self) -> None:
        if not self._asking.isActive():  # a throttle, not a wait for rest: the picture sharpens while it moves
            self._asking.start()

    def _ask_for_detail(self) -> None:
        if self.state.surface is None:
            return
        (x0, x1), (y0, y1) = self.state.surface.extent
        (a0, a1), (b0, b1) = self.seen
        ex, ey = _EDGE * (x1 - x0), _EDGE * (y1 - y0)
        inside = a0 >= x0 - ex and a1 <= x1 + ex and b0 >= y0 - ey and b1 <= y1 + ey
        whole = inside and a1 - a0 > _MOST_SEEN * (x1 - x0) and b1 - b0 > _MOST_SEEN * (y1 - y0)
        if whole and not self._asked:
            return
        self._asked = not whole
        self.detail_requested.emit(None if whole else self.seen)

    def _tell_pointed(self) -> None:
        self.pointed_at.emit(self.state.cursor)

    def _tell_seen(self, *_: object) -> None:
        self.linked.emit(self.seen)

    def _restyle(self) -> None:
        self._plot.style_from(self.state.theme, self._widest)
        self._ground.rebuild()
        self._labels.stale()
        self._paths.stale()
        self._probe.update()
