"""What the search for learning rates has found: a curve and the best rate for every run."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.analysis.tune import RANGE, RATES, Tuned
from core.params import Param
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.numbers import shown
from landscape_app.panels.quiet import QuietScroll
from landscape_app.panels.tune_curve import TuneCurve
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme, run_colour
from landscape_app.tuning import Tuning


class TuneView(QWidget):
    """Shows what it is given; ``low`` and ``high`` are the ends of the grid of the next search."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = LIGHT
        self._tuning: Tuning | None = None
        self.low = self._rate(self.tr("Lowest rate"), RANGE[0])
        self.high = self._rate(self.tr("Highest rate"), RANGE[1])
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        bar = QHBoxLayout()
        bar.setSpacing(6)
        for widget in (QLabel(self.tr("Rates from")), self.low, QLabel(self.tr("to")), self.high):
            bar.addWidget(widget)
        bar.addWidget(self.words, 1)
        self.list = QWidget()
        self.grid = QGridLayout(self.list)
        self.grid.setContentsMargins(0, 2, 4, 0)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(3)
        self.grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(QuietScroll(self.list), 1)

    def _rate(self, label: str, value: float) -> NumberBox:
        help = self.tr("{count} rates are tried, evenly on a log axis, and the one that the run has")
        help = help.format(count=RATES)
        known = Param("rate", "float", value, label, help, "α", 0.0, 1e6, True, False, "log", "", None, ())
        return NumberBox(known)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest rate to try, in this order; equal ends are drawn apart."""
        low, high = sorted((self.low.value(), self.high.value()))
        return (low, high) if low < high else (low / 10, high * 10)

    def set_theme(self, theme: Theme) -> None:
        """Colours, and room for the theme's letters."""
        self._theme = theme
        if self._tuning is not None:
            self.set_tuning(self._tuning)

    def set_tuning(self, tuning: Tuning) -> None:
        """How far the search is."""
        self._tuning = tuning
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        scene = tuning.scene
        for row, run in enumerate(scene.runs):
            tuned = tuning.found.get(row)
            colour = run_colour(self._theme, row, run.colour)
            room = round(130 * self._theme.font_size / LIGHT.font_size)
            title = self.fontMetrics().elidedText(run.title, Qt.TextElideMode.ElideRight, room)
            name = QLabel(f'<span style="color:{colour}">■</span> ' + title.replace("<", "&lt;"))
            name.setToolTip(run.title)
            self.grid.addWidget(name, row, 0)
            if tuned is None:
                left = QLabel(self.tr("no learning rate: chooses its own step") if tuning.done else "…")
                left.setProperty("role", "muted")
                self.grid.addWidget(left, row, 1, 1, 2)
                continue
            was = float(getattr(run.method, "lr", 0.0))
            curve = TuneCurve()
            curve.setToolTip(self._tip(tuned, scene))
            curve.setAccessibleName(self.tr("Score of {run} over the learning rate").format(run=run.title))
            curve.show_tuned(tuned, floor_of(tuned, scene), was, colour, self._theme)
            self.grid.addWidget(curve, row, 1)
            found = QLabel(self._found(was, tuned))
            if tuned.at_edge:
                found.setToolTip(self.tr("At the edge of the grid: a better rate may lie beyond"))
            self.grid.addWidget(found, row, 2)
        self.grid.setRowStretch(len(scene.runs), 1)
        self._tell(tuning)

    def _found(self, was: float, tuned: Tuned) -> str:
        if tuned.lr is None:
            return self.tr("none arrives")
        best = f"{shown(was)} → <b>{shown(tuned.lr)}</b>" if tuned.lr != was else f"<b>{shown(was)}</b>"
        if not tuned.at_edge:
            return best
        return f'{best} <span style="color:{self._theme.warning}"><b>' + self.tr("edge") + "</b></span>"

    def _tip(self, tuned: Tuned, scene: Scene) -> str:
        first, last = shown(float(tuned.rates[0])), shown(float(tuned.rates[-1]))
        text = self.tr("{measure}, over the learning rate from {low} to {high}, both on log axes; shaded: lost")
        words = text.format(measure=self._measure(scene), low=first, high=last)
        if tuned.seeds > 1:
            words += self.tr("; mean over {seeds} seeds").format(seeds=tuned.seeds)
        return words

    def _measure(self, scene: Scene) -> str:
        by = scene.ranking
        if by.measure == "value" and scene.stopping.budgets:
            return self.tr("f within the budget")
        return {
            "value": self.tr("f after {k} steps").format(k=by.after),
            "steps": self.tr("steps to the tolerance"),
            "gradient_evaluations": self.tr("gradient evaluations to the tolerance"),
            "function_evaluations": self.tr("function evaluations to the tolerance"),
        }[by.measure]

    def _tell(self, tuning: Tuning) -> None:
        measure = self._measure(tuning.scene)
        if not tuning.done:
            self.words.setText(self.tr("trying …"))
        elif not tuning.found:
            self.words.setText(self.tr("nothing to tune"))
        else:
            self.words.setText(self.tr("by {measure}").format(measure=measure))
        self.words.setToolTip(self.tr("The best rates are put into the race as one change: undo takes it back"))


def floor_of(tuned: Tuned, scene: Scene) -> float:
    """The score that none can be below: f*, or for a count 0; where f* is unknown the lowest that was found."""
    if scene.ranking.measure != "value":
        return 0.0
    f_star = scene.objective.f_star
    if f_star is not None:
        return f_star
    known = tuned.scores[tuned.scores < float("inf")]
    return float(known.min()) if len(known) else 0.0
