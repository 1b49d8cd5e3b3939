"""Array aliases and the shape words used everywhere.

Points are rows: ``(..., d)`` is any batch of points in d dimensions. The letters mean, throughout:
``d`` dimensions, ``n`` rows of a run (one start each), ``m`` steps of a chunk, ``k`` steps taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
