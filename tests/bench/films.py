"""Films by matplotlib's FuncAnimation of the race that Landscape exports; seconds a frame.

Matplotlib hands its frames to the same H.264 encoder as Landscape does (PyAV, libx264): no ffmpeg program is needed,
and only the making of frames differs.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

SIZE = 1280, 720
PEER_FRAMES = 30
GIF_SIZE = 1280, 720


def _scene() -> Any:
    from landscape_app.scene import codec
    from landscape_app.scene.presets import presets

    return codec.load(presets()[0].path)


def animated(kind: str, view: str) -> float:
    """FuncAnimation of the opening race, ``PEER_FRAMES`` frames of it; seconds a frame. ``kind`` is mp4 or gif."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt
    from matplotlib.animation import AbstractMovieWriter, FuncAnimation, PillowWriter

    from core.simulate import run_all
    from core.surface import sample
    from landscape_app.scene.model import build

    scene = _scene()
    surface = sample(scene.objective, scene.view_domain, 201)
    runs = run_all(build(scene))
    width, height = GIF_SIZE if kind == "gif" else SIZE
    figure = plt.figure(figsize=(width / 100, height / 100), dpi=100)
    if view == "3d":
        axes: Any = figure.add_subplot(projection="3d")
        x, y = np.meshgrid(surface.x, surface.y)
        axes.plot_surface(x, y, surface.f, cmap="viridis", rcount=101, ccount=101)
        lines = [axes.plot([], [], [])[0] for _ in runs]
    else:
        axes = figure.add_subplot()
        axes.contourf(surface.x, surface.y, surface.f, 18)
        lines = [axes.plot([], [])[0] for _ in runs]

    def draw(i: int) -> list[Any]:
        for line, run in zip(lines, runs, strict=True):
            k = 1 + round(i / PEER_FRAMES * run.steps)
            line.set_data(run.x[:k, 0], run.x[:k, 1])
            if view == "3d":
                line.set_3d_properties(run.f[:k])
        return lines

    class AvWriter(AbstractMovieWriter):
        """Matplotlib's frames into PyAV."""

        def setup(self, fig: Any, outfile: Any, dpi: Any = None) -> None:
            import av

            super().setup(fig, outfile, dpi)
            self._container = av.open(str(outfile), "w")
            options = {"preset": "veryfast", "crf": "20"}
            self._stream = self._container.add_stream("libx264", rate=30, options=options)
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"

        def grab_frame(self, **_: Any) -> None:
            import av

            self.fig.canvas.draw()
            frame = av.VideoFrame.from_ndarray(np.asarray(self.fig.canvas.buffer_rgba()), format="rgba")
            for packet in self._stream.encode(frame):
                self._container.mux(packet)

        def finish(self) -> None:
            for packet in self._stream.encode():
                self._container.mux(packet)
            self._container.close()

    animation = FuncAnimation(figure, draw, frames=PEER_FRAMES, blit=False)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, f"race.{kind}")
        writer = PillowWriter(fps=25) if kind == "gif" else AvWriter(fps=30)
        start = time.perf_counter()
        animation.save(target, writer=writer, dpi=100)
        took = time.perf_counter() - start
        assert target.stat().st_size > 0
    return took / PEER_FRAMES
