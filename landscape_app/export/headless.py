"""A Qt application with no display: what the export and the demo run in."""

from __future__ import annotations

import os
import sys


def application() -> object:
    """The QApplication: the one there is, or a new one that needs no screen, with the bundled font.

    Fonts and scale are fixed, so that the same scene gives the same pixels whatever the desktop's settings.
    """
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if existing is not None:
        return existing
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_FONT_DPI"] = "96"
    os.environ["QT_SCALE_FACTOR"] = "1"
    from PySide6.QtGui import QFont, QFontDatabase

    from landscape_app.resources import assets

    app = QApplication(sys.argv[:1] or ["landscape"])
    families: list[str] = []
    for file in sorted((assets() / "fonts").glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    if families:
        app.setFont(QFont(families[0], 10))
    return app
