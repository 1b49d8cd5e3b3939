"""Colours of what starts are drawn to, the same on maps of basins and in swarms."""

from __future__ import annotations

import colorsys

_HUES = (0.58, 0.08, 0.38, 0.82, 0.14, 0.48, 0.95, 0.70)  # told apart by colour-blind eyes too, with their shades


def attractor_colour(i: int) -> str:
    """The colour of attractor ``i`` where it is reached at once; slower places are darker."""
    turn = i // len(_HUES)
    r, g, b = colorsys.hls_to_rgb(_HUES[i % len(_HUES)], 0.70 - 0.14 * (turn % 3), 0.72)
    return f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"
