"""Drawing: orbiting and playing against full quality, level lines against pyqtgraph's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from core import registry
from core.surface import sample
from landscape_app.jobs import compute_now
from landscape_app.render.frame import Frame, frame_of
from landscape_app.render.renderer import Renderer
from landscape_app.scene.model import RunSpec, Scene
from landscape_app.theme import LIGHT
from tests.bench.measure import Row, best

SIZE = (1280, 720)
LEVELS = 15


def five_runs(name: str = "himmelblau") -> Scene:
    """Five methods on one function."""
    objective = registry.create("objective", name)
    methods = (("gradient_descent", 0.01), ("heavy_ball", 0.005), ("nesterov", 0.005), ("adam", 0.1), ("sgd", 0.01))
    return Scene(objective, tuple(RunSpec(registry.create("optimizer", name, lr=lr)) for name, lr in methods))


def rows() -> Iterator[Row]:
    """3-D at 257² and 513² with 5 paths, then level lines at 512²."""
    renderer = Renderer()
    snapshot = compute_now(five_runs())
    for n in (257, 513):
        surface = sample(snapshot.scene.objective, n=n)
        still = frame_of(replace(snapshot, surface=surface), LIGHT, 1e9)
        assert still is not None
        turned = iter(range(100_000))

        def orbit(moving: bool, samples: int, still: Frame = still, turned: Iterator[int] = turned) -> object:
            camera = replace(still.camera, azimuth=-60.0 + 0.37 * next(turned))
            return renderer.render(replace(still, camera=camera, moving=moving), SIZE, samples=samples)

        coarse = best(partial(orbit, True, 0))
        yield Row(f"orbiting, {n}², coarse", coarse, "ourselves in full quality", best(partial(orbit, False, 4)), "")
        heads = iter(range(100_000))

        def play_on(still: Frame = still, heads: Iterator[int] = heads) -> object:
            return renderer.render(replace(still, head=float(next(heads) % 50)), SIZE, samples=4)

        play = best(play_on)
        yield Row(f"playback, {n}², full quality", play, "33 ms, a picture in motion", 0.033, "≥ 1×")
    yield from _swarm(renderer)
    renderer.release()
    yield _levels()


def _swarm(renderer: Renderer) -> Iterator[Row]:
    """A frame of 10,000 dots while they play, in 3-D and on the map."""
    from PySide6.QtGui import QImage, QPainter

    from landscape_app.export import headless
    from landscape_app.lenses.base import Look
    from landscape_app.lenses.every import overlay, prepared
    from landscape_app.scene.lens import Lens
    from landscape_app.shapes import Swarm
    from landscape_app.views.dots import Splat

    headless.application()
    scene = replace(five_runs(), lens=Lens(swarm=10_000))
    snapshot, data = compute_now(scene), prepared(scene)
    heads = iter(range(100_000))

    def in_3d() -> object:
        head = 0.37 * next(heads) % 50
        frame = frame_of(snapshot, LIGHT, head, overlay=overlay(Look(snapshot, head, LIGHT), data))
        assert frame is not None
        return renderer.render(frame, (640, 480), samples=0)

    splat, image = Splat(), QImage(640, 480, QImage.Format.Format_RGB32)

    def on_the_map() -> None:
        head = 0.37 * next(heads) % 50
        (swarm,) = (s for s in overlay(Look(snapshot, head, LIGHT), data) if isinstance(s, Swarm))
        at = (swarm.points.astype(np.float64) + 6.0) * 50.0
        picture = splat.paint(at, swarm.which, swarm.palette, (640, 480), swarm.radius, "#10141b")
        painter = QPainter(image)
        painter.drawImage(0, 0, picture)
        painter.end()

    limit = "a frame at 60 a second"
    yield Row("swarm of 10,000 in 3-D, 640×480, while playing", best(in_3d), limit, 1 / 60, "≥ 1×")
    yield Row("swarm of 10,000 on the map, 640×480", best(on_the_map), limit, 1 / 60, "≥ 1×")


def _levels() -> Row:
    import pyqtgraph as pg
    from PySide6.QtGui import QImage, QPainter

    from landscape_app.export import headless
    from landscape_app.views import contours

    headless.application()
    surface = sample(registry.create("objective", "himmelblau"), n=512)
    levels = np.linspace(5.0, 400.0, LEVELS)
    image = QImage(800, 600, QImage.Format.Format_ARGB32_Premultiplied)

    def ours() -> None:
        made = contours.trace(surface, levels)
        painter = QPainter(image)
        painter.scale(80, 60)
        painter.drawPath(made.path)
        painter.end()

    def theirs() -> None:
        painter = QPainter(image)
        for level in levels:
            item = pg.IsocurveItem(data=surface.f, level=level)
            item.generatePath()
            painter.drawPath(item.path)
        painter.end()

    name = f"{LEVELS} level lines of new data at 512²"
    return Row(name, best(ours, 3), f"{LEVELS} pyqtgraph IsocurveItems", best(theirs, 1, 0), "≥ 30×")
