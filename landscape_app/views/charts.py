"""Four small charts over the steps, with one cursor: f − f*, ‖∇f‖, step length and α of every run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.analysis.fit import FitScale, fit_tail
from core.arrays import Array
from core.surface import Surface
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.bound_curves import BoundCurve, bound_curves
from landscape_app.views.chart import Chart
from landscape_app.views.chart_layers import Curve
from landscape_app.views.chart_range import flees
from landscape_app.views.plotting import grab

LOWEST = 1e-17  # of f − f*: below, rounding alone is seen
_RECORDED = {"gradient": "grad_norm", "step": "step_length", "alpha": "alpha"}


class Charts(QWidget):
    """``seek_requested(step)`` where a chart is clicked or dragged."""

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._runs: tuple[RunData, ...] = ()
        self._head = 0.0
        self._theme = LIGHT
        self._log_x = False
        self.charts: list[Chart] = []
        self._makers: list[Callable[[], Chart]] = [
            lambda: Chart("gap", self.tr("f − f*")),
            lambda: Chart("gradient", self.tr("‖∇f‖")),
            lambda: Chart("step", self.tr("step length ‖Δx‖")),
            lambda: Chart("alpha", self.tr("step size α")),
        ]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(6)
        self.setAccessibleName(self.tr("Charts over the steps"))
        self.setMinimumHeight(130)

    def build_next(self) -> bool:
        """Make one more chart; False when all are there."""
        if len(self.charts) == len(self._makers):
            return False
        chart = self._makers[len(self.charts)]()
        self.charts.append(chart)
        self._row.addWidget(chart, 1)
        chart.restyle(self._theme)
        chart.set_log_x(self._log_x)
        self._fill(chart)
        chart.set_head(self._head)
        chart.seek_requested.connect(self.seek_requested)
        chart.log_x_toggled.connect(self._set_log_x)
        return len(self.charts) < len(self._makers)

    def build_all(self) -> None:
        """Make every chart now."""
        while self.build_next():
            pass

    def set_scene(self, scene: Scene) -> None:
        """The scene: where f* is known, and what theory says of it."""
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
        """The charts at ``width`` x ``height`` device pixels, without their switches; needs no window."""
        self.build_all()
        switches = [switch for chart in self.charts for switch in chart.switches]
        shown = [not switch.isHidden() for switch in switches]
        for switch in switches:
            switch.hide()
        try:
            return grab(self, width, height, ratio)
        finally:
            for switch, before in zip(switches, shown, strict=True):
                switch.setVisible(before and self.isVisible())  # an export's charts keep one layout

    def shutdown(self) -> None:
        """Take pyqtgraph's parts apart."""
        for chart in self.charts:
            chart.discard()
        self.charts.clear()

    def _set_log_x(self, on: bool) -> None:
        self._log_x = on
        for chart in self.charts:
            chart.set_log_x(on)
            if chart.quantity == "gap":
                self._fill(chart)  # another slope is fitted

    def _fill(self, chart: Chart) -> None:
        runs = [run for run in self._runs if run.spec.visible]
        if chart.quantity == "gap":
            self._fill_gap(chart, runs)
            return
        name = _RECORDED[chart.quantity]
        curves = []
        for run in runs:
            values = getattr(run.trajectory, name)
            curves.append(Curve(run, values, None, self._bounds(run, chart.quantity, values)))
        chart.set_curves(tuple(curves))

    def _bounds(self, run: RunData, quantity: str, values: Array) -> tuple[BoundCurve, ...]:
        return () if self._scene is None else bound_curves(self._scene, run, quantity, values)

    def _fill_gap(self, chart: Chart, runs: list[RunData]) -> None:
        objective = self._scene.objective if self._scene is not None else None
        chart.falls_forever = bool(runs) and objective is not None and not objective.bounded_below
        chart.falls_forever &= all(flees(run) for run in runs)
        if chart.falls_forever:
            chart.title.setText(self.tr("f → −∞"))
            chart.set_curves(tuple(Curve(run, run.trajectory.f) for run in runs))
            return
        known = objective.f_star if objective is not None else None
        best = known if known is not None else _best_seen(runs)
        chart.title.setText(self.tr("f − f*") if known is not None else self.tr("f − best seen"))
        scale: FitScale = "loglog" if self._log_x else "semilog"
        curves = []
        for run in runs:
            with np.errstate(all="ignore"):
                gap = run.trajectory.f - best
            gap = np.where(gap > LOWEST, gap, np.nan)
            # below the best value seen every curve falls to nothing by itself: its slope would say nothing
            fit = fit_tail(gap, scale) if known is not None else None
            curves.append(Curve(run, gap, fit, self._bounds(run, "gap", gap) if known is not None else ()))
        chart.set_curves(tuple(curves))


def _best_seen(runs: list[RunData]) -> float:
    """The least f of the runs that stay, of all runs where none does: f − (a value of a run that fell for ever) would
    be one flat line for the others."""
    stay = [run for run in runs if not flees(run)] or runs
    return min((float(f.min()) for r in stay if len(f := r.trajectory.f[np.isfinite(r.trajectory.f)])), default=0.0)
