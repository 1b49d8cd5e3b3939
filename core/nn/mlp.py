"""The multilayer perceptron: x⁽ˡ⁾ = σ(s⁽ˡ⁾), s⁽ˡ⁾ = W⁽ˡ⁾ x⁽ˡ⁻¹⁾ + b⁽ˡ⁾, l = 1 … L.

Weights are one flat vector (..., d): layer after layer, W (out, in) row by row and then b (out,), which is the order of
torch.nn.utils.parameters_to_vector for a Sequential of Linear layers. Any number of weight vectors goes through at
once: outputs are (..., n, k) for inputs (n, in).

Backpropagation in the δ form: δ⁽ᴸ⁾ = ∂ℓ/∂x⁽ᴸ⁾ ⊙ σ'(s⁽ᴸ⁾), δ⁽ˡ⁾ = (W⁽ˡ⁺¹⁾)ᵀ δ⁽ˡ⁺¹⁾ ⊙ σ'(s⁽ˡ⁾),
∂ℓ/∂W⁽ˡ⁾ = δ⁽ˡ⁾ (x⁽ˡ⁻¹⁾)ᵀ, ∂ℓ/∂b⁽ˡ⁾ = δ⁽ˡ⁾ (Rumelhart, Hinton and Williams 1986; Bishop 2006, section 5.3).
Hessian-vector products by the R-operator: Pearlmutter, Neural Computation 6 (1994) 147.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from core.arrays import Array
from core.nn.activations import Activation, Identity, Tanh
from core.words import QT_TRANSLATE_NOOP, CoreError

MAX_UNITS = 512  # of a layer
MAX_LAYERS = 16

_SIZES = QT_TRANSLATE_NOOP(
    "errors", "a network must have 2 to {layers} layers (input and output counted) of 1 to {units} units, got {got}"
)

_LENGTH = QT_TRANSLATE_NOOP("errors", "{name} must have {needs} numbers in its last axis, got an array of shape {got}")

Masks = Sequence[Array | None]  # of the hidden layers' outputs, each (..., n, units) or None


@dataclass(frozen=True)
class Block:
    """Where layer l (1 … L) lies in the flat vector."""

    layer: int
    fan_in: int
    fan_out: int
    first: int

    @cached_property
    def weights(self) -> slice:
        """W, row by row."""
        return slice(self.first, self.first + self.fan_in * self.fan_out)

    @cached_property
    def biases(self) -> slice:
        """b."""
        return slice(self.weights.stop, self.weights.stop + self.fan_out)


@dataclass(frozen=True, eq=False)
class Pass:
    """What a forward pass leaves: ``x[0]`` the inputs and ``x[l]`` the outputs of layer l, ``s[l-1]`` and
    ``slopes[l-1]`` its sums s⁽ˡ⁾ and σ'(s⁽ˡ⁾); all (..., n, units).
    """

    x: tuple[Array, ...]
    s: tuple[Array, ...]
    slopes: tuple[Array, ...]

    @property
    def outputs(self) -> Array:
        """x⁽ᴸ⁾."""
        return self.x[-1]


@dataclass(frozen=True, eq=False)
class Backward:
    """What backpropagation leaves: ``delta[l-1]`` is δ⁽ˡ⁾ (..., n, units) of every sample; ``gradient`` (..., d) the
    sum over samples.
    """

    delta: tuple[Array, ...]
    gradient: Array


@dataclass(frozen=True)
class Mlp:
    """``sizes`` are the units of each layer, inputs first; ``output`` the last layer's activation."""

    sizes: tuple[int, ...]
    activation: Activation = Tanh()
    output: Activation = Identity()

    def __post_init__(self) -> None:
        sizes = self.sizes
        if not (2 <= len(sizes) <= MAX_LAYERS and all(type(u) is int and 1 <= u <= MAX_UNITS for u in sizes)):
            raise CoreError(_SIZES, field="sizes", layers=MAX_LAYERS, units=MAX_UNITS, got=str(sizes)[:60])

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """One for each layer of weights."""
        out, first = [], 0
        for layer, (fan_in, fan_out) in enumerate(pairwise(self.sizes), 1):
            out.append(Block(layer, fan_in, fan_out, first))
            first = out[-1].biases.stop
        return tuple(out)

    @property
    def d(self) -> int:
        """The number of weights and biases."""
        return self.blocks[-1].first + self.sizes[-1] * (self.sizes[-2] + 1)

    def weights(self, w: Array, block: Block) -> Array:
        """W⁽ˡ⁾, a view (..., out, in) of ``w`` (..., d)."""
        return w[..., block.weights].reshape(*w.shape[:-1], block.fan_out, block.fan_in)

    def biases(self, w: Array, block: Block) -> Array:
        """b⁽ˡ⁾, a view (..., out)."""
        return w[..., block.biases]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of every entry of the flat vector: "W1[3,2]", "b1[3]", counted from 1."""
        out: list[str] = []
        for b in self.blocks:
            out += [f"W{b.layer}[{i},{j}]" for i in range(1, b.fan_out + 1) for j in range(1, b.fan_in + 1)]
            out += [f"b{b.layer}[{i}]" for i in range(1, b.fan_out + 1)]
        return tuple(out)

    @cached_property
    def is_weight(self) -> Array:
        """1 where an entry belongs to a W, 0 for a b, (d,)."""
        out = np.zeros(self.d)
        for b in self.blocks:
            out[b.weights] = 1
        return out

    def of(self, layer: int) -> Activation:
        """σ of layer l."""
        return self.output if layer == len(self.blocks) else self.activation

    def forward(self, w: Array, inputs: Array, masks: Masks = ()) -> Array:
        """The outputs (..., n, k); ``masks`` multiply the outputs of the hidden layers (dropout)."""
        self._check(w, inputs)
        x = inputs
        for b in self.blocks:
            x = self.of(b.layer).f(self._sums(w, b, x))
            x = _masked(x, masks, b.layer)
        return x

    def passed(self, w: Array, inputs: Array, masks: Masks = ()) -> Pass:
        """A forward pass with everything that it went through."""
        self._check(w, inputs)
        x, s, slopes = [inputs], [], []
        for b in self.blocks:
            s.append(self._sums(w, b, x[-1]))
            y, dy = self.of(b.layer).both(s[-1])
            x.append(_masked(y, masks, b.layer))
            slopes.append(_masked(dy, masks, b.layer))
        return Pass(tuple(x), tuple(s), tuple(slopes))

    def backward(self, w: Array, passed: Pass, slope: Array) -> Backward:
        """From ``slope``, ∂ℓ/∂x⁽ᴸ⁾ (..., n, k), back to every layer."""
        delta = slope * passed.slopes[-1]
        deltas = [delta]
        for b in reversed(self.blocks[1:]):
            delta = np.matmul(delta, self.weights(w, b)) * passed.slopes[b.layer - 2]
            deltas.append(delta)
        deltas.reverse()
        return Backward(tuple(deltas), self._gathered(w, passed.x, deltas))

    def hvp(self, w: Array, v: Array, passed: Pass, slope: Array, bend: Array, rise: tuple[Array, ...]) -> Array:
        """R{∇}: the Hessian's product with ``v`` (..., d), summed over samples.

        ``rise`` are R{x⁽⁰⁾} … R{x⁽ᴸ⁾} of :meth:`risen`, ``bend`` (∂²ℓ/∂o²) R{x⁽ᴸ⁾}. ``w`` and ``v`` broadcast.
        """
        r_sums = self._risen_sums(w, v, passed, rise)
        back, r_back = slope, bend  # ∂ℓ/∂x⁽ˡ⁾ and R of it
        deltas: list[Array] = []
        r_deltas: list[Array] = []
        for b in reversed(self.blocks):
            i = b.layer - 1
            slopes = passed.slopes[i]
            delta = back * slopes
            r_delta = r_back * slopes + back * self.of(b.layer).ddf(passed.s[i]) * r_sums[i]
            deltas.append(delta)
            r_deltas.append(r_delta)
            if b.layer > 1:
                W, V = self.weights(w, b), self.weights(v, b)  # noqa: N806 (the paper's symbols)
                back, r_back = np.matmul(delta, W), np.matmul(r_delta, W) + np.matmul(delta, V)
        deltas.reverse()
        r_deltas.reverse()
        # R{δ xᵀ} = R{δ} xᵀ + δ R{x}ᵀ, and of the biases R{δ} alone.
        out = self._gathered(v, passed.x, r_deltas)
        for b in self.blocks[1:]:
            grown = np.matmul(np.swapaxes(deltas[b.layer - 1], -1, -2), rise[b.layer - 1])
            out[..., b.weights] += grown.reshape(*grown.shape[:-2], -1)
        return out

    def risen(self, w: Array, v: Array, passed: Pass) -> tuple[Array, ...]:
        """R{x⁽⁰⁾} … R{x⁽ᴸ⁾}: how the layers' outputs change along ``v``."""
        rise = [np.zeros_like(passed.x[0])]
        for b in self.blocks:
            rise.append(passed.slopes[b.layer - 1] * self._risen_sum(w, v, b, passed, rise[-1]))
        return tuple(rise)

    def _check(self, w: Array, inputs: Array) -> None:
        """A longer ``w`` would go through unseen."""
        last = self.blocks[-1].biases.stop
        if w.shape[-1:] != (last,):
            raise CoreError(_LENGTH, field="w", name="w", needs=last, got=w.shape)
        if inputs.ndim < 2 or inputs.shape[-1] != self.sizes[0]:
            raise CoreError(_LENGTH, field="inputs", name="inputs (n, in)", needs=self.sizes[0], got=inputs.shape)

    def _sums(self, w: Array, b: Block, x: Array) -> Array:
        s: Array = np.matmul(x, self.weights(w, b).swapaxes(-1, -2))
        s += self.biases(w, b)[..., None, :]
        return s

    def _risen_sum(self, w: Array, v: Array, b: Block, passed: Pass, rise: Array) -> Array:
        out: Array = self._sums(v, b, passed.x[b.layer - 1])
        if b.layer > 1:
            out = out + np.matmul(rise, np.swapaxes(self.weights(w, b), -1, -2))
        return out

    def _risen_sums(self, w: Array, v: Array, passed: Pass, rise: tuple[Array, ...]) -> list[Array]:
        return [self._risen_sum(w, v, b, passed, rise[b.layer - 1]) for b in self.blocks]

    def _gathered(self, like: Array, x: Sequence[Array], deltas: Sequence[Array]) -> Array:
        """Σ over samples of δ⁽ˡ⁾ (x⁽ˡ⁻¹⁾)ᵀ and δ⁽ˡ⁾ as one flat vector (..., d)."""
        batch = deltas[0].shape[:-2]
        if batch != like.shape[:-1]:
            batch = np.broadcast_shapes(batch, like.shape[:-1])
        out = np.empty((*batch, self.d), dtype=np.result_type(like, deltas[0]))
        for b, before, delta in zip(self.blocks, x, deltas, strict=False):
            np.matmul(delta.swapaxes(-1, -2), before, out=self.weights(out, b))
            np.add.reduce(delta, axis=-2, out=out[..., b.biases])
        return out


def _masked(x: Array, masks: Masks, layer: int) -> Array:
    mask = masks[layer - 1] if layer <= len(masks) else None
    return x if mask is None else x * mask
