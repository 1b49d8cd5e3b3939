"""Minimisers of the curves through two trials.

Sources: Nocedal and Wright, Numerical Optimization (2006), equations 3.57 to 3.59; the scaling that keeps the root from
overflowing is Moré and Thuente's, ACM Trans. Math. Softw. 20 (1994) 286, section 4.
"""

from __future__ import annotations

import math

from core.linesearch.base import Trial


def quadratic(a: Trial, b: Trial) -> float:
    """Minimiser of the parabola with a's value and slope and b's value; nan where there is none."""
    step = b.alpha - a.alpha
    bend = (b.value - a.value) / step - a.slope  # half its second derivative, times step
    return a.alpha - 0.5 * a.slope * step / bend if bend * step > 0 else math.nan


def secant(a: Trial, b: Trial) -> float:
    """Where the line through the two slopes is 0; nan where they are equal."""
    return b.alpha - b.slope * ((b.alpha - a.alpha) / (b.slope - a.slope)) if a.slope != b.slope else math.nan


def cubic(a: Trial, b: Trial) -> float:
    """Local minimiser of the cubic through both values and slopes; nan where it has none."""
    share = cubic_share(a, b)
    return b.alpha + share * (a.alpha - b.alpha)


def cubic_share(a: Trial, b: Trial) -> float:
    """The same as a share of the way from b to a: negative beyond b, seen from a."""
    theta = 3 * (a.value - b.value) / (b.alpha - a.alpha) + a.slope + b.slope
    size = max(abs(theta), abs(a.slope), abs(b.slope))
    if not (size > 0 and math.isfinite(size)):
        return math.nan
    square = (theta / size) ** 2 - (a.slope / size) * (b.slope / size)
    if square <= 0:
        return math.nan
    gamma = math.copysign(size * math.sqrt(square), a.alpha - b.alpha)
    below = 2 * gamma + a.slope - b.slope
    return (gamma - b.slope + theta) / below if below != 0 else math.nan
