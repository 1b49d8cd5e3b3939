"""Render the pictures of the README into ``docs/images``: the hero film and the window, light and dark.

Run by ``make gallery``, off-screen. The person's own settings are neither read nor written.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
HERO = ("export", "opening_race", "--view", "3d", "--size", "640x400", "--fps", "20", "--seconds", "6")
WINDOW_SIZE = 1440, 900
STEP = 40  # of the opening race: all methods are under way, none has come to its end
PATIENCE_SECONDS = 60.0
SETTLE_SECONDS = 1.0  # the surface is refined and the charts are painted after the last result


def hero() -> None:
    """The opening race in 3-D as ``hero.gif``, as the command line writes it."""
    from landscape_app import cli

    if cli.run([*HERO, "-o", str(IMAGES / "hero.gif")]) != 0:
        raise SystemExit("hero.gif could not be written")


def window(theme: str, target: Path) -> None:
    """The whole window with the opening race at ``STEP``, as a PNG."""
    from PySide6.QtWidgets import QApplication

    from landscape_app import app

    shown = app.build()
    try:
        shown.themes.choose(theme)
        shown.resize(*WINDOW_SIZE)
        shown.show()
        shown.plots.finish()
        _until(lambda: not shown.controller.busy and shown.controller.snapshot is not None)
        shown.playback.pause()
        shown.playback.seek(STEP)
        settled = time.monotonic() + SETTLE_SECONDS
        _until(lambda: time.monotonic() > settled)
        QApplication.processEvents()
        if not shown.grab().save(str(target)):
            raise SystemExit(f"{target.name} could not be written")
    finally:
        app.shutdown(shown)
    print(f"Wrote {target.relative_to(ROOT)}", flush=True)


def _until(done: Callable[[], bool]) -> None:
    """Let Qt work until ``done()``."""
    from PySide6.QtWidgets import QApplication

    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise SystemExit(f"the window was not ready within {PATIENCE_SECONDS:g} s")
        QApplication.processEvents()
        time.sleep(0.005)


def main() -> int:
    """Write all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        from landscape_app import app

        app.application()
        for theme in ("light", "dark"):
            window(theme, IMAGES / f"window-{theme}.png")
        hero()
    return 0


if __name__ == "__main__":
    sys.exit(main())
