"""A Qt application with no display: what the export and the demo run in."""

from __future__ import annotations

import os
import sys


def application() -> object:
    """The QApplication: the one there is, or a new one that needs no screen, with the bundled fonts.

    Fonts and scale are fixed, so that the same scene gives the same pixels whatever the desktop's settings.
    """
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if existing is not None:
        return existing
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_FONT_DPI"] = "96"
    os.environ["QT_SCALE_FACTOR"] = "1"
    from PySide6.QtGui import QFont

    from landscape_app import i18n, style

    app = QApplication(sys.argv[:1] or ["landscape"])
    style.add_fonts()
    app.setFont(QFont(style.FAMILY, 10))
    i18n.install(i18n.language())  # Qt's own words too, now that there is an application
    return app
