"""What the window remembers between sessions: theme, recent files, layout."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_FILES = 8
THEME_CHOICES = ("system", "light", "dark", "projector", "projector_black")


class Settings:
    """A thin, typed face of QSettings."""

    def __init__(self) -> None:
        self._store = QSettings("Landscape", "Landscape")

    @property
    def theme(self) -> str:
        """One of THEME_CHOICES."""
        chosen = str(self._store.value("theme", "system"))
        return chosen if chosen in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def scale(self) -> float:
        """How much larger than usual everything is drawn."""
        try:
            value = float(str(self._store.value("scale", 1.0)))
        except ValueError:
            return 1.0
        return value if 0.5 <= value <= 4.0 else 1.0

    @scale.setter
    def scale(self, factor: float) -> None:
        self._store.setValue("scale", factor)

    @property
    def less_motion(self) -> bool:
        """Whether nothing may move by itself."""
        return str(self._store.value("less_motion", "false")).lower() == "true"

    @less_motion.setter
    def less_motion(self, on: bool) -> None:
        self._store.setValue("less_motion", on)

    @property
    def language(self) -> str:
        """ "system", or the code of a language."""
        return str(self._store.value("language", "system"))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    def recent(self) -> list[Path]:
        """Scene files opened or saved lately that still exist, newest first."""
        stored = self._store.value("recent", [])
        names = [stored] if isinstance(stored, str) else list(stored or [])  # type: ignore[call-overload]
        return [path for path in map(Path, names) if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put ``path`` first."""
        path = path.resolve()
        names = [str(path), *(str(other) for other in self.recent() if other != path)]
        self._store.setValue("recent", names[:RECENT_FILES])

    def forget_recent(self) -> None:
        """No recent files any more."""
        self._store.remove("recent")

    def page(self, name: str) -> int:
        """Which page of the tabs ``name`` was open; the first, if none was."""
        value = self._store.value(f"page/{name}", 0)
        return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else 0

    def set_page(self, name: str, index: int) -> None:
        """Remember the open page."""
        self._store.setValue(f"page/{name}", index)

    def layout(self, name: str) -> QByteArray | None:
        """A saved layout (geometry, window state, splitter state)."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, name: str, state: QByteArray) -> None:
        """Save a layout."""
        self._store.setValue(f"layout/{name}", state)
