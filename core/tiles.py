"""In which order the parts of a picture are computed, and who computes them."""

from __future__ import annotations

import numpy as np

from core.arrays import IntArray


def spread(n: int) -> list[int]:
    """0 … n−1 in an order that halves the gaps again and again: by the number's bits read backwards."""
    bits = max(1, (n - 1).bit_length())
    return sorted(range(n), key=lambda i: int(f"{i:0{bits}b}"[::-1], 2))


def interleaved(count: int, rows: int) -> list[IntArray]:
    """``count`` rows in tiles of at most ``rows``, each spread over the whole picture, coarse first."""
    stride = max(1, -(-count // rows))
    return [np.arange(first, count, stride) for first in spread(stride)]
