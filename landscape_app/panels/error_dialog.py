"""An error that nobody expected: one sentence, the details folded away, a button to copy them."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.words import CoreError

_LONGEST = 400  # characters of an error's own words in the sentence; the details have all of them
_MOST = 20  # errors kept in one dialog: a failing timer must not fill the memory


class ErrorDialog(QDialog):
    """Made by :meth:`show_exception`; one at a time, later errors join the one that is open."""

    _open: ClassVar[ErrorDialog | None] = None

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Landscape: an error"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._errors = 0
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QLabel()
        self.more.setProperty("role", "muted")
        self.more.hide()
        self.log = QLabel()
        self.log.setProperty("role", "muted")
        self.log.setWordWrap(True)
        self.log.setTextFormat(Qt.TextFormat.PlainText)
        self.log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.log.hide()
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(220)
        self.details.hide()
        self.details_button = QPushButton(self.tr("Show &details"))
        self.details_button.setAutoDefault(False)
        self.details_button.clicked.connect(self._toggle)
        self.copy_button = QPushButton(self.tr("&Copy"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.setToolTip(self.tr("Copy the sentence and the details"))
        self.copy_button.clicked.connect(self._copy)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.details_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.sentence)
        layout.addWidget(self.more)
        layout.addWidget(self.log)
        layout.addWidget(self.details, 1)
        layout.addLayout(row)
        self.close_button.setFocus()

    @staticmethod
    def show_exception(
        error: BaseException, parent: QWidget | None, log: Path | None = None, kept: str = ""
    ) -> ErrorDialog:
        """Show ``error`` without stopping the program; ``log`` is the file that has it too, ``kept`` a sentence that
        says what is safe.

        Returns the dialog, which deletes itself when closed.
        """
        dialog = ErrorDialog._open
        if dialog is None or not isValid(dialog) or not dialog.isVisible():  # its parent may have taken it along
            dialog = ErrorDialog(parent)
            ErrorDialog._open = dialog
        dialog._add(error)
        if log is not None:
            dialog._tell_log(log, kept)
        dialog.show()
        dialog.raise_()
        return dialog

    def _tell_log(self, log: Path, kept: str) -> None:
        written = self.tr("Written to {file}").format(file=log)
        self.log.setText(f"{kept}\n{written}" if kept else written)
        self.log.show()

    def _add(self, error: BaseException) -> None:
        self._errors += 1
        if self._errors == 1:
            self.sentence.setText(self._words(error))
        else:
            self.more.setText(self.tr("{count} errors so far; this was the first.").format(count=self._errors))
            self.more.show()
        if self._errors <= _MOST:
            self.details.appendPlainText("".join(traceback.format_exception(error)))

    def _words(self, error: BaseException) -> str:
        said = " ".join(str(error).split())[:_LONGEST]
        if isinstance(error, CoreError):
            return f"{said[:1].upper()}{said[1:].rstrip('.')}."
        what = type(error).__name__ + (f": {said.rstrip('.')}" if said else "")
        return self.tr("Something went wrong that should not have ({what}).").format(what=what)

    def _toggle(self) -> None:
        self.details.setVisible(self.details.isHidden())
        hidden = self.details.isHidden()
        self.details_button.setText(self.tr("Show &details") if hidden else self.tr("Hide &details"))
        self.adjustSize()
        if not hidden:
            self.resize(max(self.width(), 640), self.height())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.sentence.text()}\n\n{self.details.toPlainText()}")
