"""What of an overlay lies on the map's ground, under the paths: swarms, and the level lines of a local model."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from core.surface import Surface
from landscape_app.render.height import HeightMap
from landscape_app.render.key import KeyPlate, key_rows, rim
from landscape_app.shapes import Overlay, Patch, Swarm
from landscape_app.views import contours, strokes
from landscape_app.views.dots import Splat
from landscape_app.views.hatching import hatched
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import Layer, Plot, font_of

_SIGN = 8.0  # pixels around a critical point or the start that the key had better leave free
LINES = 9  # of a local model, at most


class Underlays(Layer):
    """Draws what it is given, in the order given."""

    def __init__(self, plot: Plot, state: MapState, z: float = 1.0) -> None:
        super().__init__(plot, z)
        self._state = state
        self._shapes: Overlay = ()
        self._splats: list[Splat] = []

    def set_shapes(self, shapes: Overlay) -> None:
        """Other shapes."""
        mine = tuple(s for s in shapes if isinstance(s, Swarm | Patch))
        if mine or self._shapes:
            self._shapes = mine
            self.update()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called by Qt."""
        swarms = [shape for shape in self._shapes if isinstance(shape, Swarm)]
        while len(self._splats) < len(swarms):
            self._splats.append(Splat())
        for splat, swarm in zip(self._splats, swarms, strict=False):
            self._swarm(painter, pixels, splat, swarm)
        for shape in self._shapes:
            if isinstance(shape, Patch):
                self._patch(painter, pixels, shape)

    def _swarm(self, painter: QPainter, pixels: Pixels, splat: Splat, swarm: Swarm) -> None:
        to_device = painter.deviceTransform()
        ratio, corner = to_device.m11(), to_device.map(QPointF(0, 0))
        fx, fy = corner.x() % 1.0, corner.y() % 1.0
        size = math.ceil(pixels.width * ratio) + 1, math.ceil(pixels.height * ratio) + 1
        with np.errstate(all="ignore"):
            at = pixels.forward(swarm.points.astype(np.float64)) * ratio + (fx, fy)
        theme = self._state.theme
        radius = swarm.radius * (theme.line_width / 2.2) ** 0.5
        image = splat.paint(at, swarm.which, swarm.palette, size, radius, rim(theme), ratio)
        image.setDevicePixelRatio(ratio)  # so that Qt copies pixel by pixel
        painter.drawImage(QPointF(-fx / ratio, -fy / ratio), image)

    def _patch(self, painter: QPainter, pixels: Pixels, patch: Patch) -> None:
        """Level lines of the local model where the surface's own would be, and the edge of where it is drawn."""
        state = self._state
        if state.surface is None or state.scene is None or len(patch.x) < 2 or len(patch.y) < 2:
            return
        heights = HeightMap.of(state.surface, state.scene.display)
        levels = heights.levels(max(2, state.scene.display.levels))
        lowest, highest = float(np.nanmin(patch.f)), float(np.nanmax(patch.f))
        levels = levels[(levels > lowest) & (levels < highest)]
        levels = levels[:: max(1, -(-len(levels) // LINES))]
        lines = contours.trace(Surface(patch.x, patch.y, patch.f, np.empty(0)), levels)
        scale = max(1.0, state.theme.line_width / 2.2)
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = pixels.rect(
            QRectF(patch.x[0], patch.y[0], float(patch.x[-1] - patch.x[0]), float(patch.y[-1] - patch.y[0]))
        )
        painter.setPen(strokes.stroke(state.theme.plot, 2.4 * scale, alpha=0.5))
        painter.drawRect(edge)
        painter.setPen(strokes.stroke(patch.colour, 1.2 * scale, "dash"))
        painter.drawRect(edge)
        painter.setTransform(pixels.transform() * painter.transform())
        for colour, width, alpha in ((state.theme.plot, 2.6, 0.6), (patch.colour, 1.3, 1.0)):
            pen = strokes.stroke(colour, width * scale, alpha=alpha)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPath(lines.path)
        painter.restore()


class CornerKey(Layer):
    """The legend of an overlay and of what has no value, over everything, in the corner that covers least."""

    def __init__(self, plot: Plot, state: MapState, z: float = 15.0) -> None:
        super().__init__(plot, z)
        self._state = state
        self._shapes: Overlay = ()
        self._keyed = False

    def set_keyed(self, keyed: bool) -> None:
        """Whether the key of the shapes is drawn."""
        self._keyed = keyed
        self.update()

    def set_shapes(self, shapes: Overlay) -> None:
        """Other shapes."""
        if self._keyed and (shapes or self._shapes):
            self.update()
        self._shapes = shapes

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called by Qt."""
        state, theme = self._state, self._state.theme
        rows = key_rows(self._shapes, theme) if self._keyed else []
        if state.undefined:
            rows.append((hatched(theme), self._words(state.undefined)))
        if rows:
            plate = KeyPlate(rows, theme, font_of(theme, 0.15 * theme.font_size), pixels.width - 16.0)
            spots = [(mark.x, mark.y) for mark in state.marks] + ([state.start] if state.start is not None else [])
            at = [pixels.point(*spot) for spot in spots]
            taken = [QRectF(x - _SIGN, y - _SIGN, 2 * _SIGN, 2 * _SIGN) for x, y in at]
            plate.paint(painter, plate.place(QRectF(8.0, 8.0, pixels.width - 16.0, pixels.height - 16.0), taken))

    def _words(self, kind: str) -> str:
        text: str = self.tr("undefined here") if kind == "nan" else self.tr("f is infinite here")
        return text
