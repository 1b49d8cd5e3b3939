"""The pictures of a film of small multiples: every pane a film of its own, in a grid under one title."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from landscape_app.export.frames import Film
from landscape_app.export.layout import PAD, ratio_of
from landscape_app.results import Snapshot
from landscape_app.scene.model import CameraState
from landscape_app.theme import THEMES
from landscape_app.views.plotting import font_of
from landscape_app.views.room import MAP, SURFACE, columns


class PanesFilm:
    """Pictures of finished snapshots side by side. ``close()`` it, as a :class:`Film`."""

    def __init__(
        self, title: str, snapshots: tuple[Snapshot, ...], view: str, size: tuple[int, int], theme: str
    ) -> None:
        self._theme, self._size, self._title = THEMES[theme], size, title
        self._ratio = ratio_of(size)
        self._font = self._title_font()
        self._cells = self._places(len(snapshots), MAP if view == "2d" else SURFACE)
        self._films = [
            Film(snapshot, view, (cell.width(), cell.height()), theme)
            for snapshot, cell in zip(snapshots, self._cells, strict=True)
        ]
        self._lengths = [float(snapshot.length) for snapshot in snapshots]

    def frame(self, head: float, camera: CameraState) -> QImage:
        """The picture at the fractional step ``head``, Format_RGB32; a pane whose runs have ended stands still."""
        image = QImage(*self._size, QImage.Format.Format_RGB32)
        image.fill(QColor(self._theme.line))
        painter = QPainter(image)
        self._paint_title(painter)
        for film, cell, last in zip(self._films, self._cells, self._lengths, strict=True):
            painter.drawImage(cell.topLeft(), film.frame(min(head, last), camera))
        painter.end()
        return image

    def cells(self) -> tuple[QRect, ...]:
        """Where the panes lie, device pixels."""
        return tuple(self._cells)

    def pixel_of(self, head: float, camera: CameraState, run: int) -> list[dict[str, tuple[float, float]]]:
        """Where run ``run`` stands at ``head`` in each pane, as :meth:`Film.pixel_of`, in pixels of the whole."""
        out = []
        for film, cell, last in zip(self._films, self._cells, self._lengths, strict=True):
            found = film.pixel_of(min(head, last), camera, run)
            out.append({view: (x + cell.left(), y + cell.top()) for view, (x, y) in found.items()})
        return out

    def close(self) -> None:
        """Let go of every pane."""
        for film in self._films:
            film.close()
        self._films.clear()

    def _title_font(self) -> QFont:
        font = font_of(self._theme, bold=True)
        font.setPixelSize(max(10, round(1.7 * self._theme.font_size * self._ratio)))
        return font

    def _head(self) -> int:
        return round(QFontMetricsF(self._font).height() + PAD * self._ratio) if self._title else 0

    def _paint_title(self, painter: QPainter) -> None:
        if not self._title:
            return
        strip = QRectF(0, 0, self._size[0], self._head())
        painter.fillRect(strip, QColor(self._theme.plot))
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.ink))
        inside = strip.adjusted(PAD * self._ratio, 0, -PAD * self._ratio, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        words = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, flags, words)

    def _places(self, count: int, shape: float) -> list[QRect]:
        """Cells in reading order, a hair apart."""
        top, gap = self._head(), max(1, round(self._ratio))
        across = columns(count, self._size[0], self._size[1] - top, shape)
        rows = -(-count // across)
        width = (self._size[0] - (across - 1) * gap) // across
        height = (self._size[1] - top - (rows - 1) * gap) // rows
        return [
            QRect((i % across) * (width + gap), top + (i // across) * (height + gap), width, height)
            for i in range(count)
        ]
