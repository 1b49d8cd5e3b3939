"""All activations as small plots, and the chosen one large with a tangent to drag. Draws what it is given."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.arrays import Array
from landscape_app.activation_picture import REACH, Collapse, Curves, gallery
from landscape_app.theme import LIGHT, Theme
from landscape_app.views.activation_rule import ActivationRule

_LOW, _HIGH = -1.6, 3.0  # of the plots' height
_COLUMNS = (5, 4, 3)  # of cards: as many as leave room for their names
_CARD_HEIGHT = 34
_NAMES = 2.6  # heights of its name that a card has at least
_SMALLER = 0.75  # of its letters, where a card is too narrow for its name
_SHARES = (5, 4, 4)  # of the width: cards, plot, words


class ActivationView(QWidget):
    """``use_wanted(id)`` when the network shall have the chosen one, ``chosen(id)`` when another is looked at."""

    use_wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Activation functions"))
        self.current = ""
        self._theme = LIGHT
        self._grid = QGridLayout()
        self._grid.setSpacing(3)
        self._columns = 0
        self.cards = {curves.activation.id: _Card(curves) for curves in gallery()}
        for id, card in self.cards.items():
            card.clicked.connect(lambda _=False, id=id: self.choose(id))
        self.plot = TangentPlot()
        self.title, self.words = QLabel(), QLabel()
        self.title.setProperty("role", "heading")
        for label in (self.title, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rule = ActivationRule()
        self.plot.moved.connect(self._tell_values)
        self.use = QPushButton(self.tr("Use it"))
        self.use.clicked.connect(lambda: self.use_wanted.emit(self.current))
        told = QVBoxLayout()
        told.setContentsMargins(6, 0, 0, 0)
        told.addWidget(self.title)
        told.addWidget(self.rule)
        told.addWidget(self.words)
        told.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 4)
        row.addLayout(self._grid, _SHARES[0])
        row.addWidget(self.plot, _SHARES[1])
        row.addLayout(told, _SHARES[2])
        self._arrange()
        self.own = ""
        self._collapse: Collapse | None = None
        self.choose("tanh")

    def choose(self, id: str) -> None:
        """Look at another activation."""
        self.current = id
        for name, card in self.cards.items():
            card.setChecked(name == id)
        self.plot.set_curves(self.cards[id].curves)
        self.use.setEnabled(bool(self.own) and id != self.own)
        self._tell()
        self.chosen.emit(id)

    def set_own(self, id: str, collapse: Collapse | None) -> None:
        """The network's activation, "" without a network, and the network without one."""
        self._collapse = collapse
        if id != self.own:
            self.own = id
            for name, card in self.cards.items():
                card.set_own(name == id)
            self._arrange()
            if id:
                self.choose(id)
                return
        self.use.setEnabled(bool(id) and self.current != id)
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.plot.set_theme(theme)
        self.rule.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Fewer cards in a row where their names would not fit, as long as the rows have room for curves."""
        widest = _SMALLER * max(card.name_width for card in self.cards.values())
        least = max(_CARD_HEIGHT, *(_NAMES * card.name_height for card in self.cards.values()))
        width, gap = self.width() * _SHARES[0] / sum(_SHARES) - 16, self._grid.spacing()

        def fits(n: int) -> bool:
            return (width - (n - 1) * gap) / n >= widest

        def low(n: int) -> bool:
            rows = len(self.cards) // n + 1
            return rows * (least + gap) <= self.height()

        able = [n for n in _COLUMNS if low(n)] or [_COLUMNS[0]]
        columns = next((n for n in able if fits(n)), able[-1])
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for i, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, i // columns, i % columns)
        rest = len(self.cards) % columns
        self._grid.addWidget(self.use, len(self.cards) // columns, rest, 1, columns - rest)

    def _tell_values(self) -> None:
        if self.current:
            curves = self.cards[self.current].curves
            self.rule.show_at(curves.activation, self.plot.s, *curves.at(self.plot.s))

    def _tell(self) -> None:
        activation = self.cards[self.current].curves.activation
        self.title.setText(activation.label + (self.tr(": this network's") if self.current == self.own else ""))
        self._tell_values()
        collapse = self._collapse
        if self.current == "identity" and collapse is not None:
            out, inner = collapse.weights.shape
            words = self.tr(
                "The {n} layers are one: their product is {out}×{inner}, the outputs differ by at most {gap}."
            )
            gap = f"{collapse.difference:.1e}".replace("-", "−")
            self.words.setText(words.format(n=collapse.layers, out=out, inner=inner, gap=gap))
        else:
            self.words.setText(activation.remark)


def _place(where: QRectF, s: float, y: float) -> QPointF:
    return QPointF(
        where.left() + (s + REACH) / (2 * REACH) * where.width(),
        where.bottom() - (y - _LOW) / (_HIGH - _LOW) * where.height(),
    )


def _curve(painter: QPainter, where: QRectF, s: Array, y: Array, colour: str, pen: QPen) -> None:
    pen.setColor(QColor(colour))
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([_place(where, a, b) for a, b in zip(s.tolist(), y.tolist(), strict=True)]))


def _axes(painter: QPainter, where: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.drawLine(_place(where, -REACH, 0), _place(where, REACH, 0))
    painter.drawLine(_place(where, 0, _LOW), _place(where, 0, _HIGH))


class _Card(QAbstractButton):
    """One activation, small."""

    def __init__(self, curves: Curves) -> None:
        super().__init__()
        self.curves, self._theme, self._own = curves, LIGHT, False
        self.setCheckable(True)
        self.setText(curves.activation.label)
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.setMinimumSize(52, _CARD_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(84, 48)

    @property
    def _font(self) -> QFont:
        font = QFont(QApplication.font())
        font.setPointSizeF(self._theme.font_size * 0.75)
        return font

    @property
    def name_width(self) -> float:
        """Pixels that a card needs for its name."""
        return QFontMetricsF(self._font).horizontalAdvance(self._name) + 8

    @property
    def name_height(self) -> float:
        """Pixels of a line of its name."""
        return QFontMetricsF(self._font).height()

    @property
    def _name(self) -> str:
        short = re.split(r"\s*[(（]", self.text(), maxsplit=1)[0]  # without the other name in parentheses
        return ("● " if self._own else "") + short

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_own(self, own: bool) -> None:
        self._own = own
        name = self.text()
        self.setAccessibleName(self.tr("{name}, the network's").format(name=name) if own else name)
        self.update()

    def nextCheckState(self) -> None:
        """Called by Qt: a click chooses, it never unchooses."""
        self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(theme.panel))
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if strong else theme.line), 2.0 if strong else 1.0))
        painter.drawRoundedRect(box, 4, 4)
        font = self._font
        font.setPointSizeF(font.pointSizeF() * min(1.0, max(_SMALLER, (box.width() - 6) / self.name_width)))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.setPen(QColor(theme.accent if self._own else theme.ink))
        painter.drawText(
            box.adjusted(4, 1, -2, 0), 0, metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, box.width() - 6)
        )
        plot = box.adjusted(4, metrics.height(), -4, -2)
        painter.setClipRect(plot)
        _axes(painter, plot, theme)
        s, f, df = (a[::6] for a in (self.curves.s, self.curves.f, self.curves.df))
        _curve(painter, plot, s, df, theme.runs[1], QPen(QColor(), 1.0))
        _curve(painter, plot, s, f, theme.runs[0], QPen(QColor(), 1.6))


class TangentPlot(QWidget):
    """σ and σ′, a dot on σ at the input s and the tangent of slope σ′(s); drag or use the arrow keys."""

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Input s of the activation"))
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setMinimumWidth(160)
        self._theme = LIGHT
        self._curves: Curves | None = None
        self.s = 0.7

    def set_curves(self, curves: Curves) -> None:
        """Another activation."""
        self._curves = curves
        self.set_s(self.s)

    def set_s(self, s: float) -> None:
        """Another input."""
        self.s = min(max(s, -REACH), REACH)
        self.setAccessibleDescription(self.numbers)
        self.moved.emit(self.s)
        self.update()

    @property
    def numbers(self) -> str:
        """What stands at the dot."""
        if self._curves is None:
            return ""
        y, dy = self._curves.at(self.s)
        return f"s {self.s:.2f}  σ {y:.4g}  σ′ {dy:.4g}".replace("-", "−")

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Called by Qt."""
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Called by Qt, while a button is held."""
        self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        self.set_s((event.position().x() / max(1, self.width()) * 2 - 1) * REACH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt."""
        by = {Qt.Key.Key_Left: -0.1, Qt.Key.Key_Right: 0.1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.set_s(self.s + by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        theme, curves = self._theme, self._curves
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.plot))
        if curves is None:
            return
        font = QFont(QApplication.font())
        font.setPointSizeF(theme.font_size)
        painter.setFont(font)
        where = QRectF(self.rect())
        _axes(painter, where, theme)
        _curve(painter, where, curves.s, curves.df, theme.runs[1], QPen(QColor(), theme.line_width * 0.7))
        _curve(painter, where, curves.s, curves.f, theme.runs[0], QPen(QColor(), theme.line_width))
        y, dy = curves.at(self.s)
        painter.setPen(QPen(QColor(theme.ink), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(_place(where, self.s - 1.5, y - 1.5 * dy), _place(where, self.s + 1.5, y + 1.5 * dy))
        painter.setPen(QPen(QColor(theme.plot), 1.5))
        for value, colour in ((dy, theme.runs[1]), (y, theme.runs[0])):
            painter.setBrush(QColor(colour))
            painter.drawEllipse(_place(where, self.s, value), 5, 5)
        painter.setPen(QColor(theme.ink))
        painter.drawText(where.adjusted(6, 2, -4, 0), 0, f"s = {self.s:.2f}".replace("-", "−"))
        line = QFontMetricsF(font).height()
        for text, colour, row in (("σ", theme.runs[0], 2), ("σ′", theme.runs[1], 1)):
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(where.right() - 24, where.bottom() - row * line + line * 0.6), text)
