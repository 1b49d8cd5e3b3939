"""Our surface against the other tools' surfaces, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.isolated import measure, x_server
from tests.bench.measure import Row

# function of ``surfaces``, name, package, whether it needs an X server
PEERS = (
    ("pyqtgraph", "pyqtgraph's GLSurfacePlotItem", "OpenGL", True),
    ("vispy", "vispy's SurfacePlot", "vispy", True),
    ("pyvista", "PyVista", "pyvista", True),
    ("bare", "a bare moderngl mesh", "moderngl", False),
)
KINDS = {"orbit": "orbiting, {n}², coarse", "heights": "new heights, normals and colours, {n}²"}
AIMS = {
    ("pyqtgraph", "orbit", 257): "≥ 2.5×",
    ("pyqtgraph", "orbit", 513): "≥ 5×",
    ("pyqtgraph", "heights", 257): "≥ 15×",
    ("pyqtgraph", "heights", 513): "≥ 20×",
    **{("vispy", "heights", n): "≥ 2.5×" for n in (257, 513)},
    **{("pyvista", "heights", n): "≥ 4×" for n in (257, 513)},
    **{("bare", "heights", n): "≥ 0.83×" for n in (257, 513)},
}


def rows() -> Iterator[Row]:
    """Orbiting and new heights at 257² and 513² with five paths, 1280 x 720."""
    with x_server() as display:
        for n in (257, 513):
            for kind, what in KINDS.items():
                ours, why = measure("surfaces", f"ours({n}, {kind!r})")
                if ours is None:
                    raise RuntimeError(why)
                for function, name, needs, on_x in PEERS:
                    peer: float | None = None
                    note = "no Xvfb here"
                    if display or not on_x:
                        call = f"{function}({n}, {kind!r})"
                        peer, note = measure("surfaces", call, needs, display if on_x else "")
                    yield Row(what.format(n=n), ours, name, peer, AIMS.get((function, kind, n), ""), note)
