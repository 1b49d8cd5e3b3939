"""The menu beside a chart's title: what the chart shows, and what the bottom axis of all charts counts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.params import params_of
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.scene.model import CHARTED, COUNTS, Display

_AXES = {  # a long and a short name
    "steps": (QT_TRANSLATE_NOOP("charts", "step k"), "k"),
    "gradients": (QT_TRANSLATE_NOOP("charts", "gradient evaluations"), QT_TRANSLATE_NOOP("charts", "gradients")),
    "values": (QT_TRANSLATE_NOOP("charts", "function evaluations"), QT_TRANSLATE_NOOP("charts", "values")),
    "samples": (QT_TRANSLATE_NOOP("charts", "gradients of samples"), QT_TRANSLATE_NOOP("charts", "samples")),
    "epochs": (QT_TRANSLATE_NOOP("charts", "epochs"), QT_TRANSLATE_NOOP("charts", "epochs")),
}


_SHORT = {"eigen": "|⟨x − x*, uᵢ⟩|", "zoutendijk": "Σ cos²θ ‖∇f‖²"}  # where the words of the menu are too long


def words_of(quantity: str) -> str:
    """A quantity as a menu has it."""
    return said(params_of(Display)["chart_1"].words[CHARTED.index(quantity)])


def title_of(quantity: str) -> str:
    """A quantity as a chart is headed by it."""
    return _SHORT.get(quantity) or words_of(quantity)


def axis_words(count: str, epochs: bool) -> tuple[str, str]:
    """The bottom axis's name, long and short; ``epochs`` where the gradients of samples are counted in these."""
    long, short = _AXES["epochs" if count == "samples" and epochs else count]
    return said(long), said(short)


class Choice(QMenu):
    """``quantity_chosen`` with one of CHARTED, ``count_chosen`` with one of COUNTS."""

    quantity_chosen = Signal(str)
    count_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantities = {id: self._add(words_of(id), id, self.quantity_chosen) for id in CHARTED}
        self.addSeparator()
        heading = self.addAction(self.tr("Bottom axis of all charts"))
        heading.setEnabled(False)
        words = params_of(Display)["count"].words
        self.counts = {id: self._add(said(word), id, self.count_chosen) for id, word in zip(COUNTS, words, strict=True)}
        for actions in (self.quantities, self.counts):
            group = QActionGroup(self)
            for action in actions.values():
                group.addAction(action)

    def _add(self, text: str, id: str, signal: object) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda: signal.emit(id))  # type: ignore[attr-defined]
        return action

    def tick(self, quantity: str, count: str) -> None:
        """Show what is chosen; emits nothing."""
        self.quantities[quantity].setChecked(True)
        self.counts[count].setChecked(True)
