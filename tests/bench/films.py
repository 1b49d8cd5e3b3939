"""The race that Landscape exports, as a film by matplotlib: an ordinary FuncAnimation script; seconds a frame.

The picture holds what ours holds: filled contours with labelled level lines (or plot_surface), the runs' growing paths
in their dashes, a ball a run, the start, the known minima, title, caption, a legend, the step and each run's f. Saving
redraws the whole figure in every frame: ``blit`` does not apply to ``Animation.save``. Its frames go to the H.264
encoder that ours go to (PyAV, libx264, the same preset and quality), so only the making of frames differs.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from core.arrays import Array

SIZE = 1280, 720
PEER_FRAMES = 30  # spread over the whole race, so that the paths are as long as ours on average
GRID = 201  # points a side of the map
MESH = 101  # squares a side of plot_surface: a quarter of ours, whose triangles cost matplotlib seconds
DASHES = ("-", "--", ":", "-.", (0, (4, 1, 1, 1)))


class _Race:
    """The numbers of the opening scene."""

    def __init__(self) -> None:
        from core.simulate import run_all
        from core.surface import sample
        from landscape_app.scene import codec
        from landscape_app.scene.model import build
        from landscape_app.scene.presets import presets

        self.scene = codec.load(presets()[0].path)
        self.surface = sample(self.scene.objective, self.scene.view_domain, GRID)
        self.runs = run_all(build(self.scene))
        self.names = [run.title for run in self.scene.runs]
        self.length = max(run.steps for run in self.runs)
        self.minima = np.array([p.x for p in self.scene.objective.critical_points if p.kind == "minimum"])


def animated(kind: str, view: str) -> float:
    """FuncAnimation of the opening race, ``PEER_FRAMES`` frames of it; seconds a frame. ``kind`` is mp4 or gif."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    from matplotlib.animation import FuncAnimation, PillowWriter

    race = _Race()
    figure = plt.figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100)
    draw = (_surface if view == "3d" else _map)(figure, race)
    animation = FuncAnimation(figure, draw, frames=PEER_FRAMES)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"race.{kind}")
        writer = PillowWriter(fps=25) if kind == "gif" else _video_writer()
        start = time.perf_counter()
        animation.save(target, writer=writer, dpi=100)
        took = time.perf_counter() - start
        assert target.stat().st_size > 0
    return took / PEER_FRAMES


def _map(figure: Any, race: _Race) -> Callable[[int], None]:
    surface, levels = race.surface, race.scene.display.levels
    axes = figure.add_axes((0.06, 0.08, 0.68, 0.76))
    axes.contourf(surface.x, surface.y, surface.f, levels, cmap="viridis")
    lines = axes.contour(surface.x, surface.y, surface.f, levels, colors="k", linewidths=0.8, alpha=0.4)
    axes.clabel(lines, fontsize=8)
    axes.plot(*race.minima.T[:2], "y*", ms=11, mec="k")
    axes.plot(*race.scene.start_point[:2], "ko", ms=12, mfc="none")
    axes.set_xlabel("x")
    axes.set_ylabel("y")
    paths = [axes.plot([], [], ls=dash, lw=2.2, label=n)[0] for n, dash in zip(race.names, DASHES, strict=False)]
    balls = [axes.plot([], [], "o", ms=10, mec="w", color=path.get_color())[0] for path in paths]
    tell = _chrome(figure, axes, race, paths)

    def draw(i: int) -> None:
        step = tell(i)
        for path, ball, run in zip(paths, balls, race.runs, strict=True):
            past: Array = run.x[: step + 1]
            path.set_data(past[:, 0], past[:, 1])
            ball.set_data(past[-1:, 0], past[-1:, 1])

    return draw


def _surface(figure: Any, race: _Race) -> Callable[[int], None]:
    surface, camera = race.surface, race.scene.camera
    axes = figure.add_axes((0.0, 0.02, 0.76, 0.84), projection="3d")
    axes.view_init(camera.elevation, camera.azimuth)
    x, y = np.meshgrid(surface.x, surface.y)
    axes.plot_surface(x, y, surface.f, cmap="viridis", rcount=MESH, ccount=MESH)
    axes.contour(x, y, surface.f, race.scene.display.levels, colors="k", linewidths=0.6, alpha=0.5)
    values = race.scene.objective.value(race.minima)
    axes.plot(*race.minima.T[:2], values, "k*", ms=9)
    paths = [axes.plot([], [], [], ls=dash, lw=2.2, label=n)[0] for n, dash in zip(race.names, DASHES, strict=False)]
    balls = [axes.plot([], [], [], "o", ms=10, mec="w", color=path.get_color())[0] for path in paths]
    tell = _chrome(figure, axes, race, paths)

    def draw(i: int) -> None:
        step = tell(i)
        for path, ball, run in zip(paths, balls, race.runs, strict=True):
            past, f = run.x[: step + 1], run.f[: step + 1]
            path.set_data_3d(past[:, 0], past[:, 1], f)
            ball.set_data_3d(past[-1:, 0], past[-1:, 1], f[-1:])

    return draw


def _chrome(figure: Any, axes: Any, race: _Race, paths: list[Any]) -> Callable[[int], int]:
    """Title, caption, legend; returns what writes frame i's step and values, and gives the step."""
    figure.text(0.02, 0.94, race.scene.title, fontsize=18, weight="bold")
    figure.text(0.02, 0.89, race.scene.caption, fontsize=9, color="0.4", wrap=True)
    axes.legend(handles=paths, loc="upper left", bbox_to_anchor=(1.02, 1.0), frameon=False)
    counter = figure.text(0.98, 0.94, "", fontsize=16, ha="right")
    values = [figure.text(0.78, 0.5 - 0.05 * i, "", fontsize=11, color=p.get_color()) for i, p in enumerate(paths)]

    def tell(i: int) -> int:
        step = round(i / (PEER_FRAMES - 1) * race.length)
        counter.set_text(f"step {step} / {race.length}")
        for text, run in zip(values, race.runs, strict=True):
            text.set_text(f"f = {run.f[min(step, run.steps)]:.3g}")
        return step

    return tell


def _video_writer() -> Any:
    """Matplotlib's frames into PyAV, with the encoder's options of landscape_app.export.encode."""
    from fractions import Fraction

    import av
    from matplotlib.animation import AbstractMovieWriter

    class AvWriter(AbstractMovieWriter):
        def setup(self, fig: Any, outfile: Any, dpi: Any = None) -> None:
            super().setup(fig, outfile, dpi)
            self._count = 0
            self._container = av.open(str(outfile), "w")
            options = {"preset": "veryfast", "crf": "20"}
            self._stream: Any = self._container.add_stream("libx264", rate=30, options=options)
            self._stream.width, self._stream.height, self._stream.pix_fmt = *SIZE, "yuv420p"

        def grab_frame(self, **_: Any) -> None:
            self.fig.canvas.draw()
            frame = av.VideoFrame.from_ndarray(np.asarray(self.fig.canvas.buffer_rgba()), format="rgba")
            frame.pts, frame.time_base = self._count, Fraction(1, 30)
            self._count += 1
            self._container.mux(self._stream.encode(frame))

        def finish(self) -> None:
            self._container.mux(self._stream.encode())
            self._container.close()

    return AvWriter(fps=30)
