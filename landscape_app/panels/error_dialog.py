"""What is shown of an error that nobody expected: one sentence, and details to copy."""

from __future__ import annotations

import traceback

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget


class ErrorDialog(QDialog):
    """Not modal: what still works goes on working."""

    def __init__(self, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(620, 360)
        self.sentence = QLabel(sentence)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "heading")
        hint = QLabel(self.tr("The scene is as it was. The details below help whoever mends it."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("&Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.details.toPlainText()))
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        for widget in (self.sentence, hint, self.details, buttons):
            layout.addWidget(widget)

    @classmethod
    def show_exception(cls, error: BaseException, parent: QWidget | None) -> ErrorDialog:
        """Show what is known of ``error``."""
        lines = str(error).splitlines()
        sentence = lines[0] if lines else type(error).__name__
        dialog = cls(sentence, "".join(traceback.format_exception(error)), parent)
        if parent is None:
            _orphans.append(dialog)
            dialog.finished.connect(lambda _result: _orphans.remove(dialog))
        dialog.show()
        return dialog


_orphans: list[ErrorDialog] = []  # dialogs without a parent live as long as they are shown
