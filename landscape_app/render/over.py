"""What is laid over the surface in 3-D: swarms of dots, translucent sheets, lines and arrows that follow the ground."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array
from core.surface import Surface
from landscape_app.render import camera, over_shaders
from landscape_app.render.drape import Draped, box_points, drape
from landscape_app.render.frame import Frame
from landscape_app.render.height import HeightMap
from landscape_app.render.mesh import Sheet, to_unit
from landscape_app.render.projection import Projection
from landscape_app.shapes import Arrow, Dots, Overlay, Patch, Polyline, Swarm
from landscape_app.theme import Theme, rgb

HIDDEN_DOT = 0.10  # opacity of a dot behind the surface
HIDDEN_SHEET = 0.16
GRID_LINES = 8.0  # of a sheet, each way
PIECES = 3_000  # of all lines of a shape
_RIM = 0.9  # pixels around a dot
_USUAL_WIDTH = 2.2


class Over:
    """Programs, and what of the shapes stays the same from frame to frame, on the GPU."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._programs: dict[tuple[str, bool], Any] = {}
        self._heights: tuple[object, Any] | None = None
        self._colours: tuple[object, Any] | None = None
        self._patches: dict[tuple[int, int], Any] = {}
        self._lines: dict[int, tuple[object, object, Draped]] = {}

    def swarm(
        self,
        swarm: Swarm,
        surface: Surface,
        heights: HeightMap,
        projection: Projection,
        theme: Theme,
        scale: float,
        multi: bool,
        see: Callable[[Any], None],
    ) -> None:
        """Every dot that is over the rectangle, where the drawn surface is at its place."""
        import moderngl

        ratio = projection.device_ratio
        program = self._program("swarm", multi)
        see(program)
        self._height_texture(surface, heights).use(1)
        program["heights"] = 1
        program["scale"] = scale
        radius = swarm.radius * ratio * (theme.line_width / _USUAL_WIDTH) ** 0.5
        program["radius"], program["rim_px"] = radius, _RIM * ratio
        program["reach"] = radius + _RIM * ratio + 0.8
        program["hidden"] = HIDDEN_DOT
        program["rim"] = rgb("#0d1016" if theme.dark else "#10141b")
        (x0, x1), (y0, y1) = surface.extent
        low = np.array([x0, y0], dtype=np.float32)
        size = np.array([x1 - x0, y1 - y0], dtype=np.float32)
        with np.errstate(all="ignore"):
            at = (swarm.points - low) / size * 2 - 1
            inside = (np.abs(at) <= 1.0).all(axis=1)  # nan is not
        at = np.where(inside[:, None], at, np.float32(np.nan)).astype(np.float32)
        places = self._context.buffer(at.tobytes())
        vao = self._context.vertex_array(
            program, [(places, "2f/i", "in_xy"), (self._dot_colours(swarm), "3f1/i", "in_colour")]
        )
        vao.render(moderngl.TRIANGLE_STRIP, vertices=4, instances=len(at))
        vao.release()
        places.release()

    def patch(
        self, patch: Patch, frame: Frame, projection: Projection, multi: bool, see: Callable[[Any], None]
    ) -> None:
        """The sheet over its part of the plane, heights as the surface has them."""
        import moderngl

        surface, theme = frame.surface, frame.theme
        program = self._program("patch", multi)
        see(program)
        program["scale"] = frame.display.height_scale
        ink = np.array(rgb(patch.colour))
        program["body"] = tuple(ink + 0.72 * (1.0 - ink))  # like glass: bright on every ground
        program["line"] = tuple(0.60 * ink)
        right, up, back = camera.axes(frame.camera)
        light = -0.55 * right + 0.45 * up + 0.70 * back + np.array([0.0, 0.0, 0.55])
        program["light"] = tuple(light / np.linalg.norm(light))
        program["lines"], program["low"], program["hidden"] = GRID_LINES, -0.04, HIDDEN_SHEET
        program["line_px"] = max(1.0, projection.device_ratio * theme.line_width / _USUAL_WIDTH)
        rows = patch_vertices(patch, surface, projection.heights)
        vertices = self._context.buffer(rows.tobytes())
        index = self._patch_index(len(patch.x), len(patch.y))
        vao = self._context.vertex_array(program, [(vertices, "3f 2f", "in_place", "in_share")], index)
        vao.render(moderngl.TRIANGLES)
        vao.release()
        vertices.release()

    def draped(self, shape: Polyline | Arrow, surface: Surface, drawn: Sheet) -> Draped:
        """The line on the drawn sheet; remembered as long as a polyline's array is drawn."""
        if isinstance(shape, Arrow):
            ends = np.array([shape.tail, shape.tip])
            return drape(box_points(ends, surface.x, surface.y), drawn, broken=True, most=PIECES)
        known = self._lines.get(id(shape.points))
        if known is None or known[0] is not shape.points or known[1] is not drawn:
            points = shape.points
            if shape.closed and len(points):
                points = np.concatenate([points, points[:1]])
            laid = drape(box_points(points, surface.x, surface.y), drawn, broken=True, most=PIECES)
            known = (shape.points, drawn, laid)
            self._lines[id(shape.points)] = known
        return known[2]

    def forget(self, overlay: Overlay) -> None:
        """Lines that are not in ``overlay`` are no longer drawn."""
        used = {id(shape.points) for shape in overlay if isinstance(shape, Polyline)}
        self._lines = {k: v for k, v in self._lines.items() if k in used}

    def _program(self, name: str, multi: bool) -> Any:
        if (name, multi) not in self._programs:
            sources = {
                "swarm": lambda: (over_shaders.swarm_vertex(multi), over_shaders.SWARM_FRAGMENT),
                "patch": lambda: (over_shaders.PATCH_VERTEX, over_shaders.patch_fragment(multi)),
            }[name]()
            self._programs[name, multi] = self._context.program(vertex_shader=sources[0], fragment_shader=sources[1])
        return self._programs[name, multi]

    def _height_texture(self, surface: Surface, heights: HeightMap) -> Any:
        key = (surface, heights)
        if self._heights is None or self._heights[0] != key:
            if self._heights is not None:
                self._heights[1].release()
            t = heights.t(surface.f).astype(np.float32)
            texture = self._context.texture((t.shape[1], t.shape[0]), 1, t.tobytes(), dtype="f4", alignment=4)
            self._heights = (key, texture)
        return self._heights[1]

    def _dot_colours(self, swarm: Swarm) -> Any:
        known = self._colours
        if known is None or known[0][0] is not swarm.which or known[0][1] != swarm.palette:  # type: ignore[index]
            if known is not None:
                known[1].release()
            table = np.array([[round(255 * v) for v in rgb(c)] for c in swarm.palette], dtype=np.uint8)
            buffer = self._context.buffer(table[swarm.which].tobytes())
            self._colours = known = ((swarm.which, swarm.palette), buffer)
        return known[1]

    def _patch_index(self, nx: int, ny: int) -> Any:
        if (nx, ny) not in self._patches:
            number = np.arange(nx * ny, dtype=np.uint32).reshape(ny, nx)
            a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, :-1], number[1:, 1:]
            index = np.ascontiguousarray(np.stack([a, b, c, b, d, c], axis=-1))
            self._patches[nx, ny] = self._context.buffer(index.tobytes())
        return self._patches[nx, ny]


def patch_vertices(patch: Patch, surface: Surface, heights: HeightMap) -> NDArray[np.float32]:
    """One row a point of the patch: x, y in the box, t, and its share of the patch each way, (ny * nx, 5)."""
    ny, nx = patch.f.shape
    out = np.empty((ny, nx, 5), dtype=np.float32)
    out[..., 0] = to_unit(patch.x, surface.x)
    out[..., 1] = to_unit(patch.y, surface.y)[:, None]
    out[..., 2] = np.clip(np.nan_to_num(heights.t(patch.f), nan=9.0), -9.0, 9.0)
    out[..., 3] = np.linspace(0.0, 1.0, nx)
    out[..., 4] = np.linspace(0.0, 1.0, ny)[:, None]
    return out.reshape(-1, 5)


def dots_of(shape: Dots, frame: Frame, drawn: Sheet) -> Array:
    """Box points (m, 3) of a shape's dots on the drawn sheet."""
    xy = box_points(shape.points, frame.surface.x, frame.surface.y)
    xy = xy[np.isfinite(xy).all(axis=1)]
    at = np.column_stack([xy, drawn.height(xy)])
    out: Array = at[np.isfinite(at[:, 2])]
    return out
