"""A4 pages: blocks are put one below the other, none is broken unless it is longer than a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from landscape_app import style
from landscape_app.lessons.document import document
from landscape_app.theme import Theme

DPI = 300
PX = 96.0  # to the inch: the unit of everything here
MARGIN_MM = 18.0


class Paper:
    """Units are pixels of 1/96 inch; ``y`` is where the next block goes. ``close()`` finishes the file."""

    def __init__(self, path: Path, title: str, theme: Theme) -> None:
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(DPI)
        self._writer.setTitle(title)
        self._writer.setCreator("Landscape")
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
        self.theme = theme
        self.painter = QPainter(self._writer)
        self.painter.scale(DPI / PX, DPI / PX)
        font = self.painter.font()
        font.setFamily(style.FAMILY)
        self.painter.setFont(font)
        self.width = self._writer.width() * PX / DPI
        self.height = self._writer.height() * PX / DPI - 24.0  # above the foot
        self.page, self.y = 1, 0.0
        self._foot(title)
        self._title = title

    def _foot(self, title: str) -> None:
        made = document(f"{title} · {self.page}", self.theme, 10.0, self.width)
        self._draw(made, self.height + 10.0)

    def _draw(self, made: QTextDocument, y: float, x: float = 0.0) -> None:
        self.painter.save()
        self.painter.translate(x, y)
        made.drawContents(self.painter)
        self.painter.restore()

    def new_page(self) -> None:
        """The next page, unless this one is still empty."""
        if self.y > 0:
            self._writer.newPage()
            self.page, self.y = self.page + 1, 0.0
            self._foot(self._title)

    def room_for(self, height: float) -> None:
        """Go on to the next page where ``height`` does not fit any more."""
        if self.y + height > self.height:
            self.new_page()

    def words(self, markdown: str, px: float, *, gap: float = 8.0, framed: bool = False) -> None:
        """Markdown with formulas; ``framed``: with a line at its left."""
        if not markdown.strip():
            return
        inset = 12.0 if framed else 0.0
        made = document(markdown, self.theme, px, self.width - inset)
        self.room_for(made.size().height())
        if framed:
            bar = QRectF(0.0, self.y, 3.0, made.size().height())
            self.painter.fillRect(bar, QColor(self.theme.accent))
        self._draw(made, self.y, inset)
        self.y += made.size().height() + gap

    def height_of(self, markdown: str, px: float) -> float:
        """What :meth:`words` would need."""
        return document(markdown, self.theme, px, self.width).size().height() if markdown.strip() else 0.0

    def picture(self, image: QImage, *, gap: float = 8.0) -> None:
        """As wide as the page."""
        height = self.width * image.height() / image.width()
        self.room_for(height)
        self.painter.drawImage(QRectF(0, self.y, self.width, height), image)
        self.y += height + gap

    def block(self, size: QSizeF, paint: Callable[[QPainter, QPointF], None], *, gap: float = 8.0) -> None:
        """Something that paints itself."""
        self.room_for(size.height())
        paint(self.painter, QPointF(0.0, self.y))
        self.y += size.height() + gap

    def table(self, rows: list[list[str]], widths: list[float], row: float = 26.0, *, gap: float = 10.0) -> None:
        """Cells with lines around them; ``widths`` are shares of the page's."""
        self.room_for(row * len(rows))
        painter, total = self.painter, sum(widths)
        painter.setPen(QColor(self.theme.ink))
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        for i, cells in enumerate(rows):
            x = 0.0
            for text, share in zip(cells, widths, strict=True):
                wide = self.width * share / total
                box = QRectF(x, self.y + i * row, wide, row)
                painter.setPen(QColor(self.theme.muted))
                painter.drawRect(box)
                painter.setPen(QColor(self.theme.ink))
                painter.drawText(box.adjusted(3, 0, -3, 0), int(Qt.AlignmentFlag.AlignCenter), text)
                x += wide
        self.y += row * len(rows) + gap

    def close(self) -> None:
        """Finish the file."""
        self.painter.end()
