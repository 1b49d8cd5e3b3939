"""What the lenses on a step share: which step it is, how large the picture is, and round magnifications."""

from __future__ import annotations

import math

import numpy as np

from core.arrays import Array
from core.trajectory import Trajectory
from landscape_app.lenses.base import Look
from landscape_app.scene.model import Scene

Point = tuple[float, float]


def diagonal(scene: Scene) -> float:
    """Of the rectangle shown when nothing is zoomed."""
    (x0, x1), (y0, y1) = scene.view_domain[:2]
    return math.hypot(x1 - x0, y1 - y0)


def at(x: Array) -> Point:
    """The place of a point (d,) in the plane."""
    return float(x[0]), float(x[1])


def step_shown(look: Look, t: Trajectory) -> int | None:
    """k of the step from k to k + 1 about to be taken; at the last record that of the last one taken."""
    return None if t.steps == 0 else min(look.step_of(t), t.steps - 1)


def rounded(factor: float) -> float:
    """The largest of ... 0.1, 0.2, 0.5, 1, 2, 5, 10 ... that is at most ``factor`` > 0."""
    base = 10.0 ** math.floor(math.log10(factor))
    return next(m * base for m in (5.0, 2.0, 1.0) if m * base <= factor * (1 + 1e-12))


def magnification(length: float, least: float, wanted: float) -> float:
    """1, but where ``length`` is below ``least`` a round number that brings it to ``wanted`` at most."""
    if not (np.isfinite(length) and 0 < length < least):
        return 1.0
    return max(1.0, rounded(wanted / length))


def times(factor: float) -> str:
    """A magnification in words: 20, 0.05, 10⁵."""
    if 1e-3 <= factor < 1e5:
        return f"{factor:g}"
    mantissa, exponent = f"{factor:.0e}".split("e")
    power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{power}" if mantissa == "1" else f"{mantissa}·10{power}"
