"""What theory promises of a run: critical and best parameters to snap to, bounds with their assumptions ticked, and
the measured rate beside the promised one.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core import theory
from core.analysis.fit import fit_tail
from core.bounds import Promise, promises
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.params import params_of
from landscape_app.panels.numbers import shown
from landscape_app.results import RunData
from landscape_app.scene.model import Scene, build
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme


@dataclass(frozen=True)
class Snap:
    """Values of a method's fields that theory singles out."""

    label: str
    formula: str
    fields: tuple[tuple[str, float], ...]


def snaps(objective: Objective, method: Optimizer, tr: Callable[[str], str]) -> tuple[Snap, ...]:
    """The values worth snapping to, for a method with a learning rate on an objective whose L is known."""
    known, L, mu = params_of(type(method)), objective.L, objective.mu  # noqa: N806
    out: list[Snap] = []
    critical = method.critical_lr(objective) if method.uses_lr else None
    if critical is not None:
        names = {"heavy_ball": "2(1 + β)/L", "nesterov": "2(1 + β)/((1 + 2β)L)"}
        out.append(Snap(tr("Critical step"), names.get(method.id, "2/L"), (("lr", critical),)))
    if L is None or not L > 0:
        return tuple(out)
    if method.id in ("gradient_descent", "sgd"):
        out.append(Snap(tr("Safe step"), "1/L", (("lr", 1 / L),)))
        if mu is not None and mu > 0:
            out.append(Snap(tr("Best step"), "2/(L + μ)", (("lr", theory.gd_best_step(L, mu)),)))
    if mu is not None and mu > 0 and "momentum" in known:
        best = {"heavy_ball": theory.heavy_ball_best, "nesterov": theory.nesterov_best}.get(method.id)
        if best is not None:
            alpha, beta = best(L, mu)
            formula = {
                "heavy_ball": "α = 4/(√L + √μ)²,  β = ((√κ − 1)/(√κ + 1))²",
                "nesterov": "α = 1/L,  β = (√κ − 1)/(√κ + 1)",
            }[method.id]
            out.append(Snap(tr("Best pair"), formula, (("lr", alpha), ("momentum", beta))))
    return tuple(out)


