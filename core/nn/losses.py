"""What a network is told off for: losses of its outputs, with gradient and Hessian in the outputs.

``outputs`` is (..., n, k), the layer's values before any softmax or logistic; ``targets`` are (n, k) numbers, or (n,)
class numbers for the softmax. All are means over the n samples.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from core.arrays import Array
from core.nn.activations import Softplus, logistic
from core.registry import register
from core.words import QT_TRANSLATE_NOOP

_SOFTPLUS = Softplus()


@dataclass(frozen=True)
class Loss(ABC):
    """ℓ(o, y) of one sample; the network's loss is its mean."""

    id: ClassVar[str] = ""
    label: ClassVar[str] = ""
    formula: ClassVar[str] = ""
    order: ClassVar[int] = 100
    targets: ClassVar[str] = "numbers"  # numbers, "binary" (0 and 1), "signs" (−1 and 1) or "classes" (0 … k−1)

    @abstractmethod
    def each(self, outputs: Array, targets: Any) -> Array:
        """ℓ of every sample, (..., n)."""

    @abstractmethod
    def slope(self, outputs: Array, targets: Any) -> Array:
        """∂ℓ/∂o of every sample, (..., n, k)."""

    @abstractmethod
    def bend(self, outputs: Array, targets: Any, v: Array) -> Array:
        """(∂²ℓ/∂o²) v of every sample, (..., n, k), for directions ``v`` of that shape."""


@register("loss", "half_mean_square")
@dataclass(frozen=True)
class HalfMeanSquare(Loss):
    """½‖o − y‖²: its Hessian in o is the identity."""

    label = QT_TRANSLATE_NOOP("losses", "Half mean square")
    formula = "½‖o − y‖²"
    order = 10

    def each(self, outputs: Array, targets: Array) -> Array:
        e = outputs - targets
        out: Array = 0.5 * np.einsum("...k,...k->...", e, e)
        return out

    def slope(self, outputs: Array, targets: Array) -> Array:
        return outputs - targets

    def bend(self, outputs: Array, targets: Array, v: Array) -> Array:
        return v


@register("loss", "mean_square")
@dataclass(frozen=True)
class MeanSquare(Loss):
    """‖o − y‖²/k: the mean over samples and outputs (torch.nn.MSELoss)."""

    label = QT_TRANSLATE_NOOP("losses", "Mean square")
    formula = "‖o − y‖²/k"
    order = 20

    def each(self, outputs: Array, targets: Array) -> Array:
        e = outputs - targets
        out: Array = np.einsum("...k,...k->...", e, e) / outputs.shape[-1]
        return out

    def slope(self, outputs: Array, targets: Array) -> Array:
        out: Array = (2.0 / outputs.shape[-1]) * (outputs - targets)
        return out

    def bend(self, outputs: Array, targets: Array, v: Array) -> Array:
        out: Array = (2.0 / outputs.shape[-1]) * v
        return out


@register("loss", "binary_cross_entropy")
@dataclass(frozen=True)
class BinaryCrossEntropy(Loss):
    """−y ln σ(o) − (1 − y) ln(1 − σ(o)), from the logit o (torch.nn.BCEWithLogitsLoss); its slope is σ(o) − y."""

    label = QT_TRANSLATE_NOOP("losses", "Binary cross-entropy")
    formula = "−y ln σ(o) − (1 − y) ln(1 − σ(o))"
    order = 30
    targets = "binary"

    def each(self, outputs: Array, targets: Array) -> Array:
        out: Array = np.sum(_SOFTPLUS.f(outputs) - targets * outputs, axis=-1) / outputs.shape[-1]
        return out

    def slope(self, outputs: Array, targets: Array) -> Array:
        out: Array = (logistic(outputs) - targets) / outputs.shape[-1]
        return out

    def bend(self, outputs: Array, targets: Array, v: Array) -> Array:
        p = logistic(outputs)
        out: Array = p * (1 - p) * v / outputs.shape[-1]
        return out


@register("loss", "softmax_cross_entropy")
@dataclass(frozen=True)
class SoftmaxCrossEntropy(Loss):
    """−ln p_y with p = softmax(o) (torch.nn.CrossEntropyLoss); its slope is p − onehot(y)."""

    label = QT_TRANSLATE_NOOP("losses", "Softmax cross-entropy")
    formula = "−ln softmax(o)_y"
    order = 40
    targets = "classes"

    def each(self, outputs: Array, targets: Any) -> Array:
        shifted = outputs - outputs.real.max(axis=-1, keepdims=True)
        chosen = shifted[..., np.arange(len(targets)), targets]
        out: Array = np.log(np.exp(shifted).sum(axis=-1)) - chosen
        return out

    def slope(self, outputs: Array, targets: Any) -> Array:
        p = softmax(outputs)
        p[..., np.arange(len(targets)), targets] -= 1
        return p

    def bend(self, outputs: Array, targets: Any, v: Array) -> Array:
        p = softmax(outputs)
        out: Array = p * (v - np.sum(p * v, axis=-1, keepdims=True))
        return out


@register("loss", "hinge")
@dataclass(frozen=True)
class Hinge(Loss):
    """max(0, 1 − y o) with y = ±1; at the kink the slope is 0."""

    label = QT_TRANSLATE_NOOP("losses", "Hinge")
    formula = "max(0, 1 − y o)"
    order = 50
    targets = "signs"

    def each(self, outputs: Array, targets: Array) -> Array:
        out: Array = np.sum(np.maximum(0, 1 - targets * outputs), axis=-1) / outputs.shape[-1]
        return out

    def slope(self, outputs: Array, targets: Array) -> Array:
        out: Array = np.where(targets * outputs < 1, -targets, 0.0) / outputs.shape[-1]
        return out

    def bend(self, outputs: Array, targets: Array, v: Array) -> Array:
        return np.zeros_like(v)


def softmax(outputs: Array) -> Array:
    """e^{o_j}/Σ e^{o_i} over the last axis, without overflow."""
    e = np.exp(outputs - outputs.real.max(axis=-1, keepdims=True))
    out: Array = e / e.sum(axis=-1, keepdims=True)
    return out
