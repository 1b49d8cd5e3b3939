"""The pictures of a film: the scene's views, each by its own painter, inside the layout.

The same renderer and the same views as in the window, off screen: what one sees is what one gets. A frame depends on
its step and camera alone, so frames can be asked for in any order.
"""

from __future__ import annotations

import gc
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from core.objectives.network_slice import NetworkSlice
from core.objectives.sampled_grid import SampledGrid
from landscape_app.export.layout import Layout
from landscape_app.lenses.base import Look
from landscape_app.lenses.every import overlay, prepared
from landscape_app.network_at import network_at
from landscape_app.render.frame import frame_of
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState
from landscape_app.shapes import Overlay
from landscape_app.theme import THEMES


class Film:
    """Pictures of one finished snapshot at one size. ``close()`` it: pyqtgraph must not live on to the exit."""

    def __init__(self, snapshot: Snapshot, view: str, size: tuple[int, int], theme: str) -> None:
        self._snapshot, self._theme = snapshot, THEMES[theme]
        self._layout = Layout(snapshot, view, size, self._theme)
        places = self._layout.places
        self._surface = places.surface
        self._renderer: Any = None
        self._views: list[_View] = []
        if self._surface is not None:
            from landscape_app.render.renderer import Renderer

            self._renderer = Renderer()
        if places.plane is not None:
            self._views.append(_View(self._plane(), places.plane, self._layout.ratio))
        if places.charts is not None:
            self._views.append(_View(self._charts(), places.charts, self._layout.ratio))
        self._network: _Network | None = None
        if places.network is not None:
            self._network = _Network(snapshot, places.network, self._layout.ratio, self._theme)
        for each in self._views:
            if self._surface is None and hasattr(each.widget, "set_keyed"):
                each.widget.set_keyed(True)
            each.give(snapshot, self._theme)
        self._lensed = prepared(snapshot.scene)
        for each in self._views:
            if hasattr(each.widget, "set_fan"):
                each.widget.set_fan(self._lensed.get("fan"))

    def _plane(self) -> Any:
        if self._snapshot.surface is None:
            from landscape_app.views.line1d import Line1D

            return Line1D()
        from landscape_app.views.map2d import Map2D

        return Map2D()

    def _charts(self) -> Any:
        """The charts of the runs, or where there are none the curves of a training handed over."""
        objective = self._snapshot.scene.objective
        if not self._snapshot.scene.runs and isinstance(objective, SampledGrid):
            from landscape_app.views.recording_view import RecordingView

            view = RecordingView(bare=True)
            view.set_scene(self._snapshot.scene)
            if view.found is not None:
                return view
        from landscape_app.views.charts import Charts

        return Charts()

    def frame(self, head: float, camera: CameraState) -> QImage:
        """The picture at the fractional step ``head``, Format_RGB32."""
        image = self._layout.background()
        painter = QPainter(image)
        shapes = overlay(Look(self._snapshot, head, self._theme), self._lensed)
        if self._surface is not None:
            self._paint_surface(painter, self._surface, head, camera, shapes)
        for each in self._views:
            if hasattr(each.widget, "set_overlay"):
                each.widget.set_overlay(shapes)
            each.paint(painter, head)
        if self._network is not None:
            self._network.paint(painter, head)
        self._layout.paint_changing(painter, head)
        painter.end()
        return image

    def surface_rect(self) -> QRect | None:
        """Where the 3-D picture lies, device pixels."""
        return self._surface

    def pixel_of(self, head: float, camera: CameraState, run: int) -> dict[str, tuple[float, float]]:
        """Where run ``run`` (of the visible ones) stands at ``head`` in each view of space, device pixels."""
        from landscape_app.render.projection import Projection
        from landscape_app.views.polyline import at

        shown = [r for r in self._snapshot.runs if r.spec.visible][run].trajectory
        point, out = at(shown.x, head), {}
        if self._surface is not None:
            frame = frame_of(self._snapshot, self._theme, head, camera=camera)
            assert frame is not None
            rect = self._surface
            projection = Projection.of(frame, (rect.width(), rect.height()), self._layout.ratio)
            value = self._snapshot.scene.objective.value(point)
            pixels, _ = projection.project_data(point[:1], point[1:2], value)
            out["3d"] = (rect.left() + float(pixels[0, 0]), rect.top() + float(pixels[0, 1]))
        for each in self._views:
            if hasattr(each.widget, "to_widget"):
                p = each.widget.to_widget(float(point[0]), float(point[1]))
                out["2d"] = (each.rect.left() + p.x() * each.ratio, each.rect.top() + p.y() * each.ratio)
        return out

    def close(self) -> None:
        """Let go of widgets and of the graphics context."""
        for each in self._views:
            each.close()
        self._views.clear()
        if self._network is not None:
            self._network.close()
            self._network = None
        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._renderer is not None:
            self._renderer.release()
            self._renderer = None
        # pyqtgraph's items stay behind in cycles of references. While their wrappers live, Qt may put a new item where
        # one of theirs was, and PySide takes the one for the other: the process dies in the next film's first view.
        gc.collect()

    def _paint_surface(self, painter: QPainter, rect: QRect, head: float, camera: CameraState, shapes: Overlay) -> None:
        from landscape_app.render.overlay import compose

        frame = frame_of(self._snapshot, self._theme, head, camera=camera, overlay=shapes)
        assert frame is not None, "there is a place for the surface only where there is one"
        picture = compose(self._renderer, frame, (rect.width(), rect.height()), self._layout.ratio)
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(rect.topLeft(), picture)


