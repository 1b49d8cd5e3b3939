"""Four small charts over the steps, with one cursor: f − f*, ‖∇f‖, step length and α of every run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.analysis.fit import Fit, FitScale, fit_tail
from core.arrays import Array
from core.surface import Surface
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import strokes
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Layer, Plot, font_of, grab
from landscape_app.views.polyline import pieces, thin
from landscape_app.views.words import number

MARKERS_A_CURVE = 7
LOWEST = 1e-17  # of f − f*: below, rounding alone is seen
LEVEL = 0.01  # a tail that changes by less than this share no longer falls
_FLEES = ("diverged", "unbounded_below")
_CLIP = 40.0  # pixels beyond the box in which curves are still drawn


@dataclass(frozen=True, eq=False)
class Curve:
    """One run's quantity: values (k+1,) by step."""

    run: RunData
    values: Array
    fit: Fit | None = None


class Charts(QWidget):
    """``seek_requested(step)`` where a chart is clicked or dragged."""

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._runs: tuple[RunData, ...] = ()
        self._head = 0.0
        self._theme = LIGHT
        self.charts: list[Chart] = []
        self._makers: list[Callable[[], Chart]] = [
            lambda: Chart("gap", self.tr("f − f*"), self),
            lambda: Chart("gradient", self.tr("‖∇f‖"), self),
            lambda: Chart("step", self.tr("step length ‖Δx‖"), self),
            lambda: Chart("alpha", self.tr("step size α"), self),
        ]
        self._grid = QHBoxLayout(self)
        self._grid.setContentsMargins(6, 4, 6, 4)
        self._grid.setSpacing(6)
        self.setAccessibleName(self.tr("Charts over the steps"))
        self.setMinimumHeight(130)

    def build_next(self) -> bool:
        """Make one more chart; False when all are there."""
        if len(self.charts) == len(self._makers):
            return False
        chart = self._makers[len(self.charts)]()
        self.charts.append(chart)
        self._grid.addWidget(chart, 1)
        chart.restyle(self._theme)
        self._fill(chart)
        chart.set_head(self._head)
        if chart.quantity == "gap":
            chart.log_x.toggled.connect(self._set_log_x)
        return len(self.charts) < len(self._makers)

    def build_all(self) -> None:
        """Make every chart now."""
        while self.build_next():
            pass

    def set_scene(self, scene: Scene) -> None:
        """The scene: where f* is known."""
        self._scene = scene

    def set_surface(self, surface: Surface | None) -> None:
        """Charts need no surface."""

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self._runs = runs
        for chart in self.charts:
            self._fill(chart)

    def set_head(self, head: float) -> None:
        """Where the cursor stands."""
        self._head = head
        for chart in self.charts:
            chart.set_head(head)

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme.plot))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        for chart in self.charts:
            chart.restyle(theme)

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """The charts at ``width`` x ``height`` device pixels; needs no window."""
        self.build_all()
        switch = self.charts[0].log_x
        shown = not switch.isHidden()
        switch.hide()
        try:
            return grab(self, width, height, ratio)
        finally:
            switch.setVisible(shown and self.isVisible())  # an export's charts keep one layout

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart."""
        for chart in self.charts:
            chart.discard()
        self.charts.clear()

    def _set_log_x(self, on: bool) -> None:
        for chart in self.charts:
            chart.set_log_x(on)
        if self.charts:
            self._fill(self.charts[0])

    def _fill(self, chart: Chart) -> None:
        runs = [run for run in self._runs if run.spec.visible]
        if chart.quantity == "gap":
            self._fill_gap(chart, runs)
            return
        name = {"gradient": "grad_norm", "step": "step_length", "alpha": "alpha"}[chart.quantity]
        chart.set_curves(tuple(Curve(run, getattr(run.trajectory, name)) for run in runs))

    def _fill_gap(self, chart: Chart, runs: list[RunData]) -> None:
        known = self._scene.objective.f_star if self._scene is not None else None
        best = known
        if best is None:
            best = min(
                (float(f.min()) for r in runs if len(f := r.trajectory.f[np.isfinite(r.trajectory.f)])), default=0.0
            )
        chart.title.setText(self.tr("f − f*") if known is not None else self.tr("f − best seen"))
        scale: FitScale = "loglog" if chart.log_x.isChecked() else "semilog"
        curves = []
        for run in runs:
            with np.errstate(all="ignore"):
                gap = run.trajectory.f - best
            gap = np.where(gap > LOWEST, gap, np.nan)
            # below the best value seen every curve falls to nothing by itself: its slope would say nothing
            fit = fit_tail(gap, scale) if known is not None else None
            curves.append(Curve(run, gap, fit))
        chart.set_curves(tuple(curves))


class Chart(QWidget):
    """One quantity over the steps, on a logarithmic axis (α: where it varies by more than a factor of five)."""

    def __init__(self, quantity: str, title: str, owner: Charts) -> None:
        super().__init__()
        self.quantity = quantity
        self.owner = owner
        self.curves: tuple[Curve, ...] = ()
        self.head = 0.0
        self.theme = LIGHT
        self.log_y = True
        self.title = QLabel(title)
        self.log_x = QCheckBox(self.tr("log k"))
        self.log_x.setToolTip(self.tr("Straight on log-y: linear rate. Straight on log-log: sublinear, as 1/k."))
        self.log_x.setVisible(quantity == "gap")
        self.plot = Plot(self, pg.ViewBox(enableMenu=False, enableMouse=False))
        self.plot.bottom.whole = True
        self.plot.setAccessibleName(title)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._lines = _Lines(self.plot, self)
        self._cursor = _Cursor(self.plot, self)
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 4, 0)
        top.addWidget(self.title, 1)
        top.addWidget(self.log_x)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.plot, 1)

    def set_curves(self, curves: tuple[Curve, ...]) -> None:
        """What is drawn; the range follows."""
        self.curves = curves
        self._fit_range()
        self._lines.stale()
        self._cursor.update()

    def set_log_x(self, on: bool) -> None:
        """Steps on a logarithmic axis, from 1 on."""
        if self.log_x.isChecked() != on:
            self.log_x.setChecked(on)
        self._fit_range()
        self._lines.stale()

    def set_head(self, head: float) -> None:
        """Move the cursor."""
        self.head = head
        self._cursor.update()

    def restyle(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self.theme = theme
        font = font_of(theme, 0.5, bold=True)
        self.title.setFont(font)
        self.title.setStyleSheet(f"color: {theme.ink}; font-size: {theme.font_size - 0.5}pt;")
        self.log_x.setStyleSheet(f"font-size: {theme.font_size - 1}pt;")
        self.plot.style_from(theme, "10⁻¹⁰", smaller=1.5, grid=46 if theme.dark else 60)
        self._lines.stale()

    def discard(self) -> None:
        """Take it apart."""
        self.plot.viewport().removeEventFilter(self)
        self.plot.discard()

    # axes

    def across(self, steps: Array) -> Array:
        """Step numbers as the bottom axis counts."""
        if not self.log_x.isChecked():
            return np.asarray(steps, dtype=np.float64)
        with np.errstate(divide="ignore"):
            out: Array = np.log10(np.asarray(steps, dtype=np.float64))
        return np.where(np.isfinite(out), out, np.nan)

    def up(self, values: Array) -> Array:
        """Values as the left axis counts."""
        if not self.log_y:
            return values
        with np.errstate(all="ignore"):
            out: Array = np.log10(np.where(values > 0, values, np.nan))
        return out

    def _fit_range(self) -> None:
        values = self._worth_showing()
        if self.quantity == "alpha":
            self.log_y = bool(len(values)) and float(values.max()) > 5 * float(values.min())
        if not len(values):
            low, high = (-1.0, 0.0) if self.log_y else (0.0, 1.0)
        elif self.log_y:
            low, high = float(np.log10(values.min())), float(np.log10(values.max()))
            high = min(high, low + 40)
        else:
            low, high = 0.0, float(values.max())
        pad = max(0.06 * (high - low), 0.1 if self.log_y else 1e-12)
        length = max((c.run.trajectory.steps for c in self.curves), default=1)
        first, last = self.across(np.array([1.0 if self.log_x.isChecked() else 0.0, max(length, 1)]))
        if not last > first:
            last = first + 1.0
        self.plot.left.decades = self.log_y
        self.plot.bottom.decades = self.log_x.isChecked()
        self.plot.bottom.whole = not self.log_x.isChecked()
        low = low - pad if self.log_y else low
        self.plot.box.setRange(xRange=(float(first), float(last)), yRange=(low, high + pad), padding=0.0)

    def _worth_showing(self) -> Array:
        """The values that the range must hold: those of a run that flies off would press all others into a line."""
        lost = [c.run.trajectory.stop is not None and c.run.trajectory.stop.rule in _FLEES for c in self.curves]
        kept = [c for c, gone in zip(self.curves, lost, strict=True) if not gone] or list(self.curves)
        whole = [c.values[np.isfinite(c.values) & (c.values > 0)] for c in kept]
        return np.concatenate([*whole, np.empty(0)])

    # hands

    def step_at(self, position: QPointF) -> float:
        """The step under a position of the plot's viewport."""
        pixels = self.plot.pixels()
        x = pixels.back(self.plot.to_box(position).x(), 0.0)[0]
        return float(max(0.0, 10.0**x if self.log_x.isChecked() else x))

    def x_of(self, step: float) -> float:
        """The viewport's x of a step, logical pixels."""
        pixels = self.plot.pixels()
        x = pixels.point(float(self.across(np.array([step]))[0]), 0.0)[0]
        return float(self.plot.mapFromScene(self.plot.box.mapToScene(QPointF(x, 0.0))).x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press or drag seeks."""
        if isinstance(event, QMouseEvent) and event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
        ):
            left = Qt.MouseButton.LeftButton
            if event.button() == left or event.buttons() & left:
                self.owner.seek_requested.emit(self.step_at(event.position()))
                return True
        return super().eventFilter(watched, event)


class _Lines(CachedLayer):
    """The curves, whole, with sparse markers; for f − f* the fitted line and its rate."""

    def __init__(self, plot: Plot, chart: Chart) -> None:
        super().__init__(plot, 5)
        self._chart = chart

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        chart, theme = self._chart, self._chart.theme
        box = (-_CLIP, -_CLIP, pixels.width + _CLIP, pixels.height + _CLIP)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for curve in chart.curves:
            colour = curve.run.colour(theme)
            steps = np.arange(len(curve.values), dtype=np.float64)
            points = pixels.forward(np.column_stack([chart.across(steps), chart.up(curve.values)]))
            points = points[thin(points)]
            parts = pieces(points, box)
            width = max(1.5, theme.line_width * 0.8)
            strokes.trace(painter, parts, strokes.stroke(colour, width, curve.run.dash))
            finite = points[np.all(np.isfinite(points), axis=1)]
            if len(finite):
                picked = np.unique(np.linspace(0, len(finite) - 1, MARKERS_A_CURVE).astype(int))
                for x, y in finite[picked].tolist():
                    strokes.draw_marker(painter, x, y, 2.6 + width * 0.5, curve.run.marker, colour, theme.plot, 1.0)
        font = font_of(theme, 2.0)
        text = chart.tr("step k")
        x = pixels.width - QFontMetricsF(font).horizontalAdvance(text) - 6
        strokes.halo_text(painter, x, pixels.height - 6, text, font, theme.muted, theme.plot, 3.0)
        if chart.quantity == "gap":
            self._fits(painter, pixels)

    def _fits(self, painter: QPainter, pixels: Pixels) -> None:
        chart, theme = self._chart, self._chart.theme
        font = font_of(theme, 2.0)
        metrics = QFontMetricsF(font)
        y = metrics.ascent() + 5
        for curve in chart.curves:
            fit = curve.fit
            if fit is None:
                continue
            if abs(fit.value(np.array([fit.last]))[0] / fit.value(np.array([fit.first]))[0] - 1) < LEVEL:
                text = chart.tr("level at {}").format(number(float(curve.values[fit.last])))
            elif fit.scale == "semilog":
                text = chart.tr("×{} a step").format(number(fit.rate, 4))
            else:
                text = chart.tr("~ k^{}").format(number(fit.slope))
            x = pixels.width - metrics.horizontalAdvance(text) - 8
            if y < pixels.height - 4:
                strokes.halo_text(painter, x, y, text, font, curve.run.colour(theme), theme.plot, 3.0)
            y += metrics.height()


class _Cursor(Layer):
    """The head's line and a ball on each curve."""

    def __init__(self, plot: Plot, chart: Chart) -> None:
        super().__init__(plot, 10)
        self._chart = chart

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        chart, theme = self._chart, self._chart.theme
        x = pixels.point(float(chart.across(np.array([chart.head]))[0]), 0.0)[0]
        if not np.isfinite(x):
            return
        painter.setPen(strokes.stroke(theme.accent, 1.4, alpha=0.8))
        painter.drawLine(QPointF(x, 0.0), QPointF(x, pixels.height))
        for curve in chart.curves:
            step = min(round(chart.head), len(curve.values) - 1)
            value = float(chart.up(curve.values[step : step + 1])[0])
            if np.isfinite(value):
                at, y = pixels.point(float(chart.across(np.array([float(step)]))[0]), value)
                if np.isfinite(at):
                    strokes.draw_marker(
                        painter, at, y, 4.6, curve.run.marker, curve.run.colour(theme), QColor(theme.plot), 1.5
                    )
