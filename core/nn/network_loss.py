"""The loss of a network on data as an objective: a mean over samples plus a penalty on the weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from core.arrays import Array, IntArray
from core.nn.losses import Loss
from core.nn.mlp import Masks, Mlp, Pass
from core.words import QT_TRANSLATE_NOOP, CoreError

_BLOCK = 1 << 18  # numbers of a layer held at once


_INPUTS = QT_TRANSLATE_NOOP("errors", "inputs must be an array (n, {needs}) of at least one sample, got shape {got}")
_TARGETS = QT_TRANSLATE_NOOP("errors", "targets must be an array {needs}, one row a sample, got shape {got}")
_CLASSES = QT_TRANSLATE_NOOP("errors", "targets must be whole numbers from 0 to {last}, one for a class, got {got}")
_BINARY = QT_TRANSLATE_NOOP("errors", "targets must lie between 0 and 1, got {got}")
_STRENGTH = QT_TRANSLATE_NOOP("errors", "{name} must be a finite number of at least 0, got {got}")
_SIGNS = QT_TRANSLATE_NOOP("errors", "targets must be −1 or 1, got {got}")


@dataclass(frozen=True, eq=False)
class Data:
    """``inputs`` (n, in); ``targets`` (n, k), or (n,) class numbers. ``labels``: the numbers are classes ±1 or 0/1.

    ``part``: taken from data that have been checked.
    """

    inputs: Array
    targets: Any
    labels: bool = False
    part: bool = False

    def __len__(self) -> int:
        return len(self.inputs)

    def only(self, indices: IntArray) -> Data:
        """Some of the samples."""
        return Data(self.inputs[indices], self.targets[indices], self.labels, part=True)


@dataclass(frozen=True)
class Penalty:
    """λ₁‖W‖₁ + (λ₂/2)‖W‖² over the weights; the biases go free unless ``biases``. Both together: elastic net."""

    l1: float = 0.0
    l2: float = 0.0
    biases: bool = False

    def __post_init__(self) -> None:
        for name in ("l1", "l2"):
            if not 0 <= getattr(self, name) < np.inf:
                raise CoreError(_STRENGTH, field=name, name=name, got=getattr(self, name))

    def value(self, w: Array, counts: Array) -> Array:
        """(...), for ``w`` (..., d); ``counts`` (d,) is 1 for weights and 0 for biases."""
        on = np.ones_like(counts) if self.biases else counts
        size, square = np.einsum("...d,d->...", np.abs(w), on), np.einsum("...d,d->...", w * w, on)
        out: Array = self.l1 * size + 0.5 * self.l2 * square
        return out

    def gradient(self, w: Array, counts: Array) -> Array:
        """Its gradient; the subgradient 0 of |w| at 0."""
        on = np.ones_like(counts) if self.biases else counts
        return on * (self.l1 * np.sign(w) + self.l2 * w)

    def hvp(self, v: Array, counts: Array) -> Array:
        """Its Hessian times ``v``, away from kinks."""
        return self.l2 * (v if self.biases else counts * v)


@dataclass(frozen=True, eq=False)
class NetworkLoss:
    """f(w) = (1/n) Σ ℓ(network(w, xᵢ), yᵢ) + penalty, batched over weight vectors ``w`` (..., d).

    Raises CoreError for data that do not fit the network and the loss.
    """

    mlp: Mlp
    data: Data
    loss: Loss
    penalty: Penalty = Penalty()

    def __post_init__(self) -> None:
        if not self.data.part:
            _check(self.mlp.sizes[0], self.mlp.sizes[-1], self.data, self.loss.targets)

    @property
    def dim(self) -> int:
        """d."""
        return self.mlp.d

    @cached_property
    def _rows(self) -> int:
        """Weight vectors at once."""
        return max(1, _BLOCK // (len(self.data) * max(self.mlp.sizes)))

    def value(self, w: Array) -> Array:
        """f, (...)."""
        return self._in_blocks(self._value, w)

    def data_value(self, w: Array, masks: Masks = ()) -> Array:
        """The mean loss without the penalty, (...)."""
        outputs = self.mlp.forward(w, self.data.inputs, masks)
        out: Array = self.loss.each(outputs, self.data.targets).mean(axis=-1)
        return out

    def gradient(self, w: Array) -> Array:
        """∇f, (..., d)."""
        return self._in_blocks(self.gradient_with, w)

    def value_gradient(self, w: Array, masks: Masks = ()) -> tuple[Array, Array]:
        """f and ∇f, with dropout's ``masks`` if there are any."""
        passed = self.mlp.passed(w, self.data.inputs, masks)
        value = self.loss.each(passed.outputs, self.data.targets).mean(axis=-1)
        return value + self.penalty.value(w, self.mlp.is_weight), self.gradient_of(w, passed)

    def gradient_with(self, w: Array, masks: Masks = ()) -> Array:
        """∇f alone, with dropout's ``masks`` if there are any."""
        return self.gradient_of(w, self.mlp.passed(w, self.data.inputs, masks))

    def gradient_of(self, w: Array, passed: Pass) -> Array:
        """∇f from what the forward pass at ``w`` left."""
        slope = self.loss.slope(passed.outputs, self.data.targets) / len(self.data)
        g = self.mlp.backward(w, passed, slope).gradient
        return g + self.penalty.gradient(w, self.mlp.is_weight) if self.penalty.l1 or self.penalty.l2 else g

    def hvp(self, w: Array, v: Array) -> Array:
        """∇²f(w) v, (..., d): ``v`` (..., d) may be many directions at the one point ``w`` (d,)."""
        n = len(self.data)
        passed = self.mlp.passed(w, self.data.inputs)
        slope = self.loss.slope(passed.outputs, self.data.targets) / n

        def of(rows: Array) -> Array:
            rise = self.mlp.risen(w, rows, passed)
            bend = self.loss.bend(passed.outputs, self.data.targets, rise[-1]) / n
            return self.mlp.hvp(w, rows, passed, slope, bend, rise) + self.penalty.hvp(rows, self.mlp.is_weight)

        return self._in_blocks(of, v) if w.ndim == 1 else of(v)

    def hessian(self, w: Array) -> Array:
        """∇²f at the one point ``w`` (d,), (d, d): d products, so for small networks."""
        h = self.hvp(w, np.eye(self.dim))
        return 0.5 * (h + h.T)

    def accuracy(self, w: Array) -> Array:
        """The share of samples classified rightly, (...); nan for losses of plain numbers."""
        return self.right(self.mlp.forward(w, self.data.inputs))

    def right(self, outputs: Array) -> Array:
        """The same from the network's ``outputs`` (..., n, k)."""
        y = self.data.targets
        if self.loss.targets == "classes":
            right = outputs.argmax(axis=-1) == y
        elif self.loss.targets in ("binary", "signs") or self.data.labels:
            right = np.all((outputs > 0) == (y > 0), axis=-1)
        else:
            return np.full(outputs.shape[:-2], np.nan)
        out: Array = right.mean(axis=-1)
        return out

    def _value(self, w: Array) -> Array:
        return self.data_value(w) + self.penalty.value(w, self.mlp.is_weight)

    def _in_blocks(self, of: Any, w: Array) -> Array:
        rows = w.reshape(-1, w.shape[-1])
        if len(rows) <= self._rows:
            return np.asarray(of(w))
        parts = [of(rows[first : first + self._rows]) for first in range(0, len(rows), self._rows)]
        whole = np.concatenate(parts)
        return whole.reshape(*w.shape[:-1], *whole.shape[1:])


def _check(inputs: int, outputs: int, data: Data, kind: str) -> None:
    """NumPy would spread targets (n,) over outputs (n, 1), and count class −1 from the last."""
    x, y = np.asarray(data.inputs), np.asarray(data.targets)
    if x.ndim != 2 or x.shape[1] != inputs or not len(x):
        raise CoreError(_INPUTS, field="inputs", needs=inputs, got=x.shape)
    needed = (len(x),) if kind == "classes" else (len(x), outputs)
    if y.shape != needed:
        raise CoreError(_TARGETS, field="targets", needs=needed, got=y.shape)
    if kind == "classes":
        _all(y, (y.dtype.kind in "iu") & (y >= 0) & (y < outputs), _CLASSES, last=outputs - 1)
    elif kind == "binary":
        _all(y, (y >= 0) & (y <= 1), _BINARY)
    elif kind == "signs":
        _all(y, np.abs(y) == 1, _SIGNS)


def _all(y: Any, good: Any, template: str, **values: object) -> None:
    if not good.all():
        raise CoreError(template, field="targets", got=y[~good].flat[0].item(), **values)
