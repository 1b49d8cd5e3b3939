"""Sharpness along a training beside its method's threshold, and a slider that changes sharpness and no prediction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from core.nn.sharpness import HOMOGENEOUS, RADIUS, SCALES, Along, Rescaled
from core.objectives.network_slice import NetworkSlice
from landscape_app.views.kept import Kept
from landscape_app.views.small_plot import Axis, Curve, Plot, Points, Rule, Scales, paint_cursor
from landscape_app.views.study_view import StudyView, paint_row
from landscape_app.views.words import number

EDGE, MEASURES, RESCALING = range(3)
_MIDDLE = len(SCALES) // 2
_WIDEST = 30.0  # times its least value: a wider sharpness needs a logarithm


class SharpnessView(StudyView):
    """``shows`` chooses between the edge of stability, three measures of sharpness, and rescaling."""

    name = "sharpness"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shows = QComboBox()
        self.shows.addItems([self.tr("Edge of stability"), self.tr("Three measures"), self.tr("Rescaling")])
        self.shows.setAccessibleName(self.tr("What is shown"))
        self.layer = QComboBox()
        self.layer.setAccessibleName(self.tr("Hidden layer that is rescaled"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SCALES) - 1)
        self.slider.setValue(_MIDDLE)
        self.slider.setMinimumWidth(140)
        self.slider.setAccessibleName(self.tr("Scale c"))
        self.slider.setToolTip(
            self.tr(
                "This layer's weights and biases times c, the next layer's weights divided by c. L2, which would "
                "change, is left out."
            )
        )
        self.scale = QLabel()
        self.scale.setMinimumWidth(64)
        self.bar.setSpacing(8)
        for i, widget in enumerate((self.shows, self.layer, self.slider, self.scale)):
            self.bar.insertWidget(i, widget)
        self.shows.currentIndexChanged.connect(self._chosen)
        self.layer.currentIndexChanged.connect(lambda *_: self._tell())
        self.slider.valueChanged.connect(lambda *_: self._tell())
        self._by_hand = False
        self._kept = Kept()
        self._offer()

    def set_found(self, found: Any) -> None:
        super().set_found(found)
        self._offer()

    def set_objective(self, objective: NetworkSlice | None, why: str = "") -> None:
        if objective is None or self.objective is None or objective.activation != self.objective.activation:
            self._by_hand = False
        super().set_objective(objective, why)
        self._offer()

    def _chosen(self) -> None:
        self._by_hand = True  # what changes by itself is silent
        self._offer()

    def _offer(self) -> None:
        """Rescaling only where it changes no prediction; it is shown first where the edge is no more than a hint."""
        objective = self.objective
        can = objective is not None and objective.activation in HOMOGENEOUS and len(objective.units) > 0
        item = self.shows.model().item(RESCALING)  # type: ignore[attr-defined]
        item.setEnabled(can)
        item.setToolTip(
            "" if can else self.tr("Only ReLU, leaky ReLU and identity can be rescaled: σ(cs) = cσ(s) for every c > 0")
        )
        with QSignalBlocker(self.shows):
            if not can and self.shows.currentIndex() == RESCALING:
                self.shows.setCurrentIndex(EDGE)
            elif not self._by_hand and self.found is not None:
                self.shows.setCurrentIndex(RESCALING if can and self.found.along.orientation else EDGE)
        layers = len(objective.units) if objective is not None else 0
        if self.layer.count() != layers:
            with QSignalBlocker(self.layer):
                self.layer.clear()
                self.layer.addItems([self.tr("layer {l}").format(l=i + 1) for i in range(layers)])
        rescales = self.shows.currentIndex() == RESCALING
        for widget in (self.layer, self.slider, self.scale):
            widget.setVisible(rescales)
        self.shows.setVisible(self.found is not None)
        self._tell()

    @property
    def c(self) -> float:
        """The scale chosen."""
        return float(SCALES[self.slider.value()])

    @property
    def rescaled(self) -> Rescaled | None:
        """Of the layer chosen; None where it is not there yet."""
        known = () if self.found is None else self.found.rescaled
        return known[self.layer.currentIndex()] if 0 <= self.layer.currentIndex() < len(known) else None

    # What it draws ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, where: QRectF) -> list[Scales | None]:
        """The play head moves a line; thousands of epochs are painted once."""
        key = (id(self.found), self.shows.currentIndex(), self.layer.currentIndex(), self.slider.value(), self.theme)
        plots, scales = self._kept.draw(painter, where, key, lambda still: self._still(still, where))
        if self.shows.currentIndex() != RESCALING:
            for plot, scale in zip(plots, scales, strict=True):
                if scale is not None:
                    paint_cursor(painter, scale, plot, min(self.head, len(self.found.along.loss) - 1.0), self.theme)
        return list(scales)

    def _still(self, painter: QPainter, where: QRectF) -> tuple[Sequence[Plot], list[Scales | None]]:
        plots = self.plots()
        return plots, paint_row(painter, where, plots, self.theme)

    def plots(self) -> Sequence[Plot]:
        shown = self.shows.currentIndex()
        if shown == RESCALING:
            return self._rescaling(self.rescaled)
        a: Along = self.found.along
        return self._edge(a) if shown == EDGE else self._measures(a)

    def _over(self, a: Along, title: str, *curves: Curve, log: bool = False, low: float | None = None) -> Plot:
        axis = Axis(self.tr("epoch"), low=0.0, high=float(max(1, len(a.loss) - 1)))
        return Plot(title, axis, Axis(log=log, low=None if log else low), curves)

    def _edge(self, a: Along) -> Sequence[Plot]:
        runs, k = self.theme.runs, a.epochs.astype(np.float64)
        title = self.tr("λ_max of the Hessian") if a.judged is a.largest else self.tr("λ_max of P⁻¹H, P the method's")
        curves = [Curve(k, a.judged, runs[0], self.tr("λ_max"))]
        if np.isfinite(a.threshold).any():
            name = self.tr("threshold, for orientation") if a.orientation else self.tr("threshold")
            curves.append(Curve(k, a.threshold, self.theme.warning, name, "dash"))
        values = np.concatenate([curve.y[np.isfinite(curve.y)] for curve in curves])
        log = bool(len(values) and values.min() > 0 and values.max() > _WIDEST * values.min())
        loss = Curve(np.arange(len(a.loss), dtype=np.float64), a.loss, runs[1])
        return self._over(
            a, title, *curves, log=log, low=0.0 if np.min(values, initial=0.0) >= 0 else None
        ), self._over(a, self.tr("training loss"), loss, log=bool(a.loss.min() > 0))

    def _measures(self, a: Along) -> Sequence[Plot]:
        runs, k = self.theme.runs, a.epochs.astype(np.float64)
        band = (a.trace - 2 * a.error, a.trace + 2 * a.error) if a.error.any() else None
        rise = self.tr("rise of the loss at {radius} of every filter's length").format(radius=f"{100 * RADIUS:.0f} %")
        return (
            self._over(a, self.tr("λ_max of the Hessian"), Curve(k, a.largest, runs[0])),
            self._over(a, self.tr("trace of the Hessian"), Curve(k, a.trace, runs[2], band=band)),
            self._over(a, rise, Curve(k, a.filtered, runs[3])),
        )

    def _rescaling(self, r: Rescaled | None) -> Sequence[Plot]:
        if r is None:
            return ()
        runs, i = self.theme.runs, self.slider.value()
        axis, here = Axis(self.tr("c"), log=True), Rule(self.c, self.theme.muted, dash="solid", upright=True)

        def over(title: str, y: np.ndarray[Any, Any], colour: str, y_axis: Axis) -> Plot:
            dot = Points(SCALES[[i]], y[[i]], colour, radius=5.0)
            return Plot(title, axis, y_axis, (Curve(SCALES, y, colour),), (dot,), rules=(here,))

        top = 2 * float(np.max(np.abs(r.filtered)))
        return (
            over(self.tr("λ_max of the Hessian"), r.largest, runs[0], Axis(log=True)),
            over(self.tr("trace of the Hessian"), r.trace, runs[2], Axis(log=True)),
            over(self.tr("filter-normalised sharpness"), r.filtered, runs[3], Axis(low=min(0.0, -top * (
                r.filtered.min() < 0)), high=top or 1.0)),
        )  # fmt: skip

    # What it says -----------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        if hasattr(self, "scale"):
            self.scale.setText(self.tr("c = {c}").format(c=number(self.c, 3)))
        super()._tell()

    def told(self) -> str:
        shown = self.shows.currentIndex()
        if shown == RESCALING:
            return self._told_rescaling()
        a: Along = self.found.along
        if shown == MEASURES:
            return self.tr(
                "Trace {trace}{error} at the end. Right: the mean over 16 random directions, both ways, every filter "
                "as long as the network's."
            ).format(
                trace=number(float(a.trace[-1])), error=f" ± {number(float(a.error[-1]), 2)}" if a.error[-1] > 0 else ""
            )
        return self._told_edge(a)

    def _told_edge(self, a: Along) -> str:
        late, level = a.late
        if not np.isfinite(a.threshold).any():
            return self.tr("λ_max ends at {last}. No threshold is known for this method.").format(
                last=number(float(a.largest[-1]))
            )
        if a.orientation:
            words = {
                "batches": self.tr("mini-batches"), "dropout": self.tr("dropout"),
                "clipping": self.tr("a clipped gradient"), "l1": self.tr("an L1 penalty"),
            }  # fmt: skip
            return self.tr(
                "The threshold holds for the full batch and the plain step alone; here {reasons}: it is for "
                "orientation. λ_max late in training: {late}, threshold {level}."
            ).format(reasons=", ".join(words[r] for r in a.orientation), late=number(late), level=number(level))
        if a.reached is None:
            share = float(np.nanmax(a.judged / a.threshold))
            return self.tr("λ_max never reaches the threshold: at most {share} of it, late in training {late}.").format(
                share=f"{100 * share:.0f} %", late=number(late)
            )
        if a.judged is not a.largest:  # P is small in the first steps, where the threshold says nothing
            return self.tr(
                "Over the last quarter of the training λ_max(P⁻¹H) is {late}, the threshold {level} (medians)."
            ).format(late=number(late), level=number(level))
        return self.tr(
            "Reached at epoch {epoch}; over the last quarter of the training λ_max is {late}, the threshold {level} "
            "(medians)."
        ).format(epoch=a.reached, late=number(late), level=number(level))

    def _told_rescaling(self) -> str:
        r = self.rescaled
        if r is None:
            return ""
        i = self.slider.value()
        return self.tr("λ_max × {times}, trace × {trace}; predictions change by {moved} of the largest.").format(
            times=number(float(r.largest[i] / r.largest[_MIDDLE])),
            trace=number(float(r.trace[i] / r.trace[_MIDDLE])),
            moved=number(float(r.moved[i]), 1),
        )
