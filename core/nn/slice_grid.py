"""The loss of a network on a grid of a plane through weight space, fast: in independent tiles for any executor.

Weights on a plane are linear in its two coordinates, and so are the first layer's sums: three products with the data
serve the whole grid. Samples lie along the last axis, so that every product is a small matrix times a long one, and
the biases are one more column of the weights. Values are float32 by default, which is more than a picture shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from core.arrays import Array, BoolArray, IntArray
from core.nn.activations import Identity, Relu, Tanh
from core.nn.losses import BinaryCrossEntropy, SoftmaxCrossEntropy
from core.nn.mlp import Block, Mlp
from core.nn.network_loss import NetworkLoss
from core.nn.planes import Plane
from core.tiles import Executor, interleaved, mapped

_PIECE = 1 << 16  # numbers at a time of what makes copies
_NUMBERS = 1 << 21  # of all layers of the weights at work: few calls, so that threads seldom wait for one another


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
    values, right = np.empty((len(rows), len(x))), np.empty((len(rows), len(x)))
    lines = _lines(loss, plane, np.dtype(dtype))
    room, told = _Room(loss.mlp, len(loss.data), len(x), np.dtype(dtype)), _Told(loss, np.dtype(dtype))
    with np.errstate(all="ignore"):
        for first in range(0, len(x), room.most):
            part = slice(first, first + room.most)
            here = room.of(len(x[part]))
            across = [lines[0].across(x[part], here.sums), *(line.across(x[part]) for line in lines[1:])]
            for i, row in enumerate(rows):
                _forward(loss.mlp, across, [line.down(y[row]) for line in lines], here)
                values[i, part], right[i, part] = told.of(here)
        if loss.penalty.l1 or loss.penalty.l2:
            for i, row in enumerate(rows):
                w = plane.at(np.column_stack([x, np.broadcast_to(y[row], x.shape)]))
                values[i] += loss.penalty.value(w, loss.mlp.is_weight)
    return SliceTile(rows, values, right)


@dataclass(frozen=True, eq=False)
class _Line:
    """o + a u + b v, a matrix that is linear in the plane's coordinates (a, b)."""

    o: Array
    u: Array
    v: Array

    def across(self, a: Array, out: Array | None = None) -> Array:
        """a u for every ``a`` (m,), (m, ...)."""
        return np.multiply(a.astype(self.u.dtype)[:, None, None], self.u, out=out)

    def down(self, b: float) -> Array:
        """o + b v."""
        out: Array = self.o + self.v.dtype.type(b) * self.v
        return out


def _lines(loss: NetworkLoss, plane: Plane, dtype: np.dtype[Any]) -> list[_Line]:
    """Of the first layer its sums s⁽¹⁾ (units, n), of the others the weights with the biases as last column."""
    mlp, inputs = loss.mlp, loss.data.inputs

    def of(w: Array, block: Block) -> Array:
        weights, biases = mlp.weights(w, block), mlp.biases(w, block)[:, None]
        whole = weights @ inputs.T + biases if block.layer == 1 else np.hstack([weights, biases])
        return np.ascontiguousarray(whole, dtype=dtype)

    with np.errstate(over="ignore", invalid="ignore"):  # weights that have fled are infinite in float32
        return [_Line(*(of(w, block) for w in (plane.origin, plane.u, plane.v))) for block in mlp.blocks]


@dataclass(frozen=True, eq=False)
class _Here:
    """Where the numbers of m weight vectors at n samples go: a u of the first layer's ``sums`` (m, units, n), every
    hidden layer's outputs (m, units + 1, n) with ones in the last row, the network's (m, k, n), and as many ``beside``.
    """

    sums: Array
    hidden: list[Array]
    outputs: Array
    beside: Array


