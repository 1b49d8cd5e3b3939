"""What stands around the views in an exported picture: title, caption, legend, step counter; and where views lie.

Lengths are logical pixels, of which a picture has more or fewer by its size (:func:`ratio_of`), so that a poster and a
thumbnail have the same composition. What does not change from frame to frame is painted once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTextLayout, QTextOption

from core.objectives.network_slice import NetworkSlice
from core.words import said
from landscape_app.export.words import worded
from landscape_app.results import RunData, Snapshot
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.pixels import equal_scales
from landscape_app.views.words import number

COMPOSED_FOR = (1120, 630)  # the logical size that fonts and margins are chosen for
SMALLEST_RATIO = 0.72  # below, nobody could read the labels; the views shrink instead
PAD = 18.0
GAP = 10.0
SAMPLE = 34.0  # width of a legend entry's line
CAPTION_LINES = 2
SMALL_HEIGHT = 360.0  # logical; a lower picture has no caption
AXES = (60.0, 32.0)  # beside and below a map, about
NETWORK_SHARE = 0.42  # of the height, as in the window
VIEWS = ("3d", "2d", "charts", "network", "all")


def ratio_of(size: tuple[int, int]) -> float:
    """Device pixels to a logical pixel in a picture of ``size`` (width, height)."""
    return max(SMALLEST_RATIO, min(size[0] / COMPOSED_FOR[0], size[1] / COMPOSED_FOR[1]))


@dataclass(frozen=True)
class Places:
    """Where each part lies, device pixels; None where it is not shown."""

    surface: QRect | None
    plane: QRect | None
    charts: QRect | None
    network: QRect | None = None


class Layout:
    """The chrome of one snapshot at one size."""

    def __init__(self, snapshot: Snapshot, view: str, size: tuple[int, int], theme: Theme) -> None:
        self._snapshot, self._view, self._theme = snapshot, view, theme
        self._size = size
        self._ratio = ratio_of(size)
        self._width, self._height = size[0] / self._ratio, size[1] / self._ratio
        self._runs = tuple(run for run in snapshot.runs if run.spec.visible)
        self._title_font, self._font, self._small = _font(theme, 6.5, True), _font(theme, 1.0), _font(theme, 0.5)
        self._value_font = _font(theme, 1.0, True)
        scene = snapshot.scene
        self._title = said(scene.title) or scene.objective.label
        self._entries: list[tuple[RunData, QRectF]] = []
        self._value_width = QFontMetricsF(self._value_font).horizontalAdvance("f = −0.00·10⁻⁰⁰")
        self._head_height = self._compose()
        self._still = self._paint_still()

    @property
    def ratio(self) -> float:
        """Device pixels to a logical pixel."""
        return self._ratio

    @property
    def places(self) -> Places:
        """Where the views go."""
        flat = self._snapshot.surface is None
        top, left = self._head_height, PAD
        beside = self._column + PAD if self._column else 0.0
        width, height = self._width - 2 * PAD - beside, self._height - top - PAD
        whole = self._rect(left, top, width, height)
        if self._view == "3d" and not flat:
            # to the edges: nothing frames a surface better than room
            return Places(self._rect(0, top, self._width - beside, self._height - top), None, None)
        if self._view in ("3d", "2d"):
            return Places(None, whole, None)
        if self._view == "charts":
            return Places(None, None, whole)
        if self._view == "network" and self._has_network:
            return Places(None, None, None, whole)
        lower = round(height * (NETWORK_SHARE if self._shows_network else 0.34))
        upper = height - lower - GAP
        strip = self._rect(left, top + upper + GAP, width, lower)
        charts, network = (None, strip) if self._shows_network else (strip, None)
        if flat:
            return Places(None, self._rect(left, top, width, upper), charts)
        if self._width < self._height:  # tall: one above the other
            half = (upper - GAP) / 2
            above = self._rect(left, top, width, half), self._rect(left, top + half + GAP, width, half)
            return Places(*above, charts, network)
        ratio = equal_scales(self._snapshot.scene.view_domain)
        plane = min(upper * 1.3 if ratio is None else (upper - AXES[1]) * ratio + AXES[0], width * 0.46)
        return Places(
            self._rect(left, top, width - plane - GAP, upper),
            self._rect(left + width - plane, top, plane, upper),
            charts,
            network,
        )

    @property
    def _counted(self) -> str:
        """What the counter counts."""
        return worded("step") if self._runs or not self._has_network else worded("epoch")

    @property
    def _has_network(self) -> bool:
        return isinstance(self._snapshot.scene.objective, NetworkSlice)

    @property
    def _shows_network(self) -> bool:
        """Whether the network stands in the charts' place: where it is looked at, or there is nothing to chart."""
        return self._has_network and (self._snapshot.scene.page.below == "network" or not self._runs)

    def background(self) -> QImage:
        """A fresh picture with everything that stands still."""
        return self._still.copy()

    def paint_changing(self, painter: QPainter, head: float) -> None:
        """The step counter and the runs' values at ``head``; the painter's units are device pixels."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._ratio, self._ratio)
        theme, total = self._theme, self._snapshot.length
        step = min(int(head + 1e-9), total)
        metrics = QFontMetricsF(self._title_font)
        base = PAD + metrics.ascent() - 4
        small = QFontMetricsF(self._font)
        of = f" / {total}"
        right = self._width - PAD
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(right - small.horizontalAdvance(of), base), of)
        painter.setFont(self._title_font)
        painter.setPen(QColor(theme.ink))
        count = str(step)
        at = right - small.horizontalAdvance(of) - metrics.horizontalAdvance(count)
        painter.drawText(QPointF(at, base), count)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        word = self._counted + " "
        painter.drawText(QPointF(right - self._counter_width(), base), word)
        painter.setFont(self._value_font)
        for run, rect in self._entries:
            text, colour = self._value(run, step)
            painter.setPen(QColor(colour))
            painter.drawText(self._parts(rect)[2], Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    # ------------------------------------------------------------ composing

    def _value(self, run: RunData, step: int) -> tuple[str, str]:
        t = run.trajectory
        if t.stop is not None and t.stop.rule == "diverged" and step >= t.steps:
            return worded("diverged"), self._theme.warning
        return "f = " + number(float(t.f[min(step, t.steps)])), self._theme.ink

    def _counter_width(self) -> float:
        big, small = QFontMetricsF(self._title_font), QFontMetricsF(self._font)
        total = str(self._snapshot.length)
        widest = big.horizontalAdvance("0" * len(total))
        return widest + small.horizontalAdvance(self._counted + " " + " / " + total)

    def _compose(self) -> float:
        """Lay out the head of the picture; returns where the views begin."""
        y = PAD + QFontMetricsF(self._title_font).height() - 4
        small = self._height < SMALL_HEIGHT  # the views need the room
        self._caption = [] if small else self._wrapped(said(self._snapshot.scene.caption), self._width - 2 * PAD)
        self._caption_top = y
        y += len(self._caption) * QFontMetricsF(self._small).lineSpacing()
        y += 8
        names, self._column = QFontMetricsF(self._font), 0.0
        if not self._runs:
            return y + GAP
        name = max(names.horizontalAdvance(r.spec.title) for r in self._runs)
        if self._view in ("3d", "2d") and self._snapshot.surface is not None and self._width > 1.4 * self._height:
            # one square view in a wide picture leaves room beside it
            self._column = min(SAMPLE + 8 + max(name, self._value_width) + 1, 0.28 * self._width)
            row = min(2 * names.height() + 12, (self._height - y - GAP - PAD) / len(self._runs))
            for i, run in enumerate(self._runs):
                left = self._width - PAD - self._column
                self._entries.append((run, QRectF(left, y + GAP + i * row, self._column, row)))
            return y + GAP
        row = names.height() + 6
        room = self._width - 2 * PAD
        entry = min(SAMPLE + 8 + name + 12 + self._value_width, room)
        columns = max(1, min(len(self._runs), int((room + 18) // (entry + 18))))
        rows = math.ceil(len(self._runs) / columns)
        columns = math.ceil(len(self._runs) / rows)
        for i, run in enumerate(self._runs):
            at = QRectF(PAD + (i % columns) * (entry + 18), y + (i // columns) * row, entry, row)
            self._entries.append((run, at))
        y += rows * row
        return y + GAP

    def _wrapped(self, text: str, width: float) -> list[str]:
        """``text`` in at most CAPTION_LINES lines, the last one cut with an ellipsis."""
        text = " ".join(text.split())
        if not text:
            return []
        metrics = QFontMetricsF(self._small)
        layout = QTextLayout(text, self._small)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        while len(lines) < CAPTION_LINES:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            start = line.textStart()
            last = len(lines) == CAPTION_LINES - 1
            part = text[start:] if last else text[start : start + line.textLength()]
            lines.append(metrics.elidedText(part.strip(), Qt.TextElideMode.ElideRight, width))
        layout.endLayout()
        return lines

    def _paint_still(self) -> QImage:
        theme = self._theme
        image = QImage(QSize(*self._size), QImage.Format.Format_RGB32)
        image.fill(QColor(theme.plot))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._ratio, self._ratio)
        metrics = QFontMetricsF(self._title_font)
        painter.setFont(self._title_font)
        painter.setPen(QColor(theme.ink))
        room = self._width - 2 * PAD - self._counter_width() - 24
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(PAD, PAD + metrics.ascent() - 4), title)
        small = QFontMetricsF(self._small)
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        for i, line in enumerate(self._caption):
            painter.drawText(QPointF(PAD, self._caption_top + small.ascent() + i * small.lineSpacing()), line)
        for run, rect in self._entries:
            self._paint_entry(painter, run, rect)
        painter.end()
        return image

    def _paint_entry(self, painter: QPainter, run: RunData, rect: QRectF) -> None:
        theme = self._theme
        sample, name, _ = self._parts(rect)
        middle = sample.center().y()
        colour = run.colour(theme)
        painter.setPen(strokes.stroke(colour, theme.line_width + 0.3, run.dash))
        painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.left() + SAMPLE, middle))
        strokes.draw_marker(painter, rect.left() + SAMPLE / 2, middle, 5.6, run.marker, colour, theme.plot, 1.2)
        painter.setFont(self._font)
        painter.setPen(QColor(theme.ink))
        shown = QFontMetricsF(self._font).elidedText(run.spec.title, Qt.TextElideMode.ElideRight, name.width() + 0.5)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _parts(self, rect: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        """Places of the sample, the name and the value in a legend entry; in a column the value is below."""
        left = rect.left() + SAMPLE + 8
        if self._column:
            line = rect.height() * 0.42
            under = QRectF(left, rect.top() + line, rect.right() - left, line)
            sample = QRectF(rect.left(), rect.top(), SAMPLE, line)
            return sample, QRectF(left, rect.top(), rect.right() - left, line), under
        value = QRectF(rect.right() - self._value_width, rect.top(), self._value_width, rect.height())
        name = QRectF(left, rect.top(), value.left() - 12 - left, rect.height())
        return QRectF(rect.left(), rect.top(), SAMPLE, rect.height()), name, value

    def _rect(self, x: float, y: float, width: float, height: float) -> QRect:
        r = self._ratio
        left, top = round(x * r), round(y * r)
        right, bottom = round((x + width) * r), round((y + height) * r)
        return QRect(left, top, max(16, right - left), max(16, bottom - top))


def _font(theme: Theme, larger: float, bold: bool = False) -> QFont:
    """The application's font, in pixels: a picture is the same whatever the screen's resolution."""
    from PySide6.QtWidgets import QApplication

    font = QFont(QApplication.font())
    font.setPixelSize(round((theme.font_size + larger) * 96 / 72))
    font.setBold(bold)
    return font
