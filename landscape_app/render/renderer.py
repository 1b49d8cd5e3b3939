"""The 3-D renderer: a frame in, a picture out. One standalone OpenGL context; knows no widget.

The surface, floor and walls are drawn into a layer (colour and depth) that is kept while they stay the same; paths and
balls are drawn over a copy of its colours with edges softened in the shader, and read its depth to know what
hides them. So playback costs a copy and the paths, whatever the mesh and the multisampling.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array
from core.surface import Surface
from landscape_app.render import camera, shaders
from landscape_app.render.colormap import colormap
from landscape_app.render.drape import Draped, box_points, drape, finite_part
from landscape_app.render.frame import Frame, PathData
from landscape_app.render.height import HeightMap, holes
from landscape_app.render.image import NoOpenGL, RenderedImage
from landscape_app.render.mesh import COARSE, Sheet, sheet, triangles, vertices
from landscape_app.render.over import Over, dots_of
from landscape_app.render.projection import FLOOR, Projection
from landscape_app.render.ticks import height_ticks, nice_ticks
from landscape_app.shapes import Arrow, Dots, Patch, Polyline, Swarm
from landscape_app.theme import Theme, rgb

BALL_RADIUS = 6.5  # pixels at device ratio 1 and the usual line width
HIDDEN = 0.18  # opacity of a path behind the surface
_USUAL_WIDTH = 2.2  # of lines, in the light and the dark theme
_NO_LIMIT = 1 << 30

# On and off lengths in line widths, as on a map's key (scene.model.DASHES).
_DASHES: dict[str, tuple[float, ...]] = {
    "solid": (),
    "dash": (5.0, 3.0),
    "dot": (1.4, 2.2),
    "dashdot": (5.5, 2.4, 1.4, 2.4),
    "dashdotdot": (5.5, 2.4, 1.4, 2.2, 1.4, 2.4),
}


class Renderer:
    """Draws frames; everything it holds on the GPU is rebuilt from the frame when it is lost."""

    def __init__(self) -> None:
        self._gpu: _Gpu | None = None

    def render(
        self, frame: Frame, size: tuple[int, int], *, samples: int = 4, device_ratio: float = 1.0
    ) -> RenderedImage:
        """The frame on ``size`` = (width, height) device pixels.

        ``samples`` multisamples the surface (0: not); ``device_ratio`` is device pixels per design pixel, for widths.
        Raises NoOpenGL on a machine without OpenGL 3.3.
        """
        size = max(1, int(size[0])), max(1, int(size[1]))
        try:
            return self._draw(frame, size, samples, device_ratio)
        except NoOpenGL:
            raise
        except Exception:  # a lost context fails in any call, with any type: build a new one, once
            self.release()
        try:
            return self._draw(frame, size, samples, device_ratio)
        except NoOpenGL:
            raise
        except Exception as error:
            self.release()
            raise NoOpenGL(f"OpenGL stopped working: {error}") from error

    def describe(self) -> str:
        """The name of the OpenGL renderer and its version. Raises NoOpenGL."""
        info = self._ready().context.info
        return f"{info['GL_RENDERER']}, OpenGL {info['GL_VERSION']}"

    def release(self) -> None:
        """Give everything on the GPU back; the next ``render`` starts afresh."""
        if self._gpu is not None:
            self._gpu.release()
            self._gpu = None

    def _ready(self) -> _Gpu:
        if self._gpu is None:
            self._gpu = _Gpu(_context())
        return self._gpu

    def _draw(self, frame: Frame, size: tuple[int, int], samples: int, ratio: float) -> RenderedImage:
        gpu = self._ready()
        with gpu.context:
            return gpu.draw(frame, size, samples, ratio)


def _context() -> Any:
    try:
        import moderngl

        options: dict[str, Any] = {"backend": "egl"} if sys.platform.startswith("linux") else {}
        return moderngl.create_context(standalone=True, require=330, **options)
    except Exception as error:
        # The message is the driver's own; whatever its type, there is no 3-D here.
        raise NoOpenGL(f"The 3-D view needs OpenGL 3.3, which this machine does not offer: {error}") from error


class _Target:
    """Framebuffers of one size: the surface layer with its depth, its colours resolved, and the work sheet."""

    def __init__(self, ctx: Any, size: tuple[int, int], samples: int) -> None:
        self.size = size
        self.samples = min(samples, ctx.max_samples) if samples > 1 else 0
        self.depth = ctx.depth_texture(size, samples=self.samples)
        if not self.samples:
            self.depth.compare_func = ""  # read as numbers, not as shadow comparisons
        self.layer = ctx.framebuffer([ctx.renderbuffer(size, 4, samples=self.samples)], self.depth)
        self.resolved = ctx.framebuffer([ctx.renderbuffer(size, 4)]) if self.samples else self.layer
        self.work = ctx.framebuffer([ctx.renderbuffer(size, 4)])

    def release(self) -> None:
        for fbo in {id(f): f for f in (self.layer, self.resolved, self.work)}.values():
            for attachment in fbo.color_attachments:
                attachment.release()
            fbo.release()
        self.depth.release()


class _Model:
    """One surface with one height map, on the GPU."""

    def __init__(self, gpu: _Gpu, surface: Surface, heights: HeightMap) -> None:
        self.surface, self.heights = surface, heights
        self._gpu = gpu
        self._hole = holes(surface.f)
        self._buffer = gpu.context.buffer(vertices(surface, heights).tobytes())
        self._vaos: dict[int, Any] = {}
        self._sheets: dict[tuple[int, float], Sheet] = {}

    def vao(self, limit: int) -> Any:
        if limit not in self._vaos:
            ny, nx = self.surface.f.shape
            index = triangles(nx, ny, self._hole, limit)
            if len(index) == 0:
                return None
            buffer = self._gpu.context.buffer(index.tobytes())
            layout = [(self._buffer, "2f 3f", "in_xy", "in_height")]
            self._vaos[limit] = self._gpu.context.vertex_array(self._gpu.surface, layout, buffer)
        return self._vaos[limit]

    def sheet(self, limit: int, scale: float) -> Sheet:
        key = (limit, scale)
        if key not in self._sheets:
            if len(self._sheets) > 4:
                self._sheets.clear()
            self._sheets[key] = sheet(self.surface, replace(self.heights, scale=scale), limit)
        return self._sheets[key]

    def release(self) -> None:
        for vao in self._vaos.values():
            vao.index_buffer.release()
            vao.release()
        self._buffer.release()


class _Gpu:
    """The context and what lives in it."""

    def __init__(self, context: Any) -> None:
        self.context = context
        make = context.program
        self.surface = make(vertex_shader=shaders.SURFACE_VERTEX, fragment_shader=shaders.SURFACE_FRAGMENT)
        self._grid = make(vertex_shader=shaders.GRID_VERTEX, fragment_shader=shaders.GRID_FRAGMENT)
        self._grid_vao = context.vertex_array(self._grid, [])
        self._strokes: dict[bool, tuple[Any, Any]] = {}
        self._colours: dict[str, Any] = {}
        self._target: _Target | None = None
        self._model: _Model | None = None
        self._layer_key: tuple[object, ...] | None = None
        self._draped: dict[int, tuple[object, object, Draped]] = {}
        self._over = Over(context)

    def release(self) -> None:
        import contextlib

        with contextlib.suppress(Exception):  # a lost context cannot even be tidied
            with self.context:
                for part in (self._target, self._model):
                    if part is not None:
                        part.release()
            self.context.release()

    def draw(self, frame: Frame, size: tuple[int, int], samples: int, ratio: float) -> RenderedImage:
        samples = samples if samples > 1 else 0
        target = self._target
        if target is None or target.size != size or target.samples != min(samples, self.context.max_samples):
            if target is not None:
                target.release()
            target = self._target = _Target(self.context, size, samples)
            self._layer_key = None
        projection = Projection.of(frame, size, ratio)
        flat = replace(projection.heights, scale=1.0)  # the scale is a number in the shader, not in the vertices
        if self._model is None or self._model.surface is not frame.surface or self._model.heights != flat:
            if self._model is not None:
                self._model.release()
            self._model = _Model(self, frame.surface, flat)
            self._layer_key = None
        limit = COARSE if frame.moving and max(frame.surface.f.shape) > COARSE else _NO_LIMIT
        display = frame.display
        key = (frame.camera, frame.theme, limit, display.height_scale, display.levels, display.axes, ratio)
        if key != self._layer_key:
            self._draw_layer(target, frame, projection, self._model, limit)
            self._layer_key = key
        self.context.copy_framebuffer(target.work, target.resolved)
        self._draw_runs(target, frame, projection, self._model.sheet(limit, display.height_scale))
        pixels = np.empty((size[1], size[0], 4), dtype=np.uint8)
        target.work.read_into(pixels, components=4, alignment=1)
        return RenderedImage(pixels, projection)

    # -- the surface layer

    def _draw_layer(self, target: _Target, frame: Frame, projection: Projection, model: _Model, limit: int) -> None:
        import moderngl

        ctx, theme = self.context, frame.theme
        target.layer.use()
        ctx.viewport = (0, 0, *target.size)
        r, g, b = rgb(theme.plot)
        ctx.disable(moderngl.BLEND | moderngl.CULL_FACE)
        target.layer.depth_mask = True
        target.layer.clear(b, g, r, 1.0, depth=1.0)
        ctx.enable(moderngl.DEPTH_TEST)
        # What the surface hides costs no shading, so the box comes after it; but from below the floor is in front.
        below = projection.back[2] < 0 if projection.orthographic else projection.eye[2] < FLOOR
        if frame.display.axes and below:
            self._draw_box(target, frame, projection)
        vao = model.vao(limit)
        if vao is not None:
            program = self.surface
            self._see(program, projection)
            program["scale"] = frame.display.height_scale
            program["levels"] = float(frame.display.levels)
            program["line_px"] = 1.15 * projection.device_ratio * max(1.0, theme.line_width / _USUAL_WIDTH * 0.75)
            right, up, back = camera.axes(frame.camera)
            light = -0.55 * right + 0.45 * up + 0.70 * back + np.array([0.0, 0.0, 0.55])
            program["light"] = tuple(light / np.linalg.norm(light))
            self._palette(theme.colormap).use(0)
            program["colours"] = 0
            vao.render(moderngl.TRIANGLES)
        if frame.display.axes and not below:
            self._draw_box(target, frame, projection)
        ctx.disable(moderngl.DEPTH_TEST)
        if target.resolved is not target.layer:
            ctx.copy_framebuffer(target.resolved, target.layer)

    def _palette(self, name: str) -> Any:
        if name not in self._colours:
            texture = self.context.texture((256, 1), 3, colormap(name).tobytes(), alignment=1)
            texture.repeat_x = texture.repeat_y = False
            self._colours[name] = texture
        return self._colours[name]

    def _draw_box(self, target: _Target, frame: Frame, projection: Projection) -> None:
        """The floor, and the two walls behind the surface, with grid lines at the ticks."""
        import moderngl

        target.layer.depth_mask = False  # paths are hidden by the surface alone
        theme, scale = frame.theme, frame.display.height_scale
        ink, plot, line = (np.array(rgb(c)) for c in (theme.ink, theme.plot, theme.line))
        grid = self._grid
        grid["matrix"].write(_columns(projection.flipped))
        grid["px"] = max(1.0, projection.device_ratio)
        x, y = ((nice_ticks(*e) - e[0]) / (e[1] - e[0]) for e in projection.extent)
        tall = 1.0 * scale - FLOOR
        z = (projection.heights.z(height_ticks(projection.heights)) - FLOOR) / tall
        east = projection.eye[0] < 0 if not projection.orthographic else projection.back[0] < 0
        north = projection.eye[1] < 0 if not projection.orthographic else projection.back[1] < 0
        wall_x, wall_y = (1.0 if east else -1.0), (1.0 if north else -1.0)
        planes = (
            ((-1, -1, FLOOR), (2, 0, 0), (0, 2, 0), x, y, 0.045),
            ((wall_x, -1, FLOOR), (0, 2, 0), (0, 0, tall), y, z, 0.03),
            ((-1, wall_y, FLOOR), (2, 0, 0), (0, 0, tall), x, z, 0.015),
        )
        for origin, along, across, marks_along, marks_across, tint in planes:
            grid["origin"], grid["along"], grid["across"] = origin, along, across
            for name, marks in (("along", marks_along), ("across", marks_across)):
                values = np.zeros(24, dtype=np.float32)
                values[: min(24, len(marks))] = marks[:24]
                grid[f"marks_{name}"].write(values.tobytes())
                grid[f"count_{name}"] = min(24, len(marks))
            grid["fill"] = tuple(plot + (ink - plot) * tint)
            grid["line"] = tuple(line)
            self._grid_vao.render(moderngl.TRIANGLE_STRIP, vertices=4)
        target.layer.depth_mask = True

    def _see(self, program: Any, projection: Projection) -> None:
        program["matrix"].write(_columns(projection.flipped))
        program["eye"] = tuple(projection.eye)
        program["back"] = tuple(projection.back)
        program["flat_view"] = 1.0 if projection.orthographic else 0.0

    # -- paths, balls, marks

    def _draw_runs(self, target: _Target, frame: Frame, projection: Projection, drawn: Sheet) -> None:
        import moderngl

        ctx, theme, ratio = self.context, frame.theme, projection.device_ratio
        multi = target.samples > 0
        if multi not in self._strokes:
            make = ctx.program
            stroke = make(vertex_shader=shaders.PATH_VERTEX, fragment_shader=shaders.path_fragment(multi))
            mark = make(vertex_shader=shaders.MARK_VERTEX, fragment_shader=shaders.mark_fragment(multi))
            self._strokes[multi] = (stroke, mark)
        stroke, mark = self._strokes[multi]
        target.work.use()
        ctx.viewport = (0, 0, *target.size)
        ctx.enable_only(moderngl.BLEND)
        ctx.blend_func = (moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA, moderngl.ONE, moderngl.ONE_MINUS_SRC_ALPHA)
        target.depth.use(0)
        for program in (stroke, mark):
            self._see(program, projection)
            program["viewport"] = target.size
            program["depths"] = 0
            if multi:
                program["samples"] = target.samples
        distance = max(
            0.05, float(np.linalg.norm(projection.eye - np.array([0.0, 0.0, 0.4 * frame.display.height_scale])))
        )
        tall = float(np.linalg.norm(projection.matrix[1, :3]))  # pixels a half height at distance 1
        focal = tall * target.size[1] / 2
        px_per_unit = focal if projection.orthographic else focal / distance
        width = theme.line_width * ratio
        self._draw_under(target, frame, projection)
        balls: list[tuple[float, ...]] = []
        for path in frame.paths:
            line = self._drape(path, frame.surface, drawn)
            self._stroke(
                stroke, line.until(frame.head, frame.display.trail).segments(), path.colour, path.dash, width, theme,
                px_per_unit, ratio,
            )  # fmt: skip
            at = ball_at(path.points, frame, drawn)
            if at is not None:
                balls.append((*at, *rgb(path.colour)))
        self._forget(frame)
        size = ball_radius(theme) * ratio
        marks = self._draw_over(stroke, frame, drawn, px_per_unit, ratio)
        if frame.start is not None and (at := _on(np.array([frame.start]), frame, drawn)) is not None:
            marks.append((*at, *rgb(theme.ink), 1.05 * size, 1.0, 0.25))
        if frame.display.drop_lines:
            for x, y, z, r, g, b in balls:
                ends = np.array([[x, y, z], [x, y, FLOOR]])
                drop = Draped(ends, np.array([0.0, 1.0]), np.array([0.0, abs(z - FLOOR)]), np.array([True]))
                colour = f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"
                self._stroke(
                    stroke, drop.segments(), colour, "dot", 1.4 * ratio, theme, px_per_unit, ratio, hidden=0.45,
                    casing=False,
                )  # fmt: skip
                marks.append((x, y, FLOOR, r, g, b, 0.42 * size, 3.0, 0.45))
        if balls:
            _, depth = projection.project(np.array([b[:3] for b in balls]))
            far_first = np.argsort(-np.nan_to_num(depth, nan=2.0), kind="stable")
            marks.extend((*balls[i], size, 0.0, 0.25) for i in far_first)
        if marks:
            mark["focal"] = focal
            mark["unit_px"] = ratio
            mark["rim"] = (1.0, 1.0, 1.0) if not theme.dark else (0.05, 0.06, 0.08)
            rows = np.array(marks, dtype=np.float32)
            layout = "3f 3f 3f/i"
            self._instances(mark, rows, layout, ("in_centre", "in_colour", "in_form"))

    def _draw_under(self, target: _Target, frame: Frame, projection: Projection) -> None:
        """What of the overlay lies under the paths."""
        multi = target.samples > 0

        def see(program: Any) -> None:
            self._see(program, projection)
            if "viewport" in program:
                program["viewport"] = target.size
            program["depths"] = 0
            if multi:
                program["samples"] = target.samples

        flat = replace(projection.heights, scale=1.0)
        for shape in frame.overlay:
            if isinstance(shape, Patch):
                self._over.patch(shape, frame, projection, multi, see)
        for shape in frame.overlay:
            if isinstance(shape, Swarm):
                scale = frame.display.height_scale
                self._over.swarm(shape, frame.surface, flat, projection, frame.theme, scale, multi, see)

    def _draw_over(
        self, stroke: Any, frame: Frame, drawn: Sheet, px_per_unit: float, ratio: float
    ) -> list[tuple[float, ...]]:
        """The overlay's lines on the surface; its dots, as marks to be drawn with the others."""
        theme = frame.theme
        scale = ratio * max(1.0, theme.line_width / _USUAL_WIDTH)
        marks: list[tuple[float, ...]] = []
        for shape in frame.overlay:
            if isinstance(shape, Polyline | Arrow):
                dash = shape.dash if isinstance(shape, Polyline) else "solid"
                rows = self._over.draped(shape, frame.surface, drawn).segments()
                self._stroke(
                    stroke, rows, shape.colour, dash, shape.width * scale, theme, px_per_unit, ratio,
                    casing=isinstance(shape, Arrow), opacity=shape.opacity,
                )  # fmt: skip
            elif isinstance(shape, Dots):
                colour = rgb(shape.colour)
                marks.extend(
                    (*at, *colour, shape.radius * scale, 3.0, HIDDEN) for at in dots_of(shape, frame, drawn).tolist()
                )
        self._over.forget(frame.overlay)
        return marks

    def _drape(self, path: PathData, surface: Surface, drawn: Sheet) -> Draped:
        known = self._draped.get(id(path.points))
        if known is None or known[0] is not path.points or known[1] is not drawn:
            known = (path.points, drawn, drape(box_points(path.points, surface.x, surface.y), drawn))
            self._draped[id(path.points)] = known
        return known[2]

    def _forget(self, frame: Frame) -> None:
        used = {id(path.points) for path in frame.paths}
        self._draped = {k: v for k, v in self._draped.items() if k in used}

    def _stroke(
        self,
        program: Any,
        rows: NDArray[np.float32],
        colour: str,
        dash: str,
        width: float,
        theme: Theme,
        px_per_unit: float,
        ratio: float,
        *,
        hidden: float = HIDDEN,
        casing: bool = True,
        opacity: float = 1.0,
    ) -> None:
        if len(rows) == 0:
            return
        edge = 1.1 * ratio if casing else 0.0
        program["body"] = rgb(colour)
        program["casing"] = (0.03, 0.04, 0.07) if theme.dark else (1.0, 1.0, 1.0)
        program["half_width"], program["casing_px"] = width / 2, edge
        program["casing_alpha"] = 0.75 if casing else 0.0
        program["hidden"], program["opacity"] = hidden, opacity
        program["bias"] = 0.012
        program["reach"] = width / 2 + edge + 1.0
        program["px_per_unit"] = px_per_unit
        lengths = np.array(_DASHES.get(dash, ())) * width
        bounds = np.concatenate([[0.0], np.cumsum(lengths)])
        values = np.zeros(6, dtype=np.float32)
        if len(lengths):
            values[: len(lengths)] = bounds[:-1]
        program["dashes"].write(values.tobytes())
        program["period"] = float(bounds[-1])
        self._instances(program, rows, "4f 4f 4f 4f/i", ("in_before", "in_from", "in_to", "in_after"))

    def _instances(self, program: Any, rows: NDArray[np.float32], layout: str, names: tuple[str, ...]) -> None:
        import moderngl

        buffer = self.context.buffer(np.ascontiguousarray(rows).tobytes())
        vao = self.context.vertex_array(program, [(buffer, layout, *names)])
        vao.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(rows))
        vao.release()
        buffer.release()


