"""Backpropagation as a graph of matrices, forward above and back below, one stage lit. Draws what it is given."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.backprop_picture import ERRATUM, SLIDE, TENSOR, Backprop, Stage, named, shape_text
from landscape_app.theme import LIGHT, Theme, rgb
from landscape_app.views.slider_look import slider_style

_PAD = 8.0
_CELL = 1.5  # pixels of a cell to a point of the letters
_LEAST = 0.6  # of their size, to which names shrink
_MOST_CELLS = 64  # of a side of a heat map that are drawn
_MISFIT = QT_TRANSLATE_NOOP("network", "the shapes do not match")
_DIFFERENCE = QT_TRANSLATE_NOOP("network", "largest difference {gap}")
_BY_LAYER = QT_TRANSLATE_NOOP("network", "gradient by layer (log)")
_CHECKED_BY = QT_TRANSLATE_NOOP("network", "{how}, {n} entries:")


class BackpropControls(QWidget):
    """Which sample, which stage, which layout: ``asked(sample, rows)`` for other numbers, ``stepped(stage)``."""

    asked = Signal(int, bool)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample = QSlider(Qt.Orientation.Horizontal)
        self.sample.setFixedWidth(72)
        self.told = QLabel()
        self.sample.setRange(0, 1)
        self.sample.setAccessibleName(self.tr("Training sample, 0 for the mean of all"))
        self.sample.setValue(1)
        self.sample.setToolTip(self.sample.accessibleName())
        self.back, self.ahead = QToolButton(), QToolButton()
        for button, text, name in (
            (self.back, "◀", self.tr("One stage back")),
            (self.ahead, "▶", self.tr("One stage on")),
        ):
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setAutoRaise(True)
            button.setAutoRepeat(True)
        self.count = QLabel()
        self.layouts = QComboBox()
        self.layouts.addItems([self.tr("∇ columns"), self.tr("∇ rows")])
        self.layouts.setToolTip(self.tr("Layout of the gradients"))
        self.layouts.setAccessibleName(self.tr("Layout of the gradients"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for widget in (self.told, self.sample, self.back, self.count, self.ahead, self.layouts):
            row.addWidget(widget)
        self.stage, self._stages = 0, 1
        self.sample.valueChanged.connect(self._ask)
        self.layouts.currentIndexChanged.connect(self._ask)
        self.back.clicked.connect(lambda: self.step(-1))
        self.ahead.clicked.connect(lambda: self.step(1))

    @property
    def wanted(self) -> tuple[int, bool]:
        """The sample (−1: all) and whether gradients stand as rows."""
        return self.sample.value() - 1, self.layouts.currentIndex() == 1

    def set_theme(self, theme: Theme) -> None:
        """Colours of the slider."""
        self.sample.setStyleSheet(slider_style(theme))

    def set_backprop(self, backprop: Backprop) -> None:
        """How many samples and stages there are."""
        self.sample.blockSignals(True)
        self.sample.setMaximum(backprop.count)
        self.sample.blockSignals(False)
        one = self.tr("Sample {i}").format(i=self.sample.value())
        self.told.setText(one if self.sample.value() else self.tr("All"))
        self._stages = len(backprop.stages)
        self.step(0)

    def step(self, by: int) -> None:
        """Another stage lit."""
        self.stage = min(max(self.stage + by, 0), self._stages - 1)
        self.back.setEnabled(self.stage > 0)
        self.ahead.setEnabled(self.stage < self._stages - 1)
        self.count.setText(f"{self.stage + 1}/{self._stages}")
        self.stepped.emit(self.stage)

    def _ask(self) -> None:
        self.asked.emit(*self.wanted)


class BackpropView(QWidget):
    """The graph; ``key_stepped(±1)`` when an arrow key is pressed."""

    key_stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Backpropagation, stage by stage"))
        self._theme = LIGHT
        self.backprop: Backprop | None = None
        self.stage = 0

    def set_backprop(self, backprop: Backprop | None) -> None:
        """Other numbers, or None where there is no network."""
        self.backprop = backprop
        self.set_stage(self.stage)

    def set_stage(self, stage: int) -> None:
        """The stage lit; those after it are not drawn yet."""
        self.stage = stage
        lit = self.lit
        self.setAccessibleDescription("" if lit is None else f"{lit.formula}; {lit.shapes}")
        self.update()

    @property
    def lit(self) -> Stage | None:
        """The stage lit."""
        stages = self.backprop.stages if self.backprop is not None else ()
        return stages[min(self.stage, len(stages) - 1)] if stages else None

    def set_theme(self, theme: Theme) -> None:
        """Colours and letters."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.key_stepped.emit(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._theme.plot))
        font = QFont(QApplication.font())
        font.setPointSizeF(self._theme.font_size)
        painter.setFont(font)
        data, lit = self.backprop, self.lit
        if data is None or lit is None:
            return
        line = QFontMetricsF(font).height()
        whole = QRectF(self.rect()).adjusted(_PAD, 3, -_PAD, -3)
        bars = max(0.82 * QFontMetricsF(font).horizontalAdvance("M" + _checked(data)), whole.width() * 0.17)
        left = whole.adjusted(0, 0, -bars - 2 * _PAD, 0)
        _rule(painter, QRectF(left.left(), left.top(), left.width(), 2 * line), lit, self._theme)
        graph = left.adjusted(0, 2 * line + 2, 0, 0)
        _graph(painter, graph, data, min(self.stage, len(data.stages) - 1), self._theme)
        _norms(painter, QRectF(whole.right() - bars, whole.top(), bars, whole.height()), data, self._theme)


