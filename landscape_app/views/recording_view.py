"""A training that was handed over, in curves: its losses, and how far off the plane it went."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent

from core.arrays import Array
from core.objectives.sampled_grid import SampledGrid
from core.recording import Recording
from landscape_app.results import RunData
from landscape_app.scene.model import Scene
from landscape_app.views.small_plot import Axis, Curve, Plot
from landscape_app.views.study_view import StudyView

_STRETCHES = 100  # of a long training, some pixels each
_SPAN = 8.0  # between the least and the largest: from there on a logarithm shows more


class RecordingView(StudyView):
    """Draws what the scene's opened values hold of the training; a film's is ``bare``, with the curves alone."""

    def __init__(self, bare: bool = False) -> None:
        super().__init__()
        self._bare, self._loss = bare, ""
        self._thinned: dict[int, tuple[Array, Array]] = {}  # by the identity of the recording's arrays

    def set_scene(self, scene: Scene) -> None:
        """The recording behind the scene's surface, or none (one record alone makes no curve)."""
        objective = scene.objective
        recording = objective.recording if isinstance(objective, SampledGrid) and len(objective.path) > 1 else None
        self._loss = objective.quantity_shown if isinstance(objective, SampledGrid) else ""
        if recording is not self.found:
            self._thinned.clear()
            self.set_found(recording)
        self.canvas.update()

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The training is not one of them."""

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """The curves at ``width`` x ``height`` device pixels; needs no window."""
        from landscape_app.views.plotting import grab  # brings pyqtgraph, which the window's start does without

        return grab(self, width, height, ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        if self._bare:
            QPainter(self).fillRect(self.rect(), QColor(self.theme.plot))

    def nothing(self) -> str:
        return self.tr("Open a training that was handed over (see the manual) to see its losses here.")

    def plots(self) -> Sequence[Plot]:
        r: Recording = self.found
        x = np.arange(len(r.points), dtype=np.float64) if r.epoch is None else r.epoch
        cursor = float(np.interp(self.head, np.arange(len(x)), x))
        return tuple(
            Plot(title, Axis(self.tr("epoch")), axis, curves, cursor=cursor)
            for title, axis, curves in (
                self._losses(r, x),
                (self.tr("distance off the plane"), Axis(low=0.0), self._off(r, x)),
                self._logged(r, x),
            )
            if curves
        )

    def _losses(self, r: Recording, x: Array) -> tuple[str, Axis, tuple[Curve, ...]]:
        runs = self.theme.runs
        known = (
            (r.seen.get(self._loss), runs[1], self.tr("where the plane draws it"), "dash"),
            (r.true.get(self._loss), runs[0], self.tr("of the weights"), "solid"),
        )
        curves = tuple(Curve(*self._thin(x, y), colour, name, dash) for y, colour, name, dash in known if y is not None)
        return self._loss, _axis(curves), curves

    def _off(self, r: Recording, x: Array) -> tuple[Curve, ...]:
        return () if r.off is None else (Curve(*self._thin(x, r.off), self.theme.ink),)

    def _logged(self, r: Recording, x: Array) -> tuple[str, Axis, tuple[Curve, ...]]:
        runs = self.theme.runs
        known = (("train", runs[0], self.tr("training"), "solid"), ("test", runs[1], self.tr("test"), "dash"))
        curves = tuple(
            Curve(*self._thin(x, r.logged[key]), colour, name, dash)
            for key, colour, name, dash in known
            if key in r.logged
        )
        return self.tr("losses logged while training"), _axis(curves), curves

    def _thin(self, x: Array, y: Array) -> tuple[Array, Array]:
        if id(y) not in self._thinned:
            self._thinned[id(y)] = thinned(x, y)
        return self._thinned[id(y)]

    def told(self) -> str:
        r: Recording = self.found
        if self._bare or r.explained is None or r.random_walk is None:
            return ""
        return self.tr(
            "The plane holds {explained} of the variance of the path; a random walk's own principal plane would hold "
            "{walk} of the walk's."
        ).format(explained=f"{100 * r.explained:.0f} %", walk=f"{100 * r.random_walk:.0f} %")


def thinned(x: Array, y: Array) -> tuple[Array, Array]:
    """The same curve at this size in some hundred points: of every stretch its first, lowest and highest."""
    if len(x) <= 3 * _STRETCHES:
        return x, y
    known = np.where(np.isfinite(y), y, np.nan)
    kept = [0, len(x) - 1]
    for part in np.array_split(np.arange(len(x)), _STRETCHES):
        kept.append(int(part[0]))
        if not np.isnan(known[part]).all():
            kept += [int(part[np.nanargmin(known[part])]), int(part[np.nanargmax(known[part])])]
    rows = np.unique(kept)
    return x[rows], y[rows]


def _axis(curves: tuple[Curve, ...]) -> Axis:
    """Logarithmic where losses are positive and differ much."""
    values = np.concatenate([curve.y for curve in curves]) if curves else np.zeros(0)
    values = values[np.isfinite(values)]
    return Axis(log=bool(values.size and values.min() > 0 and values.max() > _SPAN * values.min()))
