"""Keeps the current scene for the case of a crash, and offers what a crash before has left.

Two seconds after the last change the scene is written by a worker thread to a file of this process's own (see
:mod:`landscape_app.autosave_files`); a proper exit removes it. The GUI thread only takes a snapshot, 0.1 ms.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDateTime, QLocale, QStandardPaths, QTimer, Signal

from core.words import CoreError, said
from landscape_app import autosave_files
from landscape_app.autosave_files import Claim, Kept
from landscape_app.working import Working

if TYPE_CHECKING:
    from landscape_app.window import Window

WAIT = 2.0  # s from the last change
LONGEST = 20.0  # s from the first change: who never pauses is kept too


def autosave_folder() -> Path:
    """Where this system keeps a program's own data."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / "autosave"


class Autosave(Working):
    """Nothing is kept or offered before :meth:`begin`."""

    offered = Signal(object)  # the Kept that may be restored now, or None
    refused = Signal(str)  # one sentence, once

    def __init__(self, window: Window, root: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._root = root
        self._claim: Claim | None = None
        self._found: list[tuple[Claim, Kept]] = []
        self._adopted: list[Claim] = []  # restored, and not yet kept again by this process
        self._opening = window.store.scene
        self._resumed: Kept | None = None  # its lesson is being read
        self._told = False
        self._since: float | None = None  # when the first change was that is not kept yet
        self.saved_at: float | None = None  # seconds since the epoch
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    def begin(self) -> None:
        """Keep what changes from now on, and look for what was left behind."""
        self._root = self._root or autosave_folder()
        try:
            self._claim = autosave_files.claim(self._root)
        except (CoreError, OSError) as error:
            self._tell(error)
            return
        window, root = self._window, self._root
        self._opening = window.store.scene
        for signal in (window.store.changed, window.store.session_changed, window.documents.path_changed,
                       window.documents.saved, window.lessons.changed, window.playback.playing_changed):  # fmt: skip
            signal.connect(self._on_change)
        window.lessons.changed.connect(self._on_lesson)
        self._start("find", lambda: autosave_files.left_behind(root))

    def shutdown(self) -> None:
        """A proper exit: nothing needs to be kept; what was offered and not answered is offered again."""
        self._timer.stop()
        super().shutdown()
        for claim in self._adopted:
            claim.remove()
        for claim, _ in self._found:
            claim.release()
        if self._claim is not None:
            self._claim.remove()
        self._claim, self._adopted, self._found = None, [], []

    # keeping

    def save(self) -> None:
        """Keep the scene as it is now; the worker writes."""
        self._timer.stop()
        self._since = None
        claim, kept = self._claim, self._present()
        if claim is not None:
            self._start("save", lambda: _written(claim, kept))

    def save_at_once(self) -> None:
        """Keep the scene before this call is over, as well as may be: something has gone wrong."""
        claim = self._claim
        try:
            kept = self._present()
            if claim is not None and kept is not None:
                claim.write(kept)
                self.saved_at = kept.at
        except (CoreError, OSError, RuntimeError):  # RuntimeError: the window has gone
            pass

    def words(self) -> str:
        """What is kept, as a sentence; "" where nothing is."""
        if self.saved_at is None:
            return ""
        return self.tr(
            "Your scene is kept as it was at {time}: if Landscape ends now, the next start offers it."
        ).format(time=_time(self.saved_at))

    def _on_change(self) -> None:
        now = time.monotonic()
        self._since = self._since if self._since is not None else now
        self._timer.start(round(1000 * max(0.0, min(WAIT, self._since + LONGEST - now))))

    def _present(self) -> Kept | None:
        """The scene and what belongs to it; None where it is the one that the window opened with."""
        window = self._window
        scene, place = window.present_scene(), window.lessons.place
        if scene == self._opening and not any(place):
            return None
        dirty = window.store.dirty and not window.documents.loose
        return Kept(scene, window.documents.path, dirty, place, time.time())

    # offering

    @property
    def offer(self) -> Kept | None:
        """What may be restored now, the newest first."""
        return self._found[0][1] if self._found else None

    def offer_words(self, kept: Kept) -> str:
        """The offer, as a sentence."""
        title = kept.path.name if kept.path is not None else said(kept.scene.title) or self.tr("Untitled")
        words = self.tr("Landscape did not end as it should. “{title}” was kept as it was at {time}.")
        return words.format(title=title, time=_time(kept.at))

    def restore(self) -> None:
        """Show the scene that is offered, after asking about unsaved changes, with its file and what was unsaved."""
        documents = self._window.documents
        if not self._found or not documents.may_leave():
            return
        claim, kept = self._found.pop(0)
        self._adopted.append(claim)
        if kept.lesson[0] and Path(kept.lesson[0]).is_file():
            documents.restore(kept.scene, None, dirty=False)
            self._resumed = kept
            self._window.lessons.open(Path(kept.lesson[0]), kept.lesson[1])
        else:
            documents.restore(kept.scene, kept.path, dirty=kept.dirty)
        self.save()
        self._next()

    def _on_lesson(self) -> None:
        """The lesson is back with the step's own scene: then comes what was made of it."""
        kept = self._resumed
        if kept is not None and self._window.lessons.place == kept.lesson:
            self._resumed = None
            self._window.store.update(kept.scene)

    def discard(self) -> None:
        """Remove what is offered."""
        if self._found:
            self._found.pop(0)[0].remove()
        self._next()

    def _next(self) -> None:
        """Offer the next one that is not what the window shows anyway."""
        while self._found and self._found[0][1].scene == self._window.store.scene and not any(self._found[0][1].lesson):
            self._found.pop(0)[0].remove()
        self.offered.emit(self.offer)

    # the worker's answers

    def _on_produced(self, lane: str, items: list[Any]) -> None:
        if lane == "find":
            self._found += items
        else:
            self.saved_at = items[-1] or None

    def _on_finished(self, lane: str) -> None:
        if lane == "find":
            self._next()
            return
        for claim in self._adopted:
            claim.remove()
        self._adopted = []

    def _on_failed(self, lane: str, error: Exception) -> None:
        """Disk full, folder gone: told once, and nobody is kept from working."""
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self.refused.emit(self.tr("The scene is not kept for the case of a crash: {reason}").format(reason=error))


def _written(claim: Claim, kept: Kept | None) -> Iterator[float]:
    """Write, and yield when; 0 where there is nothing to keep."""
    if kept is None:
        claim.forget()
        yield 0.0
    else:
        claim.write(kept)
        yield kept.at


def _time(at: float) -> str:
    """The time of day; with the date, if it is another day's."""
    moment, short = QDateTime.fromSecsSinceEpoch(int(at)), QLocale.FormatType.ShortFormat
    if moment.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(moment.time(), short)
    return QLocale().toString(moment, short)
