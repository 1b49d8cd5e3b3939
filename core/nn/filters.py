"""The pieces of a flat weight vector, and directions scaled to them piece by piece.

Filter normalisation: d_ij ← d_ij ‖w_ij‖ / ‖d_ij‖ for the j-th filter of layer i (Li, Xu, Taylor, Studer and Goldstein,
Visualizing the Loss Landscape of Neural Nets, 2018, arXiv:1712.09913, section 4). A filter is everything that makes one
output: a unit's row of W, or a convolution's kernels of one output channel. Vectors (biases, the scales of a
normalisation) are no filters: they are left as they are, or count as one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np

from core.arrays import Array
from core.words import QT_TRANSLATE_NOOP, CoreError

Normalisation = Literal["filter", "layer", "none"]
_KIND = QT_TRANSLATE_NOOP("errors", "{name} must be one of {known}, got {got}")
_ALIKE = QT_TRANSLATE_NOOP(
    "errors", "w and the direction must be {needs} numbers each, got arrays of shape {w} and {got}"
)

NORMALISATIONS: tuple[Normalisation, ...] = ("filter", "layer", "none")


@dataclass(frozen=True)
class Piece:
    """An array of ``shape`` whose numbers lie row by row in the flat vector from place ``first`` on.

    ``outputs`` is the axis that counts its outputs: 0 for (out, in, ...), -1 for (..., in, out).
    """

    name: str
    shape: tuple[int, ...]
    first: int
    outputs: int = 0

    @property
    def place(self) -> slice:
        """Where it lies in the flat vector."""
        return slice(self.first, self.first + prod(self.shape))

    @property
    def is_vector(self) -> bool:
        """Whether it has no filters."""
        return len(self.shape) < 2

    def of(self, w: Array) -> Array:
        """Its array, a view of ``w`` (..., d)."""
        return w[..., self.place].reshape((*w.shape[:-1], *self.shape))

    def filters(self, w: Array) -> Array:
        """One filter a row, a view of ``w`` (d,) where rows lie together, else a copy."""
        return np.moveaxis(self.of(w), self.outputs, 0).reshape(self.shape[self.outputs], -1)


def normalised(
    pieces: Sequence[Piece], w: Array, direction: Array, normalise: Normalisation, biases: bool = False
) -> Array:
    """``direction`` (d,) scaled to the norms of ``w`` (d,).

    ``filter``: filter by filter, ``layer``: array by array, ``none``: not at all. Without ``biases`` vectors are 0 in
    it, with them each is scaled as a whole. Raises CoreError for another normalisation, or other lengths.
    """
    if normalise not in NORMALISATIONS:
        known = ", ".join(NORMALISATIONS)
        raise CoreError(_KIND, field="normalise", name="normalise", known=known, got=repr(normalise)[:40])
    d = pieces[-1].place.stop if pieces else len(w)
    if not w.shape == direction.shape == (d,):
        raise CoreError(_ALIKE, field="w", needs=d, w=w.shape, got=direction.shape)
    out = direction.copy()
    for piece in pieces:
        place = piece.place
        if piece.is_vector and not biases:
            out[place] = 0.0
        elif normalise == "layer" or (normalise == "filter" and piece.is_vector):
            out[place] *= _ratio(np.linalg.norm(w[place]), np.linalg.norm(out[place]))
        elif normalise == "filter":
            ratio = _ratio(*(np.linalg.norm(piece.filters(of), axis=1) for of in (w, out)))
            rows = np.moveaxis(piece.of(out), piece.outputs, 0)  # a view, whichever axis comes first
            rows *= ratio.reshape(-1, *[1] * (rows.ndim - 1))
    return out


def _ratio(wanted: Array | np.floating[Any], have: Array | np.floating[Any]) -> Array:
    """wanted/have, 0 where there is nothing to scale."""
    return np.divide(wanted, have, out=np.zeros_like(have), where=np.asarray(have) > 0)
