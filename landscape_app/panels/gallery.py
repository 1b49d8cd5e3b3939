"""The presets as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landscape_app.theme import LIGHT, Theme

PICTURE = QSize(256, 160)
_PATH = int(Qt.ItemDataRole.UserRole)
_ID = _PATH + 1
_CAPTION = _PATH + 2


class PresetLike(Protocol):
    """What the gallery shows of a preset."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def title(self) -> str: ...
    @property
    def caption(self) -> str: ...


class Gallery(QDialog):
    """``chosen(path)`` on Enter or a double click."""

    chosen = Signal(str)

    def __init__(self, presets: Sequence[PresetLike], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preset gallery"))
        self.resize(920, 640)
        self._theme = LIGHT
        self._filled: set[str] = set()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the presets"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(PICTURE)
        self.list.setGridSize(QSize(PICTURE.width() + 20, PICTURE.height() + 46))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setWordWrap(True)
        for preset in presets:
            item = QListWidgetItem(preset.title)
            item.setToolTip(preset.caption)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            for role, value in ((_PATH, str(preset.path)), (_ID, preset.id), (_CAPTION, preset.caption)):
                item.setData(role, value)
            self.list.addItem(item)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.list.currentItemChanged.connect(lambda *_: self._show_caption())
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.caption.setMinimumHeight(44)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.list, self.caption, self.buttons):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """The colour of pictures still to come."""
        self._theme = theme
        empty = QPixmap(PICTURE)
        empty.fill(QColor(theme.line))
        for item in self._items():
            if item.data(_ID) not in self._filled:
                item.setIcon(QIcon(empty))

    def set_thumbnail(self, identity: str, picture: QPixmap) -> None:
        """The picture of one preset."""
        for item in self._items():
            if item.data(_ID) == identity:
                item.setIcon(QIcon(picture))
                self._filled.add(identity)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            told = f"{item.text()} {item.data(_CAPTION)}".casefold()
            item.setHidden(not all(word in told for word in words))
        current = self.list.currentItem()
        if current is None or current.isHidden():
            visible = [item for item in self._items() if not item.isHidden()]
            if visible:
                self.list.setCurrentItem(visible[0])

    def _show_caption(self) -> None:
        item = self.list.currentItem()
        self.caption.setText(item.data(_CAPTION) if item is not None else "")

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self.accept()
            self.chosen.emit(item.data(_PATH))
