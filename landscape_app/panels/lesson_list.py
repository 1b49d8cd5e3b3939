"""The lessons to choose from: title, what it is about, how long it takes, how far one has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.words import CoreError
from landscape_app.lessons.library import Entry
from landscape_app.theme import LIGHT, Theme

_ID = Qt.ItemDataRole.UserRole


class LessonList(QDialog):
    """``chosen(id)`` to read it, ``presented(id)`` to show it to a class, ``file_requested`` for one of one's own."""

    chosen = Signal(str)
    presented = Signal(str)
    file_requested = Signal()

    def __init__(
        self,
        entries: Sequence[Entry],
        places: dict[str, str],
        parent: QWidget | None = None,
        broken: Sequence[CoreError] = (),
        folder: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lessons"))
        self._entries = {entry.id: entry for entry in entries}
        self._places = places
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Lessons"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for entry in entries:
            words = self.tr("{title}\n{steps} steps, about {minutes:g} minutes")
            own = self.tr("one of your own") if entry.own else ""
            text = words.format(title=entry.title, steps=entry.steps, minutes=entry.minutes)
            item = QListWidgetItem(", ".join(part for part in (text, own, places.get(entry.id, "")) if part))
            item.setData(_ID, entry.id)
            self.list.addItem(item)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.own = QLabel(
            self.tr("Your own lessons stand in the list too if you put them into {folder}").format(folder=folder)
        )
        self.own.setProperty("role", "muted")
        self.own.setWordWrap(True)
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.own.setVisible(bool(folder))
        self.broken = QLabel("\n".join(self.tr("Left out: {why}").format(why=error) for error in broken))
        self.broken.setProperty("role", "error")
        self.broken.setWordWrap(True)
        self.broken.setTextFormat(Qt.TextFormat.PlainText)
        self.broken.setVisible(bool(broken))
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.open_button = self.buttons.addButton(self.tr("&Open"), role.AcceptRole)
        self.open_button.setDefault(True)
        self.present_button = self.buttons.addButton(self.tr("&Present"), role.ActionRole)
        self.present_button.setToolTip(self.tr("Full screen, for a class; F5 at any time"))
        file = self.buttons.addButton(self.tr("A &file …"), role.ActionRole)
        close = self.buttons.addButton(self.tr("Close"), role.RejectRole)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self._open)
        self.buttons.rejected.connect(self.reject)
        self.present_button.clicked.connect(self._present)
        file.clicked.connect(self._ask_for_file)
        close.setAutoDefault(False)
        self.list.itemDoubleClicked.connect(lambda _item: self._open())
        self.list.currentItemChanged.connect(lambda *_: self._describe())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.broken)
        layout.addWidget(self.own)
        layout.addWidget(self.buttons)
        self.resize(640, 560)
        self.list.setCurrentRow(0)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Room for the theme's letters."""
        scale = theme.font_size / LIGHT.font_size
        self.resize(round(640 * scale), round(560 * min(scale, 1.3)))

    def _current(self) -> Entry | None:
        item = self.list.currentItem()
        return self._entries[item.data(_ID)] if item is not None else None

    def _describe(self) -> None:
        entry = self._current()
        self.summary.setText(entry.summary if entry is not None else self.tr("There are no lessons."))
        self.open_button.setEnabled(entry is not None)
        self.present_button.setEnabled(entry is not None)

    def _open(self) -> None:
        entry = self._current()
        if entry is not None:
            self.accept()
            self.chosen.emit(entry.id)

    def _present(self) -> None:
        entry = self._current()
        if entry is not None:
            self.accept()
            self.presented.emit(entry.id)

    def _ask_for_file(self) -> None:
        self.reject()
        self.file_requested.emit()
