"""A sampled surface as a file: .npz for programs, .obj for 3-D programs."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np

from core.arrays import Array, IntArray
from core.surface import Surface
from core.words import QT_TRANSLATE_NOOP
from landscape_app.data.errors import DataError
from landscape_app.files import write_atomic
from landscape_app.render.height import HeightMap, holes
from landscape_app.render.mesh import triangles, vertices
from landscape_app.scene.model import Display

SUFFIXES = (".npz", ".obj")
_SUFFIX = QT_TRANSLATE_NOOP("errors", "{file}: a surface is written to .npz or .obj, got {got}")


def write_surface(surface: Surface, display: Display, path: str | os.PathLike[str]) -> None:
    """Write ``surface`` by the suffix of ``path``; raises :class:`DataError` (another suffix) or ``FileError``."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise DataError(_SUFFIX, field=str(path), file=Path(path).name, got=suffix or "no suffix")
    write_atomic(path, npz(surface) if suffix == ".npz" else obj(surface, display).encode("ascii"))


def npz(surface: Surface) -> bytes:
    """``x`` (nx,), ``y`` (ny,), ``f`` (ny, nx) and ``gradient`` (ny, nx, 2), compressed."""
    out = io.BytesIO()
    np.savez_compressed(out, x=surface.x, y=surface.y, f=surface.f, gradient=surface.gradient)
    return out.getvalue()


def obj(surface: Surface, display: Display) -> str:
    """The mesh as it is drawn, Wavefront OBJ: vertices, their normals and triangles, z upwards.

    x and y run over -1 ... 1 as in the window's box, z is the height shown there (log, bend and scale included).
    Normals are those of the surface, not of the triangles. Triangles at holes are left out, front faces up.
    """
    heights = HeightMap.of(surface, display)
    rows = vertices(surface, heights).astype(np.float64)
    ny, nx = surface.f.shape
    faces = triangles(nx, ny, holes(surface.f), max(nx, ny)).astype(np.int64)
    used = np.unique(faces)
    number = np.zeros(len(rows), dtype=np.int64)
    number[used] = np.arange(1, len(used) + 1)
    rows = rows[used]
    places = np.column_stack([rows[:, :2], rows[:, 2] * heights.scale])
    normals = np.column_stack([-rows[:, 3:5] * heights.scale, np.ones(len(rows))])
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    (x0, x1), (y0, y1) = surface.extent
    head = (
        "# Landscape: a surface as drawn, z upwards\n"
        f"# x from {x0:.9g} to {x1:.9g} and y from {y0:.9g} to {y1:.9g} are -1 to 1 here\n"
        f"# f = {heights.low:.9g} has the height 0, f = {heights.high:.9g} the height {heights.scale:g}"
        f"{' on a log scale' if heights.log else ''}\n"
    )
    corners = [number[faces[:, k]] for k in range(3)]
    triple = np.column_stack([c for corner in corners for c in (corner, corner)])
    return (
        head
        + _lines("v %.6f %.6f %.6f", places)
        + _lines("vn %.6f %.6f %.6f", normals)
        + _lines("f %d//%d %d//%d %d//%d", triple)
    )


def _lines(pattern: str, rows: Array | IntArray) -> str:
    return "".join(pattern % tuple(row) + "\n" for row in rows.tolist())
