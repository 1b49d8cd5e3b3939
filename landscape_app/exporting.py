"""The window's export: spawns ``landscape export`` with the scene, reads its progress, can kill it.

A process of its own, so that a long encode neither blocks the window nor dies with it half written.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from core.words import CoreError
from landscape_app.scene import codec
from landscape_app.scene.model import Scene

GRACE_MS = 3000  # between asking a process to stop and killing it


class ExportProcess(QObject):
    """One export at a time."""

    progressed = Signal(float, float)  # fraction, seconds left
    succeeded = Signal(str)  # what was written
    failed = Signal(str)  # one sentence
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._scene_file: Path | None = None
        self._output = ""
        self._errors = ""
        self._cancelling = False

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._process is not None

    def start(self, scene: Scene, arguments: list[str]) -> None:
        """Export ``scene`` with the command line's own flags (``-o FILE`` among them)."""
        if self.running:
            return
        folder = Path(tempfile.mkdtemp(prefix="landscape-export-"))  # opened values are left beside the scene
        self._scene_file = folder / "scene.toml"
        name = str(self._scene_file)
        try:
            codec.save(scene, self._scene_file)
        except CoreError as error:
            self._forget()
            self.failed.emit(str(error))
            return
        self._output = arguments[arguments.index("-o") + 1] if "-o" in arguments else ""
        self._errors, self._cancelling = "", False
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_QPA_PLATFORM", "offscreen")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._not_started)
        self._process = process
        flags = ["-m", "landscape_app", "export", name, *arguments, "--progress-lines"]
        process.start(sys.executable, flags)

    def cancel(self) -> None:
        """Ask the process to stop (it removes its temporary file); kill it if it does not within 3 s."""
        process = self._process
        if process is not None:
            self._cancelling = True
            process.terminate()
            QTimer.singleShot(GRACE_MS, process, process.kill)

    def shutdown(self) -> None:
        """Cancel and wait: the program is about to end."""
        if self._process is not None:
            process = self._process
            self.cancel()
            process.waitForFinished(GRACE_MS)

    def _read(self) -> None:
        assert self._process is not None
        for line in bytes(self._process.readAllStandardOutput().data()).decode(errors="replace").splitlines():
            word, _, rest = line.partition(" ")
            if word != "progress":
                continue
            counts, _, seconds = rest.partition(" ")
            done, _, total = counts.partition("/")
            try:
                self.progressed.emit(int(done) / max(1, int(total)), float(seconds or "nan"))
            except ValueError:
                continue

    def _read_errors(self) -> None:
        assert self._process is not None
        self._errors += bytes(self._process.readAllStandardError().data()).decode(errors="replace")

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._errors = self.tr("The export could not be started.")
            self._finish(1)

    def _forget(self) -> None:
        if self._scene_file is not None:
            shutil.rmtree(self._scene_file.parent, ignore_errors=True)
            self._scene_file = None

    def _finish(self, code: int, status: QProcess.ExitStatus = QProcess.ExitStatus.NormalExit) -> None:
        if self._process is None:
            return
        self._process.deleteLater()
        self._process = None
        self._forget()
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self.succeeded.emit(self._output)  # also where the wish to cancel came too late
        elif self._cancelling:
            self.cancelled.emit()
        else:
            lines = [line for line in self._errors.splitlines() if line.strip()]
            self.failed.emit(lines[-1] if lines else self.tr("The export ended without a word (code {}).").format(code))
