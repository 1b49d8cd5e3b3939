"""Array aliases and the shape words used everywhere.

Points are rows: ``(..., d)`` is any batch of points in d dimensions. The letters mean, throughout:
``d`` dimensions, ``n`` rows of a run (one start each), ``m`` steps of a chunk, ``k`` steps taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


def real(x: Any) -> Any:
    """``x`` itself where it holds real or complex numbers, else (whole numbers, lists) as a float64 array."""
    if isinstance(x, np.ndarray) and x.dtype.kind in "fc":
        return x
    given = np.asarray(x)
    return given if given.dtype.kind in "fc" else given.astype(np.float64)
