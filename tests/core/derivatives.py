"""The one checker of derivatives: complex step where f is analytic, central differences elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.arrays import Array

_IMAGINARY = 1e-30  # no subtraction, so the step may be as small as one likes


def complex_step(f: Callable[[Array], Array], x: Array) -> Array:
    """∂f/∂x_j for ``x`` (n, d) and f of any output shape (n, ...): (n, ..., d)."""
    columns = []
    for j in range(x.shape[-1]):
        z = x.astype(np.complex128)
        z[:, j] += 1j * _IMAGINARY
        columns.append(f(z).imag / _IMAGINARY)
    return np.stack(columns, axis=-1)


def central_difference(f: Callable[[Array], Array], x: Array, h: float = 1e-5) -> Array:
    """The same by (f(x + h) − f(x − h)) / 2h: an error of about h² and eps/h."""
    columns = []
    for j in range(x.shape[-1]):
        e = np.zeros(x.shape[-1])
        e[j] = h
        columns.append((f(x + e) - f(x - e)) / (2 * h))
    return np.stack(columns, axis=-1)
