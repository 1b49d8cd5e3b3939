"""φ(α) along the ray of one step: what a search accepts, what it tried in which order, and where it went."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.words import said
from landscape_app.render.ticks import nice_ticks, tick_texts
from landscape_app.search_step import TANGENT, Band, SearchStep
from landscape_app.searching import Searched
from landscape_app.terms import term_colour
from landscape_app.theme import LIGHT, Theme
from landscape_app.views import strokes
from landscape_app.views.plotting import font_of
from landscape_app.views.words import number

_PAD = 8.0
_ABOVE = 0.6  # of the fall shown is shown above φ(0)
_OVERSHOT = 8.0  # times the fall: a step that ends higher up is shown at the edge
_DOT = 8.0  # radius of a numbered dot at 10 points
_MOST_NAMED = 12  # trials told one by one in words


class SearchPlot(QWidget):
    """Reads the curve under the mouse; writes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._searched: Searched | None = None
        self._cursor: QPointF | None = None
        self._kept: tuple[QRectF, tuple[float, float]] | None = None  # plot area and range, until something differs
        self.setMouseTracking(True)
        self.setMinimumSize(260, 130)
        self.setAccessibleName(self.tr("φ(α) = f(x + αp) along the step"))

    def set_theme(self, theme: Theme) -> None:
        """Colours, fonts and widths."""
        self._theme = theme
        self._kept = None
        self.update()

    def set_searched(self, searched: Searched) -> None:
        """What is drawn."""
        self._searched = searched
        self._kept = None
        self.setAccessibleDescription(self.words())
        self.update()

    @property
    def step(self) -> SearchStep | None:
        """The step drawn, None where there is none."""
        return None if self._searched is None else self._searched.step

    # words

    def heading(self) -> str:
        """Which step, and its α."""
        s = self.step
        if s is None:
            return ""
        if s.failed:
            return self.tr("Step {k}: the search fails").format(k=s.k)
        if s.kind != "search" or s.accepted < 0:
            return self.tr("Step {k}: α = {alpha}").format(k=s.k, alpha=number(s.taken))
        words = self.tr("Step {k}: α = {alpha}, accepted at trial {i}")
        return words.format(k=s.k, alpha=number(s.taken), i=s.accepted + 1)

    def remarks(self) -> str:
        """Why it ended so, and what does not fit into the picture."""
        s = self.step
        if s is None:
            return self.tr("There is no ray to look along: the run makes no step here, or one without a step size.")
        said = []
        if s.kind == "fixed" and s.best is not None:
            said.append(self.tr("Lowest at α = {alpha}.").format(alpha=number(s.best[0])))
        if s.why is not None:
            said.append(str(s.why))
        if s.beyond:
            far = [number(t.alpha) for t in s.trials if t.alpha > s.reach]
            named = ", ".join(far[:3]) + (" …" if len(far) > 3 else "")
            said.append(self.tr("Tried farther out: α = {alphas}").format(alphas=named))
        return "   ".join(said)

    def words(self) -> str:
        """All of it as text, trial by trial."""
        s = self.step
        if s is None:
            return self.remarks()
        rows = [
            self.tr("trial {i}: α = {alpha}, φ = {phi}").format(i=i + 1, alpha=number(t.alpha), phi=number(t.value))
            for i, t in enumerate(s.trials[:_MOST_NAMED])
        ]
        title = [] if self._searched is None or self._searched.run is None else [self._searched.run.spec.title]
        return "; ".join([*title, self.heading(), *rows, self.remarks()])

    def reading(self, alpha: float) -> str:
        """φ there, and which conditions hold."""
        s = self.step
        assert s is not None
        phi = float(np.interp(alpha, s.alpha, s.phi))
        parts = [f"α {number(alpha)}", f"φ {number(phi)}"]
        for band in s.bands:
            holds = any(low <= alpha <= high for low, high in band.intervals)
            parts.append(f"{_translated(band.name)} {'✓' if holds else '✗'}")
        return "   ".join(parts)

    # geometry

    def _rect(self) -> QRectF:
        s, metrics = self.step, QFontMetricsF(font_of(self._theme, 1.5))
        row = metrics.height()
        names = [_translated(band.name) for band in (s.bands if s else ())]
        bold = QFontMetricsF(font_of(self._theme, 1.5, bold=True))
        left = max([metrics.horizontalAdvance("−0.0000"), *(bold.horizontalAdvance(name) for name in names)]) + 14
        top = (1 if self._one_line() else 2) * QFontMetricsF(font_of(self._theme, 0.5, bold=True)).height() + 12
        bottom = 1.2 * row + 8 + (row + 1) * len(names)
        return QRectF(left, top, max(20.0, self.width() - left - 2.2 * row), max(20.0, self.height() - top - bottom))

    def heights(self) -> tuple[float, float]:
        """The values of φ at the bottom and the top."""
        s = self.step
        assert s is not None
        f0 = s.start.value
        finite = s.phi[np.isfinite(s.phi)]
        tried = [t.value for t in s.trials if math.isfinite(t.value) and t.alpha <= s.reach]
        low, high = min([f0, *tried, float(finite.min())]), max(f0, float(finite.max()))
        fall = f0 - low
        if fall > 1e-3 * (high - low):
            ended = float(np.interp(s.taken, s.alpha, s.phi))
            seen = ended if math.isfinite(ended) and ended - low < _OVERSHOT * fall else low
            high = min(high, max(f0 + _ABOVE * fall, seen))
        if not high > low:
            high, low = low + max(abs(low), 1e-12) * 1e-6, low - max(abs(low), 1e-12) * 1e-6
        pad = 0.08 * (high - low)
        return low - pad, high + pad

    def place_of(self, alpha: float, phi: float) -> QPointF:
        """Where a point lies in this widget, logical pixels; never farther outside than can be drawn."""
        if self._kept is None:
            self._kept = self._rect(), self.heights()
        r, (low, high) = self._kept
        assert self.step is not None
        up = min(max((phi - low) / (high - low), -20.0), 20.0) if math.isfinite(phi) else 20.0
        return QPointF(r.left() + alpha / self.step.reach * r.width(), r.bottom() - up * r.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything has another place."""
        self._kept = None
        super().resizeEvent(event)

    # hands

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the curve."""
        self._cursor = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No more reading."""
        self._cursor = None
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The whole picture: some hundreds of points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.plot))
        if self._searched is not None:
            self._paint_words(painter)
            s = self.step
            if s is not None and np.isfinite(s.phi[:2]).all():
                self._paint_plot(painter, s)
        painter.end()

    def _one_line(self) -> bool:
        """Whether heading and remarks fit beside each other."""
        wide = QFontMetricsF(font_of(self._theme, 0.5, bold=True)).horizontalAdvance(self.heading())
        wide += QFontMetricsF(font_of(self._theme, 1.5)).horizontalAdvance(self.remarks())
        return wide + 4 * _PAD < self.width()

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        bold, small = font_of(theme, 0.5, bold=True), font_of(theme, 1.5)
        height = QFontMetricsF(bold).height()
        room = self.width() - 2 * _PAD
        if self.step is None:
            painter.setFont(small)
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(_PAD, 0, room, self.height()), flags, self.remarks())
            return
        beside = self._one_line()
        wide = QFontMetricsF(bold).horizontalAdvance(self.heading()) + 2 * _PAD if beside else 0.0
        for text, font, colour, x, y in (
            (self.heading(), bold, theme.warning if self.step.failed else theme.ink, 0.0, 4.0),
            (self.remarks(), small, theme.muted, wide, 4.0 if beside else 4.0 + height),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room - x)
            painter.drawText(QRectF(_PAD + x, y, room - x, height), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_plot(self, painter: QPainter, s: SearchStep) -> None:
        r = self._rect()
        self._paint_axes(painter, r, s)
        for row, band in enumerate(s.bands):
            self._paint_band(painter, r, row, band)
        painter.save()
        painter.setClipRect(r)
        self._paint_lines(painter, r, s)
        self._paint_curve(painter, s)
        painter.restore()
        self._paint_trials(painter, r, s)
        if self._cursor is not None and r.contains(self._cursor):
            self._paint_reading(painter, r, s)

    def _paint_axes(self, painter: QPainter, r: QRectF, s: SearchStep) -> None:
        theme, font = self._theme, font_of(self._theme, 1.5)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        low, high = self.heights()
        ups = nice_ticks(low, high, max(2, int(r.height() / (2.4 * metrics.height()))))
        for value, text in zip(ups.tolist(), tick_texts(ups), strict=True):
            y = self.place_of(0.0, value).y()
            painter.setPen(strokes.stroke(theme.line, 1.0, alpha=0.6))
            painter.drawLine(QPointF(r.left(), y), QPointF(r.right(), y))
            painter.setPen(QColor(theme.muted))
            box = QRectF(0, y - metrics.height() / 2, r.left() - 6, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        acrosses = nice_ticks(0.0, s.reach, max(2, int(r.width() / (6 * metrics.height()))))
        for value, text in zip(acrosses.tolist(), tick_texts(acrosses), strict=True):
            x = self.place_of(value, low).x()
            wide = metrics.horizontalAdvance(text) + 4
            if x + wide / 2 < r.right() + 4:
                painter.setPen(QColor(theme.muted))
                box = QRectF(x - wide / 2, r.bottom() + 3, wide, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QPointF(r.right() + 6, r.bottom() + 3 + metrics.ascent()), "α")
        painter.setPen(strokes.stroke(theme.line, 1.2))
        painter.drawLine(r.bottomLeft(), r.bottomRight())
        painter.drawLine(r.topLeft(), r.bottomLeft())

    def _paint_band(self, painter: QPainter, r: QRectF, row: int, band: Band) -> None:
        """A bar under the axis; what is accepted is shaded over the whole height too."""
        theme, font = self._theme, font_of(self._theme, 1.5, bold=band.whole)
        metrics = QFontMetricsF(font_of(theme, 1.5))
        height = metrics.height()
        top = r.bottom() + 1.2 * height + 6 + row * (height + 1)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink if band.whole else theme.muted))
        box = QRectF(0, top, r.left() - 6, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _translated(band.name))
        colour = term_colour(theme, "rate")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded(theme.line, 0.45))
        painter.drawRoundedRect(QRectF(r.left(), top + height * 0.3, r.width(), height * 0.4), 2, 2)
        low, _ = self.heights()
        for first, last in band.intervals:
            left, right = self.place_of(first, low).x(), self.place_of(last, low).x()
            if band.whole:
                painter.setBrush(strokes.faded(colour, 0.14))
                painter.drawRect(QRectF(left, r.top(), right - left, r.height()))
            painter.setBrush(strokes.faded(colour, 0.95 if band.whole else 0.5))
            painter.drawRoundedRect(QRectF(left, top + height * 0.22, max(2.0, right - left), height * 0.56), 2, 2)

    def _paint_lines(self, painter: QPainter, r: QRectF, s: SearchStep) -> None:
        theme, font = self._theme, font_of(self._theme, 2.0)
        low, high = self.heights()
        for line in s.lines:
            tangent = line.name == TANGENT
            colour = term_colour(theme, "gradient" if tangent else "rate")
            start = self.place_of(0.0, s.start.value)
            # to where it leaves the picture, so that its slope is exact
            ends = [s.reach]
            if line.slope:
                ends += [a for a in ((low - s.start.value) / line.slope, (high - s.start.value) / line.slope) if a > 0]
            end_alpha = min(ends)
            end = self.place_of(end_alpha, s.start.value + line.slope * end_alpha)
            painter.setPen(strokes.stroke(colour, theme.line_width * 0.75, "dot" if tangent else "dash"))
            painter.drawLine(start, end)
            self._write_beside(painter, r, (start, end), _translated(line.name), font, colour)

    def _write_beside(
        self, painter: QPainter, r: QRectF, line: tuple[QPointF, QPointF], text: str, font: QFont, colour: str
    ) -> None:
        """Under a steep line, left of it where there is room; else at its end."""
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(text)
        start, end = line
        low = start + (end - start) * 0.85
        if end.y() > r.bottom() - metrics.height() and low.x() - wide - 6 > r.left():
            strokes.halo_text(painter, low.x() - wide - 6, low.y(), text, font, colour, self._theme.plot, 3.0)
            return
        at_bottom = end.y() > r.bottom() - metrics.height()
        x = min(end.x() + 5, r.right() - wide - 3) if at_bottom else r.right() - wide - 5
        y = r.bottom() - 5 if at_bottom else end.y() - 5
        if self._curve_crosses(QRectF(x, y - metrics.ascent(), wide, metrics.height())):
            return
        strokes.halo_text(painter, x, max(r.top() + metrics.ascent(), y), text, font, colour, self._theme.plot, 3.0)

    def _curve_crosses(self, box: QRectF) -> bool:
        s = self.step
        assert s is not None
        places = (self.place_of(alpha, phi) for alpha, phi in zip(s.alpha.tolist(), s.phi.tolist(), strict=True))
        return any(box.contains(place) for place in places)

    def _paint_curve(self, painter: QPainter, s: SearchStep) -> None:
        assert self._searched is not None
        assert self._searched.run is not None
        theme = self._theme
        painter.setPen(strokes.stroke(theme.ink, theme.line_width))
        points: list[tuple[float, float]] = []
        for alpha, phi in zip(s.alpha.tolist(), s.phi.tolist(), strict=True):
            if math.isfinite(phi):
                place = self.place_of(alpha, phi)
                points.append((place.x(), place.y()))
                continue
            if len(points) > 1:
                strokes.polyline(painter, np.array(points))
            points = []
        if len(points) > 1:
            strokes.polyline(painter, np.array(points))

    def _paint_trials(self, painter: QPainter, r: QRectF, s: SearchStep) -> None:
        assert self._searched is not None
        assert self._searched.run is not None
        theme = self._theme
        radius = _DOT * theme.font_size / LIGHT.font_size
        own = self._searched.run.colour(theme)
        for i, trial in enumerate(s.trials):
            if trial.alpha <= s.reach and i != s.accepted:
                self._dot(painter, r, trial.alpha, trial.value, str(i + 1), theme.plot, theme.warning, radius)
        if s.kind == "fixed" and s.best is not None:
            self._dot(painter, r, *s.best, "", theme.plot, theme.muted, 0.6 * radius)
        if not s.failed:
            value = float(np.interp(s.taken, s.alpha, s.phi))
            text = str(s.accepted + 1) if s.accepted >= 0 else ""
            self._dot(painter, r, s.taken, value, text, own, theme.plot, radius if text else 0.7 * radius)

    def _dot(
        self, painter: QPainter, r: QRectF, alpha: float, value: float, text: str, fill: str, edge: str, radius: float
    ) -> None:
        """A numbered dot; at the upper edge, with an arrow's head over it, where it lies above the picture."""
        place = self.place_of(alpha, value)
        above = place.y() < r.top()
        if above:
            place = QPointF(place.x(), r.top() + radius + 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill if edge == self._theme.plot else edge))
            painter.drawPolygon(strokes.arrowhead(place.x(), r.top() + 3, 0.0, -1.0, 5.0))
        painter.setPen(strokes.stroke(edge, 1.6))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(place, radius, radius)
        if text:
            font = font_of(self._theme, 2.0, bold=True)
            painter.setFont(font)
            painter.setPen(QColor(edge))
            box = QRectF(place.x() - 2 * radius, place.y() - radius, 4 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_reading(self, painter: QPainter, r: QRectF, s: SearchStep) -> None:
        assert self._cursor is not None
        theme, font = self._theme, font_of(self._theme, 1.0)
        alpha = (self._cursor.x() - r.left()) / r.width() * s.reach
        painter.setPen(strokes.stroke(theme.muted, 1.0))
        painter.drawLine(QPointF(self._cursor.x(), r.top()), QPointF(self._cursor.x(), r.bottom()))
        text, metrics = self.reading(alpha), QFontMetricsF(font)
        w, h = metrics.horizontalAdvance(text) + 18, metrics.height() + 8
        left = min(max(r.left() + 4, self._cursor.x() - w / 2), max(r.left() + 4, r.right() - w - 4))
        top = r.top() + 4 if self._cursor.y() > r.center().y() else r.bottom() - h - 4
        painter.setPen(strokes.stroke(theme.line, 1.0))
        painter.setBrush(strokes.faded(theme.panel, 0.95))
        painter.drawRoundedRect(QRectF(left, top, w, h), 6, 6)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(QRectF(left, top, w, h), Qt.AlignmentFlag.AlignCenter, text)


def _translated(text: str) -> str:
    return said(text)
