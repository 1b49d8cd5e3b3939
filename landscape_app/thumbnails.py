"""Pictures of the presets for the gallery, made in the background: the race in the worker, the picture when idle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from landscape_app.jobs import compute
from landscape_app.render.frame import frame_of
from landscape_app.render.image import NoOpenGL
from landscape_app.render.overlay import compose
from landscape_app.render.renderer import Renderer
from landscape_app.results import Snapshot
from landscape_app.runner import Runner
from landscape_app.scene import codec
from landscape_app.scene.model import CameraState, Scene
from landscape_app.theme import Theme

LANE = "thumbnails"
WIDTH, HEIGHT = 256, 160
DISTANCE = 2.5  # nearer than in the window: there are no axes to keep room for


class Thumbnails(QObject):
    """``ready(id, pixmap)`` once for each preset asked for; pictures are kept for the session, by theme."""

    ready = Signal(str, QPixmap)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._kept: dict[tuple[str, str], QPixmap] = {}
        self._theme: Theme | None = None
        self._renderer: Renderer | None = None
        runner.produced.connect(self._on_produced)

    def request(self, presets: list[tuple[str, Path]], theme: Theme) -> None:
        """Ask for pictures of (id, file) in ``theme``; a former request is dropped."""
        self._theme = theme
        missing = []
        for identity, path in presets:
            kept = self._kept.get((theme.name, identity))
            if kept is None:
                missing.append((identity, path))
            else:
                self.ready.emit(identity, kept)
        if missing:
            self._runner.start(LANE, self._job(missing))

    @staticmethod
    def _job(presets: list[tuple[str, Path]]) -> Callable[[], Iterator[tuple[str, Snapshot] | None]]:
        def run() -> Iterator[tuple[str, Snapshot] | None]:
            for identity, path in presets:
                for item in compute(_plain(codec.load(path)), None, {}):
                    yield (identity, item) if item is not None and item.done else None

        return run

    def _on_produced(self, lane: str, items: list[tuple[str, Snapshot]]) -> None:
        if lane != LANE or self._theme is None:
            return
        for identity, snapshot in items:
            pixmap = self._picture(snapshot, self._theme)
            if pixmap is not None:
                self._kept[self._theme.name, identity] = pixmap
                self.ready.emit(identity, pixmap)

    def _picture(self, snapshot: Snapshot, theme: Theme) -> QPixmap | None:
        frame = frame_of(snapshot, theme, float(snapshot.length))
        if frame is None:
            return None
        if self._renderer is None:
            self._renderer = Renderer()
        try:
            return QPixmap.fromImage(compose(self._renderer, frame, (WIDTH, HEIGHT), 1.0))
        except NoOpenGL:
            return None

    def shutdown(self) -> None:
        """Give the graphics memory back."""
        if self._renderer is not None:
            self._renderer.release()
            self._renderer = None


def _plain(scene: Scene) -> Scene:
    """The scene without axes, drop lines and labels, seen from the standard side."""
    display = replace(scene.display, axes=False, drop_lines=False, labels=False)
    return replace(scene, display=display, camera=CameraState(distance=DISTANCE))
