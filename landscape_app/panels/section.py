"""A panel's frame: a heading that folds it away, and what the panels of the scene share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from landscape_app import icons
from landscape_app.panels.data_form import DataForm
from landscape_app.panels.formula_form import FormulaForm
from landscape_app.panels.param_form import ParamForm
from landscape_app.scene.model import Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme


class Section(QFrame):
    """A card with a title; a click on the title folds it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = QToolButton()
        self.title.setText(title)
        self.title.setProperty("role", "flat")
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.title.setCheckable(False)
        self.body = QWidget()
        self.title.clicked.connect(lambda: self.fold(not self.body.isHidden()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 6, 10, 10)
        outer.setSpacing(4)
        outer.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self.body)
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(2, 0, 2, 0)
        self.content.setSpacing(8)
        self._theme = LIGHT
        self._dress()

    def fold(self, folded: bool) -> None:
        """Hide or show the body."""
        self.body.setVisible(not folded)
        self._dress()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's ink."""
        self._theme = theme
        self._dress()

    def _dress(self) -> None:
        name = "right" if self.body.isHidden() else "down"
        self.title.setIcon(icons.icon(name, self._theme.muted))


class StorePanel(Section):
    """A section that follows the store."""

    def __init__(self, store: Store, title: str) -> None:
        super().__init__(title)
        self.store = store
        store.changed.connect(lambda _old, new: self.follow(new))

    def follow(self, scene: Scene) -> None:
        """Show ``scene``; emits nothing."""
        raise NotImplementedError

    def bind(self, form: ParamForm | FormulaForm | DataForm) -> None:
        """A drag of one of the form's sliders is one undo entry."""
        form.editing_started.connect(self.store.begin)
        form.editing_finished.connect(self.store.end)
