"""The command palette: type a part of a name, Enter does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.words import said
from landscape_app.finding import Command, found
from landscape_app.theme import LIGHT, Theme

_WIDTH, _HEIGHT = 640, 420  # pixels at 10 points


class Palette(QDialog):
    """``exec`` returns once something is chosen or Esc is pressed; ``chosen`` is what to run, or None."""

    def __init__(self, commands: list[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find anything"))
        self._commands = commands
        self._shown: list[Command] = []
        self._theme = LIGHT
        self.chosen: Callable[[], object] | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("A command, a scene, a method, a surface, a lesson …"))
        self.search.setAccessibleName(self.tr("Find anything"))
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._take)
        self.search.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemClicked.connect(lambda *_: self._take())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Colours, and room for the theme's letters."""
        self._theme = theme
        scale = min(1.6, theme.font_size / LIGHT.font_size)
        self.resize(round(_WIDTH * scale), round(_HEIGHT * scale))
        self._fill()

    @property
    def shown(self) -> tuple[Command, ...]:
        """What stands in the list, from the top."""
        return tuple(self._shown)

    def _fill(self) -> None:
        self._shown = found(self._commands, self.search.text())
        self.list.clear()
        for command in self._shown:
            item = QTreeWidgetItem([command.text, said(command.kind), command.key])
            for column in (1, 2):
                item.setForeground(column, QColor(self._theme.muted))
            self.list.addTopLevelItem(item)
        self._go(0)

    @property
    def _row(self) -> int:
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item is not None else -1

    def _go(self, row: int) -> None:
        item = self.list.topLevelItem(min(max(row, 0), len(self._shown) - 1))
        if item is not None:
            self.list.setCurrentItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and the page keys go through the list while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
            by = moves.get(Qt.Key(event.key()))
            if by is not None and self._shown:
                self._go(self._row + by)
                return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        row = self._row
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row].run
            self.accept()
