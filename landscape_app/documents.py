"""The scene as a document: open, save, save as, recent files, and the unsaved-changes question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.words import CoreError
from landscape_app.scene import codec
from landscape_app.scene.model import Scene
from landscape_app.settings import Settings
from landscape_app.store import Store

SUFFIX = ".toml"


class Documents(QObject):
    """Writes the store when a scene is opened; nothing changes when a file is refused."""

    path_changed = Signal()
    refused = Signal(str)  # one sentence
    about_to_save = Signal()

    def __init__(self, store: Store, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._settings = settings
        self._window = window
        self.path: Path | None = None

    def open_path(self, path: Path, *, as_preset: bool = False) -> bool:
        """Open ``path`` after asking about unsaved changes; presets are opened as new, unnamed scenes."""
        try:
            scene = codec.load(path)
        except (CoreError, OSError) as error:
            self.refused.emit(self.tr("{file} was not opened: {reason}").format(file=path.name, reason=error))
            return False
        if not self.may_leave():
            return False
        self.show(scene, None if as_preset else path)
        return True

    def show(self, scene: Scene, path: Path | None) -> None:
        """Make ``scene`` the document, without asking."""
        self._store.reset(scene)
        self.path = path
        if path is not None:
            self._settings.add_recent(path)
        self.path_changed.emit()

    def open_dialog(self) -> bool:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open scene"), self._folder(), self.tr("Landscape scenes (*.toml);;All files (*)")
        )
        return bool(name) and self.open_path(Path(name))

    def save(self) -> bool:
        """Save to the document's file, or ask for one."""
        return self._write(self.path) if self.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save."""
        suggestion = str(self.path or Path(self._folder()) / ("scene" + SUFFIX))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save scene as"), suggestion, self.tr("Landscape scenes (*.toml)")
        )
        if not name:
            return False
        path = Path(name)
        return self._write(path if path.suffix else path.with_suffix(SUFFIX))

    def may_leave(self) -> bool:
        """Whether the present scene may be left: nothing unsaved, saved now, or given up on purpose."""
        if not self._store.dirty:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            self.tr("Unsaved changes"),
            self.tr("Save the changes to “{title}” first?").format(title=self.title()),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def title(self) -> str:
        """How the document is called in the window's title."""
        return self.path.name if self.path is not None else (self._store.scene.title or self.tr("Untitled"))

    def _write(self, path: Path) -> bool:
        self.about_to_save.emit()
        try:
            codec.save(self._store.scene, path)
        except (CoreError, OSError) as error:
            self.refused.emit(self.tr("{file} was not saved: {reason}").format(file=path.name, reason=error))
            return False
        self.path = path
        self._store.mark_saved()
        self._settings.add_recent(path)
        self.path_changed.emit()
        return True

    def _folder(self) -> str:
        recent = self._settings.recent()
        return str(self.path.parent if self.path else recent[0].parent if recent else Path.home())
