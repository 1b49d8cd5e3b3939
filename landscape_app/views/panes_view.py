"""Small multiples: a grid of panes, each a surface or a map of its own scene, one camera and one play head for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.words import said
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.room import MAP, SURFACE, columns
from landscape_app.views.view3d import View3D

_SIGNS = {
    "circle": "●", "square": "■", "triangle": "▲", "diamond": "◆",
    "plus": "✚", "star": "★", "pentagon": "⬟", "cross": "✖",
}  # fmt: skip


class Pane(QFrame):
    """One of them: its title, its surface and, when first wanted, its map."""

    chosen = Signal()
    view_made = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title = QLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setProperty("role", "pane-title")
        self.surface = View3D()
        self.surface.setMinimumSize(120, 90)
        self.surface.tools.hide()
        self.map: QWidget | None = None
        self.snapshot: Snapshot | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self.surface)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addLayout(self._stack, 1)
        self._theme = LIGHT
        self._head = 0.0
        self.surface.installEventFilter(self)

    @property
    def view(self) -> QWidget:
        """What is shown."""
        return self._stack.currentWidget() or self.surface

    def show_map(self, on: bool) -> None:
        """The map in the surface's place, or the surface."""
        if on and self.map is None:
            from landscape_app.views.map2d import Map2D

            self.map = Map2D(widest="−00")
            self.map.setMinimumSize(120, 90)
            self.map.set_theme(self._theme)
            self._stack.addWidget(self.map)
            self.view_made.emit(self.map)
        self._stack.setCurrentWidget(self.map if on and self.map is not None else self.surface)
        self._give()

    def set_snapshot(self, snapshot: Snapshot | None) -> None:
        """Its scene and results; None leaves what is shown until they come."""
        if snapshot is not None and snapshot is not self.snapshot:
            self.snapshot = snapshot
            self.title.setText(said(snapshot.scene.title))
            self.setAccessibleName(said(snapshot.scene.title))
            self._give()

    def set_head(self, head: float) -> None:
        """The step shown."""
        self._head = head
        self.view.set_head(head)  # type: ignore[attr-defined]

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.surface.set_theme(theme)
        if self.map is not None:
            self.map.set_theme(theme)  # type: ignore[attr-defined]

    def mark(self, chosen: bool, theme: Theme) -> None:
        """Whether the charts below are of this one."""
        line = theme.accent if chosen else theme.line
        self.setStyleSheet(f"#pane {{ border: {2 if chosen else 1}px solid {line}; border-radius: 6px; }}")
        font = self.title.font()
        font.setBold(chosen)
        self.title.setFont(font)

    def shutdown(self) -> None:
        """Let go of the graphics context and of pyqtgraph's parts."""
        self.surface.shutdown()
        if self.map is not None:
            self.map.shutdown()  # type: ignore[attr-defined]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the picture chooses the pane, and is the picture's still."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.chosen.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QEvent) -> None:
        """A press on the title."""
        self.chosen.emit()

    def _give(self) -> None:
        if self.snapshot is None:
            return
        view, scene = self.view, self.snapshot.scene
        # Names would cover half of a small surface: one legend below serves all panes.
        view.set_scene(replace(scene, display=replace(scene.display, labels=False)))  # type: ignore[attr-defined]
        view.set_surface(self.snapshot.surface)  # type: ignore[attr-defined]
        view.set_runs(self.snapshot.runs)  # type: ignore[attr-defined]
        view.set_head(self._head)  # type: ignore[attr-defined]


