"""Colours of the window, the views and the renderer: light, dark, and projector in white and in black.

Plain data, no Qt. Everything on the screen takes its size from ``font_size`` and ``line_width``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


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
    font_size: float  # points
    line_width: float  # of paths and curves, device-independent pixels

    def scaled(self, factor: float) -> Theme:
        """The same colours, letters and lines ``factor`` times as large."""
        if factor == 1.0:
            return self
        return replace(self, font_size=round(2 * self.font_size * factor) / 2, line_width=self.line_width * factor)


# Any two lie at least 17.5 apart in CIELAB for protanopes, deuteranopes and tritanopes too (tests/app/test_colours.py).
_ON_LIGHT = ("#0067b1", "#d1480c", "#00502e", "#962774", "#683f00", "#1c1c1c", "#674cd2", "#b23754")
_ON_DARK = ("#5ab5f6", "#ff8a47", "#3fefbb", "#d77eb5", "#ffcf49", "#f8f8fb", "#888bff", "#f25e71")

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
PROJECTOR_BLACK = Theme(
    "projector_black",
    True,
    "#000000",
    "#000000",
    "#000000",
    "#ffffff",
    "#d0d0d0",
    "#6f6f6f",
    "#7fc4ff",
    "#ff8a80",
    _ON_DARK,
    "landscape",
    14,
    4.0,
)
THEMES = {t.name: t for t in (LIGHT, DARK, PROJECTOR, PROJECTOR_BLACK)}


def run_colour(theme: Theme, index: int, own: str = "") -> str:
    """The colour of run ``index``: its own if it has one, else the palette's."""
    return own or theme.runs[index % len(theme.runs)]


def rgb(colour: str) -> tuple[float, float, float]:
    """ "#rrggbb" as three numbers in 0 ... 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 … 21 (WCAG 2.2, "relative luminance")."""
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: str) -> float:
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return float(0.2126 * r + 0.7152 * g + 0.0722 * b)
