"""Where f has no value: diagonal lines in the theme's colours, on the map and in its key."""

from __future__ import annotations

import math
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.surface import Surface
from landscape_app.render.height import holes
from landscape_app.render.key import Swatch
from landscape_app.theme import Theme

SPACING = 9.0  # between lines, logical pixels

_KNOWN: WeakKeyDictionary[Surface, str] = WeakKeyDictionary()


def undefined(surface: Surface | None) -> str:
    """ "nan" where f is not a number somewhere, "inf" where it is too large to be drawn, else ""; remembered."""
    if surface is None:
        return ""
    if surface not in _KNOWN:
        kind = ""
        if holes(surface.f).any():
            kind = "nan" if np.isnan(surface.f).any() else "inf"
        _KNOWN[surface] = kind
    return _KNOWN[surface]


def hatch(painter: QPainter, rect: QRectF, theme: Theme, spacing: float = SPACING) -> None:
    """Fill ``rect`` with the ground of plots and lines that rise to the right, at places that do not move with it."""
    if rect.isEmpty() or not all(map(math.isfinite, (rect.left(), rect.top(), rect.right(), rect.bottom()))):
        return
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.fillRect(rect, QColor(theme.plot))
    colour = QColor(theme.muted)
    colour.setAlphaF(0.55)
    painter.setPen(QPen(colour, 1.1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    first, last = math.floor((rect.left() + rect.top()) / spacing), math.ceil((rect.right() + rect.bottom()) / spacing)
    lines = [
        QLineF(c - rect.top(), rect.top(), c - rect.bottom(), rect.bottom())
        for c in (i * spacing for i in range(first, last + 1))
    ]
    painter.drawLines(lines)
    painter.restore()


def hatched(theme: Theme) -> Swatch:
    """A small square of it."""

    def paint(painter: QPainter, at: QRectF) -> None:
        side = 0.8 * min(at.width(), at.height())
        box = QRectF(at.center().x() - side / 2, at.center().y() - side / 2, side, side)
        hatch(painter, box, theme, 4.0)
        painter.setPen(QPen(QColor(theme.muted), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    return paint
