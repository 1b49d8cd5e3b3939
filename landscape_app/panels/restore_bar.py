"""The bar above everything that offers a scene of a window that crashed: one sentence, Restore and Discard.

Reports what was chosen; restores nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class RestoreBar(QFrame):
    """Hidden while there is no offer; waits as long as one likes, and takes no focus from what is done meanwhile."""

    restored = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("restore_bar")
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("A scene can be restored"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.restore_button = QPushButton(self.tr("Res&tore"))
        self.restore_button.setToolTip(self.tr("Show the scene that was kept"))
        self.restore_button.clicked.connect(lambda: self.restored.emit())
        self.discard_button = QPushButton(self.tr("&Discard"))
        self.discard_button.setToolTip(self.tr("Remove the scene that was kept"))
        self.discard_button.clicked.connect(lambda: self.discarded.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.restore_button)
        layout.addWidget(self.discard_button)
        self.hide()

    def show_offer(self, words: str) -> None:
        """Offer with ``words``; "" takes the offer back."""
        self.sentence.setText(words)
        self.setVisible(bool(words))
