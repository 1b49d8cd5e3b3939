"""All activations as small plots, and the chosen one large with a tangent to drag. Draws what it is given."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from core.arrays import Array
from landscape_app.activation_picture import REACH, Collapse, Curves, gallery
from landscape_app.theme import LIGHT, Theme

_LOW, _HIGH = -1.6, 3.0  # of the plots' height
_COLUMNS = 5


class ActivationView(QWidget):
    """``use_wanted(id)`` when the network shall have the chosen one, ``chosen(id)`` when another is looked at."""

    use_wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Activation functions"))
        self.current = ""
        grid = QGridLayout()
        grid.setSpacing(3)
        self.cards = {curves.activation.id: _Card(curves) for curves in gallery()}
        for i, (id, card) in enumerate(self.cards.items()):
            grid.addWidget(card, i // _COLUMNS, i % _COLUMNS)
            card.clicked.connect(lambda _=False, id=id: self.choose(id))
        self.plot = TangentPlot()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.use = QPushButton(self.tr("Use it"))
        self.use.clicked.connect(lambda: self.use_wanted.emit(self.current))
        rest = len(self.cards) % _COLUMNS
        grid.addWidget(self.use, len(self.cards) // _COLUMNS, rest, 1, _COLUMNS - rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 4)
        row.addLayout(grid, 5)
        row.addWidget(self.plot, 4)
        row.addWidget(self.words, 4)
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
            if id:
                self.choose(id)
                return
        self.use.setEnabled(bool(id) and self.current != id)
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self.plot.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)

    def _tell(self) -> None:
        activation = self.cards[self.current].curves.activation
        lines = [
            activation.label + (self.tr(": this network's") if self.current == self.own else ""),
            f"σ(s) = {activation.formula}",
            f"σ′(s) = {activation.derivative}",
        ]
        collapse = self._collapse
        if self.current == "identity" and collapse is not None:
            out, inner = collapse.weights.shape
            words = self.tr(
                "The {n} layers are one: their product is {out}×{inner}, the outputs differ by at most {gap}."
            )
            lines.append(words.format(n=collapse.layers, out=out, inner=inner, gap=f"{collapse.difference:.1e}"))
        else:
            lines.append(activation.remark)
        self.words.setText("\n".join(lines))
        self.words.setToolTip(self.words.text())


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
        self.setMinimumSize(52, 34)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(84, 48)

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
        font = QFont(QApplication.font())
        font.setPointSizeF(theme.font_size * 0.75)
        font.setBold(self._own)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        name = ("● " if self._own else "") + self.text()
        painter.setPen(QColor(theme.accent if self._own else theme.ink))
        painter.drawText(
            box.adjusted(4, 1, -2, 0), 0, metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width() - 6)
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
        painter.drawText(where.adjusted(6, 2, -4, 0), Qt.TextFlag.TextWordWrap, self.numbers)
        line = QFontMetricsF(font).height()
        for text, colour, row in (("σ", theme.runs[0], 2), ("σ′", theme.runs[1], 1)):
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(where.right() - 24, where.bottom() - row * line + line * 0.6), text)
