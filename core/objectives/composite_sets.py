"""Least squares over a convex set: f is inf outside, and the prox is the projection.

Source: Parikh and Boyd, Proximal Algorithms (2014), chapter 6; Bertsekas, Nonlinear Programming (1999),
section 2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core.arrays import Array
from core.objectives.composite import Composite
from core.objectives.composite_minimisers import ball_minimiser, box_minimiser
from core.objectives.composite_terms import BallTerm, BoxTerm
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_AROUND = 1.25  # the picture is by so much wider than the set


def _extent(default: float, label: str, help: str, symbol: str) -> Any:
    return param(
        default, label=label, help=help, symbol=symbol, low=0.0, low_open=True, high=1e3, slider=(0.1, 4.0)
    )  # fmt: skip


@register("objective", "box_constrained")
@dataclass(frozen=True)
class BoxConstrained(Composite):
    """f(x) = ½‖Ax − b‖² where |x| ≤ a₁ and |y| ≤ a₂, else inf."""

    label = QT_TRANSLATE_NOOP("objectives", "Least squares in a box")
    order = 154
    formula = "1/2 |A x - b|^2 where |x| <= a_1 and |y| <= a_2"
    source = "Parikh and Boyd (2014), section 6.2"

    half_x: float = _extent(
        2.0,
        QT_TRANSLATE_NOOP("objectives", "Half width"),
        QT_TRANSLATE_NOOP("objectives", "x lies between minus this and this"),
        "a₁",
    )
    half_y: float = _extent(
        1.2,
        QT_TRANSLATE_NOOP("objectives", "Half height"),
        QT_TRANSLATE_NOOP("objectives", "y lies between minus this and this"),
        "a₂",
    )

    @cached_property
    def term(self) -> BoxTerm:
        return BoxTerm((float(self.half_x), float(self.half_y)))

    @cached_property
    def minimiser(self) -> Array:
        return box_minimiser(self.smooth.Q, self.smooth.pull, np.array(self.term.half))

    @property
    def _half_width(self) -> float:
        """f is told by its set alone: the centre may lie outside the picture, as it does outside the box."""
        return _AROUND * max(self.half_x, self.half_y)

    @property
    def start(self) -> tuple[float, ...]:
        """In the corner farthest from the default centre."""
        return (-0.9 * self.half_x, 0.75 * self.half_y)


@register("objective", "ball_constrained")
@dataclass(frozen=True)
class BallConstrained(Composite):
    """f(x) = ½‖Ax − b‖² where ‖x‖ ≤ R, else inf."""

    label = QT_TRANSLATE_NOOP("objectives", "Least squares in a disc")
    order = 155
    formula = "1/2 |A x - b|^2 where sqrt(x^2 + y^2) <= R"
    source = "Parikh and Boyd (2014), section 6.5.1"

    radius: float = _extent(
        2.0,
        QT_TRANSLATE_NOOP("objectives", "Radius"),
        QT_TRANSLATE_NOOP("objectives", "The point lies no farther than this from the origin"),
        "R",
    )

    @cached_property
    def term(self) -> BallTerm:
        return BallTerm(float(self.radius))

    @cached_property
    def minimiser(self) -> Array:
        return ball_minimiser(self.smooth.Q, self.smooth.pull, float(self.radius))

    @property
    def _half_width(self) -> float:
        return _AROUND * self.radius

    @property
    def start(self) -> tuple[float, ...]:
        """Inside, across from the default centre."""
        return (-0.75 * self.radius, 0.5 * self.radius)
