"""The keyboard table: what every key does, by where it works. The menus' rows are made from the menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from landscape_app.panels.quiet import QuietScroll

Group = tuple[str, list[tuple[str, str]]]  # heading; key and what it does, each
_COLUMNS = 3


class KeysDialog(QDialog):
    """Shows ``groups`` in columns of about the same height."""

    def __init__(self, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard"))
        self.rows = [row for _, rows in groups for row in rows]
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(4, 4, 4, 4)
        columns.setSpacing(28)
        heights = [0] * _COLUMNS
        boxes = [QVBoxLayout() for _ in range(_COLUMNS)]
        for box in boxes:
            box.setSpacing(14)
            columns.addLayout(box)
        for heading, rows in sorted(groups, key=lambda group: -len(group[1])):
            column = heights.index(min(heights))
            heights[column] += len(rows) + 2
            boxes[column].addWidget(_table(heading, rows))
        for box in boxes:
            box.addStretch(1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        scroll = QuietScroll(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        room = self.screen().availableSize()
        wanted = inner.sizeHint()
        self.resize(min(wanted.width() + 60, room.width() - 40), min(wanted.height() + 90, room.height() - 60))


def _table(heading: str, rows: list[tuple[str, str]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    title = QLabel(heading)
    title.setProperty("role", "heading")
    grid.addWidget(title, 0, 0, 1, 2)
    for i, (key, what) in enumerate(rows, start=1):
        name, words = QLabel(key), QLabel(what)
        name.setTextFormat(Qt.TextFormat.PlainText)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "muted")
        grid.addWidget(name, i, 0)
        grid.addWidget(words, i, 1)
    grid.setColumnStretch(1, 1)
    return made
