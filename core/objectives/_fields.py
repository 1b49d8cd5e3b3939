"""Parameters that several surfaces share, each stated once."""

from __future__ import annotations

from typing import Any

from core.params import param
from core.words import QT_TRANSLATE_NOOP


def kappa_field(default: float, help: str) -> Any:
    """The condition number of a quadratic."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("objectives", "Condition number κ"),
        help=help,
        symbol="κ",
        low=1.0,
        high=1e4,
        scale="log",
    )


def angle_field(default: float, help: str) -> Any:
    """The rotation of the eigenvectors, in degrees."""
    return param(
        default,
        label=QT_TRANSLATE_NOOP("objectives", "Rotation"),
        help=help,
        symbol="θ",
        low=-180.0,
        high=180.0,
        unit="°",
    )


def center_x_field(default: float, help: str, reach: float) -> Any:
    """The first coordinate of a centre; its slider goes from −reach to reach."""
    return _center(default, QT_TRANSLATE_NOOP("objectives", "Centre x"), help, "c₁", reach)


def center_y_field(default: float, help: str, reach: float) -> Any:
    """The second coordinate of a centre."""
    return _center(default, QT_TRANSLATE_NOOP("objectives", "Centre y"), help, "c₂", reach)


def _center(default: float, label: str, help: str, symbol: str, reach: float) -> Any:
    return param(default, label=label, help=help, symbol=symbol, low=-1e3, high=1e3, slider=(-reach, reach))


def largest_field(help: str) -> Any:
    """The largest eigenvalue."""
    return param(
        1.0,
        label=QT_TRANSLATE_NOOP("objectives", "Largest curvature L"),
        help=help,
        symbol="L",
        low=0.0,
        low_open=True,
        high=1e6,
        scale="log",
        slider=(0.01, 100.0),
    )
