"""What the tests of the views share: a small race, a way to show it, hands, and eyes for pixels."""

from __future__ import annotations

import gc
import math

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core import registry
from core.stopping import Stopping
from landscape_app import app
from landscape_app.jobs import compute_now
from landscape_app.results import Snapshot
from landscape_app.scene.model import Display, RunSpec, Scene
from landscape_app.theme import LIGHT

PURE = "#ff00ff"  # a colour that no theme or colour map has


def make(objective: str = "himmelblau", **display: object) -> Snapshot:
    app.application()
    descent = registry.create("optimizer", "gradient_descent", lr=0.01)
    ball = registry.create("optimizer", "heavy_ball", lr=0.004)
    shape = registry.create("objective", objective)
    runs = (RunSpec(descent, name="Descent", colour=PURE), RunSpec(ball, name="Ball"))
    return compute_now(
        Scene(shape, runs, stopping=Stopping(gradient_on=False, max_steps=60), display=Display(**display))  # type: ignore[arg-type]
    )


def give(view: QWidget, snapshot: Snapshot, head: float = math.inf) -> None:
    view.set_theme(LIGHT)  # type: ignore[attr-defined]
    view.set_scene(snapshot.scene)  # type: ignore[attr-defined]
    view.set_surface(snapshot.surface)  # type: ignore[attr-defined]
    view.set_runs(snapshot.runs)  # type: ignore[attr-defined]
    view.set_head(head)  # type: ignore[attr-defined]


def shown(view: QWidget, qtbot: QtBot, size: tuple[int, int] = (640, 500)) -> None:
    view.resize(*size)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()


def close(view: QWidget) -> None:
    view.shutdown()  # type: ignore[attr-defined]
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)  # see export/frames.py: a wrapper left behind may be taken for a new item


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[..., 2::-1].astype(int)


def share_of(image: QImage, colour: str) -> float:
    """The share of pixels near ``colour``."""
    want = QColor(colour)
    distance = np.abs(pixels_of(image) - [want.red(), want.green(), want.blue()]).sum(axis=-1)
    return float((distance < 40).mean())


def drag(target: QWidget, *path: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Press at the first point, move over the others, release at the last: events as Qt delivers them."""
    pressed, none = button, Qt.MouseButton.NoButton
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * (len(path) - 1), QEvent.Type.MouseButtonRelease]
    for kind, at in zip(kinds, [*path, path[-1]], strict=True):
        by = none if kind == QEvent.Type.MouseMove else pressed
        held = none if kind == QEvent.Type.MouseButtonRelease else pressed
        where = QPointF(target.mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, where, by, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)


class Heard:
    """What a view reports of the start, in order."""

    def __init__(self, view: QWidget) -> None:
        self.moves: list[tuple[float, float]] = []
        self.log: list[str] = []
        view.start_drag_started.connect(lambda: self.log.append("begin"))  # type: ignore[attr-defined]
        view.start_dragged.connect(self._moved)  # type: ignore[attr-defined]
        view.start_drag_finished.connect(lambda: self.log.append("end"))  # type: ignore[attr-defined]

    def _moved(self, x: float, y: float) -> None:
        self.moves.append((x, y))
        self.log.append("move")


def hover(target: QWidget, at: QPointF) -> None:
    """The pointer comes to ``at``, no button pressed."""
    none = Qt.MouseButton.NoButton
    where = QPointF(target.mapToGlobal(at.toPoint()))
    move = QMouseEvent(QEvent.Type.MouseMove, at, where, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, move)


def wheel(target: QWidget, at: QPointF, notches: int) -> None:
    """Turn the wheel at ``at``, away from the hand."""
    event = QWheelEvent(
        at, QPointF(target.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)
