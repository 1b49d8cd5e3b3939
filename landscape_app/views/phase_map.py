"""The phases of momentum as a picture: a hue a regime, brighter where it is faster, each named in its own region."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.analysis.momentum_phase import PhaseMap, momentum_phase
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.theme import Theme
from landscape_app.views import strokes
from landscape_app.views.plotting import font_of
from landscape_app.views.words import number

_HUES = ("#3d7fd6", "#2fae86", "#e0a030", "#2a2c33")  # by the number of the regime, on every theme
_WORDS = (
    QT_TRANSLATE_NOOP("phases", "monotone"),
    QT_TRANSLATE_NOOP("phases", "oscillating"),
    QT_TRANSLATE_NOOP("phases", "sign-flipping"),
    QT_TRANSLATE_NOOP("phases", "diverging"),
)


def word(regime: int) -> str:
    """A regime as a person reads it."""
    return said(_WORDS[regime])


def pixels(data: PhaseMap, theme: Theme) -> NDArray[np.uint8]:
    """RGBA (ny, nx, 4)."""
    hues = np.array([[QColor(h).red(), QColor(h).green(), QColor(h).blue()] for h in _HUES], dtype=np.float64)
    slow = np.clip(data.rate, 0.0, 1.0)
    fast = (1 - slow) / max(1e-12, float(1 - slow.min()))  # 1 at the best rate of the map, 0 where nothing shrinks
    share = np.where(data.regime == 3, 1.0, 0.42 + 0.58 * fast**0.6)
    out = np.empty((*data.rate.shape, 4), dtype=np.uint8)
    out[..., :3] = (hues[data.regime] * share[..., None]).astype(np.uint8)
    out[..., 3] = 255
    edge = np.zeros(data.regime.shape, dtype=np.bool_)
    edge[:, 1:] |= data.regime[:, 1:] != data.regime[:, :-1]
    edge[1:] |= data.regime[1:] != data.regime[:-1]
    out[edge, :3] = (0.45 * out[edge, :3] + 0.55 * 255).astype(np.uint8)
    return out


def paint_names(
    painter: QPainter, data: PhaseMap, theme: Theme, place: Callable[[float, float], QPointF], rect: QRectF
) -> None:
    """Each regime's name in its region, and a cross at the best pair."""
    font = font_of(theme, 1.0, bold=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    for number_, alpha, beta in data.middles:
        at, text = place(alpha, beta), word(number_)
        w = metrics.horizontalAdvance(text) + 10
        x = min(max(at.x(), rect.left() + w / 2), rect.right() - w / 2)
        y = min(at.y(), rect.bottom() - metrics.height() / 2 - 2)
        box = QRectF(x - w / 2, y - metrics.height() / 2, w, metrics.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.faded("#10141b", 0.55))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    at = place(*data.best)
    for colour, width in (("#10141b", 4.5), ("#ffffff", 2.0)):
        painter.setPen(strokes.stroke(colour, width))
        painter.drawLine(QPointF(at.x() - 6, at.y()), QPointF(at.x() + 6, at.y()))
        painter.drawLine(QPointF(at.x(), at.y() - 6), QPointF(at.x(), at.y() + 6))


def reading(data: PhaseMap, alpha: float, beta: float) -> str:
    """What happens at (α, β): the factor a step, and how the extreme eigenvalues move."""
    phase = momentum_phase(alpha, beta, data.eigenvalues, data.method)
    ends = dict.fromkeys((0, len(data.eigenvalues) - 1))
    each = ", ".join(f"λ = {number(float(data.eigenvalues[i]))}: {word(int(phase.regime[i]))}" for i in ends)
    return f"α {number(alpha)}   β {number(beta)}   ρ = {number(float(phase.rate.max()), 4)}   {each}"
