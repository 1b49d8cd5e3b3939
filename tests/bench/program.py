"""The program: the longest block of the GUI thread while a slider turns, export, and the first picture."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtTest import QTest

from landscape_app.export import headless
from landscape_app.export.job import Options, export
from landscape_app.scene import codec
from landscape_app.scene.presets import presets
from tests.bench.isolated import measure, x_server
from tests.bench.measure import Row, best

FRAMES, FPS = 300, 30
SIZE = (1280, 720)


def rows() -> Iterator[Row]:
    """Block, export in 2-D and 3-D, GIF, start-up."""
    yield _block()
    yield from _export()
    yield from _start()


def _block() -> Row:
    """The controller with nothing painted: 5 runs x 1,000 steps, a 201² surface, 100 slider events."""
    from core import registry
    from landscape_app.controller import Controller
    from landscape_app.runner import Runner
    from landscape_app.scene.model import RunSpec, Scene
    from landscape_app.store import Store

    headless.application()
    sys.setswitchinterval(5e-4)
    objective = registry.create("objective", "quadratic", kappa=100.0)
    names = ("gradient_descent", "heavy_ball", "nesterov", "adam", "adamw")
    scene = Scene(objective, tuple(RunSpec(registry.create("optimizer", name, lr=1e-3)) for name in names))
    scene = replace(scene, stopping=replace(scene.stopping, max_steps=1000, gradient_on=False))
    store, runner = Store(scene), Runner()
    controller = Controller(store, runner)
    while controller.busy:
        QTest.qWait(5)
    longest = 0.0
    for kappa in np.geomspace(100, 1000, 100):
        began = time.perf_counter()
        store.update(replace(store.scene, objective=replace(store.scene.objective, kappa=float(kappa))), merge="kappa")
        longest = max(longest, time.perf_counter() - began)
        end = time.perf_counter() + 0.008
        while time.perf_counter() < end:
            began = time.perf_counter()
            QTest.qWait(0)
            longest = max(longest, time.perf_counter() - began)
    while controller.busy:
        QTest.qWait(5)
    runner.shutdown()
    return Row("longest block, 100 slider events, 5 × 1,000 steps, 201²", longest, "10 ms", 0.010, "≥ 1×")


def _export() -> Iterator[Row]:
    scene = codec.load(presets()[0].path)
    with tempfile.TemporaryDirectory() as folder:

        def ours(view: str, name: str) -> float:
            options = Options(f"{folder}/{name}", view, SIZE, FPS, FRAMES / FPS, "still", "light")
            return best(lambda: export(scene, options), 2, 1)

        for view in ("2d", "3d"):
            frame, note = measure("films", f"animated('mp4', {view!r})", "matplotlib")
            name = f"{FRAMES} frames 1280×720 to MP4, {view}"
            peer = None if frame is None else frame * FRAMES
            yield Row(name, ours(view, "a.mp4"), "matplotlib's FuncAnimation", peer, "≥ 10×", note)
        frame, note = measure("films", "animated('gif', '2d')", "matplotlib")
        peer = None if frame is None else frame * FRAMES
        took = ours("2d", "a.gif")
        yield Row(f"{FRAMES} frames 1280×720 to GIF, 2d", took, "matplotlib's PillowWriter", peer, "≥ 50×", note)


_OURS = """
from landscape_app import app
a = app.application(); w = app.build(); w.resize(1280, 800)
def painted():
    if w.view3d.frame() is not None: print("painted", flush=True); __import__("os")._exit(0)
w.view3d.painted.connect(painted); w.show(); a.exec()
"""
_PYQTGRAPH = """
import pyqtgraph as pg
a = pg.mkQApp(); w = pg.PlotWidget(); w.plot([1, 3, 2]); w.resize(1280, 800); w.show(); a.processEvents(); w.grab()
print("painted", flush=True); __import__("os")._exit(0)
"""
_MATPLOTLIB = """
import matplotlib; matplotlib.use("QtAgg")
import matplotlib.pyplot as plt
plt.plot([1, 3, 2]); plt.show(block=False); plt.pause(0.001); print("painted", flush=True); __import__("os")._exit(0)
"""


def _start() -> Iterator[Row]:
    """On an X server where there is one: matplotlib refuses to open a window without."""
    root = str(Path(__file__).resolve().parents[2])
    with x_server() as display, tempfile.TemporaryDirectory() as home:
        on_x = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"} if display else {}
        # Like an installed program: compiled once (the run that does not count), whatever this machine's habits.
        environment = {**os.environ, "XDG_CONFIG_HOME": home, "PYTHONPYCACHEPREFIX": home, **on_x}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(code: str) -> float | None:
            command = [sys.executable, "-c", code]

            def once() -> None:
                subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=60, env=environment)

            for _ in range(2):  # a window may fail to open once on a busy X server
                with contextlib.suppress(subprocess.CalledProcessError, subprocess.TimeoutExpired):
                    return best(once, 3, 1)
            return None

        ours = run(_OURS)
        assert ours is not None
        what = "start to the first painted surface"
        yield Row(what, ours, "a bare pyqtgraph plot window", run(_PYQTGRAPH), "> 1×")
        yield Row(what, ours, "a matplotlib QtAgg window", run(_MATPLOTLIB), "≥ 2×")
