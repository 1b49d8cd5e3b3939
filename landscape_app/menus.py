"""The menus of the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from core.words import CoreError, said
from landscape_app import __version__, icons
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
        self._paged: list[tuple[QAction, Callable[[], bool]]] = []
        self._file()
        self._edit()
        self._view()
        self._run()
        self._lesson()
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
        add(file, self.tr("Open sa&mples …"), documents.open_samples_dialog, "Ctrl+Shift+D", samples)
        add(file, self.tr("Save s&urface …"), self.save_surface, "Ctrl+Alt+S", self.tr("The surface as .npz or .obj"))
        file.addSeparator()
        add(file, self.tr("&Save"), documents.save, Standard.Save)
        add(file, self.tr("Save &as …"), documents.save_as, "Ctrl+Shift+S")
        file.addSeparator()
        add(file, self.tr("&Export …"), self.open_export, "Ctrl+E", self.tr("Video, GIF or pictures of this race"))
        table = self.tr("The table of the race as .csv")
        add(file, self.tr("Export &table …"), self.export_table, "Ctrl+Shift+E", table)
        file.addSeparator()
        add(file, self.tr("&Quit"), window.close, "Ctrl+Q")

    def _edit(self) -> None:
        window, store, documents = self._window, self._window.store, self._window.documents
        edit = menu(window, self.tr("&Edit"))
        self.undo = add(edit, self.tr("&Undo"), store.undo, Standard.Undo, name="undo")
        self.redo = add(edit, self.tr("&Redo"), store.redo, "Ctrl+Shift+Z", name="redo")
        edit.addSeparator()
        tip = self.tr("A short text for a chat, which this menu takes back")
        add(edit, self.tr("&Copy scene as code"), documents.copy_code, "Ctrl+Shift+C", tip, name="copy_code")
        tip = self.tr("Show the scene whose code is on the clipboard")
        add(edit, self.tr("&Paste scene code"), documents.paste_code, "Ctrl+Shift+V", tip, name="paste_code")
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
            ("projector_black", self.tr("Projector, black")),
        ]
        made = choices(themes, self, options, window.themes.choose)
        made[window.themes.choice].setChecked(True)
        for number, (name, _) in enumerate(options, start=1):
            made[name].setShortcut(QKeySequence(f"Ctrl+Alt+{number}"))
        camera = view.addMenu(self.tr("&Camera"))
        from landscape_app.render.camera import NAMES, PRESETS

        for number, (name, state) in enumerate(PRESETS.items(), start=1):
            add(camera, said(NAMES[name]), partial(window.set_camera, state), f"Alt+{number}")
        camera.addSeparator()
        add(camera, self.tr("&Reset"), window.reset_camera, "Ctrl+Home")
        size = view.addMenu(self.tr("&Size of everything"))
        for text, by, key in (
            (self.tr("&Larger"), 1, QKeySequence.StandardKey.ZoomIn),
            (self.tr("&Smaller"), -1, QKeySequence.StandardKey.ZoomOut),
            (self.tr("&Usual size"), 0, "Ctrl+0"),
        ):
            entry = add(size, text, partial(window.themes.zoom, by), key)
            if by == 1:
                entry.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        pages = view.addMenu(self.tr("&Pages"))
        pages.aboutToShow.connect(partial(self._fill_pages, pages))
        self._fill_pages(pages)
        still = add(
            view,
            self.tr("Less &motion"),
            self._less_motion,
            tip=self.tr("Nothing moves by itself: races are shown at their end, until you press play"),
            name="less_motion",
        )
        still.setCheckable(True)
        still.setChecked(window.settings.less_motion)
        language = view.addMenu(self.tr("&Language"))
        self._fill_languages(language)
        view.addSeparator()
        toggle = window.side_dock.toggleViewAction()
        toggle.setText(self.tr("&Controls at the side"))
        toggle.setShortcut("F9")
        view.addAction(toggle)
        add(view, self.tr("&Full screen"), self._full_screen, "F11")

    def _less_motion(self) -> None:
        settings = self._window.settings
        settings.less_motion = not settings.less_motion
        if settings.less_motion:
            self._window.playback.pause()
            self._window.playback.to_end()

    def _fill_languages(self, into: QMenu) -> None:
        """Each by its own name; the system's first."""
        from landscape_app import i18n

        names = {i18n.SYSTEM: self.tr("As the system"), **i18n.languages()}
        made = choices(into, self, list(names.items()), self._window.language_wanted.emit)
        made.get(self._window.settings.language, made[i18n.SYSTEM]).setChecked(True)

    def _fill_pages(self, menu: QMenu) -> None:
        """The tabs below and at the side as they are now; the keys count those below from the left."""
        window = self._window
        if not menu.isEmpty():
            for action, shown in self._paged:
                action.setVisible(shown())
            return
        for i in range(window.below.count()):
            entry = add(menu, window.below.tabText(i), partial(window.below.setCurrentIndex, i), f"Ctrl+{i + 1}")
            self._paged.append((entry, partial(window.below.isTabVisible, i)))
            entry.setVisible(window.below.isTabVisible(i))
        menu.addSeparator()
        for i in range(window.side.count()):
            add(menu, window.side.tabText(i), partial(self._open_side, window.side.widget(i)), f"Ctrl+Shift+{i + 1}")

    def _open_side(self, page: QWidget | None) -> None:
        if page is not None:
            self._window.side_dock.show()
            self._window.side.setCurrentWidget(page)

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
        run.addSeparator()
        tip = self.tr("Draw the map, count the ends, tune, train: what the page below has a button for")
        add(run, self.tr("Start or stop the pa&ge's work"), self._window.start_page, "Ctrl+Return", tip, "start_page")

    def _lesson(self) -> None:
        window, lessons, presenting = self._window, self._window.lessons, self._window.presenting
        lesson = menu(window, self.tr("&Lesson"))
        add(
            lesson, self.tr("&Lessons …"), self.open_lessons, "Ctrl+Shift+L", self.tr("The deck and more, step by step")
        )
        nothing = [
            add(lesson, self.tr("&Next"), lessons.next, "Ctrl+PgDown", name="lesson_next"),
            add(lesson, self.tr("&Back"), lessons.back, "Ctrl+PgUp", name="lesson_back"),
            add(
                lesson, self.tr("This step from its &beginning"), lessons.restart, "Ctrl+Shift+R", name="lesson_restart"
            ),
            add(lesson, self.tr("&Close the lesson"), lessons.close, "Ctrl+W", name="lesson_close"),
        ]
        lesson.addSeparator()
        tip = self.tr("Full screen, large type, controls away; Esc ends it")
        self.present = add(lesson, self.tr("&Present"), presenting.toggle, "F5", tip, name="present")
        add(lesson, self.tr("Presenter's &window"), presenting.show_notes, "Ctrl+Shift+P", name="presenter_window")

        def follow() -> None:
            for action in nothing:
                action.setEnabled(lessons.lesson is not None)

        lessons.changed.connect(follow)
        follow()

    def open_lessons(self) -> None:
        """The lessons to choose from."""
        from landscape_app.lessons import library
        from landscape_app.panels.lesson_list import LessonList

        window = self._window
        entries = library.entries(window.lessons.language)
        chosen: list[tuple[str, bool]] = []
        dialog = LessonList(
            entries, window.lessons.places(entries), window, library.broken(), str(library.own_folder())
        )
        dialog.set_theme(window.themes.theme)
        dialog.chosen.connect(lambda id: chosen.append((id, False)))
        dialog.presented.connect(lambda id: chosen.append((id, True)))
        dialog.file_requested.connect(self.open_lesson_file)
        dialog.exec()
        dialog.deleteLater()
        for id, presented in chosen:
            window.lessons.open(library.find(id, window.lessons.language), present=presented)

    def open_lesson_file(self) -> None:
        """Ask for a lesson of one's own."""
        window = self._window
        kinds = self.tr("Lessons (*.md)")
        name, _ = QFileDialog.getOpenFileName(window, self.tr("Open lesson"), str(Path.home()), kinds)
        if name:
            window.lessons.open(Path(name))

    def _help(self) -> None:
        window = self._window
        help_menu = menu(window, self.tr("&Help"))
        add(
            help_menu, self.tr("&Find anything …"), self.find_anything, "Ctrl+K", self.tr("By its name"), name="palette"
        )
        add(
            help_menu,
            self.tr("What is &this?"),
            window.whats_this.ask,
            "Shift+F1",
            self.tr("Then point at anything: definition, formula, what to try, source"),
            name="whats_this",
        )
        add(
            help_menu,
            self.tr("&Describe what is seen …"),
            self.describe,
            "Ctrl+I",
            self.tr("The picture in words, to be read aloud or copied"),
            name="describe",
        )
        keys = add(help_menu, self.tr("&Keyboard"), self.show_keys, "F1", name="keys")
        keys.setShortcuts([QKeySequence("F1"), QKeySequence("?")])
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
        from landscape_app.commands import entries, key_of, name_of, plain
        from landscape_app.panels.keys_dialog import Group, KeysDialog

        groups: list[Group] = []
        for top in self._window.menuBar().actions():
            inner = top.menu()
            if isinstance(inner, QMenu):
                rows = [(key_of(each), name_of(path, each)) for path, each in entries(inner) if key_of(each)]
                groups.append((plain(inner.title()), rows))
        presenting = [
            (key_of(a), a.text()) for a in self._window.presenting.actions_there if "_answer_" not in a.objectName()
        ]
        groups.append((self.tr("While presenting"), [*presenting, ("1 … 9", self.tr("answer a question"))]))
        groups.append(
            (
                self.tr("On the map and the surface"),
                [
                    (self.tr("drag the ring, ← → ↑ ↓"), self.tr("move the start; with Shift a tenth as far")),
                    (self.tr("drag"), self.tr("orbit, or pan the map; with Shift or the right button: pan")),
                    (self.tr("wheel, + −"), self.tr("zoom")),
                    (self.tr("double click"), self.tr("reset the view")),
                    ("1 2 3 4", self.tr("standard, front, side and top view")),
                    ("L, K", self.tr("log height, names and legend")),
                    (self.tr("Page Up, Page Down"), self.tr("taller, flatter")),
                ],
            )
        )
        groups.append(
            (
                self.tr("In the controls"),
                [
                    ("Tab", self.tr("to the next control")),
                    ("↑ ↓", self.tr("along the runs")),
                    (self.tr("Enter"), self.tr("unfold a run")),
                    ("F2", self.tr("rename a run")),
                    (self.tr("Delete"), self.tr("remove a run")),
                    (self.tr("Esc"), self.tr("back to the picture; out of full screen")),
                ],
            )
        )
        dialog = KeysDialog(groups, self._window)
        dialog.exec()
        dialog.deleteLater()

    def find_anything(self) -> None:
        """The command palette."""
        from landscape_app.commands import commands
        from landscape_app.panels.palette import Palette

        window = self._window
        palette = Palette(commands(window), window)
        palette.set_theme(window.themes.theme)
        palette.exec()
        palette.deleteLater()
        if palette.chosen is not None:
            palette.chosen()

    def describe(self) -> None:
        """The picture in words."""
        from landscape_app.panels.summary_dialog import SummaryDialog
        from landscape_app.summary import described

        window = self._window
        snapshot = window.controller.snapshot
        if snapshot is not None:
            SummaryDialog(described(snapshot, window.playback.head), window).exec()

    def show_about(self) -> None:
        """What this is."""
        text = self.tr("Landscape {version}: optimisation made visible.").format(version=__version__)
        from landscape_app import licences

        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Landscape"))
        box.setIconPixmap(icons.app_icon().pixmap(96, 96))
        box.setText(f"<b>{text}</b>")
        box.setInformativeText(
            self.tr(
                "MIT licence. It rests on Qt for Python, NumPy, SciPy, pyqtgraph, ModernGL, PyAV with FFmpeg and "
                "others, each under its own licence, listed below."
            )
        )
        box.setDetailedText(licences.text())
        box.exec()
