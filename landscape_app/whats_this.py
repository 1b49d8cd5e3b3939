"""Help > What is this?: point at any control, or ask for the one that has the focus, and read what it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWhatsThis, QWidget


class WhatsThis(QObject):
    """Answers for every widget of ``window``: its own words, else its tool tip, else those of what it stands in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._by_key: QWidget | None = None

    def reached(self, focused: QWidget | None) -> None:
        """A Tab has put the focus on ``focused``."""
        self._by_key = focused

    def ask(self) -> None:
        """About the control that has the focus, if a key put it there; else about what is clicked next."""
        focused = QApplication.focusWidget()
        text = words_of(focused) if focused is not None and focused is self._by_key else ""
        if focused is not None and text:
            self._show(focused.mapToGlobal(focused.rect().bottomLeft()), text, focused)
            return
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)  # only while it is asked: it sees every event of the program
        QWhatsThis.enterWhatsThisMode()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks a widget whether it has something to say, and then to say it."""
        kind = event.type()
        if kind == QEvent.Type.LeaveWhatsThisMode:
            app = QApplication.instance()
            if app is not None:
                app.removeEventFilter(self)
            return False
        if kind not in (QEvent.Type.QueryWhatsThis, QEvent.Type.WhatsThis) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window or not isinstance(event, QHelpEvent):
            return False
        text = words_of(watched, event.pos())
        if not text:
            return False
        event.accept()
        if kind == QEvent.Type.WhatsThis:
            self._show(event.globalPos(), text, watched)
        return True

    def _show(self, at: QPoint, text: str, widget: QWidget) -> None:
        QWhatsThis.showText(at, text, widget)


def words_of(widget: QWidget | None, at: QPoint | None = None) -> str:
    """What ``widget`` is, in rich text; "" where nobody wrote anything."""
    while widget is not None:
        if isinstance(widget, QTabBar) and at is not None:
            i = widget.tabAt(at)
            text = widget.tabWhatsThis(i) or widget.tabToolTip(i)
            if text:
                return text
        if widget.whatsThis() or widget.toolTip():
            return widget.whatsThis() or widget.toolTip().replace("\n", "<br>")
        if widget.isWindow():
            return ""
        described = [widget.accessibleName(), widget.accessibleDescription()]
        if widget.accessibleName():
            return "<br>".join(filter(None, described))
        at = widget.mapToParent(at) if at is not None else None
        widget = widget.parentWidget()
    return ""
