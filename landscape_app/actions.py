"""The menus: every action of the window with its text, shortcut and what it calls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

Shortcut = QKeySequence.StandardKey | str | None


def add(
    menu: QMenu, text: str, called: Callable[[], object], shortcut: Shortcut = None, tip: str = "", name: str = ""
) -> QAction:
    """Add an action that calls ``called`` with no arguments."""
    action = QAction(text, menu)
    if shortcut is not None:
        action.setShortcut(QKeySequence(shortcut))
    if tip:
        action.setToolTip(tip)
        action.setStatusTip(tip)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: called())
    menu.addAction(action)
    return action


def choices(
    menu: QMenu, owner: QObject, options: list[tuple[str, str]], chosen: Callable[[str], object]
) -> dict[str, QAction]:
    """A group of exclusive entries: (key, text) each; returns them by key."""
    group = QActionGroup(owner)
    made: dict[str, QAction] = {}
    for key, text in options:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False, key=key: chosen(key))
        group.addAction(action)
        menu.addAction(action)
        made[key] = action
    return made


def menu(window: QMainWindow, title: str) -> QMenu:
    """A new menu in the window's menu bar."""
    return window.menuBar().addMenu(title)
