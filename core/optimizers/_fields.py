"""Parameters that several methods share, each stated once; and what a critical learning rate needs."""

from __future__ import annotations

from typing import Any

import numpy as np

from core.arrays import Array
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


KEPT = QT_TRANSLATE_NOOP("optimizers", "Share of the last velocity that is kept; 0 gives gradient descent")


def momentum_field(default: float, help: str = KEPT) -> Any:
    """The share of the last buffer that is kept."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Momentum"),
        help=help,
        symbol="β",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def beta1_field(default: float = 0.9) -> Any:
    """Adam's first decay."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "First-moment decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the running mean of the gradient forgets"),
        symbol="β₁",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def beta2_field(default: float = 0.999) -> Any:
    """Adam's second decay."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Second-moment decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the running mean of the squared gradient forgets"),
        symbol="β₂",
        low=0.0,
        high=1.0,
        high_open=True,
    )


def rho_field(default: float) -> Any:
    """The decay of a running mean of squares that has no correction for its start."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Decay of the squares"),
        help=QT_TRANSLATE_NOOP("optimizers", "How slowly the running mean of the squared gradient forgets"),
        symbol="ρ",
        low=0.0,
        high=1.0,
        high_open=True,
    )


OUTSIDE = QT_TRANSLATE_NOOP("optimizers", "Added to the root of the second moment, so that nothing divides by 0")


def eps_field(default: float = 1e-8, help: str = OUTSIDE) -> Any:
    """What keeps a division from 0; outside the root unless ``help`` says otherwise."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Epsilon"),
        help=help,
        symbol="ε",
        low=0.0,
        low_open=True,
        high=1.0,
        scale="log",
        slider=(1e-12, 1e-2),
    )


DECOUPLED = QT_TRANSLATE_NOOP("optimizers", "Every step first shrinks x by the factor 1 − αλ, towards the origin")


def weight_decay_field(help: str = DECOUPLED) -> Any:
    """λ; decoupled from the gradient unless ``help`` says otherwise."""
    return param(
        0.0,
        label=QT_TRANSLATE_NOOP("optimizers", "Weight decay"),
        help=help,
        symbol="λ",
        low=0.0,
        high=100.0,
        slider=(0.0, 1.0),
    )


def per_row(value: float | Array, n: int) -> Array:
    """A number, or one number a row as (n, 1), as an entry (n,) of ``info``."""
    return np.broadcast_to(np.ravel(value), (n,))


def quadratic_curvature(objective: Objective) -> float | None:
    """L, where a critical step is defined: on a quadratic that is bounded below and not constant."""
    if not (objective.is_quadratic and objective.bounded_below):
        return None
    return objective.L if objective.L is not None and np.isfinite(objective.L) and objective.L > 0 else None
