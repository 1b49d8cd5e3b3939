"""Our surface against the other tools' surfaces, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.isolated import measure, x_server
from tests.bench.measure import Row

# ours, theirs (functions of ``surfaces``), the peer's name, its package
PEERS = (
    ("window", "pyqtgraph", "pyqtgraph's GLSurfacePlotItem", "OpenGL"),
    ("window", "vispy", "vispy's SurfacePlot", "vispy"),
    ("window", "pyvista", "PyVista", "pyvista"),
    ("renderer", "bare", "a bare moderngl mesh, every triangle", "moderngl"),
)
KINDS = {"orbit": "orbiting, {n}²", "heights": "new heights, normals and colours, {n}²"}
OURS = {"window": "", "renderer": ", the renderer alone, every triangle"}
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
        if not display:
            return
        for n in (257, 513):
            for kind, what in KINDS.items():
                ours = {name: _sure(f"{name}({n}, {kind!r})", display if name == "window" else "") for name in OURS}
                for mine, theirs, name, needs in PEERS:
                    on = "" if theirs == "bare" else display
                    peer, note = measure("surfaces", f"{theirs}({n}, {kind!r})", needs, on)
                    label = what.format(n=n) + OURS[mine]
                    yield Row(label, ours[mine], name, peer, AIMS.get((theirs, kind, n), ""), note)


def _sure(call: str, display: str) -> float:
    seconds, why = measure("surfaces", call, "", display)
    if seconds is None:
        raise RuntimeError(why)
    return seconds
