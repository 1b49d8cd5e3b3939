"""Colour maps made in OKLab: lightness only rises, and equal steps look equally far apart.

OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array

_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)

# Anchors as (lightness, chroma, hue in degrees) of OKLCh; from the valley floor to the summit.
_ANCHORS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "landscape": (
        (0.300, 0.130, 284.0),  # deep indigo
        (0.420, 0.130, 262.0),  # blue
        (0.540, 0.105, 228.0),  # sea
        (0.640, 0.100, 188.0),  # teal
        (0.740, 0.115, 150.0),  # green
        (0.840, 0.120, 112.0),  # meadow
        (0.925, 0.095, 90.0),  # warm sand
    ),
    "grey": ((0.28, 0.0, 0.0), (0.96, 0.0, 0.0)),
}
NAMES = tuple(_ANCHORS)


def to_oklab(srgb: Array) -> Array:
    """sRGB in 0 ... 1, shape (..., 3), as OKLab (..., 3)."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    lab: Array = np.cbrt(linear @ _RGB_TO_LMS.T) @ _LMS_TO_LAB.T
    return lab


def _linear_rgb(lab: Array) -> Array:
    rgb: Array = (lab @ np.linalg.inv(_LMS_TO_LAB).T) ** 3 @ np.linalg.inv(_RGB_TO_LMS).T
    return rgb


def _into_gamut(lab: Array) -> Array:
    """Lower the chroma of each colour until sRGB can show it."""
    low, high = np.zeros(len(lab)), np.full(len(lab), 2.0)  # the first trial is the whole chroma
    for _ in range(24):
        middle = (low + high) / 2
        rgb = _linear_rgb(np.column_stack([lab[:, 0], lab[:, 1:] * middle[:, None]]))
        inside = np.all((rgb >= 0.0) & (rgb <= 1.0), axis=1)
        low, high = np.where(inside, middle, low), np.where(inside, high, middle)
    return np.column_stack([lab[:, 0], lab[:, 1:] * np.minimum(low, 1.0)[:, None]])


@cache
def colormap(name: str) -> NDArray[np.uint8]:
    """256 sRGB colours, shape (256, 3), read-only; raises ValueError for an unknown name."""
    if name not in _ANCHORS:
        raise ValueError(f"no colour map is called {name!r}; there are {', '.join(NAMES)}")
    lightness, chroma, hue = np.array(_ANCHORS[name]).T
    a, b = chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue))
    knots, fine = np.linspace(0.0, 1.0, len(lightness)), np.linspace(0.0, 1.0, 2048)
    lab = np.column_stack([np.interp(fine, knots, channel) for channel in (lightness, a, b)])
    width = 2048 // (2 * len(knots)) | 1  # rounds the corners at the anchors
    kernel = np.hanning(width + 2)[1:-1]
    padded = np.pad(lab, ((width // 2, width // 2), (0, 0)), mode="reflect", reflect_type="odd")
    smooth = np.column_stack([np.convolve(padded[:, i], kernel / kernel.sum(), mode="valid") for i in range(3)])
    smooth = _into_gamut(smooth)
    arc = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(smooth, axis=0), axis=1))])
    even = np.linspace(0.0, arc[-1], 256)
    lab256 = np.column_stack([np.interp(even, arc, smooth[:, i]) for i in range(3)])
    linear = np.clip(_linear_rgb(lab256), 0.0, 1.0)
    srgb = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    table = np.round(srgb * 255).astype(np.uint8)
    table.setflags(write=False)
    return table
