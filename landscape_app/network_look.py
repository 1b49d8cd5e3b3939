"""Which weights the network view shows: those under the cursor, else those at the play head."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.objectives.network_slice import NetworkSlice
from core.words import Sentence
from landscape_app.courtesy import GUI
from landscape_app.network_at import network_at
from landscape_app.network_picture import TRAINING, NetworkPicture, picture_of
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene

FRAME_MS = 33


class NetworkLook(QObject):
    """``changed(NetworkPicture | None)``: at most 30 a second, and only while somebody looks.

    ``grown(epochs)`` while the network is being trained: the training is seen before there is any surface.
    """

    changed = Signal(object)
    grown = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._cursor: tuple[float, float] | None = None
        self._wanted = False
        self._last: NetworkPicture | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._show)
        self._training = QTimer(self)  # runs while a network is being trained
        self._training.setInterval(FRAME_MS)
        self._training.timeout.connect(self._grow)

    def want(self, on: bool) -> None:
        """Somebody looks, or no longer does."""
        self._wanted = on
        self._soon()

    def set_scene(self, scene: Scene) -> None:
        """The scene as it is now, whose results may be still to come."""
        self._scene = scene
        objective = scene.objective
        if isinstance(objective, NetworkSlice) and objective.known is None:
            self._training.start()
        else:
            self._training.stop()
        self._soon()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """More of a scene's results."""
        self._snapshot = snapshot
        self._soon()

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        self._head = head
        self._soon()

    def set_cursor(self, at: tuple[float, float] | None) -> None:
        """Where the pointer is on the plane; None where it is not."""
        self._cursor = at
        self._soon()

    def _grow(self) -> None:
        assert self._scene is not None
        objective = self._scene.objective
        if not isinstance(objective, NetworkSlice) or objective.known is not None:
            self._training.stop()
        elif (course := objective.so_far) is not None:
            self.grown.emit(len(course.epochs) - 1)
        self._soon()

    def _soon(self) -> None:
        if self._wanted and not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        with GUI.first():
            self._last = self.picture()
            self.changed.emit(self._last)

    def picture(self) -> NetworkPicture | None:
        """What is to be seen now; None where the surface is no slice, or no training has begun yet."""
        objective = self._scene.objective if self._scene is not None else None
        if not isinstance(objective, NetworkSlice):
            return None
        trained = objective.known
        if trained is None:
            course = objective.so_far
            if course is None:  # the one before stays for the moment that a training needs to begin
                return self._last
            k = len(course.epochs) - 1
            return picture_of(course, course.epochs[k].w, Sentence(TRAINING, {"k": k, "n": objective.epochs}))
        assert self._scene is not None
        return network_at(self._scene, self._snapshot, self._head, self._cursor)
