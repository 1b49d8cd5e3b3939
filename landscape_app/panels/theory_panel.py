"""What theory promises of a run: critical and best parameters to snap to, bounds with their assumptions ticked, and
the measured rate beside the promised one.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
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
from core.analysis.escape import escape
from core.analysis.exact_search import step_ratios, worst_start, zig_zag_ratio
from core.analysis.fit import fit_tail
from core.bounds import Promise, is_convex, promises, subgradient_bound
from core.objectives.base import Objective
from core.optimizers.base import Optimizer
from core.params import params_of
from core.words import QT_TRANSLATE_NOOP, said
from landscape_app.panels.numbers import shown
from landscape_app.quantities import cosines
from landscape_app.results import RunData
from landscape_app.scene.model import Scene, build
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

_CRITICAL = QT_TRANSLATE_NOOP("bounds", "Critical step")
_SAFE = QT_TRANSLATE_NOOP("bounds", "Safe step")
_BEST = QT_TRANSLATE_NOOP("bounds", "Best step")
_PAIR = QT_TRANSLATE_NOOP("bounds", "Best pair")


@dataclass(frozen=True)
class Snap:
    """Values of a method's fields that theory singles out, or a start."""

    label: str
    formula: str
    fields: tuple[tuple[str, float], ...] = ()
    start: tuple[float, ...] = ()


def snaps(objective: Objective, method: Optimizer) -> tuple[Snap, ...]:
    """The values worth snapping to, for a method with a learning rate on an objective whose L is known."""
    known, L, mu = params_of(type(method)), objective.L, objective.mu  # noqa: N806
    out: list[Snap] = []
    critical = method.critical_lr(objective) if method.uses_lr else None
    if critical is not None:
        names = {"heavy_ball": "2(1 + β)/L", "nesterov": "2(1 + β)/((1 + 2β)L)"}
        out.append(Snap(said(_CRITICAL), names.get(method.id, "2/L"), (("lr", critical),)))
    of_halves = getattr(method, "safe_lr", None)
    safe = of_halves(objective) if of_halves is not None else None
    if safe is not None:
        out.append(Snap(said(_SAFE), "1/L", (("lr", safe),)))
    if L is None or not L > 0:
        return tuple(out)
    if method.id in ("gradient_descent", "sgd"):
        out.append(Snap(said(_SAFE), "1/L", (("lr", 1 / L),)))
        if mu is not None and mu > 0:
            out.append(Snap(said(_BEST), "2/(L + μ)", (("lr", theory.gd_best_step(L, mu)),)))
    if mu is not None and mu > 0 and "momentum" in known:
        best = {"heavy_ball": theory.heavy_ball_best, "nesterov": theory.nesterov_best}.get(method.id)
        if best is not None:
            alpha, beta = best(L, mu)
            formula = {
                "heavy_ball": "α = 4/(√L + √μ)²,  β = ((√κ − 1)/(√κ + 1))²",
                "nesterov": "α = 1/L,  β = (√κ − 1)/(√κ + 1)",
            }[method.id]
            out.append(Snap(said(_PAIR), formula, (("lr", alpha), ("momentum", beta))))
    return tuple(out)


def worst_start_of(scene: Scene, index: int) -> Snap | None:
    """The start from which exact search is as slow as it can be, as far from x* as the run's own; None where theory
    names none."""
    objective, run = scene.objective, scene.runs[index]
    exact = run.method.id == "gradient_descent_exact" or (
        run.method.id == "line_search_descent" and getattr(run.method, "search", "") == "exact"
    )
    if not (exact and objective.is_quadratic and objective.minima and objective.mu and objective.dim > 1):
        return None
    away = float(np.linalg.norm(np.subtract(run.start or scene.start_point, objective.minima[0])))
    start = worst_start(objective, away if away > 0 else 1.0)
    return Snap("", "x* + t (κ u_μ + u_L)", start=start)


