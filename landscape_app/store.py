"""The one current Scene: update, undo, redo, and ``changed(old, new)`` for everyone who follows it.

Undo is a list of scenes. Camera and play head belong to the session: they are kept through undo, make nothing
dirty and have a signal of their own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from landscape_app.scene.model import SESSION, CameraState, PageState, PlaybackState, Scene, in_session_of

UNDO_LIMIT = 200


class Store(QObject):
    """Holds the current scene; every change goes through it."""

    changed = Signal(object, object)  # old scene, new scene
    history_changed = Signal()  # can_undo, can_redo or dirty may differ
    session_changed = Signal(object, object)  # old scene, new scene: camera or playback differ, nothing else

    def __init__(self, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._saved: Scene | None = scene
        self._undo: list[Scene] = []
        self._redo: list[Scene] = []
        self._merge: str | None = None  # the key of the last entry, while it may still grow
        self._before: Scene | None = None  # the scene at the outermost begin()
        self._depth = 0
        self._former: Scene | None = None  # the scene before the last entry, or before its taking back

    def twin(self) -> Store:
        """Another store with the same scene and history, whom nobody follows yet."""
        made = Store(self._scene)
        made._saved, made._merge, made._former = self._saved, self._merge, self._former
        made._undo, made._redo = list(self._undo), list(self._redo)
        return made

    @property
    def scene(self) -> Scene:
        """The current scene."""
        return self._scene

    @property
    def former(self) -> Scene | None:
        """The scene that the last change started from: a whole drag, and an undo, are one change. None: no change."""
        return self._before if self._depth else self._former

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to bring back."""
        return bool(self._redo)

    @property
    def dirty(self) -> bool:
        """Whether the scene differs from the one last saved or opened (camera and play head aside)."""
        return self._scene != self._saved

    def update(self, scene: Scene, *, merge: str | None = None) -> None:
        """Make ``scene`` the current one; equal scenes are no change.

        Updates in a row with one ``merge`` key (one slider) are one undo entry, until :meth:`seal` or another change.
        The camera and the play head stay as they are in the store.
        """
        old = self._scene
        if scene == old:
            return
        if self._depth == 0:
            if merge is None or merge != self._merge:
                self._push(old)
            self._merge = merge
            self._redo.clear()
        self._scene = in_session_of(old, scene)
        if self._depth == 0 and merge is not None and self._undo and self._undo[-1] == self._scene:
            self._undo.pop()  # the slider came back to where it was: nothing to take back
            self._merge = None
        self.changed.emit(old, self._scene)
        self.history_changed.emit()

    def seal(self) -> None:
        """The next update starts an undo entry of its own (a slider was let go)."""
        self._merge = None

    def begin(self) -> None:
        """All updates until the matching :meth:`end` are one undo entry; calls may nest."""
        if self._depth == 0:
            self._before = self._scene
            self._merge = None
        self._depth += 1

    def end(self) -> None:
        """Close what :meth:`begin` opened."""
        if self._depth == 0:
            raise RuntimeError("Store.end() without begin()")
        self._depth -= 1
        if self._depth:
            return
        before, self._before = self._before, None
        if before is not None and before != self._scene:
            self._push(before)
            self._redo.clear()
            self.history_changed.emit()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """``begin()`` and ``end()`` as a block; what was changed before an exception stays, as one entry."""
        self.begin()
        try:
            yield
        finally:
            self.end()

    def undo(self) -> None:
        """Take the last entry back; nothing happens during a drag or where there is none."""
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        """Bring the last entry taken back, back."""
        self._travel(self._redo, self._undo)

    def set_camera(self, camera: CameraState) -> None:
        """Move the camera: no undo entry, nothing dirty."""
        self._session(replace(self._scene, camera=camera))

    def set_playback(self, playback: PlaybackState) -> None:
        """Keep the play head: no undo entry, nothing dirty."""
        self._session(replace(self._scene, playback=playback))

    def set_page(self, page: PageState) -> None:
        """Keep which page is open: no undo entry, nothing dirty."""
        self._session(replace(self._scene, page=page))

    def mark_saved(self) -> None:
        """The current scene is on disk."""
        self._saved = self._scene
        self._merge = None
        self.history_changed.emit()

    def reset(self, scene: Scene, *, saved: bool = True) -> None:
        """Open another scene, with its own camera and play head: the history starts anew.

        ``saved=False`` says that it stands in no file yet.
        """
        old = self._scene
        self._undo.clear()
        self._redo.clear()
        self._merge = self._before = self._former = None
        self._depth = 0
        self._scene = scene
        self._saved = scene if saved else None
        self.changed.emit(old, scene)
        if _session_of(old) != _session_of(scene):
            self.session_changed.emit(old, scene)
        self.history_changed.emit()

    def _push(self, scene: Scene) -> None:
        self._former = scene
        self._undo.append(scene)
        del self._undo[:-UNDO_LIMIT]

    def _travel(self, source: list[Scene], target: list[Scene]) -> None:
        if self._depth or not source:
            return
        self._former = old = self._scene
        target.append(old)
        self._scene = in_session_of(old, source.pop())
        self._merge = None
        self.changed.emit(old, self._scene)
        self.history_changed.emit()

    def _session(self, scene: Scene) -> None:
        old = self._scene
        if _session_of(old) == _session_of(scene):
            return
        self._scene = scene
        self.session_changed.emit(old, scene)


def _session_of(scene: Scene) -> tuple[object, ...]:
    return tuple(getattr(scene, name) for name in SESSION)
