"""The order of finish, and by what it is judged."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from core.params import params_of
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.race_model import (
    GAP,
    GRADIENT,
    GRADIENTS,
    METHOD,
    RANK,
    RUN,
    SCORE,
    STEPS,
    VALUES,
    RaceModel,
    number_text,
)
from landscape_app.results import RunData
from landscape_app.scene.model import Ranking, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme

# Pixels at 10 points; together they leave the last column a good share of 960.
_WIDTHS = {
    RANK: 36,
    RUN: 152,
    METHOD: 134,
    SCORE: 98,
    GAP: 96,
    GRADIENT: 74,
    STEPS: 54,
    GRADIENTS: 74,
    VALUES: 58,
}


_WIDE = 1200  # pixels at 10 points from which the method has a column of its own


class RaceTable(QWidget):
    """Shows the runs it is given by the ranking it is given; its controls write ``scene.ranking``."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._runs: tuple[RunData, ...] = ()
        self._ranking = store.scene.ranking
        self._scene: Scene | None = None
        self._scale = 1.0
        self.model = RaceModel()
        self.model.setParent(self)
        self._build_bar()
        self._build_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 0)
        layout.setSpacing(6)
        layout.addLayout(self._bar)
        layout.addWidget(self.table, 1)
        store.changed.connect(lambda _old, new: self._follow(new))
        self._follow(store.scene)
        self.set_theme(LIGHT)
        self._rank()

    def _build_bar(self) -> None:
        known = params_of(Ranking)
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("Rank by"))
        self.measure.setToolTip(self.tr("By what the race is won"))
        for value, words in (
            ("value", self.tr("f after k steps")),
            ("steps", self.tr("steps to the tolerance")),
            ("gradient_evaluations", self.tr("gradient evaluations to the tolerance")),
            ("function_evaluations", self.tr("function evaluations to the tolerance")),
        ):
            self.measure.addItem(words, value)
        self.measure.activated.connect(lambda: self._write(measure=self.measure.currentData()))
        self.after = NumberBox(known["after"])
        self.after.entered.connect(lambda value: self._write(after=int(value)))
        self.tolerance = NumberBox(known["tolerance"])
        self.tolerance.entered.connect(lambda value: self._write(tolerance=value))
        rank_by, self.after_label = QLabel(self.tr("&Rank by")), QLabel(self.tr("with &k ="))
        self.tolerance_label = QLabel(self.tr("f − f* ≤ &tolerance ="))
        rank_by.setBuddy(self.measure)
        self.after_label.setBuddy(self.after)
        self.tolerance_label.setBuddy(self.tolerance)
        self.reference = QLabel()
        self.reference.setProperty("role", "muted")
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        for widget in (rank_by, self.measure, self.after_label, self.after, self.tolerance_label, self.tolerance):
            self._bar.addWidget(widget)
        self._bar.addStretch(1)
        self._bar.addWidget(self.reference)

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Order of finish"))
        self.table.setShowGrid(False)
        self.table.setStyleSheet("QTableView::item { padding: 0px 6px; }")
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(32)

    def set_runs(self, runs: tuple[RunData, ...], scene: Scene | None = None) -> None:
        """The runs to list; ``scene`` is the one they were computed for (None: the store's)."""
        self._runs, self._scene = runs, scene
        self._rank()

    def set_ranking(self, ranking: Ranking) -> None:
        """By what to order them."""
        self._ranking = ranking
        self._rank()

    def set_theme(self, theme: Theme) -> None:
        """Colours, and room for the theme's letters."""
        self.model.set_theme(theme)
        self._scale = scale = theme.font_size / LIGHT.font_size
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, round(width * scale))
        self.table.verticalHeader().setDefaultSectionSize(round(27 * scale))
        for box in (self.after, self.tolerance):
            box.setFixedWidth(round(84 * scale))

    def _rank(self) -> None:
        objective = (self._scene or self.store.scene).objective
        self.model.show(self._runs, self._ranking, objective.f_star)
        self._fit()
        if not self.model.rows:
            self.reference.setText(self.tr("No runs are shown"))
        elif self.model.best_seen:
            self.reference.setText(self.tr("f* unknown; best seen {}").format(number_text(self.model.f_star)))
        else:
            self.reference.setText(self.tr("f* = {}").format(number_text(self.model.f_star)))

    def _fit(self) -> None:
        """The method is left to the tool tip where no run has a name of its own, or the room is for the reasons."""
        named = any(row.run.spec.title != row.run.spec.method.label for row in self.model.rows)
        self.table.setColumnHidden(METHOD, not named or self.width() < _WIDE * self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns in a wider table."""
        super().resizeEvent(event)
        self._fit()

    def _follow(self, scene: Scene) -> None:
        ranking = scene.ranking
        self.measure.setCurrentIndex(self.measure.findData(ranking.measure))
        self.after.set_value(ranking.after)
        self.tolerance.set_value(ranking.tolerance)
        by_value = ranking.measure == "value"
        for widget in (self.after, self.after_label):
            widget.setVisible(by_value)
        for widget in (self.tolerance, self.tolerance_label):
            widget.setVisible(not by_value)

    def _write(self, **changed: object) -> None:
        scene = self.store.scene
        ranking = replace(scene.ranking, **changed)  # type: ignore[arg-type]
        # Going down the list with the arrows is one change; a number entered is one of its own.
        self.store.update(replace(scene, ranking=ranking), merge="ranking.measure" if "measure" in changed else None)
