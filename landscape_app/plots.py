"""The plots of pyqtgraph, made after the first picture: the import in a thread, then one plot per event-loop turn."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landscape_app.theme import Theme

_MODULES = ("pyqtgraph", "landscape_app.views.map2d", "landscape_app.views.charts", "landscape_app.views.line1d")


class Plots(QObject):
    """Holds a place for the map (or the 1-D view) and one for the charts; ``view_made`` as each comes to be."""

    view_made = Signal(QWidget)
    plane_made = Signal(QWidget)
    phi_made = Signal(QWidget)
    ready = Signal()
    _imported = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map_slot = QStackedWidget()
        self.charts_slot = QStackedWidget()
        self.map_slot.setMinimumSize(240, 160)
        self.charts_slot.setMinimumHeight(140)
        self.plane_slot = QStackedWidget()  # for the map over the plane, which follows no run
        self.phi_slot = QStackedWidget()  # for φ(α) along one step
        self.phi_slot.setMinimumWidth(360)
        for slot in self._slots:
            slot.addWidget(QWidget())
        self.views: list[QWidget] = []
        self.is_ready = False
        self._line = False
        self._steps: Iterator[None] | None = None
        self._imported.connect(self._next, Qt.ConnectionType.QueuedConnection)

    @property
    def _slots(self) -> tuple[QStackedWidget, ...]:
        return self.map_slot, self.charts_slot, self.plane_slot, self.phi_slot

    def begin(self) -> None:
        """Import in a thread and build afterwards; ``ready`` when all is there."""
        if self._steps is None:
            self._steps = self._build()
            threading.Thread(target=self._import, name="landscape-plots", daemon=True).start()

    def finish(self) -> None:
        """Build what is missing now (tests, exports)."""
        self._steps = self._steps or self._build()
        for _ in self._steps:
            pass

    def _import(self) -> None:
        for name in _MODULES:
            importlib.import_module(name)
        self._imported.emit()

    def _next(self) -> None:
        if self._steps is not None and next(self._steps, self) is not self:
            QTimer.singleShot(0, self._next)

    def _build(self) -> Iterator[None]:
        from landscape_app.views.charts import Charts
        from landscape_app.views.line1d import Line1D
        from landscape_app.views.map2d import Map2D
        from landscape_app.views.plane_map import PlaneMap
        from landscape_app.views.search_plot import SearchPlot

        self.map = Map2D()
        self._place(self.map, self.map_slot)
        yield
        self.charts = Charts()
        while self.charts.build_next():
            yield
        self._place(self.charts, self.charts_slot)
        yield
        self.line = Line1D()
        self._place(self.line, self.map_slot)
        yield
        self.plane = PlaneMap()
        self.plane_slot.addWidget(self.plane)
        self.plane_slot.setCurrentWidget(self.plane)
        self.plane_made.emit(self.plane)
        self.phi = SearchPlot()
        self.phi_slot.addWidget(self.phi)
        self.phi_slot.setCurrentWidget(self.phi)
        self.phi_made.emit(self.phi)
        self.is_ready = True
        self.show_line(self._line)
        self.ready.emit()

    def _place(self, view: QWidget, slot: QStackedWidget) -> None:
        slot.addWidget(view)
        self.views.append(view)
        self.view_made.emit(view)
        slot.setCurrentWidget(view)

    def show_line(self, line: bool) -> None:
        """Show the 1-D view in the map's place, or the map."""
        self._line = line
        if self.is_ready:
            self.map_slot.setCurrentWidget(self.line if line else self.map)

    def set_theme(self, theme: Theme) -> None:
        """Colour the empty places until the plots come."""
        for slot in self._slots:
            slot.setStyleSheet(f"QStackedWidget {{ background: {theme.plot}; }}")

    def shutdown(self) -> None:
        """Delete every plot now: pyqtgraph's widgets left alive at exit crash the process. No more are made."""
        self._imported.disconnect(self._next)  # the window may close before the import has ended
        self._steps = None
        for view in self.views:
            view.shutdown()  # type: ignore[attr-defined]
            view.deleteLater()
        self.views.clear()
