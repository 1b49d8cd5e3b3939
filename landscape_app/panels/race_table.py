"""Who leads, by the measure that the scene states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from core.params import params_of
from core.race import rank
from landscape_app.panels.number_field import NumberField
from landscape_app.panels.numbers import shown
from landscape_app.results import RunData
from landscape_app.scene.model import MEASURES, Ranking
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One run's line."""

    place: str
    colour: str
    cells: tuple[str, ...]


class RaceModel(QAbstractTableModel):
    """Rows ready to show."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.headers: tuple[str, ...] = ()

    def show(self, headers: tuple[str, ...], rows: tuple[Row, ...]) -> None:
        """Replace everything."""
        if (headers, rows) != (self.headers, self.rows):
            self.beginResetModel()
            self.headers, self.rows = headers, rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.place if column == 0 else row.cells[column - 1]
        if role == Qt.ItemDataRole.DecorationRole and column == 1:
            swatch = QPixmap(12, 12)
            swatch.fill(QColor(row.colour))
            return swatch
        if role == Qt.ItemDataRole.TextAlignmentRole and (column == 0 or 2 <= column < len(self.headers) - 1):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class RaceTable(Widget):
    """Shows the standings; the measure is chosen here and written to ``scene.ranking``."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._theme = LIGHT
        self._runs: tuple[RunData, ...] = ()
        self._ranking = store.scene.ranking
        known = params_of(Ranking)
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("Rank by"))
        names = (
            self.tr("f after k steps"),
            self.tr("steps to the tolerance"),
            self.tr("gradient evaluations to the tolerance"),
            self.tr("function evaluations to the tolerance"),
        )
        for key, name in zip(MEASURES, names, strict=True):
            self.measure.addItem(name, key)
        self.measure.setToolTip(known["measure"].help)
        self.measure.activated.connect(self._choose)
        label = QLabel(self.tr("&Rank by"))
        label.setBuddy(self.measure)
        self.after = NumberField(replace(known["after"], low=1, high=1_000_000, slider=(1, 10_000)))
        self.tolerance = NumberField(known["tolerance"])
        for field, name in ((self.after, "after"), (self.tolerance, "tolerance")):
            field.setMaximumWidth(300)
            field.value_changed.connect(self._setter(name))
            field.editing_started.connect(store.begin)
            field.editing_finished.connect(store.end)
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 0)
        top.setSpacing(10)
        for widget in (label, self.measure, self.after, self.tolerance, self.note):
            top.addWidget(widget)
        top.addStretch(1)
        self.model = RaceModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Standings"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        self._follow()

    def _setter(self, name: str) -> Callable[[float], None]:
        whole = params_of(Ranking)[name].kind == "int"

        def set_field(value: float) -> None:
            changed: Any = {name: int(value) if whole else value}
            self._put(replace(self._ranking, **changed), name)

        return set_field

    def set_ranking(self, ranking: Ranking) -> None:
        """By what the race is won."""
        self._ranking = ranking
        self._follow()

    def set_runs(self, runs: tuple[RunData, ...]) -> None:
        """The runs as far as they are computed; hidden ones take no part."""
        self._runs = tuple(run for run in runs if run.spec.visible)
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Colours of the runs."""
        self._theme = theme
        self._fill()

    def _choose(self, index: int) -> None:
        self._put(replace(self._ranking, measure=self.measure.itemData(index)), "measure")

    def _put(self, ranking: Ranking, field: str) -> None:
        self._store.update(replace(self._store.scene, ranking=ranking), merge=f"ranking.{field}")

    def _follow(self) -> None:
        self.measure.setCurrentIndex(self.measure.findData(self._ranking.measure))
        self.after.set_value(self._ranking.after)
        self.tolerance.set_value(self._ranking.tolerance)
        by_value = self._ranking.measure == "value"
        self.after.setVisible(by_value)
        self.tolerance.setVisible(not by_value)
        self._fill()

    def _fill(self) -> None:
        ranking = self._ranking
        trajectories = [run.trajectory for run in self._runs]
        result = rank(
            trajectories,
            ranking.measure,  # type: ignore[arg-type]
            ranking.after,
            ranking.tolerance,
            self._store.scene.objective.f_star,
        )
        gap = self.tr("f − best seen") if result.best_seen else self.tr("f − f*")
        self.note.setText(
            self.tr("f* is not known: the best value of this race stands in.") if result.best_seen else ""
        )
        measured = {
            "value": self.tr("f after k"),
            "steps": self.tr("steps needed"),
            "gradient_evaluations": self.tr("∇f evals needed"),
            "function_evaluations": self.tr("f evals needed"),
        }[ranking.measure]
        headers = (
            "#",
            self.tr("Run"),
            measured,
            gap,
            self.tr("‖∇f‖"),
            self.tr("steps"),
            self.tr("∇f evals"),
            self.tr("f evals"),
            self.tr("Why it stopped"),
        )
        rows = []
        for standing in result.standings:
            run = self._runs[standing.index]
            t = run.trajectory
            score = self.tr("never") if standing.score is None else shown(standing.score)
            end = float(t.f[-1]) - result.f_star
            cells = (
                run.spec.title,
                self.tr("diverged") if standing.diverged else score,
                shown(end) if np.isfinite(end) else "–",
                shown(float(t.grad_norm[-1])),
                str(t.steps),
                str(int(t.gradients[-1])),
                str(int(t.values[-1])),
                "…" if t.stop is None else str(t.stop),
            )
            rows.append(Row(str(standing.rank), run.colour(self._theme), cells))
        self.model.show(headers, tuple(rows))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
