"""The learning rate of a run changed from the play head on: a small sheet over the timeline."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.params import params_of
from landscape_app import rate_changes
from landscape_app.panels.number_box import NumberBox
from landscape_app.panels.numbers import shown
from landscape_app.scene.model import RunSpec
from landscape_app.store import Store

_ANY = "gradient_descent"  # whose rate the box knows until a run is chosen


class RatePopup(QFrame):
    """Writes ``lr_changes`` of a run; closes by a click beside it or Escape."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._store = store
        self._step = 0
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.runs = QComboBox()
        self.runs.setAccessibleName(self.tr("Run whose rate is changed"))
        self.runs.activated.connect(lambda _row: self._follow())
        self.box = self._rate_box(None)
        self.change = QPushButton(self.tr("Change"))
        self.change.setDefault(True)
        self.change.clicked.connect(self._change)
        self.reason = QLabel()
        self.reason.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.list = QVBoxLayout()
        self._rows: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.addWidget(self.runs, 0, 0, 1, 3)
        self._grid.addWidget(QLabel(self.tr("Learning rate")), 1, 0)
        self._grid.addWidget(self.box, 1, 1)
        self._grid.addWidget(self.change, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.addWidget(self.heading)
        layout.addLayout(self._grid)
        layout.addWidget(self.reason)
        layout.addLayout(self.list)
        store.changed.connect(lambda _old, _new: self._follow() if self.isVisible() else None)

    def show_at(self, step: int, above: QPoint) -> None:
        """Open for changes from ``step`` on, its lower right corner at ``above`` (of the screen)."""
        self._step = step
        scene = self._store.scene
        self.heading.setText(self.tr("From step {step} on").format(step=step))
        self.runs.clear()
        self.runs.addItems([run.title for run in scene.runs])
        self.runs.setCurrentIndex(min(scene.lens.run, len(scene.runs) - 1))
        self._follow()
        self.adjustSize()
        self.move(above - QPoint(self.width(), self.height()))
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)
        self.box.selectAll()

    @property
    def _spec(self) -> RunSpec | None:
        row, runs = self.runs.currentIndex(), self._store.scene.runs
        return runs[row] if 0 <= row < len(runs) else None

    def _rate_box(self, spec: RunSpec | None) -> NumberBox:
        from core import registry

        method = registry.get("optimizer", _ANY) if spec is None else type(spec.method)
        box = NumberBox(params_of(method)["lr"], reverts=False)
        box.setAccessibleName(self.tr("Learning rate from here on"))
        box.textChanged.connect(lambda: self._allow())
        box.returnPressed.connect(self._change)
        return box

    def _follow(self) -> None:
        """Show the run chosen: the rate in force, and the changes that it has."""
        spec = self._spec
        if spec is not None and spec.method.uses_lr:
            old, self.box = self.box, self._rate_box(spec)
            self._grid.replaceWidget(old, self.box)
            old.hide()
            old.deleteLater()
            self.box.set_value(rate_changes.rate_at(spec, self._step))
        for row in self._rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [] if spec is None else [self._row(spec, i) for i in range(len(spec.lr_changes))]
        for row in self._rows:
            self.list.addWidget(row)
        self._allow()
        self.adjustSize()

    def _row(self, spec: RunSpec, index: int) -> QWidget:
        step, rate = spec.lr_changes[index]
        words = self.tr("Take out: from step {step} α = {rate}").format(step=step, rate=shown(rate))
        button = QPushButton(words)
        button.clicked.connect(lambda: self._put(rate_changes.without(self._store.scene.runs[self._row_of()], index)))
        return button

    def _row_of(self) -> int:
        return self.runs.currentIndex()

    def _allow(self) -> None:
        spec = self._spec
        why = None if spec is None else rate_changes.why_not(spec, self._step)
        self.box.setEnabled(spec is not None and why is None)
        self.change.setEnabled(spec is not None and why is None and not self.box.problem())
        said = self.tr("The scene has no run.") if spec is None else ("" if why is None else str(why))
        self.reason.setText(said or self.box.problem())
        self.reason.setVisible(bool(self.reason.text()))
        self.change.setToolTip(self.reason.text())

    def _change(self) -> None:
        spec = self._spec
        if spec is not None and self.change.isEnabled():
            self._put(rate_changes.changed(spec, self._step, self.box.typed_value()))
            self.close()

    def _put(self, spec: RunSpec) -> None:
        put_run(self._store, self._row_of(), spec)


def put_run(store: Store, index: int, spec: RunSpec) -> None:
    """Run number ``index`` of the scene is ``spec`` from now on."""
    scene = store.scene
    store.update(replace(scene, runs=(*scene.runs[:index], spec, *scene.runs[index + 1 :])))
