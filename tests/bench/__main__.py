"""``make bench``: every comparison in one run, printed and written to docs/performance.md."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from landscape_app.render.renderer import Renderer
from tests.bench import analysis, core, drawing, networks, peers, program
from tests.bench.measure import Row

TARGET = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
HEAD = """# Performance

Measured by `make bench` in one run on {cores} cores, {renderer}, Python {python}. Ours and the peer's are the least of
a few runs; the ratio is how many times faster ours is. `LP_NUM_THREADS` and BLAS are held to one thread.

| what | ours | against | peer or limit | ratio | aim |
|---|---|---|---|---|---|
"""
TAIL = """
The other tools' surfaces are measured in processes of their own: the median frame with five paths at 1280×720. Our
window, pyqtgraph and vispy paint a widget on an X server, up to the screen, ours with axes, labels and legend; "the
renderer alone", the bare mesh and PyVista end with the picture in memory. While a hand turns the view or a slider, the
window draws an index buffer of at most 128², and every triangle when it rests. Matplotlib's films are FuncAnimation of
a like scene (contours or surface, paths, balls, title, caption, legend, values) through the same H.264 encoder as ours.
One run of torch keeps what ours keeps: x, f, gradient and both moments of every step.
"""


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    if value > 600:
        return f"{value:.0f}"  # a count
    return f"{value * 1e6:.1f} µs" if value < 1e-3 else f"{value * 1e3:.1f} ms" if value < 1 else f"{value:.2f} s"


def _line(row: Row) -> str:
    ratio = "not measured" if row.ratio is None else f"{row.ratio:.1f}×"
    note = f" ({row.note})" if row.note else ""
    return f"| {row.what} | {_seconds(row.ours)} | {row.against}{note} | {_seconds(row.peer)} | {ratio} | {row.aim} |"


def main() -> None:
    """Measure, print, write."""
    renderer = Renderer()
    name = renderer.describe()
    renderer.release()
    head = HEAD.format(cores=os.cpu_count(), renderer=name, python=platform.python_version())
    print(head, end="", flush=True)
    lines = []
    for part in (core, analysis, networks, drawing, peers, program):
        for row in part.rows():
            lines.append(_line(row))
            print(lines[-1], flush=True)
    TARGET.write_text(head + "\n".join(lines) + "\n" + TAIL, encoding="utf-8")


if __name__ == "__main__":
    main()
