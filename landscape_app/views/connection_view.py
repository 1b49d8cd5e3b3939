"""Two networks and the ways between them: the straight line, the bend, and the line after matching units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from core.nn.connect import STEPS
from core.nn.connection import SEEN, Along, T
from core.objectives.network_slice import NetworkSlice
from core.words import QT_TRANSLATE_NOOP
from landscape_app.connection_picture import Place, place
from landscape_app.theme import Theme
from landscape_app.views.decision import Samples, image_of, shares
from landscape_app.views.slider_look import slider_style
from landscape_app.views.small_plot import Axis, Curve, Plot, Scales
from landscape_app.views.study_view import StudyView, paint_row
from landscape_app.views.words import number

_GAP = 14.0
_STEP = 0.02  # of t, by a key
_NARROWEST = 130.0  # pixels of a plot: pictures have what is left
_FLAT = 0.01  # of the fall: what a loss climbs less than that is no climb

BETWEEN, FIRST = range(2)

# name, and the dash of its curve
_WAYS: dict[str, tuple[str, str]] = {
    "line": (QT_TRANSLATE_NOOP("ConnectionView", "line"), "solid"),
    "bend": (QT_TRANSLATE_NOOP("ConnectionView", "bend"), "solid"),
    "matched": (QT_TRANSLATE_NOOP("ConnectionView", "matched"), "dash"),
}

_MEASURES: dict[str, str] = {  # what the right plot can show
    "test": QT_TRANSLATE_NOOP("ConnectionView", "test loss"),
    "train": QT_TRANSLATE_NOOP("ConnectionView", "loss, log"),
    "test_accuracy": QT_TRANSLATE_NOOP("ConnectionView", "test accuracy"),
    "train_accuracy": QT_TRANSLATE_NOOP("ConnectionView", "accuracy"),
}


class ConnectionView(StudyView):
    """``t``: the place on the ways whose networks are shown, set by hand. The slider goes back in the bend's training,
    of which the last is shown until then.
    """

    name = "connection"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.t = 0.5
        self.scales: list[Scales | None] = []
        self.places: dict[str, Place] = {}
        super().__init__(parent)
        self._samples = Samples()
        self.between = QComboBox()
        self.between.setAccessibleName(self.tr("Which ways are shown"))
        self.between.addItems([self.tr("A to B"), self.tr("First to trained")])
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("What the plot on the right shows"))
        self.steps = QSlider(Qt.Orientation.Horizontal)
        self.steps.setFixedWidth(80)
        self.steps.setRange(0, STEPS // SEEN)
        self.steps.setValue(self.steps.maximum())
        self.steps.setPageStep(5)
        self.steps.setAccessibleName(self.tr("Steps of the bend's training"))
        self.steps_told = QLabel()
        for at, widget in enumerate((self.between, self.measure, self.steps, self.steps_told), 1):
            if widget is not self.steps_told:
                widget.setToolTip(widget.accessibleName())
            self.bar.insertWidget(at, widget)
        for combo in (self.between, self.measure):  # the words are to have the room
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(9)
        self.between.currentIndexChanged.connect(self._look)
        self.measure.currentIndexChanged.connect(self._tell)
        self.steps.valueChanged.connect(self._look)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setMouseTracking(True)
        self.canvas.installEventFilter(self)
        self._look()

    # What it is given -------------------------------------------------------------------------------------------

    def set_found(self, found: Any) -> None:
        if found is not None and (self.found is None or self.found.course is not found.course):
            self._offer(found.line)
        self.found = found
        self._look()

    def set_objective(self, objective: NetworkSlice | None, why: str = "") -> None:
        if self.objective is None or objective is None or objective.alone != self.objective.alone:
            with QSignalBlocker(self.steps):
                self.steps.setValue(self.steps.maximum())
        super().set_objective(objective, why)

    def set_theme(self, theme: Theme) -> None:
        self.steps.setStyleSheet(slider_style(theme))
        super().set_theme(theme)
        self._show_networks()

    def set_t(self, t: float) -> None:
        """Look at another place of the ways, 0 … 1."""
        self.t = min(max(t, 0.0), 1.0)
        self._look()

    # What it shows ----------------------------------------------------------------------------------------------

    @property
    def ways(self) -> dict[str, Along]:
        """The ways shown, by name."""
        if self.found is None:
            return {}
        if self.between.currentIndex() == FIRST:
            return {"line": self.found.first}
        ways: dict[str, Along] = self.found.ways(self.steps.value() * SEEN)
        return ways

    def plots(self) -> Sequence[Plot]:
        title = self.tr("training loss, A to B")
        if self.between.currentIndex() == FIRST:
            title = self.tr("training loss, first to trained")
        loss = Plot(title, Axis("t"), Axis(low=0.0), self._curves("train"), cursor=self.t)
        measure = self.measure.currentData()
        axis = Axis(low=0.0)
        if measure == "train":
            axis = Axis(log=True)
        elif measure.endswith("accuracy"):
            least = min(float(np.min(getattr(way, measure))) for way in self.ways.values())
            axis = Axis(low=min(0.5, least), high=1.02)
        curves = self._curves(measure, named=False)
        return loss, Plot(self.measure.currentText(), Axis("t"), axis, curves, cursor=self.t)

    def _curves(self, measure: str, named: bool = True) -> tuple[Curve, ...]:
        several = len(self.ways) > 1
        return tuple(
            Curve(
                T,
                getattr(way, measure),
                self._colour(name),
                self.tr(_WAYS[name][0]) if named and several else "",
                _WAYS[name][1],
                2.6 if name == "bend" else 1.8,
            )
            for name, way in self.ways.items()
        )

    def _colour(self, name: str) -> str:
        theme = self.theme
        return {"line": theme.ink, "bend": theme.warning}.get(name, theme.runs[0])

    def told(self) -> str:
        found = self.found
        if self.between.currentIndex() == FIRST:
            return self._told_first(found.first)
        ways = found.ways(self.steps.value() * SEEN)
        barriers = {name: number(way.barrier, 2) for name, way in ways.items()}
        return self.tr("Barrier: {line} on the line, {bend} on the bend, {matched} matched.").format(**barriers)

    def explained(self) -> str:
        """What a barrier and the matching are, for the tip over the words."""
        if self.found is None or self.between.currentIndex() == FIRST:
            return ""
        found = self.found
        return self.tr(
            "Barrier: how far the training loss rises above a straight line between its values at both ends.\n"
            "Matched: the straight line to B with its hidden units put into the order of A's. {moved} of B's {units} "
            "hidden units have another place or sign, which changes nothing that B says. B is {before} away from A, "
            "and {after} away so."
        ).format(
            moved=found.order.moved,
            units=sum(found.course.recipe.mlp.sizes[1:-1]),
            before=number(found.distance[0]),
            after=number(found.distance[1]),
        )

    def _told_first(self, way: Along) -> str:
        first, last = float(way.train[0]), float(way.train[-1])
        ends = {"first": number(first), "last": number(last)}
        if way.climb <= _FLAT * abs(first - last):
            return self.tr(
                "Straight from first to trained weights the loss falls from {first} to {last} and climbs nowhere."
            ).format(**ends)
        return self.tr(
            "Straight from first to trained weights the loss goes from {first} to {last}, and climbs by {climb}."
        ).format(climb=number(way.climb, 2), **ends)

    def paint(self, painter: QPainter, where: QRectF) -> list[Scales | None]:
        pictures = [name for name, at in self.places.items() if at.seen is not None]
        line = QFontMetricsF(painter.font()).height()
        plots = self.plots()
        room = where.width() - len(plots) * (_NARROWEST + _GAP)
        side = min(where.height() - line - 2, room / max(1, len(pictures)) - _GAP)
        if side < 40:
            pictures = []
        if pictures:  # their heads are the legend
            plots = [replace(plot, legend=False) for plot in plots]
        taken = len(pictures) * (side + _GAP)
        scales = paint_row(painter, where.adjusted(0, 0, -taken, 0), plots, self.theme)
        for i, name in enumerate(pictures):
            left = where.right() - taken + _GAP + i * (side + _GAP)
            self._picture(painter, QRectF(left, where.top(), side, line + 2 + side), name)
        return scales

    def _picture(self, painter: QPainter, where: QRectF, name: str) -> None:
        at, metrics = self.places[name], QFontMetricsF(painter.font())
        assert at.seen is not None
        way = self.tr(_WAYS[name][0])
        heads = [self.tr("{way} {loss}").format(way=way, loss=number(at.train, digits)) for digits in (2, 1)]
        text = next((head for head in heads if metrics.horizontalAdvance(head) <= where.width()), way)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, where.width())
        painter.setPen(QColor(self._colour(name)))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
        square = where.adjusted(0, where.height() - where.width(), 0, 0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(square, image_of(shares(at.seen.decision, self.theme)))
        self._samples.draw(painter, square, self.found.course, at.seen, self.theme)

    # What a hand does -------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Called by Qt: the mouse on a plot and the keys set t."""
        if watched is self.canvas and self.found is not None:
            if isinstance(event, QMouseEvent) and self._dragged(event):
                return True
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._pressed(event):
                return True
        return super().eventFilter(watched, event)

    def _dragged(self, event: QMouseEvent) -> bool:
        at = event.position()
        over = next(
            (s for s in self.scales if s is not None and s.where.adjusted(-6, 0, 6, 0).contains(at)),
            None,
        )
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if event.type() == QEvent.Type.MouseMove and not held:
            self.canvas.setCursor(Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.SizeHorCursor)
        if event.type() == QEvent.Type.MouseButtonPress and over is not None:
            self._held = over
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._held = None
        if not held or self._held is None:
            return False
        self.set_t(self._held.from_widget(at)[0])
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        to = {
            Qt.Key.Key_Left: self.t - _STEP,
            Qt.Key.Key_Right: self.t + _STEP,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }.get(key)
        if to is None:
            return False
        self.set_t(to)
        return True

    _held: Scales | None = None

    # Within -----------------------------------------------------------------------------------------------------

    def _offer(self, line: Along) -> None:
        """What the right plot can show of this network."""
        now = self.measure.currentData()
        with QSignalBlocker(self.measure):
            self.measure.clear()
            for name, title in _MEASURES.items():
                if np.isfinite(getattr(line, name)).any():
                    self.measure.addItem(self.tr(title), name)
            self.measure.setCurrentIndex(max(0, self.measure.findData(now)))

    def _look(self) -> None:
        """The networks at t."""
        between = self.between.currentIndex() == BETWEEN
        self.places = {name: place(self.found, way, self.t) for name, way in self.ways.items()}
        self.between.setVisible(self.found is not None)
        self.measure.setVisible(self.found is not None)
        shown = 0 if self.found is None else min(self.steps.value(), len(self.found.bends) - 1)
        for widget in (self.steps, self.steps_told):
            widget.setVisible(self.found is not None and between)
        self._show_networks()
        self.steps_told.setText(self.tr("step {k}").format(k=shown * SEEN))
        self._tell()

    def _show_networks(self) -> None:
        t = np.asarray(self.t)
        ways = self.ways if self.isVisible() else {}
        self.networks_shown.emit(tuple((self._colour(name), way.way.at(t)) for name, way in ways.items()))

    def showEvent(self, event: QShowEvent) -> None:
        """Called by Qt."""
        super().showEvent(event)
        self._show_networks()

    def hideEvent(self, event: QHideEvent) -> None:
        """Called by Qt: nobody looks at these networks any more."""
        super().hideEvent(event)
        self.networks_shown.emit(())

    def _tell(self) -> None:
        super()._tell()
        self.words.setToolTip(self.explained() if self.found is not None else "")
        if self.places:
            losses = ", ".join(
                self.tr("{way} {loss}").format(way=self.tr(_WAYS[name][0]), loss=number(at.train, 3))
                for name, at in self.places.items()
            )
            here = self.tr("At t = {t} the loss is: {losses}.").format(t=f"{self.t:.2f}", losses=losses)
            self.setAccessibleDescription(f"{self.told()} {here}")
