"""The whole of an export: scene in, file out, with progress and a way to stop; the file is whole or is not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from core.words import QT_TRANSLATE_NOOP, Sentence, said
from landscape_app.export.encode import GIF_MAX_FPS, VIDEO, ExportError, kind_of, writing
from landscape_app.export.timing import Timing
from landscape_app.jobs import compute
from landscape_app.results import Snapshot
from landscape_app.scene.model import Scene
from landscape_app.scene.panes import variants

if TYPE_CHECKING:
    from landscape_app.export.frames import Film
    from landscape_app.export.panes_film import PanesFilm

PALETTE_SAMPLES = 12  # pictures of the film that a GIF's palette is made from

Progress = Callable[[int, int, float], bool | None]  # (frames done, of, seconds left) -> False stops

_GIF_FPS = QT_TRANSLATE_NOOP("errors", "a GIF shows at most {most} frames a second, got {fps}")
_AT_FILM = QT_TRANSLATE_NOOP("errors", "--at chooses the step of a .png; {path} shows them all")
_CANCELLED = QT_TRANSLATE_NOOP("errors", "the export was stopped; nothing was written")
_EVEN = QT_TRANSLATE_NOOP("export", "{kind} needs even sides: {old} became {new}")
_PAST = QT_TRANSLATE_NOOP("export", "the last step is {last}: shown instead of {at}")


class UsageError(ExportError):
    """The options do not go together."""


class ExportCancelled(ExportError):
    """Someone asked to stop."""

    def __init__(self) -> None:
        super().__init__(_CANCELLED)


@dataclass(frozen=True)
class Options:
    """What is asked for; the suffix of ``output`` tells the type. ``at`` is a step, for a PNG alone."""

    output: str
    view: str = "all"
    size: tuple[int, int] = (1920, 1080)
    fps: int = 30
    seconds: float = 8.0
    camera: str = "orbit"
    theme: str = "light"
    at: float | None = None


@dataclass(frozen=True)
class Written:
    """What was made, read back by nobody yet: see ``tests/export``."""

    output: str
    frames: int
    size: tuple[int, int]
    fps: int
    notes: tuple[Sentence, ...]


def check(options: Options) -> None:
    """Raise :class:`UsageError` or ``ExportError`` for what cannot be, before any work."""
    kind = kind_of(options.output)
    if kind == "gif" and options.fps > GIF_MAX_FPS:
        raise UsageError(_GIF_FPS, field="fps", most=GIF_MAX_FPS, fps=options.fps)
    if options.at is not None and kind != "png":
        raise UsageError(_AT_FILM, field="at", path=options.output)


def export(scene: Scene, options: Options, progress: Progress | None = None) -> Written:
    """Write ``scene`` as ``options`` say. Needs a QApplication (``headless.application``).

    ``progress`` is called at least once a frame. Raises ``ExportError`` or ``FileError``, each one sentence, and
    :class:`ExportCancelled` after ``progress`` said False; then nothing is left behind.
    """
    check(options)
    tell = Teller(progress)
    snapshots = tuple(_computed(each, tell) for each in variants(scene) or (scene,))
    size, notes = _size(options)
    kind = kind_of(options.output)
    length = max(snapshot.length for snapshot in snapshots)
    timing = Timing(options.fps, options.seconds, length)
    film = _film(scene, snapshots, options, size)
    try:
        if kind == "png":
            at = float(length) if options.at is None else options.at
            if at > length:
                notes.append(Sentence(_PAST, {"last": length, "at": f"{at:g}"}))
            tell.total = 1
            with writing(options.output, size, options.fps, 1) as encoder:
                encoder.add(film.frame(min(at, float(length)), scene.camera))
                tell.frame()
            return Written(options.output, 1, size, options.fps, tuple(notes))

        def picture(i: int) -> QImage:
            return film.frame(timing.head(i), timing.camera(i, scene.camera, options.camera))

        count = timing.count
        tell.total = count
        samples = []
        if kind == "gif":
            k = min(PALETTE_SAMPLES, count)
            for j in range(k):
                samples.append(picture(round(j * (count - 1) / max(1, k - 1))))
                tell.alive()
        with writing(options.output, size, options.fps, count, samples) as encoder:
            samples.clear()
            for i in range(count):
                encoder.add(picture(i))
                tell.frame()
        return Written(options.output, count, size, options.fps, tuple(notes))
    finally:
        film.close()


def _film(scene: Scene, snapshots: tuple[Snapshot, ...], options: Options, size: tuple[int, int]) -> Film | PanesFilm:
    if len(snapshots) == 1:
        from landscape_app.export.frames import Film

        return Film(snapshots[0], options.view, size, options.theme)
    from landscape_app.export.panes_film import PanesFilm

    view = options.view
    if view == "all":  # what the panes of the scene show: there is no room for everything
        view = "2d" if scene.panes.view == "map" else "3d"
    return PanesFilm(said(scene.title), snapshots, view, size, options.theme)


class Teller:
    """Counts frames, guesses the time left, and raises when it is told to stop."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        self._since = time.perf_counter()
        self.total = 0

    def frame(self) -> None:
        """One more is done."""
        self._done += 1
        self._tell()

    def alive(self) -> None:
        """Still at work: a chance to stop."""
        self._tell()

    def _tell(self) -> None:
        if self._progress is None:
            return
        spent = time.perf_counter() - self._since
        left = spent / self._done * (self.total - self._done) if self._done else float("nan")
        if self._progress(self._done, self.total, left) is False:
            raise ExportCancelled


def _computed(scene: Scene, tell: Teller) -> Snapshot:
    last: Snapshot | None = None
    for item in compute(scene, None, {}):
        last = item or last
        tell.alive()
    assert last is not None, "compute always ends with a snapshot"
    return last


def _size(options: Options) -> tuple[tuple[int, int], list[Sentence]]:
    """The size in force: yuv420p halves both sides of its colour planes, so they must be even."""
    width, height = options.size
    kind = kind_of(options.output)
    if kind not in VIDEO or (width % 2 == 0 and height % 2 == 0):
        return (width, height), []
    even = (width + width % 2, height + height % 2)
    values = {"kind": f".{kind}", "old": f"{width}x{height}", "new": f"{even[0]}x{even[1]}"}
    return even, [Sentence(_EVEN, values)]
