"""From f to the height shown: linear or logarithmic, bent where a few huge values would flatten all the rest.

The box is [-1, 1] x [-1, 1] in x and y and [0, scale] in z; ``t`` is the height before the scale, 0 ... 1. Colour and
level lines follow t, so the picture says one thing thrice.

- log: t = log(1 + (f - min)/unit) / log(1 + (max - min)/unit), unit = (median - min)/100: half of the rectangle lies
  more than 100 units above the bottom, and the valley floor is resolved to that unit.
- linear: t = (f - low)/(high - low), low = min. high is the maximum unless that would squeeze the rest: a tail that
  reaches over 4 times as far above the median as the 99 % quantile is cut at twice that quantile's distance; then high
  is brought down to low + 4 (median - low), so that half of the rectangle uses a quarter of the height, but by no more
  than to 0.3 of the way (a hill in a plain stays a hill). Beyond 0.8 of the way to a bound that was moved, t bends
  over smoothly and never passes it: still one to one. Minima are never bent.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from core.arrays import Array, BoolArray
from core.surface import Surface
from landscape_app.scene.model import Display

_KNEE = 0.2  # share of the height, next to a moved bound, in which t bends
_HUGE = 1e150  # beyond it squares overflow: as good as infinite
_TAIL = 4.0  # times the distance of the 99 % quantile from the median
_AT_LEAST = 0.3  # of the height that is left, whatever the median
_LOG_UNIT = 0.01  # of median - min


@dataclass(frozen=True)
class HeightMap:
    """The map f -> t, and its inverse."""

    low: float  # f at t = 0
    high: float  # f at t = 1 (where not bent)
    bent: bool = False
    log: bool = False
    unit: float = 1.0  # of f, in log mode
    scale: float = 1.0

    @classmethod
    def of(cls, surface: Surface, display: Display) -> HeightMap:
        """The map for this surface; remembered while the surface lives."""
        known = _MAPS.setdefault(surface, {})
        key = (display.log_height, display.height_scale)
        if key not in known:
            known[key] = cls._of(surface.f, display)
        return known[key]

    @classmethod
    def _of(cls, f: Array, display: Display) -> HeightMap:
        scale = display.height_scale
        finite = f[np.abs(f) < _HUGE]
        if finite.size == 0:
            return cls(0.0, 1.0, scale=scale)
        low, high = float(finite.min()), float(finite.max())
        if not high > low:
            return cls(low, low + 1.0, scale=scale)
        sample = finite[:: max(1, finite.size // 20_000)]
        median, q99 = (float(q) for q in np.quantile(sample, (0.5, 0.99)))
        if display.log_height:
            unit = _LOG_UNIT * (median - low) or _LOG_UNIT * (high - low)
            return cls(low, high, log=True, unit=unit, scale=scale)
        top = high
        if q99 > median and high - median > _TAIL * (q99 - median):
            top = median + 2 * (q99 - median)
        if median > low:
            top = min(top, max(low + 4 * (median - low), low + _AT_LEAST * (top - low)))
        return cls(low, top, top < high, scale=scale)

    def t(self, f: Array) -> Array:
        """Height 0 ... 1 of values, any shape; nan where f is not finite."""
        f = np.asarray(f, dtype=float)
        with np.errstate(all="ignore"):
            if self.log:
                u = np.log1p(np.maximum((f - self.low) / self.unit, -0.5))
                u /= np.log1p((self.high - self.low) / self.unit)
            else:
                u = (f - self.low) / (self.high - self.low)
                if self.bent:
                    u = np.where(u > 1 - _KNEE, 1 - _KNEE * np.exp(np.minimum((1 - _KNEE - u) / _KNEE, 0.0)), u)
            return np.where(np.abs(f) < _HUGE, u, np.nan)

    def slope(self, f: Array) -> Array:
        """dt/df, any shape: what turns the gradient of f into the gradient of the surface."""
        f = np.asarray(f, dtype=float)
        with np.errstate(all="ignore"):
            if self.log:
                steep: Array = 1.0 / (np.maximum(f - self.low, 0.0) + self.unit)
                steep /= np.log1p((self.high - self.low) / self.unit)
                return steep
            u = (f - self.low) / (self.high - self.low)
            out = np.full_like(u, 1.0 / (self.high - self.low))
            if self.bent:
                out *= np.exp(np.minimum((1 - _KNEE - u) / _KNEE, 0.0))
            return out

    def f(self, t: Array) -> Array:
        """The inverse of ``t`` on 0 < t < 1, any shape."""
        t = np.asarray(t, dtype=float)
        if self.log:
            out: Array = self.low + self.unit * np.expm1(t * np.log1p((self.high - self.low) / self.unit))
            return out
        u = t
        with np.errstate(all="ignore"):
            if self.bent:
                u = np.where(t > 1 - _KNEE, 1 - _KNEE - _KNEE * np.log((1 - t) / _KNEE), u)
        return self.low + u * (self.high - self.low)

    def z(self, f: Array) -> Array:
        """Height in the box, 0 ... scale."""
        return self.t(f) * self.scale

    def levels(self, n: int) -> Array:
        """The f of n level lines, equally spaced in the height shown: t = (k + 1/2)/n. Shape (n,)."""
        return self.f((np.arange(n) + 0.5) / max(1, n))


_MAPS: WeakKeyDictionary[Surface, dict[tuple[bool, float], HeightMap]] = WeakKeyDictionary()


def holes(f: Array) -> BoolArray:
    """True where a surface has no height."""
    return ~(np.abs(f) < _HUGE)
