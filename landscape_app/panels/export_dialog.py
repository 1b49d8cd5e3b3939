"""Film, GIF or pictures of the race: what, how large, how long, where to."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.params import params_of
from landscape_app.panels.export_choice import SUFFIXES, VIDEO, ExportChoice, Numbers, form_of, with_suffix
from landscape_app.panels.number_box import NumberBox

_SIZES = ((1280, 720), (1920, 1080), (3840, 2160), (800, 600))
_SCALE = 1000  # steps of the progress bar


class ExportDialog(QDialog):
    """``export_requested(flags)`` and ``cancel_requested``; told of the rest by the ``set_`` methods."""

    export_requested = Signal(list)  # list[str], without the scene
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None, theme: str = "light") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        self._running = self._cancelling = False
        self._build_controls()
        self.theme.setCurrentIndex(max(0, self.theme.findData(theme)))  # what one sees is what one gets
        self._build_foot()
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows = form
        self._row(self.tr("&Format"), self.format)
        self._row(self.tr("&View"), self.view)
        self._row(self.tr("&Size"), self.size_choice, self.width_box, QLabel("×"), self.height_box)
        self._length_row = self._row(
            self.tr("&Length"),
            self.seconds,
            QLabel(self.tr("seconds at")),
            self.fps,
            QLabel(self.tr("frames a second")),
        )
        self._camera_row = self._row(self.tr("&Camera"), self.camera)
        self._row(self.tr("&Theme"), self.theme)
        self._row(self.tr("File &name"), self.file, self.browse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self._form)
        for widget in (self.summary, self.sentence, self.progress, self.left):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(self._foot)
        self.file.setText(str(_folder() / "landscape.mp4"))
        self._follow_format()
        self._connect()

    # Building ---------------------------------------------------------------------------------------------------

    def _build_controls(self) -> None:
        self.format = _choice(
            self.tr("Format"),
            ("mp4", self.tr("MP4 film (H.264)")),
            ("webm", self.tr("WebM film (VP9)")),
            ("gif", self.tr("GIF animation")),
            ("png", self.tr("PNG picture of the last step")),
            ("folder", self.tr("Folder of PNG pictures")),
        )
        self.view = _choice(
            self.tr("View"),
            ("all", self.tr("Surface, map and charts, or the network")),
            ("network", self.tr("Network alone")),
            ("3d", self.tr("Surface")),
            ("2d", self.tr("Map")),
            ("charts", self.tr("Charts")),
        )
        sizes = [(f"{w}x{h}", f"{w} × {h}") for w, h in _SIZES]
        self.size_choice = _choice(self.tr("Size"), *sizes, ("", self.tr("Custom")))
        numbers = params_of(Numbers)
        self.width_box = NumberBox(numbers["width"], reverts=False)
        self.fps, self.seconds = NumberBox(numbers["fps"], reverts=False), NumberBox(numbers["seconds"], reverts=False)
        self.height_box = NumberBox(numbers["height"], reverts=False)
        self.size_choice.setCurrentIndex(_SIZES.index((1920, 1080)))
        self.camera = _choice(self.tr("Camera"), ("orbit", self.tr("goes slowly round")), ("still", self.tr("stands")))
        self.theme = _choice(
            self.tr("Theme"),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("projector", self.tr("Projector")),
            ("projector_black", self.tr("Projector, black")),
        )
        self.file = QLineEdit()
        self.file.setAccessibleName(self.tr("File name"))
        self.browse = QPushButton(self.tr("&Browse …"))
        self.browse.setAutoDefault(False)

    def _build_foot(self) -> None:
        self.summary, self.sentence, self.left = QLabel(), QLabel(), QLabel()
        self.summary.setProperty("role", "muted")
        self.left.setProperty("role", "muted")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar()
        self.progress.setRange(0, _SCALE)
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        for widget in (self.sentence, self.progress, self.left):
            widget.hide()
        self.export = QPushButton(self.tr("&Export"))
        self.export.setDefault(True)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.close_button)
        self._foot.addWidget(self.export)

    def _row(self, name: str, *widgets: QWidget) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in widgets:
            layout.addWidget(widget)
        if not isinstance(widgets[0], QLineEdit) or isinstance(widgets[0], NumberBox):
            layout.addStretch(1)
        label = QLabel(name)
        label.setBuddy(widgets[0])
        self._rows.addRow(label, line)
        return line

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(lambda: self._follow_format())
        self.size_choice.activated.connect(lambda: self._follow_size())
        for box in (self.width_box, self.height_box):
            box.textEdited.connect(lambda: self._follow_sides())
        for number in self._numbers():
            number.textChanged.connect(lambda: self._check())
        self.file.textEdited.connect(lambda: self._check())
        self.file.editingFinished.connect(self._complete_name)
        self.browse.clicked.connect(lambda: self._browse())
        self.export.clicked.connect(lambda: self._export())
        self.close_button.clicked.connect(self.reject)

    def _numbers(self) -> tuple[NumberBox, ...]:
        sides = (self.width_box, self.height_box)
        return sides if self._data(self.format) == "png" else (*sides, self.fps, self.seconds)

    # What is chosen ---------------------------------------------------------------------------------------------

    @staticmethod
    def _data(combo: QComboBox) -> str:
        return str(combo.currentData())

    def choice(self) -> ExportChoice:
        """The form as filled in; numbers as last typed well."""
        return ExportChoice(
            self._data(self.format),
            self.file.text(),
            self._data(self.view),
            _whole(self.width_box),
            _whole(self.height_box),
            _whole(self.fps),
            _real(self.seconds),
            self._data(self.camera),
            self._data(self.theme),
        )

    def problem(self) -> str:
        """The first thing wrong with the form, as one sentence; empty where it may be exported."""
        wrong = [box.problem() for box in self._numbers() if box.problem()]
        return wrong[0] if wrong else self.choice().problem()

    def _follow_format(self) -> None:
        form = self._data(self.format)
        self._rows.setRowVisible(self._length_row, form != "png")
        self._rows.setRowVisible(self._camera_row, form != "png")
        self.file.setText(with_suffix(self.file.text(), form))
        self._check()

    def _follow_size(self) -> None:
        size = self._data(self.size_choice)
        if size:
            width, height = size.split("x")
            self.width_box.setText(width)
            self.height_box.setText(height)
        else:
            self.width_box.setFocus()
            self.width_box.selectAll()

    def _follow_sides(self) -> None:
        size = f"{self.width_box.text().strip()}x{self.height_box.text().strip()}"
        found = self.size_choice.findData(size)
        self.size_choice.setCurrentIndex(found if found >= 0 else self.size_choice.count() - 1)

    def _complete_name(self) -> None:
        asked = form_of(self.file.text())
        form = self._data(self.format)
        if asked is not None and asked != form:
            self.format.setCurrentIndex(self.format.findData(asked))
        self.file.setText(with_suffix(self.file.text(), self._data(self.format)))
        self._check()

    def _check(self) -> None:
        if self._running:
            return
        problem = self.problem()
        self.export.setEnabled(not problem)
        self._say(problem, wrong=True)
        self.summary.setText("" if problem else self._summary())

    def _summary(self) -> str:
        choice = self.choice()
        if choice.form == "png":
            return self.tr("One picture, {w} × {h} pixels").format(w=choice.width, h=choice.height)
        frames = max(1, round(choice.fps * choice.seconds))
        width, height = choice.width, choice.height
        if choice.form in VIDEO:
            width, height = width + width % 2, height + height % 2
        text = self.tr("{n} frames, {w} × {h} pixels").format(n=frames, w=width, h=height)
        if (width, height) != (choice.width, choice.height):
            text += " " + self.tr("(a film needs even sides)")
        return text

    def _say(self, text: str, *, wrong: bool = False) -> None:
        role = "error" if wrong else ""
        if self.sentence.property("role") != role:
            self.sentence.setProperty("role", role)
            self.sentence.style().unpolish(self.sentence)
            self.sentence.style().polish(self.sentence)
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    # Intents ----------------------------------------------------------------------------------------------------

    def _browse(self) -> None:
        now = str(self.choice().path()) if self.file.text().strip() else str(_folder())
        if self._data(self.format) == "folder":
            found = QFileDialog.getExistingDirectory(self, self.tr("Folder for the pictures"), str(Path(now).parent))
        else:
            filters = f"{self.format.currentText()} (*{SUFFIXES[self._data(self.format)]})"
            no_question = QFileDialog.Option.DontConfirmOverwrite  # it is asked on Export
            found, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), now, filters, "", no_question)
        if found:
            self.file.setText(found)
            self._complete_name()

    def _export(self) -> None:
        self._complete_name()
        if self._running or self.problem() or not self._may_overwrite():
            return
        self._run(True)
        self.export_requested.emit(self.choice().flags())

    def _may_overwrite(self) -> bool:
        choice = self.choice()
        if not choice.overwrites():
            return True
        if choice.form == "folder":
            text = self.tr("There are pictures in {}. Write over them?")
        else:
            text = self.tr("{} is there already. Write over it?")
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Export"), text.format(choice.path().name), parent=self)
        over = box.addButton(self.tr("&Overwrite"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        agreed = box.clickedButton() is over
        box.deleteLater()
        return agreed

    def reject(self) -> None:
        """Close; while an export runs, ask for its end instead (and close the second time)."""
        if self._running and not self._cancelling:
            self._cancelling = True
            self.close_button.setEnabled(False)
            self.left.setText(self.tr("Cancelling …"))
            self.cancel_requested.emit()
        else:
            super().reject()

    # What the export tells --------------------------------------------------------------------------------------

    def set_progress(self, fraction: float, seconds_left: float) -> None:
        """How far it is, 0 ... 1, and how long it will still take (nan: unknown)."""
        self.progress.setValue(round(min(max(fraction, 0.0), 1.0) * _SCALE))
        if not self._cancelling:
            self.left.setText(self._time_left(seconds_left))

    def set_done(self, path: str) -> None:
        """It is written."""
        self._run(False)
        self._say(self.tr("Written: {}").format(path))

    def set_failed(self, text: str) -> None:
        """It could not be written; ``text`` is the sentence why."""
        self._run(False)
        self._say(text.removeprefix("landscape: "), wrong=True)

    def set_cancelled(self) -> None:
        """It was ended, and nothing is left of it."""
        self._run(False)
        self._say(self.tr("Cancelled; nothing was written."))

    def _time_left(self, seconds: float) -> str:
        if not math.isfinite(seconds):
            return self.tr("Computing the race …")
        whole = max(0, math.ceil(seconds))
        if whole >= 60:
            return self.tr("{m} min {s} s left").format(m=whole // 60, s=whole % 60)
        return self.tr("{s} s left").format(s=whole)

    def _run(self, on: bool) -> None:
        self._running, self._cancelling = on, False
        self._form.setEnabled(not on)
        self.export.setEnabled(not on)
        self.close_button.setEnabled(True)
        self.close_button.setText(self.tr("Cancel") if on else self.tr("Close"))
        self.progress.setVisible(on)
        self.left.setVisible(on)
        if on:
            self.progress.setValue(0)
            self.left.setText(self._time_left(math.nan))
            self._say("")
            self.close_button.setFocus()
        else:
            self.export.setFocus()


def _choice(name: str, *items: tuple[str, str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    for data, words in items:
        made.addItem(words, data)
    return made


def _whole(box: NumberBox) -> int:
    return int(_real(box))


def _real(box: NumberBox) -> float:
    """The number in the box now, or the last good one where that is none."""
    return box.value() if box.problem() else box.typed_value()


def _folder() -> Path:
    """Where films go on this system."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return Path(known) if known and Path(known).is_dir() else Path.home()
