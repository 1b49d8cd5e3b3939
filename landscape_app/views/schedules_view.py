"""Schedules of the learning rate side by side: the rates, and what the training made of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.nn.rate_plans import Plan
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.kept import Kept
from landscape_app.views.small_plot import Axis, Curve, Plot, Points, Scales, paint_cursor
from landscape_app.views.study_view import StudyView, paint_row
from landscape_app.views.words import number

_DECADES = 1e-3  # of the highest rate: a cosine's end at 0 would take the whole axis
_ICON = QSize(26, 12)
_HEADED = 240  # pixels of height from which on the list has a heading
_NARROWEST = 170  # pixels of a plot: where three have no room, the loss that is compared stays
_BESIDE = 64  # pixels beside the words of a row: its check box, gaps, a scroll bar
_PADDING = 24  # of a heading
_BEYOND = 1e30  # where +∞ is drawn: above every axis

# name, and the number of its colour in the theme's palette; the constant rate is drawn in ink
_SCHEDULES: dict[str, tuple[str, int]] = {
    "constant": (QT_TRANSLATE_NOOP("SchedulesView", "constant"), -1),
    "step_decay": (QT_TRANSLATE_NOOP("SchedulesView", "steps"), 1),
    "cosine": (QT_TRANSLATE_NOOP("SchedulesView", "cosine"), 0),
    "inverse_sqrt": (QT_TRANSLATE_NOOP("SchedulesView", "1/√k"), 2),
    "one_cycle": (QT_TRANSLATE_NOOP("SchedulesView", "one cycle"), 3),
    "exponential": (QT_TRANSLATE_NOOP("SchedulesView", "exponential"), 4),
    "cosine_restarts": (QT_TRANSLATE_NOOP("SchedulesView", "cosine with restarts"), 4),
    "polynomial": (QT_TRANSLATE_NOOP("SchedulesView", "linear"), 4),
    "inverse_time": (QT_TRANSLATE_NOOP("SchedulesView", "1/k"), 4),
    "cyclic": (QT_TRANSLATE_NOOP("SchedulesView", "cyclic"), 4),
    "reduce_on_plateau": (QT_TRANSLATE_NOOP("SchedulesView", "reduced on a plateau"), 4),
}


class SchedulesView(StudyView):
    """The list says which are drawn; ``schedule_wanted(schedule, warm-up)`` when the network shall train by one."""

    schedule_wanted = Signal(str, float)

    name = "schedules"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setIndentation(0)
        self.list.setIconSize(_ICON)
        self.list.setColumnCount(2)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.tr("Schedules"))
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda *_: self.canvas.update())
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.list.itemDoubleClicked.connect(lambda *_: self._use())
        self.use = QPushButton(self.tr("Use it"))
        self.use.setToolTip(self.tr("Train the network by the schedule chosen in the list"))
        self.use.clicked.connect(self._use)
        self.bar.insertWidget(1, self.use)
        self.bar.setSpacing(8)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.canvas)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.list)
        row.addWidget(self.canvas, 1)
        column.addLayout(row, 1)
        self._items: dict[Plan, QTreeWidgetItem] = {}
        self._kept = Kept()
        self._widest = 0.0  # of the names in the list, pixels
        self._offer()

    # What it is given -------------------------------------------------------------------------------------------

    def set_found(self, found: Any) -> None:
        super().set_found(found)
        self._offer()

    def set_objective(self, objective: NetworkSlice | None, why: str = "") -> None:
        super().set_objective(objective, why)
        self._offer()

    def set_busy(self, busy: bool) -> None:
        super().set_busy(busy)
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._offer()

    def _offer(self) -> None:
        """The list follows what was found; which are drawn stays."""
        found = self.found
        self.list.setVisible(found is not None)
        self.use.setVisible(found is not None)
        self.button.setVisible(self.busy or (found is not None and found.share < 1))
        if found is None:
            return
        plans = [tried.plan for tried in found.tried]
        with QSignalBlocker(self.list):
            if plans != list(self._items):
                self._fill(plans)
            own, best, widest = self._own(), found.best, 0.0
            for plan, item in self._items.items():
                end, font = found.ends.get(plan), self.font()
                font.setPointSizeF(self.theme.font_size)
                font.setBold(plan == best)
                words = self.tr("{schedule} (own)") if plan == own else "{schedule}"
                item.setText(0, words.format(schedule=self.named(plan)))
                item.setText(1, "" if end is None else number(end.middle, 2))
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(0, self._told_of(plan))
                item.setToolTip(1, self._told_of(plan))
                item.setIcon(0, self._icon(plan))
                for part in range(2):
                    item.setFont(part, font)
                widest = max(widest, QFontMetricsF(font).horizontalAdvance(item.text(0)))
        self._widest = widest
        self._fit()
        self._tell()

    def _fit(self) -> None:
        """Where there is little room, the list has no heading."""
        header, headed = self.list.header(), self.height() > _HEADED
        title = self.tr("Training loss") if self.found is not None and not self.found.held else self.tr("Test loss")
        header.setVisible(headed)
        self.list.setHeaderLabels([self.tr("Schedule"), title if headed else ""])  # it would take room unseen
        needs = QFontMetricsF(header.font()).horizontalAdvance(title if headed else "0.0000") + _PADDING * headed
        self.list.setFixedWidth(round(self._widest + needs) + _ICON.width() + _BESIDE)
        current = self.list.currentItem()
        if current is not None:
            self.list.scrollToItem(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        super().resizeEvent(event)
        self._fit()

    def _fill(self, plans: list[Plan]) -> None:
        drawn = {plan for plan, item in self._items.items() if item.checkState(0) == Qt.CheckState.Checked}
        chosen = self.plan
        known = bool(self._items)
        own = self._own()
        self.list.clear()
        self._items = {}
        for plan in plans:
            item = QTreeWidgetItem(self.list)
            on = plan in drawn if known else plan.warmup == 0 or (own is not None and own.warmup > 0)
            on = on or plan == own
            item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._items[plan] = item
        self.list.setCurrentItem(self._items[chosen if chosen in plans else own if own in plans else plans[0]])

    def _own(self) -> Plan | None:
        return None if self.objective is None else Plan(self.objective.schedule, self.objective.warmup)

    @property
    def plan(self) -> Plan | None:
        """The one chosen in the list."""
        item = self.list.currentItem()
        return next((plan for plan, each in self._items.items() if each is item), None)

    @property
    def drawn(self) -> tuple[Plan, ...]:
        """Those with a check mark."""
        return tuple(plan for plan, item in self._items.items() if item.checkState(0) == Qt.CheckState.Checked)

    def choose(self, plan: Plan) -> None:
        """Choose it in the list."""
        self.list.setCurrentItem(self._items[plan])

    def _use(self) -> None:
        if self.plan is not None and self.plan != self._own():
            self.schedule_wanted.emit(self.plan.schedule, self.plan.warmup)

    def named(self, plan: Plan) -> str:
        """In words."""
        name = self.tr(_SCHEDULES[plan.schedule][0])
        return self.tr("{schedule} + warm-up").format(schedule=name) if plan.warmup else name

    def _colour(self, plan: Plan) -> str:
        index = _SCHEDULES[plan.schedule][1]
        return self.theme.ink if index < 0 else self.theme.runs[index]

    def _icon(self, plan: Plan) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixels = QPixmap(_ICON * ratio)
        pixels.setDevicePixelRatio(ratio)
        pixels.fill(QColor(self.theme.plot))  # a line in the colour of the selection would vanish in it
        painter = QPainter(pixels)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(strokes.stroke(self._colour(plan), 2.0, _dash(plan)))
        painter.drawLine(1, _ICON.height() // 2, _ICON.width() - 2, _ICON.height() // 2)
        painter.end()
        return QIcon(pixels)

    # What it says -----------------------------------------------------------------------------------------------

    def told(self) -> str:
        found, plan = self.found, self.plan
        best = found.best
        if best is None:
            return ""
        end = found.ends[best]
        words = (
            self.tr("Lowest with the first seed: {schedule}, {middle}.")
            if end.seeds == 1
            else self.tr(
                "Lowest at the end: {schedule}, test loss {middle}, median of {seeds} seeds ({low} to {high})."
            )
            if found.held
            else self.tr("Lowest at the end: {schedule}, loss {middle}, median of {seeds} seeds ({low} to {high}).")
        )
        said = words.format(schedule=self.named(best), **_numbers(end))
        if end.seeds == 1:
            return said
        return said if plan is None or plan == best or plan not in found.ends else f"{said} {self._told_of(plan)}"

    def _told_of(self, plan: Plan) -> str:
        """How it ended, and whether it being worse than the best is chance."""
        found = self.found
        end, best = found.ends.get(plan), found.best
        if end is None:
            return ""
        if end.low == np.inf:
            words = self.tr("{schedule}: the training diverges with every seed.")
        elif plan == best or best is None or end.seeds == 1:
            words = self.tr("{schedule}: {middle} ({low} to {high}).")
        elif found.surely(best, plan):
            words = self.tr("{schedule}: {middle} ({low} to {high}), higher with every seed.")
        else:
            words = self.tr("{schedule}: {middle} ({low} to {high}); the ranges overlap: it may be chance.")
        return words.format(schedule=_capital(self.named(plan)), **_numbers(end))

    def _tell(self) -> None:
        super()._tell()
        if hasattr(self, "use"):
            self.use.setEnabled(self.plan is not None and self.plan != self._own())

    # What it draws ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, where: QRectF) -> list[Scales | None]:
        """The play head moves a line in each plot; the rest is kept until something else changes."""
        key = (id(self.found), self.drawn, self.plan, self.theme, self.canvas.width())
        drawn = self._kept.draw(painter, where, key, lambda still: self._paint_still(still, where))
        plots, scales = drawn
        painter.save()
        for plot, scale in zip(plots, scales, strict=True):
            if scale is not None:
                painter.setClipRect(scale.where.adjusted(-1, -1, 1, 1))
                head = min(self.head, float(self.found.epochs[-1]))
                paint_cursor(painter, scale, plot, head * (self.found.per_epoch if plot is plots[0] else 1), self.theme)
        painter.restore()
        return list(scales)

    def _paint_still(self, painter: QPainter, where: QRectF) -> tuple[Sequence[Plot], list[Scales | None]]:
        plots = self.plots()
        return plots, paint_row(painter, where, plots, self.theme)

    def plots(self) -> Sequence[Plot]:
        found = self.found
        tried = [found.of(plan) for plan in self.drawn]
        highest = max([float(np.nanmax(each.rates)) for each in tried] or [1.0])
        rates = Plot(
            self.tr("learning rate"),
            Axis(self.tr("step")),
            Axis(log=True, low=highest * _DECADES, high=highest * 1.5),
            tuple(
                Curve(each.steps.astype(np.float64), each.rates, self._colour(each.plan), dash=_dash(each.plan))
                for each in tried
            ),
        )
        train = self._losses(self.tr("training loss"), "train")
        if not found.held:
            return rates, train
        test = self._losses(self.tr("test loss"), "test")
        return (rates, test) if self.canvas.width() < 3 * _NARROWEST else (rates, train, test)

    def _losses(self, title: str, part: str) -> Plot:
        found, best = self.found, self.found.best
        k = found.epochs.astype(np.float64)
        curves, points, lowest, highest = [], [], np.inf, 0.0
        for plan in self.drawn:
            band = found.bands[plan, part]
            low, middle, high = np.where(np.isposinf(band), _BEYOND, band)[:, ~np.isnan(band[1])]
            shown = np.concatenate([low, high]) if plan in (self.plan, best) else middle
            shown = shown[(shown > 0) & (shown < _BEYOND)]
            lowest, highest = min([lowest, *shown.tolist()]), max([highest, *shown.tolist()])
            curves.append(
                Curve(
                    k[: len(middle)], middle, self._colour(plan), dash=_dash(plan),
                    width=2.6 if plan == self.plan else 1.6,
                    band=(low, high) if plan in (self.plan, best) else None,
                )
            )  # fmt: skip
            if plan == best and len(middle) == len(k):
                points.append(Points(k[-1:], middle[-1:], self._colour(plan), radius=5.0))
        axis = Axis(log=True, low=0.85 * lowest, high=1.2 * highest) if highest else Axis(log=True)
        return Plot(title, Axis(self.tr("epoch")), axis, tuple(curves), tuple(points))


def _dash(plan: Plan) -> str:
    return "dash" if plan.warmup else "solid"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _numbers(end: Any) -> dict[str, object]:
    return {"middle": number(end.middle, 2), "low": number(end.low, 2), "high": number(end.high, 2), "seeds": end.seeds}
