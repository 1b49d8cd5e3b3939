"""Where ``assets/`` lies: inside the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def assets() -> Path:
    """The folder of scenes, icons and fonts."""
    inside = _HERE / "assets"
    return inside if inside.is_dir() else _HERE.parent / "assets"
