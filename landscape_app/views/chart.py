"""One quantity over the steps: a themed plot with a title and its switches; a click or a drag seeks."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.arrays import Array
from landscape_app.theme import Theme
from landscape_app.views import chart_range
from landscape_app.views.chart_choice import Choice
from landscape_app.views.chart_layers import ChartState, Cursor, Curve, Lines
from landscape_app.views.plotting import Plot, font_of

AUTO, LINEAR, LOG = "auto", "linear", "log"
_SWITCH = (
    "* {{ font-size: {}pt; }} QComboBox {{ border: none; background: transparent; padding: 0 2px; }}"
    "QComboBox::drop-down {{ width: 14px; }}"
    "QToolButton {{ border: none; background: transparent; padding: 0 3px; }}"
    "QToolButton::menu-indicator {{ image: none; }}"
)


class Chart(QWidget):
    """``quantity`` is one of CHARTED. Axes are logarithmic but for cosines, for α as its switch says, and for a
    sharpness that hardly changes.

    ``quantity_chosen(str)`` and ``count_chosen(str)`` (one of COUNTS) where the menu beside the title is used.
    """

    seek_requested = Signal(float)
    log_x_toggled = Signal(bool)
    quantity_chosen = Signal(str)
    count_chosen = Signal(str)

    def __init__(self, quantity: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantity = quantity
        self.log_y = True
        self.falls_forever = False  # every run falls without bound: f itself is drawn, on a linear axis
        self._log_steps = False
        self._count = "steps"
        self.state = ChartState(self.across, self.up)
        self.title = QLabel(title)
        self.plot = Plot(self, pg.ViewBox(enableMenu=False, enableMouse=False))
        self.plot.bottom.whole = True
        self.plot.bottom.name, self.plot.bottom.short_name = self.tr("step k"), "k"
        self.plot.setAccessibleName(title)
        # the chart has the focus of a click, not its plot, which would keep the timeline's keys to itself
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.plot.viewport().installEventFilter(self)
        self.plot.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._lines = Lines(self.plot, self.state)
        self._cursor = Cursor(self.plot, self.state)
        self.log_x = QCheckBox(self.tr("log k"))
        self.scale = QComboBox()
        self.more = QToolButton()
        self.choice = Choice(self)
        self.choice.quantity_chosen.connect(self.quantity_chosen)
        self.choice.count_chosen.connect(self.count_chosen)
        self.leads = quantity == "gap"  # bears the switch that is for all charts
        self.switches: tuple[QWidget, ...] = ()
        self._wanted: tuple[QWidget, ...] = ()
        top = QHBoxLayout()
        top.setContentsMargins(6, 0, 4, 0)
        top.setSpacing(2)
        self.title.setMinimumWidth(20)  # the charts are of one width, whatever they are called
        top.addWidget(self.title)
        top.addWidget(self.more)
        top.addStretch(1)
        self._add_switches(top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.plot, 1)

    def _add_switches(self, row: QHBoxLayout) -> None:
        """f − f* says how the steps are counted, for all charts; α how it is itself."""
        self.log_x.setToolTip(
            self.tr(
                "Steps on a logarithmic axis. Straight on log-y: linear rate. Straight on log-log: sublinear, 1/kᵖ."
            )
        )
        self.log_x.toggled.connect(self.log_x_toggled)
        self.scale.setAccessibleName(self.tr("Axis of the step size"))
        self.scale.setToolTip(self.tr("Axis of α; auto is logarithmic where α varies by more than a factor of five"))
        for key, name in ((AUTO, self.tr("auto")), (LINEAR, self.tr("linear")), (LOG, self.tr("log"))):
            self.scale.addItem(name, key)
        self.scale.currentIndexChanged.connect(self._refit)
        self.more.setText("▾")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.choice)
        self.more.setAccessibleName(self.tr("What this chart shows"))
        self.more.setToolTip(self.tr("What this chart shows, and what the bottom axis counts"))
        for switch in (self.log_x, self.scale):
            row.addWidget(switch)
        self.switches = (self.more, self.log_x, self.scale)
        self._fit_switches()

    def _fit_switches(self) -> None:
        self.log_x.setHidden(not self.leads)
        self.scale.setHidden(self.quantity != "alpha")

    def set_quantity(self, quantity: str, title: str) -> None:
        """Show something else; what is drawn comes by ``set_curves``."""
        self.quantity = quantity
        self.falls_forever = False
        self.title.setText(title)
        self.plot.setAccessibleName(title)
        self._fit_switches()

    def set_count(self, count: str, name: str, short: str) -> None:
        """What the bottom axis counts."""
        self._count = count
        self.plot.bottom.name, self.plot.bottom.short_name = name, short

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is drawn."""
        return self.state.curves

    @property
    def head(self) -> float:
        """Where the cursor stands."""
        return self.state.head

    def set_curves(self, curves: tuple[Curve, ...]) -> None:
        """What is drawn; the range follows."""
        self.state.curves = curves
        self._refit()
        self._cursor.update()

    def set_log_x(self, on: bool) -> None:
        """Steps on a logarithmic axis, from 1 on."""
        if on != self._log_steps:
            self._log_steps = on
            self.log_x.setChecked(on)
            self._refit()

    def set_head(self, head: float) -> None:
        """Move the cursor."""
        self.state.head = head
        self._cursor.update()

    def restyle(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self.state.theme = theme
        self.title.setFont(font_of(theme, 0.5, bold=True))
        self.title.setStyleSheet(f"color: {theme.ink}; font-size: {theme.font_size - 0.5}pt;")
        for switch in self.switches:
            switch.setStyleSheet(_SWITCH.format(theme.font_size - 1))
        row = QFontMetricsF(self.title.font()).height() + 6  # one height, so that the plots stand in line
        for part in (self.title, *self.switches):
            part.setFixedHeight(round(row))
        self.plot.style_from(theme, "10⁻¹⁰", smaller=1.5, grid=46 if theme.dark else 60)
        self._lines.stale()

    def discard(self) -> None:
        """Take it apart."""
        self.plot.viewport().removeEventFilter(self)
        self.plot.discard()

    # axes

    def across(self, steps: Array) -> Array:
        """Step numbers as the bottom axis counts."""
        if not self._log_steps:
            return np.asarray(steps, dtype=np.float64)
        with np.errstate(divide="ignore", invalid="ignore"):
            out: Array = np.log10(np.asarray(steps, dtype=np.float64))
        return np.where(np.isfinite(out), out, np.nan)

    def up(self, values: Array) -> Array:
        """Values as the left axis counts."""
        if not self.log_y:
            return values
        with np.errstate(all="ignore"):
            out: Array = np.log10(np.where(values > 0, values, np.nan))
        return out

    def _refit(self) -> None:
        runs = [c.run for c in self.curves]
        values = chart_range.worth_showing(runs, [c.values for c in self.curves])
        if self.quantity == "alpha":
            choice = self.scale.currentData()
            self.log_y = chart_range.spread(values) if choice == AUTO else choice == LOG
        else:
            self.log_y = self.quantity != "cosine"
        if self.quantity in ("sharpness", "zoutendijk"):  # beside which theory must be seen
            references = [b.values for c in self.curves for b in c.bounds]
            values = np.concatenate([values, *(v[np.isfinite(v) & (v > 0)] for v in references)])
        if self.quantity == "sharpness":
            self.log_y = chart_range.spread(values)
        all_flee = all(chart_range.flees(run) for run in runs)
        if self.quantity == "gap":
            self.log_y = not self.falls_forever
        if self.falls_forever or (not self.log_y and self.quantity != "alpha"):
            values = np.concatenate([*(c.values[np.isfinite(c.values)] for c in self.curves), np.empty(0)])
        low, high = chart_range.decades(values, all_flee) if self.log_y else chart_range.linear(values)
        length = max((float(c.counts[-1]) for c in self.curves), default=1.0)
        first, last = self.across(np.array([1.0 if self._log_steps else 0.0, max(length, 1)]))
        if not last > first:
            last = first + 1.0
        self.plot.left.decades = self.log_y
        self.plot.bottom.decades = self._log_steps
        self.plot.bottom.whole = not self._log_steps and self._count != "samples"
        self.plot.box.setRange(xRange=(float(first), float(last)), yRange=(low, high), padding=0.0)
        self._lines.stale()

    # hands

    def step_at(self, position: QPointF) -> float:
        """The step under a position of the plot's viewport."""
        x = self.plot.pixels().back(self.plot.to_box(position).x(), 0.0)[0]
        count = float(max(0.0, 10.0**x if self._log_steps else x))
        reach = [c for c in self.curves if c.counts[-1] >= count] or list(self.curves)
        if not reach or reach[0].at is None:
            return count
        return float(np.interp(count, reach[0].counts, np.arange(len(reach[0].counts))))

    def x_of(self, step: float) -> float:
        """The viewport's x of a step (of the first run, where the runs' counts differ), logical pixels."""
        count = self.curves[0].count_at(step) if self.curves else step
        x = self.plot.pixels().point(float(self.across(np.array([count]))[0]), 0.0)[0]
        return float(self.plot.mapFromScene(self.plot.box.mapToScene(QPointF(x, 0.0))).x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press or drag seeks."""
        if isinstance(event, QMouseEvent) and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove):
            left = Qt.MouseButton.LeftButton
            if event.type() == QEvent.Type.MouseButtonPress:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
            if event.button() == left or event.buttons() & left:
                self.seek_requested.emit(self.step_at(event.position()))
                return True
        return super().eventFilter(watched, event)