def _rule(painter: QPainter, where: QRectF, stage: Stage, theme: Theme) -> None:
    """The chain rule of the stage with shapes, and beneath it what the slide's order would do."""
    _row(painter, where, [(stage.formula, theme.ink, True), ("    " + stage.shapes, theme.accent, False)])
    below = where.adjusted(0, QFontMetricsF(painter.font()).height(), 0, 0)
    if stage.slide is not None:
        a, b = stage.slide.factors
        names, shapes = f"{a.name} {b.name}", f"{shape_text(a.shape)} · {shape_text(b.shape)}"
        colour = theme.accent if stage.slide.fits else theme.warning
        mark = "✓" if stage.slide.fits else "✗ " + said(_MISFIT)
        _row(painter, below, [(f"{said(SLIDE)}: {names}, {shapes}  ", theme.muted, False), (mark, colour, False)])
    elif stage.erratum is not None:
        own, before = stage.erratum
        _row(painter, below, [(said(ERRATUM).format(own=own, before=before), theme.warning, False)])
    elif stage.tensor is not None:
        s, W, d, shape = stage.tensor  # noqa: N806 (the slides' symbol)
        _row(painter, below, [(said(TENSOR).format(s=s, W=W, d=d, shape=shape), theme.muted, False)])


def _row(painter: QPainter, where: QRectF, parts: list[tuple[str, str, bool]]) -> None:
    """Texts of their own colours, bold or not, one after the other; smaller where there is no room for them."""
    before = QFont(painter.font())

    def fonts(share: float) -> list[QFont]:
        made = [_sized(before, share * before.pointSizeF()) for _ in parts]
        for font, (_, _, bold) in zip(made, parts, strict=True):
            font.setBold(bold)
        return made

    def widths(share: float) -> list[float]:
        return [QFontMetricsF(f).horizontalAdvance(text) for f, (text, _, _) in zip(fonts(share), parts, strict=True)]

    share = 1.0
    while share > _LEAST and sum(widths(share)) > where.width():  # letters come in whole pixels: not in proportion
        share -= 0.05
    left = where.left()
    for font, width, (text, colour, _) in zip(fonts(share), widths(share), parts, strict=True):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(left, where.top(), where.right() - left, where.height()), 0, text)
        left += width
    painter.setFont(before)


