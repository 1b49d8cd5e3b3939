"""Least squares with a penalty: the lasso, ridge regression, the elastic net and one group.

Sources: Tibshirani, J. R. Stat. Soc. B 58 (1996) 267 (lasso); Hoerl and Kennard, Technometrics 12 (1970) 55 (ridge);
Zou and Hastie, J. R. Stat. Soc. B 67 (2005) 301 (elastic net); Yuan and Lin, J. R. Stat. Soc. B 68 (2006) 49 (group).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.arrays import Array
from core.objectives.composite import Composite
from core.objectives.composite_minimisers import elastic_net_minimiser, group_minimiser
from core.objectives.composite_terms import GroupTerm, NormTerm
from core.params import param
from core.registry import register
from core.words import QT_TRANSLATE_NOOP


def _penalty(default: float, help: str, symbol: str = "λ") -> Any:
    return param(
        default,
        label=QT_TRANSLATE_NOOP("objectives", "Penalty"),
        help=help,
        symbol=symbol,
        low=0.0,
        high=1e6,
        slider=(0.0, 3.0),
    )


@register("objective", "lasso")
@dataclass(frozen=True)
class Lasso(Composite):
    """f(x) = ½‖Ax − b‖² + λ‖x‖₁: kinks along both axes, and minimisers that lie on them, with exact zeros."""

    label = QT_TRANSLATE_NOOP("objectives", "Lasso (L1)")
    order = 150
    formula = "1/2 |A x - b|^2 + lambda (|x| + |y|)"
    source = "Tibshirani (1996)"

    penalty: float = _penalty(
        0.5, QT_TRANSLATE_NOOP("objectives", "Weight of |x| + |y|: the more, the more coordinates are exactly 0")
    )

    @cached_property
    def term(self) -> NormTerm:
        return NormTerm(self.penalty, 0.0)

    @cached_property
    def minimiser(self) -> Array:
        return elastic_net_minimiser(self.smooth.Q, self.smooth.pull, self.penalty, 0.0)


@register("objective", "ridge")
@dataclass(frozen=True)
class Ridge(Composite):
    """f(x) = ½‖Ax − b‖² + ½λ‖x‖²: a quadratic; the minimiser shrinks towards the origin and never has a zero."""

    label = QT_TRANSLATE_NOOP("objectives", "Ridge (squared L2)")
    order = 151
    formula = "1/2 |A x - b|^2 + lambda/2 (x^2 + y^2)"
    source = "Hoerl and Kennard (1970)"
    is_quadratic = True
    is_smooth = True

    penalty: float = _penalty(
        0.5, QT_TRANSLATE_NOOP("objectives", "Weight of ½(x² + y²): it is added to every curvature")
    )

    @cached_property
    def term(self) -> NormTerm:
        return NormTerm(0.0, self.penalty)

    @cached_property
    def minimiser(self) -> Array:
        return elastic_net_minimiser(self.smooth.Q, self.smooth.pull, 0.0, self.penalty)

    @property
    def L(self) -> float:  # noqa: N802
        return self.smooth.L + self.penalty

    @property
    def mu(self) -> float:
        return self.smooth.mu + self.penalty


@register("objective", "elastic_net")
@dataclass(frozen=True)
class ElasticNet(Composite):
    """f(x) = ½‖Ax − b‖² + λ₁‖x‖₁ + ½λ₂‖x‖²: the lasso's zeros with the ridge's curvature."""

    label = QT_TRANSLATE_NOOP("objectives", "Elastic net (L1 + squared L2)")
    order = 152
    formula = "1/2 |A x - b|^2 + lambda_1 (|x| + |y|) + lambda_2/2 (x^2 + y^2)"
    source = "Zou and Hastie (2005), the naive elastic net"

    penalty: float = _penalty(
        0.4, QT_TRANSLATE_NOOP("objectives", "Weight of |x| + |y|, which makes coordinates exactly 0"), "λ₁"
    )
    penalty_l2: float = _penalty(
        0.3, QT_TRANSLATE_NOOP("objectives", "Weight of ½(x² + y²), which adds curvature"), "λ₂"
    )

    @cached_property
    def term(self) -> NormTerm:
        return NormTerm(self.penalty, self.penalty_l2)

    @cached_property
    def minimiser(self) -> Array:
        return elastic_net_minimiser(self.smooth.Q, self.smooth.pull, self.penalty, self.penalty_l2)

    @property
    def mu(self) -> float:
        return self.smooth.mu + self.penalty_l2


@register("objective", "group_lasso")
@dataclass(frozen=True)
class GroupLasso(Composite):
    """f(x) = ½‖Ax − b‖² + λ‖x‖, not squared, x and y being one group: a cone at the origin.

    Both coordinates of the minimiser are 0, which happens for λ ≥ ‖Aᵀb‖, or neither is, but for chance.
    """

    label = QT_TRANSLATE_NOOP("objectives", "Group lasso (L2, not squared)")
    order = 153
    formula = "1/2 |A x - b|^2 + lambda sqrt(x^2 + y^2)"
    source = "Yuan and Lin (2006)"

    penalty: float = _penalty(
        0.5, QT_TRANSLATE_NOOP("objectives", "Weight of √(x² + y²): enough of it makes both coordinates exactly 0")
    )

    @cached_property
    def term(self) -> GroupTerm:
        return GroupTerm(self.penalty)

    @cached_property
    def minimiser(self) -> Array:
        return group_minimiser(self.smooth.Q, self.smooth.pull, self.penalty)
