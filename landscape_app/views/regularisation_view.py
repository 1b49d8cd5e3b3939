"""The ways of regularising side by side: gaps, losses, weights, and where L1's diamond and L2's disc are touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from core.arrays import Array
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.theme import Theme
from landscape_app.views.slider_look import slider_style
from landscape_app.views.small_plot import Axis, Bars, Curve, Plot, Points, Rule, Scales, paint, paint_cursor
from landscape_app.views.study_view import StudyView
from landscape_app.views.words import number

_GAP = 12.0
_SHARES = (0.26, 0.27, 0.24, 0.23)  # of the width
_HEAD = 1.45  # how much higher than the bars their plot is: room for the legend
_LEAST = 11.0  # lines: a plot that would be narrower leaves its room to those that tell more

_GAPS: Final = 0
_LOSSES: Final = 1
_WEIGHTS: Final = 2
_CONSTRAINT: Final = 3
_OF_NOISE = (_LOSSES, _GAPS, _WEIGHTS, _CONSTRAINT)  # what tells most comes first
_OF_WEIGHTS = (_WEIGHTS, _CONSTRAINT, _LOSSES, _GAPS)
_TELLING = {"dropout": _OF_NOISE, "early": _OF_NOISE}

# name, and the number of its colour in the theme's palette; the unregularised is drawn in ink
_WAYS: dict[str, tuple[str, int]] = {
    "none": (QT_TRANSLATE_NOOP("RegularisationView", "none"), -1),
    "l1": (QT_TRANSLATE_NOOP("RegularisationView", "L1"), 1),
    "l1_prox": (QT_TRANSLATE_NOOP("RegularisationView", "L1, proximal"), 3),
    "l2": (QT_TRANSLATE_NOOP("RegularisationView", "L2"), 0),
    "elastic": (QT_TRANSLATE_NOOP("RegularisationView", "L1 and L2"), 6),
    "dropout": (QT_TRANSLATE_NOOP("RegularisationView", "dropout"), 2),
    "early": (QT_TRANSLATE_NOOP("RegularisationView", "early stop"), 4),
}


class RegularisationView(StudyView):
    """``way`` is compared with none; a click on its row, or the box, picks another. The slider is the picture's λ."""

    name = "regularisation"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.way = "l2"
        self.scales: list[Scales | None] = []
        self._drawn: Any = None  # what the picture kept is of
        self._kept_scales: list[Scales | None] = []
        self._tight = False  # no room for legends
        super().__init__(parent)
        self.ways = QComboBox()
        self.ways.setAccessibleName(self.tr("Compared with the unregularised network"))
        self.ways.currentIndexChanged.connect(self._choose)
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setFixedWidth(96)
        self.strength.setAccessibleName(self.tr("λ of the picture with the diamond and the disc"))
        self.strength.valueChanged.connect(self._tell)
        self.strength_told = QLabel()
        for at, widget in enumerate((self.ways, self.strength, self.strength_told), 1):
            self.bar.insertWidget(at, widget)
        self.bar.setSpacing(8)
        self._moved = False  # whether a hand has set λ
        self.strength.sliderMoved.connect(self._keep)
        self.strength.actionTriggered.connect(self._keep)
        self.canvas.installEventFilter(self)
        self._offer()

    # What it is given -------------------------------------------------------------------------------------------

    def set_found(self, found: Any) -> None:
        self._drawn = None
        super().set_found(found)
        self._offer()

    def set_objective(self, objective: NetworkSlice | None, why: str = "") -> None:
        if self.objective is None or objective is None or objective.alone != self.objective.alone:
            self._moved = False
        own = _own_way(objective)
        if own and own != _own_way(self.objective):  # the network's own way is what one wants to see
            self.way = own
            self.ways.setCurrentIndex(max(0, self.ways.findData(own)))
        super().set_objective(objective, why)

    def set_theme(self, theme: Theme) -> None:
        self.strength.setStyleSheet(slider_style(theme))
        super().set_theme(theme)

    def set_way(self, way: str) -> None:
        """Compare another one."""
        self.ways.setCurrentIndex(self.ways.findData(way))

    def _offer(self) -> None:
        """The controls follow what was found."""
        found = self.found
        self.ways.setVisible(found is not None)
        picture = found.picture if found is not None else None
        for widget in (self.strength, self.strength_told):
            widget.setVisible(picture is not None)
        if found is None:
            return
        offered = [way for way in found.ways if way != "none"]
        with QSignalBlocker(self.ways):
            if [self.ways.itemData(i) for i in range(self.ways.count())] != offered:
                self.ways.clear()
                for way in offered:
                    self.ways.addItem(self._named(way), way)
                self.ways.setCurrentIndex(max(0, self.ways.findData(self.way)))
        self.ways.setToolTip("\n".join(self._gap_of(way) for way in found.ways))
        self.way = self.ways.currentData()
        if picture is not None:
            with QSignalBlocker(self.strength):
                self.strength.setRange(0, len(picture.of.lambdas) - 1)
                if not self._moved:
                    self.strength.setValue(picture.start)
        self._tell()

    def _tell(self) -> None:
        super()._tell()
        if self.found is not None and self.found.picture is not None:
            value = float(self.found.picture.of.lambdas[self.strength.value()])
            self.strength_told.setText(self.tr("picture’s λ = {value}").format(value=number(value, 2)))
            self.strength.setAccessibleDescription(self.told_of_two())
            self.strength.setToolTip(self.told_of_two())

    def _keep(self) -> None:
        self._moved = True

    def _choose(self) -> None:
        self.way = self.ways.currentData()
        self._tell()

    def _gap_of(self, way: str) -> str:
        gap = number(self.found.course(way).gap, 2)
        return self.tr("{way}: gap {gap}").format(way=self._named(way), gap=gap)

    def _gap_text(self, way: str) -> str:
        gap = number(self.found.course(way).gap, 2)
        return self.tr("{way} {gap}").format(way=self._named(way), gap=gap)

    def _named(self, way: str) -> str:
        return self.tr(_WAYS[way][0])

    def _colour(self, way: str) -> str:
        index = _WAYS[way][1]
        return self.theme.ink if index < 0 else self.theme.runs[index]

    # What it says -----------------------------------------------------------------------------------------------

    def told(self) -> str:
        found, known = self.found, self.found.strengths
        bare, of, other = found.sizes("none"), found.sizes(self.way), found.course(self.way)
        said = {
            "l1": self.tr("λ₁ = {l1} in the loss: {zeros} of {count} weights exactly 0, {nearly} within 0.001; "
                          "‖W‖₁ {l1_norm} instead of {l1_bare}."),
            "l1_prox": self.tr("λ₁ = {l1}, soft thresholding after each step: {zeros} of {count} weights exactly 0; "
                               "‖W‖₁ {l1_norm} instead of {l1_bare}."),
            "l2": self.tr("λ = {l2}: ‖W‖ {norm} instead of {bare}."),
            "elastic": self.tr("λ₁ = {l1} and λ = {l2} in the loss: {zeros} of {count} weights exactly 0, {nearly} "
                               "within 0.001; ‖W‖ {norm} instead of {bare}."),
            "dropout": self.tr("Every hidden unit is left out of a step with probability {p}; test loss {test} "
                               "instead of {test_bare}."),
            "early": self.tr("Back at epoch {best}, where the test loss was lowest: a choice that has seen the test "
                             "data."),
        }[self.way]  # fmt: skip
        return said.format(
            l1=number(known.l1), l2=number(known.l2), p=number(known.dropout), best=other.at,
            zeros=of.zeros, count=of.count, nearly=of.nearly, norm=number(of.l2, 2), bare=number(bare.l2, 2),
            l1_norm=number(of.l1, 2), l1_bare=number(bare.l1, 2), test=number(float(other.test[other.at]), 2),
            test_bare=number(float(found.course("none").test[-1]), 2),
        )  # fmt: skip

    def told_of_two(self) -> str:
        """What the picture of the two weights shows."""
        picture, at = self.found.picture, self.strength.value()
        first, second = picture.names
        why = (
            self.tr("{first} and {second} are the slice's two weights.") if picture.chosen
            else self.tr("{first} and {second} moved most into one unit.")
        )  # fmt: skip
        how = self.tr(
            "The others are held; λ = {value}. Dashed: the loss' level lines that touch the diamond of L1 and the disc "
            "of L2. {touch}; with L2 the two are {a} and {b}."
        )
        a, b = picture.of.l2.at[at].tolist()
        value = number(float(picture.of.lambdas[at]), 2)
        told = how.format(value=value, touch=self._touch(), a=number(a, 2), b=number(b, 2))
        return why.format(first=first, second=second) + " " + told

    def _touch(self) -> str:
        picture = self.found.picture
        at_zero = picture.of.l1.at[self.strength.value()] == 0
        if np.all(at_zero):
            return self.tr("L1: both are 0")
        if not np.any(at_zero):
            return self.tr("L1: neither is 0")
        return self.tr("L1: {name} = 0").format(name=picture.names[int(np.argmax(at_zero))])

    # What it draws ----------------------------------------------------------------------------------------------

    def plots(self) -> Sequence[Plot]:
        return (self._gaps(), self._losses(), self._weights(), self._constraint())

    def paint(self, painter: QPainter, where: QRectF) -> list[Scales | None]:
        """The play head moves a line and a histogram; the rest is kept as a picture until something else changes."""
        device = painter.device()
        assert device is not None
        ratio = device.devicePixelRatioF()
        drawn = (id(self.found), self.way, self.strength.value(), self.theme, where.size(), painter.font(), ratio)
        boxes = self._boxes(painter, where)
        if self._drawn != drawn:
            self._kept = QImage((where.size() * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
            self._kept.setDevicePixelRatio(ratio)
            self._kept.fill(Qt.GlobalColor.transparent)
            still = QPainter(self._kept)
            still.setRenderHints(painter.renderHints())
            still.setFont(painter.font())
            still.translate(-where.topLeft())
            self._kept_scales = self._paint_still(still, boxes)
            still.end()
            self._drawn = drawn
        painter.drawImage(where.topLeft(), self._kept)
        scales = list(self._kept_scales)
        if scales[_LOSSES] is not None:
            painter.save()
            painter.setClipRect(scales[_LOSSES].where.adjusted(-1, -1, 1, 1))
            paint_cursor(painter, scales[_LOSSES], self._losses(), self._epoch, self.theme)
            painter.restore()
        if boxes[_WEIGHTS] is not None:
            scales[_WEIGHTS] = paint(painter, boxes[_WEIGHTS], self._weights(), self.theme)
        return scales

    def _boxes(self, painter: QPainter, where: QRectF) -> list[QRectF | None]:
        """Where the plots go, None where there is no room for one: the box's tip tells the gaps too."""
        line = QFontMetricsF(painter.font()).height()
        shown = list(_TELLING.get(self.way, _OF_WEIGHTS))
        if where.height() < (len(self.found.courses) + 2.5) * line:
            shown.remove(_GAPS)
        del shown[max(1, int(where.width() / (_LEAST * line))) :]
        self._tight = where.height() < 6 * line
        room = where.width() - _GAP * (len(shown) - 1)
        whole = sum(_SHARES[i] for i in shown)
        widths = {i: _SHARES[i] / whole * room for i in shown}
        if _CONSTRAINT in shown and len(shown) > 1:  # it is square
            widths[_CONSTRAINT] = min(widths[_CONSTRAINT], 1.5 * where.height())
            more = (room - widths[_CONSTRAINT]) / (whole - _SHARES[_CONSTRAINT])
            widths.update({i: _SHARES[i] * more for i in shown if i != _CONSTRAINT})
        out: list[QRectF | None] = [None] * len(_SHARES)
        left = where.left()
        for i in sorted(shown):
            out[i] = QRectF(left, where.top(), widths[i], where.height())
            left += widths[i] + _GAP
        return out

    def _paint_still(self, painter: QPainter, boxes: list[QRectF | None]) -> list[Scales | None]:
        out: list[Scales | None] = [
            paint(painter, box, replace(plot, cursor=None), self.theme) if box is not None and i != _WEIGHTS else None
            for i, (plot, box) in enumerate(zip(self.plots(), boxes, strict=True))
        ]
        if out[_GAPS] is not None:
            self._write_gaps(painter, out[_GAPS])
        if out[_CONSTRAINT] is not None and self.found.picture is not None:
            self._write_points(painter, out[_CONSTRAINT])
        return out

    def _gaps(self) -> Plot:
        found, last = self.found, len(self.found.courses) - 1
        lines, dots = [], []
        for row, way in enumerate(found.ways):
            course, y = found.course(way), np.array([float(last - row)])
            pair = np.array([course.train[course.at], course.test[course.at]])
            colour, wide = self._colour(way), 5.0 if way in ("none", self.way) else 2.0
            lines.append(Curve(pair, np.repeat(y, 2), colour, width=wide))
            dots.append(Points(pair[:1], y, colour, hollow=True))
            dots.append(Points(pair[1:], y, colour))
        names = tuple(self._named(way) for way in reversed(found.ways))
        ends = [losses[course.at] for course in found.courses for losses in (course.train, course.test)]
        return Plot(
            self.tr("loss: training ○  test ●  and the gap between"),
            Axis(low=0.0, high=1.7 * _highest(np.array(ends))),
            Axis(low=-0.6, high=last + 0.6, names=names),
            tuple(lines),
            tuple(dots),
            legend=False,
        )

    def _write_gaps(self, painter: QPainter, scales: Scales) -> None:
        last, metrics = len(self.found.courses) - 1, QFontMetricsF(painter.font())
        for row, way in enumerate(self.found.ways):
            course = self.found.course(way)
            right = max(float(course.train[course.at]), float(course.test[course.at]))
            if not np.isfinite(right):
                continue
            at = scales.to_widget(right, float(last - row))
            painter.setPen(self._colour(way))
            text = self.tr("gap {gap}").format(gap=number(course.gap, 2))
            x = min(at.x() + 8, scales.where.right() - metrics.horizontalAdvance(text) - 2)
            painter.drawText(QPointF(x, at.y() + metrics.ascent() / 2 - 1), text)

    def _losses(self) -> Plot:
        found, curves = self.found, []
        for way in dict.fromkeys(("none", self.way)):
            course, colour = found.course(way), self._colour(way)
            if way == "early":
                continue
            k = np.arange(len(course.train), dtype=np.float64)
            curves.append(Curve(k, course.test, colour, self._gap_of(way), band=(course.train, course.test)))
            curves.append(Curve(k, course.train, colour, "", "dash", 1.4))
        early = found.course("early")
        rules = (
            (Rule(float(early.at), self._colour("early"), self.tr("best: gap {gap}").format(gap=number(early.gap, 2)),
                  upright=True),)
            if self.way == "early" else ()
        )  # fmt: skip
        high = 1.15 * _highest(np.concatenate([found.course(way).test for way in ("none", self.way)]))
        title = self.tr("loss: test —  training - -")
        if self._tight:
            title = self.tr("gap: {bare}, {gap}").format(bare=self._gap_text("none"), gap=self._gap_text(self.way))
        return Plot(
            title,
            Axis(self.tr("epoch")),
            Axis(low=0.0, high=high),
            tuple(curves),
            rules=rules,
            cursor=self._epoch,
            legend=not self._tight,
        )

    @property
    def _epoch(self) -> float:
        return float(min(self.head, len(self.found.courses[0].train) - 1))

    def _weights(self) -> Plot:
        found, bars = self.found, []
        for way in ("none", self.way):
            sizes = found.sizes(way, self._epoch)
            name = self.tr("{way}: {zeros} zeros").format(way=self._named(way), zeros=sizes.zeros)
            bars.append(
                Bars(found.edges, found.counts(way, self._epoch), self._colour(way), name, outline=way == "none")
            )
        most = max(10.0, *(float(b.heights.max()) for b in bars))
        title = self.tr("weights, epoch {k}").format(k=round(self._epoch))
        if self._tight:
            title = ", ".join(b.name for b in bars)
        return Plot(
            title,
            Axis("w"),
            Axis(log=True, low=0.6, high=0.6 * (most / 0.6) ** _HEAD),
            bars=(bars[1], bars[0]),
            legend=not self._tight,
        )

    def _constraint(self) -> Plot:
        picture = self.found.picture
        if picture is None:
            return Plot(self.tr("two weights: after the training"), Axis(), Axis(), legend=False)
        at, of = self.strength.value(), picture.of
        curves = [Curve(line[:, 0], line[:, 1], self.theme.line, width=1.2) for line in picture.levels]
        points = []
        filled = {"l1": ("l1",), "l1_prox": ("l1",), "l2": ("l2",)}.get(self.way, ("l1", "l2"))
        for norm, region in (("l1", of.l1), ("l2", of.l2)):
            colour, line, outline = self._colour(norm), picture.touching[norm][at], picture.region(norm, at)
            curves.append(Curve(outline[:, 0], outline[:, 1], colour, width=1.6, filled=norm in filled))
            curves.append(Curve(line[:, 0], line[:, 1], colour, dash="dash", width=1.6))
            points.append(Points(region.at[at, :1], region.at[at, 1:], colour, radius=4.5))
        if of.inside:
            points.append(Points(of.free[:1], of.free[1:], self._colour("none"), "", "cross", 4.5))
        (left, right), (low, high) = picture.box
        return Plot(
            self._touch(),
            Axis(picture.names[0], low=left, high=right),
            Axis(low=low, high=high),
            tuple(curves),
            tuple(points),
            equal=True,
            legend=False,
        )

    def _write_points(self, painter: QPainter, scales: Scales) -> None:
        """Names beside the solutions, outside the regions and to the outer sides of the two."""
        of, at = self.found.picture.of, self.strength.value()
        metrics = QFontMetricsF(painter.font())
        before = of.l1.at[at, 0] < of.l2.at[at, 0]
        texts = [
            ("L1", of.l1.at[at], "l1", -1.0 if before else 1.0),
            ("L2", of.l2.at[at], "l2", 1.0 if before else -1.0),
        ]
        roomy = scales.where.height() > 6 * metrics.height()
        if of.inside and roomy:
            texts.append((self.tr("without"), of.free, "none", 0.0))
        painter.save()
        painter.setClipRect(scales.where)
        painter.setPen(self.theme.muted)
        upright = self.tr("↑ {name}").format(name=self.found.picture.names[1])
        aside = of.free[0] < np.mean(scales.x)  # where the minimum is not
        start = scales.where.right() - metrics.horizontalAdvance(upright) - 3 if aside else scales.where.left() + 3
        if roomy:
            painter.drawText(QPointF(start, scales.where.top() + metrics.ascent() + 1), upright)
        for text, point, way, side in texts:
            place, width = scales.to_widget(*point.tolist()), metrics.horizontalAdvance(text)
            away = point / max(float(np.hypot(*point)), 1e-12) + np.array([0.8 * side, 0.0])
            away *= metrics.height() / max(float(np.hypot(*away)), 1e-12)
            x = place.x() + away[0] * (0.5 + 0.5 * width / metrics.height()) - 0.5 * width
            x = min(max(x, scales.where.left() + 2), scales.where.right() - width - 2)
            painter.setPen(self._colour(way))
            painter.drawText(QPointF(x, place.y() - away[1] + 0.35 * metrics.ascent()), text)
        painter.restore()

    # What a hand does -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt: a click on a row of the gaps."""
        if watched is self.canvas and isinstance(event, QMouseEvent) and self.found is not None and self.scales:
            row = self._row_at(event.position())
            if event.type() == QEvent.Type.MouseButtonPress and row is not None:
                self.set_way(row)
                return True
        return super().eventFilter(watched, event)

    def _row_at(self, at: QPointF) -> str | None:
        scales, ways = self.scales[_GAPS], self.found.ways
        if scales is None or at.x() > scales.where.right():
            return None
        row = len(ways) - 1 - round(scales.from_widget(at)[1])
        return ways[row] if 0 < row < len(ways) else None


def _own_way(objective: NetworkSlice | None) -> str:
    """How the slice's own network is regularised, "" where it is not."""
    if objective is None:
        return ""
    l1 = "l1_prox" if objective.method == "proximal_gradient" else "l1"
    ways = (("dropout", objective.dropout), ("l2", objective.weight_decay), (l1, objective.l1))
    own = [way for way, strength in ways if strength > 0]
    if "l2" in own and l1 in own:
        return "elastic"
    return own[0] if own else "early" if objective.patience else ""


def _highest(losses: Array) -> float:
    """The largest of those that are finite, for an axis."""
    finite = losses[np.isfinite(losses)]
    return max(float(finite.max()), 1e-6) if len(finite) else 1.0
