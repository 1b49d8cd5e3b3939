"""Pages behind tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabWidget


def yielding(pages: QTabWidget | QStackedWidget) -> None:
    """Let pages be as narrow as the window has room: else the widest of all, seen or not, holds the others' places,
    and in large letters pushes the lesson's words aside.
    """
    for page in map(pages.widget, range(pages.count())):
        if page is not None:
            page.setSizePolicy(QSizePolicy.Policy.Ignored, page.sizePolicy().verticalPolicy())
