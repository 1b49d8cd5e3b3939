"""Surfaces as other tools draw them: five paths over one surface at 1280 x 720, on the same software renderer.

Each function gives seconds a picture and is called in a process of its own (see ``isolated``). ``window``,
``pyqtgraph`` and ``vispy`` paint a widget on an X server, up to the screen; ``renderer``, ``bare`` and ``pyvista`` end
with the picture in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

import numpy as np

if TYPE_CHECKING:
    from core.surface import Surface
from tests.bench.isolated import leave
from tests.bench.measure import typical

SIZE = 1280, 720
PATHS = 5
FRAMES = 15
Heights = Callable[[int], np.ndarray]


def _grid(n: int) -> tuple[np.ndarray, Heights]:
    """The axis of an n x n grid and frame number -> (n, n) heights that differ from frame to frame."""
    axis = np.linspace(-2.0, 2.0, n)
    x, y = np.meshgrid(axis, axis)
    return axis, lambda i: np.sin(1.5 * x + 0.1 * i) * np.cos(1.2 * y) + 0.2 * x * x


def _paths() -> list[np.ndarray]:
    """Five paths of 200 points, (200, 2)."""
    t = np.linspace(0, 1, 200)
    return [np.column_stack([1.8 * np.cos(t + k) * (1 - t), 1.8 * np.sin(2 * t + k) * (1 - t)]) for k in range(PATHS)]


def _surfaces(n: int) -> Callable[[int], Surface]:
    """Frame number -> a new surface, the gradient that its normals come from included."""
    from core.surface import Surface

    axis, heights = _grid(n)

    def surface(i: int) -> Surface:
        f = heights(i)
        gy, gx = np.gradient(f, axis, axis)
        return Surface(axis, axis, f, np.stack([gx, gy], axis=-1))

    return surface


def window(n: int, kind: str) -> NoReturn:
    """The view of our window, on the screen; ``kind``: orbit, or heights (a new surface a frame, a slider turning)."""
    from PySide6.QtWidgets import QApplication

    from landscape_app.jobs import compute_now
    from landscape_app.scene.model import CameraState
    from landscape_app.theme import LIGHT
    from landscape_app.views.view3d import View3D
    from tests.bench.drawing import five_runs

    app = QApplication([])
    surface, snapshot = _surfaces(n), compute_now(five_runs("six_hump_camel"))
    view = View3D()
    view.resize(*SIZE)
    view.set_theme(LIGHT)
    view.set_scene(snapshot.scene)
    view.set_surface(surface(0))
    view.set_runs(snapshot.runs)
    view.set_head(200.0)
    view.show()
    app.processEvents()

    def draw(i: int) -> None:
        if kind == "heights":
            view.set_surface(surface(i))
        else:
            view.set_camera(CameraState(azimuth=3.0 * i))
        view.repaint()
        app.processEvents()

    leave(typical(draw, FRAMES))


def renderer(n: int, kind: str) -> float:
    """Our renderer alone, every triangle, no multisampling, up to the picture in memory."""
    from landscape_app.render.frame import Frame, PathData
    from landscape_app.render.renderer import Renderer
    from landscape_app.scene.model import CameraState, Display
    from landscape_app.theme import LIGHT

    surface = _surfaces(n)
    still = surface(0)
    paths = tuple(
        PathData(p, np.zeros(len(p)), LIGHT.runs[k], "solid", "circle", str(k)) for k, p in enumerate(_paths())
    )
    drawn = Renderer()

    def draw(i: int) -> None:
        camera = CameraState(azimuth=-60.0 + (3.0 * i if kind == "orbit" else 0.0))
        shown = surface(i) if kind == "heights" else still
        drawn.render(Frame(shown, paths, 199.0, Display(), camera, LIGHT), SIZE, samples=0)

    result = typical(draw, FRAMES)
    drawn.release()
    return result


def bare(n: int, kind: str) -> float:
    """A shaded mesh, five lines, a read-back and nothing else, with moderngl."""
    import moderngl

    axis, heights = _grid(n)
    ctx = moderngl.create_context(standalone=True, require=330, backend="egl")
    program = ctx.program(
        vertex_shader="""#version 330
        in vec2 p; in vec3 h; uniform float a; out vec3 normal; out float z;
        void main() {
            float c = cos(a), s = sin(a); vec2 q = vec2(c * p.x - s * p.y, s * p.x + c * p.y) * 0.3;
            normal = normalize(vec3(-h.yz, 1.0)); z = h.x;
            gl_Position = vec4(q.x, q.y * 0.5 + h.x * 0.25, q.y * 0.5, 1.0);
        }""",
        fragment_shader="""#version 330
        in vec3 normal; in float z; out vec4 colour;
        void main() {
            float light = 0.4 + 0.6 * max(dot(normalize(normal), normalize(vec3(.3, .4, 1.))), 0.);
            colour = vec4(vec3(.3 + .3 * z, .5, .7 - .2 * z) * light, 1.);
        }""",
    )

    def vertices(i: int) -> bytes:
        f = heights(i)
        gy, gx = np.gradient(f, axis, axis)
        x, y = np.meshgrid(axis, axis)
        return np.stack([x, y, f, gx, gy], axis=-1).astype("f4").tobytes()

    buffer = ctx.buffer(vertices(0))
    picked = np.arange(n)
    corner = picked[:-1, None] * n + picked[None, :-1]
    right, below = corner + np.diff(picked)[None, :], corner + np.diff(picked)[:, None] * n
    across = below + np.diff(picked)[None, :]
    index = ctx.buffer(np.stack([corner, right, across, corner, across, below], axis=-1).astype("u4").tobytes())
    mesh = ctx.vertex_array(program, [(buffer, "2f 3f", "p", "h")], index)
    lines = [
        ctx.vertex_array(program, [(ctx.buffer(np.pad(p, ((0, 0), (0, 3))).astype("f4").tobytes()), "2f 3f", "p", "h")])
        for p in _paths()
    ]
    frame = ctx.simple_framebuffer(SIZE)
    frame.use()
    ctx.enable(moderngl.DEPTH_TEST)

    def draw(i: int) -> None:
        if kind == "heights":
            buffer.write(vertices(i))
        program["a"] = 0.05 * i if kind == "orbit" else 0.0
        frame.clear(1, 1, 1, 1)
        mesh.render()
        for line in lines:
            line.render(moderngl.LINE_STRIP)
        frame.read(components=4)

    return typical(draw, FRAMES)


def pyqtgraph(n: int, kind: str) -> NoReturn:
    """GLSurfacePlotItem with normals and GLLinePlotItems, in its own window."""
    import pyqtgraph.opengl as gl
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    axis, heights = _grid(n)
    view = gl.GLViewWidget()
    view.resize(*SIZE)
    colours = _colours(heights(0))
    item = gl.GLSurfacePlotItem(x=axis, y=axis, z=heights(0).T, colors=colours, shader="shaded", smooth=True)
    view.addItem(item)
    for path in _paths():
        points = np.column_stack([path, np.full(len(path), 1.2)])
        view.addItem(gl.GLLinePlotItem(pos=points, width=3, antialias=True, color=(1, 0, 0, 1)))
    view.show()
    app.processEvents()

    def draw(i: int) -> None:
        if kind == "heights":
            item.setData(z=heights(i).T, colors=_colours(heights(i)))
        else:
            view.opts["azimuth"] = 3.0 * i
        view.repaint()
        app.processEvents()

    result = typical(draw, 7 if n < 400 else 4)
    leave(result)


def _colours(f: np.ndarray) -> np.ndarray:
    """(n * n, 4) colours of heights, as a colour map gives."""
    t = ((f - f.min()) / (f.max() - f.min())).T[..., None]
    return np.concatenate([t, 0.5 * np.ones_like(t), 1 - t, np.ones_like(t)], axis=-1).reshape(-1, 4)


def vispy(n: int, kind: str) -> NoReturn:
    """A SurfacePlot visual, shaded, in a vispy canvas."""
    import vispy
    from vispy import scene

    vispy.use("pyside6")
    axis, heights = _grid(n)
    canvas = scene.SceneCanvas(size=SIZE, show=True)
    view = canvas.central_widget.add_view()
    view.camera = scene.TurntableCamera(distance=6)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    plot = scene.visuals.SurfacePlot(x=x, y=y, z=heights(0).T, shading="smooth", parent=view.scene)
    for path in _paths():
        scene.visuals.Line(np.column_stack([path, np.full(len(path), 1.2)]), parent=view.scene, width=3)
    canvas.app.process_events()

    def draw(i: int) -> None:
        if kind == "heights":
            plot.set_data(z=heights(i).T, colors=_colours(heights(i)).reshape(n, n, 4))
        else:
            view.camera.azimuth = 3.0 * i
        canvas.native.repaint()
        canvas.app.process_events()

    result = typical(draw, 7)
    leave(result)


def pyvista(n: int, kind: str) -> NoReturn:
    """A StructuredGrid with scalars and normals, off-screen."""
    import pyvista as pv

    axis, heights = _grid(n)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    grid = pv.StructuredGrid(x, y, heights(0).T)
    grid["f"] = heights(0).T.ravel(order="F")
    plotter = pv.Plotter(off_screen=True, window_size=list(SIZE))
    plotter.add_mesh(grid, scalars="f", smooth_shading=kind != "heights", show_scalar_bar=False)
    for path in _paths():
        plotter.add_mesh(pv.lines_from_points(np.column_stack([path, np.full(len(path), 1.2)])), line_width=3)
    plotter.show(auto_close=False)

    def draw(i: int) -> None:
        if kind == "heights":
            z = heights(i).T
            grid.points[:, 2] = z.ravel(order="F")
            grid["f"] = z.ravel(order="F")
            grid.points = grid.points
        else:
            plotter.camera.azimuth = 3.0 * i
        plotter.render()
        plotter.screenshot(None, return_img=True)

    result = typical(draw, 7)
    leave(result)
