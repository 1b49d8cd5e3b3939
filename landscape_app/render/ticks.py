"""Round numbers for axes: 1, 2 or 5 times a power of ten."""

from __future__ import annotations

import numpy as np

from core.arrays import Array
from landscape_app.render.height import HeightMap


def nice_ticks(low: float, high: float, count: int = 5) -> Array:
    """Multiples of a round step within [low, high], about ``count`` of them."""
    if not (np.isfinite(low) and np.isfinite(high) and high > low):
        return np.empty(0)
    raw = (high - low) / max(1, count)
    power = 10.0 ** np.floor(np.log10(raw))
    step = power * min((1.0, 2.0, 5.0, 10.0), key=lambda m: abs(np.log(m * power / raw)))
    ticks: Array = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1) * step
    return ticks + 0.0  # no minus zero


def height_ticks(heights: HeightMap, count: int = 5) -> Array:
    """Values of f for the vertical axis; in log mode powers of ten first, 1/(1.6 count) of the height apart."""
    if not heights.log:
        return nice_ticks(heights.low, heights.high, count)
    largest = max(abs(heights.low), abs(heights.high), 1e-300)
    powers = 10.0 ** np.arange(np.floor(np.log10(heights.unit)), np.floor(np.log10(largest)) + 1)
    chosen: list[float] = []
    places: list[float] = []
    for mantissa in (0.0, 1.0, 5.0, 2.0):
        magnitudes = powers[::-1] * mantissa if mantissa else np.zeros(1)
        for value in np.concatenate([magnitudes, -magnitudes]):
            t = float(heights.t(np.array(value)))
            inside = heights.low <= value <= heights.high
            if inside and all(abs(t - place) >= 1 / (1.6 * count) for place in places):
                chosen.append(float(value))
                places.append(t)
    return np.sort(np.array(chosen))


def tick_texts(values: Array) -> list[str]:
    """The numbers as they are written: no more digits than tell them apart, a true minus sign."""
    if len(values) == 0:
        return []
    largest = float(np.max(np.abs(values)))
    gaps = np.diff(values)
    step = float(gaps.min()) if len(gaps) else largest
    if len(gaps) and not np.allclose(gaps, step):
        return [_one(f"{v:.6g}") for v in values]
    if largest >= 1e5 or (0 < largest < 1e-3):
        return [_one(f"{v:.3g}") for v in values]
    digits = max(0, int(-np.floor(np.log10(step) + 1e-9))) if step > 0 else 0
    return [_one(f"{v:.{digits}f}") for v in values]


def _one(text: str) -> str:
    if "e" in text:
        mantissa, exponent = text.split("e")
        power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        text = f"10{power}" if mantissa == "1" else f"{mantissa}·10{power}"
    return text.replace("-", "−")
