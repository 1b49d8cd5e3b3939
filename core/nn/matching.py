"""Hidden units have no order: a network with units in another order is the same function of its inputs, and so is one
with units turned over, all weights of them negated, where the activation is odd.

Two trained networks are compared only after one is put into the other's order. Weight matching, layer by layer, each a
linear assignment problem: Ainsworth, Hayase and Srinivasa, Git Re-Basin (2023), arXiv:2209.04836, section 3.2. Signs:
Sussmann, Neural Networks 5 (1992) 589: for one hidden layer of tanh there are no other symmetries than these two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Array, IntArray
from core.nn.assignment import assignment
from core.nn.mlp import Mlp

ODD = ("identity", "tanh", "arctan", "softsign", "isru")  # activations: σ(−s) = −σ(s)
_MOST_ROUNDS = 100
_TURNS = 4
_GAIN = 1e-12  # of the squared norms: less is rounding


@dataclass(frozen=True, eq=False)
class Order:
    """Of every hidden layer: unit i is the former unit ``units[l][i]``, its weights times ``signs[l][i]``, ±1."""

    units: tuple[IntArray, ...]
    signs: tuple[Array, ...]

    @property
    def moved(self) -> int:
        """How many hidden units have another place or sign."""
        return sum(
            int(np.sum((units != np.arange(len(units))) | (signs < 0)))
            for units, signs in zip(self.units, self.signs, strict=True)
        )


def as_it_is(mlp: Mlp) -> Order:
    """Every unit where it stands."""
    hidden = mlp.sizes[1:-1]
    return Order(tuple(np.arange(units) for units in hidden), tuple(np.ones(units) for units in hidden))


def ordered(mlp: Mlp, w: Array, order: Order) -> Array:
    """The weights (..., d) of the same network with its hidden units in ``order``."""
    out = w.copy()
    for b in mlp.blocks:
        weights, biases = mlp.weights(out, b), mlp.biases(out, b)
        if b.layer > 1:
            units, signs = order.units[b.layer - 2], order.signs[b.layer - 2]
            weights[...] = weights[..., units] * signs
        if b.layer < len(mlp.blocks):
            units, signs = order.units[b.layer - 1], order.signs[b.layer - 1]
            weights[...] = weights[..., units, :] * signs[:, None]
            biases[...] = biases[..., units] * signs
    return out


def matched(mlp: Mlp, a: Array, b: Array, seed: int = 0) -> Order:
    """What :func:`matching` comes to."""
    *_, last = matching(mlp, a, b, seed)
    assert last is not None
    return last


def matching(mlp: Mlp, a: Array, b: Array, seed: int = 0) -> Iterator[Order | None]:
    """None between pieces of work, and last the order of ``b``'s hidden units in which its weights come closest to
    ``a``'s, (d,) each.

    Layer after layer is put into its best order while the others keep theirs, until none gains: a local optimum, never
    farther from ``a`` than ``b`` is. It is looked for from the order that incoming weights alone suggest, layer by
    layer upwards, and from ``b`` as it is with the layers in a few different turns (by ``seed``); the closest counts.
    """
    rng = np.random.default_rng([seed, mlp.d])
    closest, distance = as_it_is(mlp), float(np.linalg.norm(a - b))
    for start in (_upwards(mlp, a, b), *[as_it_is(mlp)] * _TURNS):
        order = start
        for order in _climbing(mlp, a, b, start, rng):  # noqa: B007 (the last one counts)
            yield None
        far = float(np.linalg.norm(a - ordered(mlp, b, order)))
        if far < distance:
            closest, distance = order, far
    yield closest


def _upwards(mlp: Mlp, a: Array, b: Array) -> Order:
    """Every layer in its best order by the weights into it, the layers below being in theirs."""
    order = as_it_is(mlp)
    for layer in range(len(mlp.blocks) - 1):
        units, signs, _ = _best(mlp, a, ordered(mlp, b, order), layer, leaving=False)
        order = _with(order, layer, units, signs)
    return order


def _climbing(mlp: Mlp, a: Array, b: Array, order: Order, rng: np.random.Generator) -> Iterator[Order]:
    """From ``order`` to a local optimum, after every round through the layers."""
    least = _GAIN * float(a @ a + b @ b)
    for _ in range(_MOST_ROUNDS):
        gained = False
        for layer in rng.permutation(len(mlp.blocks) - 1):
            units, signs, gain = _best(mlp, a, ordered(mlp, b, order), int(layer))
            if gain > least:
                order = _with(order, int(layer), units, signs)
                gained = True
        yield order
        if not gained:
            return


def _best(mlp: Mlp, a: Array, b: Array, layer: int, leaving: bool = True) -> tuple[IntArray, Array, float]:
    """The best order of hidden layer ``layer`` (0 is the first) of ``b``, by its incoming weights and, if ``leaving``,
    those that leave it; and how much closer it brings a to b: ½‖a − b‖² falls by it.
    """
    into, out = mlp.blocks[layer], mlp.blocks[layer + 1]
    alike = mlp.weights(a, into) @ mlp.weights(b, into).T
    alike += np.outer(mlp.biases(a, into), mlp.biases(b, into))
    if leaving:
        alike += mlp.weights(a, out).T @ mlp.weights(b, out)
    odd = mlp.activation.id in ODD
    units = assignment(-(np.abs(alike) if odd else alike))
    chosen = alike[np.arange(len(units)), units]
    signs = np.where(chosen < 0, -1.0, 1.0) if odd else np.ones(len(units))
    return units, signs, float(np.sum(signs * chosen) - np.trace(alike))


def _with(order: Order, layer: int, units: IntArray, signs: Array) -> Order:
    """``order`` with one layer put into a further order."""
    every, turned = list(order.units), list(order.signs)
    every[layer], turned[layer] = every[layer][units], turned[layer][units] * signs
    return Order(tuple(every), tuple(turned))
