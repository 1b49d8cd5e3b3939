"""What to write of this race, and how far it is."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

_SIZES = ("1280x720", "1920x1080", "3840x2160", "800x600", "1080x1080")


class ExportDialog(QDialog):
    """``export_requested(flags)`` with the command line's own flags; ``cancel_requested`` while one runs."""

    export_requested = Signal(list)
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(520)
        self._running = False
        self.format = self._combo(
            [
                (".mp4", self.tr("MP4 video (H.264)")),
                (".webm", self.tr("WebM video (VP9)")),
                (".gif", self.tr("Animated GIF")),
                (".png", self.tr("PNG picture of the present step")),
                ("", self.tr("Folder of PNG pictures")),
            ]
        )
        self.view = self._combo(
            [
                ("all", self.tr("Surface, map and charts")),
                ("3d", self.tr("Surface")),
                ("2d", self.tr("Map")),
                ("charts", self.tr("Charts")),
            ]
        )
        self.size = QComboBox()
        self.size.setEditable(True)
        self.size.addItems(list(_SIZES))
        self.fps = QSpinBox()
        self.fps.setRange(1, 120)
        self.fps.setValue(30)
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(0.5, 600.0)
        self.seconds.setValue(8.0)
        self.seconds.setSuffix(" s")
        self.camera = self._combo([("orbit", self.tr("Turns slowly")), ("still", self.tr("Stands still"))])
        self.theme = self._combo(
            [("light", self.tr("Light")), ("dark", self.tr("Dark")), ("projector", self.tr("Projector"))]
        )
        self.file = QLineEdit(str(Path.home() / "landscape.mp4"))
        browse = QPushButton(self.tr("&Browse …"))
        browse.clicked.connect(self._browse)
        where = QHBoxLayout()
        where.addWidget(self.file, 1)
        where.addWidget(browse)
        form = QFormLayout()
        for label, widget in (
            (self.tr("&Format"), self.format),
            (self.tr("&View"), self.view),
            (self.tr("&Size (pixels)"), self.size),
            (self.tr("F&rames a second"), self.fps),
            (self.tr("&Length"), self.seconds),
            (self.tr("&Camera"), self.camera),
            (self.tr("&Theme"), self.theme),
        ):
            form.addRow(label, widget)
            widget.setAccessibleName(label.replace("&", ""))
        form.addRow(self.tr("F&ile"), where)
        self.file.setAccessibleName(self.tr("File"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self.told = QLabel()
        self.told.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.export_button = buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel_button = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self._start)
        self.cancel_button.clicked.connect(self._cancel)
        self.format.currentIndexChanged.connect(self._follow_format)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.progress)
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        self.at = 0.0  # the step a single picture shows

    @staticmethod
    def _combo(options: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        for key, text in options:
            combo.addItem(text, key)
        return combo

    def flags(self) -> list[str]:
        """The command line's flags for what is chosen."""
        flags = ["-o", self.file.text().strip(), "--view", self.view.currentData()]
        flags += ["--size", self.size.currentText().strip().replace("×", "x")]
        flags += ["--fps", str(self.fps.value()), "--seconds", f"{self.seconds.value():g}"]
        flags += ["--camera", self.camera.currentData(), "--theme", self.theme.currentData()]
        if self.format.currentData() == ".png":
            flags += ["--at", f"{self.at:g}"]
        return flags

    def _follow_format(self) -> None:
        suffix = self.format.currentData()
        path = Path(self.file.text().strip() or "landscape")
        self.file.setText(str(path.with_suffix(suffix)))
        film = suffix != ".png"
        for widget in (self.fps, self.seconds, self.camera):
            widget.setEnabled(film)

    def _browse(self) -> None:
        if self.format.currentData():
            name, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), self.file.text())
        else:
            name = QFileDialog.getExistingDirectory(self, self.tr("Export to"), str(Path(self.file.text()).parent))
        if name:
            path = Path(name)
            suffix = self.format.currentData()
            self.file.setText(str(path if path.suffix or not suffix else path.with_suffix(suffix)))

    def _start(self) -> None:
        path = Path(self.file.text().strip())
        if not self.file.text().strip() or not path.parent.is_dir():
            self._tell(
                self.tr("A file in a folder that exists is needed, got “{}”.").format(self.file.text()), bad=True
            )
            return
        if path.suffix != self.format.currentData():
            path = path.with_suffix(self.format.currentData())
            self.file.setText(str(path))
        if path.is_file():
            buttons = QMessageBox.StandardButton
            question = self.tr("{} exists. Replace it?").format(path.name)
            if QMessageBox.question(self, self.tr("Replace"), question, buttons.Yes | buttons.No) != buttons.Yes:
                return
        self._set_running(True)
        self.progress.setValue(0)
        self._tell(self.tr("Starting …"))
        self.export_requested.emit(self.flags())

    def _cancel(self) -> None:
        if self._running:
            self.cancel_requested.emit()
        else:
            self.reject()

    def _set_running(self, running: bool) -> None:
        self._running = running
        self.progress.setVisible(running)
        self.export_button.setEnabled(not running)
        self.cancel_button.setText(self.tr("Cancel") if running else self.tr("Close"))

    def _tell(self, text: str, *, bad: bool = False) -> None:
        self.told.setText(text)
        self.told.setProperty("role", "error" if bad else "")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)

    def set_progress(self, fraction: float, seconds_left: float) -> None:
        """How far the export is."""
        self.progress.setValue(round(1000 * fraction))
        if math.isfinite(seconds_left):
            self._tell(self.tr("about {} s left").format(math.ceil(seconds_left)))

    def set_done(self, path: str) -> None:
        """It is written."""
        self._set_running(False)
        self._tell(self.tr("Written: {}").format(path))

    def set_failed(self, text: str) -> None:
        """It could not be written; ``text`` is one sentence."""
        self._set_running(False)
        self._tell(text, bad=True)

    def set_cancelled(self) -> None:
        """It was stopped; no file is left."""
        self._set_running(False)
        self._tell(self.tr("Cancelled; no file was left."))

    def reject(self) -> None:
        """Escape while it runs cancels the export, not the dialog."""
        if self._running:
            self.cancel_requested.emit()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops a running export."""
        if self._running:
            self.cancel_requested.emit()
        super().closeEvent(event)
