"""The order of finish, and by what it is judged."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.params import params_of
from landscape_app import race_file
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.race_details import RaceDetails
from landscape_app.panels.race_model import (
    BEFORE,
    GAP,
    GRADIENT,
    GRADIENTS,
    METHOD,
    RANK,
    RUN,
    SAMPLES,
    SCORE,
    STEPS,
    STOP,
    VALUES,
    RaceModel,
    number_text,
)
from landscape_app.results import RunData, Snapshot
from landscape_app.scene.model import Ranking, Scene
from landscape_app.store import Store
from landscape_app.theme import LIGHT, Theme
from landscape_app.tuning import Tuning

# Pixels at 10 points; together they leave the last column a good share of 960.
_WIDTHS = {
    RANK: 36,
    RUN: 152,
    METHOD: 134,
    BEFORE: 86,
    SCORE: 98,
    GAP: 96,
    GRADIENT: 74,
    STEPS: 54,
    GRADIENTS: 74,
    VALUES: 58,
    SAMPLES: 66,
}


_WIDE = 1200  # pixels at 10 points from which the method has a column of its own


class RaceTable(QWidget):
    """Shows the runs it is given by the ranking it is given; its controls write ``scene.ranking``.

    ``tune_requested(low, high)`` asks for the best learning rate of each run, ``tune_stopped`` for an end of that,
    ``export_requested`` for the table as a file.
    """

    tune_requested = Signal(float, float)
    tune_stopped = Signal()
    export_requested = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._ghost: Snapshot | None = None
        self._tuning = False
        self._runs: tuple[RunData, ...] = ()
        self._ranking = store.scene.ranking
        self._scene: Scene | None = None
        self._scale = 1.0
        self._explained = -1
        self.model = RaceModel()
        self.model.setParent(self)
        self._build_bar()
        self._build_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 0)
        layout.setSpacing(6)
        layout.addLayout(self._bar)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.details)
        layout.addLayout(middle, 1)
        store.changed.connect(lambda _old, new: self._follow(new))
        self._follow(store.scene)
        self.set_theme(LIGHT)
        self._rank()

    def _build_bar(self) -> None:
        known = params_of(Ranking)
        self.measure = QComboBox()
        self.measure.setAccessibleName(self.tr("Rank by"))
        self.measure.setToolTip(self.tr("By what the race is won"))
        self.measure.setMinimumWidth(140)  # its longest words would make the window wider than a projector
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
        self.rank_by, self.after_label = QLabel(self.tr("&Rank by")), QLabel(self.tr("with &k ="))
        self.tolerance_label = QLabel(self.tr("f − f* ≤ &tolerance ="))
        self.rank_by.setBuddy(self.measure)
        self.after_label.setBuddy(self.after)
        self.tolerance_label.setBuddy(self.tolerance)
        self.reference = QLabel()
        self.reference.setProperty("role", "muted")
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        for widget in (self.rank_by, self.measure, self.after_label, self.after, self.tolerance_label, self.tolerance):
            self._bar.addWidget(widget)
        self._bar.addStretch(1)
        self._bar.addWidget(self.reference)
        self.tune = QPushButton()
        self.tune.clicked.connect(self._ask_to_tune)
        self._bar.addWidget(self.tune)
        self.file = QToolButton()
        self.file.setText(self.tr("Table"))
        self.file.setToolTip(self.tr("The table for other programs"))
        self.file.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.file)
        self.copy = menu.addAction(self.tr("&Copy"))
        self.copy.triggered.connect(self.copy_table)
        self.save = menu.addAction(self.tr("&Save as CSV …"))
        self.save.triggered.connect(self.export_requested)
        self.file.setMenu(menu)
        self._bar.addWidget(self.file)
        self.set_tuning_busy(False)

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
        self.details = RaceDetails()
        self.details.opened.connect(lambda _open: self._fit())
        self.table.clicked.connect(self._on_clicked)
        self.table.activated.connect(lambda index: self._explain(index.row()))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == STOP:
            self._explain(index.row())

    def _on_row(self, index: QModelIndex) -> None:
        if self.details.shows(self.details.evidence):
            self._explain(index.row())

    def _explain(self, row: int) -> None:
        """Open the evidence of the run in that row."""
        if 0 <= row < len(self.model.rows):
            run = self.model.rows[row].run
            self._explained = run.index
            self.details.evidence.show_run(self._scene or self.store.scene, run)
            self.details.open(self.details.evidence)
            self.table.horizontalScrollBar().setValue(0)

    def _explain_again(self) -> None:
        """The same run's evidence after other results have come; where the run is gone, nothing."""
        if not self.details.shows(self.details.evidence):
            return
        run = next((row.run for row in self.model.rows if row.run.index == self._explained), None)
        if run is None:
            self.details.leave()
        else:
            self.details.evidence.show_run(self._scene or self.store.scene, run)

    def _ask_to_tune(self) -> None:
        if self._tuning:
            self.tune_stopped.emit()
        else:
            self.tune_requested.emit(*self.details.tune.ends)

    def set_tuning_busy(self, busy: bool) -> None:
        """Whether rates are being tried: the button stops it then."""
        self._tuning = busy
        self.tune.setText(self.tr("Stop tuning") if busy else self.tr("&Tune each"))
        self.tune.setToolTip(
            self.tr("Leave the learning rates as they are")
            if busy
            else self.tr("Find every run's best learning rate on a grid, by what the race is ranked by, and use it")
        )

    def set_tuning(self, tuning: Tuning) -> None:
        """What the search for rates has found so far."""
        self.details.tune.set_tuning(tuning)
        self.details.open(self.details.tune)

    def set_ghost(self, ghost: Snapshot | None) -> None:
        """The race as it was before the last change, for a column of its own."""
        self._ghost = ghost
        self._rank()

    def copy_table(self) -> None:
        """Put the table on the clipboard, for a spreadsheet."""
        runs = [run.trajectory for run in self._runs]
        QGuiApplication.clipboard().setText(race_file.text(self._scene or self.store.scene, runs, "\t"))

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
        self.details.set_theme(theme)
        self._scale = scale = theme.font_size / LIGHT.font_size
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, round(width * scale))
        self.table.verticalHeader().setDefaultSectionSize(round(27 * scale))
        for box in (self.after, self.tolerance):
            box.setFixedWidth(round(84 * scale))

    def _rank(self) -> None:
        scene = self._scene or self.store.scene
        self.model.show(self._runs, self._ranking, scene.objective.f_star, scene.stopping.budgets, self._ghost)
        self._fit()
        self._explain_again()
        if not self.model.rows:
            self.reference.setText(self.tr("No runs are shown"))
        elif self.model.best_seen:
            self.reference.setText(self.tr("f* unknown; best seen {}").format(number_text(self.model.f_star)))
        else:
            self.reference.setText(self.tr("f* = {}").format(number_text(self.model.f_star)))

    def _fit(self) -> None:
        """The method is left to the tool tip where no run has a name of its own, or the room is for the reasons."""
        named = any(row.run.spec.title != row.run.spec.method.label for row in self.model.rows)
        scene = self._scene or self.store.scene
        batches = any(row.run.spec.batching.batch > 0 for row in self.model.rows)
        self.table.setColumnHidden(SAMPLES, not (batches or scene.stopping.max_samples))
        self.table.setColumnHidden(BEFORE, self._ghost is None)
        # What the evidence says too makes room for it; any cell of another row then tells of that run.
        crowded = not self.details.isHidden() and self.width() < _WIDE * self._scale
        for column in (GRADIENT, STOP):
            self.table.setColumnHidden(column, crowded)
        self.table.setColumnHidden(METHOD, not named or self.width() < _WIDE * self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns in a wider table, and more words over it."""
        super().resizeEvent(event)
        self._fit()
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Words that the table itself says, or nearly, give way to the controls."""
        yielding = (self.rank_by, self.reference)
        for widget in yielding:
            widget.show()
        for widget in yielding:
            if self._bar.minimumSize().width() > self.width() - 12:
                widget.hide()

    def _follow(self, scene: Scene) -> None:
        ranking = scene.ranking
        self.measure.setCurrentIndex(self.measure.findData(ranking.measure))
        self.after.set_value(ranking.after)
        self.tolerance.set_value(ranking.tolerance)
        by_value = ranking.measure == "value"
        limited = bool(scene.stopping.budgets)
        self.measure.setItemText(0, self.tr("f within the budget") if limited else self.tr("f after k steps"))
        for widget in (self.after, self.after_label):
            widget.setVisible(by_value and not limited)
        for widget in (self.tolerance, self.tolerance_label):
            widget.setVisible(not by_value)

    def _write(self, **changed: object) -> None:
        scene = self.store.scene
        ranking = replace(scene.ranking, **changed)  # type: ignore[arg-type]
        # Going down the list with the arrows is one change; a number entered is one of its own.
        self.store.update(replace(scene, ranking=ranking), merge="ranking.measure" if "measure" in changed else None)
