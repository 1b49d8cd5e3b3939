"""How numbers are typed and shown: C notation everywhere, compact."""

from __future__ import annotations

import math


def shown(value: float) -> str:
    """Compact: up to five significant digits, no trailing zeros, 1e-4 rather than 0.0001."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    if abs(value) < 1e-3 or abs(value) >= 1e6:
        mantissa, exponent = f"{value:.4e}".split("e")
        return f"{float(mantissa):g}e{int(exponent)}"
    return f"{value:.5g}" if abs(value) < 1e5 else f"{value:.0f}"


def typed(text: str) -> float:
    """The number in ``text``; a decimal comma is forgiven. Raises ValueError."""
    return float(text.strip().replace(",", ".").replace("−", "-"))
