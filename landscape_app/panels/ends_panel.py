"""Where many runs end: counts with confidence intervals, and how sharp it is there."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.analysis.ends import DIVERGED, ELSEWHERE, Tally
from core.analysis.sharpness import Sharpness
from core.params import Param
from landscape_app.ends import LEVEL, Counted, Measured, Wanted
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.numbers import shown
from landscape_app.panels.quiet import SeenPanel
from landscape_app.panels.share_cell import COLOUR, SHARE, ShareDelegate
from landscape_app.scene.model import Scene
from landscape_app.theme import LIGHT, Theme, run_colour


class EndsPanel(SeenPanel):
    """``looked_at(bool)``; ``wanted(Wanted)`` and ``stopped``; ``level_changed(δ)``."""

    wanted = Signal(object)
    stopped = Signal()
    level_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._counted: Counted | None = None
        self._measured: Measured | None = None
        self._theme = LIGHT
        self.delegate = ShareDelegate()
        self.counts = self._table(self.tr("Where the runs end"))
        self.counts.setItemDelegate(self.delegate)
        self.sharp = self._table(self.tr("How sharp it is there"))
        self.message = QLabel()
        self.message.setProperty("role", "muted")
        self.message.setWordWrap(True)
        self.message.setToolTip(
            self.tr("A run ends in the well to whose minimum a noise-free descent in short steps leads from its end.")
        )
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.counts)
        both.addWidget(self.sharp)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setSizes([420, 280])
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(2)
        right.addWidget(self.message)
        right.addWidget(both, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 6)
        layout.setSpacing(10)
        layout.addWidget(self._controls())
        layout.addLayout(right, 1)
        self.set_busy(False)
        self._show()

    def _controls(self) -> QWidget:
        self.starts = QComboBox()
        self.starts.setAccessibleName(self.tr("Where the runs start"))
        self.starts.setToolTip(self.tr("The same random starts for every method; or one start and other dice"))
        self.starts.addItem(self.tr("all over the view"), "domain")
        self.starts.addItem(self.tr("one start, other seeds"), "start")
        many = self.tr("How many runs of each method")
        self.count = NumberBox(
            Param("count", "int", 1000, self.tr("Runs each"), many, "N", 100, 10_000, False, False, "log", "", None, ())
        )
        level = self.tr("How far above a minimum its pool is filled, for the area")
        self.level = NumberBox(
            Param("delta", "float", LEVEL, self.tr("Level δ"), level, "δ", 0.0, 1e6, True, False, "log", "", None, ())
        )
        self.level.entered.connect(self.level_changed)
        self.run = QPushButton(self.tr("Run"))
        self.run.setToolTip(self.tr("Throw every method of the race from many starts and count where it ends"))
        self.run.clicked.connect(self._ask)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop counting; what is counted stays"))
        self.stop.clicked.connect(self.stopped)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Both tables as comma-separated values to the clipboard"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.addRow(self.tr("Starts"), self.starts)
        form.addRow(self.tr("Runs each"), self.count)
        form.addRow(self.tr("Level δ"), self.level)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.run, self.stop, self.copy):
            buttons.addWidget(button)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addStretch(1)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return box

    def _table(self, name: str) -> QTableWidget:
        table = QTableWidget(0, 0)
        table.setAccessibleName(name)
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 0px 6px; } QHeaderView::section { padding: 2px 6px; }")
        table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        return table

    def set_theme(self, theme: Theme) -> None:
        """Colours of the bars."""
        self._theme = self.delegate.theme = theme
        self._show()

    def follow(self, scene: Scene) -> None:
        """The scene whose runs are thrown."""
        self._scene = scene
        self.run.setEnabled(bool(scene.runs))
        self._show()

    def set_busy(self, busy: bool) -> None:
        """Runs are being counted, or not."""
        self.stop.setEnabled(busy)
        if not busy:
            self.progress.setValue(0)

    def set_counted(self, counted: Counted | None) -> None:
        """How far the count is; None where the scene has become another."""
        self._counted = counted
        self.progress.setValue(0 if counted is None else round(100 * counted.share))
        self._show_counts()
        self._tell()

    def set_measured(self, measured: Measured | None) -> None:
        """How sharp it is; None where the scene has become another."""
        self._measured = measured
        self._show()

    def text(self) -> str:
        """Both tables as CSV: one line for each run and end, then one for each place whose sharpness is known."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        counted, scene = self._counted, self._scene
        if counted is not None and scene is not None:
            writer.writerow(["run", "end", "count", "runs", "share", "low95", "high95"])
            for tally in counted.tallies:
                for well, name in self._ends_of(counted):
                    low, high = tally.interval(well)
                    numbers = (f"{v:.6f}" for v in (tally.share(well), low, high))
                    writer.writerow([scene.runs[tally.run].title, name, tally.count(well), tally.total, *numbers])
            writer.writerow([])
        if self._measured is not None:
            writer.writerow(["place", "lambda_max", "trace", f"volume below f + {shown(self._measured.delta)}"])
            for name, place, _ in self._places(self._measured):
                numbers = (f"{v:.8g}" for v in (place.largest, place.trace))
                writer.writerow([name, *numbers, "" if place.volume is None else f"{place.volume:.6g}"])
        return out.getvalue()

    def _ask(self) -> None:
        self.wanted.emit(Wanted(self.starts.currentData(), int(self.count.value())))

    def _show(self) -> None:
        self._show_counts()
        self._show_sharp()
        self._tell()

    def _ends_of(self, counted: Counted) -> list[tuple[int, str]]:
        """The columns: every minimum, and what else happened at all."""
        out = [(i, _place(x.tolist())) for i, x in enumerate(counted.wells)]
        if any(t.elsewhere for t in counted.tallies) or not out:
            out.append((ELSEWHERE, self.tr("elsewhere")))
        if any(t.diverged for t in counted.tallies):
            out.append((DIVERGED, self.tr("diverged")))
        return out

    def _show_counts(self) -> None:
        counted, scene, table = self._counted, self._scene, self.counts
        table.setVisible(counted is not None)
        if counted is None or scene is None or len(counted.tallies) > len(scene.runs):
            table.setRowCount(0)
            return
        columns = self._ends_of(counted)
        table.setColumnCount(1 + len(columns))
        table.setRowCount(len(counted.tallies))
        heads = [self.tr("run"), *(self._head(well, name) for well, name in columns)]
        table.setHorizontalHeaderLabels(heads)
        for row, tally in enumerate(counted.tallies):
            spec = scene.runs[tally.run]
            table.setItem(row, 0, QTableWidgetItem(spec.title))
            for column, (well, name) in enumerate(columns, start=1):
                item = QTableWidgetItem(self._count_words(tally, well))
                item.setData(SHARE, (tally.share(well), *tally.interval(well)) if _says_something(tally) else None)
                item.setData(COLOUR, run_colour(self._theme, tally.run, spec.colour))
                item.setToolTip(self._tip(tally, well, name))
                table.setItem(row, column, item)
        _fit(table)
        table.resizeRowsToContents()

    def _head(self, well: int, name: str) -> str:
        known = self._measured.wells if self._measured is not None else ()
        if not 0 <= well < len(known):
            return name
        return name + "\n" + self.tr("λ_max {value}").format(value=shown(_few(known[well].largest)))

    def _count_words(self, tally: Tally, well: int) -> str:
        if not _says_something(tally):
            return self.tr("always here") if tally.count(well) else "–"
        return f"{tally.count(well):,}  ·  {100 * tally.share(well):.1f} %"

    def _tip(self, tally: Tally, well: int, name: str) -> str:
        if not _says_something(tally):
            return self.tr("This run throws no dice: from one start every seed gives the same end.")
        low, high = tally.interval(well)
        text = self.tr("{count} of {total} runs end at {name}: {share} %, 95 % confidence {low} to {high} %.").format(
            count=tally.count(well), total=tally.total, name=name, share=f"{100 * tally.share(well):.2f}",
            low=f"{100 * low:.2f}", high=f"{100 * high:.2f}",
        )  # fmt: skip
        if well >= 0:
            near = self.tr("{count} of them are within 1 % of the view of the minimum itself.")
            text += " " + near.format(count=int(tally.rested[well]))
        return text

    def _places(self, measured: Measured) -> list[tuple[str, Sharpness, str]]:
        """What the sharpness is known of: name, numbers, tip."""
        minimum, ended = self.tr("minimum"), self.tr("where the run shown has ended, at {place}")
        out = [(_place(place.x), place, minimum) for place in measured.wells]
        for i, place in measured.runs.items():
            if self._scene is not None and i < len(self._scene.runs):
                out.append((self._scene.runs[i].title, place, ended.format(place=_place(place.x))))
        return out

    def _show_sharp(self) -> None:
        measured, table = self._measured, self.sharp
        table.setVisible(measured is not None)
        if measured is None:
            table.setRowCount(0)
            return
        places = self._places(measured)
        table.setColumnCount(4)
        size = self.tr("area") if self._scene and self._scene.objective.dim == 2 else self.tr("volume")
        table.setHorizontalHeaderLabels([self.tr("at"), "λ_max", self.tr("trace"), size])
        table.horizontalHeader().setToolTip(
            self.tr(
                "Of the Hessian: largest eigenvalue and trace. Area: of the part of {f ≤ f(there) + δ} about there."
            )
        )
        table.setRowCount(len(places))
        for row, (name, place, tip) in enumerate(places):
            cells = (name, *(_number(v) for v in (place.largest, place.trace, place.volume)))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(tip)
                table.setItem(row, column, item)
        _fit(table)

    def _tell(self) -> None:
        counted = self._counted
        if counted is None:
            text = self.tr("Run throws every method many times and counts where it ends.")
        elif not len(counted.wells):
            text = self.tr("No minimum is known in the view: nothing to count the ends by.")
        else:
            total = max(t.total for t in counted.tallies) if counted.tallies else 0
            text = self.tr("{total} runs each, Wilson's 95 % intervals.").format(total=f"{total:,}")
            if not any(t.elsewhere or t.diverged for t in counted.tallies):
                text += " " + self.tr("None elsewhere, none diverged.")
        self.message.setText(text)


def _says_something(tally: Tally) -> bool:
    """One run that throws no dice has no share."""
    return tally.chance or tally.total != 1


def _fit(table: QTableWidget) -> None:
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 7)


def _few(value: float) -> float:
    return float(f"{value:.4g}")


def _number(value: float | None) -> str:
    if value is None or math.isnan(value):
        return "–"
    return "∞" if math.isinf(value) else shown(_few(value)).replace("-", "−")


def _place(x: Sequence[float]) -> str:
    """(x, y), the first two of more."""
    shown_ = ", ".join(shown(round(float(v), 2) + 0.0) for v in x[:2])
    return f"({shown_}{', …' if len(x) > 2 else ''})".replace("-", "−")