class PanesView(QWidget):
    """``chosen(index)``: whose charts are wanted. ``view_made(view)`` for every surface and map, to be wired."""

    chosen = Signal(int)
    camera_changed = Signal(object)
    view_made = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes: list[Pane] = []
        self.current = 0
        self._theme = LIGHT
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 2)
        outer.setSpacing(2)
        self._grid = QGridLayout()
        outer.addLayout(self._grid, 1)
        self.legend = QLabel()
        self.legend.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.legend.setAccessibleName(self.tr("The runs and their colours"))
        outer.addWidget(self.legend)
        self._grid.setSpacing(6)
        self._linking = False
        self._shape = SURFACE
        self._placed = (0, 0)  # how many panes, in how many columns

    def set_snapshots(self, snapshots: tuple[Snapshot | None, ...], view: str) -> None:
        """As many panes as there are snapshots; ``view`` is "surface" or "map"."""
        while len(self.panes) < len(snapshots):
            self._add()
        for i, pane in enumerate(self.panes):
            pane.setVisible(i < len(snapshots))
            if i < len(snapshots):
                pane.set_snapshot(snapshots[i])
                if (pane.view is pane.surface) != (view == "surface"):
                    pane.show_map(view == "map")
        self._shape = SURFACE if view == "surface" else MAP
        self._place()
        self._name_runs()
        if self.current >= len(snapshots):
            self._choose(0)

    def set_head(self, head: float) -> None:
        """The one play head."""
        for pane in self.shown:
            pane.set_head(head)

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        for i, pane in enumerate(self.panes):
            pane.set_theme(theme)
            pane.mark(i == self.current, theme)
        self._name_runs()

    def set_camera(self, camera: CameraState) -> None:
        """The one camera."""
        self._linking = True
        for pane in self.panes:
            pane.surface.set_camera(camera)
        self._linking = False

    @property
    def shown(self) -> list[Pane]:
        """The panes in use."""
        return [pane for pane in self.panes if not pane.isHidden()]

    def shutdown(self) -> None:
        """Take all apart."""
        for pane in self.panes:
            pane.shutdown()
        self.panes.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as show the panes largest."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        shown, (count, now) = self.shown, self._placed
        head = max((pane.title.sizeHint().height() for pane in shown), default=0) + self._grid.spacing()
        now = now if count == len(shown) else 0
        across = columns(len(shown), self.width(), self.height(), self._shape, now, head)
        if (len(shown), across) == self._placed:
            return
        self._placed = len(shown), across
        for i, pane in enumerate(shown):
            self._grid.addWidget(pane, i // across, i % across)
        for i in range(len(self.panes)):
            self._grid.setColumnStretch(i, int(i < across))
            self._grid.setRowStretch(i, int(i * across < len(shown)))

    def _name_runs(self) -> None:
        snapshot = next((pane.snapshot for pane in self.shown if pane.snapshot is not None), None)
        runs = () if snapshot is None else snapshot.runs
        entries = [
            f'<span style="color:{run.colour(self._theme)}">{_SIGNS[run.marker]}</span>&nbsp;{escape(run.spec.title)}'
            for run in runs
            if run.spec.visible
        ]
        self.legend.setText("&emsp;".join(entries))

    def _add(self) -> None:
        pane = Pane()
        index = len(self.panes)
        pane.set_theme(self._theme)
        pane.mark(index == self.current, self._theme)
        pane.chosen.connect(lambda: self._choose(index))
        pane.surface.camera_changed.connect(self._link_cameras(pane.surface))
        pane.view_made.connect(self._on_map)
        if self.panes:
            pane.surface.set_camera(self.panes[0].surface.camera)
        self.panes.append(pane)
        self.view_made.emit(pane.surface)

    def _on_map(self, made: QWidget) -> None:
        made.linked.connect(self._link_maps(made))  # type: ignore[attr-defined]
        self.view_made.emit(made)

    def _choose(self, index: int) -> None:
        if index != self.current:
            self.current = index
            for i, pane in enumerate(self.panes):
                pane.mark(i == index, self._theme)
            self.chosen.emit(index)

    def _link_cameras(self, source: View3D) -> Callable[[CameraState], None]:
        def follow(camera: CameraState) -> None:
            if self._linking:
                return
            self._linking = True
            for pane in self.panes:
                if pane.surface is not source:
                    pane.surface.set_camera(camera)
            self._linking = False
            self.camera_changed.emit(camera)

        return follow

    def _link_maps(self, source: QWidget) -> Callable[[object], None]:
        def follow(seen: object) -> None:
            if self._linking:
                return
            self._linking = True
            for pane in self.panes:
                if pane.map is not None and pane.map is not source:
                    pane.map.look_at(seen)  # type: ignore[attr-defined]
            self._linking = False

        return follow