def _graph(painter: QPainter, where: QRectF, data: Backprop, stage: int, theme: Theme) -> None:
    """Above x⁽⁰⁾, then W b, s, x of every layer; below the gradients of W and b and δ, right under them."""
    layers, lit = len(data.weights), data.stages[stage]
    step = where.width() / (3 * layers + 1)
    height = where.height() / 2

    def cell(column: int, lane: int) -> QRectF:
        return QRectF(where.left() + column * step, where.top() + lane * height, step, height)

    done = {(s.kind, s.layer) for s in data.stages[: stage + 1]}
    _matrices(painter, cell(0, 0), named("x", 0), (data.x[0],), lit.kind == "sums" and lit.layer == 1, theme)
    for i in range(layers):
        layer, column = i + 1, 3 * i + 1
        own = lit.layer == layer
        W = data.weights[i], data.biases[i]  # noqa: N806 (the slides' symbol)
        _matrices(painter, cell(column, 0), f"{named('W', layer)} b", W, own and lit.kind == "sums", theme)
        if ("sums", layer) in done:
            _matrices(painter, cell(column + 1, 0), named("s", layer), (data.s[i],), own and lit.kind == "sums", theme)
        if ("outputs", layer) in done:
            on = own and lit.kind in ("outputs", "loss")
            _matrices(painter, cell(column + 2, 0), named("x", layer), (data.x[layer],), on, theme)
        if ("delta", layer) in done:
            on = own and lit.kind == "delta"
            _matrices(painter, cell(column + 1, 1), named("δ", layer), (_turned(data.delta[i], data),), on, theme)
        if ("gradient", layer) in done:
            grown = _turned(data.weight_gradients[i], data), _turned(data.bias_gradients[i], data)
            on = own and lit.kind == "gradient"
            _matrices(painter, cell(column, 1), f"∂ℓ/∂{named('W', layer)} ∂b", grown, on, theme, below=data.rows)
    if ("loss", layers) in done:
        _loss(painter, cell(3 * layers, 1), data.loss, lit.kind == "loss", theme)


def _sized(font: QFont, points: float) -> QFont:
    out = QFont(font)
    out.setPointSizeF(points)
    return out


def _turned(gradient: Array, data: Backprop) -> Array:
    return gradient.T if data.rows else gradient


def _loss(painter: QPainter, where: QRectF, loss: float, lit: bool, theme: Theme) -> None:
    painter.setPen(QColor(theme.accent if lit else theme.ink))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, f"ℓ\n{loss:.3g}")


