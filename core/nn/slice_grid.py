"""The loss of a network on a grid of a plane through weight space, fast: in independent tiles for any executor.

Weights on a plane are linear in its two coordinates, and so are the first layer's sums: three products with the data
serve the whole grid. Samples lie along the last axis, so that every product is a small matrix times a long one, and
the biases are one more column of the weights. Values are float32 by default, which is more than a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array, IntArray
from core.nn.activations import Activation, Identity, Tanh
from core.nn.losses import BinaryCrossEntropy
from core.nn.mlp import Block, Mlp
from core.nn.network_loss import NetworkLoss
from core.nn.planes import Plane
from core.swarm import Executor
from core.tiles import interleaved, mapped

_NUMBERS = 1 << 18  # of all layers of the weight vectors at work: what fits in a processor's cache


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
    yield from mapped(task, parts, executor)


def _tile(loss: NetworkLoss, plane: Plane, x: Array, y: Array, dtype: DTypeLike, rows: IntArray) -> SliceTile:
    mlp, n = loss.mlp, len(loss.data)
    values, right = np.empty((len(rows), len(x))), np.empty((len(rows), len(x)))
    lines = _lines(loss, plane, np.dtype(dtype))
    step = max(1, _NUMBERS // (n * sum(units + 1 for units in mlp.sizes[1:])))
    layers = [np.ones((min(step, len(x)), units + 1, n), dtype=dtype) for units in mlp.sizes[1:]]
    outputs_of = _Outputs(loss, np.dtype(dtype))
    with np.errstate(all="ignore"):
        for first in range(0, len(x), step):
            part = slice(first, first + step)
            across = [line.across(x[part]) for line in lines]
            here = [layer[: len(across[0])] for layer in layers]
            for i, row in enumerate(rows):
                outputs = _forward(mlp, [t + line.down(y[row]) for t, line in zip(across, lines, strict=True)], here)
                values[i, part], right[i, part] = outputs_of.told(outputs)
        if loss.penalty.l1 or loss.penalty.l2:
            for i, row in enumerate(rows):
                w = plane.at(np.column_stack([x, np.broadcast_to(y[row], x.shape)]))
                values[i] += loss.penalty.value(w, mlp.is_weight)
    return SliceTile(rows, values, right)


@dataclass(frozen=True, eq=False)
class _Line:
    """o + a u + b v, a matrix that is linear in the plane's coordinates (a, b)."""

    o: Array
    u: Array
    v: Array

    def across(self, a: Array) -> Array:
        """a u for every ``a`` (m,), (m, ...)."""
        out: Array = a.astype(self.u.dtype)[:, None, None] * self.u
        return out

    def down(self, b: float) -> Array:
        """o + b v."""
        out: Array = self.o + self.v.dtype.type(b) * self.v
        return out


def _lines(loss: NetworkLoss, plane: Plane, dtype: np.dtype) -> list[_Line]:
    """Of the first layer its sums s⁽¹⁾ (units, n), of the others the weights with the biases as last column."""
    mlp, inputs = loss.mlp, loss.data.inputs

    def of(w: Array, block: Block) -> Array:
        weights, biases = mlp.weights(w, block), mlp.biases(w, block)[:, None]
        whole = weights @ inputs.T + biases if block.layer == 1 else np.hstack([weights, biases])
        return np.ascontiguousarray(whole, dtype=dtype)

    return [_Line(*(of(w, block) for w in (plane.origin, plane.u, plane.v))) for block in mlp.blocks]


def _forward(mlp: Mlp, parts: list[Array], layers: list[Array]) -> Array:
    """The outputs (m, k, n). ``parts`` are the lines' matrices, (m, ...) each; ``layers`` (m, units + 1, n) are room
    for the layers' outputs, with ones in the last row.
    """
    for block, part, layer in zip(mlp.blocks, parts, layers, strict=True):
        s = layer[:, :-1]
        if block.layer == 1:
            _act(mlp.of(1), part, s)
        else:
            np.matmul(part, layers[block.layer - 2], out=s)
            _act(mlp.of(block.layer), s, s)
    return layers[-1][:, :-1]


def _act(activation: Activation, s: Array, out: Array) -> None:
    if isinstance(activation, Tanh):
        np.tanh(s, out=out)
    elif not isinstance(activation, Identity):
        out[...] = activation.f(s)
    elif out is not s:
        out[...] = s


class _Outputs:
    """The mean loss and the accuracy of outputs (m, k, n), (m,) each."""

    def __init__(self, loss: NetworkLoss, dtype: np.dtype) -> None:
        self._loss = loss
        y = loss.data.targets
        self._yes: Array | None = None
        if isinstance(loss.loss, BinaryCrossEntropy) and np.all((y == 0) | (y == 1)):
            self._yes = np.ascontiguousarray(y.T > 0)
            self._sign = np.where(self._yes, -1, 1).astype(dtype)

    def told(self, outputs: Array) -> tuple[Array, Array]:
        """Both."""
        if self._yes is None:
            rows = np.ascontiguousarray(np.swapaxes(outputs, 1, 2))
            return self._loss.loss.each(rows, self._loss.data.targets).mean(axis=-1), self._loss.right(rows)
        same = (outputs > 0) == self._yes
        right = (same[:, 0] if same.shape[1] == 1 else same.all(axis=1)).mean(axis=-1)
        return _softplus(outputs * self._sign).mean(axis=-1).mean(axis=-1), right


def _softplus(z: Array) -> Array:
    """ln(1 + e^z), in place; −ln of a probability is that of the logit with the sign of the other class."""
    small = np.abs(z)
    np.negative(small, out=small)
    np.exp(small, out=small)
    np.log1p(small, out=small)
    np.maximum(z, 0, out=z)
    z += small
    return z
