"""Signs of the critical points, and the values of the level lines: what names things on the map."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QFontMetricsF, QPainter

from core.arrays import Array
from landscape_app.render.marks import draw_sign
from landscape_app.views import contours, strokes
from landscape_app.views.map_ground import Ground
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Plot, font_of

SIGN = 7.0  # radius of a critical point's sign, logical pixels
_STRIDE = 16.0  # pixels between the places of a path that labels keep off


def draw_signs(painter: QPainter, pixels: Pixels, state: MapState) -> None:
    """Over the paths, which all end there, and under the balls."""
    size = SIGN * max(1.0, state.theme.line_width / 2.6)
    for mark in state.marks:
        x, y = pixels.point(mark.x, mark.y)
        if pixels.holds(x, y, 20.0):
            draw_sign(painter, x, y, size, mark.kind)


class LevelLabels(CachedLayer):
    """Values on some level lines, off the signs, the start and the paths; while a hand is on something, none."""

    def __init__(self, plot: Plot, state: MapState, ground: Ground) -> None:
        super().__init__(plot, -9)
        self._state, self._ground = state, ground

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called when something has changed."""
        lines, theme = self._ground.contours, self._state.theme
        if not lines.levels or self._state.moving:
            return
        font = font_of(theme, 1.5)
        metrics = QFontMetricsF(font)
        texts = contours.texts(lines.levels)
        width = max(metrics.horizontalAdvance(t) for t in texts.values())
        room = width, metrics.height()
        labels = contours.place_labels(lines, pixels, *room, taken=self._taken(pixels))
        for label in labels or contours.place_labels(lines, pixels, *room):  # better on a path than not at all
            painter.save()
            painter.translate(label.x, label.y)
            painter.rotate(label.angle)
            text = texts[label.level]
            w, up = metrics.horizontalAdvance(text), metrics.capHeight() / 2
            strokes.halo_text(painter, -w / 2, up, text, font, "#10141b", strokes.faded("#ffffff", 0.78), 3.6)
            painter.restore()

    def _taken(self, pixels: Pixels) -> Array:
        """Places that labels keep off, in pixels, (n, 2)."""
        s = self._state
        places = [(m.x, m.y) for m in s.marks]
        if s.start is not None:
            places.append(s.start)
        found = [pixels.forward(np.array(places, dtype=np.float64).reshape(-1, 2))]
        for run in s.shown():
            with np.errstate(all="ignore"):
                p = pixels.forward(run.trajectory.x[:, :2])
                p = p[np.all(np.abs(p) < 1e5, axis=1)]
            found.append(_every(p, _STRIDE))
        taken = np.concatenate(found)
        return taken[
            (taken[:, 0] > 0) & (taken[:, 0] < pixels.width) & (taken[:, 1] > 0) & (taken[:, 1] < pixels.height)
        ]


def _every(points: Array, stride: float) -> Array:
    """One place for each cell of a lattice that a polyline (n, 2) passes through, (m, 2)."""
    if len(points) < 2:
        return points
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    marks = np.linspace(0.0, length[-1], min(4000, 2 + int(length[-1] / stride)))
    along = np.column_stack([np.interp(marks, length, points[:, 0]), np.interp(marks, length, points[:, 1])])
    return np.unique(np.round(along / stride), axis=0) * stride
