"""Two pictures side by side, or one above the other where that shows both larger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from landscape_app.views.room import stacked_is_larger

_SHARES = {Qt.Orientation.Horizontal: (54, 46), Qt.Orientation.Vertical: (50, 50)}


class Pair(QSplitter):
    """Turns as its room changes; what a hand has set of the shares is kept for each way of standing."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self._shares: dict[Qt.Orientation, tuple[int, ...]] = dict(_SHARES)
        for widget in (first, second):
            self.addWidget(widget)
        self._share()
        self.splitterMoved.connect(lambda *_: self._keep())

    def setSizes(self, sizes: Sequence[int]) -> None:
        """The sizes along the present orientation, and their shares from now on."""
        super().setSizes(list(sizes))
        self._shares[self.orientation()] = tuple(sizes)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Sizes and orientation as they were saved; another room turns them again."""
        done = super().restoreState(state)
        self._keep()
        self._turn()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where there is more to be seen so."""
        super().resizeEvent(event)
        self._turn()

    def _keep(self) -> None:
        sizes = tuple(self.sizes())
        if sum(sizes) > 0:
            self._shares[self.orientation()] = sizes

    def _turn(self) -> None:
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        now = self.orientation()
        stacked = stacked_is_larger(self.width(), self.height(), now == vertical)
        wanted = vertical if stacked else horizontal
        if wanted != now:
            self.setOrientation(wanted)
            self._share()

    def _share(self) -> None:
        # of much: of less than their minimum, Qt gives them shares of that
        super().setSizes([1000 * share for share in self._shares[self.orientation()]])
