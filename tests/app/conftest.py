"""Windows for the program's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from landscape_app import app
from landscape_app.scene.model import Scene
from landscape_app.window import Window

Open = Callable[..., Window]


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Open]:
    """Opens windows, and closes them when the test is over.

    ``open_window(path, scene=…, size=…, plots=…)``: of the file at ``path`` (None: the opening preset), or with
    ``scene`` in its place; shown in ``size`` (None: its own), with its plots, everything computed.
    """
    opened: list[Window] = []

    def open_one(
        path: Path | None = None,
        *,
        scene: Scene | None = None,
        size: tuple[int, int] | None = (1280, 800),
        plots: bool = True,
    ) -> Window:
        app.application()
        made = app.build(path)
        opened.append(made)
        if scene is not None:
            made.store.reset(scene)
        if size is not None:
            made.resize(*size)
        made.show()
        if plots:
            made.plots.finish()
        qtbot.waitUntil(lambda: not made.controller.busy, timeout=20_000)
        return made

    yield open_one
    for made in opened:
        made.store.mark_saved()
        app.shutdown(made)


@pytest.fixture(scope="module")
def one_window() -> Iterator[Window]:
    """A window for all tests of a module that only open scenes in it."""
    app.application()
    made = app.build()
    made.resize(1280, 800)
    made.show()
    made.plots.finish()
    yield made
    made.store.mark_saved()
    app.shutdown(made)


@pytest.fixture
def window(open_window: Open) -> Window:
    """The opening preset in a window of 1280 x 800."""
    return open_window()
