"""What stands still on the map: colours and level lines.

Where the map is zoomed in, a finer surface of the rectangle seen lies over the whole one. Its colours are those of the
whole surface, so that a colour means one height; its level lines are spread over the heights in sight, so that there
are as many to see as before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from core.surface import Surface
from landscape_app.render.colormap import colormap
from landscape_app.render.height import HeightMap, holes
from landscape_app.theme import Theme
from landscape_app.views import contours, strokes
from landscape_app.views.hatching import hatch, undefined
from landscape_app.views.map_state import MapState
from landscape_app.views.pixels import Pixels
from landscape_app.views.plotting import CachedLayer, Plot, rgba_image


@dataclass(frozen=True, eq=False)
class Sheet:
    """One surface as a picture: its colours over ``rect`` (data, the outermost pixels centred on its edges), lines."""

    image: QImage
    rect: QRectF
    extent: QRectF
    lines: contours.Contours
    holed: bool = False  # f has no value somewhere

    @classmethod
    def of(cls, surface: Surface, colours: HeightMap, lines: HeightMap, count: int, theme: Theme) -> Sheet:
        """``count`` level lines at the heights of ``lines``, coloured by those of ``colours``."""
        s, table = surface, colormap(theme.colormap)
        with np.errstate(invalid="ignore"):
            t = np.nan_to_num(colours.t(s.f), nan=0.0, posinf=1.0, neginf=0.0)
        rgba = np.empty((*s.f.shape, 4), dtype=np.uint8)
        rgba[..., :3] = table[np.clip(t * 255 + 0.5, 0, 255).astype(np.uint8)]
        rgba[..., 3] = np.where(holes(s.f), 0, 255)
        (x0, x1), (y0, y1) = s.extent
        hx, hy = (s.x[1] - s.x[0]) / 2, (s.y[1] - s.y[0]) / 2
        return cls(
            rgba_image(rgba[::-1]),  # row 0 of f is the lowest y
            QRectF(x0 - hx, y0 - hy, x1 - x0 + 2 * hx, y1 - y0 + 2 * hy),
            QRectF(x0, y0, x1 - x0, y1 - y0),
            contours.trace(s, lines.levels(count)),
            bool(undefined(s)),
        )


class Ground(CachedLayer):
    """The whole surface, and over it the finer one."""

    def __init__(self, plot: Plot, state: MapState) -> None:
        super().__init__(plot, -10)
        self._state = state
        self._whole: Sheet | None = None
        self._fine: Sheet | None = None

    @property
    def contours(self) -> contours.Contours:
        """The lines of the finest surface there is."""
        sheet = self._fine or self._whole
        return sheet.lines if sheet else contours.EMPTY

    def rebuild(self) -> None:
        """The surface, the display or the theme has changed."""
        s = self._state
        self._whole = None
        if s.surface is not None and s.scene is not None:
            heights = HeightMap.of(s.surface, s.scene.display)
            self._whole = Sheet.of(s.surface, heights, heights, s.scene.display.levels, s.theme)
        self.refine()

    def refine(self) -> None:
        """The finer surface has come, changed or gone."""
        s = self._state
        self._fine = None
        if s.detail is not None and s.surface is not None and s.scene is not None:
            display = s.scene.display
            whole, fine = HeightMap.of(s.surface, display), HeightMap.of(s.detail, display)
            self._fine = Sheet.of(s.detail, whole, fine, display.levels, s.theme)
        self.stale()

    def draw(self, painter: QPainter, pixels: Pixels) -> None:
        """Called when something has changed."""
        theme = self._state.theme
        if self._whole is not None:
            self._draw_whole(painter, pixels, self._whole, theme)
        if self._fine is not None:
            painter.save()
            painter.setClipRect(pixels.rect(self._fine.extent))
            _draw(painter, pixels, self._fine, theme)
            painter.restore()

    def _draw_whole(self, painter: QPainter, pixels: Pixels, sheet: Sheet, theme: Theme) -> None:
        if self._fine is None:
            _draw(painter, pixels, sheet, theme)
            return
        outside = QPainterPath()
        outside.addRect(QRectF(0.0, 0.0, pixels.width, pixels.height))
        inside = QPainterPath()
        inside.addRect(pixels.rect(self._fine.extent))
        outside = outside.subtracted(inside)
        if outside.isEmpty():  # the finer one fills the view
            return
        painter.save()
        painter.setClipPath(outside)
        _draw(painter, pixels, sheet, theme)
        painter.restore()


def _draw(painter: QPainter, pixels: Pixels, sheet: Sheet, theme: Theme) -> None:
    if sheet.holed:
        seen = QRectF(0.0, 0.0, pixels.width, pixels.height)
        hatch(painter, pixels.rect(sheet.extent).intersected(seen), theme)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(pixels.rect(sheet.rect), sheet.image)
    if sheet.lines.path.isEmpty():
        return
    painter.save()
    painter.setTransform(pixels.transform() * painter.transform())
    pen = strokes.stroke(theme.ink if not theme.dark else "#ffffff", 1.0, alpha=0.34)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(sheet.lines.path)
    painter.restore()
