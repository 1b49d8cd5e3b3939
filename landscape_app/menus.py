"""The menus of the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.words import CoreError
from landscape_app import __version__
from landscape_app.actions import add, choices, menu
from landscape_app.scene.presets import presets

if TYPE_CHECKING:
    from landscape_app.window import Window

Standard = QKeySequence.StandardKey
SPEED_STEP = 10**0.25  # four keystrokes are ten times as fast


class Menus(QObject):
    """File, Edit, View, Run and Help."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._file()
        self._edit()
        self._view()
        self._run()
        self._help()

    def _file(self) -> None:
        window, documents = self._window, self._window.documents
        file = menu(window, self.tr("&File"))
        add(file, self.tr("Preset &gallery …"), self.open_gallery, "Ctrl+G", self.tr("Scenes to start from"))
        add(file, self.tr("&Open …"), documents.open_dialog, Standard.Open)
        self._recent = file.addMenu(self.tr("Open &recent"))
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)
        file.addSeparator()
        values = self.tr("Values on a grid as the surface: .npz, .npy, .csv, .h5")
        add(file, self.tr("Open surface &data …"), documents.open_data_dialog, "Ctrl+Shift+O", values)
        samples = self.tr("A CSV file of features and targets, for least squares, logistic regression and their like")
        add(file, self.tr("Open sa&mples …"), documents.open_samples_dialog, None, samples)
        add(file, self.tr("Save s&urface …"), self.save_surface, None, self.tr("The surface as .npz or .obj"))
        file.addSeparator()
        add(file, self.tr("&Save"), documents.save, Standard.Save)
        add(file, self.tr("Save &as …"), documents.save_as, "Ctrl+Shift+S")
        file.addSeparator()
        add(file, self.tr("&Export …"), self.open_export, "Ctrl+E", self.tr("Video, GIF or pictures of this race"))
        table = self.tr("The table of the race as .csv")
        add(file, self.tr("Export &table …"), self.export_table, None, table)
        file.addSeparator()
        add(file, self.tr("&Quit"), window.close, "Ctrl+Q")

    def _edit(self) -> None:
        window, store = self._window, self._window.store
        edit = menu(window, self.tr("&Edit"))
        self.undo = add(edit, self.tr("&Undo"), store.undo, Standard.Undo, name="undo")
        self.redo = add(edit, self.tr("&Redo"), store.redo, "Ctrl+Shift+Z", name="redo")
        store.history_changed.connect(self._follow_history)
        self._follow_history()

    def _view(self) -> None:
        window = self._window
        view = menu(window, self.tr("&View"))
        themes = view.addMenu(self.tr("&Theme"))
        options = [
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("projector", self.tr("Projector")),
        ]
        made = choices(themes, self, options, window.themes.choose)
        made[window.themes.choice].setChecked(True)
        camera = view.addMenu(self.tr("&Camera"))
        from landscape_app.render.camera import PRESETS

        for number, (name, state) in enumerate(PRESETS.items(), start=1):
            add(camera, name.capitalize(), partial(window.set_camera, state), f"Alt+{number}")
        camera.addSeparator()
        add(camera, self.tr("&Reset"), window.reset_camera, "Ctrl+0")
        view.addSeparator()
        toggle = window.side_dock.toggleViewAction()
        toggle.setText(self.tr("&Controls at the side"))
        toggle.setShortcut("F9")
        view.addAction(toggle)
        add(view, self.tr("&Full screen"), self._full_screen, "F11")

    def _run(self) -> None:
        playback = self._window.playback
        run = menu(self._window, self.tr("&Race"))
        add(run, self.tr("&Play or pause\tSpace"), playback.toggle)
        add(run, self.tr("Step &forward\t→"), lambda: playback.step(1))
        add(run, self.tr("Step &back\t←"), lambda: playback.step(-1))
        add(run, self.tr("To the &start\tHome"), playback.to_start)
        add(run, self.tr("To the &end\tEnd"), playback.to_end)
        run.addSeparator()
        loop = add(run, self.tr("&Loop"), lambda: playback.set_loop(not playback.loop), "Ctrl+L")
        loop.setCheckable(True)
        playback.loop_changed.connect(loop.setChecked)
        add(run, self.tr("Sl&ower"), lambda: playback.set_speed(playback.speed / SPEED_STEP), "Ctrl+[")
        add(run, self.tr("&Faster"), lambda: playback.set_speed(playback.speed * SPEED_STEP), "Ctrl+]")
        add(run, self.tr("&Standard speed"), lambda: playback.set_speed(1.0), "Ctrl+\\")

    def _help(self) -> None:
        help_menu = menu(self._window, self.tr("&Help"))
        add(help_menu, self.tr("&Keyboard"), self.show_keys, "F1")
        add(help_menu, self.tr("&About Landscape"), self.show_about)

    def _fill_recent(self) -> None:
        """Names, and the folder beside those that share one; an ampersand in a name underlines nothing."""
        window = self._window
        self._recent.clear()
        paths = window.settings.recent()
        names = [path.name for path in paths]
        for path in paths:
            text = path.name if names.count(path.name) == 1 else f"{path.name} – {path.parent}"
            add(self._recent, text.replace("&", "&&"), partial(window.documents.open_path, path), tip=str(path))
        if paths:
            self._recent.addSeparator()
            add(self._recent, self.tr("&Clear this list"), window.settings.forget_recent)
        else:
            self._recent.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _follow_history(self) -> None:
        self.undo.setEnabled(self._window.store.can_undo)
        self.redo.setEnabled(self._window.store.can_redo)

    def _full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    def open_gallery(self) -> None:
        """The presets, with pictures as they are drawn."""
        from landscape_app.panels.gallery import Gallery  # not before it is asked for: the first picture waits

        window = self._window
        gallery = Gallery(presets(), window)
        gallery.set_theme(window.themes.theme)
        gallery.chosen.connect(lambda path: window.documents.open_path(Path(path), as_preset=True))
        window.thumbnails.ready.connect(gallery.set_thumbnail)
        window.thumbnails.request([(p.id, p.path) for p in presets()], window.themes.theme)
        gallery.exec()
        window.thumbnails.ready.disconnect(gallery.set_thumbnail)
        gallery.deleteLater()

    def save_surface(self) -> None:
        """The surface as it is shown, for other programs."""
        from landscape_app.data.writers import write_surface

        window = self._window
        snapshot = window.controller.snapshot
        if snapshot is None or snapshot.surface is None:
            window.show_notice(self.tr("There is no surface to save: the function has one variable."))
            return
        folder = window.documents.path.parent if window.documents.path is not None else Path.home()
        kinds = self.tr("Arrays for NumPy (*.npz);;Mesh for 3-D programs (*.obj)")
        suggestion = str(folder / "surface.npz")
        name, kind = QFileDialog.getSaveFileName(window, self.tr("Save surface"), suggestion, kinds)
        if not name:
            return
        path = Path(name)
        if not path.suffix:
            path = path.with_suffix(".obj" if ".obj" in kind else ".npz")
        try:
            write_surface(snapshot.surface, snapshot.scene.display, path)
        except CoreError as error:
            window.show_notice(self.tr("{file} was not saved: {reason}").format(file=path.name, reason=error))
        else:
            window.show_message(self.tr("The surface is in {file}").format(file=path.name))

    def export_table(self) -> None:
        """The race as it is ranked now, for other programs."""
        from landscape_app import race_file

        window = self._window
        snapshot = window.controller.snapshot
        if snapshot is None or not snapshot.runs:
            window.show_notice(self.tr("There is no run to put into a table."))
            return
        folder = window.documents.path.parent if window.documents.path is not None else Path.home()
        suggestion, kinds = str(folder / "race.csv"), self.tr("Table (*.csv)")
        name, _ = QFileDialog.getSaveFileName(window, self.tr("Export table"), suggestion, kinds)
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".csv")
        try:
            race_file.write(snapshot.scene, [run.trajectory for run in snapshot.runs], path)
        except CoreError as error:
            window.show_notice(self.tr("{file} was not saved: {reason}").format(file=path.name, reason=error))
        else:
            window.show_message(self.tr("The table is in {file}").format(file=path.name))

    def open_export(self) -> None:
        """The export dialog, wired to the export process."""
        from landscape_app.panels.export_dialog import ExportDialog

        window, exporter = self._window, self._window.exporter
        window.keep_playback()
        dialog = ExportDialog(window, window.themes.theme.name)
        dialog.export_requested.connect(self._export)
        dialog.cancel_requested.connect(exporter.cancel)
        exporter.progressed.connect(dialog.set_progress)
        exporter.succeeded.connect(dialog.set_done)
        exporter.failed.connect(dialog.set_failed)
        exporter.cancelled.connect(dialog.set_cancelled)
        dialog.exec()
        exporter.cancel()
        for signal in (exporter.progressed, exporter.succeeded, exporter.failed, exporter.cancelled):
            signal.disconnect()
        dialog.deleteLater()

    def _export(self, flags: list[str]) -> None:
        """A picture shows the present step; a film all of them."""
        window = self._window
        if flags[flags.index("-o") + 1].lower().endswith(".png"):
            flags = [*flags, "--at", f"{window.playback.head:g}"]
        window.exporter.start(window.store.scene, flags)

    def show_keys(self) -> None:
        """The keyboard table."""
        rows = [
            (self.tr("Space"), self.tr("play or pause")),
            ("← / →", self.tr("one step back or forward (on the map: move the start)")),
            (self.tr("Home / End"), self.tr("first or last step")),
            (self.tr("drag on the surface"), self.tr("orbit; with Shift or the right button: pan; wheel: zoom")),
            (self.tr("double click"), self.tr("reset the view")),
            ("1 2 3 4, + −", self.tr("on the surface: standard, front, side and top view; zoom")),
            (self.tr("L, K, Page Up / Down"), self.tr("on the surface: log height, run labels, taller or flatter")),
            ("Ctrl+[ / Ctrl+], Ctrl+L", self.tr("slower or faster, loop")),
            (self.tr("Tab, ↑ ↓, Enter"), self.tr("to the runs, along them, unfold one (F2 renames, Delete removes)")),
            (self.tr("Esc"), self.tr("from a control back to the timeline, out of full screen")),
            ("Ctrl+G", self.tr("preset gallery")),
            ("Ctrl+E", self.tr("export")),
            ("Ctrl+Z / Ctrl+Shift+Z", self.tr("undo, redo")),
            ("F9, F11", self.tr("hide the controls, full screen")),
        ]
        table = "".join(
            f"<tr><td style='padding-right:16px'><b>{key}</b></td><td>{what}</td></tr>" for key, what in rows
        )
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Keyboard"), f"<table>{table}</table>", parent=self._window)
        box.exec()
        box.deleteLater()

    def show_about(self) -> None:
        """What this is."""
        text = self.tr("Landscape {version}: optimisation made visible.").format(version=__version__)
        QMessageBox.about(self._window, self.tr("About Landscape"), text)
