"""How the map is zoomed and moved: the wheel towards the cursor, left or middle drag, a double click for the whole."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Signal

FINEST = 1e-4  # of the domain's width: beyond, tick labels no longer tell their places apart
WIDEST = 30.0  # times the domain

Rectangle = tuple[tuple[float, float], tuple[float, float]]


class MapBox(pg.ViewBox):  # type: ignore[misc]
    """A view box that keeps to a home rectangle's order of magnitude."""

    reset_requested = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self._home: Rectangle = ((0.0, 1.0), (0.0, 1.0))

    def set_home(self, home: Rectangle) -> None:
        """The rectangle that a double click brings back, and show it."""
        (x0, x1), (y0, y1) = self._home = home
        wide, high = x1 - x0, y1 - y0
        self.setLimits(minXRange=None, maxXRange=None, minYRange=None, maxYRange=None)
        self.go_home()
        self.setLimits(
            minXRange=FINEST * wide, maxXRange=WIDEST * wide, minYRange=FINEST * high, maxYRange=WIDEST * high
        )

    def go_home(self) -> None:
        """Show the whole."""
        self.setRange(xRange=self._home[0], yRange=self._home[1], padding=0.0)

    @property
    def seen(self) -> Rectangle:
        """The rectangle in sight."""
        (x0, x1), (y0, y1) = self.viewRange()
        return (float(x0), float(x1)), (float(y0), float(y1))

    def mouseDoubleClickEvent(self, event: QEvent) -> None:
        """Ask for the whole."""
        event.accept()
        self.reset_requested.emit()
