"""Render the pictures of the README into ``docs/images``: the hero film, and the window in light and dark.

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
# picture -> preset, side page and page below by name, step, theme
LOOKS = {
    "step": ("adam_step_by_step", "Look", "Step", 6, "light"),
    "network": ("spiral", "Surface", "Network", 170, "dark"),
    "multiples": ("four_momenta", "Look", "Charts", 90, "light"),
    "swarm": ("swarm", "Look", "Charts", 25, "dark"),
}
PATIENCE_SECONDS = 60.0
SETTLE_SECONDS = 2.0  # the surface is refined and the charts are painted after the last result


def hero() -> None:
    """The opening race in 3-D as ``hero.gif``, as the command line writes it."""
    from landscape_app import cli

    if cli.run([*HERO, "-o", str(IMAGES / "hero.gif")]) != 0:
        raise SystemExit("hero.gif could not be written")


def window(theme: str, target: Path, preset: str = "", side: str = "", below: str = "", step: int = STEP) -> None:
    """The whole window with a preset (the opening race if none) at ``step``, as a PNG."""
    from PySide6.QtWidgets import QApplication

    from landscape_app import app
    from landscape_app.scene.presets import find

    shown = app.build(find(preset) if preset else None)
    try:
        shown.themes.choose(theme)
        shown.resize(*WINDOW_SIZE)
        shown.show()
        shown.plots.finish()
        for tabs, page in ((shown.side, side), (shown.below, below)):
            names = [tabs.tabText(i) for i in range(tabs.count())]
            tabs.setCurrentIndex(names.index(page) if page else 0)
        _until(lambda: not shown.controller.busy and shown.controller.snapshot is not None)
        _until(
            lambda: not shown.store.scene.panes.vary or (shown.panes.current is not None and shown.panes.current.done)
        )
        shown.playback.pause()
        shown.playback.seek(step)
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
        for name, (preset, side, below, step, theme) in LOOKS.items():
            window(theme, IMAGES / f"{name}.png", preset, side, below, step)
        hero()
    return 0


if __name__ == "__main__":
    sys.exit(main())