class _Network:
    """The page of the network that the scene asks for, if it is one that needs no hand to begin; else the network."""

    def __init__(self, snapshot: Snapshot, rect: QRect, ratio: float, theme: Any) -> None:
        from landscape_app.studies.base import whole
        from landscape_app.studies.every import EVERY
        from landscape_app.views.network_view import NetworkView
        from landscape_app.views.study_views import STUDY_VIEWS

        self._snapshot, self._rect = snapshot, rect
        self._image = QImage(rect.size(), QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(ratio)
        self._where = QRectF(0, 0, rect.width() / ratio, rect.height() / ratio)
        objective, name = snapshot.scene.objective, snapshot.scene.page.network
        self._study: Any = None
        kinds = {kind.name: kind for kind, _ in STUDY_VIEWS}
        if name in kinds and isinstance(objective, NetworkSlice) and not EVERY[name].by_hand:
            found = whole(EVERY[name], objective)
            if found is not None:
                self._study = kinds[name]()
                self._study.set_objective(objective)
                self._study.set_found(found)
        self._network = NetworkView()
        for view in (self._network, self._study):
            if view is not None:
                view.set_theme(theme)
                view.resize(self._where.size().toSize())

    def paint(self, painter: QPainter, head: float) -> None:
        """The page at ``head``."""
        brush = QPainter(self._image)
        if self._study is not None:
            self._study.set_head(head)
            self._study.paint_all(brush, self._where)
        else:
            self._network.set_picture(network_at(self._snapshot.scene, self._snapshot, head))
            self._network.paint_all(brush, self._where)
        brush.end()
        painter.drawImage(QRectF(self._rect), self._image)

    def close(self) -> None:
        """Take it apart."""
        for view in (self._network, self._study):
            if view is not None:
                view.close()
                view.deleteLater()


class _View:
    """A widget laid out once at its place in the picture, painted again for every frame."""

    def __init__(self, widget: Any, rect: QRect, ratio: float) -> None:
        self.widget, self.rect, self.ratio = widget, rect, ratio
        self._image = QImage(rect.size(), QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(ratio)

    def give(self, snapshot: Snapshot, theme: Any) -> None:
        """Everything but the head."""
        widget = self.widget
        widget.set_theme(theme)
        widget.resize(round(self.rect.width() / self.ratio), round(self.rect.height() / self.ratio))
        widget.set_scene(snapshot.scene)
        if hasattr(widget, "set_surface"):
            widget.set_surface(snapshot.surface)
        widget.set_runs(snapshot.runs)
        self._theme = theme
        widget.grab_image(self.rect.width(), self.rect.height(), self.ratio)  # lays out what was never shown
        widget.set_theme(theme)  # a cached layer forgets what it painted before the layout had settled
        if hasattr(widget, "set_moving"):
            # what was cached before Qt's first layout in a process differs in its last bits: paint it anew
            widget.set_moving(True)
            widget.set_moving(False)

    def paint(self, painter: QPainter, head: float) -> None:
        """The view at ``head``."""
        self.widget.set_head(head)
        self._image.fill(self._theme.plot)
        self.widget.render(self._image, QPoint(0, 0))
        painter.drawImage(QRectF(self.rect), self._image)

    def close(self) -> None:
        """Take it apart."""
        widget: QWidget = self.widget
        shutdown = getattr(widget, "shutdown", None)
        if shutdown is not None:
            shutdown()
        widget.close()
        widget.deleteLater()
