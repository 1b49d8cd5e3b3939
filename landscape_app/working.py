"""An object of the session that has long work of its own, beside the race's."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from landscape_app.runner import Job, Runner


class Working(QObject):
    """``failed(exception)`` where its work raised. It has a thread of its own, made when first needed, so that a search
    keeps no race waiting and a scene that needs none has none.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner: Runner | None = None

    def shutdown(self) -> None:
        """Drop what is computed and join the thread."""
        if self._runner is not None:
            self._runner.shutdown()

    def _start(self, lane: str, job: Job) -> None:
        """Begin ``job``; what that lane was doing is dropped."""
        if self._runner is None:
            self._runner = Runner(self)
            self._runner.produced.connect(self._on_produced)
            self._runner.finished.connect(self._on_finished)
            self._runner.failed.connect(self._on_failed)
        self._runner.start(lane, job)

    def _cancel(self, lane: str) -> None:
        """Drop the job of ``lane``, if any."""
        if self._runner is not None:
            self._runner.cancel(lane)

    def _works(self, lane: str) -> bool:
        """Whether ``lane`` has a job."""
        return self._runner is not None and self._runner.busy(lane)

    def _on_produced(self, lane: str, items: list[Any]) -> None:
        """Something of ``lane`` has come, the newest last."""
        raise NotImplementedError

    def _on_finished(self, lane: str) -> None:
        """The work of ``lane`` has come to its end, or failed."""

    def _on_failed(self, lane: str, error: Exception) -> None:
        self._on_finished(lane)
        self.failed.emit(error)
