"""Beside the table of the race: one run's evidence, or what the search for learning rates has found."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from landscape_app import icons
from landscape_app.panels.evidence_view import EvidenceView
from landscape_app.panels.tune_view import TuneView
from landscape_app.theme import LIGHT, Theme

_WIDTHS = (340, 430)  # pixels at 10 points: evidence, rates


class RaceDetails(QFrame):
    """Hidden until something is asked for; ``opened(bool)`` as it comes and goes."""

    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.evidence = EvidenceView()
        self.tune = TuneView()
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "flat")
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the details"))
        self.close_button.clicked.connect(self.leave)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.evidence)
        self.pages.addWidget(self.tune)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 6, 6)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        self._scale = 1.0
        self.hide()

    def open(self, page: QWidget) -> None:
        """Show ``evidence`` or ``tune``."""
        self.title.setText(
            self.tr("Why did it stop?") if page is self.evidence else self.tr("The best learning rate of each")
        )
        self.pages.setCurrentWidget(page)
        self._fit()
        if self.isHidden():
            self.show()
            self.opened.emit(True)

    def leave(self) -> None:
        """Hide."""
        if not self.isHidden():
            self.hide()
            self.opened.emit(False)

    def _fit(self) -> None:
        self.setFixedWidth(round(_WIDTHS[self.pages.currentIndex()] * self._scale))

    def shows(self, page: QWidget) -> bool:
        """Whether that page is open."""
        return not self.isHidden() and self.pages.currentWidget() is page

    def set_theme(self, theme: Theme) -> None:
        """Colours, and room for the theme's letters."""
        scale = theme.font_size / LIGHT.font_size
        self._scale = 0.5 + 0.5 * scale
        self._fit()
        self.close_button.setIcon(icons.icon("remove", theme.muted))
        self.close_button.setIconSize(QSize(round(14 * scale), round(14 * scale)))
        self.evidence.set_theme(theme)
        self.tune.set_theme(theme)
