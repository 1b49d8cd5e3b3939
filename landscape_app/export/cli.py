"""``landscape export``: progress on standard error, or in lines for the window; 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from core.words import CoreError, translate
from landscape_app.export import headless

LINE_SECONDS = 0.05  # between two lines of progress


def run(args: argparse.Namespace) -> int:
    """Export ``args.scene`` (a path or a preset's id) as the other flags say; returns the exit code."""
    from landscape_app import given
    from landscape_app.export.job import Options, check, export
    from landscape_app.scene import presets

    options = Options(args.output, args.view, args.size, args.fps, args.seconds, args.camera, args.theme, args.at)
    lines = bool(getattr(args, "progress_lines", False))
    with Signals() as signals:

        def work() -> str:
            check(options)
            scene = given.load(presets.find(args.scene))
            application = headless.application()
            with Progressing(signals, lines, args.quiet) as progress:
                made = export(scene, options, progress)
            del application
            for note in made.notes:
                print(f"landscape: {note}", file=sys.stderr)
            width, height = made.size
            length = translate("cli", "1 frame")
            if made.frames != 1:
                seconds = f"{made.frames / made.fps:g}"
                length = translate("cli", "{count} frames, {seconds} s").format(count=made.frames, seconds=seconds)
            return translate("cli", "Wrote {file}: {size}, {length}").format(
                file=made.output, size=f"{width}x{height}", length=length
            )

        return told(work, signals)


def told(work: Callable[[], str], signals: Signals) -> int:
    """Do ``work`` and print what it says; the exit code, whatever becomes of it."""
    from landscape_app.export.job import ExportCancelled, UsageError

    try:
        print(work())
    except UsageError as error:
        print(f"landscape export: {error}", file=sys.stderr)
        return 2
    except ExportCancelled as error:
        print(f"landscape: {error}", file=sys.stderr)
        return 128 + (signals.caught or signal.SIGINT)
    except CoreError as error:
        print(f"landscape: {error}", file=sys.stderr)
        return 1
    return 0


class Signals:
    """SIGINT and SIGTERM ask; the loop answers between two frames.

    (An exception out of a handler could land in a callback from Qt, where it would be printed and lost.)
    """

    def __init__(self) -> None:
        self.caught: int = 0
        self._before: dict[int, object] = {}

    def __enter__(self) -> Signals:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._catch)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _catch(self, number: int, _: FrameType | None) -> None:
        self.caught = number


class Progressing:
    """A bar (tqdm), lines "progress 37/240 2.1", or nothing; says False once a signal came."""

    def __init__(self, signals: Signals, lines: bool, quiet: bool) -> None:
        self._signals, self._lines, self._quiet = signals, lines, quiet
        self._bar: object = None
        self._told = 0.0

    def __enter__(self) -> Progressing:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()  # type: ignore[attr-defined]

    def __call__(self, done: int, total: int, left: float) -> bool:
        if self._signals.caught:
            return False
        if total and self._lines:
            now = time.perf_counter()
            if done == total or now - self._told >= LINE_SECONDS:
                self._told = now
                print(f"progress {done}/{total} {left:.1f}", flush=True)
        elif total and not self._quiet:
            self._advance(done, total)
        return True

    def _advance(self, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, unit="frame", file=sys.stderr, leave=False, dynamic_ncols=True)
        self._bar.update(done - self._bar.n)  # type: ignore[attr-defined]
