"""The scene as a document: open, save, save as, recent files, and the unsaved-changes question."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.nn.toys.own import LAYOUT
from core.objectives.base import Objective
from core.objectives.finite_sums import LinearModelSum
from core.objectives.finite_sums_least_squares import LeastSquares
from core.objectives.network_slice import NetworkSlice
from core.objectives.sampled_grid import DataMissing, SampledGrid
from core.words import CoreError, said
from landscape_app import assets_store, given
from landscape_app.scene import code, codec
from landscape_app.scene.model import Scene, with_objective
from landscape_app.scene.presets import id_of
from landscape_app.settings import Settings
from landscape_app.store import Store

SUFFIX = ".toml"
LESSON_SUFFIX = ".md"
_LETTERS = 40  # of a class's name


class Documents(QObject):
    """Writes the store when a scene is opened; nothing changes when a file is refused."""

    path_changed = Signal()
    refused = Signal(str)  # one sentence
    about_to_save = Signal()
    lesson_given = Signal(str)  # its path
    saved = Signal(str)  # one sentence

    def __init__(self, store: Store, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._settings = settings
        self._window = window
        self.path: Path | None = None
        self.preset = ""  # the id of the preset shown, if it is one
        self.loose = False  # the scene is a lesson's: what is changed in it need not be kept

    def open_path(self, path: Path, *, as_preset: bool = False) -> bool:
        """Open ``path`` after asking about unsaved changes; presets are opened as new, unnamed scenes."""
        if path.suffix.lower() in assets_store.SUFFIXES:
            return self.open_data(path)
        if path.suffix.lower() == LESSON_SUFFIX:
            self.lesson_given.emit(str(path))
            return True
        try:
            scene = codec.load(path)
        except (CoreError, OSError) as error:
            missing, reason = error.__cause__, str(error)
            if isinstance(missing, DataMissing):
                reason = self._look_for(missing, path) or reason
                if assets_store.is_open(missing.sha256):
                    return self.open_path(path, as_preset=as_preset)
            self.refused.emit(self.tr("{file} was not opened: {reason}").format(file=path.name, reason=reason))
            return False
        if not self.may_leave():
            return False
        self.show(scene, None if as_preset else path, id_of(path) if as_preset else "")
        return True

    def open_data(self, path: Path) -> bool:
        """Show the values in ``path`` as the surface of the present scene; one undo entry.

        A recorded path is laid over the values that are shown.
        """
        if assets_store.holds_path(path):
            return self._open_path_over(path)
        try:
            objective = assets_store.open_values(path)
        except (CoreError, OSError) as error:
            self.refused.emit(str(error))
            return False
        words = said(given.HANDED_OVER)
        self._store.update(given.showing(objective, self._store.scene, path.name, words))
        return True

    def _open_path_over(self, path: Path) -> bool:
        scene = self._store.scene
        if not isinstance(scene.objective, SampledGrid):
            words = self.tr("{file} holds a recorded path: open the surface that it belongs to first")
            self.refused.emit(words.format(file=path.name))
            return False
        try:
            points = tuple((float(x), float(y)) for x, y in assets_store.read_path(path))
            objective = replace(scene.objective, path=points)
        except (CoreError, OSError) as error:
            self.refused.emit(str(error))
            return False
        self._store.update(replace(scene, objective=objective))
        return True

    def open_samples(self, path: Path) -> bool:
        """Take the samples in ``path`` as the data of the network or the sum shown, else of least squares.

        One undo entry.
        """
        scene, caption = self._store.scene, ""
        objective: Objective
        try:
            if isinstance(scene.objective, NetworkSlice):
                objective, names = _learning(scene.objective, path)
                if names:
                    known = ", ".join(f"{i} {name[:_LETTERS]}" for i, name in enumerate(names))
                    caption = self.tr("The classes: {names}.").format(names=known)
            else:
                of = scene.objective if isinstance(scene.objective, LinearModelSum) else LeastSquares()
                objective = replace(of, data="own", rows=assets_store.read_samples(path))
        except (CoreError, OSError) as error:
            named = path.name in str(error)
            self.refused.emit(str(error) if named else f"{path.name}: {error}")
            return False
        self._store.update(replace(with_objective(scene, objective), title=path.name, caption=caption))
        return True

    def open_samples_dialog(self) -> bool:
        """Ask for a CSV file of samples and open it."""
        kinds = self.tr("Samples by row (*.csv *.txt *.tsv);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open samples"), self._folder(), kinds)
        return bool(name) and self.open_samples(Path(name))

    def open_data_dialog(self) -> bool:
        """Ask for a file of values and open it."""
        name = self._ask_for_values(self.tr("Open surface data"), Path(self._folder()))
        return bool(name) and self.open_data(Path(name))

    def _ask_for_values(self, title: str, folder: Path) -> str:
        kinds = self.tr("Values on a grid ({patterns});;All files (*)")
        patterns = " ".join("*" + suffix for suffix in assets_store.SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds.format(patterns=patterns))
        return name

    def _look_for(self, missing: DataMissing, scene: Path) -> str:
        """Ask where the values of a scene are, and open them; why the file chosen will not do, if it will not."""
        buttons = QMessageBox.StandardButton
        file = missing.file
        answer = QMessageBox.question(
            self._window,
            self.tr("Values not found"),
            self.tr("{scene} shows the values of “{file}”, which is not beside it. Look for the file?").format(
                scene=scene.name, file=file
            ),
            buttons.Open | buttons.Cancel,
            buttons.Open,
        )
        if answer != buttons.Open:
            return ""
        name = self._ask_for_values(self.tr("Where is {file}?").format(file=file), scene.parent)
        try:
            if name:
                assets_store.open_values(Path(name), missing.sha256)
        except (CoreError, OSError) as error:
            return str(error)
        return ""

    def copy_code(self) -> bool:
        """Put the scene on the clipboard as a short text code."""
        self.about_to_save.emit()
        try:
            made = code.encode(self._store.scene)
        except CoreError as error:
            self.refused.emit(self.tr("The scene was not copied: {reason}").format(reason=error))
            return False
        QGuiApplication.clipboard().setText(made)
        self.saved.emit(self.tr("The scene is on the clipboard, a code of {count} characters").format(count=len(made)))
        return True

    def paste_code(self) -> bool:
        """Show the scene whose code is on the clipboard."""
        return self.open_code(QGuiApplication.clipboard().text())

    def open_code(self, text: str) -> bool:
        """Show the scene of the code ``text`` after asking about unsaved changes; one undo entry, and no file's."""
        try:
            scene = code.decode(text)
        except CoreError as error:
            self.refused.emit(self.tr("The code was not opened: {reason}").format(reason=error))
            return False
        if not self.may_leave():
            return False
        store = self._store
        store.seal()
        store.update(scene)
        store.set_camera(scene.camera)
        store.set_playback(scene.playback)
        store.set_page(scene.page)
        store.mark_saved()
        self.path = None
        self.path_changed.emit()
        return True

    def show(self, scene: Scene, path: Path | None, preset: str = "") -> None:
        """Make ``scene`` the document, without asking; ``preset`` is its id where it is one."""
        self._store.reset(scene)
        self.path, self.preset = path, preset
        if path is not None:
            self._settings.add_recent(path)
        self.path_changed.emit()

    def restore(self, scene: Scene, path: Path | None, *, dirty: bool) -> None:
        """Make ``scene`` the document as it was when it was left, without asking."""
        self._store.reset(scene, saved=not dirty and (path is None or path.is_file()))
        self.path = path
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
        suggestion = str(self.path or Path(self._folder()) / (_file_name(self._store.scene.title) + SUFFIX))
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save scene as"), suggestion, self.tr("Landscape scenes (*.toml)")
        )
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != SUFFIX:  # "v1.2" has a dot and no suffix of ours
            path = path.with_name(path.name + SUFFIX)
            if path.exists() and not self._may_replace(path):  # the dialog asked about another name
                return False
        return self._write(path)

    def _may_replace(self, path: Path) -> bool:
        buttons = QMessageBox.StandardButton
        text = self.tr("{file} is there already. Replace it?").format(file=path.name)
        answer = QMessageBox.question(
            self._window, self.tr("Save scene as"), text, buttons.Yes | buttons.No, buttons.No
        )  # fmt: skip
        return bool(answer == buttons.Yes)

    def may_leave(self) -> bool:
        """Whether the present scene may be left: nothing unsaved, saved now, or given up on purpose."""
        if not self._store.dirty or self.loose:
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
        return self.path.name if self.path is not None else (said(self._store.scene.title) or self.tr("Untitled"))

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
        self.saved.emit(self.tr("Saved to {file}").format(file=path))
        return True

    def _folder(self) -> str:
        recent = self._settings.recent()
        return str(self.path.parent if self.path else recent[0].parent if recent else Path.home())


def _file_name(title: str) -> str:
    """The title in letters and digits that every file system takes; "scene" where there are none."""
    words = "".join(c if c.isalnum() else " " for c in title).split()
    return "-".join(words).lower()[:60] or "scene"


def _learning(of: NetworkSlice, path: Path) -> tuple[NetworkSlice, tuple[str, ...]]:
    """The network with the table in ``path`` as its data, and the names of its classes.

    What the data before allowed and these do not is taken back: the loss, the share of wrong answers, two weights.
    """
    rows, names = assets_store.read_table(path, LAYOUT)
    plain = replace(of, cost="auto", shows="train", directions="filter")
    learning = replace(plain, data="own", rows=rows, task="classes" if names else "auto")
    for field in ("cost", "shows", "directions"):
        with suppress(CoreError):
            learning = replace(learning, **{field: getattr(of, field)})
    return learning, names
