"""One step of one run, seen from the inside: the method's rule, the same with this step's numbers, and what it cost."""

from __future__ import annotations

import html
import math
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.trajectory import Trajectory
from landscape_app import icons
from landscape_app.panels.formula_view import FormulaArea, FormulaView
from landscape_app.panels.numbers import shown
from landscape_app.results import RunData, Snapshot
from landscape_app.store import Store
from landscape_app.terms import term_colour
from landscape_app.theme import LIGHT, Theme

_LOW = 14  # lines of text: a panel that is no higher leaves the legend out
_ICON = 16  # pixels at 10 points


class _Key(QToolButton):
    """A button that leaves the arrows to the timeline."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter press it."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _short(value: float) -> str:
    """Four digits."""
    return shown(float(f"{value:.4g}")).replace("-", "−")


class StepPanel(QWidget):
    """Writes ``scene.lens.run``; asks the play head to move with ``seek_requested``. It works only while it is seen.

    Shown is the step from the record at or before the play head, whose arrows the map has; at the end of a run its
    last one.
    """

    seek_requested = Signal(float)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._head = 0.0
        self._k: int | None = None  # the step shown
        self._told = "", ""  # the facts and the legend of what is shown
        self._key: tuple[object, ...] | None = None  # what is shown, to the last detail
        self.run = QComboBox()
        self.run.setObjectName("step_run")
        self.run.setAccessibleName(self.tr("Run whose steps are shown"))
        self.run.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.run.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.run.activated.connect(self._choose)
        self.back = self._button("back", self.tr("One step back (←)"), -1)
        self.forward = self._button("forward", self.tr("One step forward (→)"), 1)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the step as text"))
        self.copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.facts = QLabel()
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setContentsMargins(12, 0, 12, 0)
        self.facts.setTextFormat(Qt.TextFormat.RichText)
        self.view = FormulaView()
        self.area = FormulaArea(self.view)
        self.message = QLabel()
        self.message.setProperty("role", "muted")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message.setContentsMargins(12, 8, 12, 8)
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 0)
        for widget in (self.run, self.back, self.forward, self.title):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.facts)
        layout.addWidget(self.message)
        layout.addWidget(self.area, 1)
        self.setMinimumWidth(320)
        wide = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        wide.setHorizontalStretch(2)  # twice what stands beside it
        self.setSizePolicy(wide)

    def _button(self, icon: str, tip: str, by: int) -> QToolButton:
        button = _Key()
        button.setProperty("icon_name", icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._go(by))
        return button

    # What is given ----------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Colours and size."""
        self._theme = theme
        side = round(_ICON * theme.font_size / LIGHT.font_size)
        for button in (self.back, self.forward):
            button.setIcon(icons.icon(str(button.property("icon_name")), theme.ink))
            button.setIconSize(QSize(side, side))
        self.view.set_theme(theme)
        self._key = None
        self._refresh()

    def set_snapshot(self, snapshot: Snapshot) -> None:
        """The runs as far as they are computed."""
        self._snapshot = snapshot
        self._refresh()

    def set_head(self, head: float) -> None:
        """The fractional step shown."""
        self._head = head
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what has happened unseen."""
        super().showEvent(event)
        self._refresh()

    # What is shown ----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> RunData | None:
        """The run looked at, where it has begun."""
        return None if self._snapshot is None else self._snapshot.looked_at

    def text(self) -> str:
        """The step as plain text."""
        run = self.chosen
        if run is None or self._k is None:
            return ""
        return "\n".join(
            (f"{run.spec.title}: {self.title.text()}", *self._facts(run.trajectory, self._k), self.view.text())
        )

    def _refresh(self) -> None:
        if not self.isVisible() or self._snapshot is None:
            return
        run = self.chosen
        k = None
        if run is not None and run.trajectory.steps:
            k = min(max(0, math.floor(self._head)), run.trajectory.steps - 1)
        past = run is not None and self._head >= run.trajectory.steps
        key = (self._snapshot, run, k, past, self._theme)
        if key == self._key:
            return
        if self._key is None or self._key[0] is not self._snapshot or self._key[-1] is not self._theme:
            self._fill()
        self._key, self._k = key, k
        self._show(run, k, past)

    def _fill(self) -> None:
        """The names of the runs, each with its colour and marker."""
        assert self._snapshot is not None
        scene = self._snapshot.scene
        self.run.clear()
        known = {run.index: run for run in self._snapshot.runs}
        for i, spec in enumerate(scene.runs):
            run = known.get(i)
            if run is None:
                self.run.addItem(spec.title)
            else:
                chip = icons.swatch(run.colour(self._theme), run.marker, self._theme.panel)
                self.run.addItem(chip, spec.title)
        self.run.setCurrentIndex(scene.lens.run if scene.lens.run < len(scene.runs) else -1)

    def _show(self, run: RunData | None, k: int | None, past: bool) -> None:
        self.back.setEnabled(k is not None and (k > 0 or self._head > 0))
        self.forward.setEnabled(run is not None and not past)
        there = run is not None and k is not None
        for widget in (self.facts, self.copy, self.area):
            widget.setVisible(there)
        self.message.setVisible(not there)
        if run is None or k is None:
            self.title.setText("")
            self.view.set_lines(())
            self.message.setText(self._why_nothing(run))
            return
        assert self._snapshot is not None
        t = run.trajectory
        of = self.tr("Step {before} → {after} of {all}").format(before=k, after=k + 1, all=t.steps)
        ended = past and t.stop is not None
        self.title.setText(self.tr("{step}, the last one").format(step=of) if ended else of)
        self.title.setToolTip(str(t.stop) if ended else "")
        from landscape_app.formulas.every import lines, step_of  # every method's rule: not before somebody looks

        self.view.set_lines(lines(step_of(self._snapshot.scene, run, k)))
        facts = "&ensp;·&ensp;".join(html.escape(fact).replace(" ", "&nbsp;") for fact in self._facts(t, k))
        self._told = facts, self._legend(self.view.terms)
        self._tell()

    def _tell(self) -> None:
        """The facts, and where there is room for a second line, what the colours mean."""
        facts, legend = self._told
        low = self.height() < _LOW * self.fontMetrics().height()
        self.facts.setWordWrap(not low)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(not low)
        self.facts.setSizePolicy(policy)
        self.facts.setText(facts if low else f"{facts} &emsp; {legend}")
        self.facts.setToolTip(f"{facts}<br>{legend}" if facts else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low panel keeps its room for the formulas."""
        super().resizeEvent(event)
        self._tell()

    def _why_nothing(self, run: RunData | None) -> str:
        if run is None:
            return self.tr("There is no such run, or it is not computed yet.")
        if run.trajectory.stop is None:
            return self.tr("The run has not taken a step yet.")
        return self.tr("The run ended before its first step: {reason}").format(reason=run.trajectory.stop)

    def _facts(self, t: Trajectory, k: int) -> list[str]:
        f = f"f: {_short(t.f[k])} → {_short(t.f[k + 1])}"
        slope = f"‖∇f‖: {_short(t.grad_norm[k])} → {_short(t.grad_norm[k + 1])}"
        length = self.tr("step length {length}").format(length=_short(t.step_length[k + 1]))
        counted = (
            (t.gradients, self.tr("gradients {n}")), (t.values, self.tr("values {n}")),
            (t.hessians, self.tr("Hessians {n}")),
        )  # fmt: skip
        spent = ", ".join(words.format(n=int(count[k + 1])) for count, words in counted if count[k + 1])
        return [f, slope, length, self.tr("spent: {what}").format(what=spent)]

    def _legend(self, terms: tuple[str, ...]) -> str:
        words = {
            "gradient": self.tr("gradient"), "noise": self.tr("noise"), "momentum": self.tr("memory"),
            "scale": self.tr("scale"), "rate": self.tr("step size"), "step": self.tr("step"),
            "decay": self.tr("decay, prox"),
        }  # fmt: skip
        parts = [
            f"<span style='color:{term_colour(self._theme, term)}'>■&nbsp;{html.escape(words[term])}</span>"
            for term in terms
        ]
        return " ".join(parts)

    # What is asked ----------------------------------------------------------------------------------------------

    def _choose(self, row: int) -> None:
        scene = self.store.scene
        self.store.update(replace(scene, lens=replace(scene.lens, run=row)), merge="lens.run")

    def _go(self, by: int) -> None:
        whole = math.floor(self._head) if by > 0 else math.ceil(self._head)
        run = self.chosen
        last = whole if run is None else min(whole, run.trajectory.steps)
        self.seek_requested.emit(float(max(0, last + by)))
