"""The loss of a network on a grid of a plane through weight space, fast: in independent tiles for any executor.

Weights on a plane are linear in its two coordinates, so the first layer's sums are too: three products serve the whole
grid. Values are float32 by default, which is more than a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array, IntArray
from core.nn.activations import Tanh
from core.nn.network_loss import NetworkLoss
from core.nn.planes import Plane
from core.swarm import Executor
from core.tiles import interleaved

_WEIGHTS = 64  # weight vectors at a time: their layers fit in the processor's cache


@dataclass(frozen=True, eq=False)
class SliceTile:
    """Rows of the grid: their numbers (r,), the loss and the accuracy there, (r, nx) each."""

    rows: IntArray
    loss: Array
    accuracy: Array


def slice_tiles(
    loss: NetworkLoss,
    plane: Plane,
    x: Array,
    y: Array,
    dtype: DTypeLike = np.float32,
    executor: Executor | None = None,
    rows: int = 8,
) -> Iterator[SliceTile]:
    """Tiles of at most ``rows`` interleaved rows, coarse first: the whole picture is there roughly after the first.

    ``x`` (nx,) and ``y`` (ny,) are the plane's coordinates. The numbers do not depend on the executor.
    """
    parts = interleaved(len(y), rows)
    task = partial(_tile, loss, plane, np.asarray(x), np.asarray(y), dtype)
    yield from executor.map(task, parts) if executor is not None else map(task, parts)


def _tile(loss: NetworkLoss, plane: Plane, x: Array, y: Array, dtype: DTypeLike, rows: IntArray) -> SliceTile:
    a, b = np.meshgrid(x, y[rows])
    points = np.column_stack([a.ravel(), b.ravel()])
    values, right = np.empty(len(points)), np.empty(len(points))
    lines = _FirstLayer(loss, plane, dtype)
    with np.errstate(all="ignore"):
        for first in range(0, len(points), _WEIGHTS):
            part = slice(first, first + _WEIGHTS)
            values[part], right[part] = _at(loss, plane, lines, points[part], dtype)
    return SliceTile(rows, values.reshape(a.shape), right.reshape(a.shape))


class _FirstLayer:
    """s⁽¹⁾ of all samples as c + a u + b v, each (n, units)."""

    def __init__(self, loss: NetworkLoss, plane: Plane, dtype: DTypeLike) -> None:
        block, inputs = loss.mlp.blocks[0], loss.data.inputs
        c, u, v = (
            inputs @ loss.mlp.weights(w, block).T + loss.mlp.biases(w, block) for w in (plane.origin, plane.u, plane.v)
        )
        self._c, self._u, self._v = (np.ascontiguousarray(part, dtype=dtype) for part in (c, u, v))

    def sums(self, points: Array) -> Array:
        """(m, n, units) at ``points`` (m, 2)."""
        a, b = (points[:, i, None, None].astype(self._c.dtype) for i in range(2))
        out: Array = a * self._u
        out += self._c
        out += b * self._v
        return out


def _at(loss: NetworkLoss, plane: Plane, lines: _FirstLayer, points: Array, dtype: DTypeLike) -> tuple[Array, Array]:
    mlp, w = loss.mlp, plane.at(points)
    small = w.astype(dtype)
    s = lines.sums(points)
    for block in mlp.blocks:
        if block.layer > 1:
            s = np.matmul(s, np.swapaxes(mlp.weights(small, block), 1, 2))
            s += mlp.biases(small, block)[:, None, :]
        activation = mlp.of(block.layer)
        s = _tanh(s) if isinstance(activation, Tanh) else activation.f(s)
    each = loss.loss.each(s, loss.data.targets).mean(axis=-1, dtype=np.float64)
    return each + loss.penalty.value(w, mlp.is_weight), loss.right(s)


def _tanh(s: Array) -> Array:
    """1 − 2/(1 + e^{2s}) in place: faster than NumPy's own, and as near in float32."""
    np.multiply(s, 2, out=s)
    np.exp(s, out=s)
    np.add(s, 1, out=s)
    np.divide(-2, s, out=s)
    np.add(s, 1, out=s)
    return s
