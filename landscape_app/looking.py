"""Keeps what is laid over the picture up to date: long work in a thread of its own, shapes with every frame."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.arrays import Array
from landscape_app.results import Snapshot
from landscape_app.scene.lens import Lens
from landscape_app.scene.model import Scene
from landscape_app.shapes import Overlay
from landscape_app.theme import LIGHT, Theme
from landscape_app.working import Working

_NOTHING = Lens()
_SPEAKING = ("network", "own")  # surfaces with something to show that nobody must ask for


class Looking(Working):
    """``changed(overlay)`` whenever other shapes are to be drawn; ``data_changed(name, data)`` as a lens computes.

    Data are of the snapshot shown: when what they depend on changes, they are dropped at once.
    """

    changed = Signal(object)
    data_changed = Signal(str, object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._theme = LIGHT
        self._ghost: Snapshot | None = None
        self._cursor: tuple[float, float] | None = None
        self._networks: tuple[tuple[str, Array], ...] = ()
        self._guesses: tuple[tuple[float, float], ...] = ()
        self._guessed: tuple[float, ...] | None = None
        self._keys: dict[str, Hashable] = {}
        self._data: dict[str, Any] = {}
        self._busy: set[str] = set()
        self.overlay: Overlay = ()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """Another scene, or more of its results."""
        self._snapshot = snapshot
        self._prepare(snapshot)
        self._draw()

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        self._head = head
        self._draw()

    def set_ghost(self, ghost: Snapshot | None) -> None:
        """The race as it was before the last change."""
        self._ghost = ghost
        self._draw()

    def set_cursor(self, at: tuple[float, float] | None) -> None:
        """Where the pointer is on the plane; None where it is not."""
        if at != self._cursor:
            self._cursor = at
            self._draw()

    def set_networks(self, networks: tuple[tuple[str, Array], ...]) -> None:
        """The weight vectors that a page below shows, each with its colour."""
        if networks or self._networks:
            self._networks = networks
            self._draw()

    def set_guesses(self, guesses: tuple[tuple[float, float], ...], at: tuple[float, ...] | None) -> None:
        """Where a run was said to end, and where it ended; None as long as that is not told."""
        if (guesses, at) != (self._guesses, self._guessed):
            self._guesses, self._guessed = guesses, at
            self._draw()

    def set_theme(self, theme: Theme) -> None:
        """The colours drawn with."""
        self._theme = theme
        self._draw()

    def data(self, name: str) -> Any:
        """What that lens has computed so far, None where it has not."""
        return self._data.get(name)

    def _prepare(self, snapshot: Snapshot) -> None:
        scene = snapshot.scene
        keys: dict[str, Hashable] = {}
        if _asks(scene):
            from landscape_app.lenses.every import wanted

            lenses = {lens.name: lens for lens in wanted(scene)}
            keys = {name: key for name, lens in lenses.items() if (key := lens.key(scene)) is not None}
        for name in [n for n in self._keys if self._keys[n] != keys.get(n)]:
            del self._keys[name]
            self._set_busy(name, False)
            self._cancel(name)
            if self._data.pop(name, None) is not None:
                self.data_changed.emit(name, None)
        for name, key in keys.items():
            if name not in self._keys:
                self._keys[name] = key
                self._set_busy(name, True)
                lens = lenses[name]
                self._start(name, lambda lens=lens: lens.prepare(scene))  # type: ignore[misc]

    def _on_produced(self, lane: str, items: list[Any]) -> None:
        self._data[lane] = items[-1]
        self.data_changed.emit(lane, items[-1])
        self._draw()

    def _on_finished(self, lane: str) -> None:
        self._set_busy(lane, False)

    def _set_busy(self, name: str, busy: bool) -> None:
        before = bool(self._busy)
        (self._busy.add if busy else self._busy.discard)(name)
        if bool(self._busy) != before:
            self.busy_changed.emit(bool(self._busy))

    def _draw(self) -> None:
        shapes: Overlay = ()
        if self._snapshot is not None and _asks(self._snapshot.scene):
            from landscape_app.lenses.base import Look
            from landscape_app.lenses.every import overlay

            look = Look(self._snapshot, self._head, self._theme, self._ghost, self._cursor, self._networks)
            shapes = overlay(look, self._data)
        if self._guesses:
            from landscape_app.lenses.guesses import guessed

            shapes = (*shapes, *guessed(self._guesses, self._guessed, self._theme))
        if shapes or self.overlay:
            self.overlay = shapes
            self.changed.emit(shapes)


def _asks(scene: Scene) -> bool:
    """Whether any lens may have something to draw; the lenses are imported only then."""
    return scene.lens != _NOTHING or scene.objective.group in _SPEAKING
