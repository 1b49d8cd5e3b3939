"""A training that happened elsewhere: the way it took on a plane through weight space, and how much that shows of it.

See Li et al. (2018), arXiv:1712.09913, section 7, and :mod:`core.nn.planes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from core.arrays import Array


@dataclass(frozen=True, eq=False)
class Recording:
    """Weights w_0 … w_k as they lie on the plane; whatever is not known is None, or left out.

    ``true`` and ``seen`` go by the names of the surfaces: the loss at w_i, and where w_i is drawn. ``logged`` is what
    the training itself wrote down, by the names "train" and "test". Losses may be infinite or undefined.
    """

    points: Array  # (k+1, 2)
    off: Array | None = None  # (k+1,) distances off the plane
    explained: float | None = None  # the share of the path's variance that the plane holds
    random_walk: float | None = None  # that share for a random walk on its own principal plane
    epoch: Array | None = None  # (k+1,) when each was recorded; else they are counted from 0
    true: Mapping[str, Array] = field(default_factory=dict)  # (k+1,) each
    seen: Mapping[str, Array] = field(default_factory=dict)
    logged: Mapping[str, Array] = field(default_factory=dict)

    @cached_property
    def path(self) -> tuple[tuple[float, float], ...]:
        """The points as a scene holds them."""
        return tuple((x, y) for x, y in self.points.tolist())

    def epoch_of(self, k: int) -> float:
        """When record k was taken."""
        return float(k if self.epoch is None else self.epoch[k])

    @property
    def most_off(self) -> float:
        """The largest distance off the plane; nan where none is known."""
        return np.nan if self.off is None else float(np.max(self.off))