def ball_radius(theme: Theme) -> float:
    """Of a run's ball, in pixels at device ratio 1."""
    return float(BALL_RADIUS * (theme.line_width / _USUAL_WIDTH) ** 0.7)


def _columns(matrix: Array) -> bytes:
    return np.ascontiguousarray(matrix.T, dtype=np.float32).tobytes()


def _on(points: Array, frame: Frame, drawn: Sheet) -> tuple[float, float, float] | None:
    """A data point (1, 2) on the drawn sheet, or None outside its rectangle or over a hole."""
    xy = box_points(points, frame.surface.x, frame.surface.y)
    z = float(drawn.height(xy)[0]) if np.isfinite(xy).all() else np.nan
    return (float(xy[0, 0]), float(xy[0, 1]), z) if np.isfinite(z) else None


def ball_at(points: Array, frame: Frame, drawn: Sheet) -> tuple[float, float, float] | None:
    """Where a run's ball is at the frame's fractional step; a shorter run waits at its end."""
    n = finite_part(points)
    if n == 0:
        return None
    head = min(max(frame.head, 0.0), n - 1.0)
    if n < len(points) and frame.head > n - 1:
        return None  # it flew out of the numbers
    i = min(int(head), max(0, n - 2))
    w = head - i
    at = points[i] if n == 1 else points[i] * (1 - w) + points[i + 1] * w
    return _on(at[None, :2], frame, drawn)
