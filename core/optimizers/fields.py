"""The fields that several methods share, so that their ranges and words stand once."""

from __future__ import annotations

from core.params import param
from core.words import QT_TRANSLATE_NOOP


def lr_field(default: float) -> float:
    """Learning rate: positive, on a log slider."""
    field: float = param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Learning rate"),
        help=QT_TRANSLATE_NOOP("optimizers", "Step size α: how far a step goes along its direction"),
        symbol="α",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(1e-4, 10.0),
    )
    return field


def momentum_field(default: float) -> float:
    """Momentum: in [0, 1)."""
    field: float = param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Momentum"),
        help=QT_TRANSLATE_NOOP("optimizers", "How much of the last velocity is kept, β (torch calls it momentum, μ)"),
        symbol="β",
        low=0.0,
        high=1.0,
        high_open=True,
        slider=(0.0, 0.999),
    )
    return field


def beta_field(default: float, symbol: str, label: str, help: str) -> float:
    """A decay rate of Adam's running means: in [0, 1)."""
    field: float = param(default, label=label, help=help, symbol=symbol, low=0.0, high=1.0, high_open=True)
    return field


def beta1_field() -> float:
    """First-moment decay."""
    return beta_field(
        0.9,
        "β₁",
        QT_TRANSLATE_NOOP("optimizers", "First-moment decay"),
        QT_TRANSLATE_NOOP("optimizers", "How long the running mean m of the gradient remembers"),
    )


def beta2_field() -> float:
    """Second-moment decay."""
    return beta_field(
        0.999,
        "β₂",
        QT_TRANSLATE_NOOP("optimizers", "Second-moment decay"),
        QT_TRANSLATE_NOOP("optimizers", "How long the running mean v of the squared gradient remembers"),
    )


def eps_field() -> float:
    """Adam's ε, outside the root and after bias correction, as torch has it."""
    field: float = param(
        1e-8,
        label=QT_TRANSLATE_NOOP("optimizers", "Epsilon"),
        help=QT_TRANSLATE_NOOP("optimizers", "Added to the root of v after bias correction; keeps the quotient finite"),
        symbol="ε",
        low=0.0,
        low_open=True,
        high=1.0,
        scale="log",
        slider=(1e-12, 1e-2),
    )
    return field


def weight_decay_field(default: float) -> float:
    """Decoupled weight decay."""
    field: float = param(
        default,
        label=QT_TRANSLATE_NOOP("optimizers", "Weight decay"),
        help=QT_TRANSLATE_NOOP("optimizers", "Each step first shrinks x towards the origin by the factor 1 − αλ"),
        symbol="λ",
        low=0.0,
        high=1e3,
        slider=(0.0, 1.0),
    )
    return field