def _matrices(
    painter: QPainter,
    where: QRectF,
    name: str,
    parts: tuple[Array, ...],
    lit: bool,
    theme: Theme,
    *,
    below: bool = False,
) -> None:
    """One matrix or two (the second beside the first, or below), with name and shape of the first."""
    small = _sized(painter.font(), theme.font_size * 0.8)
    tight = where.height() < 5 * QFontMetricsF(small).height()
    small = _sized(small, theme.font_size * 0.7) if tight else small
    before = painter.font()
    painter.setFont(small)
    metrics = QFontMetricsF(small)
    line = metrics.height()
    shape = shape_text(parts[0].shape)
    painter.setPen(QColor(theme.accent if lit else theme.muted))
    lines = ((f"{name.split(' ')[0]} {shape}", 0),) if tight else ((name, 0), (shape, 1))
    for text, row in lines:
        width = metrics.horizontalAdvance(text)
        share = (where.width() - 2) / max(width, 1.0)
        if share < _LEAST and not lit:
            continue
        if share < 1:  # in many layers there is less room: smaller, and of the lit ones the first word at least
            text = text if share >= _LEAST else text.split(" ")[0]
            painter.setFont(_sized(small, small.pointSizeF() * min(1.0, max(share, _LEAST))))
            width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        painter.drawText(QPointF(where.center().x() - width / 2, where.top() + row * line + metrics.ascent()), text)
        painter.setFont(small)
    painter.setFont(before)
    room = where.adjusted(3, len(lines) * line + 1, -3, -4)
    if room.height() < 6:
        return
    gap = 3.0
    rows = sum(p.shape[0] for p in parts) if below else parts[0].shape[0]
    columns = parts[0].shape[1] if below else sum(p.shape[1] for p in parts)
    extra = gap * (len(parts) - 1)
    largest = _CELL * theme.font_size
    side_x = min(largest, (room.width() - (0 if below else extra)) / columns)
    side_y = min(largest, (room.height() - (extra if below else 0)) / rows)
    # Square cells where they can be; a long row of samples is squeezed rather than left a hair wide.
    side_x, side_y = (
        min(side_x, 2 * side_y) if rows < 24 else side_x,
        min(side_y, 2 * side_x) if columns < 24 else side_y,
    )
    x = room.center().x() - (columns * side_x + (0 if below else extra)) / 2
    y = room.top()
    for part in parts:
        place = QRectF(x, y, part.shape[1] * side_x, part.shape[0] * side_y)
        painter.drawImage(place, _heat(part, theme))
        painter.setPen(QPen(QColor(theme.accent if lit else theme.line), 2.0 if lit else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        if below:
            y += place.height() + gap
        else:
            x += place.width() + gap


def _heat(values: Array, theme: Theme) -> QImage:
    """Blue above 0, orange below, as strong as its share of the largest; big matrices thinned to 64 a side."""
    rows, columns = (np.unique(np.linspace(0, n - 1, min(n, _MOST_CELLS)).astype(np.intp)) for n in values.shape)
    seen = np.nan_to_num(values[np.ix_(rows, columns)])
    largest = float(np.max(np.abs(seen), initial=0.0))
    t = (seen / largest if largest > 0 else seen)[..., None]
    ground, low, high = (255 * np.array(rgb(c)) for c in (theme.plot, theme.runs[1], theme.runs[0]))
    pixels = np.ascontiguousarray((ground + np.abs(t) * np.where(t < 0, low - ground, high - ground)).astype(np.uint8))
    h, w = pixels.shape[:2]
    return QImage(pixels.tobytes(), w, h, 3 * w, QImage.Format.Format_RGB888).copy()


def _checked(data: Backprop) -> str:
    return said(_DIFFERENCE).format(gap=f"{data.difference:.1e}")


def _norms(painter: QPainter, where: QRectF, data: Backprop, theme: Theme) -> None:
    """‖∂ℓ/∂W⁽ˡ⁾‖ of every layer on a log scale, and the gradient check."""
    painter.setFont(_sized(painter.font(), theme.font_size * 0.8))
    metrics = QFontMetricsF(painter.font())
    line = metrics.height()
    painter.setPen(QColor(theme.muted))
    title = metrics.elidedText(said(_BY_LAYER), Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(QPointF(where.left(), where.top() + metrics.ascent()), title)
    foot = QRectF(where.left(), where.bottom() - 2 * line, where.width(), 2 * line)
    told = said(_CHECKED_BY).format(how=said(data.check), n=data.checked) + "\n" + _checked(data)
    painter.drawText(foot, Qt.AlignmentFlag.AlignBottom, told)
    norms = np.array(data.norms)
    with np.errstate(all="ignore"):
        size = np.log10(norms)
    good = size[np.isfinite(size)]
    top = where.top() + line + 3
    row = min(line * 1.15, max(0.0, foot.top() - top) / len(norms))
    if row < 3 or not len(good):
        return
    low, high = min(float(good.min()) - 0.5, float(good.max()) - 2.0), float(good.max())
    label = metrics.horizontalAdvance("W⁽¹⁰⁾")
    number = metrics.horizontalAdvance("8.8e-88")
    for i, (norm, value) in enumerate(zip(norms.tolist(), size.tolist(), strict=True)):
        y = top + i * row
        share = (value - low) / (high - low) if np.isfinite(value) else 0.0
        width = share * (where.width() - label - number - 8)
        painter.fillRect(QRectF(where.left() + label + 4, y + 2, width, row - 4), QColor(theme.runs[0]))
        if row >= line * 0.8:
            painter.setPen(QColor(theme.ink))
            painter.drawText(QRectF(where.left(), y, label, row), Qt.AlignmentFlag.AlignVCenter, named("W", i + 1))
            painter.drawText(
                QRectF(where.left(), y, where.width(), row),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                f"{norm:.1e}",
            )
