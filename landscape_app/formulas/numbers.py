"""Numbers, vectors and matrices as they stand in a formula."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from landscape_app.typeset.nodes import Fence, Grid, Node, Op, Row, Scripts, row, upright

MOST = 4  # entries of a vector shown; of a longer one the first two and the last
_DIGITS = 4


def signed(value: float) -> Node:
    """Four digits; powers of ten beyond 10⁵ and below 10⁻³."""
    if math.isnan(value):
        return upright("nan")
    if math.isinf(value):
        return upright("∞" if value > 0 else "−∞")
    if value == 0:
        return upright("0")
    if 1e-3 <= abs(value) < 1e5:
        text = f"{value:.{_DIGITS}g}"
        if "e" in text:  # 99999.9 rounds up to 1e+05
            text = f"{value:.0f}"
        return upright(text.replace("-", "−"))
    mantissa, exponent = f"{value:.{_DIGITS - 1}e}".split("e")
    power = upright(str(int(exponent)).replace("-", "−"))
    ten = Scripts(upright("10"), sup=power)
    digits = f"{float(mantissa):g}".replace("-", "−")
    return ten if digits == "1" else Row((upright(digits), Op("·", 0.08), ten))


def single(value: ArrayLike) -> float | None:
    """The number in ``value`` where it holds one, be that as a vector or a matrix."""
    array = np.asarray(value, dtype=np.float64)
    return float(array.reshape(-1)[0]) if array.size == 1 else None


def shown(value: ArrayLike, across: bool = False) -> Node:
    """A number, a column (a row, ``across``) or a matrix; long ones with dots for the middle."""
    array = np.asarray(value, dtype=np.float64)
    one = single(array)
    if one is not None:
        return signed(one)
    if array.ndim == 1:
        cells = [signed(float(v)) for v in array]
        if len(cells) > MOST:
            cells = [*cells[:2], upright("⋯" if across else "⋮"), cells[-1]]
        return Fence(Grid((tuple(cells),) if across else tuple((cell,) for cell in cells)))
    if max(array.shape) > MOST:
        return upright(f"[{array.shape[0]}×{array.shape[1]}]")
    return Fence(Grid(tuple(tuple(signed(float(v)) for v in line) for line in array)))


def whole(value: int) -> Node:
    """An index, or a count."""
    return row(upright(str(value).replace("-", "−")))
