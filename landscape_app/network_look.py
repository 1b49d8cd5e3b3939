"""Which weights the network view shows: those under the cursor, else where the run looked at stands."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from core.objectives.network_slice import NetworkSlice, Trained
from core.words import Sentence
from landscape_app.network_picture import RUN, TRAINED, UNDER, NetworkPicture, picture_of
from landscape_app.results import Snapshot

FRAME_MS = 33


class NetworkLook(QObject):
    """``changed(NetworkPicture | None)``: at most 30 a second, and only while somebody looks."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._cursor: tuple[float, float] | None = None
        self._wanted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._show)

    def want(self, on: bool) -> None:
        """Somebody looks, or no longer does."""
        self._wanted = on
        self._soon()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Another scene, or more of its results."""
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

    def refresh(self) -> None:
        """The training may have come."""
        self._soon()

    def _soon(self) -> None:
        if self._wanted and not self._timer.isActive():
            self._timer.start()

    def _show(self) -> None:
        self.changed.emit(self.picture())

    def picture(self) -> NetworkPicture | None:
        """What is to be seen now; None where the surface is no slice, or its network is not trained yet."""
        objective = self._snapshot.scene.objective if self._snapshot is not None else None
        trained = objective.known if isinstance(objective, NetworkSlice) else None
        if trained is None:
            return None
        at, what = self._place(trained)
        return picture_of(trained, trained.plane.at(np.asarray(at)), what)

    def _place(self, trained: Trained) -> tuple[tuple[float, float], Sentence]:
        """The point of the plane, and what it is: under the cursor, else the run looked at, else the trained one."""
        if self._cursor is not None:
            x, y = self._cursor
            return self._cursor, Sentence(UNDER, {"x": f"{x:.2f}", "y": f"{y:.2f}"})
        assert self._snapshot is not None
        run = self._snapshot.looked_at
        if run is not None and run.spec.visible:
            k = int(min(max(self._head, 0.0), run.trajectory.steps))
            x, y = run.plane[k].tolist()
            if np.isfinite(x) and np.isfinite(y):
                return (x, y), Sentence(RUN, {"run": run.spec.title, "k": k})
        return (0.0, 0.0), Sentence(TRAINED)
