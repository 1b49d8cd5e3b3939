"""Parameters that several methods share, each stated once; and what a critical learning rate needs."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.objectives.base import Objective
from core.params import param
from core.words import QT_TRANSLATE_NOOP


def lr_field(default: float) -> Any:
    """The learning rate, alpha in the formulas."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Learning rate"),
        help=QT_TRANSLATE_NOOP("optimizers", "Step size: how far a step goes along the method's direction"),
        symbol="α",
        low=0.0,
        low_open=True,
        scale="log",
        slider=(1e-4, 10.0),
    )


def momentum_field(default: float) -> Any:
    """The share of the last buffer that is kept."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Momentum"),
        help=QT_TRANSLATE_NOOP("optimizers", "Share of the last velocity that is kept; 0 gives gradient descent"),
        symbol="β",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def beta1_field() -> Any:
    """Adam's first decay."""
    return param(
        0.9,
        label=QT_TRANSLATE_NOOP("optimizers", "First-moment decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the running mean of the gradient forgets"),
        symbol="β₁",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def beta2_field() -> Any:
    """Adam's second decay."""
    return param(
        0.999,
        label=QT_TRANSLATE_NOOP("optimizers", "Second-moment decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the running mean of the squared gradient forgets"),
        symbol="β₂",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def eps_field() -> Any:
    """Adam's epsilon, outside the root."""
    return param(
        1e-8,
        label=QT_TRANSLATE_NOOP("optimizers", "Epsilon"),
        help=QT_TRANSLATE_NOOP("optimizers", "Added to the root of the second moment, so that nothing divides by 0"),
        symbol="ε",
        low=0.0,
        low_open=True,
        high=1.0,
        scale="log",
        slider=(1e-12, 1e-2),
    )


def quadratic_curvature(objective: Objective) -> float | None:
    """L, where a critical step is defined: on a quadratic that is bounded below and not constant."""
    if not (objective.is_quadratic and objective.bounded_below):
        return None
    return objective.L if objective.L is not None and np.isfinite(objective.L) and objective.L > 0 else None
