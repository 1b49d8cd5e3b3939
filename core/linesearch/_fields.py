"""Parameters that several line searches share, each stated once."""

from __future__ import annotations

from typing import Any

from core.params import param
from core.words import QT_TRANSLATE_NOOP


def c1_field(default: float = 1e-4) -> Any:
    """c₁ of the Armijo condition."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("linesearch", "Sufficient decrease"),
        help=QT_TRANSLATE_NOOP("linesearch", "Share of the decrease promised by the slope that a step must reach"),
        symbol="c₁",
        low=0.0,
        low_open=True,
        high=1.0,
        high_open=True,
        scale="log",
        slider=(1e-5, 0.9),
    )


def c2_field(default: float = 0.9) -> Any:
    """c₂ of the curvature condition: 0.9 for Newton and quasi-Newton directions, 0.1 for conjugate gradients."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("linesearch", "Curvature"),
        help=QT_TRANSLATE_NOOP("linesearch", "Share of the first slope that may be left at the end of a step"),
        symbol="c₂",
        low=0.0,
        low_open=True,
        high=1.0,
        high_open=True,
        scale="log",
        slider=(1e-3, 0.99),
    )


def alpha_max_field() -> Any:
    """The largest step."""
    return param(
        1e10,
        label=QT_TRANSLATE_NOOP("linesearch", "Largest step"),
        help=QT_TRANSLATE_NOOP("linesearch", "Steps are sought in (0, α_max]; the default stands for no limit"),
        symbol="α_max",
        low=0.0,
        low_open=True,
        high=1e10,
        scale="log",
        slider=(1e-2, 1e10),
    )


def max_trials_field(default: int = 60) -> Any:
    """The budget of one search; 60 halvings take a step down to rounding."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("linesearch", "Most trials"),
        help=QT_TRANSLATE_NOOP("linesearch", "A search that has tried this many steps in vain gives up"),
        low=1,
        high=10_000,
        scale="log",
        slider=(1, 200),
    )