class TheoryPanel(QWidget):
    """Writes a run's learning rate, momentum or start where a button snaps to them, and ``display.bounds``."""

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
        offered = list(snaps(scene.objective, method))
        worst = worst_start_of(scene, index)
        if worst is not None:
            offered.append(replace(worst, label=self.tr("Worst start")))
        for row, snap in enumerate(offered):
            values = ", ".join(f"{'α' if name == 'lr' else 'β'} = {shown(value)}" for name, value in snap.fields)
            if snap.start:
                values = "x₀ = ({}{})".format(
                    ", ".join(shown(v) for v in snap.start[:3]), ", …" * (len(snap.start) > 3)
                )
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
            none = self.tr("No bound is known for this method.")
            parts.append(f"<p style='color:{ink}'>{html.escape(none)}</p>")
        parts.extend(self._one(promise) for promise in made)
        rate = self._measured()
        if rate is not None:
            text = self.tr("Measured over the last half of the run: f − f* shrinks by the factor {} a step.")
            parts.append(f"<p><b>{html.escape(text.format(shown(rate)))}</b></p>")
        parts.extend(f"<p>{html.escape(line)}</p>" for line in self._measured_facts(scene))
        return "".join(parts)

    def _measured_facts(self, scene: Scene) -> Iterator[str]:
        yield from self._of_exact(scene)
        yield from self._of_subgradients(scene)
        yield from self._of_saddle(scene)

    def _of_subgradients(self, scene: Scene) -> Iterator[str]:
        """The ceiling of the best value so far, at the end of the run, beside that value."""
        run, objective = self._run(), scene.objective
        if run is None or run.spec.method.id != "subgradient" or run.trajectory.steps == 0:
            return
        noisy = scene.noise.sigma > 0 and build(scene).runs[run.index].sees_noise
        if noisy or run.spec.clip.active or not is_convex(objective) or objective.f_star is None:
            return
        t = run.trajectory
        away = min(float(np.linalg.norm(t.x[0] - np.asarray(m))) for m in objective.minima)
        with np.errstate(all="ignore"):
            ceiling = float(subgradient_bound(t.alpha[1:], np.linalg.norm(t.seen_gradient[1:], axis=1), away)[-1])
            best = float(np.nanmin(t.f[:-1])) - objective.f_star
        if np.isfinite(ceiling):
            text = self.tr("Best value so far: (‖x₀ − x*‖² + Σ αⱼ²‖sⱼ‖²)/(2Σ αⱼ) = {} is a ceiling; measured {}.")
            yield text.format(shown(ceiling), shown(best))

    def _run(self) -> RunData | None:
        index = self.run.currentIndex()
        return next((r for r in self._runs if r.index == index), None)

    def _of_exact(self, scene: Scene) -> Iterator[str]:
        """Zig-zag ratio and orthogonality, promised and measured, for exact search on a quadratic."""
        run, objective = self._run(), scene.objective
        index = self.run.currentIndex()
        if run is None or worst_start_of(scene, index) is None or objective.L is None or objective.mu is None:
            return
        assert objective.f_star is not None
        ratios = step_ratios(run.trajectory.f - objective.f_star)
        if not len(ratios):
            return
        least, most = float(ratios.min()), float(ratios.max())
        text = self.tr("Zig-zag: every step leaves at most the share ((κ − 1)/(κ + 1))² = {} of f − f*; measured {}.")
        measured = shown(least) if most - least < 1e-6 * most else f"{shown(least)} … {shown(most)}"
        yield text.format(shown(zig_zag_ratio(objective.L / objective.mu)), measured)
        turns = cosines(run.trajectory.gradient[: len(ratios) + 1])[1:]
        turns = np.abs(turns[np.isfinite(turns)])
        if len(turns):
            text = self.tr("Successive gradients are orthogonal: the largest |cos ∠(∇fₖ, ∇fₖ₋₁)| measured is {}.")
            yield text.format(shown(float(turns.max())) if turns.max() > 1e-9 else "0")

    def _of_saddle(self, scene: Scene) -> Iterator[str]:
        """How fast the known saddle nearest the run's start is left, promised and measured."""
        run, objective = self._run(), scene.objective
        saddles = [p.x for p in objective.critical_points if p.kind == "saddle"]
        method = scene.runs[self.run.currentIndex()].method
        if run is None or not saddles or method.id not in ("gradient_descent", "sgd", "heavy_ball"):
            return
        found = escape(objective, saddles, run.trajectory.x)
        if found is None:
            return
        beta = float(getattr(method, "momentum", 0.0)) if method.id == "heavy_ball" else 0.0
        rate = theory.saddle_escape_factor(float(getattr(method, "lr", np.nan)), found.eigenvalue, beta)
        text = self.tr("Saddle at {}: it is left along {}, λ = {}, by the factor {} a step")
        if beta == 0:
            text = self.tr("Saddle at {}: it is left along {}, λ = {}, by the factor 1 + α|λ| = {} a step")
        words = text.format(_point(found.saddle), _point(found.direction), shown(found.eigenvalue), shown(rate))
        if found.measured is None:
            yield words + self.tr("; the run never comes near enough to measure it.")
        else:
            yield words + self.tr("; measured {}.").format(shown(found.measured))

    def _one(self, promise: Promise) -> str:
        good, bad = self._theme.runs[2], self._theme.warning
        ticks = []
        for each in promise.assumptions:
            sign, colour = ("✓", good) if each.holds else ("✗", bad)
            ticks.append(f"<span style='color:{colour}'>{sign}</span>&nbsp;{html.escape(said(each.text))}")
        factor = "" if promise.factor is None else self.tr("promised factor {} a step").format(shown(promise.factor))
        name = f"<b>{html.escape(said(promise.label))}</b>&ensp;<i>{html.escape(promise.formula)}</i>&ensp;{factor}"
        return f"<p>{name}<br>{' &ensp; '.join(ticks)}</p>"

    def _measured(self) -> float | None:
        """The factor by which f − f* shrank a step, from a straight line through its logarithm; None without f*."""
        run, f_star = self._run(), self.store.scene.objective.f_star
        if run is None or f_star is None:
            return None
        with np.errstate(all="ignore"):
            fit = fit_tail(run.trajectory.f - f_star, "semilog")
        return None if fit is None else fit.rate

    def _snap(self, snap: Snap) -> None:
        scene, index = self.store.scene, self.run.currentIndex()
        run = scene.runs[index]
        if snap.start and not run.start:
            self.store.update(replace(scene, start=snap.start))
            return
        start = snap.start or run.start
        run = replace(run, method=replace(run.method, **dict(snap.fields)), start=start)
        self.store.update(replace(scene, runs=(*scene.runs[:index], run, *scene.runs[index + 1 :])))

    def _set_draw(self, on: bool) -> None:
        scene = self.store.scene
        self.store.update(replace(scene, display=replace(scene.display, bounds=on)))


def _point(x: tuple[float, ...]) -> str:
    return "({})".format(", ".join(shown(v) for v in x[:4]) + ", …" * (len(x) > 4))