class _Room:
    """Memory of a tile, in one piece: of many the system takes some back each time, and fetching it anew costs as much
    as filling it. ``most`` weight vectors fit into it.
    """

    def __init__(self, mlp: Mlp, n: int, wanted: int, dtype: np.dtype[Any]) -> None:
        k = mlp.sizes[-1]
        self._rows = [mlp.sizes[1], *(units + 1 for units in mlp.sizes[1:-1]), k, k]
        self._n = n
        self.most = min(wanted, max(1, _NUMBERS // (n * sum(self._rows))))
        self._memory = np.empty(self.most * n * sum(self._rows), dtype)

    def of(self, m: int) -> _Here:
        """For ``m`` weight vectors."""
        ends = np.cumsum([rows * m * self._n for rows in self._rows])
        parts = np.split(self._memory[: ends[-1]], ends[:-1])
        sums, *hidden, outputs, beside = (part.reshape(m, -1, self._n) for part in parts)
        for layer in hidden:
            layer[:, -1] = 1
        return _Here(sums, hidden, outputs, beside)


def _forward(mlp: Mlp, across: list[Array], down: list[Array], here: _Here) -> None:
    """Write the outputs of the weights ``across`` (m, ...) + ``down``."""
    x = here.sums
    for block, a, b, out in zip(mlp.blocks, across, down, [*here.hidden, here.outputs], strict=True):
        s = out[:, : block.fan_out]
        if block.layer == 1:
            np.add(a, b, out=s)
        else:
            np.matmul(a + b, x, out=s)
        x, activation = out, mlp.of(block.layer)
        if isinstance(activation, Tanh):
            np.tanh(s, out=s)
        elif isinstance(activation, Relu):
            _positive(s)
        elif not isinstance(activation, Identity):
            step = max(1, _PIECE // s[0].size)
            for first in range(0, len(s), step):
                s[first : first + step] = activation.f(s[first : first + step])


def _positive(s: Array) -> None:
    """max(0, s) in place; against a row of zeros, which is four times as fast as against the number."""
    np.maximum(s, np.zeros(s.shape[1:], s.dtype), out=s)


class _Told:
    """The mean loss and the accuracy of outputs, (m,) each."""

    def __init__(self, loss: NetworkLoss, dtype: np.dtype[Any]) -> None:
        self._loss, self._y = loss, loss.data.targets
        self._binary = isinstance(loss.loss, BinaryCrossEntropy) and bool(np.all((self._y == 0) | (self._y == 1)))
        self._softmax = isinstance(loss.loss, SoftmaxCrossEntropy)
        if self._binary:
            self._yes: BoolArray = np.ascontiguousarray(self._y.T > 0)
            self._sign: Array = np.where(self._yes, -1, 1).astype(dtype)

    def of(self, here: _Here) -> tuple[Array, Array]:
        """Both; the outputs are written over."""
        if self._binary:
            return self._of_binary(here.outputs, here.beside)
        if self._softmax:
            return self._of_softmax(here.outputs, here.beside)
        rows = np.ascontiguousarray(np.swapaxes(here.outputs, 1, 2))
        return self._loss.loss.each(rows, self._y).mean(axis=-1), self._loss.right(rows)

    def _of_binary(self, z: Array, small: Array) -> tuple[Array, Array]:
        """−ln of a probability is ln(1 + e^z), z the logit with the sign of the other class."""
        same = z > 0
        np.equal(same, self._yes, out=same)
        right = (same[:, 0] if same.shape[1] == 1 else same.all(axis=1)).mean(axis=-1)
        np.multiply(z, self._sign, out=z)
        np.abs(z, out=small)
        np.negative(small, out=small)
        np.exp(small, out=small)
        np.log1p(small, out=small)
        _positive(z)
        z += small
        return z.mean(axis=-1).mean(axis=-1), right

    def _of_softmax(self, z: Array, small: Array) -> tuple[Array, Array]:
        """Class after class, each a long row."""
        most, first = z[:, 0].copy(), np.zeros(z[:, 0].shape, np.int16)
        for c in range(1, z.shape[1]):
            np.copyto(first, np.int16(c), where=z[:, c] > most)
            np.maximum(most, z[:, c], out=most)
        z -= most[:, None]
        chosen = z[:, self._y, np.arange(z.shape[2])]
        np.exp(z, out=small)
        return (np.log(small.sum(axis=1)) - chosen).mean(axis=-1), (first == self._y).mean(axis=-1)
