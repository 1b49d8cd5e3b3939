"""The presets, as pictures to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.words import said
from landscape_app.scene.presets import Preset
from landscape_app.theme import LIGHT, Theme

WIDTH, HEIGHT = 256, 160  # of a picture, as ``thumbnails`` makes them
_MARGIN = 14
_TITLE = 2.2  # height of the title, in points of the theme's letters
_RATIO = 2.0
_ID = Qt.ItemDataRole.UserRole


class Gallery(QDialog):
    """``chosen(path)`` when a preset is opened, by double click, Enter or the button."""

    chosen = Signal(str)

    def __init__(self, presets: Sequence[Preset], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preset gallery"))
        self._presets = {preset.id: preset for preset in presets}
        self._pictures: dict[str, QPixmap] = {}
        self._theme = LIGHT
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search titles and descriptions"))
        self.search.setAccessibleName(self.tr("Search the presets"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.chapters = self._made_chapters(presets)
        label = QLabel(self.tr("&Search"))
        label.setBuddy(self.search)
        self.list = self._made_list()
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.caption.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self.open_button = self.buttons.button(QDialogButtonBox.StandardButton.Open)
        self.open_button.setText(self.tr("&Open"))
        self.open_button.setIcon(QIcon())
        self.open_button.setDefault(True)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Cancel"))
        cancel.setIcon(QIcon())
        self.buttons.accepted.connect(self._open)
        self.buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        shelves = QHBoxLayout()
        shelves.setSpacing(10)
        shelves.addWidget(self.chapters)
        shelves.addWidget(self.list, 1)
        layout.addLayout(shelves, 1)
        layout.addWidget(self.caption)
        layout.addWidget(self.buttons)
        self.resize(3 * (WIDTH + 2 * _MARGIN) + 80 + self.chapters.width(), 680)
        for preset in presets:
            self._add(preset)
        self._filter()
        self.search.setFocus()

    def _made_chapters(self, presets: Sequence[Preset]) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(self.tr("Chapters"))
        everything = QListWidgetItem(self.tr("Everything"))
        everything.setData(_ID, "")
        made.addItem(everything)
        for chapter in dict.fromkeys(preset.chapter for preset in presets):
            item = QListWidgetItem(said(chapter))
            item.setData(_ID, chapter)
            made.addItem(item)
        made.setCurrentRow(0)
        made.setFixedWidth(made.sizeHintForColumn(0) + 40)
        made.currentItemChanged.connect(lambda *_: self._filter())
        return made

    def _made_list(self) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(self.tr("Presets"))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setMovement(QListView.Movement.Static)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        made.setUniformItemSizes(True)
        made.setWordWrap(True)
        made.setIconSize(QSize(WIDTH, HEIGHT))
        made.currentItemChanged.connect(lambda now, _before: self._show_caption(now))
        made.itemDoubleClicked.connect(lambda _item: self._open())
        return made

    def _add(self, preset: Preset) -> None:
        item = QListWidgetItem(preset.title)
        item.setData(_ID, preset.id)
        item.setToolTip(preset.caption)
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.list.addItem(item)

    def set_thumbnail(self, id: str, pixmap: QPixmap) -> None:
        """The picture of preset ``id``; unknown ones are passed over."""
        if id in self._presets:
            self._pictures[id] = pixmap
            for i in range(self.list.count()):
                if self.list.item(i).data(_ID) == id:
                    self._dress(self.list.item(i))

    def set_theme(self, theme: Theme) -> None:
        """Frames and placeholders in the theme's colours."""
        self._theme = theme
        self.list.setGridSize(QSize(WIDTH + 2 * _MARGIN, round(HEIGHT + 2 * _MARGIN + _TITLE * theme.font_size)))
        accent = QColor(theme.accent)
        self.list.setStyleSheet(
            "QListWidget { border-radius: 8px; padding: 6px; }"
            f"QListWidget::item {{ color: {theme.ink}; border-radius: 8px; padding: 6px 0px 4px 0px; }}"
            f"QListWidget::item:selected {{ background: rgba({accent.red()}, {accent.green()}, {accent.blue()}, 45); }}"
        )
        self.chapters.setStyleSheet(
            "QListWidget { border-radius: 8px; padding: 6px; }"
            f"QListWidget::item {{ color: {theme.ink}; border-radius: 6px; padding: 5px 8px; }}"
            f"QListWidget::item:selected {{ background: rgba({accent.red()}, {accent.green()}, {accent.blue()}, 45); }}"
        )
        self.chapters.setFixedWidth(self.chapters.sizeHintForColumn(0) + 28)
        for i in range(self.list.count()):
            self._dress(self.list.item(i))

    def _dress(self, item: QListWidgetItem) -> None:
        picture = _framed(self._pictures.get(item.data(_ID)), self._theme, self._theme.line)
        lit = _framed(self._pictures.get(item.data(_ID)), self._theme, self._theme.accent)
        icon = QIcon(picture)
        icon.addPixmap(lit, QIcon.Mode.Selected)
        item.setIcon(icon)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        chapter = self.chapters.currentItem().data(_ID) if self.chapters.currentItem() is not None else ""
        first = None
        for i in range(self.list.count()):
            item = self.list.item(i)
            preset = self._presets[item.data(_ID)]
            text = f"{preset.title} {preset.caption} {preset.id}".casefold()
            elsewhere = bool(chapter) and preset.chapter != chapter
            item.setHidden(elsewhere or not all(word in text for word in words))
            if first is None and not item.isHidden():
                first = item
        now = self.list.currentItem()
        if first is None:
            self.list.setCurrentRow(-1)
        elif now is None or now.isHidden():
            self.list.setCurrentItem(first)
        self._show_caption(self.list.currentItem())

    def _show_caption(self, item: QListWidgetItem | None) -> None:
        self.open_button.setEnabled(item is not None)
        text = self.tr("No preset has these words.") if item is None else self._presets[item.data(_ID)].caption
        self.caption.setText(text)

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None and self.result() != QDialog.DialogCode.Accepted:
            self.accept()
            self.chosen.emit(str(self._presets[item.data(_ID)].path))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search box into the pictures."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.search and down and event.type() == QEvent.Type.KeyPress:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)


def _framed(picture: QPixmap | None, theme: Theme, line: str) -> QPixmap:
    """``picture`` (None: a blank) with round corners and a border."""
    made = QPixmap(int(WIDTH * _RATIO), int(HEIGHT * _RATIO))
    made.setDevicePixelRatio(_RATIO)
    made.fill(Qt.GlobalColor.transparent)
    rect = QRectF(1, 1, WIDTH - 2, HEIGHT - 2)
    path = QPainterPath()
    path.addRoundedRect(rect, 8, 8)
    painter = QPainter(made)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillPath(path, QColor(theme.plot))
    if picture is not None and not picture.isNull():
        painter.setClipPath(path)
        scaled = picture.size().scaled(WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        x, y = (WIDTH - scaled.width()) / 2, (HEIGHT - scaled.height()) / 2
        painter.drawPixmap(QRectF(x, y, scaled.width(), scaled.height()), picture, QRectF(picture.rect()))
        painter.setClipping(False)
    else:
        painter.setPen(QPen(QColor(theme.line), 1.2))
        for ring in range(1, 5):  # level lines, until the picture comes
            painter.drawEllipse(rect.center(), 26.0 * ring, 14.0 * ring)
    painter.setPen(QPen(QColor(line), 1.5))
    painter.drawPath(path)
    painter.end()
    return made
