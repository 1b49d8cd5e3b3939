"""Builds and wires the parts; does not start the event loop (``main`` does), so tests can."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from landscape_app import __version__, assets_store, crashlog, given, i18n, icons, style
from landscape_app.runner import Runner
from landscape_app.scene import codec
from landscape_app.scene.presets import id_of, presets
from landscape_app.settings import Settings
from landscape_app.store import Store
from landscape_app.window import Window

SWITCH_INTERVAL = 5e-4  # s: a busy worker thread hands the interpreter lock over this often


def application(argv: list[str] | None = None, lang: str = "") -> QApplication:
    """The QApplication, made if there is none, with the bundled fonts known; in the language ``lang``, a code, or in
    that of the settings.
    """
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(argv or sys.argv[:1])
    app.setApplicationName("Landscape")
    app.setOrganizationName("Landscape")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(icons.app_icon())
    style.add_fonts()
    i18n.install(lang or i18n.chosen(Settings().language))
    return app


def build(scene_path: Path | None = None) -> Window:
    """The window with the scene of ``scene_path`` (None: the opening preset); needs ``application()`` before.

    A file of values is the surface of the opening preset. Raises SceneError where the file is no scene.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    opening = presets()[0].path
    if scene_path is not None and scene_path.suffix.lower() in assets_store.SUFFIXES:
        window = build()
        window.documents.open_data(scene_path)
        return window
    if scene_path is not None and given.is_code(scene_path):
        scene, scene_path, coded = given.load(scene_path), None, True
    else:
        scene, coded = codec.load(scene_path or opening), False
    store = Store(scene)
    window = Window(store, Runner(), Settings())
    window.documents.path = scene_path
    if scene_path is not None and scene_path.parent != opening.parent:
        window.settings.add_recent(scene_path)
    elif scene_path is not None:
        window.documents.path = None
    if scene_path is None or scene_path.parent == opening.parent:
        window.documents.preset = id_of(scene_path or opening) if not coded else ""
        window.show_title_line()
    window.first_painted.connect(window.plots.begin)
    return window


def shutdown(window: Window) -> None:
    """Close, delete and drain, in the order that Qt survives."""
    window.shutdown()
    window.close()
    window.deleteLater()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


class Uncaught:
    """Shows an exception that no one caught, remembers that there was one, and logs it."""

    def __init__(self) -> None:
        self.count = 0
        self.window: Window | None = None  # whose scene is kept before anything is said

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.count += 1
        path = crashlog.record(error)
        sys.stderr.write(crashlog.message(error, path) + "\n")
        if self.count == 1 and not issubclass(kind, KeyboardInterrupt):
            from landscape_app.panels.error_dialog import ErrorDialog

            if self.window is not None:
                self.window.autosave.save_at_once()
            kept = self.window.autosave.words() if self.window is not None else ""
            ErrorDialog.show_exception(error, None, path, kept)


class Program:
    """The one window there is; where the language changes, another takes its place, with the scene and its history."""

    def __init__(self, window: Window, uncaught: Uncaught | None = None) -> None:
        self._uncaught = uncaught
        self.window = window
        self._follow(window)

    def speak(self, choice: str) -> None:
        """Open the window anew in the language ``choice`` ("system" or a code), and remember it."""
        old = self.window
        old.settings.language = choice
        code = i18n.chosen(choice)
        if code == i18n.language():
            return
        i18n.install(code)
        old.presenting.end()
        self.window = rebuilt(old)
        self._follow(self.window)
        old.hide()
        shutdown(old)

    def _follow(self, window: Window) -> None:
        if self._uncaught is not None:
            self._uncaught.window = window
        # Queued: the menu that asked must be closed before its window goes.
        window.language_wanted.connect(self.speak, Qt.ConnectionType.QueuedConnection)
        window.first_painted.connect(window.autosave.begin)


def rebuilt(old: Window) -> Window:
    """A window like ``old``: same scene and history, file, place in the lesson, step, size and pages."""
    lesson, step = old.lessons.place
    loose, old.documents.loose = old.documents.loose, True  # it is not left: nobody is asked
    old.save_layout()
    old.playback.pause()
    below, side, head = old.below.currentIndex(), old.side.currentIndex(), old.playback.head
    old.autosave.shutdown()
    window = Window(old.store.twin(), Runner(), old.settings)
    window.documents.path, window.documents.loose = old.documents.path, loose
    window.restoreGeometry(old.saveGeometry())
    window.first_painted.connect(window.plots.begin)
    window.show()
    window.below.setCurrentIndex(below)
    if lesson:
        window.lessons.open(_in_language(Path(lesson)), step)
    else:
        window.side.setCurrentIndex(side)
        window.playback.seek(head)
    return window


def _in_language(path: Path) -> Path:
    """The same lesson in the language spoken now, where there is that."""
    from landscape_app.lessons import library

    wanted = path.with_name(f"{path.name.split('.')[0]}.{i18n.language()}{library.SUFFIX}")
    return wanted if wanted in library.siblings(path) else path


def main(scene_path: Path | None = None, lesson: str | None = None, *, present: bool = False, lang: str = "") -> int:
    """Open the window and run until it is closed; 0, or 1 if an exception went uncaught.

    ``lesson``, a file or the id of a lesson, is opened in it; ``present``: full screen, for a class; ``lang``: the code
    of a language, in place of the settings' own.
    """
    app = application(lang=lang)
    uncaught = Uncaught()
    sys.excepthook = uncaught
    window = build(scene_path)
    program = Program(window, uncaught)
    window.show()
    if lesson is not None:
        from landscape_app.lessons import library

        window.lessons.open(library.find(lesson, i18n.language()), present=present)
    elif present:
        window.presenting.begin()
    else:
        window.play_when_ready()
    code = app.exec()
    shutdown(program.window)
    return code or (1 if uncaught.count else 0)
