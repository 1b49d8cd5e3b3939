"""Presenting: full screen, controls away, letters and lines for the last row, and the keys of a clicker.

Knows the window and puts everything back as it was. With a lesson open, next and back go through its beats; without
one, through the steps of the race.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QScreen
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QWidget

from landscape_app.views.blackboard import INKS, Blackboard

if TYPE_CHECKING:
    from landscape_app.lesson_session import LessonSession
    from landscape_app.panels.presenter_window import PresenterWindow
    from landscape_app.window import Window

THEMES = ("projector", "projector_black")
POINTS = 17.0  # of letters on a screen of LINES lines: ticks are 20 px, the caption 30
SQUARE, LINES = 1024, 768  # the smallest projector
CAPTION = 1.36  # times the letters around it
COLUMN = 0.36  # of the width, for the lesson's words
BAND = (0.34, 0.54)  # of the height, where the screen is not wide: as little as they need, and at most
WIDE = 1.5  # width over height from which the words stand in a column


@dataclass(frozen=True)
class Layout:
    """How the window was before."""

    full_screen: bool
    maximised: bool
    shown: tuple[tuple[QWidget, bool], ...]
    state: bytes
    rows: list[int]
    views: bytes


class Presenting(QObject):
    """``changed(on)`` as it begins and ends."""

    changed = Signal(bool)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._before: Layout | None = None
        self._notes: PresenterWindow | None = None
        self.theme = THEMES[0]
        self.board = Blackboard(window)
        self.dock = QDockWidget(self.tr("Lesson on the wall"), window)
        self.dock.setObjectName("lesson_dock")
        self.dock.setTitleBarWidget(QWidget())
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(30)  # the words have been laid out by then
        self._fitting.timeout.connect(self._fit_band)
        self.actions_there = tuple(self._made_actions())
        self._enable()
        QApplication.instance().focusChanged.connect(self._keep_keys)  # type: ignore[union-attr]
        window.lessons.changed.connect(self._follow)
        window.store.changed.connect(lambda *_: self._follow())

    @property
    def on(self) -> bool:
        """Whether a presentation is going on."""
        return self._before is not None

    @property
    def _lessons(self) -> LessonSession:
        return self._window.lessons

    # begin and end

    def begin(self) -> None:
        """Present what is open: the lesson from its present step, else the scene."""
        if self.on:
            return
        window = self._window
        away = (window.menuBar(), window.side_dock, window.statusBar(), window.timeline, window.below.tabBar())
        shown = tuple((widget, not widget.isHidden()) for widget in (*away, window.below, window.caption))
        self._before = Layout(
            window.isFullScreen(),
            window.isMaximized(),
            shown,
            bytes(window.saveState().data()),
            window.rows.sizes(),
            bytes(window.views.saveState().data()),
        )
        for widget in away:
            widget.hide()
        screen = self._wall()
        window.views.setHandleWidth(0)
        window.view3d.tools.hide()
        window.network.set_bare(True)
        window.setFocus()
        self._place_lesson()
        if screen is not window.screen():
            window.windowHandle().setScreen(screen)
            window.move(screen.geometry().topLeft())
        window.showFullScreen()
        self._dress()
        self._enable()
        self._follow()
        if self._lessons.lesson is not None and len(QGuiApplication.screens()) > 1:
            self.show_notes()
        self.changed.emit(True)
        if self._lessons.lesson is None:
            window.playback.to_start()
            window.play_when_ready()

    def end(self) -> None:
        """Back to the window as it was."""
        if self._before is None:
            return
        window, before, self._before = self._window, self._before, None
        self.board.clear()
        self.close_notes()
        self.dock.hide()
        self._lessons.take_home()
        window.themes.end_presenting()
        window.caption.setStyleSheet("")
        window.view3d.tools.show()
        window.network.set_bare(False)
        if before.full_screen:
            window.showFullScreen()
        elif before.maximised:
            window.showMaximized()
        else:
            window.showNormal()
        window.restoreState(before.state)
        for widget, shown in before.shown:
            widget.setVisible(shown)
        window.views.restoreState(before.views)
        window.rows.setSizes(before.rows)
        window.show_title_line()
        self._enable()
        self.changed.emit(False)

    def toggle(self) -> None:
        """Begin or end."""
        if self.on:
            self.end()
        else:
            self.begin()

    def _wall(self) -> QScreen:
        """The screen that the class sees: the second, where there is one."""
        screens, primary = QGuiApplication.screens(), QGuiApplication.primaryScreen()
        others = [screen for screen in screens if screen is not primary]
        return others[0] if others else self._window.screen()

    def _dress(self) -> None:
        size = self._wall().size()
        window, points = self._window, POINTS * max(0.75, min(size.height() / LINES, size.width() / SQUARE))
        window.themes.present(self.theme, points)
        window.caption.setStyleSheet(f"font-size: {CAPTION * window.themes.theme.font_size:g}pt;")

    def resized(self) -> None:
        """The window has another size: the words stand where there is room for them."""
        if self.on:
            self._place_lesson()

    # layout

    def _place_lesson(self) -> None:
        window = self._window
        if self._lessons.lesson is None:
            self.dock.hide()
            return
        panel = self._lessons.panel
        size = self._wall().size()
        wide = size.width() >= WIDE * size.height()
        area = Qt.DockWidgetArea.RightDockWidgetArea if wide else Qt.DockWidgetArea.BottomDockWidgetArea
        if window.dockWidgetArea(self.dock) != area:
            window.addDockWidget(area, self.dock)
        self._lessons.take_out()
        self.dock.setWidget(panel)
        panel.set_presented(True, wide=wide)
        self.dock.show()
        panel.show()
        if wide:
            window.resizeDocks([self.dock], [round(COLUMN * size.width())], Qt.Orientation.Horizontal)
        else:
            self._fit_band()

    def _fit_band(self) -> None:
        """A band below the picture as high as the words need."""
        size = self._wall().size()
        if self._before is None or not self.dock.isVisible() or size.width() >= WIDE * size.height():
            return
        least, most = (share * size.height() for share in BAND)
        if self._window.below.isVisible():
            most = min(most, 0.44 * size.height())  # three rows: none may starve
        wanted = round(min(most, max(least, self._lessons.panel.wanted_height)))
        self._window.resizeDocks([self.dock], [wanted], Qt.Orientation.Vertical)

    def _scroll(self, pages: float) -> None:
        if self._lessons.lesson is not None:
            self._lessons.panel.scroll_words(pages)

    def _follow(self) -> None:
        """What is seen beside the picture: the page that the scene opens, unless it would tell the answer."""
        if not self.on:
            return
        window, lessons = self._window, self._lessons
        scene = window.store.scene
        if lessons.lesson is not None and self.dock.widget() is None:
            self._place_lesson()
        elif lessons.lesson is None:
            self.dock.hide()
        window.below.setVisible(bool(scene.page.below) and not lessons.asking)
        self._fitting.start()
        window.caption.setVisible(lessons.lesson is None and bool(scene.title or scene.caption))
        self._enable()

    def toggle_below(self) -> None:
        """The page below, or the picture alone."""
        below = self._window.below
        below.setVisible(below.isHidden() and not self._lessons.asking)

    def toggle_timeline(self) -> None:
        """The timeline, for a lecturer who wants to scrub."""
        self._window.timeline.setVisible(self._window.timeline.isHidden())

    def swap_theme(self) -> None:
        """White, or black."""
        self.theme = THEMES[1 - THEMES.index(self.theme)]
        if self.on:
            self._dress()

    # notes

    def show_notes(self) -> None:
        """The presenter's window, on the screen that the class does not see."""
        from landscape_app.panels.presenter_window import PresenterWindow

        if self._notes is None:
            self._notes = PresenterWindow(self._window)
            self._notes.next_requested.connect(self._lessons.next)
            self._notes.back_requested.connect(self._lessons.back)
            self._notes.show_step(self._lessons)
            self._notes.set_theme(self._window.themes.theme)
            self._notes.closed.connect(self._forget_notes)
            for action in self.actions_there:
                self._notes.addAction(action)
        screens, wall = QGuiApplication.screens(), self._wall()
        others = [screen for screen in screens if screen is not wall]
        if others:
            self._notes.setGeometry(others[0].availableGeometry())
        self._notes.show()
        self._notes.raise_()

    def close_notes(self) -> None:
        """No presenter's window any more."""
        if self._notes is not None:
            self._notes.close()

    def _forget_notes(self) -> None:
        self._notes = None

    @property
    def notes(self) -> PresenterWindow | None:
        """The presenter's window, while it is open."""
        return self._notes

    # keys

    def _made_actions(self) -> list[QAction]:
        board, playback, lessons = self.board, self._window.playback, self._lessons
        table: list[tuple[str, str, tuple[str, ...], Callable[[], object]]] = [
            ("present_next", self.tr("Next"), ("PgDown", "Right", "Down", "N", "Return", "Enter"), self.next),
            ("present_back", self.tr("Back"), ("PgUp", "Left", "Up", "P", "Backspace"), self.back),
            ("present_play", self.tr("Play or pause"), ("Space",), playback.toggle),
            ("present_black", self.tr("Black screen"), (".", "B"), lambda: board.set_cover("#000000")),
            ("present_white", self.tr("White screen"), (",", "W"), lambda: board.set_cover("#ffffff")),
            ("present_laser", self.tr("Laser ring"), ("L",), lambda: board.take("laser")),
            ("present_spotlight", self.tr("Spotlight"), ("S",), lambda: board.take("spotlight")),
            ("present_freeze", self.tr("Freeze the picture"), ("F",), board.freeze),
            ("present_draw", self.tr("Draw on the picture"), ("D",), lambda: board.take("pen")),
            ("present_ink", self.tr("Next colour of the pen"), ("Shift+D",), self._next_ink),
            ("present_unline", self.tr("Take the last line back"), ("U",), board.take_back),
            ("present_wipe", self.tr("Wipe what was drawn"), ("E", "Del"), board.wipe),
            ("present_below", self.tr("Page below, or the picture alone"), ("C",), self.toggle_below),
            ("present_timeline", self.tr("Timeline"), ("T",), self.toggle_timeline),
            ("present_start", self.tr("Start or stop the page's work"), ("G",), self._window.start_page),
            ("present_theme", self.tr("White or black"), ("X",), self.swap_theme),
            ("present_restart", self.tr("This step from its beginning"), ("R",), lessons.restart),
            ("present_hands", self.tr("A show of hands"), ("H",), lessons.toggle_hands),
            ("present_slide", self.tr("The slide's own words"), ("O",), lessons.toggle_slide),
            ("present_words_down", self.tr("Words further down"), ("Shift+Down", "J"), lambda: self._scroll(0.6)),
            ("present_words_up", self.tr("Words further up"), ("Shift+Up", "K"), lambda: self._scroll(-0.6)),
            ("present_notes", self.tr("Presenter's window"), ("Ctrl+Shift+P",), self.show_notes),
        ]
        made = []
        for name, text, keys, called in table:
            action = QAction(text, self)
            action.setObjectName(name)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.triggered.connect(lambda _checked=False, called=called: called())
            self._window.addAction(action)
            made.append(action)
        for number in range(1, 10):
            action = QAction(self.tr("Answer {number}").format(number=number), self)
            action.setObjectName(f"present_answer_{number}")
            action.setShortcut(QKeySequence(str(number)))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.triggered.connect(lambda _checked=False, number=number: lessons.choose(number - 1))
            self._window.addAction(action)
            made.append(action)
        return made

    def _enable(self) -> None:
        for action in self.actions_there:
            answer = action.objectName().startswith("present_answer_")
            action.setEnabled(self.on and (not answer or self._lessons.asking))

    def next(self) -> None:
        """The lesson's next beat, but first the rest of a question that is not wholly seen; without a lesson the next
        step of the race.
        """
        if self.board.cover:
            self.board.set_cover("")
        elif self._lessons.lesson is None:
            self._window.playback.step(1)
        elif self._lessons.asking and self._lessons.panel.bring_question():
            pass
        elif self._lessons.next():
            self.board.wipe()

    def back(self) -> None:
        """The lesson's beat before; without a lesson the step of the race before."""
        if self.board.cover:
            self.board.set_cover("")
        elif self._lessons.lesson is None:
            self._window.playback.step(-1)
        elif self._lessons.back():
            self.board.wipe()

    def step_out(self) -> None:
        """Esc: what is laid over the picture goes first, then the presentation ends."""
        if not self.board.put_away():
            self.end()

    def _next_ink(self) -> None:
        board = self.board
        board.set_ink(INKS[(INKS.index(board.ink) + 1) % len(INKS)])

    def _keep_keys(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A view that was clicked must not keep the arrow keys from the clicker."""
        if self.on and now is not None and self._window.stage.isAncestorOf(now) and not isinstance(now, QLineEdit):
            self._window.setFocus()

    def shutdown(self) -> None:
        """Close what stands beside the window."""
        self.close_notes()
