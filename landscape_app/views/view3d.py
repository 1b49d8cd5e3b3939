"""The 3-D view: paints the renderer's picture in a plain widget and turns the hand's movements into a camera.

While something moves, it draws coarse and without multisampling; 200 ms after the last change, once in full quality.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.surface import Surface
from landscape_app.render import camera
from landscape_app.render.frame import Frame, frame_of
from landscape_app.render.image import NoOpenGL
from landscape_app.render.overlay import compose
from landscape_app.render.projection import Projection
from landscape_app.render.renderer import Renderer
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import CameraState, Scene
from landscape_app.shapes import Overlay
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.legend import Legend
from landscape_app.views.view3d_tools import View3DTools, stretched

POINT_MS = 33  # between two looks for the point under the pointer
REST_MS = 200  # after the last change the picture is drawn once in full quality
SAMPLES = 4
BUDGET_SECONDS = 0.033  # a picture in motion
SLOW_PICTURES = 3  # in a row over the budget before quality is given up
DEGREES_PER_PIXEL = 0.45
ZOOM_PER_NOTCH = 1.12
GRIP = 14.0  # pixels around the start in which a press takes hold of it
KEY_STEP = 0.01  # of the domain's width; with Shift a tenth of that
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class View3D(QWidget):
    """Draws what it is given; ``camera_changed``, ``start_*`` and ``display_requested`` are intents of the hand."""

    camera_changed = Signal(object)  # CameraState
    start_drag_started = Signal()
    start_dragged = Signal(float, float)
    start_nudged = Signal(float, float)  # by how much: the picture may lag behind the hand
    start_drag_finished = Signal()
    pointed_at = Signal(object)  # (x, y) of the surface under the pointer, or None; only while wanted
    display_requested = Signal(object, str)  # Display, the field that differs
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._surface: Surface | None = None
        self._runs: tuple[RunData, ...] = ()
        self._head = 0.0
        self._overlay: Overlay = ()
        self._theme = LIGHT
        self._camera = CameraState()
        self._renderer: Renderer | None = None
        self._problem = ""
        self._image: QImage | None = None
        self._full = False  # whether the picture in hand is drawn in full quality
        self._hurried = False  # draw the next one coarse
        self._playing = False  # only the play head moved since the last picture
        self._resolution = 1.0  # of coarse pictures: halved on a machine too slow for them
        self._slow = 0  # pictures in a row over the budget
        self._samples = SAMPLES  # while playing: 0 on a machine too slow for more
        self._press: QPointF | None = None
        self._pointer: QPointF | None = None
        self._points = False  # whether anybody wants to know what is pointed at
        self._pointing = QTimer(self)  # a throttle: looking for the point takes about a millisecond
        self._pointing.setSingleShot(True)
        self._pointing.setInterval(POINT_MS)
        self._pointing.timeout.connect(self._tell_pointed)
        self._holds_start = False
        self._arrows: set[int] = set()  # arrow keys that are down
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._hand_rests)
        self._pause = QTimer(self)  # fires when the play head has stood still
        self._pause.setSingleShot(True)
        self._pause.setInterval(REST_MS)
        self._pause.timeout.connect(self._head_rests)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 150)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Surface: drag to orbit, arrow keys move the start point"))
        self.tools = View3DTools(self)
        self.tools.view_chosen.connect(lambda name: self._move_camera(camera.PRESETS[name]))
        self.tools.log_toggled.connect(lambda on: self._ask("log_height", on))
        self.tools.labels_toggled.connect(lambda on: self._ask("labels", on))
        self.tools.stretch_requested.connect(self._ask_stretch)
        self.tools.set_theme(self._theme)

    def sizeHint(self) -> QSize:
        """Half of a 1280 pixel window."""
        return QSize(560, 440)

    # what it is given

    def set_scene(self, scene: Scene) -> None:
        """The scene; its camera is taken by ``set_camera`` alone."""
        self._scene = scene
        self.tools.set_display(scene.display)
        self._stale(hurry=False)

    def set_surface(self, surface: Surface | None) -> None:
        """The sampled surface; None where there is none."""
        if surface is not self._surface:
            self._surface = surface
            self._stale(hurry=True)

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed."""
        self._runs = runs
        self._stale(hurry=self._holds_start)

    def set_head(self, head: float) -> None:
        """The fractional step up to which paths are drawn."""
        if head != self._head:
            self._head = head
            self._playing = True
            self._pause.start()
            self._stale(hurry=False)

    def set_overlay(self, overlay: Overlay) -> None:
        """Shapes laid over the surface, and their key."""
        if overlay or self._overlay:
            self._overlay = overlay
            self._stale(hurry=False)

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self._theme = theme
        self.tools.set_theme(theme)
        self._place_tools()
        self._stale(hurry=False)

    def set_camera(self, state: CameraState) -> None:
        """Stand there; emits nothing."""
        if state != self._camera:
            self._camera = state
            self._stale(hurry=True)

    @property
    def camera(self) -> CameraState:
        """Where the camera stands."""
        return self._camera

    @property
    def problem(self) -> str:
        """Why nothing can be drawn in 3-D on this machine, or ""."""
        return self._problem

    def shutdown(self) -> None:
        """Give the graphics memory back."""
        self._rest.stop()
        self._pause.stop()
        if self._renderer is not None:
            self._renderer.release()
            self._renderer = None

    def frame(self, moving: bool = False) -> Frame | None:
        """What is drawn now; None without a surface."""
        if self._scene is None or self._surface is None:
            return None
        snapshot = Snapshot(self._scene, self._surface, self._runs, True)
        return frame_of(snapshot, self._theme, self._head, camera=self._camera, moving=moving, overlay=self._overlay)

    def grab_image(self, width: int, height: int, ratio: float = 1.0) -> QImage:
        """The view in full quality at ``width`` x ``height`` device pixels."""
        frame = self.frame()
        if frame is None:
            image = QImage(width, height, QImage.Format.Format_RGB32)
            image.fill(QColor(self._theme.plot))
            return image
        return compose(self._drawn_by(), frame, (width, height), ratio)

    def to_widget(self, x: float, y: float) -> QPointF | None:
        """Where the surface's point over (x, y) lies in this widget, logical pixels."""
        frame, projection = self.frame(), self._projection()
        if frame is None or projection is None or self._scene is None:
            return None
        point = np.zeros((1, self._scene.objective.dim))
        point[0, :2] = x, y
        with np.errstate(all="ignore"):
            f = self._scene.objective.value(point)
        if not np.isfinite(f[0]):
            return None
        pixel, _ = projection.project_data(point[:, 0], point[:, 1], f)
        ratio = self.devicePixelRatioF()
        return QPointF(float(pixel[0, 0]) / ratio, float(pixel[0, 1]) / ratio)

    # painting

    def _stale(self, *, hurry: bool) -> None:
        self._image = None
        if hurry:
            self._hurried = True
            self._rest.start()
        self.update()

    def _hand_rests(self) -> None:
        self._hurried = False
        self._refine()

    def _head_rests(self) -> None:
        self._playing = False
        self._refine()

    def _refine(self) -> None:
        if not self._full:
            self._image = None
            self.update()

    def _size(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, math.ceil(self.width() * ratio)), max(1, math.ceil(self.height() * ratio))

    def _drawn_by(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer()
        return self._renderer

    def _projection(self) -> Projection | None:
        frame = self.frame()
        return None if frame is None else Projection.of(frame, self._size(), self.devicePixelRatioF())

    def _draw(self) -> None:
        frame = self.frame(moving=self._hurried)
        if frame is None:
            return
        samples = 0 if self._hurried else self._samples if self._playing else SAMPLES
        resolution = self._resolution if self._hurried else 1.0
        began = time.perf_counter()
        try:
            self._image = compose(
                self._drawn_by(),
                frame,
                self._size(),
                self.devicePixelRatioF(),
                samples=samples,
                resolution=resolution,
                taken=self._taken(),
            )
        except NoOpenGL as error:
            self._problem = str(error)
            self.tools.hide()
            return
        self._full = not self._hurried and samples == SAMPLES
        self._govern(time.perf_counter() - began)

    def _govern(self, seconds: float) -> None:
        """Give up quality in motion, never at rest, where a picture took too long."""
        self._slow = self._slow + 1 if seconds > BUDGET_SECONDS else 0
        if self._slow < SLOW_PICTURES:
            return
        if self._hurried:
            self._resolution = 0.5
        elif self._playing:
            self._samples = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a new picture if the one in hand is stale."""
        size = self._size()
        if self._image is None or (self._image.width(), self._image.height()) != size:
            self._image = None
            if not self._problem:
                self._draw()
        painter = QPainter(self)
        if self._image is None:
            painter.fillRect(self.rect(), QColor(self._theme.plot))
            if self._problem:
                painter.setPen(QColor(self._theme.ink))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(24, 24, -24, -24), int(flags), self._problem)
        else:
            self._image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(0, 0, self._image)
            if (legend := self._legend()) is not None:
                legend.paint(painter)
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        self.painted.emit()

    def _legend(self) -> Legend | None:
        """The key to the runs, laid out in the corner; None where it is switched off."""
        if self._scene is None or not self._scene.display.labels:
            return None
        room = QRectF(self.rect()).adjusted(8.0, 8.0, -8.0, -8.0)
        legend = Legend(self._runs, self._theme, self.font(), room)
        tools = self._strip()
        if legend.rect.intersects(tools):
            room.setTop(tools.bottom() + 4.0)
            legend = Legend(self._runs, self._theme, self.font(), room)
        return legend

    def _taken(self) -> tuple[QRectF, ...]:
        """Where labels of runs may not lie."""
        legend = self._legend()
        return (self._strip(), *(() if legend is None else (legend.rect,)))

    def _strip(self) -> QRectF:
        """Where the tools lie; nowhere while they are away."""
        return QRectF() if self.tools.isHidden() else QRectF(self.tools.geometry())

    def _place_tools(self) -> None:
        self.tools.adjustSize()
        self.tools.move(self.width() - self.tools.width() - 6, 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools keep to the upper right corner."""
        super().resizeEvent(event)
        self._place_tools()

    # hands

    def _ask(self, field: str, value: object) -> None:
        if self._scene is not None:
            self.display_requested.emit(replace(self._scene.display, **{field: value}), field)  # type: ignore[arg-type]

    def _ask_stretch(self, up: bool) -> None:
        if self._scene is not None:
            self._ask("height_scale", stretched(self._scene.display.height_scale, up))

    def _move_camera(self, state: CameraState) -> None:
        self.set_camera(state)
        self.camera_changed.emit(state)

    def _stretch(self) -> float:
        return 1.0 if self._scene is None else self._scene.display.height_scale

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the start or of the camera."""
        self._press = event.position()
        start = self._scene.start_point if self._scene is not None and self._scene.runs else ()
        if event.button() == Qt.MouseButton.LeftButton and len(start) >= 2 and not event.modifiers():
            at = self.to_widget(start[0], start[1])
            if at is not None and (at - event.position()).manhattanLength() < GRIP:
                self._holds_start = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.start_drag_started.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Orbit (left), pan (right, middle or Shift), or drag the start."""
        self._pointer = event.position()
        if self._points and not event.buttons() and not self._pointing.isActive():
            self._pointing.start()
        if self._press is None or not event.buttons():
            return
        delta = event.position() - self._press
        self._press = event.position()
        if self._holds_start:
            self._drag_start(event.position())
        elif event.buttons() & Qt.MouseButton.LeftButton and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned = camera.orbit(self._camera, -delta.x() * DEGREES_PER_PIXEL, delta.y() * DEGREES_PER_PIXEL)
            self._move_camera(turned)
        else:
            height = max(1, self.height())
            by = delta.x() / height, -delta.y() / height
            self._move_camera(camera.pan(self._camera, *by, self._stretch(), self.width() / height))

    def _pick(self, position: QPointF) -> tuple[float, float] | None:
        projection = self._projection()
        if projection is None or self._surface is None:
            return None
        ratio = self.devicePixelRatioF()
        return projection.pick(self._surface, (position.x() * ratio, position.y() * ratio))

    def _drag_start(self, position: QPointF) -> None:
        picked = self._pick(position)
        if picked is not None:
            self.start_dragged.emit(*picked)

    def want_pointed(self, on: bool) -> None:
        """Whether to tell where the pointer is on the surface."""
        if self._points and not on:
            self.pointed_at.emit(None)
        self._points = on

    def _tell_pointed(self) -> None:
        if self._points:
            self.pointed_at.emit(None if self._pointer is None else self._pick(self._pointer))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._pointer = None
        self._tell_pointed()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._press = None
        if self._holds_start:
            self._holds_start = False
            self.unsetCursor()
            self.start_drag_finished.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the standard view."""
        self._move_camera(camera.reset())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom towards the cursor."""
        notches = event.angleDelta().y() / 120
        x = 2 * event.position().x() / max(1, self.width()) - 1
        y = 1 - 2 * event.position().y() / max(1, self.height())
        aspect = self.width() / max(1, self.height())
        self._move_camera(camera.zoom(self._camera, ZOOM_PER_NOTCH**notches, (x, y), aspect, self._stretch()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose a view, arrows move the start, plus and minus zoom; L, K and the page keys are the tools'."""
        names, key = list(camera.PRESETS), event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(names):
            self._move_camera(camera.PRESETS[names[key - Qt.Key.Key_1]])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1 / ZOOM_PER_NOTCH if key == Qt.Key.Key_Minus else ZOOM_PER_NOTCH
            self._move_camera(camera.zoom(self._camera, factor, height=self._stretch()))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._ask_stretch(key == Qt.Key.Key_PageUp)
        elif key == Qt.Key.Key_L:
            self.tools.log.click()
        elif key == Qt.Key.Key_K:
            self.tools.labels.click()
        elif key in _ARROWS and self._scene is not None and self._scene.runs and len(self._scene.start_point) >= 2:
            self._step_start(key, event)
        else:
            super().keyPressEvent(event)

    def _step_start(self, key: int, event: QKeyEvent) -> None:
        """One step of the start; a key held down, or several, are one movement."""
        assert self._scene is not None
        if self._holds_start:
            return  # the mouse has it
        if not self._arrows:
            self.start_drag_started.emit()
        self._arrows.add(key)
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        (x0, x1), (y0, y1) = self._scene.view_domain[:2]
        dx, dy = (fine * KEY_STEP * sign for sign in _ARROWS[Qt.Key(key)])
        self.start_nudged.emit(dx * (x1 - x0), dy * (y1 - y0))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The movement ends with the last arrow key."""
        if event.key() not in self._arrows:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._arrows.discard(event.key())
            if not self._arrows:
                self.start_drag_finished.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A release that goes elsewhere ends the movement too."""
        super().focusOutEvent(event)
        if self._arrows:
            self._arrows.clear()
            self.start_drag_finished.emit()
