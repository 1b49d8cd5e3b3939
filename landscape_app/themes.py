"""Which theme is worn: the one chosen, or the system's light or dark as it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from landscape_app.settings import Settings
from landscape_app.theme import DARK, LIGHT, PROJECTOR, PROJECTOR_BLACK, THEMES, Theme

SCALES = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


def high_contrast() -> bool:
    """Whether the system asks for high contrast (known from Qt 6.10 on)."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


class ThemeChooser(QObject):
    """``changed(theme)`` when another theme is to be worn: another choice, another scale, or for a presentation."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._presented: tuple[str, float] | None = None  # the theme and font size (points) that a presentation wears
        self.choice = settings.theme
        self.scale = settings.scale
        self.theme = self._resolve()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system)
        if hasattr(hints, "accessibility"):  # Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system)

    def choose(self, choice: str) -> None:
        """ "system" or the name of a theme; remembered."""
        self.choice = choice
        self._settings.theme = choice
        self._settle()

    def zoom(self, by: int) -> None:
        """Letters, lines and plots larger (+1), smaller (−1) or of the usual size (0); remembered."""
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.scale))
        self.scale = SCALES[min(max(nearest + by, 0), len(SCALES) - 1)] if by else 1.0
        self._settings.scale = self.scale
        self._settle()

    def present(self, name: str, font_size: float) -> None:
        """Wear the theme ``name`` with letters of ``font_size`` points (and the scale chosen) for a presentation."""
        self._presented = (name, font_size)
        self._settle()

    def end_presenting(self) -> None:
        """Wear again what was chosen."""
        self._presented = None
        self._settle()

    def _resolve(self) -> Theme:
        if self._presented is not None:
            name, font_size = self._presented
            return THEMES[name].scaled(self.scale * font_size / THEMES[name].font_size)
        if self.choice in THEMES:
            return THEMES[self.choice].scaled(self.scale)
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if high_contrast():
            usual = PROJECTOR_BLACK if dark else PROJECTOR
            return usual.scaled(self.scale * LIGHT.font_size / usual.font_size)
        return (DARK if dark else LIGHT).scaled(self.scale)

    def _on_system(self) -> None:
        if self.choice == "system":
            self._settle()

    def _settle(self) -> None:
        theme = self._resolve()
        if theme != self.theme:
            self.theme = theme
            self.changed.emit(theme)
