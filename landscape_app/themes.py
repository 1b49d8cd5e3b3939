"""Which theme is worn: the one chosen, or the system's light or dark as it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from landscape_app.settings import Settings
from landscape_app.theme import DARK, LIGHT, THEMES, Theme


class ThemeChooser(QObject):
    """``changed(theme)`` when another theme is to be worn."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choice = settings.theme
        self.theme = self._resolve()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)

    def choose(self, choice: str) -> None:
        """ "system", "light", "dark" or "projector"; remembered."""
        self.choice = choice
        self._settings.theme = choice
        self._settle()

    def _resolve(self) -> Theme:
        if self.choice in THEMES:
            return THEMES[self.choice]
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _on_system(self) -> None:
        if self.choice == "system":
            self._settle()

    def _settle(self) -> None:
        theme = self._resolve()
        if theme is not self.theme:
            self.theme = theme
            self.changed.emit(theme)