class TheoryPanel(QWidget):
    """Writes a run's learning rate and momentum where a button snaps to them, and ``display.bounds``."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._theme = LIGHT
        self._runs: tuple[RunData, ...] = ()
        self.run = QComboBox()
        self.run.setAccessibleName(self.tr("Run that theory speaks of"))
        self.run.currentIndexChanged.connect(lambda: self._show())
        self.draw = QCheckBox(self.tr("Draw the bounds on the charts"))
        self.draw.setToolTip(self.tr("Only those whose every assumption holds"))
        self.draw.clicked.connect(self._set_draw)
        self.buttons: list[QPushButton] = []
        self._snaps = QGridLayout()
        self._snaps.setVerticalSpacing(4)
        left = QVBoxLayout()
        left.setContentsMargins(10, 8, 6, 6)
        left.addWidget(self.run)
        left.addLayout(self._snaps)
        left.addWidget(self.draw)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(330)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setContentsMargins(12, 8, 12, 8)
        self.text.setAccessibleName(self.tr("What theory promises"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(area, 1)

    def set_theme(self, theme: Theme) -> None:
        """Colours of ticks and crosses."""
        self._theme = theme
        self._show()

    def set_runs(self, runs: tuple[RunData, ...], scene: Scene) -> None:
        """The runs as far as they are computed."""
        self._runs = runs
        chosen = max(0, self.run.currentIndex())
        titles = [run.title for run in scene.runs]
        if [self.run.itemText(i) for i in range(self.run.count())] != titles:
            self.run.blockSignals(True)
            self.run.clear()
            self.run.addItems(titles)
            self.run.setCurrentIndex(min(chosen, len(titles) - 1))
            self.run.blockSignals(False)
        self.draw.setChecked(scene.display.bounds)
        self._show()

    def promises(self) -> tuple[Promise, ...]:
        """What is promised of the chosen run."""
        scene, index = self.store.scene, self.run.currentIndex()
        if not 0 <= index < len(scene.runs):
            return ()
        experiment = build(scene)
        return promises(scene.objective, experiment.runs[index], experiment.start, scene.noise.sigma)

    def _show(self) -> None:
        scene, index = self.store.scene, self.run.currentIndex()
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        while self._snaps.count():
            item = self._snaps.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not 0 <= index < len(scene.runs):
            self.text.setText("")
            return
        method = scene.runs[index].method
        for row, snap in enumerate(snaps(scene.objective, method, self.tr)):
            values = ", ".join(f"{'α' if name == 'lr' else 'β'} = {shown(value)}" for name, value in snap.fields)
            button = QPushButton(snap.label)
            button.setToolTip(self.tr("Set {}  ({})").format(values, snap.formula))
            button.clicked.connect(lambda _on=False, snap=snap: self._snap(snap))
            self.buttons.append(button)
            self._snaps.addWidget(button, row, 0)
            self._snaps.addWidget(QLabel(values), row, 1)
        self.text.setText(self._words(scene, method))

    def _words(self, scene: Scene, method: Optimizer) -> str:
        objective, ink = scene.objective, self._theme.muted
        known = [f"{name} = {shown(v)}" for name, v in (("L", objective.L), ("μ", objective.mu)) if v is not None]
        if objective.L and objective.mu:
            known.append(f"κ = {shown(objective.L / objective.mu)}")
        head = ", ".join(known) or self.tr("L and μ are not known for this surface: theory is silent about its rates.")
        parts = [f"<p>{html.escape(head)}</p>"]
        made = self.promises()
        if not made:
            parts.append(f"<p style='color:{ink}'>{html.escape(self.tr('No bound is known for this method.'))}</p>")
        parts.extend(self._one(promise) for promise in made)
        rate = self._measured()
        if rate is not None:
            text = self.tr("Measured over the last half of the run: f − f* shrinks by the factor {} a step.")
            parts.append(f"<p><b>{html.escape(text.format(shown(rate)))}</b></p>")
        return "".join(parts)

    def _one(self, promise: Promise) -> str:
        good, bad = self._theme.runs[2], self._theme.warning
        ticks = []
        for each in promise.assumptions:
            sign, colour = ("✓", good) if each.holds else ("✗", bad)
            ticks.append(f"<span style='color:{colour}'>{sign}</span>&nbsp;{html.escape(each.text)}")
        factor = "" if promise.factor is None else self.tr("promised factor {} a step").format(shown(promise.factor))
        name = f"<b>{html.escape(promise.label)}</b>&ensp;<i>{html.escape(promise.formula)}</i>&ensp;{factor}"
        return f"<p>{name}<br>{' &ensp; '.join(ticks)}</p>"

    def _measured(self) -> float | None:
        """The factor by which f − f* shrank a step, from a straight line through its logarithm; None without f*."""
        index, f_star = self.run.currentIndex(), self.store.scene.objective.f_star
        run = next((r for r in self._runs if r.index == index), None)
        if run is None or f_star is None:
            return None
        with np.errstate(all="ignore"):
            fit = fit_tail(run.trajectory.f - f_star, "semilog")
        return None if fit is None else fit.rate

    def _snap(self, snap: Snap) -> None:
        scene, index = self.store.scene, self.run.currentIndex()
        run = scene.runs[index]
        run = replace(run, method=replace(run.method, **dict(snap.fields)))
        self.store.update(replace(scene, runs=(*scene.runs[:index], run, *scene.runs[index + 1 :])))

    def _set_draw(self, on: bool) -> None:
        scene = self.store.scene
        self.store.update(replace(scene, display=replace(scene.display, bounds=on)))
