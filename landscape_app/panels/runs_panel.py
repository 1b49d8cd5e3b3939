"""The runners of the race: a card each, one of them unfolded, and a button to add one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core import registry
from landscape_app import icons
from landscape_app.panels.run_card import MAX_RUNS, RunCard, unused_stream
from landscape_app.panels.shelves import method_shelves
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

__all__ = ["RunCard", "RunsPanel"]


class RunsPanel(QWidget):
    """Writes ``scene.runs``. Which cards are unfolded is the window's own affair and stands in no scene."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._theme = LIGHT
        self.cards: list[RunCard] = []
        self.add_button = QPushButton(self.tr("Add a method"))
        self.add_button.setMenu(self._add_menu())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(self.add_button)
        store.changed.connect(lambda _old, new: self.follow(new))
        self.follow(store.scene)
        if self.cards:
            self.cards[0].unfold(True)

    def _add_menu(self) -> QMenu:
        """A submenu a shelf; what does not work on the surface is grey while the menu is open."""
        menu = QMenu(self)
        actions: dict[str, QAction] = {}
        for heading, entries in method_shelves():
            shelf = menu.addMenu(heading)
            for label, name in entries:
                actions[name] = shelf.addAction(label)
                actions[name].triggered.connect(lambda _checked=False, name=name: self.add(name))

        def look() -> None:
            objective = self.store.scene.objective
            for name, action in actions.items():
                action.setEnabled(registry.create("optimizer", name).suits(objective))

        menu.aboutToShow.connect(look)
        return menu

    def follow(self, scene: Scene) -> None:
        """Show the scene's runs; a card is rebuilt only where its method is of another kind."""
        while len(self.cards) > len(scene.runs):
            card = self.cards.pop()
            self._layout.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(scene.runs):
            self._add_card()
        for card in self.cards:
            card.follow(scene, self._theme)
        room = len(scene.runs) < MAX_RUNS
        self.add_button.setEnabled(room)
        self.add_button.setToolTip(
            self.tr("Another runner from the same start")
            if room
            else self.tr("A race has at most {most} runs").format(most=MAX_RUNS)
        )

    def _add_card(self) -> None:
        card = RunCard(self.store, len(self.cards))
        card.unfold_asked.connect(self._unfold)
        card.walked.connect(self._walk)
        card.duplicated.connect(self._present)
        card.removed.connect(self._on_removed)
        self.cards.append(card)
        self._layout.addWidget(card)

    def set_theme(self, theme: Theme) -> None:
        """Colours of the palette and icons."""
        self._theme = theme
        self.add_button.setIcon(icons.icon("plus", theme.ink))
        self.follow(self.store.scene)

    def add(self, method: str) -> None:
        """Add a run of ``method`` with its defaults and dice of its own."""
        scene = self.store.scene
        spec = RunSpec(registry.create("optimizer", method), stream=unused_stream(scene))
        self.store.update(replace(scene, runs=(*scene.runs, spec)))
        self._present(len(scene.runs))

    def _unfold(self, index: int, alone: bool) -> None:
        """Turn the card's fold; ``alone`` folds the others away."""
        on = not self.cards[index].unfolded
        for card in self.cards:
            if card.index == index:
                card.unfold(on)
            elif alone:
                card.unfold(False)

    def _present(self, index: int) -> None:
        """Unfold the card alone and bring it into sight."""
        for card in self.cards:
            card.unfold(card.index == index)
        QTimer.singleShot(0, self, lambda: self._show_card(index))

    def _show_card(self, index: int) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and index < len(self.cards):
            area.ensureWidgetVisible(self.cards[index], 0, 8)

    def _walk(self, index: int, way: int) -> None:
        if 0 <= index + way < len(self.cards):
            self.cards[index + way].title.setFocus()
            self._show_card(index + way)

    def _on_removed(self, index: int) -> None:
        """The folds stay with their runs: a card shows another run now."""
        folds = [card.unfolded for card in self.cards[index + 1 :]]
        for card, on in zip(self.cards[index:], [*folds, False], strict=False):
            card.unfold(on)
