"""The rows of the race: every visible run's standing, as a Qt model."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from core import race
from core.race import Budgets, Standing
from landscape_app.panels.numbers import shown
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import Ranking
from landscape_app.theme import LIGHT, Theme

RANK, RUN, METHOD, BEFORE, SCORE, GAP, GRADIENT, STEPS, GRADIENTS, VALUES, SAMPLES, STOP = range(12)
_TEXT = (RUN, METHOD, STOP)
_SWATCH = 12  # pixels
_RATIO = 3.0

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One run and its place."""

    run: RunData
    standing: Standing


class RaceModel(QAbstractTableModel):
    """Ranks what it is given by ``core.race`` and lists it, the first first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.f_star = math.nan
        self.best_seen = True
        self._ranking = Ranking()
        self._budgets: Budgets = ()
        self._before: dict[int, Standing] = {}  # by index of the run
        self._theme = LIGHT
        self._swatches: dict[str, QPixmap] = {}

    def show(
        self,
        runs: tuple[RunData, ...],
        ranking: Ranking,
        f_star: float | None,
        budgets: Budgets = (),
        ghost: Snapshot | None = None,
    ) -> None:
        """Rank the visible ``runs`` against ``f_star`` (None: unknown) within ``budgets``; ``ghost`` is the race as it
        was before, ranked by the same measure.
        """
        seen = [run for run in runs if run.spec.visible]
        trajectories = [run.trajectory for run in seen]
        by = ranking.measure, ranking.after, ranking.tolerance
        made = race.rank(trajectories, *by, f_star, budgets)  # type: ignore[arg-type]
        self._before = {}
        if ghost is not None:
            former, old = [run.trajectory for run in ghost.runs], ghost.scene
            were = race.rank(former, *by, old.objective.f_star, old.stopping.budgets)  # type: ignore[arg-type]
            self._before = {ghost.runs[s.index].index: s for s in were.standings}
        self._budgets = budgets
        rows = tuple(Row(seen[s.index], s) for s in made.standings)
        anew = len(rows) != len(self.rows)
        if anew:
            self.beginResetModel()
        self.rows, self.f_star, self.best_seen, self._ranking = rows, made.f_star, made.best_seen, ranking
        if anew:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, STOP))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, STOP)

    def set_theme(self, theme: Theme) -> None:
        """Swatches and muted text in the theme's colours."""
        self._theme = theme
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, STOP))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """One row a visible run."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """Twelve; the table hides those that have nothing to say."""
        return 0 if parent.isValid() else STOP + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns; the longer story as tooltip."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tips()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, swatch, alignment, colour and tooltip of one cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DecorationRole and column == RUN:
            return self._swatch(row.run.colour(self._theme))
        if role == Qt.ItemDataRole.ForegroundRole:
            if row.standing.diverged and column in (RANK, SCORE):
                return QColor(self._theme.warning)
            return QColor(self._theme.muted) if column in (METHOD, BEFORE, STOP) else QColor(self._theme.ink)
        return None

    def _text(self, row: Row, column: int) -> str:
        run, standing = row.run, row.standing
        t = run.trajectory
        match column:
            case 0:
                return "–" if standing.diverged else str(standing.rank)
            case 1:
                return run.spec.title
            case 2:
                return run.spec.method.label
            case 3:
                before = self._before.get(run.index)
                return "–" if before is None else self._score(before)
            case 4:
                return self._score(standing)
            case 5:
                return number_text(float(t.f[-1]) - self.f_star, 3)
            case 6:
                return number_text(float(t.grad_norm[-1]), 3)
            case 7:
                return str(t.steps)
            case 8:
                return str(int(t.gradients[-1]))
            case 9:
                return str(int(t.values[-1]))
            case 10:
                return str(int(t.samples[-1]))
        return "…" if t.stop is None else str(t.stop)

    def _score(self, standing: Standing) -> str:
        if standing.diverged:
            return self.tr("diverged")
        if standing.score is None:
            return self.tr("not reached")
        return number_text(standing.score) if self._ranking.measure == "value" else str(int(standing.score))

    def _tip(self, row: Row, column: int) -> str:
        t = row.run.trajectory
        if column == GAP:
            return self.tr("f = {f} at step {step}").format(f=f"{float(t.f[-1]):.12g}", step=t.steps)
        if column == GRADIENT:
            return f"{float(t.grad_norm[-1]):.12g}"
        if column == SCORE and row.standing.score is not None:
            return f"{row.standing.score:.12g}"
        if column == SCORE and not row.standing.diverged:
            return self.tr("The run has not come within {tolerance} of the minimum").format(
                tolerance=shown(self._ranking.tolerance)
            )
        if column == RUN:
            spec = row.run.spec
            return f"{spec.title} ({spec.method.label})" if spec.title != spec.method.label else spec.title
        if column == STOP:
            why = self.tr("Still being computed") if t.stop is None else str(t.stop)
            return why + "\n" + self.tr("Click: the evidence")
        return self._text(row, column)

    def _titles(self) -> tuple[str, ...]:
        score = {
            "value": self.tr("f in budget") if self._budgets else self.tr("f after {k}").format(k=self._ranking.after),
            "steps": self.tr("Steps to tol."),
            "gradient_evaluations": self.tr("∇f to tol."),
            "function_evaluations": self.tr("f to tol."),
        }[self._ranking.measure]
        gap = self.tr("f − best seen") if self.best_seen else self.tr("f − f*")
        return (
            self.tr("#"),
            self.tr("Run"),
            self.tr("Method"),
            self.tr("Before"),
            score,
            gap,
            self.tr("‖∇f‖"),
            self.tr("Steps"),
            self.tr("∇f evals"),
            self.tr("f evals"),
            self.tr("Samples"),
            self.tr("Why it stopped"),
        )

    def _tips(self) -> tuple[str, ...]:
        tolerance = shown(self._ranking.tolerance)
        if self._ranking.measure == "value" and self._budgets:
            score = self.tr("f at the last step that the budget pays for: one that overdrew it is not counted")
        elif self._ranking.measure == "value":
            score = self.tr("f after {k} steps, or at the end of a run that stopped earlier").format(
                k=self._ranking.after
            )
        else:
            what = {
                "steps": self.tr("Steps until f is within {tolerance} of the minimum"),
                "gradient_evaluations": self.tr("Gradient evaluations until f is within {tolerance} of the minimum"),
                "function_evaluations": self.tr("Function evaluations until f is within {tolerance} of the minimum"),
            }[self._ranking.measure]
            score = what.format(tolerance=tolerance)
        gap = (
            self.tr("f at the end, less the lowest f of these runs: the true minimum is not known")
            if self.best_seen
            else self.tr("f at the end, less the minimum f* = {f_star}").format(f_star=f"{self.f_star:.12g}")
        )
        return (
            self.tr("Place; equal results share one"),
            self.tr("The run"),
            self.tr("The method"),
            self.tr("The same before the last change (Look: Ghost)"),
            score,
            gap,
            self.tr("Norm of the true gradient at the end"),
            self.tr("Steps taken"),
            self.tr("Gradients that the method asked for"),
            self.tr("Values of f that the method asked for"),
            self.tr("Gradients of single samples that the method has seen"),
            self.tr("Why the run ended; “…” while it is being computed. Click a cell for the evidence"),
        )

    def _swatch(self, colour: str) -> QPixmap:
        made = self._swatches.get(colour)
        if made is None:
            made = QPixmap(int(_SWATCH * _RATIO), int(_SWATCH * _RATIO))
            made.setDevicePixelRatio(_RATIO)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 0, _SWATCH, _SWATCH), 3, 3)
            painter.end()
            self._swatches[colour] = made
        return made


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in _TEXT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def number_text(value: float, digits: int = 5) -> str:
    """A measured number for a cell, to ``digits`` significant ones, with a true minus; a dash where there is none."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = shown(float(f"{value:.{digits}g}"))
    return text.replace("-", "−", 1) if value < 0 else text
