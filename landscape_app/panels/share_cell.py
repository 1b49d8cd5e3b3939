"""A cell of a table that shows a share: its count in words, its confidence interval as a bar below them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from landscape_app.theme import LIGHT, Theme

SHARE = Qt.ItemDataRole.UserRole + 1  # (share, low, high), or None
COLOUR = Qt.ItemDataRole.UserRole + 2  # "#rrggbb"
_BAR = 6.0  # pixels high
_PAD = 8.0


class ShareDelegate(QStyledItemDelegate):
    """The bar runs from 0 to 100 %: filled to the share, with the interval as a bracket over it."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the words and the bar."""
        size = super().sizeHint(option, index)
        high = option.fontMetrics.height()
        if index.data(SHARE) is None:
            return QSize(size.width(), high + 10)
        return QSize(max(size.width() + 8, 11 * high // 2), round(high + _BAR + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Words, track, share, interval."""
        found = index.data(SHARE)
        if found is None:
            super().paint(painter, option, index)
            return
        share, low, high = found
        area = QRectF(option.rect)
        colour = QColor(index.data(COLOUR) or self.theme.accent)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.theme.ink))
        painter.setFont(option.font)
        words = QRectF(area.left() + _PAD, area.top() + 2, area.width() - 2 * _PAD, area.height() - _BAR - 8)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        track = QRectF(words.left(), area.bottom() - _BAR - 6, words.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.line))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        painter.setBrush(colour)
        if share > 0:
            wide = max(_BAR, share * track.width())
            painter.drawRoundedRect(QRectF(track.left(), track.top(), wide, _BAR), _BAR / 2, _BAR / 2)
        painter.setPen(QPen(QColor(self.theme.ink), 1.4))
        middle, left, right = (
            track.center().y(),
            track.left() + low * track.width(),
            track.left() + high * track.width(),
        )
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for x in (left, right):
            painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2))
        painter.restore()
