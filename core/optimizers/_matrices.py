"""Small matrices, one a row: products whose sums do not depend on the rows beside them, and spectra that never raise.

LAPACK refuses matrices that are not finite; here they give nan.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from core.arrays import Array, BoolArray


class Spectrum(NamedTuple):
    """H = V diag(values) V', row by row; nan where H is not finite."""

    values: Array  # (n, d), ascending
    vectors: Array  # (n, d, d): column i of V belongs to eigenvalue i

    @property
    def finite(self) -> BoolArray:
        """Whether there is a spectrum, (n,)."""
        out: BoolArray = np.all(np.isfinite(self.values), axis=1)
        return out

    @property
    def singular(self) -> BoolArray:
        """Whether the smallest |eigenvalue| is 0 to rounding beside the largest, (n,)."""
        size = np.abs(self.values)
        out: BoolArray = np.min(size, axis=1) <= np.finfo(size.dtype).eps * np.max(size, axis=1)
        return out

    def coefficients(self, v: Array) -> Array:
        """V'v, (n, d)."""
        return apply(np.swapaxes(self.vectors, 1, 2), v)

    def solve(self, values: Array, v: Array) -> Array:
        """V diag(1/values) V'v: (n, d)."""
        return apply(self.vectors, self.coefficients(v) / values)


def apply(matrices: Array, v: Array) -> Array:
    """Mv for every row: (n, d, d) times (n, d). C order, or the sums would depend on the batch."""
    out: Array = np.einsum("nij,nj->ni", np.ascontiguousarray(matrices), np.ascontiguousarray(v), order="C")
    return out


def quadratic_form(matrices: Array, v: Array) -> Array:
    """v'Mv, (n,)."""
    out: Array = np.einsum("nd,nd->n", v, apply(matrices, v))
    return out


def outer(a: Array, b: Array) -> Array:
    """ab', (n, d, d)."""
    return a[:, :, None] * b[:, None, :]


def spectrum(h: Array) -> Spectrum:
    """Of symmetric matrices (n, d, d)."""
    good = np.all(np.isfinite(h), axis=(1, 2))
    safe = np.where(good[:, None, None], h, np.eye(h.shape[-1], dtype=h.dtype))
    values, vectors = np.linalg.eigh(safe)
    return Spectrum(np.where(good[:, None], values, np.nan), vectors)
