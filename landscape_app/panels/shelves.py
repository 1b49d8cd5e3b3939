"""Long lists under headings: the shelves of the methods, and a combo box with headings that cannot be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QStandardItemModel
from PySide6.QtWidgets import QComboBox

from core import registry
from core.words import QT_TRANSLATE_NOOP, said

Shelf = tuple[str, list[tuple[str, str]]]  # heading, (label, id) each

# A method's ``order`` below this stands on that shelf.
_SHELVES = (
    (30, QT_TRANSLATE_NOOP("shelves", "Gradient descent")),
    (44, QT_TRANSLATE_NOOP("shelves", "Momentum")),
    (70, QT_TRANSLATE_NOOP("shelves", "Adaptive steps")),
    (80, QT_TRANSLATE_NOOP("shelves", "Second order")),
    (90, QT_TRANSLATE_NOOP("shelves", "Composite f = g + r")),
)
_OTHERS = QT_TRANSLATE_NOOP("shelves", "More methods")


def method_shelves() -> list[Shelf]:
    """Every registered method once, in its order, under a heading in the person's language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in registry.names("optimizer"):
        kind = registry.get("optimizer", name)
        heading = next((title for below, title in _SHELVES if kind.order < below), _OTHERS)
        found.setdefault(heading, []).append((kind.label, name))
    return [(said(heading), entries) for heading, entries in found.items()]


def fill_combo(combo: QComboBox, shelves: Iterable[Shelf]) -> None:
    """The entries of ``shelves`` under headings; ``itemData`` is the id, None for a heading."""
    model = combo.model()
    assert isinstance(model, QStandardItemModel)
    for heading, entries in shelves:
        combo.addItem(heading)
        item = model.item(combo.count() - 1)
        item.setEnabled(False)
        item.setSelectable(False)
        font = QFont(combo.font())
        font.setBold(True)
        item.setFont(font)
        for label, id in entries:
            combo.addItem(label, id)
