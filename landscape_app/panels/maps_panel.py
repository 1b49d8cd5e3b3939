"""What is mapped: which map, of which run, over how many steps; and what the map found, in numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.analysis.basins import LOST, UNDECIDED, Basins
from core.params import Param
from landscape_app.maps import Kind, MapResult, Wanted, kinds_of
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.numbers import shown
from landscape_app.scene.model import Scene

WIDTH = 330


class MapsPanel(QWidget):
    """``wanted(Wanted)`` where a map is asked for, ``stopped`` where it is to stop."""

    wanted = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self.run = QComboBox()
        self.run.setAccessibleName(self.tr("Run that is mapped"))
        self.run.setToolTip(self.tr("The method and its parameters, as the run has them"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Map"))
        self.kind.setToolTip(self.tr("What is mapped over the plane"))
        help = self.tr("Steps that each start is given")
        self.steps = NumberBox(
            Param("steps", "int", 500, self.tr("Steps"), help, "k", 1, 20_000, False, False, "log", "", None, ())
        )
        self.draw = QPushButton(self.tr("Draw"))
        self.draw.setToolTip(self.tr("Make the map of the scene as it is now"))
        self.draw.clicked.connect(self._ask)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.clicked.connect(self.stopped)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([self.tr("Ends at"), self.tr("what"), self.tr("starts"), self.tr("steps")])
        self.table.setAccessibleName(self.tr("Where the starts end"))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        form.addRow(self.tr("Map"), self.kind)
        form.addRow(self.tr("Run"), self.run)
        buttons = QHBoxLayout()
        buttons.addWidget(self.steps)
        buttons.addWidget(self.draw)
        buttons.addWidget(self.stop)
        form.addRow(self.tr("Steps"), buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 6, 6)
        layout.setSpacing(4)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.table, 1)
        self.setFixedWidth(WIDTH)
        self.run.currentIndexChanged.connect(self._fill_kinds)
        self.set_busy(False)

    def follow(self, scene: Scene) -> None:
        """Offer the scene's runs and the maps that can be made of them."""
        self._scene = scene
        chosen = max(0, self.run.currentIndex())
        self.run.blockSignals(True)
        self.run.clear()
        for run in scene.runs:
            self.run.addItem(run.title)
        self.run.setCurrentIndex(min(chosen, len(scene.runs) - 1))
        self.run.blockSignals(False)
        self._fill_kinds()

    def _fill_kinds(self) -> None:
        scene = self._scene
        if scene is None:
            return
        index = self.run.currentIndex()
        run = scene.runs[index] if 0 <= index < len(scene.runs) else None
        names: dict[Kind, str] = {
            "basins": self.tr("Basins of attraction"),
            "rate_start": self.tr("Learning rate × start"),
            "rate_momentum": self.tr("Learning rate × momentum"),
            "phase": self.tr("Phases of momentum"),
        }
        chosen = self.kind.currentData()
        self.kind.clear()
        for kind in kinds_of(run, scene.objective):
            self.kind.addItem(names[kind], kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.draw.setEnabled(self.kind.count() > 0)
        why = "" if self.kind.count() else self.tr("Maps need a surface of two variables and a run.")
        self.draw.setToolTip(why or self.tr("Make the map of the scene as it is now"))

    def choose(self, kind: str, run: int) -> None:
        """Ask for that map of run number ``run``, where it can be made."""
        self.run.setCurrentIndex(min(run, self.run.count() - 1))
        row = self.kind.findData(kind)
        if row >= 0:
            self.kind.setCurrentIndex(row)
            self._ask()

    def _ask(self) -> None:
        self.wanted.emit(Wanted(self.kind.currentData(), self.run.currentIndex(), int(self.steps.value())))

    def set_busy(self, busy: bool) -> None:
        """A map is being made, or not."""
        self.stop.setEnabled(busy)
        if not busy:
            self.progress.setValue(0)

    def set_result(self, result: MapResult | None, colours: list[str]) -> None:
        """How far it is, and where the starts end; ``colours`` are those of the attractors on the map."""
        self.progress.setValue(0 if result is None else round(100 * result.share))
        rows = _rows(result.picture) if result is not None and isinstance(result.picture, Basins) else []
        self.table.setVisible(bool(rows))
        self.table.setRowCount(len(rows))
        words = {
            "minimum": self.tr("minimum"), "saddle": self.tr("saddle"), "maximum": self.tr("maximum"),
            "plateau": self.tr("plateau"), "lost": self.tr("diverges"), "undecided": self.tr("still on its way"),
        }  # fmt: skip
        for i, (number, place, what, share, steps) in enumerate(rows):
            for j, text in enumerate((place, words.get(what, what), f"{100 * share:.1f} %", steps)):
                item = QTableWidgetItem(text)
                if j >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if j == 0 and 0 <= number < len(colours):
                    item.setIcon(_swatch(colours[number]))
                self.table.setItem(i, j, item)


def _rows(picture: Basins) -> list[tuple[int, str, str, float, str]]:
    """(attractor, place, what it is, share of the starts, median steps), the largest first."""
    out = []
    known = picture.labels.size
    for number, one in enumerate(picture.attractors):
        here = picture.labels == number
        count = int(here.sum())
        if count:
            steps = sorted(picture.steps[here].tolist())[count // 2]
            place = f"({shown(float(one.x[0]))}, {shown(float(one.x[1]))})"
            out.append((number, place, str(one.verdict), count / known, str(steps)))
    out.sort(key=lambda row: -row[3])
    for label, what in ((LOST, "lost"), (UNDECIDED, "undecided")):
        count = int((picture.labels == label).sum())
        if count:
            out.append((-1, "–", what, count / known, "–"))
    return out


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(12, 12)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
