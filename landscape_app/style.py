"""The window's clothes: a Qt style sheet and palette made from the Theme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from landscape_app import resources
from landscape_app.theme import Theme

FAMILY = "Landscape Sans"
CHINESE = "Landscape Sans SC"


def add_fonts() -> None:
    """Make the bundled fonts known; the Chinese one lends what the other lacks. Needs a QGuiApplication."""
    for font in sorted((resources.assets() / "fonts").glob("*.[ot]tf")):
        if str(font) not in _added:
            QFontDatabase.addApplicationFont(str(font))
            _added.add(str(font))
    QFont.insertSubstitution(FAMILY, CHINESE)


_added: set[str] = set()

_SHEET = """
* {{ font-size: {size}pt; }}
QMainWindow, QDialog, QMessageBox {{ background: {window}; }}
QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {window}; }}
QLabel {{ color: {ink}; background: transparent; }}
QFrame#title_row {{ background: {panel}; border: none; border-bottom: 1px solid {line}; }}
QLabel#caption {{ padding: 7px 12px; background: {panel}; }}
QPushButton#next_preset {{ background: {panel}; color: {accent}; border: 1px solid transparent; padding: 4px 8px; }}
QPushButton#next_preset:hover {{ background: {hover}; }}
QPushButton#next_preset:focus {{ border: 1px solid {accent}; }}
QLabel#message {{ color: {muted}; padding-left: 6px; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="formula"] {{ color: {ink}; background: {plot}; border: 1px solid {line}; border-radius: 6px;
    padding: 6px 8px; }}
QLabel[role="heading"] {{ font-weight: bold; }}
QLabel[role="error"], QLabel#message[role="error"] {{ color: {warning}; }}
QMenuBar {{ background: {window}; color: {ink}; }}
QMenuBar::item {{ padding: 4px 9px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {panel}; color: {ink}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 26px 5px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QStatusBar {{ background: {window}; color: {muted}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QTabWidget::pane {{ border: none; background: {window}; }}
QTabBar {{ background: {window}; qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 7px 14px; color: {muted}; background: transparent; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:hover {{ color: {ink}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QTabBar#network_pages::tab {{ padding: 5px 8px; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QDockWidget {{ color: {ink}; }}
QMainWindow::separator {{ background: {window}; width: 4px; height: 4px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QFrame[role="card"] {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="bar"] {{ background: {panel}; border-top: 1px solid {line}; }}
QFrame[role="notice"] {{ background: {panel}; border: none; border-left: 4px solid {accent};
    border-bottom: 1px solid {line}; }}
QFrame[role="strip"] {{ background: transparent; border: none; }}
QPushButton, QToolButton {{ background: {panel}; color: {ink}; border: 1px solid {line}; border-radius: 6px;
    padding: 4px 10px; }}
QToolButton {{ padding: 3px; }}
QToolButton[role="flat"] {{ background: transparent; border: 1px solid transparent; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {pressed}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {accent}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:default:disabled {{ background: {line}; color: {muted}; border-color: {line}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {muted}; background: {window}; }}
QToolButton[role="flat"]:disabled {{ background: transparent; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QDialogButtonBox QPushButton {{ min-width: 68px; }}
QToolButton::menu-indicator {{ image: none; }}
QPushButton::menu-indicator {{ image: url("{icons}/down-{mode}.svg"); width: 14px; height: 14px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 8px; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {{ background: {plot}; color: {ink}; border: 1px solid {line};
    border-radius: 5px; padding: 3px 6px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border: 1px solid {accent}; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {muted}; background: {window}; }}
QCheckBox:disabled {{ color: {muted}; }}
QLineEdit[invalid="true"] {{ border: 2px solid {warning}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView::item {{ min-height: {row}px; padding: 0px 6px; }}
QComboBox QAbstractItemView::item:disabled {{ color: {muted}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{icons}/down-{mode}.svg"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {panel}; color: {ink}; border: 1px solid {line}; outline: none;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QCheckBox {{ color: {ink}; spacing: 7px; background: transparent; }}
QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 4px;
    background: {plot}; }}
QCheckBox::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
    image: url("{icons}/check-on-accent-{mode}.svg"); }}
QCheckBox:focus {{ color: {accent}; }}
QTableView, QListView, QListWidget {{ background: {panel}; color: {ink}; border: none; gridline-color: {line};
    alternate-background-color: {window}; selection-background-color: {pressed}; selection-color: {ink}; }}
QTreeWidget::item {{ padding: 3px 4px; }}
QTreeView, QTreeWidget {{ background: {panel}; color: {ink}; border: none; outline: none; }}
QHeaderView {{ background: {window}; }}
QHeaderView::section {{ background: {window}; color: {muted}; border: none; border-bottom: 1px solid {line};
    padding: 5px 8px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {plot}; border: 1px solid {line}; border-radius: 5px; text-align: center; color: {ink}; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 4px; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {line}; padding: 4px; }}
"""


def apply(theme: Theme) -> None:
    """Dress the application in ``theme``; costs nothing where it wears it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "a QApplication stands before any style"
    worn = app.styleSheet()
    if worn == sheet(theme):  # which has every colour and size of the theme
        return
    if not worn:
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    font = QFont(FAMILY)
    font.setPointSizeF(theme.font_size)
    app.setFont(font)
    app.setStyleSheet(sheet(theme))


def sheet(theme: Theme) -> str:
    """The style sheet."""
    return _SHEET.format(
        size=f"{theme.font_size:g}",
        row=round(2.3 * theme.font_size),
        icons=(resources.assets() / "icons").as_posix(),
        mode="dark" if theme.dark else "light",
        window=theme.window,
        panel=theme.panel,
        plot=theme.plot,
        ink=theme.ink,
        muted=theme.muted,
        line=theme.line,
        accent=theme.accent,
        warning=theme.warning,
        on_accent="#101319" if theme.dark else "#ffffff",
        hover=_mixed(theme.panel, theme.ink, 0.07),
        pressed=_mixed(theme.panel, theme.accent, 0.22),
    )


def palette(theme: Theme) -> QPalette:
    """The palette, for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.ink),
        (role.Base, theme.plot),
        (role.AlternateBase, theme.window),
        (role.Text, theme.ink),
        (role.Button, theme.panel),
        (role.ButtonText, theme.ink),
        (role.Highlight, theme.accent),
        (role.HighlightedText, "#101319" if theme.dark else "#ffffff"),
        (role.ToolTipBase, theme.panel),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.muted),
        (role.Link, theme.accent),
        (role.Mid, theme.line),
    ):
        made.setColor(which, QColor(colour))
    made.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(theme.muted))
    made.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(theme.muted))
    made.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(theme.muted))
    return made


def _mixed(a: str, b: str, share: float) -> str:
    one, two = QColor(a), QColor(b)
    parts = [round(x + (y - x) * share) for x, y in zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*parts).name()
