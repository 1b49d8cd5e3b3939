"""Everything that can be done or opened by its name: the palette's entries and the keyboard table's rows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from core import registry
from core.words import in_english, said
from landscape_app.finding import ACTION, LESSON, METHOD, PAGE, SCENE, SURFACE, Command
from landscape_app.scene.model import NETWORK_PAGES, with_objective
from landscape_app.scene.presets import presets

if TYPE_CHECKING:
    from landscape_app.window import Window

NEEDS_DATA = ("sampled_grid",)  # surfaces that no name alone can show


def plain(text: str) -> str:
    """The text of a menu entry without its mnemonic, its dots and its key."""
    return text.split("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…").strip()


def name_of(path: tuple[str, ...], action: QAction) -> str:
    """The entry's name, after those of the menus inside the one in the bar: "Theme: Dark"."""
    return ": ".join([*path[1:], plain(action.text())])


def key_of(action: QAction) -> str:
    """The keys of a menu entry as a person reads them."""
    native = QKeySequence.SequenceFormat.NativeText
    told = " / ".join(sequence.toString(native) for sequence in action.shortcuts())
    return told or (action.text().split("\t")[1] if "\t" in action.text() else "")


def entries(menu: QMenu, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], QAction]]:
    """Every entry of a menu and of those inside it, with the names of the menus it stands in."""
    path = (*path, plain(menu.title()))
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner, path)
        elif not action.isSeparator() and action.text():
            yield path, action


def commands(window: Window) -> list[Command]:
    """All there are now, the menus' first."""
    return [
        *_actions(window),
        *_pages(window),
        *_lessons(window),
        *_scenes(window),
        *_methods(window),
        *_surfaces(window),
    ]


def _actions(window: Window) -> Iterator[Command]:
    for top in window.menuBar().actions():
        menu = top.menu()
        if not isinstance(menu, QMenu):
            continue
        for path, action in entries(menu):
            if action.isEnabled():
                yield Command(ACTION, name_of(path, action), action.objectName(), key_of(action), action.trigger)


def _pages(window: Window) -> Iterator[Command]:
    for tabs in (window.side, window.below):
        for i in range(tabs.count()):
            if tabs.isTabVisible(i):
                yield Command(PAGE, plain(tabs.tabText(i)), "", "", partial(tabs.setCurrentIndex, i))
    if window.store.scene.objective.group == "network":
        for name in NETWORK_PAGES:
            yield Command(PAGE, f"{said('Network')}: {said(name)}", name, "", partial(_network_page, window, name))


def _network_page(window: Window, name: str) -> None:
    window.below.setCurrentIndex(window.network_tab)
    window.network.show_page(name)


def _lessons(window: Window) -> Iterator[Command]:
    from landscape_app.lessons import library

    for entry in library.entries(window.lessons.language):
        path = library.find(entry.id, window.lessons.language)
        yield Command(LESSON, entry.title, entry.id, "", partial(window.lessons.open, path))


def _scenes(window: Window) -> Iterator[Command]:
    for preset in presets():
        title = preset.title
        other = f"{preset.id} {in_english(preset, 'title')} {preset.caption}"
        yield Command(
            SCENE, title, other, "", partial(window.documents.open_path, preset.path, as_preset=True)
        )  # fmt: skip


def _methods(window: Window) -> Iterator[Command]:
    objective = window.store.scene.objective
    for name in registry.names("optimizer"):
        kind = registry.get("optimizer", name)
        if registry.create("optimizer", name).suits(objective):
            label = kind.label
            yield Command(
                METHOD, label, f"{name} {in_english(kind, 'label')}", "", partial(window.runs_panel.add, name)
            )


def _surfaces(window: Window) -> Iterator[Command]:
    for name in registry.names("objective"):
        if name not in NEEDS_DATA:
            kind = registry.get("objective", name)
            label = kind.label
            yield Command(
                SURFACE, label, f"{name} {in_english(kind, 'label')}", "", partial(_show_surface, window, name)
            )


def _show_surface(window: Window, name: str) -> None:
    scene = window.store.scene
    if scene.objective.id != name:
        window.store.update(with_objective(scene, registry.create("objective", name)))
