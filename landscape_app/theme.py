"""Colours of the window, the views and the renderer: light, dark and projector. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """All colours are "#rrggbb". ``runs`` is the palette of the race, told apart by colour-blind eyes too."""

    name: str
    dark: bool
    window: str  # behind panels
    panel: str  # panels, inputs
    plot: str  # behind maps, charts and the 3-D surface
    ink: str  # text
    muted: str  # secondary text, ticks
    line: str  # borders, grid
    accent: str  # selection, focus, slider handle
    warning: str
    runs: tuple[str, ...]
    colormap: str  # name known to render.colormap
    font_size: int  # points
    line_width: float  # of paths and curves, device-independent pixels


_ON_LIGHT = ("#0067b1", "#d1480c", "#007d5b", "#a8358b", "#8a6100", "#1c1c1c", "#5b4cc4", "#b3203a")
_ON_DARK = ("#56b4f5", "#ff8a47", "#2fd1a2", "#f08bd0", "#f2c24b", "#f4f4f4", "#a99cff", "#ff7183")

LIGHT = Theme(
    "light",
    False,
    "#eef0f4",
    "#ffffff",
    "#fbfbfd",
    "#1d2430",
    "#5c6675",
    "#d3d8e0",
    "#0a66c2",
    "#b3261e",
    _ON_LIGHT,
    "landscape",
    10,
    2.2,
)
DARK = Theme(
    "dark",
    True,
    "#14171d",
    "#1c2028",
    "#101319",
    "#e8ebf0",
    "#9aa4b2",
    "#333a46",
    "#4ea1ff",
    "#ff6b5e",
    _ON_DARK,
    "landscape",
    10,
    2.2,
)
PROJECTOR = Theme(
    "projector",
    False,
    "#ffffff",
    "#ffffff",
    "#ffffff",
    "#000000",
    "#333333",
    "#9a9a9a",
    "#003e8a",
    "#b00000",
    _ON_LIGHT,
    "landscape",
    14,
    4.0,
)
THEMES = {t.name: t for t in (LIGHT, DARK, PROJECTOR)}


def run_colour(theme: Theme, index: int, own: str = "") -> str:
    """The colour of run ``index``: its own if it has one, else the palette's."""
    return own or theme.runs[index % len(theme.runs)]


def rgb(colour: str) -> tuple[float, float, float]:
    """ "#rrggbb" as three numbers in 0 ... 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255
