"""A picture that is kept while only what lies over it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter


class Kept:
    """``draw`` paints anew where the key, the size, the letters or the pixels have changed, else what it has kept."""

    def __init__(self) -> None:
        self._key: object = None
        self._image = QImage()
        self._gave: Any = None

    def draw(self, painter: QPainter, where: QRectF, key: object, still: Callable[[QPainter], Any]) -> Any:
        """Show what ``still`` paints in the coordinates of ``painter``; what it gave back then."""
        device = painter.device()
        assert device is not None
        ratio = device.devicePixelRatioF()
        whole = (key, where, ratio, painter.font())
        if whole != self._key:
            self._key = whole
            self._image = QImage((where.size() * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
            self._image.setDevicePixelRatio(ratio)
            self._image.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._image)
            inner.setFont(painter.font())
            inner.setRenderHints(painter.renderHints())
            inner.translate(-where.topLeft())
            self._gave = still(inner)
            inner.end()
        painter.drawImage(where.topLeft(), self._image)
        return self._gave
