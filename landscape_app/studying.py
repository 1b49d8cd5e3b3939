"""Runs the study behind the page that somebody looks at; drops what has become stale."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.objectives.network_slice import NetworkSlice
from landscape_app.studies.base import Study
from landscape_app.working import Working

_MOST_KEPT = 12


class Studying(Working):
    """``changed(name, found)`` as a study finds more, with None where it has become another's; ``busy_changed(name,
    busy)``. A study begins when its page is looked at, or when it is started where it is ``by_hand``.
    """

    changed = Signal(str, object)
    busy_changed = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._objective: NetworkSlice | None = None
        self._name = ""  # of the study looked at
        self._working: dict[str, Hashable] = {}
        self._shown: dict[str, Hashable] = {}
        self._found: dict[str, Any] = {}  # what is shown
        self._kept: dict[tuple[str, Hashable], Any] = {}  # whole findings

    def want(self, name: str) -> None:
        """Somebody looks at that study's page; "" where at none."""
        self._name = name
        self._follow()

    def set_objective(self, objective: NetworkSlice | None) -> None:
        """The slice shown; None where there is none, or its network is not trained yet."""
        self._objective = objective
        self._follow()

    def start(self, name: str, amount: int = 0) -> None:
        """Begin a study now, or go on to ``amount`` with what is shown of it."""
        study = self._study(name)
        if study is None or self._objective is None or study.why_not(self._objective):
            return
        objective = self._objective
        self._working[name] = key = study.key(objective)
        known = self._found.get(name) if self._shown.get(name) == key else None
        self._start(name, lambda: study.more(objective, amount, known))
        self.busy_changed.emit(name, True)

    def cancel(self, name: str) -> None:
        """Stop where it is; what is found stays."""
        if self._working.pop(name, None) is not None:
            self._cancel(name)
            self.busy_changed.emit(name, False)

    def _study(self, name: str) -> Study | None:
        if not name:
            return None
        from landscape_app.studies.every import EVERY

        return EVERY.get(name)

    def _follow(self) -> None:
        """What is under way or shown for something else is dropped; the study looked at begins."""
        objective = self._objective
        for name in [*self._working, *(n for n in self._shown if n not in self._working)]:
            study = self._study(name)
            key = study.key(objective) if study is not None and objective is not None else None
            if name in self._working and self._working[name] != key:
                self.cancel(name)
            if name in self._shown and self._shown[name] != key:
                del self._shown[name], self._found[name]
                self.changed.emit(name, None)
        study = self._study(self._name)
        if study is None or objective is None or study.why_not(objective):
            return
        key = study.key(objective)
        if self._shown.get(study.name) == key or study.name in self._working:
            return
        if (study.name, key) in self._kept:
            self._shown[study.name] = key
            self._found[study.name] = self._kept[study.name, key]
            self.changed.emit(study.name, self._kept[study.name, key])
        elif not study.by_hand:
            self.start(study.name)

    def _on_produced(self, lane: str, items: list[Any]) -> None:
        name = lane
        key, found = self._working[name], items[-1]
        self._shown[name], self._found[name] = key, found
        if found.share >= 1:
            self._kept[name, key] = found
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        self.changed.emit(name, found)

    def _on_finished(self, lane: str) -> None:
        self._working.pop(lane, None)
        self.busy_changed.emit(lane, False)
