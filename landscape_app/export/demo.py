"""What ``make run`` does on a machine with no display: the opening scene as a film and a picture."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from core.words import CoreError
from landscape_app.export import headless

NAME = "landscape-demo"
SIZE = (1280, 720)
SECONDS = 7.0
FPS = 30


def render_demo(folder: str | Path = ".", quiet: bool = False) -> tuple[Path, Path]:
    """Write landscape-demo.mp4 and landscape-demo.png into ``folder``; returns their paths.

    Raises ``ExportError`` or ``FileError``, each one sentence.
    """
    from landscape_app.export.job import Options, export
    from landscape_app.scene import codec, presets

    application = headless.application()
    scene = codec.load(presets.presets()[0].path)
    film, still = Path(folder) / f"{NAME}.mp4", Path(folder) / f"{NAME}.png"
    options = Options(str(film), "all", SIZE, FPS, SECONDS)
    told = 0.0

    def progress(done: int, total: int, left: float) -> None:
        nonlocal told
        if total and not quiet and time.perf_counter() - told > 2:
            told = time.perf_counter()
            print(f"  frame {done} of {total}, {left:.0f} s left", flush=True)

    export(scene, options, progress)
    export(scene, replace(options, output=str(still)))
    del application
    return film, still


def main() -> int:
    """Render into the current folder and say where; 0, or 1 with one sentence."""
    print("There is no display: rendering the opening scene into files instead.", flush=True)
    try:
        film, still = render_demo()
    except CoreError as error:
        print(f"landscape: {error}", file=sys.stderr)
        return 1
    print(f"Wrote {film.resolve()}\nWrote {still.resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
