"""Numbers as people write them: a true minus sign and powers of ten instead of 1e-05."""

from __future__ import annotations

import math

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 3, power: bool = False) -> str:
    """``value`` to ``digits`` significant digits; very large, very small and (``power``) all but 1 as powers of ten."""
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    text = f"{value:.{digits - 1}e}"
    mantissa, exponent = text.split("e")
    e = int(exponent)
    if -4 <= e < 5 and not (power and (e < -1 or e > 2)):
        plain = f"{value:.{digits}g}" if e < digits else f"{float(text):.0f}"
        return plain.replace("-", "−")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    raised = "10" + str(e).translate(_RAISED)
    if mantissa in ("1", "-1"):
        return mantissa.replace("1", "").replace("-", "−") + raised
    return mantissa.replace("-", "−") + "·" + raised
