"""Four small charts over the steps, or over what they cost, with one cursor: of every run what the scene says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.analysis.fan import Fan
from core.analysis.fit import FitScale, fit_tail
from core.arrays import Array
from core.objectives.finite_sums import FiniteSum
from core.surface import Surface
from landscape_app.quantities import counted, series
from landscape_app.results import RunData
from landscape_app.scene.model import CHARTS, Display, Scene
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.bound_curves import BoundCurve, bound_curves
from landscape_app.views.chart import Chart
from landscape_app.views.chart_choice import axis_words, title_of, words_of
from landscape_app.views.chart_fan import band_of
from landscape_app.views.chart_layers import Curve
from landscape_app.views.chart_range import flees
from landscape_app.views.plotting import font_of, grab

LOWEST = 1e-17  # of f − f*: below, rounding alone is seen
_DEFAULT = Display()
_NARROWEST = 9.5  # letters' heights: a narrower chart shows little but its axes
_FAINTEST = 0.5  # of several curves of one run


class Charts(QWidget):
    """``seek_requested(step)`` where a chart is clicked or dragged; ``display_requested(Display, field)`` where it is
    to show something else."""

    seek_requested = Signal(float)
    display_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._runs: tuple[RunData, ...] = ()
        self._head = 0.0
        self._theme = LIGHT
        self._log_x = False
        self._fan: Fan | None = None
        self.charts: list[Chart] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(6)
        self.setAccessibleName(self.tr("Charts over the steps"))
        self.setMinimumHeight(130)

    def build_next(self) -> bool:
        """Make one more chart; False when all are there."""
        if len(self.charts) == len(CHARTS):
            return False
        field = CHARTS[len(self.charts)]
        quantity = getattr(self._display, field)
        chart = Chart(quantity, title_of(quantity))
        chart.leads = not self.charts
        self.charts.append(chart)
        self._dress(chart, field)
        self._row.addWidget(chart, 1)
        chart.restyle(self._theme)
        chart.set_log_x(self._log_x)
        self._fill(chart)
        chart.set_head(self._head)
        chart.seek_requested.connect(self.seek_requested)
        chart.log_x_toggled.connect(self._set_log_x)
        chart.quantity_chosen.connect(lambda quantity: self._ask(field, quantity))
        chart.count_chosen.connect(lambda count: self._ask("count", count))
        self._fit()
        return len(self.charts) < len(CHARTS)

    @property
    def _display(self) -> Display:
        return _DEFAULT if self._scene is None else self._scene.display

    def _ask(self, field: str, value: str) -> None:
        if getattr(self._display, field) != value:
            self.display_requested.emit(replace(self._display, **{field: value}), field)  # type: ignore[arg-type]

    def _dress(self, chart: Chart, field: str) -> None:
        """Title, menu and axis as the scene's display has them."""
        quantity, count = getattr(self._display, field), self._display.count
        if quantity != chart.quantity or not chart.curves:
            chart.set_quantity(quantity, title_of(quantity))
        epochs = self._scene is not None and isinstance(self._scene.objective, FiniteSum)
        chart.set_count(count, *axis_words(count, epochs))
        chart.choice.tick(quantity, count)
        chart.title.setToolTip(words_of(quantity))

    def build_all(self) -> None:
        """Make every chart now."""
        while self.build_next():
            pass

    def set_scene(self, scene: Scene) -> None:
        """The scene: what the charts show, where f* is known, and what theory says of it."""
        self._scene = scene
        for chart, field in zip(self.charts, CHARTS, strict=False):
            self._dress(chart, field)
        self._fit()

    def set_surface(self, surface: Surface | None) -> None:
        """Charts need no surface."""

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self._runs = runs
        for chart in self.charts:
            self._fill(chart)
        self._fit()

    def set_fan(self, data: Fan | None) -> None:
        """Quantiles over many seeds of the run looked at; None: there are none."""
        self._fan = data
        for chart in self.charts:
            if chart.quantity == "gap":
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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many charts as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where large letters leave no room for four, the charts that tell least make room for the others: those that
        nobody chose, a constant learning rate first."""
        most = max(1, int(self.width() / (_NARROWEST * QFontMetricsF(font_of(self._theme)).height())))
        least = sorted(range(len(self.charts)), key=self._tells)[: max(0, len(self.charts) - most)]
        for i, chart in enumerate(self.charts):
            chart.setVisible(i not in least)

    def _tells(self, i: int) -> tuple[bool, bool, int]:
        """The larger, the more is to be seen on the chart."""
        quantity = self.charts[i].quantity
        constant = quantity == "alpha" and all(_constant(run.trajectory.alpha[1:]) for run in self._runs)
        chosen = quantity != getattr(_DEFAULT, CHARTS[i])
        return not constant, chosen or quantity == "alpha", -i

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
        curves = []
        scene = self._scene
        for run in runs if scene is not None else ():
            assert scene is not None
            made = series(scene, run, chart.quantity)
            for i, one in enumerate(made):
                strength = 1.0 - (1.0 - _FAINTEST) * (i / max(1, len(made) - 1))
                bounds = (
                    *(
                        BoundCurve(run, ref.label, ref.values, not ref.is_bound, not ref.is_bound)
                        for ref in one.references
                    ),
                    *self._bounds(run, chart.quantity, one.values),
                )
                curves.append(Curve(run, one.values, None, bounds, None, self._at(run), one.label, strength))
        chart.set_curves(tuple(curves))

    def _at(self, run: RunData) -> Array | None:
        """Where the records stand, unless steps are counted."""
        scene = self._scene
        return None if scene is None or scene.display.count == "steps" else counted(scene, run, scene.display.count)

    def _bounds(self, run: RunData, quantity: str, values: Array) -> tuple[BoundCurve, ...]:
        return () if self._scene is None else bound_curves(self._scene, run, quantity, values)

    def _fill_gap(self, chart: Chart, runs: list[RunData]) -> None:
        objective = self._scene.objective if self._scene is not None else None
        chart.falls_forever = bool(runs) and objective is not None and not objective.bounded_below
        chart.falls_forever &= all(flees(run) for run in runs)
        if chart.falls_forever:
            chart.title.setText(self.tr("f → −∞"))
            chart.set_curves(tuple(Curve(run, run.trajectory.f, at=self._at(run)) for run in runs))
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
            at = self._at(run)
            fit = fit_tail(gap, scale) if known is not None and at is None else None  # it speaks of steps
            bounds = self._bounds(run, "gap", gap) if known is not None else ()
            curves.append(Curve(run, gap, fit, bounds, self._band(run, best) if at is None else None, at))
        chart.set_curves(tuple(curves))

    def _band(self, run: RunData, best: float) -> Array | None:
        """The tube of seeds about the run looked at."""
        if self._fan is None or self._scene is None or self._scene.lens.run != run.index:
            return None
        return band_of(self._fan.value, best, LOWEST)


def _constant(values: Array) -> bool:
    return len(values) == 0 or bool(np.allclose(values, values[0], rtol=1e-6, atol=0.0))


def _best_seen(runs: list[RunData]) -> float:
    """The least f of the runs that stay, of all runs where none does: f − (a value of a run that fell for ever) would
    be one flat line for the others."""
    stay = [run for run in runs if not flees(run)] or runs
    return min((float(f.min()) for r in stay if len(f := r.trajectory.f[np.isfinite(r.trajectory.f)])), default=0.0)
