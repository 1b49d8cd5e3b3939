"""One variable: f with tangent and step at the left, the cobweb of x ↦ x − αf'(x) at the right.

A run in the plane is shown along the line of its first step, so that the first step is exact and later ones are told
to be off the line. Where no run has a cobweb, the curve has all the room, and a line says why.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.arrays import Array
from core.objectives.base import Objective
from core.surface import Surface
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import Theme
from landscape_app.views.line_hands import LineHands
from landscape_app.views.line_layers import CobwebLayer, CurveLayer
from landscape_app.views.line_state import LineState
from landscape_app.views.plotting import Layer, Plot, font_of, grab


class Line1D(QWidget):
    """``start_*`` are intents: the start is dragged along the x axis of the left plot."""

    start_drag_started = Signal()
    start_dragged = Signal(float, float)
    start_drag_finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = LineState()
        self._titles = [QLabel(self.tr("f, its tangent and the step")), QLabel(self.tr("cobweb of x ↦ x − αf′(x)"))]
        self._plots = [Plot(self, pg.ViewBox(enableMenu=False, enableMouse=False)) for _ in range(2)]
        self._layers: list[Layer] = [CurveLayer(self._plots[0], self.state), CobwebLayer(self._plots[1], self.state)]
        self._plots[1].bottom.name = "xₖ"
        self.why = QLabel()
        self.why.setWordWrap(True)
        layout = QGridLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        for column, (title, plot) in enumerate(zip(self._titles, self._plots, strict=True)):
            title.setMinimumWidth(1)
            layout.addWidget(title, 0, column)
            layout.addWidget(plot, 1, column)
        layout.addWidget(self.why, 2, 0, 1, 2)
        layout.setRowStretch(1, 1)
        self._hands = LineHands(self._plots[0], self.state, self._handle, self)
        self._hands.started.connect(self.start_drag_started)
        self._hands.moved.connect(self.start_dragged)
        self._hands.finished.connect(self.start_drag_finished)
        self._hands.focused.connect(self._update)
        self.setFocusProxy(self._plots[0])
        self._plots[0].setAccessibleName(self.tr("Curve: arrow keys move the start point"))
        self.setMinimumSize(240, 160)
        self.setAccessibleName(self.tr("One variable: curve and cobweb"))

    def set_scene(self, scene: Scene) -> None:
        """The scene: the curve, or the line through a surface, and its range."""
        self.state.set_scene(scene)
        self._plots[0].bottom.name = "x" if scene.objective.dim == 1 else "s"
        self._fit_ranges()
        self._make_room()

    def set_surface(self, surface: Surface | None) -> None:
        """A curve needs no surface."""

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self.state.runs = runs
        self._make_room()
        self._update()

    def set_head(self, head: float) -> None:
        """Where the play head stands."""
        self.state.head = head
        self._update()

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self.state.theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.plot))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for title, plot in zip(self._titles, self._plots, strict=True):
            title.setFont(font_of(theme, 0.5, bold=True))
            title.setStyleSheet(f"color: {theme.ink}; padding-left: 6px; font-size: {theme.font_size - 0.5}pt;")
            plot.style_from(theme, "−0.00", grid=40)
        self.why.setStyleSheet(f"color: {theme.muted}; padding: 0 6px 3px 6px; font-size: {theme.font_size - 1}pt;")
        self._update()

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """Both plots at ``width`` x ``height`` device pixels; needs no window."""
        return grab(self, width, height, ratio)

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart."""
        self._hands.discard()
        for plot in self._plots:
            plot.discard()

    # what it shows, for tests and tools

    @property
    def objective(self) -> Objective | None:
        """The function of one variable that is drawn."""
        return self.state.objective

    @property
    def grid(self) -> Array:
        """Where it is drawn, (m,)."""
        return self.state.grid

    @property
    def shows_cobweb(self) -> bool:
        """Whether some run has one."""
        return not self._plots[1].isHidden()

    def positions(self, run: RunData) -> Array:
        """A run's iterates as coordinates of the line, (k+1,)."""
        return self.state.positions(run)

    def start_on_line(self) -> float | None:
        """The start as a coordinate of the line."""
        return self.state.start

    def to_widget(self, s: float) -> QPointF:
        """Where the curve's point over ``s`` lies in this widget, logical pixels."""
        assert self.state.objective is not None
        with np.errstate(all="ignore"):
            f = float(self.state.objective.value(np.array([s])))
        plot = self._plots[0]
        px, py = plot.pixels().point(s, f)
        return QPointF(plot.mapFromScene(plot.box.mapToScene(QPointF(px, py)))) + QPointF(plot.pos())

    def _handle(self) -> QPointF:
        start = self.state.start
        assert start is not None
        return self.to_widget(start) - QPointF(self._plots[0].pos())

    def _make_room(self) -> None:
        """The cobweb's plot is there for a cobweb; else a line says why there is none."""
        state = self.state
        some = not state.shown() or any(state.is_map(run) for run in state.shown())
        self._plots[1].setVisible(some)
        self._titles[1].setVisible(some)
        self.why.setText("" if some else state.why_no_cobweb())
        self.why.setVisible(not some)

    def _fit_ranges(self) -> None:
        assert self.state.objective is not None
        grid = self.state.grid
        with np.errstate(all="ignore"):
            f = self.state.objective.value(grid[:, None])
        f = f[np.isfinite(f)]
        low, high = (float(f.min()), float(f.max())) if len(f) else (0.0, 1.0)
        pad = 0.08 * (high - low or 1.0)
        first, last = float(grid[0]), float(grid[-1])
        self._plots[0].box.setRange(xRange=(first, last), yRange=(low - pad, high + pad), padding=0.0)
        self._plots[1].box.setRange(xRange=(first, last), yRange=(first, last), padding=0.0)

    def _update(self) -> None:
        for layer in self._layers:
            layer.update()
