"""The slim tool strip in the corner of the 3-D view: intents alone, which its view and the window carry out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from landscape_app import icons
from landscape_app.scene.model import Display
from landscape_app.theme import Theme

TALLEST = 4.0  # of Display.height_scale
_STRETCH = 1.25  # a press of a button
_FLATTEST = 0.1


def stretched(scale: float, up: bool) -> float:
    """The next height scale up or down; 1 is never jumped over, and 0 lies below the flattest."""
    if scale < _FLATTEST * 0.999:
        return _FLATTEST if up else 0.0
    new = scale * _STRETCH if up else scale / _STRETCH
    if (scale - 1.0) * (new - 1.0) < 0:
        new = 1.0
    return min(TALLEST, new) if new >= _FLATTEST else 0.0


class View3DTools(QFrame):
    """``view_chosen`` names a preset of the camera; the others are about how the surface is drawn."""

    view_chosen = Signal(str)
    log_toggled = Signal(bool)
    labels_toggled = Signal(bool)
    stretch_requested = Signal(bool)  # up

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._icons: dict[QToolButton, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._view("home", "isometric", self.tr("Standard view"), "1")
        self._view("front_view", "front", self.tr("View from the front"), "2")
        self._view("side_view", "side", self.tr("View from the side"), "3")
        self._view("top_view", "top", self.tr("View from above"), "4")
        self._row.addSpacing(6)
        self.log = self._button("log", self.tr("Log height"), "L")
        self.log.setCheckable(True)
        self.log.clicked.connect(self.log_toggled)
        self.flatter = self._button("flatter", self.tr("Flatter"), "PgDown")
        self.flatter.setAutoRepeat(True)
        self.flatter.clicked.connect(lambda: self.stretch_requested.emit(False))
        self.taller = self._button("taller", self.tr("Taller"), "PgUp")
        self.taller.setAutoRepeat(True)
        self.taller.clicked.connect(lambda: self.stretch_requested.emit(True))
        self.labels = self._button("labels", self.tr("Run labels and legend"), "K")
        self.labels.setCheckable(True)
        self.labels.clicked.connect(self.labels_toggled)

    def _button(self, icon: str, name: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"view3d_{icon}")
        button.setProperty("role", "flat")
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self._icons[button] = icon
        self._row.addWidget(button)
        return button

    def _view(self, icon: str, preset: str, name: str, key: str) -> None:
        self._button(icon, name, key).clicked.connect(lambda: self.view_chosen.emit(preset))

    def set_display(self, display: Display) -> None:
        """Show the state; emits nothing."""
        self.log.setChecked(display.log_height)
        self.labels.setChecked(display.labels)
        self.taller.setEnabled(display.height_scale < TALLEST)
        self.flatter.setEnabled(display.height_scale > 0.0)

    def set_theme(self, theme: Theme) -> None:
        """Icons in the theme's secondary ink, as large as its text."""
        side = round(theme.font_size * 1.7)
        for button, name in self._icons.items():
            button.setIcon(icons.icon(name, theme.muted))
            button.setIconSize(QSize(side, side))
        self.adjustSize()
